/* SPDX-License-Identifier: Apache-2.0
 *
 * The files beside the guides: notices of working days against the table of
 * facts, site profiles, and what each refuses.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "guide/calendar_file.h"
#include "guide/site.h"

static char dir[] = "/tmp/yichuang-site-XXXXXX";

static char *in_source(const char *path)
{
	return xasprintf("%s/%s", getenv("YICHUANG_SOURCE_ROOT"), path);
}

static char *write_file(const char *name, const char *text)
{
	char *path = xasprintf("%s/%s", dir, name);
	FILE *f = fopen(path, "wb");

	assert_non_null(f);
	fputs(text, f);
	fclose(f);
	return path;
}

static void assert_fault(const struct faults *f, int line, int column, const char *words)
{
	assert_true(f->count > 0);
	if (f->rows[0].line != line || f->rows[0].column != column ||
	    !strstr(f->rows[0].text, words))
		fail_msg("%d:%d: %s", f->rows[0].line, f->rows[0].column, f->rows[0].text);
}

/* ---- calendars ---- */

static void the_notices_agree_with_the_facts(void **state)
{
	static const struct {
		int year, total;
		const char *notice;
	} years[] = {{2024, 251, "国办发明电〔2023〕7号"},
		     {2025, 248, "国办发明电〔2024〕12号"},
		     {2026, 248, "2025-11-04"}};
	struct calendar *c = calendar_new();
	struct faults f = {0};
	char *path = in_source("forms/calendars");

	(void)state;
	assert_true(calendar_dir_load(c, path, &f));
	for (size_t i = 0; i < 3; i++) {
		assert_int_equal(calendar_working_days_in(c, years[i].year), years[i].total);
		assert_string_equal(calendar_notice(c, years[i].year), years[i].notice);
	}
	assert_false(calendar_knows(c, 2027));
	assert_true(calendar_is_working(c, date_make(2026, 2, 14)));
	assert_false(calendar_is_working(c, date_make(2026, 2, 23)));
	assert_true(calendar_is_working(c, date_make(2026, 2, 24)));
	calendar_free(c);
	faults_done(&f);
	free(path);
}

static void broken_notices_add_nothing(void **state)
{
	static const struct {
		const char *text;
		int line, column;
		const char *words;
	} cases[] = {
		{"year: 2027\nnotice: x\noff: [2027-01-01]\nworked: []\nworking_days: 261\n", 5, 15,
		 "260个工作日"},
		{"year: 2027\nnotice: x\noff: [2028-03-01]\nworked: []\nworking_days: 261\n", 3, 7,
		 "本年的一天"},
		{"year: 2027\nnotice: x\noff: [2027-01-03..2027-01-01]\nworked: []\n"
		 "working_days: 261\n",
		 3, 7, "本年的一天"},
		{"year: 2027\nnotice: x\noff: []\nworked: [2027-01-04]\nworking_days: 261\n", 4, 10,
		 "上班的周六或周日"},
		{"year: 27\nnotice: x\noff: []\nworked: []\nworking_days: 261\n", 1, 7, "整数"},
		{"year: 2027\noff: []\nworked: []\nworking_days: 261\n", 1, 1, "缺少键「notice」"},
		{"year: 2027\nnotice: x\nof: []\nworked: []\nworking_days: 261\n", 3, 1,
		 "不认识的键「of」，此处可用：year notice off"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct calendar *c = calendar_new();
		struct faults f = {0};
		char *path = write_file("2027.yaml", cases[i].text);
		assert_false(calendar_file_load(c, path, &f));
		faults_sort(&f);
		assert_false(calendar_knows(c, 2027));
		bool found = false;
		for (size_t j = 0; j < f.count; j++)
			found |= f.rows[j].line == cases[i].line &&
				 f.rows[j].column == cases[i].column &&
				 strstr(f.rows[j].text, cases[i].words);
		if (!found)
			fail_msg("case %zu: %d:%d: %s", i, f.rows[0].line, f.rows[0].column,
				 f.rows[0].text);
		calendar_free(c);
		faults_done(&f);
		free(path);
	}
}

/* ---- sites ---- */

static void the_practice_hall(void **state)
{
	struct err e = {0};
	char *forms = in_source("forms");
	struct site *s = site_load(forms, "demo", &e);

	(void)state;
	if (!s)
		fail_msg("%s", e.text);
	assert_int_equal(strlen(s->code), 6);
	assert_string_equal(s->guides[0], "fushun");
	assert_string_equal(s->agency, "抚顺市社会保险事业服务中心");
	assert_string_equal(site_window(s, "injury")->office, "injury");
	assert_null(site_window(s, "none"));
	assert_null(s->query_url);
	assert_null(s->seal);
	assert_int_equal(s->n_remedies, 0);
	assert_string_equal(s->phones[0].number, "024-53998007");
	site_free(s);
	assert_null(site_load(forms, "nowhere", &e));
	assert_non_null(strstr(e.text, "sites/nowhere.yaml: 打不开文件"));
	assert_null(site_load(forms, "../fushun/fs-001", &e));
	assert_non_null(strstr(e.text, "网点代号"));
	free(forms);
}

/* One per guide, and a point of a township; what each says of itself is printed in its seed. */
static void a_practice_hall_per_guide(void **state)
{
	static const struct {
		const char *id, *code, *guide, *agency;
		enum site_level level;
		enum channel channel;
	} halls[] = {
		{"demo", "210400", "fushun", "抚顺市社会保险事业服务中心", SITE_CITY,
		 CHANNEL_WINDOW},
		{"qinzhou", "450700", "qinzhou", "钦州市社会保险事业管理中心", SITE_CITY,
		 CHANNEL_WINDOW},
		{"qinzhou-town", "QZXZ01", "qinzhou", "钦州市社会保险事业管理中心", SITE_TOWNSHIP,
		 CHANNEL_WINDOW},
		{"qinzhou-village", "QZCJ01", "qinzhou", "钦州市社会保险事业管理中心", SITE_VILLAGE,
		 CHANNEL_WINDOW},
		{"panzhihua", "510400", "panzhihua", "市社保中心", SITE_CITY, CHANNEL_WINDOW},
		{"chengdu", "510100", "chengdu", "成都人社局", SITE_CITY, CHANNEL_MOBILE},
	};
	char *forms = in_source("forms");
	struct err e = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(halls) / sizeof(*halls); i++) {
		struct site *s = site_by_code(forms, halls[i].code, &e);
		if (!s)
			fail_msg("%s: %s", halls[i].id, e.text);
		assert_string_equal(s->id, halls[i].id);
		assert_int_equal(s->n_guides, 1);
		assert_string_equal(s->guides[0], halls[i].guide);
		assert_string_equal(s->agency, halls[i].agency);
		assert_int_equal(s->level, halls[i].level);
		assert_int_equal(s->windows[0].channel, halls[i].channel);
		site_free(s);
	}
	assert_null(site_by_code(forms, "000000", &e));
	assert_non_null(strstr(e.text, "没有 code 为 000000 的网点"));
	free(forms);
}

