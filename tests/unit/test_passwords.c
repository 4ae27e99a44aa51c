/* SPDX-License-Identifier: Apache-2.0
 *
 * What a password may be, how long it serves, and what the one that was handed out
 * is good for.
 */
#include "store_fixture.h"

#include "store/settings.h"

#define PASS "mima-2026"

static int setup(void **state)
{
	hall_setup(state);
	hall_staff(*state);
	return 0;
}

static bool change(struct hall *h, const char *old, const char *fresh)
{
	const struct password_change c = {"li", "3", old, fresh};

	return operators_change_password(h->store, &c, PASSWORD_WEAK, &h->err);
}

static bool must_change(struct hall *h, const char *password)
{
	struct operator_row *o;

	assert_true(operators_login(h->store, "li", password, "3", &h->arena, &o, &h->err));
	return o->must_change;
}

static void a_weak_one_is_refused_with_the_reason(void **state)
{
	struct hall *h = *state;
	static const struct {
		const char *fresh, *why;
	} weak[] = {
		{"ab-1234", "至少8位"},	  {"12345678", "一类字符"},  {"abcdefgh", "一类字符"},
		{"ABCDEFGH", "一类字符"}, {"一二三四五", "至少8位"},
	};

	for (size_t i = 0; i < sizeof(weak) / sizeof(weak[0]); i++) {
		assert_false(change(h, PASS, weak[i].fresh));
		assert_int_equal(h->err.code, ERR_INPUT);
		assert_non_null(strstr(h->err.text, weak[i].why));
	}
	assert_false(must_change(h, PASS)); /* the old one serves on */
	assert_true(change(h, PASS, "春眠不觉晓处处a"));
}

static void the_login_is_no_password(void **state)
{
	struct hall *h = *state;
	const struct password_change c = {"wangfang", NULL, PASS, "WangFang-26"};

	assert_true(operators_create(h->store, NULL, "wangfang", "王芳", POST_BIT(POST_CLERK), PASS,
				     PASSWORD_WEAK, &h->err));
	assert_false(operators_change_password(h->store, &c, PASSWORD_WEAK, &h->err));
	assert_non_null(strstr(h->err.text, "登录名"));
	/* "li" stands in many words. */
	assert_true(change(h, PASS, "limen-2026"));
}

static void the_last_three_do_not_come_again(void **state)
{
	struct hall *h = *state;

	assert_false(change(h, PASS, PASS));
	assert_non_null(strstr(h->err.text, "用过"));
	assert_true(change(h, PASS, "eins-2026"));
	assert_true(change(h, "eins-2026", "zwei-2026"));
	assert_false(change(h, "zwei-2026", PASS));
	assert_true(change(h, "zwei-2026", "drei-2026"));
	assert_false(change(h, "drei-2026", "eins-2026"));
	assert_true(change(h, "drei-2026", PASS)); /* the fourth back */
	assert_true(settings_set(h->store, NULL, "password.history", "0", &h->err));
	assert_true(change(h, PASS, PASS));
}

static void a_wrong_old_one_counts_as_a_failure(void **state)
{
	struct hall *h = *state;

	for (int i = 0; i < OPERATOR_FAILURES; i++) {
		assert_false(change(h, "falsch!!", "neun-2026"));
		assert_int_equal(h->err.code, ERR_PERMISSION);
	}
	assert_false(change(h, PASS, "neun-2026"));
	assert_non_null(strstr(h->err.text, "锁定"));
}

static void what_is_handed_out_is_good_once(void **state)
{
	struct hall *h = *state;
	char once[PASSWORD_ONCE], other[PASSWORD_ONCE];
	struct sign_request q = {.login = "li", .posts = POST_BIT(POST_CLERK), .act = "test"};
	struct signature sig;

	operators_password_once(once);
	operators_password_once(other);
	assert_string_not_equal(once, other);
	assert_int_equal(strlen(once), PASSWORD_ONCE - 1);
	assert_null(strpbrk(once, "0O1lio"));
	assert_true(operators_reset(h->store, NULL, "li", once, "忘记", PASSWORD_WEAK, &h->err));
	assert_true(must_change(h, once));
	q.password = once;
	assert_false(operators_verify(h->store, &zhao, &q, &sig, &h->err));
	assert_non_null(strstr(h->err.text, "初始口令"));
	assert_true(change(h, once, "selbst-26"));
	assert_false(must_change(h, "selbst-26"));
	q.password = "selbst-26";
	assert_true(operators_verify(h->store, &zhao, &q, &sig, &h->err));
}

static void one_that_is_too_old_is_to_be_changed(void **state)
{
	struct hall *h = *state;
	const int64_t day = 24 * 60 * 60 * INT64_C(1000);

	h->ms += 400 * day;
	assert_false(must_change(h, PASS)); /* no limit unless the hall sets one */
	assert_true(settings_set(h->store, NULL, "password.days", "90", &h->err));
	assert_true(must_change(h, PASS));
	assert_true(change(h, PASS, "herbst-26"));
	h->ms += 89 * day;
	assert_false(must_change(h, "herbst-26"));
	h->ms += day;
	assert_true(must_change(h, "herbst-26"));
}

static void nothing_of_them_is_in_the_ledger(void **state)
{
	struct hall *h = *state;
	struct event *rows;
	size_t n;

	the_last_three_do_not_come_again(state);
	assert_true(cases_timeline(h->store, "li", &h->arena, &rows, &n, &h->err));
	assert_true(n > 6);
	for (size_t i = 0; i < n; i++) {
		assert_null(strstr(rows[i].payload, "2026"));
		assert_null(strstr(rows[i].payload, "argon"));
	}
}

#define HALL_TEST(f) cmocka_unit_test_setup_teardown(f, setup, hall_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		HALL_TEST(a_weak_one_is_refused_with_the_reason),
		HALL_TEST(the_login_is_no_password),
		HALL_TEST(the_last_three_do_not_come_again),
		HALL_TEST(a_wrong_old_one_counts_as_a_failure),
		HALL_TEST(what_is_handed_out_is_good_once),
		HALL_TEST(one_that_is_too_old_is_to_be_changed),
		HALL_TEST(nothing_of_them_is_in_the_ledger),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
