/* SPDX-License-Identifier: Apache-2.0
 *
 * The lint: nothing to say of a sound item, and each kind of unsound rule is
 * found at its place (the mark ¦). The guides in forms/ have no findings.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "guide/lint.h"
#include "guide_sample.h"

static const char sound[] =
	"id: g-001\n"
	"name: 样例事项\n"
	"category: 样例\n"
	"lines: \"001:10-99\"\n"
	"office: unstated\n"
	"questions:\n"
	"  - {id: who, text: 身份, type: choice, lines: \"001:12\", values: {staff: 职工, flex: "
	"灵活就业, none_yet: 未就业}}\n"
	"  - {id: care, text: 情形, type: set, min: 0, lines: \"001:13\", values: {away: 异地, "
	"again: 复发}}\n"
	"  - {id: years, text: 年限, type: months, max: 50y, when: who = staff, lines: "
	"\"001:14\"}\n"
	"  - {id: heirs, text: 继承人数, type: number, min: 1, when: care has again, lines: "
	"\"001:15\"}\n"
	"  - {id: hurt, text: 受伤之日, type: date, lines: \"001:16\"}\n"
	"  - {id: spent, text: 费用期间, type: period, lines: \"001:17\"}\n"
	"let:\n"
	"  - {id: late, value: spent.from > hurt + 2y}\n"
	"verifications:\n"
	"  - {id: shared, text: 查到判决书, when: late, lines: \"001:20\"}\n"
	"conditions:\n"
	"  - {id: enough, text: 满十五年, when: who = staff, test: years >= 15y, lines: "
	"\"001:21\"}\n"
	"prohibitions_from: [common]\n"
	"materials:\n"
	"  - {id: form, name: 《申请表》, forms: [{forms: 原件, copies: 1, when: who = staff}, "
	"{forms: 复印件, copies: 1}], lines: \"001:30\"}\n"
	"  - any:\n"
	"      - {id: d1, name: 死亡证明}\n"
	"      - {id: d2, name: 火化证明}\n"
	"    when: care has again\n"
	"    forms: 原件\n"
	"    copies: unstated\n"
	"    lines: \"001:31\"\n"
	"  - {id: idcard, name: 身份证, per: heirs, forms: 复印件, copies: 1, when: care has "
	"again, lines: \"001:34\"}\n"
	"  - {id: judgment, name: 判决书, forms: 复印件, copies: 1, when: late, exempt: {by: "
	"shared, else: required}, lines: \"001:35\"}\n"
	"  - {id: ruling, name: 法律文书, forms: 原件, copies: 1, when: dispute, lines: "
	"\"001:91\"}\n"
	"  - {unstated: yes, when: who = flex and care has away, lines: \"001:38\"}\n"
	"limits:\n"
	"  - {id: judge, text: 5日, days: 5, unit: 日, from: answer(hurt), when: late, lines: "
	"\"001:42\"}\n"
	"  - {id: send, text: 20日, days: 20, unit: 日, from: limit(judge), when: late and care "
	"has away, lines: \"001:43\"}\n"
	"channels:\n"
	"  - {id: window, lines: \"001:50\"}\n"
	"fee: unstated\n"
	"hints:\n"
	"  - {text: 请激活, when: agent, lines: \"001:54\"}\n"
	"relations:\n"
	"  - {before: g-001, text: 再次申领, lines: \"001:55\"}\n"
	"readings:\n"
	"  - {id: R2, text: 有争议}\n"
	"form:\n"
	"  fields:\n"
	"    - {id: start, label: 起始月, type: month, required: who = flex, lines: \"001:60\"}\n";

static int setup(void **state)
{
	setlocale(LC_ALL, "C.UTF-8");
	*state = sample_guide();
	return *state ? 0 : -1;
}

static int teardown(void **state)
{
	sample_done(*state);
	return 0;
}

static void lint(struct guide *g, const char *text, struct faults *f)
{
	struct item *it = item_parse(g, "g-001.yaml", text, strlen(text), f);
	struct guide *guides[] = {g};
	struct item *items[] = {it};
	const struct catalog c = {.n_guides = 1, .guides = guides, .n_items = 1, .items = items};

	if (it)
		lint_item(it, g, &c, f);
	item_free(it);
}

static void print(const struct faults *f)
{
	for (size_t i = 0; i < f->count; i++)
		print_error("  %d:%d: %s\n", f->rows[i].line, f->rows[i].column, f->rows[i].text);
}

static void a_sound_item_has_no_findings(void **state)
{
	struct faults f = {0};

	lint(*state, sound, &f);
	print(&f);
	assert_int_equal(f.count, 0);
	faults_done(&f);
}

/* Every row makes one finding and no other. */
static const struct {
	const char *find, *put, *words;
} unsound[] = {
	{"lines: \"001:12\"", "lines: " MARK "\"002:12\"", "不在本指南的文件 001"},
	{"fee: unstated\n", "fee: unstated\nsteps:\n  - " MARK "受理\n", "没写原文的行"},
	{", lines: \"001:38\"}", "}", "没写原文的行"},
	{"name: 判决书", "reading: " MARK "R9, name: 判决书", "没有读法「R9」"},
	{"  - {id: R2, text: 有争议}\n",
	 "  - {id: R2, text: 有争议}\n  - {id: " MARK "R3, text: 多余}\n", "「R3」没有一处用到"},
	{"  - {id: R2, text: 有争议}\n", "  - {id: R3, text: 别的}\n", "没有读法「R2」"},
	{"let:\n", "let:\n  - {id: " MARK "idle, value: hurt + 1y}\n", "「idle」没有一处用到"},
	{"    - {id: start, label: 起始月",
	 "    - {id: start, label: " MARK "起始月起始月起始月起始月起始月起始",
	 "标签太宽：34列，最多32列"},
	{"  - {before: g-001,", "  - " MARK "{before: g-777,", "没有事项「g-777」"},
	{"  - {before: g-001,", "  - " MARK "{excludes: g-001,", "不能与自己"},
	{"fee: unstated\n",
	 "fee: unstated\nsteps: [{text: 受理, acts: [receive], days: unstated, separate: " MARK
	 "yes, lines: \"001:4\"}]\n",
	 "第一步之前没有人"},
	{"fee: unstated\n",
	 "fee: unstated\nsteps:\n  - " MARK "{text: 受理, days: unstated, lines: \"001:4\"}\n",
	 "没写这一步是做什么的"},
	{"fee: unstated\n",
	 "fee: unstated\nsteps: [{text: 公示, acts: " MARK
	 "[public], days: unstated, lines: \"001:4\"}]\n",
	 "要同时写"},
	{"      - {id: d2, name: 火化证明}\n", "", "任选其一的只有一种"},
	{"      - {id: d2, name: 火化证明}\n",
	 "      - all: [{id: x1, name: 件1}, {id: x2, name: 件2}, {id: x3, name: 件3}, {id: x4, "
	 "name: 件4}, "
	 "{id: x5, name: 件5}, {id: x6, name: 件6}, {id: x7, name: 件7}, {id: x8, name: 件8}, "
	 "{id: x9, name: 件9}, {id: x10, name: 件10}, {id: x11, name: 件11}, {id: x12, name: "
	 "件12}, "
	 "{id: x13, name: 件13}, {id: x14, name: 件14}, {id: x15, name: 件15}, {id: x16, name: "
	 "件16}]\n",
	 "材料多于15份"},
	{"fee: unstated\n",
	 "fee: unstated\nwindow: {days: " MARK "30..8, across: month, lines: \"001:1\"}\n",
	 "不是每个月都有30日"},
	{"fee: unstated\n",
	 "fee: unstated\neffective: {from: 2024-01-01}\nvalidity: " MARK
	 "{to: 2023-12-31, lines: \"001:1\"}\n",
	 "施行以前就结束"},
	{"limits:\n  - {id: judge, text: 5日",
	 "steps:\n  - {text: 初审, acts: [first], days: 4, unit: 工作日, when: agent, lines: "
	 "\"001:44\"}\n"
	 "  - {text: 复核, acts: [second], days: 2, unit: 工作日, lines: \"001:44\"}\n"
	 "  - {text: 送达, acts: [feedback], days: 9, unit: 工作日, counted: no, lines: "
	 "\"001:44\"}\n"
	 "limits:\n  - {id: all, text: 5天, days: " MARK
	 "5, unit: 工作日, when: agent, lines: \"001:4\"}\n"
	 "  - {id: judge, text: 5日",
	 "各步共6工作日，比时限5工作日长"},
	/* rules */
	{"  - {id: hurt,",
	 "  - {id: " MARK "idle, text: 闲话, type: yesno, lines: \"001:9\"}\n  - {id: hurt,",
	 "「闲话」怎样回答都一样"},
	{"  - {id: hurt,",
	 "  - {id: " MARK "idle, text: 闲话, type: yesno, lines: \"001:9\"}\n"
	 "  - {id: more, text: 更闲, type: yesno, when: idle, lines: \"001:9\"}\n  - {id: hurt,",
	 "「闲话」怎样回答都一样"},
	{"exempt: {by: shared, else: required}, ", "", "「查到判决书」核验与否都一样"},
	{"max: 50y, when: who = staff", "max: 50y, when: " MARK "who = staff and who = flex",
	 "永远问不到「年限」"},
	{"{id: enough, text: 满十五年, when: who = staff",
	 "{id: enough, text: 满十五年, when: " MARK
	 "who = flex and care has again and not (care has again)",
	 "没有任何答案会使"},
	{"test: years >= 15y", "test: " MARK "years >= 0m", "永远不会不符合"},
	{"test: years >= 15y", "test: " MARK "years > 50y", "永远不会符合"},
	{"when: agent", "when: " MARK "agent or not agent", "总是成立"},
	{"when: agent", "when: " MARK "agent and heirs > 3 and not (care has again)",
	 "没有任何答案会使"},
	{"    when: care has again\n", "    when: " MARK "care has again and care is none\n",
	 "没有任何答案会要这一组材料"},
	{"copies: 1, when: late, exempt",
	 "copies: 1, when: " MARK "late and spent.to < hurt, exempt", "没有任何答案会要这份材料"},
	{"{forms: 复印件, copies: 1}]", MARK "{forms: 复印件, copies: 1, when: who = staff}]",
	 "永远轮不到这种形式"},
	{"forms: [{forms: 原件, copies: 1, when: who = staff}, {forms: 复印件, copies: 1}]",
	 "forms: " MARK "[{forms: 原件, copies: 1, when: who = staff}, {forms: 复印件, copies: 1, "
	 "when: who = flex}]",
	 "没有一种形式适用：身份=未就业"},
	{"per: heirs, forms: 复印件, copies: 1, when: care has again",
	 "per: " MARK "heirs, forms: 复印件, copies: 1, when: care has away",
	 "要用「继承人数」的答案时"},
	{"{id: judgment, name: 判决书", "{id: judgment, name: 《申请表》",
	 "同名的材料「《申请表》」"},
	{"from: limit(judge), when: late and care has away",
	 "from: " MARK "limit(judge), when: care has away", "所等的「5日」可能不适用"},
	{"text: 5日, days: 5, unit: 日", "text: 若干日, days: unstated", "起算日无从知道"},
};

