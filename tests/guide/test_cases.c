/* SPDX-License-Identifier: Apache-2.0
 *
 * The guides as data against worked cases that were written from the guides: one
 * test per item. An item fails as well when no case answers one of its values,
 * sees one of its rules fail, or lists one of its papers, limits or channels.
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
#include "guide/case_file.h"
#include "guide/case_run.h"
#include "guide/load.h"

static const char *const case_files[] = {"fushun", "qinzhou", "qinzhou_a", "panzhihua", "chengdu"};
enum { CASE_FILES = sizeof(case_files) / sizeof(*case_files) };

struct world {
	struct catalog catalog;
	struct calendar *calendar;
	struct case_file files[CASE_FILES];
};
struct job {
	struct world *world;
	const struct item *item;
};

/* ---- what no case shows ---- */

static size_t untouched(const struct item *it, const char *what, const char *id, const char *text)
{
	fprintf(stderr, "%s: no case %s %s %s\n", it->id, what, id, text ? text : "");
	return 1;
}

static size_t untouched_values(const struct item *it, const struct touched *t)
{
	size_t n = 0;

	for (size_t i = 0; i < it->n_vars; i++) {
		const struct var *v = &it->vars[i];
		bool listed = v->type == TYPE_CHOICE || v->type == TYPE_SET;
		size_t values = listed ? v->n_values : v->type == TYPE_YESNO ? 2 : 0;
		if (v->kind == VAR_FACT || v->kind == VAR_CONDITION || v->kind == VAR_PROHIBITION)
			continue;
		for (size_t k = 0; k < values; k++) {
			if (!t->values[i][k])
				n += untouched(it, "answers", v->text,
					       listed ? v->values[k].text
					       : k    ? "是"
						      : "否");
		}
		if ((v->or_none || (v->type == TYPE_SET && v->min == 0)) &&
		    !t->values[i][TOUCHED_NONE])
			n += untouched(it, "answers", v->text, v->or_none ? v->or_none : "none");
	}
	return n;
}

static size_t untouched_rules(const struct item *it, const struct touched *t)
{
	size_t n = 0;

	for (size_t i = 0; i < it->n_conditions; i++) {
		if (!t->conditions[i])
			n += untouched(it, "sees a condition fail:", it->conditions[i].id,
				       it->conditions[i].text);
		if (it->conditions[i].var >= 0 && it->conditions[i].when != EXPR_TRUE &&
		    !t->idle[i])
			n += untouched(it, "is accepted without a condition that does not apply:",
				       it->conditions[i].id, it->conditions[i].text);
	}
	for (size_t i = 0; i < it->n_prohibitions; i++) {
		if (!t->prohibitions[i])
			n += untouched(it, "is prohibited by", it->prohibitions[i].id,
				       it->prohibitions[i].text);
	}
	return n;
}

static size_t untouched_lists(const struct item *it, const struct touched *t)
{
	size_t n = 0;

	for (size_t i = 0; i < it->n_papers; i++) {
		if (!t->papers[i])
			n += untouched(it, "lists", it->papers[i].id, it->papers[i].name);
	}
	for (size_t i = 0; i < it->n_limits; i++) {
		if (!t->limits[i])
			n += untouched(it, "has the limit", it->limits[i].id, it->limits[i].text);
	}
	if (it->limits_stated == STATED_NOT && !t->no_limit)
		n += untouched(it, "says", "limit unstated", NULL);
	for (size_t i = 0; i < it->n_form_rules; i++) {
		if (!t->form_rules[i])
			n += untouched(it, "says what every paper of a form bears:",
				       it->form_rules[i].lines, it->form_rules[i].sign);
	}
	if (it->fee.stated != STATED_NOT && !t->fee)
		n += untouched(it, "says", "fee", it->fee.lines);
	for (size_t i = 0; i < it->n_channels; i++) {
		if (!t->channels[it->channels[i].kind])
			n += untouched(it, "comes through", channel_ids[it->channels[i].kind],
				       it->channels[i].name);
	}
	return n;
}

/* ---- one item ---- */

