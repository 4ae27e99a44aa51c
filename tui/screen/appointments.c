/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/appointments.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/ident.h"
#include "base/mem.h"
#include "base/text.h"
#include "office/appointment_list.h"
#include "store/appointments.h"
#include "tui/app.h"
#include "tui/screen/appointment_entry.h"
#include "tui/screen/intake.h"
#include "tui/screen/picker.h"
#include "tui/session.h"
#include "tui/visit.h"
#include "tui/widget/dialog.h"
#include "tui/widget/table.h"

enum {
	ACT_ARRIVE = 1,
	ACT_NEW,
	ACT_LATE,
	ACT_UNMASK,
	ACT_MISSED,
	ACT_MOVE,
	ACT_SERVED,
	ACT_CANCEL,
	ACT_PRINT,
	ACT_LIST,
	ACT_BACK
};
enum { TAG_ENTRY = 1, TAG_MOVE, TAG_SERVED, TAG_CANCEL, TAG_INTAKE };
enum { LIST_TODAY, LIST_COMING, LIST_MISSED, LISTS };
enum { UNMASKED_MS = 20 * 1000, NARROW = 100, WORDS = 60, MISSED_DAYS = 31 };

static const struct action actions[] = {
	{ACT_ARRIVE, {K_ENTER}, N_("到场"), N_("到场：开始来访，打开这个事项，姓名电话已填好")},
	{ACT_NEW, {K_F2}, N_("新预约"), N_("登记一个预约")},
	{ACT_LATE, {K_F3}, N_("延时"), N_("登记延时服务：下班后留下为谁办")},
	{ACT_MISSED, {K_F5}, N_("未到"), N_("约好的时间过了没有来")},
	{ACT_MOVE, {K_F6}, N_("改期"), N_("改到另一天或另一个时间")},
	{ACT_LIST, {K_TAB}, N_("今天/以后/未到"), N_("在今天、以后和未到之间切换")},
	{ACT_SERVED, {K_F7}, N_("延时起止"), N_("延时服务实际从几点到几点"), ACTION_QUIET},
	{ACT_PRINT, {K_F8}, N_("打印"), N_("打印今天的预约和延时服务登记表"), ACTION_QUIET},
	{ACT_CANCEL, {K_DELETE, 'd'}, N_("取消"), N_("取消预约，写明原因"), ACTION_QUIET},
	{ACT_UNMASK, {K_F4}, N_("显示电话"), N_("显示完整的电话（有记录）"), ACTION_QUIET},
	{ACT_BACK, {K_ESC}, N_("返回"), N_("返回")},
	{0},
};
static const struct action *const widget_actions[] = {list_actions, NULL};

static const struct table_column columns[] = {
	{N_("日期"), 5},     {N_("时间"), 11}, {N_("姓名"), 8, 1}, {N_("电话"), 12},
	{N_("事项"), 14, 3}, {N_("状态"), 4},  {N_("渠道"), 8},	   {N_("窗口"), 8, 1},
	{N_("备注"), 8, 2},  {NULL},
};
static const struct table_column narrow_columns[] = {
	{N_("日期"), 5},  {N_("时间"), 11},    {N_("姓名"), 8, 1},
	{N_("电话"), 12}, {N_("事项"), 14, 3}, {N_("状态"), 4},
	{NULL},
};

struct appointments_screen {
	struct screen base;
	struct session *session;
	int list;
	struct arena arena;
	struct appointment *rows;
	size_t n;
	struct appointment_counts counts;
	int64_t unmasked; /* the one whose phone is shown; 0 */
	int64_t acted;	  /* the one a dialog is about */
	struct table table;
};

static bool is_late(const struct appointment *a)
{
	return strcmp(a->kind, appointment_kind_ids[APPOINTMENT_LATE]) == 0;
}

static const struct appointment *selected(const struct appointments_screen *s)
{
	return s->table.list.count ? &s->rows[s->table.list.selected] : NULL;
}

/* ---- the list ---- */

