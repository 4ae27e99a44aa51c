/* SPDX-License-Identifier: Apache-2.0
 *
 * The overlay of a hall over a made-up guide: every kind of leaf laid over with who
 * said so; what the guide rules, what no longer fits and what has no source refused,
 * each at its place and with its whole file; and the item as it was, from its bytes.
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
#include "guide/overlay.h"

static char dir[] = "/tmp/yichuang-overlay-XXXXXX";
static const char *const made[] = {"f/g/_shared.yaml", "f/g/g-001.yaml", "f/g/g-002.yaml",
				   "o/g.yaml",	       "o/g-001.yaml",	 "o/g-002.yaml",
				   "o/g-009.yaml"};
static const char *const folders[] = {"f", "f/g", "o"};

static const char shared[] =
	"guide: g\nname: 试办指南\nagency: 试办中心\nlines: \"001:1-9\"\noffices:\n"
	"  - {id: city, name: 市中心, address: 旧街1号, phone: 0777-1000001, lines: \"001:2\"}\n";

static const char item[] =
	"id: %s\nname: 试办事项\ncategory: 试\nlines: \"001:10-50\"\noffice: unstated\n"
	"aliases: [试一试]\nmaterials: unstated\nsteps: unstated\nfee: unstated\n"
	"channels:\n"
	"  - {id: window, lines: \"001:11\", places: [{office: city}, {name: 分厅, lines: "
	"\"001:12\"}]}\n"
	"phones:\n"
	"  - {area: 东区, number: 0777-2851611, doubt: 他处为0777-2851661, lines: \"001:13\"}\n"
	"  - {area: 西区, number: 0777-3000000, lines: \"001:14\"}\n"
	"%s";

static const char no_limit[] = "limits: unstated\n";
static const char ten_days[] =
	"limits: [{id: all, text: 10个工作日, days: 10, unit: 工作日, lines: \"001:15\"}]\n";

static char *path_of(const char *name)
{
	return xasprintf("%s/%s", dir, name);
}

static void put(const char *name, const char *text)
{
	char *path = path_of(name);
	FILE *f = fopen(path, "wb");

	assert_non_null(f);
	fputs(text, f);
	fclose(f);
	free(path);
}

static void put_item(const char *id, const char *limits)
{
	char *text = xasprintf(item, id, limits), *name = xasprintf("f/g/%s.yaml", id);

	put(name, text);
	free(name);
	free(text);
}

static int setup(void **state)
{
	(void)state;
	setlocale(LC_ALL, "C.UTF-8");
	if (!mkdtemp(dir))
		return -1;
	for (size_t i = 0; i < sizeof(folders) / sizeof(*folders); i++) {
		char *path = path_of(folders[i]);
		mkdir(path, 0700);
		free(path);
	}
	put("f/g/_shared.yaml", shared);
	put_item("g-001", no_limit);
	put_item("g-002", ten_days);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(made) / sizeof(*made); i++) {
		char *path = path_of(made[i]);
		remove(path);
		free(path);
	}
	for (size_t i = sizeof(folders) / sizeof(*folders); i-- > 0;) {
		char *path = path_of(folders[i]);
		rmdir(path);
		free(path);
	}
	return rmdir(dir);
}

/* Overlay files of one test go with it. */
static int no_overlay(void **state)
{
	(void)state;
	for (size_t i = 3; i < sizeof(made) / sizeof(*made); i++) {
		char *path = path_of(made[i]);
		remove(path);
		free(path);
	}
	return 0;
}

static bool load(struct catalog *c, struct faults *f)
{
	char *forms = path_of("f"), *over = path_of("o");
	struct faults none = {0};

	assert_true(catalog_load(c, forms, NULL, &none));
	bool ok = overlay_folder(c, over, f);
	free(over);
	free(forms);
	faults_done(&none);
	return ok;
}

static void load_good(struct catalog *c)
{
	struct faults f = {0};

	if (!load(c, &f))
		fail_msg("%s:%d:%d: %s", f.rows[0].file, f.rows[0].line, f.rows[0].column,
			 f.rows[0].text);
	faults_done(&f);
}

