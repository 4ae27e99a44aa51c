/* SPDX-License-Identifier: Apache-2.0
 *
 * What is remembered of the lists of units, and lists that were split.
 */
#include "store_fixture.h"

#include "store/duplicate.h"
#include "store/rosters.h"
#include "store/verify.h"

#define UNIT "91350100M000100Y43"

static void headings_are_remembered_by_unit(void **state)
{
	struct hall *h = *state;
	const struct roster_heading first[] = {{"姓名", "name"}, {"备注", ""}};
	const struct roster_heading later[] = {{"姓名", "name"}, {"备注", "changed"}};
	struct roster_heading *rows;
	struct verify_report before, after;
	size_t n;

	hall_staff(h);
	assert_true(rosters_remember(h->store, &li, UNIT, first, 2, &h->err));
	assert_true(rosters_headings(h->store, UNIT, &h->arena, &rows, &n, &h->err));
	assert_int_equal(n, 2);
	assert_true(rosters_headings(h->store, "另一家", &h->arena, &rows, &n, &h->err));
	assert_int_equal(n, 0);
	assert_true(store_verify(h->store, true, NULL, NULL, &before, &h->err));
	assert_true(rosters_remember(h->store, &li, UNIT, first, 2, &h->err)); /* nothing new */
	assert_true(store_verify(h->store, true, NULL, NULL, &after, &h->err));
	assert_int_equal(after.events, before.events);
	assert_true(rosters_remember(h->store, &li, UNIT, later, 2, &h->err));
	assert_true(rosters_headings(h->store, UNIT, &h->arena, &rows, &n, &h->err));
	assert_int_equal(n, 2);
	assert_string_equal(rows[0].heading, "备注");
	assert_string_equal(rows[0].column, "changed");
	assert_true(store_verify(h->store, true, NULL, NULL, &after, &h->err));
	assert_int_equal(after.events, before.events + 1);
}

static void a_list_is_split_by_a_supervisor(void **state)
{
	struct hall *h = *state;
	struct roster_split split = {.item = "fs-002",
				     .unit = UNIT,
				     .taken = 198,
				     .returned = 2,
				     .names = "张三、李四",
				     .reason = "号码待核",
				     .subject = "fs-002 " UNIT};
	struct sign_request q = {"zhao",	   "mima-2026",	  ROSTER_SPLIT_POSTS,
				 ROSTER_SPLIT_ACT, split.subject, split.reason};
	struct verify_report report;

	hall_staff(h);
	assert_false(rosters_split(h->store, &li, &split, &h->err)); /* a clerk alone */
	assert_int_equal(h->err.code, ERR_PERMISSION);
	assert_true(operators_verify(h->store, &li, &q, &split.signature, &h->err));
	split.subject = "fs-002 another";
	assert_false(rosters_split(h->store, &li, &split, &h->err));
	split.subject = q.subject;
	assert_true(rosters_split(h->store, &li, &split, &h->err));
	assert_false(rosters_split(h->store, &li, &split, &h->err)); /* serves once */
	split.signature = (struct signature){0};
	assert_true(rosters_split(h->store, &zhao, &split, &h->err)); /* the supervisor */
	assert_true(store_verify(h->store, true, NULL, NULL, &report, &h->err));
}

static void people_of_open_lists_are_found(void **state)
{
	struct hall *h = *state;
	struct store_receipt r;
	struct duplicate *d;
	struct sample s;

	sample_make(&s, "张三", "11010519491231002X");
	s.party.line = 7;
	assert_true(sample_commit(h->store, &s, EVENT_CASE_ACCEPTED, NULL, NULL, &r, &h->err));
	assert_true(duplicate_of_row(h->store, "fs-008", "resident", "11010519491231002X",
				     &h->arena, &d, &h->err));
	assert_non_null(d);
	assert_string_equal(d->number, r.ticket.number);
	assert_true(duplicate_of_row(h->store, "fs-002", "resident", "11010519491231002X",
				     &h->arena, &d, &h->err));
	assert_null(d);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(headings_are_remembered_by_unit, hall_setup,
						hall_teardown),
		cmocka_unit_test_setup_teardown(a_list_is_split_by_a_supervisor, hall_setup,
						hall_teardown),
		cmocka_unit_test_setup_teardown(people_of_open_lists_are_found, hall_setup,
						hall_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
