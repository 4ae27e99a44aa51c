/* SPDX-License-Identifier: Apache-2.0
 *
 * 更正 of an accepted case: the form, the party and the person follow, the old
 * value stays in the event, and identity needs a second hand.
 */
#include "store_fixture.h"

#include "base/mem.h"
#include "case/correct.h"
#include "guide/load.h"
#include "store/people.h"
#include "store/verify.h"

#define OLD  "11010519491231002X" /* GB 11643-1999 */
#define NEW  "440524188001010014"
#define PASS "zhugong-2026"

struct world {
	struct hall hall;
	struct guide *guide;
	struct item *item;
	char number[NUMBER_TEXT];
	struct case_record *record;
};

static struct case_field fields[] = {{"insured.name", "姓名", "王小明", "王小明"},
				     {"insured.cert_kind", "证件类型", "居民身份证", "居民身份证"},
				     {"insured.cert", "证件号码", OLD, OLD},
				     {"insured.phone", "联系电话", "13904131234", "13904131234"},
				     {"insured.address", "联系地址", "老地方", "老地方"},
				     {"who", "参保身份", "flex", "灵活就业人员"}};

static void reload(struct world *w)
{
	assert_true(cases_get(w->hall.store, w->number, &w->hall.arena, &w->record, &w->hall.err));
}

static int setup(void **state)
{
	struct world *w = xcalloc(1, sizeof(*w));
	struct hall *h = &w->hall;
	const char *root = getenv("YICHUANG_SOURCE_ROOT");
	char *dir = xasprintf("%s/forms/fushun", root),
	     *blocks = xasprintf("%s/forms/blocks.yaml", root),
	     *file = xasprintf("%s/forms/fushun/fs-001.yaml", root);
	struct faults f = {0};
	struct store_receipt receipt;
	struct sample s;

	hall_make(h, false);
	w->guide = guide_load(dir, blocks, &f);
	w->item = item_load(w->guide, file, &f);
	assert_non_null(w->item);
	faults_done(&f);
	free(dir);
	free(blocks);
	free(file);
	sample_make(&s, "王小明", OLD);
	s.record.item = "fs-001";
	s.record.n_fields = sizeof(fields) / sizeof(fields[0]);
	s.record.fields = fields;
	assert_true(
		sample_commit(h->store, &s, EVENT_CASE_ACCEPTED, NULL, NULL, &receipt, &h->err));
	memcpy(w->number, receipt.ticket.number, sizeof(w->number));
	assert_true(operators_create(h->store, NULL, "li", "李", POST_BIT(POST_CLERK), PASS,
				     PASSWORD_WEAK, &h->err));
	assert_true(operators_create(h->store, NULL, "wang", "王", POST_BIT(POST_SUPERVISOR), PASS,
				     PASSWORD_WEAK, &h->err));
	reload(w);
	*state = w;
	return 0;
}

static int teardown(void **state)
{
	struct world *w = *state;

	item_free(w->item);
	guide_free(w->guide);
	hall_remove(&w->hall);
	free(w);
	return 0;
}

static bool make(struct world *w, size_t row, const char *text, struct correction *c)
{
	bool ok = correct_make(w->record, w->item, row, text, hall_day(), &w->hall.arena, c,
			       &w->hall.err);

	c->reason = "录错";
	return ok;
}

static void sign(struct world *w, const struct correction *c, struct signature *out)
{
	struct hall *h = &w->hall;
	const struct sign_request q = {.login = "wang",
				       .password = PASS,
				       .posts = CORRECTION_POSTS,
				       .act = CORRECTION_ACT,
				       .subject = corrections_subject(w->number, c, &h->arena),
				       .reason = c->reason};

	if (!operators_verify(h->store, &li, &q, out, &h->err))
		fail_msg("%s", h->err.text);
}

static bool record(struct world *w, const struct actor *who, const struct correction *c,
		   const struct signature *second)
{
	return correct_record(w->hall.store, who, w->number, c, w->item, NULL, second,
			      &w->hall.err);
}

