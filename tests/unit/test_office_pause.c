/* SPDX-License-Identifier: Apache-2.0
 *
 * The papers of a pause: which pause each is about, what it says; on what is
 * posted no person can be told, on the record of it neither.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>

#include "office/case_document.h"
#include "office/pause_document.h"
#include "office_text.h"

/* GB 11643's example, and a unit's code. */
static struct case_party people[] = {
	{.role = "insured",
	 .kind = "resident",
	 .number = "11010519491231002X",
	 .name = "王小明",
	 .phone = "13800001234",
	 .line = 1},
	{.role = "unit", .kind = "credit_code", .number = "91350100M000100Y43", .name = "某某公司"},
};
static const struct letterhead head = {
	.agency = "测试中心", .phone = "024-12333", .clerk = "李敏", .created = 1};

static char *text_of(enum document_kind kind, const struct pause_row *pause, size_t first)
{
	struct case_limit limit = {.id = "all",
				   .text = "60日（可延长30日）",
				   .due = date_make(2027, 2, 22),
				   .from = date_make(2026, 11, 24)};
	struct case_record r;
	struct document d;
	struct err e = {0};

	case_record_init(&r);
	r.number = "2104002026112400073";
	r.query_code = "K7QM42PX";
	r.item_name = "某某申领";
	r.parties = people + first;
	r.n_parties = 2 - first;
	r.limits = &limit;
	r.n_limits = 1;
	r.pause = pause;
	case_document_build(&d, kind, &head, &r, NULL);
	assert_true(document_check(&d, &e));
	char *text = office_text(&d);
	document_done(&d);
	return text;
}

static void each_is_about_its_own_pause(void **state)
{
	const struct pause_row pauses[] = {{.kind = PAUSE_SUSPENSION, .reason = "一"},
					   {.kind = PAUSE_EXTENSION, .reason = "二"},
					   {.kind = PAUSE_SUSPENSION, .reason = "三"}};
	const struct document_row rows[] = {{.number = "1", .kind = "receipt"},
					    {.number = "2", .kind = "suspension"},
					    {.number = "3", .kind = "suspension", .replaces = "2"},
					    {.number = "4", .kind = "resumption"},
					    {.number = "5", .kind = "extension"},
					    {.number = "6", .kind = "suspension"},
					    {.number = "7", .kind = "publicity"}};
	static const int about[] = {-1, 0, 0, 0, 1, 2, -1};

	(void)state;
	for (size_t i = 0; i < sizeof(about) / sizeof(about[0]); i++)
		assert_ptr_equal(pause_document_about(&rows[i], rows, pauses, 3),
				 about[i] < 0 ? NULL : &pauses[about[i]]);
}

static void a_suspension_says_why_and_from_when(void **state)
{
	const struct pause_row p = {.reason = "邮寄表单等原因",
				    .began = date_make(2026, 11, 10),
				    .until = DATE_NONE,
				    .ended = date_make(2026, 11, 17)};
	char *text = text_of(DOCUMENT_SUSPENSION, &p, 0);

	(void)state;
	assert_says(text, "2026年11月10日");
	assert_says(text, "邮寄表单等原因");
	free(text);
	text = text_of(DOCUMENT_RESUMPTION, &p, 0);
	assert_says(text, "2026年11月17日");
	assert_says(text, "2027年2月22日前");
	free(text);
}

static void an_extension_says_how_far(void **state)
{
	const struct pause_row p = {.reason = "需现场核实",
				    .days = 30,
				    .unit = "日",
				    .began = date_make(2026, 12, 30),
				    .until = DATE_NONE,
				    .ended = DATE_NONE};
	char *text = text_of(DOCUMENT_EXTENSION, &p, 0);

	(void)state;
	assert_says(text, "|30日|");
	assert_says(text, "需现场核实");
	assert_says(text, "2027年2月22日前");
	free(text);
}

static void nobody_is_told_by_what_is_posted(void **state)
{
	const struct pause_row p = {.kind = PAUSE_PUBLICITY,
				    .began = date_make(2026, 11, 24),
				    .until = date_make(2026, 11, 30),
				    .ended = date_make(2026, 11, 30),
				    .result = "公示期内无异议"};

	(void)state;
	for (enum document_kind kind = DOCUMENT_PUBLICITY; kind <= DOCUMENT_PUBLICITY_REPORT;
	     kind++) {
		char *text = text_of(kind, &p, 0);
		assert_says(text, "2026年11月24日至2026年11月30日");
		assert_says(text, "王*明");
		assert_says(text, "110105********002X");
		assert_says_not(text, "王小明");
		assert_says_not(text, "1949");
		assert_says_not(text, "1380000");
		assert_says_not(text, "K7QM42PX");
		free(text);
		text = text_of(kind, &p, 1); /* a unit is no secret */
		assert_says(text, "某某公司");
		assert_says(text, "91350100M000100Y43");
		free(text);
	}
	char *text = text_of(DOCUMENT_PUBLICITY_REPORT, &p, 0);
	assert_says(text, "公示期内无异议");
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_is_about_its_own_pause),
		cmocka_unit_test(a_suspension_says_why_and_from_when),
		cmocka_unit_test(an_extension_says_how_far),
		cmocka_unit_test(nobody_is_told_by_what_is_posted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
