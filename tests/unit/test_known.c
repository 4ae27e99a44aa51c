/* SPDX-License-Identifier: Apache-2.0
 *
 * Known values come into the form by themselves, are marked, and never push out
 * what was typed. fs-001 has a unit and an insured person; fs-013 a bank account.
 */
#include "counter_fixture.h"

#include "case/known.h"

static const struct person_row wang = {.id = 1,
				       .kind = "resident",
				       .number = "11010519491231002X",
				       .name = "王小明",
				       .phone = "13800000000",
				       .sex = "F"};

static size_t at(struct counter *t, const char *path)
{
	int field = casefile_field(&t->c, path);

	assert_true(field >= 0);
	return (size_t)field;
}

static const char *value(struct counter *t, const char *path)
{
	return casefile_value(&t->c, at(t, path));
}

static int mark(struct counter *t, const char *path)
{
	return t->c.known[at(t, path)];
}

static size_t insured(struct counter *t)
{
	int block = known_first_block(t->item);

	assert_true(block >= 0);
	assert_int_equal(t->item->blocks[block].role, ROLE_INSURED);
	assert_int_equal(known_block(t->item, at(t, "insured.phone")), block);
	return (size_t)block;
}

static void the_key_is_the_best_number(void **state)
{
	struct counter *t = *state;

	take(t, "fs-001");
	struct known_key k = known_key(&t->c, insured(t));
	assert_string_equal(k.number, "");
	set(t, "insured.name", "王小明");
	set(t, "insured.phone", "无");
	k = known_key(&t->c, insured(t));
	assert_string_equal(k.name, "王小明");
	assert_string_equal(k.phone, "");
	set(t, "insured.number", "99001");
	k = known_key(&t->c, insured(t));
	assert_string_equal(k.kind, PERSON_SYSTEM_NUMBER);
	assert_string_equal(k.number, "99001");
	set(t, "insured.cert_kind", "护照");
	set(t, "insured.cert", "E12345678");
	k = known_key(&t->c, insured(t));
	assert_string_equal(k.kind, "passport");
	assert_string_equal(k.number, "E12345678");
	int unit = known_block(t->item, at(t, "unit.number"));
	set(t, "unit.number", "0413778");
	k = known_key(&t->c, (size_t)unit);
	assert_string_equal(k.kind, "unit_number");
	set(t, "unit.code", "91350100M000100Y43");
	k = known_key(&t->c, (size_t)unit);
	assert_string_equal(k.kind, "credit_code");
}

static void what_is_known_comes_in_marked(void **state)
{
	struct counter *t = *state;
	struct person_number own = {PERSON_SYSTEM_NUMBER, "99001"};
	struct case_field before[] = {{"insured.address", "联系地址", "临江路1号", NULL},
				      {"insured.phone", "联系电话", "13900000000", NULL}};
	struct case_record newest = {.n_fields = 2, .fields = before};
	struct known_person p = {.row = &wang, .numbers = &own, .n_numbers = 1, .newest = &newest};
	size_t n;

	take(t, "fs-001");
	answer(t, "参保身份", "灵活就业人员");
	set(t, "insured.cert", wang.number);
	assert_true(known_fill(&t->c, insured(t), &p, false, hall_day(), &n));
	assert_int_equal(n, 4);
	assert_string_equal(value(t, "insured.name"), "王小明");
	assert_string_equal(value(t, "insured.phone"), "13800000000"); /* the row's, the newest */
	assert_string_equal(value(t, "insured.address"), "临江路1号");
	assert_string_equal(value(t, "insured.number"), "99001");
	assert_int_equal(mark(t, "insured.name"), KNOWN_OPEN);
	assert_int_equal(mark(t, "insured.cert"), KNOWN_NOT);
	assert_int_equal(mark(t, "insured.birth"), KNOWN_NOT); /* the number tells it */
	/* Open until somebody confirms them; a draft keeps which ones. */
	struct check *k = check_new(t->item);
	check_run(k, &t->c.in, t->calendar);
	assert_int_equal(known_open(&t->c, k), 4);
	t->c.known[at(t, "insured.phone")] = KNOWN_CONFIRMED;
	json_t *j = casefile_json(&t->c);
	struct casefile read;
	json_t *dropped = NULL;
	casefile_init(&read, t->item, hall_day());
	assert_true(casefile_from_json(&read, j, true, &dropped, hall_day(), &t->e));
	assert_int_equal(json_array_size(dropped), 0);
	assert_int_equal(known_open(&read, k), 3);
	assert_int_equal(read.known[at(t, "insured.phone")], KNOWN_CONFIRMED);
	known_confirm_all(&read);
	assert_int_equal(known_open(&read, k), 0);
	casefile_done(&read);
	json_decref(dropped);
	json_decref(j);
	check_free(k);
}

