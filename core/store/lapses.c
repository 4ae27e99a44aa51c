/* SPDX-License-Identifier: Apache-2.0 */
#include "store/lapses.h"

#include <string.h>

#include "base/text.h"
#include "store/apply.h"
#include "store/documents.h"
#include "store/promises_inside.h"
#include "store/record_inside.h"
#include "store/signatures_inside.h"
#include "store/store_inside.h"

const char *const lapse_ids[LAPSES] = {"grace", "terminate", "continue"};
const char *const lapse_names[LAPSES] = {N_("宽限"), N_("终止办理"), N_("按已补齐情况继续")};

static int lapse_of(const char *id)
{
	for (int i = 0; id && i < LAPSES; i++)
		if (strcmp(lapse_ids[i], id) == 0)
			return i;
	return -1;
}

/* ---- applied ---- */

struct deciding {
	struct db *db;
	const struct event *ev;
	const struct payload *payload;
	int64_t id;
	enum lapse lapse;
	date_day until;
};

/* The promises it is about, as they are now. */
static bool overdue(const struct deciding *d, struct arena *a, struct case_lapse **rows, size_t *n,
		    struct err *e)
{
	struct stmt *q = db_stmt(d->db, "SELECT paper, name, due, continues FROM promises "
					"WHERE case_id = :id AND due < :day AND " PROMISE_OPEN
					" ORDER BY due, paper");
	bool may_go_on = true;

	*rows = NULL;
	*n = 0;
	stmt_int(q, ":id", d->id);
	stmt_day(q, ":day", d->ev->day);
	while (stmt_step(q)) {
		*ARENA_PUSH(a, *rows, *n) = (struct case_lapse){
			.paper = stmt_copy(q, 0, a),
			.name = stmt_copy(q, 1, a),
			.was_due = stmt_get_day(q, 2),
			.decision = lapse_ids[d->lapse],
			.until = d->until,
			.reason = payload_text(d->payload, "reason"),
			.by = d->ev->by,
			.day = d->ev->day,
			.document = payload_text(d->payload, "document"),
		};
		may_go_on = may_go_on && stmt_get_int(q, 3);
	}
	if (!stmt_done(q, e))
		return false;
	if (*n == 0)
		return err_set(e, ERR_REFUSED, _("%s 没有逾期未补的材料，可能已经补交或已作处理"),
			       d->ev->subject);
	if (d->lapse == LAPSE_CONTINUE && !may_go_on)
		return err_set(e, ERR_REFUSED,
			       _("指南没有写明逾期可按已补齐情况继续：请宽限，或终止办理"));
	return true;
}

static bool note(const struct deciding *d, const struct case_lapse *row, struct err *e)
{
	struct stmt *q = db_stmt(d->db, "SELECT count(*) FROM promise_decisions "
					"WHERE case_id = :id");

	stmt_int(q, ":id", d->id);
	int64_t pos = stmt_step(q) ? stmt_get_int(q, 0) : 0;
	return stmt_done(q, e) &&
	       shape_insert(d->db, &record_lists[RECORD_LAPSES].shape, d->id, pos, row, e);
}

static bool give_time(const struct deciding *d, const char *paper, struct err *e)
{
	struct stmt *q = db_stmt(d->db, "UPDATE promises SET first_due = coalesce(first_due, due), "
					"due = :until WHERE case_id = :id AND paper = :paper");

	stmt_day(q, ":until", d->until);
	stmt_int(q, ":id", d->id);
	stmt_text(q, ":paper", paper);
	return stmt_run(q, e);
}

/* 终止 leaves the end to the move that stands in the same commit. */
static bool decide_all(const struct deciding *d, struct err *e)
{
	struct arena a = {0};
	struct case_lapse *rows;
	size_t n;
	bool ok = overdue(d, &a, &rows, &n, e);

	for (size_t i = 0; ok && i < n; i++) {
		ok = note(d, &rows[i], e);
		if (ok && d->lapse == LAPSE_GRACE)
			ok = give_time(d, rows[i].paper, e);
		if (ok && d->lapse == LAPSE_CONTINUE)
			ok = promises_end(d->db, d->ev, d->id, rows[i].paper, "continued", e);
	}
	arena_done(&a);
	return ok;
}

