/* SPDX-License-Identifier: Apache-2.0
 *
 * The list of verifications still to be run, and one that fails.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "screens/hall.h"
#include "store/record.h"

static void add_unavailable(const struct screens_hall *h, const char *name)
{
	struct case_verification v = {.id = "shared",
				      .text = "残疾人证信息",
				      .source = "部门共享",
				      .result = "unavailable",
				      .by = "jingban"};
	struct case_party party = {.role = "insured", .name = name, .birth = DATE_NONE};
	struct case_record r;
	struct store_receipt receipt;
	struct err e;
	struct store *s = hall_store(h);

	case_record_init(&r);
	r.item = "fs-008";
	r.item_name = "城乡居民养老保险参保登记";
	r.channel = "window";
	r.n_parties = r.n_verifications = 1;
	r.parties = &party;
	r.verifications = &v;
	const struct store_event ev = {.kind = EVENT_CASE_ACCEPTED,
				       .who = &(struct actor){"jingban", "w1", 0},
				       .reserve = true,
				       .build = case_record_build,
				       .ctx = &r};
	assert_true(store_commit(s, NULL, &ev, 1, &receipt, &e));
	store_close(s);
}

static void a_second_look_finds_one_and_not_the_other(void **state)
{
	add_unavailable(*state, "王小明");
	add_unavailable(*state, "赵六");
	struct vt *vt = hall_login(*state, "jingban", 24, 80);
	vt_key(vt, VT_F5);
	vt_wait_line(vt, 2, "王小明");
	hall_assert_framed(vt, 24, "待核验");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "核验到");
	vt_type(vt, "1");
	vt_wait_for(vt, "其他（自行填写）");
	vt_type(vt, "2");
	vt_wait_for(vt, "核验来源");
	vt_type(vt, "残联系统");
	vt_key(vt, VT_ENTER);
	vt_wait_line(vt, 2, "赵六");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "核验不到");
	vt_type(vt, "2");
	vt_wait_for(vt, "残联系统"); /* used just now */
	vt_type(vt, "2");
	vt_wait_for(vt, "交主管处理");
	vt_type(vt, "查无此证");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "没有待核验的");
	vt_key(vt, VT_TAB);
	vt_wait_line(vt, 2, "赵六");
	vt_wait_line(vt, 0, "核验不到");
	vt_key(vt, VT_F3);
	vt_wait_for(vt, "核验不到，待主管处理：残疾人证信息（查无此证）");
	vt_keys(vt, VT_ESC, 1);
	vt_wait_line(vt, 0, "核验不到");
	vt_key(vt, VT_ESC);
	hall_leave(vt);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_second_look_finds_one_and_not_the_other,
						hall_setup, hall_teardown),
	};

	if (argc < 2)
		return 1;
	hall_program = argv[1];
	return cmocka_run_group_tests(tests, NULL, NULL);
}
