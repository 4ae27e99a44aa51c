/* SPDX-License-Identifier: Apache-2.0 */
#include "case/redecide.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/text.h"
#include "case/decision.h"
#include "case/pinned.h"
#include "guide/load.h"

/* What a decision was made with, loaded when the first one names it. */
struct version {
	char *id;
	struct item *item; /* NULL: it cannot be loaded, why says so */
	struct check *check;
	struct intake in;
	struct err why;
};
struct days {
	char *digest;
	struct calendar *calendar; /* NULL */
};
struct work {
	struct store *store;
	const struct redecide *how;
	struct redecide_report *out;
	struct version *versions;
	size_t n_versions, at; /* at: the last one asked for */
	struct days *days;
	size_t n_days;
};

/* ---- what it was made with ---- */

static struct version *version_of(struct work *w, const char *id)
{
	if (w->n_versions && strcmp(w->versions[w->at].id, id) == 0)
		return &w->versions[w->at];
	for (w->at = 0; w->at < w->n_versions; w->at++)
		if (strcmp(w->versions[w->at].id, id) == 0)
			return &w->versions[w->at];
	w->versions = xreallocarray(w->versions, w->n_versions + 1, sizeof(*w->versions));
	struct version *v = &w->versions[w->n_versions++];
	*v = (struct version){.id = xstrdup(id)};
	v->item = pinned_item(w->store, id, w->how->forms, &v->why);
	if (v->item) {
		v->check = check_new(v->item);
		intake_init(&v->in, v->item);
		w->out->versions++;
	}
	return v;
}

/* NULL where it is not there or cannot be read. */
static const struct calendar *calendar_of(struct work *w, const char *digest)
{
	struct arena a = {0};
	const char *text = NULL;
	struct err unread;

	for (size_t i = 0; i < w->n_days; i++)
		if (strcmp(w->days[i].digest, digest) == 0)
			return w->days[i].calendar;
	w->days = xreallocarray(w->days, w->n_days + 1, sizeof(*w->days));
	struct days *d = &w->days[w->n_days++];
	*d = (struct days){.digest = xstrdup(digest)};
	if (guides_text(w->store, digest, &a, &text, &unread) && text)
		d->calendar = calendar_read(text);
	arena_done(&a);
	return d->calendar;
}

static void work_done(struct work *w)
{
	for (size_t i = 0; i < w->n_versions; i++) {
		struct version *v = &w->versions[i];
		intake_done(&v->in);
		check_free(v->check);
		item_free(v->item);
		free(v->id);
	}
	for (size_t i = 0; i < w->n_days; i++) {
		calendar_free(w->days[i].calendar);
		free(w->days[i].digest);
	}
	free(w->versions);
	free(w->days);
}

/* ---- the counter as it was ---- */

static bool set_answer(struct version *v, const char *id, const char *value, struct str *why)
{
	int var = id ? item_var(v->item, id) : -1;
	struct err e;

	if (var >= 0 && value && answer_parse(v->item, var, value, &v->in.values[var], &e))
		return true;
	str_addf(why, _("%s回答“%s”不在当时的指南里"), why->len ? "；" : "", id ? id : "");
	return false;
}

static enum unfit unfit_of(const char *id)
{
	int u = 0;

	while (id && u < UNFITS && strcmp(unfit_ids[u], id) != 0)
		u++;
	return id && u < UNFITS ? (enum unfit)u : UNFIT_OTHER;
}

/* What was promised or let off lay on the counter unfit, or not at all. */
static bool set_paper(struct version *v, const struct case_paper *p, struct str *why)
{
	int paper = p->id ? item_paper(v->item, p->id) : -1;

	if (paper < 0 || !p->state) {
		str_addf(why, _("%s材料“%s”不在当时的指南里"), why->len ? "；" : "",
			 p->name ? p->name : "");
		return false;
	}
	struct paper_mark *m = &v->in.marks[paper];
	*m = (struct paper_mark){.rows_ok = (int)p->rows_ok};
	if (strcmp(p->state, "ok") == 0)
		m->state = PAPER_OK;
	else if (p->unfit)
		*m = (struct paper_mark){
			.state = PAPER_UNFIT, .unfit = unfit_of(p->unfit), .rows_ok = m->rows_ok};
	return true;
}

