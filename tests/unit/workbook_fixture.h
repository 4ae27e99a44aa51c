/* SPDX-License-Identifier: Apache-2.0
 *
 * Workbooks put together by hand, part by part, so that a test says exactly what
 * stands in the file. Everything lies in one folder that goes at the end.
 */
#ifndef TESTS_WORKBOOK_FIXTURE_H
#define TESTS_WORKBOOK_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <zip.h>

#include "base/str.h"
#include "exchange/grid.h"

static char fixture_dir[] = "/tmp/yichuang-grid-XXXXXX";
static char fixture_path[256];

static inline int fixture_make(void **state)
{
	(void)state;
	return mkdtemp(fixture_dir) ? 0 : 1;
}

static inline int fixture_remove(void **state)
{
	char command[64];

	(void)state;
	snprintf(command, sizeof(command), "rm -rf '%s'", fixture_dir);
	return system(command);
}

/* In the folder; good until the next call. */
static inline const char *fixture_name(const char *name)
{
	snprintf(fixture_path, sizeof(fixture_path), "%s/%s", fixture_dir, name);
	return fixture_path;
}

static inline const char *fixture_file(const char *name, const char *bytes, size_t n)
{
	FILE *f = fopen(fixture_name(name), "wb");

	assert_non_null(f);
	assert_int_equal(fwrite(bytes, 1, n, f), n);
	assert_int_equal(fclose(f), 0);
	return fixture_path;
}
#define FIXTURE_TEXT(name, text) fixture_file(name, text, sizeof(text) - 1)

struct fixture_part {
	const char *name, *text; /* name NULL ends the array */
	size_t n;		 /* 0: strlen(text) */
};
static inline const char *fixture_zip(const char *name, const struct fixture_part *parts)
{
	int code;
	zip_t *z = zip_open(fixture_name(name), ZIP_CREATE | ZIP_TRUNCATE, &code);

	assert_non_null(z);
	for (; parts->name; parts++) {
		size_t n = parts->n ? parts->n : strlen(parts->text);
		zip_source_t *s = zip_source_buffer(z, parts->text, n, 0);
		assert_true(zip_file_add(z, parts->name, s, ZIP_FL_ENC_UTF_8) >= 0);
	}
	assert_int_equal(zip_close(z), 0);
	return fixture_path;
}

#define OFFICE_TYPE "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
static const char fixture_rels[] =
	"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
	"<Relationship Id=\"r1\" Type=\"" OFFICE_TYPE
	"officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";
static const char fixture_book_rels[] =
	"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
	"<Relationship Id=\"rId1\" Type=\"" OFFICE_TYPE
	"worksheet\" Target=\"worksheets/sheet1.xml\"/>"
	"<Relationship Id=\"rId2\" Type=\"" OFFICE_TYPE
	"worksheet\" Target=\"/xl/worksheets/sheet2.xml\"/>"
	"<Relationship Id=\"rId3\" Type=\"" OFFICE_TYPE "styles\" Target=\"styles.xml\"/>"
	"<Relationship Id=\"rId4\" Type=\"" OFFICE_TYPE
	"sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>";
/* Styles: 0 general, 1 date (14), 2 yyyy"年"m"月"d"日", 3 0.00, 4 text. */
static const char fixture_styles[] =
	"<styleSheet><numFmts count=\"2\"><numFmt numFmtId=\"176\" "
	"formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;\"/><numFmt numFmtId=\"177\" "
	"formatCode=\"[Red]&quot;day&quot;0.00\"/></numFmts><cellStyleXfs><xf numFmtId=\"14\"/>"
	"</cellStyleXfs><cellXfs count=\"5\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf "
	"numFmtId=\"176\"/><xf numFmtId=\"177\"/><xf numFmtId=\"49\"/></cellXfs></styleSheet>";

/* A workbook of two sheets named 名单 and 说明, the second hidden. What is NULL is left out or as
 * above; rows is what stands inside <sheetData>, tail behind it. */
struct fixture_book {
	const char *rows, *tail, *strings, *second, *styles, *properties;
};
static inline const char *fixture_book(const char *name, const struct fixture_book *b)
{
	struct str sheet = {0}, second = {0}, book = {0};

	str_addf(&book,
		 "<?xml version=\"1.0\" encoding=\"UTF-8\"?><workbook xmlns:r=\"%s\">%s<sheets>"
		 "<sheet name=\"名单\" sheetId=\"7\" r:id=\"rId1\"/><sheet name=\"说明\" "
		 "sheetId=\"9\" state=\"hidden\" r:id=\"rId2\"/></sheets></workbook>",
		 "x", b->properties ? b->properties : "");
	str_addf(&sheet, "<worksheet><sheetData>%s</sheetData>%s</worksheet>", b->rows,
		 b->tail ? b->tail : "");
	str_addf(&second, "<worksheet><sheetData>%s</sheetData></worksheet>",
		 b->second ? b->second : "");
	const struct fixture_part parts[] = {
		{"_rels/.rels", fixture_rels, 0},
		{"xl/workbook.xml", str_text(&book), 0},
		{"xl/_rels/workbook.xml.rels", fixture_book_rels, 0},
		{"xl/styles.xml", b->styles ? b->styles : fixture_styles, 0},
		{"xl/worksheets/sheet1.xml", str_text(&sheet), 0},
		{"xl/worksheets/sheet2.xml", str_text(&second), 0},
		{b->strings ? "xl/sharedStrings.xml" : NULL, b->strings, 0},
		{0},
	};
	fixture_zip(name, parts);
	str_done(&book);
	str_done(&sheet);
	str_done(&second);
	return fixture_path;
}

/* All rows of a sheet as text: "2: 张三|450…|\n", a letter before what is no text (N number, D
 * date, B truth, E error), = before a formula's, "(hidden)" and "(damaged)" behind a row. Ends
 * with the fault where there is one. Caller frees. */
static inline char *fixture_read(const char *path, size_t sheet)
{
	static const char *const marks[] = {"", "", "N", "D", "B", "E"};
	struct str out = {0};
	struct err e = {0};
	struct grid_row row;
	enum grid_result r = GRID_FAULT;
	struct grid *g = grid_open(path, &grid_limits_list, &e);

	if (g && grid_begin(g, sheet, &e)) {
		while ((r = grid_next(g, &row, &e)) == GRID_ROW) {
			str_addf(&out, "%zu:", row.number);
			for (size_t i = 0; i < row.n; i++)
				str_addf(&out, "%s%s%s%s", i ? "|" : " ",
					 row.cells[i].formula ? "=" : "", marks[row.cells[i].kind],
					 row.cells[i].text);
			str_addf(&out, "%s%s\n", row.hidden ? " (hidden)" : "",
				 row.damaged ? " (damaged)" : "");
		}
	}
	if (r == GRID_FAULT)
		str_addf(&out, "%s", e.text);
	grid_close(g);
	return str_take(&out);
}

static inline void expect_rows(const char *path, const char *rows)
{
	char *found = fixture_read(path, 0);

	assert_string_equal(found, rows);
	free(found);
}

/* The reading ends with a fault that says this. */
static inline void expect_fault(const char *path, const char *says)
{
	char *found = fixture_read(path, 0);

	if (!strstr(found, says))
		fail_msg("»%s« is not in: %.2000s", says, found);
	free(found);
}

#endif
