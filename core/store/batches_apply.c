/* SPDX-License-Identifier: Apache-2.0
 *
 * The batches as tables. Whether a case may go is decided here, where nobody can
 * come in between: two windows that put one case into two batches meet in
 * apply_batch_added, and the later one hears where it is.
 */
#include <string.h>

#include "base/text.h"
#include "store/apply.h"
#include "store/batches_inside.h"
#include "store/record_inside.h"

const char *const batch_state_ids[BATCH_STATES] = {"open", "sent", "received", "dropped"};
const char *const batch_state_names[BATCH_STATES] = {N_("未送出"), N_("已送出"), N_("已签收"),
						     N_("作废")};

enum batch_state batch_state_of(const char *id)
{
	int i = BATCH_STATES;

	while (--i > 0 && strcmp(batch_state_ids[i], id) != 0)
		;
	return (enum batch_state)i;
}

bool batch_expect(struct db *db, const char *number, enum batch_state want, int64_t *id,
		  struct err *e)
{
	struct stmt *q = db_stmt(db, "SELECT id, state FROM batches WHERE number = :number");
	enum batch_state state = BATCH_STATES;

	stmt_text(q, ":number", number);
	if (stmt_step(q)) {
		*id = stmt_get_int(q, 0);
		state = batch_state_of(stmt_get(q, 1));
	}
	if (!stmt_done(q, e))
		return false;
	if (state == BATCH_STATES)
		return err_set(e, ERR_INPUT, _("没有编号为 %s 的上报批次"), number);
	if (state != want)
		return err_set(e, ERR_REFUSED, _("批次 %s 现在是“%s”，不能这样办"), number,
			       _(batch_state_names[state]));
	return true;
}

bool apply_batch_opened(struct db *db, const struct event *ev, const struct payload *payload,
			struct err *e)
{
	struct stmt *count = db_stmt(db, "INSERT INTO counters VALUES (:site, :day, 'batch', "
					 ":serial) ON CONFLICT (site, day, series) DO UPDATE SET "
					 "last = excluded.last");
	struct stmt *q = db_stmt(db, "INSERT INTO batches VALUES (:site, :id, :number, 'open', "
				     ":day, :report_day, :to, :operator, :at, 0, NULL, NULL, NULL, "
				     "0, NULL, NULL, NULL, NULL, NULL)");

	stmt_text(count, ":site", ev->site);
	stmt_day(count, ":day", ev->day);
	stmt_int(count, ":serial", payload_int(payload, "serial"));
	if (!stmt_run(count, e))
		return false;
	stmt_text(q, ":site", ev->site);
	stmt_int(q, ":id", ev->seq);
	stmt_text(q, ":number", ev->subject);
	stmt_day(q, ":day", ev->day);
	stmt_day(q, ":report_day", payload_day(payload, "report_day"));
	stmt_text(q, ":to", payload_text(payload, "to"));
	stmt_text(q, ":operator", ev->by);
	stmt_int(q, ":at", ev->at);
	return stmt_run(q, e);
}

/* In no other batch, on its way or arrived. */
static bool is_free(struct db *db, int64_t case_id, const char *case_number, struct err *e)
{
	struct stmt *q = db_stmt(db, "SELECT b.number, b.state FROM batch_cases r JOIN batches b "
				     "ON b.site = r.site AND b.id = r.batch "
				     "WHERE r.case_id = :id AND r.state <> 'returned'");
	bool there;

	stmt_int(q, ":id", case_id);
	there = stmt_step(q);
	if (there)
		err_set(e, ERR_REFUSED, _("%s 已编入批次 %s（%s），不能再编入另一批"), case_number,
			stmt_get(q, 0), _(batch_state_names[batch_state_of(stmt_get(q, 1))]));
	return stmt_done(q, there ? NULL : e) && !there;
}

bool apply_batch_added(struct db *db, const struct event *ev, const struct payload *payload,
		       struct err *e)
{
	struct stmt *q;
	enum case_state state;
	int64_t batch, id;

	if (!batch_expect(db, payload_text(payload, "batch"), BATCH_OPEN, &batch, e) ||
	    !case_find(db, ev->subject, &id, &state, e))
		return false;
	if (!(CASES_RUNNING & CASE_BIT(state)))
		return err_set(e, ERR_REFUSED, _("%s 是“%s”，不用上报"), ev->subject,
			       _(case_state_names[state]));
	if (!is_free(db, id, ev->subject, e))
		return false;
	/* Back in the batch it was taken out of: its row is of now. */
	q = db_stmt(db, "INSERT INTO batch_cases VALUES (:site, :batch, :id, 'in', NULL, :day, "
			"NULL, :seq)");
	stmt_text(q, ":site", ev->site);
	stmt_int(q, ":batch", batch);
	stmt_int(q, ":id", id);
	stmt_day(q, ":day", ev->day);
	stmt_int(q, ":seq", ev->seq);
	return stmt_run(q, e);
}

bool apply_batch_removed(struct db *db, const struct event *ev, const struct payload *payload,
			 struct err *e)
{
	struct stmt *q;
	enum case_state state;
	int64_t batch, id;

	if (!batch_expect(db, payload_text(payload, "batch"), BATCH_OPEN, &batch, e) ||
	    !case_find(db, ev->subject, &id, &state, e))
		return false;
	q = db_stmt(db, "DELETE FROM batch_cases WHERE site = :site AND batch = :batch AND "
			"case_id = :id");
	stmt_text(q, ":site", ev->site);
	stmt_int(q, ":batch", batch);
	stmt_int(q, ":id", id);
	if (!stmt_run(q, e))
		return false;
	return db_changes(db) == 1 ||
	       err_set(e, ERR_REFUSED, _("%s 不在这一批里，可能已移出"), ev->subject);
}

