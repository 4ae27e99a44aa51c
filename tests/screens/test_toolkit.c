/* SPDX-License-Identifier: Apache-2.0
 *
 * The toolkit in a real terminal: what it paints at several sizes, what keys
 * and bursts do, and that the terminal comes back on every way out. argv[1] is
 * the demo program.
 */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "screens/vt.h"

static const char *demo;

static struct vt *start_with(int rows, int cols, const char *option, const char *value)
{
	const char *const argv[] = {demo, option, value, NULL};
	struct vt *vt = vt_start(argv, NULL, rows, cols);

	vt_wait_for(vt, rows < 24 || cols < 80 ? "太小" : "工具箱演示");
	return vt;
}

static struct vt *start(int rows, int cols)
{
	return start_with(rows, cols, NULL, NULL);
}

static struct vt *start_form(int rows, int cols)
{
	struct vt *vt = start(rows, cols);

	vt_key(vt, VT_F2);
	vt_wait_for(vt, "证件号码");
	return vt;
}

static void leave(struct vt *vt)
{
	vt_key(vt, VT_ESC);
	vt_wait_for(vt, "工具箱演示");
	vt_key(vt, VT_ESC);
	assert_int_equal(vt_exit_status(vt), 0);
	assert_true(vt_is_restored(vt));
	vt_free(vt);
}

static const int sizes[][2] = {{24, 80}, {30, 100}, {43, 132}};

static void every_line_is_where_it_belongs_at_every_size(void **state)
{
	(void)state;
	for (int i = 0; i < 3; i++) {
		int rows = sizes[i][0], cols = sizes[i][1];
		struct vt *vt = start(rows, cols);
		vt_wait_line(vt, rows - 1, "F1 帮助");
		assert_int_equal(vt_col_of(vt, 0, "【演练】一窗"), 1);
		/* Right-aligned to the column before the last, though it is Chinese. */
		assert_int_equal(vt_col_of(vt, 0, "2026-11-24 周二"), cols - 1 - 15);
		assert_non_null(strstr(vt_line(vt, 0), "抚顺市社保中心  3 号窗口  张三"));
		assert_int_equal(vt_col_of(vt, rows - 2, "容缺到期 2  草稿 1"), cols - 1 - 18);
		assert_string_equal(vt_line(vt, rows - 3), "最后一行");
		assert_string_equal(vt_line(vt, 1), "  工具箱演示");
		assert_non_null(
			strstr(vt_line(vt, 3), "坏字符U+0007这样显示，组合字 e\xCC\x81 也对齐"));
		/* The whole line is painted, to its last cell. */
		assert_int_equal(vt_cell(vt, 0, 0).bg, vt_cell(vt, 0, cols - 1).bg);
		assert_int_not_equal(vt_cell(vt, 0, cols - 1).bg, -1);
		assert_int_equal(vt_cell(vt, rows - 1, cols - 1).bg, vt_cell(vt, rows - 1, 0).bg);
		assert_false(vt_cursor_visible(vt));
		vt_key(vt, VT_F10);
		assert_int_equal(vt_exit_status(vt), 0);
		assert_true(vt_is_restored(vt));
		vt_free(vt);
	}
}

static void a_footer_without_room_says_that_there_is_more(void **state)
{
	struct vt *vt = start(24, 80);

	(void)state;
	assert_int_equal(vt_col_of(vt, 23, "…"), 79);
	vt_resize(vt, 24, 132);
	vt_wait_line(vt, 23, "F10 退出");
	assert_int_equal(vt_col_of(vt, 23, "…"), -1);
	vt_free(vt);
}

