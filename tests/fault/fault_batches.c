/* SPDX-License-Identifier: Apache-2.0
 *
 * Two windows put the same case into two batches in the same second: one has it,
 * the other hears where it is, and no batch number is lost. A window that is
 * killed while it puts cases in leaves a whole batch or none.
 */
#include "../unit/store_fixture.h"

#include <signal.h>
#include <sys/wait.h>

#include "store/batches.h"
#include "store/verify.h"

enum { ROUNDS = 8, WINDOWS = 2, MANY = 60, KILLS = 6 };
/* What a window tells: its exit status. */
enum { TAKEN, REFUSED = 3, BROKEN = 9 };

static int setup(void **state)
{
	hall_setup(state);
	hall_staff(*state);
	return 0;
}

static void accept(struct hall *h, char number[NUMBER_TEXT])
{
	struct store_receipt r;
	struct sample s;

	sample_make(&s, "孙八", NULL);
	assert_true(sample_commit(h->store, &s, EVENT_CASE_ACCEPTED, NULL, NULL, &r, &h->err));
	memcpy(number, r.ticket.number, NUMBER_TEXT);
}

/* A window process: ready, then everybody at once when the pipe is closed. */
static void serve(struct hall *h, const char *number, int ready, int go)
{
	struct store *store = store_open(h->path, &h->clock, &h->err);
	const char *const cases[] = {number};
	char batch[BATCH_TEXT], byte = 'r';

	if (!store || write(ready, &byte, 1) != 1 || read(go, &byte, 1) != 0)
		_exit(BROKEN);
	if (batches_open(store, &li, DATE_NONE, NULL, cases, 1, batch, &h->err))
		_exit(TAKEN);
	_exit(h->err.code == ERR_REFUSED && strstr(h->err.text, "-B0") ? REFUSED : BROKEN);
}

static void race(struct hall *h, const char *number, int tally[10])
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
			serve(h, number, ready[1], go[0]);
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

static void sound(struct hall *h)
{
	struct verify_report report;

	if (!store_verify(h->store, true, NULL, NULL, &report, &h->err))
		fail_msg("%s", h->err.text);
}

static void one_of_two_batches_has_it(void **state)
{
	struct hall *h = *state;
	char number[NUMBER_TEXT];
	struct batch *rows;
	size_t n;

	for (int i = 0; i < ROUNDS; i++) {
		int tally[10] = {0};
		accept(h, number);
		race(h, number, tally);
		assert_int_equal(tally[TAKEN], 1);
		assert_int_equal(tally[REFUSED], 1);
	}
	assert_true(batches_list(h->store, 0, 0, &h->arena, &rows, &n, &h->err));
	assert_int_equal(n, ROUNDS);
	assert_string_equal(rows[0].number, "21040020261124-B008");
	sound(h);
}

/* Opens batches of all cases and takes them back, until it is killed. */
static void work(struct hall *h, const char *const *cases)
{
	struct store *store = store_open(h->path, &h->clock, &h->err);
	char batch[BATCH_TEXT];

	while (store && batches_open(store, &li, DATE_NONE, NULL, cases, MANY, batch, &h->err) &&
	       batches_drop(store, &li, batch, "重编", &h->err))
		;
	_exit(BROKEN);
}

static void a_killed_window_leaves_a_whole_batch_or_none(void **state)
{
	struct hall *h = *state;
	const char *cases[MANY];
	struct batch *rows;
	size_t n;
	int status;

	for (int i = 0; i < MANY; i++) {
		char *number = arena_alloc(&h->arena, NUMBER_TEXT);
		accept(h, number);
		cases[i] = number;
	}
	for (int i = 0; i < KILLS; i++) {
		pid_t child = fork();
		assert_true(child >= 0);
		if (child == 0)
			work(h, cases);
		usleep((useconds_t)(15000 + 9000 * i));
		assert_int_equal(kill(child, SIGKILL), 0);
		assert_int_equal(waitpid(child, &status, 0), child);
		assert_true(WIFSIGNALED(status));
		assert_true(
			batches_list(h->store, 1u << BATCH_OPEN, 0, &h->arena, &rows, &n, &h->err));
		assert_true(n <= 1);
		if (n == 0)
			continue;
		assert_int_equal(rows[0].cases, MANY);
		assert_true(batches_drop(h->store, &li, rows[0].number, "重编", &h->err));
	}
	sound(h);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, hall_teardown)
	const struct CMUnitTest tests[] = {
		TEST(one_of_two_batches_has_it),
		TEST(a_killed_window_leaves_a_whole_batch_or_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
