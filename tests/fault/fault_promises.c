/* SPDX-License-Identifier: Apache-2.0
 *
 * Two windows record the same promised paper at once: one does, one is told. A
 * window that is killed while it takes back acceptances leaves no case voided
 * without its successor, and no successor beside a case that stands.
 */
#include "../unit/counter_fixture.h"

#include <signal.h>
#include <sys/wait.h>

#include "store/mistaken.h"
#include "store/promises.h"
#include "store/verify.h"

enum { ROUNDS = 8, WINDOWS = 2, KILLS = 6 };
enum { RECORDED = 0, REFUSED = 3, BROKEN = 9 };

static void staff(struct counter *t)
{
	assert_true(operators_create(t->hall.store, NULL, "zhao", "赵", POST_BIT(POST_SUPERVISOR),
				     "password", PASSWORD_WEAK, &t->e));
}

static void sound(struct counter *t)
{
	struct verify_report report;

	if (!store_verify(t->hall.store, true, NULL, NULL, &report, &t->e))
		fail_msg("%s", t->e.text);
}

/* ---- the same paper twice ---- */

static void arrive(struct counter *t, const char *number, int ready, int go)
{
	struct store *store = store_open(t->hall.path, &t->hall.clock, &t->e);
	char byte = 'r';

	if (!store || write(ready, &byte, 1) != 1 || read(go, &byte, 1) != 0)
		_exit(BROKEN);
	if (sample_arrive(store, number, "household", "现场送达", DATE_NONE, &t->e))
		_exit(RECORDED);
	_exit(t->e.code == ERR_REFUSED && strstr(t->e.text, "可能已经补交") ? REFUSED : BROKEN);
}

static void race(struct counter *t, const char *number, int tally[10])
{
	int ready[2], go[2], status;
	char byte;

	assert_int_equal(pipe(ready), 0);
	assert_int_equal(pipe(go), 0);
	for (int w = 0; w < WINDOWS; w++) {
		pid_t child = fork();
		assert_true(child >= 0);
		if (child == 0) {
			close(go[1]);
			arrive(t, number, ready[1], go[0]);
		}
	}
	for (int w = 0; w < WINDOWS; w++)
		assert_int_equal(read(ready[0], &byte, 1), 1);
	close(go[1]);
	for (int w = 0; w < WINDOWS; w++) {
		assert_true(wait(&status) > 0);
		assert_true(WIFEXITED(status) && WEXITSTATUS(status) < 10);
		tally[WEXITSTATUS(status)]++;
	}
	close(go[0]);
	close(ready[0]);
	close(ready[1]);
}

static void one_of_two_windows_records_a_paper(void **state)
{
	struct counter *t = *state;

	for (int i = 0; i < ROUNDS; i++) {
		struct store_receipt r;
		struct sample s;
		int tally[10] = {0};
		sample_make(&s, "王小明", NULL);
		s.papers[1].state = "deferred";
		s.papers[1].until = hall_day() + 10;
		assert_true(sample_commit(t->hall.store, &s, EVENT_CASE_DEFERRED, NULL, NULL, &r,
					  &t->e));
		race(t, r.ticket.number, tally);
		assert_int_equal(tally[RECORDED], 1);
		assert_int_equal(tally[REFUSED], 1);
	}
	sound(t);
}

/* ---- killed ---- */

/* Takes its own acceptance back for another again and again, a byte after each. */
static void take_back(struct counter *t, int told)
{
	const struct actor zhang = {"zhang", "1", 0};
	struct store *store = store_open(t->hall.path, &t->hall.clock, &t->e);
	char last[NUMBER_TEXT] = "", byte = 'k';

	while (store) {
		struct sign_request sign = {"zhao",	  "password", MISTAKEN_POSTS,
					    MISTAKEN_ACT, last,	      "错"};
		struct signature sig;
		struct decision_request q = {.decision = DECISION_ACCEPT,
					     .who = zhang,
					     .duplicate_reason = "又一件",
					     .mistaken_signature = &sig};
		take_complete(t);
		if (*last) {
			t->c.mistaken = last;
			t->c.mistaken_fault = "ours";
			t->c.mistaken_reason = "错";
			if (!operators_verify(store, &zhang, &sign, &sig, &t->e))
				_exit(BROKEN);
		}
		if (!case_decide(store, t->calendar, &t->c, &q, &t->out, &t->e))
			_exit(BROKEN);
		memcpy(last, t->out.number, NUMBER_TEXT);
		if (write(told, &byte, 1) != 1)
			_exit(BROKEN);
	}
	_exit(BROKEN);
}

static void every_void_has_its_successor(struct counter *t)
{
	struct case_filter f;
	struct case_row *rows;
	size_t n;

	case_filter_init(&f);
	f.limit = 100000;
	assert_true(cases_list(t->hall.store, &f, &t->hall.arena, &rows, &n, &t->e));
	for (size_t i = 0; i < n; i++) {
		struct case_record *r, *other;
		assert_true(cases_get(t->hall.store, rows[i].number, &t->hall.arena, &r, &t->e));
		if (r->state == CASE_VOIDED) {
			assert_non_null(r->replaced);
			assert_true(cases_get(t->hall.store, r->replaced, &t->hall.arena, &other,
					      &t->e));
			assert_non_null(other);
			assert_string_equal(other->after, r->number);
		}
		if (r->after) {
			assert_true(
				cases_get(t->hall.store, r->after, &t->hall.arena, &other, &t->e));
			assert_int_equal(other->state, CASE_VOIDED);
		}
	}
}

static void a_killed_window_leaves_whole_corrections(void **state)
{
	struct counter *t = *state;

	staff(t);
	for (int i = 0; i < KILLS; i++) {
		int told[2], status;
		char byte;
		assert_int_equal(pipe(told), 0);
		pid_t child = fork();
		assert_true(child >= 0);
		if (child == 0)
			take_back(t, told[1]);
		close(told[1]);
		/* Somewhere in the one after the last that was told. */
		for (int k = 0; k <= i; k++)
			assert_int_equal(read(told[0], &byte, 1), 1);
		kill(child, SIGKILL);
		assert_true(wait(&status) == child && WIFSIGNALED(status));
		close(told[0]);
		every_void_has_its_successor(t);
	}
	sound(t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		COUNTER_TEST(one_of_two_windows_records_a_paper),
		COUNTER_TEST(a_killed_window_leaves_whole_corrections),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
