/* SPDX-License-Identifier: Apache-2.0
 *
 * The tree of papers at the counter: groups, verifications that spare a paper,
 * papers per person, papers that may follow, clocks.
 */
#include "guide_fixture.h"

static void any_one_suffices(void **state)
{
	struct fixture f;

	(void)state;
	fixture_init(&f, "materials:\n"
			 "  - any:\n"
			 "      - {id: a, name: 甲}\n"
			 "      - all: [{id: b, name: 乙}, {id: c, name: 丙}]\n"
			 "      - {other: 其他有效证明, id: o}\n"
			 "    id: proof\n"
			 "    forms: 原件\n"
			 "    copies: 1\n"
			 "    lines: \"001:2\"\n");
	int rows[8][ALTERNATIVE_PAPERS];
	int proof = demand_of(&f, "proof");

	assert_string_equal(run(&f), "missing");
	assert_string_equal(reasons(&f), "missing_any:proof");
	assert_int_equal(f.c->demand_need[proof], NEED_YES);
	assert_false(f.c->demand_met[proof]);
	assert_int_equal(need(&f, "a"), NEED_NO); /* not as such */
	assert_true(check_is_group(f.c, proof));
	assert_false(check_is_group(f.c, 0));
	assert_int_equal(check_alternatives(f.c, proof, rows, 8), 3);
	assert_int_equal(rows[0][0], paper_of(&f, "a"));
	assert_int_equal(rows[0][1], -1);
	assert_int_equal(rows[1][0], paper_of(&f, "b"));
	assert_int_equal(rows[1][1], paper_of(&f, "c"));
	assert_int_equal(rows[1][2], -1);
	have(&f, "b");
	assert_string_equal(run(&f), "missing"); /* half of an alternative is none */
	unfit(&f, "c", UNFIT_NO_SEAL);
	assert_string_equal(run(&f), "missing");
	assert_string_equal(reasons(&f), "missing_any:proof unfit:c");
	have(&f, "c");
	assert_string_equal(run(&f), "accept");
	assert_true(f.c->demand_met[proof]);
	lacks(&f, "b");
	have(&f, "o");
	assert_string_equal(run(&f), "accept");
	fixture_done(&f);
}

/* Which alternatives there are depends on an answer; that there are some does not. */
static void alternatives_by_situation(void **state)
{
	struct fixture f;

	(void)state;
	fixture_init(
		&f,
		"questions:\n"
		"  - {id: k, text: 类, type: choice, lines: \"001:2\", values: {x: 子, y: 丑}}\n"
		"materials:\n"
		"  - any:\n"
		"      - {id: a, name: 甲, when: k = x}\n"
		"      - {id: b, name: 乙, when: k = y}\n"
		"    id: proof\n"
		"    forms: 原件\n"
		"    copies: 1\n"
		"    lines: \"001:2\"\n");
	int proof = demand_of(&f, "proof");

	assert_string_equal(run(&f), "undecided");
	assert_int_equal(f.c->demand_need[proof], NEED_YES);
	assert_string_equal(reasons(&f), "open:k missing_any:proof");
	have(&f, "a");
	run(&f);
	assert_string_equal(reasons(&f), "open:k"); /* it may do */
	assert_false(f.c->demand_met[proof]);
	have(&f, "b");
	assert_string_equal(run(&f), "undecided"); /* the list itself still depends */
	assert_true(f.c->demand_met[proof]);
	answer(&f, "k", "y");
	lacks(&f, "b");
	assert_string_equal(run(&f), "missing");
	fixture_done(&f);
}

static const char exemption[] =
	"questions:\n"
	"  - {id: court, text: 经法院, type: yesno, lines: \"001:2\"}\n"
	"verifications:\n"
	"  - {id: shared, text: 已共享获取, source: 部门共享, when: court, lines: \"001:2\"}\n"
	"materials:\n"
	"  - {id: p, name: 判决书, forms: 复印件, copies: 1, when: court, exempt: {by: shared, "
	"else: required}, lines: \"001:2\"}\n";

