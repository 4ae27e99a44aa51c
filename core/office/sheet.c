/* SPDX-License-Identifier: Apache-2.0
 *
 * The columns of the sheet are the gaps between all cell edges of the layout, so
 * that a cell is merged only where another row cuts through it.
 */
#include "office/sheet.h"

#include <assert.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include <xlsxwriter.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"
#include "base/utf8.h"
#include "office/hush.h"
#include "office/layout.h"
#include "office/outfile.h"
#include "office/package.h"
#include "office/qr.h"
#include "office/stamp.h"

/* Inches. A4 is 8.27 × 11.69: room for 66 units of ten pixels and LAYOUT_PAGE_PT points. */
#define MARGIN_SIDE   0.66
#define MARGIN_TOP    0.65
#define MARGIN_BOTTOM 0.75
enum { STAMP_LEFT = (LAYOUT_UNITS - STAMP_WIDTH / LAYOUT_UNIT_PX) / 2 };
enum { PAPER_A4 = 9, FAMILY_MODERN = 3, FORMAT_TEXT = 49 /* the built-in @ */ };
enum { COLOR_LINE = 0x595959, COLOR_FILL = 0xF2F2F2, COLOR_DEMO = 0xE06666 };

struct printer {
	const struct document *d;
	struct layout layout;
	lxw_workbook *book;
	lxw_worksheet *sheet;
	lxw_format *formats[CELL_STYLES];
	lxw_col_t column_of[LAYOUT_UNITS + 1]; /* column that holds a unit */
	int start_of[LAYOUT_UNITS + 1];	       /* unit where a column starts */
	lxw_col_t n_columns;
	struct str qr, stamp;
};

/* ---- styles ---- */

struct look {
	uint8_t align, valign;
	bool border, fill, bold, indent, underline_cell;
};
static const struct look looks[CELL_STYLES] = {
	[STYLE_BANNER] = {.align = LXW_ALIGN_CENTER, .bold = true},
	[STYLE_AGENCY] = {.align = LXW_ALIGN_LEFT},
	[STYLE_NUMBER] = {.align = LXW_ALIGN_RIGHT},
	[STYLE_TITLE] = {.align = LXW_ALIGN_CENTER, .bold = true},
	[STYLE_REPRINT] = {.align = LXW_ALIGN_CENTER, .valign = LXW_ALIGN_VERTICAL_TOP},
	[STYLE_CODE] = {.align = LXW_ALIGN_RIGHT},
	[STYLE_HEADING] = {.align = LXW_ALIGN_LEFT, .bold = true},
	[STYLE_LABEL] = {.align = LXW_ALIGN_CENTER, .border = true, .fill = true},
	[STYLE_VALUE] = {.align = LXW_ALIGN_LEFT, .border = true, .indent = true},
	[STYLE_TABLE_HEAD] = {.align = LXW_ALIGN_CENTER, .border = true, .fill = true},
	[STYLE_CELL] = {.align = LXW_ALIGN_LEFT, .border = true, .indent = true},
	[STYLE_CELL_CENTRED] = {.align = LXW_ALIGN_CENTER, .border = true},
	[STYLE_SPAN] = {.align = LXW_ALIGN_LEFT, .border = true, .indent = true, .fill = true},
	[STYLE_TEXT] = {.align = LXW_ALIGN_LEFT},
	[STYLE_HINT] = {.align = LXW_ALIGN_LEFT, .valign = LXW_ALIGN_VERTICAL_TOP},
	[STYLE_RULED] = {.align = LXW_ALIGN_LEFT, .underline_cell = true},
	[STYLE_SIGN_LABEL] = {.align = LXW_ALIGN_LEFT, .valign = LXW_ALIGN_VERTICAL_BOTTOM},
	[STYLE_SIGN_LINE] = {.align = LXW_ALIGN_LEFT,
			     .valign = LXW_ALIGN_VERTICAL_BOTTOM,
			     .underline_cell = true},
	[STYLE_SEAL] = {.align = LXW_ALIGN_CENTER},
	[STYLE_BLANK] = {.align = LXW_ALIGN_LEFT},
};

