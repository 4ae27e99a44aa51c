/* SPDX-License-Identifier: Apache-2.0
 *
 * Intakes in the daily close: begun, ended, parked, carried over, still open at a
 * window while it closes. And the lone point, where one person closes.
 */
#include "close_fixture.h"

static void save(struct hall *h, struct draft *d, const char *window, bool parked)
{
	d->owner = "li";
	d->window = window;
	d->item = "fs-008";
	d->title = "王小明";
	d->json = "{}";
	d->parked = parked;
	if (!drafts_save(h->store, d, &h->err))
		fail_msg("%s", h->err.text);
}

static void check_intakes(const struct close_counts *c, const char *window, int64_t opening,
			  int64_t entered, int64_t left, int64_t closing)
{
	const struct close_line *l = balance_line(c, window, "intakes");

	assert_non_null(l);
	if (l->opening != opening || l->entered != entered || l->left != left ||
	    l->closing != closing)
		fail_msg("%s: %lld %lld %lld %lld", window, (long long)l->opening,
			 (long long)l->entered, (long long)l->left, (long long)l->closing);
}

static void intakes_are_their_outcomes(void **state)
{
	struct hall *h = *state;
	struct draft decided = {0}, deleted = {0}, parked = {0}, typed = {0};
	struct close_counts n;

	save(h, &decided, "w1", false);
	save(h, &deleted, "w1", false);
	save(h, &parked, "w1", true);
	save(h, &typed, "w2", false);
	assert_true(drafts_decided(h->store, decided.id, "li", &h->err));
	assert_true(drafts_delete(h->store, deleted.id, "li", &h->err));
	closing_count(h, hall_day(), NULL, &n);
	check_intakes(&n, "", 0, 4, 2, 2);
	check_intakes(&n, "w1", 0, 3, 2, 1);
	check_intakes(&n, "w2", 0, 1, 0, 1);
	assert_int_equal(n.intakes.decided, 1);
	assert_int_equal(n.intakes.deleted, 1);
	/* One ended decided, and no decision says that it was a draft: that does not fit. */
	assert_int_equal(balance_off(balance_line(&n, "", "decisions")), -1);
	next_day(h);
	closing_count(h, hall_day() + 1, NULL, &n);
	check_intakes(&n, "", 2, 0, 0, 2);
	/* The day before is what it was, whatever ended since. */
	assert_true(drafts_delete(h->store, parked.id, "li", &h->err));
	closing_count(h, hall_day(), NULL, &n);
	check_intakes(&n, "w1", 0, 3, 2, 1);
	closing_count(h, hall_day() + 1, NULL, &n);
	check_intakes(&n, "w1", 1, 0, 1, 0);
}

static void abandoned_ones_are_counted_as_purged(void **state)
{
	struct hall *h = *state;
	struct draft d = {0};
	struct close_counts n;
	size_t purged;

	save(h, &d, "w1", true);
	h->ms += INT64_C(31) * 24 * 3600 * 1000;
	assert_true(drafts_purge(h->store, &purged, &h->err));
	assert_int_equal(purged, 1);
	closing_count(h, hall_day() + 31, NULL, &n);
	check_intakes(&n, "w1", 1, 0, 1, 0);
	assert_int_equal(n.intakes.purged, 1);
}

/* A close during an open intake: it is listed; finished, parked, or carried with a reason. */
static void an_open_intake_is_finished_parked_or_carried(void **state)
{
	struct hall *h = *state;
	struct draft a = {0}, b = {0};
	struct close_counts n;

	save(h, &a, "w1", false);
	save(h, &b, "w1", false);
	closing_count(h, hall_day(), "w1", &n);
	assert_int_equal(n.n_notes, 2);
	assert_int_equal(n.notes[0].kind, NOTE_DRAFT);
	assert_null(strstr(n.notes[0].text, "王小明")); /* no name goes into the ledger */
	assert_false(closing_try(h, &at_w1, "wang", POST_BIT(POST_CLERK), &n));
	assert_int_equal(h->err.code, ERR_REFUSED);
	/* One is parked after it was counted: counted again. */
	save(h, &a, "w1", true);
	closing_explain_all(h, &n);
	assert_false(closing_try(h, &at_w1, "wang", POST_BIT(POST_CLERK), &n));
	assert_non_null(strstr(h->err.text, "数字有变"));
	closing_count(h, hall_day(), "w1", &n);
	assert_int_equal(n.n_notes, 2);
	assert_int_equal(balance_open(&n), 1);
	closing_explain_all(h, &n);
	assert_true(closing_try(h, &at_w1, "wang", POST_BIT(POST_CLERK), &n));
	closing_hall(h, hall_day());
	/* What is typed on after the lock is saved, and belongs to the next day. */
	save(h, &b, "w1", false);
	struct draft late = {0};
	save(h, &late, "w1", false);
	next_day(h);
	closing_count(h, hall_day() + 1, NULL, &n);
	check_intakes(&n, "w1", 2, 1, 0, 3);
	closing_verify(h);
}