static void nothing_there_changes_nothing(void **state)
{
	struct catalog with, without;
	struct faults f = {0};
	char *forms = path_of("f");

	(void)state;
	load_good(&with);
	assert_true(catalog_load(&without, forms, NULL, &f));
	assert_true(overlay_folder(&without, "/no/such/folder", &f));
	for (size_t i = 0; i < 2; i++) {
		assert_string_equal(with.items[i]->version, without.items[i]->version);
		assert_int_equal(with.items[i]->n_overlaid, 0);
	}
	catalog_done(&with);
	catalog_done(&without);
	free(forms);
}

static const char of_item[] =
	"phones:\n"
	"  - {settles: 0777-2851611, number: 0777-2851661, source: 2026-03-02 办公室核实}\n"
	"  - {area: 夜间, number: 0777-4000000, source: 办公室}\n"
	"places: [{name: 分厅, address: 新街2号, phone: 0777-1000009, source: 办公室}]\n"
	"aliases: [{text: 土名, source: 窗口}]\n"
	"remedies: [{text: 可到市局申请复议, source: 法规科}]\n"
	"promise: {days: 5, unit: 工作日, source: 试办发〔2026〕3号}\n";

static void assert_noted(const struct overlaid *o, const char *key, const char *text,
			 const char *printed, const char *file)
{
	assert_string_equal(o->key, key);
	assert_string_equal(o->text, text);
	if (printed)
		assert_string_equal(o->printed, printed);
	else
		assert_null(o->printed);
	assert_string_equal(o->file, file);
}

static void every_leaf_is_laid_over_and_says_so(void **state)
{
	struct catalog c;

	(void)state;
	put("o/g-001.yaml", of_item);
	load_good(&c);
	const struct item *it = catalog_item(&c, "g-001");
	assert_int_equal(it->n_phones, 3);
	assert_string_equal(it->phones[0].number, "0777-2851661");
	assert_string_equal(it->phones[0].printed, "0777-2851611");
	assert_string_equal(it->phones[0].source, "2026-03-02 办公室核实");
	assert_string_equal(it->phones[0].area, "东区");
	assert_null(it->phones[0].doubt);
	assert_null(it->phones[1].source);
	assert_string_equal(it->phones[2].number, "0777-4000000");
	assert_null(it->phones[2].lines);
	const struct place *place = &it->channels[0].places[1];
	assert_string_equal(place->address, "新街2号");
	assert_string_equal(place->phone, "0777-1000009");
	assert_string_equal(it->aliases[1], "土名");
	assert_string_equal(it->remedies[0], "可到市局申请复议");
	assert_true(it->promise.given);
	char *days = item_promise_text(it);
	assert_string_equal(days, "5个工作日");
	free(days);
	assert_int_equal(it->limits_stated, STATED_NOT);
	assert_int_equal(it->n_limits, 0); /* never the guide's */
	assert_int_equal(it->n_overlaid, 7);
	assert_noted(&it->overlaid[0], "phones", "0777-2851661", "0777-2851611", "g-001.yaml");
	assert_noted(&it->overlaid[1], "phones", "0777-4000000", NULL, "g-001.yaml");
	assert_noted(&it->overlaid[2], "places", "新街2号", NULL, "g-001.yaml");
	assert_noted(&it->overlaid[6], "promise", "5个工作日", NULL, "g-001.yaml");
	assert_string_equal(it->overlaid[6].source, "试办发〔2026〕3号");
	assert_int_equal(catalog_item(&c, "g-002")->n_overlaid, 0);
	catalog_done(&c);
}

