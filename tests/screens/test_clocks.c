/* SPDX-License-Identifier: Apache-2.0
 *
 * The clocks of a case on its page, and Ctrl+T: suspended for what the guide
 * lists, resumed, extended under a supervisor's hand, made public.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "screens/hall.h"
#include "store/operators.h"
#include "store/record.h"

#define IDENT "11010519491231002X" /* GB 11643-1999 */
enum { CTRL_T = 'T' - 64 };

/* 60日（特殊情形可延长30日）, with a wait that the guide lists; awaiting publicity. */
static void add_case(const struct screens_hall *h, bool publicised, char *number)
{
	struct case_limit limit = {.id = "all",
				   .text = "从受理之日起60日（特殊情形可延长30日）",
				   .unit = "日",
				   .days = 60,
				   .from = date_parse(HALL_DAY),
				   .due = date_make(2027, 1, 23),
				   .start = "accepted",
				   .extend_days = 30,
				   .extend_unit = "日",
				   .uncounted = "邮寄表单等原因"};
	struct case_stage stage = {.id = "p",
				   .text = "公示",
				   .posts = "clerk",
				   .days = 5,
				   .unit = "工作日",
				   .publicised = true};
	struct case_party party = {.role = "insured",
				   .kind = "resident",
				   .number = IDENT,
				   .name = "王小明",
				   .birth = date_make(1949, 12, 31)};
	struct case_record r;
	struct store_receipt receipt;
	struct err e = {0};
	struct store *s = hall_store(h);

	case_record_init(&r);
	r.item = "qz-092";
	r.item_name = "劳动能力鉴定";
	r.guide = "qinzhou";
	r.item_version = "0123456789abcdef0123456789abcdef";
	r.channel = "window";
	r.outcome = "accept";
	r.due_text = "60日";
	r.due = limit.due;
	r.n_limits = r.n_parties = 1;
	r.limits = &limit;
	r.parties = &party;
	r.n_stages = publicised;
	r.stages = &stage;
	const struct store_event ev = {.kind = EVENT_CASE_ACCEPTED,
				       .who = &(struct actor){"jingban", "w1", 0},
				       .reserve = true,
				       .build = case_record_build,
				       .ctx = &r};
	assert_true(store_set_day(s, date_parse(HALL_DAY), &e));
	assert_true(store_commit(s, NULL, &ev, 1, &receipt, &e));
	snprintf(number, NUMBER_TEXT, "%s", receipt.ticket.number);
	store_close(s);
}

static void add_supervisor(const struct screens_hall *h)
{
	struct store *s = hall_store(h);
	struct err e = {0};

	assert_true(operators_create(s, NULL, "zhuguan", "赵主管", POST_BIT(POST_SUPERVISOR),
				     HALL_PASSWORD, PASSWORD_WEAK, &e));
	store_close(s);
}

static struct vt *open_case(const struct screens_hall *h, const char *number, int rows, int cols)
{
	struct vt *vt = hall_login(h, "jingban", rows, cols);

	vt_key(vt, VT_F2);
	vt_wait_line(vt, 4, "王小明");
	vt_type(vt, number);
	vt_wait_line(vt, 1, number);
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "查询码");
	return vt;
}

static void leave_case(struct vt *vt)
{
	vt_key(vt, VT_ESC);
	vt_wait_for(vt, "王小明");
	vt_keys(vt, VT_ESC, 2);
	hall_leave(vt);
}

static void assert_document(const struct screens_hall *h, const char *kind, const char *number)
{
	char path[256];

	snprintf(path, sizeof(path), "%s/documents/%s-%s.xlsx", h->folder, kind, number);
	assert_int_equal(access(path, R_OK), 0);
}

static void menu(struct vt *vt, const char *choice)
{
	vt_type(vt, (const char[]){CTRL_T, 0});
	vt_wait_for(vt, "时限：中止、延长、公示");
	vt_type(vt, choice);
}

static void suspended_resumed_and_extended(void **state)
{
	const struct screens_hall *h = *state;
	char number[NUMBER_TEXT];

	add_supervisor(h);
	add_case(h, false, number);
	struct vt *vt = open_case(h, number, 24, 80);
	vt_wait_for(vt, "还剩60日，2027年1月23日到期");
	menu(vt, "1");
	vt_wait_for(vt, "中止：因为什么");
	assert_true(vt_contains(vt, "邮寄表单等原因"));
	vt_type(vt, "1");
	vt_wait_for(vt, "已登记中止");
	vt_wait_for(vt, "中止办理，剩60日");
	vt_wait_for(vt, "2026-11-24 起中止：邮寄表单等原因");
	assert_document(h, "suspension", number);
	menu(vt, "1");
	vt_wait_for(vt, "已登记恢复办理");
	vt_wait_for(vt, "还剩60日，2027年1月23日到期");
	assert_document(h, "resumption", number);
	menu(vt, "2");
	vt_wait_for(vt, "延长时限：主管签字");
	vt_type(vt, "需现场核实");
	vt_key(vt, VT_ENTER);
	vt_type(vt, "zhuguan");
	vt_key(vt, VT_ENTER);
	vt_type(vt, HALL_PASSWORD);
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "已登记延长时限");
	vt_wait_for(vt, "还剩90日，2027年2月22日到期");
	assert_document(h, "extension", number);
	vt_type(vt, (const char[]){CTRL_T, 0}); /* once: only suspending is left */
	vt_wait_for(vt, "时限：中止、延长、公示");
	assert_false(vt_contains(vt, "主管签字"));
	vt_key(vt, VT_ESC);
	vt_wait_for(vt, "查询码");
	leave_case(vt);
}

static void publicity(void **state)
{
	const struct screens_hall *h = *state;
	char number[NUMBER_TEXT];

	add_case(h, true, number);
	for (int i = 0; i < HALL_SIZES; i++) {
		struct vt *vt = open_case(h, number, hall_sizes[i][0], hall_sizes[i][1]);
		hall_assert_framed(vt, hall_sizes[i][0], "办件");
		if (i == 0) {
			menu(vt, "2");
			vt_wait_for(vt, "公示从哪一天起");
			vt_key(vt, VT_ENTER);
			vt_wait_for(vt, "已登记开始公示");
			assert_document(h, "publicity", number);
		}
		vt_wait_for(vt, "公示中：2026-11-24 至 2026-11-30");
		leave_case(vt);
	}
}

int main(int argc, char **argv)
{
#define T(test) cmocka_unit_test_setup_teardown(test, hall_setup, hall_teardown)
	const struct CMUnitTest tests[] = {
		T(suspended_resumed_and_extended),
		T(publicity),
	};

	if (argc < 2)
		return 1;
	hall_program = argv[1];
	return cmocka_run_group_tests(tests, NULL, NULL);
}
