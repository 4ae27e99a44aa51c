/* SPDX-License-Identifier: Apache-2.0
 *
 * The clocks of a case by hand: the limits as the guides print them, counted on
 * the calendar of the notices, with suspension, extension and publicity.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>

#include "base/mem.h"
#include "case/clocks.h"
#include "guide/calendar_file.h"

static struct calendar *cal;

static date_day on(const char *text)
{
	date_day d = date_parse(text);

	assert_int_not_equal(d, DATE_NONE);
	return d;
}

static struct clock_spec limit(int days, enum day_unit unit, const char *from)
{
	return (struct clock_spec){.id = "all",
				   .text = "",
				   .stated = true,
				   .days = days,
				   .unit = unit,
				   .from = on(from)};
}

static struct clocks_given given(const char *today)
{
	return (struct clocks_given){.calendar = cal,
				     .today = on(today),
				     .ended = DATE_NONE,
				     .delivered = DATE_NONE,
				     .warn = CLOCKS_WARN};
}

static struct case_clock run(const struct clocks_given *g, const struct clock_spec *s)
{
	static struct clock_spec kept;
	struct case_clock c;

	kept = *s;
	clocks_run(g, &kept, 1, &c);
	return c;
}

static void expect_day(date_day got, const char *want)
{
	char text[DATE_TEXT];

	assert_string_equal(date_format(got, text), want);
}

static void expect_words(const struct case_clock *c, const char *today, const char *want)
{
	struct str s = {0};

	clock_words(c, on(today), &s);
	assert_string_equal(str_text(&s), want);
	str_done(&s);
}

/* 15个工作日, fs-006 */
static void working_days(void **state)
{
	struct clocks_given g = given("2026-11-20");
	struct clock_spec s = limit(15, UNIT_WORKING, "2026-11-02");
	struct case_clock c = run(&g, &s);

	(void)state;
	expect_day(c.due, "2026-11-23");
	assert_false(c.provisional);
	assert_int_equal(c.state, CLOCK_YELLOW);
	assert_int_equal(c.left, 1);
	expect_words(&c, "2026-11-20", "还剩1个工作日，11月23日到期");
	g.today = on("2026-11-17"); /* 18 19 20 23: four left */
	c = run(&g, &s);
	assert_int_equal(c.state, CLOCK_GREEN);
	expect_words(&c, "2026-11-17", "还剩4个工作日，11月23日到期");
	g.today = on("2026-11-18");
	assert_int_equal(run(&g, &s).state, CLOCK_YELLOW);
	g.warn = 1;
	assert_int_equal(run(&g, &s).state, CLOCK_GREEN);
	g.today = on("2026-11-23");
	c = run(&g, &s);
	assert_int_equal(c.state, CLOCK_YELLOW);
	expect_words(&c, "2026-11-23", "今天是最后一天，11月23日到期");
	g.today = on("2026-11-26");
	c = run(&g, &s);
	assert_int_equal(c.state, CLOCK_RED);
	expect_words(&c, "2026-11-26", "已超3个工作日，11月23日到期");
}

/* 受理次月1日起22个工作日, qz-032 (004:1052): the first working day on or after the 1st is day 1.
 * October 2026: 1 to 7 off, Saturday 10 worked. */
static void from_the_first_of_next_month(void **state)
{
	struct clocks_given g = given("2026-09-10");
	struct clock_spec s = limit(22, UNIT_WORKING, "2026-10-01");

	(void)state;
	s.start = START_NEXT_MONTH;
	expect_day(run(&g, &s).due, "2026-11-05");
	s.from = on("2026-12-01"); /* the 1st is a working day, and day 1 */
	expect_day(run(&g, &s).due, "2026-12-30");
	s.days = 0;
	expect_day(run(&g, &s).due, "2026-12-01");
}

/* 次月办结, fs-029 to fs-031 */
static void the_end_of_next_month(void **state)
{
	struct clocks_given g = given("2026-01-31");
	struct clock_spec s = limit(1, UNIT_MONTH, "2026-02-01");
	struct clock_stop stop = {on("2026-02-10"), on("2026-02-14")};

	(void)state;
	s.start = START_NEXT_MONTH;
	expect_day(run(&g, &s).due, "2026-02-28");
	g.n_stops = 1; /* months move by calendar days */
	g.stops = &stop;
	struct case_clock c = run(&g, &s);
	expect_day(c.due, "2026-03-05");
	assert_int_equal(c.stopped, 5);
}

