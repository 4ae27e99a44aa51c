/* SPDX-License-Identifier: Apache-2.0
 *
 * The guides against the printed documents: every line with words in it is said by a
 * leaf or listed with its reason in unclaimed/GUIDE.tsv; no leaf names a line it has
 * no word of; the items are those of seeds/INDEX.tsv, with their lines. Prints the
 * report. Then that the measure itself finds what it should.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "guide/consult.h"
#include "guide/calendar_file.h"
#include "guide/coverage.h"
#include "guide/wording.h"

struct world {
	struct catalog catalog;
	struct calendar *calendar;
	struct coverage coverage;
	struct faults faults;
	char *tests;
};

static size_t print(const struct faults *f)
{
	for (size_t i = 0; i < f->count; i++)
		print_error("%s:%d:%d: %s\n", f->rows[i].file, f->rows[i].line, f->rows[i].column,
			    f->rows[i].text);
	return f->count;
}

static int load(void **state)
{
	static struct world w;
	const char *root = getenv("YICHUANG_SOURCE_ROOT");
	char *forms = xasprintf("%s/forms", root), *calendars = xasprintf("%s/calendars", forms);

	setlocale(LC_ALL, "C.UTF-8");
	w.tests = xasprintf("%s/tests/guide", root);
	char *seeds = xasprintf("%s/seeds", w.tests);
	w.calendar = calendar_new();
	catalog_load(&w.catalog, forms, NULL, &w.faults);
	calendar_dir_load(w.calendar, calendars, &w.faults);
	coverage_take(&w.coverage, &w.catalog, seeds, w.calendar, date_make(2026, 1, 15),
		      &w.faults);
	free(seeds);
	free(calendars);
	free(forms);
	*state = &w;
	return 0;
}

static int unload(void **state)
{
	struct world *w = *state;

	coverage_done(&w->coverage);
	calendar_free(w->calendar);
	catalog_done(&w->catalog);
	faults_done(&w->faults);
	free(w->tests);
	return 0;
}

static void no_leaf_names_a_line_it_has_no_word_of(void **state)
{
	const struct world *w = *state;

	assert_int_equal(print(&w->faults), 0);
}

static void every_line_is_said_or_has_its_reason(void **state)
{
	struct world *w = *state;
	struct faults f = {0};
	char *dir = xasprintf("%s/unclaimed", w->tests);

	coverage_reasons(&w->coverage, dir, &f);
	for (size_t i = 0; i < w->coverage.n_guides; i++) {
		const struct coverage_guide *g = &w->coverage.guides[i];
		print_message(
			"%s: %zu items, %zu consult, %zu situations, %zu papers, %zu "
			"conditions, %zu prohibitions, %zu limits, %zu steps; %zu lines said, "
			"%zu not\n",
			g->guide, g->items, g->consult, g->situations, g->papers, g->conditions,
			g->prohibitions, g->limits, g->steps, coverage_said(g),
			coverage_unclaimed(g));
	}
	size_t faults = print(&f);
	faults_done(&f);
	free(dir);
	assert_int_equal(faults, 0);
}

/* ---- INDEX.tsv ---- */

static size_t check_item(const struct world *w, const char *id, const char *lines)
{
	const struct item *it = catalog_item(&w->catalog, id);
	const struct consult *p = catalog_consult(&w->catalog, id);
	const char *have = it ? it->lines : p ? p->lines : "no file";

	if (strcmp(have, lines) == 0)
		return 1;
	print_error("%s: %s, INDEX.tsv has %s\n", id, have, lines);
	return 0;
}

static void the_items_are_those_of_the_index(void **state)
{
	const struct world *w = *state;
	char *file = xasprintf("%s/seeds/INDEX.tsv", w->tests), row[512];
	size_t listed = 0, good = 0, have = 0;
	FILE *in = fopen(file, "re");

	assert_non_null(in);
	while (fgets(row, sizeof(row), in)) {
		char *rest = row, *cells[6];
		for (int i = 0; i < 6; i++)
			cells[i] = strsep(&rest, "\t");
		if (strcmp(cells[1], "item") != 0 && strcmp(cells[1], "consult") != 0)
			continue;
		listed++;
		good += check_item(w, cells[0], cells[5]);
	}
	fclose(in);
	free(file);
	for (size_t i = 0; i < w->coverage.n_guides; i++)
		have += w->coverage.guides[i].items + w->coverage.guides[i].consult;
	assert_int_equal(good, listed);
	assert_int_equal(have, listed + 3); /* the channels of Chengdu have no id there */
}