static void say_hours(const struct appointment *a, char *out, size_t size)
{
	int n = snprintf(out, size, "%lld:%02lld", (long long)a->minute / 60,
			 (long long)a->minute % 60);

	if (is_late(a))
		snprintf(out + n, size - (size_t)n, "-%lld:%02lld", (long long)a->until / 60,
			 (long long)a->until % 60);
}

static const char *channel_name(const char *id)
{
	for (int i = 0; i < APPOINTMENT_CHANNELS; i++)
		if (strcmp(appointment_channel_ids[i], id) == 0)
			return _(appointment_channel_names[i]);
	return id;
}

static const char *window_name(const void *ctx, const char *id)
{
	const struct session *s = ctx;
	const struct site_window *w = site_window(s->site, id);

	return w ? w->name : id;
}

static enum style state_style(const struct appointment *a)
{
	switch (a->state) {
	case APPOINTMENT_ARRIVED:
		return STYLE_OK;
	case APPOINTMENT_MISSED:
		return STYLE_BAD;
	case APPOINTMENT_CANCELLED:
		return STYLE_MUTED;
	default:
		return is_late(a) ? STYLE_WARN : STYLE_NORMAL;
	}
}

static void say_phone(const struct appointments_screen *s, const struct appointment *a, char *out,
		      size_t size)
{
	out[0] = '\0';
	if (a->phone && s->unmasked == a->id)
		snprintf(out, size, "%s", a->phone);
	else if (a->phone && strlen(a->phone) < size)
		ident_mask_phone(a->phone, out, size);
}

static void fill_cell(void *ctx, size_t row, size_t column, struct table_cell *out)
{
	const struct appointments_screen *s = ctx;
	const struct appointment *a = &s->rows[row];
	const char *text = "";
	char buffer[DATE_TEXT + 16];

	out->style = state_style(a);
	switch (column) {
	case 0:
		text = date_format(a->day, buffer) + 5;
		break;
	case 1:
		say_hours(a, buffer, sizeof(buffer));
		text = buffer;
		break;
	case 2:
		text = a->name;
		break;
	case 3:
		say_phone(s, a, out->text, sizeof(out->text));
		return;
	case 4:
		text = a->item_name ? a->item_name : _("到场再定");
		break;
	case 5:
		text = _(appointment_state_names[a->state]);
		break;
	case 6:
		text = channel_name(a->channel);
		break;
	case 7:
		text = a->window ? window_name(s->session, a->window) : "";
		break;
	default:
		text = a->why ? a->why : a->note ? a->note : a->reason ? a->reason : "";
	}
	snprintf(out->text, sizeof(out->text), "%s", text);
}

static bool reload(struct appointments_screen *s, struct err *e)
{
	date_day today = store_today(s->session->store);
	const struct appointment_filter filters[LISTS] = {
		[LIST_TODAY] = {.first = today, .last = today},
		[LIST_COMING] = {.first = today + 1,
				 .last = DATE_NONE,
				 .states = 1u << APPOINTMENT_BOOKED},
		[LIST_MISSED] = {.first = today - MISSED_DAYS,
				 .last = today,
				 .states = 1u << APPOINTMENT_MISSED,
				 .newest = true},
	};

	arena_done(&s->arena);
	s->arena = (struct arena){0};
	bool ok = appointments_list(s->session->store, &filters[s->list], &s->arena, &s->rows,
				    &s->n, e) &&
		  appointments_count(s->session->store, today, &s->counts, e);
	table_set_count(&s->table, ok ? s->n : 0);
	return ok;
}

static bool open_screen(struct screen *self, struct app *app, struct err *e)
{
	struct appointments_screen *s = (struct appointments_screen *)self;

	s->session = app_session(app);
	s->table.ctx = s;
	s->table.cell = fill_cell;
	return reload(s, e);
}

