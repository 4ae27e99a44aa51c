/* SPDX-License-Identifier: Apache-2.0
 *
 * Drafts between two windows of one hall: parked with one key, picked up with a
 * reason, taken over while the other types; who has the same person open; both
 * names in the timeline of the case.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "screens/hall.h"
#include "store/cases.h"
#include "store/drafts.h"

#define IDENT "11010519491231002X" /* GB 11643-1999 */

static struct vt *open_at(const struct screens_hall *h, const char *window, const char *login)
{
	const char *const argv[] = {h->program, "--store",  h->path, "--on",
				    HALL_DAY,	"--window", window,  NULL};

	return hall_enter(vt_start(argv, NULL, 24, 80), login);
}

/* Drafts of the hall as the store has them; the arena is the caller's. */
static size_t drafts_of(struct screens_hall *h, struct arena *a, struct draft **rows)
{
	struct store *s = hall_store(h);
	struct err e;
	size_t n;

	assert_true(drafts_list(s, "", DRAFTS_ALL, a, rows, &n, &e));
	store_close(s);
	return n;
}

/* Until the one draft of the hall is about this person. */
static void wait_for_draft(struct screens_hall *h, struct vt *vt, const char *title)
{
	bool there = false;

	for (int i = 0; i < 200 && !there; i++) {
		struct arena a = {0};
		struct draft *rows;
		there = drafts_of(h, &a, &rows) == 1 && strcmp(rows[0].title, title) == 0;
		arena_done(&a);
		vt_settle(vt);
	}
	assert_true(there);
}

static void parked_with_one_key_and_picked_up_elsewhere(void **state)
{
	struct screens_hall *h = *state;
	struct vt *w1 = open_at(h, "w1", "jingban"), *w2 = open_at(h, "w2", "jingban2");
	struct case_row *rows;
	struct case_record *r;
	struct case_filter f;
	struct arena a = {0};
	struct err e;
	size_t n;

	hall_fill_intake(w1, "王小明");
	vt_key(w1, VT_F3);
	vt_wait_for(w1, "已挂单：王小明");
	vt_wait_for(w1, "办什么事"); /* the next person */
	vt_wait_for(w1, "挂单 1");
	vt_wait_for(w2, "挂单 刚刚 王小明");
	vt_key(w2, VT_F3);
	vt_wait_line(w2, 2, "王小明");
	hall_assert_framed(w2, 24, "草稿和挂单");
	assert_non_null(strstr(vt_line(w2, 2), "挂单"));
	assert_non_null(strstr(vt_line(w2, 2), "w1"));
	vt_key(w2, VT_F8);
	vt_wait_for(w2, "只有本人能删除");
	vt_key(w2, VT_ENTER);
	vt_wait_for(w2, "接手 演练经办 的草稿");
	vt_key(w2, VT_ENTER); /* 本人回来 */
	vt_wait_line(w2, 0, "受理");
	vt_wait_for(w2, "王小明");
	vt_key(w2, VT_TAB);
	vt_type(w2, " "); /* the household book is not there */
	vt_wait_for(w2, "[✓] 本人身份证");
	vt_key(w2, VT_F8);
	vt_wait_for(w2, "出具");
	vt_key(w2, VT_ENTER);
	vt_wait_for(w2, "已告知");
	vt_key(w2, VT_ENTER);
	vt_wait_for(w2, "办什么事");
	/* Both names stand in the timeline. */
	vt_key(w2, VT_F2);
	vt_wait_line(w2, 4, "王小明");
	vt_key(w2, VT_ENTER);
	vt_wait_for(w2, "查询码");
	vt_key(w2, VT_END);
	vt_wait_for(w2, "挂单　演练经办　综合窗口1号");
	vt_wait_for(w2, "接手（本人回来）　演练经办 → 演练经办二　综合窗口2号");
	vt_keys(w2, VT_ESC, 2);
	hall_leave(w2);
	vt_wait_for(w1, "没有草稿");
	hall_leave(w1);

	struct store *s = hall_store(h);
	case_filter_init(&f);
	assert_true(cases_list(s, &f, &a, &rows, &n, &e));
	assert_int_equal(n, 1);
	assert_true(cases_get(s, rows[0].number, &a, &r, &e));
	assert_int_equal(r->n_history, 3);
	assert_string_equal(r->history[2].from, "jingban");
	assert_string_equal(r->history[2].why, "本人回来");
	store_close(s);
	arena_done(&a);
}

static void ones_own_comes_back_without_a_question(void **state)
{
	struct vt *w1 = open_at(*state, "w1", "jingban");

	vt_type(w1, "fs-001");
	vt_wait_for(w1, "职工参保登记");
	vt_key(w1, VT_ENTER);
	vt_wait_for(w1, "参保身份");
	vt_key(w1, VT_F3);
	vt_wait_for(w1, "不用挂单"); /* nothing typed: nothing to park */
	vt_keys(w1, VT_ESC, 3);
	hall_fill_intake(w1, "王小明");
	vt_key(w1, VT_F3);
	vt_wait_for(w1, "已挂单");
	vt_key(w1, VT_F3);
	vt_wait_line(w1, 2, "王小明");
	vt_key(w1, VT_F5); /* taken back, and parked again */
	vt_wait_line(w1, 2, "没办完");
	vt_key(w1, VT_F5);
	vt_wait_line(w1, 2, "挂单");
	vt_key(w1, VT_ENTER);
	vt_wait_line(w1, 0, "受理");
	vt_wait_for(w1, "王小明");
	vt_key(w1, VT_ESC);
	hall_leave(w1);
}

