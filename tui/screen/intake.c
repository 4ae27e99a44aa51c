/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/intake.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "tui/app.h"
#include "tui/screen/intake_state.h"
#include "tui/screen/people.h"
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
	ACT_SLIP,
	ACT_REFUSE,
	ACT_ACCEPT,
};

enum { TAG_UNFIT = 1, TAG_ACCEPT, TAG_WAY, TAG_REFUSE, TAG_DONE, TAG_PEOPLE, TAG_TEXT };

static const struct action actions[] = {
	{ACT_SWITCH, {K_TAB, K_F2}, N_("表单/材料"), N_("在表单与材料之间切换")},
	{ACT_ALL_REASONS, {K_F4}, N_("原因"), N_("列出全部原因、时限、渠道和温馨提示")},
	{ACT_NOTHING_AGAINST, {K_F5}, N_("无异常"), N_("确认：列出的条件均符合、禁办情形均不存在")},
	{ACT_OK, {K_SPACE}, N_("合格"), N_("材料：标为合格，再按取消")},
	{ACT_UNFIT, {'x', 'X'}, N_("不合格"), N_("材料：标为不合格并选原因")},
	{ACT_ABSENT, {'d', K_DELETE}, N_("未带"), N_("材料：标为未带"), ACTION_QUIET},
	{ACT_MARK_ALL, {K_F6}, N_("全部合格"), N_("材料：必需的全部标为合格（任选其一的除外）")},
	{ACT_SLIP, {K_F7}, N_("清单"), N_("打印办事材料清单；不在本窗口办理的打印办事指引单")},
	{ACT_REFUSE, {K_F8}, N_("告知"), N_("出具一次性告知书，或不予受理通知书")},
	{ACT_ACCEPT, {K_F9}, N_("受理"), N_("受理；只缺可后补的材料时容缺受理")},
	{ACT_BACK, {K_ESC}, N_("返回"), N_("返回；已填内容存为草稿")},
	{0},
};
static const struct action *const widget_actions[] = {form_actions, list_actions, NULL};

void intake_refresh(struct intake_screen *s)
{
	check_run(s->k, &s->c.in, s->session->calendar);
	check_dues(s->k, &s->c.in, s->session->calendar);
	intake_form_refresh(s);
	intake_papers_refresh(s);
	if (s->pane == PANE_PAPERS && s->n_paper_rows == 0)
		s->pane = PANE_FORM;
}

/* ---- opening, draft, closing ---- */

static void set_office(struct intake_screen *s)
{
	const struct site_window *w = s->session->window;
	int office = w && w->office ? item_choice(&s->item->vars[FACT_OFFICE], w->office) : -1;

	if (office >= 0)
		s->c.in.values[FACT_OFFICE] = (struct value){.state = VALUE_KNOWN, .a = office};
}

static bool resume(struct intake_screen *s, struct err *e)
{
	json_error_t why;
	json_t *j = json_loads(s->resume_json, 0, &why), *dropped = NULL;

	if (!j)
		return err_set(e, ERR_STORE, _("草稿读不出来：%s"), why.text);
	bool ok = casefile_from_json(&s->c, j, true, &dropped, store_today(s->session->store), e);
	json_decref(dropped);
	json_decref(j);
	return ok;
}

static bool open_screen(struct screen *self, struct app *app, struct err *e)
{
	struct intake_screen *s = (struct intake_screen *)self;

	s->session = app_session(app);
	casefile_init(&s->c, s->item, store_today(s->session->store));
	s->k = check_new(s->item);
	set_office(s);
	if (s->resume_json && !resume(s, e))
		return false;
	intake_form_open(s);
	intake_papers_open(s);
	check_run(s->k, &s->c.in, s->session->calendar);
	/* The first row that takes an answer; twice because rows appear by answers. */
	intake_refresh(s);
	return true;
}

static const char *draft_title(const struct intake_screen *s)
{
	int name = casefile_role_field(&s->c, ROLE_INSURED, FIELD_NAME);

	return name >= 0 && *casefile_value(&s->c, (size_t)name)
		       ? casefile_value(&s->c, (size_t)name)
		       : s->item->name;
}

