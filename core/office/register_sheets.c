/* SPDX-License-Identifier: Apache-2.0 */
#include "office/register_sheets.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "base/utf8.h"
#include "office/register_words.h"
#include "office/wrap.h"

enum { PAPER_A4 = 9, ROW_TITLE = 0, ROW_FILTER, ROW_BY, ROW_HEAD, ROW_FIRST };
enum {
	SHEET_ROWS = LXW_ROW_MAX - ROW_FIRST - 1 /* the totals */,
	BEAT = 1024,	    /* rows between two questions whether to go on */
	CELL_CHARS = 32000, /* Excel takes 32,767 */
	WIDTH_NUMBER = 7,
	FILTER_ARROW = 3,
};
/* Excel counts days from 1899-12-30. */
enum { EXCEL_EPOCH = 25569, DAY_MS = 24 * 60 * 60 * 1000, ZONE_MS = 8 * 60 * 60 * 1000 };

struct writer {
	lxw_workbook *book;
	const struct register_look *look;
	const struct register_run *run;
	const struct register_names *names;
	const char *hall;
	bool demo;
	lxw_worksheet *sheet;
	int n_sheets;
	uint32_t in_sheet, room; /* records on this sheet; how many it takes */
	int64_t rows, expected;
	int64_t totals[32];
	struct hall_voice voice;
	struct str word, cut;
	struct err *e;
};

static lxw_col_t last_column(const struct writer *w)
{
	return (lxw_col_t)w->run->kind->n_columns; /* behind the running number */
}

/* ---- cells ---- */

static bool done(struct writer *w, lxw_error error)
{
	return error == LXW_NO_ERROR ||
	       err_set(w->e, ERR_STORE, _("未写出表格：%s"), lxw_strerror(error));
}

/* What is no valid text, or too long for a cell, is cut where it can be. */
static const char *fit_for_cell(struct writer *w, const char *text)
{
	size_t len = strlen(text);
	size_t good = utf8_check(text, len);

	if (good == len && len <= CELL_CHARS)
		return text;
	while (good > CELL_CHARS || (good && ((unsigned char)text[good] & 0xC0) == 0x80))
		good--;
	str_clear(&w->cut);
	str_addn(&w->cut, text, good);
	str_add(&w->cut, "…");
	return w->cut.data;
}

static bool put_text(struct writer *w, lxw_row_t row, lxw_col_t col, const char *text,
		     enum register_style style)
{
	lxw_format *f = w->look->formats[style];

	if (!text || !*text)
		return done(w, worksheet_write_blank(w->sheet, row, col, f));
	return done(w, worksheet_write_string(w->sheet, row, col, fit_for_cell(w, text), f));
}

static bool put_number(struct writer *w, lxw_row_t row, lxw_col_t col, double value,
		       enum register_style style)
{
	return done(w, worksheet_write_number(w->sheet, row, col, value, w->look->formats[style]));
}

static bool put_cell(struct writer *w, lxw_row_t row, lxw_col_t col,
		     const struct register_column *c, const struct register_cell *cell)
{
	const char *text = cell->text ? cell->text : "";

	if (!cell->given)
		return put_text(w, row, col, NULL, c->wrap ? LOOK_WRAP : LOOK_TEXT);
	switch (c->type) {
	case REGISTER_WORD:
		text = register_word(c->word, text, &w->voice, &w->word);
		break;
	case REGISTER_TEXT:
		if (w->run->masked)
			text = register_masked(c->secret, text, &w->word);
		break;
	case REGISTER_COUNT:
		return put_number(w, row, col, (double)cell->number, LOOK_COUNT);
	case REGISTER_DAY:
		return put_number(w, row, col, (double)(cell->number + EXCEL_EPOCH), LOOK_DAY);
	case REGISTER_MOMENT: {
		/* Whole seconds, so that the last digits do not tell milliseconds. */
		int64_t seconds = (cell->number + ZONE_MS) / 1000;
		return put_number(w, row, col, (double)seconds * 1000 / DAY_MS + EXCEL_EPOCH,
				  LOOK_MOMENT);
	}
	case REGISTER_MONEY:
		return put_number(w, row, col, (double)cell->number / 100, LOOK_MONEY);
	}
	return put_text(w, row, col, text, c->wrap ? LOOK_WRAP : LOOK_TEXT);
}

