/* SPDX-License-Identifier: Apache-2.0
 *
 * 送达 at the screen: signed for at the window, posted with its label, come back,
 * the batch of messages, the call to one without a mobile.
 */
#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "screens/hall.h"
#include "store/moves.h"
#include "store/record.h"

/* Accepted by jingban, granted by jingban2. */
static void add_granted(const struct screens_hall *h, const char *name, const char *phone)
{
	struct case_party party = {
		.role = "insured", .name = name, .phone = phone, .birth = DATE_NONE};
	struct store *s = hall_store(h);
	struct store_receipt receipt;
	struct case_record r;
	struct err e;

	case_record_init(&r);
	r.item = "fs-008";
	r.item_name = "职工参保登记";
	r.guide = "fushun";
	r.item_version = "0123456789abcdef0123456789abcdef";
	r.channel = "window";
	r.outcome = "accept";
	r.due_text = "指南未载明";
	r.n_parties = 1;
	r.parties = &party;
	const struct store_event ev = {.kind = EVENT_CASE_ACCEPTED,
				       .who = &(struct actor){"jingban", "w1", 0},
				       .reserve = true,
				       .build = case_record_build,
				       .ctx = &r};
	assert_true(store_commit(s, NULL, &ev, 1, &receipt, &e));
	const struct case_move m = {.kind = EVENT_CASE_GRANTED, .number = receipt.ticket.number};
	assert_true(moves_make(s, &(struct actor){"jingban2", "w2", 0}, &m, NULL, &e));
	store_close(s);
}

static bool has_file(const struct screens_hall *h, const char *pattern)
{
	char path[160];
	glob_t found;

	snprintf(path, sizeof(path), "%s/documents/%s", h->folder, pattern);
	int code = glob(path, 0, NULL, &found);
	globfree(&found);
	return code == 0;
}

static struct vt *open_deliveries(const struct screens_hall *h)
{
	struct vt *vt = hall_login(h, "jingban", 24, 80);

	vt_ctrl(vt, 'F');
	vt_wait_line(vt, 0, "送达");
	return vt;
}

static void signed_for_at_the_window(void **state)
{
	struct screens_hall *h = *state;

	add_granted(h, "王小明", "13904131234");
	struct vt *vt = open_deliveries(h);
	hall_assert_framed(vt, 24, "送达");
	vt_wait_line(vt, 2, "王小明");
	vt_wait_line(vt, 2, "待送达");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "窗口签收");
	vt_type(vt, "1");
	vt_wait_for(vt, "谁签收");
	vt_type(vt, "1");
	vt_wait_for(vt, "已送达");
	vt_wait_for(vt, "没有待送达的");
	vt_key(vt, VT_ESC);
	hall_leave(vt);
}

static void posted_it_may_come_back(void **state)
{
	struct screens_hall *h = *state;

	add_granted(h, "李娜", "13904131234");
	struct vt *vt = open_deliveries(h);
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "邮寄");
	vt_type(vt, "2");
	vt_wait_for(vt, "收件地址");
	vt_type(vt, "新华街1号");
	vt_key(vt, VT_ENTER);
	vt_wait_line(vt, 2, "邮寄 11-24");
	assert_true(has_file(h, "post-*.xlsx"));
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "登记运单号");
	vt_type(vt, "2");
	vt_wait_for(vt, "扫描枪");
	vt_type(vt, "EA123456789CN");
	vt_key(vt, VT_ENTER);
	vt_wait_line(vt, 2, "EA1234");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "退回来了");
	vt_type(vt, "3");
	vt_wait_for(vt, "退回的原因");
	vt_type(vt, "查无此人");
	vt_key(vt, VT_ENTER);
	vt_wait_line(vt, 2, "退回1次 查无此人");
	vt_key(vt, VT_ESC);
	hall_leave(vt);
}

static void messages_for_mobiles_calls_for_others(void **state)
{
	struct screens_hall *h = *state;

	add_granted(h, "李娜", "13904131234");
	add_granted(h, "王小明", "02456789012");
	struct vt *vt = open_deliveries(h);
	vt_ctrl(vt, 'S');
	vt_wait_for(vt, "短信第");
	assert_true(has_file(h, "messages-*.csv"));
	vt_ctrl(vt, 'S');
	vt_wait_for(vt, "今天没有要发的短信");
	vt_key(vt, VT_TAB);
	vt_wait_line(vt, 0, "电话通知");
	vt_wait_line(vt, 2, "王小明");
	assert_null(strstr(vt_line(vt, 2), "02456789012"));
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "02456789012");
	vt_type(vt, "3"); /* nobody answered: the row stays */
	vt_wait_for(vt, "改日再打");
	vt_wait_line(vt, 2, "王小明");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "已打电话通知");
	vt_type(vt, "1");
	vt_wait_for(vt, "没有要打电话通知的");
	vt_key(vt, VT_ESC);
	hall_leave(vt);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(signed_for_at_the_window, hall_setup,
						hall_teardown),
		cmocka_unit_test_setup_teardown(posted_it_may_come_back, hall_setup, hall_teardown),
		cmocka_unit_test_setup_teardown(messages_for_mobiles_calls_for_others, hall_setup,
						hall_teardown),
	};

	if (argc < 2)
		return 1;
	hall_program = argv[1];
	return cmocka_run_group_tests(tests, NULL, NULL);
}
