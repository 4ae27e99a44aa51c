/* SPDX-License-Identifier: Apache-2.0
 *
 * What a case costs by its guide: 每人每次250元 times the people (004:2955), nothing
 * where 不收费 is printed; and what the 缴费通知 says of it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>

#include "base/mem.h"
#include "case/fee.h"
#include "guide/load.h"
#include "office/fee_notice.h"
#include "office_text.h"

static struct catalog catalog;

static int load(void **state)
{
	char *forms = xasprintf("%s/forms", getenv("YICHUANG_SOURCE_ROOT"));
	struct faults f = {0};

	(void)state;
	bool ok = catalog_load(&catalog, forms, "qinzhou", &f);
	faults_done(&f);
	free(forms);
	return ok ? 0 : 1;
}

static int unload(void **state)
{
	(void)state;
	catalog_done(&catalog);
	return 0;
}

static void as_printed_times_the_people(void **state)
{
	struct case_value people = {"people", "人数", "3", "3"};
	struct case_cell cells[] = {{.row = 0}, {.row = 1}};
	struct case_record r;
	struct fee_notice f;

	(void)state;
	case_record_init(&r);
	assert_true(fee_of(catalog_item(&catalog, "qz-092"), &r, &f));
	assert_int_equal(f.each, 25000);
	assert_int_equal(f.people, 1);
	assert_int_equal(f.amount, 25000);
	assert_string_equal(f.per, "每人每次");
	assert_non_null(strstr(f.basis, "桂价费字﹝1996﹞109号"));
	r.cells = cells;
	r.n_cells = 2;
	assert_true(fee_of(catalog_item(&catalog, "qz-093"), &r, &f));
	assert_int_equal(f.amount, 50000);
	r.values = &people;
	r.n_values = 1;
	assert_true(fee_of(catalog_item(&catalog, "qz-092"), &r, &f));
	assert_int_equal(f.amount, 75000);
	assert_false(fee_of(catalog_item(&catalog, "qz-006"), &r, &f)); /* 不收费, 004:174 */
}

static void the_notice_leaves_open_what_is_not_printed(void **state)
{
	const struct letterhead h = {
		.agency = "钦州市社会保险事业管理中心", .window = "1号", .clerk = "李敏"};
	struct case_record r;
	struct document d;

	(void)state;
	case_record_init(&r);
	r.number = "4507002026112400013";
	r.query_code = "ABCD2345";
	r.item = "qz-092";
	r.item_name = "劳动能力鉴定申请（初次鉴定）";
	r.fee = "250.00元/每人每次";
	fee_notice_build(&d, &h, &r, catalog_item(&catalog, "qz-092"));
	char *text = office_text(&d);
	assert_says(text, "缴费通知");
	assert_says(text, "|250.00 元|");
	assert_says(text, "250.00 元/每人每次 × 1");
	assert_says(text, "桂价费字﹝1996﹞109号");
	assert_says(text, "|收费单位||");
	assert_says(text, "不收取费用");
	free(text);
	document_done(&d);
	/* The version is gone: the words of the record. */
	fee_notice_build(&d, &h, &r, NULL);
	text = office_text(&d);
	assert_says(text, "250.00元/每人每次");
	free(text);
	document_done(&d);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(as_printed_times_the_people),
		cmocka_unit_test(the_notice_leaves_open_what_is_not_printed),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
