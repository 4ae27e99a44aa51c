/* SPDX-License-Identifier: Apache-2.0
 *
 * A window's day and the hall's are closed on one screen: a reason where one is
 * asked for, the second person's hand, the lock; and what a clerk is told after it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "screens/hall.h"
#include "store/closes.h"

static void sign_as(struct vt *vt, const char *login)
{
	vt_type(vt, login);
	vt_key(vt, VT_ENTER);
	vt_type(vt, HALL_PASSWORD);
	vt_key(vt, VT_ENTER);
}

static void a_day_is_closed_and_locked(void **state)
{
	struct screens_hall *h = *state;
	char number[NUMBER_TEXT];
	struct close_row *row = NULL;
	struct arena a = {0};
	struct err e;

	hall_add_deferred(h, "赵六", "2026-11-30", number);
	struct store *s = hall_store(h);
	assert_true(operators_create(s, NULL, "zhuguan", "演练主管", POST_BIT(POST_SUPERVISOR),
				     HALL_PASSWORD, PASSWORD_WEAK, &e));
	store_close(s);
	struct vt *vt = hall_login(h, "jingban", 24, 80);
	vt_type_bytes(vt, "\x04", 1); /* Ctrl+D */
	vt_wait_line(vt, 0, "日终");
	vt_wait_for(vt, "还有 1 条要写明原因");
	hall_assert_framed(vt, 24, "日终");
	assert_true(vt_contains(vt, number));
	/* Not without a reason. */
	vt_key(vt, VT_F9);
	vt_wait_for(vt, "还有没写明原因的");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "业务系统停机");
	vt_type(vt, "1");
	vt_wait_for(vt, "可以签字");
	vt_key(vt, VT_F9);
	vt_wait_for(vt, "窗口日终");
	sign_as(vt, "jingban2");
	vt_wait_for(vt, "窗口已日终");
	/* The hall: the window's reason stands, and a supervisor signs. */
	vt_key(vt, VT_F6);
	vt_wait_for(vt, "可以签字");
	vt_key(vt, VT_F9);
	vt_wait_for(vt, "大厅日终");
	sign_as(vt, "zhuguan");
	vt_wait_for(vt, "已锁定");
	vt_key(vt, VT_ESC);
	vt_wait_for(vt, "办什么事");
	hall_leave(vt);

	s = hall_store(h);
	assert_true(closes_get(s, date_parse(HALL_DAY), NULL, &a, &row, &e));
	assert_non_null(row);
	assert_string_equal(row->signed_by, "zhuguan");
	arena_done(&a);
	store_close(s);
}

static void the_screen_stands_at_every_size(void **state)
{
	struct screens_hall *h = *state;
	char number[NUMBER_TEXT];

	hall_add_deferred(h, "赵六", "2026-11-30", number);
	for (int i = 0; i < HALL_SIZES; i++) {
		struct vt *vt = hall_login(h, "jingban", hall_sizes[i][0], hall_sizes[i][1]);
		vt_type_bytes(vt, "\x04", 1);
		vt_wait_for(vt, "要写明原因");
		hall_assert_framed(vt, hall_sizes[i][0], "日终");
		assert_true(vt_contains(vt, "签字"));
		vt_key(vt, VT_ESC);
		vt_wait_for(vt, "办什么事");
		hall_leave(vt);
	}
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_day_is_closed_and_locked, hall_setup,
						hall_teardown),
		cmocka_unit_test_setup_teardown(the_screen_stands_at_every_size, hall_setup,
						hall_teardown),
	};

	if (argc < 2)
		return 1;
	hall_program = argv[1];
	return cmocka_run_group_tests(tests, NULL, NULL);
}
