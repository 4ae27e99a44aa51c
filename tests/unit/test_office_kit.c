/* SPDX-License-Identifier: Apache-2.0
 *
 * The emergency kit: every paper and every answer of the printed lines has its
 * box, every number its slip.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/calendar.h"
#include "guide/load.h"
#include "office/kit.h"
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

/* Seed lines 001:113-130: papers of three kinds of insured persons. */
static void a_checklist_has_a_box_for_all_that_could_be_asked(void **state)
{
	const struct letterhead h = {.agency = "测试中心", .created = 1};
	const struct item *it = catalog_item(&catalog, "fs-001");
	struct check *k = check_new(it);
	struct intake in;
	struct document d;
	struct err e = {0};
	struct calendar *cal = calendar_new();

	(void)state;
	intake_init(&in, it);
	in.values[FACT_ON] = (struct value){.state = VALUE_KNOWN, .a = date_make(2026, 11, 24)};
	check_run(k, &in, cal);
	check_dues(k, &in, cal);
	kit_checklist(&d, &h, k);
	assert_true(document_check(&d, &e));
	char *text = office_text(&d);
	static const char *const words[] = {
		"应急受理清单",	      "职工参保登记（fs-001）",
		"□ 企业职工",	      "□ 灵活就业人员",
		"□ 个体工商户",	      "《劳动合同》",
		"《劳动用工备案表》", "户口簿",
		"营业执照",	      "应急号",
		"发生时间",
	};
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		assert_says(text, words[i]);
	free(text);
	document_done(&d);
	intake_done(&in);
	check_free(k);
	calendar_free(cal);
}

static void every_number_has_a_slip(void **state)
{
	const struct letterhead h = {.agency = "测试中心", .phone = "12333", .created = 1};
	const char *const numbers[] = {"21040020261124900006", "21040020261124900014"};
	struct document d;
	struct err e = {0};

	(void)state;
	kit_slips(&d, &h, numbers, 2);
	assert_true(document_check(&d, &e));
	char *text = office_text(&d);
	assert_says(text, numbers[0]);
	assert_says(text, numbers[1]);
	assert_says(text, "12333");
	free(text);
	document_done(&d);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_checklist_has_a_box_for_all_that_could_be_asked),
		cmocka_unit_test(every_number_has_a_slip),
	};
	return cmocka_run_group_tests(tests, load, unload);
}
