/* SPDX-License-Identifier: Apache-2.0
 *
 * What else a change of a guide has to tell: the order of steps, keys no words are
 * made of, consult pages, calculators, what the items share. The words beside each
 * edit are written by hand.
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
#include "guide/calculator.h"
#include "guide/consult.h"
#include "guide/diff.h"
#include "guide_sample.h"

static const char page[] =
	"id: g-010\n"
	"kind: consult\n"
	"name: 怎样补缴\n"
	"category: 咨询问答\n"
	"lines: \"001:60-80\"\n"
	"sections:\n"
	"  - title: 情况一\n"
	"    lines: \"001:61\"\n"
	"    rows:\n"
	"      - {text: 点击【登录】。, as: step, lines: \"001:62\"}\n"
	"      - {text: 点击【提交】。, as: step, picture: unstated, lines: \"001:63\"}\n"
	"      - {text: 登录页, as: screen, parts: [账号, {name: 密码, text: 八位}], lines: "
	"\"001:64\"}\n"
	"  - title: 情况二\n"
	"    lines: \"001:65\"\n"
	"    rows:\n"
	"      - {text: 补缴不超过5年。, lines: \"001:66\"}\n"
	"phones: [{number: 1234567, lines: \"001:67\"}]\n"
	"items: [{id: g-001, text: 办理见此, lines: \"001:68\"}]\n";

static const char calculators[] = "calculators:\n"
				  "  - id: g-death\n"
				  "    kind: death\n"
				  "    name: 补助金\n"
				  "    lines: \"001:70\"\n"
				  "    items: [g-001]\n"
				  "    facts:\n"
				  "      times: {value: 20, lines: \"001:70\"}\n"
				  "    parameter: {id: income, text: 人均收入, lines: \"001:70\"}\n"
				  "    notes: [{text: 按上一年度。}]\n";

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

static void none(struct faults *f)
{
	for (size_t i = 0; i < f->count; i++)
		fail_msg("%d:%d: %s", f->rows[i].line, f->rows[i].column, f->rows[i].text);
	faults_done(f);
}

static void expect_words(struct guide_change *c, const char *words)
{
	struct str s = {0};

	for (size_t i = 0; i < c->n_items; i++)
		for (size_t j = 0; j < c->items[i].n_lines; j++)
			str_addf(&s, "%s%s", s.len ? "\n" : "", c->items[i].lines[j].text);
	assert_string_equal(str_text(&s), words);
	str_done(&s);
	arena_done(&c->arena);
}

static char *edited(const char *text, const char *find, const char *put)
{
	int line, column;

	return sample_break(text, find, put, &line, &column);
}

static void item_says(const struct guide *g, const char *find, const char *put, const char *words)
{
	char *text = edited(sample_item, find, put);
	struct faults f = {0};
	struct guide_change c = {0};
	struct item *x = item_parse(g, "g-001.yaml", sample_item, strlen(sample_item), &f);
	struct item *y = item_parse(g, "g-001.yaml", text, strlen(text), &f);

	none(&f);
	diff_items(x, y, &c);
	expect_words(&c, words);
	item_free(x);
	item_free(y);
	free(text);
}

static void steps_in_another_order(void **state)
{
	static const char first[] = "  - {text: 受理, acts: [receive], days: 0, unit: 即时, lines: "
				    "\"001:44\"}\n",
			  second[] = "  - {text: 公示, acts: [public], by: 经办科, days: unstated, "
				     "counted: no, public: "
				     "yes, separate: yes, lines: \"001:45\"}\n";
	char *before = xasprintf("%s%s", first, second), *after = xasprintf("%s%s", second, first);

	item_says(*state, before, after, "步骤的次序改为：1.“公示” 2.“受理”");
	/* One before the others moves none of them. */
	char *more = xasprintf("  - {text: 初审, acts: [first], days: unstated, lines: "
			       "\"001:44\"}\n%s",
			       before);
	item_says(*state, before, more, "新增步骤“初审”，环节：初审，计时：计入时限");
	free(more);
	free(before);
	free(after);
}

/* None of these has words of its own. */
static void no_change_is_called_wording_that_is_none(void **state)
{
	static const struct {
		const char *find, *put, *key;
	} edits[] = {
		{"times: people, ", "", "fee.times"},
		{"ways: [现场送达, 邮寄]", "ways: [现场送达]", "materials.ways"},
		{"role: insured}", "role: applicant}", "form.role"},
	};

	for (size_t i = 0; i < sizeof(edits) / sizeof(edits[0]); i++) {
		char *words = xasprintf("其他内容改动：%s", edits[i].key);
		item_says(*state, edits[i].find, edits[i].put, words);
		free(words);
	}
}

