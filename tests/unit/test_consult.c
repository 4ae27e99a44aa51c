/* SPDX-License-Identifier: Apache-2.0
 *
 * Consult pages: read as the guides print them (000:474-851, 003:23-53), their faults
 * named, found beside the items, on paper without lines and readings.
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
#include "guide/consult.h"
#include "guide/lint.h"
#include "guide/search.h"
#include "office/consult_slip.h"
#include "office_text.h"

static struct catalog catalog;

static int load(void **state)
{
	struct faults f = {0};
	char *dir = xasprintf("%s/forms", getenv("YICHUANG_SOURCE_ROOT"));

	(void)state;
	setlocale(LC_ALL, "C.UTF-8");
	bool ok = catalog_load(&catalog, dir, NULL, &f);
	faults_done(&f);
	free(dir);
	return ok ? 0 : -1;
}

static int unload(void **state)
{
	(void)state;
	catalog_done(&catalog);
	return 0;
}

/* INDEX.tsv: five of Panzhihua, three channels of Chengdu. */
static void every_page_is_there(void **state)
{
	static const char *const ids[] = {"cd-c01", "cd-c02", "cd-c03", "pz-012",
					  "pz-013", "pz-018", "pz-021", "pz-022"};

	(void)state;
	assert_int_equal(catalog.n_consults, 8);
	for (size_t i = 0; i < 8; i++) {
		assert_string_equal(catalog.consults[i]->id, ids[i]);
		assert_ptr_equal(catalog_consult(&catalog, ids[i]), catalog.consults[i]);
		assert_null(catalog_item(&catalog, ids[i]));
	}
	assert_null(catalog_consult(&catalog, "pz-001"));
}

/* 000:480-486, two situations below the answer. */
static void two_situations(void **state)
{
	const struct consult *p = catalog_consult(&catalog, "pz-012");

	(void)state;
	assert_int_equal(p->n_sections, 3);
	assert_int_equal(p->sections[0].level, 0);
	assert_string_equal(p->sections[1].title, "情况一");
	assert_string_equal(p->sections[2].title, "情况二");
	assert_int_equal(p->sections[2].level, 1);
	assert_int_equal(p->sections[2].count, 1);
	const struct consult_row *second = &p->rows[p->sections[2].first];
	assert_non_null(strstr(second->text, "继续缴纳5年"));
	assert_string_equal(second->lines, "000:486");
	assert_string_equal(second->reading, "P12");
	assert_int_equal(p->n_phones, 6);
	assert_string_equal(p->phones[3].number, "0812-2912590");
}

static void the_long_guide(void **state)
{
	const struct consult *p = catalog_consult(&catalog, "pz-022");
	size_t top = 0, lost = 0, screens = 0;

	(void)state;
	for (size_t i = 0; i < p->n_sections; i++)
		top += p->sections[i].level == 0;
	assert_int_equal(top, 6); /* 01 … 06 */
	for (size_t i = 0; i < p->n_rows; i++) {
		lost += p->rows[i].picture_lost;
		screens += p->rows[i].kind == CONSULT_SCREEN;
	}
	assert_true(lost > 10);
	assert_int_equal(screens, 4); /* 000:700, 723, 739, 831 */
	assert_int_equal(p->phones_stated, STATED_NOT);
	assert_true(consult_of_item(p, "pz-001"));
	assert_false(consult_of_item(p, "pz-002"));
}

static void rows_are_numbered(void **state)
{
	const struct consult *p = catalog_consult(&catalog, "cd-c02");
	struct str s = {0};

	(void)state;
	consult_row_text(p, 0, &s); /* 第一步 is the guide's own number */
	assert_string_equal(str_text(&s), "第一步：下载“云闪付”并安装。");
	p = catalog_consult(&catalog, "pz-022");
	for (size_t i = 0; i < p->n_rows; i++) {
		if (strcmp(p->rows[i].lines, "000:760") != 0)
			continue;
		str_clear(&s);
		consult_row_text(p, i, &s);
		assert_string_equal(str_text(&s), "(2) 选择【本人认证】或【替他人认证】。");
	}
	str_done(&s);
}

static const char *found(const char *typed, size_t *rank)
{
	struct search_hit *hits = xcalloc(catalog.n_items + catalog.n_consults, sizeof(*hits));
	size_t n = search_catalog(&catalog, typed, hits);
	const char *id = "";

	for (*rank = 0; *rank < n; ++*rank) {
		if (hits[*rank].item >= catalog.n_items) {
			id = catalog.consults[hits[*rank].item - catalog.n_items]->id;
			break;
		}
	}
	free(hits);
	return id;
}

static void found_beside_the_items(void **state)
{
	static const char *const wanted[][2] = {
		{"补社保", "pz-012"}, {"缴费基数上下限", "pz-021"}, {"换档", "pz-013"},
		{"云闪付", "cd-c02"}, {"四川人社", "pz-022"},	    {"pz-018", "pz-018"},
		{"绝无此事", ""},
	};
	size_t rank;

	(void)state;
	for (size_t i = 0; i < sizeof(wanted) / sizeof(*wanted); i++)
		assert_string_equal(found(wanted[i][0], &rank), wanted[i][1]);
	assert_string_equal(found("pz-018", &rank), "pz-018");
	assert_int_equal(rank, 0);
}

