/* SPDX-License-Identifier: Apache-2.0
 *
 * 更正受理: the mistaken case is voided and its successor made in one commit; the
 * clocks of the successor, the papers of the old one, and whom to call.
 */
#include "counter_fixture.h"

#include "case/redecide.h"
#include "case/takeback.h"
#include "store/calls.h"
#include "store/verify.h"

static const int64_t day_ms = INT64_C(86400000);

static int staffed_setup(void **state)
{
	counter_setup(state);
	struct counter *t = *state;
	assert_true(operators_create(t->hall.store, NULL, "zhao", "赵", POST_BIT(POST_SUPERVISOR),
				     "password", PASSWORD_WEAK, &t->e));
	return 0;
}

static void say_differing(void *ctx, const struct redecide_finding *f)
{
	(void)ctx;
	if (f->kind != REDECIDE_OVERRULED)
		print_error("%s\n", f->text);
}

static int sound_teardown(void **state)
{
	struct counter *t = *state;
	struct verify_report report;

	if (!store_verify(t->hall.store, true, NULL, NULL, &report, &t->e))
		fail_msg("%s", t->e.text);
	/* Decided once more, clocks from the first day included. */
	const struct redecide how = {.first = DATE_NONE, .last = DATE_NONE, .found = say_differing};
	struct redecide_report again;
	assert_true(redecide_all(t->hall.store, &how, &again, &t->e));
	assert_int_equal(again.differing + again.unreadable, 0);
	return counter_teardown(state);
}

/* fs-008 of a unit's staff has a term; its first acceptance on 24 November 2026. */
static void begin(struct counter *t)
{
	take(t, "fs-001");
	answer(t, "参保身份", "灵活就业人员");
	have(t, "本人身份证");
	have(t, "户口簿");
	person(t);
}

static void accept(struct counter *t, char first[NUMBER_TEXT])
{
	begin(t);
	if (!decide(t, DECISION_ACCEPT))
		fail_msg("%s", t->e.text);
	memcpy(first, t->out.number, NUMBER_TEXT);
}

static void sign(struct counter *t, const char *number, const char *reason, struct signature *sig)
{
	const struct actor zhang = {"zhang", "1", 0};
	const struct sign_request q = {"zhao",	     "password", MISTAKEN_POSTS,
				       MISTAKEN_ACT, number,	 reason};

	assert_true(operators_verify(t->hall.store, &zhang, &q, sig, &t->e));
}

static bool decide_signed(struct counter *t, enum decision d, const struct signature *sig)
{
	const struct decision_request q = {.decision = d,
					   .who = {"zhang", "1", 0},
					   .way = DEFER_ON_SITE,
					   .mistaken_signature = sig};

	err_clear(&t->e);
	return case_decide(t->hall.store, t->calendar, &t->c, &q, &t->out, &t->e);
}

static struct case_record *get(struct counter *t, const char *number)
{
	struct case_record *r;

	assert_true(cases_get(t->hall.store, number, &t->hall.arena, &r, &t->e));
	assert_non_null(r);
	return r;
}

static struct call_row *calls(struct counter *t, bool all, size_t expected)
{
	struct call_row *rows;
	size_t n;

	assert_true(calls_mistaken(t->hall.store, all, 10, &t->hall.arena, &rows, &n, &t->e));
	assert_int_equal(n, expected);
	return rows;
}

static void replaced(struct counter *t, enum mistake fault, char first[NUMBER_TEXT])
{
	struct signature sig;

	accept(t, first);
	t->hall.ms += 3 * day_ms;
	begin(t);
	t->c.mistaken = first;
	t->c.mistaken_fault = mistake_ids[fault];
	t->c.mistaken_reason = "事项选错";
	/* Without the supervisor nothing happens, to neither. */
	assert_false(decide_signed(t, DECISION_ACCEPT, NULL));
	assert_int_equal(t->e.code, ERR_PERMISSION);
	assert_int_equal(get(t, first)->state, CASE_ACCEPTED);
	count_cases(t, 1);
	sign(t, first, "事项选错", &sig);
	if (!decide_signed(t, DECISION_ACCEPT, &sig))
		fail_msg("%s", t->e.text);
}

static void the_halls_mistake_keeps_the_first_day(void **state)
{
	struct counter *t = *state;
	char first[NUMBER_TEXT];
	struct document_row *documents;
	size_t n;

	replaced(t, MISTAKE_OURS, first);
	const struct case_record *old = get(t, first), *new = get(t, t->out.number);
	assert_int_equal(old->state, CASE_VOIDED);
	assert_int_equal(old->voided_day, hall_day() + 3);
	assert_string_equal(old->replaced, t->out.number);
	assert_string_equal(old->replaced_as, "accepted");
	assert_string_equal(old->void_by, "zhao");
	/* The day it was accepted on stays what it was. */
	assert_int_equal(old->accepted_day, hall_day());
	assert_int_equal(old->day, hall_day());
	assert_string_equal(new->after, first);
	assert_int_equal(new->since, hall_day());
	assert_int_equal(new->accepted_day, hall_day() + 3);
	for (size_t i = 0; i < new->n_limits; i++)
		assert_int_equal(new->limits[i].from, hall_day());
	/* Its receipt is void; what says so is not. */
	assert_true(documents_of(t->hall.store, first, &t->hall.arena, &documents, &n, &t->e));
	assert_int_equal(n, 2);
	assert_true(documents[0].voided_at != 0);
	assert_string_equal(documents[1].number, t->out.mistaken_document);
	assert_string_equal(documents[1].kind, MISTAKEN_DOCUMENT);
	assert_true(documents[1].voided_at == 0);
}

