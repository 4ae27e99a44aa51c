/* SPDX-License-Identifier: Apache-2.0
 *
 * The work list and the review: one key a case, the next by itself, why somebody
 * may not, and who was quicker.
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
#include "store/moves.h"
#include "store/record.h"

/* Waits for one 复核; accepted by `by`. number has room for NUMBER_TEXT. */
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

static void pass_behind(const struct screens_hall *h, const char *login, const char *number)
{
	const struct actor who = {login, "w2", 0};
	const struct case_move m = {.kind = EVENT_CASE_REVIEWED, .number = number};
	struct store *s = hall_store(h);
	struct err e;

	if (!moves_make(s, &who, &m, NULL, &e))
		fail_msg("%s", e.text);
	store_close(s);
}

static void make_reviewer(const struct screens_hall *h, const char *login)
{
	struct store *s = hall_store(h);
	struct err e;

	assert_true(operators_set_posts(s, NULL, login,
					POST_BIT(POST_CLERK) | POST_BIT(POST_REVIEWER), "演练",
					&e));
	assert_true(operators_create(s, NULL, "fuhe", "演练复核", POST_BIT(POST_REVIEWER),
				     HALL_PASSWORD, PASSWORD_WEAK, &e));
	store_close(s);
}

static void one_key_a_case_and_the_next_follows(void **state)
{
	char number[3][NUMBER_TEXT];

	make_reviewer(*state, "jingban2");
	add(*state, "jingban", "王小明", number[0]);
	add(*state, "jingban", "赵六", number[1]);
	add(*state, "jingban2", "孙七", number[2]); /* the reviewer's own */
	for (int i = 0; i < HALL_SIZES; i++) {
		struct vt *vt =
			hall_login(*state, "jingban2", hall_sizes[i][0], hall_sizes[i][1]);
		vt_type(vt, "\x19");
		vt_wait_for(vt, "1待审 2");
		hall_assert_framed(vt, hall_sizes[i][0], "待办");
		vt_wait_for(vt, "孙七"); /* listed, with why not */
		vt_wait_for(vt, "您受理或办过");
		vt_key(vt, VT_ESC);
		hall_leave(vt);
	}
	struct vt *vt = hall_login(*state, "jingban2", 24, 80);
	vt_type(vt, "\x19");
	vt_wait_for(vt, "王小明");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "参保人：王小明");
	vt_key(vt, VT_F9);
	vt_wait_for(vt, "参保人：赵六");
	vt_wait_for(vt, "准予办结");
	/* Given back: the reason is asked for. */
	vt_key(vt, VT_F5);
	vt_wait_for(vt, "退回的原因");
	vt_type(vt, "缺签字");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "已退回经办");
	vt_wait_for(vt, "1待审 0");
	vt_key(vt, VT_ENTER); /* the own one, opened all the same */
	vt_wait_for(vt, "参保人：孙七");
	vt_key(vt, VT_F9);
	vt_wait_for(vt, "须另一人办");
	vt_key(vt, VT_ESC);
	vt_wait_line(vt, 0, "待办");
	vt_type(vt, "5"); /* 退回 */
	vt_wait_for(vt, "赵六");
	vt_key(vt, VT_ENTER);
	vt_wait_line(vt, 0, "办件");
	vt_wait_for(vt, "F7 重新送审"); /* put right, and up again */
	vt_key(vt, VT_F7);
	vt_wait_for(vt, "已重新送审");
	vt_key(vt, VT_ESC);
	vt_key(vt, VT_ESC);
	hall_leave(vt);
}

/* What comes in meanwhile shows without a key; who was slower is told, nothing counts twice. */
static void two_at_once(void **state)
{
	char number[2][NUMBER_TEXT];

	make_reviewer(*state, "jingban2");
	add(*state, "jingban", "王小明", number[0]);
	struct vt *vt = hall_login(*state, "jingban2", 24, 80);
	vt_type(vt, "\x19");
	vt_wait_for(vt, "王小明");
	add(*state, "jingban", "赵六", number[1]);
	vt_wait_for(vt, "赵六");
	vt_key(vt, VT_ENTER);
	vt_wait_for(vt, "参保人：王小明");
	pass_behind(*state, "fuhe", number[0]);
	vt_key(vt, VT_F9);
	vt_wait_for(vt, "准予办结");
	vt_wait_for(vt, "不能再");
	vt_key(vt, VT_F7);
	vt_wait_for(vt, "参保人：赵六");
	vt_key(vt, VT_ESC);
	vt_wait_for(vt, "7待送达 1");
	vt_key(vt, VT_ESC);
	hall_leave(vt);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(one_key_a_case_and_the_next_follows, hall_setup,
						hall_teardown),
		cmocka_unit_test_setup_teardown(two_at_once, hall_setup, hall_teardown),
	};

	if (argc < 2)
		return 1;
	hall_program = argv[1];
	return cmocka_run_group_tests(tests, NULL, NULL);
}
