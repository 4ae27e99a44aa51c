/* SPDX-License-Identifier: Apache-2.0
 *
 * Work on the screens of a hall: a notice and the way back from it, a case, papers
 * to follow, lists of people. The numbers of people are the standard's examples.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "screens/hall.h"
#include "store/promises.h"

#define IDENT	     "11010519491231002X" /* GB 11643-1999 */
#define IDENT_MASKED "110105********002X"

/* ---- a notice, and the person comes back ---- */

static void give_notice(struct vt *vt, const char *name)
{
	hall_fill_intake(vt, name);
	vt_key(vt, VT_TAB);
	vt_type(vt, " "); /* the identity card is good, the household book is not there */
	vt_wait_for(vt, "[✓] 本人身份证");
	vt_key(vt, VT_F8);
	vt_wait_for(vt, "出具");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "已告知");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "办什么事");
}

static void a_notice_is_found_and_taken_up_again(void **state)
{
	struct vt *vt = hall_login(*state, "jingban", 24, 80);

	give_notice(vt, "王小明");
	vt_key(vt, VT_F2);
	vt_wait_line(vt, 4, "王小明");
	hall_assert_framed(vt, 24, "办件");
	assert_non_null(strstr(vt_line(vt, 4), "一次性告知"));
	vt_type(vt, "wxm");
	vt_wait_line(vt, 1, "wxm");
	vt_wait_line(vt, 4, "王小明");
	vt_key(vt, VT_F5); /* 受理 alone */
	vt_wait_for(vt, "没有找到");
	vt_keys(vt, VT_F5, 2);
	vt_wait_line(vt, 4, "王小明");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "查询码");
	vt_wait_for(vt, "未带 户口簿");
	assert_true(vt_contains(vt, "合格 本人身份证"));
	vt_key(vt, VT_F7);
	/* What was good has to be shown again; one key for all of that. */
	vt_wait_for(vt, "上次合格·请再出示");
	assert_true(vt_contains(vt, "接着告知书办"));
	vt_key(vt, VT_F6);
	vt_wait_for(vt, "[✓] 本人身份证");
	vt_wait_for(vt, "[ ] 户口簿");
	assert_true(vt_contains(vt, "王小明"));
	assert_true(vt_contains(vt, "灵活就业人员"));
	vt_key(vt, VT_ESC);
	vt_wait_for(vt, "查询码");
	vt_key(vt, VT_ESC);
	vt_wait_line(vt, 0, "办件");
	vt_keys(vt, VT_ESC, 2);
	hall_leave(vt);
}

/* The number of its paper, then the QR code as a scanner types it. */
static void a_notice_is_taken_up_by_its_number(void **state)
{
	struct vt *vt = hall_login(*state, "jingban", 24, 80);
	char number[32] = "", line[64];

	give_notice(vt, "王小明");
	vt_key(vt, VT_F2);
	vt_wait_line(vt, 4, "王小明");
	assert_int_equal(sscanf(vt_line(vt, 4), " %31[0-9]", number), 1);
	vt_key(vt, VT_ESC);
	vt_wait_for(vt, "办什么事");
	for (int scanned = 0; scanned < 2; scanned++) {
		snprintf(line, sizeof(line), scanned ? "编号 %s" : "%s", number);
		vt_type(vt, line);
		vt_key(vt, VT_ENTER);
		if (scanned) {
			vt_type(vt, "查询码 7K2M9QWE");
			vt_key(vt, VT_ENTER);
			vt_type(vt, "电话 12333");
			vt_key(vt, VT_ENTER);
		}
		vt_wait_for(vt, "上次合格·请再出示");
		vt_wait_for(vt, "接着告知书办");
		assert_false(vt_contains(vt, "7K2M"));
		assert_false(vt_contains(vt, "12333"));
		vt_key(vt, VT_ESC);
		vt_wait_for(vt, "办什么事");
	}
	hall_leave(vt);
}

/* ---- a case ---- */

