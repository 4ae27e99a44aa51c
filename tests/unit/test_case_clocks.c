/* SPDX-License-Identifier: Apache-2.0
 *
 * The clocks of stored cases: suspended and resumed, extended, made public; the
 * last days the ledger carries are those a slow count gives, and `verify` makes
 * them again without a calendar.
 */
#include "counter_fixture.h"

#include "case/case_clocks.h"
#include "case/record_clocks.h"
#include "case/record_make.h"
#include "store/verify.h"

static struct case_record *get(struct counter *t, const char *number)
{
	struct case_record *r;

	assert_true(cases_get(t->hall.store, number, &t->hall.arena, &r, &t->e));
	assert_non_null(r);
	return r;
}

static struct clocks_by by(struct counter *t)
{
	return (struct clocks_by){t->calendar, store_today(t->hall.store), CLOCKS_WARN};
}

static struct case_clocks clocks(struct counter *t, const char *number)
{
	const struct clocks_by b = by(t);
	struct case_clocks c;

	assert_true(case_clocks_read(t->hall.store, get(t, number), &b, &t->hall.arena, &c, &t->e));
	return c;
}

static bool move(struct counter *t, const struct case_move *m)
{
	const struct clocks_by b = by(t);

	return case_clocks_move(t->hall.store, &(struct actor){"zhang", "3", 0}, m, &b, NULL,
				&t->e);
}

static void at(struct counter *t, const char *day)
{
	t->hall.ms = clock_at(date_parse(day), 10, 0);
}

static void expect_due(struct counter *t, const char *number, const char *want)
{
	const struct case_record *r = get(t, number);
	char due[DATE_TEXT];

	assert_string_equal(date_format(r->due, due), want);
	assert_string_equal(date_format(r->limits[0].due, due), want);
}

static void assert_sound(struct counter *t)
{
	struct verify_report report;

	if (!store_verify(t->hall.store, true, NULL, NULL, &report, &t->e))
		fail_msg("%s", t->e.text);
}

/* A case as accepted on 2026-11-02 with one limit. */
static void accept(struct counter *t, const struct case_limit *limit,
		   const struct case_stage *stage, char number[NUMBER_TEXT])
{
	struct store_receipt out;
	struct sample s;

	sample_make(&s, "王小明", NULL);
	s.record.due = limit->due;
	s.record.n_limits = 1;
	s.record.limits = (struct case_limit *)limit;
	s.record.n_stages = stage ? 1 : 0;
	s.record.stages = (struct case_stage *)stage;
	at(t, "2026-11-02");
	assert_true(sample_commit(t->hall.store, &s, EVENT_CASE_ACCEPTED, NULL, NULL, &out, &t->e));
	memcpy(number, out.ticket.number, NUMBER_TEXT);
}

static struct case_limit fifteen(void)
{
	return (struct case_limit){.id = "all",
				   .text = "15个工作日（邮寄表单等原因不计入时限）",
				   .unit = "工作日",
				   .days = 15,
				   .from = date_make(2026, 11, 2),
				   .due = date_make(2026, 11, 23),
				   .start = "accepted",
				   .uncounted = "邮寄表单等原因"};
}

/* fs-006 (001:280): what the counter keeps is what the guide prints. */
static void a_decided_case_carries_what_its_clocks_run_by(void **state)
{
	struct counter *t = *state;
	struct case_record r;

	take(t, "fs-006");
	struct check *k = check_new(t->item);
	check_run(k, &t->c.in, t->calendar);
	check_dues(k, &t->c.in, t->calendar);
	record_make(&r, &t->hall.arena, &t->c, k, false);
	assert_int_equal(r.n_limits, 1);
	assert_string_equal(r.limits[0].start, "accepted");
	assert_string_equal(r.limits[0].uncounted, "邮寄表单等原因");
	assert_int_equal(r.limits[0].extend_days, 0);
	const char **reasons;
	assert_int_equal(case_clocks_reasons(&r, &t->hall.arena, &reasons), 1);
	assert_string_equal(reasons[0], "邮寄表单等原因");
	assert_null(case_clocks_extendable(&r));
	check_free(k);
}

static void a_suspension_moves_the_last_day(void **state)
{
	struct counter *t = *state;
	const struct case_limit limit = fifteen();
	struct case_move m = {.kind = EVENT_CASE_SUSPENDED, .reason = "邮寄表单等原因"};
	char n[NUMBER_TEXT];

	accept(t, &limit, NULL, n);
	m.number = n;
	at(t, "2026-11-10");
	assert_true(move(t, &m));
	expect_due(t, n, ""); /* no day can be told meanwhile */
	at(t, "2026-11-13");
	struct case_clocks c = clocks(t, n);
	assert_int_equal(c.rows[0].state, CLOCK_STOPPED);
	assert_int_equal(c.rows[0].left, 10);
	assert_non_null(c.suspension);
	assert_false(move(t, &m)); /* it is suspended */
	assert_int_equal(t->e.code, ERR_REFUSED);

	at(t, "2026-11-17");
	m.kind = EVENT_CASE_RESUMED;
	assert_true(move(t, &m));
	expect_due(t, n, "2026-11-30");
	assert_null(clocks(t, n).suspension);
	/* A second one, over a weekend: Friday and Monday are taken. */
	m.kind = EVENT_CASE_SUSPENDED;
	at(t, "2026-11-20");
	assert_true(move(t, &m));
	m.kind = EVENT_CASE_RESUMED;
	at(t, "2026-11-24");
	assert_true(move(t, &m));
	expect_due(t, n, "2026-12-02");
	assert_int_equal(clocks(t, n).rows[0].stopped, 7);
	assert_sound(t);
}

