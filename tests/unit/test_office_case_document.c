/* SPDX-License-Identifier: Apache-2.0
 *
 * The documents of a case: what facts/terms.md says each carries, nothing personal
 * unmasked, nothing invented where site and guide are silent.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

#include "guide/load.h"
#include "office/case_document.h"
#include "store/pauses.h"
#include "office_text.h"

static struct case_paper papers[] = {
	{.id = "form", .name = "申请表", .state = "ok", .form = "原件", .copies = 2, .pages = 3},
	{.id = "idcard",
	 .name = "本人身份证",
	 .state = "ok",
	 .form = "原件、复印件",
	 .handed_back = true},
	{.id = "voucher",
	 .name = "参保缴费凭证",
	 .state = "deferred",
	 .form = "原件",
	 .way = "现场送达"},
	{.id = "household", .name = "户口簿", .state = "exempt", .form = "复印件"},
	{.id = "photo", .name = "照片", .state = "absent", .form = "纸质版"},
};
static struct case_party parties[] = {
	{.role = "insured",
	 .kind = "resident",
	 .number = "11010519491231002X",
	 .name = "张建国",
	 .phone = "13800001234",
	 .birth = DATE_NONE},
	{.role = "agent",
	 .kind = "resident",
	 .number = "34052419800101001X",
	 .name = "李小明",
	 .birth = DATE_NONE},
	{.role = "unit",
	 .kind = "credit_code",
	 .number = "91350100M000100Y43",
	 .name = "某某公司",
	 .phone = "024-53998007",
	 .birth = DATE_NONE},
};
static struct case_reason reasons[] = {
	{.code = "prohibited",
	 .id = "dispute",
	 .text = "禁止办理：存在继承纠纷",
	 .resolve = "待出具法律文书",
	 .until = DATE_NONE},
	{.code = "open", .id = "q", .text = "待回答：是否代办", .until = DATE_NONE},
	{.code = "missing",
	 .id = "photo",
	 .text = "缺少材料：照片（纸质版）",
	 .resolve = "补充照片",
	 .until = DATE_NONE},
	{.code = "missing_any",
	 .id = "g1",
	 .text = "缺少材料：以下任选其一：甲、乙",
	 .resolve = "补充其中一种",
	 .until = DATE_NONE},
	{.code = "unfit", .id = "form", .text = "材料不合要求：申请表，缺章", .until = DATE_NONE},
	{.code = "deferrable", .id = "voucher", .text = "可容缺（缺少）：参保缴费凭证"},
};
static struct case_limit limits[] = {
	{.id = "all", .text = "10个工作日", .unit = "工作日", .days = 10},
	{.id = "wait", .text = "次月办结", .why = "待转出地", .due = DATE_NONE, .from = DATE_NONE},
};

static struct case_record record(void)
{
	papers[2].until = reasons[5].until = limits[0].due = date_make(2026, 12, 8);
	return (struct case_record){
		.number = "2104002026112400073",
		.query_code = "K7QM42PX",
		.day = date_make(2026, 11, 24),
		.accepted_day = date_make(2026, 11, 24),
		.item_name = "某某申领",
		.situation = "灵活就业人员",
		.due = date_make(2026, 12, 8),
		.fee = "指南未载明",
		.papers = papers,
		.n_papers = sizeof(papers) / sizeof(*papers),
		.parties = parties,
		.n_parties = sizeof(parties) / sizeof(*parties),
		.reasons = reasons,
		.n_reasons = sizeof(reasons) / sizeof(*reasons),
		.limits = limits,
		.n_limits = 2,
	};
}

static const struct letterhead silent = {.agency = "测试中心",
					 .phone = "024-12333",
					 .window = "3号窗口",
					 .clerk = "李敏",
					 .created = 1};

/* Caller frees. */
static char *text_of(enum document_kind kind, const struct letterhead *h,
		     const struct case_record *r)
{
	struct document d;
	struct err e = {0};

	case_document_build(&d, kind, h, r, NULL);
	assert_true(document_check(&d, &e));
	char *text = office_text(&d);
	document_done(&d);
	return text;
}

/* Posted for everybody, or kept: no 查询码, and names masked too (test_office_pause.c). */
static bool is_of_publicity(enum document_kind kind)
{
	return kind == DOCUMENT_PUBLICITY || kind == DOCUMENT_PUBLICITY_REPORT;
}

