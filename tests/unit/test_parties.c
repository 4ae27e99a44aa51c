/* SPDX-License-Identifier: Apache-2.0
 *
 * People and units by all their numbers, from the form to the store: 个人编号 and
 * 单位编号, a new certificate, several phones, no phone at all.
 */
#include "counter_fixture.h"

#include "store/people.h"
#include "store/verify.h"

#define MARY "210402198512120023"
#define JOHN "11010519491231002X"

/* A party of a case that is accepted; returns whose row it became. */
static int64_t put(struct counter *t, const struct case_party *p)
{
	struct hall *h = &t->hall;
	struct store_receipt r;
	struct case_record *record;
	struct sample s;

	sample_make(&s, NULL, NULL);
	s.party = *p;
	if (!s.party.birth)
		s.party.birth = DATE_NONE;
	if (!sample_commit(h->store, &s, EVENT_CASE_ACCEPTED, NULL, NULL, &r, &t->e))
		fail_msg("%s", t->e.text);
	h->ms += 1000;
	assert_true(cases_get(h->store, r.ticket.number, &h->arena, &record, &t->e));
	return record->parties[0].person;
}

static struct person_row *get(struct counter *t, const char *kind, const char *number)
{
	struct person_row *row = NULL;

	assert_true(people_get(t->hall.store, kind, number, &t->hall.arena, &row, &t->e));
	return row;
}

static size_t found(struct counter *t, const char *typed)
{
	struct person_row *rows;
	size_t n;

	assert_true(people_search(t->hall.store, typed, 20, &t->hall.arena, &rows, &n, &t->e));
	return n;
}

/* The other numbers, newest first: "kind number kind number". */
static const char *numbers(struct counter *t, int64_t person)
{
	struct person_number *rows;
	struct str s = {0};
	size_t n;

	assert_true(people_numbers(t->hall.store, person, &t->hall.arena, &rows, &n, &t->e));
	for (size_t i = 0; i < n; i++)
		str_addf(&s, "%s%s %s", i ? " " : "", rows[i].kind, rows[i].number);
	const char *text = arena_strdup(&t->hall.arena, str_text(&s));
	str_done(&s);
	return text;
}

static void sound(struct counter *t)
{
	struct verify_report report;

	if (!store_verify(t->hall.store, true, NULL, NULL, &report, &t->e))
		fail_msg("%s", t->e.text);
}

static void the_last_phone_comes_first(void **state)
{
	struct counter *t = *state;
	struct case_party p = {
		.role = "insured", .kind = "resident", .number = MARY, .name = "李娜"};
	int64_t id;

	p.phone = "13800000001";
	id = put(t, &p);
	p.phone = "13800000002";
	assert_int_equal(put(t, &p), id);
	p.phone = NULL; /* not given: what is known stays */
	assert_int_equal(put(t, &p), id);
	assert_string_equal(get(t, "resident", MARY)->phone, "13800000002");
	assert_string_equal(numbers(t, id), "phone 13800000001");
	assert_int_equal(found(t, "13800000001"), 1);
	p.phone = "13800000001"; /* the old one again */
	put(t, &p);
	assert_string_equal(numbers(t, id), "phone 13800000002");
	p.phone = NULL;
	p.no_phone = true;
	put(t, &p);
	assert_null(get(t, "resident", MARY)->phone);
	assert_string_equal(numbers(t, id), "phone 13800000001 phone 13800000002");
	assert_int_equal(found(t, "138"), 1);
	sound(t);
}

static void a_unit_is_one_by_both_its_numbers(void **state)
{
	struct counter *t = *state;
	struct case_party code = {.role = "unit",
				  .kind = "credit_code",
				  .number = "91350100M000100Y43",
				  .name = "抚顺某厂"};
	struct case_party number = {.role = "unit", .system_number = "0413778", .name = "抚顺某厂"};
	int64_t by_number = put(t, &number), by_code = put(t, &code);

	assert_int_not_equal(by_number, by_code);
	assert_int_equal(put(t, &number), by_number);
	code.system_number = "0413778";
	assert_int_equal(put(t, &code), by_code);
	assert_int_equal(found(t, "0413778"), 1);
	assert_int_equal(found(t, "抚顺某厂"), 1);
	assert_int_equal(put(t, &number), by_code);
	assert_int_equal(get(t, "unit_number", "0413778")->id, by_code);
	assert_int_equal(get(t, "credit_code", code.number)->cases, 5);
	struct person_row *row;
	assert_true(people_by_id(t->hall.store, by_number, &t->hall.arena, &row, &t->e));
	assert_int_equal(row->id, by_code);
	sound(t);
}