static void verified_is_not_asked_for(void **state)
{
	struct fixture f;

	(void)state;
	fixture_init(&f, exemption);
	run(&f);
	assert_string_equal(next(&f), "court");
	assert_true(is_live(&f, "shared"));
	answer(&f, "court", "yes");
	assert_string_equal(run(&f), "undecided");
	assert_int_equal(need(&f, "p"), NEED_DEPENDS);
	assert_int_equal(f.c->paper_on[paper_of(&f, "p")], var_of(&f, "shared"));
	have(&f, "p"); /* it is there: nobody needs to look it up */
	assert_string_equal(run(&f), "accept");
	assert_false(is_live(&f, "shared"));
	lacks(&f, "p");
	answer(&f, "shared", "核验到");
	assert_string_equal(run(&f), "accept");
	assert_int_equal(need(&f, "p"), NEED_EXEMPT);
	answer(&f, "shared", "核验不到");
	assert_string_equal(run(&f), "missing");
	answer(&f, "shared", "系统不可用");
	assert_string_equal(run(&f), "missing");
	assert_string_equal(reasons(&f), "missing:p recheck:shared");
	have(&f, "p");
	assert_string_equal(run(&f), "accept"); /* a re-check blocks nothing */
	assert_string_equal(reasons(&f), "recheck:shared");
	answer(&f, "court", "no");
	run(&f);
	assert_string_equal(reasons(&f), ""); /* not applicable any more */
	assert_int_equal(need(&f, "p"), NEED_NO);
	fixture_done(&f);
}

static void verified_in_a_group(void **state)
{
	struct fixture f;

	(void)state;
	fixture_init(&f, "verifications:\n"
			 "  - {id: v, text: 内部核查, lines: \"001:2\"}\n"
			 "materials:\n"
			 "  - any:\n"
			 "      - {id: a, name: 甲}\n"
			 "      - {id: b, name: 乙, exempt: {by: v, else: required}}\n"
			 "    id: g\n"
			 "    forms: 原件\n"
			 "    copies: 1\n"
			 "    lines: \"001:2\"\n");
	int g = demand_of(&f, "g");

	assert_string_equal(run(&f), "undecided");
	assert_int_equal(f.c->demand_need[g], NEED_DEPENDS);
	assert_int_equal(f.c->demand_on[g], var_of(&f, "v"));
	answer(&f, "v", "yes");
	assert_string_equal(run(&f), "accept");
	assert_int_equal(f.c->demand_need[g], NEED_EXEMPT);
	answer(&f, "v", "no");
	assert_string_equal(run(&f), "missing");
	take_back(&f, "v");
	have(&f, "a");
	assert_string_equal(run(&f), "accept"); /* met either way: not asked */
	fixture_done(&f);
}

/* else: nothing. The paper is never asked for, so the verification changes nothing. */
static void otherwise_nothing(void **state)
{
	struct fixture f;

	(void)state;
	fixture_init(&f, "verifications:\n"
			 "  - {id: v, text: 内部核查, lines: \"001:2\"}\n"
			 "materials:\n" PAPER("p", ", exempt: {by: v, else: nothing}"));
	assert_string_equal(run(&f), "accept");
	assert_false(is_live(&f, "v"));
	answer(&f, "v", "no");
	assert_string_equal(run(&f), "accept");
	fixture_done(&f);
}

static void one_per_person(void **state)
{
	struct fixture f;

	(void)state;
	fixture_init(
		&f,
		"questions:\n"
		"  - {id: heirs, text: 继承人数, type: number, min: 0, max: 20, lines: \"001:2\"}\n"
		"materials:\n" PAPER("id", ", per: heirs"));
	assert_string_equal(run(&f), "undecided");
	assert_int_equal(need(&f, "id"), NEED_DEPENDS); /* there may be none */
	answer(&f, "heirs", "3");
	assert_string_equal(run(&f), "missing");
	assert_int_equal(f.c->reasons[0].rows, 3);
	assert_int_equal(f.c->reasons[0].rows_ok, 0);
	f.in.marks[paper_of(&f, "id")] = (struct paper_mark){PAPER_OK, UNFITS, 2};
	assert_string_equal(run(&f), "missing");
	assert_int_equal(f.c->reasons[0].rows_ok, 2);
	f.in.marks[paper_of(&f, "id")].rows_ok = 3;
	assert_string_equal(run(&f), "accept");
	f.in.marks[paper_of(&f, "id")].rows_ok = 0; /* all */
	assert_string_equal(run(&f), "accept");
	lacks(&f, "id");
	answer(&f, "heirs", "0");
	assert_string_equal(run(&f), "accept");
	assert_int_equal(need(&f, "id"), NEED_NO);
	fixture_done(&f);
}

