/* SPDX-License-Identifier: Apache-2.0
 *
 * The gate before personal data: who may take how many rows with what said and whose
 * second signature, and what the ledger keeps of it.
 */
#include "store_fixture.h"

#include "store/exports.h"
#include "store/settings.h"
#include "store/verify.h"

#define PURPOSE "年终归档"

static int setup(void **state)
{
	hall_setup(state);
	hall_staff(*state);
	return 0;
}

static struct export_request request(int64_t rows, const char *purpose)
{
	return (struct export_request){.kind = "cases",
				       .filter = "2026-11-24",
				       .purpose = purpose,
				       .rows = rows,
				       .personal = true};
}

static int64_t events(struct hall *h)
{
	struct verify_report report;

	assert_true(store_verify(h->store, true, NULL, NULL, &report, &h->err));
	return report.events;
}

static bool sign(struct hall *h, const struct export_request *x, struct signature *out)
{
	struct str subject = {0};

	exports_subject(x, &subject);
	const struct sign_request q = {.login = "zhao",
				       .password = "mima-2026",
				       .posts = EXPORT_POSTS,
				       .act = EXPORT_ACT,
				       .subject = subject.data,
				       .reason = x->purpose};
	bool ok = operators_verify(h->store, &li, &q, out, &h->err);
	str_done(&subject);
	return ok;
}

static void personal_data_needs_a_purpose(void **state)
{
	static const char *const poor[] = {NULL, "", "查", "   ", "a\tb", "\xff\xff"};
	struct hall *h = *state;
	int64_t before = events(h);

	for (size_t i = 0; i < sizeof(poor) / sizeof(poor[0]); i++) {
		struct export_request x = request(3, poor[i]);
		assert_false(exports_record(h->store, &li, &x, &h->err));
		assert_int_equal(h->err.code, ERR_INPUT);
	}
	struct export_request masked = request(100000, NULL);
	masked.personal = false;
	assert_true(exports_record(h->store, &li, &masked, &h->err));
	struct export_request x = request(3, PURPOSE);
	assert_true(exports_record(h->store, &li, &x, &h->err));
	assert_int_equal(events(h), before + 2);
}

static void a_thousand_rows_are_one_persons_a_thousand_and_one_two(void **state)
{
	struct hall *h = *state;
	struct export_request x = request(1000, PURPOSE);

	assert_true(exports_record(h->store, &li, &x, &h->err));
	x.rows = 1001;
	assert_false(exports_record(h->store, &li, &x, &h->err));
	assert_int_equal(h->err.code, ERR_PERMISSION);
	assert_false(exports_record(h->store, &zhao, &x, &h->err)); /* a supervisor alone neither */
	assert_true(sign(h, &x, &x.signature));
	x.filter = "2026-11"; /* signed for another */
	assert_false(exports_record(h->store, &li, &x, &h->err));
	x.filter = "2026-11-24";
	x.purpose = "别的用途";
	assert_false(exports_record(h->store, &li, &x, &h->err));
	x.purpose = PURPOSE;
	assert_true(exports_record(h->store, &li, &x, &h->err));
	assert_false(exports_record(h->store, &li, &x, &h->err)); /* serves once */
}

static void the_setting_says_how_many(void **state)
{
	struct hall *h = *state;
	struct export_need need;

	assert_true(settings_set(h->store, &zhao, EXPORT_ROWS_SETTING, "5", &h->err));
	assert_true(exports_need(h->store, true, 6, &need, &h->err));
	assert_true(need.purpose && need.second);
	assert_int_equal(need.limit, 5);
	assert_true(exports_need(h->store, true, 5, &need, &h->err));
	assert_false(need.second);
	assert_true(exports_need(h->store, false, 1000000, &need, &h->err));
	assert_false(need.purpose || need.second);
	/* What is no number is as if it were not set. */
	assert_true(settings_set(h->store, &zhao, EXPORT_ROWS_SETTING, "很多", &h->err));
	assert_true(exports_need(h->store, true, 1001, &need, &h->err));
	assert_int_equal(need.limit, 1000);
	assert_true(need.second);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(personal_data_needs_a_purpose, setup,
						hall_teardown),
		cmocka_unit_test_setup_teardown(
			a_thousand_rows_are_one_persons_a_thousand_and_one_two, setup,
			hall_teardown),
		cmocka_unit_test_setup_teardown(the_setting_says_how_many, setup, hall_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