static void too_small_says_so_and_comes_back(void **state)
{
	static const int small[][2] = {{23, 80}, {24, 79}, {5, 20}, {2, 7}, {1, 1}};
	struct vt *vt = start_form(24, 80);

	(void)state;
	vt_type(vt, "张三𠮷");
	vt_wait_for(vt, "张三𠮷");
	char *before = xstrdup(vt_screen(vt));
	for (int i = 0; i < 5; i++) {
		vt_resize(vt, small[i][0], small[i][1]);
		if (small[i][0] > 3)
			vt_wait_for(vt, "太小");
		vt_type(vt, "看不见");
		vt_key(vt, VT_F2);
		vt_settle(vt);
		assert_false(vt_contains(vt, "证件号码"));
		vt_resize(vt, 24, 80);
		vt_wait_for(vt, "证件号码");
		vt_wait_cursor(vt, 2, 14 + 1 + 6);
		assert_string_equal(vt_screen(vt), before);
	}
	free(before);
	leave(vt);
	vt = start(10, 30);
	assert_true(vt_contains(vt, "30×10"));
	vt_free(vt);
}

static void resizing_there_and_back_changes_nothing(void **state)
{
	struct vt *vt = start_form(24, 80);

	(void)state;
	vt_type(vt, "欧阳小明");
	vt_wait_for(vt, "欧阳小明");
	char *before = xstrdup(vt_screen(vt));
	vt_resize(vt, 43, 132);
	vt_wait_line(vt, 42, "F1 帮助");
	vt_wait_line(vt, 2, "欧阳小明");
	vt_resize(vt, 24, 80);
	vt_wait_line(vt, 23, "F1 帮助");
	vt_settle(vt);
	assert_string_equal(vt_screen(vt), before);
	free(before);
	leave(vt);
}

static void chinese_is_typed_and_the_cursor_stays_with_it(void **state)
{
	for (int i = 0; i < 3; i++) {
		struct vt *vt = start_form(sizes[i][0], sizes[i][1]);
		(void)state;
		vt_wait_cursor(vt, 2, 15);
		vt_type(vt, "张三");
		vt_wait_cursor(vt, 2, 19);
		vt_key(vt, VT_LEFT);
		vt_wait_cursor(vt, 2, 17);
		vt_type(vt, "𠮷");
		vt_wait_line(vt, 2, "张𠮷三");
		vt_key(vt, VT_BACKSPACE);
		vt_wait_line(vt, 2, "张三");
		vt_ctrl(vt, 'z');
		vt_wait_line(vt, 2, "张𠮷三");
		/* Six characters at most: the rest is refused and said. */
		vt_type(vt, "一二三四五");
		vt_wait_line(vt, 3, "太长：最后 2 个字没有录入");
		vt_wait_line(vt, 2, "张𠮷一二三三");
		leave(vt);
	}
}

static void bursts_are_one_event(void **state)
{
	struct vt *vt = start(24, 80);

	(void)state;
	vt_type(vt, "110105194912310021");
	vt_wait_for(vt, "文字 18 字节：110105194912310021");
	/* Text and the scanner's Enter, then a key of another screen, in one burst. */
	vt_type(vt, "\033OQ张三\r11010519491231002x\r");
	vt_wait_line(vt, 2, "张三");
	vt_wait_line(vt, 3, "11010519491231002X");
	vt_wait_cursor(vt, 4, 15);
	leave(vt);
}

static void a_character_in_two_pieces_is_one(void **state)
{
	struct vt *vt = start_form(24, 80);

	(void)state;
	vt_type_bytes(vt, "\xF0\xA0", 2);
	vt_type_bytes(vt, "\xAE\xB7", 2);
	vt_wait_line(vt, 2, "𠮷");
	leave(vt);
}

static void invalid_text_is_refused_whole_and_said(void **state)
{
	static const char *const bad[] = {"张\xFF三", "\xE5\xBC", "\xED\xA0\x80", "\xC0\xAF",
					  "\xD5\xC5\xC8\xFD"};
	struct vt *vt = start_form(24, 80);

	(void)state;
	for (size_t i = 0; i < 5; i++) {
		vt_type(vt, bad[i]);
		vt_wait_line(vt, 22, "编码不对，没有录入");
		vt_wait_cursor(vt, 2, 15);
		vt_type(vt, "好");
		vt_wait_gone(vt, "编码不对");
		vt_wait_line(vt, 2, "好");
		vt_key(vt, VT_BACKSPACE);
		vt_wait_cursor(vt, 2, 15);
	}
	vt_paste(vt, "李\xFE四");
	vt_wait_line(vt, 22, "编码不对，没有录入");
	leave(vt);
}

