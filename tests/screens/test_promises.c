/* SPDX-License-Identifier: Apache-2.0
 *
 * Promises at the counter: a paper that is not fit, one that never came, the list
 * of the morning, a person who broke one, and an acceptance that was a mistake.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "screens/hall.h"
#include "store/cases.h"
#include "store/operators.h"
#include "store/promises.h"

static void add_staff(const struct screens_hall *h)
{
	struct store *s = hall_store(h);
	struct err e;

	assert_true(operators_create(s, NULL, "zhuguan", "演练主管", POST_BIT(POST_SUPERVISOR),
				     HALL_PASSWORD, PASSWORD_WEAK, &e));
	assert_true(operators_create(s, NULL, "fuhe", "演练复核", POST_BIT(POST_REVIEWER),
				     HALL_PASSWORD, PASSWORD_WEAK, &e));
	store_close(s);
}

/* How many documents stand beside the store whose names begin so. */
static int documents(const struct screens_hall *h, const char *prefix)
{
	char path[128];
	struct dirent *entry;
	int n = 0;

	snprintf(path, sizeof(path), "%s/documents", h->folder);
	DIR *dir = opendir(path);
	while (dir && (entry = readdir(dir)))
		n += strncmp(entry->d_name, prefix, strlen(prefix)) == 0;
	if (dir)
		closedir(dir);
	return n;
}

static struct case_record *read_case(const struct screens_hall *h, const char *number,
				     struct arena *a)
{
	struct store *s = hall_store(h);
	struct case_record *r = NULL;
	struct err e;

	assert_true(cases_get(s, number, a, &r, &e));
	store_close(s);
	return r;
}

static void sign_as(struct vt *vt, const char *login)
{
	vt_wait_for(vt, "签字人登录名");
	vt_type(vt, login);
	vt_key(vt, VT_ENTER);
	vt_type(vt, HALL_PASSWORD);
	vt_key(vt, VT_ENTER);
}

static void an_unfit_paper_stays_open_and_is_told(void **state)
{
	char number[NUMBER_TEXT];

	hall_add_deferred(*state, "赵六", "2026-11-30", number);
	for (int i = 0; i < HALL_SIZES; i++) {
		struct vt *vt = hall_login(*state, "jingban", hall_sizes[i][0], hall_sizes[i][1]);
		vt_key(vt, VT_F6);
		vt_wait_line(vt, 2, "2026-11-30");
		hall_assert_framed(vt, hall_sizes[i][0], "容缺待补");
		vt_key(vt, VT_ENTER);
		vt_wait_for(vt, "怎样补来");
		vt_type(vt, "1");
		vt_key(vt, VT_ENTER);
		vt_type(vt, "缺章");
		vt_wait_for(vt, "缺章");
		vt_key(vt, VT_ENTER);
		vt_wait_for(vt, "说明");
		vt_type(vt, "第二页");
		vt_key(vt, VT_F9);
		vt_wait_for(vt, "仍待补");
		vt_wait_for(vt, "不合格");
		vt_keys(vt, VT_ESC, 1);
		vt_wait_for(vt, "将到期");
		hall_leave(vt);
	}
	assert_int_equal(documents(*state, "unfit-"), HALL_SIZES);
}

static void what_is_overdue_is_decided_by_who_signs(void **state)
{
	struct arena a = {0};
	char number[NUMBER_TEXT];

	add_staff(*state);
	hall_add_deferred(*state, "赵六", "2026-11-20", number);
	struct vt *vt = hall_login(*state, "jingban", 24, 80);
	vt_wait_for(vt, "容缺已逾期 1");
	vt_key(vt, VT_F6);
	vt_wait_line(vt, 2, "2026-11-20");
	vt_key(vt, VT_F2);
	vt_wait_for(vt, "容缺逾期处理");
	assert_false(vt_contains(vt, "按已补齐情况继续")); /* the guide prints nothing like it */
	vt_type(vt, "1");
	vt_wait_for(vt, "宽限到");
	vt_key(vt, VT_ENTER);
	vt_type(vt, "20261128"); /* a Saturday */
	vt_key(vt, VT_ENTER);
	vt_type(vt, "住院");
	vt_key(vt, VT_F9);
	vt_wait_for(vt, "不是工作日");
	vt_keys(vt, VT_BACKSPACE, 2);
	vt_type(vt, "30");
	vt_key(vt, VT_F9);
	sign_as(vt, "fuhe");
	vt_wait_for(vt, "已决定：宽限");
	vt_wait_line(vt, 2, "2026-11-30");
	vt_wait_line(vt, 2, "已宽限");
	vt_key(vt, VT_ESC);
	hall_leave(vt);
	struct case_record *r = read_case(*state, number, &a);
	assert_int_equal(r->n_lapses, 1);
	assert_string_equal(r->lapses[0].by, "fuhe");
	assert_int_equal(documents(*state, "lapse-"), 1);
	arena_done(&a);
}

