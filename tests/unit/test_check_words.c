/* SPDX-License-Identifier: Apache-2.0
 *
 * The line for every kind of blocker, what resolves it, and the JSON of a check.
 * Nothing is said that the guide does not say.
 */
#include "guide_fixture.h"

#include "guide/check_json.h"

/* Text and resolve of the reason with that code, "text → resolve". Valid until the next call. */
static const char *words_of(const struct fixture *f, enum reason_code code)
{
	static struct str text;

	str_clear(&text);
	for (size_t i = 0; i < f->c->n_reasons; i++) {
		if (f->c->reasons[i].code != code)
			continue;
		reason_text(f->c, &f->c->reasons[i], &text);
		str_add(&text, " → ");
		reason_resolve(f->c, &f->c->reasons[i], &text);
		return str_text(&text);
	}
	fail_msg("no reason %s", reason_ids[code]);
	return NULL;
}

static void rules_in_words(void **state)
{
	struct fixture f;

	(void)state;
	fixture_init(
		&f,
		"questions:\n"
		"  - {id: who, text: 参保身份, type: choice, lines: \"001:2\", values: {staff: "
		"企业职工, flex: 灵活就业人员}}\n"
		"conditions:\n"
		"  - {id: a, text: 已办理工伤登记, lines: \"001:2\"}\n"
		"  - {id: b, text: 申请要件齐备, fails_as: missing, resolve: 到原经办处补办, "
		"lines: \"001:2\"}\n"
		"prohibitions:\n"
		"  - {id: x, text: 未停发, lifted_by: {act: 已办理停发操作}, lines: \"001:2\"}\n"
		"materials:\n" PAPER("p", ", when: who = staff"));
	answer(&f, "a", "no");
	answer(&f, "b", "no");
	answer(&f, "x", "yes");
	run(&f);
	assert_string_equal(words_of(&f, REASON_PROHIBITED),
			    "禁止办理：未停发 → 解除：已办理停发操作");
	assert_string_equal(words_of(&f, REASON_INELIGIBLE), "不符合条件：已办理工伤登记 → ");
	assert_string_equal(words_of(&f, REASON_CONDITION),
			    "尚不具备：申请要件齐备 → 到原经办处补办");
	assert_string_equal(words_of(&f, REASON_OPEN),
			    "待回答：参保身份 → 企业职工 / 灵活就业人员");
	fixture_done(&f);
}

