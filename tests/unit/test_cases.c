/* SPDX-License-Identifier: Apache-2.0 */
#include "store_fixture.h"

static int staff_setup(void **state)
{
	hall_setup(state);
	hall_staff(*state);
	return 0;
}

static const char wang[] = "210402199003071225";

static void lists_filter_and_page(void **state)
{
	struct hall *h = *state;
	struct sample s;
	struct case_filter f;
	struct case_row *rows;
	size_t n;

	for (int i = 0; i < 25; i++) {
		char id[19];
		snprintf(id, sizeof(id), "21040219900307%04d", i);
		sample_make(&s, i % 2 ? "王晓明" : "李娜", id);
		s.record.item = i % 5 ? "fs-008" : "fs-032";
		assert_true(sample_commit(h->store, &s,
					  i % 3 ? EVENT_CASE_ACCEPTED : EVENT_CASE_NOTICED, NULL,
					  NULL, NULL, &h->err));
		h->ms += i == 12 ? 86400000 : 1000;
	}
	case_filter_init(&f);
	f.limit = 10;
	size_t total = 0;
	do {
		assert_true(cases_list(h->store, &f, &h->arena, &rows, &n, &h->err));
		for (size_t i = 0; i < n; i++) {
			assert_true(f.before == 0 || rows[i].id < f.before);
			f.before = rows[i].id;
		}
		total += n;
	} while (n == 10);
	assert_int_equal(total, 25);

	case_filter_init(&f);
	f.item = "fs-032";
	assert_true(cases_list(h->store, &f, &h->arena, &rows, &n, &h->err));
	assert_int_equal(n, 5);
	f.states = 1u << CASE_NOTICED; /* 0 and 15 of 0 5 10 15 20 */
	assert_true(cases_list(h->store, &f, &h->arena, &rows, &n, &h->err));
	assert_int_equal(n, 2);
	f.item = NULL;
	assert_true(cases_list(h->store, &f, &h->arena, &rows, &n, &h->err));
	assert_int_equal(n, 9); /* every third of 25 */
	assert_true(rows[0].id > rows[8].id);
	f.states |= 1u << CASE_ACCEPTED;
	assert_true(cases_list(h->store, &f, &h->arena, &rows, &n, &h->err));
	assert_int_equal(n, 25);
	case_filter_init(&f);
	f.first = hall_day() + 1;
	assert_true(cases_list(h->store, &f, &h->arena, &rows, &n, &h->err));
	assert_int_equal(n, 12);
	f.first = DATE_NONE;
	f.last = hall_day();
	assert_true(cases_list(h->store, &f, &h->arena, &rows, &n, &h->err));
	assert_int_equal(n, 13);
	case_filter_init(&f);
	f.by = "nobody";
	assert_true(cases_list(h->store, &f, &h->arena, &rows, &n, &h->err));
	assert_int_equal(n, 0);
}

static void cases_are_found_by_what_is_at_hand(void **state)
{
	struct hall *h = *state;
	struct sample s;
	struct store_receipt a, b;
	struct case_row *rows, *one;
	size_t n;

	sample_make(&s, "王晓明", wang);
	assert_true(sample_commit(h->store, &s, EVENT_CASE_ACCEPTED, NULL, NULL, &a, &h->err));
	sample_make(&s, "李娜", "210402198512120023");
	assert_true(sample_commit(h->store, &s, EVENT_CASE_ACCEPTED, NULL, NULL, &b, &h->err));
	assert_true(cases_link(h->store, &li, b.ticket.number, "external", "LN2026-5", &h->err));
	const struct {
		const char *typed;
		size_t n;
		const char *number;
	} tries[] = {
		{a.ticket.number, 1, a.ticket.number},
		{"0002", 1, b.ticket.number},
		{"2", 1, b.ticket.number},
		{"LN2026-5", 1, b.ticket.number},
		{"王晓", 1, a.ticket.number},
		{"wxm", 1, a.ticket.number},
		{"21040219900307", 1, a.ticket.number},
		{"2104002026", 2, b.ticket.number},
		{"13904131234", 2, b.ticket.number},
		{"张", 0, NULL},
		{"9999", 0, NULL},
		{"", 0, NULL},
	};
	for (size_t i = 0; i < sizeof(tries) / sizeof(tries[0]); i++) {
		assert_true(
			cases_search(h->store, tries[i].typed, 10, &h->arena, &rows, &n, &h->err));
		assert_int_equal(n, tries[i].n);
		if (n)
			assert_string_equal(rows[0].number, tries[i].number);
	}
	assert_true(cases_query(h->store, a.ticket.number, a.ticket.query_code, &h->arena, &one,
				&h->err));
	assert_non_null(one);
	assert_true(cases_query(h->store, a.ticket.number, b.ticket.query_code, &h->arena, &one,
				&h->err));
	assert_null(one);
}

#define HALL_TEST(f) cmocka_unit_test_setup_teardown(f, staff_setup, hall_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		HALL_TEST(lists_filter_and_page),
		HALL_TEST(cases_are_found_by_what_is_at_hand),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
