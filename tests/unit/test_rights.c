/* SPDX-License-Identifier: Apache-2.0
 *
 * Who may change whose rights: every post against every act upon an account, every
 * pair of posts in one hand, nobody themself, the last administrator, the register
 * of it all and the broken glass.
 */
#include "store_fixture.h"

#include "base/text.h"
#include "store/rights.h"
#include "store/settings.h"
#include "store/verify.h"

#define PASS "mima-2026"

/* One of each post, named as it, and zhang to be acted upon. */
static int setup(void **state)
{
	hall_setup(state);
	struct hall *h = *state;

	for (int p = 0; p < POSTS; p++)
		assert_true(operators_create(h->store, NULL, post_ids[p], post_names[p],
					     POST_BIT(p), PASS, PASSWORD_WEAK, &h->err));
	assert_true(operators_create(h->store, NULL, "zhang", "张", POST_BIT(POST_CLERK), PASS,
				     PASSWORD_WEAK, &h->err));
	return 0;
}

static struct actor by(const char *login)
{
	return (struct actor){login, "3", 0};
}

/* ---- which posts may ---- */

typedef bool act_fn(struct hall *h, const struct actor *who, const char *login, struct err *e);

static bool create(struct hall *h, const struct actor *who, const char *login, struct err *e)
{
	char fresh[33];

	snprintf(fresh, sizeof(fresh), "neu.%s", who->by);
	(void)login;
	return operators_create(h->store, who, fresh, "新", POST_BIT(POST_CLERK), PASS,
				PASSWORD_WEAK, e);
}

static bool grant(struct hall *h, const struct actor *who, const char *login, struct err *e)
{
	return operators_set_posts(h->store, who, login, POST_BIT(POST_REVIEWER), "轮岗", e);
}

static bool reset(struct hall *h, const struct actor *who, const char *login, struct err *e)
{
	return operators_reset(h->store, who, login, "abcd-2026", "忘记", PASSWORD_WEAK, e);
}

static bool unlock(struct hall *h, const struct actor *who, const char *login, struct err *e)
{
	return operators_unlock(h->store, who, login, "本人核实", e);
}

static bool open(struct hall *h, const struct actor *who, const char *login, struct err *e)
{
	return operators_set_active(h->store, who, login, true, "返岗", e);
}

static bool log_out(struct hall *h, const struct actor *who, const char *login, struct err *e)
{
	return operators_log_out(h->store, who, login, "忘了退出", e);
}

/* As issue 5 has it: the account administrator grants, whoever is in charge unlocks, the supervisor
 * ends a session that was left. */
static const struct {
	act_fn *act;
	unsigned posts;
} acts[] = {
	{create, POST_BIT(POST_ADMIN)},
	{grant, POST_BIT(POST_ADMIN)},
	{reset, POST_BIT(POST_ADMIN)},
	{unlock, POST_BIT(POST_SUPERVISOR) | POST_BIT(POST_ADMIN)},
	{open, POST_BIT(POST_SUPERVISOR) | POST_BIT(POST_ADMIN)},
	{log_out, POST_BIT(POST_SUPERVISOR)},
};
enum { ACTS = sizeof(acts) / sizeof(acts[0]) };

static void every_post_against_every_act(void **state)
{
	struct hall *h = *state;

	for (int a = 0; a < ACTS; a++) {
		for (int p = 0; p < POSTS; p++) {
			struct actor who = by(post_ids[p]);
			struct err e = {0};
			bool may = acts[a].posts & POST_BIT(p);
			bool ok = acts[a].act(h, &who, "zhang", &e);
			if (ok != may || (!ok && e.code != ERR_PERMISSION))
				fail_msg("act %d by %s: %d %s", a, post_ids[p], ok, e.text);
		}
	}
}

