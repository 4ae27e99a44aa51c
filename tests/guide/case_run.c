/* SPDX-License-Identifier: Apache-2.0
 *
 * What a worked case gives: the situation, the answers, the counter.
 */
#include "guide/case_run.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

void run_fault(struct run *r, int line, const char *fmt, ...)
{
	va_list ap;

	fprintf(stderr, "%s:%d: %s %s: ", r->w->file, line ? line : r->w->line, r->w->item,
		r->w->title);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
	r->ok = false;
}

bool run_has(const struct run *r, const char *key)
{
	for (size_t i = 0; i < r->w->n_lines; i++) {
		if (strcmp(r->w->lines[i]->key, key) == 0)
			return true;
	}
	return false;
}

void run_check(struct run *r)
{
	check_run(r->c, &r->in, r->cal);
	check_dues(r->c, &r->in, r->cal);
}

/* ---- answers ---- */

static void touch(struct run *r, int var)
{
	const struct value *v = &r->in.values[var];
	bool *row = r->t->values[var];

	if (v->state == VALUE_NONE || (r->it->vars[var].type == TYPE_SET && v->a == 0))
		row[TOUCHED_NONE] = true;
	else if (r->it->vars[var].type == TYPE_SET)
		for (int i = 0; i < TOUCHED_NONE; i++)
			row[i] |= v->a >> i & 1;
	else if (v->a >= 0 && v->a < TOUCHED_NONE)
		row[v->a] = true;
}

static void list_vars(struct run *r, const struct case_line *l)
{
	fprintf(stderr, "%s:%d: %s asks:", r->w->file, l->line, r->it->id);
	for (size_t i = FACT_KINDS; i < r->it->n_vars; i++)
		fprintf(stderr, " %s(%s)", r->it->vars[i].id, r->it->vars[i].text);
	fputc('\n', stderr);
}

static void answer(struct run *r, const struct case_line *l)
{
	struct err e = {0};
	const char *equals = strchr(l->rest, '=');
	char *name = equals ? xstrndup(l->rest, (size_t)(equals - l->rest)) : xstrdup(l->rest);
	int var = item_var(r->it, name);

	if (!equals) {
		run_fault(r, l->line, "“%s” is not Q=V", l->rest);
	} else if (var < 0) {
		run_fault(r, l->line, "there is no question “%s”", name);
		list_vars(r, l);
	} else if ((strcmp(l->key, "verified") == 0) !=
		   (r->it->vars[var].kind == VAR_VERIFICATION)) {
		run_fault(r, l->line, "“%s” is not for `%s`", name, l->key);
	} else if (!answer_parse(r->it, var, equals + 1, &r->in.values[var], &e)) {
		run_fault(r, l->line, "%s", e.text);
	} else {
		touch(r, var);
	}
	free(name);
}

static void set_day(struct run *r, const struct case_line *l)
{
	date_day d = date_parse(l->rest);

	if (d == DATE_NONE)
		run_fault(r, l->line, "“%s” is no date", l->rest);
	else
		r->in.values[FACT_ON] = (struct value){.state = VALUE_KNOWN, .a = d};
}

static void set_channel(struct run *r, const struct case_line *l)
{
	struct err e = {0};

	if (!answer_parse(r->it, FACT_CHANNEL, l->rest, &r->in.values[FACT_CHANNEL], &e))
		run_fault(r, l->line, "%s", e.text);
}

/* Conditions met, no situation that forbids. */
static void answer_rest(struct run *r)
{
	for (size_t i = FACT_KINDS; i < r->it->n_vars; i++) {
		struct value *v = &r->in.values[i];
		enum var_kind kind = r->it->vars[i].kind;
		if (v->state == VALUE_OPEN && (kind == VAR_CONDITION || kind == VAR_PROHIBITION))
			*v = (struct value){.state = VALUE_KNOWN, .a = kind == VAR_CONDITION};
	}
}

/* ---- the counter ---- */

bool run_is_group(const struct run *r, int demand)
{
	if (r->it->demands[demand].kind != DEMAND_ANY)
		return false;
	for (int up = r->it->demands[demand].parent; up >= 0; up = r->it->demands[up].parent) {
		if (r->it->demands[up].kind == DEMAND_ANY)
			return false;
	}
	return true;
}

