/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/rights.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/text.h"
#include "store/rights.h"
#include "tui/app.h"
#include "tui/session.h"
#include "tui/widget/table.h"

enum { ACT_BACK = 1 };
enum { SHOWN = 1000 }; /* the register (台账) has them all */

static const struct action actions[] = {
	{ACT_BACK, {K_ESC}, N_("返回"), N_("返回")},
	{0},
};
static const struct action *const widget_actions[] = {list_actions, NULL};

static const struct table_column columns[] = {
	{N_("时间"), 16},   {N_("对谁"), 8, 1},	 {N_("做了什么"), 20, 2},
	{N_("由谁"), 8, 1}, {N_("原因"), 14, 2}, {NULL},
};

struct rights_screen {
	struct screen base;
	char *login;
	struct arena arena;
	struct rights_row *rows;
	struct table table;
};

static void fill_cell(void *ctx, size_t row, size_t column, struct table_cell *out)
{
	const struct rights_screen *s = ctx;
	const struct rights_row *r = &s->rows[row];
	struct str what = {0};
	char at[CLOCK_TEXT];

	if (r->act == RIGHTS_BROKE_GLASS || r->act == RIGHTS_LOCKED)
		out->style = STYLE_WARN;
	switch (column) {
	case 0:
		snprintf(out->text, sizeof(out->text), "%.16s", clock_format(r->at, at));
		break;
	case 1:
		snprintf(out->text, sizeof(out->text), "%s", r->name);
		break;
	case 2:
		rights_say(r, &what);
		snprintf(out->text, sizeof(out->text), "%s%s%s",
			 r->act == RIGHTS_CREATED ? _(rights_act_names[r->act]) : "",
			 r->act == RIGHTS_CREATED ? "：" : "", str_text(&what));
		break;
	case 3:
		snprintf(out->text, sizeof(out->text), "%s", *r->by ? r->by_name : _("系统"));
		break;
	default:
		snprintf(out->text, sizeof(out->text), "%s", r->reason);
	}
	str_done(&what);
}

static bool open_screen(struct screen *self, struct app *app, struct err *e)
{
	struct rights_screen *s = (struct rights_screen *)self;
	struct session *session = app_session(app);
	const struct rights_filter f = {.login = s->login, .from = DATE_NONE, .till = DATE_NONE};
	size_t n;

	if (!operators_may(session->store, &session->who, post_act("rights")->posts, e) ||
	    !rights_list(session->store, &f, SHOWN, &s->arena, &s->rows, &n, e))
		return false;
	s->table.columns = columns;
	s->table.ctx = s;
	s->table.cell = fill_cell;
	table_set_count(&s->table, n);
	return true;
}

static struct step event(struct screen *self, struct app *app, const struct screen_event *ev)
{
	struct rights_screen *s = (struct rights_screen *)self;

	(void)app;
	if (ev->action == ACT_BACK)
		return step_pop();
	return list_event(&s->table.list, ev) ? step_redraw() : step_stay();
}

static void paint(struct screen *self, struct app *app, const struct canvas *c)
{
	struct rights_screen *s = (struct rights_screen *)self;
	struct canvas in = canvas_part(c, 0, 1, c->rows, c->cols - 2);

	(void)app;
	table_paint(&s->table, &in, true);
}

static void close_screen(struct screen *self, struct app *app)
{
	struct rights_screen *s = (struct rights_screen *)self;

	(void)app;
	arena_done(&s->arena);
	free(s->login);
	free(s);
}

static const struct screen_ops ops = {
	.name = "rights",
	.title = N_("权限台账"),
	.actions = actions,
	.widgets = widget_actions,
	.open = open_screen,
	.paint = paint,
	.event = event,
	.close = close_screen,
};

struct screen *rights_new(const char *login)
{
	struct rights_screen *s = xcalloc(1, sizeof(*s));

	s->base.ops = &ops;
	s->login = login ? xstrdup(login) : NULL;
	return &s->base;
}
