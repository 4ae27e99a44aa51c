/* SPDX-License-Identifier: Apache-2.0 */
#include "store/messages.h"

#include <string.h>

#include "base/text.h"
#include "store/apply.h"
#include "store/operators.h"
#include "store/record_inside.h"
#include "store/store_inside.h"

const char *const message_names[MESSAGE_OCCASIONS] = {N_("受理"), N_("补正"), N_("办结")};

static enum message_occasion occasion_of(const char *kind)
{
	switch (event_kind_of(kind)) {
	case EVENT_CASE_NOTICED:
		return MESSAGE_NOTICED;
	case EVENT_CASE_GRANTED:
	case EVENT_CASE_DENIED:
		return MESSAGE_DECIDED;
	default:
		return MESSAGE_ACCEPTED;
	}
}

/* Eleven digits, the second from 3 on. */
static bool is_mobile(const char *phone)
{
	return phone && strlen(phone) == 11 && strspn(phone, "0123456789") == 11 &&
	       phone[0] == '1' && phone[1] >= '3';
}

#define COLUMNS                                                                                    \
	"SELECT m.id, m.kind, c.number, c.query_code, c.item_name, f.name, f.phone, m.day, c.due " \
	"FROM case_moves m JOIN cases c ON c.id = m.case_id "                                      \
	"LEFT JOIN parties f ON f.case_id = c.id AND f.pos = 0 "

static void read_row(struct stmt *q, struct arena *a, struct message_row *r)
{
	r->move = stmt_get_int(q, 0);
	r->occasion = occasion_of(stmt_get(q, 1));
	r->number = stmt_copy(q, 2, a);
	r->query_code = stmt_copy(q, 3, a);
	r->item_name = stmt_copy(q, 4, a);
	r->name = stmt_copy(q, 5, a);
	r->phone = stmt_copy(q, 6, a);
	r->mobile = is_mobile(r->phone);
	r->day = stmt_get_day(q, 7);
	r->due = stmt_get_day(q, 8);
}

/* A decision made while the person stands at the window, of something that is at once delivered,
 * needs no message: the case is ended then. */
bool messages_waiting(struct store *s, date_day since, bool mobile, struct arena *a,
		      struct message_row **rows, size_t *n, struct err *e)
{
	struct stmt *q =
		db_stmt(s->db, COLUMNS
			"WHERE m.day >= :since AND m.kind IN ('case.accepted', 'case.deferred', "
			"'case.noticed', 'case.granted', 'case.denied') AND "
			"c.state NOT IN ('voided', 'refused', 'delivered', 'withdrawn', "
			"'terminated') AND m.site = :site AND NOT EXISTS (SELECT 1 FROM messages t "
			"WHERE t.move = m.id) AND NOT EXISTS (SELECT 1 FROM case_moves l WHERE "
			"l.case_id = m.case_id AND l.id > m.id AND l.kind IN ('case.accepted', "
			"'case.deferred', 'case.noticed', 'case.granted', 'case.denied')) "
			"ORDER BY m.id");
	struct message_row row;

	*rows = NULL;
	*n = 0;
	stmt_day(q, ":since", since);
	stmt_text(q, ":site", s->site);
	while (*n < MESSAGES_MOST && stmt_step(q)) {
		read_row(q, a, &row);
		if (row.mobile == mobile)
			*ARENA_PUSH(a, *rows, *n) = row;
	}
	return stmt_done(q, e);
}

struct taking {
	date_day since;
	bool none;
};

static bool build_taken(void *ctx, struct store *s, const struct store_ticket *t,
			struct str *payload, struct err *e)
{
	struct taking *taking = ctx;
	struct message_row *rows;
	struct arena a = {0};
	size_t n = 0;
	bool ok = messages_waiting(s, taking->since, true, &a, &rows, &n, e);

	(void)t;
	taking->none = ok && n == 0;
	payload_open(payload);
	payload_put_name(payload, "moves");
	for (size_t i = 0; i < n; i++)
		str_addf(payload, "%s%lld", i ? "," : "[", (long long)rows[i].move);
	str_add(payload, "]");
	payload_close(payload);
	arena_done(&a);
	return ok && (n || err_set(e, ERR_REFUSED, _("没有要发的短信")));
}

bool messages_take(struct store *s, const struct actor *who, date_day since, int64_t *batch,
		   struct err *e)
{
	struct taking taking = {.since = since};
	const struct store_event ev = {.kind = EVENT_MESSAGES_TAKEN,
				       .who = who,
				       .subject = "",
				       .build = build_taken,
				       .ctx = &taking};
	struct store_receipt receipt = {0};

	*batch = 0;
	if (!operators_may(s, who, POSTS_COUNTER, e))
		return false;
	bool ok = store_commit(s, NULL, &ev, 1, &receipt, e);
	*batch = ok ? receipt.seq : 0;
	return ok || taking.none;
}

static bool put_told(struct db *db, const struct event *ev, int64_t move, const char *result,
		     struct err *e)
{
	struct stmt *q = db_stmt(db, "INSERT OR IGNORE INTO messages VALUES (:move, :seq, :result, "
				     ":day, :operator)");

	stmt_int(q, ":move", move);
	stmt_int(q, ":seq", ev->seq);
	stmt_text(q, ":result", result);
	stmt_day(q, ":day", ev->day);
	stmt_text(q, ":operator", ev->by);
	return stmt_run(q, e);
}

bool apply_messages_taken(struct db *db, const struct event *ev, const struct payload *payload,
			  struct err *e)
{
	const struct payload *moves = payload_member(payload, "moves");
	bool ok = true;

	for (const struct payload *m = moves ? moves->first : NULL; ok && m; m = m->next)
		ok = put_told(db, ev, m->number, NULL, e);
	return ok;
}

bool apply_message_told(struct db *db, const struct event *ev, const struct payload *payload,
			struct err *e)
{
	if (!put_told(db, ev, payload_int(payload, "move"), payload_text(payload, "result"), e))
		return false;
	return db_changes(db) == 1 || err_set(e, ERR_REFUSED, _("%s 已经通知过"), ev->subject);
}

bool messages_batch(struct store *s, int64_t batch, struct arena *a, struct message_row **rows,
		    size_t *n, struct err *e)
{
	struct stmt *q = db_stmt(s->db, COLUMNS "JOIN messages t ON t.move = m.id AND "
						"t.batch = :batch AND t.result IS NULL "
						"WHERE m.site = :site ORDER BY m.id");

	*rows = NULL;
	*n = 0;
	stmt_int(q, ":batch", batch);
	stmt_text(q, ":site", s->site);
	while (stmt_step(q))
		read_row(q, a, ARENA_PUSH(a, *rows, *n));
	if (!stmt_done(q, e))
		return false;
	return *n || err_set(e, ERR_INPUT, _("没有第%lld批短信"), (long long)batch);
}

bool messages_told(struct store *s, const struct actor *who, int64_t move, const char *number,
		   const char *result, struct err *e)
{
	struct str payload = {0};

	if (!operators_may(s, who, POSTS_COUNTER, e))
		return false;
	payload_open(&payload);
	payload_put_int(&payload, "move", move);
	payload_put(&payload, "result", result);
	payload_close(&payload);
	bool ok = store_note(s, EVENT_MESSAGE_TOLD, who, number, payload.data, e);
	str_done(&payload);
	return ok;
}