static void case_hides_numbers_and_keeps_promises(void **state)
{
	char number[NUMBER_TEXT], other[NUMBER_TEXT];
	struct arena a = {0};
	struct promise_row *rows;
	size_t n;
	struct err e;

	hall_add_deferred(*state, "赵六", "2026-11-30", number);
	hall_add_deferred(*state, "钱七", "2026-11-20", other);
	for (int i = 0; i < HALL_SIZES; i++) {
		struct vt *vt = hall_login(*state, "jingban", hall_sizes[i][0], hall_sizes[i][1]);
		vt_key(vt, VT_F2);
		vt_wait_line(vt, 4, "钱七");
		assert_false(vt_contains(vt, IDENT));
		assert_non_null(strstr(vt_line(vt, 4), "002X"));
		vt_type(vt, number);
		vt_wait_line(vt, 4, "赵六");
		vt_key(vt, VT_ENTER);
		vt_wait_for(vt, "查询码");
		vt_wait_for(vt, IDENT_MASKED);
		assert_true(vt_contains(vt, "139****1234"));
		assert_true(vt_contains(vt, "应于 2026-11-30 前补"));
		hall_assert_framed(vt, hall_sizes[i][0], "办件");
		vt_key(vt, VT_F4);
		vt_wait_for(vt, IDENT);
		vt_key(vt, VT_F4);
		vt_wait_for(vt, IDENT_MASKED);
		vt_keys(vt, VT_ESC, 1);
		vt_wait_line(vt, 1, number);
		vt_keys(vt, VT_ESC, 2);
		hall_leave(vt);
	}
	struct vt *vt = hall_login(*state, "jingban", 24, 80);
	vt_key(vt, VT_F6);
	vt_wait_line(vt, 2, "2026-11-20"); /* the oldest first */
	hall_assert_framed(vt, 24, "容缺待补");
	assert_non_null(strstr(vt_line(vt, 2), "139****1234"));
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "材料到达");
	vt_type(vt, "2");
	vt_wait_for(vt, "邮戳日期");
	vt_key(vt, VT_ENTER);
	vt_type(vt, "20261125"); /* tomorrow */
	vt_key(vt, VT_F9);
	vt_wait_for(vt, "请再看信封");
	vt_key(vt, VT_BACKSPACE);
	vt_type(vt, "4");
	vt_key(vt, VT_F9);
	vt_wait_for(vt, "已登记");
	vt_wait_line(vt, 2, "2026-11-30");
	vt_key(vt, VT_ESC);
	vt_wait_for(vt, "容缺已逾期 0");
	hall_leave(vt);
	struct store *s = hall_store(*state);
	assert_true(promises_of(s, other, &a, &rows, &n, &e));
	assert_int_equal(n, 1);
	assert_int_equal(rows[0].arrived, date_parse(HALL_DAY));
	store_close(s);
	arena_done(&a);
}

/* ---- people ---- */

/* fs-002 carries a list of people; the certificate numbers are GB 11643's two examples, then one
 * with a wrong check character. */
static void people_are_pasted_from_a_table_and_put_right(void **state)
{
	struct vt *vt = hall_login(*state, "jingban", 24, 80);

	vt_type(vt, "fs-002");
	vt_wait_line(vt, 3, "fs-002");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "人员名单");
	vt_keys(vt, VT_DOWN, 6);
	vt_type(vt, " ");
	vt_wait_line(vt, 0, "名单");
	vt_wait_for(vt, "还没有人");
	vt_paste(vt, "姓名\t证件号码\n王小明\t" IDENT "\n李四\t110105194912310021\n");
	vt_wait_for(vt, "粘贴了 2 行");
	hall_assert_framed(vt, 24, "名单");
	vt_wait_line(vt, 3, IDENT_MASKED);
	vt_wait_line(vt, 4, "李四");
	vt_wait_for(vt, "校验码不符");
	vt_key(vt, VT_ENTER); /* the wrong row is selected */
	vt_wait_for(vt, "110105194912310021");
	vt_key(vt, VT_ENTER); /* past name and kind */
	vt_key(vt, VT_BACKSPACE);
	vt_type(vt, "x");
	vt_key(vt, VT_ENTER);
	vt_key(vt, VT_ESC);
	vt_wait_line(vt, 4, IDENT_MASKED);
	vt_wait_gone(vt, "校验码不符");
	vt_key(vt, VT_F5);
	vt_wait_for(vt, "第 3 行");
	vt_key(vt, VT_ESC); /* nothing typed: no row */
	vt_wait_for(vt, "2 行");
	vt_key(vt, VT_DELETE);
	vt_wait_for(vt, "人员名单：1 行");
	vt_key(vt, VT_ESC);
	vt_wait_for(vt, "1 人");
	vt_key(vt, VT_ESC);
	hall_leave(vt);
}

int main(int argc, char **argv)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, hall_setup, hall_teardown)
	const struct CMUnitTest tests[] = {
		TEST(a_notice_is_found_and_taken_up_again),
		TEST(a_notice_is_taken_up_by_its_number),
		TEST(case_hides_numbers_and_keeps_promises),
		TEST(people_are_pasted_from_a_table_and_put_right),
	};

	if (argc < 2)
		return 1;
	hall_program = argv[1];
	return cmocka_run_group_tests(tests, NULL, NULL);
}
