/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/text.h"
#include "base/utf8.h"
#include "office/roster_book.h"
#include "office/roster_sheet.h"

enum { ROW_TITLE, ROW_LINE, ROW_HEAD, ROW_FIRST };
enum { REASON_WIDTH = 60, LEAST = 8, MOST = 30, LINE_PT = 16 };

/* As wide as what stands in it, within reason. */
static double width_of(const struct roster_return *r, size_t column)
{
	int width = utf8_columns(r->headings[column]) + 2;

	for (size_t i = 0; i < r->n_rows && i < 200; i++) {
		int cell = utf8_columns(r->rows[i].cells[column]) + 2;
		width = cell > width ? cell : width;
	}
	return width < LEAST ? LEAST : width > MOST ? MOST : width;
}

static size_t lines_of(const char *text)
{
	size_t lines = 0;

	for (const char *s = text; *s;) {
		size_t n = 0;
		while (s[n] && s[n] != '\n')
			n++;
		lines += (size_t)utf8_columns_n(s, n) / (REASON_WIDTH - 4) + 1;
		s += n + (s[n] == '\n');
	}
	return lines ? lines : 1;
}

static void fill(struct roster_book *b, const void *ctx)
{
	const struct roster_return *r = ctx;
	lxw_worksheet *s = roster_book_sheet(b, _("退回名单"), ROW_HEAD);
	lxw_col_t reason = (lxw_col_t)(r->n_headings + 1);

	if (!s)
		return;
	char *line = xasprintf(
		_("来自：%s。共 %zu 行没有收下，请按“原因”逐行改好后重新提交；已收下的不要再"
		  "报。"),
		r->file, r->n_rows);
	worksheet_set_row(s, ROW_TITLE, 30, NULL);
	worksheet_set_row(s, ROW_LINE, 24, NULL);
	worksheet_set_row(s, ROW_HEAD, 24, NULL);
	worksheet_merge_range(s, ROW_TITLE, 0, ROW_TITLE, reason, "", b->formats[ROSTER_TITLE]);
	roster_book_put(b, s, ROW_TITLE, 0, r->title, ROSTER_TITLE);
	worksheet_merge_range(s, ROW_LINE, 0, ROW_LINE, reason, "", b->formats[ROSTER_LINE]);
	roster_book_put(b, s, ROW_LINE, 0, line, ROSTER_LINE);
	free(line);
	worksheet_set_column(s, 0, 0, LEAST, NULL);
	roster_book_put(b, s, ROW_HEAD, 0, _("原表行号"), ROSTER_HEAD);
	for (size_t c = 0; c < r->n_headings; c++) {
		worksheet_set_column(s, (lxw_col_t)(c + 1), (lxw_col_t)(c + 1), width_of(r, c),
				     NULL);
		roster_book_put(b, s, ROW_HEAD, (lxw_col_t)(c + 1), r->headings[c], ROSTER_HEAD);
	}
	worksheet_set_column(s, reason, reason, REASON_WIDTH, NULL);
	roster_book_put(b, s, ROW_HEAD, reason, _("原因"), ROSTER_HEAD_REASON);
	for (size_t i = 0; i < r->n_rows; i++) {
		const struct roster_return_row *row = &r->rows[i];
		lxw_row_t at = (lxw_row_t)(ROW_FIRST + i);
		char number[24];
		snprintf(number, sizeof(number), "%zu", row->number);
		worksheet_set_row(s, at, LINE_PT * (double)lines_of(row->reason) + 2, NULL);
		roster_book_put(b, s, at, 0, number, ROSTER_CELL);
		for (size_t c = 0; c < r->n_headings; c++)
			roster_book_put(b, s, at, (lxw_col_t)(c + 1), row->cells[c], ROSTER_CELL);
		roster_book_put(b, s, at, reason, row->reason, ROSTER_WRAPPED);
	}
}

char *roster_return_write(const struct roster_return *r, const char *stem, struct err *e)
{
	char *path = outfile_reserve(stem, ".xlsx", e);

	if (!path || roster_book_write(path, r->title, r->created, fill, r, e))
		return path;
	unlink(path);
	free(path);
	return NULL;
}
