/* SPDX-License-Identifier: Apache-2.0
 *
 * Decisions at the counter on a real store and the Fushun guide: what the guide
 * does not allow is refused here, whatever a screen would do.
 */
#include "counter_fixture.h"

#include "store/promises.h"

/* fs-001, 001:118-120: 灵活就业人员 brings 本人身份证 and 户口簿. */
static void complete_case_is_accepted(void **state)
{
	struct counter *t = *state;

	take(t, "fs-001");
	answer(t, "参保身份", "灵活就业人员");
	have(t, "本人身份证");
	have(t, "户口簿");
	person(t);
	t->c.request_id = "r-1";
	if (!decide(t, DECISION_ACCEPT))
		fail_msg("%s", t->e.text);
	struct case_record *r = stored(t);
	assert_int_equal(r->state, CASE_ACCEPTED);
	assert_string_equal(r->situation, "灵活就业人员");
	assert_string_equal(r->due_text, "即时办结");
	assert_int_equal(r->n_papers, 2);
	assert_int_equal(r->n_parties, 1);
	assert_string_equal(r->parties[0].number, "11010519491231002X");
	assert_string_equal(r->parties[0].sex, "F");
	/* The same request again is the same case. */
	char number[NUMBER_TEXT];
	memcpy(number, t->out.number, sizeof(number));
	assert_true(decide(t, DECISION_ACCEPT));
	assert_true(t->out.repeated);
	assert_string_equal(t->out.number, number);
	count_cases(t, 1);
	/* Also when it would not be accepted any more. */
	t->c.in.marks[item_paper(t->item, "户口簿")].state = PAPER_ABSENT;
	assert_true(decide(t, DECISION_ACCEPT));
	assert_true(t->out.repeated);
	assert_int_equal(t->out.outcome, OUTCOME_ACCEPT);
	/* Another person under the same request is not passed off as done. */
	set(t, "insured.name", "李小红");
	assert_false(decide(t, DECISION_ACCEPT));
	assert_int_equal(t->e.code, ERR_INPUT);
	assert_non_null(strstr(t->e.text, "r-1"));
	count_cases(t, 1);
}

/* 经办 decides; auditors, administrators and strangers do not. */
static void only_a_clerk_decides(void **state)
{
	struct counter *t = *state;
	struct decision_request q = {.decision = DECISION_ACCEPT, .who.by = "shenji"};

	assert_true(operators_create(t->hall.store, NULL, "shenji", "审", POST_BIT(POST_AUDITOR),
				     "password", PASSWORD_WEAK, &t->e));
	take(t, "fs-001");
	answer(t, "参保身份", "灵活就业人员");
	have(t, "本人身份证");
	have(t, "户口簿");
	person(t);
	assert_false(case_decide(t->hall.store, t->calendar, &t->c, &q, &t->out, &t->e));
	assert_int_equal(t->e.code, ERR_PERMISSION);
	q.who.by = "nobody";
	assert_false(case_decide(t->hall.store, t->calendar, &t->c, &q, &t->out, &t->e));
	assert_int_equal(t->e.code, ERR_PERMISSION);
	count_cases(t, 0);
}

static void missing_paper_is_refused_by_the_core(void **state)
{
	struct counter *t = *state;

	take(t, "fs-001");
	answer(t, "参保身份", "灵活就业人员");
	have(t, "本人身份证");
	person(t);
	assert_false(decide(t, DECISION_ACCEPT));
	assert_int_equal(t->e.code, ERR_REFUSED);
	assert_non_null(strstr(t->e.text, "户口簿"));
	assert_null(strstr(t->e.text, "本人身份证"));
	/* Nor may it follow later: only fs-039 lists a paper that may. */
	assert_false(decide(t, DECISION_DEFER));
	assert_int_equal(t->e.code, ERR_REFUSED);
	assert_false(decide(t, DECISION_REFUSE));
	count_cases(t, 0);
	assert_true(decide(t, DECISION_NOTICE));
	assert_int_equal(stored(t)->state, CASE_NOTICED);
	assert_int_equal(stored(t)->accepted_day, DATE_NONE);
	assert_int_equal(stored(t)->due, DATE_NONE);
}

static void form_is_checked_by_the_core(void **state)
{
	struct counter *t = *state;

	take(t, "fs-001");
	answer(t, "参保身份", "灵活就业人员");
	have(t, "本人身份证");
	have(t, "户口簿");
	set(t, "insured.name", "王小明");
	set(t, "insured.phone", "13800000000");
	assert_false(decide(t, DECISION_ACCEPT));
	assert_int_equal(t->e.code, ERR_INPUT);
	assert_non_null(strstr(t->e.text, "证件号码"));
	count_cases(t, 0);
}

/* fs-007, 001:300: 每月25日—次月8日; the hall's day is the 24th. */
static void outside_its_days_nothing_is_accepted(void **state)
{
	struct counter *t = *state;

	take(t, "fs-007");
	answer(t, "死亡人员", "退休人员");
	nothing_against(t);
	have(t, "火化证明");
	have(t, "死亡人员身份证");
	assert_false(decide(t, DECISION_ACCEPT));
	assert_int_equal(t->e.code, ERR_REFUSED);
	assert_non_null(strstr(t->e.text, "25日"));
	/* A casefile begun with another day in mind does not get around it. */
	t->c.in.values[FACT_ON].a = date_make(2026, 12, 1);
	assert_false(decide(t, DECISION_ACCEPT));
	assert_int_equal(t->e.code, ERR_REFUSED);
}

