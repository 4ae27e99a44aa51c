/* SPDX-License-Identifier: Apache-2.0
 *
 * Sheets that were spoiled, copies and voided documents are three things: counted
 * apart, each with its reason, and a voided number is never printed again.
 */
#include "store_fixture.h"

#include "store/documents.h"

static int staff_setup(void **state)
{
	hall_setup(state);
	hall_staff(*state);
	return 0;
}

static struct document_row *rows_of(struct hall *h, const char *number, size_t wanted)
{
	struct document_row *rows;
	size_t n;

	assert_true(documents_of(h->store, number, &h->arena, &rows, &n, &h->err));
	assert_int_equal(n, wanted);
	return rows;
}

static void accept_with_receipt(struct hall *h, struct store_receipt *r, char *number)
{
	struct sample s;

	sample_make(&s, "王晓明", NULL);
	assert_true(sample_commit(h->store, &s, EVENT_CASE_ACCEPTED, NULL, NULL, r, &h->err));
	assert_true(documents_issue(h->store, &li, r->ticket.number, "receipt", number, &h->err));
}

static void spoiled_sheets_are_no_copies(void **state)
{
	struct hall *h = *state;
	struct store_receipt r;
	char number[DOCUMENT_TEXT];
	int64_t reprints;

	accept_with_receipt(h, &r, number);
	assert_true(documents_spoil(h->store, &li, number, "卡纸", 2, &h->err));
	assert_true(documents_spoil(h->store, &li, number, "缺纸", 1, &h->err));
	assert_true(documents_reprint(h->store, &li, number, "群众遗失", &reprints, &h->err));
	struct document_row *rows = rows_of(h, r.ticket.number, 1);
	assert_int_equal(rows[0].spoiled, 3);
	assert_int_equal(rows[0].reprints, 1);
	assert_int_equal(rows[0].voided_at, 0);
	assert_null(rows[0].replaces);
}

static void each_needs_a_reason_and_sense(void **state)
{
	struct hall *h = *state;
	struct store_receipt r;
	char number[DOCUMENT_TEXT], fresh[DOCUMENT_TEXT];
	int64_t reprints;

	accept_with_receipt(h, &r, number);
	assert_false(documents_spoil(h->store, &li, number, " ", 1, &h->err));
	assert_int_equal(h->err.code, ERR_INPUT);
	assert_false(documents_spoil(h->store, &li, number, "卡纸", 0, &h->err));
	assert_false(documents_spoil(h->store, &li, number, "卡纸", 100, &h->err));
	assert_false(documents_reprint(h->store, &li, number, NULL, &reprints, &h->err));
	assert_false(documents_replace(h->store, &li, number, "", "receipt", fresh, &h->err));
	assert_false(documents_spoil(h->store, &li, "没有编号", "卡纸", 1, &h->err));
	assert_false(documents_spoil(h->store, &li, "2104002026112499991-01", "卡纸", 1, &h->err));
	struct document_row *rows = rows_of(h, r.ticket.number, 1);
	assert_int_equal(rows[0].spoiled + rows[0].reprints + rows[0].voided_at, 0);
}

static void the_next_ordinal_takes_a_voided_ones_place(void **state)
{
	struct hall *h = *state;
	struct store_receipt r;
	char number[DOCUMENT_TEXT], fresh[DOCUMENT_TEXT];
	int64_t reprints;

	accept_with_receipt(h, &r, number);
	assert_true(
		documents_replace(h->store, &li, number, "姓名打错", "receipt", fresh, &h->err));
	assert_string_equal(fresh + strlen(r.ticket.number), "-02");
	struct document_row *rows = rows_of(h, r.ticket.number, 2);
	assert_int_not_equal(rows[0].voided_at, 0);
	assert_string_equal(rows[0].void_reason, "姓名打错");
	assert_int_equal(rows[1].voided_at, 0);
	assert_string_equal(rows[1].number, fresh);
	assert_string_equal(rows[1].replaces, number);
	assert_string_equal(rows[1].kind, "receipt");
	/* Nothing more happens to the voided one; nothing is half done. */
	assert_false(documents_spoil(h->store, &li, number, "卡纸", 1, &h->err));
	assert_int_equal(h->err.code, ERR_REFUSED);
	assert_false(documents_reprint(h->store, &li, number, "遗失", &reprints, &h->err));
	assert_false(documents_replace(h->store, &li, number, "又错", "receipt", fresh, &h->err));
	rows_of(h, r.ticket.number, 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(spoiled_sheets_are_no_copies, staff_setup,
						hall_teardown),
		cmocka_unit_test_setup_teardown(each_needs_a_reason_and_sense, staff_setup,
						hall_teardown),
		cmocka_unit_test_setup_teardown(the_next_ordinal_takes_a_voided_ones_place,
						staff_setup, hall_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
