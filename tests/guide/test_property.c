/* SPDX-License-Identifier: Apache-2.0
 *
 * The engine against the slow reference, on random situations of every item, and
 * of made-up ones (knots/) that tangle what no guide tangles:
 * - both say the same of every paper, group, blocker, clock and live question;
 * - one more answer takes no certain reason away and makes no question live;
 * - one more good paper makes no case less acceptable;
 * - a run is a function of its input, whatever ran before on it or elsewhere.
 *
 * 200,000 situations over all items; 10,000,000 with --soak. --seed N repeats a
 * run, --item ID looks at one item, --sets N sets the number. Other arguments
 * are other tests'. A situation that differs is made as small as it goes before
 * it is printed.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "guide/calendar_file.h"
#include "guide/load.h"
#include "guide/property.h"

enum { SETS = 200000, SOAK_SETS = 10000000, OPEN_MOST = 7, FRESH_EVERY = 64, SEED = 20261124 };
/* Most situations have few completions, or the reference would take an hour. */
enum { COMPLETIONS = 8192, COMPLETIONS_MOSTLY = 128, PERCENT_OF_MANY = 1 };

enum { GUIDES, KNOTS, CATALOGS };

struct setup {
	struct catalog catalogs[CATALOGS];
	struct calendar *calendar;
	uint64_t seed;
	size_t sets; /* of one item */
};

struct trial { /* of one item */
	const struct setup *setup;
	const struct item *item;
	struct dice dice;
	struct reference *reference;
	struct check *check, *other;
	struct intake in, more;
};

/* ---- the four properties; each leaves a line for what is wrong ---- */

/* False when the situation has too many completions. */
static bool try_verdict(struct trial *t, size_t most, struct str *wrong)
{
	const struct intake *in = &t->in;
	const struct verdict *v = reference_run(t->reference, in, t->setup->calendar, most);

	if (!v)
		return false;
	check_run(t->check, in, t->setup->calendar);
	compare_verdict(t->check, t->reference, v, wrong);
	return true;
}

static void try_more_answers(struct trial *t, struct str *wrong)
{
	const struct item *it = t->item;
	size_t first = dice_below(&t->dice, it->n_vars);

	for (size_t i = 0; i < it->n_vars; i++) {
		int var = (int)((first + i) % it->n_vars);
		if (t->in.values[var].state != VALUE_OPEN || !reference_uses(t->reference, var))
			continue;
		situation_copy(&t->more, &t->in, it);
		t->more.values[var] = situation_answer(&t->dice, t->reference, it, &t->in, var);
		check_run(t->other, &t->more, t->setup->calendar);
		compare_more_answers(t->check, t->other, wrong);
		if (wrong->len)
			str_addf(wrong, "(the answer to %s)\n", it->vars[var].id);
		return;
	}
}

static void try_more_papers(struct trial *t, struct str *wrong)
{
	const struct item *it = t->item;

	if (it->n_papers == 0)
		return;
	size_t paper = dice_below(&t->dice, it->n_papers);
	situation_copy(&t->more, &t->in, it);
	t->more.marks[paper] = (struct paper_mark){.state = PAPER_OK};
	check_run(t->other, &t->more, t->setup->calendar);
	compare_more_papers(t->check, t->other, wrong);
	if (wrong->len)
		str_addf(wrong, "(the paper %s)\n", it->papers[paper].id);
}

/* `other` has just run on something else. */
static void try_again(struct trial *t, bool fresh, struct str *wrong)
{
	check_run(t->other, &t->in, t->setup->calendar);
	compare_runs(t->check, t->other, wrong);
	if (!fresh)
		return;
	const struct catalog *all = &t->setup->catalogs[GUIDES];
	const struct item *elsewhere = all->items[dice_below(&t->dice, all->n_items)];
	struct check *c = check_new(elsewhere), *mine = check_new(t->item);
	struct intake in;
	intake_init(&in, elsewhere);
	in.values[FACT_ON] = t->in.values[FACT_ON];
	check_run(c, &in, t->setup->calendar);
	check_run(mine, &t->in, NULL);
	check_run(mine, &t->in, t->setup->calendar);
	compare_runs(t->check, mine, wrong);
	intake_done(&in);
	check_free(c);
	check_free(mine);
}

/* ---- a situation that differs, made small ---- */

static bool differs(struct trial *t)
{
	struct str wrong = {0};
	bool yes = try_verdict(t, COMPLETIONS, &wrong) && wrong.len > 0;

	str_done(&wrong);
	return yes;
}

static bool simpler(struct trial *t, struct value *v, struct value with)
{
	struct value before = *v;

	*v = with;
	if (differs(t))
		return true;
	*v = before;
	return false;
}

/* As few open answers and papers as still differ. */
static void shrink(struct trial *t)
{
	const struct item *it = t->item;

	for (size_t i = 0; i < it->n_papers; i++) {
		struct paper_mark before = t->in.marks[i];
		t->in.marks[i] = (struct paper_mark){.state = PAPER_ABSENT};
		if (!differs(t))
			t->in.marks[i] = before;
	}
	for (size_t i = 0; i < it->n_vars; i++) {
		bool open = t->in.values[i].state == VALUE_OPEN;
		for (int k = 0; open && k < 16; k++) {
			struct value v =
				situation_answer(&t->dice, t->reference, it, &t->in, (int)i);
			if (reference_uses(t->reference, (int)i))
				open = !simpler(t, &t->in.values[i], v);
		}
		if (!open && it->vars[i].kind == VAR_PROHIBITION)
			simpler(t, &t->in.values[i], (struct value){.state = VALUE_KNOWN});
	}
}

