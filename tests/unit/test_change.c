/* SPDX-License-Identifier: Apache-2.0
 *
 * From 一次性工亡补助金 (fs-021, 001:662-683) to 丧葬补助金 (fs-022, 001:684-709) and
 * back, and to an item that has little of it: what goes along is what both print.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "case/change.h"
#include "guide/load.h"

#define TODAY date_make(2026, 11, 20)
#define CERT  "11010519491231002X" /* GB 11643-1999 */

enum { DEATH, FUNERAL, JOIN, CITIZEN, ITEMS };
static const char *const ids[ITEMS] = {"fs-021", "fs-022", "fs-001", "fs-008"};

struct world {
	struct guide *guide;
	struct item *items[ITEMS];
	struct casefile a, b;
	struct check *ka, *kb;
};

static int setup(void **state)
{
	const char *root = getenv("YICHUANG_SOURCE_ROOT");
	struct world *w = xcalloc(1, sizeof(*w));
	struct faults f = {0};
	char *dir = xasprintf("%s/forms/fushun", root),
	     *blocks = xasprintf("%s/forms/blocks.yaml", root);

	w->guide = guide_load(dir, blocks, &f);
	assert_non_null(w->guide);
	for (int i = 0; i < ITEMS; i++) {
		char *file = xasprintf("%s/%s.yaml", dir, ids[i]);
		w->items[i] = item_load(w->guide, file, &f);
		assert_non_null(w->items[i]);
		free(file);
	}
	faults_done(&f);
	free(dir);
	free(blocks);
	*state = w;
	return 0;
}

static void begin(struct world *w, int from, int to)
{
	casefile_init(&w->a, w->items[from], TODAY);
	casefile_init(&w->b, w->items[to], TODAY);
	w->ka = check_new(w->items[from]);
	w->kb = check_new(w->items[to]);
}

static int teardown(void **state)
{
	struct world *w = *state;

	check_free(w->ka);
	check_free(w->kb);
	casefile_done(&w->a);
	casefile_done(&w->b);
	for (int i = 0; i < ITEMS; i++)
		item_free(w->items[i]);
	guide_free(w->guide);
	free(w);
	return 0;
}

static void set(struct casefile *c, const char *id, const char *text)
{
	struct err e = {0};
	int field = casefile_field(c, id);

	assert_true(field >= 0);
	if (!casefile_set(c, (size_t)field, text, TODAY, NULL, &e))
		fail_msg("%s: %s", id, e.text);
}

static const char *get(const struct casefile *c, const char *id)
{
	int field = casefile_field(c, id);

	assert_true(field >= 0);
	return casefile_value(c, (size_t)field);
}

static void answer(struct casefile *c, const char *id, const char *text)
{
	struct err e = {0};
	int var = item_var(c->item, id);

	assert_true(var >= 0);
	if (!answer_parse(c->item, var, text, &c->in.values[var], &e))
		fail_msg("%s: %s", id, e.text);
}

static bool answered(const struct casefile *c, const char *id)
{
	return c->in.values[item_var(c->item, id)].state == VALUE_KNOWN;
}

static void mark(struct casefile *c, const char *id, enum paper_state state)
{
	c->in.marks[item_paper(c->item, id)].state = state;
}

static bool named(const struct change_line *rows, size_t n, enum change_kind kind, const char *text)
{
	for (size_t i = 0; i < n; i++)
		if (rows[i].kind == kind && strcmp(rows[i].text, text) == 0)
			return true;
	return false;
}

static void carry(struct world *w, struct change *out)
{
	case_change_carry(&w->a, NULL, &w->b, TODAY);
	check_run(w->ka, &w->a.in, NULL);
	check_run(w->kb, &w->b.in, NULL);
	case_change_tell(&w->a, w->ka, &w->b, w->kb, out);
}

/* A family's death claim, all of it. */
static void fill_claim(struct casefile *c)
{
	struct err e;

	set(c, "deceased.name", "王大山");
	set(c, "deceased.cert", CERT);
	set(c, "applicant.name", "王小明");
	set(c, "applicant.phone", "13904131234");
	set(c, "bank.account", "6222021001116245702");
	set(c, "stage", "leave");
	answer(c, "notary", "yes");
	answer(c, "cause", "yes");
	answer(c, "fraud", "no");
	answer(c, "not_stopped", "lifted");
	casefile_add_row(c, 0);
	casefile_set_cell(c, 0, 0, 0, "王小明", TODAY, &e);
	casefile_add_row(c, 0);
	casefile_set_cell(c, 0, 1, 0, "王小丽", TODAY, &e);
	mark(c, "recognition", PAPER_OK);
	mark(c, "agreement", PAPER_UNFIT);
	c->in.marks[item_paper(c->item, "agreement")].unfit = UNFIT_NO_SIGNATURE;
	c->papers[item_paper(c->item, "recognition")].copies = 2;
	c->papers[item_paper(c->item, "cremation")].not_brought = true;
	c->request_id = "r-1";
	c->external_number = "W7";
}

