/* SPDX-License-Identifier: Apache-2.0
 *
 * Closes as rows: a window's, the hall's, what reopens and what countersigns them.
 */
#include <string.h>

#include "base/text.h"
#include "store/apply.h"
#include "store/closes_inside.h"

/* ---- what stands against it ---- */

static const char *text_or(const char *text, const char *other)
{
	return text ? text : other;
}

static bool check_hands(const struct event *ev, const struct payload *payload, struct err *e)
{
	const char *second = payload_text(payload, "signed_by");

	if (payload_int(payload, "point"))
		return true;
	if (!second)
		return err_set(e, ERR_PERMISSION, _("日终要由另一人签字"));
	return strcmp(second, ev->by) != 0 ||
	       err_set(e, ERR_PERMISSION, _("要由另一人签字，不能自己给自己签"));
}

/* Days are closed in their order: the oldest first, none twice. */
static bool check_order(struct db *db, const struct event *ev, date_day day, struct err *e)
{
	char text[32], older[32];
	date_day locked, open = DATE_NONE;

	if (!closes_read_locked(db, ev->site, &locked, e))
		return false;
	date_format_zh(day, text);
	if (day > ev->day)
		return err_set(e, ERR_REFUSED, _("%s还没到，不能日终"), text);
	if (locked != DATE_NONE && day <= locked)
		return err_set(e, ERR_REFUSED, _("%s已经日终锁定"), text);
	struct stmt *q = db_stmt(db, "SELECT min(day) FROM business_days WHERE site = :site AND "
				     "day > :locked AND day < :day");
	stmt_text(q, ":site", ev->site);
	stmt_int(q, ":locked", locked == DATE_NONE ? INT64_MIN : locked);
	stmt_day(q, ":day", day);
	if (stmt_step(q))
		open = stmt_get_day(q, 0);
	if (!stmt_done(q, e))
		return false;
	return open == DATE_NONE || err_set(e, ERR_REFUSED, _("%s还没有日终，先从最早的一天起"),
					    date_format_zh(open, older));
}

/* The hall is closed after its windows. A lone point has one person and one close. */
static bool check_windows(struct db *db, const struct event *ev, date_day day, struct err *e)
{
	struct stmt *q = db_stmt(db, "SELECT group_concat(\"window\", '、') FROM business_days "
				     "WHERE site = :site AND day = :day AND closed = 0 AND "
				     "\"window\" <> ''");
	bool ok = true;

	stmt_text(q, ":site", ev->site);
	stmt_day(q, ":day", day);
	if (stmt_step(q) && !stmt_is_null(q, 0))
		ok = err_set(e, ERR_REFUSED, _("还有窗口没有日终：%s"), stmt_get(q, 0));
	return stmt_done(q, ok ? e : NULL) && ok;
}

static bool check_window(struct db *db, const struct event *ev, date_day day, const char *window,
			 struct err *e)
{
	struct stmt *q = db_stmt(db, "SELECT closed FROM business_days WHERE site = :site AND "
				     "day = :day AND \"window\" = :window");
	bool ok = true;

	stmt_text(q, ":site", ev->site);
	stmt_day(q, ":day", day);
	stmt_text(q, ":window", window);
	if (stmt_step(q) && stmt_get_int(q, 0) != 0)
		ok = err_set(e, ERR_REFUSED, _("窗口 %s 这一天已经日终"), window);
	return stmt_done(q, ok ? e : NULL) && ok;
}

/* ---- the lists of a close ---- */

static bool has_reason(const struct payload *notes, const char *window, const char *id)
{
	for (const struct payload *m = notes ? notes->first : NULL; m; m = m->next) {
		const char *kind = payload_text(m, "kind"), *subject = payload_text(m, "subject");
		if (kind && strcmp(kind, close_note_ids[NOTE_LINE]) == 0 && subject &&
		    strcmp(subject, id) == 0 &&
		    strcmp(text_or(payload_text(m, "window"), ""), window) == 0)
			return payload_text(m, "reason") != NULL;
	}
	return false;
}

