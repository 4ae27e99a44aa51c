/* SPDX-License-Identifier: Apache-2.0
 *
 * Questions with several answers and lists of people in an intake: fs-038's
 * 领取的待遇 (001:1159), which wants at least one and decides nothing, fs-002's
 * 人员名单, qz-015's with its 增员原因 (004:480), and the papers of which one
 * will do.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "screens/hall.h"

#define ROW_BENEFIT "领取的待遇"

static struct vt *open_item(const struct screens_hall *h, const char *id, const char *shows)
{
	struct vt *vt = hall_login(h, "jingban", 24, 80);

	vt_type(vt, id);
	vt_wait_line(vt, 3, id);
	vt_key(vt, VT_ENTER);
	vt_wait_line(vt, 0, "受理");
	vt_wait_for(vt, shows);
	return vt;
}

static void leave(struct vt *vt)
{
	vt_key(vt, VT_ESC);
	hall_leave(vt);
}

/* To the row of the benefits. */
static int go_to_benefit(struct vt *vt)
{
	int row = vt_row_of(vt, ROW_BENEFIT), at, col;

	vt_cursor(vt, &at, &col);
	if (at < row)
		vt_keys(vt, VT_DOWN, row - at);
	else
		vt_keys(vt, VT_UP, at - row);
	vt_settle(vt);
	return row;
}

static void one_is_the_least_where_one_is_wanted(void **state)
{
	struct vt *vt = open_item(*state, "fs-038", ROW_BENEFIT);
	int row = go_to_benefit(vt);

	assert_null(strstr(vt_line(vt, row), "*")); /* nothing waits for it */
	vt_type(vt, " ");
	vt_wait_for(vt, "1 [ ] 企业职工");
	assert_false(vt_contains(vt, "[ ] 无"));
	vt_key(vt, VT_DOWN);
	vt_key(vt, VT_ENTER);
	vt_wait_gone(vt, "┌");
	vt_wait_line(vt, row, "机关事业单位");
	assert_false(vt_contains(vt, "（无）"));
	/* Unticking it leaves nothing to take but the row under the cursor. */
	go_to_benefit(vt);
	vt_type(vt, "  ");
	vt_wait_for(vt, "2 [ ] 机关");
	vt_key(vt, VT_ENTER);
	vt_wait_gone(vt, "┌");
	vt_wait_line(vt, row, "机关事业单位");
	leave(vt);
}

static void what_is_typed_opens_the_list(void **state)
{
	struct vt *vt = open_item(*state, "fs-038", ROW_BENEFIT);
	int row = go_to_benefit(vt);

	vt_type(vt, "3"); /* ticked in sight, not answered yet */
	vt_wait_for(vt, "3 [x] 城乡居民");
	vt_key(vt, VT_ESC);
	vt_wait_gone(vt, "┌");
	vt_wait_line(vt, row, "（未选）");
	vt_type(vt, "工伤");
	vt_wait_for(vt, "1 [ ] 工伤保险长");
	vt_wait_gone(vt, "城乡居民基本");
	vt_type(vt, "2");
	vt_wait_for(vt, "[x] 工伤保险供养");
	vt_wait_for(vt, "城乡居民基本"); /* the search is done with */
	vt_type(vt, "zzz");
	vt_wait_for(vt, "没有匹配");
	vt_key(vt, VT_ESC);
	vt_wait_gone(vt, "没有匹配");
	vt_wait_for(vt, "[x] 工伤保险供养");
	/* The key of the screen closes the list; what is ticked is kept. */
	vt_key(vt, VT_TAB);
	vt_wait_gone(vt, "┌");
	vt_wait_line(vt, row, "工伤保险供养");
	leave(vt);
}

static void the_draft_keeps_the_answer(void **state)
{
	struct vt *vt = open_item(*state, "fs-038", ROW_BENEFIT);
	int row = go_to_benefit(vt);

	vt_type(vt, "被征地");
	vt_wait_for(vt, "1 [ ] 被征地");
	vt_key(vt, VT_ENTER);
	vt_wait_line(vt, row, "被征地");
	vt_key(vt, VT_F3);
	vt_wait_for(vt, "办什么事");
	vt_key(vt, VT_F3);
	vt_wait_line(vt, 0, "草稿");
	vt_key(vt, VT_ENTER);
	vt_wait_line(vt, 0, "受理");
	vt_wait_line(vt, row, "被征地");
	leave(vt);
}

static void several_ways_are_marked_one_by_one(void **state)
{
	struct vt *vt = open_item(*state, "fs-038", "任选其一");

	vt_key(vt, VT_F6);
	vt_wait_for(vt, "任选其一的请逐份标");
	leave(vt);
}

static void an_empty_list_is_opened_by_enter(void **state)
{
	struct vt *vt = open_item(*state, "fs-002", "人员名单");

	vt_wait_for(vt, "空格或 Enter 录入名单");
	vt_keys(vt, VT_DOWN, 6);
	vt_key(vt, VT_ENTER);
	vt_wait_line(vt, 0, "名单");
	vt_wait_for(vt, "还没有人");
	vt_paste(vt, "姓名\t证件号码\n李四\t110105194912310021\n");
	vt_wait_for(vt, "粘贴了 1 行");
	vt_key(vt, VT_ESC);
	vt_wait_line(vt, 0, "受理");
	vt_wait_for(vt, "1 人");
	assert_false(vt_contains(vt, "录入名单"));
	leave(vt);
}

static int setup_qinzhou(void **state)
{
	struct screens_hall *h = malloc(sizeof(*h));

	hall_begin_at(h, hall_program, true, "450700");
	*state = h;
	return 0;
}

static void a_column_is_chosen_in_its_words(void **state)
{
	struct vt *vt = hall_login(*state, "jingban", 40, 100);
	int at, col;

	vt_type(vt, "qz-015");
	vt_wait_line(vt, 3, "qz-015");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "（未选）");
	vt_key(vt, VT_DOWN);
	vt_type(vt, "3");
	vt_wait_for(vt, "录入名单");
	for (int tries = 0; tries < 20; tries++) {
		vt_settle(vt);
		vt_cursor(vt, &at, &col);
		if (at == vt_row_of(vt, "录入名单"))
			break;
		vt_key(vt, VT_DOWN);
	}
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "还没有人");
	vt_paste(vt, "姓名\t证件号码\t增员原因\n李四\t11010519491231002X\t调入\n");
	vt_wait_for(vt, "粘贴了 1 行");
	vt_wait_line(vt, 3, "调入");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "(*)2 调入");
	vt_keys(vt, VT_DOWN, 4);
	vt_type(vt, "3");
	vt_wait_for(vt, "(*)3 单位合并");
	vt_key(vt, VT_ESC);
	vt_wait_line(vt, 3, "单位合并");
	assert_false(vt_contains(vt, "merged"));
	vt_key(vt, VT_ESC);
	vt_wait_for(vt, "1 人");
	leave(vt);
}

int main(int argc, char **argv)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, hall_setup, hall_teardown)
	const struct CMUnitTest tests[] = {
		TEST(one_is_the_least_where_one_is_wanted),
		TEST(what_is_typed_opens_the_list),
		TEST(the_draft_keeps_the_answer),
		TEST(several_ways_are_marked_one_by_one),
		TEST(an_empty_list_is_opened_by_enter),
		cmocka_unit_test_setup_teardown(a_column_is_chosen_in_its_words, setup_qinzhou,
						hall_teardown),
	};

	if (argc < 2)
		return 1;
	hall_program = argv[1];
	return cmocka_run_group_tests(tests, NULL, NULL);
}
