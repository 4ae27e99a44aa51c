/* SPDX-License-Identifier: Apache-2.0
 *
 * The write lock under pressure: nobody starves, nobody waits for ever, a dead
 * holder lets go.
 */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "store/lock.h"

enum { WINDOWS = 6, ROUND_MS = 300 };

static char path[64];

static int64_t now_us(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static int setup(void **state)
{
	int fd;

	(void)state;
	strcpy(path, "/tmp/lock-XXXXXX");
	fd = mkstemp(path);
	assert_true(fd >= 0);
	close(fd);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	unlink(path);
	return 0;
}

struct shared {
	volatile int inside; /* how many hold the lock */
	volatile int clashes;
	struct {
		int64_t taken, longest_us;
	} window[WINDOWS];
};

/* Takes the lock again and again without a pause, which is as unkind as a window can be. */
static void press(struct shared *s, int who, int64_t until)
{
	struct lock *l = lock_open(path, NULL);

	while (l && now_us() < until) {
		int64_t asked = now_us();
		if (!lock_take(l, 5000, NULL))
			_exit(1);
		int64_t waited = now_us() - asked;
		if (__sync_add_and_fetch(&s->inside, 1) != 1)
			s->clashes++;
		for (int64_t t = now_us(); now_us() < t + 300;)
			;
		__sync_sub_and_fetch(&s->inside, 1);
		lock_release(l);
		s->window[who].taken++;
		if (waited > s->window[who].longest_us)
			s->window[who].longest_us = waited;
	}
	_exit(l ? 0 : 1);
}

static void every_window_gets_its_turn(void **state)
{
	struct shared *s =
		mmap(NULL, sizeof(*s), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	int64_t until = now_us() + ROUND_MS * 1000;
	int64_t most = 0, least = INT64_MAX;

	(void)state;
	for (int i = 0; i < WINDOWS; i++) {
		if (fork() == 0)
			press(s, i, until);
	}
	for (int i = 0; i < WINDOWS; i++) {
		int status;
		wait(&status);
		assert_int_equal(status, 0);
	}
	assert_int_equal(s->clashes, 0);
	for (int i = 0; i < WINDOWS; i++) {
		most = s->window[i].taken > most ? s->window[i].taken : most;
		least = s->window[i].taken < least ? s->window[i].taken : least;
		assert_true(s->window[i].longest_us < ROUND_MS * 1000 / 2);
	}
	assert_true(least > 0);
	assert_true(most <= 4 * least);
	munmap(s, sizeof(*s));
}

static void waiting_ends_with_words(void **state)
{
	struct lock *a = lock_open(path, NULL), *b = lock_open(path, NULL);
	struct err e;
	int64_t t;

	(void)state;
	assert_true(lock_take(a, 1000, &e));
	t = now_us();
	err_clear(&e);
	assert_false(lock_take(b, 60, &e));
	t = now_us() - t;
	assert_true(t >= 60000 && t < 1000000);
	assert_int_equal(e.code, ERR_STORE);
	assert_non_null(strstr(e.text, "请"));
	assert_null(strstr(e.text, "busy"));
	lock_release(a);
	assert_true(lock_take(b, 60, &e));
	/* One who gave up is not in the way of the next. */
	lock_release(b);
	assert_true(lock_take(a, 60, &e));
	lock_close(a);
	assert_true(lock_take(b, 60, &e)); /* closing lets go */
	lock_close(b);
}

static void a_dead_holder_lets_go(void **state)
{
	struct lock *l = lock_open(path, NULL);
	int fds[2];
	char c;

	(void)state;
	assert_int_equal(pipe(fds), 0);
	pid_t child = fork();
	if (child == 0) {
		struct lock *own = lock_open(path, NULL);
		alarm(20); /* should the test fail before it kills */
		if (!lock_take(own, 1000, NULL) || write(fds[1], "x", 1) != 1)
			_exit(1);
		for (;;)
			pause();
	}
	assert_int_equal(read(fds[0], &c, 1), 1);
	assert_false(lock_take(l, 1, NULL));
	kill(child, SIGKILL);
	assert_true(lock_take(l, 5000, NULL));
	waitpid(child, NULL, 0);
	lock_close(l);
	close(fds[0]);
	close(fds[1]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(every_window_gets_its_turn, setup, teardown),
		cmocka_unit_test_setup_teardown(waiting_ends_with_words, setup, teardown),
		cmocka_unit_test_setup_teardown(a_dead_holder_lets_go, setup, teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
