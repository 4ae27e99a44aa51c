/* SPDX-License-Identifier: Apache-2.0 */
#include "store/visits.h"

#include "base/text.h"
#include "store/apply.h"
#include "store/db_inside.h"
#include "store/store_inside.h"

/* ---- applying ---- */

bool apply_visit_begun(struct db *db, const struct event *ev, const struct payload *payload,
		       struct err *e)
{
	struct stmt *q = db_stmt(db, "INSERT INTO visits (site, id, \"window\", operator, "
				     "begun_at, ended_at, day, queue) VALUES (:site, :id, "
				     ":window, :operator, :at, 0, :day, :queue)");
	int64_t began = payload_int(payload, "began");

	stmt_text(q, ":site", ev->site);
	stmt_int(q, ":id", ev->seq);
	stmt_text(q, ":window", ev->window);
	stmt_text(q, ":operator", ev->by);
	stmt_int(q, ":at", began > 0 && began < ev->at ? began : ev->at);
	stmt_day(q, ":day", ev->day);
	stmt_text(q, ":queue", payload_text(payload, "queue"));
	return stmt_run(q, e);
}

bool apply_visit_ended(struct db *db, const struct event *ev, const struct payload *payload,
		       struct err *e)
{
	struct stmt *q = db_stmt(db, "UPDATE visits SET ended_at = max(begun_at, :at), "
				     "ended_by = :by WHERE site = :site AND id = :id AND "
				     "ended_at = 0");
	const char *by = payload_text(payload, "by");
	int64_t last = payload_int(payload, "last");

	stmt_int(q, ":at", last > 0 && last < ev->at ? last : ev->at);
	stmt_text(q, ":by", by ? by : "");
	stmt_text(q, ":site", ev->site);
	stmt_int(q, ":id", ev->visit);
	if (!stmt_run(q, e))
		return false;
	return db_changes(db) == 1 ||
	       err_set(e, ERR_REFUSED, _("这次来访已经结束，或没有这次来访"));
}

static bool put_act(struct db *db, const struct event *ev, const struct payload *payload,
		    const char *kind, struct err *e)
{
	struct stmt *q = db_stmt(db, "INSERT INTO counter_acts VALUES (:site, :id, :visit, :kind, "
				     ":item, :reason, :day, :window, :operator)");
	const char *item = payload_text(payload, "item");

	stmt_text(q, ":site", ev->site);
	stmt_int(q, ":id", ev->seq);
	stmt_int(q, ":visit", ev->visit);
	stmt_text(q, ":kind", kind);
	stmt_text(q, ":item", item ? item : "");
	stmt_text(q, ":reason", payload_text(payload, "reason"));
	stmt_day(q, ":day", ev->day);
	stmt_text(q, ":window", ev->window);
	stmt_text(q, ":operator", ev->by);
	return stmt_run(q, e);
}

bool apply_guided(struct db *db, const struct event *ev, const struct payload *payload,
		  struct err *e)
{
	const char *slip = payload_text(payload, "slip");

	return put_act(db, ev, payload, slip ? slip : "guidance", e);
}

bool apply_consulted(struct db *db, const struct event *ev, const struct payload *payload,
		     struct err *e)
{
	return put_act(db, ev, payload, "consulted", e);
}

/* ---- writing ---- */

bool visits_begin(struct store *s, const struct actor *who, const struct visit_start *start,
		  int64_t *id, struct err *e)
{
	struct str payload = {0};
	struct store_receipt receipt;

	payload_open(&payload);
	if (start && start->began > 0)
		payload_put_int(&payload, "began", start->began);
	if (start)
		payload_put(&payload, "queue", start->queue);
	payload_close(&payload);
	struct store_event ev = {
		.kind = EVENT_VISIT_BEGUN, .who = who, .subject = "", .payload = payload.data};
	bool ok = store_commit(s, NULL, &ev, 1, &receipt, e);
	str_done(&payload);
	if (ok) {
		*id = receipt.seq;
		lock_mark(s->db->lock, receipt.seq);
	}
	return ok;
}