static void papers_in_words(void **state)
{
	struct fixture f;

	(void)state;
	fixture_init(
		&f,
		"questions:\n"
		"  - {id: heirs, text: 继承人数, type: number, min: 1, lines: \"001:2\"}\n"
		"verifications:\n"
		"  - {id: v, text: 婚姻信息, source: 部门共享, lines: \"001:2\"}\n"
		"materials:\n"
		"  - {id: p, name: 《申请表》, forms: 原件, copies: 1, by: 单位, from: 窗口领取, "
		"lines: \"001:2\"}\n"
		"  - {id: h, name: 身份证, forms: {all: [原件, 复印件]}, copies: 1, per: heirs, "
		"lines: \"001:2\"}\n"
		"  - {id: s, name: 发票, forms: unstated, copies: unstated, seal: 医疗机构公章, "
		"lines: \"001:2\"}\n"
		"  - {id: m, name: 结婚证, forms: 原件, copies: 1, exempt: {by: v, else: "
		"required}, lines: \"001:2\"}\n"
		"  - any: [{id: a, name: 判决书}, {all: [{id: b, name: 调解书}, {id: c, name: "
		"笔录}]}]\n"
		"    id: g\n"
		"    name: 法律文书\n"
		"    forms: 复印件\n"
		"    copies: 1\n"
		"    lines: \"001:2\"\n"
		"  - {id: l, name: 缴费凭证, forms: unstated, copies: unstated, lines: \"001:2\", "
		"defer: {days: 10, unit: 工作日, ways: [现场送达, 邮寄], lines: \"001:3\"}}\n");
	answer(&f, "heirs", "3");
	answer(&f, "v", "系统不可用");
	run(&f);
	assert_string_equal(words_of(&f, REASON_MISSING), "缺少材料：《申请表》（原件1份） → "
							  "补充，由单位出具，来源：窗口领取");
	assert_string_equal(
		words_of(&f, REASON_MISSING_ANY),
		"缺少材料：法律文书，以下任选其一：判决书、调解书＋笔录 → 补充其中一种");
	assert_string_equal(words_of(&f, REASON_DEFERRABLE),
			    "可容缺（缺少）：缴费凭证，最迟2026年12月8日补齐 → "
			    "先受理，10个工作日内补齐，现场送达或邮寄");
	assert_string_equal(words_of(&f, REASON_RECHECK),
			    "核验系统不可用，按核验不到处理：婚姻信息 → 系统恢复后重新核验");
	have(&f, "p");
	f.in.marks[paper_of(&f, "h")] = (struct paper_mark){PAPER_OK, UNFITS, 1};
	run(&f);
	assert_string_equal(words_of(&f, REASON_MISSING),
			    "缺少材料：身份证（原件、复印件各1份），共需3人的，已有1人的 → "
			    "补充");
	unfit(&f, "s", UNFIT_NO_SEAL);
	run(&f);
	assert_string_equal(words_of(&f, REASON_UNFIT), "材料不合要求：发票，缺章 → "
							"补盖医疗机构公章");
	unfit(&f, "s", UNFIT_ORIGINAL_WANTED);
	run(&f);
	assert_string_equal(words_of(&f, REASON_UNFIT), "材料不合要求：发票，需原件 → 带发票原件");
	fixture_done(&f);
}

static void time_and_place_in_words(void **state)
{
	struct fixture f;

	(void)state;
	fixture_init(&f, "window: {days: 25..8, across: month, text: 每月25日—次月8日受理, lines: "
			 "\"001:2\"}\n"
			 "channels:\n"
			 "  - {id: online, name: 网上办, text: 政务服务网, url: "
			 "\"https://example.invalid\", lines: \"001:2\"}\n"
			 "  - id: window\n"
			 "    lines: \"001:2\"\n"
			 "    places: [{name: 工伤窗口, address: 临江东路, phone: \"12345\", "
			 "office: injury, lines: \"001:2\"}]\n");
	answer(&f, "office", "xinfu");
	assert_string_equal(run(&f), "closed");
	assert_string_equal(words_of(&f, REASON_OUTSIDE_DAYS),
			    "2026年11月24日不在受理期内：每月25日—次月8日受理 → "
			    "下一开放日：2026年11月25日");
	assert_string_equal(words_of(&f, REASON_NOT_HERE),
			    "新抚分中心窗口不办理本事项 → 网上办：政务服务网 "
			    "https://example.invalid；窗口办：工伤窗口，临江东路，电话12345");
	fixture_done(&f);
}

/* ---- JSON ---- */

static void keys_are_always_there(void **state)
{
	static const char *const keys[] = {
		"item",	   "version",	    "on",      "outcome",     "required",
		"any_of",  "depends",	    "missing", "deferrable",  "exempt",
		"reasons", "next_question", "limits",  "provisional", "fee",
	};
	struct fixture f;

	(void)state;
	fixture_init(&f, "fee: {none: 不收费, lines: \"001:2\"}\n");
	run(&f);
	json_t *j = check_json(f.c, &f.in);
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++)
		assert_non_null(json_object_get(j, keys[i]));
	assert_int_equal(json_object_size(j), sizeof(keys) / sizeof(*keys));
	assert_string_equal(json_string_value(json_object_get(j, "on")), "2026-11-24");
	assert_string_equal(json_string_value(json_object_get(j, "limits")), "unstated");
	assert_string_equal(json_string_value(json_object_get(j, "required")), "unstated");
	assert_true(json_is_null(json_object_get(j, "next_question")));
	assert_string_equal(json_string_value(json_object_get(json_object_get(j, "fee"), "yuan")),
			    "0.00");
	json_decref(j);
	fixture_done(&f);
}

