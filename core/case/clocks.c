/* SPDX-License-Identifier: Apache-2.0 */
#include "case/clocks.h"

#include <stdlib.h>

#include "base/text.h"

static int between(const struct clocks_given *g, enum day_unit unit, date_day after, date_day last,
		   bool *provisional)
{
	if (last <= after)
		return 0;
	if (unit != UNIT_WORKING)
		return last - after;
	struct calendar_count n = calendar_between(g->calendar, after, last);
	*provisional |= n.provisional;
	return n.days;
}

/* A suspension that was never ended is over when the case is. */
static date_day stop_last(const struct clocks_given *g, const struct clock_stop *s)
{
	return s->last != DATE_NONE ? s->last : g->ended != DATE_NONE ? g->ended - 1 : DATE_NONE;
}

/* `n` days after `from` that lie in no stop. DATE_NONE when a stop that goes on is in the way, *n
 * is then what is left. */
static date_day count_on(const struct clocks_given *g, date_day from, int *n, enum day_unit unit,
			 bool *provisional)
{
	date_day at = from;

	for (size_t i = 0; *n > 0 && i < g->n_stops; i++) {
		date_day last = stop_last(g, &g->stops[i]);
		bool across = false;
		if (last != DATE_NONE && last <= at)
			continue;
		int room = between(g, unit, at, g->stops[i].first - 1, &across);
		if (room >= *n)
			break;
		*n -= room;
		*provisional |= across;
		if (last == DATE_NONE)
			return DATE_NONE;
		at = last;
	}
	if (*n == 0)
		return at;
	if (unit != UNIT_WORKING)
		return at + *n;
	struct calendar_due due = calendar_after(g->calendar, at, *n);
	*provisional |= due.provisional;
	return due.due;
}

/* The days of a limit as days that can be counted on from `from`; -1: beyond what dates exist. */
static int length_of(date_day from, int days, enum day_unit unit, bool first_counts)
{
	if (unit == UNIT_AT_ONCE)
		return 0;
	if (unit != UNIT_MONTH)
		return days;
	/* Whole months from the 1st end on a month's last day. */
	date_day end = date_add_months(from + first_counts, days);
	return end == DATE_NONE ? -1 : end - first_counts - from;
}

/* Days left or, below 0, over, as they are counted; a day of a stop is neither. */
static int left_of(const struct clocks_given *g, enum day_unit unit, date_day on, date_day due)
{
	date_day first = on < due ? on : due, last = on < due ? due : on;
	bool ignored = false;
	int n = between(g, unit, first, last, &ignored);
	date_day done = first; /* stops may overlap */

	for (size_t i = 0; i < g->n_stops; i++) {
		const struct clock_stop *s = &g->stops[i];
		date_day to = stop_last(g, s), from = s->first > done ? s->first - 1 : done;
		if (to == DATE_NONE || to > last)
			to = last;
		n -= between(g, unit, from, to, &ignored);
		if (to > done)
			done = to;
	}
	return on > due ? -n : n;
}

struct part { /* the limit itself, or its extension */
	int days;
	enum day_unit unit;
	bool first_counts;
};

/* Takes the clock on by one part; false when it ends nowhere yet. */
static bool run_part(const struct clocks_given *g, struct case_clock *c, date_day *at,
		     const struct part *p)
{
	int length = length_of(*at, p->days, p->unit, p->first_counts), left = length;
	bool ignored = false;

	if (length < 0) {
		c->why = "超出可计算的年份";
		return false;
	}
	date_day due = count_on(g, *at, &left, p->unit, &c->provisional);
	if (due != DATE_NONE) {
		c->stopped += between(g, p->unit, *at, due, &ignored) - length;
		*at = due;
		return true;
	}
	int run = between(g, p->unit, *at, g->today, &ignored);
	c->stopped += run > length - left ? run - (length - left) : 0;
	c->left = left;
	c->state = CLOCK_STOPPED;
	return false;
}

static void find_state(const struct clocks_given *g, struct case_clock *c)
{
	date_day end = c->spec->start == START_LIMIT ? g->delivered : g->ended;
	bool ignored = false;

	c->left = left_of(g, c->spec->unit, end == DATE_NONE ? g->today : end, c->due);
	if (end != DATE_NONE)
		c->state = end > c->due ? CLOCK_LATE : CLOCK_KEPT;
	else if (g->today > c->due)
		c->state = CLOCK_RED;
	else
		c->state = between(g, UNIT_WORKING, g->today, c->due, &ignored) <= g->warn
				   ? CLOCK_YELLOW
				   : CLOCK_GREEN;
}

