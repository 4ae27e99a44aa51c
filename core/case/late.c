/* SPDX-License-Identifier: Apache-2.0 */
#include "case/late.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "store/series.h"

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
	if (out->occurred > clock_now(store_clock(s)) && !store_is_demo(s))
		return err_set(e, ERR_INPUT, _("发生时间在现在之后，请核对单据"));
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