static void every_document_has_head_and_foot(void **state)
{
	const struct pause_row pause = {.reason = "邮寄",
					.began = date_make(2026, 11, 24),
					.until = DATE_NONE,
					.ended = date_make(2026, 11, 24)};
	struct case_record r = record();

	(void)state;
	r.pause = &pause;
	for (enum document_kind kind = 0; kind < DOCUMENT_KINDS; kind++) {
		if (is_of_publicity(kind))
			continue;
		char *text = text_of(kind, &silent, &r);
		assert_says(text, document_kind_names[kind]);
		assert_says(text, "|测试中心|编号：2104002026112400073|");
		assert_says(text, "查询码：K7QM42PX");
		assert_says(text, "|事项|某某申领|");
		assert_says(text, "|办理情形|灵活就业人员|");
		assert_says(text, "2026年11月24日");
		assert_says(text, "李敏");
		assert_says(text, "本单份数");
		assert_says_not(text, "补发");
		assert_int_equal(document_kind(document_kind_ids[kind]), kind);
		free(text);
	}
	assert_int_equal(document_kind("nothing"), -1);
}

static void nothing_personal_is_whole(void **state)
{
	struct case_record r = record();

	(void)state;
	for (enum document_kind kind = 0; kind < DOCUMENT_KINDS; kind++) {
		if (is_of_publicity(kind))
			continue;
		struct document d;
		char *text = text_of(kind, &silent, &r);
		assert_says(text, "110105********002X");
		assert_says(text, "138****1234");
		assert_says(text, "91350100M000100Y43"); /* a unit's code is public */
		assert_says_not(text, "11010519491231002X");
		assert_says_not(text, "34052419800101001X");
		assert_says_not(text, "13800001234");
		free(text);
		case_document_build(&d, kind, &silent, &r, NULL);
		assert_string_equal(d.qr, "编号 2104002026112400073\n查询码 K7QM42PX\n"
					  "办结期限 2026-12-08\n电话 024-12333");
		document_done(&d);
	}
}

/* What the citizen holds stays in its file when the next of its kind is written. */
static void a_later_document_has_a_file_of_its_own(void **state)
{
	const struct document_row row = {.number = "2104002026112400073-02",
					 .case_number = "2104002026112400073",
					 .kind = "notice"};

	(void)state;
	char *first = case_document_file(&row, false), *later = case_document_file(&row, true);
	assert_string_equal(first, "notice-2104002026112400073.xlsx");
	assert_string_equal(later, "notice-2104002026112400073-02.xlsx");
	free(first);
	free(later);
}

static void the_receipt_lists_what_was_taken_in(void **state)
{
	struct case_record r = record();
	char *text = text_of(DOCUMENT_RECEIPT, &silent, &r);

	(void)state;
	assert_says(text, "|1|申请表|原件|2|3||");
	assert_says(text, "|2|本人身份证|原件、复印件|||验后退还|");
	assert_says(text, "|3|户口簿|复印件|||免提交|");
	/* What is promised stands in a block of its own, not under what was received. */
	assert_says(text, "|未交、承诺后补的材料|\n|序号|材料名称|后补方式|最迟日期|\n"
			  "|1|参保缴费凭证|现场送达|2026年12月8日|");
	assert_says_not(text, "参保缴费凭证|原件");
	assert_says_not(text, "照片");
	assert_says(text, "2026年12月8日前（10个工作日）/次月办结（待转出地）");
	assert_says(text, "|收费|指南未载明|");
	assert_says(text, "申请人（代办人）签字");
	free(text);
	struct case_limit at_once = {
		.id = "all", .text = "即时办结", .unit = "即时", .due = date_make(2026, 11, 24)};
	r.limits = &at_once;
	r.n_limits = 1;
	r.n_papers = 2; /* nothing promised: no such block */
	text = text_of(DOCUMENT_RECEIPT, &silent, &r);
	assert_says(text, "|办结期限|2026年11月24日（即时办结）|");
	assert_says_not(text, "后补");
	free(text);
	r.n_limits = 0;
	text = text_of(DOCUMENT_RECEIPT, &silent, &r);
	assert_says(text, "|办结期限|指南未载明|");
	free(text);
}

static void the_notice_names_everything_at_once(void **state)
{
	struct case_record r = record();
	char *text = text_of(DOCUMENT_NOTICE, &silent, &r);

	(void)state;
	assert_says(text, "|1|缺少材料：照片（纸质版）|补充照片|否||");
	assert_says(text, "|2|缺少材料：以下任选其一：甲、乙|补充其中一种|否||");
	assert_says(text, "|3|材料不合要求：申请表，缺章||否||");
	assert_says(text, "|4|可容缺（缺少）：参保缴费凭证||是，至2026年12月8日||");
	assert_says_not(text, "待回答");
	assert_says(text, "|办理依据|指南未载明|");
	free(text);
}

