/* SPDX-License-Identifier: Apache-2.0
 *
 * The life of a case after its acceptance. Which moves there are is said here
 * once more, by hand; separation is tried for every pair of people and stages,
 * whatever posts they hold.
 */
#include "store_fixture.h"

#include "store/moves.h"
#include "store/promises.h"
#include "store/verify.h"

#define ALL_POSTS                                                                                  \
	(POST_BIT(POST_CLERK) | POST_BIT(POST_REVIEWER) | POST_BIT(POST_APPROVER) |                \
	 POST_BIT(POST_SUPERVISOR))

static const struct actor people[] = {
	{"li", "3", 0}, {"zhao", NULL, 0}, {"wang", "3", 0}, {"sun", "4", 0}};
enum { LI, ZHAO, WANG, SUN, PEOPLE };

/* All but the auditor's and the administrator's posts for everybody: nobody is kept from a stage
 * by what they are. */
static int staff_setup(void **state)
{
	hall_setup(state);
	struct hall *h = *state;
	for (int i = 0; i < PEOPLE; i++)
		assert_true(operators_create(h->store, NULL, people[i].by, people[i].by, ALL_POSTS,
					     "mima-2026", PASSWORD_WEAK, &h->err));
	return 0;
}

static const struct case_stage first = {.id = "s1", .text = "初审", .posts = "clerk reviewer"};
static const struct case_stage second = {
	.id = "s2", .text = "复核", .posts = "reviewer", .separate = true};
static const struct case_stage third = {
	.id = "s3", .text = "审批", .posts = "approver supervisor", .separate = true};

/* What may stop and extend its clock; clocks.h is tried elsewhere. */
static const struct case_limit limit = {.id = "all",
					.text = "60日",
					.unit = "日",
					.days = 60,
					.from = DATE_NONE,
					.due = DATE_NONE,
					.extend_days = 30,
					.extend_unit = "日",
					.uncounted = "邮寄\n说明"};

/* Accepted by li with these stages; a promise when `promised`. */
static void accept(struct hall *h, const struct case_stage *stages, size_t n, bool promised,
		   char number[NUMBER_TEXT])
{
	struct store_receipt r;
	struct sample s;

	sample_make(&s, "王小明", NULL);
	s.record.n_stages = n;
	s.record.stages = (struct case_stage *)stages;
	s.record.n_limits = 1;
	s.record.limits = (struct case_limit *)&limit;
	if (promised) {
		s.papers[1].state = "deferred";
		s.papers[1].until = hall_day() + 10;
	}
	assert_true(sample_commit(h->store, &s,
				  promised ? EVENT_CASE_DEFERRED : EVENT_CASE_ACCEPTED, NULL, NULL,
				  &r, &h->err));
	memcpy(number, r.ticket.number, NUMBER_TEXT);
}

static bool make(struct hall *h, int who, enum event_kind kind, const char *number, int64_t stage)
{
	struct case_move m = {.kind = kind,
			      .number = number,
			      .stage = stage,
			      .reason = "说明",
			      .first = hall_day(),
			      .last = hall_day()};

	h->ms += 1000;
	return moves_make(h->store, &people[who], &m, NULL, &h->err);
}

static struct case_record *get(struct hall *h, const char *number)
{
	struct case_record *r;

	assert_true(cases_get(h->store, number, &h->arena, &r, &h->err));
	assert_non_null(r);
	return r;
}

/* The ledger makes the same tables. */
static void assert_sound(struct hall *h)
{
	struct verify_report report;

	if (!store_verify(h->store, true, NULL, NULL, &report, &h->err))
		fail_msg("%s", h->err.text);
}

static void stages_are_passed_one_by_one_and_the_last_grants(void **state)
{
	struct hall *h = *state;
	const struct case_stage stages[] = {first, second, third};
	char n[NUMBER_TEXT];

	accept(h, stages, 3, false, n);
	assert_int_equal(get(h, n)->stage, 0);
	assert_true(make(h, LI, EVENT_CASE_REVIEWED, n, 0)); /* 初审 may be the acceptor's */
	assert_int_equal(get(h, n)->state, CASE_REVIEWING);
	assert_int_equal(get(h, n)->stage, 1);
	assert_false(make(h, LI, EVENT_CASE_REVIEWED, n, 1));
	assert_int_equal(h->err.code, ERR_PERMISSION);
	assert_true(make(h, ZHAO, EVENT_CASE_REVIEWED, n, 1));
	/* A second reviewer who had the same stage open comes too late. */
	assert_false(make(h, WANG, EVENT_CASE_REVIEWED, n, 1));
	assert_int_equal(h->err.code, ERR_REFUSED);
	assert_false(make(h, ZHAO, EVENT_CASE_REVIEWED, n, 2));
	assert_false(make(h, SUN, EVENT_CASE_GRANTED, n, 0)); /* a stage is missing */
	assert_true(make(h, WANG, EVENT_CASE_REVIEWED, n, 2));
	const struct case_record *r = get(h, n);
	assert_int_equal(r->state, CASE_GRANTED);
	assert_int_equal(r->stage, -1);
	assert_int_equal(r->decided_at, h->ms);
	assert_int_equal(r->decided_day, hall_day());
	assert_true(make(h, LI, EVENT_CASE_DELIVERED, n, 0));
	assert_int_equal(get(h, n)->state, CASE_DELIVERED);
	assert_sound(h);
}

