/* SPDX-License-Identifier: Apache-2.0
 *
 * 上报 at a village point: the reminder of the working day before, a batch of what
 * waits, sent, signed for on paper, a row back with its reason.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>

#include "screens/hall.h"
#include "store/batches.h"

static int setup(void **state)
{
	struct screens_hall *h = malloc(sizeof(*h));
	char number[NUMBER_TEXT];

	hall_begin_at(h, hall_program, true, "QZCJ01");
	hall_add_deferred(h, "赵六", "2026-12-01", number);
	hall_add_deferred(h, "钱七", "2026-12-02", number);
	*state = h;
	return 0;
}

static void a_batch_goes_and_a_row_comes_back(void **state)
{
	struct screens_hall *h = *state;
	struct batch_case *waiting;
	struct batch *batches;
	struct arena a = {0};
	struct err e;
	size_t n;
	struct vt *vt = hall_login(h, "jingban", 24, 80);

	vt_wait_for(vt, "2026-11-25 上报：2 件没有送出");
	vt_type(vt, "\x16");
	vt_wait_line(vt, 0, "待上报");
	vt_wait_for(vt, "下一上报日 2026-11-25");
	vt_key(vt, VT_F2);
	vt_wait_for(vt, "QZCJ0120261124-B001");
	vt_wait_for(vt, "未送出");
	vt_key(vt, VT_F2);
	vt_wait_for(vt, "材料交给谁带走");
	vt_type(vt, "村干部陈某");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "已送出。交接清单");
	vt_type(vt, "x");
	vt_wait_for(vt, "为什么退回");
	vt_type(vt, "缺签字");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "缺签字");
	vt_key(vt, VT_F5);
	vt_wait_for(vt, "谁签收");
	vt_type(vt, "3");
	vt_wait_for(vt, "接收人姓名");
	vt_type(vt, "演练经办"); /* the giver */
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "不能自己签收");
	vt_key(vt, VT_F5);
	vt_type(vt, "3");
	vt_wait_for(vt, "接收人姓名");
	vt_type(vt, "镇社保中心吴某");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "已签收 1 件，退回 1 件");
	vt_key(vt, VT_ESC);
	vt_wait_for(vt, "带送 / 接收");
	vt_key(vt, VT_TAB);
	vt_wait_for(vt, "待上报 1 件");
	vt_wait_for(vt, "缺签字");
	vt_key(vt, VT_ESC);
	vt_wait_for(vt, "上报退回 1 件");
	hall_leave(vt);

	struct store *s = hall_store(h);
	assert_true(batches_waiting(s, 0, &a, &waiting, &n, &e));
	assert_int_equal(n, 1);
	assert_string_equal(waiting[0].name, "赵六");
	assert_true(batches_list(s, 0, 0, &a, &batches, &n, &e));
	assert_int_equal(n, 1);
	assert_int_equal(batches[0].state, BATCH_RECEIVED);
	assert_string_equal(batches[0].receiver, "镇社保中心吴某");
	assert_string_equal(batches[0].carrier, "村干部陈某");
	store_close(s);
	arena_done(&a);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_batch_goes_and_a_row_comes_back, setup,
						hall_teardown),
	};

	if (argc < 2)
		return 1;
	hall_program = argv[1];
	return cmocka_run_group_tests(tests, NULL, NULL);
}
