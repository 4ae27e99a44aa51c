/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/intake.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "case/known.h"
#include "tui/app.h"
#include "tui/screen/intake_state.h"
#include "tui/visit.h"
#include "tui/widget/dialog.h"

enum {
	ACT_BACK = 1,
	ACT_SWITCH,
	ACT_NOTHING_AGAINST,
	ACT_ALL_REASONS,
	ACT_MARK_ALL,
	ACT_OK,
	ACT_UNFIT,
	ACT_ABSENT,
	ACT_RETURNED,
	ACT_COUNTS,
	ACT_SLIP,
	ACT_REFUSE,
	ACT_ACCEPT,
	ACT_CHANGE,
	ACT_OVERRULE,
	ACT_NEXT,
	ACT_VERIFY,
	ACT_FIND,
	ACT_CONFIRM,
	ACT_EXTERNAL,
	ACT_COPY,
	ACT_PARK,
	ACT_AGENT,
	ACT_FILLED,
};

/* In the order of the footer, which is cut at the right. */
static const struct action actions[] = {
	{ACT_ACCEPT, {K_F9}, N_("受理"), N_("受理；只缺可后补的材料时容缺受理")},
	{ACT_SWITCH, {K_TAB, K_F2}, N_("表单/材料"), N_("在表单与材料之间切换")},
	{ACT_OK, {K_SPACE}, N_("合格"), N_("材料：标为合格，再按取消；按人提供的逐人核对")},
	{ACT_UNFIT, {'x', 'X'}, N_("不合格"), N_("材料：标为不合格并选原因")},
	{ACT_ABSENT, {'d', K_DELETE}, N_("未带"), N_("材料：标为未带"), ACTION_QUIET},
	{ACT_RETURNED, {'r', 'R'}, N_("退还"), N_("材料：核对后当场退还，再按取消"), ACTION_QUIET},
	{ACT_COUNTS, {'c', 'C'}, N_("份数"), N_("材料：记下份数和页数"), ACTION_QUIET},
	{ACT_NOTHING_AGAINST, {K_F5}, N_("无异常"), N_("确认：列出的条件均符合、禁办情形均不存在")},
	{ACT_MARK_ALL, {K_F6}, N_("全合格"), N_("材料：必需的全部标为合格（任选其一的除外）")},
	{ACT_REFUSE, {K_F8}, N_("告知"), N_("出具一次性告知书，或不予受理通知书")},
	{ACT_PARK, {K_F3}, N_("挂单"), N_("挂单：先办下一位，任一窗口都能接着办这一件")},
	{ACT_ALL_REASONS, {K_F4}, N_("原因"), N_("列出全部原因、时限、渠道和温馨提示")},
	{ACT_FILLED,
	 {K_CTRL('F')},
	 N_("免填单"),
	 N_("打印申请表、承诺书等，由申请人签字；签好的标为合格"),
	 ACTION_QUIET},
	{ACT_SLIP, {K_F7}, N_("清单"), N_("打印办事材料清单；不在本窗口办理的打印办事指引单")},
	{ACT_CHANGE,
	 {K_CTRL('T')},
	 N_("换事项"),
	 N_("选错了事项：换一个，已填的带过去"),
	 ACTION_QUIET},
	{ACT_FIND,
	 {K_CTRL('P')},
	 N_("查人"),
	 N_("按姓名、首字母、号码查人，带进这一栏的当事人"),
	 ACTION_QUIET},
	{ACT_CONFIRM, {K_CTRL('R')}, N_("确认已知"), N_("填入的已知内容都核对过了"), ACTION_QUIET},
	{ACT_AGENT, {K_CTRL('d')}, N_("代办"), N_("有人代办：填代办人；再按取消"), ACTION_QUIET},
	VISIT_NEXT_ROW(ACT_NEXT, ACTION_QUIET),
	{ACT_VERIFY,
	 {K_CTRL('V')},
	 N_("核验来源"),
	 N_("记下光标所在的核验查了哪里、看到什么"),
	 ACTION_QUIET},
	{ACT_EXTERNAL, {K_CTRL('O')}, N_("外部号"), N_("外部流水号、网上预审号"), ACTION_QUIET},
	{ACT_COPY, {K_CTRL('Y')}, N_("抄录"), N_("逐项取到剪贴板，录入业务系统"), ACTION_QUIET},
	{ACT_OVERRULE,
	 {K_CTRL('r')},
	 N_("改判"),
	 N_("主管改判：不能受理的由主管签字、写明理由后受理"),
	 ACTION_QUIET},
	{ACT_BACK, {K_ESC}, N_("返回"), N_("返回；已填内容存为草稿")},
	{0},
};
static const struct action *const widget_actions[] = {form_actions, list_actions, NULL};

