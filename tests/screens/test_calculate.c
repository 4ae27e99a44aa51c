/* SPDX-License-Identifier: Apache-2.0
 *
 * Answering at the counter: a consult page found, read, printed; a calculator worked
 * out step by step; a figure of a year that is missing, entered by the supervisor.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "screens/hall.h"
#include "store/operators.h"
#include "store/visits.h"

static int panzhihua_setup(void **state)
{
	struct screens_hall *h = malloc(sizeof(*h));
	struct err e;

	hall_begin_at(h, hall_program, true, "510400");
	struct store *s = hall_store(h);
	assert_true(operators_create(s, NULL, "zhuguan", "演练主管", POST_BIT(POST_SUPERVISOR),
				     HALL_PASSWORD, PASSWORD_WEAK, &e));
	store_close(s);
	*state = h;
	return 0;
}

static void a_page_is_found_read_and_printed(void **state)
{
	struct vt *vt = hall_login(*state, "jingban", 24, 80);
	struct visit_row *rows;
	struct arena a = {0};
	struct err e;
	size_t n;

	vt_type(vt, "补社保");
	vt_wait_for(vt, "pz-012 咨询");
	assert_true(vt_contains(vt, "情况一"));
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "继续缴纳5年");
	hall_assert_framed(vt, 24, "咨询");
	assert_false(vt_contains(vt, "000:486"));
	vt_key(vt, VT_F5);
	vt_wait_for(vt, "原文 000:486　读法 P12");
	vt_type(vt, "\x10"); /* Ctrl+P */
	vt_wait_for(vt, "slip-pz-012");
	struct store *s = hall_store(*state);
	assert_true(visits_list(s, date_parse(HALL_DAY), &a, &rows, &n, &e));
	assert_int_equal(n, 1);
	assert_int_equal(rows[0].consultations, 1);
	assert_int_equal(rows[0].slips, 1);
	store_close(s);
	arena_done(&a);
	/* Its calculator stands beside it. */
	vt_type(vt, "\x02"); /* Ctrl+B */
	vt_wait_for(vt, "首次参保缴费日期");
	vt_type(vt, "2005-01-01\r2026-01-01\r8年\r");
	vt_wait_for(vt, "一次性补缴：2年");
	assert_true(vt_contains(vt, "属于：情况二"));
	vt_keys(vt, VT_ESC, 1);
	vt_wait_for(vt, "pz-012");
	vt_keys(vt, VT_ESC, 1);
	vt_wait_for(vt, "补社保");
	vt_keys(vt, VT_ESC, 1);
	vt_wait_gone(vt, "补社保");
	vt_keys(vt, VT_ESC, 1);
	vt_wait_for(vt, "办什么事");
	hall_leave(vt);
}

/* To the calculator of the contribution base: the second of the list. */
static void open_base(struct vt *vt)
{
	vt_type(vt, "\x02");
	vt_wait_for(vt, "社会保险缴费基数");
	vt_key(vt, VT_DOWN);
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "缴费年度");
}

static void leave_base(struct vt *vt)
{
	vt_key(vt, VT_ESC);
	vt_wait_gone(vt, "缴费年度");
	vt_key(vt, VT_ESC);
	vt_wait_for(vt, "办什么事");
	hall_leave(vt);
}

static void a_missing_figure_is_entered_by_the_supervisor(void **state)
{
	struct vt *vt = hall_login(*state, "jingban", 24, 80);

	open_base(vt);
	vt_type(vt, "2\r"); /* flexible; then the percentage */
	vt_wait_for(vt, "选择的比例");
	vt_type(vt, "59.99\r");
	vt_wait_for(vt, "60% 到 300%");
	vt_key(vt, VT_F6);
	vt_wait_gone(vt, "60% 到 300%");
	vt_type(vt, "2\r60\r");
	vt_wait_for(vt, "请主管录入2025年四川省");
	vt_key(vt, VT_F5);
	vt_wait_for(vt, "还没有录入");
	vt_key(vt, VT_F5);
	vt_wait_for(vt, "由主管录入");
	vt_key(vt, VT_ESC);
	vt_wait_for(vt, "缴费年度");
	leave_base(vt);

	vt = hall_login(*state, "zhuguan", 24, 80);
	open_base(vt);
	vt_type(vt, "2\r60\r");
	vt_wait_for(vt, "请主管录入");
	vt_keys(vt, VT_F5, 1);
	vt_wait_for(vt, "还没有录入");
	vt_keys(vt, VT_F5, 1);
	vt_wait_for(vt, "哪一年的数");
	vt_type(vt, "1\r2025\r96000\r\r");
	vt_wait_for(vt, "请写文号");
	vt_type(vt, "试〔2026〕1号\r");
	vt_wait_for(vt, "已录入");
	vt_wait_for(vt, "现行");
	vt_key(vt, VT_ESC);
	vt_wait_for(vt, "每月缴费基数：4800.00元");
	assert_true(vt_contains(vt, "试〔2026"));
	hall_assert_framed(vt, 24, "计算");
	leave_base(vt);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_page_is_found_read_and_printed, panzhihua_setup,
						hall_teardown),
		cmocka_unit_test_setup_teardown(a_missing_figure_is_entered_by_the_supervisor,
						panzhihua_setup, hall_teardown),
	};

	if (argc < 2)
		return 2;
	hall_program = argv[1];
	return cmocka_run_group_tests(tests, NULL, NULL);
}
