/* SPDX-License-Identifier: Apache-2.0
 *
 * Decisions decided once more from the ledger: the same under the pinned version and calendar,
 * overrules apart, and an alarm for whatever does not come out as it was.
 */
#include "counter_fixture.h"

#include "case/redecide.h"

struct heard {
	int n[3]; /* by enum redecide_kind */
	char number[NUMBER_TEXT], text[512];
};

static void hear(void *ctx, const struct redecide_finding *f)
{
	struct heard *h = ctx;

	h->n[f->kind]++;
	snprintf(h->number, sizeof(h->number), "%s", f->record->number);
	snprintf(h->text, sizeof(h->text), "%s", f->text);
}

static struct redecide_report again(struct counter *t, struct heard *heard)
{
	struct redecide_report r;
	const struct redecide how = {
		.first = DATE_NONE, .last = DATE_NONE, .found = hear, .ctx = heard};

	*heard = (struct heard){0};
	if (!redecide_all(t->hall.store, &how, &r, &t->e))
		fail_msg("%s", t->e.text);
	return r;
}

static void accept(struct counter *t)
{
	if (!decide(t, DECISION_ACCEPT))
		fail_msg("%s", t->e.text);
}

/* fs-001 without the 户口簿 (001:118-120). */
static void notice(struct counter *t)
{
	take_complete(t);
	t->c.in.marks[item_paper(t->item, "户口簿")].state = PAPER_ABSENT;
	if (!decide(t, DECISION_NOTICE))
		fail_msg("%s", t->e.text);
}

static void what_was_decided_comes_out_again(void **state)
{
	struct counter *t = *state;
	struct heard heard;

	take_complete(t);
	accept(t);
	take_complete(t);
	set(t, "insured.cert", "110105194912310038");
	t->c.in.marks[item_paper(t->item, "户口簿")] =
		(struct paper_mark){.state = PAPER_UNFIT, .unfit = UNFIT_ILLEGIBLE};
	if (!decide(t, DECISION_NOTICE))
		fail_msg("%s", t->e.text);
	struct redecide_report r = again(t, &heard);
	if (heard.n[REDECIDE_DIFFERS])
		fail_msg("%s", heard.text);
	assert_int_equal(r.decisions, 2);
	assert_int_equal(r.same, 2);
	assert_int_equal(r.versions, 1);
}

/* By the calendar of the day, whatever is announced since. */
static void a_clock_is_recomputed_with_its_own_calendar(void **state)
{
	struct counter *t = *state;
	struct heard heard;

	take_complete(t);
	accept(t);
	calendar_add_off(t->calendar, hall_day() + 1, hall_day() + 20);
	take_complete(t);
	set(t, "insured.cert", "110105194912310038");
	accept(t);
	struct redecide_report r = again(t, &heard);
	if (heard.n[REDECIDE_DIFFERS])
		fail_msg("%s", heard.text);
	assert_int_equal(r.same, 2);
}

/* The text is where ten tables are written that no clerk reads: changed behind the program's
 * back, each in a way of its own. */
static void rewrite(struct counter *t, const char *from, const char *to)
{
	char *sql = xasprintf("DROP TRIGGER IF EXISTS ledger_keeps; UPDATE ledger SET payload = "
			      "replace(payload, '%s', '%s') WHERE kind LIKE 'case.%%'",
			      from, to);

	meddle(t->hall.path, sql);
	free(sql);
}

static void a_forged_outcome_is_an_alarm(void **state)
{
	struct counter *t = *state;
	struct heard heard;

	notice(t);
	rewrite(t, "\"outcome\":\"missing\"", "\"outcome\":\"accept\"");
	struct redecide_report r = again(t, &heard);
	assert_int_equal(r.differing, 1);
	assert_int_equal(r.same, 0);
	assert_string_equal(heard.number, t->out.number);
	assert_non_null(strstr(heard.text, "重算是“材料不齐”"));
}

static void a_forgotten_reason_is_an_alarm(void **state)
{
	struct counter *t = *state;
	struct heard heard;

	notice(t);
	rewrite(t, "\"code\":\"missing\"", "\"code\":\"unfit\"");
	assert_int_equal(again(t, &heard).differing, 1);
	assert_non_null(strstr(heard.text, "第 1 条原因"));
}

static void a_paper_that_was_not_there_is_an_alarm(void **state)
{
	struct counter *t = *state;
	struct heard heard;

	take_complete(t);
	accept(t);
	rewrite(t, "\"state\":\"ok\"", "\"state\":\"absent\"");
	assert_int_equal(again(t, &heard).differing, 1);
	assert_non_null(strstr(heard.text, "当时的结论是“可受理”"));
}

