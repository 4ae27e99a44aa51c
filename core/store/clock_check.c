/* SPDX-License-Identifier: Apache-2.0 */
#include "store/clock_check.h"

#include <stdlib.h>

#include "base/text.h"
#include "store/apply.h"
#include "store/settings.h"
#include "store/store_inside.h"

enum { DAYS = 7, DAYS_MOST = 3650, SKEW_MS = 2000, DAY_MS = 24 * 60 * 60 * 1000 };

/* Logins are no work: the first one of a morning must not make the clock look right. Neither
 * does a restore, which is written before anybody has logged in. */
static bool newest_work(struct store *s, int64_t *work, int64_t *any, struct err *e)
{
	struct stmt *q = db_stmt(s->db, "SELECT at FROM ledger WHERE kind NOT IN "
					"('operator.login', 'operator.failed', 'store.restored') "
					"ORDER BY id DESC LIMIT 1");

	*work = *any = 0;
	if (stmt_step(q))
		*work = stmt_get_int(q, 0);
	if (!stmt_done(q, e))
		return false;
	q = db_stmt(s->db, "SELECT at FROM ledger ORDER BY id DESC LIMIT 1");
	if (stmt_step(q))
		*any = stmt_get_int(q, 0);
	return stmt_done(q, e);
}

int clock_days(struct store *s)
{
	struct arena a = {0};
	const char *text = "";
	int days = settings_get(s, "clock.days", &a, &text, NULL) ? atoi(text) : 0;

	arena_done(&a);
	return days > 0 && days <= DAYS_MOST ? days : DAYS;
}

/* Somebody with the post has said of this hall's clock that it is right; that it has gone on
 * without a leap since is what CLOCK_AHEAD looks at. */
static bool was_confirmed(struct store *s, bool *yes, struct err *e)
{
	struct stmt *q =
		db_stmt(s->db, "SELECT 1 FROM ledger WHERE kind = :kind LIMIT 1 /* whole table */");

	stmt_text(q, ":kind", event_ids[EVENT_CLOCK_CONFIRMED]);
	*yes = stmt_step(q);
	return stmt_done(q, e);
}

bool clock_check(struct store *s, date_day earliest, struct clock_report *out, struct err *e)
{
	int64_t any;
	bool confirmed = false, ok = true;

	*out = (struct clock_report){.now = clock_now(&s->clock)};
	if (!newest_work(s, &out->newest, &any, e))
		return false;
	out->days = clock_day_of(out->now) - clock_day_of(out->newest);
	if (s->demo)
		return true;
	if (any - out->now > SKEW_MS)
		out->doubt = CLOCK_BEHIND;
	else if (out->newest && out->now - out->newest > clock_days(s) * (int64_t)DAY_MS)
		out->doubt = CLOCK_AHEAD;
	else if (earliest != DATE_NONE && clock_day_of(out->now) < earliest) {
		ok = was_confirmed(s, &confirmed, e);
		out->doubt = confirmed ? CLOCK_SURE : CLOCK_EARLY;
	}
	return ok;
}

bool clock_refuse(const struct clock_report *r, struct err *e)
{
	char now[CLOCK_TEXT], newest[CLOCK_TEXT];

	clock_format(r->now, now);
	clock_format(r->newest, newest);
	switch (r->doubt) {
	case CLOCK_SURE:
		return true;
	case CLOCK_BEHIND:
		return err_set(e, ERR_STORE,
			       _("本机时钟（%s）早于库中最后一笔业务（%s）。"
				 "请先校准系统时间再办理"),
			       now, newest);
	case CLOCK_AHEAD:
		return err_set(e, ERR_STORE,
			       _("本机时钟是 %s，比上一笔业务（%s）晚 %d 天。时钟不对就先校准；"
				 "日期没错，请主管在登录界面确认一次"),
			       now, newest, r->days);
	default:
		return err_set(e, ERR_STORE,
			       _("本机时钟是 %s，早于本程序的年份，多半是时钟电池没电。请先校准；"
				 "日期没错，请主管在登录界面确认一次"),
			       now);
	}
}

bool clock_confirm(struct store *s, const char *login, const char *password, const char *window,
		   struct err *e)
{
	struct str payload = {0};

	if (!operators_vouch(s, login, password, POST_BIT(POST_SUPERVISOR) | POST_BIT(POST_ADMIN),
			     e))
		return false;
	payload_open(&payload);
	payload_put_day(&payload, "day", store_today(s));
	payload_close(&payload);
	bool ok = store_note(s, EVENT_CLOCK_CONFIRMED,
			     &(struct actor){.by = login, .window = window}, "", payload.data, e);
	str_done(&payload);
	return ok;
}

/* The event itself is the confirmation: it is the newest work from then on. */
bool apply_clock_confirmed(struct db *db, const struct event *ev, const struct payload *payload,
			   struct err *e)
{
	(void)db;
	(void)ev;
	(void)payload;
	(void)e;
	return true;
}
