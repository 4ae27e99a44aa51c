/* SPDX-License-Identifier: Apache-2.0
 *
 * An electronic paper is taken from a folder into the case, and stands in it
 * after the draft was left and opened again. qz-012 with five people asks for an
 * Excel电子表格 (seed 004:412).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "screens/hall.h"
#include "store/settings.h"

static int setup(void **state)
{
	struct screens_hall *h = malloc(sizeof(*h));

	hall_begin_at(h, hall_program, true, "450700");
	*state = h;
	return 0;
}

static void put_file(const struct screens_hall *h, const char *name, const char *content)
{
	char path[160];

	snprintf(path, sizeof(path), "%s/inbox", h->folder);
	mkdir(path, 0700);
	snprintf(path, sizeof(path), "%s/inbox/%s", h->folder, name);
	FILE *f = fopen(path, "w");
	assert_non_null(f);
	fputs(content, f);
	fclose(f);
}

static void name_inbox(const struct screens_hall *h)
{
	struct store *s = hall_store(h);
	char path[160];
	struct err e;

	snprintf(path, sizeof(path), "%s/inbox", h->folder);
	assert_true(settings_set(s, NULL, "import.folder", path, &e));
	store_close(s);
}

/* From home to the papers of qz-012 as a unit with five people, on the table. */
static void open_papers(struct vt *vt)
{
	vt_type(vt, "012");
	vt_wait_for(vt, "养老保险待遇发放账户维护申请");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "由谁申请");
	vt_type(vt, "2");
	vt_wait_for(vt, "人数");
	vt_type(vt, "5");
	vt_key(vt, VT_TAB);
	vt_key(vt, VT_DOWN);
	vt_key(vt, VT_DOWN);
	vt_wait_for(vt, "Excel电子表格 · 电子文档");
	vt_key(vt, VT_ENTER);
	vt_wait_line(vt, 0, "收电子文档");
	vt_wait_for(vt, "还没有收下文件");
}

static void a_table_is_taken_and_kept_with_the_draft(void **state)
{
	struct screens_hall *h = *state;

	put_file(h, "变更表.csv", "姓名,证件号码\n甲,11010519491231002X\n乙,440524188001010014\n");
	name_inbox(h);
	struct vt *vt = hall_login(h, "jingban", 24, 80);
	open_papers(vt);
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "变更表.csv");
	hall_assert_framed(vt, 24, "收文件");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "已收下");
	vt_wait_for(vt, "文件 2 人");
	hall_assert_framed(vt, 24, "收电子文档");
	vt_key(vt, VT_ESC);
	vt_wait_for(vt, "[✓] Excel电子表格（电子文档） 1");
	vt_key(vt, VT_ESC);
	vt_wait_line(vt, 0, "今天");
	vt_key(vt, VT_F3);
	vt_wait_line(vt, 0, "草稿");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "[✓] Excel电子表格（电子文档） 1");
	vt_key(vt, VT_ESC);
	hall_leave(vt);
}

static void a_table_that_does_not_open_is_told(void **state)
{
	struct screens_hall *h = *state;

	put_file(h, "变更表.xlsx", "PK\003\004 broken off");
	name_inbox(h);
	struct vt *vt = hall_login(h, "jingban", 24, 80);
	open_papers(vt);
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "变更表.xlsx");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "这个表格打不开");
	assert_false(vt_contains(vt, "不是名册表格"));
	vt_key(vt, VT_ESC);
	vt_wait_line(vt, 0, "受理");
	vt_key(vt, VT_ESC);
	hall_leave(vt);
}

static void a_whole_folder_is_taken_and_what_is_bad_is_said(void **state)
{
	struct screens_hall *h = *state;

	put_file(h, "a.jpg", "\xFF\xD8\xFFone");
	put_file(h, "b.jpg", "");
	put_file(h, "c11010519491231002X.jpg", "\xFF\xD8\xFFtwo");
	name_inbox(h);
	struct vt *vt = hall_login(h, "jingban", 24, 80);
	open_papers(vt);
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "b.jpg");
	vt_key(vt, VT_F5);
	vt_wait_for(vt, "收下 2 个，1 个没有收下：b.jpg 是空文件");
	vt_wait_for(vt, "a.jpg");
	vt_wait_for(vt, "c110105********002X.jpg");
	vt_key(vt, VT_DELETE);
	vt_key(vt, VT_DELETE);
	vt_wait_for(vt, "还没有收下文件");
	vt_key(vt, VT_ESC);
	vt_wait_for(vt, "[?] Excel电子表格");
	vt_key(vt, VT_ESC);
	vt_wait_line(vt, 0, "今天");
	hall_leave(vt);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_table_is_taken_and_kept_with_the_draft, setup,
						hall_teardown),
		cmocka_unit_test_setup_teardown(a_table_that_does_not_open_is_told, setup,
						hall_teardown),
		cmocka_unit_test_setup_teardown(a_whole_folder_is_taken_and_what_is_bad_is_said,
						setup, hall_teardown),
	};

	if (argc < 2)
		return 1;
	hall_program = argv[1];
	return cmocka_run_group_tests(tests, NULL, NULL);
}
