/* SPDX-License-Identifier: Apache-2.0
 *
 * The notices of 2024 to 2026 as printed, and every deadline of these years and
 * of the year after, which has no notice, against counting day by day.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "base/calendar.h"

struct span {
	int from, to; /* mmdd, inclusive */
};

static const struct year {
	int year, total;
	const char *notice;
	struct span off[8];
	int worked[9];
} years[] = {
	{2024,
	 251,
	 "国办发明电〔2023〕7号",
	 {{101, 101}, {210, 217}, {404, 406}, {501, 505}, {610, 610}, {915, 917}, {1001, 1007}},
	 {204, 218, 407, 428, 511, 914, 929, 1012}},
	{2025,
	 248,
	 "国办发明电〔2024〕12号",
	 {{101, 101}, {128, 204}, {404, 406}, {501, 505}, {531, 602}, {1001, 1008}},
	 {126, 208, 427, 928, 1011}},
	{2026,
	 248,
	 "2025-11-04",
	 {{101, 103}, {215, 223}, {404, 406}, {501, 505}, {619, 621}, {925, 927}, {1001, 1007}},
	 {104, 214, 228, 509, 920, 1010}},
};
enum { N_YEARS = sizeof(years) / sizeof(*years) };

static date_day on(int year, int mmdd)
{
	return date_make(year, mmdd / 100, mmdd % 100);
}

static int load(void **state)
{
	struct calendar *c = calendar_new();

	for (size_t i = 0; i < N_YEARS; i++) {
		const struct year *y = &years[i];
		calendar_add_year(c, y->year, y->notice);
		for (const struct span *s = y->off; s->from; s++)
			calendar_add_off(c, on(y->year, s->from), on(y->year, s->to));
		for (const int *w = y->worked; *w; w++)
			calendar_add_worked(c, on(y->year, *w));
	}
	*state = c;
	return 0;
}

static int unload(void **state)
{
	calendar_free(*state);
	return 0;
}

/* Shares nothing with the calendar: reads the table above afresh for every day. */
static bool reference_is_working(date_day d)
{
	struct date_parts p = date_split(d);
	int mmdd = p.month * 100 + p.day;

	for (size_t i = 0; i < N_YEARS; i++) {
		if (years[i].year != p.year)
			continue;
		for (const int *w = years[i].worked; *w; w++) {
			if (*w == mmdd)
				return true;
		}
		for (const struct span *s = years[i].off; s->from; s++) {
			if (mmdd >= s->from && mmdd <= s->to)
				return false;
		}
	}
	return (d + 3) % 7 < 5; /* 1970-01-01 was a Thursday */
}

static void totals_agree_with_the_notices(void **state)
{
	const struct calendar *c = *state;

	for (size_t i = 0; i < N_YEARS; i++) {
		assert_true(calendar_knows(c, years[i].year));
		assert_string_equal(calendar_notice(c, years[i].year), years[i].notice);
		assert_int_equal(calendar_working_days_in(c, years[i].year), years[i].total);
	}
	assert_false(calendar_knows(c, 2023));
	assert_false(calendar_knows(c, 2027));
	assert_null(calendar_notice(c, 2027));
	assert_int_equal(calendar_working_days_in(c, 2027), 261); /* weekends alone */
}

static void every_day_agrees(void **state)
{
	const struct calendar *c = *state;

	for (date_day d = date_make(2023, 12, 1); d <= date_make(2027, 12, 31); d++) {
		if (calendar_is_working(c, d) != reference_is_working(d))
			fail_msg("%d-%d-%d", date_split(d).year, date_split(d).month,
				 date_split(d).day);
	}
}

