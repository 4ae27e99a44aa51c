/* SPDX-License-Identifier: Apache-2.0
 *
 * The rows of one sheet (ECMA-376 part 1, 18.3). The parser stops behind each row
 * that has something in it; cells without a value, of which a formatted sheet has
 * millions, leave no trace.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "exchange/xlsx_inside.h"

enum { MERGES = 100000, EXACT_DIGITS = 15 };
#define INTEGRAL_MOST 1e21 /* beyond it is no number anybody writes in a list */

enum part_of { IN_NOTHING, IN_VALUE, IN_INLINE, IN_FORMULA };

struct sheet_reader {
	struct book *book;
	struct part part;
	struct xml xml;
	int64_t filled;

	size_t row; /* the number of the one being read */
	bool hidden, in_hint, formula;
	size_t column, next_column;
	char type[12];
	int style;
	enum part_of in;
	struct str value;

	struct row_builder cells;
	struct grid_row ready;
	struct grid_merge *merges;
	size_t n_merges, cap_merges;
};

/* ---- references ---- */

/* "AB12": from 0; false where it is none. */
static bool read_reference(const char **s, size_t *row, size_t *column)
{
	const char *p = *s;
	size_t c = 0, r = 0;

	for (; *p >= 'A' && *p <= 'Z' && c < 100000; p++)
		c = c * 26 + (size_t)(*p - 'A' + 1);
	for (; *p >= '0' && *p <= '9' && r < 100000000; p++)
		r = r * 10 + (size_t)(*p - '0');
	if (!c || !r)
		return false;
	*row = r - 1;
	*column = c - 1;
	*s = p;
	return true;
}

static void add_merge(struct sheet_reader *r, const char *reference)
{
	struct grid_merge m;

	if (!reference || !read_reference(&reference, &m.row, &m.column) || *reference++ != ':' ||
	    !read_reference(&reference, &m.last_row, &m.last_column))
		return;
	if (r->n_merges == MERGES) {
		xml_fail(&r->xml, _("合并的单元格多得不正常，请取消合并后再导入"));
		return;
	}
	if (r->n_merges == r->cap_merges) {
		r->cap_merges = r->cap_merges ? r->cap_merges * 2 : 16;
		r->merges = xreallocarray(r->merges, r->cap_merges, sizeof(*r->merges));
	}
	r->merges[r->n_merges++] = m;
}

/* ---- values ---- */

/* _x000D_ and its like are control characters. */
static void unescape(struct str *s)
{
	for (char *p = s->data; p && (p = strstr(p, "_x00")); p++) {
		unsigned code;
		if (sscanf(p, "_x%4x_", &code) != 1 || code >= ' ' || p[6] != '_')
			continue;
		*p = ' ';
		memmove(p + 1, p + 7, strlen(p + 7) + 1);
		s->len -= 6;
	}
}

/* The digits a table program would show of it at most: 15, then zeros. */
static void write_number(double number, char *out, size_t size)
{
	char digits[40];

	if (number != floor(number) || fabs(number) >= INTEGRAL_MOST) {
		snprintf(out, size, "%.*g", EXACT_DIGITS, number);
		return;
	}
	snprintf(digits, sizeof(digits), "%.*e", EXACT_DIGITS - 1, number);
	snprintf(out, size, "%.0f", number);
	size_t sign = *out == '-', exact = sign + EXACT_DIGITS, n = strlen(out);
	if (n <= exact)
		return;
	out[sign] = digits[sign];
	memcpy(out + sign + 1, digits + sign + 2, EXACT_DIGITS - 1); /* past the point */
	memset(out + exact, '0', n - exact);
}

static void put_number(struct sheet_reader *r)
{
	struct grid_cell cell = {.kind = GRID_NUMBER, .formula = r->formula};
	char *end, text[64], day[DATE_TEXT];
	bool date =
		r->style >= 0 && (size_t)r->style < r->book->n_dates && r->book->dates[r->style];

	cell.number = strtod(str_text(&r->value), &end);
	if (*end || !isfinite(cell.number)) {
		cell.kind = GRID_ERROR;
		row_put(&r->cells, r->column, &cell, str_text(&r->value), r->value.len);
		return;
	}
	write_number(cell.number, text, sizeof(text));
	if (date) {
		date_day d = grid_serial_day(cell.number, r->book->from_1904);
		cell.kind = GRID_DATE;
		if (d != DATE_NONE)
			snprintf(text, sizeof(text), "%s", date_format(d, day));
	}
	row_put(&r->cells, r->column, &cell, text, strlen(text));
}

static void put_text(struct sheet_reader *r, enum grid_kind kind, const char *text)
{
	const struct grid_cell cell = {.kind = kind, .formula = r->formula};

	row_put(&r->cells, r->column, &cell, text, strlen(text));
}

static void put_shared(struct sheet_reader *r)
{
	char *end;
	unsigned long i = strtoul(str_text(&r->value), &end, 10);
	const char *text = *end ? NULL : book_string(r->book, i);

	if (!text) {
		xml_fail(&r->xml, _("文件已损坏：有单元格指向不存在的文字，请单位重新保存一份"));
		return;
	}
	str_clear(&r->value);
	str_add(&r->value, text);
	unescape(&r->value);
	put_text(r, GRID_TEXT, str_text(&r->value));
}