static void a_phone_needs_a_reason_only(void **state)
{
	struct world *w = *state;
	struct hall *h = &w->hall;
	struct correction c;
	struct verify_report report;

	assert_false(make(w, 3, "12800001234", &c)); /* no such mobile number */
	assert_true(make(w, 3, "13800001234", &c));
	assert_false(correct_is_identity(w->item, correct_field(w->item, &fields[3])));
	c.reason = " ";
	assert_false(record(w, &li, &c, NULL));
	c.reason = "听错了号";
	assert_true(record(w, &li, &c, NULL));
	/* Seen by another, who had the old value before him. */
	assert_false(record(w, &li, &c, NULL));
	assert_int_equal(h->err.code, ERR_REFUSED);
	reload(w);
	assert_string_equal(w->record->fields[3].value, "13800001234");
	assert_string_equal(w->record->parties[0].phone, "13800001234");
	assert_string_equal(w->record->parties[0].name, "王小明");
	assert_true(store_verify(h->store, true, NULL, NULL, &report, &h->err));
	reload(w);
	assert_string_equal(w->record->parties[0].phone, "13800001234");
}

static void a_number_needs_a_second_person(void **state)
{
	struct world *w = *state;
	struct hall *h = &w->hall;
	struct correction c;
	struct signature second;
	int64_t before = w->record->parties[0].person;

	assert_true(correct_is_identity(w->item, correct_field(w->item, &fields[2])));
	assert_false(make(w, 2, "440524188001010015", &c)); /* check digit */
	assert_true(make(w, 2, NEW, &c));
	assert_false(record(w, &li, &c, NULL));
	assert_int_equal(h->err.code, ERR_PERMISSION);
	sign(w, &c, &second);
	assert_true(record(w, &li, &c, &second));
	reload(w);
	assert_string_equal(w->record->parties[0].number, NEW);
	assert_int_equal(w->record->parties[0].birth, date_make(1880, 1, 1));
	/* Another person's row: who was written down wrongly keeps his own. */
	assert_int_not_equal(w->record->parties[0].person, before);
}

/* Two windows read the case, one writes the name, then the other the phone. */
static void two_windows_lose_nothing(void **state)
{
	struct world *w = *state;
	struct hall *h = &w->hall;
	struct correction name, phone, cert;
	struct signature second;
	struct verify_report report;

	assert_true(make(w, 0, "王晓明", &name));
	assert_true(make(w, 3, "13800001234", &phone));
	sign(w, &name, &second);
	assert_true(record(w, &li, &name, &second));
	assert_true(record(w, &li, &phone, NULL));
	reload(w);
	assert_string_equal(w->record->fields[0].value, "王晓明");
	assert_string_equal(w->record->parties[0].name, "王晓明");
	assert_string_equal(w->record->parties[0].phone, "13800001234");
	/* What else of the party a correction changes must be what was read, too. */
	assert_true(make(w, 2, NEW, &cert));
	cert.was.birth = date_make(1950, 1, 1);
	sign(w, &cert, &second);
	assert_false(record(w, &li, &cert, &second));
	assert_int_equal(h->err.code, ERR_REFUSED);
	assert_true(store_verify(h->store, true, NULL, NULL, &report, &h->err));
}

/* Neither for another field nor for the same one again. */
static void a_signature_is_for_one_field_once(void **state)
{
	struct world *w = *state;
	struct hall *h = &w->hall;
	struct correction name, cert;
	struct signature second;

	assert_true(make(w, 0, "王晓明", &name));
	assert_true(make(w, 2, NEW, &cert));
	sign(w, &name, &second);
	assert_false(record(w, &li, &cert, &second));
	assert_int_equal(h->err.code, ERR_PERMISSION);
	assert_true(record(w, &li, &name, &second));
	reload(w);
	assert_true(make(w, 0, "王小明", &name));
	assert_false(record(w, &li, &name, &second));
	assert_int_equal(h->err.code, ERR_PERMISSION);
}

static void answers_and_voided_cases_stay(void **state)
{
	struct world *w = *state;
	struct hall *h = &w->hall;
	struct correction c;

	assert_null(correct_field(w->item, &fields[5]));
	assert_false(make(w, 5, "staff", &c));
	assert_true(make(w, 4, "新地址", &c));
	assert_true(cases_void(h->store, &li, w->number, "错", &h->err));
	assert_false(record(w, &li, &c, NULL));
	assert_int_equal(h->err.code, ERR_REFUSED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_phone_needs_a_reason_only, setup, teardown),
		cmocka_unit_test_setup_teardown(a_number_needs_a_second_person, setup, teardown),
		cmocka_unit_test_setup_teardown(two_windows_lose_nothing, setup, teardown),
		cmocka_unit_test_setup_teardown(a_signature_is_for_one_field_once, setup, teardown),
		cmocka_unit_test_setup_teardown(answers_and_voided_cases_stay, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
