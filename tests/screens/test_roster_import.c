/* SPDX-License-Identifier: Apache-2.0
 *
 * A unit's list of 200 people into fs-002 (001:148-176) and out as an acceptance;
 * the rows that are bad, and the three ways to go on.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/str.h"
#include "screens/hall.h"
#include "store/cases.h"
#include "store/drafts.h"
#include "store/rosters.h"

#define UNIT "91350100M000100Y43"
enum { PEOPLE = 200 };

/* All but the list and the papers: the keys will stand on the list. */
static void put_draft(const struct screens_hall *h)
{
	struct store *s = hall_store(h);
	struct err e;
	json_t *j = json_pack("{s:s, s:s, s:s, s:{s:s}, s:{s:s, s:s}}", "item", "fs-002", "channel",
			      "window", "on", HALL_DAY, "answers", "change", "plus", "form",
			      "unit.name", "榕城纺织厂", "unit.code", UNIT);
	char *text = json_dumps(j, JSON_COMPACT);
	struct draft d = {.owner = "jingban", .item = "fs-002", .title = "增员", .json = text};

	assert_true(drafts_save(s, &d, &e));
	store_close(s);
	free(text);
	json_decref(j);
}

/* After GB 11643: 210402 1990mmdd nnn and the check digit. */
static void make_number(int i, char out[19])
{
	static const int weights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
	int sum = 0;

	snprintf(out, 19, "2104021990%02d%02d%03d", i / 1000 % 12 + 1, i / 40 % 25 + 1,
		 i % 40 + 101);
	for (int d = 0; d < 17; d++)
		sum += (out[d] - '0') * weights[d];
	out[17] = "10X98765432"[sum % 11];
	out[18] = '\0';
}

/* The unit's table beside the store: a title, its own headings, `bad` rows that Excel ruined. */
static void put_list(const struct screens_hall *h, char path[128], int bad)
{
	static const char *const names[] = {"王", "李", "张", "刘", "陈",
					    "杨", "赵", "黄", "周", "吴"};
	char number[19];

	snprintf(path, 128, "%s/list.csv", h->folder);
	FILE *f = fopen(path, "w");
	assert_non_null(f);
	fprintf(f, "榕城纺织厂增员名单,,,\n序号,姓 名,身份证号,手机\n");
	for (int i = 0; i < PEOPLE; i++) {
		make_number(i, number);
		fprintf(f, "%d,%s%s,%s,13800000000\n", i + 1, names[i % 10], names[i / 10 % 10],
			i < bad ? "4.50721E+17" : number);
	}
	assert_int_equal(fclose(f), 0);
}

/* The list's screen with the file's headings matched. */
static struct vt *open_import(const struct screens_hall *h, const char *path, int rows, int cols)
{
	put_draft(h);
	struct vt *vt = hall_login(h, "jingban", rows, cols);

	vt_key(vt, VT_F3);
	vt_wait_line(vt, 0, "草稿");
	vt_wait_for(vt, "缴费人员增减申报");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "空格或 Enter 录入名单");
	vt_type(vt, " ");
	vt_wait_for(vt, "Ctrl+R 导入");
	vt_ctrl(vt, 'R');
	vt_wait_for(vt, "单位交来的名单在哪里");
	vt_type(vt, path);
	vt_wait_for(vt, "list.csv");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "list.csv：200 人");
	return vt;
}

static void leave(struct vt *vt)
{
	vt_key(vt, VT_ESC);
	vt_wait_line(vt, 0, "受理");
	vt_key(vt, VT_ESC);
	vt_wait_for(vt, "办什么事");
	hall_leave(vt);
}

static void two_hundred_people_come_in_and_are_accepted(void **state)
{
	const struct screens_hall *h = *state;
	struct arena a = {0};
	struct case_row *rows;
	struct roster_heading *known;
	struct case_record *r;
	struct err e;
	char path[128];
	size_t n, people = 0;

	put_list(h, path, 0);
	struct vt *vt = open_import(h, path, 24, 80);
	hall_assert_framed(vt, 24, "导入名单");
	vt_wait_for(vt, "表头在第 2 行");
	assert_true(vt_contains(vt, "姓 名"));
	assert_true(vt_contains(vt, "210402********1"));
	assert_false(vt_contains(vt, "210402199"));
	vt_key(vt, VT_F9);
	vt_wait_for(vt, "200 人：合格 200");
	vt_key(vt, VT_F9);
	vt_wait_for(vt, "收进 200 人");
	vt_wait_for(vt, "人员名单：200 行");
	vt_key(vt, VT_ESC);
	vt_wait_for(vt, "200 人");
	vt_key(vt, VT_F6);
	vt_wait_for(vt, "可受理");
	vt_key(vt, VT_F9);
	vt_wait_for(vt, "受理前核对");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "已受理");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "办什么事");
	hall_leave(vt);

	struct store *s = hall_store(h);
	assert_true(cases_search(s, UNIT, 10, &a, &rows, &n, &e));
	assert_int_equal(n, 1);
	assert_true(cases_get(s, rows[0].number, &a, &r, &e));
	for (size_t i = 0; i < r->n_parties; i++)
		people += r->parties[i].line > 0;
	assert_int_equal(people, PEOPLE);
	assert_true(rosters_headings(s, UNIT, &a, &known, &n, &e));
	assert_int_equal(n, 4);
	store_close(s);
	arena_done(&a);
}

