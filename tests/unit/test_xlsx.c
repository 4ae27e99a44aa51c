/* SPDX-License-Identifier: Apache-2.0
 *
 * Workbooks: what Excel, WPS and LibreOffice write, put down part by part after
 * ECMA-376; and one by libxlsxwriter.
 */
#include "workbook_fixture.h"

#include <xlsxwriter.h>

static void kinds_of_cells(void **state)
{
	(void)state;
	expect_rows(
		fixture_book(
			"a.xlsx",
			&(struct fixture_book){
				.strings =
					"<sst><si><t>姓名</t></si><si><r><t>张</t></r><r><t "
					"xml:space=\"preserve\">三 </t></r><rPh><t>zhang</t></rPh>"
					"</si></sst>",
				.rows = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"C1\" "
					"t=\"inlineStr\"><is><t>李&amp;四_x000D_</t></is></c></row>"
					"<row r=\"4\"><c r=\"A4\" t=\"s\"><v>1</v></c><c r=\"B4\">"
					"<v>13800000000</v></c><c r=\"C4\" t=\"b\"><v>1</v></c><c "
					"r=\"D4\" t=\"e\"><v>#N/A</v></c><c r=\"E4\" t=\"str\">"
					"<f>A1</f><v>姓名</v></c><c r=\"F4\"><f>1+1</f></c></row>",
			}),
		"1: 姓名||李&四\n4: 张三|N13800000000|B是|E#N/A|=姓名\n");
	/* Without references, in a namespace of its own, empty rows between. */
	expect_rows(
		fixture_book("a.xlsx",
			     &(struct fixture_book){
				     .rows = "<x:row><x:c t=\"inlineStr\"><x:is><x:t>a</x:t></x:is>"
					     "</x:c><x:c/><x:c><x:v>1.50</x:v></x:c></x:row><row/>"
					     "<row r=\"9\" hidden=\"1\"><c><v>2</v></c></row>"}),
		"1: a||N1.5\n9: N2 (hidden)\n");
}

static void numbers_that_excel_ruined(void **state)
{
	(void)state;
	expect_rows(
		fixture_book("a.xlsx",
			     &(struct fixture_book){
				     .rows = "<row r=\"1\"><c r=\"A1\"><v>4.50721198001010E+17</v>"
					     "</c><c r=\"B1\"><v>450721198001010020</v></c><c "
					     "r=\"C1\"><v>0.30000000000000004</v></c><c r=\"D1\">"
					     "<v>1e400</v></c></row>"}),
		"1: N450721198001010000|N450721198001010000|N0.3|E1e400\n");
}

static void days(void **state)
{
	static const char rows[] =
		"<row r=\"1\"><c r=\"A1\" s=\"1\"><v>46347</v></c><c r=\"B1\" "
		"s=\"2\"><v>46347.75</v>"
		"</c><c r=\"C1\" s=\"3\"><v>46347</v></c><c r=\"D1\" s=\"1\"><v>60</v></c><c "
		"r=\"E1\" t=\"d\"><v>2026-11-21T00:00:00</v></c></row>";

	(void)state;
	/* 2026-11-21 is 46347 (Excel: DATE(2026,11,21)), 44885 from 1904. */
	expect_rows(fixture_book("a.xlsx", &(struct fixture_book){.rows = rows}),
		    "1: D2026-11-21|D2026-11-21|N46347|D60|2026-11-21\n");
	expect_rows(fixture_book("a.xlsx",
				 &(struct fixture_book){
					 .properties = "<workbookPr date1904=\"1\"/>",
					 .rows = "<row r=\"1\"><c r=\"A1\" s=\"1\"><v>44885</v></c>"
						 "<c r=\"B1\" s=\"1\"><v>0</v></c></row>"}),
		    "1: D2026-11-21|D1904-01-01\n");
	assert_int_equal(grid_serial_day(1, false), date_make(1900, 1, 1));
	assert_int_equal(grid_serial_day(59, false), date_make(1900, 2, 28));
	assert_int_equal(grid_serial_day(60, false), DATE_NONE);
	assert_int_equal(grid_serial_day(61, false), date_make(1900, 3, 1));
	assert_int_equal(grid_serial_day(0.5, false), DATE_NONE);
	assert_int_equal(grid_serial_day(-1, true), DATE_NONE);
	assert_int_equal(grid_serial_day(1e9, false), DATE_NONE);
}