/* 60日（特殊情形可延长30日）, qz-092, Q46: calendar days */
static void extended_by_what_the_guide_allows(void **state)
{
	struct clocks_given g = given("2026-12-20");
	struct clock_spec s = limit(60, UNIT_CALENDAR, "2026-11-01");

	(void)state;
	struct case_clock c = run(&g, &s);
	expect_day(c.due, "2026-12-31");
	expect_words(&c, "2026-12-20", "还剩11日，12月31日到期");
	s.extend_days = 30;
	s.extend_unit = UNIT_CALENDAR;
	c = run(&g, &s);
	expect_day(c.due, "2027-01-30");
	assert_false(c.provisional); /* no working day was counted */
	expect_words(&c, "2026-12-20", "还剩41日，2027年1月30日到期");
}

/* 45日作出决定, then 送达20日, qz-090 (004:2888) */
static void one_clock_after_another(void **state)
{
	struct clocks_given g = given("2026-06-20");
	struct clock_spec s[] = {limit(20, UNIT_CALENDAR, "2026-06-01"),
				 limit(45, UNIT_CALENDAR, "2026-06-01")};
	struct case_clock c[2];

	(void)state;
	s[0].start = START_LIMIT;
	s[0].from = DATE_NONE;
	s[0].before = 1;
	clocks_run(&g, s, 2, c);
	expect_day(c[1].due, "2026-07-16");
	expect_day(c[0].from, "2026-07-16");
	expect_day(c[0].due, "2026-08-05");
	expect_day(clocks_end(c, 2).due, "2026-07-16"); /* to be decided by */

	g.ended = on("2026-07-01"); /* decided early: it is delivered from then on */
	g.today = on("2026-07-25");
	clocks_run(&g, s, 2, c);
	assert_int_equal(c[1].state, CLOCK_KEPT);
	expect_words(&c[1], "2026-07-25", "按时办结，7月16日到期");
	expect_day(c[0].due, "2026-07-21");
	assert_int_equal(c[0].state, CLOCK_RED);
	g.delivered = on("2026-07-20");
	clocks_run(&g, s, 2, c);
	assert_int_equal(c[0].state, CLOCK_KEPT);

	s[0].before = -1;
	clocks_run(&g, s, 2, c);
	assert_int_equal(c[0].state, CLOCK_UNKNOWN);
	expect_words(&c[0], "2026-07-25", "待前一时限办结");
}

static void a_year_without_a_notice(void **state)
{
	struct clocks_given g = given("2026-12-31");
	struct clock_spec s = limit(10, UNIT_WORKING, "2026-12-25");
	struct case_clock c = run(&g, &s);

	(void)state;
	expect_day(c.due, "2027-01-08");
	assert_true(c.provisional);
	assert_true(clocks_end(&c, 1).provisional);
	expect_words(&c, "2026-12-31", "还剩6个工作日，2027年1月8日到期（暂定）");
}

/* 邮寄表单等原因不计入时限, fs-006 (001:280) */
static void suspended(void **state)
{
	struct clock_stop stop = {on("2026-11-10"), DATE_NONE};
	struct clocks_given g = given("2026-11-16");
	struct clock_spec s = limit(15, UNIT_WORKING, "2026-11-02");

	(void)state;
	g.n_stops = 1;
	g.stops = &stop;
	struct case_clock c = run(&g, &s); /* 3 4 5 6 9 have counted */
	assert_int_equal(c.state, CLOCK_STOPPED);
	assert_int_equal(c.left, 10);
	assert_int_equal(c.stopped, 5); /* 10 11 12 13 16 so far */
	expect_day(c.due, "");
	expect_day(clocks_end(&c, 1).due, "");
	expect_words(&c, "2026-11-16", "中止办理，剩10个工作日，恢复后接着算");

	stop.last = on("2026-11-16"); /* resumed on the 17th, which counts */
	g.today = on("2026-11-17");
	c = run(&g, &s);
	expect_day(c.due, "2026-11-30");
	assert_int_equal(c.stopped, 5);
	assert_int_equal(c.left, 9);

	stop.last = on("2026-11-09"); /* suspended and resumed on one day */
	expect_day(run(&g, &s).due, "2026-11-23");

	/* On its last day: that day is still there when it goes on. */
	stop = (struct clock_stop){on("2026-11-23"), on("2026-11-25")};
	expect_day(run(&g, &s).due, "2026-11-26");
	/* Past its last day it stays past. */
	stop = (struct clock_stop){on("2026-11-24"), DATE_NONE};
	g.today = on("2026-11-27");
	c = run(&g, &s);
	assert_int_equal(c.state, CLOCK_RED);
	assert_int_equal(c.left, 0);
}

