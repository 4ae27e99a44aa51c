/* SPDX-License-Identifier: Apache-2.0 */
#include "store/moves.h"

#include <assert.h>
#include <string.h>

#include "base/text.h"
#include "store/moves_inside.h"
#include "store/record_inside.h"
#include "store/signatures_inside.h"
#include "store/store_inside.h"

#define AWAITING  (CASE_BIT(CASE_ACCEPTED) | CASE_BIT(CASE_DEFERRED) | CASE_BIT(CASE_REVIEWING))
#define OPEN	  (CASES_RUNNING & ~CASE_BIT(CASE_SUSPENDED))
#define REVIEWERS (POST_BIT(POST_REVIEWER) | POST_BIT(POST_APPROVER) | POST_BIT(POST_SUPERVISOR))
#define COUNTER	  (POSTS_COUNTER | POST_BIT(POST_APPROVER))
#define APPROVERS (POST_BIT(POST_APPROVER) | POST_BIT(POST_SUPERVISOR))

static const struct move_row rows[] = {
	{EVENT_CASE_REVIEWED, AWAITING, 0, 0, false, NULL},
	{EVENT_CASE_RETURNED, AWAITING, 0, 0, true, NULL},
	{EVENT_CASE_RESUBMITTED, CASE_BIT(CASE_RETURNED), COUNTER, 0, false, NULL},
	{EVENT_CASE_GRANTED, AWAITING, COUNTER, 0, false, NULL},
	{EVENT_CASE_DENIED, AWAITING, REVIEWERS, 0, true, "denial"},
	{EVENT_CASE_SUSPENDED, OPEN, COUNTER, 0, true, "suspension"},
	{EVENT_CASE_RESUMED, CASE_BIT(CASE_SUSPENDED), COUNTER, 0, false, "resumption"},
	{EVENT_CASE_EXTENDED, OPEN, COUNTER, APPROVERS, true, "extension"},
	{EVENT_CASE_PUBLICISED, OPEN, COUNTER, 0, false, "publicity"},
	{EVENT_CASE_PUBLIC_ENDED, OPEN, COUNTER, 0, false, "publicity_report"},
	{EVENT_CASE_WITHDRAWN, CASES_RUNNING | CASE_BIT(CASE_NOTICED), COUNTER, 0, true,
	 "withdrawal"},
	{EVENT_CASE_TERMINATED, CASES_RUNNING, REVIEWERS, 0, true, "termination"},
	{EVENT_CASE_DELIVERED, CASES_DECIDED, COUNTER, 0, false, "conclusion"},
};

const struct move_row *moves_row(enum event_kind kind)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (rows[i].kind == kind)
			return &rows[i];
	}
	return NULL;
}

bool moves_allowed(enum case_state state, enum event_kind kind)
{
	const struct move_row *row = moves_row(kind);

	return row && (row->from & CASE_BIT(state));
}

unsigned moves_posts(const char *ids)
{
	unsigned mask = 0;

	for (int p = 0; ids && p < POSTS; p++) {
		size_t len = strlen(post_ids[p]);
		for (const char *at = ids; (at = strstr(at, post_ids[p])); at += len) {
			if ((at == ids || at[-1] == ' ') && (at[len] == ' ' || !at[len]))
				mask |= POST_BIT(p);
		}
	}
	return mask;
}

/* ---- what is written ---- */

void moves_put_dues(struct str *out, const struct case_dues *d)
{
	payload_put_name(out, "dues");
	payload_open(out);
	payload_put_day(out, "due", d->due);
	payload_put_int(out, "provisional", d->provisional);
	payload_put_name(out, "limits");
	str_addc(out, '[');
	for (size_t i = 0; i < d->n; i++) {
		if (i)
			str_addc(out, ',');
		payload_open(out);
		payload_put(out, "id", d->rows[i].limit);
		payload_put_day(out, "due", d->rows[i].due);
		payload_put_int(out, "provisional", d->rows[i].provisional);
		payload_close(out);
	}
	str_addc(out, ']');
	payload_close(out);
}

