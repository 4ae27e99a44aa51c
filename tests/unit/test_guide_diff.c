/* SPDX-License-Identifier: Apache-2.0
 *
 * What changed in a guide, in a clerk's words: one edit of the sample a time, the
 * words beside it written by hand. Edits that say the same in another way are told
 * as none.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "guide/diff.h"
#include "guide_sample.h"

#define NOTHING "材料、条件、时限、渠道、电话和表单不变，只改了写法（编号、次序、出处、读法等）"

static int setup(void **state)
{
	*state = sample_guide();
	return *state ? 0 : -1;
}

static int teardown(void **state)
{
	sample_done(*state);
	return 0;
}

static struct item *parse(const struct guide *g, const char *text)
{
	struct faults f = {0};
	struct item *it = item_parse(g, "g-001.yaml", text, strlen(text), &f);

	for (size_t i = 0; i < f.count; i++)
		print_error("%d:%d: %s\n", f.rows[i].line, f.rows[i].column, f.rows[i].text);
	faults_done(&f);
	assert_non_null(it);
	return it;
}

static char *all_lines(const struct guide_change *c)
{
	struct str s = {0};

	for (size_t i = 0; i < c->n_items; i++)
		for (size_t j = 0; j < c->items[i].n_lines; j++)
			str_addf(&s, "%s%s", s.len ? "\n" : "", c->items[i].lines[j].text);
	return s.len ? str_take(&s) : xstrdup("");
}

static void expect(const struct guide *g, const char *old, const char *now, const char *words)
{
	struct item *x = parse(g, old), *y = parse(g, now);
	struct guide_change c = {0};

	diff_items(x, y, &c);
	char *said = all_lines(&c);
	assert_string_equal(said, words);
	free(said);
	arena_done(&c.arena);
	item_free(x);
	item_free(y);
}

struct edit {
	const char *find, *put, *words;
};

static void run(void **state, const struct edit *edits, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		int line, column;
		char *now = sample_break(sample_item, edits[i].find, edits[i].put, &line, &column);
		expect(*state, sample_item, now, edits[i].words);
		free(now);
	}
}

#define RUN(edits) run(state, edits, sizeof(edits) / sizeof(*(edits)))

static void papers_and_their_terms(void **state)
{
	static const struct edit edits[] = {
		{"name: 判决书, forms: 复印件, copies: 1", "name: 判决书, forms: 原件, copies: 1",
		 "判决书由复印件1份改为原件1份"},
		{"sign: 本人,", "", "《申请表》的签字取消（原为本人）"},
		{"copies: 1, seal: {text: 公章, when: who = staff}, sign: 本人",
		 "copies: 1, seal: 公章, sign: 本人",
		 "《申请表》的盖章由公章（仅当“身份”为“职工”）改为公章"},
		{"邮寄], lines: \"001:36\"}}", "邮寄], lines: \"001:36\"}, note: 须带原件}",
		 "旧档案新增注：须带原件"},
		{"days: 10, unit: 工作日, ways", "days: 15, unit: 工作日, ways",
		 "旧档案的容缺由可在10工作日内补齐改为可在15工作日内补齐"},
		{"      - {id: d1, name: 死亡证明}\n",
		 "      - {id: d1, name: 死亡证明}\n      - {id: d9, name: 宣告死亡判决}\n",
		 "任选其一的材料由死亡证明、火化证明、户籍证明＋说明、其他证明改为"
		 "死亡证明、宣告死亡判决、火化证明、户籍证明＋说明、其他证明"},
		{"forms: 复印件, copies: 1, when: court, exempt: {by: shared, else: required}",
		 "forms: 复印件, copies: 1, when: court",
		 "判决书的免交取消（原为核验到“查到判决书”时免交，未核验到须提供）"},
		{"on_forms:\n",
		 "  - {id: photo, name: 照片, kind: 照片, forms: 原件, copies: 2, when: who "
		 "= flex, lines: \"001:38\"}\non_forms:\n",
		 "新增材料照片（原件2份），类别：照片，仅当“身份”为“灵活就业”"},
		{"seal: 单位章", "seal: 单位公章", "凡交复印件或打印件的盖章由单位章改为单位公章"},
	};

	RUN(edits);
}

static void rules_in_words(void **state)
{
	static const struct edit edits[] = {
		{"  - {id: known, text: 已登记, resolve: 先登记, lines: \"001:22\"}\n", "",
		 "条件“已登记”取消"},
		{"resolve: 先登记", "when: care has away or care has again",
		 "“已登记”的解决办法取消（原为先登记）\n"
		 "“已登记”改为仅当“情形”含“异地”或“情形”含“复发”"},
		{"test: years >= 15y", "test: years >= 20y",
		 "“满十五年”的判定由“缴费年限”不少于15年改为“缴费年限”不少于20年"},
		{"{id: shared, text: 查到判决书, source: 部门共享",
		 "{id: shared, text: 查到判决书, source: 证照库",
		 "“查到判决书”的途径由部门共享改为证照库"},
		{"flex: 灵活就业, in: 其他", "flex: 灵活就业人员, in: 其他",
		 "“身份”的选项由职工、灵活就业、其他改为职工、灵活就业人员、其他\n"
		 "身份证由“身份”为“灵活就业”时复印件2份；原件、复印件各1份改为"
		 "“身份”为“灵活就业人员”时复印件2份；原件、复印件各1份\n"
		 "“起始月”的填写要求由“身份”为“灵活就业”时必填改为"
		 "“身份”为“灵活就业人员”时必填"},
		{"lifted_by: {act: 已退回}", "lifted_by: {act: 已退回款项}",
		 "“骗取”的解除办法由已退回改为已退回款项"},
	};

	RUN(edits);
}

static void time_place_and_money(void **state)
{
	static const struct edit edits[] = {
		{"{id: all, text: 10个工作日, days: 10", "{id: all, text: 8个工作日, days: 8",
		 "办理时限由10个工作日改为8个工作日"},
		{"extend: {days: 3, unit: 日}", "extend: {days: 5, unit: 日}",
		 "办理时限的延长由可延长3日改为可延长5日"},
		{"number: 1234567, doubt: 待核实", "number: \"7654321\"",
		 "电话（市）由1234567改为7654321\n电话（市）的存疑取消（原为待核实）"},
		{"url: http://example.cn", "url: http://example.com",
		 "“网办”的网址由http://example.cn改为http://example.com"},
		{"yuan: 12.50", "yuan: 15", "收费由12.50元/人次改为15.00元/人次"},
		{"days: 25..8, across: month, text: 每月25日至次月8日",
		 "days: 20..25, text: 每月20日至25日", "每月受理期由25日至次月8日改为20日至25日"},
		{"by: 经办科, ", "", "“公示”的办理人取消（原为经办科）"},
		{"  - {text: 请激活, when: agent, lines: \"001:54\"}\n", "",
		 "温馨提示“请激活”取消"},
		{"name: 样例事项", "name: 样例新事项", "事项名称由样例事项改为样例新事项"},
	};

	RUN(edits);
}

static void fields(void **state)
{
	static const struct edit edits[] = {
		{"label: 起始月, type: month, required: who = flex",
		 "label: 起始月, type: month, required: yes",
		 "“起始月”的填写要求由“身份”为“灵活就业”时必填改为必填"},
		{"{id: start, label: 起始月, type: month, required: who = flex, lines: \"001:60\"}",
		 "{id: start, label: 起始日, type: date, required: yes, lines: \"001:60\"}",
		 "表单字段“起始月”改为“起始日”\n“起始日”由年月改为日期\n"
		 "“起始日”的填写要求由“身份”为“灵活就业”时必填改为必填"},
	};

	RUN(edits);
}

static void what_says_the_same_is_no_change(void **state)
{
	static const struct edit edits[] = {
		{"lines: \"001:30\"", "lines: \"001:31\"", NOTHING},
		{"text: 取早", "text: 取较早的一天", NOTHING},
		/* an id nobody sees */
		{"{id: known, text: 已登记", "{id: registered, text: 已登记", NOTHING},
		/* rows in another order */
		{"  - {text: 请激活, when: agent, lines: \"001:54\"}\n  - 只有一句\n",
		 "  - 只有一句\n  - {text: 请激活, when: agent, lines: \"001:54\"}\n", NOTHING},
		{"when: care has again\n", "when: not (not (care has again))\n", NOTHING},
	};

	RUN(edits);
}

