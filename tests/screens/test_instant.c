/* SPDX-License-Identifier: Apache-2.0
 *
 * 即办件 in one go, seen from both sides: the reviewer is told without a key, the
 * window too, and hands over with two keys and one slip. And the supervisor's view
 * of the windows.
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

/* Accepted at w1 by jingban, to be reviewed by another. */
static void add(const struct screens_hall *h, const char *by, const char *name, char *number)
{
	struct case_stage stage = {.id = "hall1.second",
				   .text = "复核",
				   .posts = "reviewer",
				   .separate = true,
				   .ours = true};
	struct case_party party = {.role = "insured", .name = name, .birth = DATE_NONE};
	struct case_record r;
	struct store_receipt receipt;
	struct err e;
	struct store *s = hall_store(h);

	case_record_init(&r);
	r.item = "fs-001";
	r.item_name = "职工参保登记";
	r.channel = "window";
	r.due = date_parse(HALL_DAY);
	r.due_text = "即时办结";
	r.n_parties = r.n_stages = 1;
	r.parties = &party;
	r.stages = &stage;
	const struct store_event ev = {.kind = EVENT_CASE_ACCEPTED,
				       .who = &(struct actor){by, "w1", 0},
				       .reserve = true,
				       .build = case_record_build,
				       .ctx = &r};
	assert_true(store_commit(s, NULL, &ev, 1, &receipt, &e));
	snprintf(number, NUMBER_TEXT, "%s", receipt.ticket.number);
	store_close(s);
}

static void add_staff(const struct screens_hall *h)
{
	struct store *s = hall_store(h);
	struct err e;

	assert_true(operators_create(s, NULL, "fuhe", "演练复核", POST_BIT(POST_REVIEWER),
				     HALL_PASSWORD, PASSWORD_WEAK, &e));
	assert_true(operators_create(s, NULL, "zhuguan", "演练主管", POST_BIT(POST_SUPERVISOR),
				     HALL_PASSWORD, PASSWORD_WEAK, &e));
	store_close(s);
}

static void accepted_reviewed_and_handed_over(void **state)
{
	const struct screens_hall *h = *state;
	char number[NUMBER_TEXT], file[160];

	add_staff(h);
	struct vt *reviewer = hall_login(h, "fuhe", 24, 80);
	struct vt *window = hall_login(h, "jingban", 24, 80);
	add(h, "jingban", "王小明", number);
	vt_wait_for(reviewer, "新到待审 1 件");
	vt_wait_for(reviewer, "待审 1");
	vt_type(reviewer, "\x19");
	vt_wait_for(reviewer, "王小明");
	vt_key(reviewer, VT_ENTER);
	vt_wait_for(reviewer, "参保人：王小明");
	vt_key(reviewer, VT_F9);
	vt_wait_for(reviewer, "准予办结");
	vt_wait_line(reviewer, 0, "待办");
	vt_key(reviewer, VT_ESC);
	hall_leave(reviewer);
	/* Two keys more than accepting. */
	vt_wait_for(window, "本窗口有 1 件已审结");
	vt_wait_for(window, "已审待交 1");
	vt_type(window, "\x05");
	vt_wait_for(window, "准予办结");
	vt_key(window, VT_ENTER);
	vt_wait_for(window, "已送达");
	vt_wait_gone(window, "已审待交");
	snprintf(file, sizeof(file), "%s/documents/conclusion-%s.xlsx", h->folder, number);
	assert_int_equal(access(file, R_OK), 0);
	vt_type(window, "\x05");
	vt_wait_for(window, "没有审结待交");
	hall_leave(window);
}

static void the_supervisor_sees_every_window(void **state)
{
	const struct screens_hall *h = *state;
	char number[NUMBER_TEXT];

	add_staff(h);
	add(h, "jingban", "王小明", number);
	for (int i = 0; i < HALL_SIZES; i++) {
		struct vt *vt = hall_login(h, "zhuguan", hall_sizes[i][0], hall_sizes[i][1]);
		vt_type(vt, "\x18");
		vt_wait_for(vt, "综合窗口1号");
		vt_wait_for(vt, "平均每件几分钟");
		hall_assert_framed(vt, hall_sizes[i][0], "大厅总览");
		vt_key(vt, VT_ENTER);
		vt_wait_line(vt, 0, "待办");
		vt_key(vt, VT_ESC);
		vt_key(vt, VT_ESC);
		hall_leave(vt);
	}
	/* A clerk has no such key. */
	struct vt *vt = hall_login(h, "jingban", 24, 80);
	vt_type(vt, "\x18");
	vt_wait_line(vt, 0, "今天");
	hall_leave(vt);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(accepted_reviewed_and_handed_over, hall_setup,
						hall_teardown),
		cmocka_unit_test_setup_teardown(the_supervisor_sees_every_window, hall_setup,
						hall_teardown),
	};

	if (argc < 2)
		return 1;
	hall_program = argv[1];
	return cmocka_run_group_tests(tests, NULL, NULL);
}
