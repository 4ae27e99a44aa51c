/* SPDX-License-Identifier: Apache-2.0
 *
 * What is certain before every question is answered: situations made by hand,
 * expected results by reasoning over all completions.
 */
#include "guide_fixture.h"

static void a_choice_decides(void **state)
{
	struct fixture f;

	(void)state;
	fixture_init(&f, "questions:\n"
			 "  - {id: who, text: 身份, type: choice, lines: \"001:2\", values: "
			 "{staff: 职工, flex: 灵活}}\n"
			 "materials:\n" PAPER("contract", ", when: who = staff")
				 PAPER("book", ", when: who = flex") PAPER("form", ""));
	assert_string_equal(run(&f), "undecided");
	assert_string_equal(next(&f), "who");
	assert_int_equal(need(&f, "form"), NEED_YES);
	assert_int_equal(need(&f, "contract"), NEED_DEPENDS);
	assert_int_equal(f.c->paper_on[paper_of(&f, "contract")], var_of(&f, "who"));
	assert_string_equal(reasons(&f), "open:who missing:form");
	answer(&f, "who", "flex");
	assert_string_equal(run(&f), "missing");
	assert_string_equal(next(&f), "");
	assert_int_equal(need(&f, "contract"), NEED_NO);
	assert_string_equal(reasons(&f), "missing:book missing:form");
	have(&f, "book");
	have(&f, "form");
	assert_string_equal(run(&f), "accept");
	assert_int_equal(f.c->n_reasons, 0);
	fixture_done(&f);
}

/* Kleene calls `q or not q` unknown; every completion makes it true. */
static void certain_where_kleene_is_not(void **state)
{
	struct fixture f;

	(void)state;
	fixture_init(&f,
		     "questions:\n"
		     "  - {id: q, text: 问, type: yesno, lines: \"001:2\"}\n"
		     "  - {id: kind, text: 类, type: choice, lines: \"001:2\", values: {a: 甲, b: "
		     "乙, c: 丙}}\n"
		     "  - {id: n, text: 数, type: number, min: 1, max: 5, lines: \"001:2\"}\n"
		     "  - {id: m, text: 月, type: months, lines: \"001:2\"}\n"
		     "  - {id: s, text: 集, type: set, min: 1, max: 1, lines: \"001:2\", values: "
		     "{x: 子, y: 丑, z: 寅}}\n"
		     "materials:\n" PAPER("p1", ", when: \"q or not q\"")
			     PAPER("p2", ", when: \"q and not q\"")
				     PAPER("p3", ", when: \"kind in (a, b) or kind = c\"") PAPER(
					     "p4", ", when: n >= 1") PAPER("p5", ", when: n > 5")
					     PAPER("p6", ", when: \"m < 15y or m >= 180m\"") PAPER(
						     "p7", ", when: \"m < 15y and m > 14y and m != "
							   "179m and not (m < 179m)\"")
						     PAPER("p8", ", when: s is not none") PAPER(
							     "p9", ", when: \"s has all (x, y)\""));
	assert_string_equal(run(&f), "missing");
	assert_int_equal(need(&f, "p1"), NEED_YES);
	assert_int_equal(need(&f, "p2"), NEED_NO);
	assert_int_equal(need(&f, "p3"), NEED_YES);
	assert_int_equal(need(&f, "p4"), NEED_YES);
	assert_int_equal(need(&f, "p5"), NEED_NO);
	assert_int_equal(need(&f, "p6"), NEED_YES);
	assert_int_equal(need(&f, "p7"), NEED_NO);
	assert_int_equal(need(&f, "p8"), NEED_YES);
	assert_int_equal(need(&f, "p9"), NEED_NO);
	/* nothing the questions say can change anything */
	assert_string_equal(next(&f), "");
	for (size_t i = 0; i < f.it->n_vars; i++)
		assert_false(f.c->live[i]);
	fixture_done(&f);
}

/* The same for conditions and limits. */
static void certain_rules(void **state)
{
	struct fixture f;

	(void)state;
	fixture_init(&f, "questions:\n"
			 "  - {id: n, text: 数, type: number, min: 1, max: 5, lines: \"001:2\"}\n"
			 "conditions:\n"
			 "  - {id: never, text: 不会有, when: n >= 1, test: n > 5, lines: "
			 "\"001:2\"}\n"
			 "limits:\n"
			 "  - {id: all, text: 3日, days: 3, unit: 日, when: n >= 1, lines: "
			 "\"001:2\"}\n"
			 "  - {id: no, text: 5日, days: 5, unit: 日, when: n > 5, lines: "
			 "\"001:2\"}\n");
	assert_string_equal(run(&f), "ineligible");
	assert_string_equal(reasons(&f), "ineligible:never");
	assert_true(f.c->dues[0].applies);
	assert_false(f.c->dues[0].depends);
	assert_false(f.c->dues[1].applies || f.c->dues[1].depends);
	fixture_done(&f);
}

