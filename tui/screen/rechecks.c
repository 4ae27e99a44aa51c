/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/rechecks.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/text.h"
#include "store/rechecks.h"
#include "tui/app.h"
#include "tui/screen/case.h"
#include "tui/screen/sources.h"
#include "tui/session.h"
#include "tui/widget/dialog.h"
#include "tui/widget/table.h"

enum { ACT_RESULT = 1, ACT_LIST, ACT_CASE, ACT_BACK };
enum { TAG_RESULT = 1, TAG_SOURCE, TAG_REMARK };
enum { MOST = 2000, NARROW = 100, REMARK_CHARS = 60 };

static const struct action actions[] = {
	{ACT_RESULT, {K_ENTER}, N_("核验结果"), N_("登记这项核验的结果")},
	{ACT_LIST, {K_TAB}, N_("待核验/不到"), N_("在待核验与核验不到之间切换")},
	{ACT_CASE, {K_F3}, N_("办件"), N_("打开这件办件")},
	{ACT_BACK, {K_ESC}, N_("返回"), N_("返回")},
	{0},
};
static const struct action *const widget_actions[] = {list_actions, NULL};

/* The number is the last: narrow terminals do without it. */
static const struct table_column columns[] = {
	{N_("受理"), 10},
	{N_("办件人"), 8, 1},
	{N_("核验"), 20, 4},
	{N_("来源"), 10, 2},
	{N_("事项"), 12, 2},
	{N_("编号"), 19},
	{NULL},
};
static const struct table_column narrow_columns[] = {
	{N_("受理"), 10},    {N_("办件人"), 8, 1}, {N_("核验"), 20, 4},
	{N_("来源"), 10, 1}, {N_("事项"), 12, 2},  {NULL},
};
static const char *const result_ids[] = {"yes", "no"};
static const char *const result_words[] = {N_("核验到"), N_("核验不到")};

struct rechecks_screen {
	struct screen base;
	struct session *session;
	enum recheck_list which;
	struct arena arena;
	struct recheck_row *rows;
	struct table table;
	/* The one being recorded. */
	int result;
	char *source;
};

static void fill_cell(void *ctx, size_t row, size_t column, struct table_cell *out)
{
	const struct rechecks_screen *s = ctx;
	const struct recheck_row *r = &s->rows[row];
	const char *text = NULL;
	char buffer[DATE_TEXT];

	out->style = s->which == RECHECK_FAILED ? STYLE_BAD : STYLE_NORMAL;
	switch (column) {
	case 0:
		text = date_format(r->day, buffer);
		break;
	case 1:
		text = r->name;
		break;
	case 2:
		text = r->text;
		break;
	case 3:
		text = r->remark ? r->remark : r->source;
		break;
	case 4:
		text = r->item_name;
		break;
	default:
		text = r->number;
	}
	snprintf(out->text, sizeof(out->text), "%s", text ? text : "");
}

static bool reload(struct rechecks_screen *s, struct err *e)
{
	size_t n = 0;

	arena_done(&s->arena);
	s->arena = (struct arena){0};
	bool ok = rechecks_list(s->session->store, s->which, MOST, &s->arena, &s->rows, &n, e);
	table_set_count(&s->table, ok ? n : 0);
	return ok;
}

static bool open_screen(struct screen *self, struct app *app, struct err *e)
{
	struct rechecks_screen *s = (struct rechecks_screen *)self;

	s->session = app_session(app);
	s->table.ctx = s;
	s->table.cell = fill_cell;
	return reload(s, e);
}

static const struct recheck_row *selected(const struct rechecks_screen *s)
{
	return s->table.list.count ? &s->rows[s->table.list.selected] : NULL;
}

static struct step again(struct rechecks_screen *s, struct app *app)
{
	struct err e;

	if (!reload(s, &e))
		app_say(app, STYLE_BAD, "%s", e.text);
	return step_redraw();
}

static struct step ask_result(const struct recheck_row *r)
{
	const char *words[] = {_(result_words[0]), _(result_words[1])};