static void every_deadline_agrees(void **state)
{
	static const int limits[] = {1, 2, 3, 5, 10, 15, 20, 30, 60};
	const struct calendar *c = *state;

	for (date_day from = date_make(2024, 1, 1); from <= date_make(2027, 1, 31); from++) {
		for (size_t i = 0; i < sizeof(limits) / sizeof(*limits); i++) {
			int left = limits[i];
			date_day d = from;
			bool crossed = false;
			while (left > 0) {
				d++;
				crossed |= date_split(d).year == 2027;
				if (reference_is_working(d))
					left--;
			}
			struct calendar_due due = calendar_after(c, from, limits[i]);
			struct calendar_due nth = calendar_nth(c, from + 1, limits[i]);
			if (due.due != d || due.provisional != crossed || nth.due != d ||
			    nth.provisional != crossed)
				fail_msg("%d working days from day %d", limits[i], from);
		}
	}
}

static void deadlines_by_hand(void **state)
{
	const struct calendar *c = *state;
	struct calendar_due due;

	/* Friday 2026-02-13; 14 is worked, 15 to 23 are off. */
	due = calendar_after(c, on(2026, 213), 2);
	assert_int_equal(due.due, on(2026, 224));
	assert_false(due.provisional);
	/* The day of acceptance never counts, nor is it moved. */
	due = calendar_after(c, on(2026, 1001), 0);
	assert_int_equal(due.due, on(2026, 1001));
	assert_int_equal(calendar_after(c, on(2026, 1001), 1).due, on(2026, 1008));
	assert_int_equal(calendar_nth(c, on(2026, 1008), 1).due, on(2026, 1008));
	/* 2026-12-31 is a Thursday: the last day that is certain. */
	due = calendar_after(c, on(2026, 1224), 5);
	assert_int_equal(due.due, on(2026, 1231));
	assert_false(due.provisional);
	/* 1 January 2027 is a Friday, a working day while no notice says otherwise. */
	due = calendar_after(c, on(2026, 1224), 6);
	assert_int_equal(due.due, on(2027, 101));
	assert_true(due.provisional);
	assert_true(calendar_after(c, on(2026, 1215), 60).provisional);
	/* From the last day of a year without notice the count is in known years only. */
	due = calendar_after(c, on(2023, 1231), 1);
	assert_int_equal(due.due, on(2024, 102));
	assert_false(due.provisional);
	assert_true(calendar_after(c, on(2023, 1228), 5).provisional);
}

static void a_notice_settles_what_was_provisional(void **state)
{
	struct calendar *c = *state;

	assert_true(calendar_after(c, on(2026, 1224), 6).provisional);
	calendar_add_year(c, 2027, "first");
	calendar_add_year(c, 2027, "corrected");
	calendar_add_off(c, on(2027, 101), on(2027, 103));
	struct calendar_due due = calendar_after(c, on(2026, 1224), 6);
	assert_int_equal(due.due, on(2027, 104));
	assert_false(due.provisional);
	assert_string_equal(calendar_notice(c, 2027), "corrected");
	/* The notice of 2027 may still change a day of 2026, and itself be corrected. */
	calendar_add_off(c, on(2026, 1231), on(2026, 1231));
	assert_int_equal(calendar_after(c, on(2026, 1224), 5).due, on(2027, 104));
	calendar_add_worked(c, on(2026, 1231));
	assert_int_equal(calendar_after(c, on(2026, 1224), 5).due, on(2026, 1231));
}

static void an_empty_calendar_knows_weekends(void **state)
{
	struct calendar *c = calendar_new();

	(void)state;
	struct calendar_due due = calendar_after(c, on(2026, 930), 1);
	assert_int_equal(due.due, on(2026, 1001));
	assert_true(due.provisional);
	assert_false(calendar_is_working(c, on(2026, 1003)));
	assert_int_equal(calendar_after(c, on(2026, 930), 0).provisional, false);
	calendar_free(c);
	calendar_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(totals_agree_with_the_notices, load, unload),
		cmocka_unit_test_setup_teardown(every_day_agrees, load, unload),
		cmocka_unit_test_setup_teardown(every_deadline_agrees, load, unload),
		cmocka_unit_test_setup_teardown(deadlines_by_hand, load, unload),
		cmocka_unit_test_setup_teardown(a_notice_settles_what_was_provisional, load,
						unload),
		cmocka_unit_test(an_empty_calendar_knows_weekends),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
