/* SPDX-License-Identifier: Apache-2.0
 *
 * New versions of guide files in the store: refused whole with every fault named,
 * in force from their day on at every window, taken back by a supervisor. The file
 * is fs-032 of Fushun (001:960-992), its term shortened.
 */
#include "store_fixture.h"

#include <locale.h>

#include "base/mem.h"
#include "case/edition.h"
#include "case/touched.h"
#include "guide_sample.h"
#include "store/drafts.h"
#include "store/verify.h"

static const struct actor boss = {"zhao", NULL, 0};

static char *forms(void)
{
	return xasprintf("%s/forms", getenv("YICHUANG_SOURCE_ROOT"));
}

static char *installed(const char *path)
{
	char *dir = forms(), *file = xasprintf("%s/%s", dir, path);
	struct faults f = {0};
	struct str s = {0};
	char chunk[4096];
	size_t n;
	FILE *in = fopen(file, "r");

	assert_non_null(in);
	while ((n = fread(chunk, 1, sizeof(chunk), in)) > 0)
		str_addn(&s, chunk, n);
	fclose(in);
	faults_done(&f);
	free(file);
	free(dir);
	return str_take(&s);
}

/* fs-032 with 10 days, and `head` as keys of its own. */
static char *shorter(const char *head)
{
	int line, column;
	char *text = installed("fushun/fs-032.yaml");
	char *days = sample_break(text, "text: 15个工作日, days: 15", "text: 10个工作日, days: 10",
				  &line, &column);
	char *all = xasprintf("%s%s", days, head);

	free(days);
	free(text);
	return all;
}

static bool load(struct hall *h, const struct actor *who, const char *text, date_day on,
		 struct faults *f, int64_t *id)
{
	const struct guide_text t = {"fushun/fs-032.yaml", "new/fs-032.yaml", text, strlen(text)};
	struct edition d = {0};
	char *dir = forms();
	bool ok = edition_check(h->store, dir, &t, 1, on, &d, f, &h->err) &&
		  edition_load(h->store, who, &d, id, &h->err);

	edition_done(&d);
	free(dir);
	return ok;
}

/* The term of fs-032 as this handle serves it on a day. */
static int days_on(struct hall *h, struct store *s, date_day on)
{
	struct guide_source src;
	struct faults f = {0};
	char *dir = forms();

	assert_true(edition_source(s, dir, "fushun", on, 0, &h->arena, &src, &h->err));
	struct guide *g = guide_read(&src, "fushun", &f);
	assert_non_null(g);
	struct item *it = item_read(&src, g, "fs-032.yaml", &f);
	assert_non_null(it);
	int days = it->limits[0].days;
	item_free(it);
	guide_free(g);
	faults_done(&f);
	free(dir);
	return days;
}

static int setup(void **state)
{
	hall_setup(state);
	hall_staff(*state);
	return 0;
}

static void a_fault_refuses_all_of_it(void **state)
{
	struct hall *h = *state;
	struct faults f = {0};
	int line, column;
	int64_t id;
	char *good = shorter("");
	char *bad = sample_break(good, "when: not full", "when: not fulll", &line, &column);
	char *worse = sample_break(bad, "name: 入职表, forms: 复印件", "name: 入职表, forms: 抄件",
				   &line, &column);

	assert_false(load(h, &boss, worse, DATE_NONE, &f, &id));
	assert_int_equal(f.count, 2);
	assert_string_equal(f.rows[0].file, "new/fs-032.yaml");
	assert_int_equal(f.rows[0].line, 14);
	assert_true(f.rows[0].column > 0);
	assert_int_equal(f.rows[1].line, 16);
	assert_int_equal(days_on(h, h->store, hall_day()), 15);
	faults_done(&f);
	/* What loads but says nothing that can be meant is refused too: a dead question. */
	f = (struct faults){0};
	free(bad);
	bad = sample_break(
		good, "questions:\n",
		"questions:\n  - {id: idle, text: 无用, type: yesno, lines: \"001:972\"}\n", &line,
		&column);
	assert_false(load(h, &boss, bad, DATE_NONE, &f, &id));
	assert_true(f.count >= 1);
	assert_int_equal(days_on(h, h->store, hall_day()), 15);
	faults_done(&f);
	free(worse);
	free(bad);
	free(good);
}

static void it_switches_on_its_day_at_every_window(void **state)
{
	struct hall *h = *state;
	struct faults f = {0};
	int64_t id, stamp, before;
	char *text = shorter("effective: {from: 2026-12-01, transition: new}\n");
	struct store *other = store_open(h->path, &h->clock, &h->err);

	assert_true(editions_stamp(other, &before, &h->err));
	assert_true(load(h, &boss, text, DATE_NONE, &f, &id));
	assert_true(editions_stamp(other, &stamp, &h->err));
	assert_true(stamp > before);
	assert_int_equal(days_on(h, other, date_make(2026, 11, 30)), 15);
	assert_int_equal(days_on(h, other, date_make(2026, 12, 1)), 10);

	/* To be read by each clerk from that day on, once. */
	int64_t n;
	assert_true(editions_unread(other, "li", date_make(2026, 11, 30), &n, &h->err));
	assert_int_equal(n, 0);
	assert_true(editions_unread(other, "li", date_make(2026, 12, 1), &n, &h->err));
	assert_int_equal(n, 1);
	assert_true(editions_read(other, &li, id, &h->err));
	assert_true(editions_unread(h->store, "li", date_make(2026, 12, 1), &n, &h->err));
	assert_int_equal(n, 0);
	assert_true(editions_unread(h->store, "zhao", date_make(2026, 12, 1), &n, &h->err));
	assert_int_equal(n, 1);
	store_close(other);
	free(text);
	faults_done(&f);
}