static void another_kind_of_decision_is_an_alarm(void **state)
{
	struct counter *t = *state;
	struct heard heard;

	notice(t);
	meddle(t->hall.path, "DROP TRIGGER ledger_keeps; UPDATE ledger SET kind = 'case.accepted' "
			     "WHERE kind = 'case.noticed'");
	assert_int_equal(again(t, &heard).differing, 1);
	assert_non_null(strstr(heard.text, "没有主管改判"));
}

static void an_answer_the_guide_does_not_know_is_an_alarm(void **state)
{
	struct counter *t = *state;
	struct heard heard;

	take_complete(t);
	accept(t);
	rewrite(t, "\"value\":\"yes\"", "\"value\":\"perhaps\"");
	rewrite(t, "\"id\":\"household\"", "\"id\":\"no_such\"");
	(void)again(t, &heard);
	assert_int_equal(heard.n[REDECIDE_DIFFERS], 1);
	assert_non_null(strstr(heard.text, "不在当时的指南里"));
}

static void overrules_are_told_apart_with_their_reason(void **state)
{
	struct counter *t = *state;
	struct signature signature;
	struct heard heard;
	const struct actor clerk = {"zhang", "1", 0};

	assert_true(operators_create(t->hall.store, NULL, "zhao", "赵", POST_BIT(POST_SUPERVISOR),
				     "password", PASSWORD_WEAK, &t->e));
	take_complete(t);
	t->c.in.marks[item_paper(t->item, "户口簿")].state = PAPER_ABSENT;
	assert_true(operators_verify(t->hall.store, &clerk,
				     &(struct sign_request){.login = "zhao",
							    .password = "password",
							    .posts = POST_BIT(POST_SUPERVISOR),
							    .act = DECISION_OVERRULE_ACT,
							    .subject = t->item->id,
							    .reason = "户籍系统已核"},
				     &signature, &t->e));
	const struct decision_request q = {.decision = DECISION_ACCEPT,
					   .who = clerk,
					   .overrule = "户籍系统已核",
					   .overrule_signature = &signature};
	if (!case_decide(t->hall.store, t->calendar, &t->c, &q, &t->out, &t->e))
		fail_msg("%s", t->e.text);
	struct redecide_report r = again(t, &heard);
	assert_int_equal(r.overruled, 1);
	assert_int_equal(r.differing + r.same + r.unreadable, 0);
	assert_string_equal(heard.text, "户籍系统已核");
}

static void a_version_that_is_gone_is_named(void **state)
{
	struct counter *t = *state;
	struct heard heard;

	take_complete(t);
	accept(t);
	meddle(t->hall.path, "UPDATE guides SET text = replace(text, 'name:', 'nam:')");
	struct redecide_report r = again(t, &heard);
	assert_int_equal(r.unreadable, 1);
	assert_int_equal(r.same, 0);
	assert_non_null(strstr(heard.text, "读不出来"));
	char version[9];
	snprintf(version, sizeof(version), "%.8s", t->item->version);
	assert_non_null(strstr(heard.text, version));
}

static void a_calendar_that_is_gone_is_named(void **state)
{
	struct counter *t = *state;
	struct heard heard;

	take_complete(t);
	accept(t);
	meddle(t->hall.path, "DELETE FROM guide_pieces WHERE text LIKE '20__ %'");
	assert_int_equal(again(t, &heard).unreadable, 1);
	assert_non_null(strstr(heard.text, "工作日历"));
}

static bool stop(void *ctx, int64_t done, int64_t total)
{
	(void)ctx;
	(void)done;
	(void)total;
	return false;
}

static void only_some_days_and_it_can_be_stopped(void **state)
{
	struct counter *t = *state;
	struct redecide_report r;

	take_complete(t);
	accept(t);
	const struct redecide later = {
		.first = hall_day() + 1, .last = DATE_NONE, .progress = stop};
	assert_true(redecide_all(t->hall.store, &later, &r, &t->e));
	assert_int_equal(r.decisions, 0);
	const struct redecide before = {.first = DATE_NONE, .last = hall_day()};
	assert_true(redecide_all(t->hall.store, &before, &r, &t->e));
	assert_int_equal(r.same, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		COUNTER_TEST(what_was_decided_comes_out_again),
		COUNTER_TEST(a_clock_is_recomputed_with_its_own_calendar),
		COUNTER_TEST(a_forged_outcome_is_an_alarm),
		COUNTER_TEST(a_forgotten_reason_is_an_alarm),
		COUNTER_TEST(a_paper_that_was_not_there_is_an_alarm),
		COUNTER_TEST(another_kind_of_decision_is_an_alarm),
		COUNTER_TEST(an_answer_the_guide_does_not_know_is_an_alarm),
		COUNTER_TEST(overrules_are_told_apart_with_their_reason),
		COUNTER_TEST(a_version_that_is_gone_is_named),
		COUNTER_TEST(a_calendar_that_is_gone_is_named),
		COUNTER_TEST(only_some_days_and_it_can_be_stopped),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
