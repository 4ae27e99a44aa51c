/* SPDX-License-Identifier: Apache-2.0 */
#include "store/deliveries.h"

#include <string.h>

#include "base/text.h"
#include "store/apply.h"
#include "store/deliveries_inside.h"
#include "store/moves.h"
#include "store/record_inside.h"
#include "store/store_inside.h"

const char *const delivery_ids[DELIVERY_WAYS] = {"window", "post", "village", "online"};
const char *const delivery_names[DELIVERY_WAYS] = {N_("窗口签收"), N_("邮寄"), N_("村级窗口转交"),
						   N_("网上、自助领取")};

const char *delivery_name(const char *id)
{
	for (int i = 0; id && i < DELIVERY_WAYS; i++) {
		if (strcmp(delivery_ids[i], id) == 0)
			return _(delivery_names[i]);
	}
	return id;
}

/* ---- as rows ---- */

static bool find_decided(struct db *db, const struct event *ev, int64_t *id, struct err *e)
{
	enum case_state state;

	if (!case_find(db, ev->subject, id, &state, e))
		return false;
	if (CASES_DECIDED & CASE_BIT(state))
		return true;
	return err_set(e, ERR_REFUSED, _("%s 现在是“%s”，没有可送达的结果"), ev->subject,
		       _(case_state_names[state]));
}

bool apply_delivery_sent(struct db *db, const struct event *ev, const struct payload *payload,
			 struct err *e)
{
	int64_t id;

	if (!find_decided(db, ev, &id, e))
		return false;
	struct stmt *q = db_stmt(db, "INSERT INTO deliveries SELECT :site, :seq, :id, :way, :to, "
				     "NULL, :day, :operator, NULL, NULL, NULL WHERE NOT EXISTS "
				     "(SELECT 1 FROM deliveries WHERE case_id = :id AND "
				     "ended IS NULL)");
	stmt_text(q, ":site", ev->site);
	stmt_int(q, ":seq", ev->seq);
	stmt_int(q, ":id", id);
	stmt_text(q, ":way", payload_text(payload, "way"));
	stmt_text(q, ":to", payload_text(payload, "to"));
	stmt_day(q, ":day", ev->day);
	stmt_text(q, ":operator", ev->by);
	if (!stmt_run(q, e))
		return false;
	return db_changes(db) == 1 ||
	       err_set(e, ERR_REFUSED, _("%s 已经寄出或转交，正在途中"), ev->subject);
}

static bool changed_one(struct db *db, const struct event *ev, struct err *e)
{
	return db_changes(db) == 1 || err_set(e, ERR_REFUSED, _("%s 没有在途的送达"), ev->subject);
}

bool apply_delivery_waybill(struct db *db, const struct event *ev, const struct payload *payload,
			    struct err *e)
{
	int64_t id;

	if (!find_decided(db, ev, &id, e))
		return false;
	struct stmt *q = db_stmt(db, "UPDATE deliveries SET waybill = :waybill "
				     "WHERE case_id = :id AND ended IS NULL");
	stmt_text(q, ":waybill", payload_text(payload, "waybill"));
	stmt_int(q, ":id", id);
	return stmt_run(q, e) && changed_one(db, ev, e);
}

bool apply_delivery_back(struct db *db, const struct event *ev, const struct payload *payload,
			 struct err *e)
{
	int64_t id;

	if (!find_decided(db, ev, &id, e))
		return false;
	struct stmt *q = db_stmt(db, "UPDATE deliveries SET ended = :day, result = 'back', "
				     "remark = :reason WHERE case_id = :id AND ended IS NULL");
	stmt_day(q, ":day", ev->day);
	stmt_text(q, ":reason", payload_text(payload, "reason"));
	stmt_int(q, ":id", id);
	return stmt_run(q, e) && changed_one(db, ev, e);
}

bool delivery_end(struct db *db, const struct event *ev, const struct payload *payload, int64_t id,
		  struct err *e)
{
	struct stmt *q = db_stmt(db, "UPDATE deliveries SET ended = :day, result = 'received', "
				     "remark = :whom WHERE case_id = :id AND ended IS NULL");

	stmt_day(q, ":day", ev->day);
	stmt_text(q, ":whom", payload_text(payload, "reason"));
	stmt_int(q, ":id", id);
	return stmt_run(q, e);
}

/* ---- acts ---- */

static bool is_blank(const char *text)
{
	return !text || !text[strspn(text, " \t")];
}

static bool note(struct store *s, const struct actor *who, enum event_kind kind, const char *number,
		 const char *const (*members)[2], size_t n, struct err *e)
{
	struct str payload = {0};

	if (!operators_may(s, who, POSTS_COUNTER, e))
		return false;
	payload_open(&payload);
	for (size_t i = 0; i < n; i++)
		payload_put(&payload, members[i][0], members[i][1]);
	payload_close(&payload);
	bool ok = store_note(s, kind, who, number, payload.data, e);
	str_done(&payload);
	return ok;
}

