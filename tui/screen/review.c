/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/review.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"
#include "store/cases.h"
#include "store/moves.h"
#include "store/people.h"
#include "tui/app.h"
#include "tui/screen/case.h"
#include "tui/screen/case_text.h"
#include "tui/screen/stage_text.h"
#include "tui/session.h"
#include "tui/session_work.h"
#include "tui/widget/dialog.h"

enum { ACT_PASS = 1, ACT_RETURN, ACT_DENY, ACT_CASE, ACT_SKIP, ACT_UNMASK, ACT_BACK };
enum { TAG_RETURN = 1, TAG_DENY, TAG_DENY_SURE };
enum { REASON_CHARS = 100, UNMASKED_MS = 20 * 1000, MOST = 200 };

static const struct action actions[] = {
	{ACT_PASS, {K_F9}, N_("通过"), N_("这一环节通过，接着审下一件")},
	{ACT_RETURN, {K_F5}, N_("退回"), N_("退回经办，写明原因")},
	{ACT_DENY, {K_F6}, N_("不予"), N_("不予办理，写明原因，出具决定书")},
	{ACT_SKIP, {K_F7, K_CTRL('n')}, N_("下一件"), N_("先放着，看下一件")},
	{ACT_CASE, {K_F3}, N_("办件"), N_("打开这件办件：文书、经过、更正")},
	{ACT_UNMASK, {K_F4}, N_("显示号码"), N_("显示完整的证件号和电话；再按或过一会儿隐去")},
	{ACT_BACK, {K_ESC}, N_("返回"), N_("返回待办")},
	{0},
};
static const struct action *const widget_actions[] = {textpane_actions, NULL};

struct review_screen {
	struct screen base;
	struct session *session;
	char *number;
	char *reason; /* of a denial that is being confirmed */
	struct arena arena;
	struct case_page page;
	struct stage_row *done;
	size_t n_done;
	struct work_row *rows; /* what waits, as it was when this was read */
	size_t n_rows;
	struct textpane pane;
};

static const struct work_row *own_row(const struct review_screen *s)
{
	for (size_t i = 0; i < s->n_rows; i++)
		if (strcmp(s->rows[i].number, s->number) == 0)
			return &s->rows[i];
	return NULL;
}

static const struct case_stage *awaited(const struct review_screen *s)
{
	const struct case_record *r = s->page.record;

	return r->stage >= 0 && r->stage < (int64_t)r->n_stages ? &r->stages[r->stage] : NULL;
}

static void fill(struct review_screen *s)
{
	const struct work_row *row = own_row(s);
	const struct case_stage *g = awaited(s);

	textpane_clear(&s->pane);
	if (!g)
		textpane_addf(&s->pane, STYLE_WARN, 0, _("这一件现在是“%s”，没有待办的环节"),
			      _(case_state_names[s->page.record->state]));
	else
		textpane_addf(&s->pane, STYLE_HEADING, 0, "%s%s%s%s", g->text,
			      g->department ? "　" : "", g->department ? g->department : "",
			      g->ours ? _("　（本单位流程）") : "");
	if (row && row->bar != WORK_FREE)
		textpane_addf(&s->pane, STYLE_BAD, 0, "%s", _(work_bar_words[row->bar]));
	case_text_record(&s->pane, &s->page);
	case_text_promises(&s->pane, &s->page);
	stage_text_add(&s->pane, s->page.record, s->done, s->n_done, &s->page.voice);
}

static bool reload(struct review_screen *s, struct err *e)
{
	struct store *store = s->session->store;
	struct case_page *c = &s->page;
	struct work_asked asked = session_work_asked(s->session);
	bool unmasked = c->unmasked;

	arena_done(&s->arena);
	s->arena = (struct arena){0};
	*c = (struct case_page){.today = asked.today, .unmasked = unmasked};
	if (!cases_get(store, s->number, &s->arena, &c->record, e))
		return false;
	if (!c->record)
		return err_set(e, ERR_INPUT, _("库里没有编号 %s 的办件"), s->number);
	if (!promises_of(store, s->number, &s->arena, &c->promises, &c->n_promises, e) ||
	    !cases_timeline(store, s->number, &s->arena, &c->events, &c->n_events, e) ||
	    !work_done(store, s->number, &s->arena, &s->done, &s->n_done, e) ||
	    !work_list(store, WORK_REVIEW, &asked, MOST, &s->arena, &s->rows, &s->n_rows, e))
		return false;
	hall_voice_init(&c->voice, store, s->session->site, &s->arena);
	fill(s);
	return true;
}