bool visits_end(struct store *s, const struct actor *who, struct err *e)
{
	lock_unmark(s->db->lock, who->visit);
	return store_note(s, EVENT_VISIT_ENDED, who, "", "{}", e);
}

bool visits_is_open(struct store *s, int64_t id, bool *open, struct err *e)
{
	struct stmt *q = db_stmt(s->db, "SELECT 1 FROM visits WHERE site = :site AND id = :id AND "
					"ended_at = 0");

	stmt_text(q, ":site", s->site);
	stmt_int(q, ":id", id);
	*open = stmt_step(q);
	return stmt_done(q, e);
}

static bool end_left(struct store *s, const char *window, int64_t id, int64_t last, struct err *e)
{
	const struct actor program = {.by = "", .window = window, .visit = id};
	struct str payload = {0};

	payload_open(&payload);
	payload_put(&payload, "by", "program");
	payload_put_int(&payload, "last", last);
	payload_close(&payload);
	bool ok = store_note(s, EVENT_VISIT_ENDED, &program, "", payload.data, e);
	str_done(&payload);
	return ok;
}

/* The next open visit after `*id`, 0 when there is none, and the moment of its last event. */
static bool next_open(struct store *s, const char *window, int64_t *id, int64_t *last,
		      struct err *e)
{
	struct stmt *q =
		db_stmt(s->db, "SELECT v.id, max(v.begun_at, coalesce((SELECT max(at) FROM ledger "
			       "WHERE visit = v.id AND visit <> 0 AND site = v.site), 0)) "
			       "FROM visits v WHERE v.\"window\" = :window AND v.ended_at = 0 "
			       "AND v.site = :site AND v.id > :id ORDER BY v.id LIMIT 1");

	stmt_text(q, ":window", window ? window : "");
	stmt_text(q, ":site", s->site);
	stmt_int(q, ":id", *id);
	*id = 0;
	if (stmt_step(q)) {
		*id = stmt_get_int(q, 0);
		*last = stmt_get_int(q, 1);
	}
	return stmt_done(q, e);
}

bool visits_end_left(struct store *s, const char *window, int64_t *n, struct err *e)
{
	int64_t id = 0, last = 0;

	*n = 0;
	while (next_open(s, window, &id, &last, e)) {
		if (id == 0)
			return true;
		if (!lock_mark(s->db->lock, id))
			continue; /* its program lives */
		bool ok = end_left(s, window, id, last, e);
		lock_unmark(s->db->lock, id);
		if (!ok)
			return false;
		++*n;
	}
	return false;
}

bool visits_guided(struct store *s, const struct actor *who, const char *item, enum slip_kind kind,
		   const char *reason, struct err *e)
{
	static const char *const slips[] = {"guidance", "materials", "answer"};
	struct str payload = {0};

	payload_open(&payload);
	payload_put(&payload, "item", item);
	payload_put(&payload, "slip", slips[kind]);
	payload_put(&payload, "reason", reason);
	payload_close(&payload);
	bool ok = store_note(s, EVENT_GUIDED, who, "", payload.data, e);
	str_done(&payload);
	return ok;
}

bool visits_consulted(struct store *s, const struct actor *who, const char *item, struct err *e)
{
	struct stmt *q = db_stmt(s->db, "SELECT 1 FROM counter_acts WHERE visit = :visit AND "
					"visit <> 0 AND kind = 'consulted' AND item = :item AND "
					"site = :site");

	stmt_int(q, ":visit", who->visit);
	stmt_text(q, ":item", item);
	stmt_text(q, ":site", s->site);
	bool said = stmt_step(q);
	if (!stmt_done(q, e) || said)
		return said;

	struct str payload = {0};
	payload_open(&payload);
	payload_put(&payload, "item", item);
	payload_close(&payload);
	bool ok = store_note(s, EVENT_CONSULTED, who, "", payload.data, e);
	str_done(&payload);
	return ok;
}

