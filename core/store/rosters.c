/* SPDX-License-Identifier: Apache-2.0 */
#include "store/rosters.h"

#include <string.h>

#include "base/text.h"
#include "store/apply.h"
#include "store/signatures_inside.h"
#include "store/store_inside.h"

bool rosters_headings(struct store *s, const char *unit, struct arena *a,
		      struct roster_heading **rows, size_t *n, struct err *e)
{
	struct stmt *q = db_stmt(s->db, "SELECT heading, \"column\" FROM roster_headings "
					"WHERE unit = :unit ORDER BY heading");

	*rows = NULL;
	*n = 0;
	stmt_text(q, ":unit", unit);
	while (stmt_step(q)) {
		struct roster_heading *row = ARENA_PUSH(a, *rows, *n);
		row->heading = stmt_copy(q, 0, a);
		row->column = stmt_copy(q, 1, a);
	}
	return stmt_done(q, e);
}

bool apply_roster_mapped(struct db *db, const struct event *ev, const struct payload *payload,
			 struct err *e)
{
	const struct payload *headings = payload_member(payload, "headings");
	bool ok = true;

	for (const struct payload *m = headings ? headings->first : NULL; ok && m; m = m->next) {
		struct stmt *q = db_stmt(db, "INSERT OR REPLACE INTO roster_headings "
					     "VALUES (:unit, :heading, :column)");
		stmt_text(q, ":unit", ev->subject);
		stmt_text(q, ":heading", m->name);
		stmt_text(q, ":column", m->type == PAYLOAD_TEXT ? m->text : "");
		ok = stmt_run(q, e);
	}
	return ok;
}

static bool is_known(const struct roster_heading *known, size_t n, const struct roster_heading *row)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(known[i].heading, row->heading) == 0)
			return strcmp(known[i].column, row->column) == 0;
	return false;
}

bool rosters_remember(struct store *s, const struct actor *who, const char *unit,
		      const struct roster_heading *rows, size_t n, struct err *e)
{
	struct roster_heading *known;
	struct arena a = {0};
	struct str payload = {0};
	size_t n_known, fresh = 0;
	bool ok = rosters_headings(s, unit, &a, &known, &n_known, e);

	payload_open(&payload);
	payload_put_name(&payload, "headings");
	payload_open(&payload);
	for (size_t i = 0; ok && i < n; i++)
		if (!is_known(known, n_known, &rows[i])) {
			payload_put(&payload, rows[i].heading, rows[i].column);
			fresh++;
		}
	payload_close(&payload);
	payload_close(&payload);
	if (ok && fresh)
		ok = operators_may(s, who, POSTS_COUNTER, e) &&
		     store_note(s, EVENT_ROSTER_MAPPED, who, unit, payload.data, e);
	str_done(&payload);
	arena_done(&a);
	return ok;
}

bool apply_roster_split(struct db *db, const struct event *ev, const struct payload *payload,
			struct err *e)
{
	struct stmt *q = db_stmt(db, "INSERT INTO roster_splits VALUES (:site, :seq, :day, :unit, "
				     ":item, :taken, :returned, :names, :reason, :operator, :by)");
	const char *by = payload_text(payload, "signed_by");

	stmt_text(q, ":site", ev->site);
	stmt_int(q, ":seq", ev->seq);
	stmt_day(q, ":day", ev->day);
	stmt_text(q, ":unit", ev->subject);
	stmt_text(q, ":item", payload_text(payload, "item"));
	stmt_int(q, ":taken", payload_int(payload, "taken"));
	stmt_int(q, ":returned", payload_int(payload, "returned"));
	stmt_text(q, ":names", payload_text(payload, "names"));
	stmt_text(q, ":reason", payload_text(payload, "reason"));
	stmt_text(q, ":operator", ev->by);
	stmt_text(q, ":by", by ? by : ev->by);
	return stmt_run(q, e);
}

/* Inside the commit: the signature is looked at where it is used up. */
static bool build_split(void *ctx, struct store *s, const struct store_ticket *t,
			struct str *payload, struct err *e)
{
	const struct roster_split *split = ctx;

	(void)s;
	(void)t;
	(void)e;
	payload_open(payload);
	payload_put(payload, "item", split->item);
	payload_put_int(payload, "taken", split->taken);
	payload_put_int(payload, "returned", split->returned);
	payload_put(payload, "names", split->names);
	payload_put(payload, "reason", split->reason);
	if (split->signature.seq)
		payload_put(payload, "signed_by", split->signature.login);
	signatures_put(payload, &split->signature.seq, 1);
	payload_close(payload);
	return true;
}

bool rosters_split(struct store *s, const struct actor *who, const struct roster_split *split,
		   struct err *e)
{
	const struct sign_request q = {.posts = ROSTER_SPLIT_POSTS,
				       .act = ROSTER_SPLIT_ACT,
				       .subject = split->subject,
				       .reason = split->reason};
	const struct store_event ev = {.kind = EVENT_ROSTER_SPLIT,
				       .who = who,
				       .subject = split->unit,
				       .build = build_split,
				       .ctx = (void *)split};
	struct store_receipt receipt;

	if (split->signature.seq ? !operators_signed(s, who, &split->signature, &q, e)
				 : !operators_may(s, who, ROSTER_SPLIT_POSTS, e))
		return false;
	return store_commit(s, NULL, &ev, 1, &receipt, e);
}
