/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/home.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/text.h"
#include "case/overdue.h"
#include "store/audit.h"
#include "store/closes.h"
#include "store/drafts.h"
#include "store/editions.h"
#include "store/pledges.h"
#include "store/promises.h"
#include "store/rights.h"
#include "tui/app.h"
#include "tui/screen/appointments.h"
#include "tui/screen/audit.h"
#include "tui/screen/backups.h"
#include "tui/screen/batches.h"
#include "tui/screen/calculators.h"
#include "tui/screen/cases.h"
#include "tui/screen/changes.h"
#include "tui/screen/close.h"
#include "tui/screen/draft_text.h"
#include "tui/screen/deliveries.h"
#include "tui/screen/drafts.h"
#include "tui/screen/handover.h"
#include "tui/screen/instant.h"
#include "tui/screen/login.h"
#include "tui/screen/overview.h"
#include "tui/screen/operators.h"
#include "tui/screen/password.h"
#include "tui/screen/person_find.h"
#include "tui/screen/picker.h"
#include "tui/screen/print_jobs.h"
#include "tui/screen/promises.h"
#include "tui/screen/rechecks.h"
#include "tui/screen/registers.h"
#include "tui/screen/untold.h"
#include "tui/screen/work.h"
#include "tui/session.h"
#include "tui/visit.h"

enum {
	ACT_PICK = 1,
	ACT_CASES,
	ACT_DRAFTS,
	ACT_PROMISES,
	ACT_PRINT,
	ACT_HANDOVER,
	ACT_PERSON,
	ACT_RECHECKS,
	ACT_BACKUPS,
	ACT_UNTOLD,
	ACT_CHANGES,
	ACT_CALCULATE,
	ACT_AUDIT,
	ACT_REGISTERS,
	ACT_DELIVER,
	ACT_WORK,
	ACT_INSTANT,
	ACT_OVERVIEW,
	ACT_CLOSE,
	ACT_NEXT,
	ACT_BATCHES,
	ACT_APPOINTMENTS,
	ACT_OPERATORS,
	ACT_LOGOUT,
};
enum {
	REFRESH_TICKS = 5, /* other windows work on the same store */
	SHOWN = 40,	   /* rows of a list; its own screen has them all */
	WIDE = 100,
};

