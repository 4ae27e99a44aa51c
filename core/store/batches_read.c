/* SPDX-License-Identifier: Apache-2.0
 *
 * Reading the batches, their cases and the cases that wait for one.
 */
#include <string.h>

#include "store/batches_inside.h"
#include "store/record_inside.h"
#include "store/store_inside.h"

enum { BATCHES_MOST = 200, WAITING_MOST = 2000 };

/* What stays with a case: taken in and not handed back. */
#define KEPT "p.case_id = c.id AND p.state IN ('ok', 'unfit') AND p.handed_back = 0"

#define BATCH                                                                                      \
	"SELECT b.number, b.state, b.day, b.report_day, b.receiving, b.opened_by, b.sent_at, "     \
	"b.received_at, b.sent_day, b.received_day, b.sent_by, b.carrier, b.receiver, "            \
	"b.receiver_login, b.received_by, b.why, count(r.case_id), "                               \
	"count(*) FILTER (WHERE r.state = 'returned'), "                                           \
	"coalesce(sum((SELECT count(*) FROM case_papers p JOIN cases c ON c.id = r.case_id "       \
	"WHERE " KEPT ")), 0) "                                                                    \
	"FROM batches b LEFT JOIN batch_cases r ON r.site = b.site AND r.batch = b.id "

static void read_batch(struct stmt *q, struct arena *a, struct batch *b)
{
	*b = (struct batch){
		.number = stmt_copy(q, 0, a),
		.state = batch_state_of(stmt_get(q, 1)),
		.day = stmt_get_day(q, 2),
		.report_day = stmt_get_day(q, 3),
		.to = stmt_copy(q, 4, a),
		.opened_by = stmt_copy(q, 5, a),
		.sent_at = stmt_get_int(q, 6),
		.received_at = stmt_get_int(q, 7),
		.sent_day = stmt_get_day(q, 8),
		.received_day = stmt_get_day(q, 9),
		.sent_by = stmt_copy(q, 10, a),
		.carrier = stmt_copy(q, 11, a),
		.receiver = stmt_copy(q, 12, a),
		.receiver_login = stmt_copy(q, 13, a),
		.received_by = stmt_copy(q, 14, a),
		.why = stmt_copy(q, 15, a),
		.cases = stmt_get_int(q, 16),
		.returned = stmt_get_int(q, 17),
		.papers = stmt_get_int(q, 18),
	};
}

bool batches_list(struct store *s, unsigned states, size_t limit, struct arena *a,
		  struct batch **rows, size_t *n, struct err *e)
{
	struct stmt *q = db_stmt(s->db, BATCH
				 "WHERE :states = 0 OR (1 << CASE b.state WHEN 'open' THEN 0 "
				 "WHEN 'sent' THEN 1 WHEN 'received' THEN 2 ELSE 3 END) & :states "
				 "GROUP BY b.site, b.id ORDER BY b.opened_at DESC, b.id DESC "
				 "LIMIT :limit /* whole table */");

	*rows = NULL;
	*n = 0;
	stmt_int(q, ":states", states);
	stmt_int(q, ":limit", (int64_t)(limit ? limit : BATCHES_MOST));
	while (stmt_step(q)) {
		struct batch b;
		read_batch(q, a, &b);
		*ARENA_PUSH(a, *rows, *n) = b;
	}
	return stmt_done(q, e);
}

bool batches_get(struct store *s, const char *number, struct arena *a, struct batch **out,
		 struct err *e)
{
	struct stmt *q = db_stmt(s->db, BATCH "WHERE b.number = :number GROUP BY b.site, b.id");

	*out = NULL;
	stmt_text(q, ":number", number);
	if (stmt_step(q)) {
		*out = arena_alloc(a, sizeof(**out));
		read_batch(q, a, *out);
	}
	return stmt_done(q, e);
}

#define CASE                                                                                       \
	"SELECT c.number, c.item, c.item_name, "                                                   \
	"(SELECT name FROM parties WHERE case_id = c.id ORDER BY pos LIMIT 1), c.state, "          \
	"c.accepted_day, coalesce(k.keeper, c.operator), "                                         \
	"(SELECT group_concat(p.name, '、') FROM case_papers p WHERE " KEPT "), "                  \
	"(SELECT count(*) FROM case_papers p WHERE " KEPT "), "

static bool read_cases(struct stmt *q, struct arena *a, struct batch_case **rows, size_t *n,
		       struct err *e)
{
	*rows = NULL;
	*n = 0;
	while (stmt_step(q))
		*ARENA_PUSH(a, *rows, *n) = (struct batch_case){
			.number = stmt_copy(q, 0, a),
			.item = stmt_copy(q, 1, a),
			.item_name = stmt_copy(q, 2, a),
			.name = stmt_copy(q, 3, a),
			.state = case_state_of(stmt_get(q, 4)),
			.accepted_day = stmt_get_day(q, 5),
			.clerk = stmt_copy(q, 6, a),
			.papers = stmt_is_null(q, 7) ? "" : stmt_copy(q, 7, a),
			.kept = stmt_get_int(q, 8),
			.returned_from = stmt_copy(q, 9, a),
			.reason = stmt_copy(q, 10, a),
		};
	return stmt_done(q, e);
}

