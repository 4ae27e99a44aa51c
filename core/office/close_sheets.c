/* SPDX-License-Identifier: Apache-2.0 */
#include "office/close_sheets.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "case/balance.h"

enum { PAPER_A4 = 9, CELL = 256 };

struct page {
	const struct close_sheets *c;
	lxw_worksheet *sheet;
	lxw_row_t row;
	bool ok;
};

static void put(struct page *p, lxw_col_t col, const char *text, enum register_style style)
{
	lxw_format *f = p->c->look->formats[style];
	lxw_error error = text && *text && utf8_valid(text)
				  ? worksheet_write_string(p->sheet, p->row, col, text, f)
				  : worksheet_write_blank(p->sheet, p->row, col, f);

	p->ok = p->ok && error == LXW_NO_ERROR;
}

static void put_number(struct page *p, lxw_col_t col, int64_t n, enum register_style style)
{
	p->ok = p->ok && worksheet_write_number(p->sheet, p->row, col, (double)n,
						p->c->look->formats[style]) == LXW_NO_ERROR;
}

static bool end_page(const struct page *p, struct err *e)
{
	return p->ok || err_set(e, ERR_STORE, _("未写出日终工作簿，请检查磁盘空间后再试"));
}

/* ---- a sheet of one table ---- */

struct heading {
	const char *title; /* N_() */
	int width;
};

static void add_sheet(struct page *p, const char *name, const struct heading *columns, size_t n)
{
	lxw_worksheet *s = p->sheet = workbook_add_worksheet(p->c->book, name);

	p->ok = s != NULL;
	if (!s)
		return;
	worksheet_set_landscape(s);
	worksheet_set_paper(s, PAPER_A4);
	worksheet_set_margins(s, 0.4, 0.4, 0.5, 0.6);
	worksheet_fit_to_pages(s, 1, 0);
	worksheet_ignore_errors(s, LXW_IGNORE_NUMBER_STORED_AS_TEXT, "A1:XFD1048576");
	p->ok = worksheet_set_footer(s, "&C&\"宋体,常规\"&9第 &P 页 / 共 &N 页") == LXW_NO_ERROR;
	for (size_t i = 0; i < n; i++)
		worksheet_set_column(s, (lxw_col_t)i, (lxw_col_t)i, columns[i].width, NULL);
}

static void put_title(struct page *p, const char *title, size_t columns)
{
	char text[CELL], day[32];

	snprintf(text, sizeof(text), "%s%s", p->c->demo ? _("演练·无效　") : "", p->c->hall);
	put(p, 0, text, LOOK_LINE);
	p->row++;
	snprintf(text, sizeof(text), "%s　%s", title, date_format_zh(p->c->counts.day, day));
	p->ok = p->ok &&
		worksheet_merge_range(p->sheet, p->row, 0, p->row, (lxw_col_t)(columns - 1), text,
				      p->c->look->formats[LOOK_TITLE]) == LXW_NO_ERROR;
	p->row++;
}

static void put_headings(struct page *p, const struct heading *columns, size_t n)
{
	for (size_t i = 0; i < n; i++)
		put(p, (lxw_col_t)i, _(columns[i].title), LOOK_HEAD);
	p->row++;
}

/* The title, the headings frozen below it and on every page. */
static struct page open_table(const struct close_sheets *c, const char *name,
			      const struct heading *columns, size_t n)
{
	struct page p = {.c = c};

	add_sheet(&p, name, columns, n);
	if (!p.ok)
		return p;
	put_title(&p, name, n);
	worksheet_freeze_panes(p.sheet, p.row + 1, 0);
	p.ok = p.ok && worksheet_repeat_rows(p.sheet, p.row, p.row) == LXW_NO_ERROR;
	put_headings(&p, columns, n);
	return p;
}

/* ---- 日结 ---- */

static const struct heading balance_columns[] = {
	{N_("项目"), 16}, {N_("期初"), 10}, {N_("收进"), 10},
	{N_("转出"), 10}, {N_("期末"), 10}, {N_("差额"), 10},
};
enum { BALANCE_COLUMNS = sizeof(balance_columns) / sizeof(balance_columns[0]), CHART_COLUMN = 7 };

