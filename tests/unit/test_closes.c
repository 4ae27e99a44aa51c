/* SPDX-License-Identifier: Apache-2.0
 *
 * The daily close: what it counts, who signs, what is locked, and what happens to
 * an intake that is open meanwhile.
 */
#include "close_fixture.h"

static const struct close_line *line(const struct close_counts *c, const char *window,
				     const char *id)
{
	const struct close_line *l = balance_line(c, window, id);

	if (!l)
		fail_msg("no line %s of %s", id, window);
	return l;
}

static void check_line(const struct close_counts *c, const char *window, const char *id,
		       int64_t opening, int64_t entered, int64_t left, int64_t closing)
{
	const struct close_line *l = line(c, window, id);

	if (l->opening != opening || l->entered != entered || l->left != left ||
	    l->closing != closing)
		fail_msg("%s %s: %lld %lld %lld %lld", window, id, (long long)l->opening,
			 (long long)l->entered, (long long)l->left, (long long)l->closing);
}

/* ---- counting ---- */

static void a_day_is_counted(void **state)
{
	struct hall *h = *state;
	char a[NUMBER_TEXT], b[NUMBER_TEXT], c[NUMBER_TEXT];
	struct close_counts n;

	closing_case(h, &at_w1, EVENT_CASE_ACCEPTED, NULL, a);
	closing_case(h, &at_w1, EVENT_CASE_NOTICED, NULL, b);
	closing_case(h, &at_w2, EVENT_CASE_ACCEPTED, NULL, c);
	assert_true(cases_void(h->store, &at_w2, a, "录错", &h->err));
	closing_count(h, hall_day(), NULL, &n);
	check_line(&n, "", "accepted", 0, 2, 1, 1);
	check_line(&n, "", "voided", 0, 1, 0, 1);
	check_line(&n, "", "noticed", 0, 1, 0, 1);
	check_line(&n, "", "numbers", 0, 3, 0, 3);
	/* The case is w1's, whoever voids it. */
	check_line(&n, "w1", "accepted", 0, 1, 1, 0);
	check_line(&n, "w1", "voided", 0, 1, 0, 1);
	check_line(&n, "w2", "accepted", 0, 1, 0, 1);
	assert_null(balance_unlike_windows(&n));
	assert_string_equal(n.figures.first_number, a);
	assert_string_equal(n.figures.last_number, c);
	/* 漏录: of the accepted ones that are not void. */
	assert_int_equal(n.n_notes, 1);
	assert_int_equal(n.notes[0].kind, NOTE_EXTERNAL);
	assert_string_equal(n.notes[0].subject, c);
	assert_true(cases_link(h->store, &at_w2, c, "external", "SB1", &h->err));
	closing_count(h, hall_day(), NULL, &n);
	assert_int_equal(n.n_notes, 0);
}

static void a_case_decided_again_elsewhere_moves_there(void **state)
{
	struct hall *h = *state;
	char a[NUMBER_TEXT];
	struct close_counts n;

	closing_case(h, &at_w1, EVENT_CASE_NOTICED, NULL, a);
	closing_day(h, hall_day());
	next_day(h);
	closing_case(h, &at_w2, EVENT_CASE_ACCEPTED, a, a);
	closing_count(h, hall_day() + 1, NULL, &n);
	check_line(&n, "", "noticed", 1, 0, 1, 0);
	check_line(&n, "w1", "noticed", 1, 0, 1, 0);
	check_line(&n, "w2", "accepted", 0, 1, 0, 1);
	assert_null(balance_line(&n, "w1", "accepted"));
	assert_null(balance_unlike_windows(&n));
}

