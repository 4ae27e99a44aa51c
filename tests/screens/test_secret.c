/* SPDX-License-Identifier: Apache-2.0
 *
 * 服务密码变更 at a desk of the Chengdu guide (003:135-145): a new password of eight digits,
 * typed twice, hidden; what is typed stands in no file of the hall (ruling C9).
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

#include "base/mem.h"
#include "screens/hall.h"

#define OLD	"74205163" /* no number of the hall has these digits */
#define NEW	"86420975"
#define OTHER	"86420976"
#define GIVEN	"已录入（不保存）"
#define CD_005	"fwmmbg" /* 服务密码变更 */
#define CHENGDU "510100"

static int setup(void **state)
{
	struct screens_hall *h = malloc(sizeof(*h));

	hall_begin_at(h, hall_program, true, CHENGDU);
	*state = h;
	return 0;
}

static struct vt *begin(const struct screens_hall *h)
{
	struct vt *vt = hall_login(h, "jingban", 24, 80);

	vt_type(vt, CD_005);
	vt_wait_for(vt, "cd-005");
	vt_key(vt, VT_ENTER);
	vt_wait_line(vt, 0, "受理");
	vt_wait_for(vt, "确认密码");
	return vt;
}

static void enter(struct vt *vt, const char *text)
{
	vt_type(vt, text);
	vt_key(vt, VT_ENTER);
}

static bool row_says(struct vt *vt, const char *label, const char *text)
{
	int row = vt_row_of(vt, label);

	return row >= 0 && strstr(vt_line(vt, row), text);
}

static bool file_has(const char *path, const char *text)
{
	FILE *f = fopen(path, "rb");
	size_t len = strlen(text), n = 0;
	bool has = false;
	int c;

	assert_non_null(f);
	/* Good enough for characters none of which comes twice: no prefix begins again inside. */
	while (!has && (c = fgetc(f)) != EOF) {
		n = c == text[n] ? n + 1 : c == text[0];
		has = n == len;
	}
	fclose(f);
	return has;
}

static bool folder_has(const char *folder, const char *text)
{
	DIR *dir = opendir(folder);
	bool has = false;

	assert_non_null(dir);
	for (const struct dirent *d; (d = readdir(dir));) {
		char *path = xasprintf("%s/%s", folder, d->d_name);
		if (d->d_type == DT_DIR && d->d_name[0] != '.')
			has = has || folder_has(path, text);
		else if (d->d_type == DT_REG)
			has = has || file_has(path, text);
		free(path);
	}
	closedir(dir);
	return has;
}

static void what_is_no_password_is_refused(void **state)
{
	struct vt *vt = begin(*state);

	enter(vt, OLD);
	vt_wait_for(vt, GIVEN);
	vt_wait_for(vt, "八位纯数字");
	vt_wait_for(vt, "  原密码"); /* given: no star */
	enter(vt, "8642097");
	vt_wait_for(vt, "新密码：应为 8 位数字");
	vt_type(vt, "abc");
	vt_wait_for(vt, "有 3 个字不能用在这一栏");
	vt_type(vt, "864209751");
	vt_wait_for(vt, "太长：最后 1 个字没有录入");
	assert_true(row_says(vt, "新密码", "********"));
	vt_key(vt, VT_ENTER);
	enter(vt, OTHER);
	vt_wait_for(vt, "两次录入的不一致");
	assert_false(row_says(vt, "新密码", "*****"));
	assert_false(row_says(vt, "确认密码", "*****"));
	/* Typed once, it is not enough. */
	vt_type(vt, NEW);
	vt_wait_for(vt, "********");
	vt_key(vt, VT_F9);
	vt_wait_for(vt, "请再录入一遍确认");
	assert_false(vt_contains(vt, NEW));
	vt_key(vt, VT_ESC);
	vt_wait_for(vt, "办什么事");
	/* Kept as a draft: without any of it. */
	assert_false(folder_has(((struct screens_hall *)*state)->folder, NEW));
	assert_false(folder_has(((struct screens_hall *)*state)->folder, OLD));
	hall_leave(vt);
}

static void it_is_set_and_kept_nowhere(void **state)
{
	const struct screens_hall *h = *state;
	struct vt *vt = begin(h);

	enter(vt, OLD);
	enter(vt, NEW);
	enter(vt, NEW);
	vt_wait_for(vt, "可受理");
	vt_wait_gone(vt, "表单待填");
	assert_true(row_says(vt, "新密码", GIVEN));
	assert_true(row_says(vt, "确认密码", GIVEN));
	/* Nothing to copy into the core system. */
	vt_ctrl(vt, 'y');
	vt_wait_for(vt, "没有可抄录的");
	vt_key(vt, VT_ESC);
	vt_wait_gone(vt, "没有可抄录的");
	vt_key(vt, VT_F9);
	vt_wait_line(vt, 0, "核对");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "查询码");
	vt_key(vt, VT_ESC);
	vt_wait_for(vt, "办什么事");
	assert_true(folder_has(h->folder, "cd-005"));
	assert_false(folder_has(h->folder, NEW));
	assert_false(folder_has(h->folder, OLD));
	hall_leave(vt);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(what_is_no_password_is_refused, setup,
						hall_teardown),
		cmocka_unit_test_setup_teardown(it_is_set_and_kept_nowhere, setup, hall_teardown),
	};

	if (argc < 2)
		return 1;
	hall_program = argv[1];
	return cmocka_run_group_tests(tests, NULL, NULL);
}
