/* SPDX-License-Identifier: Apache-2.0
 *
 * Slips of items of the Fushun guide; the expected words are those of its printed
 * lines (named beside each test), not of the YAML.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

#include "guide/load.h"
#include "office/slip.h"
#include "office_text.h"

static struct catalog catalog;

static int load(void **state)
{
	struct faults f = {0};
	char dir[512];

	(void)state;
	snprintf(dir, sizeof(dir), "%s/forms", getenv("YICHUANG_SOURCE_ROOT"));
	bool ok = catalog_load(&catalog, dir, "fushun", &f);
	faults_done(&f);
	return ok ? 0 : 1;
}

static int unload(void **state)
{
	(void)state;
	catalog_done(&catalog);
	return 0;
}

enum kind { MATERIALS, GUIDANCE };

/* The slip of an item as text, with answers "id=value". Caller frees. */
static char *slip(enum kind kind, const char *id, date_day on, const char *answer)
{
	const struct item *it = catalog_item(&catalog, id);
	struct letterhead h = {.agency = "测试中心", .window = "3号窗口", .created = 1};
	struct intake in;
	struct document d;
	struct err e = {0};

	assert_non_null(it);
	intake_init(&in, it);
	in.values[FACT_ON] = (struct value){.state = VALUE_KNOWN, .a = on};
	if (answer) {
		char name[64];
		const char *eq = strchr(answer, '=');
		snprintf(name, sizeof(name), "%.*s", (int)(eq - answer), answer);
		int var = item_var(it, name);
		if (var < 0 || !answer_parse(it, var, eq + 1, &in.values[var], &e))
			fail_msg("%s: %s", answer, e.text);
	}
	struct check *k = check_new(it);
	struct calendar *cal = calendar_new();
	check_run(k, &in, cal);
	check_dues(k, &in, cal);
	if (kind == MATERIALS)
		slip_materials(&d, &h, k, &in);
	else
		slip_guidance(&d, &h, k, &in);
	assert_true(document_check(&d, &e));
	char *text = office_text(&d);
	document_done(&d);
	calendar_free(cal);
	check_free(k);
	intake_done(&in);
	return text;
}

/* 001:960-992; 全额拨款单位 needs neither ① nor ③ (972). */
static void the_list_is_tailored_to_the_answers(void **state)
{
	date_day on = date_make(2026, 11, 24);
	char *no = slip(MATERIALS, "fs-032", on, "full=no");
	char *yes = slip(MATERIALS, "fs-032", on, "full=yes");
	char *open = slip(MATERIALS, "fs-032", on, NULL);

	(void)state;
	assert_says(no, "|1|《机关事业单位养老保险手册》|指南未载明|");
	assert_says(no, "|2|进入机关事业单位的起薪批件|复印件|");
	assert_says(no, "|3|入职表|复印件|");
	assert_says(no, "|4|身份证|");
	assert_says(no, "|5|《基本养老保险关系转移接续联系函》|");
	assert_says(yes, "|1|进入机关事业单位的起薪批件|复印件|");
	assert_says(yes, "|2|身份证|");
	assert_says(yes, "|3|《基本养老保险关系转移接续联系函》|");
	assert_says_not(yes, "养老保险手册");
	assert_says_not(yes, "|入职表|");
	assert_says(open, "|尚待确定|是否全额拨款单位|");
	assert_says(open, "|1|《机关事业单位养老保险手册》|指南未载明|视“是否全额拨款单位”而定");
	assert_says(no, "15个工作日");
	assert_says(no, "|收费|指南未载明|");
	assert_says(no, "|窗口办|单位所属地社保分中心机关事业单位窗口||");
	assert_says(no, "taskguid=62cb1da4-8a6b-4b4e-bc02-21619a504645");
	assert_says(no, "建议先同企业养老保险所属地区社保部门咨询转出相关问题。");
	free(no);
	free(yes);
	free(open);
}

/* 001:286-304 and the prohibitions of 1193-1194. */
static void alternatives_and_prohibitions_are_listed(void **state)
{
	char *text = slip(MATERIALS, "fs-007", date_make(2026, 11, 25), "dead=working");

	(void)state;
	assert_says(text, "下列任选其一：医学死亡证明或同等法律效力死亡证明|");
	assert_says(text, "|1.1|医学死亡证明|原件|");
	assert_says(text, "|1.2|火化证明|原件|");
	assert_says(text, "|1.5|宣告死亡证明|原件|");
	assert_says(text, "|2|领取人居民身份证|原件、复印件|");
	assert_says(text, "|受理时间|每月25日—次月8日受理|");
	assert_says(text, "有下列情形之一的，禁止办理");
	assert_says(text, "因违规退休、服刑、重复领取养老保险待遇暂停发放养老金人员");
	free(text);
}

/* 001:300: 每月25日—次月8日. */
static void guidance_names_the_next_opening_day(void **state)
{
	char *text = slip(GUIDANCE, "fs-007", date_make(2026, 11, 24), NULL);

	(void)state;
	assert_says(text, "|办事指引单|");
	assert_says(text, "2026年11月24日不在受理期内");
	assert_says(text, "2026年11月25日");
	assert_says(text, "|咨询电话|");
	free(text);
}

/* 33.2 and 33.4 of 001: cards are made by the partner banks. */
static void guidance_names_the_other_places(void **state)
{
	char *text = slip(GUIDANCE, "fs-033", date_make(2026, 11, 24), NULL);

	(void)state;
	assert_says(text, "本窗口不办理本事项");
	assert_says(text, "|窗口办|抚顺市合作银行网点|");
	assert_says(text, "http://si.12333.gov.cn");
	assert_says(text, "12333");
	free(text);
}

/* Every item of the guide gives both slips, in words that can be printed. */
static void every_item_gives_its_slips(void **state)
{
	(void)state;
	for (size_t i = 0; i < catalog.n_items; i++) {
		char *list = slip(MATERIALS, catalog.items[i]->id, date_make(2026, 11, 25), NULL);
		char *guide = slip(GUIDANCE, catalog.items[i]->id, date_make(2026, 11, 25), NULL);
		assert_says(list, catalog.items[i]->name);
		assert_says(guide, catalog.items[i]->name);
		/* How we read the guide is for us, not for the citizen. */
		assert_says_not(list, "指南原文的读法");
		assert_says_not(guide, "指南原文的读法");
		free(list);
		free(guide);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_list_is_tailored_to_the_answers),
		cmocka_unit_test(alternatives_and_prohibitions_are_listed),
		cmocka_unit_test(guidance_names_the_next_opening_day),
		cmocka_unit_test(guidance_names_the_other_places),
		cmocka_unit_test(every_item_gives_its_slips),
	};
	return cmocka_run_group_tests(tests, load, unload);
}
