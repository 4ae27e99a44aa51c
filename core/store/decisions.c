/* SPDX-License-Identifier: Apache-2.0 */
#include "store/decisions.h"

#include "base/text.h"
#include "store/ledger.h"
#include "store/payload.h"
#include "store/record_inside.h"
#include "store/store_inside.h"

enum { EVERY = 1024 };

struct walk {
	decisions_fn *fn;
	verify_progress *progress;
	void *ctx;
	int64_t total; /* the last id of the ledger */
};

static bool state_of(const struct event *ev, enum case_state *state)
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

static bool give(const struct walk *w, const struct event *ev, struct err *e)
{
	struct arena a = {0};
	struct case_record r;
	enum case_state state;

	if (!state_of(ev, &state))
		return true;
	const struct payload *p = payload_parse(ev->payload, ev->payload_len, &a);
	bool ok = p && p->type == PAYLOAD_OBJECT;
	if (ok) {
		record_decode(p, &a, &r);
		r.number = ev->subject;
		r.state = state;
		r.by = ev->by;
		r.window = ev->window;
		r.visit = ev->visit;
		r.day = ev->day;
		ok = w->fn(w->ctx, ev, &r, e);
	} else {
		err_set(e, ERR_STORE, _("账本第%lld笔读不出来，请先核对账本（verify）"),
			(long long)ev->seq);
	}
	arena_done(&a);
	return ok;
}

/* In the order of the ledger, so that nothing is sorted or kept. */
static bool go(struct store *s, date_day first, date_day last, const struct walk *w, struct err *e)
{
	struct stmt *q =
		db_stmt(s->db, "SELECT " LEDGER_COLUMNS ", id FROM ledger NOT INDEXED WHERE "
			       "kind IN ('case.accepted', 'case.deferred', 'case.noticed', "
			       "'case.refused') AND (:first IS NULL OR day >= :first) AND "
			       "(:last IS NULL OR day <= :last) ORDER BY id /* whole table */");
	struct event ev;
	int64_t n = 0;
	bool ok = true;

	stmt_day(q, ":first", first);
	stmt_day(q, ":last", last);
	while (ok && stmt_step(q)) {
		ledger_read(q, &ev);
		int64_t id = stmt_get_int(q, 13);
		ok = give(w, &ev, e);
		if (ok && ++n % EVERY == 0 && w->progress && !w->progress(w->ctx, id, w->total))
			ok = err_set(e, ERR_STORE, _("已取消"));
	}
	return stmt_done(q, ok ? e : NULL) && ok;
}

bool decisions_walk(struct store *s, date_day first, date_day last, decisions_fn *fn,
		    verify_progress *progress, void *ctx, struct err *e)
{
	struct walk w = {.fn = fn, .progress = progress, .ctx = ctx};

	if (!db_begin_read(s->db, "decisions", e))
		return false;
	struct stmt *q = db_stmt(s->db, "SELECT max(id) FROM ledger");
	w.total = stmt_step(q) ? stmt_get_int(q, 0) : 0;
	bool ok = stmt_done(q, e) && go(s, first, last, &w, e);
	return db_end_read(s->db, "decisions", ok, e);
}