static struct step again(struct appointments_screen *s, struct app *app, bool ok, const char *done,
			 const struct err *why)
{
	struct err e;

	if (!ok)
		app_say(app, STYLE_BAD, "%s", why->text);
	else if (*done)
		app_say(app, STYLE_OK, "%s", done);
	if (!reload(s, &e))
		app_say(app, STYLE_BAD, "%s", e.text);
	return step_redraw();
}

/* ---- acts ---- */

/* The visit begins, and what is known of the caller stands in the form. */
static struct step arrive(struct appointments_screen *s, struct app *app)
{
	const struct appointment *a = selected(s);
	struct session *session = s->session;
	const struct item *it = NULL;
	struct err e = {0};

	if (a->item && !(it = session_item(session, a->item, &e)))
		return again(s, app, false, "", &e);
	if (!visit_need(session, &e) ||
	    !appointments_arrive(session->store, &session->who, a->id, &e))
		return again(s, app, false, "", &e);
	struct session_caller *caller = &session->caller;
	snprintf(caller->name, sizeof(caller->name), "%s", a->name);
	snprintf(caller->phone, sizeof(caller->phone), "%s", a->phone ? a->phone : "");
	snprintf(caller->certificate, sizeof(caller->certificate), "%s",
		 a->certificate ? a->certificate : "");
	struct screen *next = it ? intake_new(it) : picker_new("");
	next->tag = TAG_INTAKE;
	return step_push(next);
}

static struct step ask(struct appointments_screen *s, int tag, const char *title, const char *text,
		       const char *initial)
{
	s->acted = selected(s)->id;
	return step_push(dialog_prompt(tag, &(struct dialog_prompt){.title = title,
								    .text = text,
								    .initial = initial,
								    .max_chars = WORDS}));
}

static struct step ask_move(struct appointments_screen *s)
{
	const struct appointment *a = selected(s);
	char day[DATE_TEXT], now[40];

	snprintf(now, sizeof(now), "%s %lld:%02lld", date_format(a->day, day),
		 (long long)a->minute / 60, (long long)a->minute % 60);
	return ask(s, TAG_MOVE, _("改期"), _("哪一天、几点，如 20261125 930"), now);
}

/* "A B" */
static bool two_parts(const char *text, char first[32], const char **second)
{
	size_t n = strcspn(text, " ");

	*second = text + n + strspn(text + n, " ");
	if (n == 0 || n >= 32 || !**second)
		return false;
	snprintf(first, 32, "%.*s", (int)n, text);
	return true;
}

static struct step move(struct appointments_screen *s, struct app *app, const char *text)
{
	const char *second;
	char first[32];
	struct err e = {0};
	bool ok = two_parts(text, first, &second) &&
		  appointments_move(s->session->store, &s->session->who, s->acted,
				    date_parse(first), appointment_hour(second), &e);

	if (!ok && !*e.text)
		err_set(&e, ERR_INPUT, _("请写日期和时间，中间空一格，如 20261125 930"));
	return again(s, app, ok, _("已改期"), &e);
}

static struct step ask_served(struct appointments_screen *s)
{
	const struct appointment *a = selected(s);
	int64_t from = a->unto ? a->served : a->minute, to = a->unto ? a->unto : a->until;
	char text[40];

	snprintf(text, sizeof(text), "%lld:%02lld %lld:%02lld", (long long)from / 60,
		 (long long)from % 60, (long long)to / 60, (long long)to % 60);
	return ask(s, TAG_SERVED, _("延时起止"), _("实际从几点到几点，如 1730 1815"), text);
}

static struct step served(struct appointments_screen *s, struct app *app, const char *text)
{
	const char *second;
	char first[32];
	struct err e = {0};
	bool ok = two_parts(text, first, &second) &&
		  appointments_served(s->session->store, &s->session->who, s->acted,
				      appointment_hour(first), appointment_hour(second), &e);

	if (!ok && !*e.text)
		err_set(&e, ERR_INPUT, _("请写起止时间，中间空一格，如 1730 1815"));
	return again(s, app, ok, _("延时服务已登记"), &e);
}

