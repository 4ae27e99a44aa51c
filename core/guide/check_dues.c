/* SPDX-License-Identifier: Apache-2.0
 *
 * The clocks: when each limit of the item ends if the case is accepted today.
 * A clock whose start or length is not known has no date and says why.
 */
#include <assert.h>

#include "guide/check_work.h"

date_day days_after(struct check *c, date_day from, int n, enum day_unit unit, bool *provisional)
{
	switch (unit) {
	case UNIT_WORKING: {
		if (!c->work->cal)
			return DATE_NONE;
		struct calendar_due due = calendar_after(c->work->cal, from, n);
		*provisional |= due.provisional;
		return due.due;
	}
	case UNIT_CALENDAR:
		return from + n;
	case UNIT_MONTH:
		return date_add_months(from, n);
	case UNIT_AT_ONCE:
		break;
	}
	return from;
}

/* The same when `from` itself is the first day. */
static date_day days_from(struct check *c, date_day from, int n, enum day_unit unit,
			  bool *provisional)
{
	if (n == 0 || unit == UNIT_AT_ONCE)
		return from;
	return days_after(c, from - 1, n, unit, provisional);
}

static date_day first_of_next_month(date_day d)
{
	struct date_parts p = date_split(date_add_months(d, 1));

	return date_make(p.year, p.month, 1);
}

static void run_clock(struct check *c, int index, struct due *due)
{
	const struct limit *l = &c->item->limits[index];

	if (due->from == DATE_NONE)
		return;
	if (!l->stated) {
		due->why = "指南未载明天数";
		return;
	}
	if (l->start == START_NEXT_MONTH && l->unit == UNIT_MONTH)
		/* whole months from the 1st end on a month's last day */
		due->due = date_add_months(due->from, l->days) - 1;
	else if (l->start == START_NEXT_MONTH)
		due->due = days_from(c, due->from, l->days, l->unit, &due->provisional);
	else
		due->due = days_after(c, due->from, l->days, l->unit, &due->provisional);
	if (due->due == DATE_NONE)
		due->why = "缺少工作日历";
	if (due->applies || due->depends)
		c->provisional |= due->provisional;
}

/* `depth` ends a chain that comes back to itself. */
static void find_due(struct check *c, int index, size_t depth)
{
	const struct limit *l = &c->item->limits[index];
	struct due *due = &c->dues[index];
	enum tri when = c->truths[l->when];

	*due = (struct due){.applies = when == TRI_TRUE,
			    .depends = when == TRI_UNKNOWN,
			    .from = DATE_NONE,
			    .due = DATE_NONE};
	switch (l->start) {
	case START_ACCEPTED:
		due->from = c->work->on;
		break;
	case START_NEXT_MONTH:
		due->from = first_of_next_month(c->work->on);
		break;
	case START_ANSWER: {
		const struct value *v = check_value(c, l->start_var);
		bool period = c->item->vars[l->start_var].type == TYPE_PERIOD;
		if (v->state == VALUE_KNOWN)
			due->from = (date_day)(period ? v->b : v->a);
		else
			due->why = c->work->waits[index];
		break;
	}
	case START_LIMIT:
		if (depth < c->item->n_limits) {
			find_due(c, l->start_limit, depth + 1);
			if (c->dues[l->start_limit].applies)
				due->from = c->dues[l->start_limit].due;
			due->provisional = c->dues[l->start_limit].provisional;
		}
		if (due->from == DATE_NONE)
			due->why = "待前一时限办结";
		break;
	}
	run_clock(c, index, due);
}

void check_dues(struct check *c, const struct intake *in, const struct calendar *cal)
{
	assert(in->values[FACT_ON].state == VALUE_KNOWN);
	c->work->on = (date_day)in->values[FACT_ON].a;
	c->work->cal = cal;
	for (size_t i = 0; i < c->item->n_limits; i++)
		find_due(c, (int)i, 0);
}
