/* SPDX-License-Identifier: Apache-2.0
 *
 * Small made-up items for the tests of the engine: a few lines of YAML, the rest
 * of the required keys filled in; answers and papers by id. The guide around
 * them is Fushun's, for its offices.
 */
#ifndef TESTS_GUIDE_FIXTURE_H
#define TESTS_GUIDE_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "guide/check.h"
#include "guide/load.h"

struct fixture {
	struct guide *guide;
	struct item *it;
	struct intake in;
	struct check *c;
	struct calendar *cal; /* 2026 without holidays */
};

static inline void add_default(struct str *s, const char *yaml, const char *key, const char *value)
{
	if (!strstr(yaml, key))
		str_addf(s, "%s %s\n", key, value);
}

static inline void set_on(struct fixture *f, const char *day)
{
	f->in.values[FACT_ON] = (struct value){.state = VALUE_KNOWN, .a = date_parse(day)};
}

/* Given on Tuesday 2026-11-24 at a window. */
static inline void fixture_init(struct fixture *f, const char *yaml)
{
	char *dir = xasprintf("%s/forms/fushun", getenv("YICHUANG_SOURCE_ROOT"));
	struct faults faults = {0};
	struct str s = {0};

	str_add(&s,
		"id: t-001\nname: 试办事项\ncategory: 试\nlines: \"001:1\"\noffice: unstated\n");
	add_default(&s, yaml, "materials:", "unstated");
	add_default(&s, yaml, "limits:", "unstated");
	add_default(&s, yaml, "steps:", "unstated");
	add_default(&s, yaml, "channels:", "unstated");
	add_default(&s, yaml, "fee:", "unstated");
	str_add(&s, yaml);
	f->guide = guide_load(dir, NULL, &faults);
	f->it = f->guide ? item_parse(f->guide, "t-001.yaml", s.data, s.len, &faults) : NULL;
	for (size_t i = 0; i < faults.count; i++)
		print_error("%s:%d: %s\n", faults.rows[i].file, faults.rows[i].line,
			    faults.rows[i].text);
	assert_non_null(f->it);
	faults_done(&faults);
	str_done(&s);
	free(dir);
	intake_init(&f->in, f->it);
	f->c = check_new(f->it);
	f->cal = calendar_new();
	calendar_add_year(f->cal, 2026, "试");
	set_on(f, "2026-11-24");
}

static inline void fixture_done(struct fixture *f)
{
	calendar_free(f->cal);
	check_free(f->c);
	intake_done(&f->in);
	item_free(f->it);
	guide_free(f->guide);
}

static inline int var_of(const struct fixture *f, const char *id)
{
	int var = item_var(f->it, id);

	if (var < 0)
		print_error("no variable %s\n", id);
	assert_true(var >= 0);
	return var;
}

static inline int paper_of(const struct fixture *f, const char *id)
{
	int paper = item_paper(f->it, id);

	if (paper < 0)
		print_error("no paper %s\n", id);
	assert_true(paper >= 0);
	return paper;
}

static inline int demand_of(const struct fixture *f, const char *id)
{
	for (size_t i = 0; i < f->it->n_demands; i++) {
		if (f->it->demands[i].id && strcmp(f->it->demands[i].id, id) == 0)
			return (int)i;
	}
	fail_msg("no group %s", id);
	return -1;
}

static inline void answer(struct fixture *f, const char *id, const char *text)
{
	int var = var_of(f, id);
	struct err e;

	if (!answer_parse(f->it, var, text, &f->in.values[var], &e))
		fail_msg("%s", e.text);
}

static inline void take_back(struct fixture *f, const char *id)
{
	f->in.values[var_of(f, id)] = (struct value){.state = VALUE_OPEN};
}

static inline void have(struct fixture *f, const char *id)
{
	f->in.marks[paper_of(f, id)] = (struct paper_mark){.state = PAPER_OK};
}

static inline void unfit(struct fixture *f, const char *id, enum unfit why)
{
	f->in.marks[paper_of(f, id)] = (struct paper_mark){.state = PAPER_UNFIT, .unfit = why};
}

static inline void lacks(struct fixture *f, const char *id)
{
	f->in.marks[paper_of(f, id)] = (struct paper_mark){.state = PAPER_ABSENT};
}

static inline const char *run(struct fixture *f)
{
	check_run(f->c, &f->in, f->cal);
	check_dues(f->c, &f->in, f->cal);
	return outcome_ids[f->c->outcome];
}

static inline const char *next(const struct fixture *f)
{
	return f->c->next_question < 0 ? "" : f->it->vars[f->c->next_question].id;
}

static inline enum need need(const struct fixture *f, const char *paper)
{
	return f->c->paper_need[paper_of(f, paper)];
}

static inline bool is_live(const struct fixture *f, const char *id)
{
	return f->c->live[var_of(f, id)];
}

/* "missing:a open:q": the reasons in their order. Valid until the next call. */
static inline const char *reasons(const struct fixture *f)
{
	static char text[2048];
	size_t n = 0;

	*text = '\0';
	for (size_t i = 0; i < f->c->n_reasons; i++) {
		const struct reason *r = &f->c->reasons[i];
		n += (size_t)snprintf(text + n, sizeof(text) - n, "%s%s:%s", i ? " " : "",
				      reason_ids[r->code], reason_id(f->c, r));
		assert_true(n < sizeof(text));
	}
	return text;
}

#define PAPER(id, more)                                                                            \
	"  - {id: " id ", name: 材料" id ", forms: 原件, copies: 1, lines: \"001:2\"" more "}\n"

#endif