static void papers_and_documents(void **state)
{
	struct hall *h = *state;
	char a[NUMBER_TEXT], d[DOCUMENT_TEXT], fresh[DOCUMENT_TEXT];
	struct close_counts n;

	/* sample: two papers; the fixture hands back the first of every other case. */
	closing_case(h, &at_w1, EVENT_CASE_ACCEPTED, NULL, a);
	closing_case(h, &at_w1, EVENT_CASE_DEFERRED, NULL, a);
	assert_true(documents_issue(h->store, &at_w1, a, "receipt", d, &h->err));
	closing_count(h, hall_day(), NULL, &n);
	check_line(&n, "w1", "papers", 0, 3, 1, 2);
	check_line(&n, "w1", "documents", 0, 1, 0, 1);
	assert_true(documents_replace(h->store, &at_w1, d, "姓名错", "receipt", fresh, &h->err));
	assert_true(sample_arrive_by(h->store, &at_w2, a, "household", NULL, DATE_NONE, &h->err));
	closing_count(h, hall_day(), NULL, &n);
	check_line(&n, "w1", "documents", 0, 2, 1, 1);
	check_line(&n, "w2", "papers", 0, 1, 0, 1);
	check_line(&n, "", "papers", 0, 4, 1, 3);
	check_line(&n, "", "deferred", 0, 1, 1, 0);
	/* Voided on a later day: an adjustment of that day, not of this one. */
	next_day(h);
	assert_true(documents_void(h->store, &at_w1, fresh, "退费", &h->err));
	closing_count(h, hall_day(), NULL, &n);
	check_line(&n, "w1", "documents", 0, 2, 1, 1);
}

/* A table that was changed behind the ledger does not balance, and says by how much. */
static void a_wrong_table_shows(void **state)
{
	struct hall *h = *state;
	char a[NUMBER_TEXT];
	struct close_counts n;

	closing_case(h, &at_w1, EVENT_CASE_REFUSED, NULL, a);
	meddle(h->path, "UPDATE cases SET state = 'noticed'");
	closing_count(h, hall_day(), NULL, &n);
	assert_int_equal(balance_off(line(&n, "", "refused")), -1);
	assert_int_equal(balance_off(line(&n, "", "noticed")), 1);
	assert_int_equal(n.n_notes, 2);
	assert_int_equal(n.notes[0].kind, NOTE_LINE);
	/* Not closed without a reason for each. */
	closing_window(h, hall_day(), "w1");
	closing_count(h, hall_day(), NULL, &n);
	balance_explain(&n, 0, false, "查账中", &h->arena);
	assert_false(closing_try(h, &in_charge, "li", POST_BIT(POST_SUPERVISOR), &n));
	assert_non_null(strstr(h->err.text, "不予受理"));
	balance_explain(&n, 1, false, "查账中", &h->arena);
	assert_true(closing_try(h, &in_charge, "li", POST_BIT(POST_SUPERVISOR), &n));
	/* The day after opens with what was found, and balances. */
	next_day(h);
	closing_count(h, hall_day() + 1, NULL, &n);
	check_line(&n, "", "noticed", 1, 0, 0, 1);
}

/* ---- signing ---- */

static void nobody_signs_for_themself(void **state)
{
	struct hall *h = *state;
	char a[NUMBER_TEXT];
	struct close_counts n;
	struct close_signing none = {0};

	closing_case(h, &at_w1, EVENT_CASE_REFUSED, NULL, a);
	closing_count(h, hall_day(), "w1", &n);
	assert_false(closing_try(h, &at_w1, "li", POST_BIT(POST_CLERK), &n));
	assert_int_equal(h->err.code, ERR_PERMISSION);
	assert_false(closes_sign(h->store, &at_w1, &n, &none, &h->err));
	assert_int_equal(h->err.code, ERR_PERMISSION);
	/* The hall: after its windows, and one of the two is a supervisor. */
	struct close_counts hall;
	closing_count(h, hall_day(), NULL, &hall);
	assert_false(closing_try(h, &in_charge, "li", POST_BIT(POST_SUPERVISOR), &hall));
	assert_non_null(strstr(h->err.text, "w1"));
	assert_true(closing_try(h, &at_w1, "wang", POST_BIT(POST_CLERK), &n));
	assert_false(closing_try(h, &at_w1, "wang", POST_BIT(POST_CLERK), &hall));
	assert_int_equal(h->err.code, ERR_PERMISSION);
	closing_hall(h, hall_day());
	closing_verify(h);
}

