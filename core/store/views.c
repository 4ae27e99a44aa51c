/* SPDX-License-Identifier: Apache-2.0 */
#include "store/views.h"

#include "base/text.h"
#include "store/apply.h"
#include "store/record_inside.h"
#include "store/store_inside.h"
#include "store/views_inside.h"

/* ---- applying ---- */

static bool put_view(struct db *db, const struct event *ev, int64_t case_id, int64_t person,
		     struct err *e)
{
	struct stmt *q = db_stmt(db, "INSERT INTO views VALUES (:site, :id, :at, :day, :visit, "
				     ":operator, :window, nullif(:case_id, 0), "
				     "nullif(:person, 0))");

	stmt_text(q, ":site", ev->site);
	stmt_int(q, ":id", ev->seq);
	stmt_int(q, ":at", ev->at);
	stmt_day(q, ":day", ev->day);
	stmt_int(q, ":visit", ev->visit);
	stmt_text(q, ":operator", ev->by);
	stmt_text(q, ":window", ev->window);
	stmt_int(q, ":case_id", case_id);
	stmt_int(q, ":person", person);
	return stmt_run(q, e);
}

bool apply_case_viewed(struct db *db, const struct event *ev, const struct payload *payload,
		       struct err *e)
{
	enum case_state state;
	int64_t id;

	(void)payload;
	return case_find(db, ev->subject, &id, &state, e) && put_view(db, ev, id, 0, e);
}

bool apply_person_viewed(struct db *db, const struct event *ev, const struct payload *payload,
			 struct err *e)
{
	return put_view(db, ev, 0, payload_int(payload, "person"), e);
}

/* ---- writing ---- */

/* In the same visit, or without one a moment ago. */
static bool is_known(struct store *s, const struct view_note *v, bool *known, struct err *e)
{
	struct stmt *q =
		db_stmt(s->db, "SELECT 1 FROM views WHERE site = :site AND operator = :operator "
			       "AND visit = :visit AND (case_id = (SELECT id FROM cases WHERE "
			       "number = :number) OR person = :person) AND day = :day AND "
			       "(visit <> 0 OR at > :since) LIMIT 1");

	stmt_text(q, ":site", s->site);
	stmt_text(q, ":operator", v->who.by);
	stmt_int(q, ":visit", v->who.visit);
	stmt_text(q, ":number", v->number);
	stmt_int(q, ":person", v->person ? v->person : -1);
	stmt_day(q, ":day", store_today(s));
	stmt_int(q, ":since", clock_now(&s->clock) - VIEW_AGAIN_MS);
	*known = stmt_step(q);
	return stmt_done(q, e);
}

static bool build_person(void *ctx, struct store *s, const struct store_ticket *t,
			 struct str *payload, struct err *e)
{
	const struct view_note *v = ctx;

	(void)s;
	(void)t;
	(void)e;
	payload_open(payload);
	payload_put_int(payload, "person", v->person);
	payload_close(payload);
	return true;
}

bool views_record(struct store *s, const struct view_note *notes, size_t count, size_t *n,
		  struct err *e)
{
	struct arena a = {0};
	struct store_event *events = arena_array(&a, count + 1, sizeof(*events));
	size_t wanted = 0;
	bool ok = true;

	for (size_t i = 0; ok && i < count; i++) {
		const struct view_note *v = &notes[i];
		bool known = false;
		ok = is_known(s, v, &known, e);
		if (!ok || known)
			continue;
		struct store_event *ev = &events[wanted++];
		*ev = (struct store_event){.who = &v->who, .subject = v->number};
		ev->kind = v->person ? EVENT_PERSON_VIEWED : EVENT_CASE_VIEWED;
		ev->payload = v->person ? NULL : "{}";
		ev->build = v->person ? build_person : NULL;
		ev->ctx = (void *)v;
	}
	ok = ok && (wanted == 0 || store_commit(s, NULL, events, wanted, NULL, e));
	if (n)
		*n = ok ? wanted : 0;
	arena_done(&a);
	return ok;
}

/* ---- what was not worked on ---- */

static void read_row(struct stmt *q, struct arena *a, struct view_row *r)
{
	*r = (struct view_row){
		.at = stmt_get_int(q, 0),
		.day = stmt_get_day(q, 1),
		.by = stmt_copy(q, 2, a),
		.window = stmt_copy(q, 3, a),
		.visit = stmt_get_int(q, 4),
		.number = stmt_copy(q, 5, a),
		.person = stmt_get_int(q, 6),
		.name = stmt_copy(q, 7, a),
		.item_name = stmt_copy(q, 8, a),
		.serial = stmt_get_int(q, 9),
		.cases = stmt_get_int(q, 10),
		.consultations = stmt_get_int(q, 11),
	};
}

bool views_idle(struct store *s, const struct view_filter *f, view_fn *fn, void *ctx, struct err *e)
{
	struct stmt *q = db_stmt(
		s->db, "SELECT v.at, v.day, v.operator, v.\"window\", v.visit, c.number, v.person, "
		       "coalesce(f.name, p.name), c.item_name, " VIEWS_SERIAL ", " VIEWS_CASES
		       ", " VIEWS_CONSULTED " FROM " VIEWS_FROM " WHERE v.day >= :first AND "
		       "v.day <= :last AND (:by IS NULL OR v.operator = :by) AND " VIEWS_IDLE
		       " ORDER BY v.day, v.operator, v.id");
	bool ok = true;

	stmt_day(q, ":first", f->first);
	stmt_day(q, ":last", f->last);
	stmt_text(q, ":by", f->by);
	while (ok && stmt_step(q)) {
		struct arena a = {0};
		struct view_row row;
		read_row(q, &a, &row);
		ok = fn(ctx, &row, e);
		arena_done(&a);
	}
	return stmt_done(q, ok ? e : NULL) && ok;
}