static bool put_line(struct db *db, const struct event *ev, const struct payload *line, int64_t pos,
		     const struct payload *notes, struct err *e)
{
	const char *window = text_or(payload_text(line, "window"), "");
	const char *id = text_or(payload_text(line, "id"), "");
	int64_t opening = payload_int(line, "opening"), entered = payload_int(line, "entered");
	int64_t left = payload_int(line, "left"), closing = payload_int(line, "closing");

	if (opening + entered - left != closing && !has_reason(notes, window, id))
		return err_set(e, ERR_REFUSED, _("“%s”不平，要写明原因"), close_line_name(id));
	struct stmt *q = db_stmt(db, "INSERT INTO close_lines VALUES (:site, :seq, :pos, :window, "
				     ":id, :opening, :entered, :left, :closing)");
	stmt_text(q, ":site", ev->site);
	stmt_int(q, ":seq", ev->seq);
	stmt_int(q, ":pos", pos);
	stmt_text(q, ":window", window);
	stmt_text(q, ":id", id);
	stmt_int(q, ":opening", opening);
	stmt_int(q, ":entered", entered);
	stmt_int(q, ":left", left);
	stmt_int(q, ":closing", closing);
	return stmt_run(q, e);
}

static bool put_note(struct db *db, const struct event *ev, const struct payload *note, int64_t pos,
		     struct err *e)
{
	const char *kind = text_or(payload_text(note, "kind"), "");
	const char *reason = payload_text(note, "reason");
	const char *text = text_or(payload_text(note, "text"), "");

	if (!reason && strcmp(kind, close_note_ids[NOTE_PARKED]) != 0)
		return err_set(e, ERR_REFUSED, _("“%s”还没有写明原因"), text);
	struct stmt *q = db_stmt(db, "INSERT INTO close_notes VALUES (:site, :seq, :pos, :kind, "
				     ":window, :subject, :text, :reason)");
	stmt_text(q, ":site", ev->site);
	stmt_int(q, ":seq", ev->seq);
	stmt_int(q, ":pos", pos);
	stmt_text(q, ":kind", kind);
	stmt_text(q, ":window", text_or(payload_text(note, "window"), ""));
	stmt_text(q, ":subject", text_or(payload_text(note, "subject"), ""));
	stmt_text(q, ":text", text);
	stmt_text(q, ":reason", reason);
	return stmt_run(q, e);
}

static bool put_lists(struct db *db, const struct event *ev, const struct payload *payload,
		      struct err *e)
{
	const struct payload *lines = payload_member(payload, "lines");
	const struct payload *notes = payload_member(payload, "notes");
	int64_t pos = 0;

	for (const struct payload *m = lines ? lines->first : NULL; m; m = m->next)
		if (!put_line(db, ev, m, pos++, notes, e))
			return false;
	pos = 0;
	for (const struct payload *m = notes ? notes->first : NULL; m; m = m->next)
		if (!put_note(db, ev, m, pos++, e))
			return false;
	return true;
}

/* ---- the close itself ---- */

static const char *const figure_names[] = {"decided",	   "deleted",	      "purged",	  "visits",
					   "consulted",	   "guided",	      "reprints", "spoiled",
					   "promises_due", "promises_overdue"};

static bool put_close(struct db *db, const struct event *ev, const struct payload *payload,
		      date_day first, const char *window, struct err *e)
{
	struct stmt *q =
		db_stmt(db, "INSERT INTO closes VALUES (:site, :seq, :day, :first, :window, :at, "
			    ":operator, :signed_by, :head, :head_seq, :point, 0, NULL, NULL, 0, "
			    ":first_number, :last_number, :decided, :deleted, :purged, :visits, "
			    ":consulted, :guided, :reprints, :spoiled, :promises_due, "
			    ":promises_overdue)");
	const struct payload *figures = payload_member(payload, "figures");
	char name[32];

	stmt_text(q, ":site", ev->site);
	stmt_int(q, ":seq", ev->seq);
	stmt_day(q, ":day", payload_day(payload, "day"));
	stmt_day(q, ":first", first);
	stmt_text(q, ":window", window);
	stmt_int(q, ":at", ev->at);
	stmt_text(q, ":operator", ev->by);
	stmt_text(q, ":signed_by", payload_text(payload, "signed_by"));
	stmt_text(q, ":head", text_or(payload_text(payload, "head"), ""));
	stmt_int(q, ":head_seq", payload_int(payload, "head_seq"));
	stmt_int(q, ":point", payload_int(payload, "point"));
	stmt_text(q, ":first_number", figures ? payload_text(figures, "first_number") : NULL);
	stmt_text(q, ":last_number", figures ? payload_text(figures, "last_number") : NULL);
	for (size_t i = 0; i < sizeof(figure_names) / sizeof(figure_names[0]); i++) {
		name[0] = ':';
		strcpy(name + 1, figure_names[i]);
		stmt_int(q, name, figures ? payload_int(figures, figure_names[i]) : 0);
	}
	return stmt_run(q, e);
}

bool apply_window_closed(struct db *db, const struct event *ev, const struct payload *payload,
			 struct err *e)
{
	const char *window = text_or(payload_text(payload, "window"), "");
	date_day day = payload_day(payload, "day");

