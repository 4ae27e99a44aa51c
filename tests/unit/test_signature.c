/* SPDX-License-Identifier: Apache-2.0
 *
 * A second person's signature: whose hand, for which act, for how long.
 */
#include "store_fixture.h"

#include "store/operators.h"
#include "store/verify.h"

#define REASON "已电话核实"

static int setup(void **state)
{
	hall_setup(state);
	struct hall *h = *state;
	assert_true(operators_create(h->store, NULL, "li", "李敏",
				     POST_BIT(POST_CLERK) | POST_BIT(POST_SUPERVISOR), "mima-2026",
				     PASSWORD_WEAK, &h->err));
	assert_true(operators_create(h->store, NULL, "zhao", "赵刚", POST_BIT(POST_SUPERVISOR),
				     "zhugong-2026", PASSWORD_WEAK, &h->err));
	assert_true(operators_create(h->store, NULL, "wang", "王芳", POST_BIT(POST_CLERK),
				     "jingban-2026", PASSWORD_WEAK, &h->err));
	return 0;
}

static bool sign(struct hall *h, const char *login, const char *password, struct signature *out)
{
	const struct sign_request q = {.login = login,
				       .password = password,
				       .posts = POST_BIT(POST_SUPERVISOR),
				       .act = "overrule",
				       .subject = "fs-001",
				       .reason = REASON};
	bool ok = operators_verify(h->store, &li, &q, out, &h->err);

	if (!ok)
		assert_int_equal(h->err.code, ERR_PERMISSION);
	return ok;
}

static bool holds(struct hall *h, const struct actor *who, const struct signature *sig,
		  const char *act, const char *reason)
{
	const struct sign_request q = {.posts = POST_BIT(POST_SUPERVISOR),
				       .act = act,
				       .subject = "fs-001",
				       .reason = reason};

	return operators_signed(h->store, who, sig, &q, &h->err);
}

static void a_supervisor_signs(void **state)
{
	struct hall *h = *state;
	struct verify_report report;
	struct signature sig;
	struct event *rows;
	size_t n;

	assert_true(sign(h, "zhao", "zhugong-2026", &sig));
	assert_string_equal(sig.login, "zhao");
	assert_true(holds(h, &li, &sig, "overrule", REASON));
	assert_true(cases_timeline(h->store, "zhao", &h->arena, &rows, &n, &h->err));
	assert_int_equal(n, 2);
	assert_string_equal(rows[1].kind, "operator.signed");
	assert_string_equal(rows[1].by, "li");
	assert_int_equal(rows[1].seq, sig.seq);
	assert_null(strstr(rows[1].payload, "zhugong"));
	assert_true(store_verify(h->store, true, NULL, NULL, &report, &h->err));
}

static void nobody_else_does(void **state)
{
	struct hall *h = *state;
	struct signature sig;

	assert_false(sign(h, "li", "mima-2026", &sig)); /* for oneself */
	assert_non_null(strstr(h->err.text, "另一人"));
	assert_false(sign(h, "wang", "jingban-2026", &sig)); /* another post */
	assert_non_null(strstr(h->err.text, "主管"));
	assert_false(sign(h, "nobody", "zhugong-2026", &sig));
	assert_int_equal(sig.seq, 0);
}

static void wrong_passwords_are_counted(void **state)
{
	struct hall *h = *state;
	struct operator_row *o;
	struct signature sig;

	assert_false(sign(h, "zhao", "falsch!!", &sig));
	assert_true(operators_get(h->store, "zhao", &h->arena, &o, &h->err));
	assert_int_equal(o->failures, 1);
	assert_true(sign(h, "zhao", "zhugong-2026", &sig));
	assert_true(operators_get(h->store, "zhao", &h->arena, &o, &h->err));
	assert_int_equal(o->failures, 0);
	for (int i = 0; i < OPERATOR_FAILURES; i++)
		assert_false(sign(h, "zhao", "falsch!!", &sig));
	assert_false(sign(h, "zhao", "zhugong-2026", &sig));
	assert_non_null(strstr(h->err.text, "锁定"));
}

static void it_is_good_for_one_act_and_a_while(void **state)
{
	const struct actor elsewhere = {"li", "4", 0}, another = {"wang", "3", 0};
	struct hall *h = *state;
	struct signature sig, wrong;

	assert_true(sign(h, "zhao", "zhugong-2026", &sig));
	assert_false(holds(h, &li, &sig, "late_demand", REASON));
	assert_false(holds(h, &li, &sig, "overrule", "另一理由"));
	const struct sign_request other = {.posts = POST_BIT(POST_SUPERVISOR),
					   .act = "overrule",
					   .subject = "fs-002",
					   .reason = REASON};
	assert_false(operators_signed(h->store, &li, &sig, &other, &h->err));
	assert_false(holds(h, &elsewhere, &sig, "overrule", REASON));
	assert_false(holds(h, &another, &sig, "overrule", REASON));
	wrong = sig;
	wrong.seq--; /* another event */
	assert_false(holds(h, &li, &wrong, "overrule", REASON));
	h->ms += SIGNATURE_MINUTES * INT64_C(60000);
	assert_true(holds(h, &li, &sig, "overrule", REASON));
	h->ms += 1;
	assert_false(holds(h, &li, &sig, "overrule", REASON));
	assert_int_equal(h->err.code, ERR_PERMISSION);
	h->ms -= 1;
	assert_true(
		operators_set_posts(h->store, NULL, "zhao", POST_BIT(POST_CLERK), NULL, &h->err));
	assert_false(holds(h, &li, &sig, "overrule", REASON));
}

/* The event that rests on it uses it up, also where two windows come to it at once. */
static void it_serves_once(void **state)
{
	struct hall *h = *state;
	struct verify_report report;
	struct store_receipt r;
	struct signature sig;
	struct sample s;

	assert_true(sign(h, "zhao", "zhugong-2026", &sig));
	sample_make(&s, "李娜", "210402198512120023");
	s.record.signatures[0] = sig.seq;
	assert_true(holds(h, &li, &sig, "overrule", REASON));
	assert_true(sample_commit(h->store, &s, EVENT_CASE_ACCEPTED, NULL, NULL, &r, &h->err));
	assert_false(holds(h, &li, &sig, "overrule", REASON));
	assert_int_equal(h->err.code, ERR_PERMISSION);
	assert_false(sample_commit(h->store, &s, EVENT_CASE_ACCEPTED, NULL, NULL, &r, &h->err));
	assert_int_equal(h->err.code, ERR_PERMISSION);
	assert_non_null(strstr(h->err.text, "签字"));
	assert_true(store_verify(h->store, true, NULL, NULL, &report, &h->err));
	assert_false(holds(h, &li, &sig, "overrule", REASON));
}

#define HALL_TEST(f) cmocka_unit_test_setup_teardown(f, setup, hall_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		HALL_TEST(a_supervisor_signs),
		HALL_TEST(nobody_else_does),
		HALL_TEST(wrong_passwords_are_counted),
		HALL_TEST(it_is_good_for_one_act_and_a_while),
		HALL_TEST(it_serves_once),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
