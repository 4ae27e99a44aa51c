/* SPDX-License-Identifier: Apache-2.0
 *
 * Files that are no table to read: each is told for what it is.
 */
#include "workbook_fixture.h"

#include <unistd.h>

#include "base/mem.h"

#define CFB "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"

/* A compound file with one directory entry. */
static const char *compound(const char *file, const char *entry)
{
	char bytes[1536] = CFB;
	size_t n = strlen(entry);

	for (size_t i = 0; i < n; i++)
		bytes[1024 + 128 + 2 * i] = entry[i];
	bytes[1024 + 128 + 64] = (char)((n + 1) * 2);
	return fixture_file(file, bytes, sizeof(bytes));
}

static void older_and_locked_files(void **state)
{
	(void)state;
	expect_fault(compound("a.xlsx", "EncryptedPackage"), "该文件有打开密码");
	expect_fault(compound("a.xls", "Workbook"), "旧版 Excel 的 .xls 文件");
	expect_fault(compound("a.xlsx", "Workbook"), "旧版 Excel 的 .xls 文件");
	expect_fault(compound("a.et", "Workbook"), "WPS 的 .et 文件");
	expect_fault(compound("a.doc", "WordDocument"), "不是表格");
	expect_fault(FIXTURE_TEXT("a.xls", CFB "xxxxxxxx"), "另存为 .xlsx");
}

static void other_things(void **state)
{
	static const struct fixture_part ods[] = {
		{"mimetype", "application/vnd.oasis.opendocument.spreadsheet", 0}, {0}};
	static const struct fixture_part docx[] = {
		{"_rels/.rels", fixture_rels, 0}, {"word/document.xml", "<d/>", 0}, {0}};
	static const struct fixture_part zip[] = {{"名单.xlsx", "x", 0}, {0}};

	(void)state;
	expect_fault(FIXTURE_TEXT("a.xls", "\xEF\xBB\xBF\n<html><table>"), "网页格式");
	expect_fault(FIXTURE_TEXT("a.xls", "<?xml version=\"1.0\"?><Workbook/>"), "网页格式");
	expect_fault(FIXTURE_TEXT("a.csv", "%PDF-1.4 "), "图片或 PDF");
	expect_fault(FIXTURE_TEXT("a.csv", "\x89PNG\r\n"), "图片或 PDF");
	expect_fault(FIXTURE_TEXT("a.rar", "Rar!\x1A\x07"), "压缩包");
	expect_fault(FIXTURE_TEXT("a.csv", "abc\0def"), "不是表格文件");
	expect_fault(fixture_zip("a.ods", ods), "别种格式的表格");
	expect_fault(fixture_zip("a.xlsx", docx), "文字文档");
	expect_fault(fixture_zip("a.zip", zip), "先解压");
}

static void files_cut_short(void **state)
{
	struct str rows = {0};
	(void)state;

	for (int i = 1; i < 3000; i++)
		str_addf(&rows, "<row r=\"%d\"><c><v>%d</v></c></row>", i, i * 7919);
	const char *path = fixture_book("a.xlsx", &(struct fixture_book){.rows = rows.data});
	FILE *f = fopen(path, "rb");
	assert_non_null(f);
	char *bytes = xmalloc(1 << 20);
	size_t n = fread(bytes, 1, 1 << 20, f);
	fclose(f);
	for (size_t part = 1; part < 8; part++)
		expect_fault(fixture_file("cut.xlsx", bytes, n * part / 8), "不完整或已损坏");
	/* The directory is whole, what it points to is not. */
	memset(bytes + n / 4, 'x', n / 8);
	expect_fault(fixture_file("cut.xlsx", bytes, n), "损坏");
	free(bytes);
	str_done(&rows);
	expect_fault(fixture_book("a.xlsx", &(struct fixture_book){.rows = "<row r=\"1\"><c>"}),
		     "不完整或已损坏");
}

static void bombs(void **state)
{
	struct str deep = {0};
	size_t n = 64 << 20;
	char *zeros = xcalloc(1, n + 1);

	(void)state;
	memset(zeros, ' ', n);
	const struct fixture_part parts[] = {
		{"_rels/.rels", fixture_rels, 0},
		{"xl/workbook.xml",
		 "<workbook xmlns:r=\"x\"><sheets><sheet name=\"a\" "
		 "r:id=\"rId1\"/></sheets></workbook>",
		 0},
		{"xl/_rels/workbook.xml.rels", fixture_book_rels, 0},
		{"xl/worksheets/sheet1.xml", zeros, n},
		{0},
	};
	memcpy(zeros, "<worksheet>", strlen("<worksheet>"));
	expect_fault(fixture_zip("a.xlsx", parts), "压缩炸弹");
	free(zeros);
	for (int i = 0; i < 100; i++)
		str_add(&deep, "<a>");
	expect_fault(fixture_book("a.xlsx", &(struct fixture_book){.rows = deep.data}), "嵌套过深");
	str_done(&deep);
	expect_fault(fixture_book("a.xlsx",
				  &(struct fixture_book){
					  .strings = "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b "
						     "\"&a;&a;\">]><sst><si><t>&b;</t></si></sst>",
					  .rows = "<row r=\"1\"><c t=\"s\"><v>0</v></c></row>"}),
		     "外部定义（DTD）");
}

static void damage_inside(void **state)
{
	(void)state;
	expect_fault(
		fixture_book("a.xlsx", &(struct fixture_book){.rows = "<row r=\"1\"><c t=\"s\">"
								      "<v>5</v></c></row>"}),
		"指向不存在的文字");
	expect_fault(fixture_book("a.xlsx",
				  &(struct fixture_book){
					  .rows = "<row r=\"1\"><c r=\"B1\"><v>5</v></c><c "
						  "r=\"A1\"><v>5</v></c></row>"}),
		     "次序不对");
	expect_fault(fixture_book("a.xlsx",
				  &(struct fixture_book){
					  .rows = "<row r=\"1\"><c r=\"ZZ1\"><v>5</v></c></row>"}),
		     "超过 256 列");
	/* Nothing in it: only formatted. */
	expect_rows(fixture_book("a.xlsx",
				 &(struct fixture_book){
					 .rows = "<row r=\"1\"><c r=\"ZZ1\" s=\"4\"/></row>"}),
		    "");
}

static void limits_of_a_file(void **state)
{
	struct grid_limits small = grid_limits_list;
	struct grid_row row;
	struct err e = {0};

	(void)state;
	small.cells = 3;
	struct grid *g = grid_open(FIXTURE_TEXT("a.csv", "a,b\nc,d\n"), &small, &e);
	assert_true(grid_begin(g, 0, &e));
	assert_int_equal(grid_next(g, &row, &e), GRID_ROW);
	assert_int_equal(grid_next(g, &row, &e), GRID_FAULT);
	assert_non_null(strstr(e.text, "超过 3 个单元格"));
	grid_close(g);
	small.file_bytes = 4;
	assert_null(grid_open(fixture_path, &small, &e));
	assert_non_null(strstr(e.text, "文件太大"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(older_and_locked_files), cmocka_unit_test(other_things),
		cmocka_unit_test(files_cut_short),	  cmocka_unit_test(bombs),
		cmocka_unit_test(damage_inside),	  cmocka_unit_test(limits_of_a_file),
	};
	return cmocka_run_group_tests(tests, fixture_make, fixture_remove);
}