static void the_promise_says_what_how_and_when(void **state)
{
	struct case_record r = record();
	struct letterhead h = silent;
	char *text = text_of(DOCUMENT_PLEDGE, &h, &r);

	(void)state;
	assert_says(text, "|1|参保缴费凭证|原件|现场送达|2026年12月8日|");
	assert_says(text, "|逾期后果||");
	assert_says(text, "承诺人签字");
	free(text);
	h.consequence = "按未补正处理";
	text = text_of(DOCUMENT_DEFERRAL, &h, &r);
	assert_says(text, "|1|参保缴费凭证|原件|现场送达|2026年12月8日|");
	assert_says(text, "|逾期后果|按未补正处理|");
	free(text);
}

static void the_refusal_gives_bars_and_the_sites_remedies(void **state)
{
	static const char *const remedies[] = {"途径甲", "途径乙"};
	struct case_record r = record();
	struct letterhead h = silent;
	char *text = text_of(DOCUMENT_REFUSAL, &h, &r);

	(void)state;
	assert_says(text, "|1|禁止办理：存在继承纠纷|待出具法律文书|");
	assert_says_not(text, "缺少材料");
	assert_says(text, "|救济途径|/|"); /* blank lines, no sentence of ours */
	free(text);
	h.remedies = remedies;
	h.n_remedies = 2;
	text = text_of(DOCUMENT_REFUSAL, &h, &r);
	assert_says(text, "|救济途径|途径甲/途径乙|");
	free(text);
}

static void a_reprint_and_a_demo_say_so(void **state)
{
	struct case_record r = record();
	struct letterhead h = silent;

	(void)state;
	h.reprint = 2;
	h.demo = true;
	h.query_url = "https://example.cn/q?lang=zh";
	char *text = text_of(DOCUMENT_RECEIPT, &h, &r);
	assert_says(text, "第2次补发");
	assert_says(text, "演练·无效");
	free(text);
	struct document d;
	case_document_build(&d, DOCUMENT_RECEIPT, &h, &r, NULL);
	assert_string_equal(
		d.qr, "https://example.cn/q?lang=zh&number=2104002026112400073&code=K7QM42PX");
	document_done(&d);
}

/* 001:640-: 一级27个月、二级25个月 of one's wage; what is printed hangs on the recorded answer. */
static void only_the_remarks_of_the_situation_are_printed(void **state)
{
	static struct case_value values[] = {
		{.id = "grade", .label = "伤残等级", .value = "g2", .shown = "二级"},
		{.id = "fraud", .label = "骗取基金", .value = "no", .shown = "否"},
		{.id = "gone", .label = "旧问题", .value = "yes", .shown = "是"}};
	struct case_record r = record();
	struct catalog c;
	struct faults f = {0};
	struct document d;
	char dir[512];

	(void)state;
	snprintf(dir, sizeof(dir), "%s/forms", getenv("YICHUANG_SOURCE_ROOT"));
	assert_true(catalog_load(&c, dir, "fushun", &f));
	r.values = values;
	r.n_values = 3;
	case_document_build(&d, DOCUMENT_RECEIPT, &silent, &r, catalog_item(&c, "fs-020"));
	char *text = office_text(&d);
	assert_says(text, "|办理情形|伤残等级：二级|");
	assert_says(text, "二级伤残为25个月本人工资");
	assert_says_not(text, "一级伤残为27个月");
	free(text);
	document_done(&d);
	catalog_done(&c);
	faults_done(&f);
}

/* 001:526: 网上办 needs no papers; said to nobody who stands at the window. */
static void the_channel_of_the_case_decides(void **state)
{
	struct case_record r = record();
	struct catalog c;
	struct faults f = {0};
	struct document d;
	char dir[512];
	static const char *const channels[] = {"window", "online"};

	(void)state;
	snprintf(dir, sizeof(dir), "%s/forms", getenv("YICHUANG_SOURCE_ROOT"));
	assert_true(catalog_load(&c, dir, "fushun", &f));
	for (int i = 0; i < 2; i++) {
		r.channel = channels[i];
		case_document_build(&d, DOCUMENT_RECEIPT, &silent, &r, catalog_item(&c, "fs-016"));
		char *text = office_text(&d);
		assert_int_equal(strstr(text, "网上办：不需要提供要件。") != NULL, i == 1);
		free(text);
		document_done(&d);
	}
	catalog_done(&c);
	faults_done(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_document_has_head_and_foot),
		cmocka_unit_test(nothing_personal_is_whole),
		cmocka_unit_test(a_later_document_has_a_file_of_its_own),
		cmocka_unit_test(the_receipt_lists_what_was_taken_in),
		cmocka_unit_test(the_notice_names_everything_at_once),
		cmocka_unit_test(the_promise_says_what_how_and_when),
		cmocka_unit_test(the_refusal_gives_bars_and_the_sites_remedies),
		cmocka_unit_test(a_reprint_and_a_demo_say_so),
		cmocka_unit_test(only_the_remarks_of_the_situation_are_printed),
		cmocka_unit_test(the_channel_of_the_case_decides),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