static void a_paste_is_text_and_never_keys(void **state)
{
	struct vt *vt = start_form(24, 80);

	(void)state;
	vt_paste(vt, "张三\r");
	vt_wait_line(vt, 2, "张三");
	vt_wait_cursor(vt, 2, 19); /* the line end of a copied cell is no Enter */
	vt_paste(vt, "\t丰\r\n王");
	vt_wait_line(vt, 2, "张三丰王");
	vt_wait_line(vt, 3, "去掉了 3 个不可见字符");
	leave(vt);
}

static void keys_go_through_the_form(void **state)
{
	struct vt *vt = start_form(24, 80);

	(void)state;
	vt_key(vt, VT_ENTER);
	vt_type(vt, "123");
	vt_key(vt, VT_DOWN);
	vt_wait_line(vt, 4, "证件号码应为 18 位");
	vt_wait_cursor(vt, 5, 15);
	vt_type(vt, "20000229");
	vt_key(vt, VT_TAB);
	vt_wait_line(vt, 5, "2000-02-29");
	vt_key(vt, VT_BACKTAB);
	vt_ctrl(vt, 'u');
	vt_type(vt, "2001-02-29");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "没有这个日期");
	vt_keys(vt, VT_UP, 2);
	vt_wait_cursor(vt, 3, 18);
	vt_keys(vt, VT_UP, 5);
	vt_wait_cursor(vt, 2, 15);
	/* An answer brings a question, and takes it away again with its value kept. */
	vt_keys(vt, VT_ENTER, 4);
	vt_type(vt, "y");
	vt_wait_for(vt, "代办人");
	vt_key(vt, VT_ENTER);
	vt_type(vt, "李四");
	vt_wait_for(vt, "李四");
	vt_key(vt, VT_UP);
	vt_type(vt, "否");
	vt_wait_gone(vt, "李四");
	vt_type(vt, " ");
	vt_wait_for(vt, "李四");
	vt_key(vt, VT_BACKSPACE);
	vt_wait_gone(vt, "(*)");
	leave(vt);
}

static void options_open_narrow_and_choose(void **state)
{
	struct vt *vt = start_form(24, 80);
	int row;

	(void)state;
	vt_keys(vt, VT_DOWN, 3);
	vt_type(vt, " ");
	vt_wait_for(vt, "退役军人");
	vt_type(vt, "lh");
	vt_wait_gone(vt, "退役军人");
	assert_true(vt_contains(vt, "灵活就业人员"));
	vt_key(vt, VT_ESC); /* closes the list, not the form */
	vt_wait_gone(vt, "┌");
	assert_true(vt_contains(vt, "证件号码"));
	vt_type(vt, "军");
	vt_wait_for(vt, "退役军人");
	vt_key(vt, VT_ENTER);
	row = vt_row_of(vt, "参保身份");
	vt_wait_line(vt, row, "退役军人");
	vt_wait_cursor(vt, row + 1, 15); /* on the next row, as by Enter */
	vt_key(vt, VT_UP);
	vt_type(vt, "2");
	vt_wait_line(vt, row, "灵活就业人员");
	vt_key(vt, VT_RIGHT);
	vt_wait_line(vt, row, "机关事业单位工作人员");
	vt_key(vt, VT_BACKSPACE);
	vt_wait_line(vt, row, "（未选）");

	row = vt_row_of(vt, "已带材料");
	vt_keys(vt, VT_DOWN, 2);
	vt_type(vt, "13");
	vt_wait_line(vt, row, "[x]1 身份证  [ ]2 户口簿  [x]3 照片");
	vt_type(vt, " ");
	vt_wait_for(vt, "[x] 身份证");
	vt_type(vt, " ");
	vt_wait_for(vt, "[ ] 身份证");
	vt_key(vt, VT_ENTER);
	vt_wait_line(vt, row, "[ ]1 身份证  [ ]2 户口簿  [x]3 照片");
	vt_key(vt, VT_UP);
	vt_type(vt, "0");
	vt_wait_line(vt, row, "[ ]1 身份证  [ ]2 户口簿  [ ]3 照片");
	leave(vt);
}

