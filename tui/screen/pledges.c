/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/pledges.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "office/reminder.h"
#include "store/exports.h"
#include "store/pledges.h"
#include "tui/app.h"
#include "tui/screen/case.h"
#include "tui/session.h"
#include "tui/widget/dialog.h"
#include "tui/widget/table.h"

enum { ACT_RESULT = 1, ACT_LIST, ACT_CASE, ACT_PRINT, ACT_BACK };
enum { TAG_OTHER, TAG_RESULT, TAG_REMARK, TAG_PURPOSE };
enum { MOST = 5000, NARROW = 100, REMARK_CHARS = 60, PURPOSE_CHARS = 40 };

static const struct action actions[] = {
	{ACT_RESULT, {K_ENTER}, N_("核查结果"), N_("登记核查结果：属实、不实、无法核实")},
	{ACT_LIST, {K_TAB}, N_("待核查/不实/全部"), N_("在待核查、不实与全部之间切换")},
	{ACT_CASE, {K_F3}, N_("办件"), N_("打开这件办件")},
	{ACT_PRINT, {K_F7}, N_("清单"), N_("打印这张核查清单")},
	{ACT_BACK, {K_ESC}, N_("返回"), N_("返回")},
	{0},
};
static const struct action *const widget_actions[] = {list_actions, NULL};

static const struct table_column columns[] = {
	{N_("应核查"), 10}, {N_("办件人"), 8, 1}, {N_("承诺"), 16, 4}, {N_("结果"), 10, 2},
	{N_("受理人"), 8},  {N_("事项"), 12, 3},  {N_("编号"), 19},    {NULL},
};
static const struct table_column narrow_columns[] = {
	{N_("应核查"), 10},  {N_("办件人"), 8, 1}, {N_("承诺"), 16, 4},
	{N_("结果"), 10, 2}, {N_("受理人"), 8},	   {NULL},
};
static const char *const titles[] = {N_("待核查承诺"), N_("核查不实"), N_("告知承诺核查")};

struct pledges_screen {
	struct screen base;
	struct session *session;
	enum pledge_list which;
	struct arena arena;
	struct pledge_row *rows;
	struct operator_row *operators;
	size_t n_operators;
	struct table table;
	int result; /* being recorded */
};

static const char *name_of(const void *ctx, const char *login)
{
	const struct pledges_screen *s = ctx;

	for (size_t i = 0; login && i < s->n_operators; i++)
		if (strcmp(s->operators[i].login, login) == 0)
			return s->operators[i].name;
	return login ? login : "";
}

static const char *result_of(const struct pledge_row *p)
{
	for (int i = 0; p->result && i < PLEDGE_RESULTS; i++)
		if (strcmp(pledge_ids[i], p->result) == 0)
			return _(pledge_names[i]);
	return "";
}

static void fill_cell(void *ctx, size_t row, size_t column, struct table_cell *out)
{
	const struct pledges_screen *s = ctx;
	const struct pledge_row *p = &s->rows[row];
	bool late = !p->result && p->due < store_today(s->session->store);
	char day[DATE_TEXT];
	const char *const texts[] = {
		date_format(p->due, day), p->name,	p->paper_name,	result_of(p),
		name_of(s, p->acceptor),  p->item_name, p->case_number,
	};

	/* Narrow terminals show the first five. */
	out->style = column == 0 && late					  ? STYLE_BAD
		     : column == 3 && p->result && strcmp(p->result, "true") != 0 ? STYLE_WARN
										  : STYLE_NORMAL;
	snprintf(out->text, sizeof(out->text), "%s", texts[column] ? texts[column] : "");
}

static bool reload(struct pledges_screen *s, struct err *e)
{
	struct store *store = s->session->store;
	size_t n = 0;

	arena_done(&s->arena);
	s->arena = (struct arena){0};
	s->n_operators = 0;
	bool ok = operators_list(store, &s->arena, &s->operators, &s->n_operators, e) &&
		  pledges_list(store, s->which, MOST, &s->arena, &s->rows, &n, e);
	table_set_count(&s->table, ok ? n : 0);
	return ok;
}

static bool open_screen(struct screen *self, struct app *app, struct err *e)
{
	struct pledges_screen *s = (struct pledges_screen *)self;

	s->session = app_session(app);
	s->table.ctx = s;
	s->table.cell = fill_cell;
	return reload(s, e);
}

static const struct pledge_row *selected(const struct pledges_screen *s)
{
	return s->table.list.count ? &s->rows[s->table.list.selected] : NULL;
}

static struct step again(struct pledges_screen *s, struct app *app)
{
	struct err e;

	if (!reload(s, &e))
		app_say(app, STYLE_BAD, "%s", e.text);
	return step_redraw();
}

static struct step ask_result(const struct pledge_row *p)
{
	const char *words[PLEDGE_RESULTS];

	for (int i = 0; i < PLEDGE_RESULTS; i++)
		words[i] = _(pledge_names[i]);
	return step_push(dialog_menu(TAG_RESULT, p->paper_name, words, PLEDGE_RESULTS, 0));
}

static struct step record(struct pledges_screen *s, struct app *app, const char *remark)
{
	const struct pledge_row *p = selected(s);
	struct err e;

