/* SPDX-License-Identifier: Apache-2.0 */
#include "store/closes.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "store/closes_count.h"
#include "store/record_inside.h"
#include "store/store_inside.h"

const char *const close_line_ids[LINE_KINDS] = {"intakes", "decisions", "numbers", "documents",
						"papers"};
static const char *const line_names[LINE_KINDS] = {N_("收件填报"), N_("填报办结"), N_("受理号"),
						   N_("文书"), N_("材料")};
const char *const close_note_ids[CLOSE_NOTES] = {"line", "external", "draft", "unprinted",
						 "parked"};
const char *const close_note_names[CLOSE_NOTES] = {N_("不平"), N_("漏录外部流水号"), N_("未办完"),
						   N_("未打印"), N_("挂单结转")};

int closes_state_of(const char *id)
{
	for (int i = 0; i < CASE_STATES; i++) {
		if (strcmp(case_state_ids[i], id) == 0)
			return i;
	}
	return -1;
}

static int kind_of(const char *id)
{
	for (int i = 0; i < LINE_KINDS; i++) {
		if (strcmp(close_line_ids[i], id) == 0)
			return i;
	}
	return -1;
}

int closes_order(const char *id)
{
	int state = closes_state_of(id), kind = kind_of(id);

	return state >= 0 ? state : CASE_STATES + (kind >= 0 ? kind : LINE_KINDS);
}

const char *close_line_name(const char *id)
{
	int state = closes_state_of(id), kind = kind_of(id);

	if (state >= 0)
		return _(case_state_names[state]);
	return kind >= 0 ? _(line_names[kind]) : id;
}

static enum close_note_kind note_of(const char *id)
{
	for (int i = 0; i < CLOSE_NOTES; i++) {
		if (strcmp(close_note_ids[i], id) == 0)
			return (enum close_note_kind)i;
	}
	return NOTE_LINE;
}

/* ---- days to close ---- */

bool closes_due(struct store *s, const char *window, struct arena *a, struct close_day **rows,
		size_t *n, struct err *e)
{
	struct close_day *d = NULL;
	date_day locked;

	*rows = NULL;
	*n = 0;
	if (!closes_locked(s, &locked, e))
		return false;
	struct stmt *q = db_stmt(s->db, "SELECT day, \"window\", closed FROM business_days WHERE "
					"site = :site AND day > :locked ORDER BY day, \"window\"");
	stmt_text(q, ":site", s->site);
	stmt_int(q, ":locked", locked == DATE_NONE ? INT64_MIN : locked);
	while (stmt_step(q)) {
		date_day day = stmt_get_day(q, 0);
		const char *id = stmt_get(q, 1);
		bool closed = stmt_get_int(q, 2) != 0;
		if (!d || d->day != day) {
			d = ARENA_PUSH(a, *rows, *n);
			d->day = day;
		}
		if (!*id)
			continue;
		d->n_windows++;
		if (!closed)
			*ARENA_PUSH(a, d->open, d->n_open) = arena_strdup(a, id);
		else if (window && strcmp(id, window) == 0)
			d->window_closed = true;
	}
	return stmt_done(q, e);
}

bool closes_awaited(struct store *s, struct close_awaited *out, struct err *e)
{
	struct stmt *q = db_stmt(s->db, "SELECT count(*), min(day) FROM closes WHERE site = :site "
					"AND point = 1 AND reopened = 0 AND countersigned_at = 0");

	*out = (struct close_awaited){.oldest = DATE_NONE};
	stmt_text(q, ":site", s->site);
	if (stmt_step(q)) {
		out->days = stmt_get_int(q, 0);
		out->oldest = stmt_get_day(q, 1);
	}
	if (!stmt_done(q, e))
		return false;
	q = db_stmt(s->db, "SELECT count(*) FROM cases c JOIN case_stages t ON t.case_id = c.id "
			   "AND t.pos = c.stage WHERE c.stage >= 0 AND t.separate = 1 AND "
			   "c.state IN ('accepted', 'deferred', 'reviewing')");
	if (stmt_step(q))
		out->cases = stmt_get_int(q, 0);
	return stmt_done(q, e);
}

/* ---- closes ---- */

#define CLOSE_COLUMNS                                                                              \
	"SELECT seq, day, first, \"window\", at, operator, signed_by, head, head_seq, reopened, "  \
	"reopened_why, point, countersigned_by, countersigned_at, first_number, last_number, "     \
	"decided, deleted, purged, visits, consulted, guided, reprints, spoiled, promises_due, "   \
	"promises_overdue FROM closes "

static void read_figures(struct stmt *q, struct close_row *r)
{
	int64_t *const figures[] = {
		&r->intakes.decided,	      &r->intakes.deleted,   &r->intakes.purged,
		&r->figures.visits,	      &r->figures.consulted, &r->figures.guided,
		&r->figures.reprints,	      &r->figures.spoiled,   &r->figures.promises_due,
		&r->figures.promises_overdue,
	};

	if (!stmt_is_null(q, 14))
		strncpy(r->figures.first_number, stmt_get(q, 14), NUMBER_TEXT - 1);
	if (!stmt_is_null(q, 15))
		strncpy(r->figures.last_number, stmt_get(q, 15), NUMBER_TEXT - 1);
	for (int i = 0; i < (int)(sizeof(figures) / sizeof(figures[0])); i++)
		*figures[i] = stmt_get_int(q, 16 + i);
}

