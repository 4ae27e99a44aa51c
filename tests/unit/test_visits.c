/* SPDX-License-Identifier: Apache-2.0
 *
 * Visits in the store: when they began and ended, what belongs to them, and that
 * what was only asked or pointed out is no case.
 */
#include "store_fixture.h"

#include "store/figures.h"
#include "store/visits.h"

static struct actor at(const char *window, int64_t visit)
{
	return (struct actor){"li", window, visit};
}

static int64_t begin(struct hall *h, const char *window)
{
	struct actor who = at(window, 0);
	int64_t id = 0;

	assert_true(visits_begin(h->store, &who, NULL, &id, &h->err));
	assert_true(id > 0);
	return id;
}

static struct visit_row only(struct hall *h)
{
	struct visit_row *rows;
	size_t n;

	assert_true(visits_list(h->store, hall_day(), &h->arena, &rows, &n, &h->err));
	assert_int_equal(n, 1);
	return rows[0];
}

static void a_visit_began_with_its_first_key(void **state)
{
	struct hall *h = *state;
	struct actor who = at("3", 0);
	int64_t id, first = h->ms;

	h->ms += 90 * 1000; /* the first record comes later */
	assert_true(visits_begin(h->store, &who,
				 &(struct visit_start){.began = first, .queue = "A012"}, &id,
				 &h->err));
	h->ms += 1000;
	who.visit = id;
	struct visit_row v = only(h);
	assert_int_equal(v.begun_at, first);
	assert_int_equal(v.ended_at, 0);
	assert_string_equal(v.queue, "A012");
	assert_true(visits_end(h->store, &who, &h->err));
	v = only(h);
	assert_int_equal(v.ended_at, first + 91 * 1000);
	assert_false(v.by_program);
	assert_int_equal(v.serial, 1);
	assert_false(visits_end(h->store, &who, &h->err));
	assert_int_equal(h->err.code, ERR_REFUSED);
}

/* A clock that was put back between key and record does not make a visit begin after it began. */
static void a_moment_in_the_future_is_the_records_own(void **state)
{
	struct hall *h = *state;
	struct actor who = at("3", 0);
	int64_t id;

	assert_true(visits_begin(h->store, &who, &(struct visit_start){.began = h->ms + 5000}, &id,
				 &h->err));
	assert_int_equal(only(h).begun_at, h->ms);
	assert_null(only(h).queue);
}

static void what_was_left_open_ends_with_its_last_event(void **state)
{
	struct hall *h = *state;
	int64_t mine = begin(h, "3"), other = begin(h, "4"), last, n;
	struct actor who = at("3", mine);
	struct visit_row *v;

	h->ms += 60 * 1000;
	last = h->ms;
	assert_true(visits_guided(h->store, &who, "fs-033", SLIP_GUIDANCE, "not_here", &h->err));
	h->ms += 3600 * 1000; /* the power was off for an hour */
	assert_true(visits_end_left(h->store, "3", &n, &h->err));
	assert_int_equal(n, 1);
	assert_true(visits_get(h->store, mine, &h->arena, &v, &h->err));
	assert_int_equal(v->ended_at, last);
	assert_true(v->by_program);
	assert_int_equal(v->slips, 1);
	/* The other window's goes on. */
	assert_true(visits_get(h->store, other, &h->arena, &v, &h->err));
	assert_int_equal(v->ended_at, 0);
	assert_int_equal(v->serial, 2);
	assert_true(visits_end_left(h->store, "3", &n, &h->err));
	assert_int_equal(n, 0);
	assert_true(visits_get(h->store, 4711, &h->arena, &v, &h->err));
	assert_null(v);
}

