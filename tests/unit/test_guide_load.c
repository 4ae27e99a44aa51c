/* SPDX-License-Identifier: Apache-2.0
 *
 * The loader: everything of the sample item arrives, and every way of breaking it
 * is told with its place. In the table of faults the mark ¦ stands where the
 * fault must be named.
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
#include "guide_sample.h"
#include "guide/expr_text.h"

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

static struct item *parse(const struct guide *g, const char *text, struct faults *f)
{
	return item_parse(g, "g-001.yaml", text, strlen(text), f);
}

static struct item *sample(const struct guide *g)
{
	struct faults f = {0};
	struct item *it = parse(g, sample_item, &f);

	for (size_t i = 0; i < f.count; i++)
		print_error("%s:%d:%d: %s\n", f.rows[i].file, f.rows[i].line, f.rows[i].column,
			    f.rows[i].text);
	faults_done(&f);
	assert_non_null(it);
	return it;
}

static void assert_expr(const struct item *it, expr_ref ref, const char *text)
{
	struct str s = {0};

	expr_text(it, ref, &s);
	assert_string_equal(str_text(&s), text);
	str_done(&s);
}

/* ---- a good item ---- */

static void head_and_variables(void **state)
{
	struct item *it = sample(*state);
	const struct var *v;

	assert_string_equal(it->id, "g-001");
	assert_string_equal(it->guide, "g");
	assert_string_equal(it->office_text, "样例科");
	assert_int_equal(it->effective_from, date_make(2024, 1, 1));
	assert_int_equal(it->effective_to, DATE_NONE);
	assert_int_equal(it->n_audience, 2);
	for (int i = 0; i < FACT_KINDS; i++)
		assert_int_equal(it->vars[i].kind, VAR_FACT);
	assert_string_equal(it->vars[FACT_OFFICE].values[1].id, "county");
	assert_true(it->vars[FACT_AGENT].used);
	assert_true(it->vars[FACT_PEOPLE].used);
	assert_false(it->vars[FACT_SEX].used);

	assert_int_equal(item_var(it, "who"), item_var(it, "身份"));
	v = &it->vars[item_var(it, "who")];
	assert_int_equal(v->type, TYPE_CHOICE);
	assert_int_equal(item_choice(v, "其他"), 2);
	assert_int_equal(item_choice(v, "in"), 2);
	assert_int_equal(item_choice(v, "none"), -1);
	v = &it->vars[item_var(it, "court")];
	assert_expr(it, v->when, "care has away");
	assert_int_equal(it->nodes[v->value].op, OP_VAR);
	assert_int_equal(it->nodes[v->value].y, v->when);
	v = &it->vars[item_var(it, "years")];
	assert_int_equal(v->max, 600);
	v = &it->vars[item_var(it, "judged")];
	assert_true(v->optional);
	assert_string_equal(v->or_none, "未鉴定");
	assert_int_equal(it->vars[item_var(it, "old.exists")].kind, VAR_EXISTS);
	assert_int_equal(it->vars[item_var(it, "jailed")].kind, VAR_PROHIBITION);
	assert_int_equal(item_var(it, "enough"), -1); /* computed */
	item_free(it);
}

static void operands_stand_before_their_users(void **state)
{
	struct item *it = sample(*state);

	assert_int_equal(it->nodes[EXPR_TRUE].op, OP_TRUE);
	assert_int_equal(it->nodes[EXPR_FALSE].op, OP_NOT);
	for (size_t i = 1; i < it->n_nodes; i++) {
		const struct expr_node *n = &it->nodes[i];
		assert_true(n->y < i);
		assert_true(n->op == OP_VAR ? n->x < it->n_vars : n->x < i || n->op == OP_CONST);
		for (size_t j = 0; j < i; j++)
			assert_false(memcmp(n, &it->nodes[j], sizeof(*n)) == 0);
	}
	item_free(it);
}