/* Days off that a stop covers take nothing from a limit of working days. */
static void a_stop_over_a_holiday(void **state)
{
	struct clock_stop stop = {on("2026-10-01"), on("2026-10-07")};
	struct clocks_given g = given("2026-09-28");
	struct clock_spec working = limit(10, UNIT_WORKING, "2026-09-28");
	struct clock_spec days = limit(10, UNIT_CALENDAR, "2026-09-28");
	date_day plain = run(&g, &working).due;

	(void)state;
	g.n_stops = 1;
	g.stops = &stop;
	struct case_clock c = run(&g, &working);
	assert_int_equal(c.due, plain);
	assert_int_equal(c.stopped, 0);
	c = run(&g, &days);
	expect_day(c.due, "2026-10-15");
	assert_int_equal(c.stopped, 7);
}

static void withdrawn_while_suspended(void **state)
{
	struct clock_stop stop = {on("2026-11-10"), DATE_NONE};
	struct clocks_given g = given("2026-12-31");
	struct clock_spec s = limit(15, UNIT_WORKING, "2026-11-02");

	(void)state;
	g.n_stops = 1;
	g.stops = &stop;
	g.ended = on("2026-11-20");
	assert_int_equal(run(&g, &s).state, CLOCK_KEPT);
}

static void no_day_and_why(void **state)
{
	struct clocks_given g = given("2026-11-20");
	struct clock_spec s = limit(7, UNIT_WORKING, "2026-11-02");
	struct case_clock c;

	(void)state;
	s.stated = false; /* 全月经办 */
	c = run(&g, &s);
	assert_int_equal(c.state, CLOCK_UNKNOWN);
	expect_words(&c, "2026-11-20", "指南未载明天数");
	s = limit(7, UNIT_WORKING, "2026-11-02");
	s.start = START_ANSWER;
	s.from = DATE_NONE;
	s.why = "待定价日";
	c = run(&g, &s);
	expect_words(&c, "2026-11-20", "待定价日");
	s = limit(2, UNIT_MONTH, "2199-12-01");
	assert_int_equal(run(&g, &s).state, CLOCK_UNKNOWN);
}

static void colours_of_a_list(void **state)
{
	struct clock_shade s = clock_shade(cal, on("2026-11-20"), 3); /* 23 24 25 */

	(void)state;
	assert_int_equal(clock_shade_of(&s, on("2026-11-19")), CLOCK_RED);
	assert_int_equal(clock_shade_of(&s, on("2026-11-20")), CLOCK_YELLOW);
	assert_int_equal(clock_shade_of(&s, on("2026-11-25")), CLOCK_YELLOW);
	assert_int_equal(clock_shade_of(&s, on("2026-11-26")), CLOCK_GREEN);
	assert_int_equal(clock_shade_of(&s, DATE_NONE), CLOCK_UNKNOWN);
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
		cmocka_unit_test(working_days),
		cmocka_unit_test(from_the_first_of_next_month),
		cmocka_unit_test(the_end_of_next_month),
		cmocka_unit_test(extended_by_what_the_guide_allows),
		cmocka_unit_test(one_clock_after_another),
		cmocka_unit_test(a_year_without_a_notice),
		cmocka_unit_test(suspended),
		cmocka_unit_test(a_stop_over_a_holiday),
		cmocka_unit_test(withdrawn_while_suspended),
		cmocka_unit_test(no_day_and_why),
		cmocka_unit_test(colours_of_a_list),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
