/* SPDX-License-Identifier: Apache-2.0
 *
 * Drafts that change hands: parked, taken, taken while the other types; who has
 * whom open where. Two store handles on one file are two windows.
 */
#include "store_fixture.h"

#include "store/drafts.h"
#include "store/verify.h"

static const struct actor wang = {"wang", "5", 0}, sun = {"sun", "7", 0};

static struct draft draft_of(const char *owner, const char *title)
{
	return (struct draft){.owner = owner,
			      .window = "3",
			      .item = "fs-008",
			      .title = title,
			      .json = "{\"item\":\"fs-008\"}"};
}

static struct store *other_window(struct hall *h)
{
	struct store *s = store_open(h->path, &h->clock, &h->err);

	assert_non_null(s);
	return s;
}

static struct draft *load(struct hall *h, struct store *s, int64_t id)
{
	struct draft *d;

	assert_true(drafts_load(s, id, &h->arena, &d, &h->err));
	return d;
}

/* "begun li, parked li, taken wang<li(午休)" */
static const char *history(struct hall *h, int64_t id)
{
	struct case_step *rows;
	struct str out = {0};
	size_t n;

	assert_true(drafts_history(h->store, id, &h->arena, &rows, &n, &h->err));
	for (size_t i = 0; i < n; i++) {
		str_addf(&out, "%s%s %s", i ? ", " : "", rows[i].kind, rows[i].by);
		if (rows[i].from)
			str_addf(&out, "<%s", rows[i].from);
		if (rows[i].why)
			str_addf(&out, "(%s)", rows[i].why);
	}
	const char *text = arena_strdup(&h->arena, str_text(&out));
	str_done(&out);
	return text;
}

static void parking_puts_it_before_everybody(void **state)
{
	struct hall *h = *state;
	struct draft first = draft_of("li", "甲"), second = draft_of("wang", "乙"),
		     open = draft_of("wang", "丙"), *rows;
	size_t n;

	assert_true(drafts_save(h->store, &first, &h->err));
	h->ms += 60000;
	first.parked = true;
	assert_true(drafts_save(h->store, &first, &h->err));
	h->ms += 60000;
	second.parked = true;
	assert_true(drafts_save(h->store, &second, &h->err));
	assert_true(drafts_save(h->store, &open, &h->err));
	assert_true(drafts_list(h->store, "sun", DRAFTS_OWN, &h->arena, &rows, &n, &h->err));
	assert_int_equal(n, 0);
	assert_true(drafts_list(h->store, "sun", DRAFTS_PARKED, &h->arena, &rows, &n, &h->err));
	assert_int_equal(n, 2);
	assert_string_equal(rows[0].title, "甲"); /* the longest first */
	assert_int_equal(rows[0].since, h->ms - 60000);
	assert_false(rows[0].open);
	assert_true(drafts_list(h->store, "sun", DRAFTS_ALL, &h->arena, &rows, &n, &h->err));
	assert_int_equal(n, 3);
	assert_string_equal(rows[2].title, "丙");
	assert_true(rows[2].open && rows[2].here);
	/* Saved again while parked, it goes on waiting since then. */
	h->ms += 60000;
	assert_true(drafts_save(h->store, &first, &h->err));
	assert_int_equal(load(h, h->store, first.id)->since, h->ms - 2 * 60000);
}

static void both_names_stand_in_the_history(void **state)
{
	struct hall *h = *state;
	struct store *other = other_window(h);
	struct draft d = draft_of("li", "甲"), *taken;

	assert_true(drafts_save(h->store, &d, &h->err));
	d.parked = true;
	assert_true(drafts_save(h->store, &d, &h->err));
	/* One's own comes back without a question. */
	assert_true(
		drafts_take(h->store, load(h, other, d.id), &li, NULL, &h->arena, &taken, &h->err));
	assert_false(taken->parked);
	assert_true(drafts_park(h->store, taken, true, &h->err));
	/* Another's does not. */
	struct draft *seen = load(h, other, d.id);
	assert_false(drafts_take(other, seen, &wang, "", &h->arena, &taken, &h->err));
	assert_int_equal(h->err.code, ERR_INPUT);
	assert_non_null(strstr(h->err.text, "li"));
	assert_true(drafts_take(other, seen, &wang, "本人回来", &h->arena, &taken, &h->err));
	assert_string_equal(taken->owner, "wang");
	assert_string_equal(taken->window, "5");
	assert_non_null(taken->json);
	assert_true(taken->here);
	assert_string_equal(history(h, d.id), "begun li, parked li, resumed li, parked li, "
					      "taken wang<li(本人回来)");
	assert_false(drafts_delete(h->store, d.id, "li", &h->err));
	assert_non_null(strstr(h->err.text, "wang"));
	assert_true(drafts_delete(other, d.id, "wang", &h->err));
	assert_string_equal(history(h, d.id), "");
	store_close(other);
}