static struct step unmask(struct appointments_screen *s, struct app *app)
{
	const struct appointment *a = selected(s);
	struct err e;

	if (s->unmasked == a->id) {
		s->unmasked = 0;
		return step_redraw();
	}
	if (!appointments_unmask(s->session->store, &s->session->who, a->id, &e))
		app_say(app, STYLE_BAD, "%s", e.text);
	else
		s->unmasked = a->id;
	return step_redraw();
}

/* ---- the day sheet ---- */

static const char *clerk_name(const void *ctx, const char *login)
{
	const struct appointments_screen *s = ctx;
	struct operator_row *row = NULL;
	struct err e;

	if (!operators_get(s->session->store, login, (struct arena *)&s->arena, &row, &e))
		return login;
	return row ? row->name : login;
}

static const char *list_window(const void *ctx, const char *id)
{
	return window_name(((const struct appointments_screen *)ctx)->session, id);
}

static void build_list(struct document *d, const struct letterhead *h, const void *ctx)
{
	appointment_list_build(d, h, ctx);
}

static struct step print(struct appointments_screen *s, struct app *app)
{
	date_day today = store_today(s->session->store);
	const struct appointment_filter f = {.first = today, .last = today};
	struct appointment_list list = {.day = today,
					.counts = s->counts,
					.clerk = clerk_name,
					.window = list_window,
					.ctx = s};
	struct appointment *rows;
	struct str said = {0};
	char *path = NULL, day[DATE_TEXT];
	struct err e;
	bool ok = appointments_list(s->session->store, &f, &s->arena, &rows, &list.n, &e);

	list.rows = rows;
	ok = ok &&
	     session_sheet(s->session,
			   arena_printf(&s->arena, "appointments-%s.xlsx", date_format(today, day)),
			   _("预约和延时服务登记表"), build_list, &list, &path, &e);
	if (ok)
		session_print_say(s->session, path, &said);
	app_say(app, ok ? STYLE_OK : STYLE_BAD, "%s", ok ? str_text(&said) : e.text);
	str_done(&said);
	free(path);
	return step_redraw();
}

/* ---- events ---- */

static struct step on_answer(struct appointments_screen *s, struct app *app,
			     const struct screen_event *ev)
{
	struct str said = {0};
	struct err e = {0};
	bool ok = true;

	/* The picker was left without an item. */
	s->session->caller = (struct session_caller){0};
	if (ev->answer < 0)
		return again(s, app, true, "", &e);
	switch (ev->tag) {
	case TAG_ENTRY:
		str_addf(&said, _("已登记：%s"), ev->text);
		break;
	case TAG_MOVE:
		return move(s, app, ev->text);
	case TAG_SERVED:
		return served(s, app, ev->text);
	case TAG_CANCEL:
		ok = appointments_cancel(s->session->store, &s->session->who, s->acted, ev->text,
					 &e);
		str_add(&said, _("已取消"));
		break;
	}
	struct step step = again(s, app, ok, str_text(&said), &e);
	str_done(&said);
	return step;
}

static struct step missed(struct appointments_screen *s, struct app *app)
{
	struct err e = {0};
	bool ok = appointments_miss(s->session->store, &s->session->who, selected(s)->id, &e);

	return again(s, app, ok, _("已记未到"), &e);
}

static struct step enter(enum appointment_kind kind, date_day day)
{
	struct screen *next = appointment_entry_new(kind, day);

	next->tag = TAG_ENTRY;
	return step_push(next);
}

static struct step on_action(struct appointments_screen *s, struct app *app, int action)
{
	date_day today = store_today(s->session->store);

