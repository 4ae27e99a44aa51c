/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/case.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"
#include "store/cases.h"
#include "store/moves.h"
#include "store/mistaken.h"
#include "store/people.h"
#include "store/work.h"
#include "tui/app.h"
#include "tui/screen/arrival.h"
#include "tui/screen/case_documents.h"
#include "tui/screen/case_pause.h"
#include "tui/screen/case_text.h"
#include "tui/screen/copyout.h"
#include "tui/screen/correct.h"
#include "tui/screen/external.h"
#include "tui/screen/fee.h"
#include "tui/screen/filled.h"
#include "tui/screen/intake.h"
#include "tui/screen/review.h"
#include "tui/screen/stage_text.h"
#include "tui/screen/mistaken.h"
#include "tui/screen/picker.h"
#include "tui/session.h"
#include "tui/viewing.h"
#include "tui/visit.h"
#include "tui/widget/dialog.h"

enum {
	ACT_UNMASK = 1,
	ACT_ARRIVED,
	ACT_REPRINT,
	ACT_VOID,
	ACT_AGAIN,
	ACT_OVERRULE,
	ACT_LINK,
	ACT_COPY,
	ACT_CORRECT,
	ACT_NEXT,
	ACT_FILLED,
	ACT_RESUBMIT,
	ACT_REVIEW,
	ACT_FEE,
	ACT_MISTAKEN,
	ACT_PAUSE,
	ACT_BACK
};
enum { TAG_PROMISE = 1, TAG_ARRIVAL, TAG_LINK, TAG_MISTAKEN };
enum { UNMASKED_MS = 20 * 1000 };
enum { WIDE = 120, CHOICES = 32, NAME_CHARS = 24 };

static const struct action actions[] = {
	{ACT_AGAIN, {K_F7}, N_("再办"), N_("告知后补齐了再来：带着原来的内容重新受理")},
	{ACT_OVERRULE, {K_F9}, N_("主管改判"), N_("不予受理的另起一件，带着原来的内容由主管改判")},
	{ACT_RESUBMIT, {K_F7}, N_("重新送审"), N_("退回的件改好了，再送审核")},
	{ACT_REVIEW, {K_F9}, N_("审核"), N_("办待办的环节：通过、退回、不予")},
	{ACT_ARRIVED, {K_F5}, N_("材料到达"), N_("登记待补的材料已到")},
	{ACT_CORRECT, {K_F2}, N_("更正"), N_("更正已受理办件的表单，写明理由")},
	{ACT_REPRINT, {K_F6}, N_("补打"), N_("再打一份文书：未打出的同号重打，或补发")},
	{ACT_VOID, {K_F3}, N_("作废"), N_("作废一份文书，写明原因；可出具新的一份")},
	{ACT_LINK, {K_F8, K_CTRL('O')}, N_("外部号"), N_("外部流水号、网上预审号")},
	{ACT_COPY, {K_CTRL('Y')}, N_("抄录"), N_("逐项取到剪贴板，录入业务系统"), ACTION_QUIET},
	{ACT_FILLED,
	 {K_CTRL('F')},
	 N_("免填单"),
	 N_("打印这一件的申请表、承诺书等，由申请人签字"),
	 ACTION_QUIET},
	{ACT_FEE, {K_CTRL('B')}, N_("收费"), N_("应缴的费用；登记收费单位开的票据"), ACTION_QUIET},
	{ACT_MISTAKEN,
	 {K_CTRL('G')},
	 N_("更正受理"),
	 N_("受理错了：主管签字作废本件，重办、改办或告知"),
	 ACTION_QUIET},
	{ACT_PAUSE,
	 {K_CTRL('T')},
	 N_("时限"),
	 N_("中止、恢复、延长时限，公示开始和结束"),
	 ACTION_QUIET},
	{ACT_UNMASK, {K_F4}, N_("显示号码"), N_("显示完整的证件号和电话；再按或过一会儿隐去")},
	VISIT_NEXT_ROW(ACT_NEXT, ACTION_QUIET),
	{ACT_BACK, {K_ESC}, N_("返回"), N_("返回")},
	{0},
};
static const struct action *const widget_actions[] = {textpane_actions, NULL};

