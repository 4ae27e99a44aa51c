/* SPDX-License-Identifier: Apache-2.0
 *
 * Several programs on one store, some of them killed in the middle: the chain
 * holds, numbers stay gapless, what was answered is there.
 */
#include "../unit/store_fixture.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>

#include "store/drafts.h"
#include "store/verify.h"

enum { KILLS = 12, WINDOWS = 3, EACH = 40 };

/* What a child tells through the pipe. */
struct note {
	char step; /* 'b' inside the transaction, 'c' committed */
	int serial;
};

struct watched {
	struct sample sample;
	int fd;
};

static bool build_watched(void *ctx, struct store *s, const struct store_ticket *t,
			  struct str *payload, struct err *e)
{
	struct watched *w = ctx;
	struct note n = {'b', t->serial};

	if (write(w->fd, &n, sizeof(n)) != sizeof(n))
		_exit(1);
	return case_record_build(&w->sample.record, s, t, payload, e);
}

static bool commit_watched(struct store *store, struct watched *w, struct store_receipt *r)
{
	struct store_event ev = {.kind = EVENT_CASE_ACCEPTED,
				 .who = &li,
				 .reserve = true,
				 .build = build_watched,
				 .ctx = w};

	return store_commit(store, NULL, &ev, 1, r, NULL);
}

/* The body of a window process: commits until it has done n, or for ever. */
static void serve(const char *path, const struct clock *clock, int fd, int n)
{
	struct store *store = store_open(path, clock, NULL);
	struct watched w = {.fd = fd};
	struct store_receipt r;
	char id[19];

	if (!store)
		_exit(1);
	for (int i = 0; n == 0 || i < n; i++) {
		snprintf(id, sizeof(id), "2104021990%04u%04u", (unsigned)i % 10000u,
			 (unsigned)getpid() % 10000u);
		sample_make(&w.sample, "王晓明", id);
		if (!commit_watched(store, &w, &r))
			_exit(1);
		struct note note = {'c', r.ticket.serial};
		if (write(fd, &note, sizeof(note)) != sizeof(note))
			_exit(1);
	}
	_exit(0);
}

static int count_cases(struct hall *h, int *highest)
{
	struct case_filter f;
	struct case_row *rows;
	size_t n;

	case_filter_init(&f);
	f.limit = 100000;
	assert_true(cases_list(h->store, &f, &h->arena, &rows, &n, &h->err));
	*highest = 0;
	for (size_t i = 0; i < n; i++) {
		int serial = number_serial(rows[i].number);
		*highest = serial > *highest ? serial : *highest;
	}
	return (int)n;
}

static void expect_sound(struct hall *h, int at_least)
{
	struct verify_report report;
	int highest;

	if (!store_verify(h->store, true, NULL, NULL, &report, &h->err))
		fail_msg("%s", h->err.text);
	int n = count_cases(h, &highest);
	assert_int_equal(n, highest);		/* gapless */
	assert_int_equal(report.events, n + 1); /* and the founding */
	assert_true(n >= at_least);
}

static void a_killed_window_leaves_a_sound_store(void **state)
{
	struct hall *h = *state;
	int answered = 0;

	for (int k = 0; k < KILLS; k++) {
		struct note note;
		int fds[2];
		assert_int_equal(pipe(fds), 0);
		pid_t child = fork();
		if (child == 0)
			serve(h->path, &h->clock, fds[1], 0);
		close(fds[1]);
		/* At another step each time: inside a transaction, or just after one. */
		for (int i = 0; i <= k; i++)
			assert_int_equal(read(fds[0], &note, sizeof(note)), sizeof(note));
		kill(child, SIGKILL);
		do {
			if (note.step == 'c' && note.serial > answered)
				answered = note.serial;
		} while (read(fds[0], &note, sizeof(note)) == sizeof(note));
		close(fds[0]);
		waitpid(child, NULL, 0);
		/* Half the time a window had the store open all along, half the time the next
		 * one opens after a crash of all. */
		if (k % 2) {
			store_close(h->store);
			h->store = store_open(h->path, &h->clock, &h->err);
			assert_non_null(h->store);
		}
		expect_sound(h, answered);
	}
	assert_true(answered > 10);
}

static void windows_at_once_lose_nothing(void **state)
{
	struct hall *h = *state;
	bool seen[WINDOWS * EACH + 1] = {false};
	struct note note;
	int fds[2];

	assert_int_equal(pipe(fds), 0);
	for (int i = 0; i < WINDOWS; i++) {
		if (fork() == 0)
			serve(h->path, &h->clock, fds[1], EACH);
	}
	close(fds[1]);
	while (read(fds[0], &note, sizeof(note)) == sizeof(note)) {
		if (note.step != 'c')
			continue;
		assert_in_range(note.serial, 1, WINDOWS * EACH);
		assert_false(seen[note.serial]); /* no number twice */
		seen[note.serial] = true;
	}
	close(fds[0]);
	for (int i = 0; i < WINDOWS; i++) {
		int status;
		wait(&status);
		assert_int_equal(status, 0);
	}
	expect_sound(h, WINDOWS * EACH);
}

static void the_same_request_at_two_windows_is_one_case(void **state)
{
	struct hall *h = *state;
	int highest;

	for (int i = 0; i < 2; i++) {
		if (fork() == 0) {
			struct store *store = store_open(h->path, &h->clock, NULL);
			struct sample s;
			sample_make(&s, "王晓明", "210402199003071225");
			for (int k = 0; store && k < 20; k++) {
				char id[16];
				snprintf(id, sizeof(id), "req-%d", k);
				if (!sample_commit(store, &s, EVENT_CASE_ACCEPTED, NULL, id, NULL,
						   NULL))
					_exit(1);
			}
			_exit(store ? 0 : 1);
		}
	}
	for (int i = 0; i < 2; i++) {
		int status;
		wait(&status);
		assert_int_equal(status, 0);
	}
	assert_int_equal(count_cases(h, &highest), 20);
	assert_int_equal(highest, 20);
}

static void two_windows_may_make_the_drafts_file_at_once(void **state)
{
	struct hall *h = *state;
	int64_t own, parked;
	char path[128];

	/* One was killed just after it had begun to make it. */
	snprintf(path, sizeof(path), "%s/hall.drafts.db", h->folder);
	close(open(path, O_CREAT | O_RDWR, 0600));
	for (int i = 0; i < WINDOWS; i++) {
		if (fork() == 0) {
			struct store *store = store_open(h->path, &h->clock, NULL);
			struct draft d = {.owner = "li", .json = "{}"};
			_exit(store && drafts_save(store, &d, NULL) ? 0 : 1);
		}
	}
	for (int i = 0; i < WINDOWS; i++) {
		int status;
		wait(&status);
		assert_int_equal(status, 0);
	}
	assert_true(drafts_figures(h->store, "li", &own, &parked, &h->err));
	assert_int_equal(own, WINDOWS);
}

#define HALL_TEST(f) cmocka_unit_test_setup_teardown(f, hall_setup, hall_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		HALL_TEST(a_killed_window_leaves_a_sound_store),
		HALL_TEST(windows_at_once_lose_nothing),
		HALL_TEST(the_same_request_at_two_windows_is_one_case),
		HALL_TEST(two_windows_may_make_the_drafts_file_at_once),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
