/* SPDX-License-Identifier: Apache-2.0
 *
 * The wrong item: items side by side, and an intake that becomes another and back.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "screens/hall.h"

static void items_stand_side_by_side(void **state)
{
	for (int i = 0; i < HALL_SIZES; i++) {
		struct vt *vt = hall_login(*state, "jingban", hall_sizes[i][0], hall_sizes[i][1]);
		vt_type(vt, "fs-020");
		vt_wait_for(vt, "一次性伤残补助金");
		vt_key(vt, VT_F4);
		hall_assert_framed(vt, hall_sizes[i][0], "哪一项");
		assert_int_equal(vt_col_of(vt, 1, "fs-020"), 1);
		assert_true(vt_col_of(vt, 1, "fs-021") > 20);
		vt_wait_for(vt, "共列 6 种");
		/* The one chosen goes on to its intake. */
		vt_key(vt, VT_ENTER);
		vt_wait_line(vt, 1, "fs-021");
		hall_assert_framed(vt, hall_sizes[i][0], "受理");
		vt_key(vt, VT_ESC);
		hall_leave(vt);
	}
}

static void an_intake_becomes_another_item_and_back(void **state)
{
	struct vt *vt = hall_login(*state, "jingban", 24, 80);

	hall_fill_intake(vt, "王小明");
	vt_ctrl(vt, 't');
	vt_wait_line(vt, 0, "选事项");
	vt_type(vt, "fs-012");
	vt_wait_for(vt, "失业保险职工参保登记");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "换成　fs-012");
	hall_assert_framed(vt, 24, "换事项");
	assert_true(vt_contains(vt, "回答：参保身份"));
	assert_true(vt_contains(vt, "用人单位·单位名称"));
	/* Not yet. */
	vt_key(vt, VT_ESC);
	vt_wait_line(vt, 1, "fs-001");
	vt_ctrl(vt, 't');
	vt_type(vt, "fs-012");
	vt_wait_for(vt, "失业保险职工参保登记");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "换成　fs-012");
	vt_key(vt, VT_ENTER);
	vt_wait_line(vt, 1, "fs-012");
	vt_wait_for(vt, "王小明");
	vt_wait_for(vt, "《劳动合同》");
	vt_ctrl(vt, 't');
	vt_type(vt, "fs-001");
	vt_wait_for(vt, "职工参保登记");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "换成　fs-001");
	vt_key(vt, VT_ENTER);
	vt_wait_line(vt, 1, "灵活就业人员"); /* given back */
	vt_wait_for(vt, "王小明");
	vt_key(vt, VT_ESC);
	hall_leave(vt);
	/* One draft, of the item it ended as. */
	vt = hall_login(*state, "jingban", 24, 80);
	vt_key(vt, VT_F3);
	vt_wait_for(vt, "职工参保登记");
	assert_false(vt_contains(vt, "失业保险"));
	vt_key(vt, VT_ESC);
	hall_leave(vt);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(items_stand_side_by_side, hall_setup,
						hall_teardown),
		cmocka_unit_test_setup_teardown(an_intake_becomes_another_item_and_back, hall_setup,
						hall_teardown),
	};

	if (argc < 2)
		return 2;
	hall_program = argv[1];
	return cmocka_run_group_tests(tests, NULL, NULL);
}
