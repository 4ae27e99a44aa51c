/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/case_pause.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/text.h"
#include "tui/app.h"
#include "tui/screen/sign.h"
#include "tui/session.h"
#include "tui/widget/dialog.h"
#include "tui/widget/reason.h"

enum { RESULT_CHARS = 60, DAY_CHARS = 10 };

/* The words go into the event as they stand here. */
static const char *const results[] = {N_("公示期内无异议")};

/* ---- what can be done now ---- */

static const struct case_stage *awaited(const struct case_record *r)
{
	return r->stage >= 0 && (size_t)r->stage < r->n_stages ? &r->stages[r->stage] : NULL;
}

static bool can(enum event_kind kind, const struct case_record *r, const struct case_clocks *c,
		date_day today)
{
	const struct case_stage *stage = awaited(r);
	const char **reasons;
	struct arena a = {0};
	size_t n;

	if (!moves_allowed(r->state, kind))
		return false;
	switch (kind) {
	case EVENT_CASE_SUSPENDED:
		n = case_clocks_reasons(r, &a, &reasons);
		arena_done(&a);
		return n > 0;
	case EVENT_CASE_EXTENDED:
		return case_clocks_extendable(r) && !c->extended;
	case EVENT_CASE_PUBLICISED:
		return stage && stage->publicised && !c->publicity;
	case EVENT_CASE_PUBLIC_ENDED:
		return c->publicity && today >= c->publicity->until;
	default:
		return true;
	}
}

static const struct {
	enum event_kind kind;
	const char *words;
} offers[CASE_PAUSE_ACTS] = {
	{EVENT_CASE_RESUMED, N_("恢复办理：接着计算时限，打印恢复办理通知")},
	{EVENT_CASE_SUSPENDED, N_("中止：指南列明不计入时限的等待，打印中止通知书")},
	{EVENT_CASE_PUBLICISED, N_("公示开始：打印公示名单")},
	{EVENT_CASE_PUBLIC_ENDED, N_("公示结束：登记结果，打印公示情况表")},
	{EVENT_CASE_EXTENDED, N_("延长时限：主管签字，打印延期告知书")},
};

struct step case_pause_ask(struct case_pause *p, struct app *app, const struct case_record *r,
			   const struct case_clocks *c)
{
	const struct session *session = app_session(app);
	date_day today = store_today(session->store);
	const char *words[CASE_PAUSE_ACTS];
	char day[DATE_TEXT];
	size_t n = 0;

	for (size_t i = 0; i < CASE_PAUSE_ACTS; i++) {
		if (!can(offers[i].kind, r, c, today))
			continue;
		p->acts[n] = offers[i].kind;
		words[n++] = _(offers[i].words);
	}
	if (n)
		return step_push(
			dialog_menu(CASE_PAUSE_MENU, _("时限：中止、延长、公示"), words, n, 0));
	if (c->publicity)
		app_say(app, STYLE_WARN, _("正在公示，到 %s 满"),
			date_format(c->publicity->until, day));
	else if (!(CASE_BIT(r->state) & CASES_RUNNING))
		app_say(app, STYLE_WARN, _("本件已不在办理中，时限不再走"));
	else
		app_say(app, STYLE_WARN, _("指南没有列明本件可以中止或延长的情形，也不在公示环节"));
	return step_redraw();
}

/* ---- doing it ---- */

static void say_paper(struct app *app, const char *document, enum event_kind kind)
{
	struct session *s = app_session(app);
	const char *title = session_document_title(moves_row(kind)->document);
	struct str text = {0};
	char *path = NULL;
	struct err e = {0};

	if (session_document(s, document, &path, &e) &&
	    session_print(s, path, title, document, &e)) {
		session_print_say(s, path, &text);
		app_say(app, STYLE_OK, _("已登记%s；%s %s"), _(event_names[kind]), title,
			str_text(&text));
	} else {
		app_say(app, STYLE_WARN, _("已登记%s；文书没有打出：%s"), _(event_names[kind]),
			e.text);
	}
	str_done(&text);
	free(path);
}

static struct step move(struct app *app, const struct case_move *m)
{
	struct session *s = app_session(app);
	const struct clocks_by by = session_clocks_by(s);
	char document[DOCUMENT_TEXT] = "";
	struct err e = {0};

	if (case_clocks_move(s->store, &s->who, m, &by, document, &e))
		say_paper(app, document, m->kind);
	else
		app_say(app, STYLE_BAD, "%s", e.text);
	return step_redraw();
}

/* ---- the questions ---- */

static struct step ask_reason(const struct case_record *r)
{
	const char **reasons;
	struct arena a = {0};
	size_t n = case_clocks_reasons(r, &a, &reasons);
	struct step step = step_push(reason_ask(
		CASE_PAUSE_REASON,
		&(struct reason_menu){.title = _("中止：因为什么（指南列明的）"),
				      .text = _("中止当日起不计入时限，恢复当日起接着算。"),
				      .reasons = reasons,
				      .shown = reasons,
				      .n = n}));

