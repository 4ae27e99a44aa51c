/* SPDX-License-Identifier: Apache-2.0
 *
 * A draw is fair, can be drawn again, and what was found stands in the ledger.
 */
#include "store_fixture.h"

#include "store/sample_pick.h"
#include "store/samples.h"
#include "store/verify.h"

static const struct actor shen = {"shen", NULL, 0}, wang = {"wang", "4", 0};
enum { CASES = 30 };
static char numbers[CASES][NUMBER_TEXT];

/* Ten cases of one item by li, twenty of another, of which wang decided five. */
static int setup(void **state)
{
	hall_setup(state);
	struct hall *h = *state;
	hall_staff(h);
	assert_true(operators_create(h->store, NULL, "wang", "王芳",
				     POST_BIT(POST_CLERK) | POST_BIT(POST_SUPERVISOR), "mima-2026",
				     PASSWORD_WEAK, &h->err));
	assert_true(operators_create(h->store, NULL, "shen", "申计", POST_BIT(POST_AUDITOR),
				     "mima-2026", PASSWORD_WEAK, &h->err));
	for (int i = 0; i < CASES; i++) {
		struct sample s;
		struct store_receipt r;
		sample_make(&s, "李娜", NULL);
		s.record.item = i < 10 ? "fs-001" : "fs-008";
		struct store_event ev = {.kind = EVENT_CASE_ACCEPTED,
					 .who = i < 25 ? &li : &wang,
					 .reserve = true,
					 .build = case_record_build,
					 .ctx = &s.record};
		assert_true(store_commit(h->store, NULL, &ev, 1, &r, &h->err));
		strcpy(numbers[i], r.ticket.number);
	}
	return 0;
}

static struct sample_request of(int count, enum sample_strata strata)
{
	return (struct sample_request){.count = count,
				       .seed = "20261124",
				       .first = hall_day(),
				       .last = hall_day(),
				       .strata = strata};
}

static struct sample_case *draw(struct hall *h, const struct sample_request *q, int64_t *id,
				size_t *n)
{
	struct sample_case *rows;

	if (!samples_draw(h->store, &shen, q, id, &h->err) ||
	    !samples_cases(h->store, *id, &h->arena, &rows, n, &h->err))
		fail_msg("%s", h->err.text);
	return rows;
}

static void a_draw_can_be_drawn_again(void **state)
{
	struct hall *h = *state;
	struct sample_request q = of(6, STRATA_NONE);
	int64_t id, other;
	size_t n;
	bool same;

	struct sample_case *rows = draw(h, &q, &id, &n);
	assert_int_equal(n, 6);
	/* What happens to the cases later, and new ones, change nothing. */
	assert_true(cases_void(h->store, &li, rows[0].number, "错", &h->err));
	struct sample s;
	struct store_receipt r;
	sample_make(&s, "赵六", NULL);
	assert_true(sample_commit(h->store, &s, EVENT_CASE_ACCEPTED, NULL, NULL, &r, &h->err));
	assert_true(samples_again(h->store, id, &same, &h->err));
	assert_true(same);
	/* The same seed over the same cases: the same draw. Another seed: another. */
	q.seed = "other";
	struct sample_case *second = draw(h, &q, &other, &n);
	bool all = true;
	for (size_t i = 0; i < n; i++)
		all = all && strcmp(rows[i].number, second[i].number) == 0;
	assert_false(all);
	assert_true(samples_again(h->store, other, &same, &h->err));
	assert_true(same);
	/* One that was put in is found out. */
	char sql[256];
	snprintf(sql, sizeof(sql),
		 "UPDATE sample_cases SET number = '%s' WHERE id = %lld AND "
		 "pos = 0",
		 strcmp(rows[0].number, numbers[0]) ? numbers[0] : numbers[1], (long long)id);
	meddle(h->path, sql);
	assert_true(samples_again(h->store, id, &same, &h->err));
	assert_false(same);
}