void intake_refresh(struct intake_screen *s)
{
	check_run(s->k, &s->c.in, s->session->calendar);
	check_dues(s->k, &s->c.in, s->session->calendar);
	intake_find_surprises(s);
	intake_form_refresh(s);
	intake_papers_refresh(s);
	if (s->pane == PANE_PAPERS && s->n_paper_rows == 0)
		s->pane = PANE_FORM;
}

/* ---- opening and closing ---- */

void intake_begin_item(struct intake_screen *s)
{
	arena_done(&s->arena);
	s->arena = (struct arena){0};
	s->n_paper_rows = 0;
	intake_form_open(s);
	intake_papers_open(s);
	check_run(s->k, &s->c.in, s->session->calendar);
	/* The first row that takes an answer; twice because rows appear by answers. */
	intake_refresh(s);
	intake_mark_carried(s);
}

static bool open_screen(struct screen *self, struct app *app, struct err *e)
{
	struct intake_screen *s = (struct intake_screen *)self;

	s->session = app_session(app);
	visit_need_or_say(s->session, app);
	if (!intake_open_notice(s, e))
		return false;
	casefile_init(&s->c, s->item, store_today(s->session->store));
	s->k = check_new(s->item);
	site_window_tell(s->session->window, s->item, &s->c.in);
	if ((s->resume_json && !intake_read_draft(s, e)) || !intake_late_begin(s, e))
		return false;
	intake_mistaken_begin(s);
	if (!s->resume_json)
		visit_carry(s->session, &s->c, &s->carried);
	if (!s->c.request_id)
		s->c.request_id = intake_new_request(&s->c.arena);
	intake_begin_item(s);
	intake_go_on(s);
	intake_begin_person(s, app);
	return true;
}

static void close_screen(struct screen *self, struct app *app)
{
	struct intake_screen *s = (struct intake_screen *)self;

	(void)app;
	if (s->session && s->c.item && s->k)
		intake_close_draft(s);
	if (s->k)
		check_free(s->k);
	if (s->c.item)
		casefile_done(&s->c);
	form_done(&s->form);
	intake_change_done(s);
	intake_close_notice(s);
	arena_done(&s->arena);
	free(s->paper_rows);
	free(s->resume_json);
	if (s->session)
		session_refresh(s->session);
	free(s);
}

/* ---- acts ---- */

static struct step on_answer(struct intake_screen *s, struct app *app,
			     const struct screen_event *ev)
{
	switch (ev->tag) {
	case TAG_UNFIT:
		return intake_take_unfit(s, ev->answer);
	case TAG_COUNTS:
		return ev->answer < 0 ? step_redraw() : intake_take_counts(s, app, ev->text);
	case TAG_GOOD:
		return ev->answer < 0 ? step_redraw() : intake_take_good(s, app, ev->text);
	case TAG_ACCEPT:
		return ev->answer == 1 ? intake_finish(s, app, DECISION_ACCEPT) : step_redraw();
	case TAG_WAY:
		if (ev->answer < 0)
			return step_redraw();
		return intake_ask_defer(s, ev->answer);
	case TAG_DEFER:
		return ev->answer == 1 ? intake_finish(s, app, DECISION_DEFER) : step_redraw();
	case TAG_REFUSE:
		if (ev->answer != 1)
			return step_redraw();
		return intake_finish(s, app,
				     decision_for(s->k) == DECISION_REFUSE ? DECISION_REFUSE
									   : DECISION_NOTICE);
	case TAG_PERSON:
		return intake_take_person(s, app, ev);
	case TAG_KNOWN:
		if (ev->answer != 1)
			return step_redraw();
		intake_known_confirm(s);
		return intake_ask_accept(s, app);
	case TAG_DUPLICATE:
		return intake_take_duplicate(s, app, ev);
	case TAG_OVERRULE:
	case TAG_UNTOLD:
		return intake_take_signature(s, app, ev);
	case TAG_LATE:
		return intake_take_late(s, app, ev);
	case TAG_MISTAKEN:
		return intake_take_mistaken(s, app, ev);
	case TAG_LEAVE:
		return ev->answer == 1 ? step_pop() : step_redraw();
	case TAG_NEXT:
		return ev->answer == 1 ? visit_next(s->session, app) : step_redraw();
	case TAG_DONE:
		return intake_after(s, app, ev->answer);
	case TAG_ITEM:
		return ev->answer < 0 ? step_redraw() : intake_ask_change(s, app, ev->text);
	case TAG_EXTERNAL:
		return intake_take_external(s, app, ev);
	case TAG_SOURCE:
	case TAG_SEEN:
		return intake_take_source(s, ev);
	case TAG_TURN:
		return intake_change(s, ev->answer == 1);
	case TAG_PEOPLE:
		s->dirty = true;
		intake_refresh(s);
		return step_redraw();
	default:
		return step_redraw();
	}
}

