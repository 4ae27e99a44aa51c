/* SPDX-License-Identifier: Apache-2.0
 *
 * Two windows accept the same person in the same second: one acceptance, one
 * refusal that names it, no number lost.
 */
#include "../unit/counter_fixture.h"

#include <sys/wait.h>

#include "store/verify.h"

enum { ROUNDS = 8, WINDOWS = 2 };

/* What a window tells: its exit status. */
enum { ACCEPTED = 0, REFUSED = 3, BROKEN = 9 };

/* A window process: ready, then everybody at once when the pipe is closed. */
static void serve(struct counter *t, const char *window, int ready, int go)
{
	const struct decision_request q = {.decision = DECISION_ACCEPT,
					   .who = {"zhang", window, 0}};
	struct store *store = store_open(t->hall.path, &t->hall.clock, &t->e);
	char byte = 'r';

	if (!store || write(ready, &byte, 1) != 1 || read(go, &byte, 1) != 0)
		_exit(BROKEN);
	if (case_decide(store, t->calendar, &t->c, &q, &t->out, &t->e))
		_exit(ACCEPTED);
	if (t->e.code != ERR_REFUSED || !t->out.duplicate[0] ||
	    !strstr(t->e.text, t->out.duplicate) || !strstr(t->e.text, "窗口 "))
		_exit(BROKEN);
	_exit(REFUSED);
}

static void race(struct counter *t, int tally[10])
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
			serve(t, w ? "2" : "1", ready[1], go[0]);
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

static void one_of_two_windows_accepts(void **state)
{
	struct counter *t = *state;
	struct verify_report report;
	static const char *const people[ROUNDS] = {
		"11010519491231002X", "210402198512120023", "210402197001010012",
		"210402197001010039", "210402199003071221", "210402199003071248",
		"210402199003071264", "210402199003071280",
	};

	for (int i = 0; i < ROUNDS; i++) {
		int tally[10] = {0};
		take_complete(t);
		set(t, "insured.cert", people[i]);
		race(t, tally);
		assert_int_equal(tally[ACCEPTED], 1);
		assert_int_equal(tally[REFUSED], 1);
	}
	if (!store_verify(t->hall.store, true, NULL, NULL, &report, &t->e))
		fail_msg("%s", t->e.text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {COUNTER_TEST(one_of_two_windows_accepts)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
