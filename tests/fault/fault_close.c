/* SPDX-License-Identifier: Apache-2.0
 *
 * The machine fails while a day is closed: a kill leaves it closed or open and
 * nothing between; a full disk leaves no half workbook; a clock set back closes
 * nothing. And a day that is closed gives the same workbook byte for byte.
 */
#include "../unit/close_fixture.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "office/close_book.h"

enum { ROUNDS = 24, STEP_US = 150 };

/* Signs and is killed some time into it; the signature is given before. */
static void close_and_die(struct hall *h, struct close_counts *c, int after_us)
{
	struct signature sig;
	struct sign_request q;
	char subject[CLOSE_SUBJECT];
	int status;

	closes_request(c->day, c->window, POST_BIT(POST_SUPERVISOR), &q, subject);
	q.login = "li";
	q.password = PASSWORD;
	assert_true(operators_verify(h->store, &in_charge, &q, &sig, &h->err));
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		struct store *s = store_open(h->path, &h->clock, &h->err);
		const struct close_signing g = {.second = &sig};
		_exit(s && closes_sign(s, &in_charge, c, &g, &h->err) ? 0 : 1);
	}
	usleep((useconds_t)after_us); /* where it is struck, not something waited for */
	kill(child, SIGKILL);
	assert_int_equal(waitpid(child, &status, 0), child);
}

static void a_kill_leaves_all_or_nothing(void **state)
{
	struct hall *h = *state;
	int closed = 0;

	for (int i = 0; i < ROUNDS; i++) {
		date_day day = hall_day() + i;
		char a[NUMBER_TEXT];
		struct close_counts c;
		struct close_row *row;
		closing_case(h, &(struct actor){"li", NULL, 0}, EVENT_CASE_ACCEPTED, NULL, a);
		closing_count(h, day, NULL, &c);
		closing_explain_all(h, &c);
		close_and_die(h, &c, i * i * STEP_US);
		assert_true(closes_get(h->store, day, NULL, &h->arena, &row, &h->err));
		if (row) {
			struct close_counts was;
			assert_true(closes_signed(h->store, row, &h->arena, &was, &h->err));
			assert_int_equal(was.n_lines, c.n_lines);
			assert_int_equal(was.n_notes, c.n_notes);
			closed++;
		} else {
			closing_hall(h, day);
		}
		next_day(h);
	}
	print_message("%d of %d closed before the kill\n", closed, ROUNDS);
	closing_verify(h);
}

static void a_clock_set_back_closes_nothing(void **state)
{
	struct hall *h = *state;
	char a[NUMBER_TEXT];
	struct close_counts c;

	closing_case(h, &at_w1, EVENT_CASE_REFUSED, NULL, a);
	closing_count(h, hall_day(), "w1", &c);
	h->ms -= INT64_C(3600) * 1000;
	assert_false(closing_try(h, &at_w1, "wang", POST_BIT(POST_CLERK), &c));
	assert_int_equal(h->err.code, ERR_STORE);
	assert_non_null(strstr(h->err.text, "时钟"));
	h->ms += INT64_C(3600) * 1000;
	assert_true(closing_try(h, &at_w1, "wang", POST_BIT(POST_CLERK), &c));
}

/* ---- the workbook ---- */

static bool same_bytes(const char *x, const char *y)
{
	FILE *f = fopen(x, "rb"), *g = fopen(y, "rb");
	int a = 0, b = 0;

	assert_non_null(f);
	assert_non_null(g);
	while (a == b && a != EOF) {
		a = fgetc(f);
		b = fgetc(g);
	}
	fclose(f);
	fclose(g);
	return a == b;
}

static void the_same_day_is_the_same_book(void **state)
{
	struct hall *h = *state;
	struct close_book b = {.day = hall_day()};
	char one[128], two[128], a[NUMBER_TEXT];

	snprintf(one, sizeof(one), "%s/one.xlsx", h->folder);
	snprintf(two, sizeof(two), "%s/two.xlsx", h->folder);
	closing_case(h, &at_w1, EVENT_CASE_ACCEPTED, NULL, a);
	closing_case(h, &at_w2, EVENT_CASE_NOTICED, NULL, a);
	closing_day(h, hall_day());
	if (!close_book_write(h->store, &in_charge, &b, one, &h->err))
		fail_msg("%s", h->err.text);
	h->ms += 90 * 1000;
	if (!close_book_write(h->store, &in_charge, &b, two, &h->err))
		fail_msg("%s", h->err.text);
	assert_true(same_bytes(one, two));
	b.window = "w1";
	assert_true(close_book_write(h->store, &in_charge, &b, two, &h->err));
	assert_false(same_bytes(one, two));
}

static void a_full_disk_leaves_no_book(void **state)
{
	struct hall *h = *state;
	const struct close_book b = {.day = hall_day()};
	struct rlimit was, small = {2048, 2048};
	char path[128], a[NUMBER_TEXT];

	snprintf(path, sizeof(path), "%s/full.xlsx", h->folder);
	closing_case(h, &at_w1, EVENT_CASE_ACCEPTED, NULL, a);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &was), 0);
	small.rlim_max = was.rlim_max;
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	bool ok = close_book_write(h->store, &in_charge, &b, path, &h->err);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &was), 0);
	assert_false(ok);
	assert_true(h->err.text[0]);
	assert_int_not_equal(access(path, F_OK), 0);
	assert_true(close_book_write(h->store, &in_charge, &b, path, &h->err));
	assert_int_equal(access(path, F_OK), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CLOSE_TEST(a_kill_leaves_all_or_nothing),
		CLOSE_TEST(a_clock_set_back_closes_nothing),
		CLOSE_TEST(the_same_day_is_the_same_book),
		CLOSE_TEST(a_full_disk_leaves_no_book),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