static lxw_format *make_format(struct printer *p, enum cell_style style)
{
	const struct look *look = &looks[style];
	lxw_format *f = workbook_add_format(p->book);

	format_set_font_name(f, layout_styles[style].hei ? "黑体" : "宋体");
	format_set_font_size(f, layout_styles[style].pt);
	format_set_font_family(f, FAMILY_MODERN);
	/* Text also when a clerk types into the cell: =, +, 0012 stay as they are. */
	format_set_num_format_index(f, FORMAT_TEXT);
	format_set_text_wrap(f);
	format_set_align(f, look->align);
	format_set_align(f, look->valign ? look->valign : LXW_ALIGN_VERTICAL_CENTER);
	if (look->indent)
		format_set_indent(f, 1);
	if (look->bold)
		format_set_bold(f);
	if (look->border) {
		format_set_border(f, LXW_BORDER_THIN);
		format_set_border_color(f, COLOR_LINE);
	}
	if (look->underline_cell) {
		format_set_bottom(f, LXW_BORDER_THIN);
		format_set_bottom_color(f, COLOR_LINE);
	}
	if (look->fill) {
		format_set_pattern(f, LXW_PATTERN_SOLID);
		format_set_fg_color(f, COLOR_FILL);
	}
	if (style == STYLE_BANNER)
		format_set_font_color(f, COLOR_DEMO);
	return f;
}

/* ---- page ---- */

/* At most 31 characters and none of []:*?/\ ; title is checked. */
static void sheet_name(const char *title, char out[128])
{
	size_t n = 0;
	int chars = 0;

	for (const char *s = title; *s && chars < 31; chars++) {
		size_t bytes = utf8_cluster_at(s, strlen(s));
		if (bytes > 4)
			break;
		if (strchr("[]:*?/\\'\n", *s))
			out[n++] = '_';
		else
			for (size_t i = 0; i < bytes; i++)
				out[n++] = s[i];
		s += bytes;
	}
	out[n] = '\0';
}

/* In headers and footers & begins a command. The whole is limited to 255 characters. */
static void add_escaped(struct str *out, const char *text, size_t most)
{
	size_t n = 0;

	for (const char *s = text; *s && n < most; n++) {
		size_t bytes = utf8_cluster_at(s, strlen(s));
		if (*s == '&')
			str_add(out, "&&");
		else if (*s == '\n')
			str_addc(out, ' ');
		else
			str_addn(out, s, bytes);
		s += bytes;
	}
}

static bool set_footer(struct printer *p)
{
	struct str text = {0};

	str_add(&text, "&L&\"宋体,常规\"&9");
	add_escaped(&text, p->d->title, 40);
	const char *number = p->d->paper ? p->d->paper : p->d->number;
	if (number) {
		str_add(&text, "  ");
		add_escaped(&text, number, 40);
	}
	str_add(&text, "&R&\"宋体,常规\"&9");
	str_add(&text, _("第 &P 页 / 共 &N 页"));
	bool ok = worksheet_set_footer(p->sheet, str_text(&text)) == LXW_NO_ERROR;
	if (ok && p->d->demo) {
		str_clear(&text);
		str_addf(&text, "&C&\"黑体,常规\"&12&KE06666%s", _("演练·无效"));
		ok = worksheet_set_header(p->sheet, str_text(&text)) == LXW_NO_ERROR;
	}
	str_done(&text);
	return ok;
}

static bool set_page(struct printer *p)
{
	lxw_worksheet *ws = p->sheet;

	worksheet_set_portrait(ws);
	worksheet_set_paper(ws, PAPER_A4);
	worksheet_set_margins(ws, MARGIN_SIDE, MARGIN_SIDE, MARGIN_TOP, MARGIN_BOTTOM);
	worksheet_fit_to_pages(ws, 1, p->layout.one_page ? 1 : 0);
	worksheet_center_horizontally(ws);
	worksheet_gridlines(ws, LXW_HIDE_ALL_GRIDLINES);
	if (p->layout.repeat_row >= 0 && !p->layout.one_page &&
	    worksheet_repeat_rows(ws, (lxw_row_t)p->layout.repeat_row,
				  (lxw_row_t)p->layout.repeat_row) != LXW_NO_ERROR)
		return false;
	/* Numbers are text on purpose: no green corners. */
	worksheet_ignore_errors(ws, LXW_IGNORE_NUMBER_STORED_AS_TEXT, "A1:CZ9999");
	return set_footer(p) && worksheet_print_area(ws, 0, 0, (lxw_row_t)p->layout.n_rows - 1,
						     (lxw_col_t)(p->n_columns - 1)) == LXW_NO_ERROR;
}