static void a_password_shows_stars(void **state)
{
	struct vt *vt = start_form(24, 80);

	(void)state;
	vt_keys(vt, VT_DOWN, 7);
	vt_type(vt, "abc密码");
	vt_wait_for(vt, "*****");
	assert_int_equal(vt_row_of(vt, "*****"), vt_row_of(vt, "口令"));
	assert_false(vt_contains(vt, "密码"));
	leave(vt);
}

static void alt_digits_are_function_keys(void **state)
{
	struct vt *vt = start(24, 80);

	(void)state;
	vt_alt(vt, '2');
	vt_wait_for(vt, "证件号码");
	vt_alt(vt, '1');
	vt_wait_for(vt, "按键帮助");
	vt_key(vt, VT_ESC);
	vt_wait_gone(vt, "按键帮助");
	leave(vt);
}

static void help_is_the_action_table(void **state)
{
	struct vt *vt = start_form(30, 100);

	(void)state;
	vt_key(vt, VT_F1);
	vt_wait_for(vt, "F2 Alt+2");
	assert_true(vt_contains(vt, "保存这张表"));
	assert_true(vt_contains(vt, "不保存，返回"));
	assert_true(vt_contains(vt, "Ctrl+U"));
	assert_true(vt_contains(vt, "↓ "));
	vt_key(vt, VT_F1);
	vt_wait_for(vt, "证件号码");
	leave(vt);
}

static void help_is_a_menu(void **state)
{
	struct vt *vt = start(24, 80);

	(void)state;
	vt_type(vt, "\x0b"); /* Ctrl+K */
	vt_wait_for(vt, "按键帮助");
	vt_key(vt, VT_DOWN); /* from the form to the table */
	vt_key(vt, VT_ENTER);
	vt_wait_gone(vt, "按键帮助");
	vt_wait_for(vt, "标记");
	leave(vt);
}

static void tables_are_aligned_and_scroll(void **state)
{
	for (int i = 0; i < 3; i++) {
		int rows = sizes[i][0];
		struct vt *vt = start(rows, sizes[i][1]);
		(void)state;
		vt_key(vt, VT_F3);
		vt_wait_for(vt, "1/200");
		int name = vt_col_of(vt, 1, "姓名"), what = vt_col_of(vt, 1, "事项");
		assert_int_equal(vt_col_of(vt, 2, "张三"), name);
		assert_int_equal(vt_col_of(vt, 3, "欧阳小明"), name);
		assert_int_equal(vt_col_of(vt, 4, "𠮷田"), name);
		assert_int_equal(vt_col_of(vt, 5, "李é"), name);
		assert_int_equal(vt_col_of(vt, 3, "企业职工"), what);
		/* Numbers end in the last column. */
		assert_int_equal(vt_col_of(vt, 2, "0.00"), sizes[i][1] - 4);
		assert_int_equal(vt_col_of(vt, 3, "100.00"), sizes[i][1] - 6);
		if (i == 0)
			assert_non_null(strstr(vt_line(vt, 3), "…"));
		vt_key(vt, VT_END);
		vt_wait_for(vt, "200/200");
		vt_wait_line(vt, rows - 4, " 200 ");
		vt_key(vt, VT_HOME);
		vt_wait_for(vt, "1/200");
		vt_key(vt, VT_PAGE_DOWN);
		vt_key(vt, VT_PAGE_UP);
		vt_key(vt, VT_DOWN);
		vt_wait_for(vt, "2/200");
		assert_int_equal(vt_cell(vt, 3, 0).bg, vt_cell(vt, 3, name).bg);
		assert_int_not_equal(vt_cell(vt, 3, 0).bg, vt_cell(vt, 2, 0).bg);
		/* Character actions come one by one out of a burst. */
		vt_type(vt, "x x");
		vt_wait_for(vt, "5/200");
		for (int row = 3; row < 6; row++)
			assert_string_equal(vt_cell(vt, row, 0).text, "x");
		assert_string_equal(vt_cell(vt, 6, 0).text, "");
		leave(vt);
	}
}