static void on_paper(void **state)
{
	const struct letterhead h = {.agency = "某中心", .window = "1号窗口"};
	struct document d;
	struct err e;

	(void)state;
	for (size_t i = 0; i < catalog.n_consults; i++) {
		consult_slip(&d, &h, catalog.consults[i], date_make(2026, 11, 24));
		assert_true(document_check(&d, &e));
		char *text = office_text(&d);
		assert_says(text, catalog.consults[i]->name);
		assert_says(text, "2026年11月24日");
		assert_says_not(text, "读法");
		free(text);
		document_done(&d);
	}
}

static void as_json(void **state)
{
	json_t *j = consult_json(catalog_consult(&catalog, "pz-018"));

	(void)state;
	assert_string_equal(json_string_value(json_object_get(j, "kind")), "consult");
	assert_int_equal(json_array_size(json_object_get(j, "basis")), 3);
	assert_int_equal(json_array_size(json_object_get(j, "sections")), 1);
	assert_string_equal(json_string_value(json_object_get(j, "lines")), "000:598-606");
	json_decref(j);
	j = consult_json(catalog_consult(&catalog, "pz-022"));
	assert_string_equal(json_string_value(json_object_get(j, "phones")), "unstated");
	json_decref(j);
}

/* ---- faults ---- */

#define HEAD                                                                                       \
	"id: t-001\nkind: consult\nname: 问\ncategory: 类\nlines: \"000:10-20\"\nphones: "       \
	"unstated\n"
#define ROW(more)                                                                                  \
	"sections:\n  - title: 答\n    lines: \"000:10\"\n    rows:\n      - {text: 一句, " more   \
	"}\n"

static const struct guide *panzhihua(void)
{
	return catalog_guide(&catalog, "panzhihua");
}

static void expect(const char *yaml, const char *fault)
{
	struct faults f = {0};
	struct consult *p = consult_parse(panzhihua(), "t-001.yaml", yaml, strlen(yaml), &f);

	if (p)
		lint_consult(p, panzhihua(), &catalog, &f);
	if (fault) {
		bool there = false;
		for (size_t i = 0; i < f.count; i++)
			there |= strstr(f.rows[i].text, fault) && f.rows[i].line > 0;
		if (!there)
			fail_msg("not named: %s (%zu faults, %s)", fault, f.count,
				 f.count ? f.rows[0].text : "");
	} else {
		assert_int_equal(f.count, 0);
	}
	consult_free(p);
	faults_done(&f);
}

static void faults_are_named(void **state)
{
	(void)state;
	expect(HEAD ROW("lines: \"000:11\""), NULL);
	expect(HEAD ROW("as: step, picture: unstated, lines: \"000:11\""), NULL);
	expect(HEAD ROW("as: step"), "缺少键「lines」");
	expect(HEAD ROW("as: fact, lines: \"000:11\""), "不认识「fact」");
	expect(HEAD ROW("picture: yes, lines: \"000:11\""), "picture 只能写 unstated");
	expect(HEAD ROW("parts: [姓名], lines: \"000:11\""), "parts 只用在");
	expect(HEAD ROW("forms: 原件, lines: \"000:11\""), "forms");
	expect(HEAD ROW("lines: \"001:11\""), "行号不在本指南的文件 000");
	expect(HEAD ROW("lines: \"000:9\""), "行号不在本页的");
	expect(HEAD ROW("lines: \"000:11,21\""), "行号不在本页的");
	expect(HEAD ROW("reading: P1, lines: \"000:11\""), "readings 里没有读法「P1」");
	expect(HEAD ROW("lines: \"000:11\"") "readings: [{id: P1, text: 话}]\n", "没有一处用到");
	expect(HEAD ROW("lines: \"000:11\"") "items: [{id: pz-777, text: 话, lines: \"000:3\"}]\n",
	       "没有事项 pz-777");
	expect(HEAD ROW("lines: \"000:11\"") "aliases: [甲, 甲]\n", "别名「甲」重复了");
	expect(HEAD ROW("lines: \"000:11\"") "materials: unstated\n", "materials");
	expect(HEAD "sections: []\n", "sections 是空的");
	expect(HEAD "sections: [{title: 答, lines: \"000:10\"}]\n", "这一节是空的");
	expect(HEAD, "缺少键「sections」");
}

static void a_page_is_no_item(void **state)
{
	static const char yaml[] = HEAD ROW("lines: \"000:11\"");
	struct faults f = {0};

	(void)state;
	assert_null(item_parse(panzhihua(), "t-001.yaml", yaml, strlen(yaml), &f));
	assert_true(f.count > 0);
	faults_done(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_page_is_there),
		cmocka_unit_test(two_situations),
		cmocka_unit_test(the_long_guide),
		cmocka_unit_test(rows_are_numbered),
		cmocka_unit_test(found_beside_the_items),
		cmocka_unit_test(on_paper),
		cmocka_unit_test(as_json),
		cmocka_unit_test(faults_are_named),
		cmocka_unit_test(a_page_is_no_item),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