static void rules(void **state)
{
	struct item *it = sample(*state);

	assert_int_equal(it->n_conditions, 2);
	assert_int_equal(it->conditions[0].var, -1);
	assert_true(it->conditions[0].fails_as_missing);
	assert_expr(it, it->conditions[0].test, "years >= 15y");
	assert_expr(it, it->conditions[0].when, "who = staff");
	assert_int_equal(it->conditions[1].var, item_var(it, "known"));
	assert_string_equal(it->conditions[1].resolve, "先登记");
	assert_int_equal(it->n_prohibitions, 3);
	assert_string_equal(it->prohibitions[0].lifted_by_act, "已退回");
	assert_int_equal(it->prohibitions[2].lifted_by_paper, item_paper(it, "ruling"));
	assert_string_equal(it->prohibitions[2].reading, "R2");
	assert_int_equal(it->n_verifications, 1);
	assert_string_equal(it->verifications[0].source, "部门共享");
	item_free(it);
}

static void papers(void **state)
{
	struct item *it = sample(*state);
	const struct paper *p;

	assert_int_equal(it->materials, STATED);
	assert_int_equal(it->demands[0].count, 8);
	p = &it->papers[item_paper(it, "《申请表》")];
	assert_int_equal(p->kind, PAPER_APPLICATION);
	assert_int_equal(p->n_marks, 2);
	assert_false(p->marks[0].signature);
	assert_expr(it, p->marks[0].when, "who = staff");
	assert_true(p->marks[1].signature);
	assert_int_equal(p->asked, EXPR_TRUE);

	p = &it->papers[item_paper(it, "d1")];
	assert_int_equal(p->forms[0].mask, 1u << FORM_ORIGINAL);
	assert_string_equal(p->lines, "001:31-33");
	assert_int_equal(p->asked, EXPR_FALSE); /* only inside an any */
	p = &it->papers[item_paper(it, "d4")];
	assert_int_equal(p->forms[0].mask, 1u << FORM_SHOW_ORIGINAL | 1u << FORM_KEEP_COPY);
	assert_false(p->forms[0].all);
	assert_int_equal(p->forms[0].copies, COPIES_UNSTATED);

	p = &it->papers[item_paper(it, "idcard")];
	assert_int_equal(p->n_forms, 2);
	assert_int_equal(p->per, item_var(it, "heirs"));
	assert_true(p->forms[1].all);
	p = &it->papers[item_paper(it, "judgment")];
	assert_expr(it, p->listed, "court");
	assert_expr(it, p->asked, "court and not shared");
	assert_true(p->exempt_else_required);
	p = &it->papers[item_paper(it, "ruling")];
	assert_string_equal(p->per_text, "继承人");
	assert_string_equal(it->fields[p->per_list].path, "heirs.list");
	assert_int_equal(it->papers[item_paper(it, "idcard")].per_list, -1);
	assert_expr(it, it->papers[item_paper(it, "ruling")].asked, "dispute");
	item_free(it);
}

static void groups_and_papers_used_twice(void **state)
{
	struct item *it = sample(*state);
	const struct demand *any = NULL;
	const struct paper *old = &it->papers[item_paper(it, "old")];

	for (size_t i = 0; i < it->n_demands; i++) {
		if (strcmp(it->demands[i].id, "death") == 0)
			any = &it->demands[i];
	}
	assert_non_null(any);
	assert_int_equal(any->kind, DEMAND_ANY);
	assert_true(any->open);
	assert_int_equal(any->count, 4);
	for (size_t i = 0; i < any->count; i++)
		assert_expr(it, it->demands[it->children[any->first + i]].when, "care has again");
	/* Asked wherever it is, if there is one; then asked there only once. */
	assert_true(old->deferrable);
	assert_int_equal(old->defer_days, 10);
	assert_int_equal(old->defer_ways, DEFER_ON_SITE | DEFER_POST);
	assert_expr(it, old->asked, "old.exists"); /* the second place adds nothing */
	assert_int_equal(it->vars[item_var(it, "old.exists")].when, EXPR_TRUE);
	item_free(it);
}