/* 001:1202: 个人意愿离职 prohibits fs-013, complete papers or not. */
static void prohibition_is_refused_in_writing(void **state)
{
	struct counter *t = *state;

	take(t, "fs-013");
	nothing_against(t);
	have(t, "申领人身份证");
	have(t, "社会保障卡");
	answer(t, "个人意愿离职", "yes");
	assert_false(decide(t, DECISION_ACCEPT));
	assert_non_null(strstr(t->e.text, "个人意愿离职"));
	if (!decide(t, DECISION_REFUSE))
		fail_msg("%s", t->e.text);
	struct case_record *r = stored(t);
	assert_int_equal(r->state, CASE_REFUSED);
	assert_string_equal(r->outcome, "prohibited");
}

/* Not ours to do: guidance, not a refusal with a number (fs-011: the bank, 001:406). */
static void elsewhere_is_no_refusal(void **state)
{
	struct counter *t = *state;

	take(t, "fs-011");
	assert_false(decide(t, DECISION_ACCEPT));
	assert_false(decide(t, DECISION_REFUSE));
	assert_false(decide(t, DECISION_NOTICE));
	count_cases(t, 0);
}

/* fs-039, 001:1218-1219: 10个工作日, 现场送达或邮寄. From Tuesday 24 November 2026: 8 December. */
static void deferral_has_its_date(void **state)
{
	struct counter *t = *state;
	struct promise_row *rows;
	size_t n;

	take(t, "fs-039");
	nothing_against(t);
	for (size_t i = 0; i < t->item->n_vars; i++)
		if (t->item->vars[i].kind == VAR_EXISTS)
			t->c.in.values[i] = (struct value){.state = VALUE_KNOWN, .a = 1};
	set(t, "unit.name", "抚顺市某局");
	set(t, "unit.code", "91350100M000100Y43");
	person(t);
	assert_false(decide(t, DECISION_ACCEPT));
	if (!decide(t, DECISION_DEFER))
		fail_msg("%s", t->e.text);
	assert_int_equal(stored(t)->state, CASE_DEFERRED);
	assert_true(promises_of(t->hall.store, t->out.number, &t->hall.arena, &rows, &n, &t->e));
	assert_int_equal(n, 1);
	assert_int_equal(rows[0].due, date_make(2026, 12, 8));
	assert_string_equal(rows[0].way, "现场送达");
	assert_string_equal(rows[0].paper_name, "企业工作期间企业职工基本养老保险缴费凭证");
}

static bool overrule(struct counter *t, const char *login, struct decision_request *q,
		     struct signature *sig)
{
	const struct sign_request sign = {.login = login,
					  .password = "password",
					  .posts = POST_BIT(POST_SUPERVISOR),
					  .act = DECISION_OVERRULE_ACT,
					  .subject = t->item->id,
					  .reason = q->overrule};

	if (!operators_verify(t->hall.store, &q->who, &sign, sig, &t->e))
		return false;
	q->overrule_signature = sig;
	return case_decide(t->hall.store, t->calendar, &t->c, q, &t->out, &t->e);
}

static void only_a_supervisor_overrules(void **state)
{
	struct counter *t = *state;
	struct signature sig = {.login = "zhao", .seq = 1};
	struct decision_request q = {.decision = DECISION_ACCEPT,
				     .who.by = "zhang",
				     .overrule = "已电话核实",
				     .overrule_signature = &sig};

	assert_true(operators_create(t->hall.store, NULL, "zhao", "赵", POST_BIT(POST_SUPERVISOR),
				     "password", PASSWORD_WEAK, &t->e));
	take(t, "fs-001");
	answer(t, "参保身份", "灵活就业人员");
	have(t, "本人身份证");
	person(t);
	/* A name is no signature, nor is the clerk's own password. */
	assert_false(case_decide(t->hall.store, t->calendar, &t->c, &q, &t->out, &t->e));
	assert_int_equal(t->e.code, ERR_PERMISSION);
	assert_false(overrule(t, "zhang", &q, &sig));
	assert_int_equal(t->e.code, ERR_PERMISSION);
	assert_true(overrule(t, "zhao", &q, &sig));
	assert_string_equal(stored(t)->overrule, "已电话核实");
	assert_string_equal(stored(t)->overruled_by, "zhao");
	/* The next case needs a hand of its own. */
	set(t, "insured.name", "王小红");
	q.duplicate_reason = "另一人";
	assert_false(case_decide(t->hall.store, t->calendar, &t->c, &q, &t->out, &t->e));
	assert_int_equal(t->e.code, ERR_PERMISSION);
	assert_true(overrule(t, "zhao", &q, &sig));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		COUNTER_TEST(complete_case_is_accepted),
		COUNTER_TEST(only_a_clerk_decides),
		COUNTER_TEST(missing_paper_is_refused_by_the_core),
		COUNTER_TEST(form_is_checked_by_the_core),
		COUNTER_TEST(outside_its_days_nothing_is_accepted),
		COUNTER_TEST(prohibition_is_refused_in_writing),
		COUNTER_TEST(elsewhere_is_no_refusal),
		COUNTER_TEST(deferral_has_its_date),
		COUNTER_TEST(only_a_supervisor_overrules),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
