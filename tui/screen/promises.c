/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/promises.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/ident.h"
#include "base/mem.h"
#include "base/text.h"
#include "case/overdue.h"
#include "office/reminder.h"
#include "store/calls.h"
#include "store/exports.h"
#include "store/people.h"
#include "store/promises.h"
#include "tui/app.h"
#include "tui/screen/arrival.h"
#include "tui/screen/calls.h"
#include "tui/screen/case.h"
#include "tui/screen/lapse.h"
#include "tui/screen/pledges.h"
#include "tui/session.h"
#include "tui/widget/dialog.h"
#include "tui/widget/table.h"

enum {
	ACT_ARRIVED = 1,
	ACT_LAPSE,
	ACT_CASE,
	ACT_CALL,
	ACT_PRINT,
	ACT_PLEDGES,
	ACT_CALLS,
	ACT_LIST,
	ACT_BACK
};
enum { TAG_OTHER, TAG_CALL, TAG_PURPOSE };
enum { MOST = 2000, NARROW = 100, PURPOSE_CHARS = 40 };

static const struct action actions[] = {
	{ACT_ARRIVED, {K_ENTER, K_F5}, N_("材料到达"), N_("登记材料已补到、不合格或部分到")},
	{ACT_LAPSE, {K_F2}, N_("逾期处理"), N_("逾期的：宽限、终止，或按已补齐情况继续")},
	{ACT_CASE, {K_F3}, N_("办件"), N_("打开这件办件")},
	{ACT_CALL, {K_F4}, N_("联系"), N_("显示电话（有记录），登记联系结果")},
	{ACT_PRINT, {K_F7}, N_("提醒单"), N_("打印今天的容缺提醒单：逾期、今日、将到期，带电话")},
	{ACT_PLEDGES, {K_F8}, N_("承诺核查"), N_("告知承诺事后核查清单")},
	{ACT_CALLS,
	 {K_F9},
	 N_("更正联系"),
	 N_("更正受理联系单：要通知的人和联系结果"),
	 ACTION_QUIET},
	{ACT_LIST, {K_TAB}, N_("提醒/全部"), N_("在要提醒的与全部待补之间切换")},
	{ACT_BACK, {K_ESC}, N_("返回"), N_("返回")},
	{0},
};
static const struct action *const widget_actions[] = {list_actions, NULL};

/* The number is the last: narrow terminals do without it. */
static const struct table_column columns[] = {
	{N_("到期"), 10},    {N_("办件人"), 8, 1}, {N_("电话"), 12}, {N_("材料"), 16, 4},
	{N_("情况"), 12, 2}, {N_("事项"), 12, 3},  {N_("编号"), 19}, {NULL},
};
static const struct table_column narrow_columns[] = {
	{N_("到期"), 10},    {N_("办件人"), 8, 1}, {N_("电话"), 12},
	{N_("材料"), 16, 4}, {N_("情况"), 12, 2},  {NULL},
};

struct promises_screen {
	struct screen base;
	struct session *session;
	struct arena arena;
	struct promise_row *rows;
	struct table table;
	date_day horizon; /* of the reminder */
	bool reminder;	  /* only what is due until then */
};

static enum style due_style(const struct promises_screen *s, const struct promise_row *p)
{
	date_day today = store_today(s->session->store);

	return p->due == DATE_NONE ? STYLE_WARN
	       : p->due < today	   ? STYLE_BAD
	       : p->due == today   ? STYLE_WARN
				   : STYLE_NORMAL;
}

/* What is known of it beside its day: what came was not fit, they were called, it was put off. */
static const char *situation(const struct promise_row *p, char *out, size_t room)
{
	char day[DATE_TEXT];

	if (p->unfit)
		snprintf(out, room, _("%s不合格"), date_format(p->unfit_day, day) + 5);
	else if (p->call)
		snprintf(out, room, "%s%s", date_format(p->call_day, day) + 5, call_name(p->call));
	else if (p->first_due != DATE_NONE)
		snprintf(out, room, "%s", _("已宽限"));
	else
		snprintf(out, room, "%s", p->way ? p->way : "");
	return out;
}