struct case_screen {
	struct screen base;
	struct session *session;
	char *number;
	struct arena arena;
	struct case_page page;
	struct stage_row *done; /* what was done of its stages */
	size_t n_done;
	bool wide; /* the history has a pane of its own */
	struct textpane left, right;
	size_t chosen[CHOICES]; /* rows behind the lines of an open menu */
	struct case_documents documents;
	struct case_pause pause;
};

static void fill(struct case_screen *s)
{
	textpane_clear(&s->left);
	textpane_clear(&s->right);
	case_text_record(&s->left, &s->page);
	stage_text_add(s->wide ? &s->right : &s->left, s->page.record, s->done, s->n_done,
		       &s->page.voice);
	case_text_history(s->wide ? &s->right : &s->left, &s->page);
}

static bool reload(struct case_screen *s, struct err *e)
{
	struct case_page *c = &s->page;
	struct store *store = s->session->store;
	bool unmasked = c->unmasked;

	arena_done(&s->arena);
	s->arena = (struct arena){0};
	*c = (struct case_page){.today = store_today(store), .unmasked = unmasked};
	if (!cases_get(store, s->number, &s->arena, &c->record, e))
		return false;
	if (!c->record)
		return err_set(e, ERR_INPUT, _("库里没有编号 %s 的办件"), s->number);
	if (!promises_of(store, s->number, &s->arena, &c->promises, &c->n_promises, e) ||
	    !work_done(store, s->number, &s->arena, &s->done, &s->n_done, e) ||
	    !documents_of(store, s->number, &s->arena, &c->documents, &c->n_documents, e) ||
	    !cases_timeline(store, s->number, &s->arena, &c->events, &c->n_events, e))
		return false;
	const struct clocks_by by = session_clocks_by(s->session);
	if (!case_clocks_read(store, c->record, &by, &s->arena, &c->clocks, e))
		return false;
	hall_voice_init(&c->voice, store, s->session->site, &s->arena);
	fill(s);
	return true;
}

static struct step again_or_say(struct case_screen *s, struct app *app, bool ok, struct err *e)
{
	session_refresh(s->session);
	/* A failed read keeps the record of before out of sight: nothing half-read is shown. */
	if (ok && reload(s, e))
		return step_redraw();
	app_say(app, STYLE_BAD, "%s", e->text);
	return s->page.record ? step_redraw() : step_pop();
}

static bool open_screen(struct screen *self, struct app *app, struct err *e)
{
	struct case_screen *s = (struct case_screen *)self;
	int rows, cols;

	s->session = app_session(app);
	app_body(app, &rows, &cols);
	s->wide = cols >= WIDE;
	if (!reload(s, e))
		return false;
	viewing_case(s->session, s->number);
	return true;
}

/* ---- papers to follow ---- */

static size_t open_promises(struct case_screen *s, const char **words)
{
	size_t n = 0;

	for (size_t i = 0; i < s->page.n_promises && n < CHOICES; i++) {
		if (!promise_is_open(&s->page.promises[i]))
			continue;
		s->chosen[n] = i;
		words[n++] = s->page.promises[i].paper_name;
	}
	return n;
}

static struct step ask_arrived(struct case_screen *s)
{
	const char *words[CHOICES];
	size_t n = open_promises(s, words);

	if (n == 1)
		return step_push(arrival_new(TAG_ARRIVAL, &s->page.promises[s->chosen[0]]));
	return step_push(dialog_menu(TAG_PROMISE, _("哪份材料到了"), words, n, 0));
}

/* ---- the rest ---- */

/* The same person is back with what was missing, or a supervisor overrules: nothing is typed
 * twice. */
static struct step do_again(struct case_screen *s, struct app *app)
{
	struct err e = {0};
	struct screen *next = intake_again(s->session, s->page.record, &e);

	if (!next) {
		app_say(app, STYLE_BAD, "%s", e.text);
		return step_redraw();
	}
	if (s->page.record->state == CASE_REFUSED)
		app_say(app, STYLE_NORMAL, _("材料再出示、按 F6 核对后，Ctrl+R 由主管改判"));
	return step_push(next);
}