static void nobody_acts_upon_themself(void **state)
{
	struct hall *h = *state;

	for (int a = 1; a < ACTS; a++) {
		for (int p = 0; p < POSTS; p++) {
			struct actor who = by(post_ids[p]);
			struct err e = {0};
			assert_false(acts[a].act(h, &who, post_ids[p], &e));
			assert_int_equal(e.code, ERR_PERMISSION);
		}
	}
}

static void two_in_one_hand_as_the_rule_says(void **state)
{
	struct err e = {0};

	(void)state;
	for (int one = 0; one < POSTS; one++) {
		for (int two = 0; two < POSTS; two++) {
			bool apart = one != two && (one == POST_ADMIN || two == POST_ADMIN ||
						    one == POST_AUDITOR || two == POST_AUDITOR);
			assert_int_equal(posts_together(POST_BIT(one) | POST_BIT(two), &e), !apart);
		}
	}
	assert_false(posts_together(0, &e));
	assert_false(posts_together(POST_BIT(POSTS), &e));
}

static void excluded_posts_are_granted_to_nobody(void **state)
{
	struct hall *h = *state;
	struct actor admin = by("admin");
	unsigned both = POST_BIT(POST_ADMIN) | POST_BIT(POST_CLERK);

	assert_false(operators_set_posts(h->store, &admin, "zhang", both, "兼", &h->err));
	assert_int_equal(h->err.code, ERR_REFUSED);
	assert_non_null(strstr(h->err.text, "不办业务"));
	assert_false(operators_create(h->store, &admin, "neu", "新", both, PASS, PASSWORD_WEAK,
				      &h->err));
	assert_int_equal(h->err.code, ERR_REFUSED);
}

static void without_a_post_for_cases_no_case_is_written(void **state)
{
	struct hall *h = *state;

	for (int p = 0; p < POSTS; p++) {
		bool may = p != POST_ADMIN && p != POST_AUDITOR;
		struct actor who = by(post_ids[p]);
		struct store_receipt r;
		struct sample s;
		struct err e = {0};
		sample_make(&s, "李娜", "210402198512120023");
		struct store_event ev = {.kind = EVENT_CASE_ACCEPTED,
					 .who = &who,
					 .reserve = true,
					 .build = case_record_build,
					 .ctx = &s.record};
		assert_int_equal(store_commit(h->store, NULL, &ev, 1, &r, &e), may);
		assert_int_equal(e.code, may ? ERR_NONE : ERR_PERMISSION);
	}
}

static void the_last_administrator_stays(void **state)
{
	struct hall *h = *state;
	struct actor supervisor = by("supervisor"), second = by("guan2");
	struct err *e = &h->err;

	assert_false(operators_set_active(h->store, &supervisor, "admin", false, "离岗", e));
	assert_int_equal(e->code, ERR_REFUSED);
	assert_true(operators_create(h->store, NULL, "guan2", "管二", POST_BIT(POST_ADMIN), PASS,
				     PASSWORD_WEAK, e));
	assert_true(operators_set_active(h->store, &supervisor, "admin", false, "离岗", e));
	/* The one who is out of service counts for nothing. */
	assert_false(operators_set_active(h->store, &supervisor, "guan2", false, "离岗", e));
	assert_true(operators_set_active(h->store, &supervisor, "admin", true, "返岗", e));
	assert_true(
		operators_set_posts(h->store, &second, "admin", POST_BIT(POST_CLERK), "轮岗", e));
	struct actor admin = by("admin");
	assert_false(
		operators_set_posts(h->store, &admin, "guan2", POST_BIT(POST_CLERK), "轮岗", e));
	assert_int_equal(e->code, ERR_PERMISSION);
}

