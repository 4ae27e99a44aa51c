/* SPDX-License-Identifier: Apache-2.0
 *
 * Who looked at what, told once a visit, and what was looked at without being worked on.
 */
#include "store_fixture.h"

#include "store/documents.h"
#include "store/people.h"
#include "store/verify.h"
#include "store/views.h"
#include "store/visits.h"

static const struct actor wang = {"wang", "4", 0};

static int setup(void **state)
{
	hall_setup(state);
	struct hall *h = *state;
	hall_staff(h);
	assert_true(operators_create(h->store, NULL, "wang", "王芳", POST_BIT(POST_CLERK),
				     "mima-2026", PASSWORD_WEAK, &h->err));
	return 0;
}

static void case_of(struct hall *h, const char *name, const char *id, char number[NUMBER_TEXT])
{
	struct sample s;
	struct store_receipt r;

	sample_make(&s, name, id);
	assert_true(sample_commit(h->store, &s, EVENT_CASE_ACCEPTED, NULL, NULL, &r, &h->err));
	strcpy(number, r.ticket.number);
}

static size_t look(struct hall *h, const struct actor *who, const char *number, int64_t person)
{
	struct view_note v = {.person = person, .who = *who};
	size_t n;

	snprintf(v.number, sizeof(v.number), "%s", number ? number : "");
	if (!views_record(h->store, &v, 1, &n, &h->err))
		fail_msg("%s", h->err.text);
	return n;
}

static int64_t person_of(struct hall *h, const char *id)
{
	struct person_row *p;

	assert_true(people_get(h->store, "resident", id, &h->arena, &p, &h->err));
	assert_non_null(p);
	return p->id;
}

struct seen {
	int n;
	char text[8][160];
};

static bool see(void *ctx, const struct view_row *r, struct err *e)
{
	struct seen *s = ctx;

	(void)e;
	snprintf(s->text[s->n++ % 8], sizeof(s->text[0]), "%s %s %s %lld %lld", r->by,
		 r->number ? r->number : "-", r->name ? r->name : "-", (long long)r->serial,
		 (long long)r->consultations);
	return true;
}

static struct seen idle(struct hall *h, const char *by)
{
	struct seen seen = {0};
	const struct view_filter f = {.first = hall_day(), .last = hall_day() + 1, .by = by};

	if (!views_idle(h->store, &f, see, &seen, &h->err))
		fail_msg("%s", h->err.text);
	return seen;
}

static void a_look_is_told_once_a_visit(void **state)
{
	struct hall *h = *state;
	char number[NUMBER_TEXT];
	int64_t visit;

	case_of(h, "李娜", "210402198512120023", number);
	assert_true(visits_begin(h->store, &wang, NULL, &visit, &h->err));
	const struct actor at = {"wang", "4", visit};
	assert_int_equal(look(h, &at, number, 0), 1);
	assert_int_equal(look(h, &at, number, 0), 0);
	assert_int_equal(look(h, &li, number, 0), 1); /* another one looks */
	/* Outside a visit: again after ten minutes. */
	assert_int_equal(look(h, &wang, number, 0), 1);
	h->ms += VIEW_AGAIN_MS - 1;
	assert_int_equal(look(h, &wang, number, 0), 0);
	h->ms += 1;
	assert_int_equal(look(h, &wang, number, 0), 1);
	assert_int_equal(look(h, &wang, NULL, person_of(h, "210402198512120023")), 1);
	assert_int_equal(look(h, &wang, NULL, person_of(h, "210402198512120023")), 0);
}

static void several_are_one_commit_and_a_wrong_one_writes_none(void **state)
{
	struct hall *h = *state;
	char number[2][NUMBER_TEXT];
	struct view_note v[3] = {{.who = wang}, {.who = wang}, {.who = wang}};
	struct verify_report report;
	size_t n;

	case_of(h, "李娜", "210402198512120023", number[0]);
	case_of(h, "赵六", "11010519491231002X", number[1]);
	strcpy(v[0].number, number[0]);
	strcpy(v[1].number, number[1]);
	strcpy(v[2].number, "2104002026112499990");
	assert_false(views_record(h->store, v, 3, &n, &h->err));
	assert_int_equal(n, 0);
	assert_int_equal(idle(h, NULL).n, 0);
	assert_true(views_record(h->store, v, 2, &n, &h->err));
	assert_int_equal(n, 2);
	assert_int_equal(idle(h, NULL).n, 2);
	if (!store_verify(h->store, true, NULL, NULL, &report, &h->err))
		fail_msg("%s", h->err.text);
}

