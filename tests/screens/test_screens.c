/* SPDX-License-Identifier: Apache-2.0
 *
 * The screens of a hall, each at three sizes and in a terminal too small, on a
 * practice hall of its own. Numbers are those of the standards' examples; what an
 * item asks for is from the lines of its guide (001:107-141 职工参保登记).
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
#include "store/cases.h"
#include "store/drafts.h"
#include "store/promises.h"
#include "store/settings.h"

static const char *program;
static const int sizes[][2] = {{24, 80}, {30, 100}, {43, 132}};
enum { SIZES = 3 };

#define IDENT	     "11010519491231002X" /* GB 11643-1999 */
#define IDENT_MASKED "110105********002X"

static int begin(void **state)
{
	struct screens_hall *h = malloc(sizeof(*h));

	hall_begin(h, program, true);
	*state = h;
	return 0;
}

static int end(void **state)
{
	hall_end(*state);
	free(*state);
	return 0;
}

/* Chrome stands where it belongs: the title at the left, the keys in the last line. */
static void assert_framed(struct vt *vt, int rows, const char *title)
{
	vt_wait_line(vt, 0, title);
	vt_wait_line(vt, rows - 1, "F1 帮助");
	assert_non_null(strstr(vt_line(vt, 0), HALL_DAY));
}

/* Intake of 职工参保登记 as 灵活就业人员, the person typed in. */
static void fill_intake(struct vt *vt, const char *name)
{
	vt_type(vt, "zgcbdj");
	vt_wait_for(vt, "fs-001");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "参保身份");
	vt_type(vt, "2");
	vt_wait_gone(vt, "营业执照");
	vt_wait_for(vt, "户口簿");
	vt_key(vt, VT_ENTER);
	vt_type(vt, name);
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, name);
}

/* ---- coming in ---- */

static void login_shows_the_practice_logins_at_every_size(void **state)
{
	for (int i = 0; i < SIZES; i++) {
		struct vt *vt = hall_open(*state, sizes[i][0], sizes[i][1]);
		assert_framed(vt, sizes[i][0], "一窗");
		vt_wait_for(vt, "演练中心");
		assert_true(vt_contains(vt, "口令都是 " HALL_PASSWORD));
		assert_true(vt_contains(vt, "jingban2"));
		vt_key(vt, VT_ESC);
		assert_int_equal(vt_exit_status(vt), 0);
		assert_true(vt_is_restored(vt));
		vt_free(vt);
	}
}

static void login_says_what_is_wrong(void **state)
{
	struct vt *vt = hall_open(*state, 24, 80);

	vt_wait_for(vt, "登录名");
	vt_key(vt, VT_ENTER);
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "请填");
	vt_key(vt, VT_UP);
	vt_type(vt, "ＪｉｎｇＢａｎ"); /* an input method left on */
	vt_wait_for(vt, "jingban");
	vt_key(vt, VT_ENTER);
	vt_type(vt, "falsch88");
	vt_wait_for(vt, "********");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "不对");
	for (int i = 0; i < 4; i++) {
		vt_type(vt, "falsch88");
		vt_wait_for(vt, "********");
		vt_key(vt, VT_ENTER);
		vt_wait_gone(vt, "********");
	}
	vt_wait_for(vt, "锁定");
	vt_key(vt, VT_ESC);
	assert_int_equal(vt_exit_status(vt), 0);
	vt_free(vt);
}

static void expect_refused(const char *const *argv, const char *words)
{
	struct vt *vt = vt_start(argv, NULL, 24, 80);

	vt_wait_for(vt, words);
	assert_int_not_equal(vt_exit_status(vt), 0);
	vt_free(vt);
}

static void what_cannot_be_opened_says_what_to_do(void **state)
{
	const struct screens_hall *h = *state;
	struct screens_hall real;

	hall_begin(&real, program, false);
	expect_refused((const char *[]){program, "--store", "/nirgends/hall.db", NULL},
		       "yichuang demo DIR");
	expect_refused((const char *[]){program, "--store", h->path, "--window", "w9", NULL},
		       "综合窗口1号");
	expect_refused((const char *[]){program, "--store", h->path, "--on", "2026-02-30", NULL},
		       "不是日期");
	expect_refused((const char *[]){program, "--store", real.path, "--on", HALL_DAY, NULL},
		       "演练库");
	expect_refused((const char *[]){program, "--store", h->path, "--site", "nichts", NULL},
		       "nichts");
	hall_end(&real);
}

/* ---- home, picker, item ---- */

