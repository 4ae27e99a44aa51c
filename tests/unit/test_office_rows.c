/* SPDX-License-Identifier: Apache-2.0
 *
 * A paper asked for from each of a list, on the documents of a case: how many of
 * how many, and every one who lacks it by name, however many they are.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

#include "office/case_document.h"
#include "office_text.h"

enum { PEOPLE = 200 };

static char names[PEOPLE][16];
static struct case_paper_row rows[PEOPLE];
static struct case_party parties[PEOPLE + 1];
static struct case_paper paper = {.id = "contract", .name = "劳动合同", .form = "复印件"};
static struct case_reason reason = {
	.code = "missing", .id = "contract", .text = "缺少材料：劳动合同"};

static const struct letterhead head = {.agency = "测试中心",
				       .phone = "024-12333",
				       .window = "3号窗口",
				       .clerk = "李敏",
				       .created = 1};

/* The first `good` have it, the one after them has an unfit one. */
static struct case_record record(const char *state, int good)
{
	paper.state = state;
	paper.until = paper.arrived = reason.until = DATE_NONE;
	parties[0] = (struct case_party){.role = "unit", .name = "某某公司", .birth = DATE_NONE};
	for (int i = 0; i < PEOPLE; i++) {
		snprintf(names[i], sizeof(names[i]), "人%03d", i + 1);
		rows[i] = (struct case_paper_row){.paper = "contract",
						  .row = i,
						  .name = names[i],
						  .state = i < good    ? "ok"
							   : i == good ? "unfit"
								       : "absent",
						  .unfit = i == good ? "no_seal" : NULL};
		parties[i + 1] = (struct case_party){
			.role = "insured", .name = names[i], .birth = DATE_NONE, .line = i + 1};
	}
	return (struct case_record){
		.number = "2104002026112400073",
		.query_code = "K7QM42PX",
		.day = date_make(2026, 11, 24),
		.accepted_day = date_make(2026, 11, 24),
		.item_name = "某某申领",
		.due = DATE_NONE,
		.fee = "指南未载明",
		.papers = &paper,
		.n_papers = 1,
		.parties = parties,
		.n_parties = PEOPLE + 1,
		.reasons = &reason,
		.n_reasons = 1,
		.paper_rows = rows,
		.n_paper_rows = PEOPLE,
	};
}

/* Caller frees. */
static char *text_of(enum document_kind kind, const struct case_record *r)
{
	struct document d;
	struct layout l;
	struct err e;

	case_document_build(&d, kind, &head, r, NULL);
	assert_true(document_check(&d, &e));
	layout_init(&l, &d);
	for (size_t i = 0; i < l.n_rows; i++)
		assert_true(l.rows[i].height <= LAYOUT_ROW_PT);
	layout_done(&l);
	char *text = office_text(&d);
	document_done(&d);
	return text;
}

static void a_notice_names_all_who_lack_it(void **state)
{
	struct case_record r = record("absent", 28);
	char *text = text_of(DOCUMENT_NOTICE, &r);

	(void)state;
	assert_says(text, "劳动合同 28/200");
	assert_says_not(text, "人028");
	assert_says(text, "人029（缺章）、人030、");
	for (int i = 28; i < PEOPLE; i++)
		assert_says(text, names[i]);
	free(text);
}

/* The reason has named them already. */
static void a_few_are_named_once(void **state)
{
	struct case_record r = record("absent", PEOPLE - 8);
	char *text = text_of(DOCUMENT_NOTICE, &r);

	(void)state;
	assert_says_not(text, "尚未齐全");
	free(text);
}

static void a_receipt_says_how_many(void **state)
{
	struct case_record r = record("ok", PEOPLE);
	char *text = text_of(DOCUMENT_RECEIPT, &r);

	(void)state;
	assert_says(text, "劳动合同 200/200");
	assert_says_not(text, "尚未齐全");
	/* The list is no two hundred lines of the head: the first few stand for it. */
	assert_says(text, "|参保人|名单共200人：人001、人002、人003、人004、人005 等|");
	assert_says_not(text, "人017");
	free(text);
}

static void a_pledge_names_whose_will_follow(void **state)
{
	struct case_record r = record("deferred", PEOPLE - 2);
	char *text = text_of(DOCUMENT_PLEDGE, &r);

	(void)state;
	assert_says(text, "劳动合同 198/200");
	assert_says(text, "人199（缺章）、人200");
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_notice_names_all_who_lack_it),
		cmocka_unit_test(a_few_are_named_once),
		cmocka_unit_test(a_receipt_says_how_many),
		cmocka_unit_test(a_pledge_names_whose_will_follow),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
