/* SPDX-License-Identifier: Apache-2.0
 *
 * Intakes as the close counts them. Drafts are no events, so their own file keeps
 * a line for each: where and on which day it was begun, when and how it ended. It
 * is written with the draft, in the same transaction, and costs no other.
 */
#include <string.h>

#include "store/closes_count.h"
#include "store/drafts_inside.h"

static const char *const outcome_ids[DRAFT_OUTCOMES] = {"decided", "deleted", "purged"};

/* ---- keeping ---- */

bool drafts_count_begun(struct store *s, const struct draft *d, struct err *e)
{
	date_day day;

	if (!closes_counting_day(s, &day, e))
		return false;
	struct stmt *q = db_stmt(s->drafts, "INSERT INTO draft_tally VALUES (:id, :day, :window, "
					    "NULL, NULL)");
	stmt_int(q, ":id", d->id);
	stmt_day(q, ":day", day);
	stmt_text(q, ":window", d->window ? d->window : "");
	return stmt_run(q, e);
}

bool drafts_count_ended(struct store *s, int64_t id, enum draft_outcome outcome, struct err *e)
{
	date_day day;

	if (!closes_counting_day(s, &day, e))
		return false;
	struct stmt *q = db_stmt(s->drafts, "UPDATE draft_tally SET ended = :day, "
					    "outcome = :outcome WHERE draft = :id");
	stmt_day(q, ":day", day);
	stmt_text(q, ":outcome", outcome_ids[outcome]);
	stmt_int(q, ":id", id);
	return stmt_run(q, e);
}

/* ---- counting ---- */

/* What moved on the day, by the window it was begun at. */
static bool count_moved(struct store *s, struct arena *a, struct close_counts *out, struct err *e)
{
	struct stmt *q = db_stmt(
		s->drafts, "SELECT \"window\", day < :day, day = :day, coalesce(ended = :day, "
			   "0), outcome FROM draft_tally WHERE draft IN (SELECT draft FROM "
			   "draft_tally WHERE day = :day UNION SELECT draft FROM draft_tally "
			   "WHERE ended >= :day UNION SELECT draft FROM draft_tally WHERE "
			   "ended IS NULL) AND day <= :day");

	stmt_day(q, ":day", out->day);
	while (stmt_step(q)) {
		const char *window = stmt_get(q, 0), *outcome = stmt_get(q, 4);
		const char *desk = *window ? window : CLOSE_NO_WINDOW;
		bool ended = stmt_get_int(q, 3) != 0;
		const char *const places[] = {"", desk};
		for (int i = 0; i < 2; i++) {
			struct close_line *l =
				closes_line(out, a, places[i], close_line_ids[LINE_INTAKES]);
			if (out->after == DATE_NONE)
				l->opening += stmt_get_int(q, 1);
			l->entered += stmt_get_int(q, 2);
			l->left += ended;
		}
		if (!ended || (*out->window && strcmp(out->window, desk) != 0))
			continue;
		out->intakes.decided += strcmp(outcome, outcome_ids[DRAFT_DECIDED]) == 0;
		out->intakes.deleted += strcmp(outcome, outcome_ids[DRAFT_DELETED]) == 0;
		out->intakes.purged += strcmp(outcome, outcome_ids[DRAFT_PURGED]) == 0;
	}
	return stmt_done(q, e);
}

/* What is still there: the drafts themselves, with those that ended later. */
static bool count_left(struct store *s, struct arena *a, struct close_counts *out, struct err *e)
{
	struct stmt *q = db_stmt(
		s->drafts, "SELECT t.\"window\", d.id, d.item, d.parked, d.operator FROM "
			   "drafts d JOIN draft_tally t ON t.draft = d.id WHERE "
			   "t.day <= :day UNION ALL SELECT \"window\", NULL, NULL, NULL, NULL "
			   "FROM draft_tally WHERE ended > :day AND day <= :day ORDER BY 2");

	stmt_day(q, ":day", out->day);
	while (stmt_step(q)) {
		const char *window = stmt_get(q, 0);
		const char *desk = *window ? window : CLOSE_NO_WINDOW;
		closes_line(out, a, "", close_line_ids[LINE_INTAKES])->closing++;
		closes_line(out, a, desk, close_line_ids[LINE_INTAKES])->closing++;
		if (stmt_is_null(q, 1))
			continue;
		const struct close_note note = {
			.kind = stmt_get_int(q, 3) ? NOTE_PARKED : NOTE_DRAFT,
			.window = desk,
			.subject = arena_printf(a, "%lld", (long long)stmt_get_int(q, 1)),
			.text = arena_printf(a, "%s %s", stmt_get(q, 2), stmt_get(q, 4)),
		};
		closes_add_note(out, a, &note);
	}
	return stmt_done(q, e);
}

/* Decisions of the ledger that say of themselves that they were drafts. */
static bool count_decisions(struct store *s, struct arena *a, struct close_counts *out,
			    struct err *e)
{
	struct stmt *q = db_stmt(s->db, "SELECT count(*) FROM ledger WHERE day = :day AND kind IN "
					"('case.accepted', 'case.deferred', 'case.noticed', "
					"'case.refused') AND site = :site AND "
					"json_array_length(payload, '$.history') > 0");
	int64_t n = 0;

	stmt_day(q, ":day", out->day);
	stmt_text(q, ":site", s->site);
	if (stmt_step(q))
		n = stmt_get_int(q, 0);
	if (!stmt_done(q, e))
		return false;
	if (n || out->intakes.decided) {
		struct close_line *l = closes_line(out, a, "", close_line_ids[LINE_DECISIONS]);
		l->entered = out->intakes.decided;
		l->left = n;
	}
	return true;
}

bool closes_count_drafts(struct store *s, struct arena *a, struct close_counts *out, struct err *e)
{
	return drafts_db(s, e) && count_moved(s, a, out, e) && count_left(s, a, out, e) &&
	       (*out->window || count_decisions(s, a, out, e));
}