static void report(struct trial *t, bool exact, struct str *wrong)
{
	struct str text = {0};

	if (exact) {
		shrink(t);
		str_clear(wrong);
		try_verdict(t, COMPLETIONS, wrong);
	}
	situation_print(t->item, &t->in, &text);
	fprintf(stderr, "%s%s(--seed %llu)\n", str_text(&text), str_text(wrong),
		(unsigned long long)t->setup->seed);
	str_done(&text);
}

/* ---- one item ---- */

static void draw(struct trial *t)
{
	size_t open = dice_below(&t->dice, OPEN_MOST + 1);

	if (dice_percent(&t->dice, 60))
		open = dice_below(&t->dice, 4);
	situation_draw(&t->dice, t->reference, t->item, open, &t->in);
}

static bool one_situation(struct trial *t, size_t number)
{
	struct str wrong = {0};
	size_t most = dice_percent(&t->dice, PERCENT_OF_MANY) ? COMPLETIONS : COMPLETIONS_MOSTLY;

	do
		draw(t);
	while (!try_verdict(t, most, &wrong));
	bool exact = wrong.len > 0;
	if (!exact)
		try_more_answers(t, &wrong);
	if (!wrong.len)
		try_more_papers(t, &wrong);
	if (!wrong.len)
		try_again(t, number % FRESH_EVERY == 0, &wrong);
	bool good = wrong.len == 0;
	if (!good)
		report(t, exact, &wrong);
	str_done(&wrong);
	return good;
}

struct job {
	const struct setup *setup;
	const struct item *item;
};

static void one_item(void **state)
{
	const struct job *job = *state;
	const struct item *it = job->item;
	struct trial t = {.setup = job->setup,
			  .item = it,
			  .dice = {job->setup->seed},
			  .reference = reference_new(it, COMPLETIONS),
			  .check = check_new(it),
			  .other = check_new(it)};
	bool good = true;

	for (const char *c = it->id; *c; c++) /* every item has throws of its own */
		t.dice.state = dice_throw(&t.dice) + (unsigned char)*c;
	intake_init(&t.in, it);
	intake_init(&t.more, it);
	for (size_t i = 0; good && i < job->setup->sets; i++)
		good = one_situation(&t, i);
	intake_done(&t.in);
	intake_done(&t.more);
	reference_free(t.reference);
	check_free(t.check);
	check_free(t.other);
	assert_true(good);
}

/* ---- all of them ---- */

static void load(struct setup *s, const char *root)
{
	char *forms = xasprintf("%s/forms", root), *calendars = xasprintf("%s/calendars", forms);
	char *knots = xasprintf("%s/tests/guide/knots", root);
	struct faults f = {0};

	s->calendar = calendar_new();
	if (!calendar_dir_load(s->calendar, calendars, &f) ||
	    !catalog_load(&s->catalogs[GUIDES], forms, NULL, &f) ||
	    !catalog_load(&s->catalogs[KNOTS], knots, NULL, &f)) {
		for (size_t i = 0; i < f.count; i++)
			fprintf(stderr, "%s:%d:%d: %s\n", f.rows[i].file, f.rows[i].line,
				f.rows[i].column, f.rows[i].text);
		exit(1);
	}
	faults_done(&f);
	free(forms);
	free(calendars);
	free(knots);
}

/* Every item, or the one. Returns how many. */
static size_t list_jobs(const struct setup *s, const char *only, struct job *jobs,
			struct CMUnitTest *tests)
{
	size_t n = 0;

	for (size_t k = 0; k < CATALOGS; k++) {
		for (size_t i = 0; i < s->catalogs[k].n_items; i++) {
			const struct item *it = s->catalogs[k].items[i];
			if (only && strcmp(only, it->id) != 0)
				continue;
			jobs[n] = (struct job){.setup = s, .item = it};
			tests[n] = (struct CMUnitTest){
				.name = it->id, .test_func = one_item, .initial_state = &jobs[n]};
			n++;
		}
	}
	return n;
}

int main(int argc, char **argv)
{
	struct setup setup = {.seed = SEED};
	size_t sets = SETS;
	const char *only = NULL;

	for (int i = 1; i < argc; i++) {
		if (strcmp(argv[i], "--soak") == 0)
			sets = SOAK_SETS;
		else if (strcmp(argv[i], "--seed") == 0 && i + 1 < argc)
			setup.seed = strtoull(argv[++i], NULL, 10);
		else if (strcmp(argv[i], "--sets") == 0 && i + 1 < argc)
			sets = strtoull(argv[++i], NULL, 10);
		else if (strcmp(argv[i], "--item") == 0 && i + 1 < argc)
			only = argv[++i];
	}
	load(&setup, getenv("YICHUANG_SOURCE_ROOT"));
	size_t items = setup.catalogs[GUIDES].n_items + setup.catalogs[KNOTS].n_items;
	struct job *jobs = xcalloc(items, sizeof(*jobs));
	struct CMUnitTest *tests = xcalloc(items, sizeof(*tests));
	size_t n = list_jobs(&setup, only, jobs, tests);
	setup.sets = (sets + n - 1) / (n ? n : 1);
	printf("seed %llu, %zu situations of each of %zu items\n", (unsigned long long)setup.seed,
	       setup.sets, n);
	int failed = n == 0 ? 1 : _cmocka_run_group_tests("properties", tests, n, NULL, NULL);
	free(jobs);
	free(tests);
	calendar_free(setup.calendar);
	for (size_t i = 0; i < CATALOGS; i++)
		catalog_done(&setup.catalogs[i]);
	return failed;
}