static void posts_and_haste_are_asked(void **state)
{
	struct hall *h = *state;
	struct faults f = {0};
	char *text = shorter(""), *same = installed("fushun/fs-032.yaml"), *dir = forms();
	const struct guide_text t = {"fushun/fs-032.yaml", "fs-032.yaml", text, strlen(text)};
	struct edition d = {0};
	int64_t id;

	assert_false(load(h, &li, text, DATE_NONE, &f, &id));
	assert_int_equal(h->err.code, ERR_PERMISSION);
	assert_false(load(h, &boss, same, DATE_NONE, &f, &id));
	assert_int_equal(h->err.code, ERR_REFUSED);
	assert_false(load(h, &boss, text, hall_day() - 1, &f, &id));
	assert_int_equal(h->err.code, ERR_INPUT);
	/* Another window loads between the look and the loading. */
	assert_true(edition_check(h->store, dir, &t, 1, DATE_NONE, &d, &f, &h->err));
	assert_true(load(h, &boss, text, DATE_NONE, &f, &id));
	assert_false(edition_load(h->store, &boss, &d, &id, &h->err));
	assert_int_equal(h->err.code, ERR_REFUSED);
	edition_done(&d);
	faults_done(&f);
	free(dir);
	free(same);
	free(text);
}

static void taken_back_the_old_one_serves_again(void **state)
{
	struct hall *h = *state;
	struct faults f = {0};
	char *text = shorter(""), *dir = forms();
	struct verify_report report;
	int64_t id, n;
	const char *words;

	assert_true(load(h, &boss, text, DATE_NONE, &f, &id));
	assert_int_equal(days_on(h, h->store, hall_day()), 10);
	assert_false(edition_back(h->store, &li, dir, id, "印错了", &f, &h->err));
	assert_int_equal(h->err.code, ERR_PERMISSION);
	assert_false(edition_back(h->store, &boss, dir, id, "", &f, &h->err));
	assert_true(edition_back(h->store, &boss, dir, id, "印错了", &f, &h->err));
	assert_int_equal(days_on(h, h->store, hall_day()), 15);
	assert_false(edition_back(h->store, &boss, dir, id, "再来", &f, &h->err));
	/* One thing to read: that it was taken back. */
	assert_true(editions_unread(h->store, "li", hall_day(), &n, &h->err));
	assert_int_equal(n, 1);
	assert_true(editions_words(h->store, id + 1, &h->arena, &words, &h->err));
	assert_non_null(words);
	assert_non_null(strstr(words, "办理时限由10个工作日改为15个工作日"));
	assert_true(store_verify(h->store, true, NULL, NULL, &report, &h->err));
	free(dir);
	free(text);
	faults_done(&f);
}

static void work_in_hand_is_named(void **state)
{
	struct hall *h = *state;
	struct sample s;
	struct store_receipt r;
	struct touched *rows;
	size_t n;
	struct item_change c = {.kind = ITEM_CHANGED,
				.item = "fs-008",
				.guide = "fushun",
				.name = "职工参保登记",
				.transition = "此前已告知、回来补办的，按新版办理"};
	const struct guide_change change = {.n_items = 1, .items = &c};

	sample_make(&s, "李娜", "210402198512120023");
	assert_true(sample_commit(h->store, &s, EVENT_CASE_NOTICED, NULL, NULL, &r, &h->err));
	struct draft d = {.owner = "li", .window = "3", .item = "fs-008", .json = "{}"};
	assert_true(drafts_save(h->store, &d, &h->err));
	d = (struct draft){.owner = "li", .window = "3", .item = "fs-009", .json = "{}"};
	assert_true(drafts_save(h->store, &d, &h->err));

	assert_true(touched_by(h->store, &change, &h->arena, &rows, &n, &h->err));
	assert_int_equal(n, 2);
	assert_int_equal(rows[0].kind, TOUCHED_DRAFT);
	assert_int_equal(rows[1].kind, TOUCHED_NOTICE);
	assert_string_equal(rows[1].number, r.ticket.number);
	assert_string_equal(rows[1].means, "此前已告知、回来补办的，按新版办理");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_fault_refuses_all_of_it, setup, hall_teardown),
		cmocka_unit_test_setup_teardown(it_switches_on_its_day_at_every_window, setup,
						hall_teardown),
		cmocka_unit_test_setup_teardown(posts_and_haste_are_asked, setup, hall_teardown),
		cmocka_unit_test_setup_teardown(taken_back_the_old_one_serves_again, setup,
						hall_teardown),
		cmocka_unit_test_setup_teardown(work_in_hand_is_named, setup, hall_teardown),
	};

	setlocale(LC_ALL, "C.UTF-8"); /* the lint counts columns */
	return cmocka_run_group_tests(tests, NULL, NULL);
}