static void a_seed_is_made_and_recorded(void **state)
{
	struct hall *h = *state;
	struct sample_request q = of(3, STRATA_NONE);
	struct sample_row *row;
	int64_t id;
	size_t n;
	bool same;

	q.seed = NULL;
	draw(h, &q, &id, &n);
	assert_true(samples_get(h->store, id, &h->arena, &row, &h->err));
	assert_int_equal(strlen(row->seed), 8);
	assert_int_equal(row->population, CASES);
	assert_true(samples_again(h->store, id, &same, &h->err));
	assert_true(same);
}

static size_t of_item(const struct sample_case *rows, size_t n, const char *item)
{
	size_t found = 0;

	for (size_t i = 0; i < n; i++)
		found += strcmp(rows[i].item, item) == 0;
	return found;
}

static void strata_share_by_their_size(void **state)
{
	struct hall *h = *state;
	struct sample_request q = of(9, STRATA_ITEM);
	struct sample_case *rows;
	int64_t id;
	size_t n, by_wang = 0;

	rows = draw(h, &q, &id, &n);
	assert_int_equal(n, 9);
	assert_int_equal(of_item(rows, n, "fs-001"), 3);
	q = of(2, STRATA_CLERK);
	rows = draw(h, &q, &id, &n);
	for (size_t i = 0; i < n; i++)
		by_wang += strcmp(rows[i].by, "wang") == 0;
	assert_int_equal(by_wang, 1); /* one of each before a second */
	q = of(50, STRATA_ITEM);
	draw(h, &q, &id, &n);
	assert_int_equal(n, CASES);
	q = of(50, STRATA_NONE);
	q.item = "fs-001";
	draw(h, &q, &id, &n);
	assert_int_equal(n, 10);
	q.item = NULL;
	q.by = "wang";
	draw(h, &q, &id, &n);
	assert_int_equal(n, 5);
}

static void bad_requests_are_refused(void **state)
{
	struct hall *h = *state;
	struct sample_request q = of(0, STRATA_NONE);
	int64_t id;

	assert_false(samples_draw(h->store, &shen, &q, &id, &h->err));
	q = of(SAMPLE_MOST + 1, STRATA_NONE);
	assert_false(samples_draw(h->store, &shen, &q, &id, &h->err));
	q = of(3, STRATA_NONE);
	q.first = hall_day() + 1;
	assert_false(samples_draw(h->store, &shen, &q, &id, &h->err));
	q.last = q.first;
	assert_false(samples_draw(h->store, &shen, &q, &id, &h->err));
	assert_non_null(strstr(h->err.text, "没有办件可抽"));
	q = of(3, STRATA_NONE);
	q.seed = "种子";
	assert_false(samples_draw(h->store, &shen, &q, &id, &h->err));
	q.seed = NULL;
	assert_false(samples_draw(h->store, &li, &q, &id, &h->err));
	assert_int_equal(h->err.code, ERR_PERMISSION);
}

