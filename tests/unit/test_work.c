/* SPDX-License-Identifier: Apache-2.0
 *
 * The work lists over a store of made-up cases: who may do what, why not, and the
 * order. The ledger refuses the same persons the list bars.
 */
#include "store/moves.h"
#include "store/work.h"
#include "store_fixture.h"

static const struct case_stage stages[] = {
	{.id = "a",
	 .text = "初审",
	 .department = "甲科",
	 .posts = "clerk reviewer",
	 .days = 4,
	 .unit = "工作日",
	 .lines = "004:725"},
	{.id = "b", .text = "复核", .posts = "reviewer", .separate = true, .ours = true},
};

static int setup(void **state)
{
	struct hall *h;

	hall_setup(state);
	h = *state;
	hall_staff(h);
	assert_true(operators_create(h->store, NULL, "wang", "王芳",
				     POST_BIT(POST_REVIEWER) | POST_BIT(POST_CLERK), "mima-2026",
				     PASSWORD_WEAK, &h->err));
	return 0;
}

/* Accepted by li; the last n of the two stages. Its number, in the arena. */
static const char *add(struct hall *h, const char *name, date_day due, size_t n, bool deferred)
{
	struct store_receipt receipt;
	struct sample s;

	sample_make(&s, name, NULL);
	s.record.due = due;
	s.record.stages = (struct case_stage *)stages + 2 - n;
	s.record.n_stages = n;
	if (deferred) {
		s.papers[1].state = "deferred";
		s.papers[1].until = due;
	}
	assert_true(sample_commit(h->store, &s,
				  deferred ? EVENT_CASE_DEFERRED : EVENT_CASE_ACCEPTED, NULL, NULL,
				  &receipt, &h->err));
	return arena_strdup(&h->arena, receipt.ticket.number);
}

static struct work_asked asked(const char *login, unsigned posts)
{
	return (struct work_asked){.login = login,
				   .posts = posts,
				   .today = hall_day(),
				   .near = date_make(2026, 11, 27)};
}

static bool pass(struct hall *h, const char *login, const char *number, int64_t stage)
{
	const struct actor who = {login, "2", 0};
	const struct case_move m = {.kind = EVENT_CASE_REVIEWED, .number = number, .stage = stage};

	return moves_make(h->store, &who, &m, NULL, &h->err);
}

/* "name:bar name:bar" of a list. */
static const char *list(struct hall *h, enum work_list which, const struct work_asked *q)
{
	struct work_row *rows;
	struct str s = {0};
	size_t n;

	if (!work_list(h->store, which, q, 100, &h->arena, &rows, &n, &h->err))
		fail_msg("%s", h->err.text);
	for (size_t i = 0; i < n; i++)
		str_addf(&s, "%s%s:%d", i ? " " : "", rows[i].name, (int)rows[i].bar);
	const char *text = arena_strdup(&h->arena, str_text(&s));
	str_done(&s);
	return text;
}

static int64_t count(struct hall *h, enum work_list which, const struct work_asked *q)
{
	int64_t counts[WORK_LISTS];

	assert_true(work_counts(h->store, q, counts, &h->err));
	return counts[which];
}

static void whose_it_is_is_said_before_it_is_tried(void **state)
{
	struct hall *h = *state;
	const unsigned clerk = POST_BIT(POST_CLERK), both = clerk | POST_BIT(POST_REVIEWER);
	const struct work_asked of_li = asked("li", clerk), of_wang = asked("wang", both);
	const char *first, *second, *third;

	first = add(h, "先到", date_make(2026, 12, 8), 1, false);
	second = add(h, "后到", DATE_NONE, 1, false);
	third = add(h, "急件", hall_day(), 2, false);
	/* Urgent before late before undated. li accepted them: only 初审 is nobody's in particular.
	 */
	assert_string_equal(list(h, WORK_REVIEW, &of_wang), "急件:0 先到:0 后到:0");
	assert_string_equal(list(h, WORK_REVIEW, &of_li), "急件:0 先到:1 后到:1");
	assert_int_equal(count(h, WORK_REVIEW, &of_wang), 3);
	assert_int_equal(count(h, WORK_REVIEW, &of_li), 1);
	/* wang does 初审 and is barred from the 复核 that is another's. */
	assert_true(pass(h, "wang", third, 0));
	assert_string_equal(list(h, WORK_REVIEW, &of_wang), "先到:0 后到:0 急件:2");
	assert_int_equal(count(h, WORK_REVIEW, &of_wang), 2);
	assert_false(pass(h, "wang", third, 1));
	assert_int_equal(h->err.code, ERR_PERMISSION);
	/* What was granted waits for its delivery. */
	assert_true(pass(h, "wang", first, 0));
	assert_string_equal(list(h, WORK_REVIEW, &of_wang), "后到:0 急件:2");
	assert_string_equal(list(h, WORK_DELIVER, &of_wang), "先到:0");
	assert_int_equal(count(h, WORK_DELIVER, &of_wang), 1);
	struct work_asked window = of_wang;
	window.window = "9";
	assert_int_equal(count(h, WORK_DELIVER, &window), 0);
	window.window = "3";
	assert_int_equal(count(h, WORK_DELIVER, &window), 1);
	(void)second;
}