static void of_two_who_pick_up_the_same_one_gets_it(void **state)
{
	struct hall *h = *state;
	struct store *w5 = other_window(h), *w7 = other_window(h);
	struct draft d = draft_of("li", "甲"), *taken;

	d.parked = true;
	assert_true(drafts_save(h->store, &d, &h->err));
	struct draft *seen5 = load(h, w5, d.id), *seen7 = load(h, w7, d.id);
	assert_true(drafts_take(w7, seen7, &sun, "本人回来", &h->arena, &taken, &h->err));
	assert_false(drafts_take(w5, seen5, &wang, "本人回来", &h->arena, &taken, &h->err));
	assert_null(taken);
	assert_int_equal(h->err.code, ERR_REFUSED);
	assert_non_null(strstr(h->err.text, "sun"));
	assert_non_null(strstr(h->err.text, "窗口 7"));
	assert_string_equal(history(h, d.id), "begun li, parked li, taken sun<li(本人回来)");

	/* Its owner may be the quicker one, too. */
	struct draft e = draft_of("li", "乙");
	e.parked = true;
	assert_true(drafts_save(h->store, &e, &h->err));
	seen5 = load(h, w5, e.id);
	assert_true(drafts_take(h->store, seen5, &li, NULL, &h->arena, &taken, &h->err));
	assert_false(drafts_take(w5, seen5, &wang, "本人回来", &h->arena, &taken, &h->err));
	assert_non_null(strstr(h->err.text, "li"));
	/* And it may be decided meanwhile. */
	assert_true(drafts_delete(h->store, e.id, "li", &h->err));
	assert_false(drafts_take(w5, seen5, &wang, "本人回来", &h->arena, &taken, &h->err));
	assert_int_equal(h->err.code, ERR_REFUSED);
	store_close(w5);
	store_close(w7);
}

static void a_take_over_while_the_other_types_loses_nothing(void **state)
{
	struct hall *h = *state;
	struct store *other = other_window(h);
	struct draft d = draft_of("li", "甲"), *taken;
	const char *taker;

	assert_true(drafts_save(h->store, &d, &h->err));
	assert_false(drafts_lost(h->store, &d, &h->arena, &taker, &h->err));
	struct draft *seen = load(h, other, d.id);
	assert_true(seen->open);
	assert_false(seen->here);
	/* Keys typed after it was seen do not stand in the way. */
	d.json = "{\"n\":1}";
	assert_true(drafts_save(h->store, &d, &h->err));
	assert_true(drafts_take(other, seen, &wang, "生病", &h->arena, &taken, &h->err));
	assert_string_equal(taken->json, "{\"n\":1}");

	assert_true(drafts_lost(h->store, &d, &h->arena, &taker, &h->err));
	assert_string_equal(taker, "wang");
	assert_non_null(strstr(h->err.text, "窗口 5"));
	d.json = "{\"n\":2}";
	assert_false(drafts_save(h->store, &d, &h->err));
	assert_int_equal(h->err.code, ERR_REFUSED);
	int64_t first = d.id;
	assert_true(drafts_split(h->store, &d, taker, &h->err));
	assert_true(d.id != first);
	assert_string_equal(load(h, h->store, first)->json, "{\"n\":1}");
	assert_string_equal(load(h, h->store, d.id)->json, "{\"n\":2}");
	assert_string_equal(load(h, h->store, d.id)->owner, "li");
	assert_string_equal(history(h, d.id), "begun li, split li<wang");
	d.json = "{\"n\":3}";
	assert_true(drafts_save(h->store, &d, &h->err));
	assert_true(drafts_delete(other, first, "wang", &h->err));
	d.id = first;
	assert_true(drafts_lost(h->store, &d, &h->arena, &taker, &h->err));
	assert_string_equal(taker, "");
	store_close(other);
}

