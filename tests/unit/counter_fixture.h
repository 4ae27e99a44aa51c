/* SPDX-License-Identifier: Apache-2.0
 *
 * A counter: a real store, the Fushun guide, one clerk and one casefile.
 */
#ifndef TESTS_COUNTER_FIXTURE_H
#define TESTS_COUNTER_FIXTURE_H

#include "store_fixture.h"

#include "base/mem.h"
#include "case/decision.h"
#include "guide/calendar_file.h"
#include "guide/load.h"
#include "store/operators.h"

struct counter {
	struct hall hall;
	struct calendar *calendar;
	struct guide *guide;
	struct item *item;
	struct casefile c;
	struct decided out;
	struct err e;
};

static inline const char *root(void)
{
	return getenv("YICHUANG_SOURCE_ROOT");
}

static inline void take(struct counter *t, const char *id)
{
	struct faults f = {0};
	char *file = xasprintf("%s/forms/fushun/%s.yaml", root(), id);

	if (t->item) {
		casefile_done(&t->c);
		item_free(t->item);
	}
	t->item = item_load(t->guide, file, &f);
	assert_non_null(t->item);
	casefile_init(&t->c, t->item, hall_day());
	faults_done(&f);
	free(file);
}

static inline int counter_setup_on(void **state, date_day day)
{
	struct counter *t = xcalloc(1, sizeof(*t));
	struct faults f = {0};
	char *dir = xasprintf("%s/forms/fushun", root()),
	     *days = xasprintf("%s/forms/calendars", root());
	char *blocks = xasprintf("%s/forms/blocks.yaml", root());

	hall_make_on(&t->hall, true, day);
	assert_true(operators_create(t->hall.store, NULL, "zhang", "张", POST_BIT(POST_CLERK),
				     "password", PASSWORD_WEAK, &t->e));
	assert_true(operators_create(t->hall.store, NULL, "li", "李", POST_BIT(POST_CLERK),
				     "password", PASSWORD_WEAK, &t->e));
	t->calendar = calendar_new();
	assert_true(calendar_dir_load(t->calendar, days, &f));
	t->guide = guide_load(dir, blocks, &f);
	assert_non_null(t->guide);
	faults_done(&f);
	free(blocks);
	free(days);
	free(dir);
	*state = t;
	return 0;
}

static inline int counter_setup(void **state)
{
	return counter_setup_on(state, hall_day());
}

static inline int counter_teardown(void **state)
{
	struct counter *t = *state;

	casefile_done(&t->c);
	item_free(t->item);
	guide_free(t->guide);
	calendar_free(t->calendar);
	hall_remove(&t->hall);
	free(t);
	return 0;
}

static inline void answer(struct counter *t, const char *name, const char *text)
{
	int var = item_var(t->item, name);

	assert_true(var >= 0);
	if (!answer_parse(t->item, var, text, &t->c.in.values[var], &t->e))
		fail_msg("%s=%s: %s", name, text, t->e.text);
}

static inline void nothing_against(struct counter *t)
{
	for (size_t i = 0; i < t->item->n_vars; i++) {
		enum var_kind kind = t->item->vars[i].kind;
		if (kind == VAR_CONDITION || kind == VAR_PROHIBITION)
			t->c.in.values[i] =
				(struct value){.state = VALUE_KNOWN, .a = kind == VAR_CONDITION};
	}
}

static inline void have(struct counter *t, const char *name)
{
	int paper = item_paper(t->item, name);

	assert_true(paper >= 0);
	t->c.in.marks[paper].state = PAPER_OK;
}

static inline void set(struct counter *t, const char *path, const char *text)
{
	int field = casefile_field(&t->c, path);

	assert_true(field >= 0);
	if (!casefile_set(&t->c, (size_t)field, text, hall_day(), NULL, &t->e))
		fail_msg("%s: %s", path, t->e.text);
}

static inline void person(struct counter *t)
{
	set(t, "insured.name", "王小明");
	set(t, "insured.cert", "11010519491231002X");
	set(t, "insured.phone", "13800000000");
}

static inline bool decide(struct counter *t, enum decision d)
{
	const struct decision_request q = {
		.decision = d, .who = {"zhang", "1", 0}, .way = DEFER_ON_SITE};

	err_clear(&t->e);
	return case_decide(t->hall.store, t->calendar, &t->c, &q, &t->out, &t->e);
}

static inline struct case_record *stored(struct counter *t)
{
	struct case_record *r = NULL;

	assert_true(cases_get(t->hall.store, t->out.number, &t->hall.arena, &r, &t->e));
	assert_non_null(r);
	return r;
}

static inline void count_cases(struct counter *t, size_t want)
{
	struct case_filter f;
	struct case_row *rows;
	size_t n;

	case_filter_init(&f);
	assert_true(cases_list(t->hall.store, &f, &t->hall.arena, &rows, &n, &t->e));
	assert_int_equal(n, want);
}

/* fs-001, 001:118-120: what 灵活就业人员 bring is on the counter. */
static inline void take_complete(struct counter *t)
{
	take(t, "fs-001");
	answer(t, "参保身份", "灵活就业人员");
	have(t, "本人身份证");
	have(t, "户口簿");
	person(t);
}

#define COUNTER_TEST(f) cmocka_unit_test_setup_teardown(f, counter_setup, counter_teardown)

#endif
