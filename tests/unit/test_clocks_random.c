/* SPDX-License-Identifier: Apache-2.0
 *
 * Clocks under random stops and extensions against walking the calendar day by
 * day, which knows nothing of pieces or shifts; and what must hold whatever the
 * stops: none ever brings a last day forward, one outside the clock's days moves
 * nothing, the order in which they overlap does not matter.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "case/clocks.h"
#include "guide/calendar_file.h"

enum { STOPS = 4, ROUNDS = 20000, FAR = 4000 };

static struct calendar *cal;
static unsigned seed = 20261121;

static int roll(int n)
{
	seed = seed * 1103515245 + 12345;
	return (int)((seed >> 8) % (unsigned)n);
}

struct walk {
	date_day due; /* DATE_NONE: stopped for good */
	int counted;  /* until then */
	bool provisional;
};

static bool is_stopped(const struct clocks_given *g, date_day d)
{
	for (size_t i = 0; i < g->n_stops; i++) {
		date_day last = g->stops[i].last == DATE_NONE ? d : g->stops[i].last;
		if (d >= g->stops[i].first && d <= last)
			return true;
	}
	return false;
}

static struct walk walk(const struct clocks_given *g, date_day from, int n, enum day_unit unit)
{
	struct walk w = {.due = from};

	for (date_day d = from + 1; w.counted < n; d++) {
		if (d > from + FAR) {
			w.due = DATE_NONE;
			break;
		}
		if (is_stopped(g, d))
			continue;
		if (unit == UNIT_WORKING && !calendar_knows(cal, date_split(d).year))
			w.provisional = true;
		if (unit == UNIT_WORKING && !calendar_is_working(cal, d))
			continue;
		w.counted++;
		w.due = d;
	}
	return w;
}

static int days_between(const struct clocks_given *g, enum day_unit unit, date_day a, date_day b)
{
	int n = 0;

	for (date_day d = (a < b ? a : b) + 1; d <= (a < b ? b : a); d++)
		n += !is_stopped(g, d) && (unit != UNIT_WORKING || calendar_is_working(cal, d));
	return a <= b ? n : -n;
}

static int by_first(const void *a, const void *b)
{
	const struct clock_stop *x = a, *y = b;

	return x->first < y->first ? -1 : x->first > y->first;
}

static void random_stops(struct clocks_given *g, struct clock_stop *stops, date_day from)
{
	g->n_stops = (size_t)roll(STOPS + 1);
	g->stops = stops;
	for (size_t i = 0; i < g->n_stops; i++) {
		stops[i].first = from - 5 + roll(60);
		stops[i].last = stops[i].first - 1 + roll(20);
	}
	qsort(stops, g->n_stops, sizeof(*stops), by_first);
	if (g->n_stops && roll(4) == 0) /* the newest goes on */
		stops[g->n_stops - 1].last = DATE_NONE;
}

static struct clock_spec random_spec(date_day from)
{
	static const enum day_unit units[] = {UNIT_WORKING, UNIT_CALENDAR, UNIT_MONTH};
	struct clock_spec s = {.text = "", .stated = true, .from = from, .unit = units[roll(3)]};

	s.days = s.unit == UNIT_MONTH ? 1 + roll(3) : 1 + roll(40);
	if (roll(4) == 0) {
		s.start = START_NEXT_MONTH;
		struct date_parts p = date_split(from);
		s.from = date_make(p.year, p.month, 1);
	}
	if (roll(3) == 0) {
		s.extend_days = 1 + roll(30);
		s.extend_unit = units[roll(2)];
	}
	return s;
}

static struct walk walk_whole(const struct clocks_given *g, const struct clock_spec *s)
{
	date_day start = s->start == START_NEXT_MONTH ? s->from - 1 : s->from;
	int n = s->days;

	if (s->unit == UNIT_MONTH)
		n = s->start == START_NEXT_MONTH ? date_add_months(s->from, s->days) - s->from
						 : date_add_months(start, s->days) - start;
	struct walk w = walk(g, start, n, s->unit);
	if (w.due == DATE_NONE || !s->extend_days)
		return w;
	struct walk more = walk(g, w.due, s->extend_days, s->extend_unit);
	more.provisional |= w.provisional;
	return more;
}

