/* SPDX-License-Identifier: Apache-2.0 */
#include "store/pauses.h"

#include <string.h>

#include "base/text.h"
#include "store/record_inside.h"
#include "store/store_inside.h"

const char *const pause_ids[PAUSE_KINDS] = {
	[PAUSE_SUSPENSION] = "suspension",
	[PAUSE_EXTENSION] = "extension",
	[PAUSE_PUBLICITY] = "publicity",
};
const char *const pause_names[PAUSE_KINDS] = {
	[PAUSE_SUSPENSION] = N_("中止"),
	[PAUSE_EXTENSION] = N_("延长"),
	[PAUSE_PUBLICITY] = N_("公示"),
};

/* As the index cases_due has it. */
#define RUNNING "state IN ('accepted', 'deferred', 'reviewing', 'returned', 'suspended')"

static enum pause_kind kind_of(const char *id)
{
	int k = PAUSE_KINDS - 1;

	while (k > 0 && strcmp(pause_ids[k], id) != 0)
		k--;
	return k;
}

bool pauses_of(struct store *s, const char *number, struct arena *a, struct pause_row **rows,
	       size_t *n, struct err *e)
{
	struct stmt *q = db_stmt(
		s->db, "SELECT p.kind, p.reason, p.operator, p.began, p.until, p.ended, p.days, "
		       "p.unit, p.result FROM cases c JOIN case_pauses p ON p.case_id = c.id "
		       "WHERE c.number = :number ORDER BY p.began, p.site, p.id");

	*rows = NULL;
	*n = 0;
	stmt_text(q, ":number", number);
	while (stmt_step(q)) {
		*ARENA_PUSH(a, *rows, *n) = (struct pause_row){
			.kind = kind_of(stmt_get(q, 0)),
			.reason = stmt_copy(q, 1, a),
			.by = stmt_copy(q, 2, a),
			.began = stmt_get_day(q, 3),
			.until = stmt_get_day(q, 4),
			.ended = stmt_get_day(q, 5),
			.days = stmt_get_int(q, 6),
			.unit = stmt_copy(q, 7, a),
			.result = stmt_copy(q, 8, a),
		};
	}
	return stmt_done(q, e);
}

bool due_counts(struct store *s, date_day today, date_day near, struct due_counts *out,
		struct err *e)
{
	struct stmt *q =
		db_stmt(s->db, "SELECT coalesce(sum(due < :today), 0), "
			       "coalesce(sum(due = :today), 0), "
			       "coalesce(sum(due > :today), 0), "
			       "(SELECT count(*) FROM cases WHERE state = 'suspended'), "
			       "(SELECT count(*) FROM case_pauses WHERE kind = 'publicity' AND "
			       "  ended IS NULL) "
			       "FROM cases WHERE " RUNNING " AND due <= :near");

	*out = (struct due_counts){0};
	stmt_day(q, ":today", today);
	stmt_day(q, ":near", near);
	if (stmt_step(q))
		*out = (struct due_counts){stmt_get_int(q, 0), stmt_get_int(q, 1),
					   stmt_get_int(q, 2), stmt_get_int(q, 3),
					   stmt_get_int(q, 4)};
	return stmt_done(q, e);
}

bool due_list(struct store *s, date_day until, size_t limit, struct arena *a, struct due_row **rows,
	      size_t *n, struct err *e)
{
	struct stmt *q = db_stmt(
		s->db, "SELECT c.number, c.item, c.item_name, f.name, c.state, c.accepted_day, "
		       "c.due, c.due_provisional, g.text, c.operator FROM cases c "
		       "LEFT JOIN parties f ON f.case_id = c.id AND f.pos = 0 "
		       "LEFT JOIN case_stages g ON g.case_id = c.id AND g.pos = c.stage "
		       "WHERE c." RUNNING " AND c.due <= :until ORDER BY c.due LIMIT :limit");

	*rows = NULL;
	*n = 0;
	stmt_day(q, ":until", until);
	stmt_int(q, ":limit", (int64_t)limit);
	while (stmt_step(q)) {
		*ARENA_PUSH(a, *rows, *n) = (struct due_row){
			.number = stmt_copy(q, 0, a),
			.item = stmt_copy(q, 1, a),
			.item_name = stmt_copy(q, 2, a),
			.name = stmt_copy(q, 3, a),
			.state = case_state_of(stmt_get(q, 4)),
			.accepted_day = stmt_get_day(q, 5),
			.due = stmt_get_day(q, 6),
			.provisional = stmt_get_int(q, 7) != 0,
			.stage = stmt_copy(q, 8, a),
			.by = stmt_copy(q, 9, a),
		};
	}
	return stmt_done(q, e);
}
