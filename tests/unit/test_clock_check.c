/* SPDX-License-Identifier: Apache-2.0
 *
 * A clock in doubt is pointed out before anything is written under it.
 */
#include "store_fixture.h"

#include "store/clock_check.h"
#include "store/settings.h"

static enum clock_doubt doubt(struct hall *h, date_day earliest)
{
	struct clock_report r;

	assert_true(clock_check(h->store, earliest, &r, &h->err));
	assert_int_equal(clock_refuse(&r, &h->err), r.doubt == CLOCK_SURE);
	return r.doubt;
}

static void supervisor(struct hall *h)
{
	assert_true(operators_create(h->store, NULL, "zhao", "赵主管", POST_BIT(POST_SUPERVISOR),
				     "88888888", PASSWORD_WEAK, &h->err));
	assert_true(operators_create(h->store, NULL, "li", "李经办", POST_BIT(POST_CLERK),
				     "88888888", PASSWORD_WEAK, &h->err));
}

static void ahead_behind_and_early(void **state)
{
	struct hall *h = *state;
	int64_t now = h->ms, day = INT64_C(86400000);

	assert_int_equal(doubt(h, DATE_NONE), CLOCK_SURE);
	h->ms = now + 7 * day;
	assert_int_equal(doubt(h, DATE_NONE), CLOCK_SURE);
	h->ms = now + 7 * day + 1;
	assert_int_equal(doubt(h, DATE_NONE), CLOCK_AHEAD);
	assert_non_null(strstr(h->err.text, "晚 7 天"));
	h->ms = now - 10000;
	assert_int_equal(doubt(h, DATE_NONE), CLOCK_BEHIND);
	h->ms = now;
	assert_int_equal(doubt(h, hall_day()), CLOCK_SURE);
	assert_int_equal(doubt(h, hall_day() + 1), CLOCK_EARLY);
	assert_true(settings_set(h->store, &zhao, "clock.days", "30", &h->err));
	h->ms = now + 30 * day;
	assert_int_equal(doubt(h, DATE_NONE), CLOCK_SURE);
}

static void a_login_settles_nothing_a_supervisor_does(void **state)
{
	struct hall *h = *state;
	struct operator_row *o;

	supervisor(h);
	h->ms += INT64_C(10) * 86400000;
	assert_true(operators_login(h->store, "li", "88888888", "3", &h->arena, &o, &h->err));
	assert_int_equal(doubt(h, DATE_NONE), CLOCK_AHEAD);
	assert_false(clock_confirm(h->store, "li", "88888888", "3", &h->err));
	assert_false(clock_confirm(h->store, "zhao", "00000000", "3", &h->err));
	assert_false(clock_confirm(h->store, "nobody", "88888888", "3", &h->err));
	assert_int_equal(doubt(h, DATE_NONE), CLOCK_AHEAD);
	assert_true(clock_confirm(h->store, "zhao", "88888888", "3", &h->err));
	assert_int_equal(doubt(h, DATE_NONE), CLOCK_SURE);
}

/* Whoever keeps the calendars put in one of a year too far: said once, the hall works, and a clock
 * that leaps after that is in doubt as ever. */
static void a_calendar_too_far_ahead_locks_nobody_out(void **state)
{
	struct hall *h = *state;
	int64_t day = INT64_C(86400000);

	supervisor(h);
	assert_int_equal(doubt(h, hall_day() + 400), CLOCK_EARLY);
	assert_true(clock_confirm(h->store, "zhao", "88888888", "3", &h->err));
	assert_int_equal(doubt(h, hall_day() + 400), CLOCK_SURE);
	h->ms += 5 * day;
	assert_int_equal(doubt(h, hall_day() + 400), CLOCK_SURE);
	h->ms += 5 * day;
	assert_int_equal(doubt(h, hall_day() + 400), CLOCK_AHEAD);
}

/* No event may be written then, but guessing ends all the same. */
static void guesses_are_counted(void **state)
{
	struct hall *h = *state;
	struct operator_row *o;

	supervisor(h);
	h->ms += INT64_C(10) * 86400000;
	for (int i = 0; i < OPERATOR_FAILURES; i++) {
		assert_false(clock_confirm(h->store, "zhao", "00000000", "3", &h->err));
		assert_int_equal(h->err.code, ERR_PERMISSION);
	}
	assert_false(clock_confirm(h->store, "zhao", "88888888", "3", &h->err));
	assert_int_equal(h->err.code, ERR_PERMISSION);
	assert_int_equal(doubt(h, DATE_NONE), CLOCK_AHEAD);
	assert_true(operators_login(h->store, "zhao", "88888888", "3", &h->arena, &o, &h->err));
	assert_true(clock_confirm(h->store, "zhao", "88888888", "3", &h->err));
}

static void a_practice_hall_is_never_in_doubt(void **state)
{
	struct hall *h = *state;

	hall_remove(h);
	hall_make(h, true);
	h->ms += INT64_C(400) * 86400000;
	assert_int_equal(doubt(h, hall_day() + 1000), CLOCK_SURE);
}

#define HALL_TEST(f) cmocka_unit_test_setup_teardown(f, hall_setup, hall_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		HALL_TEST(ahead_behind_and_early),
		HALL_TEST(a_login_settles_nothing_a_supervisor_does),
		HALL_TEST(a_calendar_too_far_ahead_locks_nobody_out),
		HALL_TEST(guesses_are_counted),
		HALL_TEST(a_practice_hall_is_never_in_doubt),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
