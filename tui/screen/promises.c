/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/promises.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/ident.h"
#include "base/mem.h"
#include "base/text.h"
#include "store/promises.h"
#include "tui/app.h"
#include "tui/screen/arrival.h"
#include "tui/screen/case.h"
#include "tui/session.h"
#include "tui/widget/table.h"

enum { ACT_ARRIVED = 1, ACT_CASE, ACT_BACK };
enum { TAG_ARRIVAL = 1 };
enum { MOST = 2000, NARROW = 100 };

static const struct action actions[] = {
	{ACT_ARRIVED, {K_ENTER, K_F5}, N_("材料到达"), N_("登记这份材料已补到")},
	{ACT_CASE, {K_F3}, N_("办件"), N_("打开这件办件")},
	{ACT_BACK, {K_ESC}, N_("返回"), N_("返回")},
	{0},
};
static const struct action *const widget_actions[] = {list_actions, NULL};

/* The number is the last: narrow terminals do without it. */
static const struct table_column columns[] = {
	{N_("到期"), 10},    {N_("办件人"), 8, 1}, {N_("电话"), 12}, {N_("材料"), 16, 4},
	{N_("事项"), 12, 3}, {N_("编号"), 19},	   {NULL},
};
static const struct table_column narrow_columns[] = {
	{N_("到期"), 10},    {N_("办件人"), 8, 1}, {N_("电话"), 12},
	{N_("材料"), 16, 4}, {N_("事项"), 12, 3},  {NULL},
};

struct promises_screen {
	struct screen base;
	struct session *session;
	struct arena arena;
	struct promise_row *rows;
	struct table table;
};

static enum style due_style(const struct promises_screen *s, const struct promise_row *p)
{
	date_day today = store_today(s->session->store);

	return p->due == DATE_NONE ? STYLE_WARN
	       : p->due < today	   ? STYLE_BAD
	       : p->due == today   ? STYLE_WARN
				   : STYLE_NORMAL;
}

static void fill_cell(void *ctx, size_t row, size_t column, struct table_cell *out)
{
	const struct promises_screen *s = ctx;
	const struct promise_row *p = &s->rows[row];
	const char *text = "";
	char buffer[64];

	switch (column) {
	case 0:
		out->style = due_style(s, p);
		text = p->due == DATE_NONE ? _("未定") : date_format(p->due, buffer);
		break;
	case 1:
		text = p->name ? p->name : "";
		break;
	case 2:
		text = ident_masked(MASK_PHONE, p->phone, buffer, sizeof(buffer));
		break;
	case 3:
		text = p->paper_name;
		break;
	case 4:
		text = p->item_name;
		break;
	default:
		text = p->case_number;
	}
	snprintf(out->text, sizeof(out->text), "%s", text);
}

static bool reload(struct promises_screen *s, struct err *e)
{
	size_t n = 0;

	arena_done(&s->arena);
	s->arena = (struct arena){0};
	bool ok = promises_open(s->session->store, DATE_NONE, MOST, &s->arena, &s->rows, &n, e);
	table_set_count(&s->table, ok ? n : 0);
	return ok;
}

static bool open_screen(struct screen *self, struct app *app, struct err *e)
{
	struct promises_screen *s = (struct promises_screen *)self;

	s->session = app_session(app);
	s->table.ctx = s;
	s->table.cell = fill_cell;
	return reload(s, e);
}

static struct step event(struct screen *self, struct app *app, const struct screen_event *ev)
{
	struct promises_screen *s = (struct promises_screen *)self;
	const struct promise_row *p = s->table.list.count ? &s->rows[s->table.list.selected] : NULL;
	struct err e;

	if (ev->type == EV_ANSWER) {
		if (!reload(s, &e))
			app_say(app, STYLE_BAD, "%s", e.text);
		return step_redraw();
	}
	switch (ev->action) {
	case ACT_ARRIVED:
		return p ? step_push(arrival_new(TAG_ARRIVAL, p)) : step_stay();
	case ACT_CASE:
		return p ? step_push(case_new(p->case_number)) : step_stay();
	case ACT_BACK:
		return step_pop();
	}
	return list_event(&s->table.list, ev) ? step_redraw() : step_stay();
}

static void paint(struct screen *self, struct app *app, const struct canvas *c)
{
	struct promises_screen *s = (struct promises_screen *)self;
	struct canvas in = canvas_part(c, 0, 1, c->rows, c->cols - 2);

	(void)app;
	s->table.columns = c->cols < NARROW ? narrow_columns : columns;
	table_paint(&s->table, &in, true);
	if (s->table.list.count == 0)
		canvas_text(&in, 2, 0, STYLE_MUTED, _("没有待补的材料。"));
}

static void close_screen(struct screen *self, struct app *app)
{
	struct promises_screen *s = (struct promises_screen *)self;

	(void)app;
	arena_done(&s->arena);
	free(s);
}

static const struct screen_ops ops = {
	.name = "promises",
	.title = N_("容缺待补"),
	.actions = actions,
	.widgets = widget_actions,
	.open = open_screen,
	.paint = paint,
	.event = event,
	.close = close_screen,
};

struct screen *promises_new(void)
{
	struct promises_screen *s = xcalloc(1, sizeof(*s));

	s->base.ops = &ops;
	return &s->base;
}
