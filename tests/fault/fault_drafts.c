/* SPDX-License-Identifier: Apache-2.0
 *
 * Drafts when windows die or race: what was saved before a kill is there, its
 * hold ends by itself, and of many who pick up one draft at once one has it.
 */
#include "../unit/store_fixture.h"

#include <signal.h>
#include <sys/wait.h>

#include "store/drafts.h"

enum { WINDOWS = 5, ROUNDS = 8 };

static struct draft draft_of(const char *owner, const char *json)
{
	return (struct draft){
		.owner = owner, .window = "3", .item = "fs-008", .title = "甲", .json = json};
}

/* A window that picks the draft up as it saw it when told to: 'y', or 'n' when it is told that
 * another was quicker. */
static void pick_up(const char *path, const struct clock *clock, int64_t id, int start, int out,
		    int window)
{
	struct store *s = store_open(path, clock, NULL);
	struct arena a = {0};
	struct draft *seen = NULL, *taken;
	struct err e = {0};
	char by[16], place[16], go, answer;

	snprintf(by, sizeof(by), "clerk%d", window);
	snprintf(place, sizeof(place), "w%d", window);
	const struct actor who = {by, place, 0};
	if (!s || !drafts_load(s, id, &a, &seen, &e) || !seen || write(out, "r", 1) != 1 ||
	    read(start, &go, 1) != 1)
		_exit(1);
	answer = drafts_take(s, seen, &who, "本人回来", &a, &taken, &e) ? 'y' : 'n';
	if (answer == 'n' && (e.code != ERR_REFUSED || !strstr(e.text, "clerk")))
		_exit(1);
	if (write(out, &answer, 1) != 1)
		_exit(1);
	_exit(0);
}

static void of_many_who_pick_up_at_once_one_has_it(void **state)
{
	struct hall *h = *state;

	for (int round = 0; round < ROUNDS; round++) {
		struct draft d = draft_of("li", "{}");
		int start[2], out[2], won = 0;
		char c;
		d.parked = true;
		assert_true(drafts_save(h->store, &d, &h->err));
		assert_int_equal(pipe(start), 0);
		assert_int_equal(pipe(out), 0);
		for (int w = 0; w < WINDOWS; w++)
			if (fork() == 0)
				pick_up(h->path, &h->clock, d.id, start[0], out[1], w);
		for (int w = 0; w < WINDOWS; w++)
			assert_int_equal(read(out[0], &c, 1), 1);
		assert_int_equal(write(start[1], "goooo", WINDOWS), WINDOWS);
		for (int w = 0; w < WINDOWS; w++) {
			assert_int_equal(read(out[0], &c, 1), 1);
			won += c == 'y';
		}
		for (int w = 0; w < WINDOWS; w++) {
			int status;
			assert_true(wait(&status) > 0);
			assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
		}
		assert_int_equal(won, 1);
		for (int i = 0; i < 2; i++) {
			close(start[i]);
			close(out[i]);
		}
	}
}

/* Saves one text after the other until it is killed; tells each one that is saved. */
static void type_for_ever(const char *path, const struct clock *clock, int out)
{
	struct store *s = store_open(path, clock, NULL);
	struct draft d = draft_of("li", NULL);
	char json[32];

	for (int i = 1;; i++) {
		snprintf(json, sizeof(json), "{\"n\":%d}", i);
		d.json = json;
		if (!s || !drafts_save(s, &d, NULL) || write(out, &i, sizeof(i)) != sizeof(i))
			_exit(1);
	}
}

static void a_killed_window_leaves_its_draft_and_no_hold(void **state)
{
	struct hall *h = *state;
	struct draft *rows, *back;
	size_t n;

	for (int round = 0; round < ROUNDS; round++) {
		int out[2], saved = 0, more;
		assert_int_equal(pipe(out), 0);
		pid_t child = fork();
		if (child == 0)
			type_for_ever(h->path, &h->clock, out[1]);
		close(out[1]);
		while (saved < 3 + round)
			assert_int_equal(read(out[0], &saved, sizeof(saved)), sizeof(saved));
		kill(child, SIGKILL);
		waitpid(child, NULL, 0);
		while (read(out[0], &more, sizeof(more)) == sizeof(more))
			saved = more;
		close(out[0]);
		assert_true(drafts_list(h->store, "li", DRAFTS_OWN, &h->arena, &rows, &n, &h->err));
		assert_int_equal(n, round + 1);
		assert_true(rows[0].open); /* for all anybody can know yet */
		assert_true(drafts_load(h->store, rows[0].id, &h->arena, &back, &h->err));
		int kept = 0;
		assert_int_equal(sscanf(back->json, "{\"n\":%d}", &kept), 1);
		assert_true(kept >= saved); /* the last may be there and not told */
		h->ms += DRAFT_ALIVE_MS;
		assert_true(drafts_load(h->store, rows[0].id, &h->arena, &back, &h->err));
		assert_false(back->open);
	}
}

#define HALL_TEST(f) cmocka_unit_test_setup_teardown(f, hall_setup, hall_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		HALL_TEST(of_many_who_pick_up_at_once_one_has_it),
		HALL_TEST(a_killed_window_leaves_its_draft_and_no_hold),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