static bool lay_out(struct version *v, const struct event *ev, const struct case_record *r,
		    struct str *why)
{
	const date_day on = r->occurred ? clock_day_of(r->occurred) : ev->day;
	bool ok = true;

	memset(v->in.values, 0, v->item->n_vars * sizeof(*v->in.values));
	memset(v->in.marks, 0, v->item->n_papers * sizeof(*v->in.marks));
	if (r->channel)
		ok = set_answer(v, v->item->vars[FACT_CHANNEL].id, r->channel, why);
	v->in.values[FACT_ON] = (struct value){.state = VALUE_KNOWN, .a = on};
	for (size_t i = 0; i < r->n_values; i++)
		ok = set_answer(v, r->values[i].id, r->values[i].value, why) && ok;
	for (size_t i = 0; i < r->n_verifications; i++)
		ok = set_answer(v, r->verifications[i].id, r->verifications[i].result, why) && ok;
	for (size_t i = 0; i < r->n_papers; i++)
		ok = set_paper(v, &r->papers[i], why) && ok;
	return ok;
}

/* ---- what comes out ---- */

static enum decision decision_of(enum case_state state)
{
	return state == CASE_ACCEPTED	? DECISION_ACCEPT
	       : state == CASE_DEFERRED ? DECISION_DEFER
	       : state == CASE_NOTICED	? DECISION_NOTICE
					: DECISION_REFUSE;
}

static const char *outcome_word(const char *id)
{
	for (int i = 0; id && i < OUTCOMES; i++)
		if (strcmp(outcome_ids[i], id) == 0)
			return _(outcome_names[i]);
	return id ? id : "";
}