static void another_kind_of_certificate_is_told_by_the_own_number(void **state)
{
	struct counter *t = *state;
	struct case_party p = {.role = "insured",
			       .kind = "passport",
			       .number = "E12345678",
			       .name = "John Smith",
			       .system_number = "99001"};
	int64_t id = put(t, &p);

	p.kind = "resident";
	p.number = JOHN;
	assert_int_equal(put(t, &p), id);
	assert_string_equal(get(t, "passport", "E12345678")->number, JOHN);
	assert_string_equal(numbers(t, id), "passport E12345678 personal_number 99001");
	/* The same number under another name is a slip: it stays whose it was. */
	p.kind = "passport";
	p.number = "X11111111";
	p.name = "Jane Doe";
	int64_t other = put(t, &p);
	assert_int_not_equal(other, id);
	assert_int_equal(get(t, PERSON_SYSTEM_NUMBER, "99001")->id, id);
	assert_string_equal(numbers(t, other), "");
	sound(t);
}

static struct case_party namesake(const char *number, const char *own)
{
	return (struct case_party){.role = "insured",
				   .kind = "resident",
				   .number = number,
				   .name = "张伟",
				   .system_number = own};
}

/* Two citizens of one name, both known; the second gives the first's 个人编号. */
static void a_mistyped_own_number_joins_no_namesakes(void **state)
{
	struct case_party a = namesake(MARY, "99001"), b = namesake(JOHN, NULL);
	struct counter *t = *state;
	int64_t first = put(t, &a), second = put(t, &b);

	assert_int_not_equal(first, second);
	b.system_number = "99001";
	assert_int_equal(put(t, &b), second);
	assert_int_equal(get(t, "resident", MARY)->id, first);
	assert_int_equal(get(t, "resident", JOHN)->id, second);
	assert_int_equal(get(t, PERSON_SYSTEM_NUMBER, "99001")->id, first);
	assert_string_equal(numbers(t, first), "personal_number 99001");
	assert_string_equal(numbers(t, second), "");
	sound(t);
}

/* The same with a citizen who was never here. */
static void a_new_namesake_takes_nothing_over(void **state)
{
	struct case_party a = namesake(MARY, "99001"), b = namesake(JOHN, "99001");
	struct counter *t = *state;
	int64_t first = put(t, &a), second = put(t, &b);

	assert_int_not_equal(first, second);
	assert_string_equal(get(t, "resident", MARY)->number, MARY);
	assert_int_equal(get(t, "resident", JOHN)->id, second);
	assert_int_equal(get(t, PERSON_SYSTEM_NUMBER, "99001")->id, first);
	assert_string_equal(numbers(t, second), "");
	sound(t);
}

/* A renewed passport has another number, as another person's has. */
static void a_new_number_of_a_kind_is_joined_by_hand(void **state)
{
	struct counter *t = *state;
	struct case_party p = {.role = "insured",
			       .kind = "passport",
			       .number = "E12345678",
			       .name = "John Smith",
			       .system_number = "99001"};
	int64_t before = put(t, &p);

	p.number = "G87654321";
	int64_t now = put(t, &p);
	assert_int_not_equal(now, before);
	assert_true(people_join(t->hall.store, &li, before, now, "换证", &t->e));
	assert_int_equal(put(t, &p), now);
	assert_int_equal(get(t, "passport", "E12345678")->id, now);
	assert_int_equal(get(t, PERSON_SYSTEM_NUMBER, "99001")->id, now);
	sound(t);
}

static void two_rows_are_made_one_by_hand(void **state)
{
	struct counter *t = *state;
	struct case_party a = {.role = "insured",
			       .kind = "resident",
			       .number = MARY,
			       .name = "李娜",
			       .phone = "13800000001"};
	struct case_party b = {.role = "agent",
			       .kind = "passport",
			       .number = "E12345678",
			       .name = "李娜",
			       .phone = "13800000002"};
	struct case_party u = {.role = "unit",
			       .kind = "credit_code",
			       .number = "91350100M000100Y43",
			       .name = "厂"};
	int64_t from = put(t, &b), into = put(t, &a), unit = put(t, &u);
	struct store *s = t->hall.store;
	struct person_part *parts;
	size_t n;

	assert_false(people_join(s, &li, from, into, "", &t->e));
	assert_false(people_join(s, &li, from, from, "换证", &t->e));
	assert_false(people_join(s, &li, unit, into, "换证", &t->e));
	assert_int_equal(t->e.code, ERR_REFUSED);
	if (!people_join(s, &li, from, into, "换证", &t->e))
		fail_msg("%s", t->e.text);
	assert_false(people_join(s, &li, from, into, "换证", &t->e));
	assert_int_equal(found(t, "李娜"), 1);
	assert_int_equal(found(t, "E1234"), 1);
	assert_int_equal(get(t, "passport", "E12345678")->id, into);
	assert_string_equal(numbers(t, into), "phone 13800000002 passport E12345678");
	assert_true(people_history(s, into, 10, &t->hall.arena, &parts, &n, &t->e));
	assert_int_equal(n, 2);
	assert_string_equal(parts[0].role, "insured");
	assert_string_equal(parts[1].role, "agent");
	sound(t);
}

