/* SPDX-License-Identifier: Apache-2.0 */
#include "cert/cycle.h"

static date_day month_first(date_day d)
{
	struct date_parts p = date_split(d);

	return date_make(p.year, p.month, 1);
}

/* The last day of the month n months on; DATE_NONE past the last year there is. */
static date_day month_end(date_day d, int n)
{
	date_day next = date_add_months(month_first(d), n + 1);

	return next == DATE_NONE ? DATE_NONE : next - 1;
}

date_day cycle_by_day(date_day last, int months)
{
	return date_add_months(last, months);
}

date_day cycle_first_start(date_day first_benefit)
{
	return date_add_months(month_first(first_benefit), 1);
}

date_day cycle_by_month(date_day last, int months)
{
	return month_end(last, months);
}

struct cycle_window cycle_fixed(date_day on, date_day anchor, int months)
{
	struct date_parts a = date_split(anchor), p = date_split(on < anchor ? anchor : on);
	int passed = (p.year - a.year) * 12 + p.month - a.month;
	date_day first = date_add_months(anchor, passed / months * months);

	return (struct cycle_window){first, month_end(first, months - 1)};
}

struct cycle_window cycle_fixed_next(struct cycle_window w, int months)
{
	date_day first = date_add_months(w.first, months);

	return (struct cycle_window){first,
				     first == DATE_NONE ? DATE_NONE : month_end(first, months - 1)};
}