static void used_twice_asked_once(void **state)
{
	struct fixture f;

	(void)state;
	fixture_init(&f, "questions:\n"
			 "  - {id: a, text: 甲, type: yesno, lines: \"001:2\"}\n"
			 "  - {id: b, text: 乙, type: yesno, lines: \"001:2\"}\n"
			 "materials:\n" PAPER("p", ", when: a") "  - {use: p, when: b}\n");
	answer(&f, "a", "yes");
	assert_string_equal(run(&f), "missing");
	assert_string_equal(reasons(&f), "missing:p");
	assert_false(is_live(&f, "b"));
	answer(&f, "a", "no");
	answer(&f, "b", "yes");
	run(&f);
	assert_string_equal(reasons(&f), "missing:p");
	fixture_done(&f);
}

static void if_it_exists(void **state)
{
	struct fixture f;

	(void)state;
	fixture_init(&f, "materials:\n" PAPER("v", ", if_exists: 有企业工作期间"));
	assert_string_equal(run(&f), "undecided");
	assert_string_equal(next(&f), "v.exists");
	answer(&f, "v.exists", "无");
	assert_string_equal(run(&f), "accept");
	answer(&f, "v.exists", "有");
	assert_string_equal(run(&f), "missing");
	fixture_done(&f);
}

/* ---- later ---- */

static void what_may_follow(void **state)
{
	struct fixture f;

	(void)state;
	fixture_init(&f, "materials:\n" PAPER("core", "")
				 PAPER("later", ", defer: {days: 10, unit: 工作日, ways: "
						"[现场送达, 邮寄], lines: \"001:3\"}"));
	assert_string_equal(run(&f), "missing");
	assert_string_equal(reasons(&f), "missing:core deferrable:later");
	have(&f, "core");
	assert_string_equal(run(&f), "defer");
	/* Wednesday the 25th is day 1 */
	assert_int_equal(f.c->reasons[0].until, date_parse("2026-12-08"));
	unfit(&f, "later", UNFIT_ILLEGIBLE);
	assert_string_equal(run(&f), "defer");
	assert_int_equal(f.c->reasons[0].unfit, UNFIT_ILLEGIBLE);
	set_on(&f, "2026-12-28");
	run(&f);
	assert_int_equal(f.c->reasons[0].until, date_parse("2027-01-11"));
	assert_true(f.c->provisional); /* no notice for 2027 */
	have(&f, "later");
	assert_string_equal(run(&f), "accept");
	fixture_done(&f);
}

static void a_group_may_follow(void **state)
{
	struct fixture f;

	(void)state;
	fixture_init(&f, "materials:\n"
			 "  - any:\n"
			 "      - {id: a, name: 甲}\n"
			 "      - {id: b, name: 乙, defer: {days: 5, unit: 日, ways: [邮寄], "
			 "lines: \"001:3\"}}\n"
			 "    id: g\n"
			 "    forms: 原件\n"
			 "    copies: 1\n"
			 "    lines: \"001:2\"\n");
	assert_string_equal(run(&f), "defer");
	assert_string_equal(reasons(&f), "deferrable:g");
	assert_int_equal(f.c->reasons[0].until, date_parse("2026-11-29"));
	have(&f, "a");
	assert_string_equal(run(&f), "accept");
	fixture_done(&f);
}

#define DEFER ", defer: {days: 5, unit: 日, ways: [邮寄], lines: \"001:3\"}"