static bool save_draft(struct intake_screen *s, struct err *e)
{
	json_t *j = casefile_json(&s->c);
	char *text = json_dumps(j, JSON_COMPACT);
	struct draft d = {
		.id = s->draft_id,
		.owner = s->session->login,
		.window = s->session->window ? s->session->window->id : NULL,
		.item = s->item->id,
		.title = draft_title(s),
		.json = text,
	};
	bool ok = drafts_save(s->session->store, &d, e);

	if (ok) {
		s->draft_id = d.id;
		s->dirty = false;
	}
	free(text);
	json_decref(j);
	return ok;
}

static void close_screen(struct screen *self, struct app *app)
{
	struct intake_screen *s = (struct intake_screen *)self;
	struct err e;

	(void)app;
	if (s->dirty && s->session)
		save_draft(s, &e);
	if (s->k)
		check_free(s->k);
	if (s->c.item)
		casefile_done(&s->c);
	form_done(&s->form);
	arena_done(&s->arena);
	free(s->paper_rows);
	free(s->resume_json);
	if (s->session)
		session_refresh(s->session);
	free(s);
}

/* ---- acts ---- */

static struct step mark_ok(struct intake_screen *s)
{
	int paper = intake_paper_selected(s);

	if (paper < 0)
		return step_stay();
	bool was = s->c.in.marks[paper].state == PAPER_OK;
	intake_paper_mark(s, paper, (struct paper_mark){.state = was ? PAPER_ABSENT : PAPER_OK});
	intake_refresh(s);
	if (!was)
		list_move(&s->papers, LIST_DOWN);
	return step_redraw();
}

static struct step ask_unfit(struct intake_screen *s)
{
	static const char *words[UNFITS];

	s->unfit_paper = intake_paper_selected(s);
	if (s->unfit_paper < 0)
		return step_stay();
	for (int u = 0; u < UNFITS; u++)
		words[u] = _(unfit_names[u]);
	return step_push(
		dialog_menu(TAG_UNFIT, s->item->papers[s->unfit_paper].name, words, UNFITS, 0));
}

static struct step show_path(struct app *app, bool ok, char *path, const struct err *e)
{
	if (ok)
		app_say(app, STYLE_OK, _("已生成 %s"), path);
	else
		app_say(app, STYLE_BAD, "%s", e->text);
	free(path);
	return step_redraw();
}

static struct step print_slip(struct intake_screen *s, struct app *app)
{
	char *path = NULL;
	struct err e;
	bool ok = session_slip(s->session, s->k, &s->c.in, &path, &e);

	return show_path(app, ok, path, &e);
}

static struct step show_reasons(struct intake_screen *s)
{
	struct str all = {0};

	str_addf(&all, "%s\n", _(outcome_names[s->k->outcome]));
	for (size_t i = 0; i < s->k->n_reasons; i++) {
		str_add(&all, "· ");
		reason_text(s->k, &s->k->reasons[i], &all);
		struct str resolve = {0};
		reason_resolve(s->k, &s->k->reasons[i], &resolve);
		if (resolve.len)
			str_addf(&all, " → %s", str_text(&resolve));
		str_add(&all, "\n");
		str_done(&resolve);
	}
	for (size_t i = 0; i < s->item->hints.count; i++)
		str_addf(&all, _("提示：%s\n"), s->item->hints.rows[i].text);
	struct step step =
		step_push(dialog_message(TAG_TEXT, STYLE_NORMAL, s->item->name, str_text(&all)));
	str_done(&all);
	return step;
}

/* Name and masked number, the due date: what is about to be signed for. */
static void read_back(struct intake_screen *s, struct str *out)
{
	int name = casefile_role_field(&s->c, ROLE_INSURED, FIELD_NAME);
	int number = casefile_role_field(&s->c, ROLE_INSURED, FIELD_IDENT);

	str_addf(out, "%s\n", s->item->name);
	if (name >= 0)
		str_addf(out, _("姓名：%s\n"), casefile_value(&s->c, (size_t)name));
	if (number >= 0) {
		char masked[64];
		str_addf(out, _("证件：%s\n"),
			 ident_mask(casefile_value(&s->c, (size_t)number), masked, sizeof(masked)));
	}
	for (size_t i = 0; i < s->item->n_limits; i++) {
		char day[32];
		if (s->k->dues[i].applies && s->k->dues[i].due != DATE_NONE)
			str_addf(out, _("办结期限：%s%s\n"), date_format_zh(s->k->dues[i].due, day),
				 s->k->dues[i].provisional ? _("（暂按周末推算）") : "");
	}
}

static struct step ask_accept(struct intake_screen *s, struct app *app)
{
	static const char *const ways[] = {N_("现场送达"), N_("邮寄")};
	struct err e;
	int natural = decision_for(s->k);

