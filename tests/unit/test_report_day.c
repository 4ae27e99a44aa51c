/* SPDX-License-Identifier: Apache-2.0
 *
 * 上报日 of a village point: 5, 15 and 25 as printed (004:3358), on a day off the
 * next working day (RULINGS 11); expected days by hand from the notices of
 * facts/calendar.md.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>

#include "base/mem.h"
#include "case/report_day.h"
#include "guide/calendar_file.h"

struct fixture {
	struct calendar *cal;
	struct site *village;
};

static int setup(void **state)
{
	struct fixture *f = xcalloc(1, sizeof(*f));
	struct faults faults = {0};
	struct err e;
	char *forms = xasprintf("%s/forms", getenv("YICHUANG_SOURCE_ROOT"));
	char *days = xasprintf("%s/calendars", forms);

	f->cal = calendar_new();
	assert_true(calendar_dir_load(f->cal, days, &faults));
	f->village = site_load(forms, "qinzhou-village", &e);
	if (!f->village)
		fail_msg("%s", e.text);
	faults_done(&faults);
	free(days);
	free(forms);
	*state = f;
	return 0;
}

static int teardown(void **state)
{
	struct fixture *f = *state;

	site_free(f->village);
	calendar_free(f->cal);
	free(f);
	return 0;
}

static void days_off_move_to_the_next_working_day(void **state)
{
	static const struct {
		const char *from, *day, *nominal;
	} cases[] = {
		{"2026-11-01", "2026-11-05", "2026-11-05"}, /* a Thursday */
		{"2026-11-05", "2026-11-05", "2026-11-05"}, /* the day itself */
		{"2026-11-06", "2026-11-16", "2026-11-15"}, /* a Sunday */
		{"2026-11-16", "2026-11-16", "2026-11-15"}, /* moved onto today */
		{"2026-11-17", "2026-11-25", "2026-11-25"},
		{"2026-11-26", "2026-12-07", "2026-12-05"}, /* Saturday, into the next month */
		{"2026-09-16", "2026-09-28", "2026-09-25"}, /* 9/25–9/27 off */
		{"2026-09-29", "2026-10-08", "2026-10-05"}, /* 10/1–10/7 off */
		{"2026-02-06", "2026-02-24", "2026-02-15"}, /* 2/15–2/23 off */
		{"2026-02-24", "2026-02-24", "2026-02-15"},
		{"2026-02-25", "2026-02-25", "2026-02-25"},
		{"2026-04-01", "2026-04-07", "2026-04-05"}, /* 4/4–4/6 off */
		{"2024-02-06", "2024-02-18", "2024-02-15"}, /* 2/18, a Sunday, is worked */
		{"2025-01-16", "2025-01-26", "2025-01-25"}, /* 1/26, a Sunday, is worked */
		{"2025-05-01", "2025-05-06", "2025-05-05"}, /* 5/1–5/5 off */
		{"2025-10-01", "2025-10-09", "2025-10-05"}, /* 10/1–10/8 off */
	};
	struct fixture *f = *state;
	struct report_day got;
	char text[DATE_TEXT];

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_true(report_day_next(f->village, f->cal, date_parse(cases[i].from), &got));
		assert_string_equal(date_format(got.day, text), cases[i].day);
		assert_string_equal(date_format(got.nominal, text), cases[i].nominal);
		assert_false(got.provisional);
	}
}

static void a_year_without_a_notice_is_provisional(void **state)
{
	struct fixture *f = *state;
	struct report_day got;
	char text[DATE_TEXT];

	assert_true(report_day_next(f->village, f->cal, date_parse("2026-12-28"), &got));
	assert_string_equal(date_format(got.day, text), "2027-01-05"); /* a Tuesday */
	assert_true(got.provisional);
}

static void the_working_day_before_is_when_it_is_thought_of(void **state)
{
	static const char *const pairs[][2] = {
		{"2026-11-25", "2026-11-24"},
		{"2026-11-16", "2026-11-13"}, /* Monday: the Friday */
		{"2026-10-08", "2026-09-30"}, /* over the holiday */
		{"2026-02-24", "2026-02-14"}, /* a worked Saturday */
	};
	struct fixture *f = *state;
	char text[DATE_TEXT];

	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++)
		assert_string_equal(
			date_format(report_day_before(f->cal, date_parse(pairs[i][0])), text),
			pairs[i][1]);
}

static void a_township_has_no_printed_days(void **state)
{
	struct fixture *f = *state;
	struct site town = {.level = SITE_TOWNSHIP}, city = {.level = SITE_CITY};
	struct report_day got;

	assert_false(report_day_next(&town, f->cal, date_parse("2026-11-01"), &got));
	assert_true(site_reports(&town));
	assert_true(site_reports(f->village));
	assert_false(site_reports(&city));
}

/* A month too short for the day has none; the one after has. */
static void the_31st_is_in_the_long_months(void **state)
{
	struct fixture *f = *state;
	struct site s = {.n_report_days = 1, .report_days = {31}};
	struct report_day got;
	char text[DATE_TEXT];

	assert_true(report_day_next(&s, f->cal, date_parse("2026-06-01"), &got));
	assert_string_equal(date_format(got.day, text), "2026-06-01"); /* of Sunday 5/31 */
	assert_true(report_day_next(&s, f->cal, date_parse("2026-06-02"), &got));
	assert_string_equal(date_format(got.day, text), "2026-07-31");
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(days_off_move_to_the_next_working_day),
		TEST(a_year_without_a_notice_is_provisional),
		TEST(the_working_day_before_is_when_it_is_thought_of),
		TEST(a_township_has_no_printed_days),
		TEST(the_31st_is_in_the_long_months),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