static void the_guides_file_is_for_all_its_items(void **state)
{
	struct catalog c;

	(void)state;
	put("o/g.yaml",
	    "offices: [{id: city, address: 新街1号, source: 办公室}]\n"
	    "phones: [{settles: 0777-2851611, area: 东区, number: 0777-5, source: 办公室}]\n"
	    "remedies: [{text: 全市通用, source: 法规科}]\n");
	put("o/g-001.yaml", of_item);
	load_good(&c);
	const struct item *one = catalog_item(&c, "g-001"), *two = catalog_item(&c, "g-002");
	assert_string_equal(two->channels[0].places[0].address, "新街1号");
	assert_string_equal(two->channels[0].places[0].phone, "0777-1000001");
	assert_string_equal(two->phones[0].number, "0777-5");
	assert_string_equal(two->remedies[0], "全市通用");
	assert_string_equal(two->overlaid[0].file, "g.yaml");
	/* The item's own goes before it. */
	assert_string_equal(one->phones[0].number, "0777-2851661");
	assert_string_equal(one->phones[0].printed, "0777-2851611");
	assert_int_equal(one->n_remedies, 1);
	assert_string_equal(one->remedies[0], "可到市局申请复议");
	assert_string_equal(one->channels[0].places[0].address, "新街1号");
	assert_int_equal(one->n_overlaid, 8);
	catalog_done(&c);
}

/* Its bytes decide the version, and with them the item comes out the same. */
static void an_item_is_read_back_as_it_was(void **state)
{
	struct catalog c, printed;
	struct faults f = {0};

	(void)state;
	load_good(&printed);
	put("o/g.yaml", "remedies: [{text: 全市通用, source: 法规科}]\n");
	put("o/g-001.yaml", of_item);
	load_good(&c);
	const struct item *it = catalog_item(&c, "g-001");
	const struct item *old = catalog_item(&printed, "g-001");
	assert_string_not_equal(it->version, old->version);
	const struct guide *g = catalog_guide(&c, "g");
	struct item *again = item_parse(g, it->id, it->text, it->text_len, &f);
	assert_string_equal(again->version, old->version);
	overlay_again(again, g, piece_text(it->pieces[PIECE_SITE_GUIDE]),
		      piece_text(it->pieces[PIECE_SITE_ITEM]));
	assert_string_equal(again->version, it->version);
	assert_string_equal(again->phones[0].number, "0777-2851661");
	assert_int_equal(again->n_overlaid, it->n_overlaid);
	item_free(again);
	catalog_done(&c);
	catalog_done(&printed);
}

/* ---- refusals ---- */

struct refused {
	const char *file, *text;
	int line, column;
	const char *words; /* in the first fault */
};
static const struct refused refusals[] = {
	{"o/g-001.yaml", "materials: unstated\n", 1, 1, "不能写「materials」"},
	{"o/g-001.yaml", "aliases: [{text: a, source: b}]\nconditions: []\n", 2, 1,
	 "不能写「conditions」"},
	{"o/g-001.yaml", "limits: unstated\n", 1, 1, "不能写「limits」"},
	{"o/g-001.yaml", "prohibitions: []\n", 1, 1, "不能写「prohibitions」"},
	{"o/g-001.yaml", "fee: unstated\n", 1, 1, "不能写「fee」"},
	{"o/g.yaml", "promise: {days: 1, unit: 日, source: a}\n", 1, 1, "不能写「promise」"},
	{"o/g-001.yaml", "aliases: [{text: 土名}]\n", 1, 11, "source"},
	{"o/g-001.yaml", "aliases: [{text: 试一试, source: a}]\n", 1, 18, "已经有了"},
	{"o/g-001.yaml", "phones:\n  - {settles: 0777-9, number: 0777-8, source: a}\n", 2, 15,
	 "没有印这个号码"},
	{"o/g-001.yaml", "phones:\n  - {settles: 0777-3000000, number: 0777-8, source: a}\n", 2, 15,
	 "不存疑"},
	{"o/g-001.yaml", "phones:\n  - {settles: 0777-2851611, area: 西区, number: 1, source: a}\n",
	 2, 15, "没有印这个号码"},
	{"o/g-001.yaml", "phones: [{number: 0777-3000000, source: a}]\n", 1, 19, "不用再加"},
	{"o/g.yaml", "phones: [{settles: 0777-9, number: 1, source: a}]\n", 1, 20,
	 "没有印这个号码"},
	{"o/g.yaml", "offices: [{id: town, phone: 1, source: a}]\n", 1, 16, "没有「town」"},
	{"o/g.yaml", "offices: [{id: city, source: a}]\n", 1, 11, "address 或 phone"},
	{"o/g-001.yaml", "places: [{name: 没有的厅, phone: 1, source: a}]\n", 1, 17, "没有的厅"},
	{"o/g-001.yaml",
	 "places: [{name: 分厅, phone: 1, source: a}, {name: 分厅, phone: 2, source: a}]\n", 1, 43,
	 "写了两次"},
	{"o/g-002.yaml", "promise: {days: 10, unit: 工作日, source: a}\n", 1, 17,
	 "不比指南的时限短"},
	{"o/g-002.yaml", "promise: {days: 9, unit: 日, source: a}\n", 1, 26, "同一单位"},
	{"o/g-001.yaml", "promise: {days: 0, unit: 日, source: a}\n", 1, 17, "即时"},
	{"o/g-001.yaml", "promise: {unit: 日, source: a}\n", 1, 10, "days"},
	{"o/g-009.yaml", "aliases: [{text: a, source: b}]\n", 0, 0, "没有「g-009」"},
	{"o/g-001.yaml", "- a\n", 1, 1, "phones"},
};