/* `a and b` is `b and a`, and a question renamed is the same question. */
static void a_rule_is_its_meaning(void **state)
{
	int line, column;
	char *x = sample_break(
		sample_item, "{unstated: yes, when: who = in}",
		"{id: photo, name: 照片, forms: 原件, copies: 2, when: court and who = "
		"flex, lines: \"001:38\"}",
		&line, &column);
	char *y =
		sample_break(sample_item, "{unstated: yes, when: who = in}",
			     "{id: photo, name: 照片, forms: 原件, copies: 2, when: who = flex and "
			     "court, lines: \"001:38\"}",
			     &line, &column);
	char *z = sample_break(y, "who = flex and court", "who = flex", &line, &column);

	expect(*state, x, y, NOTHING);
	expect(*state, x, z,
	       "照片适用情形由“仅当“经法院判决”为“是”且“身份”为“灵活就业””改为"
	       "“仅当“身份”为“灵活就业””");
	free(x);
	free(y);
	free(z);
}

static void json_comes_back_whole(void **state)
{
	int line, column;
	char *now = sample_break(sample_item, "days: 10, unit: 工作日, unc",
				 "days: 8, unit: 工作日, unc", &line, &column);
	struct item *x = parse(*state, sample_item), *y = parse(*state, now);
	struct guide_change c = {0}, back = {0};

	diff_items(x, y, &c);
	diff_items(NULL, y, &c);
	json_t *j = diff_json(&c);
	assert_true(diff_read(j, &back));
	assert_int_equal(back.n_items, 2);
	assert_int_equal(back.items[0].kind, ITEM_CHANGED);
	assert_int_equal(back.items[1].kind, ITEM_NEW);
	assert_string_equal(back.items[0].lines[0].text, "办理时限由10个工作日改为8个工作日");
	assert_string_equal(back.items[0].lines[0].lines, "001:40");
	assert_int_equal(back.items[0].from, date_make(2024, 1, 1));
	json_decref(j);
	j = json_pack("{s:[{s:s}]}", "items", "item", "g-001");
	assert_false(diff_read(j, &back));
	json_decref(j);
	arena_done(&c.arena);
	arena_done(&back.arena);
	item_free(x);
	item_free(y);
	free(now);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(papers_and_their_terms, setup, teardown),
		cmocka_unit_test_setup_teardown(rules_in_words, setup, teardown),
		cmocka_unit_test_setup_teardown(time_place_and_money, setup, teardown),
		cmocka_unit_test_setup_teardown(fields, setup, teardown),
		cmocka_unit_test_setup_teardown(what_says_the_same_is_no_change, setup, teardown),
		cmocka_unit_test_setup_teardown(a_rule_is_its_meaning, setup, teardown),
		cmocka_unit_test_setup_teardown(json_comes_back_whole, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