static void a_list_is_split_under_a_supervisors_hand(void **state)
{
	const struct screens_hall *h = *state;
	char path[128], back[192];
	struct store *s = hall_store(h);
	struct err e;

	assert_true(operators_create(s, NULL, "zhuguan", "演练主管", POST_BIT(POST_SUPERVISOR),
				     HALL_PASSWORD, PASSWORD_WEAK, &e));
	store_close(s);
	put_list(h, path, 3);
	struct vt *vt = open_import(h, path, 24, 80);
	vt_key(vt, VT_F9);
	vt_wait_for(vt, "合格 197，要再核对 0，有问题 3");
	vt_wait_for(vt, "号码被 Excel 改坏 3");
	vt_key(vt, VT_F9);
	vt_wait_for(vt, "先收 197 人，3 人按名单退回单位");
	vt_type(vt, "2");
	vt_wait_for(vt, "主管同意拆开受理");
	vt_type(vt, "单位急办");
	vt_key(vt, VT_ENTER);
	vt_type(vt, "zhuguan");
	vt_key(vt, VT_ENTER);
	vt_type(vt, HALL_PASSWORD);
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "收进 197 人；退回 3 人");
	vt_wait_for(vt, "人员名单：197 行");
	snprintf(back, sizeof(back), "%s/退回名单-fs-002-%s.xlsx", h->folder, HALL_DAY);
	assert_int_equal(access(back, R_OK), 0);
	leave(vt);
}

static void all_of_it_to_be_put_right_or_none(void **state)
{
	const struct screens_hall *h = *state;
	char path[128];

	put_list(h, path, 3);
	struct vt *vt = open_import(h, path, 24, 80);
	vt_key(vt, VT_F9);
	vt_wait_for(vt, "有问题 3");
	vt_key(vt, VT_F9);
	vt_wait_for(vt, "一个也不收");
	vt_type(vt, "3");
	vt_wait_for(vt, "问题行已另存");
	vt_key(vt, VT_ENTER);
	vt_wait_gone(vt, "问题行已另存");
	vt_key(vt, VT_F9);
	vt_wait_for(vt, "200 人全部收进名单");
	vt_type(vt, "1");
	vt_wait_for(vt, "收进 200 人，其中 3 人有问题");
	vt_wait_for(vt, "未填");
	leave(vt);
}

static void what_cannot_be_read_is_told(void **state)
{
	const struct screens_hall *h = *state;
	char path[128];

	put_list(h, path, 0);
	struct vt *vt = open_import(h, path, 24, 80);
	FILE *f = fopen(path, "w");
	assert_non_null(f);
	fputs("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 not a table", f);
	fclose(f);
	vt_key(vt, VT_ESC);
	vt_wait_for(vt, "Ctrl+R 导入");
	vt_ctrl(vt, 'R');
	vt_wait_for(vt, "单位交来的名单在哪里");
	vt_type(vt, path);
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "另存为 .xlsx");
	vt_key(vt, VT_ESC);
	vt_wait_gone(vt, "另存为 .xlsx");
	leave(vt);
}

static void it_stands_at_every_size(void **state)
{
	const struct screens_hall *h = *state;
	char path[128];

	put_list(h, path, 1);
	for (int i = 0; i < HALL_SIZES; i++) {
		struct vt *vt = open_import(h, path, hall_sizes[i][0], hall_sizes[i][1]);
		hall_assert_framed(vt, hall_sizes[i][0], "导入名单");
		vt_key(vt, VT_F9);
		vt_wait_for(vt, "有问题 1");
		hall_assert_framed(vt, hall_sizes[i][0], "名单核对");
		vt_free(vt);
	}
}

int main(int argc, char **argv)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, hall_setup, hall_teardown)
	const struct CMUnitTest tests[] = {
		TEST(two_hundred_people_come_in_and_are_accepted),
		TEST(a_list_is_split_under_a_supervisors_hand),
		TEST(all_of_it_to_be_put_right_or_none),
		TEST(what_cannot_be_read_is_told),
		TEST(it_stands_at_every_size),
	};

	if (argc < 2)
		return 1;
	hall_program = argv[1];
	return cmocka_run_group_tests(tests, NULL, NULL);
}
