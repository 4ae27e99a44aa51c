/* SPDX-License-Identifier: Apache-2.0
 *
 * The guide file changes while a notice or a draft waits: the old version judges
 * the notice and goes when its screen goes; a draft says what no longer fits.
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

static void run(const char *command)
{
	assert_int_equal(system(command), 0);
}

/* A hall with forms of its own. */
static int begin(void **state)
{
	struct screens_hall *h = malloc(sizeof(*h));
	char command[512];

	hall_begin(h, hall_program, true);
	snprintf(command, sizeof(command), "cp -r '%s/forms' '%s/forms'",
		 getenv("YICHUANG_SOURCE_ROOT"), h->folder);
	run(command);
	*state = h;
	return 0;
}

static struct vt *log_in(const struct screens_hall *h)
{
	const char *const argv[] = {h->program, "--store", h->path, "--on", HALL_DAY, NULL};
	char forms[128];
	const char *const env[] = {forms, NULL};

	snprintf(forms, sizeof(forms), "YICHUANG_FORMS=%s/forms", h->folder);
	return hall_enter(vt_start(argv, env, 24, 80), "jingban");
}

/* A sed script on the guide file of fs-001. */
static void change_guide(const struct screens_hall *h, const char *script)
{
	char command[512];

	snprintf(command, sizeof(command), "sed -i '%s' '%s/forms/fushun/fs-001.yaml'", script,
		 h->folder);
	run(command);
}

static void put(struct vt *vt, const char *text)
{
	vt_type(vt, text);
	vt_wait_for(vt, text);
	vt_key(vt, VT_ENTER);
}

static void give_notice(const struct screens_hall *h)
{
	struct vt *vt = log_in(h);

	hall_fill_intake(vt, "王小明");
	put(vt, "11010519491231002X"); /* GB 11643-1999 */
	vt_wait_for(vt, "1949-12-31");
	put(vt, "13800000000");
	vt_ctrl(vt, 'd');
	vt_wait_for(vt, "代办人姓名");
	put(vt, "周代办");
	put(vt, "440524188001010014");
	put(vt, "13904135678");
	vt_key(vt, VT_F8);
	vt_wait_for(vt, "出具");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "已告知");
	vt_key(vt, VT_ENTER);
	hall_leave(vt);
}

static void the_old_version_goes_with_its_screen(void **state)
{
	struct vt *vt;

	give_notice(*state);
	change_guide(*state, "s/可以选择“网上办”方式/可以在网上办/");
	vt = log_in(*state);
	vt_key(vt, VT_F2);
	vt_wait_line(vt, 4, "王小明");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "再办");
	vt_key(vt, VT_F7);
	vt_wait_for(vt, "按告知时的指南版本");
	vt_key(vt, VT_F6);
	vt_wait_for(vt, "可受理");
	vt_key(vt, VT_F9);
	vt_wait_for(vt, "受理前核对");
	/* Two phones are told apart. */
	vt_wait_for(vt, "代办人电话");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "已受理");
	vt_key(vt, VT_F6); /* the same item for another: today's version */
	vt_wait_line(vt, 0, "受理");
	vt_wait_gone(vt, "已受理");
	vt_settle(vt);
	assert_false(vt_contains(vt, "按告知时的指南版本"));
	vt_type(vt, "2");
	vt_wait_for(vt, "户口簿");
	vt_resize(vt, 60, 132);
	vt_wait_for(vt, "周代办");
	vt_key(vt, VT_F12);
	hall_leave(vt);
}

/* 灵活就业人员 is no longer an answer, and no household book is asked for. */
static void a_draft_says_what_no_longer_fits(void **state)
{
	struct vt *vt = log_in(*state);

	hall_fill_intake(vt, "王小明");
	vt_key(vt, VT_TAB);
	vt_key(vt, VT_F6);
	vt_wait_for(vt, "[✓] 户口簿");
	vt_key(vt, VT_F3);
	vt_wait_for(vt, "已挂单");
	hall_leave(vt);
	change_guide(*state, "s/flex/freelance/g; s/{id: household/{id: register/");
	vt = log_in(*state);
	vt_key(vt, VT_F3);
	vt_wait_line(vt, 2, "王小明");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "指南已改");
	vt_wait_for(vt, "参保身份　灵活就业人员");
	vt_wait_for(vt, "材料　户口簿");
	vt_key(vt, VT_ESC);
	vt_wait_gone(vt, "指南已改");
	vt_key(vt, VT_F12);
	hall_leave(vt);
}

int main(int argc, char **argv)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, begin, hall_teardown)
	const struct CMUnitTest tests[] = {
		TEST(the_old_version_goes_with_its_screen),
		TEST(a_draft_says_what_no_longer_fits),
	};

	if (argc < 2)
		return 1;
	hall_program = argv[1];
	return cmocka_run_group_tests(tests, NULL, NULL);
}
