/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/overview.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/text.h"
#include "office/hall_voice.h"
#include "store/overview.h"
#include "tui/app.h"
#include "tui/screen/work.h"
#include "tui/session.h"
#include "tui/session_work.h"
#include "tui/widget/table.h"

enum { ACT_WORK = 1, ACT_BACK };
enum { REFRESH_TICKS = 3, ITEMS = 12, MINUTE = 60 };

static const struct action actions[] = {
	{ACT_WORK, {K_ENTER, K_CTRL('y')}, N_("待办"), N_("待审、到期、超期、中止、待送达的办件")},
	{ACT_BACK, {K_ESC}, N_("返回"), N_("返回")},
	{0},
};
static const struct action *const widget_actions[] = {list_actions, NULL};

static const struct table_column columns[] = {
	{N_("窗口"), 14, 2},
	{N_("人员"), 8, 1},
	{N_("现在"), 10},
	{N_("来访"), 4, 0, ALIGN_RIGHT},
	{N_("受理"), 4, 0, ALIGN_RIGHT},
	{N_("容缺"), 4, 0, ALIGN_RIGHT},
	{N_("告知"), 4, 0, ALIGN_RIGHT},
	{N_("不予"), 4, 0, ALIGN_RIGHT},
	{N_("待审"), 4, 0, ALIGN_RIGHT},
	{N_("办结"), 4, 0, ALIGN_RIGHT},
	{N_("送达"), 4, 0, ALIGN_RIGHT},
	{NULL},
};

struct overview_screen {
	struct screen base;
	struct session *session;
	int ticks;
	int64_t now, counts[WORK_LISTS];
	struct arena arena;
	struct overview_window *rows;
	struct overview_item *items;
	size_t n_items;
	struct hall_voice voice;
	struct table table;
};

static void fill_serving(const struct overview_screen *s, const struct overview_window *w,
			 struct table_cell *out)
{
	if (!w->serving_since) {
		out->style = STYLE_MUTED;
		snprintf(out->text, sizeof(out->text), "%s", _("空闲"));
		return;
	}
	out->style = STYLE_OK;
	snprintf(out->text, sizeof(out->text), _("接待%lld分"),
		 (long long)((s->now - w->serving_since) / 1000 / MINUTE));
}

static void fill_cell(void *ctx, size_t row, size_t column, struct table_cell *out)
{
	const struct overview_screen *s = ctx;
	const struct overview_window *w = &s->rows[row];
	const int64_t counts[] = {w->visits,
				  w->accepted,
				  w->deferred,
				  w->noticed,
				  w->refused,
				  w->waiting,
				  w->granted + w->denied,
				  w->delivered};

	out->style = STYLE_NORMAL;
	if (column == 0)
		snprintf(out->text, sizeof(out->text), "%s",
			 hall_voice_window(&s->voice, w->window));
	else if (column == 1)
		snprintf(out->text, sizeof(out->text), "%s", hall_voice_clerk(&s->voice, w->by));
	else if (column == 2)
		fill_serving(s, w, out);
	else
		snprintf(out->text, sizeof(out->text), "%lld", (long long)counts[column - 3]);
}

static bool reload(struct overview_screen *s, struct err *e)
{
	struct store *store = s->session->store;
	struct work_asked asked = session_work_asked(s->session);
	size_t n = 0;

	arena_done(&s->arena);
	s->arena = (struct arena){0};
	s->n_items = 0;
	s->ticks = 0;
	s->now = clock_now(store_clock(store));
	hall_voice_init(&s->voice, store, s->session->site, &s->arena);
	bool ok = overview_windows(store, asked.today, &s->arena, &s->rows, &n, e) &&
		  overview_items(store, asked.today, ITEMS, &s->arena, &s->items, &s->n_items, e) &&
		  work_counts(store, &asked, s->counts, e);
	table_set_count(&s->table, ok ? n : 0);
	return ok;
}

static bool open_screen(struct screen *self, struct app *app, struct err *e)
{
	struct overview_screen *s = (struct overview_screen *)self;

	s->session = app_session(app);
	s->table = (struct table){.columns = columns, .ctx = s, .cell = fill_cell};
	return reload(s, e);
}

static struct step again(struct overview_screen *s, struct app *app)
{
	struct err e;

	if (!reload(s, &e))
		app_say(app, STYLE_BAD, "%s", e.text);
	return step_redraw();
}

static struct step event(struct screen *self, struct app *app, const struct screen_event *ev)
{
	struct overview_screen *s = (struct overview_screen *)self;

	if (ev->type == EV_ANSWER)
		return again(s, app);
	if (ev->type == EV_TICK)
		return ++s->ticks >= REFRESH_TICKS ? again(s, app) : step_stay();
	if (ev->action == ACT_WORK)
		return step_push(work_new());
	if (ev->action == ACT_BACK)
		return step_pop();
	return list_event(&s->table.list, ev) ? step_redraw() : step_stay();
}

/* Of the whole hall; 待审 of the windows stands in their column. */
static void paint_counts(const struct overview_screen *s, const struct canvas *c)
{
	int col = 0;

	for (int i = WORK_TODAY; i < WORK_LISTS; i++) {
		enum style style = !s->counts[i]    ? STYLE_MUTED
				   : i == WORK_LATE ? STYLE_BAD
				   : i == WORK_NEAR ? STYLE_WARN
						    : STYLE_VALUE;
		col += canvas_printf(c, 0, col, style, "%s %lld", _(work_list_names[i]),
				     (long long)s->counts[i]) +
		       2;
	}
}

static void paint_items(const struct overview_screen *s, const struct canvas *c)
{
	canvas_text(c, 0, 0, STYLE_HEADING, _("今天办得最多的事项：件数，平均每件几分钟"));
	if (s->n_items == 0)
		canvas_text(c, 1, 0, STYLE_MUTED, _("今天还没有办完的来访。"));
	for (size_t i = 0; i < s->n_items && 1 + (int)i < c->rows; i++)
		canvas_printf(c, 1 + (int)i, 0, STYLE_NORMAL, "%5lld  %6.1f  %s",
			      (long long)s->items[i].cases, (double)s->items[i].seconds / MINUTE,
			      s->items[i].name);
}

static void paint(struct screen *self, struct app *app, const struct canvas *c)
{
	struct overview_screen *s = (struct overview_screen *)self;
	struct canvas in = canvas_part(c, 0, 1, c->rows, c->cols - 2);
	int lists = (in.rows - 3) * 3 / 5;
	struct canvas windows = canvas_part(&in, 2, 0, lists, in.cols);
	struct canvas items = canvas_part(&in, lists + 3, 0, in.rows - lists - 3, in.cols);

	(void)app;
	paint_counts(s, &in);
	table_paint(&s->table, &windows, true);
	if (s->table.list.count == 0)
		canvas_text(&windows, 2, 0, STYLE_MUTED, _("今天还没有窗口开始办理。"));
	paint_items(s, &items);
}

static void close_screen(struct screen *self, struct app *app)
{
	struct overview_screen *s = (struct overview_screen *)self;

	(void)app;
	arena_done(&s->arena);
	free(s);
}

static const struct screen_ops ops = {
	.name = "overview",
	.title = N_("大厅总览"),
	.actions = actions,
	.widgets = widget_actions,
	.open = open_screen,
	.paint = paint,
	.event = event,
	.close = close_screen,
};

struct screen *overview_new(void)
{
	struct overview_screen *s = xcalloc(1, sizeof(*s));

	s->base.ops = &ops;
	return &s->base;
}
