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
		{"id: s\ncode: ABCDEF\nname: n\nagency: a\nlevel: 市\nguides: [g]\nwindows: [{id: "
		 "w, "
		 "name: 1, office: mars}]\n",
		 7, 36, "offices 里没有「mars」"},
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
		{"id: s\ncode: ABCDEF\nname: n\nagency: a\nlevel: 市\nguides: [g]\nwindows: [{id: "
		 "w, "
		 "name: 1}]\ncopy: [insured.name, bank, insured.name]\n",
		 8, 28, "重复了"},
	};

	(void)state;
	char *sub = xasprintf("%s/sites", dir), *guide = xasprintf("%s/g", dir);
	mkdir(sub, 0700);
	mkdir(guide, 0700);
	free(write_file("g/_shared.yaml",
			"guide: g\nname: n\nagency: unstated\nlines: \"001:1\"\n"));
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct faults f = {0};
		free(write_file("sites/s.yaml", cases[i].text));
		assert_null(site_read(dir, "s", &f));
		assert_fault(&f, cases[i].line, cases[i].column, cases[i].words);
		faults_done(&f);
	}
	free(sub);
	free(guide);
}

static int setup(void **state)
{
	(void)state;
	return mkdtemp(dir) ? 0 : -1;
}

static int teardown(void **state)
{
	static const char *const files[] = {"sites/s.yaml", "g/_shared.yaml", "2027.yaml", "sites",
					    "g"};

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
		cmocka_unit_test(broken_sites),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