static bool same_text(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

static void compare_outcome(const struct check *k, const struct case_record *r, struct str *why)
{
	if (!r->outcome || strcmp(r->outcome, outcome_ids[k->outcome]) != 0)
		str_addf(why, _("当时的结论是“%s”，重算是“%s”"), outcome_word(r->outcome),
			 _(outcome_names[k->outcome]));
	else if (!r->overrule && !decision_is_natural(k, decision_of(r->state)))
		str_addf(why, _("结论是“%s”，却办成了“%s”，没有主管改判"),
			 _(outcome_names[k->outcome]), _(case_state_names[r->state]));
}

/* The words are the guide's and the program's; code, node and date are what was decided. */
static void compare_reasons(const struct check *k, const struct case_record *r, struct str *why)
{
	size_t n = k->n_reasons < r->n_reasons ? k->n_reasons : r->n_reasons, i = 0;

	for (; i < n; i++) {
		const struct reason *now = &k->reasons[i];
		const struct case_reason *then = &r->reasons[i];
		if (!same_text(then->code, reason_ids[now->code]) ||
		    !same_text(then->id, reason_id(k, now)) || then->until != now->until)
			break;
	}
	if (i == k->n_reasons && i == r->n_reasons)
		return;
	struct str text = {0};
	if (i < k->n_reasons)
		reason_text(k, &k->reasons[i], &text);
	str_addf(why, _("%s第 %zu 条原因当时是“%s”，重算是“%s”"), why->len ? "；" : "", i + 1,
		 i < r->n_reasons && r->reasons[i].text ? r->reasons[i].text : _("无"),
		 text.len ? str_text(&text) : _("无"));
	str_done(&text);
}

static const struct case_limit *limit_of(const struct case_record *r, const char *id)
{
	for (size_t i = 0; i < r->n_limits; i++)
		if (same_text(r->limits[i].id, id))
			return &r->limits[i];
	return NULL;
}

/* No clock runs where nothing was accepted. */
static void compare_limits(const struct check *k, const struct case_record *r, struct str *why)
{
	char was[DATE_TEXT], now[DATE_TEXT];

	for (size_t i = 0; i < k->item->n_limits && decision_of(r->state) <= DECISION_DEFER; i++) {
		const struct due *d = &k->dues[i];
		const struct case_limit *l = limit_of(r, k->item->limits[i].id);
		if (l ? d->applies && l->from == d->from && l->due == d->due : !d->applies)
			continue;
		str_addf(why, _("%s时限“%s”当时到 %s，重算到 %s"), why->len ? "；" : "",
			 k->item->limits[i].text ? k->item->limits[i].text : k->item->limits[i].id,
			 l && l->due != DATE_NONE ? date_format(l->due, was) : _("无日期"),
			 d->applies && d->due != DATE_NONE ? date_format(d->due, now)
							   : _("无日期"));
	}
}

static void tell(struct work *w, enum redecide_kind kind, const struct event *ev,
		 const struct case_record *r, const char *text)
{
	if (w->how->found)
		w->how->found(w->how->ctx, &(struct redecide_finding){kind, ev, r, text});
}

static void judge(struct work *w, struct version *v, const struct calendar *cal,
		  const struct event *ev, const struct case_record *r)
{
	struct str why = {0};

	if (lay_out(v, ev, r, &why)) {
		check_run(v->check, &v->in, cal);
		/* In the place of a mistaken acceptance the clocks run from that one's day. */
		if (r->since != DATE_NONE)
			v->in.values[FACT_ON].a = r->since;
		check_dues(v->check, &v->in, cal);
		compare_outcome(v->check, r, &why);
		compare_reasons(v->check, r, &why);
		compare_limits(v->check, r, &why);
	}
	if (why.len) {
		w->out->differing++;
		tell(w, REDECIDE_DIFFERS, ev, r, str_text(&why));
	} else if (r->overrule) {
		w->out->overruled++;
		tell(w, REDECIDE_OVERRULED, ev, r, r->overrule);
	} else {
		w->out->same++;
	}
	str_done(&why);
}

static void unreadable(struct work *w, const struct event *ev, const struct case_record *r,
		       const char *text)
{
	w->out->unreadable++;
	tell(w, REDECIDE_UNREADABLE, ev, r, text);
}

static bool decide_again(void *ctx, const struct event *ev, const struct case_record *r,
			 struct err *e)
{
	struct work *w = ctx;
	const char *id = r->item_version ? r->item_version : "";
	struct version *v = version_of(w, id);
	const struct calendar *cal = r->calendar ? calendar_of(w, r->calendar) : NULL;
	struct err why;

	(void)e;
	w->out->decisions++;
	if (!v->item) {
		unreadable(w, ev, r, v->why.text);
	} else if (!r->item || strcmp(v->item->id, r->item) != 0) {
		unreadable(w, ev, r, _("办件的事项与它的指南版本不是同一个"));
	} else if (r->calendar && !cal) {
		err_set(&why, ERR_STORE, _("办件时的工作日历（%.8s）读不出来"), r->calendar);
		unreadable(w, ev, r, why.text);
	} else {
		judge(w, v, cal, ev, r);
	}
	return true;
}

static bool told(void *ctx, int64_t done, int64_t total)
{
	const struct work *w = ctx;

	return !w->how->progress || w->how->progress(w->how->ctx, done, total);
}

bool redecide_all(struct store *s, const struct redecide *how, struct redecide_report *out,
		  struct err *e)
{
	struct work w = {.store = s, .how = how, .out = out};

	*out = (struct redecide_report){0};
	bool ok = decisions_walk(s, how->first, how->last, decide_again, told, &w, e);
	work_done(&w);
	return ok;
}
