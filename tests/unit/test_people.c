/* SPDX-License-Identifier: Apache-2.0 */
#include "store_fixture.h"

#include "store/people.h"

static void put(struct hall *h, const char *role, const char *kind, const char *number,
		const char *name, const char *phone)
{
	struct sample s;

	sample_make(&s, name, number);
	s.party.role = role;
	s.party.kind = kind;
	s.party.phone = phone;
	if (!sample_commit(h->store, &s, EVENT_CASE_ACCEPTED, NULL, NULL, NULL, &h->err))
		fail_msg("%s", h->err.text);
	h->ms += 1000;
}

static int setup(void **state)
{
	hall_setup(state);
	struct hall *h = *state;
	put(h, "insured", "resident", "210402199003071225", "王晓明", "13904131234");
	put(h, "insured", "resident", "210402198512120023", "单晓光", "13904135678");
	put(h, "insured", "resident", "210402197001010011", "欧阳晓明", NULL);
	put(h, "insured", "resident", "21040219700101002X", "𠮷田明", NULL);
	put(h, "insured", "passport", "E12345678", "John Smith", "02412345678");
	put(h, "insured", "resident", "210402197001010038", "阿依古丽·买买提", NULL);
	put(h, "unit", "credit_code", "91210400MA0XXXXX1Y", "抚顺特殊钢\"一\"分公司", NULL);
	put(h, "insured", NULL, NULL, "无证人", NULL);
	return 0;
}

/* The names found, one after another. */
static void expect(struct hall *h, const char *typed, const char *names)
{
	struct person_row *rows;
	struct str found = {0};
	size_t n;

	if (!people_search(h->store, typed, 10, &h->arena, &rows, &n, &h->err))
		fail_msg("%s: %s", typed, h->err.text);
	for (size_t i = 0; i < n; i++)
		str_addf(&found, "%s%s", i ? " " : "", rows[i].name);
	if (strcmp(str_text(&found), names) != 0)
		fail_msg("%s: %s, not %s", typed, str_text(&found), names);
	str_done(&found);
}

static void people_are_found_as_they_are_typed(void **state)
{
	struct hall *h = *state;

	expect(h, "王", "王晓明");
	expect(h, "晓", "");		      /* one character: only beginnings */
	expect(h, "晓明", "王晓明 欧阳晓明"); /* two: the inside too */
	expect(h, "阳晓", "欧阳晓明");
	expect(h, "明晓", "");
	expect(h, "wxm", "王晓明");
	expect(h, "WXM", "王晓明");
	expect(h, "sx", "单晓光"); /* a surname's reading, not dan */
	expect(h, "dx", "");
	expect(h, "2104021970", "欧阳晓明 𠮷田明 阿依古丽·买买提");
	expect(h, "21040219700101002x", "𠮷田明");
	expect(h, "1390413", "王晓明 单晓光");
	expect(h, "024", "John Smith");
	expect(h, "e1234", "John Smith");
	expect(h, "John", "John Smith");
	expect(h, "91210400ma", "抚顺特殊钢\"一\"分公司");
	expect(h, "特殊钢", "抚顺特殊钢\"一\"分公司");
	expect(h, "fstsg", "抚顺特殊钢\"一\"分公司");
	expect(h, "无证", "无证人");
}

static void rare_characters_are_like_all_others(void **state)
{
	struct hall *h = *state;

	expect(h, "𠮷", "𠮷田明");
	expect(h, "𠮷田", "𠮷田明");
	expect(h, "田明", "𠮷田明");
	expect(h, "古丽·买", "阿依古丽·买买提");
}

static void no_typed_text_is_a_query_language(void **state)
{
	struct hall *h = *state;
	const char *const hostile[] = {"\"",	  "\"\"",  "晓*", "晓\" OR \"明",
				       "NEAR(",	  "'; --", "%%",  "晓 OR 明",
				       "name:晓", "\xFF",  "\\"};

	for (size_t i = 0; i < sizeof(hostile) / sizeof(hostile[0]); i++) {
		struct person_row *rows;
		size_t n;
		assert_true(people_search(h->store, hostile[i], 10, &h->arena, &rows, &n, &h->err));
		assert_int_equal(n, 0);
	}
	expect(h, "^晓明", "王晓明 欧阳晓明"); /* punctuation is passed over */
	expect(h, "钢\"一\"", "抚顺特殊钢\"一\"分公司");
}

static void one_person_whatever_is_shown(void **state)
{
	struct hall *h = *state;
	struct person_row *p;
	struct person_part *parts;
	size_t n;

	put(h, "agent", "household", "210402199003071225", "王晓鸣", NULL);
	assert_true(
		people_get(h->store, "temporary", "210402199003071225", &h->arena, &p, &h->err));
	assert_non_null(p);
	assert_string_equal(p->name, "王晓鸣");
	assert_string_equal(p->phone, "13904131234"); /* not given again: kept */
	assert_int_equal(p->cases, 2);
	assert_false(p->unit);
	assert_true(people_history(h->store, p->id, 10, &h->arena, &parts, &n, &h->err));
	assert_int_equal(n, 2);
	assert_string_equal(parts[0].role, "agent");
	assert_string_equal(parts[1].role, "insured");
	/* The new name is found inside too, the old one is not. */
	expect(h, "晓鸣", "王晓鸣");
	expect(h, "晓明", "欧阳晓明");

	assert_true(
		people_get(h->store, "credit_code", "91210400MA0XXXXX1Y", &h->arena, &p, &h->err));
	assert_true(p->unit);
	assert_true(people_get(h->store, "passport", "NONE", &h->arena, &p, &h->err));
	assert_null(p);
}

static void the_answer_is_never_longer_than_asked(void **state)
{
	struct hall *h = *state;
	struct person_row *rows;
	size_t n;

	assert_true(people_search(h->store, "2104", 2, &h->arena, &rows, &n, &h->err));
	assert_int_equal(n, 2);
	assert_true(people_search(h->store, "", 2, &h->arena, &rows, &n, &h->err));
	assert_int_equal(n, 0);
}

#define HALL_TEST(f) cmocka_unit_test_setup_teardown(f, setup, hall_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		HALL_TEST(people_are_found_as_they_are_typed),
		HALL_TEST(rare_characters_are_like_all_others),
		HALL_TEST(no_typed_text_is_a_query_language),
		HALL_TEST(one_person_whatever_is_shown),
		HALL_TEST(the_answer_is_never_longer_than_asked),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
