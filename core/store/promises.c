/* SPDX-License-Identifier: Apache-2.0 */
#include "store/promises.h"

#include <assert.h>

#include "store/promises_inside.h"
#include "store/store_inside.h"

bool promise_is_open(const struct promise_row *p)
{
	return p->arrived == DATE_NONE && p->ended == DATE_NONE;
}

/* ---- ending, from other files of the wing ---- */

bool promises_end(struct db *db, const struct event *ev, int64_t case_id, const char *paper,
		  const char *ending, struct err *e)
{
	struct stmt *q = db_stmt(db, "UPDATE promises SET ended = :day, ending = :ending "
				     "WHERE case_id = :id AND (:paper IS NULL OR paper = :paper) "
				     "AND " PROMISE_OPEN);

	stmt_day(q, ":day", ev->day);
	stmt_text(q, ":ending", ending);
	stmt_int(q, ":id", case_id);
	stmt_text(q, ":paper", paper);
	return stmt_run(q, e);
}

/* ---- reading ---- */

#define PROMISE_COLUMNS                                                                            \
	"SELECT c.number, c.item_name, f.name, f.phone, p.paper, p.name, p.way, p.made, p.due, "   \
	"p.first_due, p.arrived, p.postmark, p.ended, p.ending, p.continues, "                     \
	"u.unfit, u.remark, u.came, l.result, l.day "
/* The newest of its unfit arrivals and of the calls about the case. */
#define PROMISE_JOINS                                                                              \
	"LEFT JOIN parties f ON f.case_id = c.id AND f.pos = 0 "                                   \
	"LEFT JOIN promise_arrivals u ON u.case_id = c.id AND u.paper = p.paper AND u.unfit IS "   \
	"NOT NULL AND u.id = (SELECT max(id) FROM promise_arrivals WHERE case_id = c.id AND "      \
	"paper = p.paper AND unfit IS NOT NULL) "                                                  \
	"LEFT JOIN case_calls l ON l.case_id = c.id AND l.about = 'promise' AND l.id = "           \
	"(SELECT max(id) FROM case_calls WHERE case_id = c.id AND about = 'promise') "
#define OPEN "p.arrived IS NULL AND p.ended IS NULL"

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
		p->first_due = stmt_get_day(q, 9);
		p->arrived = stmt_get_day(q, 10);
		p->postmark = stmt_get_day(q, 11);
		p->ended = stmt_get_day(q, 12);
		p->ending = stmt_copy(q, 13, a);
		p->continues = stmt_get_int(q, 14) != 0;
		p->unfit = stmt_copy(q, 15, a);
		p->unfit_remark = stmt_copy(q, 16, a);
		p->unfit_day = stmt_get_day(q, 17);
		p->call = stmt_copy(q, 18, a);
		p->call_day = stmt_get_day(q, 19);
	}
	return stmt_done(q, e);
}

bool promises_open(struct store *s, date_day until, size_t limit, struct arena *a,
		   struct promise_row **rows, size_t *n, struct err *e)
{
	/* A promise without a date sorts first: nobody may forget it. */
	struct stmt *q = db_stmt(s->db, PROMISE_COLUMNS
				 "FROM promises p JOIN cases c ON c.id = p.case_id " PROMISE_JOINS
				 "WHERE " OPEN " AND (p.due IS NULL OR p.due <= :until) "
				 "ORDER BY p.due, c.id LIMIT :limit");

	stmt_int(q, ":until", until == DATE_NONE ? INT32_MAX : until);
	stmt_int(q, ":limit", (int64_t)limit);
	return read_promises(q, a, rows, n, e);
}

bool promises_of(struct store *s, const char *case_number, struct arena *a,
		 struct promise_row **rows, size_t *n, struct err *e)
{
	struct stmt *q = db_stmt(s->db, PROMISE_COLUMNS
				 "FROM cases c JOIN promises p ON p.case_id = c.id " PROMISE_JOINS
				 "WHERE c.number = :number ORDER BY p.due, p.paper");

	stmt_text(q, ":number", case_number);
	return read_promises(q, a, rows, n, e);
}

bool promises_overdue_of(struct store *s, int64_t person, date_day today, struct arena *a,
			 struct promise_row **rows, size_t *n, struct err *e)
{
	struct stmt *q = db_stmt(s->db, PROMISE_COLUMNS
				 "FROM (SELECT DISTINCT case_id FROM parties "
				 "      WHERE person = :person) o "
				 "JOIN promises p ON p.case_id = o.case_id "
				 "JOIN cases c ON c.id = o.case_id " PROMISE_JOINS "WHERE " OPEN
				 " AND p.due < :today ORDER BY p.due, c.id");

	stmt_int(q, ":person", person);
	stmt_day(q, ":today", today);
	return read_promises(q, a, rows, n, e);
}

bool promises_count(struct store *s, date_day first, date_day last, int64_t *n, struct err *e)
{
	struct stmt *q = db_stmt(s->db, "SELECT count(*) FROM promises WHERE " PROMISE_OPEN
					" AND due BETWEEN :first AND :last");

	stmt_day(q, ":first", first);
	stmt_day(q, ":last", last);
	*n = stmt_step(q) ? stmt_get_int(q, 0) : 0;
	return stmt_done(q, e);
}
