/* SPDX-License-Identifier: Apache-2.0
 *
 * A decision at the window as rows: accepted, deferred, noticed or refused. A
 * noticed case may be decided again under its number; the newest decision's rows
 * replace the older ones, the ledger keeps both. A new case takes the next number
 * of its site and day and no other.
 */
#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "store/apply.h"
#include "store/untold_inside.h"
#include "store/number.h"
#include "store/people_inside.h"
#include "store/pledges_inside.h"
#include "store/record_inside.h"
#include "store/series_inside.h"

static enum case_state state_after(const struct event *ev)
{
	switch (event_kind_of(ev->kind)) {
	case EVENT_CASE_ACCEPTED:
		return CASE_ACCEPTED;
	case EVENT_CASE_DEFERRED:
		return CASE_DEFERRED;
	case EVENT_CASE_NOTICED:
		return CASE_NOTICED;
	default:
		return CASE_REFUSED;
	}
}

/* *id is 0 for a new number, *from then "". Only a noticed case can be decided again. */
static bool find_case(struct db *db, const struct event *ev, int64_t *id, const char **from,
		      struct err *e)
{
	struct stmt *q = db_stmt(db, "SELECT id, state FROM cases WHERE number = :number");
	enum case_state state = CASE_NOTICED;

	*id = 0;
	stmt_text(q, ":number", ev->subject);
	if (stmt_step(q)) {
		*id = stmt_get_int(q, 0);
		state = case_state_of(stmt_get(q, 1));
	}
	if (!stmt_done(q, e))
		return false;
	*from = *id ? case_state_ids[state] : "";
	if (state != CASE_NOTICED)
		return err_set(e, ERR_REFUSED, _("%s 已是“%s”，不能再次办理。请打开该件查看"),
			       ev->subject, _(case_state_names[state]));
	return true;
}

/* The number of a new case is the one its commit reserved: the next of the site and the day.
 * Any other was typed, and stands for a case that is not here. */
static bool take_number(struct db *db, const struct event *ev, struct err *e)
{
	struct stmt *q = db_stmt(db, "INSERT INTO counters VALUES (:site, :day, 'case', 1) "
				     "ON CONFLICT DO UPDATE SET last = last + 1 RETURNING last");
	char next[NUMBER_TEXT];
	int64_t serial = 0;

	stmt_text(q, ":site", ev->site);
	stmt_day(q, ":day", ev->day);
	if (stmt_step(q))
		serial = stmt_get_int(q, 0);
	if (!stmt_run(q, e))
		return false;
	if (serial > SERIAL_CASES ||
	    strcmp(ev->subject, number_make(ev->site, ev->day, (int)serial, next)) != 0)
		return err_set(e, ERR_INPUT, _("没有受理号为 %s 的办件，请核对"), ev->subject);
	return true;
}

/* A case entered after the fact belongs to the day it happened on; its event to today. */
static int64_t happened_at(const struct event *ev, const struct case_record *r)
{
	return r->occurred ? r->occurred : ev->at;
}

static date_day happened_on(const struct event *ev, const struct case_record *r)
{
	return r->occurred ? clock_day_of(r->occurred) : ev->day;
}

static bool put_case(struct db *db, const struct event *ev, const struct case_record *r,
		     int64_t *id, struct err *e)
{
	enum case_state state = state_after(ev);
	bool accepted = state == CASE_ACCEPTED || state == CASE_DEFERRED;
	int64_t at = happened_at(ev, r);
	date_day day = happened_on(ev, r);
	struct stmt *q = db_stmt(
		db, "INSERT INTO cases VALUES (NULL, :number, :query_code, :site, :day, :serial, "
		    ":state, :at, :accepted_at, :accepted_day, :operator, :window, :visit, "
		    ":request_id, "
		    ":guide, :item, :item_name, :item_version, :category, :situation, :channel, "
		    ":outcome, :due, :due_provisional, :due_text, :fee, :overrule, :overruled_by, "
		    ":follows, :remark, :duplicate_of, :duplicate_reason, "
		    ":occurred, :signed_by, :calendar, :untold_reason, :untold_by, "
		    ":stage, :stage_since, 0, NULL, 0, "
		    ":since, NULL, NULL, NULL, NULL, NULL, NULL, NULL) "
		    "ON CONFLICT (number) DO UPDATE SET state = excluded.state, "
		    "accepted_at = excluded.accepted_at, accepted_day = excluded.accepted_day, "
		    "operator = excluded.operator, \"window\" = excluded.\"window\", "
		    "visit = excluded.visit, request_id = excluded.request_id, "
		    "guide = excluded.guide, item = excluded.item, item_name = excluded.item_name, "
		    "item_version = excluded.item_version, category = excluded.category, "
		    "situation = excluded.situation, channel = excluded.channel, "
		    "outcome = excluded.outcome, due = excluded.due, "
		    "due_provisional = excluded.due_provisional, due_text = excluded.due_text, "
		    "fee = excluded.fee, overrule = excluded.overrule, "
		    "overruled_by = excluded.overruled_by, follows = excluded.follows, "
		    "remark = excluded.remark, duplicate_of = excluded.duplicate_of, "
		    "duplicate_reason = excluded.duplicate_reason, calendar = excluded.calendar, "
		    "untold_reason = excluded.untold_reason, untold_by = excluded.untold_by, "
		    "stage = excluded.stage, stage_since = excluded.stage_since, "
		    "since = excluded.since "
		    "RETURNING id");

	shape_bind(&record_shape, q, r);
	stmt_text(q, ":number", ev->subject);
	stmt_text(q, ":site", ev->site);
	stmt_day(q, ":day", day);
	stmt_int(q, ":serial", number_serial(ev->subject));
	stmt_text(q, ":state", case_state_ids[state]);
	stmt_int(q, ":at", at);
	stmt_int(q, ":accepted_at", accepted ? at : 0);
	stmt_day(q, ":accepted_day", accepted ? day : DATE_NONE);
	stmt_int(q, ":stage", accepted && r->n_stages ? 0 : -1);
	stmt_int(q, ":stage_since", accepted && r->n_stages ? at : 0);
	stmt_text(q, ":operator", ev->by);
	stmt_text(q, ":window", ev->window);
	stmt_int(q, ":visit", ev->visit);
	if (stmt_step(q))
		*id = stmt_get_int(q, 0);
	return stmt_run(q, e);
}