static void what_was_typed_stays(void **state)
{
	struct counter *t = *state;
	struct known_person p = {.row = &wang};
	size_t n;

	take(t, "fs-001");
	set(t, "insured.cert", wang.number);
	set(t, "insured.phone", "13911112222");
	assert_true(known_fill(&t->c, insured(t), &p, false, hall_day(), &n));
	assert_int_equal(n, 1);
	assert_string_equal(value(t, "insured.phone"), "13911112222");
	assert_int_equal(mark(t, "insured.phone"), KNOWN_NOT);
	/* Another name under the number: nothing comes in. */
	set(t, "insured.name", "王晓明");
	set(t, "insured.phone", "");
	assert_false(known_fill(&t->c, insured(t), &p, false, hall_day(), &n));
	assert_int_equal(n, 0);
	assert_string_equal(value(t, "insured.name"), "王晓明");
	assert_string_equal(value(t, "insured.phone"), "");
	/* Somebody chosen from a list takes the place of the half-typed. */
	set(t, "insured.name", "王");
	assert_true(known_fill(&t->c, insured(t), &p, true, hall_day(), &n));
	assert_string_equal(value(t, "insured.name"), "王小明");
	assert_string_equal(value(t, "insured.phone"), "13800000000");
}

static void no_phone_is_known_too(void **state)
{
	struct counter *t = *state;
	struct person_row row = wang;
	struct case_field before = {"insured.phone", "联系电话", "none", "本人无手机"};
	struct case_record newest = {.n_fields = 1, .fields = &before};
	struct known_person p = {.row = &row, .newest = &newest};
	size_t n;

	row.phone = NULL;
	take(t, "fs-001");
	assert_true(known_fill(&t->c, insured(t), &p, false, hall_day(), &n));
	assert_string_equal(value(t, "insured.phone"), "none");
	assert_int_equal(mark(t, "insured.phone"), KNOWN_OPEN);
	assert_false(known_is_masked(&t->c, at(t, "insured.phone")));
}

static void accounts_come_with_the_person_and_show_their_end(void **state)
{
	struct counter *t = *state;
	struct arena a = {0};
	size_t n;

	take(t, "fs-013");
	int bank = -1;
	for (size_t i = 0; i < t->item->n_fields; i++)
		if (t->item->fields[i].type == FIELD_ACCOUNT)
			bank = (int)i;
	assert_true(bank >= 0);
	struct case_field before[] = {
		{t->item->fields[bank].path, "银行账号", "6222020200112233440", NULL}};
	struct case_record newest = {.n_fields = 1, .fields = before};
	struct known_person p = {.row = &wang, .newest = &newest};
	assert_true(known_fill(&t->c, insured(t), &p, false, hall_day(), &n));
	assert_string_equal(casefile_value(&t->c, (size_t)bank), "6222020200112233440");
	assert_true(known_is_masked(&t->c, (size_t)bank));
	assert_string_equal(known_masked(&t->c, (size_t)bank, &a), "***************3440");
	assert_string_equal(known_masked(&t->c, at(t, "insured.phone"), &a), "138****0000");
	assert_string_equal(known_masked(&t->c, at(t, "insured.cert"), &a), "110105********002X");
	assert_false(known_is_masked(&t->c, at(t, "insured.name")));
	t->c.known[bank] = KNOWN_CONFIRMED;
	assert_true(known_is_masked(&t->c, (size_t)bank)); /* confirming shows no more */
	arena_done(&a);
}

static void the_newest_case_of_a_role(void **state)
{
	struct counter *t = *state;
	struct person_row *row;
	struct case_record *r;

	take_complete(t);
	set(t, "insured.address", "临江路1号");
	assert_true(decide(t, DECISION_ACCEPT));
	assert_true(
		people_get(t->hall.store, "resident", wang.number, &t->hall.arena, &row, &t->e));
	assert_true(people_newest(t->hall.store, row->id, "insured", &t->hall.arena, &r, &t->e));
	assert_non_null(r);
	assert_string_equal(r->number, t->out.number);
	assert_true(people_newest(t->hall.store, row->id, "agent", &t->hall.arena, &r, &t->e));
	assert_null(r);
	assert_true(cases_void(t->hall.store, &li, t->out.number, "误", &t->e));
	assert_true(people_newest(t->hall.store, row->id, "insured", &t->hall.arena, &r, &t->e));
	assert_null(r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		COUNTER_TEST(the_key_is_the_best_number),
		COUNTER_TEST(what_is_known_comes_in_marked),
		COUNTER_TEST(what_was_typed_stays),
		COUNTER_TEST(no_phone_is_known_too),
		COUNTER_TEST(accounts_come_with_the_person_and_show_their_end),
		COUNTER_TEST(the_newest_case_of_a_role),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