static void dialogs_answer_the_screen_below(void **state)
{
	struct vt *vt = start(24, 80);

	(void)state;
	vt_key(vt, VT_F4);
	vt_wait_for(vt, "请在 2026-12-08 以后再办。");
	assert_true(vt_contains(vt, "工具箱演示")); /* it lies over the screen */
	vt_wait_line(vt, 23, "知道了");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "回答 22 -1");
	vt_key(vt, VT_F5);
	vt_wait_for(vt, "[ 作废 ]");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "回答 23 1");
	vt_key(vt, VT_F5);
	vt_key(vt, VT_RIGHT);
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "回答 23 0");
	vt_key(vt, VT_F5);
	vt_key(vt, VT_ESC);
	vt_wait_for(vt, "回答 23 -1");
	vt_key(vt, VT_F6);
	vt_wait_for(vt, "3  看不清");
	vt_key(vt, VT_DOWN);
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "回答 24 1");
	vt_key(vt, VT_F6);
	vt_type(vt, "4");
	vt_wait_for(vt, "回答 24 3");
	vt_key(vt, VT_F7);
	vt_wait_for(vt, "外部流水号");
	vt_key(vt, VT_ENTER); /* nothing typed: stays */
	vt_type(vt, "流水１２３");
	vt_wait_for(vt, "流水１２３");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "回答 25 0 流水１２３");
	vt_key(vt, VT_F10);
	assert_int_equal(vt_exit_status(vt), 0);
	vt_free(vt);
}

static void a_dialog_without_a_field_hides_the_cursor(void **state)
{
	struct vt *vt = start_form(24, 80);

	(void)state;
	vt_wait_cursor(vt, 2, 15);
	vt_key(vt, VT_F4);
	vt_wait_for(vt, "按身份证填写。");
	assert_false(vt_cursor_visible(vt));
	vt_key(vt, VT_ENTER);
	vt_wait_cursor(vt, 2, 15);
	leave(vt);
}

static void long_work_ends_or_is_cancelled(void **state)
{
	struct vt *vt = start(24, 80);

	(void)state;
	vt_key(vt, VT_F8);
	vt_wait_for(vt, "正在导入");
	vt_key(vt, VT_ESC);
	vt_wait_for(vt, "回答 26 -1");
	assert_false(vt_contains(vt, "正在导入"));
	vt_key(vt, VT_F8);
	vt_wait_for(vt, "%");
	vt_wait_for(vt, "回答 26 1");
	vt_free(vt);
}

/* Esc asks; what became of the work is what it says at its end. */
static void esc_too_late_is_no_cancelling(void **state)
{
	struct vt *vt = start(24, 80);

	(void)state;
	vt_alt(vt, 'l');
	vt_wait_for(vt, "正在写盘");
	vt_key(vt, VT_ESC);
	vt_wait_for(vt, "正在停下来");
	vt_wait_for(vt, "回答 28 1");
	assert_false(vt_contains(vt, "正在写盘"));
	vt_alt(vt, 's');
	vt_wait_for(vt, "正在写盘");
	vt_key(vt, VT_ESC);
	vt_wait_for(vt, "回答 29 -1");
	assert_false(vt_contains(vt, "正在写盘"));
	vt_free(vt);
}

static void a_screen_that_does_not_open_says_why(void **state)
{
	struct vt *vt = start(24, 80);

	(void)state;
	vt_key(vt, VT_F9);
	vt_wait_for(vt, "磁盘已满。请清理磁盘后再试。");
	vt_key(vt, VT_ESC);
	vt_wait_for(vt, "回答 0 -1");
	vt_free(vt);
}

static void the_lock_keeps_what_is_below(void **state)
{
	struct vt *vt = start_with(24, 80, "--lock", "300");

	(void)state;
	vt_key(vt, VT_F2);
	vt_type(vt, "张三");
	vt_wait_for(vt, "已锁定");
	assert_false(vt_contains(vt, "张三丰"));
	assert_int_equal(vt_row_of(vt, "证件号码"), -1);
	vt_key(vt, VT_ENTER);
	vt_wait_line(vt, 2, "张三");
	vt_type(vt, "丰");
	vt_wait_line(vt, 2, "张三丰");
	vt_free(vt);
}

