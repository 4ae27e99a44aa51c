/* SPDX-License-Identifier: Apache-2.0
 *
 * What is counted in things: case numbers, documents, papers. Each is counted in
 * the ledger and again in the tables, so that a line tells when they part.
 */
#include <string.h>

#include "base/text.h"
#include "store/closes_count.h"
#include "store/number.h"
#include "store/promises_inside.h"
#include "store/store_inside.h"

#define DECISIONS "('case.accepted', 'case.deferred', 'case.noticed', 'case.refused')"

/* To the window's line and the hall's. */
static void add(struct close_counts *c, struct arena *a, const char *window, const char *id,
		const struct close_line *n)
{
	const char *const places[] = {"", *window ? window : CLOSE_NO_WINDOW};

	for (int i = 0; i < 2; i++) {
		struct close_line *l = closes_line(c, a, places[i], id);
		l->entered += n->entered;
		l->left += n->left;
		l->closing += n->closing;
	}
}

/* ---- case numbers ---- */

/* "210400 20261124" and what sorts behind every number of that day. */
static void day_range(struct store *s, date_day day, char low[NUMBER_TEXT], char high[NUMBER_TEXT])
{
	number_make(s->site, day, 0, low);
	memcpy(high, low, NUMBER_TEXT);
	low[SITE_CODE + 8] = '\0';
	high[SITE_CODE + 8] = ':';
	high[SITE_CODE + 9] = '\0';
}

/* Given out; left to the slips of a restored day and not entered; cases. */
static bool count_numbers(struct store *s, struct arena *a, struct close_counts *out, struct err *e)
{
	struct stmt *q = db_stmt(
		s->db,
		"SELECT coalesce((SELECT last FROM counters WHERE site = :site AND day = :day AND "
		"  series = 'case'), 0), "
		"coalesce((SELECT sum(last - first + 1) FROM number_ranges WHERE site = :site AND "
		"  day = :day AND kind = 'lost'), 0), "
		"(SELECT count(*) FROM cases c JOIN number_ranges r ON r.site = :site AND "
		"  r.day = :day AND r.kind = 'lost' AND c.serial BETWEEN r.first AND r.last WHERE "
		"  c.number >= :low AND c.number < :high), "
		"(SELECT count(*) FROM cases WHERE number >= :low AND number < :high AND "
		"  serial <= :most), "
		"(SELECT min(number) FROM cases WHERE number >= :low AND number < :high), "
		"(SELECT max(number) FROM cases WHERE number >= :low AND number < :high)");
	char low[NUMBER_TEXT], high[NUMBER_TEXT];

	day_range(s, out->day, low, high);
	stmt_text(q, ":site", s->site);
	stmt_day(q, ":day", out->day);
	stmt_text(q, ":low", low);
	stmt_text(q, ":high", high);
	stmt_int(q, ":most", SERIAL_CASES);
	if (stmt_step(q)) {
		struct close_line n = {.entered = stmt_get_int(q, 0),
				       .left = stmt_get_int(q, 1) - stmt_get_int(q, 2),
				       .closing = stmt_get_int(q, 3)};
		if (n.entered || n.closing) {
			struct close_line *l =
				closes_line(out, a, "", close_line_ids[LINE_NUMBERS]);
			l->entered = n.entered;
			l->left = n.left;
			l->closing = n.closing;
		}
		if (!stmt_is_null(q, 4)) {
			strncpy(out->figures.first_number, stmt_get(q, 4), NUMBER_TEXT - 1);
			strncpy(out->figures.last_number, stmt_get(q, 5), NUMBER_TEXT - 1);
		}
	}
	return stmt_done(q, e);
}

/* ---- documents ---- */

/* Numbered by the ledger; voided by it on the day or before; in force by the table, where a later
 * day's voiding does not count. */
