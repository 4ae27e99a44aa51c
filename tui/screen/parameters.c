/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/parameters.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "store/parameters.h"
#include "tui/app.h"
#include "tui/session.h"
#include "tui/widget/table.h"

enum { ACT_ENTER = 1, ACT_BACK };
enum { TAG_ENTRY = 1, DETAIL = 4 /* lines of the selected row in full */ };

static const struct action actions[] = {
	{ACT_ENTER, {K_F5}, N_("录入"), N_("录入一个年度的数和文号（主管）")},
	{ACT_BACK, {K_ESC}, N_("返回"), N_("返回")},
	{0},
};
static const struct action *const widget_actions[] = {list_actions, NULL};

static const struct table_column columns[] = {
	{N_("年度"), 4},     {N_("名称"), 20, 3}, {N_("数值"), 14, 1, ALIGN_RIGHT},
	{N_("文号"), 14, 2}, {N_("状态"), 6},	  {NULL},
};

struct parameters_screen {
	struct screen base;
	struct session *session;
	const struct calculators *all;
	struct arena arena;
	struct parameter_row *rows;
	struct operator_row *operators;
	size_t n_operators;
	struct table table;
};

/* The calculator that reads the figure; NULL when this site has none. */
static const struct calculator *reader_of(const struct parameters_screen *s, const char *name)
{
	for (size_t i = 0; i < s->all->n; i++)
		if (s->all->rows[i].parameter && strcmp(s->all->rows[i].parameter, name) == 0)
			return &s->all->rows[i];
	return NULL;
}

static const char *name_of(const struct parameters_screen *s, const struct parameter_row *r)
{
	const struct calculator *c = reader_of(s, r->name);

	return c ? c->parameter_text : r->name;
}

static char *value_of(const struct parameters_screen *s, const struct parameter_row *r,
		      char out[CALC_TEXT])
{
	const struct calculator *c = reader_of(s, r->name);

	return calc_format(c ? calc_specs[c->kind].parameter : CALC_COUNT, r->value, out);
}

static void fill_cell(void *ctx, size_t row, size_t column, struct table_cell *out)
{
	const struct parameters_screen *s = ctx;
	const struct parameter_row *r = &s->rows[row];
	char value[CALC_TEXT], year[8];
	const char *const texts[] = {year, name_of(s, r), value_of(s, r, value), r->document,
				     r->superseded ? _("已替代") : _("现行")};

	snprintf(year, sizeof(year), "%d", (int)r->year);
	if (r->superseded)
		out->style = STYLE_MUTED;
	snprintf(out->text, sizeof(out->text), "%s", texts[column]);
}

static bool reload(struct parameters_screen *s, struct err *e)
{
	size_t n = 0;

	arena_done(&s->arena);
	s->arena = (struct arena){0};
	s->n_operators = 0;
	bool ok = operators_list(s->session->store, &s->arena, &s->operators, &s->n_operators, e) &&
		  parameters_list(s->session->store, NULL, &s->arena, &s->rows, &n, e);
	table_set_count(&s->table, ok ? n : 0);
	return ok;
}

static bool open_screen(struct screen *self, struct app *app, struct err *e)
{
	struct parameters_screen *s = (struct parameters_screen *)self;

	s->session = app_session(app);
	s->all = session_calculators(s->session, e);
	s->table.ctx = s;
	s->table.cell = fill_cell;
	s->table.columns = columns;
	return s->all && reload(s, e);
}

static struct step enter(struct parameters_screen *s, struct app *app)
{
	if (s->session->posts & POSTS_CHARGE)
		return step_push(parameter_entry_new(TAG_ENTRY, s->all));
	app_say(app, STYLE_WARN, _("年度数和文号由主管录入，请主管登录后录入"));
	return step_redraw();
}

static struct step event(struct screen *self, struct app *app, const struct screen_event *ev)
{
	struct parameters_screen *s = (struct parameters_screen *)self;
	struct err e;

	if (ev->type == EV_ANSWER) {
		if (!reload(s, &e))
			app_say(app, STYLE_BAD, "%s", e.text);
		else if (ev->answer >= 0)
			app_say(app, STYLE_OK, _("已录入"));
		return step_redraw();
	}
	if (ev->action == ACT_ENTER)
		return enter(s, app);
	if (ev->action == ACT_BACK)
		return step_pop();
	return list_event(&s->table.list, ev) ? step_redraw() : step_stay();
}

static const char *operator_of(const struct parameters_screen *s, const char *login)
{
	for (size_t i = 0; i < s->n_operators; i++)
		if (strcmp(s->operators[i].login, login) == 0)
			return s->operators[i].name;
	return login;
}

/* The row the keys stand on, uncut. */
static void paint_detail(const struct parameters_screen *s, const struct canvas *c)
{
	const struct parameter_row *r = &s->rows[s->table.list.selected];
	char value[CALC_TEXT], day[DATE_TEXT];

	canvas_hline(c, 0, 0, c->cols, STYLE_MUTED);
	canvas_printf(c, 1, 0, STYLE_VALUE, _("%d年 %s：%s"), (int)r->year, name_of(s, r),
		      value_of(s, r, value));
	canvas_printf(c, 2, 0, STYLE_NORMAL, _("文号　%s"), r->document);
	canvas_printf(c, 3, 0, STYLE_MUTED, _("%s 由 %s 录入"),
		      date_format(clock_day_of(r->at), day), operator_of(s, r->by));
}

static void paint(struct screen *self, struct app *app, const struct canvas *c)
{
	struct parameters_screen *s = (struct parameters_screen *)self;
	struct canvas in = canvas_part(c, 0, 1, c->rows, c->cols - 2);
	struct canvas upper = canvas_part(&in, 0, 0, in.rows - DETAIL, in.cols);
	struct canvas lower = canvas_part(&in, in.rows - DETAIL, 0, DETAIL, in.cols);

	(void)app;
	table_paint(&s->table, &upper, true);
	if (s->table.list.count)
		paint_detail(s, &lower);
	else
		canvas_text(&in, 2, 0, STYLE_MUTED, _("还没有录入。由主管按 F5 录入数值和文号。"));
}

static void close_screen(struct screen *self, struct app *app)
{
	struct parameters_screen *s = (struct parameters_screen *)self;

	(void)app;
	arena_done(&s->arena);
	free(s);
}

static const struct screen_ops ops = {
	.name = "parameters",
	.title = N_("年度数"),
	.actions = actions,
	.widgets = widget_actions,
	.open = open_screen,
	.paint = paint,
	.event = event,
	.close = close_screen,
};

struct screen *parameters_new(void)
{
	struct parameters_screen *s = xcalloc(1, sizeof(*s));

	s->base.ops = &ops;
	return &s->base;
}