/* Several guides, each with its own table of offices; a village. */
static void a_point_of_two_guides(void **state)
{
	struct err e = {0};

	(void)state;
	free(write_file("g/_shared.yaml",
			"guide: g\nname: n\nagency: unstated\nlines: \"001:1\"\noffices: [{id: a, "
			"name: A, lines: \"001:2\"}]\n"));
	free(write_file("h/_shared.yaml",
			"guide: h\nname: n\nagency: unstated\nlines: \"002:1\"\noffices: [{id: b, "
			"name: B, lines: \"002:2\"}]\n"));
	free(write_file(
		"sites/s.yaml",
		"id: s\ncode: ABCDEF\nname: n\nagency: a\nlevel: 村\nguides: [g, h]\nwindows: "
		"[{id: v, name: 1, office: a}, {id: w, name: 2, office: b, channel: self}]\n"));
	free(write_file("sites/t.yaml",
			"id: t\ncode: ABCDEF\nname: n\nagency: a\nlevel: 县\nguides: [g]\nwindows: "
			"[{id: v, name: 1}]\nflow: [{text: 初核, acts: [first], days: unstated}, "
			"{text: 审批, acts: [approve], by: 审批科, days: 2, unit: 工作日}]\n"));
	struct site *s = site_load(dir, "s", &e);
	if (!s)
		fail_msg("%s", e.text);
	assert_int_equal(s->level, SITE_VILLAGE);
	assert_int_equal(s->n_guides, 2);
	assert_int_equal(s->windows[0].channel, CHANNEL_WINDOW);
	assert_int_equal(s->windows[1].channel, CHANNEL_SELF);
	/* 本单位流程: another person's 复核 unless it says otherwise. */
	assert_int_equal(s->n_flow, 1);
	assert_string_equal(s->flow[0].text, "复核");
	assert_int_equal(s->flow[0].acts, STEP_BIT(STEP_SECOND));
	site_free(s);
	s = site_load(dir, "t", &e);
	if (!s)
		fail_msg("%s", e.text);
	assert_int_equal(s->n_flow, 2);
	assert_string_equal(s->flow[1].by, "审批科");
	assert_int_equal(s->flow[1].acts, STEP_BIT(STEP_APPROVE));
	assert_int_equal(s->flow[1].days, 2);
	site_free(s);
	/* Which of two is meant has to be said. */
	assert_null(site_by_code(dir, "ABCDEF", &e));
	assert_non_null(strstr(e.text, "有几份网点的 code 都是 ABCDEF"));
}

