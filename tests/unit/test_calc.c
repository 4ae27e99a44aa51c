/* SPDX-License-Identifier: Apache-2.0
 *
 * The calculators on the guides' own figures: expected values worked out by hand from
 * the lines named, the edges, what is refused and what is asked for.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "case/calc.h"

static struct catalog catalog;
static struct calculators calculators;

/* Figures made up for the test, with documents made up for it. */
static const struct calc_given given[] = {
	{"sichuan-average-wage", 2025, 9600000, "试〔2026〕1号"},  /* 96000.00 */
	{"sichuan-average-wage", 2024, 9000001, "试〔2025〕1号"},  /* 90000.01 */
	{"national-urban-income", 2025, 5418800, "试〔2026〕2号"}, /* 54188.00 */
	{"national-unemployment-target", 2025, 550, "试〔2025〕3号"},
};
enum { GIVEN = sizeof(given) / sizeof(given[0]) };

static int load(void **state)
{
	struct faults f = {0};
	char *dir = xasprintf("%s/forms", getenv("YICHUANG_SOURCE_ROOT"));
	bool ok;

	(void)state;
	setlocale(LC_ALL, "C.UTF-8");
	ok = catalog_load(&catalog, dir, NULL, &f);
	for (size_t i = 0; ok && i < catalog.n_guides; i++)
		ok = calculators_load(&calculators, dir, catalog.guides[i], &catalog, &f);
	for (size_t i = 0; i < f.count; i++)
		print_error("%s:%d: %s\n", f.rows[i].file, f.rows[i].line, f.rows[i].text);
	faults_done(&f);
	free(dir);
	return ok ? 0 : -1;
}

static int unload(void **state)
{
	(void)state;
	calculators_done(&calculators);
	catalog_done(&catalog);
	return 0;
}

/* "id=value …" apart by blanks. */
static struct calc_result work(const char *id, const char *typed)
{
	const struct calculator *c = calculators_get(&calculators, id);
	struct calc_inputs in = {0};
	struct calc_result r;
	struct err e;
	char *words = xstrdup(typed), *rest = words;

	assert_non_null(c);
	for (char *word; (word = strsep(&rest, " ")) != NULL;) {
		char *value = strchr(word, '=');
		if (!value)
			continue;
		*value++ = '\0';
		int i = calc_input_of(c, word);
		assert_true(i >= 0);
		in.given[i] = true;
		if (!calc_parse(&calc_specs[c->kind].inputs[i], value, &in.value[i], &e))
			fail_msg("%s", e.text);
	}
	free(words);
	calc_run(c, &in, given, GIVEN, &r);
	return r;
}

static const char *answer(const struct calc_result *r, const char *id)
{
	for (size_t i = 0; i < r->n_answers; i++)
		if (strcmp(r->answers[i].id, id) == 0)
			return r->answers[i].text;
	return "";
}

static void expect(const char *id, const char *typed, const char *which, const char *want)
{
	struct calc_result r = work(id, typed);

	if (r.state != CALC_DONE)
		fail_msg("%s %s: %s", id, typed, r.message);
	assert_string_equal(answer(&r, which), want);
	assert_true(r.n_steps > 0);
	for (size_t i = 0; i < r.n_steps; i++)
		assert_non_null(r.steps[i].lines);
	calc_done(&r);
}

static void expect_not(const char *id, const char *typed, enum calc_state state, const char *says)
{
	struct calc_result r = work(id, typed);

	assert_int_equal(r.state, state);
	if (!strstr(r.message, says))
		fail_msg("not said: %s\nin: %s", says, r.message);
	assert_int_equal(r.n_answers, 0);
	calc_done(&r);
}

/* 000:602: 16 % and 8 %; 20 %. */
static void rates(void **state)
{
	(void)state;
	expect("pz-rates", "who=staff base=5000", "unit", "800.00元");
	expect("pz-rates", "who=staff base=5000", "staff", "400.00元");
	expect("pz-rates", "who=staff base=5000", "sum", "1200.00元");
	expect("pz-rates", "who=flexible base=5000", "flexible", "1000.00元");
	/* 4321.57 × 16 % = 691.4512; × 8 % = 345.7256 */
	expect("pz-rates", "who=staff base=4321.57", "unit", "691.45元");
	expect("pz-rates", "who=staff base=4321.57", "staff", "345.73元");
	/* half a fen goes up: 0.03 × 16 % = 0.0048, 0.05 × 8 % = 0.004, 0.0625 … × 20 % of 0.23 */
	expect("pz-rates", "who=flexible base=0.13", "flexible", "0.03元");
	expect("pz-rates", "who=flexible base=0.12", "flexible", "0.02元");
	expect_not("pz-rates", "who=staff", CALC_OPEN, "缴费基数");
	expect_not("pz-rates", "base=5000", CALC_OPEN, "缴费人");
}

