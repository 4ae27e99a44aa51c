/* SPDX-License-Identifier: Apache-2.0
 *
 * One case from the read-back on: the page turned to the applicant, the numbers of
 * other systems, the form copied out, a value put right with a second signature.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "screens/hall.h"

#define IDENT "11010519491231002X" /* GB 11643-1999 */

/* Everything asked for, one key from acceptance. */
static void fill(struct vt *vt, const char *external)
{
	hall_fill_intake(vt, "王小明");
	vt_type(vt, IDENT);
	vt_wait_for(vt, "1949-12-31");
	vt_key(vt, VT_F6);
	vt_wait_for(vt, "可受理");
	vt_key(vt, VT_F9);
	vt_wait_for(vt, "联系电话：还没有填写");
	vt_type(vt, "13904131234");
	vt_ctrl(vt, 'o');
	vt_wait_for(vt, "网上预审号");
	vt_type(vt, external);
	vt_key(vt, VT_ESC); /* what was typed is asked about */
	vt_wait_for(vt, "还没有登记");
	vt_type(vt, "3");
	vt_wait_gone(vt, "还没有登记");
	vt_key(vt, VT_ENTER);
	vt_type(vt, "Y-8");
	vt_key(vt, VT_ENTER);
	vt_wait_gone(vt, "网上预审号");
}

static void read_back(struct vt *vt)
{
	vt_key(vt, VT_F9);
	vt_wait_for(vt, "受理前核对");
	hall_assert_framed(vt, 24, "核对");
	int row = vt_row_of(vt, "王 小 明");
	assert_true(row > 0);
	assert_true(vt_contains(vt, "００２Ｘ"));
	assert_true(vt_contains(vt, "１３９ ０４１３ １２３４"));
	assert_false(vt_contains(vt, IDENT));
	/* What it says may be wrong: back, and forth again. */
	vt_key(vt, VT_ESC);
	vt_wait_line(vt, 0, "受理");
	vt_key(vt, VT_F9);
	vt_wait_for(vt, "受理前核对");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "已受理");
	vt_key(vt, VT_ENTER);
}

static void copy_out(struct vt *vt)
{
	vt_ctrl(vt, 'y');
	vt_wait_for(vt, "第 1/6 项　姓名");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "第 2/6 项　证件类型");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "1101  0519  4912  3100  2X");
	vt_key(vt, VT_UP);
	vt_wait_for(vt, "第 2/6 项");
	vt_key(vt, VT_ESC);
	vt_wait_for(vt, "查询码");
	vt_key(vt, VT_END);
	vt_wait_for(vt, "显示完整号码");
	vt_key(vt, VT_HOME);
}

static void correct_name(struct vt *vt)
{
	vt_key(vt, VT_F2);
	vt_wait_for(vt, "要第二人");
	hall_assert_framed(vt, 24, "更正");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "更正 ─");
	vt_type(vt, "王晓明");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "第二人签字");
	vt_type(vt, "同音字");
	vt_key(vt, VT_ENTER);
	vt_type(vt, "jingban"); /* one's own hand is no second one */
	vt_key(vt, VT_ENTER);
	vt_type(vt, HALL_PASSWORD);
	vt_key(vt, VT_ENTER);
	vt_settle(vt);
	assert_true(vt_contains(vt, "第二人签字"));
	vt_key(vt, VT_UP);
	vt_ctrl(vt, 'u');
	vt_type(vt, "jingban2");
	vt_key(vt, VT_ENTER);
	vt_type(vt, HALL_PASSWORD);
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "已更正：姓名");
	vt_wait_for(vt, "参保人：王晓明");
	vt_key(vt, VT_END);
	vt_wait_for(vt, "更正 姓名：王小明 → 王晓明");
}

static void a_case_and_what_stands_beside_it(void **state)
{
	struct vt *vt = hall_login(*state, "jingban", 24, 80);

	fill(vt, "W-17");
	read_back(vt);
	vt_wait_for(vt, "办什么事");
	vt_key(vt, VT_F2);
	vt_wait_line(vt, 4, "王小明");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "外部流水号 W-17");
	assert_true(vt_contains(vt, "网上预审号 Y-8"));
	copy_out(vt);
	correct_name(vt);
	vt_key(vt, VT_ESC);
	vt_wait_line(vt, 0, "办件");
	vt_wait_line(vt, 4, "王晓明");
	vt_key(vt, VT_ESC);
	vt_wait_for(vt, "办什么事");
	/* The same number on another case is pointed out. */
	hall_fill_intake(vt, "李四");
	vt_ctrl(vt, 'o');
	vt_wait_for(vt, "网上预审号");
	vt_type(vt, "W-17");
	vt_key(vt, VT_F9);
	vt_wait_for(vt, "外部流水号 W-17 已登记在办件");
	vt_key(vt, VT_ESC);
	hall_leave(vt);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_case_and_what_stands_beside_it, hall_setup,
						hall_teardown),
	};

	if (argc < 2)
		return 1;
	hall_program = argv[1];
	return cmocka_run_group_tests(tests, NULL, NULL);
}
