/* SPDX-License-Identifier: Apache-2.0
 *
 * The appointments as a table: which state may follow which is decided here, so
 * that of two windows that move the same one the later is refused by name.
 */
#include <string.h>

#include "base/text.h"
#include "store/appointments_inside.h"
#include "store/apply.h"

#define TEXT(member)                                                                               \
	{                                                                                          \
#member, COLUMN_TEXT, offsetof(struct appointment, member), false                  \
	}
#define INT(member)                                                                                \
	{                                                                                          \
#member, COLUMN_INT, offsetof(struct appointment, member), false                   \
	}

static const struct column columns[] = {
	TEXT(kind),	   TEXT(channel),
	TEXT(name),	   TEXT(phone),
	TEXT(certificate), TEXT(item),
	TEXT(item_name),   {"day", COLUMN_DAY, offsetof(struct appointment, day), false},
	INT(minute),	   INT(until),
	TEXT(window),	   TEXT(stays),
	TEXT(reason),	   TEXT(note),
};
const struct shape appointment_shape = {"appointments", sizeof(struct appointment), columns,
					sizeof(columns) / sizeof(columns[0])};

enum appointment_state appointment_state_of(const char *id)
{
	int i = APPOINTMENT_STATES;

	while (--i > 0 && strcmp(appointment_state_ids[i], id) != 0)
		;
	return (enum appointment_state)i;
}

bool apply_appointment_booked(struct db *db, const struct event *ev, const struct payload *payload,
			      struct err *e)
{
	struct stmt *q = db_stmt(
		db, "INSERT INTO appointments VALUES (:site, :id, :kind, :channel, :name, :phone, "
		    ":certificate, :item, :item_name, :day, :minute, :until, :window, :stays, "
		    ":reason, :note, 'booked', :at, :booked_day, :operator, 0, NULL, NULL, NULL, "
		    "0, 0, 0, NULL)");
	struct appointment row;

	appointment_init(&row);
	shape_decode(&appointment_shape, payload, &row);
	shape_bind(&appointment_shape, q, &row);
	stmt_text(q, ":site", ev->site);
	stmt_int(q, ":id", ev->seq);
	stmt_int(q, ":at", ev->at);
	stmt_day(q, ":booked_day", ev->day);
	stmt_text(q, ":operator", ev->by);
	return stmt_run(q, e);
}

/* Why the row did not move: it is not there, or in the state it has. */
static bool cannot(struct db *db, const struct event *ev, int64_t id, struct err *e)
{
	struct stmt *q = db_stmt(db, "SELECT name, state FROM appointments WHERE site = :site AND "
				     "id = :id");

	stmt_text(q, ":site", ev->site);
	stmt_int(q, ":id", id);
	if (stmt_step(q))
		err_set(e, ERR_REFUSED, _("%s 的预约已是“%s”，不能再这样改。请按现在的状态办理"),
			stmt_get(q, 0),
			_(appointment_state_names[appointment_state_of(stmt_get(q, 1))]));
	else
		err_set(e, ERR_INPUT, _("没有这条预约"));
	stmt_done(q, NULL);
	return false;
}

/* `q` sets what the move sets, WHERE site, id and the states it starts from. */
static bool move(struct db *db, struct stmt *q, const struct event *ev, int64_t id, struct err *e)
{
	stmt_text(q, ":site", ev->site);
	stmt_int(q, ":id", id);
	stmt_int(q, ":at", ev->at);
	stmt_day(q, ":today", ev->day);
	stmt_text(q, ":operator", ev->by);
	if (!stmt_run(q, e))
		return false;
	return db_changes(db) == 1 || cannot(db, ev, id, e);
}

#define MOVED	 "changed_at = :at, changed_day = :today, changed_by = :operator "
#define THIS	 "WHERE site = :site AND id = :id AND "
#define EXPECTED THIS "state IN ('booked', 'missed')"

bool apply_appointment_moved(struct db *db, const struct event *ev, const struct payload *payload,
			     struct err *e)
{
	struct stmt *q = db_stmt(db, "UPDATE appointments SET state = 'booked', day = :day, "
				     "until = CASE WHEN until THEN until - minute + :minute ELSE 0 "
				     "END, minute = :minute, " MOVED EXPECTED);

	stmt_day(q, ":day", payload_day(payload, "day"));
	stmt_int(q, ":minute", payload_int(payload, "minute"));
	return move(db, q, ev, payload_int(payload, "id"), e);
}

bool apply_appointment_arrived(struct db *db, const struct event *ev, const struct payload *payload,
			       struct err *e)
{
	struct stmt *q = db_stmt(
		db, "UPDATE appointments SET state = 'arrived', visit = :visit, " MOVED EXPECTED);

	stmt_int(q, ":visit", ev->visit);
	return move(db, q, ev, payload_int(payload, "id"), e);
}

/* One, or all that the close of a day found. */
bool apply_appointment_missed(struct db *db, const struct event *ev, const struct payload *payload,
			      struct err *e)
{
	const struct payload *ids = payload_member(payload, "ids");
	bool ok = true;

	for (const struct payload *m = ids ? ids->first : NULL; ok && m; m = m->next) {
		struct stmt *q = db_stmt(db, "UPDATE appointments SET state = 'missed', " MOVED THIS
					     "state = 'booked'");
		ok = move(db, q, ev, m->number, e);
	}
	return ok;
}

bool apply_appointment_cancelled(struct db *db, const struct event *ev,
				 const struct payload *payload, struct err *e)
{
	struct stmt *q = db_stmt(
		db, "UPDATE appointments SET state = 'cancelled', why = :why, " MOVED EXPECTED);

	stmt_text(q, ":why", payload_text(payload, "why"));
	return move(db, q, ev, payload_int(payload, "id"), e);
}

bool apply_late_served(struct db *db, const struct event *ev, const struct payload *payload,
		       struct err *e)
{
	struct stmt *q = db_stmt(db, "UPDATE appointments SET served = :from, unto = :to, "
				     "served_by = :operator, state = 'arrived', " MOVED THIS
				     "kind = 'late' AND state <> 'cancelled'");

	stmt_int(q, ":from", payload_int(payload, "from"));
	stmt_int(q, ":to", payload_int(payload, "to"));
	return move(db, q, ev, payload_int(payload, "id"), e);
}
