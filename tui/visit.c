/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/visit.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/text.h"
#include "store/visits.h"
#include "tui/app.h"
#include "tui/viewing.h"

enum { MINUTE = 60 * 1000 };

struct visit {
	int64_t first_key; /* ms; 0: nobody has come yet */
	int64_t begun_at;
	int cases, shown_minutes;
	char text[64];
	const struct item *agent_item; /* of the last case with an agent, in the catalog; NULL */
	json_t *agent;		       /* its casefile */
};

/* Made by the first key, kept from person to person. */
static struct visit *visit_of(struct session *s)
{
	if (!s->visit)
		s->visit = xcalloc(1, sizeof(*s->visit));
	return s->visit;
}

void visit_free(struct visit *v)
{
	if (v)
		json_decref(v->agent);
	free(v);
}

static void forget(struct session *s)
{
	visit_free(s->visit);
	s->visit = NULL;
	s->who.visit = 0;
}

bool visit_is_on(const struct session *s)
{
	return s->who.visit != 0;
}

bool visit_after_login(struct session *s, struct err *e)
{
	int64_t n;

	forget(s);
	return visits_end_left(s->store, s->who.window, &n, e);
}

void visit_first_key(struct session *s)
{
	if (!visit_is_on(s))
		visit_of(s)->first_key = clock_now(store_clock(s->store));
}

bool visit_need(struct session *s, struct err *e)
{
	struct visit *v = visit_of(s);
	bool on = false;

	if (!(s->posts & POST_BIT(POST_CLERK)))
		return true;
	if (visit_is_on(s) && !visits_is_open(s->store, s->who.visit, &on, e))
		return false;
	if (on)
		return true;
	/* Ended by another program: what follows belongs to a new one. */
	if (visit_is_on(s))
		v->first_key = 0;
	s->who.visit = 0;
	const struct visit_start start = {.began = v->first_key};
	v->begun_at = v->first_key ? v->first_key : clock_now(store_clock(s->store));
	if (!visits_begin(s->store, &s->who, &start, &s->who.visit, e))
		return false;
	session_refresh(s);
	return true;
}

void visit_need_or_say(struct session *s, struct app *app)
{
	struct err e;

	if (!visit_need(s, &e))
		app_say(app, STYLE_BAD, _("来访没有记上：%s"), e.text);
}

void visit_consulted(struct session *s, struct app *app, const char *item)
{
	struct err e;

	visit_need_or_say(s, app);
	if (!visit_is_on(s))
		return;
	if (!visits_consulted(s->store, &s->who, item, &e))
		app_say(app, STYLE_BAD, _("咨询没有记上：%s"), e.text);
	session_refresh(s);
}

void visit_guided(struct session *s, struct app *app, const struct check *k)
{
	enum reason_code why = check_guidance(k);
	enum slip_kind kind = why == REASON_CODES ? SLIP_MATERIALS : SLIP_GUIDANCE;
	struct err e;

	visit_need_or_say(s, app);
	if (!visits_guided(s->store, &s->who, k->item->id, kind,
			   why == REASON_CODES ? NULL : reason_ids[why], &e))
		app_say(app, STYLE_BAD, _("指引没有记上：%s"), e.text);
	session_refresh(s);
}

void visit_answered(struct session *s, struct app *app, const char *id)
{
	struct err e;

	visit_need_or_say(s, app);
	if (!visits_guided(s->store, &s->who, id, SLIP_ANSWER, NULL, &e))
		app_say(app, STYLE_BAD, _("答复没有记上：%s"), e.text);
	session_refresh(s);
}

static int minutes(const struct session *s)
{
	return (int)((clock_now(store_clock(s->store)) - s->visit->begun_at) / MINUTE);
}

const char *visit_text(struct session *s)
{
	struct visit *v = s->visit;

	if (!visit_is_on(s))
		return NULL;
	v->shown_minutes = minutes(s);
	snprintf(v->text, sizeof(v->text), _("来访 %d分钟 · %d件"), v->shown_minutes, v->cases);
	return v->text;
}

bool visit_text_is_old(const struct session *s)
{
	return visit_is_on(s) && s->visit->shown_minutes != minutes(s);
}

void visit_decided(struct session *s, const struct casefile *c)
{
	struct visit *v = visit_of(s);
	struct err e;

	v->cases++;
	/* c->item may be the older version of a notice, which the intake takes with it. */
	const struct item *it = carry_has(c) ? session_item(s, c->item->id, &e) : NULL;
	if (!it)
		return;
	json_decref(v->agent);
	v->agent = casefile_json(c);
	v->agent_item = it;
}

void visit_carry(struct session *s, struct casefile *to, struct carried *out)
{
	const struct visit *v = s->visit;
	date_day today = store_today(s->store);
	json_t *dropped = NULL;
	struct casefile from;
	struct err e;

	*out = (struct carried){0};
	if (!visit_is_on(s) || !v->agent)
		return;
	casefile_init(&from, v->agent_item, today);
	if (casefile_from_json(&from, v->agent, true, &dropped, today, &e))
		carry_over(&from, to, s->calendar, today, out);
	json_decref(dropped);
	casefile_done(&from);
}

/* The list of what was handed in goes last. */
static bool add_received(struct session *s, struct err *e)
{
	struct session_paper paper = {.title = _("材料接收清单")};
	char *file;
	bool prints;
	bool ok = session_received(s, s->who.visit, &file, &prints, e);

	paper.file = file;
	if (ok && file && prints)
		ok = session_print_with_visit(s, &paper, 1, e);
	free(file);
	return ok;
}

bool visit_end(struct session *s, struct err *e)
{
	bool ok = true;

	if (!visit_is_on(s)) {
		forget(s);
		return true;
	}
	struct err why;
	viewing_write(s, &why);
	ok = add_received(s, e);
	session_print_visit(s);
	/* Another program at this window may have ended it: then it is over, as it should be. */
	if (!visits_end(s->store, &s->who, &why) && why.code != ERR_REFUSED) {
		*e = why;
		ok = false;
	}
	forget(s);
	session_refresh(s);
	return ok;
}

struct step visit_next(struct session *s, struct app *app)
{
	bool was_on = visit_is_on(s);
	struct err e;

	if (!visit_end(s, &e))
		app_say(app, STYLE_BAD, "%s", e.text);
	else if (was_on)
		app_say(app, STYLE_OK, _("这次来访已结束。请下一位"));
	else
		app_say(app, STYLE_NORMAL, _("请下一位"));
	return step_home();
}