static const char *link_of(const struct case_screen *s, const char *kind)
{
	for (size_t i = 0; i < s->page.record->n_links; i++)
		if (strcmp(s->page.record->links[i].kind, kind) == 0)
			return s->page.record->links[i].value;
	return "";
}

/* What was emptied or left as it was writes nothing. */
static bool link_one(struct case_screen *s, const char *kind, const char *value, struct err *e)
{
	if (!*value || strcmp(value, link_of(s, kind)) == 0)
		return true;
	return cases_link(s->session->store, &s->session->who, s->number, kind, value, e);
}

static struct step link_numbers(struct case_screen *s, struct app *app, const char *answer)
{
	const char *external, *prereview;
	char *text = xstrdup(answer);
	struct str other = {0};
	struct err e;

	external_read(text, &external, &prereview);
	external_elsewhere(s->session->store, s->number, external, prereview, &other);
	bool ok = link_one(s, "external", external, &e) && link_one(s, "prereview", prereview, &e);
	struct step step = again_or_say(s, app, ok, &e);
	if (ok && other.len)
		app_say(app, STYLE_WARN, "%s", str_text(&other));
	str_done(&other);
	free(text);
	return step;
}

/* What is copied out was shown in full: that is recorded like any unmasking. */
static struct step copy_form(struct case_screen *s, struct app *app)
{
	struct err e;
	const struct item *it = session_item(s->session, s->page.record->item, &e);

	if (!people_unmask_case(s->session->store, &s->session->who, s->number, &e)) {
		app_say(app, STYLE_BAD, "%s", e.text);
		return step_redraw();
	}
	return step_push(copyout_new(s->session->site, it, s->page.record));
}

static struct step resubmit(struct case_screen *s, struct app *app)
{
	const struct case_move m = {.kind = EVENT_CASE_RESUBMITTED, .number = s->number};
	struct err e;
	bool ok = moves_make(s->session->store, &s->session->who, &m, NULL, &e);
	struct step step = again_or_say(s, app, ok, &e);

	if (ok)
		app_say(app, STYLE_OK, "%s", _("已重新送审"));
	return step;
}

static struct step on_answer(struct case_screen *s, struct app *app, const struct screen_event *ev)
{
	struct step step;
	struct err e;

	if (case_documents_answer(&s->documents, app, ev, &step))
		return step.kind == STEP_PUSH ? step : again_or_say(s, app, true, &e);
	if (case_pause_answer(&s->pause, app, s->page.record, ev, &step))
		return step.kind == STEP_PUSH ? step : again_or_say(s, app, true, &e);
	if (ev->answer >= 0 && ev->tag == TAG_PROMISE)
		return step_push(
			arrival_new(TAG_ARRIVAL, &s->page.promises[s->chosen[ev->answer]]));
	if (ev->answer >= 0 && ev->tag == TAG_MISTAKEN && strcmp(ev->text, "void") != 0)
		return strcmp(ev->text, "again") == 0 ? do_again(s, app)
						      : step_push(picker_new(""));
	/* What was to be taken in instead, was not. */
	s->session->mistaken[0] = '\0';
	if (ev->answer >= 0 && ev->tag == TAG_LINK)
		return link_numbers(s, app, ev->text);
	return again_or_say(s, app, true, &e);
}

static struct step mask(struct case_screen *s, bool unmasked)
{
	s->page.unmasked = unmasked;
	fill(s);
	return step_redraw();
}

/* Shown only once it stands in the ledger who looked. */
static struct step unmask(struct case_screen *s, struct app *app)
{
	struct err e;

	if (s->page.unmasked)
		return mask(s, false);
	if (!people_unmask_case(s->session->store, &s->session->who, s->number, &e)) {
		app_say(app, STYLE_BAD, "%s", e.text);
		return step_redraw();
	}
	return mask(s, true);
}

static struct step event(struct screen *self, struct app *app, const struct screen_event *ev)
{
	struct case_screen *s = (struct case_screen *)self;

