/* SPDX-License-Identifier: Apache-2.0
 *
 * When the next certification is due: the worked examples of 004:1424-1430, the day
 * counting of 002:45-49,159-161 and the windows of 001:1161, with leap days and ends
 * of months.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cert/cycle.h"

static void expect(date_day got, const char *want)
{
	char text[DATE_TEXT];

	assert_string_equal(date_format(got, text), want);
}

static void by_the_day(void **state)
{
	(void)state;
	expect(cycle_by_day(date_make(2025, 3, 15), 12), "2026-03-15");
	expect(cycle_by_day(date_make(2025, 3, 15), 9), "2025-12-15");
	expect(cycle_by_day(date_make(2024, 2, 29), 12), "2025-02-28");
	expect(cycle_by_day(date_make(2023, 2, 28), 12), "2024-02-28");
	expect(cycle_by_day(date_make(2025, 5, 31), 9), "2026-02-28");
	expect(cycle_by_day(date_make(2023, 5, 31), 9), "2024-02-29");
	expect(cycle_by_day(date_make(2199, 6, 1), 12), "");
}

/* 自领取待遇的次月起每12个月 */
static void the_first_by_the_day(void **state)
{
	(void)state;
	expect(cycle_first_start(date_make(2025, 3, 1)), "2025-04-01");
	expect(cycle_first_start(date_make(2025, 12, 31)), "2026-01-01");
	expect(cycle_by_day(cycle_first_start(date_make(2025, 12, 31)), 12), "2027-01-01");
}

/* The examples as printed. */
static void to_the_end_of_a_month(void **state)
{
	(void)state;
	expect(cycle_by_month(date_make(2022, 3, 1), 12), "2023-03-31");
	expect(cycle_by_month(date_make(2022, 3, 31), 12), "2023-03-31");
	expect(cycle_by_month(date_make(2022, 3, 10), 6), "2022-09-30");
	expect(cycle_by_month(date_make(2022, 5, 20), 12), "2023-05-31");
	expect(cycle_by_month(date_make(2022, 5, 20), 6), "2022-11-30");
	expect(cycle_by_month(date_make(2023, 2, 1), 12), "2024-02-29");
	expect(cycle_by_month(date_make(2024, 2, 29), 12), "2025-02-28");
	expect(cycle_by_month(date_make(2023, 8, 31), 6), "2024-02-29");
	expect(cycle_by_month(date_make(2199, 6, 30), 12), "");
}

static void the_first_to_the_end_of_the_next_month(void **state)
{
	(void)state;
	expect(cycle_by_month(date_make(2026, 1, 31), 1), "2026-02-28");
	expect(cycle_by_month(date_make(2024, 1, 1), 1), "2024-02-29");
	expect(cycle_by_month(date_make(2025, 12, 15), 1), "2026-01-31");
}

static void expect_window(struct cycle_window w, const char *first, const char *last)
{
	expect(w.first, first);
	expect(w.last, last);
}

static void in_fixed_windows(void **state)
{
	const date_day june = date_make(2000, 6, 1), december = date_make(2022, 12, 1);
	struct cycle_window w;

	(void)state;
	expect_window(cycle_fixed(date_make(2026, 5, 31), june, 12), "2025-06-01", "2026-05-31");
	w = cycle_fixed(date_make(2026, 6, 1), june, 12);
	expect_window(w, "2026-06-01", "2027-05-31");
	expect_window(cycle_fixed_next(w, 12), "2027-06-01", "2028-05-31");
	expect_window(cycle_fixed(december, december, 6), "2022-12-01", "2023-05-31");
	expect_window(cycle_fixed(date_make(2023, 6, 1), december, 6), "2023-06-01", "2023-11-30");
	expect_window(cycle_fixed(date_make(2024, 2, 29), december, 6), "2023-12-01", "2024-05-31");
	expect_window(cycle_fixed(date_make(2023, 11, 30), december, 6), "2023-06-01",
		      "2023-11-30");
	/* Before the first one: that one. */
	expect_window(cycle_fixed(date_make(2020, 1, 1), december, 6), "2022-12-01", "2023-05-31");
}

/* Windows leave no day out and hold none twice. */
static void windows_touch(void **state)
{
	const date_day anchor = date_make(2022, 12, 1);
	struct cycle_window w = cycle_fixed(anchor, anchor, 6);

	(void)state;
	for (date_day d = anchor; d < anchor + 4000; d++) {
		if (d > w.last) {
			struct cycle_window next = cycle_fixed_next(w, 6);
			assert_int_equal(next.first, w.last + 1);
			w = next;
		}
		struct cycle_window here = cycle_fixed(d, anchor, 6);
		assert_int_equal(here.first, w.first);
		assert_int_equal(here.last, w.last);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(by_the_day),
		cmocka_unit_test(the_first_by_the_day),
		cmocka_unit_test(to_the_end_of_a_month),
		cmocka_unit_test(the_first_to_the_end_of_the_next_month),
		cmocka_unit_test(in_fixed_windows),
		cmocka_unit_test(windows_touch),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