static void the_first_of_a_hall_keeps_its_accounts(void **state)
{
	struct hall h;
	struct actor first = by("guan"), other = by("li");

	(void)state;
	hall_make(&h, false);
	assert_false(operators_create(h.store, &first, "guan", "管", POST_BIT(POST_CLERK), PASS,
				      PASSWORD_WEAK, &h.err));
	assert_int_equal(h.err.code, ERR_REFUSED);
	assert_true(operators_create(h.store, &first, "guan", "管", POST_BIT(POST_ADMIN), PASS,
				     PASSWORD_WEAK, &h.err));
	assert_false(operators_create(h.store, &other, "li", "李", POST_BIT(POST_ADMIN), PASS,
				      PASSWORD_WEAK, &h.err));
	assert_int_equal(h.err.code, ERR_PERMISSION);
	hall_remove(&h);
}

static void a_list_is_taken_whole_or_not_at_all(void **state)
{
	struct hall *h = *state;
	struct actor admin = by("admin");
	struct operator_row *o;
	const struct operator_new rows[] = {
		{"neu1", "甲", POST_BIT(POST_CLERK), "abcd-2345", true, "批量"},
		{"zhang", "乙", POST_BIT(POST_CLERK), "abcd-2345", true, "批量"},
	};

	assert_false(operators_add(h->store, &admin, rows, 2, PASSWORD_WEAK, &h->err));
	assert_non_null(strstr(h->err.text, "zhang"));
	assert_true(operators_get(h->store, "neu1", &h->arena, &o, &h->err));
	assert_null(o);
	assert_true(operators_add(h->store, &admin, rows, 1, PASSWORD_WEAK, &h->err));
	assert_true(operators_get(h->store, "neu1", &h->arena, &o, &h->err));
	assert_true(o->must_change);
}

/* ---- the register ---- */

static void the_register_says_who_when_and_why(void **state)
{
	struct hall *h = *state;
	struct actor admin = by("admin"), supervisor = by("supervisor");
	const struct rights_filter all = {.login = "zhang", .from = DATE_NONE, .till = DATE_NONE};
	static const enum rights_act expected[] = {RIGHTS_UNLOCKED, RIGHTS_LOCKED, RIGHTS_OPENED,
						   RIGHTS_CLOSED,   RIGHTS_RESET,  RIGHTS_POSTS,
						   RIGHTS_CREATED};
	struct rights_row *rows;
	struct operator_row *o;
	struct str said = {0};
	size_t n;

	assert_true(operators_set_posts(h->store, &admin, "zhang",
					POST_BIT(POST_CLERK) | POST_BIT(POST_REVIEWER), "轮岗",
					&h->err));
	assert_true(reset(h, &admin, "zhang", &h->err));
	assert_true(operators_set_active(h->store, &supervisor, "zhang", false, "离岗", &h->err));
	assert_true(open(h, &supervisor, "zhang", &h->err));
	for (int i = 0; i < OPERATOR_FAILURES; i++)
		assert_false(operators_login(h->store, "zhang", "falsch!!", "3", &h->arena, &o,
					     &h->err));
	assert_true(unlock(h, &supervisor, "zhang", &h->err));
	assert_true(rights_list(h->store, &all, 100, &h->arena, &rows, &n, &h->err));
	assert_int_equal(n, sizeof(expected) / sizeof(expected[0]));
	for (size_t i = 0; i < n; i++) {
		assert_int_equal(rows[i].act, expected[i]);
		assert_int_equal(rows[i].day, hall_day());
		assert_string_equal(rows[i].name, "张");
	}
	assert_string_equal(rows[0].by_name, "主管");
	assert_string_equal(rows[0].reason, "本人核实");
	assert_string_equal(rows[5].by, "admin");
	rights_say(&rows[5], &said);
	assert_string_equal(str_text(&said), "经办 → 经办、复核");
	str_done(&said);
	const struct rights_filter later = {.from = hall_day() + 1, .till = DATE_NONE};
	assert_true(rights_list(h->store, &later, 100, &h->arena, &rows, &n, &h->err));
	assert_int_equal(n, 0);
}

