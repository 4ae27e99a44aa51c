/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/change_page.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/text.h"
#include "office/change_notice.h"
#include "tui/app.h"
#include "tui/session.h"
#include "tui/widget/textpane.h"

enum { ACT_PRINT = 1, ACT_BACK };
enum { IN = 2 };

static const struct action actions[] = {
	{ACT_PRINT, {K_F7}, N_("打印"), N_("打印变更通知")},
	{ACT_BACK, {K_ESC}, N_("返回"), N_("返回")},
	{0},
};
static const struct action *const widget_actions[] = {textpane_actions, NULL};

struct change_page {
	struct screen base;
	struct session *session;
	int64_t id, backed;
	date_day effective;
	bool read, is_back;
	struct guide_change change;
	struct touched *touched;
	size_t n_touched;
	struct textpane pane;
};

static void fill_item(struct textpane *p, const struct item_change *c)
{
	char day[32];

	textpane_addf(p, STYLE_HEADING, 0, "%s %s%s", c->item, c->name, item_change_mark(c->kind));
	if (c->from != DATE_NONE)
		textpane_addf(p, STYLE_MUTED, IN, _("%s起施行"), date_format_zh(c->from, day));
	for (size_t i = 0; i < c->n_lines; i++)
		textpane_addf(p, STYLE_NORMAL, IN, "%s　%s", c->lines[i].topic, c->lines[i].text);
	if (c->transition)
		textpane_add(p, STYLE_MUTED, IN, c->transition);
}

static void fill(struct change_page *s)
{
	textpane_clear(&s->pane);
	if (s->is_back)
		textpane_add(&s->pane, STYLE_WARN, 0, _("新版已撤回，恢复如下："));
	for (size_t i = 0; i < s->change.n_items; i++)
		fill_item(&s->pane, &s->change.items[i]);
	textpane_addf(&s->pane, STYLE_HEADING, 0, _("受影响的在办工作（%zu）"), s->n_touched);
	for (size_t i = 0; i < s->n_touched; i++) {
		const struct touched *t = &s->touched[i];
		textpane_addf(&s->pane, STYLE_NORMAL, IN, "%s %s %s：%s", t->item,
			      _(touched_names[t->kind]), t->number, t->means);
	}
	if (s->n_touched == 0)
		textpane_add(&s->pane, STYLE_MUTED, IN, _("无"));
}

/* What is still to come is read again when it is there. */
static bool note_read(struct change_page *s, struct err *e)
{
	struct session *session = s->session;

	if (s->read || s->backed || s->effective > store_today(session->store))
		return true;
	s->read = editions_read(session->store, &session->who, s->id, e);
	if (s->read)
		session_refresh(session);
	return s->read;
}

static bool open_screen(struct screen *self, struct app *app, struct err *e)
{
	struct change_page *s = (struct change_page *)self;
	const char *words = NULL;
	struct arena *a = &s->change.arena;

	s->session = app_session(app);
	if (!editions_words(s->session->store, s->id, a, &words, e))
		return false;
	json_t *j = words ? json_loads(words, 0, NULL) : NULL;
	bool ok = diff_read(j, &s->change) || err_set(e, ERR_STORE, _("这次变更的内容读不出来"));
	json_decref(j);
	ok = ok && touched_by(s->session->store, &s->change, a, &s->touched, &s->n_touched, e) &&
	     note_read(s, e);
	if (ok)
		fill(s);
	return ok;
}

static void build(struct document *d, const struct letterhead *h, const void *ctx)
{
	const struct change_page *s = ctx;

	change_notice_build(d, h,
			    &(struct change_notice){.change = &s->change,
						    .touched = s->touched,
						    .n_touched = s->n_touched,
						    .on = store_today(s->session->store)});
}

static void print(struct change_page *s, struct app *app)
{
	char name[64], *path = NULL;
	struct str said = {0};
	struct err e;

	snprintf(name, sizeof(name), "change-%lld", (long long)s->id);
	bool ok = session_sheet(s->session, name, _("变更通知"), build, s, &path, &e);
	if (ok)
		session_print_say(s->session, path, &said);
	app_say(app, ok ? STYLE_OK : STYLE_BAD, "%s", ok ? str_text(&said) : e.text);
	str_done(&said);
	free(path);
}

static struct step event(struct screen *self, struct app *app, const struct screen_event *ev)
{
	struct change_page *s = (struct change_page *)self;

	if (ev->action == ACT_BACK)
		return step_pop();
	if (ev->action == ACT_PRINT) {
		print(s, app);
		return step_redraw();
	}
	return textpane_event(&s->pane, ev) ? step_redraw() : step_stay();
}

static void paint(struct screen *self, struct app *app, const struct canvas *c)
{
	struct change_page *s = (struct change_page *)self;
	struct canvas in = canvas_part(c, 0, 1, c->rows, c->cols - 2);

	(void)app;
	textpane_paint(&s->pane, &in);
}

static void close_screen(struct screen *self, struct app *app)
{
	struct change_page *s = (struct change_page *)self;

	(void)app;
	textpane_done(&s->pane);
	arena_done(&s->change.arena);
	free(s);
}

static const struct screen_ops ops = {
	.name = "change_page",
	.title = N_("指南变更"),
	.actions = actions,
	.widgets = widget_actions,
	.open = open_screen,
	.paint = paint,
	.event = event,
	.close = close_screen,
};

struct screen *change_page_new(const struct edition_row *row)
{
	struct change_page *s = xcalloc(1, sizeof(*s));

	s->base.ops = &ops;
	s->id = row->id;
	s->backed = row->backed;
	s->effective = row->effective;
	s->read = row->read;
	s->is_back = row->back_of != 0;
	return &s->base;
}
