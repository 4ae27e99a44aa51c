/* SPDX-License-Identifier: Apache-2.0 */
#include "store/visits.h"

#include "base/text.h"
#include "store/apply.h"
#include "store/store_inside.h"

bool apply_visit_begun(struct db *db, const struct event *ev, const struct payload *payload,
		       struct err *e)
{
	struct stmt *q = db_stmt(db, "INSERT INTO visits VALUES (:site, :id, :window, :operator, "
				     ":at, 0, :queue)");

	stmt_text(q, ":site", ev->site);
	stmt_text(q, ":queue", payload_text(payload, "queue"));
	stmt_int(q, ":id", ev->seq);
	stmt_text(q, ":window", ev->window);
	stmt_text(q, ":operator", ev->by);
	stmt_int(q, ":at", ev->at);
	return stmt_run(q, e);
}

bool apply_visit_ended(struct db *db, const struct event *ev, const struct payload *payload,
		       struct err *e)
{
	struct stmt *q = db_stmt(db, "UPDATE visits SET ended_at = :at WHERE site = :site AND "
				     "id = :id AND ended_at = 0");

	(void)payload;
	stmt_int(q, ":at", ev->at);
	stmt_text(q, ":site", ev->site);
	stmt_int(q, ":id", ev->visit);
	if (!stmt_run(q, e))
		return false;
	return db_changes(db) == 1 ||
	       err_set(e, ERR_REFUSED, _("这次来访已经结束，或没有这次来访"));
}

bool visits_begin(struct store *s, const struct actor *who, int64_t *id, struct err *e)
{
	struct store_event ev = {
		.kind = EVENT_VISIT_BEGUN, .who = who, .subject = "", .payload = "{}"};
	struct store_receipt receipt;

	if (!store_commit(s, NULL, &ev, 1, &receipt, e))
		return false;
	*id = receipt.seq;
	return true;
}

bool visits_end(struct store *s, const struct actor *who, struct err *e)
{
	struct store_event ev = {
		.kind = EVENT_VISIT_ENDED, .who = who, .subject = "", .payload = "{}"};

	return store_commit(s, NULL, &ev, 1, NULL, e);
}