static void what_was_found_is_kept(void **state)
{
	struct hall *h = *state;
	struct sample_request q = of(3, STRATA_NONE);
	struct verify_report report;
	struct sample_row *open;
	struct sample_case *rows;
	int64_t id;
	size_t n, n_open;

	rows = draw(h, &q, &id, &n);
	assert_true(samples_check(h->store, &shen, id, rows[0].number, SAMPLE_GOOD, NULL, &h->err));
	assert_false(
		samples_check(h->store, &shen, id, rows[1].number, SAMPLE_PROBLEM, " ", &h->err));
	assert_true(samples_check(h->store, &shen, id, rows[1].number, SAMPLE_PROBLEM,
				  "户口簿复印件缺页", &h->err));
	assert_false(samples_check(h->store, &shen, id, "2104002026112499990", SAMPLE_GOOD, NULL,
				   &h->err));
	assert_true(samples_list(h->store, true, &h->arena, &open, &n_open, &h->err));
	assert_int_equal(n_open, 1);
	assert_int_equal(open[0].cases, 3);
	assert_int_equal(open[0].checked, 2);
	assert_int_equal(open[0].problems, 1);
	/* Said again, it is corrected. */
	assert_true(samples_check(h->store, &shen, id, rows[1].number, SAMPLE_GOOD, NULL, &h->err));
	assert_true(samples_check(h->store, &shen, id, rows[2].number, SAMPLE_GOOD, NULL, &h->err));
	assert_true(samples_list(h->store, true, &h->arena, &open, &n_open, &h->err));
	assert_int_equal(n_open, 0);
	assert_true(samples_cases(h->store, id, &h->arena, &rows, &n, &h->err));
	assert_int_equal(rows[1].result, SAMPLE_GOOD);
	assert_string_equal(rows[1].checked_by, "shen");
	if (!store_verify(h->store, true, NULL, NULL, &report, &h->err))
		fail_msg("%s", h->err.text);
}

static void nobody_checks_their_own_work(void **state)
{
	struct hall *h = *state;
	struct sample_request q = of(5, STRATA_NONE);
	int64_t id;
	size_t n;

	q.by = "wang";
	struct sample_case *rows = draw(h, &q, &id, &n);
	assert_false(
		samples_check(h->store, &wang, id, rows[0].number, SAMPLE_GOOD, NULL, &h->err));
	assert_int_equal(h->err.code, ERR_PERMISSION);
	assert_false(samples_check(h->store, &li, id, rows[0].number, SAMPLE_GOOD, NULL, &h->err));
	assert_int_equal(h->err.code, ERR_PERMISSION);
	assert_true(samples_check(h->store, &zhao, id, rows[0].number, SAMPLE_GOOD, NULL, &h->err));
}

/* Over many seeds every case comes equally often, whatever its place in the list. */
static void every_case_has_the_same_chance(void **state)
{
	struct sample_unit units[20];
	char names[20][8];
	int drawn[20] = {0};

	(void)state;
	for (int i = 0; i < 20; i++) {
		snprintf(names[i], sizeof(names[i]), "n%02d", i);
		units[i] = (struct sample_unit){.number = names[i]};
	}
	for (int k = 0; k < 4000; k++) {
		char seed[16];
		size_t out[5];
		snprintf(seed, sizeof(seed), "s%d", k);
		assert_int_equal(sample_pick(units, 20, seed, 5, out), 5);
		for (int i = 0; i < 5; i++)
			drawn[out[i]]++;
	}
	/* 1000 expected each; five standard deviations of the binomial are 137. */
	for (int i = 0; i < 20; i++)
		assert_in_range(drawn[i], 1000 - 137, 1000 + 137);
}

static void the_order_of_the_cases_does_not_matter(void **state)
{
	struct sample_unit up[9], down[9];
	char names[9][8];
	size_t a[4], b[4];

	(void)state;
	for (int i = 0; i < 9; i++) {
		snprintf(names[i], sizeof(names[i]), "n%02d", i);
		up[i] = down[8 - i] = (struct sample_unit){names[i], i % 2 ? "odd" : "even"};
	}
	assert_int_equal(sample_pick(up, 9, "x", 4, a), 4);
	assert_int_equal(sample_pick(down, 9, "x", 4, b), 4);
	for (int i = 0; i < 4; i++)
		assert_string_equal(up[a[i]].number, down[b[i]].number);
	assert_int_equal(sample_pick(up, 0, "x", 4, a), 0);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, hall_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_draw_can_be_drawn_again),
		TEST(a_seed_is_made_and_recorded),
		TEST(strata_share_by_their_size),
		TEST(bad_requests_are_refused),
		TEST(what_was_found_is_kept),
		TEST(nobody_checks_their_own_work),
		cmocka_unit_test(every_case_has_the_same_chance),
		cmocka_unit_test(the_order_of_the_cases_does_not_matter),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