static const struct action actions[] = {
	{ACT_PICK, {K_ENTER}, N_("办理"), N_("找事项开始办理；直接打拼音首字母、汉字或编号也行")},
	{ACT_CASES, {K_F2}, N_("办件"), N_("办件列表和查找")},
	{ACT_DRAFTS, {K_F3}, N_("草稿"), N_("接着办没办完的")},
	{ACT_PERSON, {K_F4}, N_("查人"), N_("按姓名、首字母、号码、电话查人和单位")},
	{ACT_PROMISES, {K_F6}, N_("容缺"), N_("容缺受理后待补的材料")},
	{ACT_PRINT, {K_F7}, N_("打印"), N_("打印任务：待打、失败、重打"), ACTION_QUIET},
	{ACT_HANDOVER,
	 {K_F8},
	 N_("交接"),
	 N_("交接班：草稿、待办件和材料交给接班人"),
	 ACTION_QUIET},
	{ACT_BACKUPS, {K_F9}, N_("备份"), N_("备份到U盘；补录库里没有的号码"), ACTION_QUIET},
	VISIT_NEXT_ROW(ACT_NEXT, 0),
	{ACT_RECHECKS, {K_F5}, N_("待核验"), N_("受理时系统不可用、还要再核验的"), ACTION_QUIET},
	{ACT_UNTOLD,
	 {K_CTRL('G')},
	 N_("未告知登记"),
	 N_("上次未告知登记：第二次来才要求的，谁告知、谁签字"),
	 ACTION_QUIET},
	{ACT_CHANGES,
	 {K_CTRL('R')},
	 N_("指南变更"),
	 N_("指南变更：新版改了什么，涉及哪些在办"),
	 ACTION_QUIET},
	{ACT_CALCULATE,
	 {K_CTRL('b')},
	 N_("计算"),
	 N_("缴费、补缴、待遇和下次认证的测算；每年的数和文号"),
	 ACTION_QUIET},
	{ACT_REGISTERS,
	 {K_CTRL('o')},
	 N_("台账"),
	 N_("台账：办件、容缺、告知等导出为 Excel"),
	 ACTION_QUIET},
	{ACT_DELIVER,
	 {K_CTRL('f')},
	 N_("送达"),
	 N_("送达：办结的件怎样交到人手里；短信和电话通知"),
	 ACTION_QUIET},
	{ACT_WORK,
	 {K_CTRL('y')},
	 N_("待办"),
	 N_("待审、到期、退回、中止、待送达的办件"),
	 ACTION_QUIET},
	{ACT_INSTANT,
	 {K_CTRL('e')},
	 N_("办结送达"),
	 N_("本窗口今天受理、已审结的：当面交付，打印办结回执"),
	 ACTION_QUIET},
	{ACT_OVERVIEW,
	 {K_CTRL('x')},
	 N_("大厅总览"),
	 N_("主管：各窗口在办、待办和平均用时"),
	 ACTION_QUIET},
	{ACT_APPOINTMENTS,
	 {K_CTRL('a')},
	 N_("预约"),
	 N_("预约和延时服务：今天谁来，到场就办"),
	 ACTION_QUIET},
	{ACT_BATCHES,
	 {K_CTRL('V')},
	 N_("上报"),
	 N_("上报批次：待上报的办件、交接清单、退回的"),
	 ACTION_QUIET},
	{ACT_CLOSE,
	 {K_CTRL('d')},
	 N_("日终"),
	 N_("日终：点数、写明差额、两人签字，锁定当天；写出工作簿"),
	 ACTION_QUIET},
	{ACT_AUDIT,
	 {K_CTRL('t')},
	 N_("审计"),
	 N_("审计：谁做了什么、看了什么，登录失败、导出、改判，抽查复核"),
	 ACTION_QUIET | ACTION_OTHERS},
	{ACT_OPERATORS,
	 {K_CTRL('u')},
	 N_("操作员"),
	 N_("操作员、岗位和权限台账；别的岗位在这里改自己的口令"),
	 ACTION_QUIET},
	{ACT_LOGOUT, {K_F10}, N_("退出"), N_("退出登录，换人")},
	{0},
};

struct home_screen {
	struct screen base;
	struct session *session;
	int ticks;
	bool guides_tried;
	unsigned read_at; /* session->refreshes when the lists were read */
	struct arena arena;
	struct draft *drafts;
	struct promise_row *promises;
	size_t n_drafts, n_promises;
	struct instant instant;
	struct str remind; /* what is to be reported; "" */
	int64_t n_ahead;   /* promises due soon */
	int64_t n_pledges; /* past their day, not checked */
	size_t n_breaches; /* of accounts, not acknowledged */
	int64_t n_changes; /* of the guide, in force and not read */
	size_t n_unclosed; /* days before today that nobody has closed */
	struct close_awaited awaited;
};

static void read_closes(struct home_screen *s)
{
	struct store *store = s->session->store;
	struct close_day *days;
	size_t n = 0;
	struct err e;

	s->n_unclosed = 0;
	if (!closes_due(store, NULL, &s->arena, &days, &n, &e))
		n = 0;
	for (size_t i = 0; i < n; i++)
		s->n_unclosed += days[i].day < store_today(store);
	if (!s->session->site->point || !closes_awaited(store, &s->awaited, &e))
		s->awaited = (struct close_awaited){0};
}

