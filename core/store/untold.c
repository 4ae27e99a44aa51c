/* SPDX-License-Identifier: Apache-2.0 */
#include "store/untold.h"

#include <string.h>

#include "store/untold_inside.h"
#include "store/store_inside.h"

/* Who had given the notice: the case as it was before this decision. */
struct told {
	const char *by;
	date_day day;
};

static bool read_told(struct db *db, int64_t case_id, struct arena *a, struct told *out,
		      struct err *e)
{
	struct stmt *q = db_stmt(db, "SELECT operator, day FROM cases WHERE id = :id");

	*out = (struct told){NULL, DATE_NONE};
	stmt_int(q, ":id", case_id);
	if (stmt_step(q)) {
		out->by = stmt_copy(q, 0, a);
		out->day = stmt_get_day(q, 1);
	}
	return stmt_done(q, e);
}

static bool put_row(struct db *db, const struct event *ev, const struct case_record *r,
		    const struct told *told, size_t reason, struct err *e)
{
	const struct case_reason *why = &r->reasons[reason];
	struct stmt *q = db_stmt(db, "INSERT INTO untold_demands VALUES (:site, :seq, :pos, :day, "
				     ":number, :item, :item_name, :name, :code, :id, :text, "
				     ":told_by, :told_day, :operator, :window, :reason, "
				     ":signed_by)");

	stmt_text(q, ":site", ev->site);
	stmt_int(q, ":seq", ev->seq);
	stmt_int(q, ":pos", (int64_t)reason);
	stmt_day(q, ":day", ev->day);
	stmt_text(q, ":number", ev->subject);
	stmt_text(q, ":item", r->item);
	stmt_text(q, ":item_name", r->item_name);
	stmt_text(q, ":name", r->n_parties ? r->parties[0].name : NULL);
	stmt_text(q, ":code", why->code);
	stmt_text(q, ":id", why->id);
	stmt_text(q, ":text", why->text);
	stmt_text(q, ":told_by", told->by);
	stmt_day(q, ":told_day", told->day);
	stmt_text(q, ":operator", ev->by);
	stmt_text(q, ":window", ev->window);
	stmt_text(q, ":reason", r->untold_reason);
	stmt_text(q, ":signed_by", r->untold_by);
	return stmt_run(q, e);
}

bool untold_register(struct db *db, const struct event *ev, int64_t case_id,
		     const struct case_record *r, struct err *e)
{
	struct arena a = {0};
	struct told told;
	bool ok = true, read = false;

	for (size_t i = 0; ok && i < r->n_reasons && r->untold_by; i++) {
		const char *surprise = r->reasons[i].surprise;
		if (!surprise || strcmp(surprise, "untold") != 0)
			continue;
		ok = read || read_told(db, case_id, &a, &told, e);
		read = true;
		ok = ok && put_row(db, ev, r, &told, i, e);
	}
	arena_done(&a);
	return ok;
}

bool untold_list(struct store *s, date_day first, date_day last, struct arena *a,
		 struct untold_row **rows, size_t *n, struct err *e)
{
	struct stmt *q =
		db_stmt(s->db, "SELECT day, number, item, item_name, name, code, id, text, "
			       "told_by, told_day, operator, \"window\", reason, signed_by "
			       "FROM untold_demands WHERE day >= coalesce(:first, 0) AND "
			       "day <= coalesce(:last, 1000000) ORDER BY day DESC, seq DESC, pos");

	*rows = NULL;
	*n = 0;
	stmt_day(q, ":first", first);
	stmt_day(q, ":last", last);
	while (stmt_step(q)) {
		*ARENA_PUSH(a, *rows, *n) = (struct untold_row){
			.day = stmt_get_day(q, 0),
			.number = stmt_copy(q, 1, a),
			.item = stmt_copy(q, 2, a),
			.item_name = stmt_copy(q, 3, a),
			.name = stmt_copy(q, 4, a),
			.code = stmt_copy(q, 5, a),
			.id = stmt_copy(q, 6, a),
			.text = stmt_copy(q, 7, a),
			.told_by = stmt_copy(q, 8, a),
			.told_day = stmt_get_day(q, 9),
			.by = stmt_copy(q, 10, a),
			.window = stmt_copy(q, 11, a),
			.reason = stmt_copy(q, 12, a),
			.signed_by = stmt_copy(q, 13, a),
		};
	}
	return stmt_done(q, e);
}
