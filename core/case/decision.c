/* SPDX-License-Identifier: Apache-2.0 */
#include "case/decision.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "case/flow.h"
#include "case/late.h"
#include "case/fee.h"
#include "case/pinned.h"
#include "case/record_clocks.h"
#include "case/record_make.h"
#include "case/second.h"
#include "case/takeback.h"
#include "store/cases.h"
#include "store/clock_check.h"
#include "store/duplicate.h"
#include "store/operators.h"

const char decision_fee_document[] = "fee";
const char *const decision_documents[DECISIONS][DECISION_DOCUMENTS + 1] = {
	{"receipt"},
	{"receipt", "pledge", "deferral"},
	{"notice"},
	{"refusal"},
};

static const enum event_kind events[DECISIONS] = {EVENT_CASE_ACCEPTED, EVENT_CASE_DEFERRED,
						  EVENT_CASE_NOTICED, EVENT_CASE_REFUSED};
static const enum case_state states[DECISIONS] = {CASE_ACCEPTED, CASE_DEFERRED, CASE_NOTICED,
						  CASE_REFUSED};

int decision_for(const struct check *k)
{
	switch (k->outcome) {
	case OUTCOME_ACCEPT:
		return DECISION_ACCEPT;
	case OUTCOME_DEFER:
		return DECISION_DEFER;
	case OUTCOME_MISSING:
		return DECISION_NOTICE;
	case OUTCOME_CLOSED:
		/* Not here, nothing to file: guidance (a slip), not refusal. */
		return check_goes_elsewhere(k) ? -1 : DECISION_REFUSE;
	case OUTCOME_PROHIBITED:
	case OUTCOME_INELIGIBLE:
	case OUTCOME_EXPIRED:
		return DECISION_REFUSE;
	default:
		return -1;
	}
}

/* Every blocker in one message: the caller may be a script. */
static bool refuse(const struct check *k, struct err *e)
{
	struct str all = {0}, text = {0};

	for (size_t i = 0; i < k->n_reasons; i++) {
		str_clear(&text);
		reason_text(k, &k->reasons[i], &text);
		str_addf(&all, "%s%s", i ? "；" : "", str_text(&text));
	}
	err_set(e, ERR_REFUSED, "%s：%s", outcome_names[k->outcome], str_text(&all));
	str_done(&text);
	str_done(&all);
	return false;
}

/* Also in a program that was left open while the clock was lost. */
static bool clock_is_sure(struct store *s, struct err *e)
{
	struct clock_report r;

	return clock_check(s, DATE_NONE, &r, e) && clock_refuse(&r, e);
}

/* Deciding cases is the 经办 post's; auditors and administrators do none. */
static bool may_decide(struct store *s, const char *by, struct err *e)
{
	struct arena a = {0};
	struct operator_row *op = NULL;
	bool ok = operators_get(s, by, &a, &op, e);

	if (ok && (!op || !op->active || !(op->posts & POST_BIT(POST_CLERK))))
		ok = err_set(e, ERR_PERMISSION, _("“%s”没有经办岗位，不能办理"), by);
	arena_done(&a);
	return ok;
}

bool decision_is_natural(const struct check *k, enum decision d)
{
	return decision_for(k) == (int)d || (d == DECISION_NOTICE && k->outcome == OUTCOME_DEFER);
}

static bool allowed(struct store *s, const struct check *k, const struct decision_request *q,
		    struct err *e)
{
	if (decision_is_natural(k, q->decision))
		return true;
	/* What is not known yet cannot be overruled. */
	if (q->overrule && *q->overrule && q->overrule_signature && k->outcome != OUTCOME_UNDECIDED)
		return operators_signed(s, &q->who, q->overrule_signature,
					&(struct sign_request){.posts = POST_BIT(POST_SUPERVISOR),
							       .act = DECISION_OVERRULE_ACT,
							       .subject = k->item->id,
							       .reason = q->overrule},
					e);
	return refuse(k, e);
}

static bool ways_allowed(const struct check *k, unsigned way, struct err *e)
{
	if (way != DEFER_ON_SITE && way != DEFER_POST)
		return err_set(e, ERR_INPUT, _("容缺受理要写明后补方式：现场送达或邮寄"));
	for (size_t i = 0; i < k->n_reasons; i++) {
		const struct reason *r = &k->reasons[i];
		if (r->code != REASON_DEFERRABLE)
			continue;
		/* A promise names the paper that will come: a group must be settled on one first.
		 */
		if (r->node != NODE_PAPER || r->until == DATE_NONE)
			return err_set(e, ERR_REFUSED,
				       _("先确定任选其一中以后补交哪一种，再容缺受理"));
		if (!(k->item->papers[r->index].defer_ways & way))
			return err_set(e, ERR_REFUSED, _("%s 不能以这种方式后补"),
				       k->item->papers[r->index].name);
	}
	return true;
}

