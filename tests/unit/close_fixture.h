/* SPDX-License-Identifier: Apache-2.0
 *
 * A hall with people who close its days: two clerks, a reviewer, a supervisor.
 */
#ifndef TESTS_CLOSE_FIXTURE_H
#define TESTS_CLOSE_FIXTURE_H

#include "store_fixture.h"

#include "case/balance.h"
#include "store/closes.h"
#include "store/documents.h"
#include "store/drafts.h"
#include "store/moves.h"
#include "store/promises.h"
#include "store/settings.h"
#include "store/verify.h"

#define PASSWORD "mima-2026"

static inline void closing_staff(struct hall *h)
{
	static const struct {
		const char *login, *name;
		unsigned posts;
	} staff[] = {
		{"li", "李敏", POST_BIT(POST_CLERK)},
		{"wang", "王芳", POST_BIT(POST_CLERK)},
		{"sun", "孙强", POST_BIT(POST_REVIEWER) | POST_BIT(POST_APPROVER)},
		{"zhao", "赵刚", POST_BIT(POST_SUPERVISOR)},
	};

	for (size_t i = 0; i < sizeof(staff) / sizeof(staff[0]); i++)
		if (!operators_create(h->store, NULL, staff[i].login, staff[i].name, staff[i].posts,
				      PASSWORD, PASSWORD_WEAK, &h->err))
			fail_msg("%s", h->err.text);
}

static inline int closing_setup(void **state)
{
	struct hall *h = malloc(sizeof(*h));

	hall_make(h, false);
	closing_staff(h);
	*state = h;
	return 0;
}

/* A new case of that kind at a window; its number in out. */
static inline void closing_case(struct hall *h, const struct actor *who, enum event_kind kind,
				const char *number, char out[NUMBER_TEXT])
{
	struct store_receipt r = {0};
	struct sample x = {0};
	static int serial;
	char name[32];

	snprintf(name, sizeof(name), "来人%d", serial++);
	sample_make(&x, name, NULL);
	if (kind == EVENT_CASE_DEFERRED)
		x.papers[1].state = "deferred";
	else if (kind == EVENT_CASE_NOTICED)
		x.papers[1].state = "absent";
	x.papers[0].handed_back = serial % 2;
	const struct store_event ev = {.kind = kind,
				       .who = who,
				       .subject = number,
				       .reserve = !number,
				       .build = case_record_build,
				       .ctx = &x.record};
	if (!store_commit(h->store, NULL, &ev, 1, &r, &h->err))
		fail_msg("%s", h->err.text);
	memcpy(out, r.ticket.number, NUMBER_TEXT);
}

static inline void closing_count(struct hall *h, date_day day, const char *window,
				 struct close_counts *out)
{
	if (!closes_count(h->store, day, window, &h->arena, out, &h->err))
		fail_msg("%s", h->err.text);
}

static inline void closing_explain_all(struct hall *h, struct close_counts *c)
{
	for (size_t i = 0; i < c->n_notes; i++)
		if (balance_asks(&c->notes[i]))
			balance_explain(c, i, false, "系统停机，明日补录", &h->arena);
}

static inline bool closing_try(struct hall *h, const struct actor *who, const char *second,
			       unsigned posts, const struct close_counts *c)
{
	struct close_signing g = {0};
	struct signature sig;
	struct sign_request q;
	char subject[CLOSE_SUBJECT];

	closes_request(c->day, c->window, posts, &q, subject);
	q.login = second;
	q.password = PASSWORD;
	if (!operators_verify(h->store, who, &q, &sig, &h->err))
		return false;
	g.second = &sig;
	return closes_sign(h->store, who, c, &g, &h->err);
}

static const struct actor at_w1 = {"li", "w1", 0}, at_w2 = {"wang", "w2", 0},
			  in_charge = {"zhao", NULL, 0};

/* Closes a window with every note explained, as its clerk; another clerk signs. */
static inline void closing_window(struct hall *h, date_day day, const char *window)
{
	const struct actor who = {"li", window, 0};
	struct close_counts c;

	closing_count(h, day, window, &c);
	closing_explain_all(h, &c);
	if (!closing_try(h, &who, "wang", POST_BIT(POST_CLERK), &c))
		fail_msg("%s", h->err.text);
}

static inline void closing_hall(struct hall *h, date_day day)
{
	struct close_counts c;

	closing_count(h, day, NULL, &c);
	closing_explain_all(h, &c);
	if (!closing_try(h, &in_charge, "li", POST_BIT(POST_SUPERVISOR), &c))
		fail_msg("%s", h->err.text);
}

static inline void closing_day(struct hall *h, date_day day)
{
	struct close_day *days;
	size_t n;

	assert_true(closes_due(h->store, NULL, &h->arena, &days, &n, &h->err));
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; days[i].day == day && k < days[i].n_open; k++)
			closing_window(h, day, days[i].open[k]);
	closing_hall(h, day);
}

static inline void closing_verify(struct hall *h)
{
	struct verify_report report;

	if (!store_verify(h->store, true, NULL, NULL, &report, &h->err))
		fail_msg("%s", h->err.text);
}

static inline void next_day(struct hall *h)
{
	h->ms += INT64_C(24) * 3600 * 1000;
}

#define CLOSE_TEST(f) cmocka_unit_test_setup_teardown(f, closing_setup, hall_teardown)

#endif