static void read_close(struct stmt *q, struct arena *a, struct close_row *r)
{
	*r = (struct close_row){
		.seq = stmt_get_int(q, 0),
		.day = stmt_get_day(q, 1),
		.first = stmt_get_day(q, 2),
		.window = stmt_copy(q, 3, a),
		.at = stmt_get_int(q, 4),
		.by = stmt_copy(q, 5, a),
		.signed_by = stmt_copy(q, 6, a),
		.head = stmt_copy(q, 7, a),
		.head_seq = stmt_get_int(q, 8),
		.reopened = stmt_get_int(q, 9),
		.reopened_why = stmt_copy(q, 10, a),
		.point = stmt_get_int(q, 11) != 0,
		.countersigned_by = stmt_copy(q, 12, a),
		.countersigned_at = stmt_get_int(q, 13),
	};
	read_figures(q, r);
}

bool closes_list(struct store *s, size_t limit, struct arena *a, struct close_row **rows, size_t *n,
		 struct err *e)
{
	struct stmt *q = db_stmt(s->db, CLOSE_COLUMNS "WHERE site = :site ORDER BY seq DESC "
						      "LIMIT :limit");

	*rows = NULL;
	*n = 0;
	stmt_text(q, ":site", s->site);
	stmt_int(q, ":limit", (int64_t)limit);
	while (stmt_step(q))
		read_close(q, a, ARENA_PUSH(a, *rows, *n));
	return stmt_done(q, e);
}

bool closes_get(struct store *s, date_day day, const char *window, struct arena *a,
		struct close_row **out, struct err *e)
{
	struct stmt *q = db_stmt(s->db, CLOSE_COLUMNS "WHERE site = :site AND day = :day AND "
						      "\"window\" = :window AND reopened = 0 "
						      "ORDER BY seq DESC LIMIT 1");

	*out = NULL;
	stmt_text(q, ":site", s->site);
	stmt_day(q, ":day", day);
	stmt_text(q, ":window", window ? window : "");
	if (stmt_step(q)) {
		*out = arena_alloc(a, sizeof(**out));
		read_close(q, a, *out);
	}
	return stmt_done(q, e);
}

static bool read_notes(struct store *s, int64_t seq, struct arena *a, struct close_counts *out,
		       struct err *e)
{
	struct stmt *q = db_stmt(s->db, "SELECT kind, \"window\", subject, text, reason FROM "
					"close_notes WHERE site = :site AND seq = :seq "
					"ORDER BY pos");

	stmt_text(q, ":site", s->site);
	stmt_int(q, ":seq", seq);
	while (stmt_step(q))
		*ARENA_PUSH(a, out->notes, out->n_notes) = (struct close_note){
			.kind = note_of(stmt_get(q, 0)),
			.window = stmt_copy(q, 1, a),
			.subject = stmt_copy(q, 2, a),
			.text = stmt_copy(q, 3, a),
			.reason = stmt_copy(q, 4, a),
		};
	return stmt_done(q, e);
}

bool closes_signed(struct store *s, const struct close_row *row, struct arena *a,
		   struct close_counts *out, struct err *e)
{
	struct stmt *q =
		db_stmt(s->db, "SELECT \"window\", id, opening, entered, \"left\", closing "
			       "FROM close_lines WHERE site = :site AND seq = :seq "
			       "ORDER BY pos");

	*out = (struct close_counts){.day = row->day,
				     .window = row->window,
				     .after = DATE_NONE,
				     .seq = row->head_seq,
				     .intakes = row->intakes,
				     .figures = row->figures};
	stmt_text(q, ":site", s->site);
	stmt_int(q, ":seq", row->seq);
	while (stmt_step(q))
		*ARENA_PUSH(a, out->lines, out->n_lines) = (struct close_line){
			.window = stmt_copy(q, 0, a),
			.id = stmt_copy(q, 1, a),
			.opening = stmt_get_int(q, 2),
			.entered = stmt_get_int(q, 3),
			.left = stmt_get_int(q, 4),
			.closing = stmt_get_int(q, 5),
		};
	return stmt_done(q, e) && read_notes(s, row->seq, a, out, e);
}

/* ---- by item ---- */

static struct close_item *item_row(struct close_item **rows, size_t *n, struct stmt *q,
				   struct arena *a)
{
	struct close_item *last = *n ? &(*rows)[*n - 1] : NULL;

	if (last && strcmp(last->item, stmt_get(q, 0)) == 0 &&
	    strcmp(last->window, stmt_get(q, 2)) == 0)
		return last;
	last = ARENA_PUSH(a, *rows, *n);
	last->item = stmt_copy(q, 0, a);
	last->item_name = stmt_copy(q, stmt_is_null(q, 1) ? 0 : 1, a);
	last->window = stmt_copy(q, 2, a);
	return last;
}

bool closes_items(struct store *s, date_day day, const char *window, struct arena *a,
		  struct close_item **rows, size_t *n, struct err *e)
{
	struct stmt *q = db_stmt(
		s->db, "SELECT c.item, max(c.item_name), m.\"window\", m.to_state, count(*) "
		       "FROM case_moves m INDEXED BY case_moves_day JOIN cases c ON "
		       "c.id = m.case_id WHERE m.day = :day AND m.site = :site AND "
		       "(:window = '' OR m.\"window\" = :window) GROUP BY 1, 3, 4 "
		       "ORDER BY 1, 3");

	*rows = NULL;
	*n = 0;
	stmt_day(q, ":day", day);
	stmt_text(q, ":site", s->site);
	stmt_text(q, ":window", window ? window : "");
	while (stmt_step(q))
		item_row(rows, n, q, a)->entered[case_state_of(stmt_get(q, 3))] +=
			stmt_get_int(q, 4);
	return stmt_done(q, e);
}