	arena_done(&a);
	return step;
}

static struct step ask_signature(const struct case_record *r)
{
	const struct case_limit *l = case_clocks_extendable(r);
	char text[256];

	snprintf(text, sizeof(text), _("%s\n延长 %lld%s，只能延长一次。"), l->text,
		 (long long)l->extend_days, l->extend_unit);
	return step_push(
		sign_new(CASE_PAUSE_SIGN,
			 &(struct sign_dialog){.title = _("延长时限：主管签字"),
					       .text = text,
					       .posts = moves_row(EVENT_CASE_EXTENDED)->approval,
					       .act = event_ids[EVENT_CASE_EXTENDED],
					       .subject = r->number}));
}

static struct step ask_day(int tag, const char *title, const char *text, date_day day)
{
	char initial[DATE_TEXT] = "";

	if (day != DATE_NONE)
		date_format(day, initial);
	return step_push(dialog_prompt(tag, &(struct dialog_prompt){.title = title,
								    .text = text,
								    .initial = initial,
								    .max_chars = DAY_CHARS}));
}

static struct step ask_act(struct app *app, const struct case_record *r, enum event_kind kind)
{
	const struct session *session = app_session(app);

	switch (kind) {
	case EVENT_CASE_SUSPENDED:
		return ask_reason(r);
	case EVENT_CASE_EXTENDED:
		return ask_signature(r);
	case EVENT_CASE_PUBLICISED:
		return ask_day(CASE_PAUSE_FIRST, _("公示开始"), _("公示从哪一天起（当日计入）"),
			       store_today(session->store));
	case EVENT_CASE_PUBLIC_ENDED:
		return step_push(reason_ask(CASE_PAUSE_RESULT,
					    &(struct reason_menu){.title = _("公示结束：结果"),
								  .reasons = results,
								  .n = 1,
								  .max_chars = RESULT_CHARS,
								  .own_title = _("公示结果")}));
	default:
		return move(app, &(struct case_move){.kind = kind, .number = r->number});
	}
}

static struct step publicise(struct case_pause *p, struct app *app, const struct case_record *r,
			     date_day last)
{
	return move(app, &(struct case_move){.kind = EVENT_CASE_PUBLICISED,
					     .number = r->number,
					     .first = p->first,
					     .last = last});
}

/* The days of the guide tell the last one; only where it prints none is it asked for. */
static struct step take_first(struct case_pause *p, struct app *app, const struct case_record *r,
			      const char *typed)
{
	const struct clocks_by by = session_clocks_by(app_session(app));

	p->first = date_parse(typed);
	if (p->first == DATE_NONE || p->first < by.today) {
		app_say(app, STYLE_BAD, _("请填公示开始的日期，不早于今天，如 20261124"));
		return step_redraw();
	}
	date_day last = case_clocks_publicity(r, by.calendar, p->first);
	if (last != DATE_NONE)
		return publicise(p, app, r, last);
	return ask_day(CASE_PAUSE_LAST, _("公示开始"), _("公示到哪一天（指南没有写天数）"),
		       DATE_NONE);
}

static struct step take_last(struct case_pause *p, struct app *app, const struct case_record *r,
			     const char *typed)
{
	date_day last = date_parse(typed);

	if (last != DATE_NONE)
		return publicise(p, app, r, last);
	app_say(app, STYLE_BAD, _("请填公示结束的日期，如 20261130"));
	return step_redraw();
}

static struct step extend(struct app *app, const struct case_record *r, const char *text)
{
	struct sign_answer signed_by;

	sign_read(text, &signed_by);
	return move(app, &(struct case_move){.kind = EVENT_CASE_EXTENDED,
					     .number = r->number,
					     .reason = signed_by.reason,
					     .approval = &signed_by.signature});
}

bool case_pause_answer(struct case_pause *p, struct app *app, const struct case_record *r,
		       const struct screen_event *ev, struct step *step)
{
	if (ev->tag < CASE_PAUSE_MENU || ev->tag > CASE_PAUSE_RESULT)
		return false;
	*step = step_redraw();
	if (ev->answer < 0)
		return true;
	switch (ev->tag) {
	case CASE_PAUSE_MENU:
		*step = ask_act(app, r, p->acts[ev->answer]);
		break;
	case CASE_PAUSE_REASON:
		*step = move(app, &(struct case_move){.kind = EVENT_CASE_SUSPENDED,
						      .number = r->number,
						      .reason = ev->text});
		break;
	case CASE_PAUSE_SIGN:
		*step = extend(app, r, ev->text);
		break;
	case CASE_PAUSE_FIRST:
		*step = take_first(p, app, r, ev->text);
		break;
	case CASE_PAUSE_LAST:
		*step = take_last(p, app, r, ev->text);
		break;
	default:
		*step = move(app, &(struct case_move){.kind = EVENT_CASE_PUBLIC_ENDED,
						      .number = r->number,
						      .reason = ev->text});
	}
	return true;
}