static struct touched touched_for(const struct item *it)
{
	return (struct touched){
		.values = xcalloc(it->n_vars + 1, sizeof(bool[TOUCHED_VALUES])),
		.conditions = xcalloc(it->n_conditions + 1, sizeof(bool)),
		.idle = xcalloc(it->n_conditions + 1, sizeof(bool)),
		.prohibitions = xcalloc(it->n_prohibitions + 1, sizeof(bool)),
		.papers = xcalloc(it->n_papers + 1, sizeof(bool)),
		.limits = xcalloc(it->n_limits + 1, sizeof(bool)),
		.form_rules = xcalloc(it->n_form_rules + 1, sizeof(bool)),
	};
}

static void touched_done(struct touched *t)
{
	free(t->values);
	free(t->conditions);
	free(t->idle);
	free(t->prohibitions);
	free(t->papers);
	free(t->limits);
	free(t->form_rules);
}

static void one_item(void **state)
{
	const struct job *job = *state;
	const struct item *it = job->item;
	size_t cases = 0, faults = 0;
	struct touched t = touched_for(it);
	for (size_t f = 0; f < CASE_FILES; f++) {
		const struct case_file *file = &job->world->files[f];
		for (size_t i = 0; i < file->count; i++) {
			if (strcmp(file->cases[i].item, it->id) != 0)
				continue;
			cases++;
			faults += !case_run(&file->cases[i], it, job->world->calendar, &t);
		}
	}
	if (cases > 0)
		faults += untouched_values(it, &t) + untouched_rules(it, &t) +
			  untouched_lists(it, &t);
	touched_done(&t);
	if (cases == 0)
		fail_msg("%s has no case", it->id);
	if (faults > 0)
		fail_msg("%s: %zu faults in %zu cases", it->id, faults, cases);
}

static void no_stray_cases(void **state)
{
	const struct world *world = *state;
	size_t stray = 0;

	for (size_t f = 0; f < CASE_FILES; f++) {
		const struct case_file *file = &world->files[f];
		for (size_t i = 0; i < file->count; i++) {
			if (catalog_item(&world->catalog, file->cases[i].item))
				continue;
			fprintf(stderr, "%s:%d: there is no item %s\n", file->cases[i].file,
				file->cases[i].line, file->cases[i].item);
			stray++;
		}
	}
	assert_int_equal(stray, 0);
}

/* ---- all ---- */

static void world_load(struct world *w, const char *root)
{
	struct faults f = {0};
	char *forms = xasprintf("%s/forms", root), *calendars = xasprintf("%s/calendars", forms);
	bool ok = catalog_load(&w->catalog, forms, NULL, &f);

	w->calendar = calendar_new();
	ok &= calendar_dir_load(w->calendar, calendars, &f);
	for (size_t i = 0; i < f.count; i++)
		fprintf(stderr, "%s:%d:%d: %s\n", f.rows[i].file, f.rows[i].line, f.rows[i].column,
			f.rows[i].text);
	if (!ok)
		exit(1);
	for (size_t i = 0; i < CASE_FILES; i++) {
		char *path = xasprintf("%s/tests/guide/%s.cases", root, case_files[i]);
		case_file_read(&w->files[i], path);
		free(path);
	}
	faults_done(&f);
	free(forms);
	free(calendars);
}

static void world_done(struct world *w)
{
	for (size_t i = 0; i < CASE_FILES; i++)
		case_file_done(&w->files[i]);
	calendar_free(w->calendar);
	catalog_done(&w->catalog);
}

int main(void)
{
	struct world world = {0};

	world_load(&world, getenv("YICHUANG_SOURCE_ROOT"));
	size_t n = world.catalog.n_items;
	struct job *jobs = xcalloc(n + 1, sizeof(*jobs));
	struct CMUnitTest *tests = xcalloc(n + 1, sizeof(*tests));
	for (size_t i = 0; i < n; i++) {
		jobs[i] = (struct job){.world = &world, .item = world.catalog.items[i]};
		tests[i].name = xasprintf("cases of %s", jobs[i].item->id);
		tests[i].test_func = one_item;
		tests[i].initial_state = &jobs[i];
	}
	tests[n].name = xstrdup("no stray cases");
	tests[n].test_func = no_stray_cases;
	tests[n].initial_state = &world;
	int failed = _cmocka_run_group_tests("guide cases", tests, n + 1, NULL, NULL);
	for (size_t i = 0; i <= n; i++)
		free((char *)tests[i].name);
	free(tests);
	free(jobs);
	world_done(&world);
	return failed;
}
