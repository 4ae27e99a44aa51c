/* SPDX-License-Identifier: Apache-2.0
 *
 * The ranges of numbers as tables: made by a restore and by an emergency kit,
 * used up by cases entered after the fact and by explanations.
 */
#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "store/apply.h"
#include "store/number.h"
#include "store/series.h"
#include "store/series_inside.h"

enum { PAPER_ROOM = 1000, BATCH_ROOM = 100 };

static bool counter_get(struct db *db, const char *site, date_day day, const char *series,
			int *last, struct err *e)
{
	struct stmt *q = db_stmt(db, "SELECT last FROM counters WHERE site = :site AND "
				     "day = :day AND series = :series");

	*last = 0;
	stmt_text(q, ":site", site);
	stmt_day(q, ":day", day);
	stmt_text(q, ":series", series);
	if (stmt_step(q))
		*last = (int)stmt_get_int(q, 0);
	return stmt_done(q, e);
}

static bool counter_set(struct db *db, const char *site, date_day day, const char *series, int last,
			struct err *e)
{
	struct stmt *q = db_stmt(db, "INSERT OR REPLACE INTO counters VALUES (:site, :day, "
				     ":series, :last)");

	stmt_text(q, ":site", site);
	stmt_day(q, ":day", day);
	stmt_text(q, ":series", series);
	stmt_int(q, ":last", last);
	return stmt_run(q, e);
}

static bool put_range(struct db *db, const struct event *ev, date_day day, const char *kind,
		      int first, int last, struct err *e)
{
	struct stmt *q = db_stmt(db, "INSERT INTO number_ranges VALUES (:site, :day, :first, "
				     ":last, :kind, :made, :at, NULL)");

	stmt_text(q, ":site", ev->site);
	stmt_day(q, ":day", day);
	stmt_int(q, ":first", first);
	stmt_int(q, ":last", last);
	stmt_text(q, ":kind", kind);
	stmt_int(q, ":made", ev->seq);
	stmt_int(q, ":at", ev->at);
	return stmt_run(q, e);
}

/* ---- a restore ---- */

/* The numbers of one day behind the last one known are left to the slips. */
static bool lose_day(struct db *db, const struct event *ev, date_day day, struct err *e)
{
	int last, paper, batch;

	if (!counter_get(db, ev->site, day, "case", &last, e) ||
	    !counter_get(db, ev->site, day, "paper", &paper, e) ||
	    !counter_get(db, ev->site, day, "batch", &batch, e))
		return false;
	int resume = ((last + SEGMENT_ROOM) / SEGMENT + 1) * SEGMENT;
	int resume_paper = paper + PAPER_ROOM;
	if (resume >= SERIAL_CASES || SERIAL_CASES + resume_paper > SERIAL_MAX)
		return err_set(e, ERR_STORE,
			       _("这一天已恢复过多次，号段用完。请次日再办，或联系管理员"));
	return put_range(db, ev, day, "lost", last + 1, resume, e) &&
	       put_range(db, ev, day, "lost-paper", SERIAL_CASES + paper + 1,
			 SERIAL_CASES + resume_paper, e) &&
	       counter_set(db, ev->site, day, "case", resume, e) &&
	       counter_set(db, ev->site, day, "paper", resume_paper, e) &&
	       /* Batches of the lost hours are out with their papers. */
	       counter_set(db, ev->site, day, "batch", batch + BATCH_ROOM, e);
}

/* A practice hall writes on any day: every day it has numbers of is treated alike. */
static bool next_practice_day(struct db *db, const struct event *ev, date_day after, date_day *out,
			      struct err *e)
{
	struct stmt *q = db_stmt(db, "SELECT min(c.day) FROM counters c JOIN sites s ON "
				     "s.site = c.site WHERE c.site = :site AND c.day > :after AND "
				     "s.demo = 1");

	*out = DATE_NONE;
	stmt_text(q, ":site", ev->site);
	stmt_int(q, ":after", after);
	if (stmt_step(q))
		*out = stmt_get_day(q, 0);
	return stmt_done(q, e);
}

bool apply_restored(struct db *db, const struct event *ev, const struct payload *payload,
		    struct err *e)
{
	date_day source = payload_day(payload, "day"), day = DATE_NONE;
	date_day first = source < ev->day ? source : ev->day;
	date_day last = source < ev->day ? ev->day : source;

	if (source == DATE_NONE)
		return err_set(e, ERR_STORE, _("恢复记录没有写明备份的日期"));
	for (day = first; day <= last; day++) {
		if (!lose_day(db, ev, day, e))
			return false;
	}
	/* From the beginning of time, past the days done above. */
	for (day = DATE_NONE + 1;;) {
		if (!next_practice_day(db, ev, day, &day, e))
			return false;
		if (day == DATE_NONE)
			return true;
		if ((day < first || day > last) && !lose_day(db, ev, day, e))
			return false;
	}
}

/* ---- an emergency kit ---- */

bool apply_numbers_reserved(struct db *db, const struct event *ev, const struct payload *payload,
			    struct err *e)
{
	int count = (int)payload_int(payload, "count"), last;