static void the_other_item_has_it_all_but_what_it_does_not_ask(void **state)
{
	struct world *w = *state;
	struct change out;

	begin(w, DEATH, FUNERAL);
	fill_claim(&w->a);
	carry(w, &out);
	assert_string_equal(get(&w->b, "deceased.name"), "王大山");
	assert_string_equal(get(&w->b, "deceased.cert"), CERT);
	assert_string_equal(get(&w->b, "deceased.sex"), "女");
	assert_string_equal(get(&w->b, "applicant.phone"), "13904131234");
	assert_string_equal(get(&w->b, "bank.account"), "6222021001116245702");
	assert_true(answered(&w->b, "notary"));
	assert_int_equal(w->b.in.values[item_var(w->b.item, "not_stopped")].a, PROHIBITION_LIFTED);
	assert_int_equal(w->b.lists[0].count, 2);
	assert_string_equal(w->b.lists[0].rows[1].cells[0], "王小丽");
	assert_int_equal(w->b.in.values[FACT_PEOPLE].a, 2);
	int paper = item_paper(w->b.item, "recognition");
	assert_int_equal(w->b.in.marks[paper].state, PAPER_OK);
	assert_int_equal(w->b.papers[paper].copies, 2);
	paper = item_paper(w->b.item, "agreement");
	assert_int_equal(w->b.in.marks[paper].unfit, UNFIT_NO_SIGNATURE);
	assert_true(w->b.papers[item_paper(w->b.item, "cremation")].not_brought);
	assert_string_equal(w->b.request_id, "r-1");
	assert_string_equal(w->b.external_number, "W7");
	/* fs-022 asks the stage as a question of its own and attests no cause. */
	assert_false(answered(&w->b, "stage"));
	assert_int_equal(out.n_dropped, 2);
	assert_true(named(out.dropped, out.n_dropped, CHANGE_FIELD, "死亡情形"));
	assert_true(named(out.dropped, out.n_dropped, CHANGE_ANSWER,
			  "因工死亡被认定为工亡，或者伤残职工停工留薪期内因工伤导致死亡"));
	assert_true(named(out.asked, out.n_asked, CHANGE_ANSWER, "死亡情形"));
	assert_false(named(out.asked, out.n_asked, CHANGE_PAPER, "工伤认定决定书"));
	change_done(&out);
}

static void changing_back_gives_back_what_was_dropped(void **state)
{
	struct world *w = *state;
	struct casefile again;

	begin(w, DEATH, FUNERAL);
	fill_claim(&w->a);
	case_change_carry(&w->a, NULL, &w->b, TODAY);
	/* Meanwhile the clerk corrects a name and empties the account. */
	set(&w->b, "deceased.name", "王大川");
	set(&w->b, "bank.account", "");
	casefile_init(&again, w->items[DEATH], TODAY);
	case_change_carry(&w->b, NULL, &again, TODAY);
	assert_string_equal(get(&again, "stage"), "");
	case_change_carry(&w->a, w->b.item, &again, TODAY);
	assert_string_equal(get(&again, "stage"), "leave");
	assert_true(answered(&again, "cause"));
	assert_string_equal(get(&again, "deceased.name"), "王大川");
	assert_string_equal(get(&again, "bank.account"), "");
	casefile_done(&again);
}

/* fs-001 and fs-008 share the person; 户口簿 and 参保人户口簿 are not the same words. */
static void a_stranger_gets_the_person_only(void **state)
{
	struct world *w = *state;
	struct change out;

	begin(w, JOIN, CITIZEN);
	set(&w->a, "insured.name", "王小明");
	set(&w->a, "insured.cert", CERT);
	answer(&w->a, "who", "flex");
	mark(&w->a, "household", PAPER_OK);
	carry(w, &out);
	assert_string_equal(get(&w->b, "insured.name"), "王小明");
	assert_int_equal(w->b.in.values[FACT_BIRTH].a, date_make(1949, 12, 31));
	assert_true(named(out.dropped, out.n_dropped, CHANGE_ANSWER, "参保身份"));
	assert_true(named(out.dropped, out.n_dropped, CHANGE_PAPER, "户口簿"));
	assert_true(named(out.asked, out.n_asked, CHANGE_PAPER, "参保人户口簿"));
	assert_true(named(out.asked, out.n_asked, CHANGE_ANSWER, "不是在校学生"));
	change_done(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(the_other_item_has_it_all_but_what_it_does_not_ask,
						setup, teardown),
		cmocka_unit_test_setup_teardown(changing_back_gives_back_what_was_dropped, setup,
						teardown),
		cmocka_unit_test_setup_teardown(a_stranger_gets_the_person_only, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