static bool count_documents(struct store *s, struct arena *a, struct close_counts *out,
			    struct err *e)
{
	struct stmt *q = db_stmt(
		s->db,
		"SELECT i.\"window\", count(*), sum(v IS NOT NULL AND v <= :day), "
		"sum(d.number IS NOT NULL AND (d.voided_at = 0 OR (v IS NOT NULL AND v > :day))) "
		"FROM (SELECT l.\"window\", json_extract(l.payload, '$.number') AS number, "
		"  (SELECT min(x.day) FROM ledger x WHERE x.subject = l.subject AND x.subject <> "
		"'' "
		"    AND x.kind = 'document.voided' AND json_extract(x.payload, '$.number') = "
		"    json_extract(l.payload, '$.number')) AS v FROM ledger l WHERE l.day = :day "
		"AND "
		"  l.kind = 'document.issued' AND l.site = :site) i "
		"LEFT JOIN documents d ON d.number = i.number GROUP BY 1");

	stmt_day(q, ":day", out->day);
	stmt_text(q, ":site", s->site);
	while (stmt_step(q)) {
		const struct close_line n = {.entered = stmt_get_int(q, 1),
					     .left = stmt_get_int(q, 2),
					     .closing = stmt_get_int(q, 3)};
		add(out, a, stmt_get(q, 0), close_line_ids[LINE_DOCUMENTS], &n);
	}
	return stmt_done(q, e);
}

/* ---- papers ---- */

/* By the last decision of each case on the day: taken in and handed back as the ledger says, kept
 * as the case has it; where it was decided again since, as the ledger says. */
static bool count_papers(struct store *s, struct arena *a, struct close_counts *out, struct err *e)
{
	struct stmt *q = db_stmt(
		s->db,
		"SELECT l.\"window\", sum(state IN ('ok', 'unfit')), "
		"sum(state IN ('ok', 'unfit') AND back), "
		"CASE WHEN EXISTS (SELECT 1 FROM ledger n WHERE n.subject = l.subject AND "
		"    n.subject <> '' AND n.id > l.id AND n.kind IN " DECISIONS ") "
		"  THEN sum(state IN ('ok', 'unfit') AND NOT back) "
		"  ELSE (SELECT count(*) FROM cases c JOIN case_papers k ON k.case_id = c.id WHERE "
		"    c.number = l.subject AND k.state IN ('ok', 'unfit') AND k.handed_back = 0 AND "
		"    k.arrived IS NULL) END "
		"FROM (SELECT l.id, l.\"window\", l.subject, json_extract(p.value, '$.state') AS "
		"  state, coalesce(json_extract(p.value, '$.handed_back'), 0) AS back "
		"  FROM ledger l, json_each(l.payload, '$.papers') p WHERE l.day = :day AND "
		"  l.kind IN " DECISIONS
		" AND l.site = :site AND NOT EXISTS (SELECT 1 FROM ledger n "
		"    WHERE n.subject = l.subject AND n.subject <> '' AND n.id > l.id AND "
		"    n.day <= :day AND n.kind IN " DECISIONS ")) l GROUP BY l.id");

	stmt_day(q, ":day", out->day);
	stmt_text(q, ":site", s->site);
	while (stmt_step(q)) {
		const struct close_line n = {.entered = stmt_get_int(q, 1),
					     .left = stmt_get_int(q, 2),
					     .closing = stmt_get_int(q, 3)};
		if (n.entered || n.closing)
			add(out, a, stmt_get(q, 0), close_line_ids[LINE_PAPERS], &n);
	}
	return stmt_done(q, e);
}

/* Papers that followed: the event, and the promise it kept. An unfit one went back. */
static bool count_arrived(struct store *s, struct arena *a, struct close_counts *out, struct err *e)
{
	struct stmt *q = db_stmt(
		s->db, "SELECT l.\"window\", count(*), count(u), sum(u IS NULL AND p.arrived IS "
		       "NOT NULL) FROM (SELECT *, json_extract(payload, '$.unfit') AS u "
		       "FROM ledger) l "
		       "LEFT JOIN cases c ON c.number = l.subject LEFT JOIN promises p ON "
		       "p.case_id = c.id AND p.paper = json_extract(l.payload, '$.paper') "
		       "WHERE l.day = :day AND l.kind = 'paper.arrived' AND "
		       "l.site = :site GROUP BY 1");

	stmt_day(q, ":day", out->day);
	stmt_text(q, ":site", s->site);
	while (stmt_step(q)) {
		const struct close_line n = {.entered = stmt_get_int(q, 1),
					     .left = stmt_get_int(q, 2),
					     .closing = stmt_get_int(q, 3)};
		add(out, a, stmt_get(q, 0), close_line_ids[LINE_PAPERS], &n);
	}
	return stmt_done(q, e);
}