/* The drafts' file is lost: what was carried over is missing, and somebody says why. */
static void lost_drafts_show(void **state)
{
	struct hall *h = *state;
	struct draft a = {0};
	struct close_counts n;
	char path[128];

	save(h, &a, "w1", true);
	closing_hall(h, hall_day());
	next_day(h);
	store_close(h->store);
	snprintf(path, sizeof(path), "%s/hall.drafts.db", h->folder);
	assert_int_equal(unlink(path), 0);
	h->store = store_open(h->path, &h->clock, &h->err);
	assert_non_null(h->store);
	closing_count(h, hall_day() + 1, NULL, &n);
	check_intakes(&n, "", 1, 0, 0, 0);
	assert_int_equal(balance_open(&n), 2);
	closing_explain_all(h, &n);
	assert_true(closing_try(h, &in_charge, "li", POST_BIT(POST_SUPERVISOR), &n));
	next_day(h);
	closing_count(h, hall_day() + 2, NULL, &n);
	assert_null(balance_line(&n, "", "intakes"));
}

/* ---- the lone point ---- */

static void close_alone(struct hall *h, date_day day)
{
	const struct close_signing alone = {.point = true};
	struct close_counts n;

	closing_count(h, day, NULL, &n);
	closing_explain_all(h, &n);
	if (!closes_sign(h->store, &at_w1, &n, &alone, &h->err))
		fail_msg("%s", h->err.text);
}

static bool countersign(struct hall *h, const char *login, date_day last)
{
	struct sign_request q;
	struct signature sig;
	char subject[CLOSE_SUBJECT];

	closes_countersign_request(last, &q, subject);
	q.login = login;
	q.password = PASSWORD;
	return operators_verify(h->store, &at_w1, &q, &sig, &h->err) &&
	       closes_countersign(h->store, &at_w1, &sig, last, &h->err);
}

static void a_point_goes_on_and_is_countersigned_later(void **state)
{
	struct hall *h = *state;
	char a[NUMBER_TEXT];
	struct close_awaited w;
	struct close_row *row;

	for (int i = 0; i < 3; i++) {
		closing_case(h, &at_w1, EVENT_CASE_ACCEPTED, NULL, a);
		close_alone(h, hall_day() + i);
		next_day(h);
	}
	assert_true(closes_awaited(h->store, &w, &h->err));
	assert_int_equal(w.days, 3);
	assert_int_equal(w.oldest, hall_day());
	/* Neither by the one who closed, nor by a clerk. */
	assert_false(countersign(h, "li", hall_day() + 1));
	assert_false(countersign(h, "wang", hall_day() + 1));
	assert_true(countersign(h, "zhao", hall_day() + 1));
	assert_true(closes_awaited(h->store, &w, &h->err));
	assert_int_equal(w.days, 1);
	assert_int_equal(w.oldest, hall_day() + 2);
	assert_true(closes_get(h->store, hall_day(), NULL, &h->arena, &row, &h->err));
	assert_true(row->point);
	assert_null(row->signed_by);
	assert_string_equal(row->countersigned_by, "zhao");
	/* Nothing is left to sign twice. */
	assert_false(countersign(h, "zhao", hall_day() + 1));
	closing_verify(h);
}

static void only_those_who_are_named_countersign(void **state)
{
	struct hall *h = *state;
	char a[NUMBER_TEXT];

	closing_case(h, &at_w1, EVENT_CASE_ACCEPTED, NULL, a);
	close_alone(h, hall_day());
	assert_true(
		settings_set(h->store, &in_charge, "point.countersigners", "sun, zhou", &h->err));
	assert_false(countersign(h, "zhao", hall_day()));
	assert_non_null(strstr(h->err.text, "名单"));
	assert_true(countersign(h, "sun", hall_day()));
}

/* A separate step is never the same person's, at a point either: the case waits. */
static void a_separate_step_waits_at_a_point(void **state)
{
	struct hall *h = *state;
	struct case_stage stage = {.id = "check",
				   .text = "复核",
				   .posts = "clerk reviewer",
				   .separate = true,
				   .ours = true};
	struct sample x = {0};
	struct store_receipt r;
	struct close_awaited w;

	sample_make(&x, "王小明", NULL);
	x.record.n_stages = 1;
	x.record.stages = &stage;
	const struct store_event ev = {.kind = EVENT_CASE_ACCEPTED,
				       .who = &at_w1,
				       .reserve = true,
				       .build = case_record_build,
				       .ctx = &x.record};
	assert_true(store_commit(h->store, NULL, &ev, 1, &r, &h->err));
	const struct case_move pass = {.kind = EVENT_CASE_REVIEWED, .number = r.ticket.number};
	assert_false(moves_make(h->store, &at_w1, &pass, NULL, &h->err));
	assert_int_equal(h->err.code, ERR_PERMISSION);
	close_alone(h, hall_day());
	assert_true(closes_awaited(h->store, &w, &h->err));
	assert_int_equal(w.cases, 1);
	next_day(h);
	assert_true(moves_make(h->store, &(struct actor){"sun", "w1", 0}, &pass, NULL, &h->err));
	assert_true(closes_awaited(h->store, &w, &h->err));
	assert_int_equal(w.cases, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CLOSE_TEST(intakes_are_their_outcomes),
		CLOSE_TEST(abandoned_ones_are_counted_as_purged),
		CLOSE_TEST(an_open_intake_is_finished_parked_or_carried),
		CLOSE_TEST(lost_drafts_show),
		CLOSE_TEST(a_point_goes_on_and_is_countersigned_later),
		CLOSE_TEST(only_those_who_are_named_countersign),
		CLOSE_TEST(a_separate_step_waits_at_a_point),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
