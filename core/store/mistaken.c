/* SPDX-License-Identifier: Apache-2.0 */
#include "store/mistaken.h"

#include <string.h>

#include "base/text.h"
#include "store/apply.h"
#include "store/record_inside.h"
#include "store/signatures_inside.h"
#include "store/store_inside.h"

const char *const mistake_ids[MISTAKES] = {"ours", "applicant"};
const char *const mistake_names[MISTAKES] = {N_("本单位原因"), N_("申请人原因")};

/* ---- the voiding ---- */

static bool is_permitted(const struct mistaken_writing *w, struct store *s, struct err *e)
{
	const struct mistaken *m = w->mistaken;
	const struct sign_request q = {.posts = MISTAKEN_POSTS,
				       .act = MISTAKEN_ACT,
				       .subject = m->case_number,
				       .reason = m->reason};

	if (!m->reason || !m->reason[strspn(m->reason, " \t")])
		return err_set(e, ERR_INPUT, _("更正受理须写明原因"));
	return m->signature ? operators_signed(s, w->who, m->signature, &q, e)
			    : operators_may(s, w->who, MISTAKEN_POSTS, e);
}

/* Behind the new case in its commit: the ticket's number is what takes its place. */
static bool build_void(void *ctx, struct store *s, const struct store_ticket *t,
		       struct str *payload, struct err *e)
{
	const struct mistaken_writing *w = ctx;
	const struct mistaken *m = w->mistaken;

	if (!is_permitted(w, s, e))
		return false;
	payload_open(payload);
	payload_put(payload, "reason", m->reason);
	payload_put(payload, "fault", mistake_ids[m->fault]);
	payload_put(payload, "signed_by", m->signature ? m->signature->login : w->who->by);
	payload_put(payload, "document", w->document);
	if (m->replaced_as) {
		payload_put(payload, "replaced", t->number);
		payload_put(payload, "replaced_as", m->replaced_as);
	}
	if (m->signature)
		signatures_put(payload, &m->signature->seq, 1);
	payload_close(payload);
	return true;
}

/* Whoever holds a receipt of it holds nothing. */
static bool void_papers(struct store *s, const struct mistaken_writing *w, struct arena *a,
			struct store_event **rows, size_t *n, struct err *e)
{
	const char *number = w->mistaken->case_number;
	struct document_row *documents;
	size_t n_documents;

	if (!documents_of(s, number, a, &documents, &n_documents, e))
		return false;
	for (size_t i = 0; i < n_documents; i++) {
		struct str payload = {0};
		if (documents[i].voided_at)
			continue;
		payload_open(&payload);
		payload_put(&payload, "number", documents[i].number);
		payload_put(&payload, "reason", "更正受理");
		payload_close(&payload);
		*ARENA_PUSH(a, *rows, *n) =
			(struct store_event){.kind = EVENT_DOCUMENT_VOIDED,
					     .who = w->who,
					     .subject = number,
					     .payload = arena_strdup(a, payload.data)};
		str_done(&payload);
	}
	return true;
}

bool mistaken_events(struct store *s, struct mistaken_writing *w, struct arena *a,
		     struct store_event **rows, size_t *n, struct err *e)
{
	const char *number = w->mistaken->case_number;

	w->issue = (struct documents_issue){
		.kind = MISTAKEN_DOCUMENT, .case_number = number, .number = w->document};
	if (!void_papers(s, w, a, rows, n, e))
		return false;
	/* Before the case: no paper is issued for one that is void. */
	*ARENA_PUSH(a, *rows, *n) = (struct store_event){.kind = EVENT_DOCUMENT_ISSUED,
							 .who = w->who,
							 .subject = number,
							 .build = documents_issue_build,
							 .ctx = &w->issue};
	*ARENA_PUSH(a, *rows, *n) = (struct store_event){.kind = EVENT_CASE_VOIDED,
							 .who = w->who,
							 .subject = number,
							 .build = build_void,
							 .ctx = w};
	return true;
}

bool mistaken_void(struct store *s, const struct actor *who, const struct mistaken *m,
		   char *document, struct err *e)
{
	struct mistaken_writing w = {.mistaken = m, .who = who};
	struct store_event *rows = NULL;
	struct arena a = {0};
	size_t n = 0;
	bool ok =
		mistaken_events(s, &w, &a, &rows, &n, e) && store_commit(s, NULL, rows, n, NULL, e);

	if (ok)
		memcpy(document, w.document, sizeof(w.document));
	arena_done(&a);
	return ok;
}

/* ---- its papers ---- */

/* A case that came to nothing: what was kept of it is the applicant's again. */
#define OVER                                                                                       \
	(CASE_BIT(CASE_VOIDED) | CASE_BIT(CASE_WITHDRAWN) | CASE_BIT(CASE_TERMINATED) |            \
	 CASE_BIT(CASE_REFUSED))

bool apply_papers_back(struct db *db, const struct event *ev, const struct payload *payload,
		       struct err *e)
{
	enum case_state state;
	int64_t id;

	(void)payload;
	if (!case_find(db, ev->subject, &id, &state, e))
		return false;
	if (!(CASE_BIT(state) & OVER))
		return err_set(e, ERR_REFUSED, _("%s 现在是“%s”，材料不能退还"), ev->subject,
			       _(case_state_names[state]));
	/* What the case says of its papers is what the day it was taken in is counted from. */
	struct stmt *q = db_stmt(db, "UPDATE cases SET papers_back = :day WHERE id = :id AND "
				     "papers_back IS NULL AND EXISTS (SELECT 1 FROM case_papers "
				     "WHERE case_id = :id AND state = 'ok' AND "
				     "handed_back IS NOT 1)");
	stmt_day(q, ":day", ev->day);
	stmt_int(q, ":id", id);
	if (!stmt_run(q, e))
		return false;
	return db_changes(db) > 0 || err_set(e, ERR_REFUSED, _("%s 没有待退还的材料"), ev->subject);
}

bool mistaken_papers_back(struct store *s, const struct actor *who, const char *case_number,
			  const char *receiver, struct err *e)
{
	struct str payload = {0};

	if (!operators_may(s, who, POSTS_COUNTER, e))
		return false;
	payload_open(&payload);
	payload_put(&payload, "receiver", receiver && *receiver ? receiver : NULL);
	payload_close(&payload);
	bool ok = store_note(s, EVENT_PAPERS_BACK, who, case_number, payload.data, e);
	str_done(&payload);
	return ok;
}