/* Every way to give two stages to two of the four, all of whom hold every post. */
static void two_separated_steps_are_never_one_persons(void **state)
{
	struct hall *h = *state;
	const struct case_stage stages[] = {second, third};
	char n[NUMBER_TEXT];

	for (int a = 0; a < PEOPLE; a++) {
		for (int b = 0; b < PEOPLE; b++) {
			accept(h, stages, 2, false, n);
			bool one = make(h, a, EVENT_CASE_REVIEWED, n, 0);
			assert_int_equal(one, a != LI);
			if (!one)
				continue;
			assert_int_equal(make(h, b, EVENT_CASE_REVIEWED, n, 1), b != LI && b != a);
		}
	}
	assert_sound(h);
}

/* Given back and brought again by another: neither of the two who brought it may review it, and
 * the one who gave it back has done a stage. */
static void who_brings_it_again_does_not_review_it(void **state)
{
	struct hall *h = *state;
	char n[NUMBER_TEXT];

	accept(h, &second, 1, false, n);
	assert_false(make(h, LI, EVENT_CASE_RETURNED, n, 0));
	assert_true(make(h, ZHAO, EVENT_CASE_RETURNED, n, 0));
	assert_int_equal(get(h, n)->state, CASE_RETURNED);
	assert_int_equal(get(h, n)->stage, -1);
	assert_true(make(h, WANG, EVENT_CASE_RESUBMITTED, n, 0));
	assert_int_equal(get(h, n)->state, CASE_ACCEPTED);
	assert_int_equal(get(h, n)->stage, 0);
	assert_false(make(h, LI, EVENT_CASE_REVIEWED, n, 0));
	assert_false(make(h, WANG, EVENT_CASE_REVIEWED, n, 0));
	assert_true(make(h, SUN, EVENT_CASE_REVIEWED, n, 0));
	assert_int_equal(get(h, n)->state, CASE_GRANTED);
	assert_sound(h);
}

static void nothing_is_granted_while_a_paper_is_promised(void **state)
{
	struct hall *h = *state;
	const struct case_stage stages[] = {first, second};
	char n[NUMBER_TEXT];

	accept(h, stages, 2, true, n);
	assert_true(make(h, LI, EVENT_CASE_REVIEWED, n, 0)); /* reviewing may begin */
	assert_false(make(h, ZHAO, EVENT_CASE_REVIEWED, n, 1));
	assert_int_equal(h->err.code, ERR_REFUSED);
	assert_non_null(strstr(h->err.text, "1份容缺材料"));
	assert_int_equal(get(h, n)->state, CASE_REVIEWING);
	assert_true(sample_arrive(h->store, n, "household", NULL, DATE_NONE, &h->err));
	assert_int_equal(get(h, n)->state, CASE_REVIEWING);
	assert_true(make(h, ZHAO, EVENT_CASE_REVIEWED, n, 1));
	assert_int_equal(get(h, n)->state, CASE_GRANTED);

	/* Suspended with a promise open; the paper comes meanwhile. */
	accept(h, stages, 2, true, n);
	assert_true(make(h, LI, EVENT_CASE_SUSPENDED, n, 0));
	assert_true(sample_arrive(h->store, n, "household", NULL, DATE_NONE, &h->err));
	assert_int_equal(get(h, n)->state, CASE_SUSPENDED);
	assert_true(make(h, LI, EVENT_CASE_RESUMED, n, 0));
	assert_int_equal(get(h, n)->state, CASE_ACCEPTED);
	/* A denial needs no papers. */
	accept(h, stages, 2, true, n);
	assert_false(make(h, LI, EVENT_CASE_DENIED, n, 0));
	assert_true(make(h, ZHAO, EVENT_CASE_DENIED, n, 0));
	assert_int_equal(get(h, n)->state, CASE_DENIED);
	assert_sound(h);
}