static void time_and_place(void **state)
{
	struct item *it = sample(*state);

	assert_int_equal(it->window.first, 25);
	assert_int_equal(it->window.last, 8);
	assert_int_equal(it->validity.to, date_make(2030, 12, 31));
	assert_int_equal(it->n_limits, 4);
	assert_int_equal(it->limits[1].start, START_NEXT_MONTH);
	assert_int_equal(it->limits[2].start_var, item_var(it, "hurt"));
	assert_int_equal(it->limits[2].extend_days, 3);
	assert_int_equal(it->limits[3].start_limit, 2);
	assert_string_equal(it->limits[0].uncounted[0], "邮寄");
	assert_int_equal(it->steps[0].unit, UNIT_AT_ONCE);
	assert_int_equal(it->steps[0].acts, STEP_BIT(STEP_RECEIVE));
	assert_int_equal(it->steps[1].acts, STEP_BIT(STEP_PUBLIC));
	assert_false(it->steps[1].counted);
	assert_false(it->steps[1].stated);
	assert_int_equal(it->n_channels, 3);
	assert_true(it->channels[0].here);
	assert_string_equal(it->channels[0].places[0].address, "市里");
	assert_string_equal(it->channels[0].places[1].name, "二楼窗口");
	assert_string_equal(it->channels[1].name, "网办");
	assert_string_equal(it->channels[2].name, "掌上办");
	assert_int_equal(it->fee.amount, 1250);
	assert_int_equal(it->fee.per_var, FACT_PEOPLE);
	assert_string_equal(it->phones[0].doubt, "待核实");
	assert_int_equal(it->hints.count, 2);
	assert_null(it->hints.rows[1].lines);
	assert_int_equal(it->basis.stated, STATED_NOT);
	assert_int_equal(it->relations[0].kind, RELATION_BEFORE);
	assert_string_equal(item_reading(it, "R1"), "取早");
	item_free(it);
}

static void form(void **state)
{
	struct item *it = sample(*state);

	assert_int_equal(it->n_blocks, 3);
	assert_int_equal(it->blocks[0].role, ROLE_INSURED);
	assert_string_equal(it->blocks[0].title, "人员");
	assert_string_equal(it->blocks[1].title, "继承人");
	assert_string_equal(it->blocks[2].id, "own");
	assert_int_equal(it->n_fields, 5);
	assert_int_equal(it->fields[0].required, EXPR_TRUE);
	assert_expr(it, it->fields[1].required, "agent");
	assert_int_equal(it->fields[2].n_columns, 1);
	assert_expr(it, it->fields[3].required, "who = flex");
	assert_int_equal(it->fields[4].type, FIELD_CHOICE);
	assert_string_equal(it->fields[4].label, "身份");
	item_free(it);
}

static void words_of_forms_and_limits(void **state)
{
	struct item *it = sample(*state);
	enum tri *truths = xcalloc(it->n_nodes, sizeof(*truths));
	static const struct {
		const char *paper, *text;
	} cases[] = {{"form", "原件1份"},
		     {"d1", "原件"},
		     {"d4", "验原件或收复印件"},
		     {"idcard", "复印件2份"},
		     {"old", "指南未载明"}};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		char *text = item_form_text(it, &it->papers[item_paper(it, cases[i].paper)], NULL);
		assert_string_equal(text, cases[i].text);
		free(text);
	}
	truths[EXPR_TRUE] = TRI_TRUE;
	char *text = item_form_text(it, &it->papers[item_paper(it, "idcard")], truths);
	assert_string_equal(text, "原件、复印件各1份");
	free(text);
	text = item_limit_text(&it->limits[0]);
	assert_string_equal(text, "10个工作日");
	free(text);
	free(truths);
	item_free(it);
}

