/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/close.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "office/close_gather.h"
#include "store/documents.h"
#include "tui/app.h"
#include "tui/screen/case.h"
#include "tui/screen/close_state.h"
#include "tui/screen/sign.h"
#include "tui/session_close.h"
#include "tui/widget/dialog.h"
#include "tui/widget/reason.h"

enum {
	ACT_REASON = 1,
	ACT_KIND,
	ACT_CASE,
	ACT_SCOPE,
	ACT_DAY,
	ACT_BOOK,
	ACT_SIGN,
	ACT_REOPEN,
	ACT_COUNTERSIGN,
	ACT_BACK,
};
enum { DAYS_SHOWN = 9 };

static const struct action actions[] = {
	{ACT_REASON, {K_ENTER}, N_("原因"), N_("给这一条写明原因")},
	{ACT_SIGN, {K_F9}, N_("签字"), N_("日终：自己提交，另一人签字")},
	{ACT_KIND, {K_F5}, N_("同类"), N_("这一类还没有原因的，都用同一个原因")},
	{ACT_CASE, {K_F3}, N_("办件"), N_("打开这一条的办件：补登外部号、补打文书后这里重新点数")},
	{ACT_SCOPE, {K_F6, K_TAB}, N_("窗口/大厅"), N_("换到本窗口或全大厅")},
	{ACT_DAY, {K_F7}, N_("换一天"), N_("看别的日子：没有日终的和最近日终的")},
	{ACT_BOOK, {K_F8}, N_("表格"), N_("写出这一天的日终工作簿：汇总、图、各台账")},
	{ACT_REOPEN,
	 {K_F4},
	 N_("重开"),
	 N_("重新打开最近一次日终：主管签字，写明原因"),
	 ACTION_QUIET},
	{ACT_COUNTERSIGN,
	 {K_F2},
	 N_("会签"),
	 N_("孤点：上级经办机构的人给到这一天为止的日终会签"),
	 ACTION_QUIET},
	{ACT_BACK, {K_ESC}, N_("返回"), N_("返回")},
	{0},
};
static const struct action *const widget_actions[] = {list_actions, NULL};

/* Kept in the ledger as they stand here. */
static const char *const line_reasons[] = {N_("正在查账"), N_("恢复备份所致"), N_("草稿文件遗失")};
static const char *const external_reasons[] = {N_("业务系统停机，次日补录"), N_("业务系统尚未出号"),
					       N_("本事项不进业务系统")};
static const char *const draft_reasons[] = {N_("来人次日再来，结转"), N_("等待核验结果，结转"),
					    N_("来人已离开，结转")};
static const char *const print_reasons[] = {N_("打印机故障，次日补打"), N_("等待盖章后打印")};
static const struct {
	const char *const *rows;
	size_t n;
} reasons[CLOSE_NOTES] = {
	[NOTE_LINE] = {line_reasons, 3},
	[NOTE_EXTERNAL] = {external_reasons, 3},
	[NOTE_DRAFT] = {draft_reasons, 3},
	[NOTE_UNPRINTED] = {print_reasons, 2},
};

const char *close_scope(const struct close_screen *s)
{
	return s->hall ? "" : s->session->who.window;
}

struct close_note *close_note_at(struct close_screen *s)
{
	size_t i = s->list.selected;

	return s->list.count && i >= s->n_lines ? &s->counts.notes[i - s->n_lines] : NULL;
}

/* ---- reading ---- */

/* Those a window has given stand for the hall too. */
static bool take_reasons(struct close_screen *s, struct err *e)
{
	struct close_row *rows;
	size_t n;

	if (!closes_list(s->session->store, 100, &s->arena, &rows, &n, e))
		return false;
	for (size_t i = 0; i < n; i++) {
		struct close_counts was;
		if (rows[i].day != s->day || rows[i].reopened || !*rows[i].window)
			continue;
		if (!closes_signed(s->session->store, &rows[i], &s->arena, &was, e))
			return false;
		balance_keep_reasons(&s->counts, &was, &s->arena);
	}
	return true;
}

static bool count(struct close_screen *s, struct err *e)
{
	struct store *store = s->session->store;

	if (!closes_get(store, s->day, close_scope(s), &s->arena, &s->row, e))
		return false;
	if (s->row)
		return closes_signed(store, s->row, &s->arena, &s->counts, e);
	return close_gather(store, s->day, close_scope(s), &s->arena, &s->counts, e) &&
	       (!s->hall || take_reasons(s, e));
}

