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

static const char *const case_files[] = {"fushun", "qinzhou", "panzhihua", "chengdu"};
enum { CASE_FILES = 4, FUSHUN_ITEMS = 39 };

/* The items outside Fushun that have cases. */
static const char *const hard_items[] = {
	"pz-001", "pz-002", "pz-003", "pz-004", "pz-005", "pz-006", "pz-007", "pz-008",
	"pz-009", "pz-010", "pz-011", "pz-014", "pz-015", "pz-016", "pz-017", "pz-019",
	"pz-020", "pz-023", "cd-001", "cd-002", "cd-003", "cd-004", "cd-005", "cd-006",
	"cd-007", "cd-008", "cd-009", "cd-010",
	"qz-001", "qz-002", "qz-003", "qz-004", "qz-014", "qz-026", "qz-030", "qz-034",
	"qz-035", "qz-037", "qz-038", "qz-040", "qz-041", "qz-044", "qz-057", "qz-059",
	"qz-072", "qz-076", "qz-080", "qz-081", "qz-087",
	"qz-006", "qz-009", "qz-011", "qz-020", "qz-021", "qz-023", "qz-031",
	"qz-032", "qz-033", "qz-036", "qz-043", "qz-045", "qz-048", "qz-049",
	"qz-050", "qz-051", "qz-052", "qz-053", "qz-054", "qz-055", "qz-056",
	"qz-058", "qz-060", "qz-061", "qz-062", "qz-063", "qz-064", "qz-065",
	"qz-066", "qz-067", "qz-068", "qz-069", "qz-070", "qz-071", "qz-079",
	"qz-083", "qz-089", "qz-090", "qz-091", "qz-092", "qz-093", "qz-094",
	"qz-095", "qz-096", "qz-097", "qz-098", "qz-099", "qz-100", "qz-101",
	"qz-102", "qz-103", "qz-104", "qz-105",
};
enum { HARD_ITEMS = sizeof(hard_items) / sizeof(*hard_items), ITEMS = FUSHUN_ITEMS + HARD_ITEMS };

struct world {
	struct catalog catalog;
	struct calendar *calendar;
	struct case_file files[CASE_FILES];
};
struct job {
	struct world *world;
	char id[8], name[32];
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
	const struct item *it = catalog_item(&job->world->catalog, job->id);
	size_t cases = 0, faults = 0;

	if (!it)
		fail_msg("there is no item %s", job->id);
	struct touched t = touched_for(it);
	for (size_t f = 0; f < CASE_FILES; f++) {
		const struct case_file *file = &job->world->files[f];
		for (size_t i = 0; i < file->count; i++) {
			if (strcmp(file->cases[i].item, job->id) != 0)
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
		fail_msg("%s has no case", job->id);
	if (faults > 0)
		fail_msg("%s: %zu faults in %zu cases", job->id, faults, cases);
}

/* Every case belongs to an item that is run. */
static void no_stray_cases(void **state)
{
	const struct job *jobs = *state;
	size_t stray = 0;

	for (size_t f = 0; f < CASE_FILES; f++) {
		const struct case_file *file = &jobs[0].world->files[f];
		for (size_t i = 0; i < file->count; i++) {
			bool known = false;
			for (size_t k = 0; k < ITEMS; k++)
				known |= strcmp(jobs[k].id, file->cases[i].item) == 0;
			if (!known)
				fprintf(stderr, "%s:%d: %s is not run\n", file->cases[i].file,
					file->cases[i].line, file->cases[i].item);
			stray += !known;
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
	struct job jobs[ITEMS];
	struct CMUnitTest tests[ITEMS + 1] = {{0}};

	world_load(&world, getenv("YICHUANG_SOURCE_ROOT"));
	for (int i = 0; i < ITEMS; i++) {
		struct job *job = &jobs[i];
		*job = (struct job){.world = &world};
		if (i < FUSHUN_ITEMS)
			snprintf(job->id, sizeof(job->id), "fs-%03d", i + 1);
		else
			snprintf(job->id, sizeof(job->id), "%s", hard_items[i - FUSHUN_ITEMS]);
		snprintf(job->name, sizeof(job->name), "cases of %s", job->id);
		tests[i] = (struct CMUnitTest){
			.name = job->name, .test_func = one_item, .initial_state = job};
	}
	tests[ITEMS] = (struct CMUnitTest){
		.name = "no stray cases", .test_func = no_stray_cases, .initial_state = jobs};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	world_done(&world);
	return failed;
}