static bool fit_to_go(struct db *db, const char *site, int64_t batch, struct err *e)
{
	struct stmt *q = db_stmt(db, "SELECT c.number, c.state FROM batch_cases r JOIN cases c ON "
				     "c.id = r.case_id WHERE r.site = :site AND r.batch = :batch");
	size_t n = 0;
	bool ok = true;

	stmt_text(q, ":site", site);
	stmt_int(q, ":batch", batch);
	for (; ok && stmt_step(q); n++) {
		enum case_state state = case_state_of(stmt_get(q, 1));
		if (!(CASES_RUNNING & CASE_BIT(state)))
			ok = err_set(e, ERR_REFUSED, _("%s 已是“%s”，请先移出这一批再送出"),
				     stmt_get(q, 0), _(case_state_names[state]));
	}
	if (!stmt_done(q, ok ? e : NULL) || !ok)
		return false;
	return n > 0 || err_set(e, ERR_REFUSED, _("这一批里还没有办件，不能送出"));
}

bool apply_batch_sent(struct db *db, const struct event *ev, const struct payload *payload,
		      struct err *e)
{
	int64_t batch;

	if (!batch_expect(db, ev->subject, BATCH_OPEN, &batch, e) ||
	    !fit_to_go(db, ev->site, batch, e))
		return false;
	struct stmt *q = db_stmt(db, "UPDATE batches SET state = 'sent', sent_at = :at, "
				     "sent_day = :day, sent_by = :operator, carrier = :carrier "
				     "WHERE number = :number");
	stmt_int(q, ":at", ev->at);
	stmt_day(q, ":day", ev->day);
	stmt_text(q, ":operator", ev->by);
	stmt_text(q, ":carrier", payload_text(payload, "carrier"));
	stmt_text(q, ":number", ev->subject);
	return stmt_run(q, e);
}

static bool not_the_giver(struct db *db, const char *number, const char *login, const char *name,
			  struct err *e)
{
	struct stmt *q =
		db_stmt(db, "SELECT 1 FROM batches b LEFT JOIN operators o ON "
			    "o.login = b.sent_by WHERE b.number = :number AND "
			    "(b.sent_by IS :login OR (:login IS NULL AND o.name = :name))");
	bool own;

	stmt_text(q, ":number", number);
	stmt_text(q, ":login", login);
	stmt_text(q, ":name", name);
	own = stmt_step(q);
	if (!stmt_done(q, e))
		return false;
	return !own || err_set(e, ERR_PERMISSION, _("移交人不能自己签收，请接收人签收"));
}

bool apply_batch_received(struct db *db, const struct event *ev, const struct payload *payload,
			  struct err *e)
{
	const char *name = payload_text(payload, "receiver");
	const char *login = payload_text(payload, "login");
	int64_t batch;

	if (!batch_expect(db, ev->subject, BATCH_SENT, &batch, e) ||
	    !not_the_giver(db, ev->subject, login, name, e))
		return false;
	struct stmt *q = db_stmt(db, "UPDATE batches SET state = 'received', received_at = :at, "
				     "received_day = :day, receiver = :receiver, "
				     "receiver_login = :login, received_by = :operator "
				     "WHERE number = :number");
	stmt_int(q, ":at", ev->at);
	stmt_day(q, ":day", ev->day);
	stmt_text(q, ":receiver", name);
	stmt_text(q, ":login", login);
	stmt_text(q, ":operator", ev->by);
	stmt_text(q, ":number", ev->subject);
	if (!stmt_run(q, e))
		return false;
	q = db_stmt(db, "UPDATE batch_cases SET state = 'received' WHERE site = :site AND "
			"batch = :batch");
	stmt_text(q, ":site", ev->site);
	stmt_int(q, ":batch", batch);
	return stmt_run(q, e);
}

bool apply_batch_returned(struct db *db, const struct event *ev, const struct payload *payload,
			  struct err *e)
{
	struct stmt *q;
	enum case_state state;
	int64_t batch, id;

	if (!batch_expect(db, payload_text(payload, "batch"), BATCH_RECEIVED, &batch, e) ||
	    !case_find(db, ev->subject, &id, &state, e))
		return false;
	q = db_stmt(db, "UPDATE batch_cases SET state = 'returned', reason = :reason, "
			"returned_day = :day WHERE site = :site AND batch = :batch AND "
			"case_id = :id AND state = 'received'");
	stmt_text(q, ":reason", payload_text(payload, "reason"));
	stmt_day(q, ":day", ev->day);
	stmt_text(q, ":site", ev->site);
	stmt_int(q, ":batch", batch);
	stmt_int(q, ":id", id);
	if (!stmt_run(q, e))
		return false;
	return db_changes(db) == 1 ||
	       err_set(e, ERR_REFUSED, _("%s 不在这一批里，或已退回过"), ev->subject);
}

bool apply_batch_dropped(struct db *db, const struct event *ev, const struct payload *payload,
			 struct err *e)
{
	int64_t batch;

	if (!batch_expect(db, ev->subject, BATCH_OPEN, &batch, e))
		return false;
	struct stmt *q = db_stmt(db, "UPDATE batches SET state = 'dropped', why = :why WHERE "
				     "number = :number");
	stmt_text(q, ":why", payload_text(payload, "why"));
	stmt_text(q, ":number", ev->subject);
	if (!stmt_run(q, e))
		return false;
	q = db_stmt(db, "DELETE FROM batch_cases WHERE site = :site AND batch = :batch");
	stmt_text(q, ":site", ev->site);
	stmt_int(q, ":batch", batch);
	return stmt_run(q, e);
}