static void broken_sites(void **state)
{
	static const struct {
		const char *text;
		int line, column;
		const char *words;
	} cases[] = {
		{"id: s\ncode: 21040\nname: n\nagency: a\nlevel: 市\nguides: [g]\nwindows: [{id: "
		 "w, "
		 "name: 1}]\n",
		 2, 7, "6位数字或大写字母"},
		{"id: t\ncode: ABCDEF\nname: n\nagency: a\nlevel: 市\nguides: [g]\nwindows: [{id: "
		 "w, "
		 "name: 1}]\n",
		 1, 5, "id 要与文件名相同：s"},
		{"id: s\ncode: ABCDEF\nname: n\nagency: a\nlevel: 区\nguides: [g]\nwindows: [{id: "
		 "w, "
		 "name: 1}]\n",
		 5, 8, "不认识「区」，此处可用：省 市 县 乡镇"},
		{"id: s\ncode: ABCDEF\nname: n\nagency: a\nlevel: 市\nguides: [g]\nwindows: []\n",
		 7, 10, "至少要有一个窗口"},
		{"id: s\ncode: ABCDEF\nname: n\nagency: a\nlevel: 市\nguides: [g]\n"
		 "windows: [{id: w, name: 1}]\n"
		 "flow: [{text: 初审, acts: [first], days: unstated}]\n",
		 8, 7, "另一人"},
		{"id: s\ncode: ABCDEF\nname: n\nagency: a\nlevel: 市\nguides: [g]\n"
		 "windows: [{id: w, name: 1}]\n"
		 "flow: [{text: 复核, acts: [check, second], days: unstated}]\n",
		 8, 33, "second 要写在前面"},
		{"id: s\ncode: ABCDEF\nname: n\nagency: a\nlevel: 市\nguides: [g]\nwindows: [{id: "
		 "w, "
		 "name: 1, office: mars}]\n",
		 7, 36, "offices 里没有「mars」"},
		{"id: s\ncode: ABCDEF\nname: n\nagency: a\nlevel: 市\nguides: [g]\nwindows: [{id: "
		 "w, "
		 "name: 1, channel: fax}]\n",
		 7, 37, "不认识「fax」，此处可用：window online mobile"},
		{"id: s\ncode: ABCDEF\nname: n\nagency: a\nlevel: 市\nguides: [g]\npaper: A5\n"
		 "windows: [{id: w, name: 1}]\n",
		 7, 8, "A5x2"},
		{"id: s\ncode: ABCDEF\nname: n\nagency: a\nlevel: 市\nguides: [g]\n"
		 "windows: [{id: w, name: 1, paper: B5}]\n",
		 7, 35, "A5x2"},
		{"id: s\ncode: ABCDEF\nname: n\nagency: a\nlevel: 市\nguides: [g]\nwindows: [{id: "
		 "w, "
		 "name: 1}]\ncopy: [insured.name, 姓名]\n",
		 8, 22, "表单栏位的路径"},
		{"id: s\ncode: ABCDEF\nname: n\nagency: a\nlevel: 村\nguides: [g]\nwindows: [{id: "
		 "w, "
		 "name: 1}]\nreport_days: [5, 15, 15]\n",
		 8, 22, "从小到大"},
		{"id: s\ncode: ABCDEF\nname: n\nagency: a\nlevel: 村\nguides: [g]\nwindows: [{id: "
		 "w, "
		 "name: 1}]\nreport_days: [32]\n",
		 8, 15, "从小到大"},
		{"id: s\ncode: ABCDEF\nname: n\nagency: a\nlevel: 市\nguides: [g]\nwindows: [{id: "
		 "w, "
		 "name: 1}]\ncopy: [insured.name, bank, insured.name]\n",
		 8, 28, "重复了"},
	};

	(void)state;
	free(write_file("g/_shared.yaml",
			"guide: g\nname: n\nagency: unstated\nlines: \"001:1\"\n"));
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct faults f = {0};
		free(write_file("sites/s.yaml", cases[i].text));
		assert_null(site_read(dir, "s", &f));
		assert_fault(&f, cases[i].line, cases[i].column, cases[i].words);
		faults_done(&f);
	}
}

static int setup(void **state)
{
	static const char *const folders[] = {"sites", "g", "h"};

	(void)state;
	if (!mkdtemp(dir))
		return -1;
	for (size_t i = 0; i < sizeof(folders) / sizeof(*folders); i++) {
		char *path = xasprintf("%s/%s", dir, folders[i]);
		mkdir(path, 0700);
		free(path);
	}
	return 0;
}

static int teardown(void **state)
{
	static const char *const files[] = {"sites/s.yaml",
					    "sites/t.yaml",
					    "g/_shared.yaml",
					    "h/_shared.yaml",
					    "2027.yaml",
					    "sites",
					    "g",
					    "h"};

	(void)state;
	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++) {
		char *path = xasprintf("%s/%s", dir, files[i]);
		remove(path);
		free(path);
	}
	return rmdir(dir);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_notices_agree_with_the_facts),
		cmocka_unit_test(broken_notices_add_nothing),
		cmocka_unit_test(the_practice_hall),
		cmocka_unit_test(a_practice_hall_per_guide),
		cmocka_unit_test(a_point_of_two_guides),
		cmocka_unit_test(broken_sites),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
