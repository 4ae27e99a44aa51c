/* SPDX-License-Identifier: Apache-2.0
 *
 * Every situation once: what is varied, what is left alone, the rows of the
 * rules, and the refusal to list too many.
 */
#include "guide_fixture.h"

#include "guide/matrix.h"

/* "who=staff n=3 / who=flex": the answers of the rows. */
static void rows_of(json_t *rows, struct str *out)
{
	size_t i;
	json_t *row, *answer;
	const char *id;

	str_clear(out);
	json_array_foreach(rows, i, row)
	{
		str_add(out, i ? " / " : "");
		size_t n = 0;
		json_object_foreach(json_object_get(row, "answers"), id, answer)
			str_addf(out, "%s%s=%s", n++ ? " " : "", id, json_string_value(answer));
	}
}

static json_t *matrix_of(struct fixture *f)
{
	struct err e;
	json_t *rows = matrix_json(f->it, &f->in, f->cal, &e);

	if (!rows)
		fail_msg("%s", e.text);
	return rows;
}

static void check_rows(struct fixture *f, const char *expected)
{
	struct str s = {0};
	json_t *rows = matrix_of(f);

	rows_of(rows, &s);
	assert_string_equal(str_text(&s), expected);
	json_decref(rows);
	str_done(&s);
}

static void what_changes_something_is_varied(void **state)
{
	struct fixture f;

	(void)state;
	fixture_init(&f,
		     "questions:\n"
		     "  - {id: who, text: 身份, type: choice, lines: \"001:2\", values: {staff: "
		     "职工, flex: 灵活}}\n"
		     "  - {id: idle, text: 无关, type: yesno, lines: \"001:2\"}\n"
		     "  - {id: m, text: 月, type: months, when: who = staff, lines: \"001:2\"}\n"
		     "  - {id: s, text: 集, type: set, min: 0, when: who = flex, lines: \"001:2\", "
		     "values: {a: 甲, b: 乙}}\n"
		     "materials:\n" PAPER("p", ", when: m >= 15y") PAPER("q", ", when: s has b")
			     PAPER("r", ", when: s has a"));
	check_rows(&f, "who=staff m=179m / who=staff m=180m / who=flex s=none / who=flex s=a / "
		       "who=flex s=b / who=flex s=a,b");
	answer(&f, "who", "staff");
	check_rows(&f, "who=staff m=179m / who=staff m=180m");
	fixture_done(&f);
}

static void days_at_their_edges(void **state)
{
	struct fixture f;

	(void)state;
	fixture_init(&f, "questions:\n"
			 "  - {id: d, text: 日, type: date, or_none: 未鉴定, lines: \"001:2\"}\n"
			 "materials:\n" PAPER("p", ", when: d + 1y > 2023-07-01"));
	check_rows(&f, "d=none / d=2022-07-01 / d=2022-07-02");
	fixture_done(&f);
}

static void a_row_per_rule(void **state)
{
	struct fixture f;
	json_t *rows;

	(void)state;
	fixture_init(&f, "questions:\n"
			 "  - {id: q, text: 问, type: yesno, lines: \"001:2\"}\n"
			 "conditions:\n"
			 "  - {id: c, text: 甲, lines: \"001:2\"}\n"
			 "  - {id: e, text: 乙, when: not q, fails_as: missing, lines: \"001:2\"}\n"
			 "prohibitions:\n"
			 "  - {id: x, text: 禁, lines: \"001:2\"}\n"
			 "materials:\n  {none: 无, lines: \"001:2\"}\n");
	/* nothing but condition e hangs on q */
	check_rows(&f, " / c=no / e=no q=no / x=yes");
	rows = matrix_of(&f);
	static const char *const outcomes[] = {"accept", "ineligible", "missing", "prohibited"};
	for (size_t i = 0; i < 4; i++)
		assert_string_equal(
			json_string_value(json_object_get(json_array_get(rows, i), "outcome")),
			outcomes[i]);
	json_decref(rows);
	fixture_done(&f);
}

static void verifications_are_varied(void **state)
{
	struct fixture f;

	(void)state;
	fixture_init(&f, "verifications:\n"
			 "  - {id: v, text: 核, lines: \"001:2\"}\n"
			 "materials:\n" PAPER("p", ", exempt: {by: v, else: required}"));
	check_rows(&f, "v=yes / v=no");
	fixture_done(&f);
}

static void too_many_rows(void **state)
{
	struct str yaml = {0}, papers = {0};
	struct fixture f;
	struct err e;

	(void)state;
	str_add(&yaml, "questions:\n  - {id: k, text: 类别, type: choice, lines: \"001:2\", "
		       "values: {a: 甲, b: 乙, c: 丙}}\n");
	str_add(&papers, "materials:\n" PAPER("pa", ", when: k = a") PAPER("pb", ", when: k = b"));
	for (int i = 0; i < 11; i++) {
		str_addf(&yaml, "  - {id: q%d, text: 问%d, type: yesno, lines: \"001:2\"}\n", i, i);
		str_addf(&papers,
			 "  - {id: p%d, name: 材料%d, forms: 原件, copies: 1, when: q%d, lines: "
			 "\"001:2\"}\n",
			 i, i, i);
	}
	str_add(&yaml, str_text(&papers));
	fixture_init(&f, str_text(&yaml));
	assert_null(matrix_json(f.it, &f.in, f.cal, &e)); /* 3 × 2048 */
	assert_non_null(strstr(e.text, "--answer k="));
	answer(&f, "k", "a");
	json_t *rows = matrix_of(&f);
	assert_int_equal(json_array_size(rows), 2048);
	json_decref(rows);
	fixture_done(&f);
	str_done(&yaml);
	str_done(&papers);
}

/* A row says what a check of its answers says. */
static void rows_agree_with_checks(void **state)
{
	struct fixture f;
	size_t i;
	json_t *row, *value;
	const char *id;

	(void)state;
	fixture_init(
		&f,
		"questions:\n"
		"  - {id: a, text: 甲, type: yesno, lines: \"001:2\"}\n"
		"  - {id: n, text: 人数, type: number, min: 0, max: 9, when: a, lines: \"001:2\"}\n"
		"materials:\n" PAPER("p", ", when: a, per: n") PAPER("q", ", when: not a"));
	json_t *rows = matrix_of(&f);
	assert_int_equal(json_array_size(rows), 3);
	json_array_foreach(rows, i, row)
	{
		take_back(&f, "a");
		take_back(&f, "n");
		json_object_foreach(json_object_get(row, "answers"), id, value)
			answer(&f, id, json_string_value(value));
		assert_string_equal(run(&f), json_string_value(json_object_get(row, "outcome")));
	}
	json_decref(rows);
	fixture_done(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_changes_something_is_varied),
		cmocka_unit_test(days_at_their_edges),
		cmocka_unit_test(a_row_per_rule),
		cmocka_unit_test(verifications_are_varied),
		cmocka_unit_test(too_many_rows),
		cmocka_unit_test(rows_agree_with_checks),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
