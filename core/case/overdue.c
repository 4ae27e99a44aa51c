/* SPDX-License-Identifier: Apache-2.0 */
#include "case/overdue.h"

#include <stdlib.h>

#include "base/text.h"
#include "store/settings.h"

enum { AHEAD_MOST = 60, GRACE_DAYS = 365 };

bool overdue_horizon(struct store *s, const struct calendar *cal, date_day *last, struct err *e)
{
	struct arena a = {0};
	const char *text = "";
	bool ok = settings_get(s, "promise.ahead", &a, &text, e);
	int days = ok ? atoi(text) : 0;

	days = days < 0 ? 0 : days > AHEAD_MOST ? AHEAD_MOST : days;
	*last = calendar_after(cal, store_today(s), days).due;
	arena_done(&a);
	return ok;
}

bool overdue_grace(const struct calendar *cal, date_day today, date_day until, struct err *e)
{
	char day[DATE_TEXT];

	if (until == DATE_NONE)
		return err_set(e, ERR_INPUT, _("请填宽限到哪一天，如 20261208"));
	if (until <= today)
		return err_set(e, ERR_INPUT, _("宽限到的日期应在今天之后"));
	if (until > today + GRACE_DAYS)
		return err_set(e, ERR_INPUT, _("宽限超过一年，请核对日期"));
	if (!calendar_is_working(cal, until))
		return err_set(e, ERR_INPUT, _("%s 不是工作日，材料送不到窗口，请改为工作日"),
			       date_format(until, day));
	return true;
}