static void a_publicity_stage_waits_for_its_end(void **state)
{
	struct hall *h = *state;
	const struct case_stage public = {
		.id = "p", .text = "公示", .posts = "clerk supervisor", .publicised = true};
	char n[NUMBER_TEXT];

	accept(h, &public, 1, false, n);
	assert_false(make(h, LI, EVENT_CASE_REVIEWED, n, 0));
	assert_false(make(h, LI, EVENT_CASE_PUBLIC_ENDED, n, 0));
	assert_true(make(h, LI, EVENT_CASE_PUBLICISED, n, 0));
	assert_false(make(h, LI, EVENT_CASE_PUBLICISED, n, 0));
	assert_false(make(h, LI, EVENT_CASE_REVIEWED, n, 0));
	assert_true(make(h, LI, EVENT_CASE_PUBLIC_ENDED, n, 0));
	assert_true(make(h, LI, EVENT_CASE_REVIEWED, n, 0));
	assert_int_equal(get(h, n)->state, CASE_GRANTED);
	assert_sound(h);
}

static bool give_dues(void *ctx, struct store *s, const struct store_ticket *t,
		      struct case_dues *out, struct err *e)
{
	(void)s;
	(void)t;
	(void)e;
	*out = *(const struct case_dues *)ctx;
	return true;
}

static void an_extension_is_signed_by_another_and_given_once(void **state)
{
	struct hall *h = *state;
	const struct case_due due = {"all", date_make(2027, 1, 4), true};
	const struct case_dues dues = {due.due, true, 1, &due};
	struct case_move m = {.kind = EVENT_CASE_EXTENDED,
			      .reason = "需向外地核实",
			      .days = 30,
			      .unit = "日",
			      .dues = give_dues,
			      .ctx = (void *)&dues};
	struct signature sig;
	char n[NUMBER_TEXT];

	accept(h, &second, 1, false, n);
	m.number = n;
	assert_false(moves_make(h->store, &li, &m, NULL, &h->err));
	assert_int_equal(h->err.code, ERR_PERMISSION);
	const struct sign_request q = {.login = "zhao",
				       .password = "mima-2026",
				       .posts = POST_BIT(POST_SUPERVISOR),
				       .act = "case.extended",
				       .subject = n,
				       .reason = m.reason};
	assert_true(operators_verify(h->store, &li, &q, &sig, &h->err));
	m.approval = &sig;
	m.days = 31; /* not what the guide prints */
	assert_false(moves_make(h->store, &li, &m, NULL, &h->err));
	assert_int_equal(h->err.code, ERR_REFUSED);
	m.days = 30;
	assert_true(moves_make(h->store, &li, &m, NULL, &h->err));
	assert_int_equal(get(h, n)->due, due.due);
	assert_true(get(h, n)->due_provisional);
	assert_false(moves_make(h->store, &li, &m, NULL, &h->err)); /* used, and once is all */
	assert_true(operators_verify(h->store, &li, &q, &sig, &h->err));
	assert_false(moves_make(h->store, &li, &m, NULL, &h->err));
	assert_int_equal(h->err.code, ERR_REFUSED);
	assert_sound(h);
}

static void only_a_listed_wait_suspends(void **state)
{
	struct hall *h = *state;
	struct case_move m = {.kind = EVENT_CASE_SUSPENDED};
	char n[NUMBER_TEXT];

	accept(h, &first, 1, false, n);
	m.number = n;
	for (const char *const *w = (const char *const[]){"邮", "邮寄\n说明", "说明 ", "%", NULL};
	     *w; w++) {
		m.reason = *w;
		assert_false(moves_make(h->store, &li, &m, NULL, &h->err));
		assert_int_equal(h->err.code, ERR_REFUSED);
	}
	m.reason = "邮寄";
	assert_true(moves_make(h->store, &li, &m, NULL, &h->err));
	assert_sound(h);
}

