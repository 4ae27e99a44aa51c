/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/work.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"
#include "base/utf8.h"
#include "store/work.h"
#include "tui/app.h"
#include "tui/screen/case.h"
#include "tui/screen/promises.h"
#include "tui/screen/review.h"
#include "tui/session.h"
#include "tui/session_work.h"
#include "tui/widget/table.h"

enum { ACT_OPEN = 1, ACT_CASE, ACT_NEXT_LIST, ACT_PREVIOUS_LIST, ACT_PROMISES, ACT_BACK };
enum {
	MOST = 1000,
	NARROW = 100,
	REFRESH_TICKS = 2, /* other windows accept meanwhile */
};

static const struct action actions[] = {
	{ACT_OPEN, {K_ENTER}, N_("打开"), N_("待审的打开审核，其余打开办件")},
	{ACT_NEXT_LIST, {K_TAB, K_RIGHT}, N_("下一类"), N_("下一类待办；直接按数字也行")},
	{ACT_PREVIOUS_LIST, {K_BACKTAB, K_LEFT}, N_("上一类"), N_("上一类待办"), ACTION_QUIET},
	{ACT_CASE, {K_F3}, N_("办件"), N_("打开这件办件")},
	{ACT_PROMISES, {K_F6}, N_("容缺"), N_("容缺受理后待补的材料")},
	{ACT_BACK, {K_ESC}, N_("返回"), N_("返回")},
	{0},
};
static const struct action *const widget_actions[] = {list_actions, NULL};

/* The number and who accepted it are the last: narrow terminals do without. */
static const struct table_column columns[] = {
	{N_("期限"), 10}, {N_("办件人"), 8, 1}, {N_("环节"), 16, 2}, {N_("事项"), 16, 3},
	{N_("受理"), 10}, {N_("说明"), 12, 2},	{N_("编号"), 19},    {NULL},
};
static const struct table_column narrow_columns[] = {
	{N_("期限"), 10},    {N_("办件人"), 8, 1}, {N_("环节"), 16, 2},
	{N_("事项"), 16, 3}, {N_("说明"), 14, 2},  {NULL},
};

struct work_screen {
	struct screen base;
	struct session *session;
	enum work_list which;
	int ticks;
	unsigned read_at; /* session->refreshes when the lists were read */
	struct work_asked asked;
	int64_t counts[WORK_LISTS];
	struct arena arena;
	struct work_row *rows;
	struct table table;
};

static const struct work_row *selected(const struct work_screen *s)
{
	return s->table.list.count ? &s->rows[s->table.list.selected] : NULL;
}

static enum style due_style(const struct work_screen *s, const struct work_row *r)
{
	if (r->due == DATE_NONE)
		return STYLE_MUTED;
	return r->due < s->asked.today	 ? STYLE_BAD
	       : r->due <= s->asked.near ? STYLE_WARN
					 : STYLE_NORMAL;
}

/* What there is to say of it on this list. */
static const char *remark(const struct work_screen *s, const struct work_row *r)
{
	if (s->which == WORK_REVIEW && r->bar != WORK_FREE)
		return _(work_bar_words[r->bar]);
	if (r->promises)
		return _("容缺待补");
	return s->which == WORK_REVIEW && r->state == CASE_ACCEPTED ? ""
								    : _(case_state_names[r->state]);
}

static void fill_cell(void *ctx, size_t row, size_t column, struct table_cell *out)
{
	const struct work_screen *s = ctx;
	const struct work_row *r = &s->rows[row];
	const char *text = NULL;
	char buffer[DATE_TEXT];

	out->style = s->which == WORK_REVIEW && r->bar != WORK_FREE ? STYLE_MUTED : STYLE_NORMAL;
	switch (column) {
	case 0:
		out->style = due_style(s, r);
		text = r->due == DATE_NONE ? _("未定") : date_format(r->due, buffer);
		break;
	case 1:
		text = r->name;
		break;
	case 2:
		text = r->stage_text;
		break;
	case 3:
		text = r->item_name;
		break;
	case 4:
		text = s->table.columns == columns ? date_format(r->accepted_day, buffer)
						   : remark(s, r);
		break;
	case 5:
		text = remark(s, r);
		break;
	default:
		text = r->number;
	}
	snprintf(out->text, sizeof(out->text), "%s", text ? text : "");
}

/* The case that was selected stays selected, wherever it stands now. */
static void keep_selected(struct work_screen *s, const char *number, size_t n)
{
	size_t before = s->table.list.selected;

	table_set_count(&s->table, n);
	for (size_t i = 0; number && i < n; i++) {
		if (strcmp(s->rows[i].number, number) == 0) {
			s->table.list.selected = i;
			return;
		}
	}
	s->table.list.selected = n && before >= n ? n - 1 : before;
}