static void signals_end_the_program_and_restore_the_terminal(void **state)
{
	static const int signals[] = {SIGTERM, SIGHUP, SIGINT};

	(void)state;
	for (int i = 0; i < 3; i++) {
		struct vt *vt = start_form(24, 80);
		kill(vt_pid(vt), signals[i]);
		assert_int_equal(vt_exit_status(vt), 128 + signals[i]);
		assert_true(vt_is_restored(vt));
		vt_free(vt);
	}
}

static void a_crash_restores_the_terminal(void **state)
{
	struct vt *vt = start(24, 80);

	(void)state;
	vt_alt(vt, 'c');
	assert_int_equal(vt_exit_status(vt), 128 + SIGABRT);
	assert_true(vt_is_restored(vt));
	vt_free(vt);
}

static void control_c_is_a_key_like_others(void **state)
{
	struct vt *vt = start_form(24, 80);

	(void)state;
	vt_type(vt, "张三");
	vt_ctrl(vt, 'c');
	vt_ctrl(vt, 's');
	vt_ctrl(vt, 'q');
	vt_ctrl(vt, '\\');
	vt_type(vt, "丰");
	vt_wait_line(vt, 2, "张三丰");
	leave(vt);
}

static void stopping_and_going_on_repaints(void **state)
{
	static const int stops[] = {SIGSTOP, SIGTSTP};

	(void)state;
	for (int i = 0; i < 2; i++) {
		struct vt *vt = start_form(24, 80);
		vt_type(vt, "张三");
		vt_wait_line(vt, 2, "张三");
		char *before = xstrdup(vt_screen(vt));
		size_t bytes = vt_bytes_out(vt);
		kill(vt_pid(vt), stops[i]);
		kill(vt_pid(vt), SIGCONT);
		vt_settle(vt);
		assert_true(vt_bytes_out(vt) > bytes);
		assert_string_equal(vt_screen(vt), before);
		vt_paste(vt, "丰\r"); /* pastes are still marked */
		vt_wait_line(vt, 2, "张三丰");
		vt_wait_cursor(vt, 2, 21);
		free(before);
		leave(vt);
	}
}

static void without_colours_meaning_still_shows(void **state)
{
	struct vt *vt = start_with(24, 80, "--mono", NULL);

	(void)state;
	vt_key(vt, VT_F3);
	vt_wait_for(vt, "1/200");
	assert_true(vt_cell(vt, 0, 1).reverse);
	assert_true(vt_cell(vt, 2, 5).reverse);
	assert_false(vt_cell(vt, 3, 5).reverse);
	for (int row = 0; row < 24; row++) {
		for (int col = 0; col < 80; col++) {
			assert_int_equal(vt_cell(vt, row, col).fg, -1);
			assert_int_equal(vt_cell(vt, row, col).bg, -1);
		}
	}
	leave(vt);
}

static void ascii_draws_without_line_characters(void **state)
{
	struct vt *vt = start_with(24, 80, "--ascii", NULL);

	(void)state;
	assert_string_equal(vt_cell(vt, 23, 79).text, "~");
	vt_key(vt, VT_F5);
	vt_wait_for(vt, "+- 作废 -");
	assert_false(vt_contains(vt, "─"));
	assert_false(vt_contains(vt, "┌"));
	vt_key(vt, VT_ESC);
	vt_free(vt);
	vt = start(24, 80);
	vt_key(vt, VT_F5);
	vt_wait_for(vt, "┌─ 作废 ─");
	vt_free(vt);
}

static void a_machine_without_locales_shows_chinese(void **state)
{
	static const char *const envs[][3] = {
		{"LANG=C", "LC_ALL=C", NULL},
		{"LANG=zh_CN.GB18030", NULL}, /* not installed */
		{"LANG=", NULL},
	};
	const char *const argv[] = {demo, NULL};

	(void)state;
	for (int i = 0; i < 3; i++) {
		struct vt *vt = vt_start(argv, envs[i], 24, 80);
		vt_wait_for(vt, "工具箱演示");
		vt_key(vt, VT_F2);
		vt_type(vt, "张三");
		vt_wait_line(vt, 2, "张三");
		vt_free(vt);
	}
}

