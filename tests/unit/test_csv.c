/* SPDX-License-Identifier: Apache-2.0
 *
 * Text files of table programs: RFC 4180 and what is met beside it.
 */
#include "workbook_fixture.h"

static void fields_and_quotes(void **state)
{
	(void)state;
	expect_rows(FIXTURE_TEXT("a.csv", "姓名,号码\r\n张三,1\r\n\"李,四\",\"a\"\"b\"\r\n"),
		    "1: 姓名|号码\n2: 张三|1\n3: 李,四|a\"b\n");
	expect_rows(FIXTURE_TEXT("a.csv", "a,b\n\"x\ny\",2\n,,\n\n3"),
		    "1: a|b\n2: x y|2\n5: 3\n"); /* empty ones count and are not given */
	expect_rows(FIXTURE_TEXT("a.csv", "a\rb\rc"), "1: a\n2: b\n3: c\n");
	expect_rows(FIXTURE_TEXT("a.csv", "a,,b,\n"), "1: a||b\n");
	expect_rows(FIXTURE_TEXT("a.csv", "a\"b,\"c\"d\n"), "1: a\"b|cd\n");
}

static void separators(void **state)
{
	(void)state;
	expect_rows(FIXTURE_TEXT("a.txt", "姓名\t号码\n张三,男\t1\n"),
		    "1: 姓名|号码\n2: 张三,男|1\n");
	expect_rows(FIXTURE_TEXT("a.csv", "姓名;号码\n张三;1\n"), "1: 姓名|号码\n2: 张三|1\n");
	expect_rows(FIXTURE_TEXT("a.csv", "\"a;b;c;d\",x\n"), "1: a;b;c;d|x\n");
}

static void numbers_kept_as_text(void **state)
{
	(void)state;
	expect_rows(FIXTURE_TEXT("a.csv", "=\"0012\",'0013,\"\t0014\",\xE3\x80\x80\xC2\xA0x \n"),
		    "1: 0012|0013|0014|x\n");
	/* Marks for the direction of writing come with numbers copied from dialogs. */
	expect_rows(FIXTURE_TEXT("a.csv", "\xE2\x80\xAD"
					  "110105\xE2\x80\xAC,b\n"),
		    "1: 110105|b\n");
}

static void encodings_are_said(void **state)
{
	struct err e;
	struct grid_row row;

	(void)state;
	const char *path = FIXTURE_TEXT("a.csv", "\xD0\xD5\xC3\xFB,\xBA\xC5\xC2\xEB\n");
	expect_rows(path, "1: 姓名|号码\n");
	struct grid *g = grid_open(path, &grid_limits_list, &e);
	assert_int_equal(grid_sheets(g), 1);
	assert_true(grid_begin(g, 0, &e));
	assert_int_equal(grid_next(g, &row, &e), GRID_ROW);
	assert_string_equal(grid_format(g), "文本文件，编码 GB18030（含 GBK）");
	grid_close(g);
	expect_rows(FIXTURE_TEXT("a.txt", "\xFF\xFE\xD3\x59\t\0\x0D\x54\n\0"), "1: 姓|名\n");
	expect_rows(FIXTURE_TEXT("a.csv", "姓名,号码\n张\xFF三,1\n李四,2\n"),
		    "1: 姓名|号码\n2: 张\uFFFD三|1 (damaged)\n3: 李四|2\n");
}

static void faults_name_the_row(void **state)
{
	struct str wide = {0}, all = {0};

	(void)state;
	expect_fault(FIXTURE_TEXT("a.csv", "a,b\n\"x,2\ny,3\n"), "第 2 行的引号");
	for (int i = 0; i < 300; i++)
		str_add(&wide, "x,");
	expect_fault(fixture_file("a.csv", wide.data, wide.len), "第 1 行超过 256 列");
	str_add(&all, "a,\"");
	for (int i = 0; i < 20000; i++)
		str_add(&all, "1234567890");
	expect_fault(fixture_file("a.csv", all.data, all.len), "第 1 行有一格太长");
	str_done(&wide);
	str_done(&all);
	expect_fault(FIXTURE_TEXT("a.csv", ""), "空文件");
	expect_fault(fixture_name("nowhere.csv"), "没有这个文件");
	expect_fault(fixture_dir, "不是文件");
}

static void many_rows_in_small_pieces(void **state)
{
	enum { ROWS = 70000 };
	struct str text = {0};
	struct grid_row row;
	struct err e;
	size_t n = 0;
	int64_t done, total;

	(void)state;
	for (int i = 1; i <= ROWS; i++)
		str_addf(&text, "张三%d,\"450721,%d\"\r\n", i, i);
	struct grid *g =
		grid_open(fixture_file("a.csv", text.data, text.len), &grid_limits_list, &e);
	assert_non_null(g);
	for (int twice = 0; twice < 2; twice++) {
		assert_true(grid_begin(g, 0, &e));
		for (n = 0; grid_next(g, &row, &e) == GRID_ROW;) {
			char name[32];
			snprintf(name, sizeof(name), "张三%zu", ++n);
			assert_int_equal(row.number, n);
			assert_string_equal(row.cells[0].text, name);
		}
		assert_int_equal(n, ROWS);
	}
	grid_progress(g, &done, &total);
	assert_int_equal(done, text.len);
	assert_int_equal(total, text.len);
	grid_close(g);
	str_done(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fields_and_quotes),	cmocka_unit_test(separators),
		cmocka_unit_test(numbers_kept_as_text), cmocka_unit_test(encodings_are_said),
		cmocka_unit_test(faults_name_the_row),	cmocka_unit_test(many_rows_in_small_pieces),
	};
	return cmocka_run_group_tests(tests, fixture_make, fixture_remove);
}
