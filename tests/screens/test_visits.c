/* SPDX-License-Identifier: Apache-2.0
 *
 * Visits as a clerk has them: they begin and end by themselves, survive a killed
 * program, and what was only asked is no case.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "base/arena.h"
#include "screens/hall.h"
#include "store/drafts.h"
#include "store/figures.h"
#include "store/visits.h"

static const char *program;

static int begin(void **state)
{
	struct screens_hall *h = malloc(sizeof(*h));

	hall_begin(h, program, true);
	*state = h;
	return 0;
}

static int end(void **state)
{
	hall_end(*state);
	free(*state);
	return 0;
}

/* ---- what the store has ---- */

struct seen {
	struct arena arena;
	struct visit_row *rows;
	size_t n, open;
	struct figures figures;
	struct draft *drafts;
	size_t n_drafts;
};

static struct seen look(const struct screens_hall *h)
{
	struct seen s = {0};
	struct store *store = hall_store(h);
	struct err e;

	assert_true(visits_list(store, date_parse(HALL_DAY), &s.arena, &s.rows, &s.n, &e));
	assert_true(figures_of(store, date_parse(HALL_DAY), "jingban", &s.figures, &e));
	assert_true(drafts_list(store, "jingban", false, &s.arena, &s.drafts, &s.n_drafts, &e));
	store_close(store);
	for (size_t i = 0; i < s.n; i++)
		s.open += s.rows[i].ended_at == 0;
	return s;
}

static struct vt *open_at(const struct screens_hall *h, const char *window, const char *login)
{
	const char *const argv[] = {h->program, "--store",  h->path, "--on",
				    HALL_DAY,	"--window", window,  NULL};

	return hall_enter(vt_start(argv, NULL, 24, 80), login);
}

/* ---- acts ---- */

static void next_person(struct vt *vt)
{
	vt_key(vt, VT_F12);
	vt_wait_for(vt, "请下一位");
	vt_wait_gone(vt, "来访 0分钟");
	vt_wait_for(vt, "办什么事");
}

static void counts_are_apart(void **state)
{
	struct vt *vt = hall_login(*state, "jingban", 24, 80);

	/* Looking for an item is nobody's visit yet; reading it to somebody is. */
	vt_type(vt, "fs-001");
	vt_wait_line(vt, 3, "fs-001");
	assert_int_equal(look(*state).n, 0);
	vt_key(vt, VT_F3);
	vt_wait_line(vt, 0, "事项");
	vt_wait_for(vt, "来访 0分钟 · 0件");
	vt_key(vt, VT_ESC);
	vt_wait_line(vt, 3, "fs-001");
	vt_key(vt, VT_F3); /* again: the same question */
	vt_wait_line(vt, 0, "事项");
	vt_key(vt, VT_F12);
	vt_wait_for(vt, "来访 1");
	vt_wait_for(vt, "咨询 1");
	assert_true(vt_contains(vt, "受理 0"));

	/* The next one is sent to the bank (001:1005), which is guidance and no refusal. */
	vt_type(vt, "fs-033");
	vt_wait_line(vt, 3, "fs-033");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "F7 打印办事指引单");
	vt_key(vt, VT_F7);
	vt_wait_for(vt, "slip-fs-033");
	vt_key(vt, VT_F12);
	vt_wait_for(vt, "来访 2");
	vt_wait_for(vt, "指引 1");
	assert_true(vt_contains(vt, "不予受理 0"));
	hall_leave(vt);

	struct seen s = look(*state);
	assert_int_equal(s.n, 2);
	assert_int_equal(s.open, 0);
	assert_int_equal(s.rows[0].consultations, 1);
	assert_int_equal(s.rows[0].slips, 0);
	assert_int_equal(s.rows[1].consultations, 0);
	assert_int_equal(s.rows[1].slips, 1);
	assert_int_equal(s.rows[1].cases, 0);
	arena_done(&s.arena);
}

static void the_next_person_leaves_the_draft(void **state)
{
	struct vt *vt = hall_login(*state, "jingban", 24, 80);

	hall_fill_intake(vt, "王小明");
	next_person(vt);
	vt_wait_for(vt, "王小明 fs-001");
	hall_leave(vt);
	struct seen s = look(*state);
	assert_int_equal(s.n, 1);
	assert_int_equal(s.open, 0);
	assert_int_equal(s.n_drafts, 1);
	assert_string_equal(s.drafts[0].title, "王小明");
	arena_done(&s.arena);
}

static void a_killed_program_leaves_no_open_visit(void **state)
{
	struct vt *vt = hall_login(*state, "jingban", 24, 80);

	hall_fill_intake(vt, "王小明");
	vt_wait_for(vt, "来访 0分钟");
	kill(vt_pid(vt), SIGKILL);
	assert_int_not_equal(vt_exit_status(vt), 0);
	vt_free(vt);
	struct seen s = look(*state);
	assert_int_equal(s.open, 1);
	arena_done(&s.arena);

	/* Another window's login is none of its business. */
	vt = open_at(*state, "w2", "jingban2");
	hall_leave(vt);
	s = look(*state);
	assert_int_equal(s.open, 1);
	arena_done(&s.arena);

	vt = hall_login(*state, "jingban", 24, 80);
	vt_wait_for(vt, "来访 1");
	assert_false(vt_contains(vt, "来访 0分钟"));
	hall_leave(vt);
	s = look(*state);
	assert_int_equal(s.n, 1);
	assert_int_equal(s.open, 0);
	assert_true(s.rows[0].by_program);
	arena_done(&s.arena);
}

static void a_hang_up_ends_the_visit(void **state)
{
	struct vt *vt = hall_login(*state, "jingban", 24, 80);

	hall_fill_intake(vt, "王小明");
	kill(vt_pid(vt), SIGHUP);
	assert_int_equal(vt_exit_status(vt), 128 + SIGHUP);
	vt_free(vt);
	struct seen s = look(*state);
	assert_int_equal(s.n, 1);
	assert_int_equal(s.open, 0);
	assert_false(s.rows[0].by_program);
	assert_int_equal(s.n_drafts, 1);
	arena_done(&s.arena);
}

static void two_windows_have_their_own(void **state)
{
	struct vt *one = open_at(*state, "w1", "jingban"), *two = open_at(*state, "w2", "jingban2");

	hall_fill_intake(one, "王小明");
	hall_fill_intake(two, "李四");
	struct seen s = look(*state);
	assert_int_equal(s.n, 2);
	assert_int_equal(s.open, 2);
	assert_string_equal(s.rows[0].window, "w1");
	assert_string_equal(s.rows[1].window, "w2");
	assert_string_equal(s.rows[1].by, "jingban2");
	arena_done(&s.arena);
	next_person(one);
	s = look(*state);
	assert_int_equal(s.open, 1);
	assert_int_not_equal(s.rows[0].ended_at, 0);
	arena_done(&s.arena);
	hall_leave(one);
	vt_key(two, VT_ESC);
	hall_leave(two); /* logging out ends it as well */
	s = look(*state);
	assert_int_equal(s.open, 0);
	arena_done(&s.arena);
}

int main(int argc, char **argv)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, begin, end)
	const struct CMUnitTest tests[] = {
		TEST(counts_are_apart),
		TEST(the_next_person_leaves_the_draft),
		TEST(a_killed_program_leaves_no_open_visit),
		TEST(a_hang_up_ends_the_visit),
		TEST(two_windows_have_their_own),
	};

	if (argc < 2)
		return 1;
	program = argv[1];
	return cmocka_run_group_tests(tests, NULL, NULL);
}
