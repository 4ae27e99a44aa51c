/* SPDX-License-Identifier: Apache-2.0
 *
 * Promised papers: some of them, unfit ones, by post, late, twice at once; what is
 * decided of those that did not come, by whom; pledges checked afterwards. After
 * every test the tables are what the ledger alone gives.
 */
#include "store_fixture.h"

#include "store/documents.h"
#include "store/lapses.h"
#include "store/moves.h"
#include "store/people.h"
#include "store/pledges.h"
#include "store/verify.h"

static const struct actor fu = {"fu", "3", 0}, qian = {"qian", "3", 0};
static const char wang[] = "11010519491231002X"; /* GB 11643 */
enum { DUE = 10 /* days after hall_day */ };
static const int64_t day_ms = INT64_C(86400000);

static int staffed_setup(void **state)
{
	hall_setup(state);
	struct hall *h = *state;
	hall_staff(h);
	assert_true(operators_create(h->store, NULL, "fu", "付", POST_BIT(POST_REVIEWER),
				     "mima-2026", PASSWORD_WEAK, &h->err));
	assert_true(operators_create(h->store, NULL, "qian", "钱", POST_BIT(POST_CLERK),
				     "mima-2026", PASSWORD_WEAK, &h->err));
	return 0;
}

static int sound_teardown(void **state)
{
	struct hall *h = *state;
	struct verify_report report;

	if (!store_verify(h->store, true, NULL, NULL, &report, &h->err))
		fail_msg("%s", h->err.text);
	return hall_teardown(state);
}

/* Deferred for both papers; `continues` as the guide would print it. */
static void defer(struct hall *h, bool continues, char number[NUMBER_TEXT])
{
	struct store_receipt r;
	struct sample s;

	sample_make(&s, "王小明", wang);
	for (int i = 0; i < 2; i++) {
		s.papers[i].state = "deferred";
		s.papers[i].until = hall_day() + DUE + i;
		s.papers[i].way = "邮寄";
		s.papers[i].continues = continues;
	}
	assert_true(sample_commit(h->store, &s, EVENT_CASE_DEFERRED, NULL, NULL, &r, &h->err));
	memcpy(number, r.ticket.number, NUMBER_TEXT);
}

static enum case_state state_of(struct hall *h, const char *number)
{
	struct case_record *r;

	assert_true(cases_get(h->store, number, &h->arena, &r, &h->err));
	return r->state;
}

static struct promise_row *promise(struct hall *h, const char *number, size_t i)
{
	struct promise_row *rows;
	size_t n;

	assert_true(promises_of(h->store, number, &h->arena, &rows, &n, &h->err));
	assert_true(i < n);
	return &rows[i];
}

static size_t count_open(struct hall *h)
{
	struct promise_row *rows;
	size_t n;

	assert_true(promises_open(h->store, DATE_NONE, 10, &h->arena, &rows, &n, &h->err));
	return n;
}

/* ---- arriving ---- */

static void one_of_two_and_then_an_unfit_one_leave_it_open(void **state)
{
	struct hall *h = *state;
	char number[NUMBER_TEXT];

	defer(h, false, number);
	h->ms += 2 * day_ms;
	const struct arrival_paper both[] = {{.paper = "id_card"},
					     {"household", "no_seal", "第2页缺章"}};
	struct arrival in = {.case_number = number,
			     .way = "现场送达",
			     .came = DATE_NONE,
			     .postmark = DATE_NONE,
			     .n = 2,
			     .papers = both};
	assert_true(promises_arrive(h->store, &li, &in, &h->err));
	assert_int_equal(state_of(h, number), CASE_DEFERRED);
	assert_int_equal(count_open(h), 1);
	struct promise_row *p = promise(h, number, 1);
	assert_true(promise_is_open(p));
	assert_string_equal(p->unfit, "no_seal");
	assert_string_equal(p->unfit_remark, "第2页缺章");
	assert_int_equal(p->unfit_day, hall_day() + 2);
	/* All or none: one of them has come already. */
	in.papers = (const struct arrival_paper[]){{.paper = "household"}, {.paper = "id_card"}};
	assert_false(promises_arrive(h->store, &li, &in, &h->err));
	assert_int_equal(count_open(h), 1);
	assert_true(sample_arrive(h->store, number, "household", NULL, DATE_NONE, &h->err));
	assert_int_equal(state_of(h, number), CASE_ACCEPTED);
	in.papers = (const struct arrival_paper[]){{.paper = "household", .unfit = "wet"}};
	in.n = 1;
	assert_false(promises_arrive(h->store, &li, &in, &h->err));
	assert_int_equal(h->err.code, ERR_INPUT);
}

