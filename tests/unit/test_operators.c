/* SPDX-License-Identifier: Apache-2.0 */
#include "store_fixture.h"

#include <time.h>

#include "store/operators.h"

static int setup(void **state)
{
	hall_setup(state);
	struct hall *h = *state;
	assert_true(operators_create(h->store, NULL, "li", "李敏",
				     POST_BIT(POST_CLERK) | POST_BIT(POST_REVIEWER), "mima-2026",
				     PASSWORD_WEAK, &h->err));
	return 0;
}

static bool login(struct hall *h, const char *name, const char *password)
{
	struct operator_row *o;
	bool ok = operators_login(h->store, name, password, "3", &h->arena, &o, &h->err);

	assert_int_equal(ok, o != NULL);
	if (ok)
		assert_string_equal(o->login, name);
	else
		assert_int_equal(h->err.code, ERR_PERMISSION);
	return ok;
}

static void the_right_password_opens(void **state)
{
	struct hall *h = *state;
	struct operator_row *o;

	assert_true(login(h, "li", "mima-2026"));
	assert_false(login(h, "li", "mima-2027"));
	assert_false(login(h, "li", ""));
	assert_true(operators_get(h->store, "li", &h->arena, &o, &h->err));
	assert_string_equal(o->name, "李敏");
	assert_int_equal(o->posts, POST_BIT(POST_CLERK) | POST_BIT(POST_REVIEWER));
	assert_int_equal(o->failures, 2);
	assert_true(login(h, "li", "mima-2026"));
	assert_true(operators_get(h->store, "li", &h->arena, &o, &h->err));
	assert_int_equal(o->failures, 0);
}

static void five_wrong_ones_in_a_row_lock(void **state)
{
	struct hall *h = *state;

	for (int i = 1; i <= OPERATOR_FAILURES; i++) {
		assert_false(login(h, "li", "falsch!!"));
		assert_int_equal(strstr(h->err.text, "锁定。") != NULL, i == OPERATOR_FAILURES);
	}
	assert_false(login(h, "li", "mima-2026"));
	assert_non_null(strstr(h->err.text, "主管"));
	/* Also for a window that had the store open before, and after opening it again. */
	store_close(h->store);
	h->store = store_open(h->path, &h->clock, &h->err);
	assert_false(login(h, "li", "mima-2026"));
	assert_true(operators_unlock(h->store, NULL, "li", NULL, &h->err));
	assert_true(login(h, "li", "mima-2026"));
}

static int64_t cpu_ms(void)
{
	struct timespec t;

	assert_int_equal(clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t), 0);
	return t.tv_sec * INT64_C(1000) + t.tv_nsec / 1000000;
}

static void an_unknown_login_is_told_the_same(void **state)
{
	struct hall *h = *state;
	char first[sizeof(h->err.text)];

	for (int i = 1; i < OPERATOR_FAILURES; i++) {
		assert_false(login(h, "li", "falsch!!"));
		strcpy(first, h->err.text);
		assert_false(login(h, "nobody", "falsch!!"));
		assert_string_equal(h->err.text, first);
	}
}

/* Work done, not time passed: a busy machine changes nothing. */
static void an_unknown_login_costs_the_same(void **state)
{
	struct hall *h = *state;

	assert_true(operators_reset(h->store, NULL, "li", "mima-2026", NULL, PASSWORD_INTERACTIVE,
				    &h->err));
	int64_t start = cpu_ms();
	assert_false(login(h, "li", "falsch!!"));
	int64_t known = cpu_ms() - start;
	start = cpu_ms();
	assert_false(login(h, "nobody", "falsch!!"));
	int64_t unknown = cpu_ms() - start;
	assert_true(unknown > known / 3 && unknown < known * 3);
}

static void passwords_and_posts_change(void **state)
{
	struct hall *h = *state;
	struct operator_row *o;

	const struct password_change c = {"li", "3", "mima-2026", "neu-neu-neu"};
	assert_true(operators_change_password(h->store, &c, PASSWORD_WEAK, &h->err));
	assert_false(login(h, "li", "mima-2026"));
	assert_true(login(h, "li", "neu-neu-neu"));
	assert_true(
		operators_set_posts(h->store, NULL, "li", POST_BIT(POST_AUDITOR), NULL, &h->err));
	assert_true(operators_get(h->store, "li", &h->arena, &o, &h->err));
	assert_int_equal(o->posts, POST_BIT(POST_AUDITOR));
	assert_true(operators_set_active(h->store, NULL, "li", false, NULL, &h->err));
	assert_false(login(h, "li", "neu-neu-neu"));
	assert_non_null(strstr(h->err.text, "停用"));
}

static void what_cannot_be_is_refused(void **state)
{
	struct hall *h = *state;
	struct operator_row *rows;
	size_t n;
	const struct {
		const char *login, *name, *password;
	} wrong[] = {
		{"li", "另一人", "mima-2026"}, /* taken */
		{"L", "甲", "mima-2026"},	 {"李", "甲", "mima-2026"},
		{"a b", "甲", "mima-2026"},	 {"wang", "", "mima-2026"},
		{"wang", "甲\x1b", "mima-2026"}, {"wang", "甲", "short"},
	};

	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		assert_false(operators_create(h->store, NULL, wrong[i].login, wrong[i].name, 0,
					      wrong[i].password, PASSWORD_WEAK, &h->err));
		assert_int_equal(h->err.code, ERR_INPUT);
	}
	assert_false(
		operators_set_posts(h->store, NULL, "nobody", POST_BIT(POST_CLERK), NULL, &h->err));
	assert_false(operators_reset(h->store, NULL, "nobody", "mima-2026", NULL, PASSWORD_WEAK,
				     &h->err));
	assert_true(operators_list(h->store, &h->arena, &rows, &n, &h->err));
	assert_int_equal(n, 1);
	assert_true(login(h, "li", "mima-2026")); /* the taken login kept its password */
}

static void hashes_stay_out_of_the_ledger(void **state)
{
	struct hall *h = *state;
	struct event *rows;
	size_t n;

	assert_false(login(h, "li", "falsch!!"));
	assert_true(cases_timeline(h->store, "li", &h->arena, &rows, &n, &h->err));
	assert_int_equal(n, 2);
	assert_string_equal(rows[1].kind, "operator.failed");
	for (size_t i = 0; i < n; i++) {
		assert_null(strstr(rows[i].payload, "argon"));
		assert_null(strstr(rows[i].payload, "mima"));
		assert_null(strstr(rows[i].payload, "falsch"));
	}
}

#define HALL_TEST(f) cmocka_unit_test_setup_teardown(f, setup, hall_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		HALL_TEST(the_right_password_opens),
		HALL_TEST(five_wrong_ones_in_a_row_lock),
		HALL_TEST(an_unknown_login_is_told_the_same),
		HALL_TEST(an_unknown_login_costs_the_same),
		HALL_TEST(passwords_and_posts_change),
		HALL_TEST(what_cannot_be_is_refused),
		HALL_TEST(hashes_stay_out_of_the_ledger),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