static bool form_sound(struct casefile *c, const struct check *k, date_day today, struct err *e)
{
	struct form_fault *faults;
	size_t n = casefile_faults(c, k, today, &faults);

	if (n == 0)
		return true;
	if (n == 1)
		return err_set(e, ERR_INPUT, "%s", faults[0].text);
	return err_set(e, ERR_INPUT, _("%s（另有 %zu 处）"), faults[0].text, n - 1);
}

static void promise_ways(struct case_record *r, unsigned way)
{
	for (size_t i = 0; i < r->n_papers; i++)
		if (strcmp(r->papers[i].state, "deferred") == 0)
			r->papers[i].way = way == DEFER_POST ? "邮寄" : "现场送达";
}

/* The same request again is the same case, whatever day it is now and whatever was corrected
 * since; another case under a used request_id is a mistake of the caller's that must not look like
 * success. */
static bool is_same_request(struct store *s, const struct case_record *r, const char *number,
			    struct decided *out, struct err *e)
{
	struct arena a = {0};
	struct case_record *old = NULL;
	bool ok = cases_requested(s, number, r->request_id, &a, &old, e);

	for (int i = 0; ok && old && i < OUTCOMES; i++)
		if (strcmp(outcome_ids[i], old->outcome) == 0)
			out->outcome = (enum outcome)i;

	if (ok && (!old || strcmp(old->item, r->item) != 0 || old->n_values != r->n_values ||
		   old->n_fields != r->n_fields))
		old = NULL;
	for (size_t i = 0; ok && old && i < r->n_fields; i++)
		if (strcmp(old->fields[i].value, r->fields[i].value) != 0)
			old = NULL;
	for (size_t i = 0; ok && old && i < r->n_values; i++)
		if (strcmp(old->values[i].value, r->values[i].value) != 0)
			old = NULL;
	if (ok && !old)
		ok = err_set(e, ERR_INPUT, _("request_id “%s”已用于另一件（%s），请换一个"),
			     r->request_id, number);
	arena_done(&a);
	return ok;
}

struct guarded {
	struct case_record *record;
	const struct decision_request *request;
	struct decided *out;
};

/* The payload of an acceptance or a notice. Inside its transaction, so that of two windows which
 * accept one person in the same second the later one is told. A second notice beside the first
 * would name what that had not, and nobody would see it. */
static bool build_guarded(void *ctx, struct store *s, const struct store_ticket *t,
			  struct str *payload, struct err *e)
{
	struct guarded *g = ctx;
	const char *reason = g->request->duplicate_reason;
	struct arena a = {0};
	struct duplicate *d = NULL;
	bool ok = duplicate_find(s, g->record, t->number, &a, &d, e);

	if (d && g->request->decision == DECISION_NOTICE && d->state != CASE_NOTICED)
		d = NULL;
	if (ok && d && (!reason || !*reason)) {
		char at[CLOCK_TEXT];
		snprintf(g->out->duplicate, sizeof(g->out->duplicate), "%s", d->number);
		ok = err_set(e, ERR_REFUSED,
			     _("此人本事项已有 %s（%s，%.16s，窗口 %s %s），再受理一件要写明理由"),
			     d->number, _(case_state_names[d->state]), clock_format(d->at, at),
			     d->window && *d->window ? d->window : _("无"), d->by);
	} else if (ok && d) {
		g->record->duplicate_of = d->number;
		g->record->duplicate_reason = reason;
	}
	ok = ok && case_record_build(g->record, s, t, payload, e);
	g->record->duplicate_of = NULL;
	arena_done(&a);
	return ok;
}

static void add_event(struct arena *a, struct store_event **rows, size_t *n, enum event_kind kind,
		      const struct actor *who, const char *payload)
{
	*ARENA_PUSH(a, *rows, *n) =
		(struct store_event){.kind = kind, .who = who, .payload = payload};
}

static void add_built(struct arena *a, struct store_event **rows, size_t *n, enum event_kind kind,
		      const struct actor *who,
		      bool (*build)(void *ctx, struct store *s, const struct store_ticket *t,
				    struct str *payload, struct err *e),
		      const void *ctx)
{
	*ARENA_PUSH(a, *rows, *n) = (struct store_event){
		.kind = kind, .who = who, .build = build, .ctx = (void *)ctx};
}