/* ---- reading ---- */

/* A case decided twice in one visit is one case. */
#define VISIT_COLUMNS                                                                              \
	"SELECT v.id, v.serial, v.day, v.\"window\", v.operator, v.queue, v.begun_at, "            \
	"v.ended_at, v.ended_by, "                                                                 \
	"(SELECT count(DISTINCT subject) FROM ledger WHERE visit = v.id AND visit <> 0 AND "       \
	"  site = v.site AND kind IN ('case.accepted', 'case.deferred', 'case.noticed', "          \
	"  'case.refused')), "                                                                     \
	"(SELECT count(*) FROM counter_acts WHERE visit = v.id AND visit <> 0 AND "                \
	"  site = v.site AND kind <> 'consulted'), "                                               \
	"(SELECT count(*) FROM counter_acts WHERE visit = v.id AND visit <> 0 AND "                \
	"  site = v.site AND kind = 'consulted') "                                                 \
	"FROM (SELECT *, row_number() OVER (ORDER BY id) AS serial FROM visits "

static void read_visit(struct stmt *q, struct arena *a, struct visit_row *r)
{
	*r = (struct visit_row){
		.id = stmt_get_int(q, 0),
		.serial = stmt_get_int(q, 1),
		.day = stmt_get_day(q, 2),
		.window = stmt_copy(q, 3, a),
		.by = stmt_copy(q, 4, a),
		.queue = stmt_copy(q, 5, a),
		.begun_at = stmt_get_int(q, 6),
		.ended_at = stmt_get_int(q, 7),
		.cases = stmt_get_int(q, 9),
		.slips = stmt_get_int(q, 10),
		.consultations = stmt_get_int(q, 11),
	};
	const char *by = stmt_get(q, 8);
	r->by_program = by && *by;
}

bool visits_list(struct store *s, date_day day, struct arena *a, struct visit_row **rows, size_t *n,
		 struct err *e)
{
	struct stmt *q = db_stmt(s->db, VISIT_COLUMNS "WHERE day = :day AND site = :site) v "
						      "ORDER BY v.id");

	*rows = NULL;
	*n = 0;
	stmt_day(q, ":day", day);
	stmt_text(q, ":site", s->site);
	while (stmt_step(q))
		read_visit(q, a, ARENA_PUSH(a, *rows, *n));
	return stmt_done(q, e);
}

bool visits_get(struct store *s, int64_t id, struct arena *a, struct visit_row **out, struct err *e)
{
	struct stmt *q = db_stmt(s->db, VISIT_COLUMNS
				 "WHERE site = :site AND day = (SELECT day FROM visits "
				 "WHERE site = :site AND id = :id)) v WHERE v.id = :id");

	*out = NULL;
	stmt_text(q, ":site", s->site);
	stmt_int(q, ":id", id);
	if (stmt_step(q)) {
		*out = arena_alloc(a, sizeof(**out));
		read_visit(q, a, *out);
	}
	return stmt_done(q, e);
}

bool visits_cases(struct store *s, int64_t id, struct arena *a, struct visit_case **rows, size_t *n,
		  struct err *e)
{
	struct stmt *q = db_stmt(s->db, "SELECT subject, max(kind <> 'paper.arrived') FROM ledger "
					"WHERE visit = :visit AND visit <> 0 AND site = :site AND "
					"kind IN ('case.accepted', 'case.deferred', "
					"'case.noticed', 'case.refused', 'paper.arrived') "
					"GROUP BY subject ORDER BY min(id)");

	*rows = NULL;
	*n = 0;
	stmt_int(q, ":visit", id);
	stmt_text(q, ":site", s->site);
	while (stmt_step(q)) {
		struct visit_case *c = ARENA_PUSH(a, *rows, *n);
		c->number = stmt_copy(q, 0, a);
		c->decided = stmt_get_int(q, 1) != 0;
	}
	return stmt_done(q, e);
}