static void edges_of_numbers(void **state)
{
	struct fixture f;

	(void)state;
	fixture_init(&f, "questions:\n"
			 "  - {id: m, text: 月, type: months, lines: \"001:2\"}\n"
			 "materials:\n" PAPER("less", ", when: m < 15y")
				 PAPER("more", ", when: m >= 15y"));
	run(&f);
	assert_int_equal(need(&f, "less"), NEED_DEPENDS);
	assert_true(is_live(&f, "m"));
	answer(&f, "m", "179m");
	run(&f);
	assert_int_equal(need(&f, "less"), NEED_YES);
	answer(&f, "m", "15年");
	run(&f);
	assert_int_equal(need(&f, "less"), NEED_NO);
	assert_int_equal(need(&f, "more"), NEED_YES);
	fixture_done(&f);
}

static const char dates[] =
	"questions:\n"
	"  - {id: accident, text: 事故日, type: date, lines: \"001:2\"}\n"
	"  - {id: appraised, text: 鉴定日, type: date, or_none: 未鉴定, lines: \"001:2\"}\n"
	"  - {id: spent, text: 费用期间, type: period, lines: \"001:2\"}\n"
	"let:\n"
	"  - {id: end, value: \"least(coalesce(appraised, accident + 2y), accident + 2y)\"}\n"
	"materials:\n" PAPER("within", ", when: spent.from <= end")
		PAPER("after", ", when: spent.to > end")
			PAPER("either", ", when: \"spent.from <= end or spent.to > end\"");

static void days_in_between(void **state)
{
	struct fixture f;

	(void)state;
	fixture_init(&f, dates);
	answer(&f, "accident", "2020-05-10");
	run(&f);
	/* a period begins no later than the end of treatment or ends after it */
	assert_int_equal(need(&f, "either"), NEED_YES);
	assert_int_equal(need(&f, "within"), NEED_DEPENDS);
	answer(&f, "appraised", "未鉴定");
	answer(&f, "spent", "2022-05-10..2022-05-10");
	run(&f);
	assert_int_equal(need(&f, "within"), NEED_YES);
	assert_int_equal(need(&f, "after"), NEED_NO);
	answer(&f, "spent", "2022-05-11..2022-05-12");
	run(&f);
	assert_int_equal(need(&f, "within"), NEED_NO);
	assert_int_equal(need(&f, "after"), NEED_YES);
	/* an appraisal later than two years does not lengthen it */
	take_back(&f, "appraised");
	run(&f);
	assert_int_equal(need(&f, "within"), NEED_NO);
	assert_int_equal(need(&f, "after"), NEED_YES);
	assert_false(is_live(&f, "appraised"));
	/* before the two years are over it depends on the appraisal */
	answer(&f, "spent", "2022-05-01..2022-05-02");
	run(&f);
	assert_int_equal(need(&f, "within"), NEED_DEPENDS);
	assert_true(is_live(&f, "appraised"));
	fixture_done(&f);
}

/* 29 February plus a year is 28 February: the first day that is late is 1 March. */
static void month_ends(void **state)
{
	struct fixture f;

	(void)state;
	fixture_init(
		&f, "questions:\n"
		    "  - {id: d, text: 日, type: date, lines: \"001:2\"}\n"
		    "  - {id: e, text: 另日, type: date, lines: \"001:2\"}\n"
		    "materials:\n" PAPER("p", ", when: \"d + 1y <= 2025-02-28 and d > 2024-02-29\"")
			    PAPER("r", ", when: \"d + 1y <= 2025-02-28 and d > 2024-02-28\""));
	run(&f);
	assert_int_equal(need(&f, "p"), NEED_NO);
	assert_int_equal(need(&f, "r"), NEED_DEPENDS);
	fixture_done(&f);
}