	if (!counter_get(db, ev->site, ev->day, "paper", &last, e))
		return false;
	if (count < 1 || count > RESERVE_MOST || payload_int(payload, "first") != last + 1 ||
	    SERIAL_CASES + last + count > SERIAL_MAX)
		return err_set(e, ERR_INPUT, _("一次可预留1至%d个应急号；当日的号段也可能已用完"),
			       RESERVE_MOST);
	return put_range(db, ev, ev->day, "reserved", SERIAL_CASES + last + 1,
			 SERIAL_CASES + last + count, e) &&
	       counter_set(db, ev->site, ev->day, "paper", last + count, e);
}

/* ---- what became of a number ---- */

/* The first serial of the range a number lies in; 0 when in none. */
static bool find_range(struct db *db, const char *site, const char *number, int *first, bool *lost,
		       struct err *e)
{
	struct stmt *q = db_stmt(db, "SELECT first, kind FROM number_ranges WHERE site = :site AND "
				     "day = :day AND first <= :serial AND last >= :serial");

	*first = 0;
	stmt_text(q, ":site", site);
	stmt_day(q, ":day", number_day(number));
	stmt_int(q, ":serial", number_serial(number));
	if (stmt_step(q)) {
		*first = (int)stmt_get_int(q, 0);
		*lost = strcmp(stmt_get(q, 1), "lost") == 0;
	}
	if (!stmt_done(q, e))
		return false;
	if (strncmp(number, site, SITE_CODE) != 0)
		return err_set(e, ERR_INPUT, _("%s 不是本单位的号（本单位 %s）"), number, site);
	if (*first == 0)
		return err_set(e, ERR_INPUT,
			       _("%s 不在待补的号段里：只有恢复后的未知号和预留的应急号可以补录"),
			       number);
	return true;
}

/* A slip that turns up stands against an explanation that it was never used. */
bool series_take(struct db *db, const struct event *ev, const struct case_record *r, struct err *e)
{
	date_day of_number = number_day(ev->subject), occurred = clock_day_of(r->occurred);
	int first;
	bool lost = false;

	if (!find_range(db, ev->site, ev->subject, &first, &lost, e))
		return false;
	if (occurred > ev->day || occurred < of_number || (lost && occurred != of_number))
		return err_set(e, ERR_INPUT,
			       lost ? _("发生日期与号码里的日期不同，请核对单据")
				    : _("发生时间应在应急号预留之后、现在之前，请核对单据"));
	struct stmt *q = db_stmt(db, "DELETE FROM numbers_unused WHERE number = :number");
	stmt_text(q, ":number", ev->subject);
	if (!stmt_run(q, e))
		return false;
	q = db_stmt(db, "UPDATE number_ranges SET closed = :serial + 1 WHERE site = :site AND "
			"day = :day AND first = :first AND closed <= :serial");
	stmt_int(q, ":serial", number_serial(ev->subject));
	stmt_text(q, ":site", ev->site);
	stmt_day(q, ":day", of_number);
	stmt_int(q, ":first", first);
	return stmt_run(q, e);
}

static bool is_entered(struct db *db, const char *number, bool *out, struct err *e)
{
	struct stmt *q = db_stmt(db, "SELECT 1 FROM cases WHERE number = :number");

	stmt_text(q, ":number", number);
	*out = stmt_step(q);
	return stmt_done(q, e);
}

static bool close_range(struct db *db, const struct event *ev, int first, struct err *e)
{
	struct stmt *q = db_stmt(db, "UPDATE number_ranges SET closed = :serial WHERE site = :site "
				     "AND day = :day AND first = :first");

	stmt_int(q, ":serial", number_serial(ev->subject));
	stmt_text(q, ":site", ev->site);
	stmt_day(q, ":day", number_day(ev->subject));
	stmt_int(q, ":first", first);
	return stmt_run(q, e);
}

bool apply_number_unused(struct db *db, const struct event *ev, const struct payload *payload,
			 struct err *e)
{
	bool lost = false, entered = false, rest = payload_int(payload, "rest") != 0;
	int first;

	if (!find_range(db, ev->site, ev->subject, &first, &lost, e) ||
	    !is_entered(db, ev->subject, &entered, e))
		return false;
	if (entered)
		return err_set(e, ERR_REFUSED, _("%s 已有办件，不能说明为未使用"), ev->subject);
	if (rest && !lost)
		return err_set(e, ERR_INPUT, _("应急号要逐张说明"));
	struct stmt *q = db_stmt(db, "INSERT OR REPLACE INTO numbers_unused VALUES (:number, "
				     ":site, :day, :serial, :reason, :operator, :at)");
	stmt_text(q, ":number", ev->subject);
	stmt_text(q, ":site", ev->site);
	stmt_day(q, ":day", number_day(ev->subject));
	stmt_int(q, ":serial", number_serial(ev->subject));
	stmt_text(q, ":reason", payload_text(payload, "reason"));
	stmt_text(q, ":operator", ev->by);
	stmt_int(q, ":at", ev->at);
	return stmt_run(q, e) && (!rest || close_range(db, ev, first, e));
}
