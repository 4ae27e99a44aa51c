/* SPDX-License-Identifier: Apache-2.0
 *
 * Fees: told with the amount as printed (每人每次250元, 004:2955), paid elsewhere,
 * the receipt written down; nothing beyond what is due, wrong entries taken back.
 */
#include "store_fixture.h"

#include "store/fees.h"
#include "store/verify.h"

struct fee_hall {
	struct hall hall;
	char number[NUMBER_TEXT], free[NUMBER_TEXT];
};

static void accept(struct fee_hall *t, const char *name, const char *certificate,
		   const struct fee_notice *fee, char *number)
{
	struct store_receipt r;
	struct sample s;

	sample_make(&s, name, certificate);
	s.record.item = fee ? "qz-092" : "fs-008";
	s.record.item_name = fee ? "劳动能力鉴定申请（初次鉴定）" : "职工参保登记";
	const struct store_event events[] = {
		{.kind = EVENT_CASE_ACCEPTED,
		 .who = &li,
		 .reserve = true,
		 .build = case_record_build,
		 .ctx = &s.record},
		{.kind = EVENT_FEE_TOLD, .who = &li, .build = fees_build, .ctx = (void *)fee},
	};
	if (!store_commit(t->hall.store, NULL, events, fee ? 2 : 1, &r, &t->hall.err))
		fail_msg("%s", t->hall.err.text);
	memcpy(number, r.ticket.number, NUMBER_TEXT);
}

static const struct fee_notice two_people = {50000, 25000, 2, "每人每次", "桂价费字﹝1996﹞109号"};

static int setup(void **state)
{
	struct fee_hall *t = calloc(1, sizeof(*t));

	hall_make(&t->hall, false);
	hall_staff(&t->hall);
	accept(t, "孙八", "210402199003071225", &two_people, t->number);
	accept(t, "周九", "210402198512120023", NULL, t->free);
	*state = t;
	return 0;
}

static int teardown(void **state)
{
	struct fee_hall *t = *state;

	hall_remove(&t->hall);
	free(t);
	return 0;
}

static bool pay(struct fee_hall *t, const char *number, const char *receipt, money_fen amount)
{
	const struct fee_receipt r = {
		.number = receipt, .collector = "市财政局", .amount = amount, .day = hall_day()};

	return fees_receive(t->hall.store, &li, number, &r, &t->hall.err);
}

static void refused(struct fee_hall *t, bool did, enum err_code code, const char *words)
{
	assert_false(did);
	if (t->hall.err.code != code || !strstr(t->hall.err.text, words))
		fail_msg("%s: %s", words, t->hall.err.text);
}

static money_fen unpaid(struct fee_hall *t, const char *number)
{
	money_fen fen = -1;

	assert_true(fees_unpaid(t->hall.store, number, &fen, &t->hall.err));
	return fen;
}

static void sound(struct fee_hall *t)
{
	struct verify_report report;

	if (!store_verify(t->hall.store, true, NULL, NULL, &report, &t->hall.err))
		fail_msg("%s", t->hall.err.text);
}

static void what_was_told_is_to_be_paid(void **state)
{
	struct fee_hall *t = *state;
	struct fee_receipt *receipts;
	struct fee_row *row;
	size_t n;

	assert_int_equal(unpaid(t, t->number), 50000);
	assert_int_equal(unpaid(t, t->free), 0);
	assert_true(pay(t, t->number, "桂A 0012345", 25000));
	assert_int_equal(unpaid(t, t->number), 25000);
	assert_true(pay(t, t->number, "桂A 0012346", 25000));
	assert_int_equal(unpaid(t, t->number), 0);
	assert_true(fees_of(t->hall.store, t->number, &t->hall.arena, &row, &receipts, &n,
			    &t->hall.err));
	assert_non_null(row);
	assert_int_equal(row->told.amount, 50000);
	assert_int_equal(row->told.each, 25000);
	assert_int_equal(row->told.people, 2);
	assert_string_equal(row->told.basis, "桂价费字﹝1996﹞109号");
	assert_string_equal(row->name, "孙八");
	assert_string_equal(row->receipts, "桂A 0012345、桂A 0012346");
	assert_int_equal(row->paid, 50000);
	assert_int_equal(n, 2);
	assert_string_equal(receipts[0].collector, "市财政局");
	assert_true(
		fees_of(t->hall.store, t->free, &t->hall.arena, &row, &receipts, &n, &t->hall.err));
	assert_null(row);
	sound(t);
}

static void what_cannot_be_is_refused(void **state)
{
	struct fee_hall *t = *state;
	struct fee_receipt r = {.number = "1", .amount = 100, .day = hall_day() + 1};

	refused(t, pay(t, t->free, "1", 25000), ERR_REFUSED, "不收费");
	refused(t, pay(t, t->number, " ", 25000), ERR_INPUT, "号码");
	refused(t, pay(t, t->number, "1", 0), ERR_INPUT, "大于0");
	refused(t, pay(t, t->number, "1", 50001), ERR_REFUSED, "500.00");
	assert_true(pay(t, t->number, "1", 30000));
	refused(t, pay(t, t->number, "2", 20001), ERR_REFUSED, "200.00");
	refused(t, fees_receive(t->hall.store, &li, t->number, &r, &t->hall.err), ERR_INPUT,
		"晚于今天");
	refused(t, pay(t, "2104002026112400999", "2", 1), ERR_INPUT, "没有受理号");
	assert_true(cases_void(t->hall.store, &zhao, t->number, "误受理", &t->hall.err));
	refused(t, pay(t, t->number, "2", 1), ERR_REFUSED, "作废");
	sound(t);
}

