/* SPDX-License-Identifier: Apache-2.0 */
#include "store/figures.h"

#include "store/drafts.h"
#include "store/event.h"
#include "store/promises_inside.h"
#include "store/store_inside.h"

static void count_events(struct figures *out, const char *kind, int64_t n)
{
	switch (event_kind_of(kind)) {
	case EVENT_CASE_ACCEPTED:
		out->decided[CASE_ACCEPTED] = n;
		break;
	case EVENT_CASE_DEFERRED:
		out->decided[CASE_DEFERRED] = n;
		break;
	case EVENT_CASE_NOTICED:
		out->decided[CASE_NOTICED] = n;
		break;
	case EVENT_CASE_REFUSED:
		out->decided[CASE_REFUSED] = n;
		break;
	case EVENT_CASE_VOIDED:
		out->decided[CASE_VOIDED] = n;
		break;
	case EVENT_VISIT_BEGUN:
		out->visits = n;
		break;
	case EVENT_DOCUMENT_ISSUED:
		out->documents = n;
		break;
	case EVENT_CONSULTED:
		out->consultations = n;
		break;
	case EVENT_GUIDED:
		out->guided = n;
		break;
	default:
		break;
	}
}

static bool count_day(struct store *s, date_day day, struct figures *out, struct err *e)
{
	struct stmt *q = db_stmt(s->db, "SELECT kind, count(*) FROM ledger WHERE day = :day "
					"GROUP BY kind");

	stmt_day(q, ":day", day);
	while (stmt_step(q))
		count_events(out, stmt_get(q, 0), stmt_get_int(q, 1));
	return stmt_done(q, e);
}

static bool count_promises(struct store *s, date_day day, struct figures *out, struct err *e)
{
	struct stmt *q = db_stmt(s->db, "SELECT count(*), count(*) FILTER (WHERE due = :day), "
					"count(*) FILTER (WHERE due < :day) FROM promises "
					"WHERE " PROMISE_OPEN " /* whole table */");

	stmt_day(q, ":day", day);
	if (stmt_step(q)) {
		out->promises_open = stmt_get_int(q, 0);
		out->promises_today = stmt_get_int(q, 1);
		out->promises_overdue = stmt_get_int(q, 2);
	}
	return stmt_done(q, e);
}

bool figures_of(struct store *s, date_day day, const char *by, struct figures *out, struct err *e)
{
	*out = (struct figures){0};
	return count_day(s, day, out, e) && count_promises(s, day, out, e) &&
	       drafts_figures(s, by ? by : "", &out->drafts_own, &out->drafts_parked, e);
}
