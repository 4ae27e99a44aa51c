/* SPDX-License-Identifier: Apache-2.0
 *
 * An item that ends with sheets handed over (result: print) on fs-005, 001:226-257:
 * 身份证原件或电子社保卡 is shown, 自助查询一体机查询打印.
 */
#include "counter_fixture.h"

static void bring(struct counter *t)
{
	take(t, "fs-005");
	have(t, "身份证");
	person(t);
}

/* Nothing is due any more. */
static void the_case_says_how_many(void **state)
{
	struct counter *t = *state;

	bring(t);
	set(t, ITEM_PRINTED, "3");
	if (!decide(t, DECISION_ACCEPT))
		fail_msg("%s", t->e.text);
	struct case_record *r = stored(t);
	/* Nothing is reviewed and nothing is left to deliver. */
	assert_int_equal(r->state, CASE_DELIVERED);
	assert_int_equal(r->n_stages, 0);
	assert_int_equal(r->decided_day, hall_day());
	assert_string_equal(r->due_text, "已打印3份（即时办结）");
	assert_int_equal(r->due, DATE_NONE);
	const char *copies = NULL;
	for (size_t i = 0; i < r->n_fields; i++)
		if (strcmp(r->fields[i].id, ITEM_PRINTED) == 0)
			copies = r->fields[i].value;
	assert_non_null(copies);
	assert_string_equal(copies, "3");
}

static void without_a_number_nothing_is_taken(void **state)
{
	struct counter *t = *state;
	size_t field;

	bring(t);
	field = (size_t)casefile_field(&t->c, ITEM_PRINTED);
	assert_null(casefile_printed(&t->c));
	assert_false(decide(t, DECISION_ACCEPT));
	assert_non_null(strstr(t->e.text, "打印份数"));
	assert_false(casefile_set(&t->c, field, "0", hall_day(), NULL, &t->e));
	assert_false(decide(t, DECISION_ACCEPT));
	count_cases(t, 0);
}

/* 001:1154: a status is looked up, nothing is printed. */
static void others_are_not_asked(void **state)
{
	struct counter *t = *state;

	take(t, "fs-037");
	assert_false(t->item->prints);
	assert_int_equal(casefile_field(&t->c, ITEM_PRINTED), -1);
	assert_null(casefile_printed(&t->c));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(the_case_says_how_many, counter_setup,
						counter_teardown),
		cmocka_unit_test_setup_teardown(without_a_number_nothing_is_taken, counter_setup,
						counter_teardown),
		cmocka_unit_test_setup_teardown(others_are_not_asked, counter_setup,
						counter_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