/* RULINGS F9: met when it reaches the office, the postmark beside it. */
static void post_has_two_dates(void **state)
{
	struct hall *h = *state;
	char number[NUMBER_TEXT];
	const struct arrival_paper paper = {.paper = "id_card"};
	const date_day day = hall_day();
	struct arrival in = {.way = "邮寄", .n = 1, .papers = &paper, .case_number = number};
	static const int wrong[][2] = {/* postmark, came: days after the acceptance; today is 5 */
				       {-1, 4},
				       {4, 3},
				       {3, 6},
				       {6, 5},
				       {3, -1}};

	defer(h, false, number);
	h->ms += 5 * day_ms;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		in.postmark = day + wrong[i][0];
		in.came = day + wrong[i][1];
		assert_false(promises_arrive(h->store, &li, &in, &h->err));
		assert_int_equal(h->err.code, ERR_INPUT);
	}
	in.postmark = day + 2;
	in.came = day + 4;
	assert_true(promises_arrive(h->store, &li, &in, &h->err));
	assert_int_equal(promise(h, number, 0)->arrived, day + 4);
	assert_int_equal(promise(h, number, 0)->postmark, day + 2);
	/* Not by one who has no post at the counter. */
	assert_true(operators_create(h->store, NULL, "shen", "审", POST_BIT(POST_AUDITOR),
				     "mima-2026", PASSWORD_WEAK, &h->err));
	in.papers = &(const struct arrival_paper){.paper = "household"};
	assert_false(promises_arrive(h->store, &(struct actor){"shen", "3", 0}, &in, &h->err));
	assert_int_equal(h->err.code, ERR_PERMISSION);
}

static void two_windows_record_the_same_paper_and_one_is_told(void **state)
{
	struct hall *h = *state;
	char number[NUMBER_TEXT];
	struct err e;

	defer(h, false, number);
	struct store *other = store_open(h->path, &h->clock, &e);
	assert_non_null(other);
	assert_true(sample_arrive(other, number, "id_card", NULL, DATE_NONE, &e));
	assert_false(sample_arrive(h->store, number, "id_card", NULL, DATE_NONE, &h->err));
	assert_int_equal(h->err.code, ERR_REFUSED);
	assert_non_null(strstr(h->err.text, "可能已经补交"));
	store_close(other);
	assert_int_equal(count_open(h), 1);
}

/* ---- not arriving ---- */

static bool decide(struct hall *h, const struct actor *who, const char *number, enum lapse lapse,
		   date_day until, char *document)
{
	return lapses_decide(h->store, who,
			     &(struct lapse_decision){.case_number = number,
						      .lapse = lapse,
						      .until = until,
						      .reason = "住院，家属来电说明"},
			     document, &h->err);
}

static void more_time_is_given_by_a_reviewer_alone(void **state)
{
	struct hall *h = *state;
	char number[NUMBER_TEXT], document[DOCUMENT_TEXT];
	struct case_record *r;
	date_day until = hall_day() + 20;

	defer(h, false, number);
	h->ms += DUE * day_ms; /* the last day is no overdue day */
	assert_false(decide(h, &fu, number, LAPSE_GRACE, until, document));
	assert_int_equal(h->err.code, ERR_REFUSED);
	h->ms += day_ms;
	assert_false(decide(h, &li, number, LAPSE_GRACE, until, document));
	assert_int_equal(h->err.code, ERR_PERMISSION);
	assert_false(decide(h, &fu, number, LAPSE_GRACE, hall_day() + DUE + 1, document));
	assert_int_equal(h->err.code, ERR_INPUT);
	assert_true(decide(h, &fu, number, LAPSE_GRACE, until, document));
	/* The other one is due today and not overdue: it stays as it was. */
	struct promise_row *p = promise(h, number, 1);
	assert_string_equal(p->paper, "id_card");
	assert_int_equal(p->due, until);
	assert_int_equal(p->first_due, hall_day() + DUE);
	assert_int_equal(promise(h, number, 0)->due, hall_day() + DUE + 1);
	assert_true(cases_get(h->store, number, &h->arena, &r, &h->err));
	assert_int_equal(r->n_lapses, 1);
	assert_string_equal(r->lapses[0].document, document);
	assert_string_equal(r->lapses[0].by, "fu");
	assert_int_equal(r->state, CASE_DEFERRED);
}