static json_t *at(json_t *j, const char *key, size_t i)
{
	return json_array_get(json_object_get(j, key), i);
}

static const char *text_at(json_t *j, const char *key)
{
	return json_string_value(json_object_get(j, key));
}

static void a_check_as_json(void **state)
{
	struct fixture f;

	(void)state;
	fixture_init(&f,
		     "questions:\n"
		     "  - {id: q, text: 问, type: yesno, lines: \"001:2\"}\n"
		     "materials:\n" PAPER("p", "") PAPER(
			     "d", ", when: q") "  - {id: b, name: 双, forms: {any: [验原件, "
					       "收复印件]}, copies: unstated, lines: \"001:4\"}\n"
					       "  - any: [{id: x, name: 子}, {all: [{id: y, name: "
					       "丑}, {id: z, name: 寅}]}, {other: 其他, id: o}]\n"
					       "    id: g\n"
					       "    forms: 原件\n"
					       "    copies: 1\n"
					       "    lines: \"001:2\"\n"
					       "limits:\n"
					       "  - {id: all, text: 12个工作日, days: 12, unit: "
					       "工作日, lines: \"001:5\"}\n"
					       "  - {id: month, text: 全月经办, days: unstated, "
					       "unit: 日, lines: \"001:5\"}\n");
	have(&f, "b");
	run(&f);
	json_t *j = check_json(f.c, &f.in);
	assert_int_equal(json_array_size(json_object_get(j, "required")), 2);
	assert_string_equal(text_at(at(j, "required", 0), "id"), "p");
	assert_string_equal(text_at(at(j, "required", 0), "forms"), "原件");
	assert_int_equal(json_integer_value(json_object_get(at(j, "required", 0), "copies")), 1);
	json_t *b = at(j, "required", 1);
	assert_int_equal(json_array_size(json_object_get(json_object_get(b, "forms"), "any")), 2);
	assert_string_equal(text_at(b, "copies"), "unstated");
	assert_string_equal(text_at(b, "lines"), "001:4");
	json_t *g = at(j, "any_of", 0);
	assert_string_equal(text_at(g, "id"), "g");
	assert_true(json_is_true(json_object_get(g, "open")));
	json_t *ways = json_object_get(g, "alternatives");
	assert_int_equal(json_array_size(ways), 2);
	assert_int_equal(json_array_size(json_array_get(ways, 1)), 2);
	assert_string_equal(text_at(at(j, "depends", 0), "on"), "q");
	assert_int_equal(json_array_size(json_object_get(j, "missing")), 2);
	assert_string_equal(text_at(at(j, "missing", 0), "id"), "p");
	assert_string_equal(text_at(at(j, "missing", 1), "id"), "g");
	assert_string_equal(text_at(j, "next_question"), "q");
	assert_string_equal(text_at(at(j, "reasons", 0), "code"), "open");
	assert_string_equal(text_at(at(j, "limits", 0), "due"), "2026-12-10");
	assert_string_equal(text_at(at(j, "limits", 0), "from"), "2026-11-24");
	assert_string_equal(text_at(at(j, "limits", 1), "days"), "unstated");
	assert_true(json_is_null(json_object_get(at(j, "limits", 1), "due")));
	assert_string_equal(text_at(at(j, "limits", 1), "why"), "指南未载明天数");
	assert_string_equal(text_at(j, "fee"), "unstated");
	json_decref(j);
	fixture_done(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rules_in_words),	   cmocka_unit_test(papers_in_words),
		cmocka_unit_test(time_and_place_in_words), cmocka_unit_test(keys_are_always_there),
		cmocka_unit_test(a_check_as_json),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
