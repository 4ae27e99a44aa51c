/* SPDX-License-Identifier: Apache-2.0
 *
 * 预约 on screen: booked in a line of keys, arrival opens the intake with what was
 * told, wrong hours are said at their row, called off with a reason.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>

#include "screens/hall.h"
#include "store/appointments.h"

static struct vt *open_list(const struct screens_hall *h)
{
	struct vt *vt = hall_login(h, "jingban", 24, 80);

	vt_type(vt, "\x01");
	vt_wait_for(vt, "今天约 0 人");
	hall_assert_framed(vt, 24, "今天的预约");
	return vt;
}

/* Name, phone, the item by its initials, today, an hour that has passed, the second channel. */
static void book(struct vt *vt, const char *name)
{
	vt_key(vt, VT_F2);
	vt_wait_line(vt, 0, "登记预约");
	vt_type(vt, name);
	vt_key(vt, VT_ENTER);
	vt_type(vt, "13904131234");
	vt_key(vt, VT_ENTER);
	vt_type(vt, "fs-001");
	vt_wait_for(vt, "职工参保登记");
	vt_key(vt, VT_ENTER);
	vt_type(vt, "\x15" HALL_DAY);
	vt_key(vt, VT_ENTER);
	vt_type(vt, "000");
	vt_key(vt, VT_ENTER);
	vt_type(vt, "2");
	vt_key(vt, VT_F9);
	vt_wait_for(vt, "已登记");
	vt_wait_for(vt, name);
	vt_wait_for(vt, "139****1234");
}

static void arrival_opens_the_intake_prefilled(void **state)
{
	struct screens_hall *h = *state;
	struct appointment_filter f = {.first = DATE_NONE, .last = DATE_NONE};
	struct appointment *rows;
	struct arena a = {0};
	struct err e;
	size_t n;
	struct vt *vt = open_list(h);

	book(vt, "王小明");
	vt_key(vt, VT_ENTER);
	vt_wait_line(vt, 0, "受理");
	vt_wait_for(vt, "fs-001");
	vt_wait_for(vt, "王小明");
	vt_key(vt, VT_ESC);
	vt_wait_for(vt, "到 1");
	vt_key(vt, VT_ESC);
	vt_wait_for(vt, "我的草稿 1");
	vt_wait_for(vt, "来访 1");
	hall_leave(vt);

	struct store *s = hall_store(h);
	assert_true(appointments_list(s, &f, &a, &rows, &n, &e));
	assert_int_equal(n, 1);
	assert_int_equal(rows[0].state, APPOINTMENT_ARRIVED);
	assert_true(rows[0].visit > 0);
	assert_string_equal(rows[0].channel, "12333");
	assert_string_equal(rows[0].item, "fs-001");
	store_close(s);
	arena_done(&a);
}

static void who_does_not_come_is_listed_apart(void **state)
{
	struct screens_hall *h = *state;
	char pattern[128];
	glob_t found;
	struct vt *vt = open_list(h);

	book(vt, "王小明");
	vt_key(vt, VT_F5);
	vt_wait_for(vt, "未到 1");
	vt_key(vt, VT_TAB);
	vt_wait_for(vt, "以后没有预约");
	vt_key(vt, VT_TAB);
	vt_wait_line(vt, 0, "预约未到");
	vt_wait_for(vt, "王小明");
	vt_type(vt, "d");
	vt_wait_for(vt, "为什么取消");
	vt_type(vt, "改为网上办");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "取消 1");
	vt_key(vt, VT_F8);
	vt_wait_for(vt, "appointments-");
	vt_key(vt, VT_ESC);
	hall_leave(vt);
	snprintf(pattern, sizeof(pattern), "%s/documents/appointments-*.xlsx", h->folder);
	assert_int_equal(glob(pattern, 0, NULL, &found), 0);
	globfree(&found);
}

static void what_is_wrong_is_said_at_its_row(void **state)
{
	struct screens_hall *h = *state;
	struct vt *vt = open_list(h);

	vt_key(vt, VT_F3);
	vt_wait_line(vt, 0, "登记延时服务");
	vt_type(vt, "李四");
	vt_key(vt, VT_F9);
	vt_wait_for(vt, "请填几点");
	vt_type(vt, "1730");
	vt_key(vt, VT_ENTER);
	vt_type(vt, "1700");
	vt_key(vt, VT_F9);
	vt_wait_for(vt, "结束时间应在开始之后");
	vt_key(vt, VT_ESC);
	vt_wait_for(vt, "今天没有预约");
	vt_key(vt, VT_ESC);
	hall_leave(vt);
}

int main(int argc, char **argv)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, hall_setup, hall_teardown)
	const struct CMUnitTest tests[] = {
		TEST(arrival_opens_the_intake_prefilled),
		TEST(who_does_not_come_is_listed_apart),
		TEST(what_is_wrong_is_said_at_its_row),
	};

	if (argc < 2)
		return 1;
	hall_program = argv[1];
	return cmocka_run_group_tests(tests, NULL, NULL);
}