static void at_a_clerks_window_the_decision_is_who_signs(void **state)
{
	struct hall *h = *state;
	char number[NUMBER_TEXT], document[DOCUMENT_TEXT];
	struct signature sig;
	struct case_record *r;

	defer(h, false, number);
	h->ms += (DUE + 2) * day_ms;
	struct sign_request q = {"fu", "mima-2026", LAPSE_POSTS, LAPSE_ACT, number, "逾期一月"};
	assert_true(operators_verify(h->store, &li, &q, &sig, &h->err));
	struct lapse_decision d = {number, LAPSE_TERMINATE, DATE_NONE, "别的理由", &sig};
	assert_false(lapses_decide(h->store, &li, &d, document, &h->err));
	assert_int_equal(state_of(h, number), CASE_DEFERRED);
	d.reason = "逾期一月";
	assert_true(lapses_decide(h->store, &li, &d, document, &h->err));
	assert_true(cases_get(h->store, number, &h->arena, &r, &h->err));
	assert_int_equal(r->state, CASE_TERMINATED);
	assert_string_equal(r->lapses[0].by, "fu");
	assert_int_equal(r->n_lapses, 2);
	assert_int_equal(count_open(h), 0);
	assert_string_equal(promise(h, number, 0)->ending, "terminated");
	/* What comes now has no case to come to. */
	assert_false(sample_arrive(h->store, number, "id_card", NULL, DATE_NONE, &h->err));
	assert_int_equal(h->err.code, ERR_REFUSED);
}

static void it_goes_on_without_only_where_the_guide_prints_it(void **state)
{
	struct hall *h = *state;
	char number[NUMBER_TEXT], document[DOCUMENT_TEXT];

	defer(h, false, number);
	h->ms += (DUE + 2) * day_ms;
	assert_false(decide(h, &zhao, number, LAPSE_CONTINUE, DATE_NONE, document));
	assert_non_null(strstr(h->err.text, "指南没有写明"));
	assert_int_equal(count_open(h), 2);
}

static void it_goes_on_without(void **state)
{
	struct hall *h = *state;
	char number[NUMBER_TEXT], document[DOCUMENT_TEXT];

	defer(h, true, number);
	assert_true(sample_arrive(h->store, number, "id_card", NULL, DATE_NONE, &h->err));
	h->ms += (DUE + 2) * day_ms;
	assert_true(decide(h, &zhao, number, LAPSE_CONTINUE, DATE_NONE, document));
	assert_int_equal(state_of(h, number), CASE_ACCEPTED);
	assert_string_equal(promise(h, number, 1)->ending, "continued");
	assert_int_equal(count_open(h), 0);
	assert_false(decide(h, &zhao, number, LAPSE_CONTINUE, DATE_NONE, document));
	assert_int_equal(h->err.code, ERR_REFUSED);
}

static void who_broke_a_promise_is_known_at_the_counter(void **state)
{
	struct hall *h = *state;
	struct person_row *who;
	struct promise_row *rows;
	char number[NUMBER_TEXT];
	size_t n;

	defer(h, false, number);
	assert_true(people_get(h->store, "resident", wang, &h->arena, &who, &h->err));
	assert_non_null(who);
	assert_true(promises_overdue_of(h->store, who->id, hall_day() + DUE, &h->arena, &rows, &n,
					&h->err));
	assert_int_equal(n, 0);
	assert_true(promises_overdue_of(h->store, who->id, hall_day() + DUE + 1, &h->arena, &rows,
					&n, &h->err));
	assert_int_equal(n, 1);
	assert_string_equal(rows[0].paper, "id_card");
}