static bool reload(struct close_screen *s, struct err *e)
{
	struct store *store = s->session->store;
	const struct close_counts before = s->counts;
	struct arena old = s->arena;

	s->arena = (struct arena){0};
	s->counts = (struct close_counts){0};
	s->row = NULL;
	s->n_days = 0;
	hall_voice_init(&s->voice, store, s->session->site, &s->arena);
	bool ok = closes_due(store, s->session->who.window, &s->arena, &s->days, &s->n_days, e) &&
		  closes_awaited(store, &s->awaited, e) && count(s, e);
	if (ok && !s->row && before.day == s->day)
		balance_keep_reasons(&s->counts, &before, &s->arena);
	arena_done(&old);
	for (s->n_lines = 0; s->n_lines < s->counts.n_lines; s->n_lines++)
		if (strcmp(s->counts.lines[s->n_lines].window, close_scope(s)) != 0)
			break;
	list_set_count(&s->list, s->n_lines + s->counts.n_notes);
	return ok;
}

struct step close_refresh(struct close_screen *s)
{
	struct err e;

	reload(s, &e);
	return step_redraw();
}

static struct step close_reload(struct close_screen *s, struct app *app)
{
	struct err e;

	if (!reload(s, &e))
		app_say(app, STYLE_BAD, "%s", e.text);
	return step_redraw();
}

/* The oldest open day, at this window as long as that is open. */
static bool open_screen(struct screen *self, struct app *app, struct err *e)
{
	struct close_screen *s = (struct close_screen *)self;
	const char *window;

	s->session = app_session(app);
	window = s->session->who.window;
	s->list.ctx = s;
	s->list.paint_row = close_paint_row;
	if (!closes_due(s->session->store, window, &s->arena, &s->days, &s->n_days, e))
		return false;
	s->day = s->n_days ? s->days[0].day : store_today(s->session->store);
	s->hall = true;
	for (size_t i = 0; s->n_days && window && i < s->days[0].n_open; i++)
		s->hall = s->hall && strcmp(s->days[0].open[i], window) != 0;
	s->hall = s->hall || s->session->site->point;
	if (!reload(s, e))
		return false;
	for (size_t i = 0; i < s->counts.n_notes; i++) /* where the keys are wanted */
		if (balance_asks(&s->counts.notes[i])) {
			list_select(&s->list, s->n_lines + i);
			break;
		}
	return true;
}

/* ---- reasons ---- */

static struct step ask_reason(struct close_screen *s, struct app *app, int tag)
{
	const struct close_note *n = close_note_at(s);

	if (!n || s->row || !balance_asks(n)) {
		app_say(app, STYLE_WARN,
			s->row ? _("已经日终") : _("这一行不用写原因；↓ 选下面的条目"));
		return step_redraw();
	}
	const struct reason_menu m = {.title = _(close_note_names[n->kind]),
				      .text = n->text,
				      .reasons = reasons[n->kind].rows,
				      .n = reasons[n->kind].n,
				      .max_chars = REASON_CHARS};
	return step_push(reason_ask(tag, &m));
}

static void explain(struct close_screen *s, bool kind, const char *reason)
{
	balance_explain(&s->counts, s->list.selected - s->n_lines, kind, reason, &s->arena);
	for (size_t i = s->list.selected; i < s->list.count; i++) {
		const struct close_note *n = &s->counts.notes[i - s->n_lines];
		if (balance_asks(n) && !n->reason) {
			list_select(&s->list, i);
			break;
		}
	}
}

static struct step open_case(struct close_screen *s)
{
	const struct close_note *n = close_note_at(s);
	char number[NUMBER_TEXT];
	struct screen *next;

	if (n && n->kind == NOTE_EXTERNAL)
		next = case_new(n->subject);
	else if (n && n->kind == NOTE_UNPRINTED && documents_case(n->subject, number, NULL))
		next = case_new(number);
	else
		return step_stay();
	next->tag = TAG_CASE;
	return step_push(next);
}

/* ---- days ---- */

/* Open ones, oldest first, then the closed ones, newest first; their days into `out`. */
static size_t list_days(struct close_screen *s, date_day out[2 * DAYS_SHOWN])
{
	struct close_row *rows;
	size_t n = 0, count = 0;
	struct err e;

	for (size_t i = 0; i < s->n_days && n < DAYS_SHOWN; i++)
		out[n++] = s->days[i].day;
	if (!closes_list(s->session->store, 4 * DAYS_SHOWN, &s->arena, &rows, &count, &e))
		count = 0;
	for (size_t i = 0; i < count && n < DAYS_SHOWN; i++)
		if (!*rows[i].window && !rows[i].reopened)
			out[n++] = rows[i].day;
	return n;
}

