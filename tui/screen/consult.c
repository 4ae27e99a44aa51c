/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/consult.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/text.h"
#include "tui/app.h"
#include "tui/screen/item.h"
#include "tui/screen/related.h"
#include "tui/visit.h"
#include "tui/widget/dialog.h"

enum { ACT_PRINT = 1, ACT_SOURCES, ACT_ITEMS, ACT_RELATED, ACT_NEXT, ACT_BACK };
enum { TAG_ITEM = 1, TAG_RELATED };

static const struct action actions[] = {
	{ACT_PRINT, {K_CTRL('p')}, N_("打印"), N_("打印咨询答复单交给来人")},
	{ACT_ITEMS, {K_F4}, N_("事项"), N_("看与这一页相关的事项")},
	RELATED_ROW(ACT_RELATED),
	{ACT_SOURCES, {K_F5}, N_("原文行"), N_("显示或隐藏原文的行号和读法")},
	VISIT_NEXT_ROW(ACT_NEXT, 0),
	{ACT_BACK, {K_ESC}, N_("返回"), N_("返回")},
	{0},
};
static const struct action *const widget_actions[] = {textpane_actions, NULL};

struct consult_screen {
	struct screen base;
	struct session *session;
	const struct consult *page;
	struct textpane pane;
	bool sources;
	const struct item **items; /* of the page, those this site has */
	const char **names;
	size_t n_items;
	struct related related;
};

static void find_items(struct consult_screen *s)
{
	struct err e;
	const struct catalog *c = session_catalog(s->session, &e);

	s->items = xcalloc(s->page->n_links + 1, sizeof(*s->items));
	s->names = xcalloc(s->page->n_links + 1, sizeof(*s->names));
	for (size_t i = 0; c && i < s->page->n_links; i++) {
		const struct item *it = catalog_item(c, s->page->links[i].item);
		if (!it)
			continue;
		s->names[s->n_items] = it->name;
		s->items[s->n_items++] = it;
	}
}

static bool open_screen(struct screen *self, struct app *app, struct err *e)
{
	struct consult_screen *s = (struct consult_screen *)self;

	(void)e;
	s->session = app_session(app);
	find_items(s);
	related_find(&s->related, s->session, s->page->id);
	consult_text_fill(&s->pane, s->page, s->sources);
	visit_consulted(s->session, app, s->page->id);
	return true;
}

static struct step print(struct consult_screen *s, struct app *app)
{
	char *path = NULL;
	struct str text = {0};
	struct err e;
	bool made = session_consult_slip(s->session, s->page, &path, &e);
	bool ok = made && session_print(s->session, path, _("咨询答复单"), NULL, &e);

	if (ok)
		session_print_say(s->session, path, &text);
	app_say(app, ok ? STYLE_OK : STYLE_BAD, "%s", ok ? str_text(&text) : e.text);
	if (made)
		visit_answered(s->session, app, s->page->id);
	str_done(&text);
	free(path);
	return step_redraw();
}

static struct step choose_item(struct consult_screen *s)
{
	if (s->n_items == 1)
		return step_push(item_screen_new(s->items[0]));
	return step_push(dialog_menu(TAG_ITEM, _("相关事项"), s->names, s->n_items, 0));
}

static struct step event(struct screen *self, struct app *app, const struct screen_event *ev)
{
	struct consult_screen *s = (struct consult_screen *)self;

	if (ev->type == EV_ANSWER && ev->tag == TAG_RELATED)
		return related_chosen(&s->related, ev->answer);
	if (ev->type == EV_ANSWER)
		return ev->tag == TAG_ITEM && ev->answer >= 0
			       ? step_push(item_screen_new(s->items[ev->answer]))
			       : step_redraw();
	switch (ev->action) {
	case ACT_PRINT:
		return print(s, app);
	case ACT_ITEMS:
		return choose_item(s);
	case ACT_RELATED:
		return related_open(&s->related, TAG_RELATED);
	case ACT_SOURCES:
		s->sources = !s->sources;
		consult_text_fill(&s->pane, s->page, s->sources);
		return step_redraw();
	case ACT_NEXT:
		return visit_next(s->session, app);
	case ACT_BACK:
		return step_pop();
	default:
		return textpane_event(&s->pane, ev) ? step_redraw() : step_stay();
	}
}

static bool enabled(const struct screen *self, int action)
{
	const struct consult_screen *s = (const struct consult_screen *)self;

	return action == ACT_ITEMS ? s->n_items > 0 : action != ACT_RELATED || s->related.n > 0;
}

static void paint(struct screen *self, struct app *app, const struct canvas *c)
{
	struct consult_screen *s = (struct consult_screen *)self;
	struct canvas in = canvas_part(c, 0, 1, c->rows, c->cols - 2);

	(void)app;
	textpane_paint(&s->pane, &in);
}

static void close_screen(struct screen *self, struct app *app)
{
	struct consult_screen *s = (struct consult_screen *)self;

	(void)app;
	textpane_done(&s->pane);
	related_done(&s->related);
	free(s->items);
	free(s->names);
	free(s);
}

static const struct screen_ops ops = {
	.name = "consult",
	.title = N_("咨询"),
	.actions = actions,
	.widgets = widget_actions,
	.open = open_screen,
	.paint = paint,
	.event = event,
	.close = close_screen,
	.enabled = enabled,
};

struct screen *consult_screen_new(const struct consult *p)
{
	struct consult_screen *s = xcalloc(1, sizeof(*s));

	s->base.ops = &ops;
	s->page = p;
	return &s->base;
}