static bool open_screen(struct screen *self, struct app *app, struct err *e)
{
	struct review_screen *s = (struct review_screen *)self;

	s->session = app_session(app);
	return reload(s, e);
}

/* ---- the next one ---- */

/* The one behind this in the list that can be done; the first when this is the last. */
static const char *next_number(const struct review_screen *s)
{
	const char *first = NULL;
	bool behind = false;

	for (size_t i = 0; i < s->n_rows; i++) {
		if (strcmp(s->rows[i].number, s->number) == 0) {
			behind = true;
			continue;
		}
		if (s->rows[i].bar != WORK_FREE)
			continue;
		if (behind)
			return s->rows[i].number;
		if (!first)
			first = s->rows[i].number;
	}
	return first;
}

static struct step go_on(const struct review_screen *s)
{
	const char *next = next_number(s);

	return next ? step_replace(review_new(next)) : step_pop();
}

/* ---- the decisions ---- */

static const char *name_of(const struct review_screen *s)
{
	const struct case_record *r = s->page.record;

	return r->n_parties && r->parties[0].name ? r->parties[0].name : r->number;
}

/* What somebody else did meanwhile is shown, and nothing of ours is done. */
static struct step failed(struct review_screen *s, struct app *app, const struct err *why)
{
	struct err e;

	app_say(app, STYLE_BAD, "%s", why->text);
	session_refresh(s->session);
	return reload(s, &e) ? step_redraw() : step_pop();
}

static struct step decide(struct review_screen *s, struct app *app, enum event_kind kind,
			  const char *reason)
{
	const struct case_record *r = s->page.record;
	char document[DOCUMENT_TEXT] = "";
	const struct case_move move = {
		.kind = kind, .number = s->number, .stage = r->stage, .reason = reason};
	struct str said = {0};
	struct err e;

	if (!moves_make(s->session->store, &s->session->who, &move,
			kind == EVENT_CASE_DENIED ? document : NULL, &e))
		return failed(s, app, &e);
	session_refresh(s->session);
	str_addf(&said, "%s　%s", name_of(s),
		 kind == EVENT_CASE_RETURNED		? _("已退回经办")
		 : kind == EVENT_CASE_DENIED		? _("不予办结")
		 : r->stage + 1 == (int64_t)r->n_stages ? _("准予办结")
							: _("这一环节已通过"));
	if (*document) {
		str_add(&said, "　");
		session_work_print(s->session, document, &said);
	}
	app_say(app, kind == EVENT_CASE_REVIEWED ? STYLE_OK : STYLE_WARN, "%s", str_text(&said));
	str_done(&said);
	return go_on(s);
}

/* Said at once instead of after typing a reason; the store would refuse it all the same. */
static bool may_decide(const struct review_screen *s, struct app *app, enum event_kind kind)
{
	const struct work_row *row = own_row(s);

	if (!awaited(s) || !row) {
		app_say(app, STYLE_BAD, _("这一件没有待办的环节"));
		return false;
	}
	/* What is still promised hinders the granting alone. */
	if (row->bar == WORK_FREE || (row->bar == WORK_PROMISED && kind != EVENT_CASE_REVIEWED))
		return true;
	app_say(app, STYLE_BAD, "%s", _(work_bar_words[row->bar]));
	return false;
}

static struct step ask_reason(int tag, const char *title, const char *text)
{
	return step_push(dialog_prompt(
		tag,
		&(struct dialog_prompt){.title = title, .text = text, .max_chars = REASON_CHARS}));
}

static struct step confirm_denial(struct review_screen *s, const char *reason)
{
	struct str text = {0};

