/* SPDX-License-Identifier: Apache-2.0
 *
 * 免填单: the application form of qz-012 (seed 004:407) is printed from what was
 * typed, comes back signed with one key, and the draft remembers both.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "screens/hall.h"

static int setup(void **state)
{
	struct screens_hall *h = malloc(sizeof(*h));

	hall_begin_at(h, hall_program, true, "450700");
	*state = h;
	return 0;
}

/* Whether one form was written, and whether it has the text. */
static bool form_has(const struct screens_hall *h, const char *text)
{
	char command[512];

	snprintf(command, sizeof(command),
		 "python3 -c 'import glob, sys, zipfile; [f] = glob.glob(sys.argv[1]); "
		 "z = zipfile.ZipFile(f); sys.exit(not any(sys.argv[2].encode() in z.read(n) "
		 "for n in z.namelist()))' '%s/documents/form-*.xlsx' '%s'",
		 h->folder, text);
	return system(command) == 0;
}

static void open_filled(struct vt *vt)
{
	vt_type(vt, "012");
	vt_wait_for(vt, "养老保险待遇发放账户维护申请");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "由谁申请");
	vt_type(vt, "1");
	vt_key(vt, VT_ENTER);
	vt_type(vt, "王晓明");
	vt_key(vt, VT_ENTER);
	vt_ctrl(vt, 'F');
	vt_wait_line(vt, 0, "免填单");
}

static void a_form_is_printed_and_comes_back_signed(void **state)
{
	struct screens_hall *h = *state;
	struct vt *vt = hall_login(h, "jingban", 24, 80);

	open_filled(vt);
	hall_assert_framed(vt, 24, "免填单");
	vt_wait_line(vt, 2, "需要     《参加社会保险人员信息变更申报表》");
	vt_key(vt, VT_ENTER);
	vt_wait_line(vt, 2, "已打印");
	assert_true(form_has(h, "王晓明"));
	assert_true(form_has(h, "参加社会保险人员信息变更申报表"));
	assert_false(form_has(h, "抚顺"));
	vt_type(vt, " ");
	vt_wait_line(vt, 2, "已收");
	vt_key(vt, VT_ESC);
	vt_wait_for(vt, "[✓] 《参加社会保险人员信息变更");
	vt_key(vt, VT_ESC);
	vt_wait_line(vt, 0, "今天");
	vt_key(vt, VT_F3);
	vt_wait_line(vt, 0, "草稿");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "[✓] 《参加社会保险人员信息变更");
	vt_ctrl(vt, 'F');
	vt_wait_line(vt, 2, "已打印");
	vt_type(vt, " "); /* and back again */
	vt_wait_line(vt, 2, "需要");
	vt_key(vt, VT_ESC);
	vt_wait_for(vt, "[印] 《参加社会保险人员信息变更"); /* printed, not back */
	vt_key(vt, VT_ESC);
	hall_leave(vt);
}

static void a_wrong_value_is_not_printed(void **state)
{
	struct screens_hall *h = *state;
	struct vt *vt = hall_login(h, "jingban", 24, 80);

	open_filled(vt);
	vt_key(vt, VT_ESC);
	vt_wait_for(vt, "由谁申请");
	vt_type(vt, "110105194912310021");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "校验码不符");
	vt_ctrl(vt, 'F');
	vt_wait_line(vt, 0, "免填单");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "改正后再打印");
	assert_false(form_has(h, "王晓明"));
	vt_key(vt, VT_ESC);
	vt_key(vt, VT_ESC);
	vt_wait_line(vt, 0, "今天");
	hall_leave(vt);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_form_is_printed_and_comes_back_signed, setup,
						hall_teardown),
		cmocka_unit_test_setup_teardown(a_wrong_value_is_not_printed, setup, hall_teardown),
	};

	if (argc < 2)
		return 1;
	hall_program = argv[1];
	return cmocka_run_group_tests(tests, NULL, NULL);
}