static void behind_a_false_gate(void **state)
{
	struct fixture f;

	(void)state;
	fixture_init(&f,
		     "questions:\n"
		     "  - {id: a, text: 甲, type: yesno, lines: \"001:2\"}\n"
		     "  - {id: b, text: 乙, type: number, when: a, lines: \"001:2\"}\n"
		     "materials:\n" PAPER("p", ", when: b != 3") PAPER("q", ", when: b is none"));
	run(&f);
	assert_string_equal(next(&f), "a"); /* b has no certain gate yet */
	assert_true(is_live(&f, "b"));
	assert_int_equal(f.c->paper_on[paper_of(&f, "p")], var_of(&f, "a"));
	answer(&f, "b", "7"); /* whether it applies is open */
	run(&f);
	assert_int_equal(need(&f, "p"), NEED_DEPENDS);
	assert_int_equal(check_value(f.c, var_of(&f, "b"))->state, VALUE_OPEN);
	answer(&f, "a", "no"); /* kept, but not applicable */
	assert_string_equal(run(&f), "missing");
	assert_int_equal(need(&f, "p"), NEED_NO); /* a comparison with none is false, != too */
	assert_int_equal(need(&f, "q"), NEED_YES);
	assert_int_equal(check_value(f.c, var_of(&f, "b"))->state, VALUE_NONE);
	answer(&f, "a", "yes");
	run(&f);
	assert_int_equal(need(&f, "p"), NEED_YES);
	assert_int_equal(need(&f, "q"), NEED_NO);
	fixture_done(&f);
}

/* Rules that say the same, or follow from one another, are learnt together. */
static void learnt_on_another_paper(void **state)
{
	struct fixture f;

	(void)state;
	fixture_init(&f, "questions:\n"
			 "  - {id: a, text: 问, type: yesno, lines: \"001:2\"}\n"
			 "  - {id: b, text: 再问, type: yesno, when: a, lines: \"001:2\"}\n"
			 "  - {id: c, text: 又问, type: yesno, when: b, lines: \"001:2\"}\n"
			 "materials:\n" PAPER("p", ", when: b") PAPER("same", ", when: b")
				 PAPER("more", ", when: b and c"));
	answer(&f, "b", "no"); /* if it is asked at all */
	answer(&f, "c", "no");
	assert_string_equal(run(&f), "accept");
	assert_int_equal(need(&f, "p"), NEED_NO);
	assert_int_equal(need(&f, "same"), NEED_NO);
	assert_int_equal(need(&f, "more"), NEED_NO);
	fixture_done(&f);
}

/* A day that was given counts among the edges even before it is certain that it is asked for. */
static void a_day_behind_an_open_gate(void **state)
{
	struct fixture f;

	(void)state;
	fixture_init(&f,
		     "questions:\n"
		     "  - {id: abroad, text: 境外, type: yesno, lines: \"001:2\"}\n"
		     "  - {id: issued, text: 出具, type: date, when: abroad, lines: \"001:2\"}\n"
		     "  - {id: posted, text: 邮戳, type: date, when: abroad, lines: \"001:2\"}\n"
		     "conditions:\n"
		     "  - {id: fresh, text: 1个月内, when: abroad,\n"
		     "     test: posted >= issued and posted <= issued + 1m, lines: \"001:2\"}\n");
	answer(&f, "issued", "2017-11-04");
	assert_string_equal(run(&f), "undecided");
	assert_true(is_live(&f, "posted"));
	answer(&f, "abroad", "yes");
	assert_string_equal(run(&f), "undecided");
	answer(&f, "posted", "2017-12-05");
	assert_string_equal(run(&f), "ineligible");
	fixture_done(&f);
}

static void optional_never_blocks(void **state)
{
	struct fixture f;

	(void)state;
	fixture_init(&f, "questions:\n"
			 "  - {id: a, text: 甲, type: yesno, optional: yes, lines: \"001:2\"}\n"
			 "materials:\n" PAPER("p", ", when: a") PAPER("q", ""));
	have(&f, "q");
	assert_string_equal(run(&f), "accept");
	assert_int_equal(need(&f, "p"), NEED_DEPENDS);
	assert_string_equal(next(&f), "");
	answer(&f, "a", "yes");
	assert_string_equal(run(&f), "missing");
	fixture_done(&f);
}

static void none_is_an_answer(void **state)
{
	struct fixture f;

	(void)state;
	fixture_init(&f,
		     "questions:\n"
		     "  - {id: d, text: 结论日, type: date, or_none: 未鉴定, lines: \"001:2\"}\n"
		     "materials:\n" PAPER("p", ", when: d is none"));
	assert_string_equal(run(&f), "undecided");
	answer(&f, "d", "未鉴定");
	run(&f);
	assert_int_equal(need(&f, "p"), NEED_YES);
	answer(&f, "d", "2026-01-05");
	assert_string_equal(run(&f), "accept");
	fixture_done(&f);
}

