/* SPDX-License-Identifier: Apache-2.0 */
#include "case/report_day.h"

/* Months looked at: one of the month before may have moved into this one, and the next may be
 * the month after next, where a month is too short for the day. */
enum { BACK = 1, AHEAD = 2 };

static date_day nominal_day(date_day from, int months, int day)
{
	struct date_parts p = date_split(from);
	date_day first = date_add_months(date_make(p.year, p.month, 1), months);

	if (first == DATE_NONE)
		return DATE_NONE;
	p = date_split(first);
	return date_make(p.year, p.month, day); /* none where the month is too short */
}

bool report_day_next(const struct site *site, const struct calendar *cal, date_day from,
		     struct report_day *out)
{
	*out = (struct report_day){DATE_NONE, DATE_NONE, false};
	for (int month = -BACK; month <= AHEAD; month++) {
		for (size_t i = 0; i < site->n_report_days; i++) {
			date_day nominal = nominal_day(from, month, site->report_days[i]);
			if (nominal == DATE_NONE)
				continue;
			struct calendar_due due = calendar_nth(cal, nominal, 1);
			if (due.due < from || (out->day != DATE_NONE && due.due >= out->day))
				continue;
			*out = (struct report_day){due.due, nominal, due.provisional};
		}
	}
	return out->day != DATE_NONE;
}

date_day report_day_before(const struct calendar *cal, date_day day)
{
	do
		day--;
	while (!calendar_is_working(cal, day));
	return day;
}