/* The clock of the machine set back: nothing is suspended or resumed in the past. */
static void a_clock_set_back_writes_nothing(void **state)
{
	struct counter *t = *state;
	const struct case_limit limit = fifteen();
	struct case_move m = {.kind = EVENT_CASE_SUSPENDED, .reason = "邮寄表单等原因"};
	char n[NUMBER_TEXT];

	accept(t, &limit, NULL, n);
	m.number = n;
	at(t, "2026-11-10");
	assert_true(move(t, &m));
	m.kind = EVENT_CASE_RESUMED;
	at(t, "2026-11-09");
	assert_false(move(t, &m));
	assert_int_equal(get(t, n)->state, CASE_SUSPENDED);
	at(t, "2026-11-11");
	assert_true(move(t, &m));
	expect_due(t, n, "2026-11-24");
	assert_sound(t);
}

static void sign_extension(struct counter *t, const char *number, const char *reason,
			   struct signature *sig)
{
	const struct sign_request q = {.login = "zhu",
				       .password = "password",
				       .posts = POST_BIT(POST_SUPERVISOR),
				       .act = event_ids[EVENT_CASE_EXTENDED],
				       .subject = number,
				       .reason = reason};

	assert_true(
		operators_verify(t->hall.store, &(struct actor){"zhang", "3", 0}, &q, sig, &t->e));
}

/* 60日（特殊情形可延长30日）, qz-092 (004:2941) */
static void an_extension_is_the_guides_and_in_time(void **state)
{
	struct counter *t = *state;
	const struct case_limit limit = {.id = "all",
					 .text = "从受理之日起60日（特殊情形可延长30日）",
					 .unit = "日",
					 .days = 60,
					 .from = date_make(2026, 11, 2),
					 .due = date_make(2027, 1, 1),
					 .start = "accepted",
					 .extend_days = 30,
					 .extend_unit = "日"};
	struct case_move m = {.kind = EVENT_CASE_EXTENDED, .reason = "需现场核实"};
	struct signature sig;
	char n[NUMBER_TEXT], late[NUMBER_TEXT];

	assert_true(operators_create(t->hall.store, NULL, "zhu", "朱", POST_BIT(POST_SUPERVISOR),
				     "password", PASSWORD_WEAK, &t->e));
	accept(t, &limit, NULL, n);
	accept(t, &limit, NULL, late);
	at(t, "2026-12-30");
	m.number = n;
	assert_false(move(t, &m)); /* nobody signed */
	assert_int_equal(t->e.code, ERR_PERMISSION);
	sign_extension(t, n, m.reason, &sig);
	m.approval = &sig;
	assert_true(move(t, &m));
	expect_due(t, n, "2027-01-31");
	assert_true(clocks(t, n).extended);
	sign_extension(t, n, m.reason, &sig);
	assert_false(move(t, &m)); /* once */
	assert_int_equal(t->e.code, ERR_REFUSED);

	at(t, "2027-01-02");
	m.number = late;
	sign_extension(t, late, m.reason, &sig);
	assert_false(move(t, &m)); /* 2027-01-01 is past */
	assert_int_equal(t->e.code, ERR_REFUSED);
	assert_non_null(strstr(t->e.text, "2027-01-01"));
	assert_sound(t);
}

static void publicity_is_inside_the_limit_unless_marked(void **state)
{
	struct counter *t = *state;
	const struct case_limit limit = fifteen();
	struct case_stage stage = {.id = "p",
				   .text = "公示",
				   .posts = "clerk reviewer",
				   .days = 5,
				   .unit = "工作日",
				   .publicised = true};
	struct case_move m = {.kind = EVENT_CASE_PUBLICISED};
	char inside[NUMBER_TEXT], outside[NUMBER_TEXT];

	accept(t, &limit, &stage, inside);
	stage.uncounted = true;
	accept(t, &limit, &stage, outside);
	at(t, "2026-11-06");
	m.first = store_today(t->hall.store);
	m.last = case_clocks_publicity(get(t, inside), t->calendar, m.first);
	assert_int_equal(m.last, date_make(2026, 11, 12)); /* 6 9 10 11 12 */
	m.number = inside;
	assert_true(move(t, &m));
	expect_due(t, inside, "2026-11-23");
	m.number = outside;
	assert_true(move(t, &m));
	expect_due(t, outside, "2026-11-30");
	assert_non_null(clocks(t, outside).publicity);
	at(t, "2026-11-16");
	m.kind = EVENT_CASE_PUBLIC_ENDED;
	m.reason = "无异议";
	assert_true(move(t, &m)); /* ended late: the days after its last one are ours */
	expect_due(t, outside, "2026-11-30");
	assert_sound(t);
}

