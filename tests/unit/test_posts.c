/* SPDX-License-Identifier: Apache-2.0
 *
 * What is done to a case, a paper, a person or a number after the decision asks
 * for a post, in the core: a screen that shows no key is no guard.
 */
#include "store_fixture.h"

#include "store/corrections.h"
#include "store/documents.h"
#include "store/people.h"
#include "store/rechecks.h"
#include "store/series.h"

#define PASS "mima-2026"

struct desk {
	struct hall hall;
	char number[NUMBER_TEXT], document[DOCUMENT_TEXT];
};

static int setup(void **state)
{
	static const struct {
		const char *login;
		enum post post;
	} people[] = {{"li", POST_CLERK},
		      {"fuhe", POST_REVIEWER},
		      {"zhao", POST_SUPERVISOR},
		      {"shenji", POST_AUDITOR},
		      {"guan", POST_ADMIN}};
	struct desk *d = calloc(1, sizeof(*d));
	struct hall *h = &d->hall;
	struct store_receipt r;
	struct sample s;

	hall_make(h, false);
	for (size_t i = 0; i < sizeof(people) / sizeof(people[0]); i++)
		assert_true(operators_create(h->store, NULL, people[i].login, people[i].login,
					     POST_BIT(people[i].post), PASS, PASSWORD_WEAK,
					     &h->err));
	sample_make(&s, "李娜", "210402198512120023");
	assert_true(sample_commit(h->store, &s, EVENT_CASE_ACCEPTED, NULL, NULL, &r, &h->err));
	memcpy(d->number, r.ticket.number, sizeof(d->number));
	assert_true(documents_issue(h->store, &li, d->number, "receipt", d->document, &h->err));
	*state = d;
	return 0;
}

static int teardown(void **state)
{
	struct desk *d = *state;

	hall_remove(&d->hall);
	free(d);
	return 0;
}

static bool corrects(struct desk *d, const struct actor *who, struct err *e)
{
	const struct correction c = {.field = "insured.phone",
				     .label = "联系电话",
				     .old = "1",
				     .value = "2",
				     .shown = "2",
				     .reason = "录错",
				     .place = -1};

	return corrections_record(d->hall.store, who, d->number, &c, false, NULL, e);
}

static bool links(struct desk *d, const struct actor *who, struct err *e)
{
	return cases_link(d->hall.store, who, d->number, "external", "LN-5", e);
}

static bool voids(struct desk *d, const struct actor *who, struct err *e)
{
	return cases_void(d->hall.store, who, "210400202611240999X", "错", e);
}

static bool rechecks(struct desk *d, const struct actor *who, struct err *e)
{
	return rechecks_record(d->hall.store, who, d->number, "death",
			       &(struct recheck){.result = "yes"}, e);
}

static bool joins(struct desk *d, const struct actor *who, struct err *e)
{
	return people_join(d->hall.store, who, 1, 1, "换证", e);
}

static bool reprints(struct desk *d, const struct actor *who, struct err *e)
{
	int64_t times;

	return documents_reprint(d->hall.store, who, d->document, "遗失", &times, e);
}

static bool spoils(struct desk *d, const struct actor *who, struct err *e)
{
	return documents_spoil(d->hall.store, who, d->document, "卡纸", 1, e);
}

static bool replaces(struct desk *d, const struct actor *who, struct err *e)
{
	char fresh[DOCUMENT_TEXT];
	bool ok = documents_replace(d->hall.store, who, d->document, "打错", "receipt", fresh, e);

	if (ok)
		memcpy(d->document, fresh, sizeof(fresh));
	return ok;
}

static bool voids_paper(struct desk *d, const struct actor *who, struct err *e)
{
	return documents_void(d->hall.store, who, "2104002026112409999-01", "打错", e);
}

static bool explains(struct desk *d, const struct actor *who, struct err *e)
{
	return series_explain(d->hall.store, who, "210400202611240999X", "未用", false, e);
}

static bool reserves(struct desk *d, const struct actor *who, struct err *e)
{
	const char *const *numbers;

	return series_reserve(d->hall.store, who, 1, &d->hall.arena, &numbers, e);
}

/* May: whatever else is in the way of it, it is not the post. */
static void check(struct desk *d, bool (*act)(struct desk *, const struct actor *, struct err *),
		  const char *may)
{
	static const char *const logins[] = {"li", "fuhe", "zhao", "shenji", "guan", "nobody"};

	for (size_t i = 0; i < sizeof(logins) / sizeof(logins[0]); i++) {
		const struct actor who = {logins[i], "3", 0};
		struct err e = {0};
		bool ok = act(d, &who, &e), refused = !ok && e.code == ERR_PERMISSION;
		if (refused == (strstr(may, logins[i]) != NULL))
			fail_msg("%s of %s: %s", logins[i], may, e.text);
	}
}

static void the_counter_sets_right(void **state)
{
	struct desk *d = *state;

	check(d, corrects, "li fuhe zhao");
	check(d, links, "li fuhe zhao");
	check(d, voids, "li fuhe zhao");
	check(d, rechecks, "li fuhe zhao");
	check(d, joins, "li fuhe zhao");
	check(d, reprints, "li fuhe zhao");
	check(d, spoils, "li fuhe zhao");
	check(d, replaces, "li fuhe zhao");
	check(d, voids_paper, "li fuhe zhao");
}

static void numbers_are_answered_for(void **state)
{
	struct desk *d = *state;

	check(d, explains, "li fuhe zhao guan");
	check(d, reserves, "zhao guan");
}

static void who_left_may_nothing(void **state)
{
	struct desk *d = *state;
	struct hall *h = &d->hall;

	assert_true(operators_set_active(h->store, NULL, "li", false, NULL, &h->err));
	check(d, links, "fuhe zhao");
}

/* What makes the party another person is identity, whatever the caller says. */
static void identity_is_not_the_callers_word(void **state)
{
	struct desk *d = *state;
	struct hall *h = &d->hall;
	struct correction c = {.field = "insured.name",
			       .label = "姓名",
			       .old = "李娜",
			       .value = "李那",
			       .shown = "李那",
			       .reason = "录错",
			       .was = {.name = "李娜"},
			       .party = {.name = "李那"}};

	assert_false(corrections_record(h->store, &li, d->number, &c, false, NULL, &h->err));
	assert_int_equal(h->err.code, ERR_PERMISSION);
}

#define DESK_TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		DESK_TEST(the_counter_sets_right),
		DESK_TEST(numbers_are_answered_for),
		DESK_TEST(who_left_may_nothing),
		DESK_TEST(identity_is_not_the_callers_word),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
