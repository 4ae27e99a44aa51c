/* SPDX-License-Identifier: Apache-2.0
 *
 * The calculators of a guide as a file: read, values typed and shown, faults named.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "guide/calculator.h"

static struct guide *guide;

static int load(void **state)
{
	struct faults f = {0};
	char *dir = xasprintf("%s/forms/fushun", getenv("YICHUANG_SOURCE_ROOT"));

	(void)state;
	setlocale(LC_ALL, "C.UTF-8");
	guide = guide_load(dir, NULL, &f);
	faults_done(&f);
	free(dir);
	return guide ? 0 : -1;
}

static int unload(void **state)
{
	(void)state;
	guide_free(guide);
	return 0;
}

#define HEAD                                                                                       \
	"calculators:\n  - id: t-one\n    kind: disability\n    name: 某项\n    lines: "         \
	"\"001:5\"\n"
#define FACTS	  "    facts: {g1: {value: 27, lines: \"001:5\"}, g2: {value: 25, lines: \"001:5\"}}\n"
#define PARAMETER "    parameter: {id: wage, text: 工资, lines: \"001:5\"}\n"

/* NULL: no fault. */
static void expect(const char *yaml, const char *fault)
{
	struct calculators all = {0};
	struct catalog known = {0};
	struct faults f = {0};
	bool ok =
		calculators_parse(&all, "_calculators.yaml", yaml, strlen(yaml), guide, &known, &f);
	bool there = false;

	assert_int_equal(ok, fault == NULL);
	assert_int_equal(all.n, fault ? 0 : 1);
	for (size_t i = 0; fault && i < f.count; i++)
		there |= strstr(f.rows[i].text, fault) && f.rows[i].line > 0;
	if (fault && !there)
		fail_msg("not named: %s (%s)", fault, f.count ? f.rows[0].text : "");
	calculators_done(&all);
	faults_done(&f);
}

static void faults_are_named(void **state)
{
	(void)state;
	expect(HEAD FACTS, NULL);
	expect(HEAD, "缺少键「facts」");
	expect(HEAD "    facts: {g1: {value: 27, lines: \"001:5\"}}\n", "缺少键「g2」");
	expect(HEAD "    facts: {g1: {value: 27, lines: \"001:5\"}, g2: {value: 25}}\n",
	       "缺少键「lines」");
	expect(HEAD "    facts: {g1: {value: 很多, lines: \"001:5\"}, g2: {value: 25, lines: "
		    "\"001:5\"}}\n",
	       "整数");
	expect(HEAD "    facts: {g1: {value: 27, lines: \"004:5\"}, g2: {value: 25, lines: "
		    "\"001:5\"}}\n",
	       "行号不在");
	expect("documents: [\"004\"]\n" HEAD
	       "    facts: {g1: {value: 27, lines: \"004:5\"}, g2: {value: 25, lines: "
	       "\"001:5\"}}\n",
	       NULL);
	expect(HEAD FACTS PARAMETER, "没有参数");
	expect(HEAD FACTS "    items: [fs-777]\n", "没有事项或咨询页 fs-777");
	expect(HEAD FACTS "    more: 1\n", "more");
	expect("calculators:\n  - {id: t, kind: lottery, name: 某项, lines: \"001:5\"}\n",
	       "不认识「lottery」");
	expect(HEAD FACTS "  - {id: t-one, kind: death, name: 某项, lines: \"001:5\"}\n",
	       "id「t-one」重复了");
	expect("calculators:\n  - id: t\n    kind: death\n    name: 某项\n    lines: \"001:5\"\n   "
	       " "
	       "facts: {times: {value: 20, lines: \"001:5\"}}\n",
	       "缺少键「parameter」");
}

static void expect_typed(enum calc_type type, const char *text, int64_t want)
{
	const struct calc_input in = {.label = "项", .type = type, .min = 0, .max = 100000000};
	int64_t got = -1;
	struct err e;

	assert_int_equal(calc_parse(&in, text, &got, &e), want >= 0);
	assert_int_equal(got, want);
}

static void values_are_typed(void **state)
{
	(void)state;
	expect_typed(CALC_PERCENT, "60", 6000);
	expect_typed(CALC_PERCENT, "59.99", 5999);
	expect_typed(CALC_PERCENT, "5.5%", 550);
	expect_typed(CALC_PERCENT, "５．５％", 550);
	expect_typed(CALC_PERCENT, "5.505", -1);
	expect_typed(CALC_PERCENT, "5.", -1);
	expect_typed(CALC_PERCENT, "-5", -1);
	expect_typed(CALC_MONTHS, "12年3个月", 147);
	expect_typed(CALC_MONTHS, "15年", 180);
	expect_typed(CALC_MONTHS, "147", 147);
	expect_typed(CALC_MONTHS, "3个月", 3);
	expect_typed(CALC_MONTHS, "12年13个月", -1);
	expect_typed(CALC_MONTHS, "十二年", -1);
	expect_typed(CALC_MONEY, "4,000.50", 400050);
	expect_typed(CALC_MONEY, "4000.505", -1);
	expect_typed(CALC_COUNT, "31", 31);
	expect_typed(CALC_COUNT, "31人", -1);
	expect_typed(CALC_COUNT, "999999999999999999999", -1);
	expect_typed(CALC_COUNT, "", -1);
}

static void expect_shown(enum calc_type type, int64_t value, const char *want)
{
	char text[CALC_TEXT];

	assert_string_equal(calc_format(type, value, text), want);
}

static void values_are_shown(void **state)
{
	(void)state;
	expect_shown(CALC_PERCENT, 550, "5.5%");
	expect_shown(CALC_PERCENT, 5999, "59.99%");
	expect_shown(CALC_PERCENT, 505, "5.05%");
	expect_shown(CALC_PERCENT, 30000, "300%");
	expect_shown(CALC_MONEY, 123456, "1234.56元");
	expect_shown(CALC_MONTHS, 147, "12年3个月");
	expect_shown(CALC_MONTHS, 180, "15年");
	expect_shown(CALC_MONTHS, 11, "11个月");
	expect_shown(CALC_MONTHS, 0, "0个月");
	expect_shown(CALC_DATE, date_make(2026, 11, 24), "2026-11-24");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(faults_are_named),
		cmocka_unit_test(values_are_typed),
		cmocka_unit_test(values_are_shown),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
