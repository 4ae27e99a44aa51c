/* SPDX-License-Identifier: Apache-2.0
 *
 * 材料接收清单: what was handed in at one visit, and nothing that went home again.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>

#include "office/received.h"
#include "office_text.h"

static date_day today(void)
{
	return date_make(2026, 11, 24);
}

static struct case_paper paper(const char *name, const char *state)
{
	return (struct case_paper){.id = name,
				   .name = name,
				   .state = state,
				   .form = "原件",
				   .until = DATE_NONE,
				   .arrived = DATE_NONE};
}

static void only_what_stayed_or_was_seen_is_listed(void **state)
{
	struct case_party wang = {.role = "insured", .name = "王小明", .birth = DATE_NONE},
			  li = {.role = "insured", .name = "欧阳娜娜", .birth = DATE_NONE};
	struct case_paper first[] = {paper("身份证", "ok"), paper("户口簿", "ok"),
				     paper("缴费凭证", "deferred"), paper("照片", "absent")};
	struct case_paper second[] = {paper("死亡证明", "ok")};
	struct case_paper third[] = {paper("介绍信", "deferred"), paper("申请表", "ok")};
	struct case_record a, b, c;
	struct letterhead h = {.agency = "测试中心", .window = "3号窗口", .created = 1};
	struct document d;
	struct err e;

	(void)state;
	first[0].handed_back = true;
	first[1].copies = 2;
	first[1].pages = 5;
	third[0].arrived = today();
	case_record_init(&a);
	a.number = "2104002026112400018";
	a.state = CASE_DEFERRED;
	a.item_name = "职工参保登记";
	a.n_papers = 4;
	a.papers = first;
	a.n_parties = 1;
	a.parties = &wang;
	b = a;
	b.number = "2104002026112400026";
	b.state = CASE_NOTICED;
	b.n_papers = 1;
	b.papers = second;
	c = a;
	c.number = "2104002026111000034";
	c.item_name = "转移接续";
	c.n_papers = 2;
	c.papers = third;
	c.parties = &li;
	const struct received_case cases[] = {{&a, true}, {&b, true}, {&c, false}};
	assert_int_equal(received_count(&cases[0], today()), 2);
	assert_int_equal(received_count(&cases[1], today()), 0);
	assert_int_equal(received_count(&cases[2], today()), 1);
	/* The same paper came on another day's visit. */
	assert_int_equal(received_count(&cases[2], today() + 1), 0);

	char *number = received_number("210400", today(), 3);
	assert_string_equal(number, "210400-20261124-V3");
	received_build(&d, &h, number, today(), cases, 3);
	assert_true(document_check(&d, &e));
	char *text = office_text(&d);
	assert_says(text, "材料接收清单");
	assert_says(text, "210400-20261124-V3");
	assert_says(text, "2104002026112400018　职工参保登记　王*明");
	assert_says(text, "|1|身份证|原件|||验后退还|");
	assert_says(text, "|2|户口簿|原件|2|5|□留存　□退还|");
	assert_says(text, "2104002026111000034　转移接续　欧**娜（补交）");
	assert_says(text, "|3|介绍信|原件|");
	assert_says(text, "2 件");
	assert_says(text, "3 项，已点 2 份");
	assert_says(text, "交件人（代办人）签字：");
	assert_says_not(text, "缴费凭证");
	assert_says_not(text, "照片");
	assert_says_not(text, "2104002026112400026");
	assert_says_not(text, "死亡证明");
	assert_says_not(text, "申请表");
	assert_says_not(text, "王小明");
	free(text);
	free(number);
	document_done(&d);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_what_stayed_or_was_seen_is_listed),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