/* 000:660: 96000 a year are 8000 a month: 4800 and 24000. */
static void bases(void **state)
{
	(void)state;
	expect("pz-base", "year=2026 who=staff wage=8000", "least", "4800.00元");
	expect("pz-base", "year=2026 who=staff wage=8000", "most", "24000.00元");
	expect("pz-base", "year=2026 who=staff wage=8000", "base", "8000.00元");
	expect("pz-base", "year=2026 who=staff wage=4799.99", "base", "4800.00元");
	expect("pz-base", "year=2026 who=staff wage=4800", "base", "4800.00元");
	expect("pz-base", "year=2026 who=staff wage=24000", "base", "24000.00元");
	expect("pz-base", "year=2026 who=staff wage=24000.01", "base", "24000.00元");
	expect("pz-base", "year=2026 who=flexible percent=60", "base", "4800.00元");
	expect("pz-base", "year=2026 who=flexible percent=300", "base", "24000.00元");
	expect("pz-base", "year=2026 who=flexible percent=75.5%", "base", "6040.00元");
	/* 90000.01 × 60 % ÷ 12 = 4500.0005; × 61.11 % ÷ 12 = 4583.25050925 */
	expect("pz-base", "year=2025 who=flexible percent=61.11", "least", "4500.00元");
	expect("pz-base", "year=2025 who=flexible percent=61.11", "base", "4583.25元");
}

static void bases_refused(void **state)
{
	(void)state;
	expect_not("pz-base", "year=2026 who=flexible percent=59.99", CALC_REFUSED, "60% 到 300%");
	expect_not("pz-base", "year=2026 who=flexible percent=300.01", CALC_REFUSED, "60% 到 300%");
	expect_not("pz-base", "year=2027 who=staff wage=8000", CALC_NEEDS, "2026年四川省全口径");
	expect_not("pz-base", "year=2027 who=staff wage=8000", CALC_NEEDS, "文号");
	expect_not("pz-base", "year=2026 who=flexible", CALC_OPEN, "比例");
	expect_not("pz-base", "year=2026 who=staff", CALC_OPEN, "本人工资");
}

/* 000:478-486. */
static void arrears(void **state)
{
	(void)state;
	expect("pz-arrears", "first=2011-07-01 age=2026-01-01 paid=10年", "situation", "情况一");
	expect("pz-arrears", "first=2011-07-01 age=2026-01-01 paid=10年", "more", "5年");
	expect("pz-arrears", "first=2011-06-30 age=2026-01-01 paid=8年", "situation", "情况二");
	expect("pz-arrears", "first=2011-06-30 age=2026-01-01 paid=8年", "more", "5年");
	expect("pz-arrears", "first=2011-06-30 age=2026-01-01 paid=8年", "lump", "2年");
	/* P12: it ends as soon as 15 years are reached. */
	expect("pz-arrears", "first=2005-01-01 age=2026-01-01 paid=12年3个月", "more", "2年9个月");
	expect("pz-arrears", "first=2005-01-01 age=2026-01-01 paid=12年3个月", "lump", "不需要");
	/* Exactly five years short, and a month more. */
	expect("pz-arrears", "first=2005-01-01 age=2026-01-01 paid=10年", "lump", "不需要");
	expect("pz-arrears", "first=2005-01-01 age=2026-01-01 paid=119", "more", "5年");
	expect("pz-arrears", "first=2005-01-01 age=2026-01-01 paid=119", "lump", "1个月");
	expect("pz-arrears", "first=2005-01-01 age=2026-01-01 paid=179", "more", "1个月");
	expect("pz-arrears", "first=2005-01-01 age=2026-01-01 paid=15年", "situation",
	       "已满15年，不用补缴");
	expect("pz-arrears", "first=2012-01-01 age=2026-01-01 paid=16年1个月", "situation",
	       "已满15年，不用补缴");
	expect("pz-arrears", "first=2005-01-01 age=2011-07-01 paid=0", "lump", "10年");
	expect_not("pz-arrears", "first=2005-01-01 age=2011-06-30 paid=10年", CALC_UNSTATED,
		   "指南未载明");
	expect_not("pz-arrears", "first=2026-02-01 age=2026-01-01 paid=0", CALC_REFUSED, "核对");
}

/* 001:640: 27 and 25 months; nothing is printed for the rest (F15). */
static void disability(void **state)
{
	char typed[32];

	(void)state;
	expect("fs-disability", "grade=g1 wage=4000", "sum", "108000.00元");
	expect("fs-disability", "grade=二级 wage=4000.55", "sum", "100013.75元");
	for (int g = 3; g <= 10; g++) {
		snprintf(typed, sizeof(typed), "grade=g%d wage=4000", g);
		expect_not("fs-disability", typed, CALC_UNSTATED, "指南未载明");
	}
}

/* 001:664: 20 times the income of the year before. */
static void death(void **state)
{
	struct calc_result r = work("fs-death", "year=2026");

	(void)state;
	assert_string_equal(answer(&r, "sum"), "1083760.00元");
	assert_string_equal(r.used->document, "试〔2026〕2号");
	assert_int_equal(r.year, 2025);
	assert_true(r.rounded);
	calc_done(&r);
	expect_not("fs-death", "year=2025", CALC_NEEDS, "2024年全国城镇居民人均可支配收入");
}