static void a_small_terminal_keeps_everything(void **state)
{
	struct vt *vt = hall_login(*state, "jingban", 24, 80);

	fill_intake(vt, "王小明");
	vt_resize(vt, 20, 70);
	vt_wait_for(vt, "窗口太小");
	vt_resize(vt, 43, 132);
	vt_wait_for(vt, "王小明");
	vt_key(vt, VT_ESC);
	hall_leave(vt);
}

static void home_has_figures_and_keys_at_every_size(void **state)
{
	char number[NUMBER_TEXT];

	hall_add_deferred(*state, "赵六", "2026-11-24", number);
	hall_add_deferred(*state, "钱七", "2026-11-20", number);
	for (int i = 0; i < SIZES; i++) {
		int rows = sizes[i][0];
		struct vt *vt = hall_login(*state, "jingban", rows, sizes[i][1]);
		assert_framed(vt, rows, "今天");
		assert_true(vt_contains(vt, "容缺受理 2"));
		assert_true(vt_contains(vt, "容缺今日到期 1"));
		assert_true(vt_contains(vt, "容缺已逾期 1"));
		assert_true(vt_contains(vt, "钱七 缴费凭证"));
		assert_non_null(strstr(vt_line(vt, rows - 2), "容缺到期 2"));
		assert_non_null(strstr(vt_line(vt, rows - 1), "F2 办件"));
		assert_non_null(strstr(vt_line(vt, rows - 1), "F10"));
		hall_leave(vt);
	}
}

/* Esc and what follows at once would be one key to any terminal. */
static void clear_search(struct vt *vt)
{
	vt_key(vt, VT_ESC);
	vt_wait_line(vt, 1, "拼音首字母");
}

static void picker_finds_as_one_types(void **state)
{
	for (int i = 0; i < SIZES; i++) {
		int rows = sizes[i][0], row, col;
		struct vt *vt = hall_login(*state, "jingban", rows, sizes[i][1]);
		vt_type(vt, "z");
		vt_wait_for(vt, "选事项");
		vt_type(vt, "gcbdj");
		vt_wait_line(vt, 3, "fs-001 职工参保登记");
		assert_framed(vt, rows, "选事项");
		/* Its papers per situation stand beside it. */
		assert_true(vt_contains(vt, "灵活就业人员"));
		assert_true(vt_contains(vt, "户口簿"));
		assert_true(vt_contains(vt, "即时办结"));
		/* An input method opens where the typing is. */
		vt_cursor(vt, &row, &col);
		assert_int_equal(row, 1);
		assert_true(vt_cursor_visible(vt));
		clear_search(vt);
		vt_wait_for(vt, "城乡居民养老保险");
		vt_type(vt, "丧葬");
		vt_wait_for(vt, "fs-007");
		clear_search(vt);
		vt_type(vt, "032");
		vt_wait_line(vt, 3, "fs-032");
		clear_search(vt);
		vt_type(vt, "没有这种事");
		vt_wait_for(vt, "没有找到");
		clear_search(vt);
		vt_wait_for(vt, "fs-001");
		vt_key(vt, VT_ESC);
		hall_leave(vt);
	}
}

/* fs-014 takes no application (001:482-501), fs-011 is a bank's (001:398-422). */
static void preview_says_what_is_not_done_here(void **state)
{
	struct vt *vt = hall_login(*state, "jingban", 30, 100);

	vt_type(vt, "fs-014");
	vt_wait_line(vt, 1, "fs-014");
	vt_wait_for(vt, "无需");
	clear_search(vt);
	vt_type(vt, "fs-011");
	vt_wait_line(vt, 1, "fs-011");
	vt_wait_for(vt, "银行");
	vt_key(vt, VT_F3);
	vt_wait_line(vt, 0, "事项");
	vt_key(vt, VT_PAGE_DOWN);
	vt_key(vt, VT_ESC);
	vt_wait_line(vt, 0, "选事项");
	clear_search(vt);
	vt_key(vt, VT_ESC);
	hall_leave(vt);
}

/* ---- a notice, and the person comes back ---- */