static void fill_cell(void *ctx, size_t row, size_t column, struct table_cell *out)
{
	const struct promises_screen *s = ctx;
	const struct promise_row *p = &s->rows[row];
	const char *text = "";
	char buffer[64];

	switch (column) {
	case 0:
		out->style = due_style(s, p);
		text = p->due == DATE_NONE ? _("未定") : date_format(p->due, buffer);
		break;
	case 1:
		text = p->name ? p->name : "";
		break;
	case 2:
		text = ident_masked(MASK_PHONE, p->phone, buffer, sizeof(buffer));
		break;
	case 3:
		text = p->paper_name;
		break;
	case 4:
		text = situation(p, buffer, sizeof(buffer));
		break;
	case 5:
		text = p->item_name ? p->item_name : "";
		break;
	default:
		text = p->case_number;
	}
	snprintf(out->text, sizeof(out->text), "%s", text);
}

static bool reload(struct promises_screen *s, struct err *e)
{
	struct store *store = s->session->store;
	size_t n = 0;

	arena_done(&s->arena);
	s->arena = (struct arena){0};
	bool ok = overdue_horizon(store, s->session->calendar, &s->horizon, e) &&
		  promises_open(store, s->reminder ? s->horizon : DATE_NONE, MOST, &s->arena,
				&s->rows, &n, e);
	table_set_count(&s->table, ok ? n : 0);
	return ok;
}

static bool open_screen(struct screen *self, struct app *app, struct err *e)
{
	struct promises_screen *s = (struct promises_screen *)self;

	s->session = app_session(app);
	s->table.ctx = s;
	s->table.cell = fill_cell;
	return reload(s, e);
}

static const struct promise_row *selected(const struct promises_screen *s)
{
	return s->table.list.count ? &s->rows[s->table.list.selected] : NULL;
}

static struct step again(struct promises_screen *s, struct app *app)
{
	struct err e;

	if (!reload(s, &e))
		app_say(app, STYLE_BAD, "%s", e.text);
	return step_redraw();
}

static struct step say(struct app *app, const struct err *e)
{
	app_say(app, STYLE_BAD, "%s", e->text);
	return step_redraw();
}

/* ---- calling ---- */

/* The whole number is shown to be dialled, once it stands in the ledger who looked. */
static struct step ask_call(struct promises_screen *s, struct app *app, const struct promise_row *p)
{
	const char *words[CALL_RESULTS];
	struct err e;

	if (!people_unmask_case(s->session->store, &s->session->who, p->case_number, &e))
		return say(app, &e);
	for (int i = 0; i < CALL_RESULTS; i++)
		words[i] = _(call_names[i]);
	char *text =
		xasprintf("%s　%s", p->name ? p->name : "", p->phone ? p->phone : _("没有电话"));
	struct step step =
		step_push(dialog_menu_about(TAG_CALL, _("联系结果"), text, words, CALL_RESULTS, 0));
	free(text);
	return step;
}

static struct step record_call(struct promises_screen *s, struct app *app, int result)
{
	const struct promise_row *p = selected(s);
	struct err e;

	if (!p || result < 0)
		return step_redraw();
	if (!calls_record(s->session->store, &s->session->who, p->case_number, CALL_PROMISE,
			  (enum call_result)result, NULL, &e))
		return say(app, &e);
	app_say(app, STYLE_OK, _("已登记：%s %s"), p->name ? p->name : p->case_number,
		_(call_names[result]));
	return again(s, app);
}

/* ---- the list of the morning ---- */

static struct step ask_purpose(void)
{
	return step_push(dialog_prompt(
		TAG_PURPOSE, &(struct dialog_prompt){.title = _("容缺提醒单"),
						     .text = _("内有电话，用途（有记录）："),
						     .initial = _("电话提醒补交材料"),
						     .max_chars = PURPOSE_CHARS}));
}

static void build_list(struct document *d, const struct letterhead *h, const void *ctx)
{
	reminder_build(d, h, ctx);
}

static struct step print_list(struct promises_screen *s, struct app *app, const char *purpose)
{
	struct session *session = s->session;
	struct reminder r = {.today = store_today(session->store), .last = s->horizon};
	struct arena a = {0};
	struct promise_row *rows = NULL;
	char *path = NULL, *name = NULL;
	char day[DATE_TEXT];
	struct str text = {0};
	struct err e;

