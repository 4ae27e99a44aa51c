/* SPDX-License-Identifier: Apache-2.0
 *
 * What bars a case: prohibitions, conditions, terms, days of the month, places;
 * in which order, and what lifts it.
 */
#include "guide_fixture.h"

static const char prohibitions[] =
	"questions:\n"
	"  - {id: q, text: 问, type: yesno, lines: \"001:2\"}\n"
	"conditions:\n"
	"  - {id: able, text: 有资格, lines: \"001:2\"}\n"
	"  - {id: listed, text: 已登记, fails_as: missing, lines: \"001:2\"}\n"
	"prohibitions:\n"
	"  - {id: fraud, text: 骗取待遇, lines: \"001:2\"}\n"
	"  - {id: dispute, text: 继承纠纷, lifted_by: {paper: ruling}, lines: \"001:2\"}\n"
	"  - {id: stop, text: 未办停发, lifted_by: {act: 已办理停发操作}, lines: \"001:2\"}\n"
	"materials:\n" PAPER("form", ", when: q") PAPER("ruling", ", when: dispute");

static void answer_rules(struct fixture *f)
{
	answer(f, "q", "no");
	answer(f, "able", "yes");
	answer(f, "listed", "yes");
	answer(f, "fraud", "no");
	answer(f, "dispute", "no");
	answer(f, "stop", "no");
}

static void rules_are_asked_after_questions(void **state)
{
	struct fixture f;

	(void)state;
	fixture_init(&f, prohibitions);
	assert_string_equal(run(&f), "undecided");
	assert_string_equal(next(&f), "q");
	answer(&f, "q", "yes");
	run(&f);
	assert_string_equal(next(&f), "able");
	assert_string_equal(reasons(&f),
			    "open:able open:listed open:fraud open:dispute open:stop missing:form");
	answer(&f, "able", "符合");
	answer(&f, "listed", "yes");
	run(&f);
	assert_string_equal(next(&f), "fraud");
	fixture_done(&f);
}

static void every_blocker_in_order(void **state)
{
	struct fixture f;

	(void)state;
	fixture_init(&f, prohibitions);
	answer_rules(&f);
	assert_string_equal(run(&f), "accept");
	answer(&f, "q", "yes");
	answer(&f, "able", "no");
	answer(&f, "listed", "no");
	answer(&f, "fraud", "有");
	answer(&f, "stop", "yes");
	assert_string_equal(run(&f), "prohibited");
	assert_string_equal(reasons(&f), "prohibited:fraud prohibited:stop ineligible:able "
					 "condition:listed missing:form");
	/* a bar is the outcome whatever is unanswered */
	take_back(&f, "q");
	take_back(&f, "dispute");
	assert_string_equal(run(&f), "prohibited");
	assert_string_equal(reasons(&f),
			    "prohibited:fraud prohibited:stop ineligible:able open:q open:dispute "
			    "condition:listed");
	fixture_done(&f);
}

static void what_lifts_a_prohibition(void **state)
{
	struct fixture f;

	(void)state;
	fixture_init(&f, prohibitions);
	answer_rules(&f);
	answer(&f, "dispute", "yes");
	assert_string_equal(run(&f), "prohibited");
	assert_string_equal(reasons(&f), "prohibited:dispute missing:ruling");
	unfit(&f, "ruling", UNFIT_ILLEGIBLE);
	assert_string_equal(run(&f), "prohibited");
	have(&f, "ruling");
	assert_string_equal(run(&f), "accept");
	answer(&f, "stop", "yes");
	assert_string_equal(run(&f), "prohibited");
	answer(&f, "stop", "已办理停发操作");
	assert_string_equal(run(&f), "accept");
	/* a prohibition without such an act has no such answer */
	struct value v;
	assert_false(answer_parse(f.it, var_of(&f, "fraud"), "lifted", &v, NULL));
	fixture_done(&f);
}

