/* SPDX-License-Identifier: Apache-2.0
 *
 * Figures of a year with their 文号: who may enter them, what is refused, what an
 * earlier one becomes, and that the ledger gives the same table again.
 */
#include "store_fixture.h"

#include "store/parameters.h"
#include "store/verify.h"

#define WAGE "sichuan-average-wage"

static int staff_setup(void **state)
{
	hall_setup(state);
	hall_staff(*state);
	return 0;
}

static bool set(struct hall *h, const struct actor *who, int year, int64_t value,
		const char *document)
{
	const struct parameter_entry entry = {WAGE, year, value, document};

	h->ms += 1000;
	return parameters_set(h->store, who, &entry, &h->err);
}

static void only_who_is_in_charge(void **state)
{
	struct hall *h = *state;

	assert_false(set(h, &li, 2025, 9600000, "试〔2026〕1号"));
	assert_int_equal(h->err.code, ERR_PERMISSION);
	assert_true(set(h, &zhao, 2025, 9600000, "试〔2026〕1号"));
}

static void what_is_refused(void **state)
{
	struct hall *h = *state;

	assert_false(set(h, &zhao, 2025, 9600000, ""));
	assert_non_null(strstr(h->err.text, "文号"));
	assert_false(set(h, &zhao, 2025, 9600000, NULL));
	assert_false(set(h, &zhao, 2025, 9600000, "1号"));
	assert_false(set(h, &zhao, 25, 9600000, "试〔2026〕1号"));
	assert_non_null(strstr(h->err.text, "年度"));
	assert_false(set(h, &zhao, 2025, 0, "试〔2026〕1号"));
	assert_false(set(h, &zhao, 2025, -5, "试〔2026〕1号"));
	assert_int_equal(h->err.code, ERR_INPUT);
	assert_true(set(h, &zhao, 2025, 9600000, "试〔2026〕1号"));
	assert_false(set(h, &zhao, 2025, 9600000, "试〔2026〕1号"));
	assert_non_null(strstr(h->err.text, "已经录入"));
}

static void a_later_one_supersedes_and_both_are_read(void **state)
{
	struct hall *h = *state;
	struct parameter_row *rows;
	struct verify_report report;
	size_t n;

	assert_true(set(h, &zhao, 2024, 9000000, "试〔2025〕1号"));
	assert_true(set(h, &zhao, 2025, 9600000, "试〔2026〕1号"));
	assert_true(set(h, &zhao, 2025, 9700000, "试〔2026〕9号"));
	assert_true(parameters_list(h->store, WAGE, &h->arena, &rows, &n, &h->err));
	assert_int_equal(n, 3);
	assert_int_equal(rows[0].value, 9700000);
	assert_false(rows[0].superseded);
	assert_string_equal(rows[0].document, "试〔2026〕9号");
	assert_string_equal(rows[0].by, zhao.by);
	assert_int_equal(rows[1].value, 9600000);
	assert_true(rows[1].superseded);
	assert_int_equal(rows[2].year, 2024);
	assert_false(rows[2].superseded);
	/* Going back to the earlier figure is an entry of its own. */
	assert_true(set(h, &zhao, 2025, 9600000, "试〔2026〕1号"));
	assert_true(parameters_list(h->store, NULL, &h->arena, &rows, &n, &h->err));
	assert_int_equal(n, 4);
	assert_int_equal(rows[0].value, 9600000);
	assert_true(parameters_list(h->store, "other", &h->arena, &rows, &n, &h->err));
	assert_int_equal(n, 0);
	assert_true(store_verify(h->store, true, NULL, NULL, &report, &h->err));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(only_who_is_in_charge, staff_setup, hall_teardown),
		cmocka_unit_test_setup_teardown(what_is_refused, staff_setup, hall_teardown),
		cmocka_unit_test_setup_teardown(a_later_one_supersedes_and_both_are_read,
						staff_setup, hall_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