/* Who may do the stage that is looked at. A case without stages is the reviewers'. */
static bool stage_posts(struct store *s, const struct case_move *m, unsigned *posts, struct err *e)
{
	struct stmt *q = db_stmt(s->db, "SELECT g.posts FROM cases c JOIN case_stages g "
					"ON g.case_id = c.id AND g.pos = :stage "
					"WHERE c.number = :number");

	*posts = REVIEWERS;
	stmt_int(q, ":stage", m->stage);
	stmt_text(q, ":number", m->number);
	if (stmt_step(q))
		*posts = moves_posts(stmt_get(q, 0));
	return stmt_done(q, e);
}

struct building {
	const struct case_move *move;
	const struct move_row *row;
	const struct actor *who;
};

static bool is_permitted(const struct building *b, struct store *s, struct err *e)
{
	const struct case_move *m = b->move;
	unsigned posts = b->row->posts;

	if ((!posts && !stage_posts(s, m, &posts, e)) || !operators_may(s, b->who, posts, e))
		return false;
	if (!b->row->approval)
		return true;
	const struct sign_request q = {.posts = b->row->approval,
				       .act = event_ids[m->kind],
				       .subject = m->number,
				       .reason = m->reason};
	return m->approval ? operators_signed(s, b->who, m->approval, &q, e)
			   : err_set(e, ERR_PERMISSION, _("这一步须审核或主管人员签字"));
}

static bool build_move(void *ctx, struct store *s, const struct store_ticket *t,
		       struct str *payload, struct err *e)
{
	const struct building *b = ctx;
	const struct case_move *m = b->move;

	struct case_dues dues;

	if (b->row->reason && (!m->reason || !m->reason[strspn(m->reason, " \t")]))
		return err_set(e, ERR_INPUT, _("须写明原因"));
	if (!is_permitted(b, s, e) || (m->dues && !m->dues(m->ctx, s, t, &dues, e)))
		return false;
	payload_open(payload);
	if (m->kind == EVENT_CASE_REVIEWED || m->kind == EVENT_CASE_RETURNED ||
	    m->kind == EVENT_CASE_DENIED)
		payload_put_int(payload, "stage", m->stage);
	payload_put(payload, "reason", m->reason);
	payload_put(payload, "way", m->way);
	if (m->kind == EVENT_CASE_PUBLICISED) {
		payload_put_day(payload, "first", m->first);
		payload_put_day(payload, "last", m->last);
	}
	if (m->kind == EVENT_CASE_EXTENDED) {
		payload_put_int(payload, "days", m->days);
		payload_put(payload, "unit", m->unit);
	}
	if (m->dues)
		moves_put_dues(payload, &dues);
	if (m->approval)
		signatures_put(payload, &m->approval->seq, 1);
	payload_close(payload);
	return true;
}

/* Whether the stage that is passed is the last one of the case. */
static bool is_last(struct store *s, const struct case_move *m, bool *last, struct err *e)
{
	struct stmt *q = db_stmt(s->db, "SELECT count(*) FROM cases c JOIN case_stages g "
					"ON g.case_id = c.id WHERE c.number = :number");

	stmt_text(q, ":number", m->number);
	*last = stmt_step(q) && stmt_get_int(q, 0) == m->stage + 1;
	return stmt_done(q, e);
}

bool moves_make(struct store *s, const struct actor *who, const struct case_move *m, char *document,
		struct err *e)
{
	struct building b = {m, moves_row(m->kind), who};
	struct documents_issue issue = {.kind = b.row ? b.row->document : NULL, .number = document};
	struct store_event events[3] = {{.kind = m->kind,
					 .who = who,
					 .subject = m->number,
					 .build = build_move,
					 .ctx = &b}};
	size_t n = 1;
	bool last = false;

	assert(b.row);
	if (m->kind == EVENT_CASE_REVIEWED && !is_last(s, m, &last, e))
		return false;
	if (last)
		events[n++] = (struct store_event){.kind = EVENT_CASE_GRANTED,
						   .who = who,
						   .subject = m->number,
						   .payload = "{}"};
	if (document && issue.kind)
		events[n++] = (struct store_event){.kind = EVENT_DOCUMENT_ISSUED,
						   .who = who,
						   .subject = m->number,
						   .build = documents_issue_build,
						   .ctx = &issue};
	return store_commit(s, NULL, events, n, NULL, e);
}