static void computed_conditions(void **state)
{
	struct fixture f;

	(void)state;
	fixture_init(
		&f,
		"questions:\n"
		"  - {id: m, text: 月, type: months, lines: \"001:2\"}\n"
		"  - {id: kind, text: 类, type: choice, lines: \"001:2\", values: {a: 甲, b: 乙}}\n"
		"conditions:\n"
		"  - {id: paid, text: 缴满一年, when: kind = a, test: m >= 1y, resolve: 补缴, "
		"lines: \"001:2\"}\n");
	assert_string_equal(run(&f), "undecided");
	answer(&f, "m", "11m");
	assert_string_equal(run(&f), "undecided"); /* it may be kind b */
	assert_true(is_live(&f, "kind"));
	answer(&f, "kind", "a");
	assert_string_equal(run(&f), "ineligible");
	answer(&f, "kind", "b");
	assert_string_equal(run(&f), "accept");
	take_back(&f, "kind");
	answer(&f, "m", "12m");
	assert_string_equal(run(&f), "accept"); /* whatever the kind */
	assert_string_equal(next(&f), "");
	fixture_done(&f);
}

/* A question that only gates a condition already met changes nothing. */
static void a_met_condition_asks_nothing(void **state)
{
	struct fixture f;

	(void)state;
	fixture_init(&f, "questions:\n"
			 "  - {id: away, text: 异地, type: yesno, lines: \"001:2\"}\n"
			 "conditions:\n"
			 "  - {id: told, text: 已报告, when: away, lines: \"001:2\"}\n");
	run(&f);
	assert_true(is_live(&f, "away"));
	assert_true(is_live(&f, "told"));
	answer(&f, "told", "yes");
	assert_string_equal(run(&f), "accept");
	assert_false(is_live(&f, "away"));
	answer(&f, "told", "no");
	assert_string_equal(run(&f), "undecided");
	assert_true(is_live(&f, "away"));
	assert_false(is_live(&f, "told"));
	answer(&f, "away", "yes");
	assert_string_equal(run(&f), "ineligible");
	fixture_done(&f);
}

/* ---- time ---- */

static date_day until(const struct fixture *f)
{
	return f->c->reasons[0].until;
}

static void days_of_the_month(void **state)
{
	static const struct {
		const char *on, *outcome, *next; /* next: a working day */
	} across[] = {
		{"2026-11-24", "closed", "2026-11-25"}, {"2026-11-25", "accept", NULL},
		{"2026-11-30", "accept", NULL},		{"2026-12-01", "accept", NULL},
		{"2026-12-08", "accept", NULL},		{"2026-12-09", "closed", "2026-12-25"},
		{"2026-12-31", "accept", NULL},		{"2026-01-08", "accept", NULL},
		{"2026-07-20", "closed", "2026-07-27"}, /* the 25th is a Saturday */
	};
	static const struct {
		const char *on, *outcome, *next;
	} within[] = {
		{"2026-11-18", "closed", "2026-11-19"},
		{"2026-11-19", "accept", NULL},
		{"2026-11-28", "accept", NULL},
		{"2026-11-29", "closed", "2026-12-21"},
	};
	struct fixture f;

	(void)state;
	fixture_init(&f, "window: {days: 25..8, across: month, text: 每月25日—次月8日受理, lines: "
			 "\"001:2\"}\n");
	for (size_t i = 0; i < sizeof(across) / sizeof(*across); i++) {
		set_on(&f, across[i].on);
		assert_string_equal(run(&f), across[i].outcome);
		if (across[i].next)
			assert_int_equal(until(&f), date_parse(across[i].next));
	}
	set_on(&f, "2026-11-24");
	check_run(f.c, &f.in, NULL);
	assert_int_equal(until(&f), DATE_NONE); /* no calendar, no promise */
	fixture_done(&f);
	fixture_init(&f, "window: {days: 19..28, text: 每月19日—28日, lines: \"001:2\"}\n");
	for (size_t i = 0; i < sizeof(within) / sizeof(*within); i++) {
		set_on(&f, within[i].on);
		assert_string_equal(run(&f), within[i].outcome);
		if (within[i].next)
			assert_int_equal(until(&f), date_parse(within[i].next));
	}
	set_on(&f, "2026-12-30"); /* opens in a year without a notice */
	run(&f);
	assert_int_equal(until(&f), date_parse("2027-01-19"));
	assert_true(f.c->provisional);
	fixture_done(&f);
}

