/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/changes.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/text.h"
#include "guide/diff.h"
#include "store/editions.h"
#include "tui/app.h"
#include "tui/screen/change_page.h"
#include "tui/session.h"
#include "tui/widget/table.h"

enum { ACT_OPEN = 1, ACT_BACK };

static const struct action actions[] = {
	{ACT_OPEN, {K_ENTER}, N_("阅读"), N_("看这次变更的内容；已施行的读过即记为已读")},
	{ACT_BACK, {K_ESC}, N_("返回"), N_("返回")},
	{0},
};
static const struct action *const widget_actions[] = {list_actions, NULL};

static const struct table_column columns[] = {
	{N_("施行日"), 10}, {N_("状态"), 8}, {N_("变更的事项"), 30, 1}, {N_("载入人"), 8}, {NULL},
};

struct changes_screen {
	struct screen base;
	struct session *session;
	struct arena arena;
	struct edition_row *rows;
	const char **titles;
	struct table table;
};

/* "fs-032 企业养老保险…等3项" */
static const char *title_of(struct changes_screen *s, const struct edition_row *r)
{
	struct guide_change change = {0};
	const char *words = NULL, *title = "";
	struct err e;

	if (!editions_words(s->session->store, r->id, &s->arena, &words, &e) || !words)
		return title;
	json_t *j = json_loads(words, 0, NULL);
	if (diff_read(j, &change) && change.n_items)
		title = arena_printf(&s->arena, change.n_items > 1 ? _("%s %s 等%zu项") : "%s %s",
				     change.items[0].item, change.items[0].name, change.n_items);
	json_decref(j);
	arena_done(&change.arena);
	return title;
}

static bool reload(struct changes_screen *s, struct err *e)
{
	size_t n = 0;

	arena_done(&s->arena);
	s->arena = (struct arena){0};
	bool ok = editions_list(s->session->store, s->session->login, &s->arena, &s->rows, &n, e);
	s->titles = arena_array(&s->arena, n + 1, sizeof(*s->titles));
	for (size_t i = 0; ok && i < n; i++)
		s->titles[i] = title_of(s, &s->rows[i]);
	table_set_count(&s->table, ok ? n : 0);
	return ok;
}

static const char *state_of(const struct changes_screen *s, const struct edition_row *r,
			    enum style *style)
{
	bool back = r->back_of != 0;

	*style = STYLE_MUTED;
	if (!back && r->backed)
		return _("已撤回");
	if (r->effective > store_today(s->session->store))
		return _("待施行");
	if (r->read || r->backed)
		return back ? _("撤回已读") : _("已读");
	*style = STYLE_WARN;
	return back ? _("撤回未读") : _("未读");
}

static void fill_cell(void *ctx, size_t row, size_t column, struct table_cell *out)
{
	const struct changes_screen *s = ctx;
	const struct edition_row *r = &s->rows[row];
	char day[DATE_TEXT];
	enum style style;
	const char *const texts[] = {date_format(r->effective, day), state_of(s, r, &style),
				     s->titles[row], r->by};

	snprintf(out->text, sizeof(out->text), "%s", texts[column]);
	out->style = column == 1 ? style : STYLE_NORMAL;
}

static bool open_screen(struct screen *self, struct app *app, struct err *e)
{
	struct changes_screen *s = (struct changes_screen *)self;

	s->session = app_session(app);
	s->table.ctx = s;
	s->table.cell = fill_cell;
	s->table.columns = columns;
	return reload(s, e);
}

static struct step event(struct screen *self, struct app *app, const struct screen_event *ev)
{
	struct changes_screen *s = (struct changes_screen *)self;
	struct err e;

	if (ev->type == EV_ANSWER) {
		if (!reload(s, &e))
			app_say(app, STYLE_BAD, "%s", e.text);
		return step_redraw();
	}
	switch (ev->action) {
	case ACT_OPEN:
		return s->table.list.count
			       ? step_push(change_page_new(&s->rows[s->table.list.selected]))
			       : step_stay();
	case ACT_BACK:
		return step_pop();
	}
	return list_event(&s->table.list, ev) ? step_redraw() : step_stay();
}

static void paint(struct screen *self, struct app *app, const struct canvas *c)
{
	struct changes_screen *s = (struct changes_screen *)self;
	struct canvas in = canvas_part(c, 0, 1, c->rows, c->cols - 2);

	(void)app;
	table_paint(&s->table, &in, true);
	if (s->table.list.count == 0)
		canvas_text(&in, 2, 0, STYLE_MUTED, _("没有载入过新版指南。"));
}

static void close_screen(struct screen *self, struct app *app)
{
	struct changes_screen *s = (struct changes_screen *)self;

	(void)app;
	arena_done(&s->arena);
	free(s);
}

static const struct screen_ops ops = {
	.name = "changes",
	.title = N_("指南变更"),
	.actions = actions,
	.widgets = widget_actions,
	.open = open_screen,
	.paint = paint,
	.event = event,
	.close = close_screen,
};

struct screen *changes_new(void)
{
	struct changes_screen *s = xcalloc(1, sizeof(*s));

	s->base.ops = &ops;
	return &s->base;
}