static void publicity_is_awaited_and_runs_to_its_last_day(void **state)
{
	struct hall *h = *state;
	const struct case_stage public = {
		.id = "p", .text = "公示", .posts = "clerk supervisor", .publicised = true};
	const struct case_stage stages[] = {first, public};
	struct case_move m = {.kind = EVENT_CASE_PUBLICISED, .first = hall_day()};
	char n[NUMBER_TEXT];

	accept(h, stages, 2, false, n);
	m.number = n;
	m.last = hall_day() + 6;
	assert_false(moves_make(h->store, &li, &m, NULL, &h->err)); /* 初审 comes first */
	assert_int_equal(h->err.code, ERR_REFUSED);
	assert_true(make(h, LI, EVENT_CASE_REVIEWED, n, 0));
	m.last = hall_day() - 1;
	assert_false(moves_make(h->store, &li, &m, NULL, &h->err));
	assert_int_equal(h->err.code, ERR_INPUT);
	m.last = hall_day() + 6;
	assert_true(moves_make(h->store, &li, &m, NULL, &h->err));
	m.kind = EVENT_CASE_PUBLIC_ENDED;
	assert_false(moves_make(h->store, &li, &m, NULL, &h->err));
	assert_non_null(strstr(h->err.text, "2026-11-30"));
	h->ms = clock_at(hall_day() + 6, 16, 0);
	assert_true(moves_make(h->store, &li, &m, NULL, &h->err));
	assert_sound(h);
}

/* ---- which moves there are, from the words of the issue ---- */

/* One letter per move from a state, in the order of `kinds`: x where it may be made. */
static const enum event_kind kinds[] = {
	EVENT_CASE_REVIEWED,   EVENT_CASE_RETURNED,  EVENT_CASE_RESUBMITTED, EVENT_CASE_GRANTED,
	EVENT_CASE_DENIED,     EVENT_CASE_SUSPENDED, EVENT_CASE_RESUMED,     EVENT_CASE_EXTENDED,
	EVENT_CASE_PUBLICISED, EVENT_CASE_WITHDRAWN, EVENT_CASE_TERMINATED,  EVENT_CASE_DELIVERED};
static const struct {
	enum case_state state;
	const char *may;
} table[] = {
	/*		    reviewed returned resubmitted granted denied suspended resumed
	 *		    extended publicised withdrawn terminated delivered */
	{CASE_ACCEPTED, "xx-xxx-xxxx-"},   {CASE_DEFERRED, "xx-xxx-xxxx-"},
	{CASE_NOTICED, "---------x--"},	   {CASE_REFUSED, "------------"},
	{CASE_VOIDED, "------------"},	   {CASE_REVIEWING, "xx-xxx-xxxx-"},
	{CASE_RETURNED, "--x--x-xxxx-"},   {CASE_SUSPENDED, "------x--xx-"},
	{CASE_GRANTED, "-----------x"},	   {CASE_DENIED, "-----------x"},
	{CASE_DELIVERED, "------------"},  {CASE_WITHDRAWN, "------------"},
	{CASE_TERMINATED, "------------"},
};

static void impossible_moves_are_impossible(void **state)
{
	(void)state;
	assert_int_equal(sizeof(table) / sizeof(table[0]), CASE_STATES);
	for (int i = 0; i < CASE_STATES; i++) {
		for (size_t k = 0; k < sizeof(kinds) / sizeof(kinds[0]); k++)
			if (moves_allowed(table[i].state, kinds[k]) != (table[i].may[k] == 'x'))
				fail_msg("%s from %s", event_ids[kinds[k]],
					 case_state_ids[table[i].state]);
	}
}

/* An ended case is tried with every move there is. */
static void the_store_refuses_what_the_table_does_not_have(void **state)
{
	struct hall *h = *state;
	char n[NUMBER_TEXT];

	accept(h, NULL, 0, false, n);
	assert_true(make(h, LI, EVENT_CASE_WITHDRAWN, n, -1));
	for (size_t k = 0; k < sizeof(kinds) / sizeof(kinds[0]); k++) {
		assert_false(make(h, ZHAO, kinds[k], n, -1));
		assert_true(h->err.code == ERR_REFUSED || h->err.code == ERR_PERMISSION);
	}
	assert_int_equal(get(h, n)->state, CASE_WITHDRAWN);
	assert_sound(h);
}

int main(void)
{
#define T(test) cmocka_unit_test_setup_teardown(test, staff_setup, hall_teardown)
	const struct CMUnitTest tests[] = {
		T(stages_are_passed_one_by_one_and_the_last_grants),
		T(two_separated_steps_are_never_one_persons),
		T(who_brings_it_again_does_not_review_it),
		T(nothing_is_granted_while_a_paper_is_promised),
		T(a_publicity_stage_waits_for_its_end),
		T(an_extension_is_signed_by_another_and_given_once),
		T(only_a_listed_wait_suspends),
		T(publicity_is_awaited_and_runs_to_its_last_day),
		cmocka_unit_test(impossible_moves_are_impossible),
		T(the_store_refuses_what_the_table_does_not_have),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