static void terms(void **state)
{
	struct fixture f;

	(void)state;
	fixture_init(
		&f,
		"validity: {from: 2022-01-01, to: 2022-12-31, text: 2022年内, lines: \"001:2\"}\n"
		"effective: {from: 2022-03-01, transition: 旧案照旧}\n");
	set_on(&f, "2021-12-31");
	assert_string_equal(run(&f), "expired");
	assert_string_equal(reasons(&f), "not_yet:t-001 not_yet:t-001");
	assert_int_equal(f.c->reasons[1].until, date_parse("2022-01-01"));
	set_on(&f, "2022-02-28");
	assert_string_equal(run(&f), "expired");
	assert_int_equal(until(&f), date_parse("2022-03-01"));
	set_on(&f, "2022-03-01");
	assert_string_equal(run(&f), "accept");
	set_on(&f, "2022-12-31");
	assert_string_equal(run(&f), "accept");
	set_on(&f, "2023-01-01");
	assert_string_equal(run(&f), "expired");
	assert_string_equal(reasons(&f), "expired:t-001");
	fixture_done(&f);
}

/* ---- place ---- */

static void channels(void **state)
{
	struct fixture f;

	(void)state;
	fixture_init(&f, "channels:\n"
			 "  - {id: online, text: 政务服务网, lines: \"001:2\"}\n"
			 "  - {id: bank, name: 银行, lines: \"001:2\"}\n");
	assert_string_equal(run(&f), "closed");
	assert_string_equal(reasons(&f), "not_here:online");
	answer(&f, "channel", "online");
	assert_string_equal(run(&f), "accept");
	answer(&f, "channel", "phone");
	assert_string_equal(run(&f), "closed");
	take_back(&f, "channel");
	assert_string_equal(run(&f), "undecided");
	assert_string_equal(next(&f), "channel");
	fixture_done(&f);
	fixture_init(&f, "channels:\n"
			 "  - {id: window, here: no, places: [合作银行网点], lines: \"001:2\"}\n");
	assert_string_equal(run(&f), "closed");
	assert_string_equal(reasons(&f), "not_here:window");
	fixture_done(&f);
	fixture_init(&f, "channels: unstated\n");
	assert_string_equal(run(&f), "accept");
	fixture_done(&f);
}

static void offices(void **state)
{
	struct fixture f;

	(void)state;
	fixture_init(&f, "channels:\n"
			 "  - id: window\n"
			 "    lines: \"001:2\"\n"
			 "    places: [{name: 工伤窗口, office: injury, lines: \"001:2\"}]\n");
	assert_string_equal(run(&f), "accept"); /* the office is not known */
	assert_string_equal(next(&f), "");
	answer(&f, "office", "xinfu");
	assert_string_equal(run(&f), "closed");
	answer(&f, "office", "injury");
	assert_string_equal(run(&f), "accept");
	fixture_done(&f);
}

/* The row that serves depends on an answer: then the answer matters. */
static void a_channel_by_situation(void **state)
{
	struct fixture f;

	(void)state;
	fixture_init(&f, "questions:\n"
			 "  - {id: minor, text: 未满16周岁, type: yesno, lines: \"001:2\"}\n"
			 "channels:\n"
			 "  - {id: window, when: minor, lines: \"001:2\"}\n"
			 "  - {id: bank, lines: \"001:2\"}\n");
	assert_string_equal(run(&f), "undecided");
	assert_string_equal(next(&f), "minor");
	answer(&f, "minor", "no");
	assert_string_equal(run(&f), "closed");
	assert_string_equal(reasons(&f), "not_here:bank");
	answer(&f, "minor", "yes");
	assert_string_equal(run(&f), "accept");
	fixture_done(&f);
}

static void nothing_to_file(void **state)
{
	struct fixture f;

	(void)state;
	fixture_init(&f, "filing: {none: 自动发放，无需申请, lines: \"001:2\"}\n");
	assert_string_equal(run(&f), "closed");
	assert_string_equal(reasons(&f), "nothing_to_file:filing");
	fixture_done(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rules_are_asked_after_questions),
		cmocka_unit_test(every_blocker_in_order),
		cmocka_unit_test(what_lifts_a_prohibition),
		cmocka_unit_test(computed_conditions),
		cmocka_unit_test(a_met_condition_asks_nothing),
		cmocka_unit_test(days_of_the_month),
		cmocka_unit_test(terms),
		cmocka_unit_test(channels),
		cmocka_unit_test(offices),
		cmocka_unit_test(a_channel_by_situation),
		cmocka_unit_test(nothing_to_file),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
