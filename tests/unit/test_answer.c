/* SPDX-License-Identifier: Apache-2.0
 *
 * Answers by id and by the words of the guide, both ways, and what is refused
 * with a message that says what is allowed.
 */
#include "guide_fixture.h"

static const char questions[] =
	"questions:\n"
	"  - {id: yn, text: 是否代办, type: yesno, lines: \"001:2\"}\n"
	"  - {id: who, text: 身份, type: choice, or_none: 都不是, lines: \"001:2\", values: "
	"{staff: 职工, flex: 灵活}}\n"
	"  - {id: cares, text: 情形, type: set, min: 1, max: 2, lines: \"001:2\", values: {a: "
	"\"甲、乙\", b: 丙, c: 丁}}\n"
	"  - {id: free, text: 随意, type: set, min: 0, lines: \"001:2\", values: {a: 甲, b: 乙}}\n"
	"  - {id: n, text: 人数, type: number, min: 1, max: 9, lines: \"001:2\"}\n"
	"  - {id: m, text: 年限, type: months, lines: \"001:2\"}\n"
	"  - {id: d, text: 日期, type: date, or_none: 未鉴定, lines: \"001:2\"}\n"
	"  - {id: p, text: 期间, type: period, lines: \"001:2\"}\n"
	"verifications:\n"
	"  - {id: v, text: 已共享, lines: \"001:2\"}\n"
	"conditions:\n"
	"  - {id: c, text: 已登记, lines: \"001:2\"}\n"
	"prohibitions:\n"
	"  - {id: x, text: 未停发, lifted_by: {act: 已办理停发操作}, lines: \"001:2\"}\n"
	"  - {id: y, text: 骗保, lines: \"001:2\"}\n"
	"materials:\n" PAPER("v1", ", exempt: {by: v, else: required}");

static const struct {
	const char *var, *text, *shown, *written;
} good[] = {
	{"yn", "yes", "是", "yes"},
	{"yn", "否", "否", "no"},
	{"who", "flex", "灵活", "flex"},
	{"who", "职工", "职工", "staff"},
	{"who", "none", "都不是", "none"},
	{"who", "都不是", "都不是", "none"},
	{"cares", "a", "甲、乙", "a"},
	{"cares", "甲、乙", "甲、乙", "a"},
	{"cares", "b,c", "丙、丁", "b,c"},
	{"cares", "丁、甲、乙", "甲、乙、丁", "a,c"},
	{"cares", "c,c", "丁", "c"},
	{"free", "none", "无", "none"},
	{"free", "a，b", "甲、乙", "a,b"},
	{"n", "9", "9", "9"},
	{"n", "５", "5", "5"},
	{"m", "6", "6个月", "6m"},
	{"m", "6m", "6个月", "6m"},
	{"m", "15y", "15年", "180m"},
	{"m", "15年6个月", "15年6个月", "186m"},
	{"m", "0", "0个月", "0m"},
	{"d", "2022-01-01", "2022年1月1日", "2022-01-01"},
	{"d", "2022年1月1日", "2022年1月1日", "2022-01-01"},
	{"d", "未鉴定", "未鉴定", "none"},
	{"p", "2022-01-01..2022-02-01", "2022年1月1日至2022年2月1日", "2022-01-01..2022-02-01"},
	{"p", "20220101至20220101", "2022年1月1日至2022年1月1日", "2022-01-01..2022-01-01"},
	{"v", "yes", "核验到", "yes"},
	{"v", "核验不到", "核验不到", "no"},
	{"v", "系统不可用", "系统不可用", "unavailable"},
	{"c", "符合", "符合", "yes"},
	{"c", "no", "不符合", "no"},
	{"x", "lifted", "已办理停发操作", "lifted"},
	{"x", "已办理停发操作", "已办理停发操作", "lifted"},
	{"y", "有", "有", "yes"},
	{"channel", "网上办", "网上办", "online"},
	{"sex", "female", "女", "female"},
	{"on", "2026-11-24", "2026年11月24日", "2026-11-24"},
};

static void answers_both_ways(void **state)
{
	struct fixture f;
	struct err e;

	(void)state;
	fixture_init(&f, questions);
	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++) {
		struct value v, again;
		struct str shown = {0}, written = {0};
		int var = var_of(&f, good[i].var);
		if (!answer_parse(f.it, var, good[i].text, &v, &e))
			fail_msg("%s", e.text);
		answer_text(f.it, var, &v, &shown);
		answer_write(f.it, var, &v, &written);
		assert_string_equal(str_text(&shown), good[i].shown);
		assert_string_equal(str_text(&written), good[i].written);
		assert_true(answer_parse(f.it, var, str_text(&written), &again, &e));
		assert_int_equal(again.state, v.state);
		assert_true(v.state != VALUE_KNOWN || again.a == v.a);
		str_done(&shown);
		str_done(&written);
	}
	fixture_done(&f);
}

static const struct {
	const char *var, *text, *says;
} bad[] = {
	{"yn", "maybe", "yes no 是 否"},
	{"yn", "", "空"},
	{"yn", "\xff", "UTF-8"},
	{"yn", "none", "必须回答"},
	{"who", "boss", "staff（职工）"},
	{"cares", "a,b,c", "1至2项"},
	{"cares", "none", "必须回答"},
	{"cares", "a,q", "a（甲、乙）"},
	{"cares", "b c", "可填"},
	{"n", "0", "1到9"},
	{"n", "10", "1到9"},
	{"n", "-1", "整数"},
	{"n", "1.5", "整数"},
	{"n", "99999999999999999999", "整数"},
	{"m", "15z", "月数"},
	{"m", "y", "月数"},
	{"d", "2022-02-30", "日期"},
	{"p", "2022-01-01", "起止"},
	{"p", "2022-02-01..2022-01-01", "晚于"},
	{"p", "..", "起止"},
	{"y", "lifted", "yes no"},
	{"v", "lifted", "核验到"},
	{"channel", "pigeon", "window（窗口"},
};

static void refusals(void **state)
{
	struct fixture f;
	struct err e;

	(void)state;
	fixture_init(&f, questions);
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		struct value v = {.state = VALUE_KNOWN, .a = 77};
		assert_false(answer_parse(f.it, var_of(&f, bad[i].var), bad[i].text, &v, &e));
		assert_int_equal(e.code, ERR_INPUT);
		if (!strstr(e.text, bad[i].says))
			fail_msg("%s=%s: %s", bad[i].var, bad[i].text, e.text);
		assert_int_equal(v.a, 77); /* untouched */
	}
	fixture_done(&f);
}

static void not_answered(void **state)
{
	struct fixture f;
	struct str shown = {0}, written = {0};
	struct value open = {.state = VALUE_OPEN};

	(void)state;
	fixture_init(&f, questions);
	answer_text(f.it, var_of(&f, "yn"), &open, &shown);
	answer_write(f.it, var_of(&f, "yn"), &open, &written);
	assert_string_equal(str_text(&shown), "未答");
	assert_string_equal(str_text(&written), "");
	str_done(&shown);
	str_done(&written);
	fixture_done(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(answers_both_ways),
		cmocka_unit_test(refusals),
		cmocka_unit_test(not_answered),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