static void agree(const struct clocks_given *g, const struct clock_spec *s, int round)
{
	struct walk w = walk_whole(g, s);
	struct case_clock c;

	clocks_run(g, s, 1, &c);
	if (c.due != w.due)
		fail_msg("round %d: due %d, walked %d", round, c.due, w.due);
	if (w.due == DATE_NONE) {
		assert_int_equal(c.state, CLOCK_STOPPED);
		if (!s->extend_days && s->unit != UNIT_MONTH)
			assert_int_equal(c.left, s->days - w.counted);
		return;
	}
	assert_int_equal(c.provisional, w.provisional);
	if (c.left != days_between(g, s->unit, g->today, w.due))
		fail_msg("round %d: left %d", round, c.left);
	assert_int_equal(c.state == CLOCK_RED, g->today > w.due);
}

static void as_walked_day_by_day(void **state)
{
	struct clock_stop stops[STOPS];

	(void)state;
	for (int i = 0; i < ROUNDS; i++) {
		date_day from = date_make(2024, 1, 1) + roll(3 * 366);
		struct clocks_given g = {.calendar = cal,
					 .today = from + roll(90),
					 .ended = DATE_NONE,
					 .delivered = DATE_NONE,
					 .warn = CLOCKS_WARN};
		struct clock_spec s = random_spec(from);
		random_stops(&g, stops, from);
		agree(&g, &s, i);
	}
}

static date_day due_of(const struct clocks_given *g, const struct clock_spec *s)
{
	struct case_clock c;

	clocks_run(g, s, 1, &c);
	return c.due;
}

static void no_stop_brings_a_day_forward(void **state)
{
	struct clock_stop stops[STOPS];

	(void)state;
	for (int i = 0; i < ROUNDS; i++) {
		date_day from = date_make(2024, 1, 1) + roll(3 * 366);
		struct clocks_given g = {
			.calendar = cal, .today = from, .ended = DATE_NONE, .delivered = DATE_NONE};
		struct clock_spec s = random_spec(from);
		random_stops(&g, stops, from);
		size_t n = g.n_stops;
		date_day before = 0;
		for (g.n_stops = 0; g.n_stops <= n; g.n_stops++) {
			date_day due = due_of(&g, &s);
			if (due == DATE_NONE)
				break;
			assert_true(due >= before);
			before = due;
		}
		g.n_stops = 1; /* after its end: moves nothing */
		stops[0] = (struct clock_stop){before + 1, before + 9};
		date_day alone = due_of(&(struct clocks_given){.calendar = cal,
							       .today = from,
							       .ended = DATE_NONE,
							       .delivered = DATE_NONE},
					&s);
		if (alone < stops[0].first)
			assert_int_equal(due_of(&g, &s), alone);
	}
}

/* A list's colour, from the last day alone, is the clock's. */
static void lists_show_the_same_colour(void **state)
{
	(void)state;
	for (int i = 0; i < 2000; i++) {
		date_day from = date_make(2024, 1, 1) + roll(3 * 366);
		struct clocks_given g = {.calendar = cal,
					 .today = from + roll(60),
					 .ended = DATE_NONE,
					 .delivered = DATE_NONE,
					 .warn = roll(6)};
		struct clock_spec s = random_spec(from);
		struct case_clock c;
		clocks_run(&g, &s, 1, &c);
		struct clock_shade shade = clock_shade(cal, g.today, g.warn);
		assert_int_equal(clock_shade_of(&shade, c.due), c.state);
	}
}

static int load(void **state)
{
	char *dir = xasprintf("%s/forms/calendars", getenv("YICHUANG_SOURCE_ROOT"));
	struct faults f = {0};

	(void)state;
	cal = calendar_new();
	assert_true(calendar_dir_load(cal, dir, &f));
	faults_done(&f);
	free(dir);
	return 0;
}

static int unload(void **state)
{
	(void)state;
	calendar_free(cal);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(as_walked_day_by_day),
		cmocka_unit_test(no_stop_brings_a_day_forward),
		cmocka_unit_test(lists_show_the_same_colour),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