	if (!check_hands(ev, payload, e) || !check_order(db, ev, day, e) ||
	    !check_window(db, ev, day, window, e) || !put_lists(db, ev, payload, e) ||
	    !put_close(db, ev, payload, day, window, e))
		return false;
	struct stmt *q = db_stmt(db, "INSERT INTO business_days VALUES (:site, :day, :window, "
				     ":seq) ON CONFLICT DO UPDATE SET closed = excluded.closed");
	stmt_text(q, ":site", ev->site);
	stmt_day(q, ":day", day);
	stmt_text(q, ":window", window);
	stmt_int(q, ":seq", ev->seq);
	return stmt_run(q, e);
}

bool apply_day_closed(struct db *db, const struct event *ev, const struct payload *payload,
		      struct err *e)
{
	date_day day = payload_day(payload, "day"), locked;
	bool point = payload_int(payload, "point") != 0;

	/* Empty days before it close themselves with it. */
	return check_hands(ev, payload, e) && check_order(db, ev, day, e) &&
	       (point || check_windows(db, ev, day, e)) && put_lists(db, ev, payload, e) &&
	       closes_read_locked(db, ev->site, &locked, e) &&
	       put_close(db, ev, payload, locked == DATE_NONE ? day : locked + 1, "", e);
}

/* ---- later ---- */

static bool mark_reopened(struct db *db, const struct event *ev, date_day day, const char *window,
			  const char *reason, struct err *e)
{
	struct stmt *q = db_stmt(db, "UPDATE closes SET reopened = :seq, reopened_why = :reason "
				     "WHERE site = :site AND day = :day AND \"window\" = :window "
				     "AND reopened = 0");

	stmt_int(q, ":seq", ev->seq);
	stmt_text(q, ":reason", reason);
	stmt_text(q, ":site", ev->site);
	stmt_day(q, ":day", day);
	stmt_text(q, ":window", window);
	return stmt_run(q, e);
}

static bool reopen_window(struct db *db, const struct event *ev, date_day day, const char *window,
			  const char *reason, struct err *e)
{
	struct stmt *q = db_stmt(db, "UPDATE business_days SET closed = 0 WHERE site = :site AND "
				     "day = :day AND \"window\" = :window AND closed <> 0");

	stmt_text(q, ":site", ev->site);
	stmt_day(q, ":day", day);
	stmt_text(q, ":window", window);
	if (!stmt_run(q, e))
		return false;
	if (db_changes(db) == 0)
		return err_set(e, ERR_REFUSED, _("窗口 %s 这一天没有日终"), window);
	return mark_reopened(db, ev, day, window, reason, e);
}

/* Only the newest: the later ones carry over what the earlier ones closed with. */
bool apply_day_reopened(struct db *db, const struct event *ev, const struct payload *payload,
			struct err *e)
{
	date_day day = payload_day(payload, "day"), locked;
	const char *window = payload_text(payload, "window");
	const char *reason = payload_text(payload, "reason");
	char text[32];

	if (!reason)
		return err_set(e, ERR_REFUSED, _("重新打开须写明原因"));
	if (!closes_read_locked(db, ev->site, &locked, e))
		return false;
	if (locked != DATE_NONE && day < locked)
		return err_set(e, ERR_REFUSED,
			       _("%s之后已有日终，不能再打开；更正请记在今天，另行说明"),
			       date_format_zh(day, text));
	if (!window && day != locked)
		return err_set(e, ERR_REFUSED, _("%s没有日终"), date_format_zh(day, text));
	return (day != locked || mark_reopened(db, ev, day, "", reason, e)) &&
	       (!window || reopen_window(db, ev, day, window, reason, e));
}

bool apply_day_countersigned(struct db *db, const struct event *ev, const struct payload *payload,
			     struct err *e)
{
	struct stmt *q = db_stmt(db, "UPDATE closes SET countersigned_by = :by, "
				     "countersigned_at = :at WHERE site = :site AND point = 1 AND "
				     "reopened = 0 AND countersigned_at = 0 AND day <= :last AND "
				     "operator <> :by");
	const char *by = payload_text(payload, "signed_by");

	stmt_text(q, ":by", text_or(by, ""));
	stmt_int(q, ":at", ev->at);
	stmt_text(q, ":site", ev->site);
	stmt_day(q, ":last", payload_day(payload, "last"));
	if (!stmt_run(q, e))
		return false;
	return db_changes(db) > 0 || err_set(e, ERR_REFUSED, _("没有待会签的日终，或是自己日终的"));
}