/* The decision, the papers it hands out, the fee to be told (NULL: none). `ends`: sheets handed
 * over end the case, nothing is reviewed, nothing is left to deliver. */
static void add_decision(struct guarded *g, const char *number, const struct late *late,
			 const struct fee_notice *fee, bool ends, struct arena *a,
			 struct store_event **rows, size_t *n)
{
	const struct decision_request *q = g->request;
	bool guards = q->decision != DECISION_REFUSE;

	*ARENA_PUSH(a, *rows, *n) = (struct store_event){
		.kind = events[q->decision],
		.who = &q->who,
		.reserve = !number && !late->occurred,
		.subject = late->occurred ? late->number : number,
		.build = guards ? build_guarded : case_record_build,
		.ctx = guards ? (void *)g : g->record,
	};
	for (const char *const *kind = decision_documents[q->decision]; *kind; kind++)
		*ARENA_PUSH(a, *rows, *n) = (struct store_event){
			.kind = EVENT_DOCUMENT_ISSUED,
			.who = &q->who,
			.build = documents_build,
			.ctx = (void *)*kind,
		};
	if (fee) {
		add_built(a, rows, n, EVENT_FEE_TOLD, &q->who, fees_build, fee);
		add_built(a, rows, n, EVENT_DOCUMENT_ISSUED, &q->who, documents_build,
			  decision_fee_document);
	}
	if (ends) {
		add_event(a, rows, n, EVENT_CASE_GRANTED, &q->who, "{}");
		add_event(a, rows, n, EVENT_CASE_DELIVERED, &q->who, "{\"way\":\"window\"}");
	}
}

/* number: of the notice that is decided again; NULL: a new one. The case it takes the place of is
 * voided behind it, in the same commit. */
static bool commit(struct store *s, struct case_record *r, const char *number, bool ends,
		   const struct fee_notice *fee, const struct decision_request *q,
		   const struct late *late, const struct mistaken *mistaken, struct decided *out,
		   struct err *e)
{
	struct guarded guarded = {r, q, out};
	struct mistaken_writing voiding = {.mistaken = mistaken, .who = &q->who};
	struct store_event *rows = NULL;
	struct store_receipt receipt;
	struct arena a = {0};
	size_t n = 0;

	add_decision(&guarded, number, late, fee, ends, &a, &rows, &n);
	bool ok = (!mistaken->case_number || mistaken_events(s, &voiding, &a, &rows, &n, e)) &&
		  store_commit(s, r->request_id, rows, n, &receipt, e);
	arena_done(&a);
	if (!ok)
		return false;
	memcpy(out->number, receipt.ticket.number, sizeof(out->number));
	memcpy(out->query_code, receipt.ticket.query_code, sizeof(out->query_code));
	memcpy(out->mistaken_document, voiding.document, sizeof(voiding.document));
	out->repeated = receipt.repeated;
	return !receipt.repeated || is_same_request(s, r, out->number, out, e);
}

/* A request decided before is answered before anything is judged anew: papers that were
 * complete then, on a day that was open then. False also when it was another case's. */
static bool was_decided(struct store *s, const struct casefile *c, const struct check *k,
			struct decided *out, struct err *e)
{
	struct store_receipt receipt;
	struct case_record r;
	struct arena a = {0};

	if (!store_requested(s, c->request_id, &receipt, e))
		return false;
	out->repeated = receipt.repeated;
	if (!receipt.repeated)
		return true;
	memcpy(out->number, receipt.ticket.number, sizeof(out->number));
	memcpy(out->query_code, receipt.ticket.query_code, sizeof(out->query_code));
	record_make(&r, &a, c, k, false);
	bool ok = is_same_request(s, &r, out->number, out, e);
	arena_done(&a);
	return ok;
}

/* Each says who looked and when; what came from a file was looked up by who hands it in. */
static void sign_verifications(struct case_record *r, const char *by, int64_t now)
{
	for (size_t i = 0; i < r->n_verifications; i++) {
		struct case_verification *v = &r->verifications[i];
		v->by = v->by ? v->by : by;
		v->at = v->at ? v->at : now;
	}
}

/* All that can refuse it before a record is made. */
static bool may_be(struct store *s, struct casefile *c, const struct check *k,
		   const struct decision_request *q, const struct late *late, struct err *e)
{
	if (!clock_is_sure(s, e) || !may_decide(s, q->who.by, e) || !allowed(s, k, q, e) ||
	    (q->decision == DECISION_DEFER && !ways_allowed(k, q->way, e)))
		return false;
	/* A notice or a refusal may be given before the whole form is filled in. */
	if (q->decision <= DECISION_DEFER && !form_sound(c, k, late->day, e))
		return false;
	return late_signed(s, late, &q->who, q->late_signature, e);
}

