/* SPDX-License-Identifier: Apache-2.0
 *
 * The screens of a hall, each at three sizes and in a terminal too small, on a
 * practice hall of its own. What an item asks for is from the lines of its guide
 * (001:107-141 职工参保登记).
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
#include "store/settings.h"

/* ---- coming in ---- */

static void login_shows_the_practice_logins_at_every_size(void **state)
{
	for (int i = 0; i < HALL_SIZES; i++) {
		struct vt *vt = hall_open(*state, hall_sizes[i][0], hall_sizes[i][1]);
		hall_assert_framed(vt, hall_sizes[i][0], "一窗");
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

	hall_begin(&real, hall_program, false);
	expect_refused((const char *[]){hall_program, "--store", "/nirgends/hall.db", NULL},
		       "yichuang demo DIR");
	expect_refused((const char *[]){hall_program, "--store", h->path, "--window", "w9", NULL},
		       "综合窗口1号");
	expect_refused(
		(const char *[]){hall_program, "--store", h->path, "--on", "2026-02-30", NULL},
		"不是日期");
	expect_refused((const char *[]){hall_program, "--store", real.path, "--on", HALL_DAY, NULL},
		       "演练库");
	expect_refused((const char *[]){hall_program, "--store", h->path, "--site", "nichts", NULL},
		       "nichts");
	hall_end(&real);
}

/* ---- home, picker, item ---- */

static void a_small_terminal_keeps_everything(void **state)
{
	struct vt *vt = hall_login(*state, "jingban", 24, 80);

	hall_fill_intake(vt, "王小明");
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
	for (int i = 0; i < HALL_SIZES; i++) {
		int rows = hall_sizes[i][0];
		struct vt *vt = hall_login(*state, "jingban", rows, hall_sizes[i][1]);
		hall_assert_framed(vt, rows, "今天");
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

static void search(struct vt *vt, const char *text)
{
	vt_type(vt, text);
	vt_wait_line(vt, 1, text);
}

/* Esc and what follows at once would be one key to any terminal. */
static void clear_search(struct vt *vt)
{
	vt_key(vt, VT_ESC);
	vt_wait_line(vt, 1, "拼音首字母");
}

static void picker_finds_as_one_types(void **state)
{
	for (int i = 0; i < HALL_SIZES; i++) {
		int rows = hall_sizes[i][0], row, col;
		struct vt *vt = hall_login(*state, "jingban", rows, hall_sizes[i][1]);
		vt_type(vt, "z");
		vt_wait_for(vt, "选事项");
		vt_type(vt, "gcbdj");
		vt_wait_line(vt, 3, "fs-001 职工参保登记");
		hall_assert_framed(vt, rows, "选事项");
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
		search(vt, "丧葬");
		vt_wait_for(vt, "fs-007");
		clear_search(vt);
		search(vt, "032");
		vt_wait_line(vt, 3, "fs-032");
		clear_search(vt);
		search(vt, "没有这种事");
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
	search(vt, "fs-011");
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

/* One file nobody can read is named; the others serve on. */
static void a_broken_guide_is_named(void **state)
{
	const struct screens_hall *h = *state;
	const char *const argv[] = {hall_program, "--store", h->path, "--on", HALL_DAY, NULL};
	char command[512], forms[160];

	snprintf(forms, sizeof(forms), "YICHUANG_FORMS=%s/forms", h->folder);
	snprintf(command, sizeof(command),
		 "cp -r \"$YICHUANG_SOURCE_ROOT\"/forms '%s/forms' && "
		 "echo 'steps: nonsense' >> '%s/forms/fushun/fs-003.yaml'",
		 h->folder, h->folder);
	assert_int_equal(system(command), 0);
	struct vt *vt =
		hall_enter(vt_start(argv, (const char *[]){forms, NULL}, 24, 80), "jingban");
	vt_type(vt, "zgcbdj");
	vt_wait_line(vt, 22, "fs-003.yaml");
	vt_wait_line(vt, 3, "fs-001");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "参保身份");
	vt_key(vt, VT_ESC);
	hall_leave(vt);
}

/* ---- the window left alone ---- */

static void the_lock_hides_everything_and_loses_nothing(void **state)
{
	struct store *s = hall_store(*state);
	struct err e;

	assert_true(settings_set(s, NULL, "idle.minutes", "0.02", &e));
	store_close(s);
	struct vt *vt = hall_login(*state, "jingban", 24, 80);
	hall_fill_intake(vt, "王小明");
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
#define TEST(f) cmocka_unit_test_setup_teardown(f, hall_setup, hall_teardown)
	const struct CMUnitTest tests[] = {
		TEST(login_shows_the_practice_logins_at_every_size),
		TEST(login_says_what_is_wrong),
		TEST(what_cannot_be_opened_says_what_to_do),
		TEST(a_small_terminal_keeps_everything),
		TEST(home_has_figures_and_keys_at_every_size),
		TEST(picker_finds_as_one_types),
		TEST(preview_says_what_is_not_done_here),
		TEST(a_broken_guide_is_named),
		TEST(the_lock_hides_everything_and_loses_nothing),
	};

	if (argc < 2)
		return 1;
	hall_program = argv[1];
	return cmocka_run_group_tests(tests, NULL, NULL);
}