/* ---- a sheet ---- */

/* In columns of a digit, which is half as wide as a character of Chinese. */
static int width_of(const char *text)
{
	return (wrap_width(text, strlen(text)) + 49) / 50;
}

static void set_up_page(struct writer *w)
{
	lxw_worksheet *s = w->sheet;

	worksheet_set_landscape(s);
	worksheet_set_paper(s, PAPER_A4);
	worksheet_set_margins(s, 0.4, 0.4, 0.5, 0.6);
	worksheet_fit_to_pages(s, 1, 0);
	worksheet_center_horizontally(s);
	worksheet_freeze_panes(s, ROW_FIRST, 0);
	worksheet_ignore_errors(s, LXW_IGNORE_NUMBER_STORED_AS_TEXT, "A1:XFD1048576");
	worksheet_set_column(s, 0, 0, WIDTH_NUMBER, NULL);
	for (lxw_col_t c = 1; c <= last_column(w); c++) {
		const struct register_column *column = &w->run->kind->columns[c - 1];
		int title = width_of(_(column->title)) + FILTER_ARROW;
		worksheet_set_column(s, c, c, 1 + (title > column->width ? title : column->width),
				     NULL);
	}
}

static bool put_line(struct writer *w, lxw_row_t row, const char *text, enum register_style style)
{
	lxw_format *f = w->look->formats[style];

	return done(w, worksheet_merge_range(w->sheet, row, 0, row, last_column(w), "", f)) &&
	       put_text(w, row, 0, text, style);
}

static bool put_head(struct writer *w)
{
	const struct register_run *r = w->run;
	struct str title = {0}, filter = {0}, by = {0};
	char at[CLOCK_TEXT];

	str_addf(&title, "%s　%s%s", w->hall, _(r->kind->name), w->demo ? _("（演练）") : "");
	if (w->n_sheets > 1)
		str_addf(&title, _("（续%d）"), w->n_sheets - 1);
	str_addf(&filter, _("范围：%s"), *r->filter_words ? r->filter_words : _("全部"));
	str_addf(&by, _("导出：%s　%s"), w->names->by, clock_format(r->at, at));
	if (r->purpose && *r->purpose)
		str_addf(&by, _("　用途：%s"), r->purpose);
	if (w->names->signed_by)
		str_addf(&by, _("　第二人：%s"), w->names->signed_by);
	if (r->masked && register_is_personal(r->kind))
		str_add(&by, _("　（姓名、号码已隐去）"));
	worksheet_set_row(w->sheet, ROW_TITLE, 28, NULL);
	bool ok = put_line(w, ROW_TITLE, title.data, LOOK_TITLE) &&
		  put_line(w, ROW_FILTER, filter.data, LOOK_LINE) &&
		  put_line(w, ROW_BY, by.data, LOOK_LINE);
	str_done(&title);
	str_done(&filter);
	str_done(&by);
	if (!ok)
		return false;
	worksheet_set_row(w->sheet, ROW_HEAD, 24, NULL);
	ok = put_text(w, ROW_HEAD, 0, _("序号"), LOOK_HEAD);
	for (lxw_col_t c = 1; ok && c <= last_column(w); c++)
		ok = put_text(w, ROW_HEAD, c, _(r->kind->columns[c - 1].title), LOOK_HEAD);
	return ok;
}