static void run_from(const struct clocks_given *g, struct case_clock *c)
{
	const struct clock_spec *s = c->spec;
	const struct part first = {s->days, s->unit, s->start == START_NEXT_MONTH};
	const struct part more = {s->extend_days, s->extend_unit, false};
	date_day at = c->from - (first.first_counts && s->days && s->unit != UNIT_AT_ONCE);

	if (!s->stated) {
		c->why = "指南未载明天数";
		return;
	}
	if (!run_part(g, c, &at, &first)) {
		/* What was granted on top will follow, where it is of the same kind. */
		if (c->state == CLOCK_STOPPED && s->extend_unit == s->unit)
			c->left += s->extend_days;
		return;
	}
	if (s->extend_days && !run_part(g, c, &at, &more))
		return;
	c->due = at;
	find_state(g, c);
}

/* `depth` ends a chain that comes back to itself. */
static void run_clock(const struct clocks_given *g, const struct clock_spec *specs, size_t n,
		      struct case_clock *out, size_t index, size_t depth)
{
	const struct clock_spec *s = &specs[index];
	struct case_clock *c = &out[index];

	*c = (struct case_clock){
		.spec = s, .from = s->from, .due = DATE_NONE, .state = CLOCK_UNKNOWN};
	if (s->start == START_LIMIT) {
		c->from = DATE_NONE;
		if (s->before >= 0 && depth < n) {
			run_clock(g, specs, n, out, (size_t)s->before, depth + 1);
			c->from = g->ended != DATE_NONE ? g->ended : out[s->before].due;
			c->provisional = g->ended == DATE_NONE && out[s->before].provisional;
		}
	}
	if (c->from != DATE_NONE)
		run_from(g, c);
	else
		c->why = s->why			   ? s->why
			 : s->start == START_LIMIT ? "待前一时限办结"
						   : "起算日未定";
}

void clocks_run(const struct clocks_given *g, const struct clock_spec *specs, size_t n,
		struct case_clock *out)
{
	for (size_t i = 0; i < n; i++)
		run_clock(g, specs, n, out, i, 0);
}

struct clocks_end clocks_end(const struct case_clock *clocks, size_t n)
{
	struct clocks_end end = {DATE_NONE, false};

	for (size_t i = 0; i < n; i++) {
		const struct case_clock *c = &clocks[i];
		if (c->spec->start == START_LIMIT)
			continue;
		if (c->state == CLOCK_STOPPED)
			return (struct clocks_end){DATE_NONE, false};
		if (c->due != DATE_NONE && (end.due == DATE_NONE || c->due > end.due))
			end = (struct clocks_end){c->due, c->provisional};
	}
	return end;
}

struct clock_shade clock_shade(const struct calendar *c, date_day today, int warn)
{
	/* The day before the next working day too many. */
	return (struct clock_shade){today, calendar_after(c, today, warn + 1).due - 1};
}

enum clock_state clock_shade_of(const struct clock_shade *s, date_day due)
{
	if (due == DATE_NONE)
		return CLOCK_UNKNOWN;
	if (due < s->today)
		return CLOCK_RED;
	return due <= s->near ? CLOCK_YELLOW : CLOCK_GREEN;
}

/* ---- words ---- */

static void add_count(struct str *out, enum day_unit unit, int n)
{
	if (unit == UNIT_WORKING)
		str_addf(out, _("%d个工作日"), n);
	else
		str_addf(out, _("%d日"), n);
}

/* The year only where it is another. */
static void add_day(struct str *out, date_day day, date_day today)
{
	struct date_parts d = date_split(day);

	if (d.year != date_split(today).year)
		str_addf(out, _("%d年"), d.year);
	str_addf(out, _("%d月%d日"), d.month, d.day);
}

static void add_standing(const struct case_clock *c, struct str *out)
{
	bool over = c->state == CLOCK_RED || c->state == CLOCK_LATE;
	bool ended = c->state == CLOCK_KEPT || c->state == CLOCK_LATE;

	if (over) {
		str_add(out, _("已超"));
		add_count(out, c->spec->unit, -c->left);
		str_add(out, ended ? _("办结，") : _("，"));
	} else if (ended) {
		str_add(out, _("按时办结，"));
	} else if (c->left == 0) {
		str_add(out, _("今天是最后一天，"));
	} else {
		str_add(out, _("还剩"));
		add_count(out, c->spec->unit, c->left);
		str_add(out, _("，"));
	}
}

void clock_words(const struct case_clock *c, date_day today, struct str *out)
{
	if (c->state == CLOCK_UNKNOWN) {
		str_add(out, _(c->why));
		return;
	}
	if (c->state == CLOCK_STOPPED) {
		str_add(out, _("中止办理，剩"));
		add_count(out, c->spec->unit, c->left);
		str_add(out, _("，恢复后接着算"));
		return;
	}
	add_standing(c, out);
	add_day(out, c->due, today);
	str_addf(out, _("到期%s"), c->provisional ? _("（暂定）") : "");
}
