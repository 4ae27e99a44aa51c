/* SPDX-License-Identifier: Apache-2.0
 *
 * Guidance slips of real items of the Fushun guide: where to go, or when to come
 * back. The expected words are those of its printed lines, named beside each test;
 * 2026 has no holidays here, 2027 is not announced.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

#include "case/decision.h"
#include "guide/load.h"
#include "office/slip.h"
#include "office_text.h"

static struct catalog catalog;

static int load(void **state)
{
	struct faults f = {0};
	char dir[512];

	(void)state;
	snprintf(dir, sizeof(dir), "%s/forms", getenv("YICHUANG_SOURCE_ROOT"));
	bool ok = catalog_load(&catalog, dir, "fushun", &f);
	faults_done(&f);
	return ok ? 0 : 1;
}

static int unload(void **state)
{
	(void)state;
	catalog_done(&catalog);
	return 0;
}

/* An item asked about on a day, nothing answered. */
struct asked {
	const struct item *it;
	struct intake in;
	struct calendar *cal;
	struct check *k;
	char *slip; /* what F7 prints */
};

static struct asked ask(const char *id, date_day on)
{
	struct asked a = {.it = catalog_item(&catalog, id)};
	struct letterhead h = {.agency = "测试中心", .window = "3号窗口", .created = 1};
	struct document d;
	struct err e;

	assert_non_null(a.it);
	intake_init(&a.in, a.it);
	a.in.values[FACT_ON] = (struct value){.state = VALUE_KNOWN, .a = on};
	a.cal = calendar_new();
	calendar_add_year(a.cal, 2026, "试");
	a.k = check_new(a.it);
	check_run(a.k, &a.in, a.cal);
	check_dues(a.k, &a.in, a.cal);
	slip_build(&d, &h, a.k, &a.in);
	assert_true(document_check(&d, &e));
	a.slip = office_text(&d);
	document_done(&d);
	return a;
}

static void leave(struct asked *a)
{
	free(a->slip);
	calendar_free(a->cal);
	check_free(a->k);
	intake_done(&a->in);
}

static void expect_window(date_day on, const char *words)
{
	struct asked a = ask("fs-007", on);

	assert_int_equal(check_guidance(a.k), REASON_OUTSIDE_DAYS);
	assert_false(check_goes_elsewhere(a.k));
	assert_says(a.slip, "|办事指引单|");
	assert_says(a.slip, words);
	/* The papers to bring then stand on the same slip. */
	assert_says(a.slip, "医学死亡证明");
	/* Who insists is refused by document all the same. */
	assert_int_equal(decision_for(a.k), DECISION_REFUSE);
	leave(&a);
}

/* 001:300: 每月25日—次月8日受理. 8 November 2026 is a Sunday, 25 October too: people come on
 * working days. */
static void a_window_of_days_names_when_to_come_back(void **state)
{
	(void)state;
	expect_window(date_make(2026, 11, 24), "|下次受理|2026年11月25日至2026年12月8日|");
	expect_window(date_make(2026, 11, 9), "|下次受理|2026年11月25日至2026年12月8日|");
	expect_window(date_make(2026, 10, 20), "|下次受理|2026年10月26日至2026年11月6日|");
	/* Over the year's end the holidays are not announced yet. */
	expect_window(date_make(2026, 12, 9), "|下次受理|2026年12月25日至2027年1月8日（"
					      "放假通知未公布，暂按周末推算）|");
}

static void inside_its_window_it_is_no_guidance(void **state)
{
	static const int open[][2] = {{11, 25}, {11, 30}, {12, 1}, {12, 8}};

	(void)state;
	for (size_t i = 0; i < sizeof(open) / sizeof(open[0]); i++) {
		struct asked a = ask("fs-007", date_make(2026, open[i][0], open[i][1]));
		assert_int_equal(check_guidance(a.k), REASON_CODES);
		assert_says(a.slip, "|办事材料清单|");
		leave(&a);
	}
}

/* 001:1005, 1047, 1081, 1107, 1137: the partner banks' counters; the other ways beside them. */
static void cards_are_made_at_the_bank(void **state)
{
	static const char *const ids[] = {"fs-033", "fs-034", "fs-035", "fs-036", "fs-037"};

	(void)state;
	for (size_t i = 0; i < sizeof(ids) / sizeof(ids[0]); i++) {
		struct asked a = ask(ids[i], date_make(2026, 11, 24));
		assert_int_equal(check_guidance(a.k), REASON_NOT_HERE);
		assert_true(check_goes_elsewhere(a.k));
		assert_int_equal(decision_for(a.k), -1); /* nothing to refuse */
		assert_says(a.slip, "|办事指引单|");
		assert_says(a.slip, "抚顺市合作银行网点");
		assert_says(a.slip, "|网上办|");
		assert_says(a.slip, "|掌上办|");
		assert_says(a.slip, "|自助办|合作银行网点");
		assert_says(a.slip, "12333");
		assert_says_not(a.slip, "下次受理");
		leave(&a);
	}
}

/* 001:492, 514. */
static void where_nothing_need_be_filed_it_says_so(void **state)
{
	static const struct {
		const char *id, *words;
	} items[] = {{"fs-014", "办理失业金时同时办理，无需单独办理"},
		     {"fs-015", "符合条件自动发放，无需办理"}};

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct asked a = ask(items[i].id, date_make(2026, 11, 24));
		assert_int_equal(check_guidance(a.k), REASON_NOTHING_TO_FILE);
		assert_int_equal(decision_for(a.k), -1);
		assert_says(a.slip, "|办事指引单|");
		assert_says(a.slip, items[i].words);
		assert_says(a.slip, "12333");
		leave(&a);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_window_of_days_names_when_to_come_back),
		cmocka_unit_test(inside_its_window_it_is_no_guidance),
		cmocka_unit_test(cards_are_made_at_the_bank),
		cmocka_unit_test(where_nothing_need_be_filed_it_says_so),
	};
	return cmocka_run_group_tests(tests, load, unload);
}
