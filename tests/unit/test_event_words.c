/* SPDX-License-Identifier: Apache-2.0
 *
 * Every event in words: none without a sentence, personal data masked, what is absent left out.
 */
#include "store_fixture.h"

#include "store/event_words.h"
#include "store/people.h"

static const char *said_of(enum event_kind kind, const char *subject, const char *payload,
			   const struct event_voice *v)
{
	static struct str out;
	struct event ev = {.kind = event_ids[kind],
			   .by = "li",
			   .window = "3",
			   .at = clock_at(date_make(2026, 11, 24), 9, 5),
			   .subject = subject,
			   .payload = payload,
			   .payload_len = strlen(payload)};

	str_clear(&out);
	event_words(&ev, v, &out);
	return str_text(&out);
}

/* Add the row of a new kind to core/store/event_phrases.c. */
static void every_kind_has_words(void **state)
{
	(void)state;
	for (int kind = 0; kind < EVENT_KINDS; kind++) {
		if (!event_phrases[kind] || !*event_phrases[kind])
			fail_msg("%s has no words in event_phrases.c", event_ids[kind]);
		const char *text = said_of(kind, "", "{}", NULL);
		if (!*text || strpbrk(text, "[]{}"))
			fail_msg("%s: %s", event_ids[kind], text);
	}
}

/* Braces and brackets in pairs, at most 60 bytes in a member, a known form. */
static void every_phrase_is_well_formed(void **state)
{
	static const char forms[] =
		" clerk window item document person phone number posts time hour "
		"money word count texts owed plain yes ";

	(void)state;
	for (int kind = 0; kind < EVENT_KINDS; kind++) {
		int open = 0;
		for (const char *p = event_phrases[kind]; *p; p++) {
			open += *p == '[' ? 1 : *p == ']' ? -1 : 0;
			if (open < 0 || open > 1)
				fail_msg("%s: brackets", event_ids[kind]);
			if (*p != '{')
				continue;
			const char *end = strchr(p, '}');
			assert_non_null(end);
			char member[64], form[70];
			assert_true(end - p - 1 < 60);
			snprintf(member, sizeof(member), "%.*s", (int)(end - p - 1), p + 1);
			char *colon = strchr(member, ':');
			snprintf(form, sizeof(form), " %s ", colon ? colon + 1 : "clerk");
			if (!strstr(forms, form))
				fail_msg("%s: no form%s", event_ids[kind], form);
			p = end;
		}
		assert_int_equal(open, 0);
	}
}

static const char *name_of(const void *ctx, const char *id)
{
	(void)ctx;
	return strcmp(id, "zhao") == 0 ? "赵刚" : strcmp(id, "receipt") == 0 ? "受理回执单" : NULL;
}

static void what_was_done_is_said(void **state)
{
	const struct event_voice v = {.clerk = name_of, .document = name_of};

	(void)state;
	assert_string_equal(said_of(EVENT_CASE_VOIDED, "x", "{\"reason\":\"重复\"}", &v),
			    "作废本件，原因：重复");
	assert_string_equal(said_of(EVENT_CASE_VOIDED, "x", "{}", &v), "作废本件");
	assert_string_equal(said_of(EVENT_OPERATOR_POSTS, "zhao", "{\"posts\":5}", &v),
			    "把 赵刚 的岗位改为：经办、主管");
	assert_string_equal(said_of(EVENT_OPERATOR_ACTIVE, "zhao", "{\"active\":0}", &v),
			    "停用操作员 赵刚");
	assert_string_equal(said_of(EVENT_DOCUMENT_ISSUED, "x",
				    "{\"number\":\"2104002026112400019-01\",\"kind\":\"receipt\"}",
				    &v),
			    "出具受理回执单 2104002026112400019-01");
	assert_string_equal(said_of(EVENT_OPERATOR_SIGNED, "zhao",
				    "{\"act\":\"overrule\",\"reason\":\"系统故障\"}", &v),
			    "赵刚 当面签字：改判，理由：系统故障");
	assert_string_equal(said_of(EVENT_APPOINTMENT_BOOKED, "",
				    "{\"kind\":\"late\",\"channel\":\"12333\",\"name\":\"王小明\","
				    "\"item_name\":\"职工参保登记\",\"day\":\"2026-11-25\","
				    "\"minute\":1025,\"stays\":\"zhao\"}",
				    &v),
			    "延时服务登记：王*明，2026-11-25 17:05，职工参保登记（12333）"
			    "，赵刚 留下");
	assert_string_equal(said_of(EVENT_CASE_NOTICED, "x",
				    "{\"item\":\"fs-001\",\"item_name\":\"职工参保登记\","
				    "\"parties\":[{\"name\":"
				    "\"王小明\"}],\"reasons\":[{\"text\":\"缺身份证\"},{\"text\":"
				    "\"缺户口簿\"}]}",
				    &v),
			    "一次性告知 fs-001 职工参保登记，王*明：缺身份证；缺户口簿");
	assert_string_equal(
		said_of(EVENT_CASE_DEFERRED, "x",
			"{\"item\":\"fs-039\",\"item_name\":\"退休\",\"papers\":[{\"name\":"
			"\"户口簿\","
			"\"state\":\"ok\"},{\"name\":\"缴费凭证\",\"state\":\"deferred\"}]}",
			&v),
		"容缺受理 fs-039 退休，待补：缴费凭证");
}