static void no_terminal_is_said(void **state)
{
	char command[4096];
	const char *const argv[] = {"/bin/sh", "-c", command, NULL};
	/* newterm() leaks what it had when it refuses. */
	static const char *const dumb[] = {"TERM=dumb", "ASAN_OPTIONS=detect_leaks=0", NULL};
	static const char *const odd[] = {"TERM=odd", "ASAN_OPTIONS=detect_leaks=0", NULL};

	(void)state;
	snprintf(command, sizeof(command), "%s </dev/null; echo =$?", demo);
	struct vt *vt = vt_start(argv, NULL, 24, 80);
	vt_wait_for(vt, "全屏界面要在终端里运行");
	vt_wait_for(vt, "=1");
	vt_free(vt);
	const char *const plain[] = {demo, NULL};
	for (int i = 0; i < 2; i++) {
		vt = vt_start(plain, i ? odd : dumb, 24, 80);
		vt_wait_for(vt, i ? "终端类型“odd”" : "终端类型“dumb”");
		assert_int_equal(vt_exit_status(vt), 1);
		assert_true(vt_is_restored(vt));
		vt_free(vt);
	}
}

static void a_key_sends_few_bytes(void **state)
{
	struct vt *vt = start_form(43, 132);

	(void)state;
	vt_type(vt, "张");
	vt_wait_line(vt, 2, "张");
	vt_settle(vt);
	size_t before = vt_bytes_out(vt);
	vt_type(vt, "三");
	vt_wait_line(vt, 2, "张三");
	vt_settle(vt);
	assert_in_range(vt_bytes_out(vt) - before, 3, 64);
	leave(vt);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_line_is_where_it_belongs_at_every_size),
		cmocka_unit_test(a_footer_without_room_says_that_there_is_more),
		cmocka_unit_test(too_small_says_so_and_comes_back),
		cmocka_unit_test(resizing_there_and_back_changes_nothing),
		cmocka_unit_test(chinese_is_typed_and_the_cursor_stays_with_it),
		cmocka_unit_test(bursts_are_one_event),
		cmocka_unit_test(a_character_in_two_pieces_is_one),
		cmocka_unit_test(invalid_text_is_refused_whole_and_said),
		cmocka_unit_test(a_paste_is_text_and_never_keys),
		cmocka_unit_test(keys_go_through_the_form),
		cmocka_unit_test(options_open_narrow_and_choose),
		cmocka_unit_test(a_password_shows_stars),
		cmocka_unit_test(alt_digits_are_function_keys),
		cmocka_unit_test(help_is_the_action_table),
		cmocka_unit_test(help_is_a_menu),
		cmocka_unit_test(tables_are_aligned_and_scroll),
		cmocka_unit_test(dialogs_answer_the_screen_below),
		cmocka_unit_test(a_dialog_without_a_field_hides_the_cursor),
		cmocka_unit_test(long_work_ends_or_is_cancelled),
		cmocka_unit_test(esc_too_late_is_no_cancelling),
		cmocka_unit_test(a_screen_that_does_not_open_says_why),
		cmocka_unit_test(the_lock_keeps_what_is_below),
		cmocka_unit_test(signals_end_the_program_and_restore_the_terminal),
		cmocka_unit_test(a_crash_restores_the_terminal),
		cmocka_unit_test(control_c_is_a_key_like_others),
		cmocka_unit_test(stopping_and_going_on_repaints),
		cmocka_unit_test(without_colours_meaning_still_shows),
		cmocka_unit_test(ascii_draws_without_line_characters),
		cmocka_unit_test(a_machine_without_locales_shows_chinese),
		cmocka_unit_test(no_terminal_is_said),
		cmocka_unit_test(a_key_sends_few_bytes),
	};

	if (argc < 2)
		return 2;
	demo = argv[1];
	if (argc > 2)
		cmocka_set_test_filter(argv[2]);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