static bool begin_sheet(struct writer *w)
{
	char *name = w->n_sheets == 0 ? xstrdup(_(w->run->kind->name))
				      : xasprintf("%s(%d)", _(w->run->kind->name), w->n_sheets + 1);

	w->sheet = workbook_add_worksheet(w->book, name);
	free(name);
	w->n_sheets++;
	w->in_sheet = 0;
	if (!w->sheet)
		return err_set(w->e, ERR_STORE, _("未写出表格：内存不足"));
	set_up_page(w);
	return done(w, worksheet_repeat_rows(w->sheet, ROW_HEAD, ROW_HEAD)) &&
	       done(w, worksheet_set_footer(w->sheet, "&C&\"宋体,常规\"&9第 &P 页 / 共 &N 页")) &&
	       put_head(w);
}

static bool end_sheet(struct writer *w)
{
	return w->in_sheet == 0 ||
	       done(w, worksheet_autofilter(w->sheet, ROW_HEAD, 0, ROW_HEAD + w->in_sheet,
					    last_column(w)));
}

/* ---- rows ---- */

static bool put_row(void *ctx, const struct register_cell *cells, struct err *e)
{
	struct writer *w = ctx;
	const struct register_kind *k = w->run->kind;

	w->e = e;
	if (w->in_sheet == w->room && (!end_sheet(w) || !begin_sheet(w)))
		return false;
	lxw_row_t row = ROW_FIRST + w->in_sheet++;
	w->rows++;
	if (!put_number(w, row, 0, (double)w->rows, LOOK_SERIAL))
		return false;
	for (size_t i = 0; i < k->n_columns; i++) {
		if (!put_cell(w, row, (lxw_col_t)(i + 1), &k->columns[i], &cells[i]))
			return false;
		if (k->columns[i].total)
			w->totals[i] += cells[i].number;
	}
	if (w->rows % BEAT || !w->run->progress)
		return true;
	if (w->run->progress(w->run->ctx, w->rows, w->expected))
		return true;
	err_clear(e);
	return false;
}

static bool put_totals(struct writer *w)
{
	const struct register_kind *k = w->run->kind;
	lxw_row_t row = ROW_FIRST + w->in_sheet;
	char *rows = xasprintf(_("%lld 行"), (long long)w->rows);
	bool ok =
		put_text(w, row, 0, _("合计"), LOOK_TOTAL) && put_text(w, row, 1, rows, LOOK_TOTAL);

	free(rows);
	for (size_t i = 1; ok && i < k->n_columns; i++) {
		const struct register_column *c = &k->columns[i];
		lxw_col_t col = (lxw_col_t)(i + 1);
		if (!c->total)
			ok = put_text(w, row, col, NULL, LOOK_TOTAL);
		else if (c->type == REGISTER_MONEY)
			ok = put_number(w, row, col, (double)w->totals[i] / 100, LOOK_TOTAL_MONEY);
		else
			ok = put_number(w, row, col, (double)w->totals[i], LOOK_TOTAL_COUNT);
	}
	return ok;
}

bool register_sheets_add(lxw_workbook *book, const struct register_look *look, struct store *s,
			 const struct register_run *r, const struct register_names *names,
			 int64_t *rows, struct err *e)
{
	struct arena a = {0};
	struct writer w = {.book = book,
			   .look = look,
			   .run = r,
			   .names = names,
			   .hall = store_name(s),
			   .demo = store_is_demo(s),
			   .room = r->sheet_rows && r->sheet_rows < SHEET_ROWS ? r->sheet_rows
									       : SHEET_ROWS,
			   .e = e};

	hall_voice_init(&w.voice, s, NULL, &a);
	bool ok = (!r->progress || register_count(s, r->kind, &r->filter, &w.expected, e)) &&
		  begin_sheet(&w) && register_each(s, r->kind, &r->filter, put_row, &w, e);
	w.e = e;
	ok = ok && end_sheet(&w) && put_totals(&w);
	*rows = w.rows;
	str_done(&w.word);
	str_done(&w.cut);
	arena_done(&a);
	return ok;
}