/* Somebody else was quicker: told by name, and counted once. */
static void of_two_at_once_one_is_told(void **state)
{
	struct hall *h = *state;
	const char *number = add(h, "同时", DATE_NONE, 1, false);
	struct stage_row *done;
	size_t n;

	assert_true(operators_create(h->store, NULL, "sun", "孙丽", POST_BIT(POST_REVIEWER),
				     "mima-2026", PASSWORD_WEAK, &h->err));
	assert_true(pass(h, "wang", number, 0));
	assert_false(pass(h, "sun", number, 0));
	assert_int_equal(h->err.code, ERR_REFUSED);
	assert_true(work_done(h->store, number, &h->arena, &done, &n, &h->err));
	assert_int_equal(n, 1);
	assert_string_equal(done[0].result, "pass");
	assert_string_equal(done[0].by, "wang");
}

static void a_promise_holds_up_the_last_stage_alone(void **state)
{
	struct hall *h = *state;
	const struct work_asked q = asked("wang", POST_BIT(POST_REVIEWER) | POST_BIT(POST_CLERK));
	const char *number = add(h, "欠件", date_make(2026, 12, 1), 2, true);

	assert_string_equal(list(h, WORK_REVIEW, &q), "欠件:0");
	assert_true(pass(h, "li", number, 0));
	assert_string_equal(list(h, WORK_REVIEW, &q), "欠件:4");
	assert_int_equal(count(h, WORK_REVIEW, &q), 0);
	assert_false(pass(h, "wang", number, 1));
	assert_non_null(strstr(h->err.text, "容缺"));
}

static void by_the_colour_of_their_clock(void **state)
{
	struct hall *h = *state;
	const struct work_asked q = asked("wang", POST_BIT(POST_REVIEWER));

	add(h, "今日", hall_day(), 1, false);
	add(h, "黄", date_make(2026, 11, 27), 1, false);
	add(h, "绿", date_make(2026, 11, 28), 1, false);
	add(h, "红", date_make(2026, 11, 23), 1, false);
	assert_string_equal(list(h, WORK_TODAY, &q), "今日:0");
	assert_string_equal(list(h, WORK_NEAR, &q), "黄:0");
	assert_string_equal(list(h, WORK_LATE, &q), "红:0");
	assert_string_equal(list(h, WORK_REVIEW, &q), "红:0 今日:0 黄:0 绿:0");
	for (int which = WORK_TODAY; which <= WORK_LATE; which++)
		assert_int_equal(count(h, which, &q), 1);
	assert_int_equal(count(h, WORK_SUSPENDED, &q), 0);
}

static void given_back_it_is_the_clerks(void **state)
{
	struct hall *h = *state;
	const struct work_asked q = asked("wang", POST_BIT(POST_REVIEWER));
	const struct actor wang = {"wang", NULL, 0};
	const char *number = add(h, "退件", DATE_NONE, 1, false);
	const struct case_move back = {
		.kind = EVENT_CASE_RETURNED, .number = number, .stage = 0, .reason = "缺签字"};
	struct stage_row *done;
	size_t n;

	assert_true(moves_make(h->store, &wang, &back, NULL, &h->err));
	assert_string_equal(list(h, WORK_RETURNED, &q), "退件:0");
	assert_string_equal(list(h, WORK_REVIEW, &q), "");
	assert_true(work_done(h->store, number, &h->arena, &done, &n, &h->err));
	assert_int_equal(n, 1);
	assert_string_equal(done[0].remark, "缺签字");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(whose_it_is_is_said_before_it_is_tried, setup,
						hall_teardown),
		cmocka_unit_test_setup_teardown(of_two_at_once_one_is_told, setup, hall_teardown),
		cmocka_unit_test_setup_teardown(a_promise_holds_up_the_last_stage_alone, setup,
						hall_teardown),
		cmocka_unit_test_setup_teardown(by_the_colour_of_their_clock, setup, hall_teardown),
		cmocka_unit_test_setup_teardown(given_back_it_is_the_clerks, setup, hall_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