static void the_applicants_mistake_counts_from_the_new_day(void **state)
{
	struct counter *t = *state;
	char first[NUMBER_TEXT];

	replaced(t, MISTAKE_APPLICANT, first);
	const struct case_record *new = get(t, t->out.number);
	assert_int_equal(new->since, DATE_NONE);
	for (size_t i = 0; i < new->n_limits; i++)
		assert_int_equal(new->limits[i].from, hall_day() + 3);
}

/* Twice mistaken: still from the very first day. A signature serves once. */
static void a_second_mistake_keeps_the_first_day_too(void **state)
{
	struct counter *t = *state;
	char first[NUMBER_TEXT], second[NUMBER_TEXT];
	struct signature sig;

	replaced(t, MISTAKE_OURS, first);
	memcpy(second, t->out.number, NUMBER_TEXT);
	t->hall.ms += day_ms;
	begin(t);
	t->c.mistaken = first;
	t->c.mistaken_fault = "ours";
	t->c.mistaken_reason = "又错";
	sign(t, first, "又错", &sig);
	/* The first one is void already. */
	assert_false(decide_signed(t, DECISION_ACCEPT, &sig));
	assert_int_equal(t->e.code, ERR_REFUSED);
	t->c.mistaken = second;
	assert_false(decide_signed(t, DECISION_ACCEPT, &sig)); /* signed for the other */
	sign(t, second, "又错", &sig);
	assert_true(decide_signed(t, DECISION_ACCEPT, &sig));
	assert_int_equal(get(t, t->out.number)->since, hall_day());
}

static void a_notice_takes_its_place_and_hands_the_day_on(void **state)
{
	struct counter *t = *state;
	char first[NUMBER_TEXT], notice[NUMBER_TEXT];
	struct signature sig;

	accept(t, first);
	t->hall.ms += day_ms;
	begin(t);
	t->c.in.marks[item_paper(t->item, "户口簿")].state = PAPER_ABSENT;
	t->c.mistaken = first;
	t->c.mistaken_fault = "ours";
	t->c.mistaken_reason = "户口簿没有";
	sign(t, first, "户口簿没有", &sig);
	if (!decide_signed(t, DECISION_NOTICE, &sig))
		fail_msg("%s", t->e.text);
	memcpy(notice, t->out.number, NUMBER_TEXT);
	assert_string_equal(get(t, first)->replaced_as, "noticed");
	/* They come back with it. */
	t->hall.ms += day_ms;
	begin(t);
	t->c.notice = notice;
	if (!decide(t, DECISION_ACCEPT))
		fail_msg("%s", t->e.text);
	assert_int_equal(get(t, notice)->since, hall_day());
}

static void nothing_takes_its_place_and_its_papers_go_back(void **state)
{
	struct counter *t = *state;
	const struct actor zhang = {"zhang", "1", 0};
	char first[NUMBER_TEXT], document[DOCUMENT_TEXT];
	struct mistaken m = {.fault = MISTAKE_APPLICANT, .reason = ""};

	accept(t, first);
	m.case_number = first;
	assert_false(mistaken_papers_back(t->hall.store, &zhang, first, "王", &t->e));
	assert_int_equal(t->e.code, ERR_REFUSED);
	assert_false(mistaken_void(t->hall.store, &zhao, &m, document, &t->e));
	assert_int_equal(t->e.code, ERR_INPUT);
	m.reason = "本人不办了，当时没有说清";
	assert_false(mistaken_void(t->hall.store, &zhang, &m, document, &t->e));
	assert_int_equal(t->e.code, ERR_PERMISSION);
	assert_true(mistaken_void(t->hall.store, &zhao, &m, document, &t->e));
	assert_null(get(t, first)->replaced);
	assert_false(mistaken_void(t->hall.store, &zhao, &m, document, &t->e));
	assert_true(mistaken_papers_back(t->hall.store, &zhang, first, "王小明", &t->e));
	assert_int_equal(get(t, first)->papers_back, hall_day());
	assert_false(mistaken_papers_back(t->hall.store, &zhang, first, "王小明", &t->e));
}

static void whom_to_call_stands_until_reached(void **state)
{
	struct counter *t = *state;
	const struct actor zhang = {"zhang", "1", 0};
	char first[NUMBER_TEXT];

	replaced(t, MISTAKE_OURS, first);
	assert_string_equal(calls(t, false, 1)->replaced, t->out.number);
	assert_true(calls_record(t->hall.store, &zhang, first, CALL_MISTAKEN, CALL_SILENT, NULL,
				 &t->e));
	assert_string_equal(calls(t, false, 1)->result, "silent");
	assert_true(calls_record(t->hall.store, &zhang, first, CALL_MISTAKEN, CALL_REACHED,
				 "明日来", &t->e));
	calls(t, false, 0);
	assert_int_equal(calls(t, true, 1)->calls, 2);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, staffed_setup, sound_teardown)
	const struct CMUnitTest tests[] = {
		TEST(the_halls_mistake_keeps_the_first_day),
		TEST(the_applicants_mistake_counts_from_the_new_day),
		TEST(a_second_mistake_keeps_the_first_day_too),
		TEST(a_notice_takes_its_place_and_hands_the_day_on),
		TEST(nothing_takes_its_place_and_its_papers_go_back),
		TEST(whom_to_call_stands_until_reached),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