static void every_unsound_rule_is_found(void **state)
{
	size_t failed = 0;

	for (size_t i = 0; i < sizeof(unsound) / sizeof(*unsound); i++) {
		struct faults f = {0};
		int line, column;
		char *text = sample_break(sound, unsound[i].find, unsound[i].put, &line, &column);
		lint(*state, text, &f);
		bool found = false;
		for (size_t k = 0; unsound[i].words && k < f.count; k++)
			found |=
				(!line || (f.rows[k].line == line && f.rows[k].column == column)) &&
				strstr(f.rows[k].text, unsound[i].words);
		if (unsound[i].words && !found) {
			failed++;
			print_error("case %zu %s at %d:%d\n", i, unsound[i].put, line, column);
			print(&f);
		}
		faults_done(&f);
		free(text);
	}
	assert_int_equal(failed, 0);
}

static void answers_that_ask_for_nothing(void **state)
{
	static const char materials[] =
		"materials:\n"
		"  - {id: a, name: 甲, forms: 原件, copies: 1, when: who = staff, lines: "
		"\"001:30\"}\n"
		"  - {id: b, name: 乙, forms: 原件, copies: 1, when: dispute, lines: \"001:30\"}\n"
		"  - {id: ruling, name: 丙, forms: 原件, copies: 1, when: care has away, lines: "
		"\"001:30\"}\n";
	static const char said[] =
		"  - {unstated: yes, when: \"who in (flex, none_yet)\", lines: \"001:30\"}\n";
	const char *from = strstr(sound, "materials:\n"), *to = strstr(sound, "limits:\n");

	for (int stated = 0; stated < 2; stated++) {
		struct faults f = {0};
		char *text = xasprintf("%.*s%s%s%s", (int)(from - sound), sound, materials,
				       stated ? said : "", to);
		bool found = false;
		lint(*state, text, &f);
		for (size_t i = 0; i < f.count; i++)
			found |= strstr(f.rows[i].text,
					"什么材料也不要，也没写 unstated：身份=灵活就业") != NULL;
		assert_int_equal(found, !stated);
		faults_done(&f);
		free(text);
	}
}