	return step_push(dialog_menu(TAG_RESULT, r->text, words, 2, 0));
}

static struct step record(struct rechecks_screen *s, struct app *app, const char *remark)
{
	const struct recheck_row *r = selected(s);
	const struct recheck what = {result_ids[s->result], s->source, remark};
	struct err e;

	if (!rechecks_record(s->session->store, &s->session->who, r->number, r->id, &what, &e)) {
		app_say(app, STYLE_BAD, "%s", e.text);
		return step_redraw();
	}
	app_say(app, remark ? STYLE_WARN : STYLE_OK, _("已登记：%s %s"),
		r->name ? r->name : r->number, _(result_words[s->result]));
	session_refresh(s->session);
	return again(s, app);
}

static struct step take_source(struct rechecks_screen *s, struct app *app, const char *source)
{
	free(s->source);
	s->source = xstrdup(source);
	if (s->result == 0)
		return record(s, app, NULL);
	return step_push(dialog_prompt(TAG_REMARK, &(struct dialog_prompt){
							   .title = _("核验不到"),
							   .text = _("查到的情况，交主管处理"),
							   .max_chars = REMARK_CHARS,
						   }));
}

static struct step on_answer(struct rechecks_screen *s, struct app *app,
			     const struct screen_event *ev)
{
	const struct recheck_row *r = selected(s);

	if (ev->answer < 0 || !r)
		return ev->tag ? step_redraw() : again(s, app);
	switch (ev->tag) {
	case TAG_RESULT:
		s->result = ev->answer;
		return step_push(sources_ask(TAG_SOURCE, s->session, r->text, r->source));
	case TAG_SOURCE:
		return take_source(s, app, ev->text);
	case TAG_REMARK:
		return record(s, app, ev->text);
	default: /* a case was looked at */
		return again(s, app);
	}
}

static struct step event(struct screen *self, struct app *app, const struct screen_event *ev)
{
	struct rechecks_screen *s = (struct rechecks_screen *)self;
	const struct recheck_row *r = selected(s);

	if (ev->type == EV_ANSWER)
		return on_answer(s, app, ev);
	switch (ev->action) {
	case ACT_RESULT:
		return r ? ask_result(r) : step_stay();
	case ACT_LIST:
		s->which = s->which == RECHECK_OPEN ? RECHECK_FAILED : RECHECK_OPEN;
		return again(s, app);
	case ACT_CASE:
		return r ? step_push(case_new(r->number)) : step_stay();
	case ACT_BACK:
		return step_pop();
	}
	return list_event(&s->table.list, ev) ? step_redraw() : step_stay();
}

static void paint(struct screen *self, struct app *app, const struct canvas *c)
{
	struct rechecks_screen *s = (struct rechecks_screen *)self;
	struct canvas in = canvas_part(c, 0, 1, c->rows, c->cols - 2);

	(void)app;
	s->table.columns = c->cols < NARROW ? narrow_columns : columns;
	table_paint(&s->table, &in, true);
	if (s->table.list.count == 0)
		canvas_text(&in, 2, 0, STYLE_MUTED,
			    s->which == RECHECK_OPEN ? _("没有待核验的。") : _("没有核验不到的。"));
}

static void close_screen(struct screen *self, struct app *app)
{
	struct rechecks_screen *s = (struct rechecks_screen *)self;

	(void)app;
	free(s->source);
	arena_done(&s->arena);
	free(s);
}

static const char *title_now(const struct screen *self)
{
	return ((const struct rechecks_screen *)self)->which == RECHECK_OPEN ? _("待核验")
									     : _("核验不到");
}

static const struct screen_ops ops = {
	.name = "rechecks",
	.title = N_("待核验"),
	.title_now = title_now,
	.actions = actions,
	.widgets = widget_actions,
	.open = open_screen,
	.paint = paint,
	.event = event,
	.close = close_screen,
};

struct screen *rechecks_new(void)
{
	struct rechecks_screen *s = xcalloc(1, sizeof(*s));

	s->base.ops = &ops;
	return &s->base;
}
