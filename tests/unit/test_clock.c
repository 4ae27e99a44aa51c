/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/clock.h"

/* date -u -d '2026-11-24 16:00:00' +%s = 1795536000: midnight in Beijing. */
static const int64_t midnight = INT64_C(1795536000) * 1000;

static void business_days_are_chinese_days(void **state)
{
	int64_t ms = midnight - 1;
	struct clock c = clock_fixed(&ms);

	(void)state;
	assert_int_equal(clock_today(&c), date_make(2026, 11, 24));
	ms++;
	assert_int_equal(clock_today(&c), date_make(2026, 11, 25));
	assert_int_equal(clock_at(date_make(2026, 11, 25), 0, 0), midnight);
	assert_int_equal(clock_at(date_make(2026, 11, 25), 9, 5), midnight + 545 * 60000);
	assert_int_equal(clock_day_of(-28800001), -1);
	assert_int_equal(clock_day_of(-28800000), 0);
}

static void moments_are_shown_in_chinese_time(void **state)
{
	char out[CLOCK_TEXT];

	(void)state;
	assert_string_equal(clock_format(midnight - 1, out), "2026-11-24 23:59:59");
	assert_string_equal(clock_format(midnight, out), "2026-11-25 00:00:00");
	assert_true(clock_now(&clock_system) > midnight - INT64_C(86400000) * 3650);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(business_days_are_chinese_days),
		cmocka_unit_test(moments_are_shown_in_chinese_time),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