/* ---- the measure ---- */

static bool shares(const char *line, const char *said)
{
	struct wording a = {0}, b = {0};

	wording_add(&a, line);
	wording_add(&b, said);
	bool yes = wording_shares(&a, &b);
	wording_done(&a);
	wording_done(&b);
	return yes;
}

static void words_in_common(void **state)
{
	(void)state;
	assert_true(shares("（3）调令或任职文件，复印件1份；", "任职文件"));
	assert_false(shares("（3）调令或任职文件", "批复证明"));
	assert_false(shares("申请", "请申"));
	/* numbers count with what follows them, and alone from two digits */
	assert_true(shares("5个月", "5个工作日"));
	assert_false(shares("15个月", "5个工作日"));
	assert_true(shares("0777-2833005", "电话2833005"));
	assert_true(shares("２８人", "28名"));
	/* the number of an entry is no word */
	assert_false(shares("1.发送", "1发布"));
	assert_false(shares("（1）发送", "1发布"));
	assert_true(shares("登录APP", "app办理"));
	/* a line of one character */
	assert_true(shares("日", "15个工作日"));
	assert_false(shares("无", "有"));
	assert_false(shares("", "有"));
}

static void nothing_but_signs(void **state)
{
	struct wording w = {0};

	(void)state;
	wording_add(&w, " ——（ ）①…● ");
	assert_true(wording_is_empty(&w));
	wording_add(&w, "v");
	assert_false(wording_is_empty(&w));
	wording_done(&w);
}

/* ---- a small guide with one fault of each kind ---- */

static void put(const char *dir, const char *name, const char *text)
{
	char *file = xasprintf("%s/%s", dir, name);
	FILE *out = fopen(file, "we");

	assert_non_null(out);
	fputs(text, out);
	fclose(out);
	free(file);
}

static const char shared[] = "guide: g\nname: 样例\nagency: unstated\nlines: \"001:1-2\"\n";
static const char item_head[] = "id: g-001\nname: 样例事项\ncategory: 样例\n"
				"lines: \"001:1-9\"\noffice: unstated\n"
				"summary: {text: 人人可办, lines: \"001:3\"}\nmaterials:\n";
static const char item_tail[] =
	"limits: unstated\nsteps: unstated\nchannels: unstated\nfee: unstated\n"
	"phones: unstated\ndelivery: unstated\nbasis: unstated\n";
static const char document[] = "样例指南\n\n人人可办\n材料：身份证和户\n口簿\n下\n封底\n";

struct small {
	char dir[32], *guide;
	struct coverage coverage;
	struct faults faults;
};

static void take_small(struct small *s, const char *materials, const char *reasons)
{
	struct calendar *cal = calendar_new();
	struct catalog catalog;

	strcpy(s->dir, "/tmp/coverage.XXXXXX");
	assert_non_null(mkdtemp(s->dir));
	s->guide = xasprintf("%s/g", s->dir);
	assert_int_equal(mkdir(s->guide, 0700), 0);
	char *item = xasprintf("%s%s%s", item_head, materials, item_tail);
	put(s->guide, "_shared.yaml", shared);
	put(s->guide, "g-001.yaml", item);
	put(s->dir, "001_g.txt", document);
	put(s->dir, "002_h.txt", "还没有指南\n\n");
	put(s->dir, "g.tsv", reasons);
	assert_true(catalog_load(&catalog, s->dir, NULL, &s->faults));
	coverage_take(&s->coverage, &catalog, s->dir, cal, date_make(2026, 1, 15), &s->faults);
	coverage_reasons(&s->coverage, s->dir, &s->faults);
	catalog_done(&catalog);
	calendar_free(cal);
	free(item);
}