static void put_value(struct sheet_reader *r)
{
	if (!r->value.len)
		return;
	if (r->column >= GRID_COLUMNS) {
		xml_fail(&r->xml, _("表格超过 256 列有内容，这不像一份名单，请只留名单的列"));
		return;
	}
	if (r->column < r->cells.n) {
		xml_fail(&r->xml, _("文件已损坏：同一行的单元格次序不对，请单位重新保存一份"));
		return;
	}
	if (++r->filled > r->book->limits.cells) {
		xml_fail(&r->xml, _("表格太大，单元格太多，请分成几份"));
		return;
	}
	if (strcmp(r->type, "s") == 0) {
		put_shared(r);
	} else if (strcmp(r->type, "str") == 0 || strcmp(r->type, "inlineStr") == 0) {
		unescape(&r->value);
		put_text(r, GRID_TEXT, str_text(&r->value));
	} else if (strcmp(r->type, "b") == 0) {
		put_text(r, GRID_BOOL, strcmp(str_text(&r->value), "1") == 0 ? "是" : "否");
	} else if (strcmp(r->type, "e") == 0) {
		put_text(r, GRID_ERROR, str_text(&r->value));
	} else if (strcmp(r->type, "d") == 0) {
		r->value.data[strcspn(r->value.data, "T")] = '\0';
		put_text(r, GRID_TEXT, r->value.data);
	} else {
		put_number(r);
	}
}

/* ---- elements ---- */

static void begin_row(struct sheet_reader *r, const char **attributes)
{
	const char *number = xml_attribute(attributes, "r");
	const char *hidden = xml_attribute(attributes, "hidden");

	r->row = number ? strtoul(number, NULL, 10) : r->row + 1;
	r->hidden = hidden && (strcmp(hidden, "1") == 0 || strcmp(hidden, "true") == 0);
	r->next_column = 0;
	row_clear(&r->cells);
}

static void begin_cell(struct sheet_reader *r, const char **attributes)
{
	const char *reference = xml_attribute(attributes, "r");
	const char *type = xml_attribute(attributes, "t");
	const char *style = xml_attribute(attributes, "s");
	size_t row;

	r->column = r->next_column;
	if (reference && !read_reference(&reference, &row, &r->column))
		xml_fail(&r->xml, _("文件已损坏：单元格的位置不对，请单位重新保存一份"));
	r->next_column = r->column + 1;
	snprintf(r->type, sizeof(r->type), "%s", type ? type : "");
	r->style = style ? atoi(style) : -1;
	r->formula = false;
	str_clear(&r->value);
}

static void on_start(void *ctx, const char *name, const char **attributes)
{
	struct sheet_reader *r = ctx;

	if (strcmp(name, "c") == 0) {
		begin_cell(r, attributes);
	} else if (strcmp(name, "v") == 0) {
		r->in = IN_VALUE;
	} else if (strcmp(name, "t") == 0) {
		r->in = r->in_hint ? IN_NOTHING : IN_INLINE;
	} else if (strcmp(name, "row") == 0) {
		begin_row(r, attributes);
	} else if (strcmp(name, "f") == 0) {
		r->in = IN_FORMULA;
		r->formula = true;
	} else if (strcmp(name, "rPh") == 0) {
		r->in_hint = true;
	} else if (strcmp(name, "mergeCell") == 0) {
		add_merge(r, xml_attribute(attributes, "ref"));
	}
}

static void end_row(struct sheet_reader *r)
{
	r->ready = (struct grid_row){.number = r->row, .hidden = r->hidden};
	if (row_finish(&r->cells, &r->ready))
		xml_pause(&r->xml);
}

static void on_end(void *ctx, const char *name)
{
	struct sheet_reader *r = ctx;

	if (strcmp(name, "c") == 0)
		put_value(r);
	else if (strcmp(name, "row") == 0)
		end_row(r);
	else if (strcmp(name, "rPh") == 0)
		r->in_hint = false;
	r->in = IN_NOTHING;
}

static void on_text(void *ctx, const char *text, size_t n)
{
	struct sheet_reader *r = ctx;

	if (r->in != IN_VALUE && r->in != IN_INLINE)
		return;
	if (r->value.len + n > GRID_TEXT_BYTES)
		xml_fail(&r->xml, _("文件里有一格文字太长，不是正常的名单，没有读取"));
	else
		str_addn(&r->value, text, n);
}

/* ---- */

struct sheet_reader *sheet_open(struct book *b, size_t sheet, struct err *e)
{
	static const struct xml_handler handler = {on_start, on_end, on_text};
	struct sheet_reader *r = xcalloc(1, sizeof(*r));

	r->book = b;
	if (!book_strings(b, e) ||
	    !part_open(&r->part, b->zip, b->path, b->sheets[sheet].part, &b->limits, e)) {
		free(r);
		return NULL;
	}
	xml_open(&r->xml, &r->part, &handler, r);
	return r;
}

void sheet_close(struct sheet_reader *r)
{
	if (!r)
		return;
	xml_close(&r->xml);
	part_close(&r->part);
	str_done(&r->value);
	row_done(&r->cells);
	free(r->merges);
	free(r);
}

enum grid_result sheet_next(struct sheet_reader *r, struct grid_row *row, struct err *e)
{
	if (r->xml.ended)
		return GRID_END;
	if (!xml_read(&r->xml, e))
		return GRID_FAULT;
	if (r->xml.ended)
		return GRID_END;
	*row = r->ready;
	return GRID_ROW;
}

const struct grid_merge *sheet_merges(const struct sheet_reader *r, size_t *n)
{
	*n = r->n_merges;
	return r->merges;
}

void sheet_progress(const struct sheet_reader *r, int64_t *done, int64_t *total)
{
	*done = r->part.read;
	*total = r->part.size;
}