static struct step on_action(struct intake_screen *s, struct app *app, int action)
{
	switch (action) {
	case ACT_SWITCH:
		intake_close_options(s);
		s->pane = s->pane == PANE_FORM && s->n_paper_rows ? PANE_PAPERS : PANE_FORM;
		return step_redraw();
	case ACT_NOTHING_AGAINST:
		intake_form_nothing_against(s);
		intake_refresh(s);
		intake_leave_answered(s);
		return step_redraw();
	case ACT_ALL_REASONS:
		return intake_show_reasons(s);
	case ACT_MARK_ALL:
		intake_papers_mark_all(s, app);
		return step_redraw();
	case ACT_OK:
		return intake_mark_ok(s);
	case ACT_UNFIT:
		return intake_ask_unfit(s);
	case ACT_ABSENT:
		return intake_mark_absent(s);
	case ACT_RETURNED:
		return intake_mark_returned(s);
	case ACT_COUNTS:
		return intake_ask_counts(s);
	case ACT_SLIP:
		return intake_print_slip(s, app);
	case ACT_FIND:
		return intake_find_person(s, app);
	case ACT_CONFIRM:
		intake_known_confirm(s);
		return step_redraw();
	case ACT_REFUSE:
		return intake_ask_refuse(s, app);
	case ACT_ACCEPT:
		return intake_ask_accept(s, app);
	case ACT_EXTERNAL:
		return intake_ask_external(s);
	case ACT_COPY:
		return intake_copy(s, app);
	case ACT_VERIFY:
		return intake_ask_source(s, app);
	case ACT_CHANGE:
		return intake_ask_item(s);
	case ACT_OVERRULE:
		return intake_ask_overrule(s, app);
	case ACT_NEXT:
		return intake_next(s, app);
	case ACT_PARK:
		return intake_park(s, app);
	case ACT_AGENT:
		return intake_turn_agent(s, app);
	case ACT_FILLED:
		return intake_show_filled(s);
	default:
		return intake_leave(s);
	}
}

/* What the number has told, and the kind that nearly everybody has, need no key of their own. */
static bool is_known(const struct intake_screen *s, const struct form_row *row)
{
	int field = row->spec.id - ROW_FIELD;

	/* What F5 has confirmed. */
	if (row->spec.id == ROW_PROHIBITIONS)
		return row->answered;
	if (row->spec.id < ROW_PROHIBITIONS) {
		int var = row->spec.id - ROW_VAR;
		return (s->item->vars[var].kind == VAR_CONDITION ||
			s->item->vars[var].kind == VAR_PROHIBITION) &&
		       s->c.in.values[var].state == VALUE_KNOWN;
	}
	if (row->spec.id >= ROW_NOTE || !*casefile_value(&s->c, (size_t)field))
		return false;
	if (s->c.known[field] == KNOWN_OPEN)
		return false;
	const struct field *f = &s->item->fields[field];
	return f->type == FIELD_IDENT_KIND || (s->carried.fields && s->carried.fields[field]) ||
	       (s->c.in.values[FACT_BIRTH].state == VALUE_KNOWN &&
		(f->type == FIELD_SEX || strcmp(f->id, "birth") == 0));
}

static void skip_known(struct intake_screen *s)
{
	for (size_t i = s->form.current; i < s->form.filled; i++) {
		const struct form_row *row = s->form.rows[i];
		if (row->spec.kind == FORM_NOTE || is_known(s, row))
			continue;
		form_goto(&s->form, row->spec.id);
		return;
	}
}