	bool ok = promises_open(session->store, s->horizon, MOST, &a, &rows, &r.n, &e);
	r.rows = rows;
	const struct export_request x = {.kind = "reminder",
					 .filter = "",
					 .purpose = purpose,
					 .rows = (int64_t)r.n,
					 .personal = true};
	name = xasprintf("reminder-%s-%s.xlsx", date_format(r.today, day),
			 session->window ? session->window->id : "0");
	ok = ok && exports_record(session->store, &session->who, &x, &e) &&
	     session_sheet(session, name, _("容缺提醒单"), build_list, &r, &path, &e);
	if (ok) {
		session_print_say(session, path, &text);
		app_say(app, STYLE_OK, _("提醒单 %zu 份材料；%s"), r.n, str_text(&text));
	} else {
		app_say(app, STYLE_BAD, "%s", e.text);
	}
	str_done(&text);
	free(name);
	free(path);
	arena_done(&a);
	return step_redraw();
}

/* ---- events ---- */

static struct step event(struct screen *self, struct app *app, const struct screen_event *ev)
{
	struct promises_screen *s = (struct promises_screen *)self;
	const struct promise_row *p = selected(s);

	if (ev->type == EV_ANSWER) {
		if (ev->tag == TAG_CALL)
			return record_call(s, app, ev->answer);
		if (ev->tag == TAG_PURPOSE)
			return ev->answer < 0 ? step_redraw() : print_list(s, app, ev->text);
		return again(s, app);
	}
	switch (ev->action) {
	case ACT_ARRIVED:
		return p ? step_push(arrival_new(TAG_OTHER, p)) : step_stay();
	case ACT_LAPSE:
		return p ? step_push(lapse_new(TAG_OTHER, p->case_number)) : step_stay();
	case ACT_CASE:
		return p ? step_push(case_new(p->case_number)) : step_stay();
	case ACT_CALL:
		return p ? ask_call(s, app, p) : step_stay();
	case ACT_PRINT:
		return ask_purpose();
	case ACT_PLEDGES:
		return step_push(pledges_new());
	case ACT_CALLS:
		return step_push(calls_new());
	case ACT_LIST:
		s->reminder = !s->reminder;
		return again(s, app);
	case ACT_BACK:
		return step_pop();
	}
	return list_event(&s->table.list, ev) ? step_redraw() : step_stay();
}

/* Only what is overdue is decided about. */
static bool enabled(const struct screen *self, int action)
{
	const struct promises_screen *s = (const struct promises_screen *)self;
	const struct promise_row *p = selected(s);

	if (action == ACT_LAPSE)
		return p && p->due != DATE_NONE && p->due < store_today(s->session->store);
	return true;
}

static void paint(struct screen *self, struct app *app, const struct canvas *c)
{
	struct promises_screen *s = (struct promises_screen *)self;
	struct canvas in = canvas_part(c, 0, 1, c->rows, c->cols - 2);

	(void)app;
	s->table.columns = c->cols < NARROW ? narrow_columns : columns;
	table_paint(&s->table, &in, true);
	if (s->table.list.count == 0)
		canvas_text(&in, 2, 0, STYLE_MUTED,
			    s->reminder ? _("没有要提醒的。") : _("没有待补的材料。"));
}

static void close_screen(struct screen *self, struct app *app)
{
	struct promises_screen *s = (struct promises_screen *)self;

	(void)app;
	arena_done(&s->arena);
	free(s);
}

static const char *title_now(const struct screen *self)
{
	return ((const struct promises_screen *)self)->reminder ? _("容缺提醒") : _("容缺待补");
}

static const struct screen_ops ops = {
	.name = "promises",
	.title = N_("容缺待补"),
	.title_now = title_now,
	.actions = actions,
	.widgets = widget_actions,
	.open = open_screen,
	.paint = paint,
	.event = event,
	.close = close_screen,
	.enabled = enabled,
};

struct screen *promises_new(void)
{
	struct promises_screen *s = xcalloc(1, sizeof(*s));

	s->base.ops = &ops;
	return &s->base;
}