static void give_notice(struct vt *vt, const char *name)
{
	fill_intake(vt, name);
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
	assert_framed(vt, 24, "办件");
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
	for (int i = 0; i < SIZES; i++) {
		struct vt *vt = hall_login(*state, "jingban", sizes[i][0], sizes[i][1]);
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
		assert_framed(vt, sizes[i][0], "办件");
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
	assert_framed(vt, 24, "容缺待补");
	assert_non_null(strstr(vt_line(vt, 2), "139****1234"));
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "材料到达");
	vt_type(vt, "2");
	vt_wait_for(vt, "邮戳日期");
	vt_key(vt, VT_ENTER);
	vt_type(vt, "20261125"); /* tomorrow */
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "请再看信封");
	vt_key(vt, VT_BACKSPACE);
	vt_type(vt, "4");
	vt_key(vt, VT_ENTER);
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
	assert_framed(vt, 24, "名单");
	vt_wait_line(vt, 3, IDENT_MASKED);
	vt_wait_line(vt, 4, "李四");
	vt_wait_for(vt, "校验码不符");
	vt_key(vt, VT_ENTER); /* the last row pasted is selected */
	vt_wait_for(vt, "第 2 行");
	vt_keys(vt, VT_ENTER, 2);
	vt_key(vt, VT_BACKSPACE);
	vt_type(vt, "x");
	vt_key(vt, VT_ENTER);
	vt_key(vt, VT_ESC);
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

/* ---- drafts ---- */

static void a_parked_draft_is_taken_over_with_a_reason(void **state)
{
	struct vt *vt = hall_login(*state, "jingban", 24, 80);
	struct arena a = {0};
	struct draft *rows;
	size_t n;
	struct err e;

	fill_intake(vt, "王小明");
	vt_key(vt, VT_ESC);
	vt_wait_for(vt, "王小明 fs-001");
	vt_key(vt, VT_F3);
	vt_wait_line(vt, 2, "王小明");
	assert_framed(vt, 24, "草稿");
	vt_key(vt, VT_F5);
	vt_wait_line(vt, 2, "待接手");
	vt_key(vt, VT_ESC);
	hall_leave(vt);
	vt = hall_login(*state, "jingban2", 24, 80);
	vt_wait_for(vt, "待接手 1");
	vt_key(vt, VT_F3);
	vt_wait_line(vt, 2, "王小明");
	vt_key(vt, VT_F8);
	vt_wait_for(vt, "只有本人能删除");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "窗口交接");
	vt_key(vt, VT_ENTER);
	vt_wait_line(vt, 0, "受理");
	vt_wait_for(vt, "王小明");
	vt_key(vt, VT_ESC);
	hall_leave(vt);
	struct store *s = hall_store(*state);
	assert_true(drafts_list(s, "jingban2", false, &a, &rows, &n, &e));
	assert_int_equal(n, 1);
	assert_string_equal(rows[0].owner, "jingban2");
	assert_string_equal(rows[0].taken_from, "jingban");
	assert_string_equal(rows[0].taken_why, "窗口交接");
	store_close(s);
	arena_done(&a);
}

/* ---- the window left alone ---- */

static void the_lock_hides_everything_and_loses_nothing(void **state)
{
	struct store *s = hall_store(*state);
	struct err e;

	assert_true(settings_set(s, "", "idle.minutes", "0.02", &e));
	store_close(s);
	struct vt *vt = hall_login(*state, "jingban", 24, 80);
	fill_intake(vt, "王小明");
	vt_wait_for(vt, "已锁定");
	assert_false(vt_contains(vt, "王小明"));
	vt_key(vt, VT_F2);
	vt_key(vt, VT_ESC);
	vt_type(vt, "falsch88");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "不对");
	vt_type(vt, HALL_PASSWORD);
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "王小明");
	assert_true(vt_contains(vt, "灵活就业人员"));
	vt_wait_for(vt, "已锁定");
	vt_key(vt, VT_F10);
	assert_int_equal(vt_exit_status(vt), 0);
	assert_true(vt_is_restored(vt));
	vt_free(vt);
	/* What was not finished is a draft. */
	vt = hall_login(*state, "jingban", 24, 80);
	vt_wait_for(vt, "王小明 fs-001");
	vt_free(vt);
}

int main(int argc, char **argv)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, begin, end)
	const struct CMUnitTest tests[] = {
		TEST(login_shows_the_practice_logins_at_every_size),
		TEST(login_says_what_is_wrong),
		TEST(what_cannot_be_opened_says_what_to_do),
		TEST(a_small_terminal_keeps_everything),
		TEST(home_has_figures_and_keys_at_every_size),
		TEST(picker_finds_as_one_types),
		TEST(preview_says_what_is_not_done_here),
		TEST(a_notice_is_found_and_taken_up_again),
		TEST(case_hides_numbers_and_keeps_promises),
		TEST(people_are_pasted_from_a_table_and_put_right),
		TEST(a_parked_draft_is_taken_over_with_a_reason),
		TEST(the_lock_hides_everything_and_loses_nothing),
	};

	if (argc < 2)
		return 1;
	program = argv[1];
	return cmocka_run_group_tests(tests, NULL, NULL);
}