	if (natural != DECISION_ACCEPT && natural != DECISION_DEFER) {
		if (intake_form_first_fault(s, &e) && s->k->outcome == OUTCOME_UNDECIDED)
			app_say(app, STYLE_WARN, "%s", e.text);
		else
			app_say(app, STYLE_BAD, _("不能受理：%s。F4 看原因，F8 出具告知"),
				_(outcome_names[s->k->outcome]));
		return step_redraw();
	}
	if (intake_form_first_fault(s, &e)) {
		app_say(app, STYLE_BAD, "%s", e.text);
		return step_redraw();
	}
	if (natural == DECISION_DEFER) {
		const char *words[] = {_(ways[0]), _(ways[1])};
		return step_push(dialog_menu(TAG_WAY, _("容缺受理：后补方式"), words, 2, 0));
	}
	struct str text = {0};
	read_back(s, &text);
	struct step step =
		step_push(dialog_confirm(TAG_ACCEPT, _("受理"), str_text(&text), _("受理")));
	str_done(&text);
	return step;
}

static struct step ask_refuse(struct intake_screen *s, struct app *app)
{
	int natural = decision_for(s->k);

	if (natural == DECISION_DEFER)
		natural = DECISION_NOTICE;
	if (natural != DECISION_NOTICE && natural != DECISION_REFUSE) {
		app_say(app, STYLE_WARN, "%s",
			s->k->outcome == OUTCOME_ACCEPT ? _("材料齐全，可以受理，无须告知")
			: s->k->outcome == OUTCOME_UNDECIDED
				? _("还有问题没有回答，先答完再出具告知")
				: _("不在本窗口办理：按 F7 打印办事指引单"));
		return step_redraw();
	}
	return step_push(dialog_confirm(
		TAG_REFUSE, natural == DECISION_NOTICE ? _("一次性告知书") : _("不予受理通知书"),
		_("将编号登记并生成文书。"), _("出具")));
}

/* The number first, then its paper: a document that fails is printed again from the case. */
static struct step finish(struct intake_screen *s, struct app *app, enum decision decision)
{
	const struct decision_request q = {
		.decision = decision,
		.by = s->session->login,
		.window = s->session->window ? s->session->window->id : NULL,
		.way = s->way,
	};
	struct err e;
	char *path = NULL;

	if (!case_decide(s->session->store, s->session->calendar, &s->c, &q, &s->decided, &e)) {
		app_say(app, STYLE_BAD, "%s", e.text);
		return step_redraw();
	}
	if (s->draft_id)
		drafts_delete(s->session->store, s->draft_id, s->session->login, &e);
	s->draft_id = 0;
	s->dirty = false;
	session_refresh(s->session);
	struct str text = {0};
	str_addf(&text, _("编号　%s\n查询码　%s\n"), s->decided.number, s->decided.query_code);
	if (session_documents(s->session, s->decided.number, decision, &path, &e))
		str_addf(&text, _("文书　%s"), path);
	else
		str_addf(&text, _("已登记，但文书没有生成：%s。可在案件中补打。"), e.text);
	static const char *const titles[DECISIONS] = {N_("已受理"), N_("已容缺受理"), N_("已告知"),
						      N_("已出具不予受理通知")};
	struct step step = step_push(dialog_message(TAG_DONE, path ? STYLE_OK : STYLE_WARN,
						    _(titles[decision]), str_text(&text)));
	str_done(&text);
	free(path);
	return step;
}