/* A wrong value holds the keys once; a second Enter lets the clerk go on. */
static void after_leaving(struct intake_screen *s, const struct screen_event *ev, int row, bool ok)
{
	if (!ok && s->held_row != row) {
		s->held_row = row;
		form_goto(&s->form, row);
	} else if (ev->type == EV_KEY && (ev->key == K_ENTER || ev->key == K_DOWN)) {
		skip_known(s);
	}
}

static struct step on_form(struct intake_screen *s, struct app *app, const struct screen_event *ev)
{
	int row = 0, list = intake_current_list(s);
	bool ok;

	if (list >= 0)
		return intake_list_event(s, ev, (size_t)list);
	switch (form_event(&s->form, ev, &row)) {
	case FORM_IGNORED:
		return step_stay();
	case FORM_HANDLED:
		return step_redraw();
	case FORM_CHANGED:
		s->held_row = 0;
		intake_form_take(s, row, false);
		break;
	case FORM_PICKED:
		s->held_row = 0;
		intake_form_take(s, row, false);
		intake_refresh(s); /* the answer may bring the next question */
		return on_form(s, app, &form_enter);
	case FORM_LEFT:
		ok = intake_form_take(s, row, true);
		intake_known_left(s, app, row);
		after_leaving(s, ev, row, ok);
		break;
	case FORM_ENDED:
		intake_form_take(s, row, true);
		intake_known_left(s, app, row);
		if (s->n_paper_rows)
			s->pane = PANE_PAPERS;
		break;
	}
	intake_refresh(s);
	return step_redraw();
}

/* An answer that leads on to the same decision. */
static bool is_deciding(const struct screen_event *ev)
{
	switch (ev->tag) {
	case TAG_DUPLICATE:
	case TAG_OVERRULE:
	case TAG_UNTOLD:
	case TAG_LATE:
	case TAG_MISTAKEN:
		return ev->type == EV_ANSWER && ev->answer >= 0;
	default:
		return false;
	}
}

static struct step event(struct screen *self, struct app *app, const struct screen_event *ev)
{
	struct intake_screen *s = (struct intake_screen *)self;

	if (ev->type != EV_TICK && !is_deciding(ev))
		s->deciding = (struct deciding){0};
	if (ev->type == EV_ANSWER)
		return on_answer(s, app, ev);
	if (ev->type == EV_TICK)
		return intake_tick(s, app);
	if (intake_swallow(s, ev))
		return step_stay();
	if (ev->type == EV_KEY && ev->action && ev->action < ACTION_BUILTIN)
		return on_action(s, app, ev->action);
	if (s->pane == PANE_FORM)
		return on_form(s, app, ev);
	if (ev->type == EV_KEY && ev->key == K_ENTER)
		return intake_paper_enter(s);
	if (list_event(&s->papers, ev))
		return step_redraw();
	return step_stay();
}

/* Letters and the space bar belong to the form while it has the keys. */
static bool enabled(const struct screen *self, int action)
{
	const struct intake_screen *s = (const struct intake_screen *)self;

	if (action >= ACT_OK && action <= ACT_COUNTS)
		return s->pane == PANE_PAPERS;
	if (action == ACT_BACK)
		return !s->form.open;
	/* One key: what is filled in is confirmed before anything is overruled. */
	if (action == ACT_CONFIRM || action == ACT_OVERRULE)
		return (known_open(&s->c, s->k) > 0) == (action == ACT_CONFIRM);
	return true;
}

static const struct screen_ops ops = {
	.name = "intake",
	.title = N_("受理"),
	.actions = actions,
	.widgets = widget_actions,
	.open = open_screen,
	.paint = intake_paint,
	.event = event,
	.close = close_screen,
	.enabled = enabled,
};

struct screen *intake_new(const struct item *it)
{
	struct intake_screen *s = xcalloc(1, sizeof(*s));

	s->base.ops = &ops;
	s->item = it;
	return &s->base;
}

struct screen *intake_resume(const struct item *it, const struct draft *d)
{
	struct intake_screen *s = (struct intake_screen *)intake_new(it);

	s->draft_id = d->id;
	s->draft_revision = d->revision;
	s->resume_json = xstrdup(d->json);
	return &s->base;
}