/* A column's width is kept in digits of the default font. libxlsxwriter takes that for
 * a Calibri of 7 pixels; where it is missing the whole page shrinks. Our default
 * is 宋体 11, of 8 pixels, and the library is told what makes it write pixels / 8
 * (it adds 5/7, and below 1 counts in twelfths). */
enum { DIGIT_PX = 8, LIBRARY_DIGIT_PX = 7 };

static double column_digits(int units)
{
	double wanted = (double)units * LAYOUT_UNIT_PX / DIGIT_PX;
	double digits = wanted - 5.0 / LIBRARY_DIGIT_PX;

	return digits >= 1 ? digits : wanted * LIBRARY_DIGIT_PX / 12;
}

static void set_default_font(lxw_workbook *book)
{
	lxw_format *normal = STAILQ_FIRST(book->formats);

	format_set_font_name(normal, "宋体");
	format_set_font_family(normal, FAMILY_MODERN);
}

static bool set_columns(struct printer *p)
{
	bool edge[LAYOUT_UNITS + 1] = {[0] = true, [LAYOUT_UNITS] = true};
	bool ok = true;

	for (size_t i = 0; i < p->layout.n_cells; i++)
		edge[p->layout.cells[i].from] = edge[p->layout.cells[i].to] = true;
	if (p->layout.qr_row >= 0)
		edge[p->layout.qr_from] = edge[p->layout.qr_from + p->layout.qr_units] = true;
	if (p->d->demo)
		edge[STAMP_LEFT] = edge[LAYOUT_UNITS - STAMP_LEFT] = true;
	for (int u = 0; u <= LAYOUT_UNITS; u++) {
		if (edge[u])
			p->start_of[p->n_columns++] = u;
		p->column_of[u] = (lxw_col_t)(p->n_columns - 1);
	}
	p->n_columns--; /* the last edge opens no column */
	for (lxw_col_t c = 0; c < p->n_columns; c++) {
		int units = p->start_of[c + 1] - p->start_of[c];
		ok = ok && worksheet_set_column(p->sheet, c, c, column_digits(units), NULL) ==
				   LXW_NO_ERROR;
	}
	return ok;
}

/* ---- content ---- */

static bool put_cell(struct printer *p, lxw_row_t row, const struct layout_cell *cell)
{
	lxw_col_t first = p->column_of[cell->from];
	lxw_col_t last = (lxw_col_t)(p->column_of[cell->to] - 1);
	lxw_format *format = p->formats[cell->style];

	if (cell->style == STYLE_BLANK)
		return true;
	if (first < last)
		return worksheet_merge_range(p->sheet, row, first, row, last, cell->text, format) ==
		       LXW_NO_ERROR;
	return worksheet_write_string(p->sheet, row, first, cell->text, format) == LXW_NO_ERROR;
}

static bool put_rows(struct printer *p)
{
	for (size_t r = 0; r < p->layout.n_rows; r++) {
		const struct layout_row *row = &p->layout.rows[r];
		if (worksheet_set_row(p->sheet, (lxw_row_t)r, row->height, NULL) != LXW_NO_ERROR)
			return false;
		for (size_t i = 0; i < row->count; i++)
			if (!put_cell(p, (lxw_row_t)r, &p->layout.cells[row->first + i]))
				return false;
	}
	return true;
}

/* A picture between two edges, `y` points below the top of the sheet; `share` of its
 * natural height. The library takes the columns for narrower than they are. */
static bool put_picture(struct printer *p, const struct str *png, int from, int to, double y,
			double share, const char *description)
{
	const unsigned char *ihdr = (const unsigned char *)png->data + 16;
	int natural = ihdr[2] << 8 | ihdr[3];
	double width = (to - from) * LAYOUT_UNIT_PX;
	lxw_row_t row = 0;

	while (row + 1 < p->layout.n_rows && y >= p->layout.rows[row].height)
		y -= p->layout.rows[row++].height;
	lxw_image_options options = {
		.y_offset = (int32_t)(y * 96 / 72),
		.x_scale = width * LIBRARY_DIGIT_PX / DIGIT_PX / natural,
		.y_scale = share * width / natural,
		.object_position = LXW_OBJECT_MOVE_DONT_SIZE,
		.description = (char *)description,
	};
	return worksheet_insert_image_buffer_opt(p->sheet, row, p->column_of[from],
						 (const unsigned char *)png->data, png->len,
						 &options) == LXW_NO_ERROR;
}