static void the_list_of_the_morning_asks_what_it_is_for(void **state)
{
	char number[NUMBER_TEXT];

	hall_add_deferred(*state, "赵六", "2026-11-20", number);
	struct vt *vt = hall_login(*state, "jingban", 24, 80);
	vt_key(vt, VT_F6);
	vt_wait_line(vt, 2, "2026-11-20");
	vt_key(vt, VT_F4);
	vt_wait_for(vt, "13904131234"); /* to be dialled; the ledger has it */
	vt_type(vt, "2");
	vt_wait_for(vt, "无人接听");
	vt_key(vt, VT_F7);
	vt_wait_for(vt, "用途");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "提醒单 1 份材料");
	vt_key(vt, VT_TAB);
	vt_wait_line(vt, 0, "容缺提醒");
	vt_wait_line(vt, 2, "2026-11-20");
	vt_key(vt, VT_ESC);
	hall_leave(vt);
	assert_int_equal(documents(*state, "reminder-2026-11-24"), 1);
}

/* GB 11643's example has the person of the overdue promise. */
static void who_broke_a_promise_is_pointed_out(void **state)
{
	char number[NUMBER_TEXT];

	hall_add_deferred(*state, "赵六", "2026-11-20", number);
	struct vt *vt = hall_login(*state, "jingban", 24, 80);
	hall_fill_intake(vt, "赵六");
	vt_type(vt, "11010519491231002X");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "逾期未补");
	vt_key(vt, VT_ESC);
	vt_wait_for(vt, "草稿");
	vt_free(vt);
}

static void a_mistaken_acceptance_is_voided_with_its_successor(void **state)
{
	struct arena a = {0};
	char number[NUMBER_TEXT];

	add_staff(*state);
	hall_add_deferred(*state, "赵六", "2026-11-30", number);
	struct vt *vt = hall_login(*state, "jingban", 24, 80);
	vt_key(vt, VT_F6);
	vt_wait_line(vt, 2, "2026-11-30");
	vt_key(vt, VT_F3);
	vt_wait_for(vt, "查询码");
	vt_ctrl(vt, 'g');
	vt_wait_for(vt, "谁的原因");
	vt_type(vt, "1");
	vt_key(vt, VT_ENTER);
	vt_type(vt, "3");
	vt_key(vt, VT_ENTER);
	vt_key(vt, VT_F9);
	vt_wait_for(vt, "请写明更正原因");
	vt_type(vt, "重复受理");
	vt_key(vt, VT_F9);
	sign_as(vt, "zhuguan");
	vt_wait_for(vt, "已作废");
	vt_wait_for(vt, "作废：重复受理");
	vt_key(vt, VT_ESC);
	vt_wait_for(vt, "没有待补的材料");
	vt_key(vt, VT_F9);
	vt_wait_for(vt, "未联系");
	hall_assert_framed(vt, 24, "更正受理联系单");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "13904131234");
	vt_type(vt, "1");
	vt_wait_for(vt, "没有要联系的人");
	vt_keys(vt, VT_ESC, 2);
	hall_leave(vt);
	struct case_record *r = read_case(*state, number, &a);
	assert_int_equal(r->state, CASE_VOIDED);
	assert_string_equal(r->void_by, "zhuguan");
	assert_string_equal(r->void_class, "ours");
	assert_int_equal(documents(*state, "mistaken-"), 1);
	arena_done(&a);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(an_unfit_paper_stays_open_and_is_told, hall_setup,
						hall_teardown),
		cmocka_unit_test_setup_teardown(what_is_overdue_is_decided_by_who_signs, hall_setup,
						hall_teardown),
		cmocka_unit_test_setup_teardown(the_list_of_the_morning_asks_what_it_is_for,
						hall_setup, hall_teardown),
		cmocka_unit_test_setup_teardown(who_broke_a_promise_is_pointed_out, hall_setup,
						hall_teardown),
		cmocka_unit_test_setup_teardown(a_mistaken_acceptance_is_voided_with_its_successor,
						hall_setup, hall_teardown),
	};

	(void)argc;
	hall_program = argv[1];
	return cmocka_run_group_tests(tests, NULL, NULL);
}