static void a_change_asks_for_its_reason(void **state)
{
	struct hall *h = *state;
	struct actor admin = by("admin");
	unsigned posts = POST_BIT(POST_REVIEWER);

	assert_false(operators_set_posts(h->store, &admin, "zhang", posts, NULL, &h->err));
	assert_int_equal(h->err.code, ERR_INPUT);
	assert_false(operators_set_posts(h->store, &admin, "zhang", posts, " ", &h->err));
	assert_false(operators_unlock(h->store, &admin, "zhang", "坏\x01", &h->err));
	assert_int_equal(h->err.code, ERR_INPUT);
}

/* ---- breaking the glass ---- */

static void the_glass_is_for_administrators_and_leaves_its_mark(void **state)
{
	struct hall *h = *state;
	struct actor admin = by("admin"), supervisor = by("supervisor"), clerk = by("clerk");
	struct operator_row *o;
	struct breach *open_ones;
	size_t n;
	struct err *e = &h->err;

	assert_false(
		operators_break_glass(h->store, "zhang", "abcd-2345", "忘了", PASSWORD_WEAK, e));
	assert_int_equal(e->code, ERR_REFUSED);
	assert_false(operators_break_glass(h->store, "admin", "abcd-2345", "", PASSWORD_WEAK, e));
	assert_int_equal(e->code, ERR_INPUT);
	for (int i = 0; i < OPERATOR_FAILURES; i++)
		assert_false(
			operators_login(h->store, "admin", "falsch!!", NULL, &h->arena, &o, e));
	assert_true(operators_break_glass(h->store, "admin", "abcd-2345", "管理员离世",
					  PASSWORD_WEAK, e));
	assert_true(operators_login(h->store, "admin", "abcd-2345", NULL, &h->arena, &o, e));
	assert_true(o->must_change);

	assert_true(breaches_open(h->store, &h->arena, &open_ones, &n, e));
	assert_int_equal(n, 1);
	assert_string_equal(open_ones[0].login, "admin");
	assert_string_equal(open_ones[0].reason, "管理员离世");
	int64_t seq = open_ones[0].seq;
	assert_false(breaches_acknowledge(h->store, &clerk, seq, "知道", e));
	assert_int_equal(e->code, ERR_PERMISSION);
	assert_false(breaches_acknowledge(h->store, &admin, seq, "知道", e));
	assert_false(breaches_acknowledge(h->store, &supervisor, seq, " ", e));
	assert_int_equal(e->code, ERR_INPUT);
	assert_true(breaches_acknowledge(h->store, &supervisor, seq, "电话核实", e));
	assert_false(breaches_acknowledge(h->store, &supervisor, seq, "再来", e));
	assert_int_equal(e->code, ERR_REFUSED);
	assert_true(breaches_open(h->store, &h->arena, &open_ones, &n, e));
	assert_int_equal(n, 0);
}

static void the_tables_are_made_again_from_the_ledger(void **state)
{
	struct hall *h = *state;

	the_register_says_who_when_and_why(state);
	the_glass_is_for_administrators_and_leaves_its_mark(state);
	struct verify_report r;
	assert_true(store_verify(h->store, true, NULL, NULL, &r, &h->err));
}

#define HALL_TEST(f) cmocka_unit_test_setup_teardown(f, setup, hall_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		HALL_TEST(every_post_against_every_act),
		HALL_TEST(nobody_acts_upon_themself),
		cmocka_unit_test(two_in_one_hand_as_the_rule_says),
		HALL_TEST(excluded_posts_are_granted_to_nobody),
		HALL_TEST(without_a_post_for_cases_no_case_is_written),
		HALL_TEST(the_last_administrator_stays),
		cmocka_unit_test(the_first_of_a_hall_keeps_its_accounts),
		HALL_TEST(a_list_is_taken_whole_or_not_at_all),
		HALL_TEST(the_register_says_who_when_and_why),
		HALL_TEST(a_change_asks_for_its_reason),
		HALL_TEST(the_glass_is_for_administrators_and_leaves_its_mark),
		HALL_TEST(the_tables_are_made_again_from_the_ledger),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
