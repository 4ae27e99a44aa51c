/* SPDX-License-Identifier: Apache-2.0
 *
 * One case as the tables have it, and its events.
 */
#include "store/cases.h"

#include <string.h>

#include "store/ledger.h"
#include "store/record_inside.h"
#include "store/store_inside.h"

static char *select_sql(const void *key)
{
	const struct shape *s = key;
	struct str sql = {0};

	str_add(&sql, "SELECT id, number, state, opened_at, accepted_at, day, accepted_day, "
		      "operator, \"window\", visit, stage, stage_since, decided_at, decided_day, "
		      "delivered_at, voided_day, void_reason, void_class, void_by, replaced, "
		      "replaced_as, papers_back, (SELECT remark FROM case_reviews WHERE "
		      "case_id = cases.id AND result = 'deny')");
	for (size_t i = 0; i < s->n; i++)
		str_addf(&sql, ", %s", s->columns[i].name);
	str_add(&sql, " FROM cases WHERE number = :number");
	return str_take(&sql);
}

static bool read_head(struct store *s, const char *number, struct arena *a, int64_t *id,
		      struct case_record **out, struct err *e)
{
	struct stmt *q = db_stmt_made(s->db, &record_shape, select_sql);

	*out = NULL;
	stmt_text(q, ":number", number);
	if (stmt_step(q)) {
		struct case_record *r = *out = arena_alloc(a, sizeof(*r));
		case_record_init(r);
		*id = stmt_get_int(q, 0);
		r->number = stmt_copy(q, 1, a);
		r->state = case_state_of(stmt_get(q, 2));
		r->opened_at = stmt_get_int(q, 3);
		r->accepted_at = stmt_get_int(q, 4);
		r->day = stmt_get_day(q, 5);
		r->accepted_day = stmt_get_day(q, 6);
		r->by = stmt_copy(q, 7, a);
		r->window = stmt_copy(q, 8, a);
		r->visit = stmt_get_int(q, 9);
		r->stage = stmt_get_int(q, 10);
		r->stage_since = stmt_get_int(q, 11);
		r->decided_at = stmt_get_int(q, 12);
		r->decided_day = stmt_get_day(q, 13);
		r->delivered_at = stmt_get_int(q, 14);
		r->voided_day = stmt_get_day(q, 15);
		r->void_reason = stmt_copy(q, 16, a);
		r->void_class = stmt_copy(q, 17, a);
		r->void_by = stmt_copy(q, 18, a);
		r->replaced = stmt_copy(q, 19, a);
		r->replaced_as = stmt_copy(q, 20, a);
		r->papers_back = stmt_get_day(q, 21);
		r->denied_for = stmt_copy(q, 22, a);
		shape_read(&record_shape, q, 23, a, r);
	}
	return stmt_done(q, e);
}

static bool read_lists(struct store *s, int64_t id, struct arena *a, struct case_record *r,
		       struct err *e)
{
	for (int i = 0; i < RECORD_LISTS; i++) {
		void *rows;
		size_t n;
		if (!shape_select(s->db, &record_lists[i].shape, id, a, &rows, &n, e))
			return false;
		record_set_rows(r, &record_lists[i], rows, n);
	}
	return true;
}

bool cases_get(struct store *s, const char *number, struct arena *a, struct case_record **out,
	       struct err *e)
{
	int64_t id = 0;

	*out = NULL;
	if (!db_begin_read(s->db, "case", e))
		return false;
	bool ok = read_head(s, number, a, &id, out, e);
	if (ok && *out)
		ok = read_lists(s, id, a, *out, e);
	return db_end_read(s->db, "case", ok, e);
}

bool cases_timeline(struct store *s, const char *number, struct arena *a, struct event **rows,
		    size_t *n, struct err *e)
{
	struct stmt *q = db_stmt(s->db, "SELECT " LEDGER_COLUMNS " FROM ledger "
					"WHERE subject = :subject AND subject <> '' ORDER BY id");

	*rows = NULL;
	*n = 0;
	stmt_text(q, ":subject", number);
	while (stmt_step(q))
		ledger_copy(q, a, ARENA_PUSH(a, *rows, *n));
	return stmt_done(q, e);
}

/* ---- as a document says it ---- */

static bool is_decision(const struct event *ev, enum case_state *state)
{
	switch (event_kind_of(ev->kind)) {
	case EVENT_CASE_ACCEPTED:
		*state = CASE_ACCEPTED;
		return true;
	case EVENT_CASE_DEFERRED:
		*state = CASE_DEFERRED;
		return true;
	case EVENT_CASE_NOTICED:
		*state = CASE_NOTICED;
		return true;
	case EVENT_CASE_REFUSED:
		*state = CASE_REFUSED;
		return true;
	default:
		return false;
	}
}

static bool is_issue_of(const struct event *ev, const char *document, struct arena *a)
{
	if (event_kind_of(ev->kind) != EVENT_DOCUMENT_ISSUED)
		return false;
	const struct payload *p = payload_parse(ev->payload, ev->payload_len, a);
	const char *number = p ? payload_text(p, "number") : NULL;
	return number && strcmp(number, document) == 0;
}

/* A decision that another has replaced is only in the ledger. */
static void read_decision(const struct event *ev, enum case_state state,
			  const struct case_record *now, struct arena *a, struct case_record **out)
{
	const struct payload *p = payload_parse(ev->payload, ev->payload_len, a);
	bool accepted = state == CASE_ACCEPTED || state == CASE_DEFERRED;

	if (!p)
		return;
	struct case_record *r = *out = arena_alloc(a, sizeof(*r));
	record_decode(p, a, r);
	r->number = now->number;
	r->query_code = now->query_code;
	r->state = state;
	r->opened_at = now->opened_at;
	r->accepted_at = accepted ? ev->at : 0;
	r->accepted_day = accepted ? ev->day : DATE_NONE;
	r->by = ev->by;
	r->window = ev->window;
	r->visit = ev->visit;
}

bool cases_issued(struct store *s, const char *number, const char *document, struct arena *a,
		  struct case_record **out, struct err *e)
{
	const struct event *decided = NULL;
	enum case_state state = CASE_VOIDED, later;
	bool issued = false, replaced = false;
	struct event *rows;
	size_t n;

	if (!cases_get(s, number, a, out, e) || !cases_timeline(s, number, a, &rows, &n, e))
		return false;
	for (size_t i = 0; *out && i < n; i++) {
		issued = issued || is_issue_of(&rows[i], document, a);
		if (issued)
			replaced = replaced || is_decision(&rows[i], &later);
		else if (is_decision(&rows[i], &state))
			decided = &rows[i];
	}
	if (!issued || !decided)
		return true;
	if (replaced)
		read_decision(decided, state, *out, a, out);
	if (state == CASE_NOTICED || state == CASE_REFUSED || replaced)
		(*out)->day = decided->day;
	return true;
}

bool cases_requested(struct store *s, const char *number, const char *request_id, struct arena *a,
		     struct case_record **out, struct err *e)
{
	struct event *rows;
	size_t n;

	*out = NULL;
	if (!cases_timeline(s, number, a, &rows, &n, e))
		return false;
	for (size_t i = 0; i < n; i++) {
		enum case_state state;
		const struct payload *p =
			is_decision(&rows[i], &state)
				? payload_parse(rows[i].payload, rows[i].payload_len, a)
				: NULL;
		const char *id = p ? payload_text(p, "request_id") : NULL;
		if (!id || strcmp(id, request_id) != 0)
			continue;
		*out = arena_alloc(a, sizeof(**out));
		record_decode(p, a, *out);
	}
	return true;
}