/* What is said of an unmet group holds whatever the open answers will be. */
static void a_group_may_perhaps_follow(void **state)
{
	struct fixture f;

	(void)state;
	fixture_init(&f,
		     "questions:\n"
		     "  - {id: q, text: 问, type: yesno, lines: \"001:2\"}\n"
		     "verifications:\n"
		     "  - {id: v, text: 核验, source: 内部核查, lines: \"001:2\"}\n"
		     "materials:\n"
		     "  - any:\n"
		     "      - all:\n"
		     "      " PAPER("checked", ", exempt: {by: v, else: required}") "      " PAPER(
			     "late", DEFER) "        id: both\n"
					    "    id: one\n"
					    "  - any:\n"
					    "  " PAPER("yes", ", when: q" DEFER) "  " PAPER(
						    "no", ", when: not q" DEFER) "    id: two\n");
	assert_string_equal(run(&f), "undecided");
	assert_string_equal(reasons(&f), "open:q open:v deferrable:two");
	answer(&f, "v", "yes");
	run(&f);
	assert_string_equal(reasons(&f), "open:q deferrable:one deferrable:two");
	answer(&f, "v", "no");
	run(&f);
	assert_string_equal(reasons(&f), "open:q missing_any:one deferrable:two");
	fixture_done(&f);
}

static void unstated_for_some(void **state)
{
	struct fixture f;

	(void)state;
	fixture_init(&f,
		     "materials:\n" PAPER(
			     "p", ", when: channel = window") "  - {unstated: yes, when: channel = "
							      "online, lines: \"001:2\"}\n");
	run(&f);
	assert_false(f.c->materials_unstated);
	answer(&f, "channel", "online");
	assert_string_equal(run(&f), "accept");
	assert_true(f.c->materials_unstated);
	fixture_done(&f);
}

/* The guide prints that these answers need no papers: that is not 指南未载明. */
static void none_for_some(void **state)
{
	struct fixture f;

	(void)state;
	fixture_init(&f,
		     "materials:\n" PAPER(
			     "p", ", when: channel = window") "  - {none: 网上申报无需提供, id: n, "
							      "when: channel = online, lines: "
							      "\"001:2\"}\n");
	assert_string_equal(run(&f), "missing");
	assert_false(check_says_none(f.c, 2));
	answer(&f, "channel", "online");
	assert_string_equal(run(&f), "accept");
	assert_false(f.c->materials_unstated);
	assert_string_equal(f.it->demands[2].name, "网上申报无需提供");
	assert_true(check_says_none(f.c, 2));
	fixture_done(&f);
}

/* A field that shows only for some answers makes the answer matter. */
static void the_form_asks_too(void **state)
{
	struct fixture f;

	(void)state;
	fixture_init(&f, "questions:\n"
			 "  - {id: a, text: 甲, type: yesno, lines: \"001:2\"}\n"
			 "  - {id: b, text: 乙, type: yesno, lines: \"001:2\"}\n"
			 "form:\n"
			 "  fields:\n"
			 "    - {id: x, label: 栏, type: text, required: a, lines: \"001:2\"}\n"
			 "    - {id: y, label: 示, type: yesno, answer: b, lines: \"001:2\"}\n");
	assert_string_equal(run(&f), "undecided");
	assert_true(is_live(&f, "a"));
	assert_false(is_live(&f, "b"));
	fixture_done(&f);
}

/* ---- clocks ---- */

static const char clocks[] =
	"questions:\n"
	"  - {id: priced, text: 未来最近定价日, type: date, optional: yes, lines: \"001:2\"}\n"
	"  - {id: fast, text: 加急, type: yesno, lines: \"001:2\"}\n"
	"limits:\n"
	"  - {id: working, text: 15个工作日, days: 15, unit: 工作日, lines: \"001:2\"}\n"
	"  - {id: days, text: 30日内, days: 30, unit: 日, lines: \"001:2\"}\n"
	"  - {id: months, text: 3个月, days: 3, unit: 月, lines: \"001:2\"}\n"
	"  - {id: once, text: 即时, days: 0, unit: 即时, lines: \"001:2\"}\n"
	"  - {id: next22, text: 次月1日起22个工作日, days: 22, unit: 工作日, from: next_month, "
	"lines: \"001:2\"}\n"
	"  - {id: next, text: 次月办结, days: 1, unit: 月, from: next_month, lines: \"001:2\"}\n"
	"  - {id: price, text: 定价日起5个工作日, days: 5, unit: 工作日, from: answer(priced), "
	"lines: \"001:2\"}\n"
	"  - {id: then, text: 再20日送达, days: 20, unit: 日, from: limit(days), lines: "
	"\"001:2\"}\n"
	"  - {id: after, text: 再3日, days: 3, unit: 日, from: limit(price), lines: \"001:2\"}\n"
	"  - {id: whole, text: 全月经办, days: unstated, unit: 日, lines: \"001:2\"}\n"
	"  - {id: rush, text: 3日, days: 3, unit: 日, when: fast, lines: \"001:2\"}\n";