static struct step on_answer(struct intake_screen *s, struct app *app,
			     const struct screen_event *ev)
{
	switch (ev->tag) {
	case TAG_UNFIT:
		if (ev->answer >= 0) {
			intake_paper_mark(s, s->unfit_paper,
					  (struct paper_mark){.state = PAPER_UNFIT,
							      .unfit = (enum unfit)ev->answer});
			intake_refresh(s);
		}
		return step_redraw();
	case TAG_ACCEPT:
		return ev->answer == 1 ? finish(s, app, DECISION_ACCEPT) : step_redraw();
	case TAG_WAY:
		if (ev->answer < 0)
			return step_redraw();
		s->way = ev->answer == 0 ? DEFER_ON_SITE : DEFER_POST;
		return finish(s, app, DECISION_DEFER);
	case TAG_REFUSE:
		if (ev->answer != 1)
			return step_redraw();
		return finish(s, app,
			      decision_for(s->k) == DECISION_REFUSE ? DECISION_REFUSE
								    : DECISION_NOTICE);
	case TAG_DONE:
		return step_home();
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
		s->pane = s->pane == PANE_FORM && s->n_paper_rows ? PANE_PAPERS : PANE_FORM;
		return step_redraw();
	case ACT_NOTHING_AGAINST:
		intake_form_nothing_against(s);
		intake_refresh(s);
		return step_redraw();
	case ACT_ALL_REASONS:
		return show_reasons(s);
	case ACT_MARK_ALL:
		intake_papers_mark_all(s);
		intake_refresh(s);
		return step_redraw();
	case ACT_OK:
		return mark_ok(s);
	case ACT_UNFIT:
		return ask_unfit(s);
	case ACT_ABSENT:
		if (intake_paper_selected(s) >= 0)
			intake_paper_mark(s, intake_paper_selected(s), (struct paper_mark){0});
		intake_refresh(s);
		return step_redraw();
	case ACT_SLIP:
		return print_slip(s, app);
	case ACT_REFUSE:
		return ask_refuse(s, app);
	case ACT_ACCEPT:
		return ask_accept(s, app);
	default:
		return step_pop();
	}
}

/* The people list the keys stand on, or -1. */
static int current_list(const struct intake_screen *s)
{
	const struct form_row *row = form_current(&s->form);
	int field = row ? row->spec.id - ROW_FIELD : -1;

	for (size_t l = 0; field >= 0 && l < s->c.n_lists; l++)
		if (s->c.lists[l].field == field)
			return (int)l;
	return -1;
}

/* On the row of a list there is nothing to type: the space bar opens it. */
static struct step on_list_row(struct intake_screen *s, const struct screen_event *ev, size_t list)
{
	if (ev->type == EV_TEXT) {
		struct screen *next = people_new(&s->c, s->k, list);
		next->tag = TAG_PEOPLE;
		return step_push(next);
	}
	const struct action *a =
		ev->type == EV_KEY ? action_find(form_actions, ev->key, NULL, NULL) : NULL;
	if (!a || (a->id != FORM_NEXT && a->id != FORM_PREVIOUS))
		return step_stay();
	if (form_event(&s->form, ev, NULL) == FORM_ENDED && s->n_paper_rows)
		s->pane = PANE_PAPERS;
	intake_refresh(s);
	return step_redraw();
}

static struct step on_form(struct intake_screen *s, const struct screen_event *ev)
{
	int row = 0, list = current_list(s);

	if (list >= 0)
		return on_list_row(s, ev, (size_t)list);
	switch (form_event(&s->form, ev, &row)) {
	case FORM_IGNORED:
		return step_stay();
	case FORM_HANDLED:
		return step_redraw();
	case FORM_CHANGED:
		intake_form_take(s, row, false);
		break;
	case FORM_LEFT:
		intake_form_take(s, row, true);
		break;
	case FORM_ENDED:
		intake_form_take(s, row, true);
		if (s->n_paper_rows)
			s->pane = PANE_PAPERS;
		break;
	}
	intake_refresh(s);
	return step_redraw();
}

static struct step event(struct screen *self, struct app *app, const struct screen_event *ev)
{
	struct intake_screen *s = (struct intake_screen *)self;

	if (ev->type == EV_ANSWER)
		return on_answer(s, app, ev);
	if (ev->type == EV_TICK) {
		struct err e;
		if (s->dirty && !save_draft(s, &e)) {
			s->dirty = false; /* said once, tried again with the next change */
			app_say(app, STYLE_BAD, _("草稿没有存上：%s"), e.text);
			return step_redraw();
		}
		return step_stay();
	}
	if (ev->type == EV_KEY && ev->action && ev->action < ACTION_BUILTIN)
		return on_action(s, app, ev->action);
	if (s->pane == PANE_FORM)
		return on_form(s, ev);
	if (list_event(&s->papers, ev))
		return step_redraw();
	return step_stay();
}

/* Letters and the space bar belong to the form while it has the keys. */
static bool enabled(const struct screen *self, int action)
{
	const struct intake_screen *s = (const struct intake_screen *)self;

	if (action == ACT_OK || action == ACT_UNFIT || action == ACT_ABSENT)
		return s->pane == PANE_PAPERS;
	if (action == ACT_BACK)
		return !s->form.open;
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
	s->resume_json = xstrdup(d->json);
	return &s->base;
}