/* What cannot be read now stays empty; the figures above say how many there are. */
static void read_lists(struct home_screen *s)
{
	struct session *session = s->session;
	date_day last = DATE_NONE;
	int64_t open;
	struct err e;

	arena_done(&s->arena);
	s->arena = (struct arena){0};
	s->n_drafts = s->n_promises = 0;
	if (!drafts_list(session->store, session->login, DRAFTS_PARKED, &s->arena, &s->drafts,
			 &s->n_drafts, &e))
		s->n_drafts = 0;
	if (!overdue_horizon(session->store, session->calendar, &last, &e) ||
	    !promises_open(session->store, last, SHOWN, &s->arena, &s->promises, &s->n_promises,
			   &e))
		s->n_promises = 0;
	if (!promises_count(session->store, store_today(session->store) + 1, last, &s->n_ahead, &e))
		s->n_ahead = 0;
	if (!pledges_count(session->store, store_today(session->store), &open, &s->n_pledges, &e))
		s->n_pledges = 0;
	if (!editions_unread(session->store, session->login, store_today(session->store),
			     &s->n_changes, &e))
		s->n_changes = 0;
	str_clear(&s->remind);
	batches_remind(session, &s->remind);
	read_closes(s);
	struct breach *breaches;
	if (!breaches_open(session->store, &s->arena, &breaches, &s->n_breaches, &e))
		s->n_breaches = 0;
	s->read_at = session->refreshes;
	s->ticks = 0;
}

static bool open_screen(struct screen *self, struct app *app, struct err *e)
{
	struct home_screen *s = (struct home_screen *)self;

	(void)e;
	s->session = app_session(app);
	session_refresh(s->session);
	read_lists(s);
	return true;
}

static struct step tick(struct home_screen *s, struct app *app)
{
	if (++s->ticks >= REFRESH_TICKS)
		session_refresh(s->session);
	if (!s->guides_tried) {
		/* While nobody types, so that the first letter of a search need not wait. A fault
		 * is told where somebody looks for an item. */
		struct err e;
		s->guides_tried = true;
		session_catalog(s->session, &e);
		if (!session_overlay_say(s->session, app))
			return step_redraw();
	}
	if (s->read_at == s->session->refreshes)
		return step_stay();
	read_lists(s);
	return step_redraw();
}

static struct step logout(struct home_screen *s, struct app *app)
{
	struct err e;

	if (!visit_end(s->session, &e))
		app_say(app, STYLE_BAD, "%s", e.text);
	session_logout(s->session);
	return step_replace(login_new());
}

static struct step event(struct screen *self, struct app *app, const struct screen_event *ev)
{
	struct home_screen *s = (struct home_screen *)self;
	struct step step;

	if (ev->type == EV_TICK)
		return tick(s, app);
	if (ev->type == EV_TEXT || ev->type == EV_KEY)
		visit_first_key(s->session);
	if (ev->type == EV_TEXT)
		return step_push(picker_new(ev->text));
	if (instant_answer(&s->instant, s->session, app, ev, &step))
		return step;
	if (ev->type == EV_ANSWER) {
		read_lists(s);
		return step_redraw();
	}
	switch (ev->action) {
	case ACT_PICK:
		return step_push(picker_new(""));
	case ACT_CASES:
		return step_push(cases_new());
	case ACT_DRAFTS:
		return step_push(drafts_new());
	case ACT_PERSON:
		return step_push(person_find_new(""));
	case ACT_PROMISES:
		return step_push(promises_new());
	case ACT_PRINT:
		return step_push(print_jobs_new());
	case ACT_HANDOVER:
		return step_push(handover_new());
	case ACT_NEXT:
		return visit_next(s->session, app);
	case ACT_RECHECKS:
		return step_push(rechecks_new());
	case ACT_BACKUPS:
		return step_push(backups_new());
	case ACT_UNTOLD:
		return step_push(untold_new());
	case ACT_CHANGES:
		return step_push(changes_new());
	case ACT_CALCULATE:
		return step_push(calculators_new());
	case ACT_REGISTERS:
		return step_push(registers_new());
	case ACT_DELIVER:
		return step_push(deliveries_new());
	case ACT_WORK:
		return step_push(work_new());
	case ACT_INSTANT:
		return instant_ask(&s->instant, s->session, app);
	case ACT_OVERVIEW:
		return step_push(overview_new());
	case ACT_APPOINTMENTS:
		return step_push(appointments_new());
	case ACT_BATCHES:
		return step_push(batches_new());
	case ACT_CLOSE:
		return step_push(close_new());
	case ACT_AUDIT:
		return step_push(audit_new());
	case ACT_OPERATORS:
		return step_push(s->session->posts & post_act("rights")->posts
					 ? operators_new()
					 : password_new(0, NULL));
	case ACT_LOGOUT:
		return logout(s, app);
	default:
		return step_stay();
	}
}