/* ---- pledges ---- */

static void pledge(struct hall *h, char number[NUMBER_TEXT])
{
	struct store_receipt r;
	struct sample s;

	sample_make(&s, "王小明", wang);
	s.papers[1].pledge = true;
	assert_true(sample_commit(h->store, &s, EVENT_CASE_ACCEPTED, NULL, NULL, &r, &h->err));
	memcpy(number, r.ticket.number, NUMBER_TEXT);
}

static struct pledge_row *pledges(struct hall *h, enum pledge_list which, size_t expected)
{
	struct pledge_row *rows;
	size_t n;

	assert_true(pledges_list(h->store, which, 10, &h->arena, &rows, &n, &h->err));
	assert_int_equal(n, expected);
	return rows;
}

static void a_pledge_is_checked_by_another(void **state)
{
	struct hall *h = *state;
	char number[NUMBER_TEXT];
	int64_t open, late;

	pledge(h, number);
	/* pledge.days is 30 unless the hall says otherwise */
	assert_int_equal(pledges(h, PLEDGES_OPEN, 1)->due, hall_day() + 30);
	assert_true(pledges_count(h->store, hall_day() + 30, &open, &late, &h->err));
	assert_int_equal(open, 1);
	assert_int_equal(late, 0);
	assert_true(pledges_count(h->store, hall_day() + 31, &open, &late, &h->err));
	assert_int_equal(late, 1);
	assert_false(pledges_check(h->store, &li, number, "household", PLEDGE_TRUE, NULL, &h->err));
	assert_int_equal(h->err.code, ERR_PERMISSION);
	assert_false(
		pledges_check(h->store, &qian, number, "household", PLEDGE_FALSE, " ", &h->err));
	assert_int_equal(h->err.code, ERR_INPUT);
	assert_false(pledges_check(h->store, &qian, number, "id_card", PLEDGE_TRUE, NULL, &h->err));
	assert_int_equal(h->err.code, ERR_INPUT);
	assert_true(pledges_check(h->store, &qian, number, "household", PLEDGE_UNKNOWN,
				  "派出所未回函", &h->err));
	pledges(h, PLEDGES_OPEN, 1);
	assert_true(pledges_check(h->store, &qian, number, "household", PLEDGE_FALSE, "户籍不符",
				  &h->err));
	pledges(h, PLEDGES_OPEN, 0);
	assert_string_equal(pledges(h, PLEDGES_FALSE, 1)->remark, "户籍不符");
	/* What stands is changed by a supervisor. */
	assert_false(pledges_check(h->store, &fu, number, "household", PLEDGE_TRUE, NULL, &h->err));
	assert_int_equal(h->err.code, ERR_PERMISSION);
	assert_true(
		pledges_check(h->store, &zhao, number, "household", PLEDGE_TRUE, NULL, &h->err));
	assert_string_equal(pledges(h, PLEDGES_ALL, 1)->by, "zhao");
}

static void nobody_checks_what_was_given_up(void **state)
{
	struct hall *h = *state;
	char number[NUMBER_TEXT];

	pledge(h, number);
	assert_true(cases_void(h->store, &zhao, number, "重复", &h->err));
	pledges(h, PLEDGES_OPEN, 0);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, staffed_setup, sound_teardown)
	const struct CMUnitTest tests[] = {
		TEST(one_of_two_and_then_an_unfit_one_leave_it_open),
		TEST(post_has_two_dates),
		TEST(two_windows_record_the_same_paper_and_one_is_told),
		TEST(more_time_is_given_by_a_reviewer_alone),
		TEST(at_a_clerks_window_the_decision_is_who_signs),
		TEST(it_goes_on_without_only_where_the_guide_prints_it),
		TEST(it_goes_on_without),
		TEST(who_broke_a_promise_is_known_at_the_counter),
		TEST(a_pledge_is_checked_by_another),
		TEST(nobody_checks_what_was_given_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