static void what_happens_meanwhile_is_counted_again(void **state)
{
	struct hall *h = *state;
	char a[NUMBER_TEXT];
	struct close_counts n;

	closing_case(h, &at_w1, EVENT_CASE_REFUSED, NULL, a);
	closing_count(h, hall_day(), "w1", &n);
	/* Another window's business does not matter to this one. */
	closing_case(h, &at_w2, EVENT_CASE_REFUSED, NULL, a);
	assert_true(closing_try(h, &at_w1, "wang", POST_BIT(POST_CLERK), &n));
	closing_count(h, hall_day(), "w2", &n);
	closing_case(h, &at_w2, EVENT_CASE_REFUSED, NULL, a);
	assert_false(closing_try(h, &at_w2, "li", POST_BIT(POST_CLERK), &n));
	assert_non_null(strstr(h->err.text, "数字有变"));
}

/* ---- the lock ---- */

static bool try_case(struct hall *h, const struct actor *who)
{
	struct sample x = {0};

	sample_make(&x, "后来", NULL);
	const struct store_event ev = {.kind = EVENT_CASE_REFUSED,
				       .who = who,
				       .reserve = true,
				       .build = case_record_build,
				       .ctx = &x.record};
	return store_commit(h->store, NULL, &ev, 1, NULL, &h->err);
}

static void a_closed_window_and_a_locked_day_take_nothing(void **state)
{
	struct hall *h = *state;
	char a[NUMBER_TEXT];

	closing_case(h, &at_w1, EVENT_CASE_ACCEPTED, NULL, a);
	closing_window(h, hall_day(), "w1");
	assert_false(try_case(h, &at_w1));
	assert_int_equal(h->err.code, ERR_REFUSED);
	assert_non_null(strstr(h->err.text, "w1"));
	assert_false(closes_allow(h->store, &at_w1, &h->err));
	assert_true(closes_allow(h->store, &at_w2, &h->err));
	assert_true(try_case(h, &at_w2));
	closing_day(h, hall_day());
	assert_false(try_case(h, &at_w2));
	assert_non_null(strstr(h->err.text, "日终锁定"));
	assert_false(cases_void(h->store, &in_charge, a, "错", &h->err));
	assert_false(cases_link(h->store, &in_charge, a, "external", "SB1", &h->err));
	/* People still log in and out. */
	struct operator_row *o;
	assert_true(operators_login(h->store, "li", PASSWORD, "w1", &h->arena, &o, &h->err));
	/* The day after it goes on; what is voided then is of that day. */
	next_day(h);
	assert_true(cases_void(h->store, &in_charge, a, "错", &h->err));
	struct close_counts n;
	closing_count(h, hall_day() + 1, NULL, &n);
	check_line(&n, "", "accepted", 1, 0, 1, 0);
	check_line(&n, "", "voided", 0, 1, 0, 1);
	closing_verify(h);
}

static void reopening_needs_a_supervisor_and_a_reason(void **state)
{
	struct hall *h = *state;
	struct close_row *row;
	date_day day = hall_day();

	assert_true(try_case(h, &at_w1));
	closing_day(h, day);
	assert_false(closes_reopen(h->store, &at_w1, NULL, day, "w1", "有人来", &h->err));
	assert_int_equal(h->err.code, ERR_PERMISSION);
	assert_false(closes_reopen(h->store, &in_charge, NULL, day, "w1", " ", &h->err));
	assert_true(closes_reopen(h->store, &in_charge, NULL, day, "w1", "有人来", &h->err));
	assert_true(try_case(h, &at_w1));
	assert_true(closes_get(h->store, day, NULL, &h->arena, &row, &h->err));
	assert_null(row);
	closing_day(h, day);
	assert_true(closes_get(h->store, day, NULL, &h->arena, &row, &h->err));
	assert_non_null(row);
	assert_int_equal(row->reopened, 0);
	/* A later close stands on this one. */
	next_day(h);
	assert_true(try_case(h, &at_w1));
	closing_day(h, day + 1);
	assert_false(closes_reopen(h->store, &in_charge, NULL, day, NULL, "再看", &h->err));
	assert_int_equal(h->err.code, ERR_REFUSED);
	closing_verify(h);
}

/* A supervisor's hand at a clerk's window. */
static void a_clerk_reopens_with_a_signature(void **state)
{
	struct hall *h = *state;
	struct sign_request q;
	struct signature sig;
	char subject[CLOSE_SUBJECT];

	assert_true(try_case(h, &at_w1));
	closing_window(h, hall_day(), "w1");
	closes_reopen_request(hall_day(), "w1", "有人来", &q, subject);
	q.login = "zhao";
	q.password = PASSWORD;
	assert_true(operators_verify(h->store, &at_w1, &q, &sig, &h->err));
	assert_false(closes_reopen(h->store, &at_w1, &sig, hall_day(), "w1", "别的", &h->err));
	assert_true(closes_reopen(h->store, &at_w1, &sig, hall_day(), "w1", "有人来", &h->err));
	assert_true(try_case(h, &at_w1));
	closing_verify(h);
}

