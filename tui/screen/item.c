/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/item.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/text.h"
#include "tui/app.h"
#include "tui/screen/intake.h"
#include "tui/screen/item_text.h"
#include "tui/screen/related.h"
#include "tui/visit.h"

enum { ACT_OPEN = 1, ACT_RELATED, ACT_NEXT, ACT_BACK };

enum { TAG_RELATED = 1 };

static const struct action actions[] = {
	{ACT_OPEN, {K_ENTER}, N_("办理"), N_("开始办理这个事项")},
	RELATED_ROW(ACT_RELATED),
	VISIT_NEXT_ROW(ACT_NEXT, 0),
	{ACT_BACK, {K_ESC}, N_("返回"), N_("返回")},
	{0},
};
static const struct action *const widget_actions[] = {textpane_actions, NULL};

struct item_screen {
	struct screen base;
	const struct item *item;
	struct textpane pane;
	struct related related;
};

static bool open_screen(struct screen *self, struct app *app, struct err *e)
{
	struct item_screen *s = (struct item_screen *)self;

	(void)e;
	item_text_fill(&s->pane, app_session(app), s->item);
	related_find(&s->related, app_session(app), s->item->id);
	visit_consulted(app_session(app), app, s->item->id);
	return true;
}

static struct step event(struct screen *self, struct app *app, const struct screen_event *ev)
{
	struct item_screen *s = (struct item_screen *)self;

	if (ev->type == EV_ANSWER && ev->tag == TAG_RELATED)
		return related_chosen(&s->related, ev->answer);
	if (ev->action == ACT_RELATED)
		return related_open(&s->related, TAG_RELATED);
	if (ev->action == ACT_OPEN)
		return step_replace(intake_new(s->item));
	if (ev->action == ACT_NEXT)
		return visit_next(app_session(app), app);
	if (ev->action == ACT_BACK)
		return step_pop();
	return textpane_event(&s->pane, ev) ? step_redraw() : step_stay();
}

static bool enabled(const struct screen *self, int action)
{
	return action != ACT_RELATED || ((const struct item_screen *)self)->related.n > 0;
}

static void paint(struct screen *self, struct app *app, const struct canvas *c)
{
	struct item_screen *s = (struct item_screen *)self;
	struct canvas in = canvas_part(c, 0, 1, c->rows, c->cols - 2);

	(void)app;
	textpane_paint(&s->pane, &in);
}

static void close_screen(struct screen *self, struct app *app)
{
	struct item_screen *s = (struct item_screen *)self;

	(void)app;
	textpane_done(&s->pane);
	related_done(&s->related);
	free(s);
}

static const struct screen_ops ops = {
	.name = "item",
	.title = N_("事项"),
	.actions = actions,
	.widgets = widget_actions,
	.open = open_screen,
	.paint = paint,
	.event = event,
	.close = close_screen,
	.enabled = enabled,
};

struct screen *item_screen_new(const struct item *it)
{
	struct item_screen *s = xcalloc(1, sizeof(*s));

	s->base.ops = &ops;
	s->item = it;
	return &s->base;
}