static void put_line(struct page *p, const char *name, const struct close_line *l)
{
	put(p, 0, name, LOOK_TEXT);
	put_number(p, 1, l->opening, LOOK_COUNT);
	put_number(p, 2, l->entered, LOOK_COUNT);
	put_number(p, 3, l->left, LOOK_COUNT);
	put_number(p, 4, l->closing, LOOK_COUNT);
	put_number(p, 5, balance_off(l), balance_off(l) ? LOOK_TOTAL_COUNT : LOOK_COUNT);
	p->row++;
}

static bool is_state(const char *id)
{
	for (int i = 0; i < CASE_STATES; i++)
		if (strcmp(case_state_ids[i], id) == 0)
			return true;
	return false;
}

static const char *standing(const struct close_sheets *c)
{
	if (!c->row)
		return _("尚未日终（预览）");
	if (c->row->point && !c->row->countersigned_at)
		return _("已日终，待会签");
	return *c->counts.window ? _("窗口已日终") : _("已日终锁定");
}

static void put_figures(struct page *p)
{
	const struct close_sheets *c = p->c;
	const struct close_figures *f = &c->counts.figures;
	char text[CELL];

	snprintf(text, sizeof(text), "%s　%s", standing(c),
		 *c->counts.window ? hall_voice_window(c->voice, c->counts.window) : "");
	put(p, 0, text, LOOK_LINE);
	p->row++;
	snprintf(text, sizeof(text),
		 _("来访 %lld　咨询 %lld　指引 %lld　补发 %lld 份　废纸 %lld 张"),
		 (long long)f->visits, (long long)f->consulted, (long long)f->guided,
		 (long long)f->reprints, (long long)f->spoiled);
	put(p, 0, text, LOOK_LINE);
	p->row++;
	snprintf(text, sizeof(text),
		 _("受理号 %s 至 %s　容缺当日到期 %lld，逾期 %lld　填报办结 %lld，删除 %lld，清理 "
		   "%lld"),
		 *f->first_number ? f->first_number : _("无"),
		 *f->last_number ? f->last_number : _("无"), (long long)f->promises_due,
		 (long long)f->promises_overdue, (long long)c->counts.intakes.decided,
		 (long long)c->counts.intakes.deleted, (long long)c->counts.intakes.purged);
	put(p, 0, text, LOOK_LINE);
	p->row += 2;
}

/* ---- charts ---- */

static void name_series(lxw_chart_series *series, const char *sheet, lxw_row_t first,
			lxw_row_t last, lxw_col_t values, const char *name)
{
	chart_series_set_categories(series, sheet, first, 0, last, 0);
	chart_series_set_values(series, sheet, first, values, last, values);
	chart_series_set_name(series, name);
}

static void put_chart(struct page *p, const char *sheet, uint8_t type, const char *title,
		      lxw_row_t at, lxw_row_t first, lxw_row_t last, const lxw_col_t *columns,
		      const char *const *names, size_t n)
{
	lxw_chart_options place = {.x_scale = 0.95, .y_scale = 0.85};
	lxw_chart *chart = workbook_add_chart(p->c->book, type);

	for (size_t i = 0; i < n; i++)
		name_series(chart_add_series(chart, NULL, NULL), sheet, first, last, columns[i],
			    names[i]);
	chart_title_set_name(chart, title);
	chart_title_set_name_font(chart, &(lxw_chart_font){.name = (char *)"黑体", .size = 12});
	/* Whole cases; the values of a bar chart lie along its x axis. */
	chart_axis_set_num_format(type == LXW_CHART_COLUMN ? chart->y_axis : chart->x_axis, "0");
	chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
	p->ok = p->ok && worksheet_insert_chart_opt(p->sheet, at, CHART_COLUMN, chart, &place) ==
				 LXW_NO_ERROR;
}

/* ---- who signed ---- */