	switch (action) {
	case ACT_ARRIVE:
		return arrive(s, app);
	case ACT_NEW:
		return enter(APPOINTMENT_HOUR, calendar_after(s->session->calendar, today, 1).due);
	case ACT_LATE:
		return enter(APPOINTMENT_LATE, today);
	case ACT_MISSED:
		return missed(s, app);
	case ACT_MOVE:
		return ask_move(s);
	case ACT_SERVED:
		return ask_served(s);
	case ACT_CANCEL:
		return ask(s, TAG_CANCEL, _("取消预约"), _("为什么取消"), NULL);
	case ACT_UNMASK:
		return unmask(s, app);
	case ACT_PRINT:
		return print(s, app);
	case ACT_LIST:
		s->list = (s->list + 1) % LISTS;
		return again(s, app, true, "", NULL);
	default:
		return step_pop();
	}
}

static struct step event(struct screen *self, struct app *app, const struct screen_event *ev)
{
	struct appointments_screen *s = (struct appointments_screen *)self;

	if (ev->type == EV_ANSWER)
		return on_answer(s, app, ev);
	if (ev->type == EV_TICK && s->unmasked && ev->quiet_ms >= UNMASKED_MS) {
		s->unmasked = 0;
		return step_redraw();
	}
	if (ev->type == EV_KEY && ev->action && ev->action < ACTION_BUILTIN &&
	    ev->action <= ACT_BACK)
		return on_action(s, app, ev->action);
	return list_event(&s->table.list, ev) ? step_redraw() : step_stay();
}

static bool enabled(const struct screen *self, int action)
{
	const struct appointments_screen *s = (const struct appointments_screen *)self;
	const struct appointment *a = selected(s);
	bool open = a && (a->state == APPOINTMENT_BOOKED || a->state == APPOINTMENT_MISSED);

	switch (action) {
	case ACT_ARRIVE:
		return open && (s->session->posts & POST_BIT(POST_CLERK));
	case ACT_MISSED:
		return a && a->state == APPOINTMENT_BOOKED;
	case ACT_MOVE:
	case ACT_CANCEL:
		return open;
	case ACT_SERVED:
		return a && is_late(a) && a->state != APPOINTMENT_CANCELLED;
	case ACT_UNMASK:
		return a && a->phone;
	default:
		return true;
	}
}

static void paint(struct screen *self, struct app *app, const struct canvas *c)
{
	static const char *const empty[LISTS] = {N_("今天没有预约。"), N_("以后没有预约。"),
						 N_("近一个月没有未到的。")};
	struct appointments_screen *s = (struct appointments_screen *)self;
	struct canvas in = canvas_part(c, 0, 1, c->rows, c->cols - 2);
	struct canvas table = canvas_part(&in, 2, 0, in.rows - 2, in.cols);
	const struct appointment_counts *n = &s->counts;

	(void)app;
	canvas_printf(&in, 0, 0, STYLE_VALUE,
		      _("今天约 %lld 人：到 %lld　未到 %lld　还没来 %lld　取消 %lld　延时 %lld"),
		      (long long)n->agreed, (long long)n->arrived, (long long)n->missed,
		      (long long)n->open, (long long)n->cancelled, (long long)n->late);
	s->table.columns = c->cols < NARROW ? narrow_columns : columns;
	table_paint(&s->table, &table, true);
	if (s->table.list.count == 0)
		canvas_text(&table, 2, 0, STYLE_MUTED, _(empty[s->list]));
}

static void close_screen(struct screen *self, struct app *app)
{
	struct appointments_screen *s = (struct appointments_screen *)self;

	(void)app;
	arena_done(&s->arena);
	free(s);
}

static const char *title_now(const struct screen *self)
{
	static const char *const titles[LISTS] = {N_("今天的预约"), N_("以后的预约"),
						  N_("预约未到")};

	return _(titles[((const struct appointments_screen *)self)->list]);
}

static const struct screen_ops ops = {
	.name = "appointments",
	.title = N_("预约和延时服务"),
	.title_now = title_now,
	.actions = actions,
	.widgets = widget_actions,
	.open = open_screen,
	.paint = paint,
	.event = event,
	.close = close_screen,
	.enabled = enabled,
};

struct screen *appointments_new(void)
{
	struct appointments_screen *s = xcalloc(1, sizeof(*s));

	s->base.ops = &ops;
	return &s->base;
}