/* The stage that is awaited has its own days, from when it came. */
static void the_stage_awaited_overruns(void **state)
{
	struct counter *t = *state;
	const struct case_limit limit = fifteen();
	const struct case_stage stage = {
		.id = "s", .text = "初审", .posts = "clerk", .days = 3, .unit = "工作日"};
	struct case_clocks c;
	char n[NUMBER_TEXT];

	accept(t, &limit, &stage, n);
	at(t, "2026-11-05");
	c = clocks(t, n);
	assert_true(c.staged);
	assert_int_equal(c.stage.due, date_make(2026, 11, 5));
	assert_int_equal(c.stage.state, CLOCK_YELLOW);
	at(t, "2026-11-09");
	c = clocks(t, n);
	assert_int_equal(c.stage.state, CLOCK_RED);
	assert_int_equal(c.stage.left, -2);
	assert_int_equal(c.rows[0].state, CLOCK_GREEN);
}

static void running_cases_by_their_last_day(void **state)
{
	struct counter *t = *state;
	struct case_limit limit = fifteen();
	struct case_move m = {.kind = EVENT_CASE_SUSPENDED, .reason = "邮寄表单等原因"};
	char n[4][NUMBER_TEXT];
	struct due_counts counts;
	struct due_row *rows;
	size_t count;

	for (int i = 0; i < 4; i++) {
		limit.due = date_make(2026, 11, 19 + i);
		accept(t, &limit, NULL, n[i]);
	}
	at(t, "2026-11-03");
	m.number = n[3];
	assert_true(move(t, &m));
	assert_true(due_counts(t->hall.store, date_make(2026, 11, 20), date_make(2026, 11, 25),
			       &counts, &t->e));
	assert_int_equal(counts.over, 1);
	assert_int_equal(counts.today, 1);
	assert_int_equal(counts.near, 1);
	assert_int_equal(counts.suspended, 1);
	assert_true(due_list(t->hall.store, date_make(2026, 11, 20), 10, &t->hall.arena, &rows,
			     &count, &t->e));
	assert_int_equal(count, 2);
	assert_string_equal(rows[0].number, n[0]);
	assert_string_equal(rows[0].name, "王小明");
}

/* 本单位承诺时限 runs where the guide prints no limit, under that name, and nowhere else. */
static void the_promise_of_the_hall(void **state)
{
	struct counter *t = *state;
	struct case_record r;

	take(t, "fs-007"); /* 指南未载明 (F13) */
	t->item->promise = (struct promise){true, 5, UNIT_WORKING, "抚社保发〔2026〕3号"};
	struct check *k = check_new(t->item);
	check_run(k, &t->c.in, t->calendar);
	check_dues(k, &t->c.in, t->calendar);
	record_make(&r, &t->hall.arena, &t->c, k, false);
	record_make_promise(&r, &t->hall.arena, &t->c, t->calendar);
	assert_int_equal(r.n_limits, 1);
	assert_string_equal(r.limits[0].text, "本单位承诺时限");
	assert_string_equal(r.limits[0].start, LIMIT_PROMISE);
	assert_int_equal(r.due, date_make(2026, 12, 1)); /* five working days after 11-24 */
	assert_string_equal(r.due_text, "指南未载明");
	check_free(k);

	take(t, "fs-006");
	t->item->promise = (struct promise){true, 5, UNIT_WORKING, "抚社保发〔2026〕3号"};
	k = check_new(t->item);
	check_run(k, &t->c.in, t->calendar);
	check_dues(k, &t->c.in, t->calendar);
	record_make(&r, &t->hall.arena, &t->c, k, false);
	record_make_promise(&r, &t->hall.arena, &t->c, t->calendar);
	assert_int_equal(r.n_limits, 1);
	assert_int_equal(r.limits[0].days, 15);
	check_free(k);
}

static int early_setup(void **state)
{
	return counter_setup_on(state, date_make(2026, 11, 2));
}

int main(void)
{
#define T(test) cmocka_unit_test_setup_teardown(test, early_setup, counter_teardown)
	const struct CMUnitTest tests[] = {
		T(a_decided_case_carries_what_its_clocks_run_by),
		T(a_suspension_moves_the_last_day),
		T(a_clock_set_back_writes_nothing),
		T(an_extension_is_the_guides_and_in_time),
		T(publicity_is_inside_the_limit_unless_marked),
		T(the_stage_awaited_overruns),
		T(running_cases_by_their_last_day),
		T(the_promise_of_the_hall),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