static void age_follows_from_birth(void **state)
{
	struct fixture f;

	(void)state;
	fixture_init(&f, "conditions:\n"
			 "  - {id: grown, text: 年满16周岁, test: age >= 16, lines: \"001:2\"}\n");
	assert_string_equal(run(&f), "undecided");
	assert_string_equal(next(&f), "birth");
	answer(&f, "birth", "2010-11-25"); /* sixteen tomorrow */
	assert_string_equal(run(&f), "ineligible");
	answer(&f, "birth", "2010-11-24");
	assert_string_equal(run(&f), "accept");
	fixture_done(&f);
}

static void forms_and_seals_are_asked_for(void **state)
{
	struct fixture f;

	(void)state;
	fixture_init(&f, "questions:\n"
			 "  - {id: unit, text: 单位申报, type: yesno, lines: \"001:2\"}\n"
			 "  - {id: erec, text: 电子病历, type: yesno, lines: \"001:2\"}\n"
			 "materials:\n"
			 "  - {id: p, name: 证件, lines: \"001:2\", copies: 1, forms: [{forms: "
			 "复印件, when: unit}, {forms: 验原件}]}\n"
			 "  - {id: q, name: 病历, forms: 原件, copies: 1, seal: {text: 公章, when: "
			 "erec}, lines: \"001:2\"}\n");
	have(&f, "p");
	have(&f, "q");
	assert_string_equal(run(&f), "undecided");
	assert_true(is_live(&f, "unit"));
	assert_true(is_live(&f, "erec"));
	answer(&f, "unit", "no");
	answer(&f, "erec", "yes");
	assert_string_equal(run(&f), "accept");
	fixture_done(&f);
}

/* Eighteen yes/no questions in one rule are over 2^16 completions: unknown, never wrong. */
static void too_many_stay_unknown(void **state)
{
	struct str yaml = {0}, all = {0};
	struct fixture f;

	(void)state;
	str_add(&yaml, "questions:\n");
	for (int i = 0; i < 18; i++) {
		str_addf(&yaml, "  - {id: q%d, text: 问%d, type: yesno, lines: \"001:2\"}\n", i, i);
		str_addf(&all, "%sq%d", i ? " or " : "", i);
	}
	str_addf(&yaml,
		 "materials:\n  - {id: p, name: 材料, forms: 原件, copies: 1, lines: \"001:2\", "
		 "when: \"%s or not q0\"}\n",
		 str_text(&all));
	fixture_init(&f, str_text(&yaml));
	assert_string_equal(run(&f), "undecided");
	assert_int_equal(need(&f, "p"), NEED_DEPENDS);
	assert_true(is_live(&f, "q17"));
	answer(&f, "q1", "no");
	answer(&f, "q2", "no"); /* sixteen are left */
	assert_string_equal(run(&f), "missing");
	assert_int_equal(need(&f, "p"), NEED_YES);
	fixture_done(&f);
	str_done(&yaml);
	str_done(&all);
}

/* A certain reason stays whatever else is answered; good papers never make it worse. */
static void monotone(void **state)
{
	struct fixture f;

	(void)state;
	fixture_init(&f, dates);
	have(&f, "within");
	assert_string_equal(run(&f), "undecided");
	answer(&f, "accident", "2020-05-10");
	run(&f);
	assert_non_null(strstr(reasons(&f), "missing:either"));
	answer(&f, "spent", "2020-06-01..2020-06-02");
	run(&f);
	assert_non_null(strstr(reasons(&f), "missing:either"));
	have(&f, "either");
	run(&f);
	assert_null(strstr(reasons(&f), "missing:either"));
	fixture_done(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_choice_decides),
		cmocka_unit_test(certain_where_kleene_is_not),
		cmocka_unit_test(certain_rules),
		cmocka_unit_test(edges_of_numbers),
		cmocka_unit_test(days_in_between),
		cmocka_unit_test(month_ends),
		cmocka_unit_test(behind_a_false_gate),
		cmocka_unit_test(learnt_on_another_paper),
		cmocka_unit_test(a_day_behind_an_open_gate),
		cmocka_unit_test(optional_never_blocks),
		cmocka_unit_test(none_is_an_answer),
		cmocka_unit_test(age_follows_from_birth),
		cmocka_unit_test(forms_and_seals_are_asked_for),
		cmocka_unit_test(too_many_stay_unknown),
		cmocka_unit_test(monotone),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