/* What the decision adds to what the casefile says. */
static void record_decision(struct case_record *r, const struct check *k,
			    const struct decision_request *q, const struct late *late, int64_t now)
{
	r->state = states[q->decision];
	/* A hand that was not needed is not recorded: nothing was overruled. */
	if (!decision_is_natural(k, q->decision)) {
		r->overrule = q->overrule;
		r->overruled_by = q->overrule_signature->login;
		r->signatures[0] = q->overrule_signature->seq;
	}
	r->occurred = late->occurred;
	if (late->occurred) {
		r->signed_by = q->late_signature->login;
		r->signatures[1] = q->late_signature->seq;
	}
	promise_ways(r, q->way);
	sign_verifications(r, q->who.by, now);
	if (q->n_history > 1) {
		r->history = (struct case_step *)q->history;
		r->n_history = q->n_history;
	}
	if (q->decision > DECISION_DEFER) {
		/* Nothing was accepted: no clock runs. */
		r->due = DATE_NONE;
		r->due_text = NULL;
		r->n_limits = 0;
	}
}

/* The hall's own clock runs from the same day as the guide's. */
static void make_promise(struct case_record *r, struct arena *a, struct casefile *c,
			 const struct calendar *cal, date_day since)
{
	struct value on = c->in.values[FACT_ON];

	if (since != DATE_NONE)
		c->in.values[FACT_ON].a = since;
	record_make_promise(r, a, c, cal);
	c->in.values[FACT_ON] = on;
}

static bool decide(struct store *s, const struct calendar *cal, struct casefile *c,
		   const struct check *k, const struct decision_request *q, const struct late *late,
		   struct takeback *instead, struct decided *out, struct err *e)
{
	char digest[GUIDE_DIGEST_TEXT];
	const char *number = NULL;
	struct fee_notice fee;
	struct arena a = {0};
	struct case_record r;

	out->outcome = k->outcome;
	if (c->request_id && !was_decided(s, c, k, out, e))
		return false;
	if (out->repeated)
		return true;
	if (!may_be(s, c, k, q, late, e) || !pinned_keep(s, &q->who, c->item, e) ||
	    !pinned_keep_calendar(s, cal, digest, e))
		return false;
	record_make(&r, &a, c, k, q->decision == DECISION_DEFER);
	make_promise(&r, &a, c, cal, instead->since);
	r.calendar = digest;
	r.since = instead->since;
	if (instead->mistaken.case_number)
		r.after = instead->mistaken.case_number;
	instead->mistaken.replaced_as = case_state_ids[states[q->decision]];
	instead->mistaken.signature = q->mistaken_signature;
	record_decision(&r, k, q, late, clock_now(store_clock(s)));
	if (q->decision <= DECISION_DEFER)
		flow_stages(&r, &a, k, q->site);
	bool has_fee = q->decision <= DECISION_DEFER && fee_of(c->item, &r, &fee);
	bool ok = second_prepare(s, cal, c, k, q, &a, &r, &number, e) &&
		  commit(s, &r, number, q->decision == DECISION_ACCEPT && c->item->prints,
			 has_fee ? &fee : NULL, q, late, &instead->mistaken, out, e);
	arena_done(&a);
	return ok;
}

/* Judged as of its day; where the hall's mistake kept it waiting, counted from the first. */
static void run_clocks(struct check *k, struct casefile *c, const struct calendar *cal,
		       date_day since)
{
	struct value on = c->in.values[FACT_ON];

	if (since != DATE_NONE)
		c->in.values[FACT_ON].a = since;
	check_dues(k, &c->in, cal);
	c->in.values[FACT_ON] = on;
}

bool case_decide(struct store *s, const struct calendar *cal, struct casefile *c,
		 const struct decision_request *q, struct decided *out, struct err *e)
{
	struct takeback instead;
	struct late late;

	*out = (struct decided){0};
	if (!late_read(s, c, &late, e) || !takeback_read(s, c, &instead, e))
		return false;
	/* The day is the store's, whatever the casefile was begun with; or the slip's. */
	c->in.values[FACT_ON] = (struct value){.state = VALUE_KNOWN, .a = late.day};
	struct check *k = check_new(c->item);
	check_run(k, &c->in, cal);
	run_clocks(k, c, cal, instead.since);
	bool ok = decide(s, cal, c, k, q, &late, &instead, out, e);
	check_free(k);
	return ok;
}
