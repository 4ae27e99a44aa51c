/* SPDX-License-Identifier: Apache-2.0
 *
 * 缴费通知 comes with the acceptance of an item that has a fee (004:2955); on the
 * case the receipt is written down, and taken back when it was wrong.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "screens/hall.h"
#include "store/fees.h"
#include "store/record.h"

static char number[NUMBER_TEXT];

static int setup(void **state)
{
	static const struct fee_notice fee = {25000, 25000, 1, "每人每次", "桂价费字﹝1996﹞109号"};
	struct screens_hall *h = malloc(sizeof(*h));
	struct case_party party = {
		.role = "insured", .name = "孙八", .phone = "13904131234", .birth = DATE_NONE};
	struct store_receipt receipt;
	struct case_record r;
	struct err e;

	hall_begin_at(h, hall_program, true, "450700");
	case_record_init(&r);
	r.item = "qz-092";
	r.item_name = "劳动能力鉴定申请（初次鉴定）";
	r.guide = "qinzhou";
	r.channel = "window";
	r.outcome = "accept";
	r.due_text = "60日";
	r.fee = "250.00元/每人每次";
	r.n_parties = 1;
	r.parties = &party;
	const struct actor who = {"jingban", "w1", 0};
	const struct store_event events[] = {
		{.kind = EVENT_CASE_ACCEPTED,
		 .who = &who,
		 .reserve = true,
		 .build = case_record_build,
		 .ctx = &r},
		{.kind = EVENT_FEE_TOLD, .who = &who, .build = fees_build, .ctx = (void *)&fee},
	};
	struct store *s = hall_store(h);
	assert_true(store_commit(s, NULL, events, 2, &receipt, &e));
	memcpy(number, receipt.ticket.number, sizeof(number));
	store_close(s);
	*state = h;
	return 0;
}

static void a_receipt_is_written_down_and_taken_back(void **state)
{
	struct screens_hall *h = *state;
	money_fen unpaid = -1;
	struct err e;
	struct vt *vt = hall_login(h, "jingban", 24, 80);

	vt_key(vt, VT_F2);
	vt_wait_for(vt, "孙八");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, number);
	vt_type(vt, "\x02");
	vt_wait_line(vt, 0, "收费");
	vt_wait_for(vt, "应缴 250.00 元");
	vt_wait_for(vt, "还没缴 250.00 元");
	vt_type(vt, "0012345");
	for (int i = 0; i < 4; i++)
		vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "已缴清");
	vt_wait_for(vt, "0012345");
	vt_key(vt, VT_F3);
	vt_wait_for(vt, "写明原因");
	vt_type(vt, "号码抄错");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "还没缴 250.00 元");
	vt_wait_for(vt, "已撤销：号码抄错");
	vt_type(vt, "0012354");
	vt_key(vt, VT_ENTER);
	vt_type(vt, "\x15"
		    "300");
	vt_key(vt, VT_F9);
	vt_wait_for(vt, "应缴还剩 250.00 元");
	vt_key(vt, VT_ESC);
	vt_wait_line(vt, 0, "办件");
	vt_key(vt, VT_ESC);
	vt_key(vt, VT_ESC);
	hall_leave(vt);

	struct store *s = hall_store(h);
	assert_true(fees_unpaid(s, number, &unpaid, &e));
	assert_int_equal(unpaid, 25000);
	store_close(s);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_receipt_is_written_down_and_taken_back, setup,
						hall_teardown),
	};

	if (argc < 2)
		return 1;
	hall_program = argv[1];
	return cmocka_run_group_tests(tests, NULL, NULL);
}
