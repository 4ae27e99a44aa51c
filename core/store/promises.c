/* SPDX-License-Identifier: Apache-2.0 */
#include "store/promises.h"

#include "base/text.h"
#include "store/apply.h"
#include "store/record_inside.h"
#include "store/store_inside.h"

static bool promise_kept(struct db *db, const struct event *ev, const struct payload *payload,
			 int64_t id, struct err *e)
{
	struct stmt *q = db_stmt(db, "UPDATE promises SET arrived = :day, postmark = :postmark, "
				     "way = coalesce(:way, way) WHERE case_id = :id AND "
				     "paper = :paper AND arrived IS NULL");

	stmt_day(q, ":day", ev->day);
	stmt_day(q, ":postmark", payload_day(payload, "postmark"));
	stmt_text(q, ":way", payload_text(payload, "way"));
	stmt_int(q, ":id", id);
	stmt_text(q, ":paper", payload_text(payload, "paper"));
	if (!stmt_run(q, e))
		return false;
	if (db_changes(db) == 0)
		return err_set(e, ERR_REFUSED, _("%s 没有待补的这份材料，可能已经补交"),
			       ev->subject);
	q = db_stmt(db, "UPDATE case_papers SET state = 'ok', arrived = :day "
			"WHERE case_id = :id AND id = :paper");
	stmt_day(q, ":day", ev->day);
	stmt_int(q, ":id", id);
	stmt_text(q, ":paper", payload_text(payload, "paper"));
	return stmt_run(q, e);
}

bool apply_arrival(struct db *db, const struct event *ev, const struct payload *payload,
		   struct err *e)
{
	enum case_state state;
	int64_t id;

	if (!case_find(db, ev->subject, &id, &state, e) || !promise_kept(db, ev, payload, id, e))
		return false;
	if (state != CASE_DEFERRED)
		return true;
	struct stmt *q = db_stmt(db, "SELECT 1 FROM promises WHERE case_id = :id AND "
				     "arrived IS NULL");
	stmt_int(q, ":id", id);
	bool open = stmt_step(q);
	return stmt_done(q, e) && (open || case_set_state(db, ev, id, CASE_ACCEPTED, e));
}

bool promises_keep(struct store *s, const struct actor *who, const char *case_number,
		   const char *paper, const char *way, date_day postmark, struct err *e)
{
	struct str payload = {0};

	payload_open(&payload);
	payload_put(&payload, "paper", paper);
	payload_put(&payload, "way", way);
	payload_put_day(&payload, "postmark", postmark);
	payload_close(&payload);
	bool ok = store_note(s, EVENT_PAPER_ARRIVED, who, case_number, payload.data, e);
	str_done(&payload);
	return ok;
}

#define PROMISE_COLUMNS                                                                            \
	"SELECT c.number, c.item_name, f.name, f.phone, p.paper, p.name, p.way, p.made, p.due, "   \
	"p.arrived "

static bool read_promises(struct stmt *q, struct arena *a, struct promise_row **rows, size_t *n,
			  struct err *e)
{
	*rows = NULL;
	*n = 0;
	while (stmt_step(q)) {
		struct promise_row *p = ARENA_PUSH(a, *rows, *n);
		p->case_number = stmt_copy(q, 0, a);
		p->item_name = stmt_copy(q, 1, a);
		p->name = stmt_copy(q, 2, a);
		p->phone = stmt_copy(q, 3, a);
		p->paper = stmt_copy(q, 4, a);
		p->paper_name = stmt_copy(q, 5, a);
		p->way = stmt_copy(q, 6, a);
		p->made = stmt_get_day(q, 7);
		p->due = stmt_get_day(q, 8);
		p->arrived = stmt_get_day(q, 9);
	}
	return stmt_done(q, e);
}

bool promises_open(struct store *s, date_day until, size_t limit, struct arena *a,
		   struct promise_row **rows, size_t *n, struct err *e)
{
	/* A promise without a date sorts first: nobody may forget it. */
	struct stmt *q = db_stmt(s->db, PROMISE_COLUMNS
				 "FROM promises p JOIN cases c ON c.id = p.case_id "
				 "LEFT JOIN parties f ON f.case_id = c.id AND f.pos = 0 "
				 "WHERE p.arrived IS NULL AND (p.due IS NULL OR p.due <= :until) "
				 "AND c.state IN ('accepted', 'deferred', 'reviewing', "
				 "'returned', 'suspended') "
				 "ORDER BY p.due LIMIT :limit");

	stmt_int(q, ":until", until == DATE_NONE ? INT32_MAX : until);
	stmt_int(q, ":limit", (int64_t)limit);
	return read_promises(q, a, rows, n, e);
}

bool promises_of(struct store *s, const char *case_number, struct arena *a,
		 struct promise_row **rows, size_t *n, struct err *e)
{
	struct stmt *q = db_stmt(s->db, PROMISE_COLUMNS
				 "FROM cases c JOIN promises p ON p.case_id = c.id "
				 "LEFT JOIN parties f ON f.case_id = c.id AND f.pos = 0 "
				 "WHERE c.number = :number ORDER BY p.due, p.paper");

	stmt_text(q, ":number", case_number);
	return read_promises(q, a, rows, n, e);
}