static const struct due *due(const struct fixture *f, const char *id)
{
	for (size_t i = 0; i < f->it->n_limits; i++) {
		if (strcmp(f->it->limits[i].id, id) == 0)
			return &f->c->dues[i];
	}
	fail();
	return NULL;
}

static void clocks_run(void **state)
{
	struct fixture f;

	(void)state;
	fixture_init(&f, clocks);
	run(&f);
	assert_int_equal(due(&f, "working")->due, date_parse("2026-12-15"));
	assert_int_equal(due(&f, "working")->from, date_parse("2026-11-24"));
	assert_int_equal(due(&f, "days")->due, date_parse("2026-12-24"));
	assert_int_equal(due(&f, "months")->due, date_parse("2027-02-24"));
	assert_int_equal(due(&f, "once")->due, date_parse("2026-11-24"));
	/* Tuesday 1 December is day 1 of 22: Wednesday the 30th */
	assert_int_equal(due(&f, "next22")->due, date_parse("2026-12-30"));
	assert_int_equal(due(&f, "next")->due, date_parse("2026-12-31"));
	assert_int_equal(due(&f, "then")->from, date_parse("2026-12-24"));
	assert_int_equal(due(&f, "then")->due, date_parse("2027-01-13"));
	assert_true(due(&f, "rush")->depends);
	assert_false(due(&f, "rush")->applies);
	assert_true(is_live(&f, "fast"));
	answer(&f, "fast", "yes");
	run(&f);
	assert_true(due(&f, "rush")->applies);
	assert_int_equal(due(&f, "rush")->due, date_parse("2026-11-27"));
	fixture_done(&f);
}

static void clocks_without_a_date(void **state)
{
	struct fixture f;

	(void)state;
	fixture_init(&f, clocks);
	run(&f);
	assert_int_equal(due(&f, "price")->due, DATE_NONE);
	assert_string_equal(due(&f, "price")->why, "待「未来最近定价日」确定");
	assert_string_equal(due(&f, "after")->why, "待前一时限办结");
	assert_string_equal(due(&f, "whole")->why, "指南未载明天数");
	answer(&f, "priced", "2026-11-27");
	run(&f);
	assert_int_equal(due(&f, "price")->due, date_parse("2026-12-04"));
	assert_null(due(&f, "price")->why);
	assert_int_equal(due(&f, "after")->due, date_parse("2026-12-07"));
	check_dues(f.c, &f.in, NULL);
	assert_int_equal(due(&f, "working")->due, DATE_NONE);
	assert_non_null(due(&f, "working")->why);
	assert_int_equal(due(&f, "days")->due, date_parse("2026-12-24"));
	fixture_done(&f);
}

static void clocks_into_an_unknown_year(void **state)
{
	struct fixture f;

	(void)state;
	fixture_init(&f, clocks);
	set_on(&f, "2026-12-28");
	run(&f);
	assert_true(due(&f, "working")->provisional);
	assert_false(due(&f, "days")->provisional);
	assert_true(f.c->provisional);
	fixture_done(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(any_one_suffices),
		cmocka_unit_test(alternatives_by_situation),
		cmocka_unit_test(verified_is_not_asked_for),
		cmocka_unit_test(verified_in_a_group),
		cmocka_unit_test(otherwise_nothing),
		cmocka_unit_test(one_per_person),
		cmocka_unit_test(used_twice_asked_once),
		cmocka_unit_test(if_it_exists),
		cmocka_unit_test(what_may_follow),
		cmocka_unit_test(a_group_may_follow),
		cmocka_unit_test(a_group_may_perhaps_follow),
		cmocka_unit_test(unstated_for_some),
		cmocka_unit_test(none_for_some),
		cmocka_unit_test(the_form_asks_too),
		cmocka_unit_test(clocks_run),
		cmocka_unit_test(clocks_without_a_date),
		cmocka_unit_test(clocks_into_an_unknown_year),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
