/* SPDX-License-Identifier: Apache-2.0
 *
 * The ten operations of the Chengdu guide ask for the fields printed at each and for nothing
 * else: labels as on the screens of document 003, misprints as the rulings read them (C3, C6).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "case/casefile.h"
#include "case/record_make.h"
#include "guide/load.h"

#define TODAY date_make(2026, 11, 24)
#define CERT  "11010519491231002X" /* GB 11643-1999 */

static const struct {
	const char *id;
	const char *labels[24];
} printed[] = {
	/* 003:79-89 */
	{"cd-001", {"邮政编码",		"社保编号", "学历",	"国籍/地区代码",
		    "职业/工种",	"证件类型", "开户银行", "证件发证机关",
		    "是否使用金融代扣", "证件号码", "领卡方式", "证件截止有效期",
		    "领卡区县",		"姓名",	    "领卡网点", "性别",
		    "手机号码",		"验证码",   "民族",	"出生日期"}},
	/* 003:101-103 */
	{"cd-002", {"手机号码", "卡号", "验证码"}},
	/* 003:115-116; the card is not asked for (C8) */
	{"cd-003", {"手机号码", "验证码"}},
	/* 003:128-130 */
	{"cd-004", {"手机号码", "卡号", "验证码"}},
	/* 003:142-144 */
	{"cd-005", {"原密码", "新密码", "确认密码"}},
	/* 003:155-158 */
	{"cd-006",
	 {"手机号码", "验证码", "固定电话", "户口所在地地址", "常住地地址", "常住地邮政编码"}},
	/* 003:170-178 */
	{"cd-007", {"卡号", "成都参保险种选择", "手机号码", "验证码"}},
	/* 003:185-189 */
	{"cd-008", {"领卡方式", "发卡区县", "发卡网点", "手机号码", "验证码"}},
	/* 003:197-205 */
	{"cd-009",
	 {"社会保障号码", "姓名", "制卡批次号", "卡号", "发卡银行", "业务节点", "办理结果",
	  "办理时间"}},
	/* 003:212-218 */
	{"cd-010", {"姓名", "社会保障号码", "卡号", "发卡日期", "发卡银行", "归属地", "卡状态"}},
};

static size_t times(const struct item *it, const char *label)
{
	size_t n = 0;

	for (size_t i = 0; i < it->n_fields; i++)
		n += strcmp(it->fields[i].label, label) == 0;
	return n;
}

static void check_item(const struct item *it, const char *const *labels)
{
	size_t n = 0;

	for (; labels[n]; n++)
		if (times(it, labels[n]) != 1)
			fail_msg("%s: %s", it->id, labels[n]);
	assert_int_equal(it->n_fields, n);
	for (size_t i = 0; i < it->n_fields; i++) {
		const struct field *f = &it->fields[i];
		bool hidden = strstr(f->label, "密码") || strcmp(f->label, "验证码") == 0;
		if (!f->lines || strncmp(f->lines, "003:", 4) != 0)
			fail_msg("%s: %s has no lines", it->id, f->label);
		assert_int_equal(f->type == FIELD_SECRET, hidden);
	}
}

/* Fields that stand in no block are about somebody where the form says so (003:85, 83, 87). */
static void the_own_fields_are_a_party(void **state)
{
	const char *root = getenv("YICHUANG_SOURCE_ROOT");
	struct faults f = {0};
	char *dir = xasprintf("%s/forms/chengdu", root), *file = xasprintf("%s/cd-001.yaml", dir);
	struct guide *g = guide_load(dir, NULL, &f);
	struct item *it = g ? item_load(g, file, &f) : NULL;
	json_t *j = json_pack("{s:s, s:s, s:[{s:s, s:s, s:s, s:s}]}", "item", "cd-001", "channel",
			      "mobile", "parties", "role", "insured", "name", "王建国", "cert",
			      CERT, "phone", "13904131234");
	struct casefile c;
	struct case_record r;
	struct arena a = {0};
	struct err e = {0};

	(void)state;
	assert_non_null(it);
	casefile_init(&c, it, TODAY);
	if (!casefile_from_json(&c, j, false, NULL, TODAY, &e))
		fail_msg("%s", e.text);
	assert_string_equal(casefile_principal(&c).name, "王建国");
	assert_string_equal(casefile_value(&c, (size_t)casefile_field(&c, "birth")), "1949-12-31");
	struct check *k = check_new(it);
	check_run(k, &c.in, NULL);
	case_record_init(&r);
	record_make_parties(&r, &a, &c, k);
	assert_int_equal(r.n_parties, 1);
	assert_string_equal(r.parties[0].role, "insured");
	assert_string_equal(r.parties[0].number, CERT);
	assert_string_equal(r.parties[0].phone, "13904131234");
	check_free(k);
	arena_done(&a);
	casefile_done(&c);
	json_decref(j);
	item_free(it);
	guide_free(g);
	faults_done(&f);
	free(file);
	free(dir);
}

static void every_operation_asks_for_what_is_printed(void **state)
{
	const char *root = getenv("YICHUANG_SOURCE_ROOT");
	struct faults f = {0};
	char *dir = xasprintf("%s/forms/chengdu", root),
	     *blocks = xasprintf("%s/forms/blocks.yaml", root);
	struct guide *g = guide_load(dir, blocks, &f);

	(void)state;
	assert_non_null(g);
	for (size_t i = 0; i < sizeof(printed) / sizeof(*printed); i++) {
		char *file = xasprintf("%s/%s.yaml", dir, printed[i].id);
		struct item *it = item_load(g, file, &f);
		assert_non_null(it);
		check_item(it, printed[i].labels);
		item_free(it);
		free(file);
	}
	guide_free(g);
	faults_done(&f);
	free(dir);
	free(blocks);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_operation_asks_for_what_is_printed),
		cmocka_unit_test(the_own_fields_are_a_party),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