static void put_signed(struct page *p, const char *what, const struct close_row *r)
{
	char at[CLOCK_TEXT], text[CELL];

	put(p, 0, what, LOOK_TEXT);
	put(p, 1, hall_voice_clerk(p->c->voice, r->by), LOOK_TEXT);
	put(p, 2, r->signed_by ? hall_voice_clerk(p->c->voice, r->signed_by) : _("待会签"),
	    LOOK_TEXT);
	clock_format(r->at, at);
	snprintf(text, sizeof(text), "%.16s", at);
	put(p, 3, text, LOOK_LINE);
	p->row++;
	if (!r->countersigned_at)
		return;
	put(p, 0, _("会签"), LOOK_TEXT);
	put(p, 1, hall_voice_clerk(p->c->voice, r->countersigned_by), LOOK_TEXT);
	clock_format(r->countersigned_at, at);
	snprintf(text, sizeof(text), "%.16s", at);
	put(p, 3, text, LOOK_LINE);
	p->row++;
}

static void put_signatures(struct page *p)
{
	static const struct heading columns[] = {
		{N_("签字"), 0}, {N_("提交人"), 0}, {N_("另一人"), 0}, {N_("时间"), 0}};
	const struct close_sheets *c = p->c;
	char text[CELL];

	p->row++;
	put_headings(p, columns, 4);
	for (size_t i = 0; i < c->n_windows; i++)
		put_signed(p, hall_voice_window(c->voice, c->windows[i].window), &c->windows[i]);
	if (!*c->counts.window && c->row)
		put_signed(p, _("大厅"), c->row);
	p->row++;
	if (!c->row)
		return;
	snprintf(text, sizeof(text), _("账本头：第 %lld 笔"), (long long)c->row->head_seq);
	put(p, 0, text, LOOK_LINE);
	p->row++;
	put(p, 0, c->row->head, LOOK_LINE);
	p->row++;
	put(p, 0, _("用 yichuang verify 可核对账本是否与此一致。"), LOOK_LINE);
	p->row++;
}

bool close_sheet_summary(const struct close_sheets *c, struct err *e)
{
	static const lxw_col_t flows[] = {2, 3, 4};
	const char *const names[] = {_("收进"), _("转出"), _("期末")};
	const char *sheet = _("日结");
	struct page p = {.c = c};
	lxw_row_t first, states = 0;

	add_sheet(&p, sheet, balance_columns, BALANCE_COLUMNS);
	if (!p.ok)
		return end_page(&p, e);
	put_title(&p, *c->counts.window ? _("窗口日终结算表") : _("日终结算表"), BALANCE_COLUMNS);
	put_figures(&p);
	put_headings(&p, balance_columns, BALANCE_COLUMNS);
	first = p.row;
	for (size_t i = 0; i < c->counts.n_lines; i++) {
		const struct close_line *l = &c->counts.lines[i];
		if (strcmp(l->window, c->counts.window) != 0)
			continue;
		states += is_state(l->id);
		put_line(&p, close_line_name(l->id), l);
	}
	if (states)
		put_chart(&p, sheet, LXW_CHART_COLUMN, _("各状态当日进出"), first - 1, first,
			  first + states - 1, flows, names, 2);
	put_signatures(&p);
	if (*c->empty) {
		p.row++;
		put(&p, 0, c->empty, LOOK_LINE);
	}
	if (c->n_items) {
		static const lxw_col_t made[] = {3, 4, 5, 6};
		const char *const decided[] = {_("受理"), _("容缺受理"), _("一次性告知"),
					       _("不予受理")};
		lxw_row_t rows = c->n_items < 12 ? (lxw_row_t)c->n_items : 12;
		put_chart(&p, _("事项"), LXW_CHART_BAR_STACKED, _("各事项当日受理情况"), first + 12,
			  3, 2 + rows, made, decided, 4);
	}
	return end_page(&p, e);
}

/* ---- the tables ---- */