static void another_window_is_seen_while_it_lives(void **state)
{
	struct hall *h = *state;
	struct store *other = other_window(h);
	const struct draft_person people[] = {{"resident", "11010519491231002X"},
					      {"credit_code", "91350100M000100Y43"}},
				  asked = {"household", "11010519491231002X"};
	struct draft d = draft_of("li", "甲"), *rows;
	size_t n;

	d.people = people;
	d.n_people = 2;
	assert_true(drafts_save(h->store, &d, &h->err));
	/* Not to the window itself; to others, whichever certificate shows the number. */
	assert_true(drafts_present(h->store, people, 2, 4, &h->arena, &rows, &n, &h->err));
	assert_int_equal(n, 0);
	assert_true(drafts_present(other, &asked, 1, 4, &h->arena, &rows, &n, &h->err));
	assert_int_equal(n, 1);
	assert_string_equal(rows[0].window, "3");
	assert_true(drafts_present(other, people, 2, 4, &h->arena, &rows, &n, &h->err));
	assert_int_equal(n, 1); /* once, though two of its people are asked for */

	h->ms += 50000;
	assert_true(drafts_beat(h->store, &h->err));
	h->ms += 50000;
	assert_true(drafts_present(other, &asked, 1, 4, &h->arena, &rows, &n, &h->err));
	assert_int_equal(n, 1);
	assert_int_equal(rows[0].since, h->ms - 100000);
	/* No beat for as long as that: killed. */
	h->ms += DRAFT_ALIVE_MS;
	assert_true(drafts_present(other, &asked, 1, 4, &h->arena, &rows, &n, &h->err));
	assert_int_equal(n, 0);
	assert_false(load(h, other, d.id)->open);

	assert_true(drafts_save(h->store, &d, &h->err));
	assert_true(drafts_present(other, &asked, 1, 4, &h->arena, &rows, &n, &h->err));
	assert_int_equal(n, 1);
	assert_true(drafts_release(h->store, d.id, &h->err));
	assert_true(drafts_present(other, &asked, 1, 4, &h->arena, &rows, &n, &h->err));
	assert_int_equal(n, 0);
	/* A parked one is told to everybody, and as long as it is. */
	d.parked = true;
	assert_true(drafts_save(h->store, &d, &h->err));
	h->ms += 10 * DRAFT_ALIVE_MS;
	assert_true(drafts_present(other, &asked, 1, 4, &h->arena, &rows, &n, &h->err));
	assert_int_equal(n, 1);
	assert_true(rows[0].parked);
	/* Nobody once the certificate is put right. */
	d.n_people = 0;
	assert_true(drafts_save(h->store, &d, &h->err));
	assert_true(drafts_present(other, &asked, 1, 4, &h->arena, &rows, &n, &h->err));
	assert_int_equal(n, 0);
	store_close(other);
}

static void parking_from_the_list_leaves_the_others_work(void **state)
{
	struct hall *h = *state;
	struct store *other = other_window(h);
	struct draft d = draft_of("li", "甲"), *taken;

	assert_true(drafts_save(h->store, &d, &h->err));
	/* Open at window 3: the same clerk cannot park it from window 5. */
	assert_false(drafts_park(other, load(h, other, d.id), true, &h->err));
	assert_non_null(strstr(h->err.text, "窗口 3"));
	assert_true(drafts_release(h->store, d.id, &h->err));
	struct draft *seen = load(h, other, d.id);
	assert_true(drafts_take(other, seen, &wang, "替班", &h->arena, &taken, &h->err));
	assert_false(drafts_park(h->store, seen, true, &h->err));
	assert_non_null(strstr(h->err.text, "wang"));
	assert_true(drafts_park(other, taken, true, &h->err));
	assert_true(load(h, h->store, d.id)->parked);
	assert_true(drafts_park(other, taken, true, &h->err)); /* twice is once */
	assert_string_equal(history(h, d.id), "begun li, taken wang<li(替班), parked wang");
	store_close(other);
}

static void the_history_goes_into_the_case(void **state)
{
	struct hall *h = *state;
	struct case_step steps[] = {
		{.at = 1000, .kind = "begun", .by = "li", .window = "3"},
		{.at = 2000, .kind = "taken", .by = "wang", .from = "li", .why = "午休"},
	};
	struct verify_report report;
	struct store_receipt r, again;
	struct case_record *back;
	struct sample s;

	sample_make(&s, "王晓明", "210402199003071225");
	s.record.history = steps;
	s.record.n_history = 2;
	assert_true(sample_commit(h->store, &s, EVENT_CASE_NOTICED, NULL, NULL, &r, &h->err));
	assert_true(cases_get(h->store, r.ticket.number, &h->arena, &back, &h->err));
	assert_int_equal(back->n_history, 2);
	assert_int_equal(back->history[1].at, 2000);
	assert_string_equal(back->history[1].kind, "taken");
	assert_string_equal(back->history[1].by, "wang");
	assert_string_equal(back->history[1].from, "li");
	assert_string_equal(back->history[1].why, "午休");
	assert_null(back->history[0].from);
	/* Decided again: what was stays, what is new follows. */
	s.record.n_history = 1;
	assert_true(sample_commit(h->store, &s, EVENT_CASE_ACCEPTED, r.ticket.number, NULL, &again,
				  &h->err));
	assert_true(cases_get(h->store, r.ticket.number, &h->arena, &back, &h->err));
	assert_int_equal(back->n_history, 3);
	assert_string_equal(back->history[1].kind, "taken");
	assert_string_equal(back->history[2].kind, "begun");
	assert_true(store_verify(h->store, true, NULL, NULL, &report, &h->err));
}

#define HALL_TEST(f) cmocka_unit_test_setup_teardown(f, hall_setup, hall_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		HALL_TEST(parking_puts_it_before_everybody),
		HALL_TEST(both_names_stand_in_the_history),
		HALL_TEST(of_two_who_pick_up_the_same_one_gets_it),
		HALL_TEST(a_take_over_while_the_other_types_loses_nothing),
		HALL_TEST(another_window_is_seen_while_it_lives),
		HALL_TEST(parking_from_the_list_leaves_the_others_work),
		HALL_TEST(the_history_goes_into_the_case),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
