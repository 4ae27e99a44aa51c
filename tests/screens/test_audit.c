/* SPDX-License-Identifier: Apache-2.0
 *
 * The auditor's screen: nobody else has it, it says what was done in words, what was looked at
 * without work, and a draw goes from its seed to what was found. Opening a case is written after
 * the paint, and survives kill -9.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glob.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "screens/hall.h"
#include "store/audit.h"
#include "store/cases.h"
#include "store/views.h"

static int setup(void **state)
{
	struct err e;
	int status = hall_setup(state);
	struct store *s = hall_store(*state);

	assert_true(operators_create(s, NULL, "shenji", "演练审计", POST_BIT(POST_AUDITOR),
				     HALL_PASSWORD, PASSWORD_WEAK, &e));
	store_close(s);
	return status;
}

static int count(const struct screens_hall *h, const char *subject, const char *kind)
{
	const struct audit_filter f = {.subject = subject,
				       .first = date_parse(HALL_DAY),
				       .last = date_parse(HALL_DAY),
				       .limit = 1000};
	struct store *s = hall_store(h);
	struct arena a = {0};
	struct event *rows;
	size_t n;
	bool more;
	struct err e;
	int found = 0;

	assert_true(audit_events(s, &f, &a, &rows, &n, &more, &e));
	for (size_t i = 0; i < n; i++)
		found += strcmp(rows[i].kind, kind) == 0;
	arena_done(&a);
	store_close(s);
	return found;
}

static void a_clerk_has_no_audit_screen(void **state)
{
	struct vt *vt = hall_login(*state, "jingban", 24, 80);

	vt_ctrl(vt, 't');
	vt_settle(vt);
	vt_wait_line(vt, 0, "今天");
	vt_key(vt, VT_F1);
	vt_settle(vt);
	assert_false(vt_contains(vt, "审计"));
	vt_key(vt, VT_ESC);
	hall_leave(vt);
	assert_int_equal(count(*state, NULL, "audit.opened"), 0);
}

static void events_are_read_in_words(void **state)
{
	struct screens_hall *h = *state;
	char number[NUMBER_TEXT];

	hall_add_deferred(h, "赵六", "2026-11-30", number);
	for (int i = 0; i < HALL_SIZES; i++) {
		struct vt *vt = hall_login(h, "shenji", hall_sizes[i][0], hall_sizes[i][1]);
		vt_ctrl(vt, 't');
		hall_assert_framed(vt, hall_sizes[i][0], "审计");
		vt_wait_for(vt, "容缺受理 fs-039");
		vt_wait_for(vt, HALL_DAY);
		assert_false(vt_contains(vt, "赵六"));
		vt_key(vt, VT_F5);
		vt_wait_for(vt, "办件编号");
		vt_ctrl(vt, 'u');
		vt_type(vt, number);
		vt_key(vt, VT_ENTER);
		vt_wait_for(vt, number);
		vt_wait_for(vt, "所有人  1 笔");
		vt_key(vt, VT_ENTER);
		vt_wait_for(vt, "待补：缴费凭证");
		vt_key(vt, VT_ENTER);
		vt_key(vt, VT_F9);
		vt_wait_for(vt, "账本校验值");
		vt_key(vt, VT_ENTER);
		vt_key(vt, VT_ESC);
		hall_leave(vt);
	}
	assert_int_equal(count(h, NULL, "audit.opened"), HALL_SIZES);
}

static void a_look_is_written_with_the_next_tick(void **state)
{
	struct screens_hall *h = *state;
	char number[NUMBER_TEXT];

	hall_add_deferred(h, "赵六", "2026-11-30", number);
	struct vt *vt = hall_login(h, "jingban2", 24, 80);
	vt_key(vt, VT_F2);
	vt_wait_for(vt, "赵六");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "查询码");
	while (count(h, number, "case.viewed") == 0)
		vt_settle(vt);
	/* Nothing was ended in good order: it stands all the same. */
	kill(vt_pid(vt), SIGKILL);
	vt_free(vt);
	assert_int_equal(count(h, number, "case.viewed"), 1);

	vt = hall_login(h, "shenji", 30, 100);
	vt_ctrl(vt, 't');
	vt_wait_for(vt, "查看办件");
	vt_key(vt, VT_LEFT);
	vt_wait_for(vt, "当天没有办");
	assert_true(vt_contains(vt, "演练经办二"));
	assert_false(vt_contains(vt, "赵六"));
	vt_key(vt, VT_ESC);
	hall_leave(vt);
}

static void a_draw_is_checked_case_by_case(void **state)
{
	struct screens_hall *h = *state;
	char number[3][NUMBER_TEXT], pattern[128];
	glob_t found;

	for (int i = 0; i < 3; i++)
		hall_add_deferred(h, "赵六", "2026-11-30", number[i]);
	struct vt *vt = hall_login(h, "shenji", 24, 80);
	vt_ctrl(vt, 't');
	vt_wait_for(vt, "容缺受理");
	vt_key(vt, VT_F6);
	vt_wait_for(vt, "还没有抽查");
	vt_key(vt, VT_F2);
	vt_wait_for(vt, "抽几件");
	vt_ctrl(vt, 'u');
	vt_type(vt, "2");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "按经办人");
	vt_type(vt, "1");
	vt_wait_for(vt, "种子");
	vt_ctrl(vt, 'u');
	vt_type(vt, "abc123");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "3 件中抽 2 件");
	vt_wait_for(vt, "种子 abc123");
	assert_false(vt_contains(vt, "赵六"));
	vt_key(vt, VT_F8);
	vt_wait_for(vt, "办件相同");
	vt_key(vt, VT_F5);
	vt_wait_for(vt, "一致 ");
	vt_key(vt, VT_F6);
	vt_wait_for(vt, "是什么问题");
	vt_type(vt, "凭证缺页");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "已全部核完");
	vt_wait_for(vt, "凭证缺页");
	vt_key(vt, VT_F7);
	vt_wait_for(vt, "documents/sample-");
	snprintf(pattern, sizeof(pattern), "%s/documents/sample-*.xlsx", h->folder);
	assert_int_equal(glob(pattern, 0, NULL, &found), 0);
	assert_int_equal(found.gl_pathc, 1);
	globfree(&found);
	vt_key(vt, VT_ESC);
	vt_wait_for(vt, "2/2");
	vt_key(vt, VT_ESC);
	vt_wait_line(vt, 0, "审计");
	vt_key(vt, VT_ESC);
	hall_leave(vt);
	assert_int_equal(count(h, NULL, "sample.drawn"), 1);
}

int main(int argc, char **argv)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, hall_teardown)
	const struct CMUnitTest tests[] = {
		TEST(a_clerk_has_no_audit_screen),
		TEST(events_are_read_in_words),
		TEST(a_look_is_written_with_the_next_tick),
		TEST(a_draw_is_checked_case_by_case),
	};

	if (argc < 2)
		return 1;
	hall_program = argv[1];
	return cmocka_run_group_tests(tests, NULL, NULL);
}