static bool put_qr(struct printer *p)
{
	const struct layout *l = &p->layout;
	double y = 0;

	if (l->qr_row < 0)
		return true;
	for (long r = 0; r < l->qr_row; r++)
		y += l->rows[r].height;
	return put_picture(p, &p->qr, l->qr_from, l->qr_from + l->qr_units, y, 1, _("查询二维码"));
}

/* Across the middle of every page; on all but the first the head of a table may stand again. */
static bool put_stamps(struct printer *p)
{
	const struct layout *l = &p->layout;
	double repeated = l->repeat_row >= 0 ? l->rows[l->repeat_row].height : 0;
	double page = l->one_page ? l->height : LAYOUT_PAGE_PT;
	double tall = STAMP_HEIGHT * 72.0 / 96, room;
	bool ok = true;

	for (double top = 0; ok && top < l->height; top += room) {
		room = l->height - top < page ? l->height - top : page;
		double share = room < tall ? room / tall : 1;
		ok = put_picture(p, &p->stamp, STAMP_LEFT, LAYOUT_UNITS - STAMP_LEFT,
				 top + (room - tall * share) / 2, share, _("演练·无效"));
		page = LAYOUT_PAGE_PT - repeated;
	}
	return ok;
}

static bool put_all(struct printer *p)
{
	bool ok = set_columns(p) && set_page(p) && put_rows(p) && put_qr(p);

	return ok && (!p->d->demo || put_stamps(p));
}

/* ---- file ---- */

/* Closes the book in any case. */
static bool build(struct printer *p, const struct outfile *out, struct err *e)
{
	char name[128];
	lxw_workbook_options options = {.tmpdir = out->folder};

	p->book = workbook_new_opt(out->temp, &options);
	if (!p->book)
		return err_set(e, ERR_STORE, _("未写出 %s：无法建立表格"), out->path);
	set_default_font(p->book);
	sheet_name(p->d->title, name);
	p->sheet = workbook_add_worksheet(p->book, name);
	lxw_doc_properties properties = {.title = (char *)p->d->title,
					 .company = (char *)p->d->agency,
					 .created = (time_t)p->d->created};
	bool ok = p->sheet && workbook_set_properties(p->book, &properties) == LXW_NO_ERROR;
	for (int style = 0; style < CELL_STYLES; style++)
		p->formats[style] = make_format(p, style);
	ok = ok && put_all(p);
	errno = 0;
	bool closed = workbook_close(p->book) == LXW_NO_ERROR;
	if (ok && !closed && errno)
		return outfile_fault(out->path, errno, e);
	/* The text was checked before: what is left are the library's own temporary files. */
	if (!ok || !closed)
		return err_set(e, ERR_STORE, _("未写出 %s，请检查磁盘空间后重新打印"), out->path);
	return package_verify(out->temp, e);
}

bool sheet_write(const struct document *d, const char *path, struct err *e)
{
	struct printer p = {.d = d};
	struct outfile out;

	assert(d->created > 0);
	if (!document_check(d, e) || (d->qr && !qr_png(d->qr, &p.qr, e)))
		return false;
	if (!outfile_begin(&out, path, e)) {
		str_done(&p.qr);
		return false;
	}
	if (d->demo)
		stamp_png(&p.stamp);
	layout_init(&p.layout, d);
	hush_begin();
	bool ok = build(&p, &out, e);
	hush_end();
	if (ok)
		ok = outfile_commit(&out, e);
	else
		outfile_abort(&out);
	layout_done(&p.layout);
	str_done(&p.qr);
	str_done(&p.stamp);
	return ok;
}

char *sheet_write_new(const struct document *d, const char *stem, struct err *e)
{
	char *path = outfile_reserve(stem, ".xlsx", e);

	if (!path || sheet_write(d, path, e))
		return path;
	unlink(path);
	free(path);
	return NULL;
}