static void what_was_worked_on_is_no_idle_look(void **state)
{
	struct hall *h = *state;
	char old[NUMBER_TEXT], other[NUMBER_TEXT], made[NUMBER_TEXT];

	case_of(h, "李娜", "210402198512120023", old);
	case_of(h, "赵六", "11010519491231002X", other);
	h->ms += 24 * 60 * 60 * 1000; /* the next day */
	look(h, &li, old, 0);
	look(h, &li, NULL, person_of(h, "210402198512120023"));
	look(h, &li, other, 0);
	look(h, &li, NULL, person_of(h, "11010519491231002X"));
	assert_int_equal(idle(h, "li").n, 4);
	/* Another case of the same person: what was seen of the person was work. */
	case_of(h, "李娜", "210402198512120023", made);
	struct seen seen = idle(h, "li");
	assert_int_equal(seen.n, 2);
	char want[160];
	snprintf(want, sizeof(want), "li %s 赵六 0 0", other);
	assert_string_equal(seen.text[0], want);
	assert_string_equal(seen.text[1], "li - 赵六 0 0");
	/* Showing the numbers is no work; voiding the case is. */
	assert_true(people_unmask_case(h->store, &li, other, &h->err));
	assert_int_equal(idle(h, "li").n, 2);
	assert_true(cases_void(h->store, &li, other, "错", &h->err));
	assert_int_equal(idle(h, "li").n, 0);
	/* Work of another clerk is not one's own. */
	look(h, &wang, made, 0);
	assert_int_equal(idle(h, "wang").n, 1);
	assert_int_equal(idle(h, NULL).n, 1);
}

static void yesterdays_work_is_not_todays(void **state)
{
	struct hall *h = *state;
	char number[NUMBER_TEXT];

	case_of(h, "李娜", "210402198512120023", number);
	look(h, &li, number, 0);
	assert_int_equal(idle(h, "li").n, 0);
	h->ms += 24 * 60 * 60 * 1000;
	look(h, &li, number, 0);
	assert_int_equal(idle(h, "li").n, 1);
}

static void the_visit_and_what_it_was_stand_beside(void **state)
{
	struct hall *h = *state;
	char number[NUMBER_TEXT], want[160];
	int64_t visit;

	case_of(h, "李娜", "210402198512120023", number);
	assert_true(visits_begin(h->store, &wang, NULL, &visit, &h->err));
	const struct actor at = {"wang", "4", visit};
	assert_true(visits_consulted(h->store, &at, "fs-008", &h->err));
	look(h, &at, number, 0);
	snprintf(want, sizeof(want), "wang %s 李娜 1 1", number);
	assert_string_equal(idle(h, NULL).text[0], want);
}

/* Two rows that are one person since: what was seen of either counts for both. */
static void a_look_follows_a_person_made_one(void **state)
{
	struct hall *h = *state;
	char number[NUMBER_TEXT], other[NUMBER_TEXT], document[DOCUMENT_TEXT];
	struct verify_report report;

	case_of(h, "李娜", "210402198512120023", number);
	case_of(h, "李娜", "11010519491231002X", other);
	int64_t from = person_of(h, "210402198512120023"),
		into = person_of(h, "11010519491231002X");
	look(h, &wang, NULL, from);
	assert_true(people_join(h->store, &li, from, into, "换证", &h->err));
	assert_true(documents_issue(h->store, &wang, other, "receipt", document, &h->err));
	assert_int_equal(idle(h, "wang").n, 0);
	if (!store_verify(h->store, true, NULL, NULL, &report, &h->err))
		fail_msg("%s", h->err.text);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, hall_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_look_is_told_once_a_visit),
		TEST(several_are_one_commit_and_a_wrong_one_writes_none),
		TEST(what_was_worked_on_is_no_idle_look),
		TEST(yesterdays_work_is_not_todays),
		TEST(the_visit_and_what_it_was_stand_beside),
		TEST(a_look_follows_a_person_made_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