/* Two programs that were both opened without saying at which window. */
static void a_living_program_keeps_its_visit(void **state)
{
	struct hall *h = *state;
	struct store *other = store_open(h->path, &h->clock, &h->err);
	struct actor who = at("3", 0);
	int64_t id, n;
	bool open;

	assert_non_null(other);
	assert_true(visits_begin(other, &who, NULL, &id, &h->err));
	assert_true(visits_end_left(h->store, "3", &n, &h->err));
	assert_int_equal(n, 0);
	assert_true(visits_is_open(h->store, id, &open, &h->err));
	assert_true(open);
	store_close(other);
	assert_true(visits_end_left(h->store, "3", &n, &h->err));
	assert_int_equal(n, 1);
	assert_true(visits_is_open(h->store, id, &open, &h->err));
	assert_false(open);
}

static void counts_are_kept_apart(void **state)
{
	struct hall *h = *state;
	int64_t id = begin(h, "3");
	struct actor who = at("3", id);
	struct sample s;
	struct store_receipt r;
	struct figures f;

	assert_true(visits_consulted(h->store, &who, "fs-001", &h->err));
	assert_true(visits_consulted(h->store, &who, "fs-001", &h->err)); /* read again */
	assert_true(visits_consulted(h->store, &who, "fs-002", &h->err));
	assert_true(visits_guided(h->store, &who, "fs-033", SLIP_GUIDANCE, "not_here", &h->err));
	assert_true(visits_guided(h->store, &who, "fs-001", SLIP_MATERIALS, NULL, &h->err));
	sample_make(&s, "王晓明", "210402199003071225");
	struct store_event ev = {.kind = EVENT_CASE_ACCEPTED,
				 .who = &who,
				 .reserve = true,
				 .build = case_record_build,
				 .ctx = &s.record};
	assert_true(store_commit(h->store, NULL, &ev, 1, &r, &h->err));
	assert_true(figures_of(h->store, hall_day(), NULL, &f, &h->err));
	assert_int_equal(f.visits, 1);
	assert_int_equal(f.consultations, 2);
	assert_int_equal(f.guided, 2);
	assert_int_equal(f.decided[CASE_ACCEPTED], 1);
	assert_int_equal(f.decided[CASE_REFUSED], 0);
	struct visit_row v = only(h);
	assert_int_equal(v.cases, 1);
	assert_int_equal(v.slips, 2);
	assert_int_equal(v.consultations, 2);

	/* The next person asks about the same item: a consultation of its own. */
	who = at("3", begin(h, "3"));
	assert_true(visits_consulted(h->store, &who, "fs-001", &h->err));
	assert_true(figures_of(h->store, hall_day(), NULL, &f, &h->err));
	assert_int_equal(f.visits, 2);
	assert_int_equal(f.consultations, 3);
}

static void a_case_decided_twice_is_one_case(void **state)
{
	struct hall *h = *state;
	int64_t id = begin(h, "3");
	struct actor who = at("3", id);
	struct visit_case *rows;
	struct sample s;
	struct store_receipt r;
	size_t n;

	sample_make(&s, "王晓明", "210402199003071225");
	struct store_event ev = {.kind = EVENT_CASE_NOTICED,
				 .who = &who,
				 .reserve = true,
				 .build = case_record_build,
				 .ctx = &s.record};
	assert_true(store_commit(h->store, NULL, &ev, 1, &r, &h->err));
	ev.kind = EVENT_CASE_ACCEPTED;
	ev.reserve = false;
	ev.subject = r.ticket.number;
	assert_true(store_commit(h->store, NULL, &ev, 1, NULL, &h->err));
	assert_int_equal(only(h).cases, 1);
	assert_true(visits_cases(h->store, id, &h->arena, &rows, &n, &h->err));
	assert_int_equal(n, 1);
	assert_string_equal(rows[0].number, r.ticket.number);
	assert_true(rows[0].decided);
	assert_true(visits_cases(h->store, 0, &h->arena, &rows, &n, &h->err));
	assert_int_equal(n, 0);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, hall_setup, hall_teardown)
	const struct CMUnitTest tests[] = {
		TEST(a_visit_began_with_its_first_key),
		TEST(a_moment_in_the_future_is_the_records_own),
		TEST(what_was_left_open_ends_with_its_last_event),
		TEST(a_living_program_keeps_its_visit),
		TEST(counts_are_kept_apart),
		TEST(a_case_decided_twice_is_one_case),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