static void the_version_is_made_of_the_bytes_that_decide(void **state)
{
	struct item *it = sample(*state), *same = sample(*state);
	struct faults f = {0};
	char *changed = xasprintf("%s# end\n", sample_item);
	struct item *other = parse(*state, changed, &f);

	assert_int_equal(strlen(it->version), 32);
	assert_string_equal(it->version, same->version);
	assert_string_not_equal(it->version, other->version);
	item_free(it);
	item_free(same);
	item_free(other);
	free(changed);
}

/* ---- broken items ---- */

static const struct broken {
	const char *find, *put, *words;
} broken[] = {
	/* YAML */
	{"name: 样例事项", MARK "nam: 样例事项", "不认识的键「nam」，此处可用：id name"},
	{"category: 样例\n", "category: 样例\n" MARK "name: 又一个\n", "键「name」重复了，第2行"},
	{"name: 样例事项", "name: " MARK "&a 样例事项", "锚点"},
	{"name: 样例事项", "name: " MARK "*a", "引用"},
	{"name: 样例事项", "name: " MARK "!x 样例事项", "标签"},
	{"name: 样例事项", "name: " MARK "\"样\\u202e例\"", "不可见字符"},
	{"name: 样例事项", "name: 样" MARK "\x01例", "控制字符"},
	{"name: 样例事项", "name: 样" MARK "\u202e例", "不可见字符"},
	{"name: 样例事项", "name:" MARK "\t样例", "制表符"},
	{"name: 样例事项", "name: 样" MARK "\xff例", "UTF-8"},
	{"name: 样例事项", "name: " MARK "|\n  两行\n  文字", "一行"},
	{"name: 样例事项", "name: 甲" MARK ": 乙", "不能有「: 」"},
	{"单位]\naliases: [", "单位\naliases" MARK ": [", "方括号"},
	{"name: 样例事项", "name:" MARK, "空的"},
	{"name: 样例事项", "name: " MARK "[a]", "一句文字"},
	{"type: month,", "type: secret, again: " MARK "begin,", "again 只用于 secret"},
	{"type: month,", "type: month, again: " MARK "start,", "again 只用于 secret"},
	{"type: month,", "type: secret, min: 8, max: 8,", NULL},
	{"form:\n  blocks", MARK "---\nform:\n  blocks", "一份内容"},
	{"category: 样例",
	 "category: [[[[[[[[[[[[[[[[[[[[[[[[" MARK "[[1]]]]]]]]]]]]]]]]]]]]]]]]]]", "嵌套太深"},
	/* keys and words */
	{"category: 样例\n", "", "缺少键「category」"},
	{"fee: {yuan: 12.50, per: 人次, times: people, basis: 某文, lines: \"001:52\"}\n", "",
	 "缺少键「fee」"},
	{"id: g-001", "id: " MARK "g-002", "文件名"},
	{"lines: \"001:10-99\"", "lines: " MARK "\"001:99-10\"", "lines 要写成"},
	{"lines: \"001:10-99\"", "lines: " MARK "\"1:10\"", "lines 要写成"},
	{"lines: \"001:10-99\"", "lines: " MARK "\"001:10,\"", "lines 要写成"},
	{", lines: \"001:12\", values", ", values", "缺少键「lines」"},
	{"effective: {from: 2024-01-01", "effective: {from: " MARK "2024-02-30", "应是一个日期"},
	{"type: choice,", "type: " MARK "chioce,", "不认识「chioce」，此处可用：yesno choice"},
	{"{id: who, text: 身份", "{id: " MARK "Who, text: 身份", "id 只能用小写字母"},
	{"{id: who, text: 身份", "{id: " MARK "and, text: 身份", "不能作 id"},
	{"{id: care, text", "{id: " MARK "who, text", "id「who」重复了，第11行"},
	{"{id: care, text", "{id: " MARK "sex, text", "每个事项都有"},
	{"staff: 职工", MARK "yes: 职工", "选项代号「yes」"},
	{"flex: 灵活就业", "flex: " MARK "职工", "选项文字「职工」重复"},
	{"type: yesno, when", "type: yesno, min: " MARK "1, when", "min 和 max 只用于"},
	{"min: 1, max: 9", "min: " MARK "10, max: 9", "min 比 max 大"},
	{"max: 50y", "max: " MARK "50", "15y 或 6m"},
	{"or_none: 未鉴定, optional: yes", "or_none: 未鉴定, optional: " MARK "true",
	 "只能写 yes 或 no"},
	{"fails_as: missing", "fails_as: " MARK "failed", "此处可用：ineligible missing"},
	{"prohibitions_from: [common]", "prohibitions_from: [" MARK "rare]", "没有这份禁办情形"},
	{"lifted_by: {act: 已退回}", "lifted_by: " MARK "{act: 已退回, paper: form}", "二者选一"},
	{"days: 25..8, across", "days: " MARK "25-8, across", "19..28"},
	{"days: 25..8, across: month", "days: " MARK "25..8", "across: month"},
	{"validity: {to: 2030-12-31, when", "validity: " MARK "{when", "要写 from 或 to"},
	/* expressions */
	{"when: care has away", "when: care has " MARK "awayy",
	 "没有「awayy」这个选项，可用：away again"},
	{"when: care has away", "when: " MARK "cares has away",
	 "不认识的名字「cares」，此处可用：channel"},
	{"when: care has away", "when: care " MARK "= away", "多选用 has"},
	{"when: care has away", "when: who " MARK "has staff", "has 只用于多选"},
	{"when: care has away", "when: who " MARK "< staff", "选项只能用"},
	{"when: care has away", "when: \"who in (staff, " MARK "none)\"", "没有「none」这个选项"},
	{"when: care has away", "when: " MARK "who", "不能单独当真假用"},
	{"when: care has away", "when: heirs > " MARK "3y", "不能把数和年月数相比"},
	{"when: care has away", "when: heirs > 3 " MARK "heirs", "却还有「heirs」"},
	{"when: care has away", "when: (heirs > 3" MARK "", "此处应是「)」，却是结尾"},
	{"when: care has away", "when: hurt > " MARK "2024-02-30", "没有 2024-02-30 这一天"},
	{"when: care has away", "when: hurt + " MARK "201y > on", "最多200年"},
	{"when: care has away", "when: heirs " MARK "+ 1 > 2", "日期加减"},
	{"when: care has away", "when: heirs " MARK "＞ 2", "不能有「＞」"},
	{"when: care has away", "when: " MARK "court", "绕成了圈：「court」"},
	{"when: care has away", "when: " MARK "\"\"", "表达式"},
	{"when: care has away", "when: spent" MARK ".end > hurt", "from 或 to"},
	{"when: care has away", "when: " MARK "enough", "由程序算出"},
	{"when: care has away", "when: who is not " MARK "staff", "却是「staff」"},
	{"test: years >= 15y", "test: years >= " MARK "15", "15y 或 6m"},
	{"value: spent.from > end", "value: spent.from > " MARK "ends", "不认识的名字「ends」"},
	{"value: spent.from > end", "value: spent.from > end or " MARK "late", "绕成了圈"},
	{"least(coalesce(judged, hurt + 2y), hurt + 2y)", "least(judged, " MARK "heirs)", "同一类"},
	/* papers */
	{"kind: 申请表, forms: 原件", "kind: 申请表, forms: " MARK "原本", "此处可用：原件 复印件"},
	{"《申请表》, kind: 申请表, forms: 原件, copies: 1",
	 "《申请表》, kind: 申请表, forms: 原件", "缺少键「copies」"},
	{"copies: 1, seal", "copies: " MARK "0, seal", "1到99"},
	{"{any: [验原件, 收复印件]}", MARK "{any: [验原件]}", "写成 {all:"},
	{"{any: [验原件, 收复印件]}", "[" MARK "验原件, 收复印件]", "写明 {all"},
	{"{id: d1, name: 死亡证明}", "{id: " MARK "form, name: 死亡证明}", "写 use: form"},
	{"  - {use: old, when: late}", "  - {use: " MARK "older, when: late}", "use 要写"},
	{"      - {other: 其他证明}\n", "", NULL},
	{"  - {use: old, when: late}",
	 "  - " MARK "{other: 别的, forms: 原件, copies: 1, lines: \"001:1\"}", "只能在 any 里"},
	{"  - {unstated: yes, when: who = in}", "  - " MARK "{unstated: yes}",
	 "{unstated: yes, when"},
	{"  - {unstated: yes, when: who = in}", "  - " MARK "{none: 无需提供}",
	 "{none: 原文的话, when"},
	{"per: heirs", "per: " MARK "who", "数字型问题"},
	{"per: heirs", "per: " MARK "heir", "数字型问题"},
	{"exempt: {by: shared, else: required}", "exempt: {by: " MARK "court, else: required}",
	 "verifications 里的 id"},
	{"ways: [现场送达, 邮寄]", "ways: [现场送达, " MARK "传真]", "此处可用：现场送达 邮寄"},
	{"  - {id: ruling, name: 法律文书, forms: 原件, copies: 1, when: dispute, per: 继承人, "
	 "lines: "
	 "\"001:91\"}\n",
	 "", "要由材料「ruling」解除，但事项 g-001"},
	{"label: 起始月, type: month", "label: 起始月, type: month, role: " MARK "kin",
	 "role 只用于 people"},
	/* time and place */
	{"days: 10, unit: 工作日, uncounted", "days: " MARK "0, unit: 工作日, uncounted",
	 "days: 0"},
	{"from: answer(hurt)", "from: " MARK "answer(who)", "日期型问题"},
	{"from: limit(judge)", "from: " MARK "limit(none)", "另一个时限"},
	{"from: next_month", "from: " MARK "tomorrow", "accepted next_month"},
	{"  - {id: judge, text: 鉴定后5日, days: 5, unit: 日, from: answer(hurt)",
	 "  - " MARK "{id: judge, text: 鉴定后5日, days: 5, unit: 日, from: limit(send)",
	 "绕成了圈"},
	{"{office: city}", "{office: " MARK "moon}", "offices 里没有「moon」"},
	{"  - mobile\n", "  - " MARK "fax\n", "此处可用：window online"},
	{"yuan: 12.50", "yuan: " MARK "-3", "金额"},
	{"times: people", "times: " MARK "hurt", "数字型问题"},
	{"{before: g-002, text", MARK "{before: g-002, with: g-003, text", "只能写一个"},
	{"{id: R2, text: 有争议}", "{id: " MARK "R1, text: 有争议}", "重复"},
	/* form */
	{"use: person", "use: " MARK "persons", "blocks.yaml 里有：person heirs"},
	{"office: ", "result: " MARK "draw\noffice: ", "此处可用：print"},
	{"office: ", "result: " MARK "print\noffice: ", "没有这个共用栏目"},
	{"role: insured}", "role: " MARK "boss}", "此处可用：insured deceased"},
	{"月, type: month", "月, type: " MARK "moon", "此处可用：text name"},
	{"{id: who, answer: who}", "{id: who, answer: " MARK "wh}", "问题的 id"},
	{"id: heirs, title", "id: " MARK "insured, title", "重复"},
};

