/* SPDX-License-Identifier: Apache-2.0
 *
 * The lock of closed days. It stands where events are applied, so a ledger with an
 * event on a day that was locked before it cannot be rebuilt either.
 */
#include "base/text.h"
#include "store/closes_inside.h"
#include "store/store_inside.h"

/* What neither enters a balance nor changes a case: the store itself, who works here, what was
 * looked at. Everything else is business, also of kinds that come later. */
static const bool no_business[EVENT_KINDS] = {
	[EVENT_FOUNDED] = true,		  [EVENT_SETTING] = true,
	[EVENT_GUIDE_LOADED] = true,	  [EVENT_GUIDE_ADOPTED] = true,
	[EVENT_GUIDE_BACK] = true,	  [EVENT_GUIDE_READ] = true,
	[EVENT_VISIT_BEGUN] = true, /* a question may be asked after hours */
	[EVENT_VISIT_ENDED] = true,	  [EVENT_GUIDED] = true,
	[EVENT_CONSULTED] = true,	  [EVENT_PERSON_JOINED] = true,
	[EVENT_UNMASKED] = true,	  [EVENT_DRAFTS_PURGED] = true,
	[EVENT_HANDOVER] = true, /* the next shift's clerk comes after the close */
	[EVENT_OPERATOR_CREATED] = true,  [EVENT_OPERATOR_PASSWORD] = true,
	[EVENT_OPERATOR_POSTS] = true,	  [EVENT_OPERATOR_ACTIVE] = true,
	[EVENT_OPERATOR_LOGIN] = true,	  [EVENT_OPERATOR_FAILED] = true,
	[EVENT_OPERATOR_UNLOCKED] = true, [EVENT_OPERATOR_SIGNED] = true,
	[EVENT_BACKED_UP] = true,	  [EVENT_RESTORED] = true,
	[EVENT_CLOCK_CONFIRMED] = true,	  [EVENT_ROSTER_MAPPED] = true,
	[EVENT_PARAMETER_SET] = true,	  [EVENT_WINDOW_CLOSED] = true,
	[EVENT_DAY_CLOSED] = true,	  [EVENT_DAY_REOPENED] = true,
	[EVENT_DAY_COUNTERSIGNED] = true,
	[EVENT_EXPORTED] = true, /* registers are made after the close */
	[EVENT_CASE_VIEWED] = true,	  [EVENT_PERSON_VIEWED] = true,
	[EVENT_AUDIT_OPENED] = true,	  [EVENT_SAMPLE_DRAWN] = true,
	[EVENT_SAMPLE_CHECKED] = true,
};

bool closes_is_business(const char *kind)
{
	int k = event_kind_of(kind);

	return k < 0 || !no_business[k];
}

bool closes_read_locked(struct db *db, const char *site, date_day *out, struct err *e)
{
	struct stmt *q = db_stmt(db, "SELECT max(day) FROM closes WHERE site = :site AND "
				     "\"window\" = '' AND reopened = 0");

	stmt_text(q, ":site", site);
	*out = stmt_step(q) ? stmt_get_day(q, 0) : DATE_NONE;
	return stmt_done(q, e);
}

/* *known: the day already has business at this window; *closed: its window is closed. */
static bool look(struct db *db, const char *site, date_day day, const char *window,
		 date_day *locked, bool *known, bool *closed, struct err *e)
{
	*known = *closed = false;
	if (!closes_read_locked(db, site, locked, e))
		return false;
	struct stmt *q = db_stmt(db, "SELECT closed FROM business_days WHERE site = :site AND "
				     "day = :day AND \"window\" = :window");
	stmt_text(q, ":site", site);
	stmt_day(q, ":day", day);
	stmt_text(q, ":window", window);
	if (stmt_step(q)) {
		*known = true;
		*closed = stmt_get_int(q, 0) != 0;
	}
	return stmt_done(q, e);
}

static bool refuse(date_day day, const char *window, date_day locked, bool closed, struct err *e)
{
	char text[32];

	date_format_zh(day, text);
	if (locked != DATE_NONE && day <= locked)
		return err_set(e, ERR_REFUSED,
			       _("%s已经日终锁定，没有写入。请下一个工作日办理；确要当日办理，"
				 "由主管在日终（首页 Ctrl+D）里重新打开"),
			       text);
	if (closed)
		return err_set(e, ERR_REFUSED,
			       _("窗口 %s 的%s已经日终，没有写入。请在其他窗口办理，"
				 "或由主管在日终（首页 Ctrl+D）里重新打开"),
			       window, text);
	return true;
}

bool closes_guard(struct db *db, const struct event *ev, struct err *e)
{
	date_day locked;
	bool known, closed;

	if (!closes_is_business(ev->kind))
		return true;
	if (!look(db, ev->site, ev->day, ev->window, &locked, &known, &closed, e) ||
	    !refuse(ev->day, ev->window, locked, closed, e))
		return false;
	if (known)
		return true;
	struct stmt *q = db_stmt(db, "INSERT INTO business_days VALUES (:site, :day, :window, 0)");
	stmt_text(q, ":site", ev->site);
	stmt_day(q, ":day", ev->day);
	stmt_text(q, ":window", ev->window);
	return stmt_run(q, e);
}

bool closes_allow(struct store *s, const struct actor *who, struct err *e)
{
	const char *window = who && who->window ? who->window : "";
	date_day locked;
	bool known, closed;

	return look(s->db, s->site, store_today(s), window, &locked, &known, &closed, e) &&
	       refuse(store_today(s), window, locked, closed, e);
}

bool closes_locked(struct store *s, date_day *out, struct err *e)
{
	return closes_read_locked(s->db, s->site, out, e);
}

bool closes_counting_day(struct store *s, date_day *out, struct err *e)
{
	date_day locked;

	if (!closes_locked(s, &locked, e))
		return false;
	*out = store_today(s);
	if (locked != DATE_NONE && *out <= locked)
		*out = locked + 1;
	return true;
}