	if (ev->type == EV_ANSWER)
		return on_answer(s, app, ev);
	if (ev->type == EV_TICK)
		return s->page.unmasked && ev->quiet_ms >= UNMASKED_MS ? mask(s, false)
								       : step_stay();
	switch (ev->action) {
	case ACT_UNMASK:
		return unmask(s, app);
	case ACT_ARRIVED:
		return ask_arrived(s);
	case ACT_REPRINT:
		return case_documents_again(&s->documents, s->page.documents, s->page.n_documents);
	case ACT_VOID:
		return case_documents_void(&s->documents, s->page.documents, s->page.n_documents);
	case ACT_AGAIN:
	case ACT_OVERRULE:
		return do_again(s, app);
	case ACT_LINK:
		return step_push(
			external_new(TAG_LINK, link_of(s, "external"), link_of(s, "prereview")));
	case ACT_CORRECT:
		return step_push(correct_new(s->number));
	case ACT_COPY:
		return copy_form(s, app);
	case ACT_MISTAKEN:
		return step_push(mistaken_new(TAG_MISTAKEN, s->page.record));
	case ACT_PAUSE:
		return case_pause_ask(&s->pause, app, s->page.record, &s->page.clocks);
	case ACT_FILLED:
		return step_push(filled_of_case(s->number));
	case ACT_RESUBMIT:
		return resubmit(s, app);
	case ACT_REVIEW:
		return step_push(review_new(s->number));
	case ACT_FEE:
		return step_push(fee_new(s->number));
	case ACT_NEXT:
		return visit_next(s->session, app);
	case ACT_BACK:
		return step_pop();
	}
	return textpane_event(&s->left, ev) ? step_redraw() : step_stay();
}

static bool enabled(const struct screen *self, int action)
{
	const struct case_screen *s = (const struct case_screen *)self;
	const char *words[CHOICES];

	if (!s->page.record)
		return action == ACT_BACK;
	if (action == ACT_ARRIVED)
		return open_promises((struct case_screen *)self, words) > 0;
	if (action == ACT_REPRINT || action == ACT_VOID)
		return case_documents_any(s->page.documents, s->page.n_documents);
	if (action == ACT_CORRECT)
		return s->page.record->state == CASE_ACCEPTED ||
		       s->page.record->state == CASE_DEFERRED ||
		       s->page.record->state == CASE_RETURNED;
	if (action == ACT_RESUBMIT)
		return s->page.record->state == CASE_RETURNED;
	if (action == ACT_REVIEW)
		return s->page.record->stage >= 0 &&
		       moves_allowed(s->page.record->state, EVENT_CASE_REVIEWED);
	if (action == ACT_AGAIN)
		return s->page.record->state == CASE_NOTICED;
	if (action == ACT_MISTAKEN)
		return (CASE_BIT(s->page.record->state) & MISTAKEN_FROM) != 0;
	if (action == ACT_OVERRULE)
		return s->page.record->state == CASE_REFUSED;
	return true;
}

static void paint(struct screen *self, struct app *app, const struct canvas *c)
{
	struct case_screen *s = (struct case_screen *)self;
	int left = s->wide ? c->cols * 11 / 20 : c->cols;
	struct canvas first = canvas_part(c, 0, 1, c->rows, left - 2);
	struct canvas second = canvas_part(c, 0, left + 1, c->rows, c->cols - left - 2);

	(void)app;
	if (s->wide != (c->cols >= WIDE)) { /* the terminal was resized */
		s->wide = !s->wide;
		fill(s);
		paint(self, app, c);
		return;
	}
	textpane_paint(&s->left, &first);
	if (!s->wide)
		return;
	canvas_vline(c, 0, left - 1, c->rows, STYLE_MUTED);
	textpane_paint(&s->right, &second);
}

static void close_screen(struct screen *self, struct app *app)
{
	struct case_screen *s = (struct case_screen *)self;

	(void)app;
	textpane_done(&s->left);
	textpane_done(&s->right);
	arena_done(&s->arena);
	free(s->number);
	free(s);
}

static const struct screen_ops ops = {
	.name = "case",
	.title = N_("办件"),
	.actions = actions,
	.widgets = widget_actions,
	.open = open_screen,
	.paint = paint,
	.event = event,
	.close = close_screen,
	.enabled = enabled,
};

struct screen *case_new(const char *number)
{
	struct case_screen *s = xcalloc(1, sizeof(*s));

	s->base.ops = &ops;
	s->number = xstrdup(number);
	return &s->base;
}
