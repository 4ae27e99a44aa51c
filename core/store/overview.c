/* SPDX-License-Identifier: Apache-2.0 */
#include "store/overview.h"

#include "store/store_inside.h"

bool overview_windows(struct store *s, date_day day, struct arena *a, struct overview_window **rows,
		      size_t *n, struct err *e)
{
	/* Windows are known by what happened at them; the rest is counted from indexes of the
	 * day. */
	struct stmt *q = db_stmt(
		s->db,
		"WITH here AS (SELECT \"window\" AS w, max(id) AS newest FROM ledger "
		"  WHERE day = :day AND site = :site AND \"window\" <> '' GROUP BY 1), "
		"came AS (SELECT \"window\" AS w, count(*) AS n, "
		"  max(CASE WHEN ended_at = 0 THEN begun_at ELSE 0 END) AS since FROM visits "
		"  WHERE day = :day AND site = :site GROUP BY 1), "
		"done AS (SELECT \"window\" AS w, "
		"  count(*) FILTER (WHERE kind = 'case.accepted') AS accepted, "
		"  count(*) FILTER (WHERE kind = 'case.deferred') AS deferred, "
		"  count(*) FILTER (WHERE kind = 'case.noticed') AS noticed, "
		"  count(*) FILTER (WHERE kind = 'case.refused') AS refused, "
		"  count(*) FILTER (WHERE kind = 'case.granted') AS granted, "
		"  count(*) FILTER (WHERE kind = 'case.denied') AS denied, "
		"  count(*) FILTER (WHERE kind = 'case.delivered') AS delivered "
		"  FROM case_moves WHERE day = :day AND site = :site GROUP BY 1), "
		"open AS (SELECT \"window\" AS w, count(*) AS n FROM cases WHERE day = :day AND "
		"  stage >= 0 AND state IN ('accepted', 'deferred', 'reviewing') GROUP BY 1) "
		"SELECT h.w, l.operator, coalesce(c.since, 0), coalesce(c.n, 0), "
		"coalesce(d.accepted, 0), coalesce(d.deferred, 0), coalesce(d.noticed, 0), "
		"coalesce(d.refused, 0), coalesce(d.granted, 0), coalesce(d.denied, 0), "
		"coalesce(d.delivered, 0), coalesce(o.n, 0) "
		"FROM here h JOIN ledger l ON l.id = h.newest "
		"LEFT JOIN came c ON c.w = h.w LEFT JOIN done d ON d.w = h.w "
		"LEFT JOIN open o ON o.w = h.w ORDER BY h.w /* whole table */");

	*rows = NULL;
	*n = 0;
	stmt_day(q, ":day", day);
	stmt_text(q, ":site", s->site);
	while (stmt_step(q))
		*ARENA_PUSH(a, *rows, *n) = (struct overview_window){
			.window = stmt_copy(q, 0, a),
			.by = stmt_copy(q, 1, a),
			.serving_since = stmt_get_int(q, 2),
			.visits = stmt_get_int(q, 3),
			.accepted = stmt_get_int(q, 4),
			.deferred = stmt_get_int(q, 5),
			.noticed = stmt_get_int(q, 6),
			.refused = stmt_get_int(q, 7),
			.granted = stmt_get_int(q, 8),
			.denied = stmt_get_int(q, 9),
			.delivered = stmt_get_int(q, 10),
			.waiting = stmt_get_int(q, 11),
		};
	return stmt_done(q, e);
}

bool overview_items(struct store *s, date_day day, size_t limit, struct arena *a,
		    struct overview_item **rows, size_t *n, struct err *e)
{
	struct stmt *q = db_stmt(
		s->db, "WITH done AS (SELECT item, item_name, visit FROM cases "
		       "  WHERE day = :day AND visit > 0), "
		       "shared AS (SELECT visit, count(*) AS n FROM done GROUP BY visit) "
		       "SELECT d.item, max(d.item_name), count(*), "
		       "CAST(avg((v.ended_at - v.begun_at) / (1000.0 * h.n)) AS INTEGER) "
		       "FROM done d JOIN shared h ON h.visit = d.visit "
		       "JOIN visits v ON v.site = :site AND v.id = d.visit WHERE v.ended_at > 0 "
		       "GROUP BY d.item ORDER BY 3 DESC, d.item LIMIT :limit /* whole table */");

	*rows = NULL;
	*n = 0;
	stmt_day(q, ":day", day);
	stmt_text(q, ":site", s->site);
	stmt_int(q, ":limit", (int64_t)limit);
	while (stmt_step(q))
		*ARENA_PUSH(a, *rows, *n) = (struct overview_item){
			.item = stmt_copy(q, 0, a),
			.name = stmt_copy(q, 1, a),
			.cases = stmt_get_int(q, 2),
			.seconds = stmt_get_int(q, 3),
		};
	return stmt_done(q, e);
}