static void sheets_and_merges(void **state)
{
	struct err e;
	struct grid_row row;
	size_t n;

	(void)state;
	const char *path = fixture_book(
		"a.xlsx",
		&(struct fixture_book){
			.rows = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>",
			.second = "<row r=\"1\"><c r=\"A1\"><v>2</v></c></row>",
			.tail = "<mergeCells><mergeCell ref=\"A1:C1\"/><mergeCell ref=\"B3:B5\"/>"
				"</mergeCells>"});
	struct grid *g = grid_open(path, &grid_limits_list, &e);
	assert_int_equal(grid_sheets(g), 2);
	assert_string_equal(grid_sheet_name(g, 0), "名单");
	assert_string_equal(grid_sheet_name(g, 1), "说明");
	assert_true(grid_sheet_hidden(g, 1));
	assert_string_equal(grid_format(g), "Excel 工作簿");
	assert_true(grid_begin(g, 0, &e));
	assert_int_equal(grid_next(g, &row, &e), GRID_ROW);
	assert_int_equal(grid_next(g, &row, &e), GRID_END);
	assert_int_equal(grid_next(g, &row, &e), GRID_END);
	const struct grid_merge *m = grid_merges(g, &n);
	assert_int_equal(n, 2);
	assert_int_equal(m[1].row, 2);
	assert_int_equal(m[1].last_row, 4);
	assert_int_equal(m[1].column, 1);
	assert_true(grid_begin(g, 1, &e));
	assert_int_equal(grid_next(g, &row, &e), GRID_ROW);
	assert_string_equal(row.cells[0].text, "2");
	grid_close(g);
}

static void date_formats(void **state)
{
	static const struct {
		int id;
		const char *code;
		bool date;
	} rows[] = {
		{14, NULL, true},
		{0, NULL, false},
		{49, NULL, false},
		{31, NULL, true},
		{20, NULL, false},
		{170, "yyyy/m/d", true},
		{170, "[$-804]aaaa", false},
		{170, "\"d\"0", false},
		{170, "0.00_d", false},
		{170, "#,##0;d", false},
		{170, "m\"月\"d\"日\"", true},
		{170, "[h]:mm", false},
	};

	(void)state;
	extern bool format_is_date(int id, const char *code);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_int_equal(format_is_date(rows[i].id, rows[i].code), rows[i].date);
}

static void one_of_libxlsxwriter(void **state)
{
	(void)state;
	for (int constant = 0; constant < 2; constant++) { /* shared strings, then inline */
		lxw_workbook_options o = {.constant_memory = constant};
		lxw_workbook *b = workbook_new_opt(fixture_name("a.xlsx"), &o);
		lxw_worksheet *s = workbook_add_worksheet(b, "增员");
		lxw_format *f = workbook_add_format(b);
		lxw_datetime day = {.year = 2026, .month = 11, .day = 21};
		format_set_num_format(f, "yyyy-mm-dd");
		worksheet_write_string(s, 0, 0, "姓名", NULL);
		worksheet_write_string(s, 1, 0, "<张三>", NULL);
		worksheet_write_number(s, 1, 1, 11010519491231002.0, NULL);
		worksheet_write_datetime(s, 1, 2, &day, f);
		assert_int_equal(workbook_close(b), LXW_NO_ERROR);
		expect_rows(fixture_name("a.xlsx"),
			    "1: 姓名\n2: <张三>|N11010519491231000|D2026-11-21\n");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(kinds_of_cells), cmocka_unit_test(numbers_that_excel_ruined),
		cmocka_unit_test(days),		  cmocka_unit_test(sheets_and_merges),
		cmocka_unit_test(date_formats),	  cmocka_unit_test(one_of_libxlsxwriter),
	};
	return cmocka_run_group_tests(tests, fixture_make, fixture_remove);
}