bool apply_lapse(struct db *db, const struct event *ev, const struct payload *payload,
		 struct err *e)
{
	struct deciding d = {db, ev, payload, .until = payload_day(payload, "until")};
	int lapse = lapse_of(payload_text(payload, "decision"));
	enum case_state state;

	if (lapse < 0)
		return err_set(e, ERR_INPUT, _("请选宽限、终止办理或按已补齐情况继续"));
	d.lapse = (enum lapse)lapse;
	if (!case_find(db, ev->subject, &d.id, &state, e))
		return false;
	if (d.lapse == LAPSE_GRACE && (d.until == DATE_NONE || d.until <= ev->day))
		return err_set(e, ERR_INPUT, _("宽限到的日期应在今天之后"));
	return decide_all(&d, e) && promises_settle(db, ev, d.id, e);
}

/* ---- recording ---- */

struct writing {
	const struct lapse_decision *decision;
	const struct actor *who; /* at the window */
	const char *document;
};

static bool build(void *ctx, struct store *s, const struct store_ticket *t, struct str *payload,
		  struct err *e)
{
	const struct writing *w = ctx;
	const struct lapse_decision *d = w->decision;
	const struct sign_request q = {.posts = LAPSE_POSTS,
				       .act = LAPSE_ACT,
				       .subject = d->case_number,
				       .reason = d->reason};

	(void)t;
	if (d->signature ? !operators_signed(s, w->who, d->signature, &q, e)
			 : !operators_may(s, w->who, LAPSE_POSTS, e))
		return false;
	payload_open(payload);
	payload_put(payload, "decision", lapse_ids[d->lapse]);
	if (d->lapse == LAPSE_GRACE)
		payload_put_day(payload, "until", d->until);
	payload_put(payload, "reason", d->reason);
	payload_put(payload, "document", w->document);
	if (d->signature) {
		payload_put(payload, "entered_by", w->who->by);
		signatures_put(payload, &d->signature->seq, 1);
	}
	payload_close(payload);
	return true;
}

static bool build_end(void *ctx, struct store *s, const struct store_ticket *t, struct str *payload,
		      struct err *e)
{
	const struct lapse_decision *d = ctx;

	(void)s;
	(void)t;
	(void)e;
	payload_open(payload);
	payload_put(payload, "reason", d->reason);
	payload_close(payload);
	return true;
}

bool lapses_decide(struct store *s, const struct actor *who, const struct lapse_decision *d,
		   char *document, struct err *e)
{
	struct documents_issue issue = {.kind = LAPSE_DOCUMENT, .number = document};
	struct writing w = {d, who, document};
	/* The decision is who decided's, wherever it was typed. */
	struct actor decider = *who;

	if (!d->reason || !d->reason[strspn(d->reason, " \t")])
		return err_set(e, ERR_INPUT, _("请写明作这一处理的理由"));
	if (d->signature)
		decider.by = d->signature->login;
	/* The paper first: the decision names it. */
	const struct store_event events[] = {
		{.kind = EVENT_DOCUMENT_ISSUED,
		 .who = who,
		 .subject = d->case_number,
		 .build = documents_issue_build,
		 .ctx = &issue},
		{.kind = EVENT_PROMISE_DECIDED,
		 .who = &decider,
		 .subject = d->case_number,
		 .build = build,
		 .ctx = &w},
		{.kind = EVENT_CASE_TERMINATED,
		 .who = &decider,
		 .subject = d->case_number,
		 .build = build_end,
		 .ctx = (void *)d},
	};
	return store_commit(s, NULL, events, d->lapse == LAPSE_TERMINATE ? 3 : 2, NULL, e);
}