bool deliveries_send(struct store *s, const struct actor *who, const char *number,
		     enum delivery_way way, const char *to, struct err *e)
{
	const char *const members[][2] = {{"way", delivery_ids[way]}, {"to", to}};

	if (is_blank(to))
		return err_set(e, ERR_INPUT,
			       way == DELIVERY_POST ? _("邮寄须写明收件地址")
						    : _("转交须写明哪个村级窗口"));
	return note(s, who, EVENT_DELIVERY_SENT, number, members, 2, e);
}

bool deliveries_waybill(struct store *s, const struct actor *who, const char *number,
			const char *waybill, struct err *e)
{
	const char *const members[][2] = {{"waybill", waybill}};

	if (is_blank(waybill))
		return err_set(e, ERR_INPUT, _("运单号没有填写"));
	return note(s, who, EVENT_DELIVERY_WAYBILL, number, members, 1, e);
}

bool deliveries_back(struct store *s, const struct actor *who, const char *number,
		     const char *reason, struct err *e)
{
	const char *const members[][2] = {{"reason", reason}};

	if (is_blank(reason))
		return err_set(e, ERR_INPUT, _("须写明退回的原因"));
	return note(s, who, EVENT_DELIVERY_BACK, number, members, 1, e);
}

/* ---- reading ---- */

#define ROWS                                                                                       \
	"SELECT c.number, c.item, c.item_name, f.name, f.phone, c.state, c.decided_day, d.sent, "  \
	"d.way, d.destination, d.waybill, (SELECT count(*) FROM deliveries b WHERE "               \
	"b.case_id = c.id AND b.result = 'back'), (SELECT b.remark FROM deliveries b WHERE "       \
	"b.case_id = c.id AND b.result = 'back' ORDER BY b.id DESC LIMIT 1) FROM cases c "         \
	"LEFT JOIN parties f ON f.case_id = c.id AND f.pos = 0 "                                   \
	"LEFT JOIN deliveries d ON d.case_id = c.id AND d.ended IS NULL "

static void read_row(struct stmt *q, struct arena *a, struct delivery_row *r)
{
	r->number = stmt_copy(q, 0, a);
	r->item = stmt_copy(q, 1, a);
	r->item_name = stmt_copy(q, 2, a);
	r->name = stmt_copy(q, 3, a);
	r->phone = stmt_copy(q, 4, a);
	r->state = case_state_of(stmt_get(q, 5));
	r->decided = stmt_get_day(q, 6);
	r->sent = stmt_get_day(q, 7);
	r->way = stmt_copy(q, 8, a);
	r->to = stmt_copy(q, 9, a);
	r->waybill = stmt_copy(q, 10, a);
	r->backs = stmt_get_int(q, 11);
	r->back_reason = stmt_copy(q, 12, a);
}

bool deliveries_open(struct store *s, size_t limit, struct arena *a, struct delivery_row **rows,
		     size_t *n, struct err *e)
{
	struct stmt *q = db_stmt(s->db, ROWS "WHERE c.state IN ('granted', 'denied') "
					     "ORDER BY c.decided_at, c.id LIMIT :limit");

	*rows = NULL;
	*n = 0;
	stmt_int(q, ":limit", (int64_t)limit);
	while (stmt_step(q))
		read_row(q, a, ARENA_PUSH(a, *rows, *n));
	return stmt_done(q, e);
}

bool deliveries_get(struct store *s, const char *number, struct arena *a, struct delivery_row **out,
		    struct err *e)
{
	struct stmt *q = db_stmt(s->db, ROWS "WHERE c.number = :number AND "
					     "c.state IN ('granted', 'denied')");

	*out = NULL;
	stmt_text(q, ":number", number);
	if (stmt_step(q)) {
		*out = arena_alloc(a, sizeof(**out));
		read_row(q, a, *out);
	}
	return stmt_done(q, e);
}

bool deliveries_sign(struct store *s, const struct actor *who, const char *number,
		     enum delivery_way way, const char *by_whom, struct err *e)
{
	struct arena a = {0};
	struct delivery_row *row;
	bool ok = deliveries_get(s, number, &a, &row, e);
	const struct case_move m = {.kind = EVENT_CASE_DELIVERED,
				    .number = number,
				    .reason = by_whom,
				    .way = ok && row && row->way ? row->way : delivery_ids[way]};

	ok = ok && moves_make(s, who, &m, NULL, e);
	arena_done(&a);
	return ok;
}