/* Named by a rule that says the same whatever the answer is. */
static void a_question_without_weight(void **state)
{
	struct faults f = {0};
	int line, column, unused;
	char *one = sample_break(sound, "when: agent", "when: agent and (idle > 5 or idle <= 5)",
				 &line, &column);
	char *two =
		sample_break(one, "  - {id: hurt,",
			     "  - {id: " MARK "idle, text: 闲数, type: number, lines: \"001:9\"}\n"
			     "  - {id: hurt,",
			     &line, &unused);

	lint(*state, two, &f);
	assert_int_equal(f.count, 1);
	assert_int_equal(f.rows[0].line, line);
	assert_non_null(strstr(f.rows[0].text, "「闲数」怎样回答都一样"));
	faults_done(&f);
	free(two);
	free(one);
}

static void rules_too_tangled_to_try_are_told(void **state)
{
	struct str questions = {0}, rule = {0};
	struct faults f = {0};
	bool found = false;

	for (int i = 0; i < 17; i++) {
		str_addf(&questions, "  - {id: q%d, text: 问%d, type: yesno, lines: \"001:9\"}\n",
			 i, i);
		str_addf(&rule, "%sq%d", i ? " or " : "", i);
	}
	char *with = xasprintf("questions:\n%s", str_text(&questions));
	char *when = xasprintf("when: %s", str_text(&rule));
	int line, column;
	char *one = sample_break(sound, "questions:\n", with, &line, &column);
	char *two = sample_break(one, "when: agent", when, &line, &column);
	lint(*state, two, &f);
	for (size_t i = 0; i < f.count; i++)
		found |= strstr(f.rows[i].text, "65536种以上") != NULL;
	assert_true(found);
	assert_int_equal(f.count, 1);
	faults_done(&f);
	free(two);
	free(one);
	free(when);
	free(with);
	str_done(&rule);
	str_done(&questions);
}

static void the_guides_have_no_findings(void **state)
{
	struct faults f = {0};
	struct lint_counts n = {0};
	char *dir = xasprintf("%s/forms", getenv("YICHUANG_SOURCE_ROOT"));

	(void)state;
	bool clean = lint_dir(dir, &n, &f);
	for (size_t i = 0; i < f.count; i++)
		print_error("%s:%d:%d: %s\n", f.rows[i].file, f.rows[i].line, f.rows[i].column,
			    f.rows[i].text);
	assert_true(clean);
	assert_true(n.items > 60);
	faults_done(&f);
	free(dir);
}

static void a_folder_without_guides(void **state)
{
	struct faults f = {0};
	struct lint_counts n = {0};

	(void)state;
	assert_false(lint_dir("/nonexistent", &n, &f));
	assert_int_equal(n.items, 0);
	faults_done(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_sound_item_has_no_findings),
		cmocka_unit_test(every_unsound_rule_is_found),
		cmocka_unit_test(answers_that_ask_for_nothing),
		cmocka_unit_test(a_question_without_weight),
		cmocka_unit_test(rules_too_tangled_to_try_are_told),
		cmocka_unit_test(the_guides_have_no_findings),
		cmocka_unit_test(a_folder_without_guides),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