static bool put_request(struct db *db, const char *request_id, int64_t id, struct err *e)
{
	if (!request_id)
		return true;
	struct stmt *q = db_stmt(db, "INSERT INTO requests VALUES (:request_id, :id)");
	stmt_text(q, ":request_id", request_id);
	stmt_int(q, ":id", id);
	return stmt_run(q, e);
}

static bool clear_lists(struct db *db, int64_t id, struct err *e)
{
	struct stmt *q = db_stmt(db, "DELETE FROM promises WHERE case_id = :id");

	stmt_int(q, ":id", id);
	bool ok = stmt_run(q, e);
	q = db_stmt(db, "DELETE FROM pledges WHERE case_id = :id");
	stmt_int(q, ":id", id);
	ok = ok && stmt_run(q, e);
	for (int i = 0; ok && i < RECORD_LISTS; i++) {
		/* Numbers of other systems stay, and through whose hands it went. */
		if (i != RECORD_LINKS && i != RECORD_HISTORY)
			ok = shape_delete(db, &record_lists[i].shape, id, e);
	}
	return ok;
}

static bool count_history(struct db *db, int64_t id, int64_t *n, struct err *e)
{
	struct stmt *q = db_stmt(db, "SELECT count(*) FROM case_history WHERE case_id = :id");

	stmt_int(q, ":id", id);
	*n = stmt_step(q) ? stmt_get_int(q, 0) : 0;
	return stmt_done(q, e);
}

static bool put_lists(struct db *db, const struct case_record *r, int64_t id, struct err *e)
{
	int64_t before = 0;

	if (r->n_history && !count_history(db, id, &before, e))
		return false;
	for (int i = 0; i < RECORD_LISTS; i++) {
		const struct record_list *l = &record_lists[i];
		size_t n;
		const char *rows = record_rows(r, l, &n);
		int64_t first = i == RECORD_HISTORY ? before : 0;
		for (size_t k = 0; i != RECORD_LINKS && k < n; k++) {
			if (!shape_insert(db, &l->shape, id, first + (int64_t)k,
					  rows + k * l->shape.size, e))
				return false;
		}
	}
	return true;
}

static bool put_promises(struct db *db, const struct event *ev, const struct case_record *r,
			 int64_t id, struct err *e)
{
	for (size_t i = 0; i < r->n_papers; i++) {
		const struct case_paper *p = &r->papers[i];
		if (!p->state || strcmp(p->state, "deferred") != 0)
			continue;
		struct stmt *q = db_stmt(db, "INSERT INTO promises (case_id, paper, name, way, "
					     "made, due, continues) VALUES (:case_id, :paper, "
					     ":name, :way, :made, :due, :continues)");
		stmt_int(q, ":case_id", id);
		stmt_text(q, ":paper", p->id);
		stmt_text(q, ":name", p->name ? p->name : p->id);
		stmt_text(q, ":way", p->way);
		stmt_day(q, ":made", happened_on(ev, r));
		stmt_day(q, ":due", p->until);
		stmt_int(q, ":continues", p->continues);
		if (!stmt_run(q, e))
			return false;
	}
	return true;
}

static bool put_links(struct db *db, const struct case_record *r, int64_t id, struct err *e)
{
	for (size_t i = 0; i < r->n_links; i++) {
		if (!case_put_link(db, id, &r->links[i], e))
			return false;
	}
	return true;
}

bool apply_decision(struct db *db, const struct event *ev, const struct payload *payload,
		    struct err *e)
{
	struct arena a = {0};
	struct case_record r;
	const char *from;
	int64_t id;

	record_decode(payload, &a, &r);
	bool ok = find_case(db, ev, &id, &from, e) &&
		  (id != 0 || (r.occurred ? series_take(db, ev, &r, e) : take_number(db, ev, e))) &&
		  people_register(db, id, r.parties, r.n_parties, ev->day, e) &&
		  untold_register(db, ev, id, &r, e) && (id == 0 || clear_lists(db, id, e)) &&
		  put_case(db, ev, &r, &id, e) &&
		  case_note_move(db, ev, id, from, state_after(ev), e) &&
		  put_request(db, r.request_id, id, e) && put_lists(db, &r, id, e) &&
		  put_links(db, &r, id, e);
	if (ok && state_after(ev) == CASE_DEFERRED)
		ok = put_promises(db, ev, &r, id, e);
	if (ok && (state_after(ev) == CASE_ACCEPTED || state_after(ev) == CASE_DEFERRED))
		ok = pledges_put(db, &r, id, happened_on(ev, &r), e);
	arena_done(&a);
	return ok;
}
