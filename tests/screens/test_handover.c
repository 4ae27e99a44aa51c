/* SPDX-License-Identifier: Apache-2.0
 *
 * The change of shifts at one window: what is in hand, the receiver's wrong and
 * right password, and where everything is afterwards.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "screens/hall.h"
#include "store/handover.h"

static void sign_as(struct vt *vt, const char *login, const char *password)
{
	vt_type(vt, login);
	vt_key(vt, VT_ENTER);
	vt_type(vt, password);
	vt_key(vt, VT_ENTER);
}

static void what_is_in_hand_goes_to_who_signs(void **state)
{
	struct screens_hall *h = *state;
	char number[NUMBER_TEXT], pattern[128];
	struct arena a = {0};
	struct handover list;
	struct err e;
	glob_t found;

	hall_add_deferred(h, "赵六", "2026-11-30", number);
	struct vt *vt = hall_login(h, "jingban", 24, 80);
	vt_key(vt, VT_F8);
	vt_wait_line(vt, 0, "交接班");
	vt_key(vt, VT_ESC);
	vt_wait_for(vt, "办什么事");
	hall_fill_intake(vt, "王小明");
	vt_key(vt, VT_F3);
	vt_wait_for(vt, "已挂单");
	vt_key(vt, VT_F8);
	vt_wait_for(vt, "草稿 1 份，办件 1 件");
	hall_assert_framed(vt, 24, "交接班");
	assert_true(vt_contains(vt, "王小明"));
	assert_true(vt_contains(vt, number));
	vt_key(vt, VT_F9);
	vt_wait_for(vt, "接班人签收");
	sign_as(vt, "jingban2", "wrong-password");
	vt_wait_for(vt, "不对");
	vt_type(vt, HALL_PASSWORD);
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "已交接");
	vt_wait_for(vt, "演练经办 → 演练经办二");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "办什么事");
	vt_wait_for(vt, "我的草稿 0");
	vt_key(vt, VT_F8);
	vt_wait_for(vt, "没有要交接的");
	vt_key(vt, VT_ESC);
	hall_leave(vt);

	struct store *s = hall_store(h);
	assert_true(handover_of(s, "jingban2", &a, &list, &e));
	assert_int_equal(list.n_drafts, 1);
	assert_int_equal(list.n_cases, 1);
	assert_string_equal(list.cases[0].number, number);
	store_close(s);
	arena_done(&a);
	snprintf(pattern, sizeof(pattern), "%s/documents/handover-*.xlsx", h->folder);
	assert_int_equal(glob(pattern, 0, NULL, &found), 0);
	assert_int_equal(found.gl_pathc, 1);
	globfree(&found);
}

static void ones_own_signature_is_none(void **state)
{
	struct screens_hall *h = *state;
	struct vt *vt = hall_login(h, "jingban", 24, 80);

	hall_fill_intake(vt, "王小明");
	vt_key(vt, VT_F3);
	vt_wait_for(vt, "已挂单");
	vt_key(vt, VT_F8);
	vt_wait_for(vt, "草稿 1 份");
	vt_key(vt, VT_F9);
	vt_wait_for(vt, "接班人签收");
	sign_as(vt, "jingban", HALL_PASSWORD);
	vt_wait_for(vt, "不能自己给自己签");
	vt_key(vt, VT_ESC);
	vt_wait_for(vt, "草稿 1 份");
	vt_key(vt, VT_ESC);
	vt_wait_for(vt, "我的草稿 1");
	hall_leave(vt);
}

int main(int argc, char **argv)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, hall_setup, hall_teardown)
	const struct CMUnitTest tests[] = {
		TEST(what_is_in_hand_goes_to_who_signs),
		TEST(ones_own_signature_is_none),
	};

	if (argc < 2)
		return 1;
	hall_program = argv[1];
	return cmocka_run_group_tests(tests, NULL, NULL);
}