static void unmasking_is_in_the_ledger_without_the_number(void **state)
{
	struct counter *t = *state;
	struct case_party p = {
		.role = "insured", .kind = "resident", .number = MARY, .name = "李娜"};
	int64_t id = put(t, &p);
	struct event *events;
	struct case_row *rows;
	struct case_filter f;
	size_t n;

	assert_true(people_unmask(t->hall.store, &li, id, &t->e));
	case_filter_init(&f);
	assert_true(cases_list(t->hall.store, &f, &t->hall.arena, &rows, &n, &t->e));
	assert_true(people_unmask_case(t->hall.store, &li, rows[0].number, &t->e));
	assert_true(
		cases_timeline(t->hall.store, rows[0].number, &t->hall.arena, &events, &n, &t->e));
	assert_int_equal(n, 2);
	assert_string_equal(events[1].kind, "person.unmasked");
	assert_string_equal(events[1].by, "li");
	assert_string_equal(events[1].payload, "{}");
	sound(t);
}

/* ---- from the form ---- */

static void no_phone_is_an_answer(void **state)
{
	struct counter *t = *state;
	static const char *const words[] = {"无", "本人无手机", "没有", "none"};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		take_complete(t);
		set(t, "insured.phone", words[i]);
		assert_string_equal(
			casefile_value(&t->c, (size_t)casefile_field(&t->c, "insured.phone")),
			"none");
	}
	if (!decide(t, DECISION_ACCEPT))
		fail_msg("%s", t->e.text);
	struct case_record *r = stored(t);
	assert_null(r->parties[0].phone);
	assert_true(r->parties[0].no_phone);
	assert_null(get(t, "resident", JOHN)->phone);
	for (size_t i = 0; i < r->n_fields; i++)
		if (strcmp(r->fields[i].id, "insured.phone") == 0)
			assert_string_equal(r->fields[i].shown, "本人无手机");
	/* Not where the field does not allow it: a unit's phone. */
	take(t, "fs-001");
	int field = casefile_field(&t->c, "unit.phone");
	assert_true(field >= 0);
	assert_false(casefile_set(&t->c, (size_t)field, "无", hall_day(), NULL, &t->e));
	sound(t);
}

static void own_numbers_come_from_the_form(void **state)
{
	struct counter *t = *state;

	take_complete(t);
	set(t, "insured.number", "99001");
	if (!decide(t, DECISION_ACCEPT))
		fail_msg("%s", t->e.text);
	assert_string_equal(stored(t)->parties[0].system_number, "99001");
	assert_string_equal(get(t, PERSON_SYSTEM_NUMBER, "99001")->number, JOHN);
	/* The second acceptance under the new certificate is of the same person. */
	take_complete(t);
	set(t, "insured.cert_kind", "护照");
	set(t, "insured.cert", "E12345678");
	set(t, "insured.birth", "1949-12-31");
	set(t, "insured.number", "99001");
	if (!decide(t, DECISION_ACCEPT))
		fail_msg("%s", t->e.text);
	assert_string_equal(get(t, "resident", JOHN)->number, "E12345678");
	take_complete(t);
	assert_false(decide(t, DECISION_ACCEPT));
	assert_true(t->out.duplicate[0]);
	sound(t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		COUNTER_TEST(the_last_phone_comes_first),
		COUNTER_TEST(a_unit_is_one_by_both_its_numbers),
		COUNTER_TEST(another_kind_of_certificate_is_told_by_the_own_number),
		COUNTER_TEST(a_mistyped_own_number_joins_no_namesakes),
		COUNTER_TEST(a_new_namesake_takes_nothing_over),
		COUNTER_TEST(a_new_number_of_a_kind_is_joined_by_hand),
		COUNTER_TEST(two_rows_are_made_one_by_hand),
		COUNTER_TEST(unmasking_is_in_the_ledger_without_the_number),
		COUNTER_TEST(no_phone_is_an_answer),
		COUNTER_TEST(own_numbers_come_from_the_form),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