static void a_file_that_does_not_fit_is_refused_whole(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(refusals) / sizeof(*refusals); i++) {
		const struct refused *r = &refusals[i];
		struct catalog c;
		struct faults f = {0};
		put(r->file, r->text);
		if (load(&c, &f))
			fail_msg("taken: %s", r->text);
		if (f.rows[0].line != r->line || f.rows[0].column != r->column ||
		    !strstr(f.rows[0].text, r->words) || !strstr(f.rows[0].file, r->file))
			fail_msg("%s: %s:%d:%d: %s", r->text, f.rows[0].file, f.rows[0].line,
				 f.rows[0].column, f.rows[0].text);
		for (size_t k = 0; k < c.n_items; k++)
			assert_int_equal(c.items[k]->n_overlaid, 0);
		catalog_done(&c);
		faults_done(&f);
		no_overlay(NULL);
	}
}

static void one_bad_file_leaves_the_others(void **state)
{
	struct catalog c;
	struct faults f = {0};

	(void)state;
	put("o/g-001.yaml", of_item);
	put("o/g-002.yaml", "promise: {days: 3, unit: 工作日, source: a}\nfee: unstated\n");
	assert_false(load(&c, &f));
	assert_int_equal(f.count, 1);
	assert_int_equal(catalog_item(&c, "g-001")->n_overlaid, 7);
	assert_false(catalog_item(&c, "g-002")->promise.given);
	catalog_done(&c);
	faults_done(&f);
}

static void a_promise_may_be_shorter_than_the_guide(void **state)
{
	struct catalog c;

	(void)state;
	put("o/g-002.yaml", "promise: {days: 9, unit: 工作日, source: a}\n");
	load_good(&c);
	assert_int_equal(catalog_item(&c, "g-002")->promise.days, 9);
	assert_int_equal(catalog_item(&c, "g-002")->limits[0].days, 10);
	catalog_done(&c);
	put("o/g-002.yaml", "promise: {days: 0, unit: 即时, source: a}\n");
	load_good(&c);
	char *text = item_promise_text(catalog_item(&c, "g-002"));
	assert_string_equal(text, "即时办结");
	free(text);
	catalog_done(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(nothing_there_changes_nothing, no_overlay),
		cmocka_unit_test_teardown(every_leaf_is_laid_over_and_says_so, no_overlay),
		cmocka_unit_test_teardown(the_guides_file_is_for_all_its_items, no_overlay),
		cmocka_unit_test_teardown(an_item_is_read_back_as_it_was, no_overlay),
		cmocka_unit_test_teardown(a_file_that_does_not_fit_is_refused_whole, no_overlay),
		cmocka_unit_test_teardown(one_bad_file_leaves_the_others, no_overlay),
		cmocka_unit_test_teardown(a_promise_may_be_shorter_than_the_guide, no_overlay),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