static struct step ask_day(struct close_screen *s)
{
	date_day days[2 * DAYS_SHOWN];
	const char *words[2 * DAYS_SHOWN];
	size_t n = list_days(s, days), at = 0;
	char text[32];

	if (!n)
		return step_stay();
	for (size_t i = 0; i < n; i++) {
		words[i] = arena_printf(&s->arena, "%s　%s", date_format_zh(days[i], text),
					i < s->n_days ? _("未日终") : _("已锁定"));
		at = days[i] == s->day ? i : at;
	}
	return step_push(dialog_menu(TAG_DAY, _("哪一天"), words, n, at));
}

static struct step choose_day(struct close_screen *s, struct app *app, int answer)
{
	date_day days[2 * DAYS_SHOWN];
	size_t n = list_days(s, days);

	if (answer >= 0 && (size_t)answer < n)
		s->day = days[answer];
	return close_reload(s, app);
}

/* ---- events ---- */

static struct step write_book(struct close_screen *s, struct app *app)
{
	char *path = NULL;
	struct err e;

	if (session_close_book(s->session, s->day, close_scope(s), NULL, &path, &e))
		app_say(app, STYLE_OK, _("已写出：%s"), path);
	else
		app_say(app, STYLE_BAD, "%s", e.text);
	free(path);
	return step_redraw();
}

static struct step answer(struct close_screen *s, struct app *app, const struct screen_event *ev)
{
	struct sign_answer sig;

	if (ev->answer < 0 && ev->tag != TAG_CASE)
		return step_redraw();
	switch (ev->tag) {
	case TAG_REASON:
	case TAG_KIND:
		explain(s, ev->tag == TAG_KIND, ev->text);
		return step_redraw();
	case TAG_CASE:
		return close_reload(s, app);
	case TAG_DAY:
		return choose_day(s, app, ev->answer);
	case TAG_ALONE:
		return ev->answer == 1 ? close_sign(s, app, NULL) : step_redraw();
	case TAG_WHY:
		return close_ask_reopen_sign(s, app, ev->text);
	default:
		sign_read(ev->text, &sig);
		if (ev->tag == TAG_SIGN)
			return close_sign(s, app, &sig.signature);
		return ev->tag == TAG_REOPEN ? close_reopen(s, app, &sig.signature)
					     : close_countersign(s, app, &sig.signature);
	}
}

static struct step event(struct screen *self, struct app *app, const struct screen_event *ev)
{
	struct close_screen *s = (struct close_screen *)self;

	if (ev->type == EV_ANSWER)
		return answer(s, app, ev);
	switch (ev->action) {
	case ACT_REASON:
		return ask_reason(s, app, TAG_REASON);
	case ACT_KIND:
		return ask_reason(s, app, TAG_KIND);
	case ACT_CASE:
		return open_case(s);
	case ACT_SCOPE:
		s->hall = !s->hall || !s->session->who.window;
		return close_reload(s, app);
	case ACT_DAY:
		return ask_day(s);
	case ACT_BOOK:
		return write_book(s, app);
	case ACT_SIGN:
		return close_ask_sign(s, app);
	case ACT_REOPEN:
		return close_ask_reopen(s, app);
	case ACT_COUNTERSIGN:
		return close_ask_countersign(s, app);
	case ACT_BACK:
		return step_pop();
	}
	return list_event(&s->list, ev) ? step_redraw() : step_stay();
}

static void paint(struct screen *self, struct app *app, const struct canvas *c)
{
	(void)app;
	close_paint((struct close_screen *)self, c);
}

static void close_screen(struct screen *self, struct app *app)
{
	struct close_screen *s = (struct close_screen *)self;

	(void)app;
	str_done(&s->reason);
	arena_done(&s->arena);
	free(s);
}

static bool enabled(const struct screen *self, int action)
{
	const struct close_screen *s = (const struct close_screen *)self;

	return action != ACT_COUNTERSIGN || s->session->site->point;
}

static const struct screen_ops ops = {
	.name = "close",
	.title = N_("日终"),
	.actions = actions,
	.widgets = widget_actions,
	.open = open_screen,
	.paint = paint,
	.event = event,
	.close = close_screen,
	.enabled = enabled,
};

struct screen *close_new(void)
{
	struct close_screen *s = xcalloc(1, sizeof(*s));

	s->base.ops = &ops;
	return &s->base;
}