	free(s->reason);
	s->reason = xstrdup(reason);
	str_addf(&text, "%s　%s\n%s", name_of(s), s->page.record->item_name, reason);
	struct step step = step_push(
		dialog_confirm(TAG_DENY_SURE, _("不予办理决定书"), str_text(&text), _("不予")));
	str_done(&text);
	return step;
}

static struct step on_answer(struct review_screen *s, struct app *app,
			     const struct screen_event *ev)
{
	struct err e;

	if (ev->tag == TAG_RETURN && ev->answer >= 0)
		return decide(s, app, EVENT_CASE_RETURNED, ev->text);
	if (ev->tag == TAG_DENY && ev->answer >= 0)
		return confirm_denial(s, ev->text);
	if (ev->tag == TAG_DENY_SURE && ev->answer == 1)
		return decide(s, app, EVENT_CASE_DENIED, s->reason);
	if (ev->tag)
		return step_redraw();
	if (!reload(s, &e)) { /* the case was looked at, and perhaps changed */
		app_say(app, STYLE_BAD, "%s", e.text);
		return step_pop();
	}
	return step_redraw();
}

static struct step mask(struct review_screen *s, bool unmasked)
{
	s->page.unmasked = unmasked;
	fill(s);
	return step_redraw();
}

static struct step unmask(struct review_screen *s, struct app *app)
{
	struct err e;

	if (s->page.unmasked)
		return mask(s, false);
	if (people_unmask_case(s->session->store, &s->session->who, s->number, &e))
		return mask(s, true);
	app_say(app, STYLE_BAD, "%s", e.text);
	return step_redraw();
}

static struct step event(struct screen *self, struct app *app, const struct screen_event *ev)
{
	struct review_screen *s = (struct review_screen *)self;

	if (ev->type == EV_ANSWER)
		return on_answer(s, app, ev);
	if (ev->type == EV_TICK)
		return s->page.unmasked && ev->quiet_ms >= UNMASKED_MS ? mask(s, false)
								       : step_stay();
	switch (ev->action) {
	case ACT_PASS:
		return may_decide(s, app, EVENT_CASE_REVIEWED)
			       ? decide(s, app, EVENT_CASE_REVIEWED, NULL)
			       : step_redraw();
	case ACT_RETURN:
		return may_decide(s, app, EVENT_CASE_RETURNED)
			       ? ask_reason(TAG_RETURN, _("退回经办"), _("退回的原因，经办会看到"))
			       : step_redraw();
	case ACT_DENY:
		return may_decide(s, app, EVENT_CASE_DENIED)
			       ? ask_reason(TAG_DENY, _("不予办理"),
					    _("不予办理的理由，印在决定书上"))
			       : step_redraw();
	case ACT_SKIP:
		return go_on(s);
	case ACT_CASE:
		return step_push(case_new(s->number));
	case ACT_UNMASK:
		return unmask(s, app);
	case ACT_BACK:
		return step_pop();
	}
	return textpane_event(&s->pane, ev) ? step_redraw() : step_stay();
}

static void paint(struct screen *self, struct app *app, const struct canvas *c)
{
	struct review_screen *s = (struct review_screen *)self;
	struct canvas in = canvas_part(c, 0, 1, c->rows, c->cols - 2);

	(void)app;
	textpane_paint(&s->pane, &in);
}

static void close_screen(struct screen *self, struct app *app)
{
	struct review_screen *s = (struct review_screen *)self;

	(void)app;
	textpane_done(&s->pane);
	arena_done(&s->arena);
	free(s->reason);
	free(s->number);
	free(s);
}

static const struct screen_ops ops = {
	.name = "review",
	.title = N_("审核"),
	.actions = actions,
	.widgets = widget_actions,
	.open = open_screen,
	.paint = paint,
	.event = event,
	.close = close_screen,
};

struct screen *review_new(const char *number)
{
	struct review_screen *s = xcalloc(1, sizeof(*s));

	s->base.ops = &ops;
	s->number = xstrdup(number);
	return &s->base;
}
