/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/calculators.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/text.h"
#include "tui/app.h"
#include "tui/screen/calculate.h"
#include "tui/screen/parameters.h"
#include "tui/session.h"
#include "tui/visit.h"
#include "tui/widget/list.h"

enum { ACT_OPEN = 1, ACT_PARAMETERS, ACT_NEXT, ACT_BACK };

static const struct action actions[] = {
	{ACT_OPEN, {K_ENTER}, N_("计算"), N_("打开选中的计算")},
	{ACT_PARAMETERS, {K_F5}, N_("年度数"), N_("看每年变化的数和文号；主管可录入")},
	VISIT_NEXT_ROW(ACT_NEXT, 0),
	{ACT_BACK, {K_ESC}, N_("返回"), N_("返回")},
	{0},
};
static const struct action *const widget_actions[] = {list_actions, NULL};

struct calculators_screen {
	struct screen base;
	const struct calculators *all;
	struct list list;
};

static void paint_row(void *ctx, size_t i, const struct canvas *line, bool selected)
{
	const struct calculators_screen *s = ctx;
	const struct calculator *c = &s->all->rows[i];
	int col = canvas_text(line, 0, 0, STYLE_NORMAL, c->name);

	(void)selected;
	canvas_printf(line, 0, col + 2, STYLE_MUTED, _("原文 %s"), c->lines);
}

static bool open_screen(struct screen *self, struct app *app, struct err *e)
{
	struct calculators_screen *s = (struct calculators_screen *)self;

	s->all = session_calculators(app_session(app), e);
	if (!s->all)
		return false;
	if (e->text[0])
		app_say(app, STYLE_BAD, _("有计算读不出来，请告知管理员：%s"), e->text);
	s->list.ctx = s;
	s->list.paint_row = paint_row;
	list_set_count(&s->list, s->all->n);
	return true;
}

static struct step event(struct screen *self, struct app *app, const struct screen_event *ev)
{
	struct calculators_screen *s = (struct calculators_screen *)self;

	switch (ev->action) {
	case ACT_OPEN:
		return s->list.count ? step_push(calculate_new(&s->all->rows[s->list.selected]))
				     : step_stay();
	case ACT_PARAMETERS:
		return step_push(parameters_new());
	case ACT_NEXT:
		return visit_next(app_session(app), app);
	case ACT_BACK:
		return step_pop();
	default:
		return list_event(&s->list, ev) ? step_redraw() : step_stay();
	}
}

static void paint(struct screen *self, struct app *app, const struct canvas *c)
{
	struct calculators_screen *s = (struct calculators_screen *)self;
	struct canvas in = canvas_part(c, 1, 2, c->rows - 1, c->cols - 4);

	(void)app;
	if (s->list.count)
		list_paint(&s->list, &in, true);
	else
		canvas_text(&in, 0, 0, STYLE_MUTED, _("本网点的指南没有可以计算的。"));
}

static void close_screen(struct screen *self, struct app *app)
{
	(void)app;
	free(self);
}

static const struct screen_ops ops = {
	.name = "calculators",
	.title = N_("计算"),
	.actions = actions,
	.widgets = widget_actions,
	.open = open_screen,
	.paint = paint,
	.event = event,
	.close = close_screen,
};

struct screen *calculators_new(void)
{
	struct calculators_screen *s = xcalloc(1, sizeof(*s));

	s->base.ops = &ops;
	return &s->base;
}
