/* SPDX-License-Identifier: Apache-2.0
 *
 * Every day from 1850 to 2199 against counting by hand; the rest by example.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "base/date.h"

static int reference_month_length(int year, int month)
{
	switch (month) {
	case 2:
		if (year % 400 == 0)
			return 29;
		if (year % 100 == 0)
			return 28;
		return year % 4 == 0 ? 29 : 28;
	case 4:
	case 6:
	case 9:
	case 11:
		return 30;
	default:
		return 31;
	}
}

/* 1850-01-01 was a Tuesday, 43830 days before 1970-01-01: 120 years of 365 days and the
 * 30 leap days of 1852..1968 less 1900, which had none. */
static void every_day_is_counted(void **state)
{
	date_day expected = -(120 * 365 + 30 - 1);
	int weekday = 2, days = 0;

	(void)state;
	for (int y = 1850; y <= 2199; y++) {
		for (int m = 1; m <= 12; m++) {
			assert_int_equal(date_days_in_month(y, m), reference_month_length(y, m));
			for (int d = 1; d <= reference_month_length(y, m); d++) {
				date_day day = date_make(y, m, d);
				struct date_parts p = date_split(day);
				char text[DATE_TEXT];
				if (day != expected || p.year != y || p.month != m || p.day != d ||
				    date_weekday(day) != weekday ||
				    date_parse(date_format(day, text)) != day)
					fail_msg("%d-%d-%d: %d", y, m, d, day);
				expected++;
				days++;
				weekday = weekday % 7 + 1;
			}
		}
	}
	assert_int_equal(days, 350 * 365 + 85); /* 87 fourth years less 1900 and 2100 */
}

static void days_that_do_not_exist(void **state)
{
	(void)state;
	assert_false(date_exists(2026, 2, 29));
	assert_true(date_exists(2024, 2, 29));
	assert_false(date_exists(1900, 2, 29));
	assert_true(date_exists(2000, 2, 29));
	assert_false(date_exists(2026, 0, 1));
	assert_false(date_exists(2026, 13, 1));
	assert_false(date_exists(2026, 1, 0));
	assert_false(date_exists(2026, 4, 31));
	assert_false(date_exists(1849, 12, 31));
	assert_false(date_exists(2200, 1, 1));
	assert_int_equal(date_make(2026, 2, 30), DATE_NONE);
}

static void dates_are_read_as_people_write_them(void **state)
{
	static const char *const good[] = {
		"2026-11-24",		"20261124",
		"2026/11/24",		"2026.11.24",
		"2026年11月24日",	" 2026-11-24 ",
		"２０２６－１１－２４", "２０２６年１１月２４日　",
	};
	static const char *const bad[] = {
		"",	      "2026",	      "2026-11",	"2026-11-31",
		"2026-11/24", "2026-11-24x",  "026-11-24",	"2026112",
		"202611244",  "2026年11月24", "24-11-2026",	"abc",
		"-2026-1-1",  "2026--11-24",  "2026\xFF-11-24", "0204-11-24",
		"2026-011-4"};

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++)
		assert_int_equal(date_parse(good[i]), date_make(2026, 11, 24));
	assert_int_equal(date_parse("2026-1-4"), date_make(2026, 1, 4));
	assert_int_equal(date_parse("2026年1月4日"), date_make(2026, 1, 4));
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		if (date_parse(bad[i]) != DATE_NONE)
			fail_msg("taken for a date: %s", bad[i]);
	}
}

static void dates_are_written(void **state)
{
	char iso[DATE_TEXT], zh[32];

	(void)state;
	assert_string_equal(date_format(date_make(2026, 1, 4), iso), "2026-01-04");
	assert_string_equal(date_format_zh(date_make(2026, 1, 4), zh), "2026年1月4日");
	assert_string_equal(date_format(DATE_NONE, iso), "");
	assert_string_equal(date_format_zh(DATE_NONE, zh), "");
}

static void months_end_where_the_month_ends(void **state)
{
	(void)state;
	assert_int_equal(date_add_months(date_make(2026, 1, 31), 1), date_make(2026, 2, 28));
	assert_int_equal(date_add_months(date_make(2024, 1, 31), 1), date_make(2024, 2, 29));
	assert_int_equal(date_add_months(date_make(2026, 11, 30), 3), date_make(2027, 2, 28));
	assert_int_equal(date_add_months(date_make(2026, 12, 31), 0), date_make(2026, 12, 31));
	assert_int_equal(date_add_months(date_make(2026, 3, 31), -1), date_make(2026, 2, 28));
	assert_int_equal(date_add_months(date_make(2026, 1, 15), -1), date_make(2025, 12, 15));
	assert_int_equal(date_add_months(date_make(1970, 1, 15), -24), date_make(1968, 1, 15));
	assert_int_equal(date_add_months(date_make(2199, 12, 1), 1), DATE_NONE);
	assert_int_equal(date_add_months(date_make(1850, 1, 1), -1), DATE_NONE);
}

static void age_is_reached_on_the_birthday(void **state)
{
	date_day birth = date_make(1966, 11, 24), leap = date_make(2008, 2, 29);

	(void)state;
	assert_int_equal(date_age(birth, date_make(2026, 11, 23)), 59);
	assert_int_equal(date_age(birth, date_make(2026, 11, 24)), 60);
	assert_int_equal(date_age(birth, birth), 0);
	assert_int_equal(date_age(leap, date_make(2026, 2, 28)), 17);
	assert_int_equal(date_age(leap, date_make(2026, 3, 1)), 18);
	assert_int_equal(date_age(leap, date_make(2024, 2, 28)), 15);
	assert_int_equal(date_age(leap, date_make(2024, 2, 29)), 16);
	assert_int_equal(date_age(birth, date_make(1966, 11, 23)), -1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_day_is_counted),
		cmocka_unit_test(days_that_do_not_exist),
		cmocka_unit_test(dates_are_read_as_people_write_them),
		cmocka_unit_test(dates_are_written),
		cmocka_unit_test(months_end_where_the_month_ends),
		cmocka_unit_test(age_is_reached_on_the_birthday),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
