/* SPDX-License-Identifier: Apache-2.0 */
#include "case/late.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "store/series.h"

enum { MINUTE_MS = 60 * 1000 };

bool late_moment(const char *text, int64_t *ms, struct err *e)
{
	const char *gap = strrchr(text, ' ');
	char day_text[64] = "", rest;
	int hour = -1, minute = -1;

	if (gap && (size_t)(gap - text) < sizeof(day_text) &&
	    sscanf(gap, " %2d:%2d%c", &hour, &minute, &rest) == 2 && hour >= 0 && hour < 24 &&
	    minute >= 0 && minute < 60) {
		memcpy(day_text, text, (size_t)(gap - text));
		day_text[gap - text] = '\0';
	}
	date_day day = date_parse(day_text);
	if (day == DATE_NONE)
		return err_set(e, ERR_INPUT, _("发生时间请写成 2026-11-24 10:30：%s"), text);
	*ms = clock_at(day, hour, minute);
	return true;
}

/* A practice hall is on any day, whatever the clock says. */
static bool is_future(struct store *s, int64_t ms)
{
	return store_is_demo(s) ? clock_day_of(ms) > store_today(s)
				: ms > clock_now(store_clock(s));
}

bool late_check(struct store *s, const char *number, int64_t ms, struct err *e)
{
	char at[CLOCK_TEXT];
	int64_t after;

	if (is_future(s, ms))
		return err_set(e, ERR_INPUT, _("发生时间在现在之后，请核对单据"));
	if (!series_given_after(s, number, &after, e))
		return false;
	/* The hours of a practice hall are those of the machine. */
	bool early = store_is_demo(s) ? clock_day_of(ms) < number_day(number)
				      : ms / MINUTE_MS < after / MINUTE_MS;
	if (early)
		return err_set(e, ERR_INPUT, _("这个号在 %.16s 之后才给出，请核对单据上的时间"),
			       clock_format(after, at));
	return true;
}

bool late_signable(struct store *s, const char *login, struct err *e)
{
	struct arena a = {0};
	struct operator_row *rows;
	size_t n;
	bool own = false, other = false;

	if (!operators_list(s, &a, &rows, &n, e))
		return false;
	for (size_t i = 0; i < n; i++) {
		if (!rows[i].active || !(rows[i].posts & POST_BIT(POST_SUPERVISOR)))
			continue;
		if (strcmp(rows[i].login, login) == 0)
			own = true;
		else
			other = true;
	}
	arena_done(&a);
	if (other)
		return true;
	return err_set(e, ERR_PERMISSION,
		       own ? _("补录要另一位主管签字，不能自己签：请由经办登录后补录")
			   : _("补录要主管签字，现在没有主管，请告知管理员"));
}

bool late_read(struct store *s, const struct casefile *c, struct late *out, struct err *e)
{
	*out = (struct late){.day = store_today(s)};
	if (!c->late_number && !c->late_at)
		return true;
	if (!c->late_number || !c->late_at)
		return err_set(e, ERR_INPUT, _("补录要同时写明单据上的号码和发生时间"));
	if (!number_parse(c->late_number, out->number, e) ||
	    !late_moment(c->late_at, &out->occurred, e))
		return false;
	if (!late_check(s, out->number, out->occurred, e))
		return false;
	out->day = clock_day_of(out->occurred);
	return true;
}

bool late_signed(struct store *s, const struct late *l, const struct actor *who,
		 const struct signature *sig, struct err *e)
{
	if (!l->occurred)
		return true;
	if (!sig)
		return err_set(e, ERR_PERMISSION, _("补录须主管签字"));
	return series_may_enter(s, l->number, e) &&
	       operators_signed(s, who, sig,
				&(struct sign_request){.posts = POST_BIT(POST_SUPERVISOR),
						       .act = LATE_ACT,
						       .subject = l->number},
				e);
}
