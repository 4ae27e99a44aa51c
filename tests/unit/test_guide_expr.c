/* SPDX-License-Identifier: Apache-2.0
 *
 * The expression language from text to truth: what is written back, and what it
 * says under answers, as forms/FORMAT.md has it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "guide/check.h"
#include "guide/eval.h"
#include "guide/expr_parse.h"
#include "guide/expr_text.h"
#include "guide_sample.h"

static const char frame[] =
	"id: g-001\n"
	"name: 式子\n"
	"category: 样例\n"
	"lines: \"001:1\"\n"
	"office: unstated\n"
	"questions:\n"
	"  - {id: who, text: 身份, type: choice, lines: \"001:1\", values: {staff: 职工, flex: "
	"灵活, in: 其他}}\n"
	"  - {id: care, text: 情形, type: set, lines: \"001:1\", values: {away: 异地, again: 复发, "
	"any: 任何}}\n"
	"  - {id: court, text: 判决, type: yesno, when: care has away, lines: \"001:1\"}\n"
	"  - {id: n, text: 人数, type: number, lines: \"001:1\"}\n"
	"  - {id: years, text: 年限, type: months, lines: \"001:1\"}\n"
	"  - {id: hurt, text: 受伤日, type: date, lines: \"001:1\"}\n"
	"  - {id: judged, text: 鉴定日, type: date, or_none: 未鉴定, lines: \"001:1\"}\n"
	"  - {id: spent, text: 期间, type: period, lines: \"001:1\"}\n"
	"let:\n"
	"  - {id: long, value: years >= 15y}\n"
	"  - {id: end, value: \"least(coalesce(judged, hurt + 2y), hurt + 2y)\"}\n"
	"verifications: [{id: seen, text: 查到, lines: \"001:1\"}]\n"
	"prohibitions: [{id: fraud, text: 骗取, lifted_by: {act: 已退回}, lines: \"001:1\"}]\n"
	"materials: unstated\n"
	"limits: unstated\n"
	"channels: unstated\n"
	"fee: unstated\n"
	"hints: [{text: 提示, lines: \"001:1\", when: \"%s\"}]\n";

static int setup(void **state)
{
	*state = sample_guide();
	return *state ? 0 : -1;
}

static int teardown(void **state)
{
	sample_done(*state);
	return 0;
}

static struct item *item_with(const struct guide *g, const char *expression)
{
	struct faults f = {0};
	const char *at = strstr(frame, "%s");
	char *text = xasprintf("%.*s%s%s", (int)(at - frame), frame, expression, at + 2);
	struct item *it = item_parse(g, "g-001.yaml", text, strlen(text), &f);
	for (size_t i = 0; i < f.count; i++)
		print_error("%s: %d:%d: %s\n", expression, f.rows[i].line, f.rows[i].column,
			    f.rows[i].text);
	faults_done(&f);
	free(text);
	assert_non_null(it);
	return it;
}

static void what_is_written_back(void **state)
{
	static const struct {
		const char *text, *back;
	} cases[] = {
		{"who = staff", "who = staff"},
		{"who = in", "who = in"},
		{"who != flex", "who != flex"},
		{"who in (staff, in)", "who in (staff, in)"},
		{"care has any", "care has any"},
		{"care has any (away, any)", "care has any (away, any)"},
		{"care has all (away,again)", "care has all (away, again)"},
		{"care has any (away)", "care has away"},
		{"care is none", "care is none"},
		{"who is not none", "who is not none"},
		{"not court", "not court"},
		{"not not court", "court"},
		{"court = yes", "court"},
		{"not (who = staff)", "not (who = staff)"},
		{"not who = staff", "not (who = staff)"},
		{"court and seen or fraud", "court and seen or fraud"},
		{"court and (seen or fraud)", "court and (seen or fraud)"},
		{"court and court", "court"},
		{"court or court and seen", "court"},
		{"court and seen and court", "court and seen"},
		{"court or not court", "always"},
		{"court and not court", "never"},
		{"long", "years >= 15y"},
		{"years < 6m", "years < 6m"},
		{"years = 18m", "years = 18m"},
		{"n >= 300", "n >= 300"},
		{"hurt < 2011-07-01", "hurt < 2011-07-01"},
		{"hurt + 2y - 30d <= on", "hurt + 2y - 30d <= on"},
		{"spent.to > end", "spent.to > least(coalesce(judged, hurt + 2y), hurt + 2y)"},
		{"greatest(n, people, age) > 3", "greatest(greatest(n, people), age) > 3"},
		{"channel = window", "channel = window"},
		{"office in (city, county)", "office in (city, county)"},
		{"sex = female and age >= 50", "sex = female and age >= 50"},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct item *it = item_with(*state, cases[i].text);
		struct str s = {0};
		expr_text(it, it->hints.rows[0].when, &s);
		assert_string_equal(str_text(&s), cases[i].back);
		str_done(&s);
		item_free(it);
	}
}

static void equal_rules_are_one_node(void **state)
{
	struct item *a = item_with(*state, "court and seen");
	struct item *b =
		item_with(*state, "(seen and court) and (court and seen) and not not seen");

	/* The second needs no node the first has not, but the inner not. */
	assert_int_equal(a->nodes[a->hints.rows[0].when].op, OP_AND);
	assert_true(b->n_nodes <= a->n_nodes + 1);
	item_free(a);
	item_free(b);
}