static bool names(const struct faults *f, int line, int column, const char *words)
{
	for (size_t i = 0; i < f->count; i++) {
		const struct fault *row = &f->rows[i];
		if ((!line || (row->line == line && row->column == column)) &&
		    strstr(row->text, words))
			return true;
	}
	return false;
}

static void every_fault_has_its_place(void **state)
{
	size_t failed = 0;

	for (size_t i = 0; i < sizeof(broken) / sizeof(*broken); i++) {
		const struct broken *b = &broken[i];
		struct faults f = {0};
		int line, column;
		char *text = sample_break(sample_item, b->find, b->put, &line, &column);
		struct item *it = parse(*state, text, &f);
		bool good = b->words ? !it && names(&f, line, column, b->words) : it != NULL;
		if (!good) {
			failed++;
			print_error("case %zu, %s -> %s, wanted at %d:%d\n", i, b->find, b->put,
				    line, column);
			for (size_t k = 0; k < f.count; k++)
				print_error("  %d:%d: %s\n", f.rows[k].line, f.rows[k].column,
					    f.rows[k].text);
		}
		item_free(it);
		faults_done(&f);
		free(text);
	}
	assert_int_equal(failed, 0);
}

static void all_faults_of_a_file_are_told(void **state)
{
	static const char text[] = "id: g-001\n"
				   "nmae: 甲\n"
				   "category: 乙\n"
				   "lines: \"9\"\n"
				   "questions: [{id: q, text: 问, type: what, lines: \"001:1\"}]\n"
				   "limits: 五天\n";
	struct faults f = {0};
	struct err e = {0};

	assert_null(parse(*state, text, &f));
	faults_sort(&f);
	assert_true(names(&f, 2, 1, "不认识的键「nmae」"));
	assert_true(names(&f, 1, 1, "缺少键「name」"));
	assert_true(names(&f, 4, 8, "lines 要写成"));
	assert_true(names(&f, 5, 36, "不认识「what」"));
	assert_true(names(&f, 6, 9, "要写成列表"));
	assert_true(names(&f, 1, 1, "缺少键「office」"));
	assert_true(names(&f, 1, 1, "缺少键「materials」"));
	for (size_t i = 1; i < f.count; i++)
		assert_true(f.rows[i - 1].line <= f.rows[i].line);
	faults_to_err(&f, &e);
	assert_int_equal(e.code, ERR_INPUT);
	assert_non_null(strstr(e.text, "g-001.yaml:1:1: "));
	assert_non_null(strstr(e.text, "另有"));
	faults_done(&f);
}

