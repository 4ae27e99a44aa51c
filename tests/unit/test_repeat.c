/* SPDX-License-Identifier: Apache-2.0
 *
 * A request that comes again, after a crash or a correction, and hands that were
 * not needed.
 */
#include "counter_fixture.h"

#include "case/correct.h"

#define PASS "zhugong-2026"

static void accept_first(struct counter *t, char number[NUMBER_TEXT])
{
	take_complete(t);
	t->c.request_id = "r-1";
	if (!decide(t, DECISION_ACCEPT))
		fail_msg("%s", t->e.text);
	memcpy(number, t->out.number, NUMBER_TEXT);
}

/* The program was killed after the commit; the next one's err holds anything. */
static void a_repeat_does_not_look_at_an_old_error(void **state)
{
	struct counter *t = *state;
	const struct decision_request q = {.decision = DECISION_ACCEPT, .who.by = "zhang"};
	char number[NUMBER_TEXT];

	accept_first(t, number);
	t->e.code = ERR_STORE;
	assert_true(case_decide(t->hall.store, t->calendar, &t->c, &q, &t->out, &t->e));
	assert_true(t->out.repeated);
	assert_string_equal(t->out.number, number);
	count_cases(t, 1);
}

static void a_corrected_case_is_still_the_same_request(void **state)
{
	struct counter *t = *state;
	const struct actor who = {"zhang", "1", 0};
	char number[NUMBER_TEXT];
	struct correction c;

	accept_first(t, number);
	struct case_record *r = stored(t);
	for (size_t i = 0; i < r->n_fields; i++) {
		if (strcmp(r->fields[i].id, "insured.phone") != 0)
			continue;
		assert_true(correct_make(r, t->item, i, "13900000000", hall_day(), &t->hall.arena,
					 &c, &t->e));
	}
	c.reason = "听错了号";
	assert_true(corrections_record(t->hall.store, &who, number, &c, false, NULL, &t->e));
	if (!decide(t, DECISION_ACCEPT))
		fail_msg("%s", t->e.text);
	assert_true(t->out.repeated);
	assert_int_equal(t->out.outcome, OUTCOME_ACCEPT);
	assert_string_equal(t->out.number, number);
	/* What it became is not what was asked for. */
	set(t, "insured.phone", "13900000000");
	assert_false(decide(t, DECISION_ACCEPT));
	assert_int_equal(t->e.code, ERR_INPUT);
	count_cases(t, 1);
}

/* A supervisor signed for what then was allowed without. */
static void what_is_allowed_anyway_is_not_overruled(void **state)
{
	struct counter *t = *state;
	const struct actor who = {"zhang", "1", 0};
	const struct sign_request sign = {.login = "zhugong",
					  .password = PASS,
					  .posts = POST_BIT(POST_SUPERVISOR),
					  .act = DECISION_OVERRULE_ACT,
					  .reason = "系统判断有误"};
	struct signature by;

	assert_true(operators_create(t->hall.store, NULL, "zhugong", "主",
				     POST_BIT(POST_SUPERVISOR), PASS, PASSWORD_WEAK, &t->e));
	assert_true(operators_verify(t->hall.store, &who, &sign, &by, &t->e));
	struct decision_request q = {.decision = DECISION_NOTICE,
				     .who = who,
				     .overrule = "系统判断有误",
				     .overrule_signature = &by};
	/* fs-039: its paper may follow, and a notice may be given as well. */
	take(t, "fs-039");
	nothing_against(t);
	for (size_t i = 0; i < t->item->n_vars; i++)
		if (t->item->vars[i].kind == VAR_EXISTS)
			t->c.in.values[i] = (struct value){.state = VALUE_KNOWN, .a = 1};
	set(t, "unit.name", "抚顺市某局");
	set(t, "unit.code", "91350100M000100Y43");
	person(t);
	if (!case_decide(t->hall.store, t->calendar, &t->c, &q, &t->out, &t->e))
		fail_msg("%s", t->e.text);
	assert_int_equal(stored(t)->state, CASE_NOTICED);
	assert_null(stored(t)->overrule);
	assert_null(stored(t)->overruled_by);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		COUNTER_TEST(a_repeat_does_not_look_at_an_old_error),
		COUNTER_TEST(a_corrected_case_is_still_the_same_request),
		COUNTER_TEST(what_is_allowed_anyway_is_not_overruled),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