/* Two intakes of one person; then one of the windows is killed. */
static void another_window_with_the_same_person_is_shown(void **state)
{
	struct screens_hall *h = *state;
	struct vt *w1 = open_at(h, "w1", "jingban"), *w2 = open_at(h, "w2", "jingban2");

	hall_fill_intake(w1, "王小明");
	vt_type(w1, IDENT);
	vt_key(w1, VT_ENTER);
	vt_wait_for(w1, "1949-12-31");
	wait_for_draft(h, w1, "王小明");
	hall_fill_intake(w2, "王小明");
	vt_type(w2, IDENT);
	vt_key(w2, VT_ENTER);
	vt_wait_line(w2, 2, "w1 演练经办 正在为此人办理 职工参保登记");
	vt_wait_line(w1, 2, "w2 演练经办二 正在为此人办理 职工参保登记");
	vt_key(w2, VT_F3);
	vt_wait_line(w1, 2, "此人已有挂单：职工参保登记（w2 演练经办二");
	vt_key(w2, VT_F3);
	vt_wait_line(w2, 0, "草稿");
	vt_key(w2, VT_F8);
	vt_wait_for(w2, "删除草稿");
	vt_key(w2, VT_ENTER);
	vt_wait_for(w2, "没有草稿");
	vt_wait_gone(w1, "此人已有挂单");
	vt_key(w1, VT_ESC);
	hall_leave(w1);
	vt_key(w2, VT_ESC);
	hall_leave(w2);
}

static void a_take_over_while_the_other_types(void **state)
{
	struct screens_hall *h = *state;
	struct vt *w1 = open_at(h, "w1", "jingban"), *w2 = open_at(h, "w2", "jingban2");
	struct arena a = {0};
	struct draft *rows;

	hall_fill_intake(w1, "王小明");
	wait_for_draft(h, w1, "王小明");
	vt_key(w2, VT_F3);
	vt_wait_for(w2, "没有草稿"); /* another's that is not parked is not offered */
	vt_key(w2, VT_F6);
	vt_wait_line(w2, 0, "全大厅");
	vt_wait_line(w2, 2, "w1 正在填");
	vt_key(w2, VT_ENTER);
	vt_wait_for(w2, "演练经办 正在窗口 w1 填写 王小明");
	vt_key(w2, VT_ENTER);
	vt_wait_for(w2, "原因");
	vt_type(w2, "4"); /* 生病 */
	vt_wait_line(w2, 0, "受理");
	vt_wait_for(w2, "王小明");
	/* Nothing was typed since: the first window is told and leaves. */
	vt_wait_for(w1, "已由 演练经办二 接手（窗口 w2）");
	vt_key(w1, VT_ENTER);
	vt_wait_gone(w1, "接手");
	assert_int_equal(drafts_of(h, &a, &rows), 1);
	assert_string_equal(rows[0].owner, "jingban2");
	vt_key(w2, VT_ESC);
	hall_leave(w2);
	vt_keys(w1, VT_ESC, 2);
	hall_leave(w1);
	arena_done(&a);
}

/* The take-over falls between two keys of one burst: nobody's keys are lost. */
static void keys_typed_meanwhile_become_a_draft_of_their_own(void **state)
{
	struct screens_hall *h = *state;
	struct vt *w1 = open_at(h, "w1", "jingban");
	struct arena a = {0};
	struct draft *rows, *taken;
	struct err e;

	hall_fill_intake(w1, "王小明");
	wait_for_draft(h, w1, "王小明");
	assert_int_equal(drafts_of(h, &a, &rows), 1);
	int64_t id = rows[0].id;
	struct store *s = hall_store(h);
	/* Stopped, the window cannot see that it happens before its next key. */
	assert_int_equal(kill(vt_pid(w1), SIGSTOP), 0);
	assert_true(drafts_take(s, &rows[0], &(struct actor){"jingban2", "w2", 0}, "午休", &a,
				&taken, &e));
	vt_type(w1, IDENT);
	assert_int_equal(kill(vt_pid(w1), SIGCONT), 0);
	vt_wait_for(w1, "已另存为您自己的一份草稿");
	vt_key(w1, VT_ENTER);
	vt_wait_for(w1, IDENT);
	vt_key(w1, VT_ESC);
	hall_leave(w1);
	assert_int_equal(drafts_of(h, &a, &rows), 2);
	size_t own = rows[0].id == id;
	assert_string_equal(rows[1 - own].owner, "jingban2");
	assert_string_equal(rows[own].owner, "jingban");
	assert_true(drafts_load(s, rows[own].id, &a, &taken, &e));
	assert_non_null(strstr(taken->json, IDENT));
	assert_true(drafts_load(s, id, &a, &taken, &e));
	assert_null(strstr(taken->json, IDENT));
	store_close(s);
	arena_done(&a);
}

int main(int argc, char **argv)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, hall_setup, hall_teardown)
	const struct CMUnitTest tests[] = {
		TEST(parked_with_one_key_and_picked_up_elsewhere),
		TEST(ones_own_comes_back_without_a_question),
		TEST(another_window_with_the_same_person_is_shown),
		TEST(a_take_over_while_the_other_types),
		TEST(keys_typed_meanwhile_become_a_draft_of_their_own),
	};

	if (argc < 2)
		return 1;
	hall_program = argv[1];
	return cmocka_run_group_tests(tests, NULL, NULL);
}