	if (!pledges_check(s->session->store, &s->session->who, p->case_number, p->paper,
			   (enum pledge_result)s->result, remark, &e)) {
		app_say(app, STYLE_BAD, "%s", e.text);
		return step_redraw();
	}
	if (s->result == PLEDGE_FALSE)
		app_say(app, STYLE_WARN, _("已登记不实：请报主管处理，可在办件里 Ctrl+G 更正受理"));
	else
		app_say(app, STYLE_OK, _("已登记：%s %s"), p->name ? p->name : p->case_number,
			_(pledge_names[s->result]));
	return again(s, app);
}

static struct step take_result(struct pledges_screen *s, struct app *app, int result)
{
	s->result = result;
	if (result == PLEDGE_TRUE)
		return record(s, app, NULL);
	return step_push(dialog_prompt(
		TAG_REMARK, &(struct dialog_prompt){.title = _(pledge_names[result]),
						    .text = _("核查情况：向谁核查，查到什么"),
						    .max_chars = REMARK_CHARS}));
}

static void build_list(struct document *d, const struct letterhead *h, const void *ctx)
{
	pledge_sheet_build(d, h, ctx);
}

static struct step print_list(struct pledges_screen *s, struct app *app, const char *purpose)
{
	static const char *const filters[] = {"待核查", "不实", "全部"};
	struct session *session = s->session;
	const struct pledge_sheet p = {.today = store_today(session->store),
				       .rows = s->rows,
				       .n = s->table.list.count,
				       .clerk = name_of,
				       .ctx = s};
	const struct export_request x = {.kind = "pledge_checks",
					 .filter = filters[s->which],
					 .purpose = purpose,
					 .rows = (int64_t)p.n,
					 .personal = true};
	char day[DATE_TEXT], *path = NULL;
	char *name = xasprintf("pledges-%s-%s.xlsx", date_format(p.today, day),
			       session->window ? session->window->id : "0");
	struct str text = {0};
	struct err e;

	if (exports_record(session->store, &session->who, &x, &e) &&
	    session_sheet(session, name, _("告知承诺事后核查清单"), build_list, &p, &path, &e)) {
		session_print_say(session, path, &text);
		app_say(app, STYLE_OK, _("清单 %zu 项；%s"), p.n, str_text(&text));
	} else {
		app_say(app, STYLE_BAD, "%s", e.text);
	}
	str_done(&text);
	free(name);
	free(path);
	return step_redraw();
}

static struct step ask_purpose(void)
{
	return step_push(dialog_prompt(
		TAG_PURPOSE, &(struct dialog_prompt){.title = _("告知承诺事后核查清单"),
						     .text = _("内有姓名，用途（有记录）："),
						     .initial = _("承诺事后核查"),
						     .max_chars = PURPOSE_CHARS}));
}

static struct step on_answer(struct pledges_screen *s, struct app *app,
			     const struct screen_event *ev)
{
	if (ev->tag == TAG_OTHER)
		return again(s, app);
	if (ev->answer < 0)
		return step_redraw();
	switch (ev->tag) {
	case TAG_RESULT:
		return take_result(s, app, ev->answer);
	case TAG_REMARK:
		return record(s, app, ev->text);
	default:
		return print_list(s, app, ev->text);
	}
}

static struct step event(struct screen *self, struct app *app, const struct screen_event *ev)
{
	struct pledges_screen *s = (struct pledges_screen *)self;
	const struct pledge_row *p = selected(s);

	if (ev->type == EV_ANSWER)
		return on_answer(s, app, ev);
	switch (ev->action) {
	case ACT_RESULT:
		return p ? ask_result(p) : step_stay();
	case ACT_LIST:
		s->which = s->which == PLEDGES_ALL ? PLEDGES_OPEN : s->which + 1;
		return again(s, app);
	case ACT_CASE:
		return p ? step_push(case_new(p->case_number)) : step_stay();
	case ACT_PRINT:
		return ask_purpose();
	case ACT_BACK:
		return step_pop();
	}
	return list_event(&s->table.list, ev) ? step_redraw() : step_stay();
}

static void paint(struct screen *self, struct app *app, const struct canvas *c)
{
	struct pledges_screen *s = (struct pledges_screen *)self;
	struct canvas in = canvas_part(c, 0, 1, c->rows, c->cols - 2);

	(void)app;
	s->table.columns = c->cols < NARROW ? narrow_columns : columns;
	table_paint(&s->table, &in, true);
	if (s->table.list.count == 0)
		canvas_text(&in, 2, 0, STYLE_MUTED, _("没有这样的告知承诺。"));
}

static void close_screen(struct screen *self, struct app *app)
{
	struct pledges_screen *s = (struct pledges_screen *)self;

	(void)app;
	arena_done(&s->arena);
	free(s);
}

static const char *title_now(const struct screen *self)
{
	return _(titles[((const struct pledges_screen *)self)->which]);
}

static const struct screen_ops ops = {
	.name = "pledges",
	.title = N_("告知承诺核查"),
	.title_now = title_now,
	.actions = actions,
	.widgets = widget_actions,
	.open = open_screen,
	.paint = paint,
	.event = event,
	.close = close_screen,
};

struct screen *pledges_new(void)
{
	struct pledges_screen *s = xcalloc(1, sizeof(*s));

	s->base.ops = &ops;
	return &s->base;
}