void run_mark_all(struct run *r)
{
	for (size_t i = 0; i < r->it->n_papers; i++) {
		if (r->c->paper_need[i] == NEED_YES)
			r->in.marks[i] = (struct paper_mark){.state = PAPER_OK};
	}
	for (size_t i = 0; i < r->it->n_demands; i++) {
		int first[1][ALTERNATIVE_PAPERS];
		if (!run_is_group(r, (int)i) || r->c->demand_need[i] != NEED_YES ||
		    check_alternatives(r->c, (int)i, first, 1) == 0)
			continue;
		for (int k = 0; first[0][k] >= 0; k++)
			r->in.marks[first[0][k]] = (struct paper_mark){.state = PAPER_OK};
	}
}

static bool parse_mark(const char *text, struct paper_mark *out)
{
	*out = (struct paper_mark){.state = PAPER_OK};
	if (strcmp(text, "absent") == 0) {
		out->state = PAPER_ABSENT;
		return true;
	}
	for (int u = 0; u < UNFITS; u++) {
		if (strcmp(text, unfit_ids[u]) == 0 || strcmp(text, unfit_names[u]) == 0) {
			*out = (struct paper_mark){.state = PAPER_UNFIT, .unfit = (enum unfit)u};
			return true;
		}
	}
	return strcmp(text, "ok") == 0;
}

/* Two rules may ask for papers of one name: all of them. */
static bool mark_named(struct run *r, const char *name, struct paper_mark mark)
{
	bool found = false;

	for (size_t i = 0; i < r->it->n_papers; i++) {
		const struct paper *p = &r->it->papers[i];
		if (strcmp(p->name, name) == 0 || strcmp(p->id, name) == 0) {
			r->in.marks[i] = mark;
			found = true;
		}
	}
	return found;
}

static void have(struct run *r, const struct case_line *l)
{
	struct paper_mark mark = {.state = PAPER_OK};
	const char *colon = strrchr(l->rest, ':');

	if (strcmp(l->rest, "all") == 0) {
		run_check(r);
		run_mark_all(r);
		return;
	}
	if (mark_named(r, l->rest, mark))
		return;
	char *name = colon ? xstrndup(l->rest, (size_t)(colon - l->rest)) : NULL;
	if (!name || !parse_mark(colon + 1, &mark) || !mark_named(r, name, mark))
		run_fault(r, l->line, "there is no paper or state “%s”", l->rest);
	free(name);
}

static void each_line(struct run *r, const char *key,
		      void (*take)(struct run *, const struct case_line *))
{
	for (size_t i = 0; i < r->w->n_lines; i++) {
		if (strcmp(r->w->lines[i]->key, key) == 0)
			take(r, r->w->lines[i]);
	}
}

static void check_keys(struct run *r)
{
	static const char *const known[] = {
		"on",	"channel", "answer",  "verified", "have",	"unanswered", "required",
		"any",	"exempt",  "depends", "papers",	  "deferrable", "limit",      "outcome",
		"next", "reason",  "closed",  "every",	  "fee",
	};

	for (size_t i = 0; i < r->w->n_lines; i++) {
		bool ok = false;
		for (size_t k = 0; k < sizeof(known) / sizeof(*known); k++)
			ok |= strcmp(r->w->lines[i]->key, known[k]) == 0;
		if (!ok)
			run_fault(r, r->w->lines[i]->line, "unknown key “%s”", r->w->lines[i]->key);
	}
}

bool case_run(const struct worked_case *w, const struct item *it, const struct calendar *cal,
	      struct touched *t)
{
	struct run r = {.w = w, .it = it, .cal = cal, .t = t, .ok = true};

	intake_init(&r.in, it);
	r.c = check_new(it);
	check_keys(&r);
	each_line(&r, "on", set_day);
	each_line(&r, "channel", set_channel);
	each_line(&r, "answer", answer);
	each_line(&r, "verified", answer);
	if (r.in.values[FACT_ON].state != VALUE_KNOWN)
		run_fault(&r, 0, "no day is given");
	if (!run_has(&r, "unanswered"))
		answer_rest(&r);
	if (r.ok) {
		if (r.in.values[FACT_CHANNEL].state == VALUE_KNOWN)
			t->channels[r.in.values[FACT_CHANNEL].a] = true;
		each_line(&r, "have", have);
		run_check(&r);
		case_compare(&r);
		if (!run_has(&r, "have") && !run_has(&r, "outcome") && !run_has(&r, "closed"))
			case_try(&r);
	}
	check_free(r.c);
	intake_done(&r.in);
	return r.ok;
}