/* ---- 漏录 ---- */

static bool note_external(struct store *s, struct arena *a, struct close_counts *out, struct err *e)
{
	struct stmt *q =
		db_stmt(s->db, "SELECT DISTINCT c.number, c.item_name, c.item, c.\"window\" FROM "
			       "ledger l JOIN cases c ON c.number = l.subject WHERE l.day = :day "
			       "AND l.kind IN ('case.accepted', 'case.deferred') AND "
			       "l.site = :site AND c.state <> 'voided' AND NOT EXISTS (SELECT 1 "
			       "FROM case_links k WHERE k.case_id = c.id AND "
			       "k.kind = 'external') ORDER BY 1");

	stmt_day(q, ":day", out->day);
	stmt_text(q, ":site", s->site);
	while (stmt_step(q)) {
		const char *window = stmt_get(q, 3);
		const struct close_note note = {
			.kind = NOTE_EXTERNAL,
			.window = *window ? window : CLOSE_NO_WINDOW,
			.subject = stmt_get(q, 0),
			.text = stmt_get(q, stmt_is_null(q, 1) ? 2 : 1),
		};
		closes_add_note(out, a, &note);
	}
	return stmt_done(q, e);
}

/* ---- figures ---- */

static void put_figure(struct close_figures *f, const char *kind, int64_t n, int64_t sheets)
{
	switch (event_kind_of(kind)) {
	case EVENT_VISIT_BEGUN:
		f->visits = n;
		break;
	case EVENT_CONSULTED:
		f->consulted = n;
		break;
	case EVENT_GUIDED:
		f->guided = n;
		break;
	case EVENT_DOCUMENT_REPRINTED:
		f->reprints = n;
		break;
	case EVENT_DOCUMENT_SPOILED:
		f->spoiled = sheets;
		break;
	default:
		break;
	}
}

static bool count_figures(struct store *s, struct close_counts *out, struct err *e)
{
	struct stmt *q = db_stmt(s->db, "SELECT kind, count(*), sum(CASE WHEN "
					"kind = 'document.spoiled' THEN json_extract(payload, "
					"'$.sheets') END) FROM ledger WHERE day = :day AND "
					"site = :site AND (:window = '' OR \"window\" = :window) "
					"GROUP BY kind");

	stmt_day(q, ":day", out->day);
	stmt_text(q, ":site", s->site);
	stmt_text(q, ":window", out->window);
	while (stmt_step(q))
		put_figure(&out->figures, stmt_get(q, 0), stmt_get_int(q, 1), stmt_get_int(q, 2));
	if (!stmt_done(q, e))
		return false;
	q = db_stmt(s->db, "SELECT count(*) FILTER (WHERE due = :day), count(*) FILTER (WHERE "
			   "due < :day) FROM promises WHERE " PROMISE_OPEN " AND due <= :day");
	stmt_day(q, ":day", out->day);
	if (stmt_step(q)) {
		out->figures.promises_due = stmt_get_int(q, 0);
		out->figures.promises_overdue = stmt_get_int(q, 1);
	}
	return stmt_done(q, e);
}

bool closes_count_things(struct store *s, struct arena *a, struct close_counts *out, struct err *e)
{
	return count_numbers(s, a, out, e) && count_documents(s, a, out, e) &&
	       count_papers(s, a, out, e) && count_arrived(s, a, out, e) &&
	       note_external(s, a, out, e) && count_figures(s, out, e);
}
