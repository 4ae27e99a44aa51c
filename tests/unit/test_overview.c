/* SPDX-License-Identifier: Apache-2.0
 *
 * A day of two windows: what each did, who stands there, and the minutes of an
 * item, which the cases of one visit share.
 */
#include "store/moves.h"
#include "store/overview.h"
#include "store/visits.h"
#include "store_fixture.h"

static const char *accept(struct hall *h, const struct actor *who, const char *item,
			  enum event_kind kind)
{
	struct case_stage stage = {
		.id = "a", .text = "复核", .posts = "reviewer", .separate = true};
	struct store_receipt receipt;
	struct sample s;

	sample_make(&s, "张三", NULL);
	s.record.item = item;
	s.record.item_name = item;
	s.record.stages = &stage;
	s.record.n_stages = 1;
	const struct store_event ev = {.kind = kind,
				       .who = who,
				       .reserve = true,
				       .build = case_record_build,
				       .ctx = &s.record};
	assert_true(store_commit(h->store, NULL, &ev, 1, &receipt, &h->err));
	return arena_strdup(&h->arena, receipt.ticket.number);
}

static void windows_and_minutes(void **state)
{
	struct hall *h = *state;
	struct actor one = {"li", "1", 0}, two = {"wang", "2", 0};
	struct overview_window *rows;
	struct overview_item *items;
	const char *number;
	size_t n;

	hall_staff(h);
	assert_true(operators_create(h->store, NULL, "wang", "王芳", POST_BIT(POST_REVIEWER),
				     "mima-2026", PASSWORD_WEAK, &h->err));
	/* Two cases in a visit of 10 minutes, one in a visit of 20. */
	assert_true(visits_begin(h->store, &one, NULL, &one.visit, &h->err));
	number = accept(h, &one, "fs-001", EVENT_CASE_ACCEPTED);
	accept(h, &one, "fs-002", EVENT_CASE_NOTICED);
	h->ms += 10 * 60 * 1000;
	assert_true(visits_end(h->store, &one, &h->err));
	assert_true(visits_begin(h->store, &one, NULL, &one.visit, &h->err));
	accept(h, &one, "fs-001", EVENT_CASE_ACCEPTED);
	h->ms += 20 * 60 * 1000;
	assert_true(visits_end(h->store, &one, &h->err));
	/* One stands at the second window, whose case waits for nobody's minutes yet. */
	const int64_t since = h->ms;
	assert_true(visits_begin(h->store, &two, NULL, &two.visit, &h->err));
	accept(h, &two, "fs-003", EVENT_CASE_REFUSED);
	const struct case_move pass = {.kind = EVENT_CASE_REVIEWED, .number = number};
	assert_true(moves_make(h->store, &two, &pass, NULL, &h->err));

	assert_true(overview_windows(h->store, hall_day(), &h->arena, &rows, &n, &h->err));
	assert_int_equal(n, 2);
	assert_string_equal(rows[0].window, "1");
	assert_string_equal(rows[0].by, "li");
	assert_int_equal(rows[0].serving_since, 0);
	assert_int_equal(rows[0].visits, 2);
	assert_int_equal(rows[0].accepted, 2);
	assert_int_equal(rows[0].noticed, 1);
	assert_int_equal(rows[0].waiting, 1); /* the other was passed */
	assert_int_equal(rows[0].granted, 0);
	assert_string_equal(rows[1].by, "wang");
	assert_int_equal(rows[1].serving_since, since);
	assert_int_equal(rows[1].refused, 1);
	assert_int_equal(rows[1].granted, 1);

	assert_true(overview_items(h->store, hall_day(), 10, &h->arena, &items, &n, &h->err));
	assert_int_equal(n, 2);
	assert_string_equal(items[0].item, "fs-001");
	assert_int_equal(items[0].cases, 2);
	assert_int_equal(items[0].seconds, (5 + 20) * 60 / 2);
	assert_int_equal(items[1].seconds, 5 * 60);
	/* Another day has nothing. */
	assert_true(overview_windows(h->store, hall_day() + 1, &h->arena, &rows, &n, &h->err));
	assert_int_equal(n, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(windows_and_minutes, hall_setup, hall_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