static void pages(void **state)
{
	static const struct {
		const char *find, *put, *words;
	} edits[] = {
		{"不超过5年", "不超过10年", "“补缴不超过5年。”改为“补缴不超过10年。”"},
		{"name: 怎样补缴", "name: 如何补缴", "名称由怎样补缴改为如何补缴"},
		{"text: 八位", "text: 六位",
		 "“登录页”的界面内容由账号、密码：八位改为账号、密码：六位"},
		{"number: 1234567", "number: 7654321", "电话由1234567改为7654321"},
		{"items: [{id: g-001, text: 办理见此, lines: \"001:68\"}]\n", "",
		 "关联事项g-001（原为办理见此）取消"},
		{"  - title: 情况二\n    lines: \"001:65\"\n    rows:\n      - {text: "
		 "补缴不超过5年。, lines: \"001:66\"}\n",
		 "", "标题“情况二”取消\n“补缴不超过5年。”（原为正文）取消"},
		{"picture: unstated, ", "", "“点击【提交】。”的图取消（原为原文的图没有保存）"},
		{"      - {text: 点击【登录】。, as: step, lines: \"001:62\"}\n"
		 "      - {text: 点击【提交】。, as: step, picture: unstated, lines: \"001:63\"}\n",
		 "      - {text: 点击【提交】。, as: step, picture: unstated, lines: \"001:63\"}\n"
		 "      - {text: 点击【登录】。, as: step, lines: \"001:62\"}\n",
		 "内容的次序改为：1.“点击【提交】。” 2.“点击【登录】。” 3.“登录页” "
		 "4.“补缴不超过5年。”"},
		{"001:66", "001:67",
		 "内容、电话、依据和关联不变，只改了写法（次序、出处、读法等）"},
	};

	for (size_t i = 0; i < sizeof(edits) / sizeof(edits[0]); i++) {
		char *text = edited(page, edits[i].find, edits[i].put);
		struct faults f = {0};
		struct guide_change c = {0};
		struct consult *x = consult_parse(*state, "g-010.yaml", page, strlen(page), &f);
		struct consult *y = consult_parse(*state, "g-010.yaml", text, strlen(text), &f);
		none(&f);
		diff_consults(x, y, &c);
		expect_words(&c, edits[i].words);
		consult_free(x);
		consult_free(y);
		free(text);
	}
}

static void a_page_comes_and_goes(void **state)
{
	struct faults f = {0};
	struct guide_change c = {0};
	struct consult *p = consult_parse(*state, "g-010.yaml", page, strlen(page), &f);

	none(&f);
	diff_consults(p, p, &c);
	assert_int_equal(c.n_items, 0);
	struct catalog with = {.n_consults = 1, .consults = &p}, without = {0};
	diff_catalogs(&without, &with, &c);
	diff_catalogs(&with, &without, &c);
	assert_int_equal(c.n_items, 2);
	assert_int_equal(c.items[0].kind, ITEM_NEW);
	assert_int_equal(c.items[1].kind, ITEM_GONE);
	assert_string_equal(c.items[1].item, "g-010");
	arena_done(&c.arena);
	consult_free(p);
}

static void calculators_say(const struct guide *g, const char *now, const char *words)
{
	struct faults f = {0};
	struct guide_change c = {0};
	struct calculators x = {0}, y = {0};

	calculators_parse(&x, "_calculators.yaml", calculators, strlen(calculators), g, NULL, &f);
	calculators_parse(&y, "_calculators.yaml", now, strlen(now), g, NULL, &f);
	none(&f);
	diff_calculators(&x, &y, &c);
	expect_words(&c, words);
	calculators_done(&x);
	calculators_done(&y);
}

static void figures(void **state)
{
	static const struct {
		const char *find, *put, *words;
	} edits[] = {
		{"value: 20", "value: 24", "数“times”由20改为24"},
		{"text: 人均收入", "text: 人均可支配收入",
		 "每年录入的数由人均收入改为人均可支配收入"},
		{"text: 按上一年度。", "text: 按当年。", "说明由按上一年度。改为按当年。"},
		{"lines: \"001:70\"\n    items", "lines: \"001:71\"\n    items", ""},
	};

	for (size_t i = 0; i < sizeof(edits) / sizeof(edits[0]); i++) {
		char *text = edited(calculators, edits[i].find, edits[i].put);
		calculators_say(*state, text, edits[i].words);
		free(text);
	}
}

static void what_the_items_share(void **state)
{
	static const struct {
		const char *find, *put, *words;
	} edits[] = {
		{"agency: 样例中心", "agency: 样例局", "其他内容改动：agency"},
		{"phone: 1234567", "phone: 7654321", "市中心的电话由1234567改为7654321"},
		{"phone: 1234567,", "phone: 1234567, doubt: 待核实,",
		 "其他内容改动：offices.doubt"},
	};
	struct faults f = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(edits) / sizeof(edits[0]); i++) {
		char *text = edited(sample_shared, edits[i].find, edits[i].put);
		struct guide *x = guide_parse("g", sample_shared, sample_blocks, &f);
		struct guide *y = guide_parse("g", text, sample_blocks, &f);
		none(&f);
		struct catalog old = {.n_guides = 1, .guides = &x},
			       now = {.n_guides = 1, .guides = &y};
		struct guide_change c = {0};
		diff_catalogs(&old, &now, &c);
		expect_words(&c, edits[i].words);
		guide_free(x);
		guide_free(y);
		free(text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(steps_in_another_order, setup, teardown),
		cmocka_unit_test_setup_teardown(no_change_is_called_wording_that_is_none, setup,
						teardown),
		cmocka_unit_test_setup_teardown(pages, setup, teardown),
		cmocka_unit_test_setup_teardown(a_page_comes_and_goes, setup, teardown),
		cmocka_unit_test_setup_teardown(figures, setup, teardown),
		cmocka_unit_test_setup_teardown(what_the_items_share, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
