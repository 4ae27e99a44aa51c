/* SPDX-License-Identifier: Apache-2.0
 *
 * The blank list for units and the rows that go back, read as a unit's file is read.
 */
#include "workbook_fixture.h"

#include "base/mem.h"
#include "guide/check.h"
#include "guide/load.h"
#include "office/package.h"
#include "office/roster_sheet.h"

static void the_blank_list_is_what_the_form_asks(void **state)
{
	const char *root = getenv("YICHUANG_SOURCE_ROOT");
	struct faults f = {0};
	struct str xml = {0};
	struct err e;
	struct intake in;
	char *dir = xasprintf("%s/forms/fushun", root);
	char *blocks = xasprintf("%s/forms/blocks.yaml", root);
	char *file = xasprintf("%s/forms/fushun/fs-002.yaml", root);
	struct guide *guide = guide_load(dir, blocks, &f);
	struct item *it = item_load(guide, file, &f);
	struct check *k = check_new(it);
	const struct field *list = NULL;

	(void)state;
	intake_init(&in, it);
	in.values[FACT_ON] = (struct value){.state = VALUE_KNOWN, .a = date_make(2026, 11, 24)};
	check_run(k, &in, NULL);
	for (size_t i = 0; i < it->n_fields; i++)
		if (it->fields[i].type == FIELD_PEOPLE)
			list = &it->fields[i];
	const struct roster_template t = {it, list, k, 10000, 1};
	assert_true(roster_template_write(&t, fixture_name("t.xlsx"), &e));
	expect_rows(fixture_path, "1: 缴费人员增减申报\xE3\x80\x80人员名单\n"
				  "2: 单位名称：＿＿＿＿＿＿＿＿\xE3\x80\x80统一社会信用代码："
				  "＿＿＿＿＿＿＿＿\xE3\x80\x80填表人、电话：＿＿＿＿＿＿＿＿\n"
				  "3: *姓名|证件类型|*证件号码|联系电话|变动日期\n");
	assert_true(package_read(fixture_path, "xl/worksheets/sheet1.xml", &xml));
	/* Frozen below the headings; the kinds to pick from; text as the format of the column. */
	assert_non_null(strstr(xml.data, "ySplit=\"3\""));
	assert_non_null(strstr(xml.data, "居民身份证,临时身份证"));
	assert_non_null(strstr(xml.data, "orientation=\"landscape\""));
	assert_null(strstr(xml.data, "<f>"));
	str_clear(&xml);
	assert_true(package_read(fixture_path, "xl/styles.xml", &xml));
	assert_non_null(strstr(xml.data, "numFmtId=\"49\""));
	str_done(&xml);
	intake_done(&in);
	check_free(k);
	item_free(it);
	guide_free(guide);
	faults_done(&f);
	free(file);
	free(blocks);
	free(dir);
}

static void bad_rows_go_back_as_they_came(void **state)
{
	static const char *const headings[] = {"姓 名", "身份证"};
	static const char *const one[] = {"=1+1", "4.50721E+17"}, *const two[] = {"", "1"};
	const struct roster_return_row rows[] = {{7, one, "甲\n乙"}, {9, two, "丙"}};
	struct roster_return r = {"增员　退回名单", "名单.xlsx", 2, 2, headings, rows, 1};
	struct str xml = {0};
	struct err e;
	char stem[128];

	(void)state;
	snprintf(stem, sizeof(stem), "%s", fixture_name("back"));
	char *path = roster_return_write(&r, stem, &e);
	assert_non_null(path);
	expect_rows(path,
		    "1: 增员\xE3\x80\x80退回名单\n"
		    "2: 来自：名单.xlsx。共 2 行没有收下，请按“原因”逐行改好后重新提交；已收下的"
		    "不要再报。\n"
		    "3: 原表行号|姓 名|身份证|原因\n"
		    "4: 7|=1+1|4.50721E+17|甲 乙\n5: 9||1|丙\n");
	assert_true(package_read(path, "xl/worksheets/sheet1.xml", &xml));
	assert_null(strstr(xml.data, "<f>")); /* never a formula of theirs */
	str_done(&xml);
	char *second = roster_return_write(&r, stem, &e); /* never over another */
	assert_non_null(strstr(second, "back-2.xlsx"));
	free(second);
	free(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_blank_list_is_what_the_form_asks),
		cmocka_unit_test(bad_rows_go_back_as_they_came),
	};
	return cmocka_run_group_tests(tests, fixture_make, fixture_remove);
}
