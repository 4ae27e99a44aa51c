/* SPDX-License-Identifier: Apache-2.0
 *
 * A consult page that changed: told in words, refused with its faults, in force from
 * its day on. The page is pz-012 of Panzhihua (000:474-492).
 */
#include "store_fixture.h"

#include "base/mem.h"
#include "case/edition.h"
#include "guide/consult.h"
#include "guide/yaml.h"
#include "guide_sample.h"

#define PAGE "panzhihua/pz-012.yaml"

static const struct actor boss = {"zhao", NULL, 0};

static int setup(void **state)
{
	hall_setup(state);
	hall_staff(*state);
	return 0;
}

static char *forms(void)
{
	return xasprintf("%s/forms", getenv("YICHUANG_SOURCE_ROOT"));
}

/* The installed page with one edit. */
static char *edited(const char *find, const char *put)
{
	char *dir = forms(), *file = xasprintf("%s/%s", dir, PAGE);
	struct faults f = {0};
	struct ydoc *doc = ydoc_read(file, &f);
	int line, column;

	assert_non_null(doc);
	char *text = sample_break(doc->text, find, put, &line, &column);
	ydoc_free(doc);
	faults_done(&f);
	free(file);
	free(dir);
	return text;
}

static bool load(struct hall *h, const char *text, date_day on, struct edition *d, struct faults *f)
{
	const struct guide_text t = {PAGE, "new/pz-012.yaml", text, strlen(text)};
	char *dir = forms();
	int64_t id;
	bool ok = edition_check(h->store, dir, &t, 1, on, d, f, &h->err) &&
		  edition_load(h->store, &boss, d, &id, &h->err);

	free(dir);
	return ok;
}

/* Of the page as it is on a day. */
static char *phone_on(struct hall *h, date_day on)
{
	struct guide_source src;
	struct catalog c;
	struct faults f = {0};
	char *dir = forms();

	assert_true(edition_source(h->store, dir, "panzhihua", on, 0, &h->arena, &src, &h->err));
	assert_true(catalog_read(&c, &src, &f));
	char *phone = arena_strdup(&h->arena, catalog_consult(&c, "pz-012")->phones[0].number);
	catalog_done(&c);
	faults_done(&f);
	free(dir);
	return phone;
}

static void a_page_is_loaded_from_its_day(void **state)
{
	struct hall *h = *state;
	struct edition d = {0};
	struct faults f = {0};
	char *text = edited("0812-3378037", "0812-3378038");

	if (!load(h, text, hall_day() + 7, &d, &f))
		fail_msg("%s %s", h->err.text, f.count ? f.rows[0].text : "");
	assert_int_equal(d.change.n_items, 1);
	const struct item_change *c = &d.change.items[0];
	assert_int_equal(c->kind, ITEM_CHANGED);
	assert_string_equal(c->item, "pz-012");
	assert_int_equal(c->from, hall_day() + 7);
	assert_int_equal(c->n_lines, 1);
	assert_string_equal(c->lines[0].topic, "电话");
	assert_string_equal(c->lines[0].text, "电话（市本级）由0812-3378037改为0812-3378038");
	assert_string_equal(c->lines[0].lines, "000:490");
	assert_string_equal(phone_on(h, hall_day()), "0812-3378037");
	assert_string_equal(phone_on(h, hall_day() + 7), "0812-3378038");
	edition_done(&d);
	free(text);
}

static void a_page_with_a_fault_is_refused(void **state)
{
	struct hall *h = *state;
	struct edition d = {0};
	struct faults f = {0};
	/* It loads; the lint knows no such item. */
	char *text = edited("readings:\n",
			    "items: [{id: pz-999, text: 见, lines: \"000:486\"}]\nreadings:\n");

	assert_false(load(h, text, DATE_NONE, &d, &f));
	assert_int_equal(f.count, 1);
	assert_string_equal(f.rows[0].file, "new/pz-012.yaml");
	assert_non_null(strstr(f.rows[0].text, "pz-999"));
	faults_done(&f);
	edition_done(&d);
	free(text);
}

static void words_of_rows(void **state)
{
	static const struct {
		const char *find, *put, *words;
	} edits[] = {
		{"title: 情况一", "title: 情形一", "标题“情况一”改为“情形一”"},
		{"继续缴纳5年，缴满5年后缴费年限仍不满15年的，可以一次性补缴至满15年，",
		 "可以一次性补缴至满15年，", NULL},
		{"audience: [个人]", "audience: [个人, 单位]", "服务对象由个人改为个人、单位"},
		{"不必缴满5年；", "不必缴满；",
		 "内容、电话、依据和关联不变，只改了写法（次序、出处、读法等）"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(edits) / sizeof(edits[0]); i++) {
		char *was = edited("id: pz-012", "id: pz-012");
		char *is = edited(edits[i].find, edits[i].put);
		struct guide_change c = {0};
		struct faults f = {0};
		char *dir = forms();
		const struct guide_source src = {.forms = dir};
		struct guide *g = guide_read(&src, "panzhihua", &f);
		struct consult *x = consult_parse(g, "pz-012.yaml", was, strlen(was), &f);
		struct consult *y = consult_parse(g, "pz-012.yaml", is, strlen(is), &f);

		assert_int_equal(f.count, 0);
		diff_consults(x, x, &c);
		assert_int_equal(c.n_items, 0);
		diff_consults(x, y, &c);
		assert_int_equal(c.n_items, 1);
		assert_int_equal(c.items[0].n_lines, 1);
		if (edits[i].words)
			assert_string_equal(c.items[0].lines[0].text, edits[i].words);
		else /* a row is told whole, as it was and as it is */
			assert_non_null(strstr(c.items[0].lines[0].text, "”改为“"));
		arena_done(&c.arena);
		consult_free(x);
		consult_free(y);
		guide_free(g);
		free(dir);
		free(was);
		free(is);
	}
}

static void calculators_are_compared_like_the_rest(void **state)
{
	struct hall *h = *state;
	struct guide_text *texts;
	struct faults f = {0};
	struct edition d = {0};
	char *dir = forms();
	char *file = xasprintf("%s/panzhihua/_calculators.yaml", dir);
	size_t n;

	assert_true(source_collect(file, dir, &h->arena, &texts, &n, &f));
	assert_int_equal(n, 1);
	assert_string_equal(texts[0].path, "panzhihua/_calculators.yaml");
	assert_true(edition_check(h->store, dir, texts, n, DATE_NONE, &d, &f, &h->err));
	assert_int_equal(d.change.n_items, 0);
	edition_done(&d);
	faults_done(&f);
	free(file);
	free(dir);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_page_is_loaded_from_its_day, setup,
						hall_teardown),
		cmocka_unit_test_setup_teardown(a_page_with_a_fault_is_refused, setup,
						hall_teardown),
		cmocka_unit_test(words_of_rows),
		cmocka_unit_test_setup_teardown(calculators_are_compared_like_the_rest, setup,
						hall_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