static void remove_small(struct small *s)
{
	static const char *const files[] = {"g/_shared.yaml", "g/g-001.yaml", "001_g.txt",
					    "002_h.txt", "g.tsv"};

	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++) {
		char *file = xasprintf("%s/%s", s->dir, files[i]);
		unlink(file);
		free(file);
	}
	rmdir(s->guide);
	rmdir(s->dir);
	free(s->guide);
	coverage_done(&s->coverage);
	faults_done(&s->faults);
}

#define IDENTITY                                                                                   \
	"  - {id: idcard, name: 身份证, forms: unstated, copies: unstated, lines: \"001:4\"}\n"
#define HOUSEHOLD                                                                                  \
	"  - {id: book, name: 户口簿, forms: unstated, copies: unstated, lines: \"001:4-5\"}\n"
#define REASONS "001:1\t标题\t封面\n001:3\t重复\n001:6-7\t页面装饰\t翻页和封底\n"

static const struct {
	const char *materials, *reasons;
	const char *words; /* of the only fault; NULL: none */
} small[] = {
	{IDENTITY HOUSEHOLD, REASONS, NULL},
	/* 4 ends in the first character of a word that goes on in 5 */
	{HOUSEHOLD, REASONS, NULL},
	{IDENTITY, REASONS, "001:5没写进指南，也没列原因：口簿"},
	{IDENTITY HOUSEHOLD, "001:1\t标题\n001:6-7\t页面装饰\n", "001:3没写进指南"},
	{IDENTITY HOUSEHOLD, REASONS "001:4\t标题\n", "001:4已写进指南"},
	{IDENTITY HOUSEHOLD, REASONS "001:1\t标题\n", "001:1列了两次"},
	{IDENTITY HOUSEHOLD, REASONS "001:2\t标题\n", "001:2是空行"},
	{IDENTITY HOUSEHOLD, REASONS "001:8\t标题\n", "原文里没有001:8"},
	{IDENTITY HOUSEHOLD, REASONS "002:1\t标题\n", "原文里没有002:1"},
	{IDENTITY HOUSEHOLD, REASONS "001:1\t没用\n", "原因是标题、页面装饰"},
	{IDENTITY HOUSEHOLD "  - {id: x, name: 结婚证, forms: unstated, copies: unstated, lines: "
			    "\"001:5\"}\n",
	 REASONS, "与原文001:5没有相同的字词：口簿"},
	{IDENTITY HOUSEHOLD "  - {id: x, name: 身份证二, forms: unstated, copies: unstated, "
			    "lines: \"001:4,8\"}\n",
	 REASONS, "原文001只有7行"},
	/* a form is ours: a title it names stays a title, a line it has no word of is a fault */
	{IDENTITY HOUSEHOLD
	 "form: {fields: [{id: s, label: 样例, type: text, lines: \"001:1\"}]}\n",
	 REASONS, NULL},
	{IDENTITY HOUSEHOLD
	 "form: {fields: [{id: s, label: 日期, type: date, lines: \"001:1\"}]}\n",
	 REASONS, "与原文001:1没有相同的字词：样例指南"},
	/* what says that nothing is printed claims nothing */
	{IDENTITY HOUSEHOLD "  - {unstated: yes, when: agent, lines: \"001:3\"}\n", REASONS, NULL},
};

static void each_fault_is_told(void **state)
{
	size_t failed = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(small) / sizeof(*small); i++) {
		struct small s = {0};
		take_small(&s, small[i].materials, small[i].reasons);
		bool good = s.faults.count == (small[i].words ? 1 : 0) &&
			    (!small[i].words || strstr(s.faults.rows[0].text, small[i].words));
		if (!good) {
			print_error("case %zu: %s\n", i, small[i].words ? small[i].words : "clean");
			print(&s.faults);
			failed++;
		}
		assert_int_equal(s.coverage.n_waiting, 1);
		assert_int_equal(s.coverage.waiting[0].lines, 1);
		remove_small(&s);
	}
	assert_int_equal(failed, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_leaf_names_a_line_it_has_no_word_of),
		cmocka_unit_test(every_line_is_said_or_has_its_reason),
		cmocka_unit_test(the_items_are_those_of_the_index),
		cmocka_unit_test(words_in_common),
		cmocka_unit_test(nothing_but_signs),
		cmocka_unit_test(each_fault_is_told),
	};
	return cmocka_run_group_tests(tests, load, unload);
}
