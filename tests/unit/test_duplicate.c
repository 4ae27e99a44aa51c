/* SPDX-License-Identifier: Apache-2.0
 *
 * One person, one item, one open case: a second one needs a reason.
 */
#include "counter_fixture.h"

#include "store/duplicate.h"
#include "store/verify.h"

static bool decide_why(struct counter *t, enum decision d, const char *why)
{
	const struct decision_request q = {
		.decision = d, .who = {"zhang", "2", 0}, .duplicate_reason = why};

	err_clear(&t->e);
	return case_decide(t->hall.store, t->calendar, &t->c, &q, &t->out, &t->e);
}

static void the_second_one_is_refused_by_name(void **state)
{
	struct counter *t = *state;
	char first[NUMBER_TEXT];

	take_complete(t);
	assert_true(decide(t, DECISION_ACCEPT));
	assert_string_equal(t->out.duplicate, "");
	memcpy(first, t->out.number, sizeof(first));
	take_complete(t);
	/* A household register shows the same number. */
	set(t, "insured.cert_kind", "户口簿");
	assert_false(decide_why(t, DECISION_ACCEPT, NULL));
	assert_int_equal(t->e.code, ERR_REFUSED);
	assert_string_equal(t->out.duplicate, first);
	assert_non_null(strstr(t->e.text, first));
	assert_non_null(strstr(t->e.text, "窗口 1 张"));
	assert_non_null(strstr(t->e.text, "2026-11-24 09:00"));
	assert_false(decide_why(t, DECISION_ACCEPT, ""));
	count_cases(t, 1);
	/* Nor is the number lost that was reserved for it. */
	if (!decide_why(t, DECISION_ACCEPT, "前一件有误，重新受理"))
		fail_msg("%s", t->e.text);
	assert_int_equal(number_serial(t->out.number), 2);
	assert_string_equal(stored(t)->duplicate_of, first);
	assert_string_equal(stored(t)->duplicate_reason, "前一件有误，重新受理");
	struct verify_report report;
	if (!store_verify(t->hall.store, true, NULL, NULL, &report, &t->e))
		fail_msg("%s", t->e.text);
}

static void a_reason_without_need_is_not_kept(void **state)
{
	struct counter *t = *state;

	take_complete(t);
	assert_true(decide_why(t, DECISION_ACCEPT, "前一件有误，重新受理"));
	assert_null(stored(t)->duplicate_of);
	assert_null(stored(t)->duplicate_reason);
}

static void others_are_in_nobodys_way(void **state)
{
	struct counter *t = *state;

	take_complete(t);
	assert_true(decide(t, DECISION_ACCEPT));
	/* Another person; the same one in another role. */
	take_complete(t);
	set(t, "insured.cert", "210402198512120023");
	if (!decide(t, DECISION_ACCEPT))
		fail_msg("%s", t->e.text);
	/* A voided case is not open. */
	char first[NUMBER_TEXT];
	memcpy(first, t->out.number, sizeof(first));
	assert_true(cases_void(t->hall.store, &li, first, "误受理", &t->e));
	take_complete(t);
	set(t, "insured.cert", "210402198512120023");
	assert_true(decide(t, DECISION_ACCEPT));
	/* A notice is given as often as somebody comes without the paper. */
	take_complete(t);
	t->c.in.marks[item_paper(t->item, "户口簿")].state = PAPER_ABSENT;
	assert_true(decide(t, DECISION_NOTICE));
}

static void a_notice_is_no_hindrance_to_what_follows_it(void **state)
{
	struct counter *t = *state;
	char notice[NUMBER_TEXT], second[NUMBER_TEXT];

	take_complete(t);
	t->c.in.marks[item_paper(t->item, "户口簿")].state = PAPER_ABSENT;
	assert_true(decide(t, DECISION_NOTICE));
	memcpy(notice, t->out.number, sizeof(notice));
	take_complete(t);
	assert_false(decide(t, DECISION_ACCEPT));
	assert_string_equal(t->out.duplicate, notice);
	/* A second notice after the first, and the acceptance after both. */
	t->c.after = notice;
	t->c.in.marks[item_paper(t->item, "户口簿")].state = PAPER_ABSENT;
	assert_true(decide(t, DECISION_NOTICE));
	memcpy(second, t->out.number, sizeof(second));
	t->c.after = second;
	t->c.in.marks[item_paper(t->item, "户口簿")].state = PAPER_OK;
	if (!decide(t, DECISION_ACCEPT))
		fail_msg("%s", t->e.text);
	assert_string_equal(stored(t)->after, second);
	/* Once accepted it is the acceptance that is in the way of the same notice. */
	char accepted[NUMBER_TEXT];
	memcpy(accepted, t->out.number, sizeof(accepted));
	assert_false(decide(t, DECISION_ACCEPT));
	assert_string_equal(t->out.duplicate, accepted);
}

static const struct case_party *principal(struct case_record *r, size_t n)
{
	r->n_parties = n;
	return duplicate_principal(r);
}

static void the_person_a_case_is_about(void **state)
{
	struct case_party p[] = {
		{.role = "agent", .kind = "resident", .number = "1"},
		{.role = "applicant", .kind = "passport", .number = "2"},
		{.role = "deceased", .kind = "resident", .number = "3"},
		{.role = "insured", .kind = NULL, .number = NULL, .name = "无证"},
		{.role = "insured", .kind = "resident", .number = "5"},
	};
	struct case_party unit[] = {
		{.role = "unit", .kind = "credit_code", .number = "6"},
		{.role = "handler", .kind = "resident", .number = "7"},
	};
	struct case_record r = {.parties = p};

	(void)state;
	assert_null(principal(&r, 0));
	assert_null(principal(&r, 1));
	assert_ptr_equal(principal(&r, 2), &p[1]);
	assert_ptr_equal(principal(&r, 3), &p[2]);
	assert_ptr_equal(principal(&r, 4), &p[2]);
	assert_ptr_equal(principal(&r, 5), &p[4]);
	r.parties = unit;
	assert_null(principal(&r, 2));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		COUNTER_TEST(the_second_one_is_refused_by_name),
		COUNTER_TEST(a_reason_without_need_is_not_kept),
		COUNTER_TEST(others_are_in_nobodys_way),
		COUNTER_TEST(a_notice_is_no_hindrance_to_what_follows_it),
		cmocka_unit_test(the_person_a_case_is_about),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