static const struct {
	const char *rule, *answers; /* q=v, blanks between; what is not named is open */
	enum tri truth;
} truths[] = {
	{"who = staff", "who=staff", TRI_TRUE},
	{"who = staff", "who=flex", TRI_FALSE},
	{"who = staff", "", TRI_UNKNOWN},
	{"who != staff", "who=flex", TRI_TRUE},
	{"who in (flex, in)", "who=in", TRI_TRUE},
	{"care has away", "care=away,again", TRI_TRUE},
	{"care has all (away, again)", "care=away", TRI_FALSE},
	{"care has any (away, again)", "care=again", TRI_TRUE},
	{"care is none", "care=none", TRI_TRUE},
	{"care is none", "care=away", TRI_FALSE},
	/* A question behind a false gate has no answer: comparisons fail, both ways. */
	{"court", "care=again court=yes", TRI_FALSE},
	{"not court", "care=again", TRI_TRUE},
	{"court = no", "care=again", TRI_FALSE},
	{"court = no", "care=away court=no", TRI_TRUE},
	{"court is none", "care=again", TRI_TRUE},
	{"court", "care=away court=yes", TRI_TRUE},
	{"court", "court=yes", TRI_UNKNOWN},
	{"judged < on", "judged=none", TRI_FALSE},
	{"judged >= on", "judged=none", TRI_FALSE},
	{"judged != on", "judged=none", TRI_FALSE},
	{"not (judged < on)", "judged=none", TRI_TRUE},
	/* Durations, months cut at the end of the month. */
	{"years >= 15y", "years=180m", TRI_TRUE},
	{"years < 15y", "years=179m", TRI_TRUE},
	{"hurt + 1m = 2026-02-28", "hurt=2026-01-31", TRI_TRUE},
	{"hurt + 2y = 2026-02-28", "hurt=2024-02-29", TRI_TRUE},
	{"hurt - 30d = 2026-02-01", "hurt=2026-03-03", TRI_TRUE},
	{"spent.from < hurt and spent.to > hurt", "spent=2026-01-01..2026-02-01 hurt=2026-01-15",
	 TRI_TRUE},
	/* The first that is not none; the earlier of what there is. */
	{"end = 2026-05-01", "judged=none hurt=2024-05-01", TRI_TRUE},
	{"end = 2025-05-01", "judged=2025-05-01 hurt=2024-05-01", TRI_TRUE},
	{"end = 2026-05-01", "judged=2027-05-01 hurt=2024-05-01", TRI_TRUE},
	{"least(judged, hurt) = 2024-05-01", "judged=none hurt=2024-05-01", TRI_TRUE},
	/* One operand may decide; precedence not, and, or. */
	{"n > 3 or who = staff", "n=4", TRI_TRUE},
	{"n > 3 and who = staff", "n=3", TRI_FALSE},
	{"n > 3 and who = staff", "n=4", TRI_UNKNOWN},
	{"n = 1 or n = 2 and who = staff", "n=1 who=flex", TRI_TRUE},
	{"(n = 1 or n = 2) and who = staff", "n=1 who=flex", TRI_FALSE},
	{"not n = 1 and n = 2", "n=2", TRI_TRUE},
	/* A prohibition exists even when it was lifted; a verification that could not be run is
	   none. */
	{"fraud", "fraud=yes", TRI_TRUE},
	{"fraud", "fraud=lifted", TRI_TRUE},
	{"fraud", "fraud=no", TRI_FALSE},
	{"seen", "seen=yes", TRI_TRUE},
	{"seen", "seen=unavailable", TRI_FALSE},
	{"age >= 60", "birth=1966-11-24 on=2026-11-24", TRI_TRUE},
	{"age >= 60", "birth=1966-11-25 on=2026-11-24", TRI_FALSE},
};

static void answer(const struct item *it, struct value *values, char *text)
{
	struct err e = {0};

	for (char *save, *p = strtok_r(text, " ", &save); p; p = strtok_r(NULL, " ", &save)) {
		char *sign = strchr(p, '=');
		*sign = '\0';
		int var = item_var(it, p);
		assert_true(var >= 0);
		if (!answer_parse(it, var, sign + 1, &values[var], &e))
			fail_msg("%s", e.text);
	}
}

static enum tri truth_of(const struct item *it, const struct value *given)
{
	struct arena a = {0};
	struct eval e;

	eval_init(&e, it, &a);
	eval_take(&e, given);
	eval_all(&e);
	enum tri t = e.truths[it->hints.rows[0].when];
	arena_done(&a);
	return t;
}

static void what_it_says_under_answers(void **state)
{
	for (size_t i = 0; i < sizeof(truths) / sizeof(*truths); i++) {
		struct item *it = item_with(*state, truths[i].rule);
		struct value *values = xcalloc(it->n_vars, sizeof(*values));
		char *answers = xstrdup(truths[i].answers);
		answer(it, values, answers);
		enum tri t = truth_of(it, values);
		if (t != truths[i].truth)
			fail_msg("%s with %s: %d", truths[i].rule, truths[i].answers, t);
		free(answers);
		free(values);
		item_free(it);
	}
}

static void months_and_names(void **state)
{
	int64_t months;

	(void)state;
	assert_true(expr_parse_months("15y", &months));
	assert_int_equal(months, 180);
	assert_true(expr_parse_months("6m", &months));
	assert_int_equal(months, 6);
	assert_false(expr_parse_months("15", &months));
	assert_false(expr_parse_months("y", &months));
	assert_false(expr_parse_months("1y6m", &months));
	assert_true(expr_is_name("out_2"));
	assert_false(expr_is_name("out-2"));
	assert_true(expr_is_id("out-2"));
	assert_false(expr_is_name("not"));
	assert_false(expr_is_name("2out"));
	assert_false(expr_is_name(""));
	assert_false(expr_is_id("Out"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_written_back),
		cmocka_unit_test(equal_rules_are_one_node),
		cmocka_unit_test(what_it_says_under_answers),
		cmocka_unit_test(months_and_names),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