/* ---- days ---- */

static void forgotten_days_go_first_and_empty_ones_by_themselves(void **state)
{
	struct hall *h = *state;
	struct close_day *days;
	struct close_row *row;
	struct close_counts n;
	size_t count;
	date_day day = hall_day();

	assert_true(try_case(h, &at_w1));
	for (int i = 0; i < 3; i++)
		next_day(h);
	assert_true(try_case(h, &at_w2));
	assert_true(closes_due(h->store, "w1", &h->arena, &days, &count, &h->err));
	assert_int_equal(count, 2);
	assert_int_equal(days[0].day, day);
	assert_int_equal(days[0].n_open, 1);
	assert_string_equal(days[0].open[0], "w1");
	closing_count(h, day + 3, "w2", &n);
	assert_false(closing_try(h, &at_w2, "li", POST_BIT(POST_CLERK), &n));
	assert_non_null(strstr(h->err.text, "最早"));
	closing_day(h, day);
	closing_day(h, day + 3);
	assert_true(closes_get(h->store, day + 3, NULL, &h->arena, &row, &h->err));
	assert_int_equal(row->first, day + 1);
	/* Not before its time, not twice. */
	closing_count(h, day + 4, NULL, &n);
	assert_false(closing_try(h, &in_charge, "li", POST_BIT(POST_SUPERVISOR), &n));
	closing_count(h, day + 3, NULL, &n);
	assert_false(closing_try(h, &in_charge, "li", POST_BIT(POST_SUPERVISOR), &n));
	closing_verify(h);
}

static void what_was_signed_can_be_read(void **state)
{
	struct hall *h = *state;
	char a[NUMBER_TEXT];
	struct close_counts n, was;
	struct close_row *row;

	closing_case(h, &at_w1, EVENT_CASE_ACCEPTED, NULL, a);
	closing_count(h, hall_day(), "w1", &n);
	closing_explain_all(h, &n);
	assert_true(closing_try(h, &at_w1, "wang", POST_BIT(POST_CLERK), &n));
	assert_true(closes_get(h->store, hall_day(), "w1", &h->arena, &row, &h->err));
	assert_string_equal(row->by, "li");
	assert_string_equal(row->signed_by, "wang");
	assert_int_equal(row->head_seq, n.seq);
	assert_int_equal(strlen(row->head), 64);
	assert_true(closes_signed(h->store, row, &h->arena, &was, &h->err));
	assert_int_equal(was.n_lines, n.n_lines);
	assert_int_equal(was.n_notes, 1);
	assert_string_equal(was.notes[0].subject, a);
	assert_string_equal(was.notes[0].reason, "系统停机，明日补录");
	check_line(&was, "w1", "accepted", 0, 1, 0, 1);
	struct close_item *items;
	size_t count;
	assert_true(closes_items(h->store, hall_day(), NULL, &h->arena, &items, &count, &h->err));
	assert_int_equal(count, 1);
	assert_string_equal(items[0].item, "fs-008");
	assert_int_equal(items[0].entered[CASE_ACCEPTED], 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CLOSE_TEST(a_day_is_counted),
		CLOSE_TEST(a_case_decided_again_elsewhere_moves_there),
		CLOSE_TEST(papers_and_documents),
		CLOSE_TEST(a_wrong_table_shows),
		CLOSE_TEST(nobody_signs_for_themself),
		CLOSE_TEST(what_happens_meanwhile_is_counted_again),
		CLOSE_TEST(a_closed_window_and_a_locked_day_take_nothing),
		CLOSE_TEST(reopening_needs_a_supervisor_and_a_reason),
		CLOSE_TEST(a_clerk_reopens_with_a_signature),
		CLOSE_TEST(forgotten_days_go_first_and_empty_ones_by_themselves),
		CLOSE_TEST(what_was_signed_can_be_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