/* ---- painting ---- */

struct figure {
	const char *label;
	int64_t n;
	enum style style;
};

static void paint_figures(const struct home_screen *s, const struct canvas *c)
{
	const struct figures *f = &s->session->figures;
	const struct figure rows[] = {
		{_("来访"), f->visits, STYLE_VALUE},
		{_("咨询"), f->consultations, STYLE_VALUE},
		{_("指引"), f->guided, STYLE_VALUE},
		{_("文书"), f->documents, STYLE_VALUE},
		{_("受理"), f->decided[CASE_ACCEPTED], STYLE_OK},
		{_("容缺受理"), f->decided[CASE_DEFERRED], STYLE_VALUE},
		{_("一次性告知"), f->decided[CASE_NOTICED], STYLE_VALUE},
		{_("不予受理"), f->decided[CASE_REFUSED], STYLE_VALUE},
		{_("容缺今日到期"), f->promises_today,
		 f->promises_today ? STYLE_WARN : STYLE_VALUE},
		{_("容缺已逾期"), f->promises_overdue,
		 f->promises_overdue ? STYLE_BAD : STYLE_VALUE},
		{_("我的草稿"), f->drafts_own, STYLE_VALUE},
		{_("挂单"), f->drafts_parked, STYLE_VALUE},
	};
	const int across = 4, width = c->cols / across;

	for (int i = 0; i < (int)(sizeof(rows) / sizeof(rows[0])); i++) {
		int row = i / across, col = i % across * width;
		col += canvas_text(c, row, col, STYLE_LABEL, rows[i].label) + 1;
		canvas_printf(c, row, col, rows[i].style, "%lld", (long long)rows[i].n);
	}
}

/* Once the guides are in memory; they are not read for this. */
static const char *item_name(const struct session *s, const char *id)
{
	const struct item *it = s->catalog_loaded ? catalog_item(&s->catalog, id) : NULL;

	return it ? it->name : "";
}

static void paint_drafts(const struct home_screen *s, const struct canvas *c)
{
	canvas_printf(c, 0, 0, STYLE_HEADING, _("没办完的（%zu）"), s->n_drafts);
	if (s->n_drafts == 0)
		canvas_text(c, 1, 0, STYLE_MUTED, _("没有草稿"));
	for (size_t i = 0; i < s->n_drafts && 1 + (int)i < c->rows; i++) {
		const struct draft *d = &s->drafts[i];
		struct str state = {0};
		int row = 1 + (int)i;
		draft_state(d, clock_now(store_clock(s->session->store)), &state);
		int col = canvas_text(c, row, 0, d->parked ? STYLE_WARN : STYLE_MUTED,
				      str_text(&state));
		canvas_printf(c, row, col + 1, STYLE_NORMAL, "%s %s %s", d->title ? d->title : "",
			      d->item, item_name(s->session, d->item));
		str_done(&state);
	}
}

static void paint_promises(const struct home_screen *s, const struct canvas *c)
{
	date_day today = store_today(s->session->store);

	const struct figures *f = &s->session->figures;
	int col = canvas_printf(c, 0, 0, STYLE_HEADING,
				_("容缺提醒：逾期 %lld，今日 %lld，将到期 %lld"),
				(long long)f->promises_overdue, (long long)f->promises_today,
				(long long)s->n_ahead);
	if (s->n_pledges)
		canvas_printf(c, 0, col, STYLE_WARN, _("　承诺逾期未核查 %lld"),
			      (long long)s->n_pledges);
	if (s->n_promises == 0)
		canvas_text(c, 1, 0, STYLE_MUTED, _("没有到期的"));
	for (size_t i = 0; i < s->n_promises && 1 + (int)i < c->rows; i++) {
		const struct promise_row *p = &s->promises[i];
		char due[DATE_TEXT];
		canvas_printf(c, 1 + (int)i, 0,
			      p->due == DATE_NONE || p->due == today ? STYLE_WARN
			      : p->due < today			     ? STYLE_BAD
								     : STYLE_NORMAL,
			      "%s %s %s", date_format(p->due, due), p->name ? p->name : "",
			      p->paper_name);
	}
}