/* 004:2491: laid off ÷ (laid off + insured at the year's end). */
static void layoffs(void **state)
{
	(void)state;
	/* 11 ÷ 200 is 5.5 % exactly; 12 ÷ 200 is 6 %. */
	expect("qz-layoffs", "year=2026 laid_off=11 insured=189", "rate", "5.5%");
	expect("qz-layoffs", "year=2026 laid_off=11 insured=189", "within", "符合裁员率条件");
	expect("qz-layoffs", "year=2026 laid_off=12 insured=188", "within", "不符合裁员率条件");
	/* 5504 ÷ 100000 shows as 5.5 % and is above it. */
	expect("qz-layoffs", "year=2026 laid_off=5504 insured=94496", "rate", "5.5%");
	expect("qz-layoffs", "year=2026 laid_off=5504 insured=94496", "within", "不符合裁员率条件");
	/* 30 and fewer: 20 %, of whatever year. 6 ÷ 30, 7 ÷ 35; 8 ÷ 38 = 21.05 %. */
	expect("qz-layoffs", "year=2031 laid_off=6 insured=24", "within", "符合裁员率条件");
	expect("qz-layoffs", "year=2031 laid_off=7 insured=28", "limit", "20%");
	expect("qz-layoffs", "year=2031 laid_off=8 insured=30", "within", "不符合裁员率条件");
	expect("qz-layoffs", "year=2031 laid_off=7 insured=30", "within", "符合裁员率条件");
	expect("qz-layoffs", "year=2026 laid_off=7 insured=31", "limit", "5.5%");
	expect("qz-layoffs", "year=2026 laid_off=0 insured=31", "rate", "0%");
	expect_not("qz-layoffs", "year=2031 laid_off=7 insured=31", CALC_NEEDS, "2030年");
	expect_not("qz-layoffs", "year=2026 laid_off=0 insured=0", CALC_REFUSED, "算不出");
}

static void certification(void **state)
{
	(void)state;
	expect("sc-certification", "from=last day=2025-03-15", "due", "2026-03-15");
	expect("sc-certification", "from=last day=2025-03-15", "remind", "2025-12-15");
	expect("sc-certification", "from=first day=2025-03-15", "due", "2026-04-01");
	expect("sc-certification", "from=last day=2024-02-29", "due", "2025-02-28");
	/* 004:1426-1430 as printed. */
	expect("qz-certification", "who=pension from=last day=2022-03-15", "due", "2023-03-31");
	expect("qz-certification", "who=pension from=last day=2022-05-15", "due", "2023-05-31");
	expect("qz-certification", "who=kin from=last day=2022-03-15", "due", "2022-09-30");
	expect("qz-certification", "who=kin from=last day=2022-05-15", "due", "2022-11-30");
	expect("qz-certification", "who=kin from=first day=2026-01-31", "due", "2026-02-28");
	/* 001:1161 */
	expect("fs-certification", "who=pension day=2026-05-31", "due", "2027-05-31");
	expect("fs-certification", "who=pension day=2026-06-01", "due", "2028-05-31");
	expect("fs-certification", "who=other day=2026-05-31", "from", "2026-06-01");
	expect("fs-certification", "who=other day=2026-06-01", "due", "2027-05-31");
	expect("fs-certification", "who=other day=2020-01-01", "due", "2023-05-31");
	expect_not("sc-certification", "from=last day=2199-12-31", CALC_REFUSED, "太远");
}

/* Every step rests on the line that says it, a cycle in the words of its guide. */
static void certification_steps(void **state)
{
	static const struct {
		const char *id, *typed, *text, *lines;
	} rows[] = {
		{"qz-certification", "who=kin from=first day=2026-01-31", "次月底", "004:1424"},
		{"qz-certification", "who=kin from=last day=2026-01-31", "6个月", "004:1428"},
		{"qz-certification", "who=pension from=last day=2026-01-31", "12个月", "004:1426"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct calc_result r = work(rows[i].id, rows[i].typed);
		assert_int_equal(r.n_steps, 1);
		assert_non_null(strstr(r.steps[0].text, rows[i].text));
		assert_string_equal(r.steps[0].lines, rows[i].lines);
		calc_done(&r);
	}
	struct calc_result r = work("fs-certification", "who=pension day=2026-06-01");
	assert_non_null(strstr(r.steps[1].text, "资格确认周期 12个月"));
	calc_done(&r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rates),
		cmocka_unit_test(bases),
		cmocka_unit_test(bases_refused),
		cmocka_unit_test(arrears),
		cmocka_unit_test(disability),
		cmocka_unit_test(death),
		cmocka_unit_test(layoffs),
		cmocka_unit_test(certification),
		cmocka_unit_test(certification_steps),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