/* ---- whatever happens to a file, loading ends in an item or in faults ---- */

static void survives(const struct guide *g, const char *text, size_t len)
{
	struct faults f = {0};
	struct item *it = item_parse(g, "g-001.yaml", text, len, &f);

	assert_true((it != NULL) == (f.count == 0));
	item_free(it);
	faults_done(&f);
}

static void lines_lost_doubled_or_spoilt(void **state)
{
	static const char spoil[] = "{}[]:,\"'#&*-|>\x80\0\n x0";
	size_t len = strlen(sample_item);
	char *text = xmalloc(2 * len + 1);
	unsigned seed = 1;

	for (size_t from = 0, to; from < len; from = to) {
		to = from + strcspn(sample_item + from, "\n") + 1;
		memcpy(text, sample_item, from);
		memcpy(text + from, sample_item + to, len - to);
		survives(*state, text, len - (to - from));
		memcpy(text, sample_item, to);
		memcpy(text + to, sample_item + from, len - from);
		survives(*state, text, len + to - from);
		for (size_t k = 0; k < sizeof(spoil) - 1; k++) {
			memcpy(text, sample_item, len);
			seed = seed * 1103515245u + 12345u;
			text[from + (seed >> 16) % (to - from)] = spoil[k];
			survives(*state, text, len);
		}
		survives(*state, sample_item, from);
	}
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(head_and_variables),
		cmocka_unit_test(operands_stand_before_their_users),
		cmocka_unit_test(rules),
		cmocka_unit_test(papers),
		cmocka_unit_test(groups_and_papers_used_twice),
		cmocka_unit_test(time_and_place),
		cmocka_unit_test(form),
		cmocka_unit_test(words_of_forms_and_limits),
		cmocka_unit_test(the_version_is_made_of_the_bytes_that_decide),
		cmocka_unit_test(every_fault_has_its_place),
		cmocka_unit_test(all_faults_of_a_file_are_told),
		cmocka_unit_test(lines_lost_doubled_or_spoilt),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