/* One line of what waits and has a screen of its own. */
static void paint_reminders(const struct home_screen *s, const struct canvas *in)
{
	int col = 0;

	if (s->n_breaches)
		canvas_printf(in, 2, 0, STYLE_BAD,
			      _("管理员口令破例重置 %zu 次，主管尚未确认　Ctrl+U 查看"),
			      s->n_breaches);
	else if (s->remind.len)
		canvas_text(in, 2, 0, STYLE_WARN, str_text(&s->remind));
	if (s->n_changes)
		col += canvas_printf(in, 6, col, STYLE_WARN,
				     _("指南变更 %lld 项未读　Ctrl+R 查看　"),
				     (long long)s->n_changes);
	if (s->n_unclosed)
		col += canvas_printf(in, 6, col, STYLE_WARN, _("%zu 天没有日终　Ctrl+D　"),
				     s->n_unclosed);
	if (s->awaited.days || s->awaited.cases)
		canvas_printf(in, 6, col, STYLE_WARN, _("待会签 %lld 天，待复核 %lld 件"),
			      (long long)s->awaited.days, (long long)s->awaited.cases);
}

static void paint(struct screen *self, struct app *app, const struct canvas *c)
{
	struct home_screen *s = (struct home_screen *)self;
	struct canvas in = canvas_part(c, 0, 2, c->rows, c->cols - 4);
	struct canvas ask = canvas_part(&in, 1, 0, 1, in.cols);
	struct canvas figures = canvas_part(&in, 3, 0, 3, in.cols);
	struct canvas rest = canvas_part(&in, 7, 0, in.rows - 7, in.cols);
	struct canvas first, second;

	(void)app;
	int col = canvas_text(&ask, 0, 0, STYLE_HEADING, _("办什么事？"));
	canvas_text(&ask, 0, col + 1, STYLE_MUTED,
		    _("直接打拼音首字母、汉字、编号或俗称，如 zgcbdj、停保、032"));
	paint_figures(s, &figures);
	paint_reminders(s, &in);
	if (s->remind.len)
		canvas_text(&in, 2, 0, STYLE_WARN, str_text(&s->remind));
	if (c->cols >= WIDE) {
		int half = rest.cols / 2;
		first = canvas_part(&rest, 0, 0, rest.rows, half - 1);
		second = canvas_part(&rest, 0, half + 1, rest.rows, rest.cols - half - 1);
	} else {
		int upper = (rest.rows - 1) / 2;
		first = canvas_part(&rest, 0, 0, upper, rest.cols);
		second = canvas_part(&rest, upper + 1, 0, rest.rows - upper - 1, rest.cols);
	}
	paint_drafts(s, &first);
	paint_promises(s, &second);
}

static void close_screen(struct screen *self, struct app *app)
{
	struct home_screen *s = (struct home_screen *)self;

	(void)app;
	str_done(&s->remind);
	arena_done(&s->arena);
	free(s);
}

static bool enabled(const struct screen *self, int action)
{
	const struct session *session = ((const struct home_screen *)self)->session;

	if (action == ACT_OVERVIEW)
		return session && (session->posts & POSTS_CHARGE);
	if (action == ACT_AUDIT)
		return session && (session->posts & POSTS_AUDIT);
	return true;
}

static const struct screen_ops ops = {
	.name = "home",
	.title = N_("今天"),
	.actions = actions,
	.open = open_screen,
	.paint = paint,
	.event = event,
	.close = close_screen,
	.enabled = enabled,
};

struct screen *home_new(void)
{
	struct home_screen *s = xcalloc(1, sizeof(*s));

	s->base.ops = &ops;
	return &s->base;
}