static bool reload(struct work_screen *s, struct err *e)
{
	struct arena old = s->arena;
	const struct work_row *at = selected(s);
	const char *number = at ? at->number : NULL;
	size_t n = 0;

	s->arena = (struct arena){0};
	s->asked = session_work_asked(s->session);
	bool ok =
		work_counts(s->session->store, &s->asked, s->counts, e) &&
		work_list(s->session->store, s->which, &s->asked, MOST, &s->arena, &s->rows, &n, e);
	keep_selected(s, number, ok ? n : 0);
	arena_done(&old);
	s->read_at = s->session->refreshes;
	s->ticks = 0;
	return ok;
}

/* A clerk without a reviewing post begins where there is something. */
static bool open_screen(struct screen *self, struct app *app, struct err *e)
{
	struct work_screen *s = (struct work_screen *)self;

	s->session = app_session(app);
	s->table.ctx = s;
	s->table.cell = fill_cell;
	s->table.columns = columns;
	if (!reload(s, e))
		return false;
	for (int which = 0; which < WORK_LISTS && !s->table.list.count; which++) {
		if (!s->counts[which])
			continue;
		s->which = (enum work_list)which;
		if (!reload(s, e))
			return false;
	}
	return true;
}

static struct step again(struct work_screen *s, struct app *app)
{
	struct err e;

	if (!reload(s, &e))
		app_say(app, STYLE_BAD, "%s", e.text);
	return step_redraw();
}

static struct step turn(struct work_screen *s, struct app *app, int to)
{
	s->which = (enum work_list)((to + WORK_LISTS) % WORK_LISTS);
	s->table.list.selected = 0;
	return again(s, app);
}

static struct step tick(struct work_screen *s, struct app *app)
{
	if (++s->ticks < REFRESH_TICKS)
		return step_stay();
	session_refresh(s->session);
	return again(s, app);
}

static struct step open_row(const struct work_screen *s)
{
	const struct work_row *r = selected(s);

	if (!r)
		return step_stay();
	return step_push(s->which == WORK_REVIEW ? review_new(r->number) : case_new(r->number));
}

static struct step event(struct screen *self, struct app *app, const struct screen_event *ev)
{
	struct work_screen *s = (struct work_screen *)self;

	if (ev->type == EV_TICK)
		return tick(s, app);
	if (ev->type == EV_ANSWER)
		return again(s, app);
	if (ev->type == EV_TEXT && ev->len == 1 && *ev->text > '0' && *ev->text <= '0' + WORK_LISTS)
		return turn(s, app, *ev->text - '1');
	switch (ev->action) {
	case ACT_OPEN:
		return open_row(s);
	case ACT_NEXT_LIST:
		return turn(s, app, (int)s->which + 1);
	case ACT_PREVIOUS_LIST:
		return turn(s, app, (int)s->which - 1);
	case ACT_CASE:
		return selected(s) ? step_push(case_new(selected(s)->number)) : step_stay();
	case ACT_PROMISES:
		return step_push(promises_new());
	case ACT_BACK:
		return step_pop();
	}
	return list_event(&s->table.list, ev) ? step_redraw() : step_stay();
}

static enum style count_style(enum work_list which)
{
	return which == WORK_LATE						     ? STYLE_BAD
	       : which == WORK_TODAY || which == WORK_NEAR || which == WORK_RETURNED ? STYLE_WARN
										     : STYLE_VALUE;
}

static void paint_lists(const struct work_screen *s, const struct canvas *c)
{
	int col = 0;

	for (int i = 0; i < WORK_LISTS; i++) {
		char text[64];
		snprintf(text, sizeof(text), "%d%s %lld", i + 1, _(work_list_names[i]),
			 (long long)s->counts[i]);
		enum style style = (int)s->which == i ? STYLE_SELECTED
				   : s->counts[i] > 0 ? count_style((enum work_list)i)
						      : STYLE_MUTED;
		col += canvas_text(c, 0, col, style, text) + 1;
	}
}

static void paint(struct screen *self, struct app *app, const struct canvas *c)
{
	struct work_screen *s = (struct work_screen *)self;
	struct canvas in = canvas_part(c, 0, 1, c->rows, c->cols - 2);
	struct canvas list = canvas_part(&in, 2, 0, in.rows - 2, in.cols);

	(void)app;
	paint_lists(s, &in);
	s->table.columns = c->cols < NARROW ? narrow_columns : columns;
	table_paint(&s->table, &list, true);
	if (s->table.list.count == 0)
		canvas_text(&list, 2, 0, STYLE_MUTED, _("这一类没有待办的。"));
}

static void close_screen(struct screen *self, struct app *app)
{
	struct work_screen *s = (struct work_screen *)self;

	(void)app;
	arena_done(&s->arena);
	free(s);
}

static const struct screen_ops ops = {
	.name = "work",
	.title = N_("待办"),
	.actions = actions,
	.widgets = widget_actions,
	.open = open_screen,
	.paint = paint,
	.event = event,
	.close = close_screen,
};

struct screen *work_new(void)
{
	struct work_screen *s = xcalloc(1, sizeof(*s));

	s->base.ops = &ops;
	return &s->base;
}
