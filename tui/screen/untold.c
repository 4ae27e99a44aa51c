/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/untold.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "store/operators.h"
#include "store/untold.h"
#include "tui/app.h"
#include "tui/screen/case.h"
#include "tui/session.h"
#include "tui/widget/table.h"

enum { ACT_OPEN = 1, ACT_BACK };
enum { NARROW = 110, DETAIL = 5 /* lines of the selected row in full */ };

static const struct action actions[] = {
	{ACT_OPEN, {K_ENTER}, N_("打开"), N_("打开这件办件")},
	{ACT_BACK, {K_ESC}, N_("返回"), N_("返回")},
	{0},
};
static const struct action *const widget_actions[] = {list_actions, NULL};

/* The number is the last: on narrow terminals it stands below, with the selected row. */
static const struct table_column columns[] = {
	{N_("日期"), 10},  {N_("事项"), 10, 3}, {N_("要求"), 14, 4}, {N_("理由"), 10, 3},
	{N_("告知人"), 8}, {N_("主管"), 8},	{N_("编号"), 19},    {NULL},
};
static const struct table_column narrow_columns[] = {
	{N_("日期"), 10},
	{N_("事项"), 10, 3},
	{N_("要求"), 14, 4},
	{N_("理由"), 10, 3},
	{N_("告知人"), 8},
	{N_("主管"), 8},
	{NULL},
};

struct untold_screen {
	struct screen base;
	struct session *session;
	struct arena arena;
	struct untold_row *rows;
	struct operator_row *operators;
	size_t n_operators;
	struct table table;
};

static const char *name_of(const struct untold_screen *s, const char *login)
{
	for (size_t i = 0; login && i < s->n_operators; i++)
		if (strcmp(s->operators[i].login, login) == 0)
			return s->operators[i].name;
	return login ? login : "";
}

static void fill_cell(void *ctx, size_t row, size_t column, struct table_cell *out)
{
	const struct untold_screen *s = ctx;
	const struct untold_row *r = &s->rows[row];
	char day[DATE_TEXT];
	const char *const texts[] = {
		date_format(r->day, day), r->item_name, r->text, r->reason, name_of(s, r->told_by),
		name_of(s, r->signed_by), r->number,
	};

	snprintf(out->text, sizeof(out->text), "%s", texts[column] ? texts[column] : "");
}

static bool reload(struct untold_screen *s, struct err *e)
{
	struct store *store = s->session->store;
	size_t n = 0;

	arena_done(&s->arena);
	s->arena = (struct arena){0};
	s->n_operators = 0;
	bool ok = operators_list(store, &s->arena, &s->operators, &s->n_operators, e) &&
		  untold_list(store, DATE_NONE, DATE_NONE, &s->arena, &s->rows, &n, e);
	table_set_count(&s->table, ok ? n : 0);
	return ok;
}

static bool open_screen(struct screen *self, struct app *app, struct err *e)
{
	struct untold_screen *s = (struct untold_screen *)self;

	s->session = app_session(app);
	s->table.ctx = s;
	s->table.cell = fill_cell;
	return reload(s, e);
}

static struct step event(struct screen *self, struct app *app, const struct screen_event *ev)
{
	struct untold_screen *s = (struct untold_screen *)self;
	struct err e;

	if (ev->type == EV_ANSWER) {
		if (!reload(s, &e))
			app_say(app, STYLE_BAD, "%s", e.text);
		return step_redraw();
	}
	switch (ev->action) {
	case ACT_OPEN:
		return s->table.list.count
			       ? step_push(case_new(s->rows[s->table.list.selected].number))
			       : step_stay();
	case ACT_BACK:
		return step_pop();
	}
	return list_event(&s->table.list, ev) ? step_redraw() : step_stay();
}

/* The row the keys stand on, uncut. */
static void paint_detail(const struct untold_screen *s, const struct canvas *c)
{
	const struct untold_row *r = &s->rows[s->table.list.selected];
	char told[DATE_TEXT];
	int row = 1;

	canvas_hline(c, 0, 0, c->cols, STYLE_MUTED);
	canvas_printf(c, row++, 0, STYLE_VALUE, "%s　%s　%s", r->number, r->name ? r->name : "",
		      r->item_name ? r->item_name : "");
	canvas_printf(c, row++, 0, STYLE_MUTED, _("%s 由 %s 告知；这次 %s 窗口 %s 要求"),
		      date_format(r->told_day, told), name_of(s, r->told_by), name_of(s, r->by),
		      r->window && *r->window ? r->window : _("无"));
	canvas_printf(c, row++, 0, STYLE_NORMAL, _("要求　%s"), r->text ? r->text : "");
	canvas_printf(c, row, 0, STYLE_NORMAL, _("理由　%s（主管 %s）"), r->reason ? r->reason : "",
		      name_of(s, r->signed_by));
}

static void paint(struct screen *self, struct app *app, const struct canvas *c)
{
	struct untold_screen *s = (struct untold_screen *)self;
	struct canvas in = canvas_part(c, 0, 1, c->rows, c->cols - 2);
	struct canvas upper = canvas_part(&in, 0, 0, in.rows - DETAIL, in.cols);
	struct canvas lower = canvas_part(&in, in.rows - DETAIL, 0, DETAIL, in.cols);

	(void)app;
	s->table.columns = c->cols < NARROW ? narrow_columns : columns;
	table_paint(&s->table, &upper, true);
	if (s->table.list.count)
		paint_detail(s, &lower);
	else
		canvas_text(&in, 2, 0, STYLE_MUTED, _("没有上次未告知的要求。"));
}

static void close_screen(struct screen *self, struct app *app)
{
	struct untold_screen *s = (struct untold_screen *)self;

	(void)app;
	arena_done(&s->arena);
	free(s);
}

static const struct screen_ops ops = {
	.name = "untold",
	.title = N_("上次未告知登记"),
	.actions = actions,
	.widgets = widget_actions,
	.open = open_screen,
	.paint = paint,
	.event = event,
	.close = close_screen,
};

struct screen *untold_new(void)
{
	struct untold_screen *s = xcalloc(1, sizeof(*s));

	s->base.ops = &ops;
	return &s->base;
}
