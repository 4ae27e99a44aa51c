/* SPDX-License-Identifier: Apache-2.0
 *
 * Verifications that could not be run stand on a list until they are; one that
 * fails stays with its case.
 */
#include "store_fixture.h"

#include "store/rechecks.h"
#include "store/verify.h"

static int staff_setup(void **state)
{
	hall_setup(state);
	hall_staff(*state);
	return 0;
}

static void accept(struct hall *h, const char *name, const char *result, const char *source,
		   struct store_receipt *out)
{
	struct case_verification v = {.id = "death",
				      .text = "死亡信息核验",
				      .source = source,
				      .result = result,
				      .at = h->ms,
				      .by = "li",
				      .seen = "9月3日火化"};
	struct sample s;

	sample_make(&s, name, NULL);
	s.record.n_verifications = 1;
	s.record.verifications = &v;
	assert_true(sample_commit(h->store, &s, EVENT_CASE_ACCEPTED, NULL, NULL, out, &h->err));
}

static size_t list(struct hall *h, enum recheck_list which, struct recheck_row **rows)
{
	size_t n;

	assert_true(rechecks_list(h->store, which, 10, &h->arena, rows, &n, &h->err));
	return n;
}

static void the_unavailable_wait_and_the_failed_stay(void **state)
{
	struct hall *h = *state;
	struct store_receipt a, b, c;
	struct recheck_row *rows;
	struct case_record *r;
	struct verify_report report;

	accept(h, "王小明", "unavailable", "民政系统", &a);
	accept(h, "李小红", "yes", "公安系统", &b);
	accept(h, "赵六", "unavailable", "民政系统", &c);
	assert_int_equal(list(h, RECHECK_OPEN, &rows), 2);
	assert_string_equal(rows[0].number, a.ticket.number);
	assert_string_equal(rows[0].name, "王小明");
	assert_string_equal(rows[0].source, "民政系统");
	h->ms += 60000;
	const struct recheck yes = {.result = "yes", .source = "火化系统"};
	assert_true(rechecks_record(h->store, &zhao, a.ticket.number, "death", &yes, &h->err));
	struct recheck no = {.result = "no"};
	assert_false(rechecks_record(h->store, &li, c.ticket.number, "death", &no, &h->err));
	assert_int_equal(h->err.code, ERR_INPUT);
	no.remark = "查无此人";
	assert_true(rechecks_record(h->store, &li, c.ticket.number, "death", &no, &h->err));
	assert_int_equal(list(h, RECHECK_OPEN, &rows), 0);
	assert_int_equal(list(h, RECHECK_FAILED, &rows), 1);
	assert_string_equal(rows[0].remark, "查无此人");
	assert_string_equal(rows[0].source, "民政系统");
	assert_true(cases_get(h->store, a.ticket.number, &h->arena, &r, &h->err));
	assert_string_equal(r->verifications[0].result, "yes");
	assert_string_equal(r->verifications[0].by, "zhao");
	assert_string_equal(r->verifications[0].seen, "9月3日火化");
	assert_int_equal(r->verifications[0].at, h->ms);
	assert_int_equal(r->verifications[0].rechecked, h->ms);
	/* The tables made again from the ledger say the same. */
	assert_true(store_verify(h->store, true, NULL, NULL, &report, &h->err));
	assert_int_equal(list(h, RECHECK_FAILED, &rows), 1);
	/* Found after all. */
	assert_true(rechecks_record(h->store, &li, c.ticket.number, "death", &yes, &h->err));
	assert_int_equal(list(h, RECHECK_FAILED, &rows), 0);
}

static void a_void_case_is_not_chased(void **state)
{
	struct hall *h = *state;
	struct store_receipt a;
	struct recheck_row *rows;

	accept(h, "王小明", "unavailable", NULL, &a);
	assert_true(cases_void(h->store, &li, a.ticket.number, "录错", &h->err));
	assert_int_equal(list(h, RECHECK_OPEN, &rows), 0);
}

static void sources_come_newest_first_and_once(void **state)
{
	struct hall *h = *state;
	struct store_receipt a;
	const char **texts;
	size_t n;

	accept(h, "甲", "yes", "民政系统", &a);
	accept(h, "乙", "yes", "公安系统", &a);
	accept(h, "丙", "yes", "民政系统", &a);
	accept(h, "丁", "yes", NULL, &a);
	assert_true(rechecks_sources(h->store, 5, &h->arena, &texts, &n, &h->err));
	assert_int_equal(n, 2);
	assert_string_equal(texts[0], "民政系统");
	assert_string_equal(texts[1], "公安系统");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(the_unavailable_wait_and_the_failed_stay,
						staff_setup, hall_teardown),
		cmocka_unit_test_setup_teardown(a_void_case_is_not_chased, staff_setup,
						hall_teardown),
		cmocka_unit_test_setup_teardown(sources_come_newest_first_and_once, staff_setup,
						hall_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