static void a_wrong_entry_is_taken_back(void **state)
{
	struct fee_hall *t = *state;
	struct fee_receipt *receipts;
	struct fee_total *totals;
	struct fee_row *row;
	size_t n;

	assert_true(pay(t, t->number, "0012354", 25000));
	assert_true(fees_of(t->hall.store, t->number, &t->hall.arena, &row, &receipts, &n,
			    &t->hall.err));
	refused(t, fees_take_back(t->hall.store, &li, t->number, receipts[0].id, "", &t->hall.err),
		ERR_INPUT, "原因");
	refused(t, fees_take_back(t->hall.store, &li, t->free, receipts[0].id, "错", &t->hall.err),
		ERR_REFUSED, "没有这条");
	assert_true(fees_take_back(t->hall.store, &li, t->number, receipts[0].id, "号码抄错",
				   &t->hall.err));
	refused(t,
		fees_take_back(t->hall.store, &li, t->number, receipts[0].id, "再", &t->hall.err),
		ERR_REFUSED, "已撤销");
	assert_int_equal(unpaid(t, t->number), 50000);
	assert_true(pay(t, t->number, "0012345", 25000));
	assert_true(fees_of(t->hall.store, t->number, &t->hall.arena, &row, &receipts, &n,
			    &t->hall.err));
	assert_string_equal(row->receipts, "0012345");
	assert_int_equal(n, 2);
	assert_string_equal(receipts[0].why, "号码抄错");
	assert_true(
		fees_totals(t->hall.store, hall_day(), &t->hall.arena, &totals, &n, &t->hall.err));
	assert_int_equal(n, 1);
	assert_int_equal(totals[0].receipts, 1);
	assert_int_equal(totals[0].paid_fen, 25000);
	sound(t);
}

static void a_receipt_of_two_cases_is_told(void **state)
{
	struct fee_hall *t = *state;
	char other[NUMBER_TEXT];
	const char *where;

	accept(t, "钱七", "11010519491231002X", &two_people, other);
	assert_true(pay(t, t->number, "0012345", 25000));
	assert_true(fees_elsewhere(t->hall.store, "0012345", other, &t->hall.arena, &where,
				   &t->hall.err));
	assert_string_equal(where, t->number);
	assert_true(fees_elsewhere(t->hall.store, "0012345", t->number, &t->hall.arena, &where,
				   &t->hall.err));
	assert_null(where);
}

static void totals_of_the_day_by_item(void **state)
{
	struct fee_hall *t = *state;
	struct fee_filter f = {.first = hall_day(), .last = hall_day()};
	struct fee_receipt *receipts;
	struct fee_total *totals;
	struct fee_row *row, *rows;
	char other[NUMBER_TEXT];
	size_t n;

	accept(t, "钱七", "11010519491231002X", &two_people, other);
	assert_true(pay(t, t->number, "1", 50000));
	assert_true(
		fees_totals(t->hall.store, hall_day(), &t->hall.arena, &totals, &n, &t->hall.err));
	assert_int_equal(n, 1);
	assert_string_equal(totals[0].item, "qz-092");
	assert_int_equal(totals[0].told, 2);
	assert_int_equal(totals[0].told_fen, 100000);
	assert_int_equal(totals[0].receipts, 1);
	assert_int_equal(totals[0].paid_fen, 50000);
	assert_true(fees_list(t->hall.store, &f, &t->hall.arena, &rows, &n, &t->hall.err));
	assert_int_equal(n, 2);
	f.unpaid = true;
	assert_true(fees_list(t->hall.store, &f, &t->hall.arena, &rows, &n, &t->hall.err));
	assert_int_equal(n, 1);
	assert_string_equal(rows[0].number, other);
	/* Taken back on a later day it is that day's; the first day stays as it was closed. */
	assert_true(fees_of(t->hall.store, t->number, &t->hall.arena, &row, &receipts, &n,
			    &t->hall.err));
	t->hall.ms += 24 * 3600 * 1000;
	assert_true(fees_take_back(t->hall.store, &li, t->number, receipts[0].id, "抄错",
				   &t->hall.err));
	assert_true(
		fees_totals(t->hall.store, hall_day(), &t->hall.arena, &totals, &n, &t->hall.err));
	assert_int_equal(totals[0].paid_fen, 50000);
	assert_true(fees_totals(t->hall.store, hall_day() + 1, &t->hall.arena, &totals, &n,
				&t->hall.err));
	assert_int_equal(n, 1);
	assert_int_equal(totals[0].receipts, -1);
	assert_int_equal(totals[0].paid_fen, -50000);
	assert_true(cases_void(t->hall.store, &zhao, other, "误受理", &t->hall.err));
	f.unpaid = false;
	assert_true(fees_list(t->hall.store, &f, &t->hall.arena, &rows, &n, &t->hall.err));
	assert_int_equal(n, 1);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(what_was_told_is_to_be_paid), TEST(what_cannot_be_is_refused),
		TEST(a_wrong_entry_is_taken_back), TEST(a_receipt_of_two_cases_is_told),
		TEST(totals_of_the_day_by_item),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