bool batches_cases(struct store *s, const char *number, struct arena *a, struct batch_case **rows,
		   size_t *n, struct err *e)
{
	struct stmt *q =
		db_stmt(s->db, CASE "CASE r.state WHEN 'returned' THEN b.number END, r.reason "
				    "FROM batches b JOIN batch_cases r ON r.site = b.site AND "
				    "r.batch = b.id JOIN cases c ON c.id = r.case_id "
				    "LEFT JOIN case_keepers k ON k.case_id = c.id "
				    "WHERE b.number = :number ORDER BY c.id");

	stmt_text(q, ":number", number);
	return read_cases(q, a, rows, n, e);
}

/* Not in a batch, not taken by one. */
#define WAITS                                                                                      \
	"c.state IN ('accepted', 'deferred', 'reviewing', 'returned', 'suspended') AND "           \
	"NOT EXISTS (SELECT 1 FROM batch_cases i WHERE i.case_id = c.id AND "                      \
	"i.state <> 'returned') "
#define LAST_RETURN                                                                                \
	"batch_cases r ON r.case_id = c.id AND r.seq = (SELECT max(seq) FROM batch_cases "         \
	"WHERE case_id = c.id AND state = 'returned') "

bool batches_waiting(struct store *s, size_t limit, struct arena *a, struct batch_case **rows,
		     size_t *n, struct err *e)
{
	struct stmt *q = db_stmt(
		s->db, CASE "b.number, r.reason FROM cases c "
			    "LEFT JOIN case_keepers k ON k.case_id = c.id "
			    "LEFT JOIN " LAST_RETURN "LEFT JOIN batches b ON b.site = r.site AND "
			    "b.id = r.batch WHERE " WAITS "ORDER BY c.id LIMIT :limit "
			    "/* whole table */");

	stmt_int(q, ":limit", (int64_t)(limit ? limit : WAITING_MOST));
	return read_cases(q, a, rows, n, e);
}

bool batches_of(struct store *s, const char *case_number, struct arena *a, struct batch_trip **rows,
		size_t *n, struct err *e)
{
	struct stmt *q =
		db_stmt(s->db, "SELECT b.number, b.state, b.report_day, b.sent_day, "
			       "b.received_day, r.reason FROM cases c JOIN batch_cases r ON "
			       "r.case_id = c.id JOIN batches b ON b.site = r.site AND "
			       "b.id = r.batch WHERE c.number = :number ORDER BY r.seq");

	*rows = NULL;
	*n = 0;
	stmt_text(q, ":number", case_number);
	while (stmt_step(q))
		*ARENA_PUSH(a, *rows, *n) = (struct batch_trip){
			.number = stmt_copy(q, 0, a),
			.state = batch_state_of(stmt_get(q, 1)),
			.report_day = stmt_get_day(q, 2),
			.sent_day = stmt_get_day(q, 3),
			.received_day = stmt_get_day(q, 4),
			.reason = stmt_copy(q, 5, a),
		};
	return stmt_done(q, e);
}

/* ---- figures ---- */

bool batches_figures(struct store *s, const char *clerk, struct batch_figures *out, struct err *e)
{
	struct stmt *waiting = db_stmt(
		s->db, "SELECT count(*), count(*) FILTER (WHERE coalesce(k.keeper, c.operator) = "
		       ":clerk AND EXISTS (SELECT 1 FROM batch_cases r WHERE r.case_id = c.id)) "
		       "FROM cases c LEFT JOIN case_keepers k ON k.case_id = c.id WHERE " WAITS
		       "/* whole table */");
	struct stmt *q = db_stmt(
		s->db, "SELECT count(*) FILTER (WHERE state = 'open'), "
		       "(SELECT count(*) FROM batch_cases r JOIN batches o ON o.site = r.site AND "
		       "o.id = r.batch WHERE o.state = 'open'), "
		       "count(*) FILTER (WHERE state = 'sent') FROM batches "
		       "WHERE state IN ('open', 'sent')");

	*out = (struct batch_figures){0};
	stmt_text(waiting, ":clerk", clerk);
	if (stmt_step(waiting)) {
		out->waiting = stmt_get_int(waiting, 0);
		out->returned = stmt_get_int(waiting, 1);
	}
	if (!stmt_done(waiting, e))
		return false;
	if (stmt_step(q)) {
		out->open = stmt_get_int(q, 0);
		out->in_open = stmt_get_int(q, 1);
		out->sent = stmt_get_int(q, 2);
	}
	return stmt_done(q, e);
}

bool batches_count(struct store *s, date_day day, struct batch_counts *out, struct err *e)
{
	struct stmt *q = db_stmt(
		s->db, "SELECT (SELECT count(*) FROM batches WHERE day = :day), "
		       "(SELECT count(*) FROM batches WHERE sent_day = :day), "
		       "(SELECT count(*) FROM batches WHERE received_day = :day), "
		       "(SELECT count(*) FROM batches b JOIN batch_cases r ON r.site = b.site AND "
		       "r.batch = b.id WHERE b.sent_day = :day), "
		       "(SELECT count(*) FROM batches b JOIN batch_cases r ON r.site = b.site AND "
		       "r.batch = b.id WHERE b.received_day = :day AND "
		       "coalesce(r.returned_day, :day + 1) > :day), "
		       "(SELECT count(*) FROM batch_cases WHERE returned_day = :day) "
		       "/* whole table */");

	*out = (struct batch_counts){0};
	stmt_day(q, ":day", day);
	if (stmt_step(q)) {
		int64_t *const to[] = {&out->opened,	     &out->sent,
				       &out->received,	     &out->cases_sent,
				       &out->cases_received, &out->cases_returned};
		for (int i = 0; i < 6; i++)
			*to[i] = stmt_get_int(q, i);
	}
	return stmt_done(q, e);
}