static void numbers_of_people_are_masked(void **state)
{
	static const char correction[] = "{\"label\":\"证件号\",\"old\":\"11010519491231002X\","
					 "\"value\":\"110105194912310038\",\"reason\":\"录错\"}";
	struct event_voice v = {0};

	(void)state;
	assert_string_equal(said_of(EVENT_CASE_CORRECTED, "x", correction, &v),
			    "更正 证件号：110105********002X → 110105********0038（录错）");
	v.unmasked = true;
	assert_string_equal(said_of(EVENT_CASE_CORRECTED, "x", correction, &v),
			    "更正 证件号：11010519491231002X → 110105194912310038（录错）");
	v.unmasked = false;
	static const char name[] =
		"{\"label\":\"参保人姓名\",\"old\":\"王小明\",\"value\":\"王晓明\"}";
	assert_string_equal(said_of(EVENT_CASE_CORRECTED, "x", name, &v),
			    "更正 参保人姓名：王*明 → 王*明");
	v.names = true;
	assert_string_equal(said_of(EVENT_CASE_CORRECTED, "x", name, &v),
			    "更正 参保人姓名：王小明 → 王晓明");
	/* Typed into a reason. */
	assert_null(strstr(
		said_of(EVENT_CASE_VOIDED, "x", "{\"reason\":\"应为11010519491231002X\"}", &v),
		"19491231"));
}

static void a_newer_kind_and_a_broken_payload_say_what_they_can(void **state)
{
	struct str out = {0};
	struct event ev = {.kind = "case.teleported", .subject = "", .payload = "{}"};

	(void)state;
	event_words(&ev, NULL, &out);
	assert_string_equal(str_text(&out), "本程序不认识的记录（case.teleported）");
	str_done(&out);
	assert_string_equal(said_of(EVENT_CASE_VOIDED, "x", "not json", NULL), "作废本件");
	assert_string_equal(said_of(EVENT_OPERATOR_LOGIN, "li", "", NULL), "li 登录");
}

static void a_sentence_names_who_where_and_which(void **state)
{
	struct hall *h = *state;
	struct sample s;
	struct store_receipt r;
	struct event *rows;
	struct str out = {0};
	char want[256];
	size_t n;

	sample_make(&s, "李娜", "210402198512120023");
	assert_true(sample_commit(h->store, &s, EVENT_CASE_ACCEPTED, NULL, NULL, &r, &h->err));
	assert_true(cases_timeline(h->store, r.ticket.number, &h->arena, &rows, &n, &h->err));
	event_sentence(&rows[0], NULL, &out);
	snprintf(want, sizeof(want),
		 "2026-11-24 09:00　li（3）　办件 %s　受理 fs-008 职工参保登记，李*，时限 "
		 "指南未载明",
		 r.ticket.number);
	assert_string_equal(str_text(&out), want);
	str_done(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_kind_has_words),
		cmocka_unit_test(every_phrase_is_well_formed),
		cmocka_unit_test(what_was_done_is_said),
		cmocka_unit_test(numbers_of_people_are_masked),
		cmocka_unit_test(a_newer_kind_and_a_broken_payload_say_what_they_can),
		cmocka_unit_test_setup_teardown(a_sentence_names_who_where_and_which, hall_setup,
						hall_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