bool close_sheet_windows(const struct close_sheets *c, struct err *e)
{
	static const struct heading columns[] = {
		{N_("窗口和项目"), 30}, {N_("期初"), 12}, {N_("收进"), 12},
		{N_("转出"), 12},	{N_("期末"), 12}, {N_("差额"), 12},
	};
	struct page p;
	char name[CELL];
	bool any = false;

	for (size_t i = 0; i < c->counts.n_lines; i++)
		any = any || *c->counts.lines[i].window;
	if (!any || *c->counts.window)
		return true;
	p = open_table(c, _("各窗口"), columns, sizeof(columns) / sizeof(columns[0]));
	for (size_t i = 0; p.ok && i < c->counts.n_lines; i++) {
		const struct close_line *l = &c->counts.lines[i];
		if (!*l->window)
			continue;
		snprintf(name, sizeof(name), "%s　%s",
			 strcmp(l->window, "-") == 0 ? _("厅内")
						     : hall_voice_window(c->voice, l->window),
			 close_line_name(l->id));
		put_line(&p, name, l);
	}
	return end_page(&p, e);
}

static const enum case_state item_states[] = {
	CASE_ACCEPTED,	CASE_DEFERRED,	 CASE_NOTICED, CASE_REFUSED, CASE_REVIEWING,
	CASE_RETURNED,	CASE_SUSPENDED,	 CASE_GRANTED, CASE_DENIED,  CASE_DELIVERED,
	CASE_WITHDRAWN, CASE_TERMINATED, CASE_VOIDED,
};
enum { ITEM_STATES = sizeof(item_states) / sizeof(item_states[0]), ITEM_FIRST = 3 };

bool close_sheet_items(const struct close_sheets *c, struct err *e)
{
	struct heading columns[ITEM_FIRST + ITEM_STATES] = {
		{N_("事项"), 26}, {N_("编号"), 9}, {N_("窗口"), 14}};
	int64_t totals[ITEM_STATES] = {0};
	struct page p;

	if (!c->n_items)
		return true;
	for (int i = 0; i < ITEM_STATES; i++)
		columns[ITEM_FIRST + i] = (struct heading){case_state_names[item_states[i]], 9};
	p = open_table(c, _("事项"), columns, ITEM_FIRST + ITEM_STATES);
	for (size_t k = 0; p.ok && k < c->n_items; k++, p.row++) {
		const struct close_item *it = &c->items[k];
		put(&p, 0, it->item_name, LOOK_TEXT);
		put(&p, 1, it->item, LOOK_TEXT);
		put(&p, 2, *it->window ? hall_voice_window(c->voice, it->window) : _("厅内"),
		    LOOK_TEXT);
		for (int i = 0; i < ITEM_STATES; i++) {
			int64_t n = it->entered[item_states[i]];
			totals[i] += n;
			put_number(&p, (lxw_col_t)(ITEM_FIRST + i), n, LOOK_COUNT);
		}
	}
	put(&p, 0, _("合计"), LOOK_TOTAL);
	put(&p, 1, "", LOOK_TOTAL);
	put(&p, 2, "", LOOK_TOTAL);
	for (int i = 0; i < ITEM_STATES; i++)
		put_number(&p, (lxw_col_t)(ITEM_FIRST + i), totals[i], LOOK_TOTAL_COUNT);
	return end_page(&p, e);
}

bool close_sheet_notes(const struct close_sheets *c, struct err *e)
{
	static const struct heading columns[] = {
		{N_("类别"), 18}, {N_("窗口"), 14}, {N_("对象"), 26},
		{N_("内容"), 34}, {N_("原因"), 36},
	};
	struct page p;

	if (!c->counts.n_notes)
		return true;
	p = open_table(c, _("说明"), columns, sizeof(columns) / sizeof(columns[0]));
	for (size_t i = 0; p.ok && i < c->counts.n_notes; i++, p.row++) {
		const struct close_note *n = &c->counts.notes[i];
		put(&p, 0, _(close_note_names[n->kind]), LOOK_TEXT);
		put(&p, 1, *n->window ? hall_voice_window(c->voice, n->window) : "", LOOK_TEXT);
		put(&p, 2, n->kind == NOTE_LINE ? close_line_name(n->subject) : n->subject,
		    LOOK_TEXT);
		put(&p, 3, n->text, LOOK_WRAP);
		put(&p, 4, n->reason, LOOK_WRAP);
	}
	return end_page(&p, e);
}
