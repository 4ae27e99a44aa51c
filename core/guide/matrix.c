/* SPDX-License-Identifier: Apache-2.0
 *
 * The situations are the leaves of a tree: the engine says which question can
 * still change something, the question is answered in every way that matters,
 * and so on until none is left.
 */
#include "guide/matrix.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "guide/check_work.h"

enum { WAYS_MAX = 4096 };

struct matrix {
	const struct item *it;
	const struct intake *fixed;
	const struct calendar *cal;
	matrix_row *row;
	void *ctx;
	struct err *e;

	struct intake in;
	struct check *c;
	struct arena arena;
	struct eval trial; /* of one more answer, to see whether it tells anything apart */
	uint16_t *nodes;
	int *varied; /* stack of variables answered by the walk */
	size_t n_varied, n_rows;
	size_t *ways; /* per variable: the most answers it was given */
};

/* ---- the ways to answer ---- */

struct ways {
	struct value *values;
	size_t n;
};

static void add_way(struct ways *w, int64_t a)
{
	w->values[w->n++] = (struct value){.state = VALUE_KNOWN, .a = a};
}

static void set_ways(const struct var *v, struct ways *w)
{
	int64_t all = (int64_t)((UINT64_C(1) << v->n_values) - 1);

	if (v->min == 0)
		add_way(w, 0);
	for (size_t i = 0; i < v->n_values; i++) {
		int64_t mask = 0;
		for (size_t k = 0; k < v->n_values && (k == 0 || (int64_t)k < v->min); k++)
			mask |= INT64_C(1) << (i + k) % v->n_values;
		add_way(w, mask);
	}
	if (v->n_values > 1 && (int64_t)v->n_values <= v->max)
		add_way(w, all);
}

/* Whether a and b are the same to every rule, as far as it is decided. */
static bool same_pattern(const struct matrix *m, const enum tri *a, const enum tri *b)
{
	return memcmp(a, b, m->it->n_nodes * sizeof(*a)) == 0;
}

static void try_value(struct matrix *m, int var, const struct value *v, enum tri *pattern)
{
	m->in.values[var] = *v;
	eval_take(&m->trial, m->in.values);
	m->in.values[var].state = VALUE_OPEN;
	eval_all(&m->trial);
	memcpy(pattern, m->trial.truths, m->it->n_nodes * sizeof(*pattern));
	for (size_t i = 0; i < m->it->n_nodes; i++) {
		if (!m->it->nodes[i].truth)
			pattern[i] = (enum tri)m->trial.results[i].state;
	}
}

/* Of neighbouring values that mean the same one is kept: that next to the edge. */
static void keep_edges(struct matrix *m, int var, struct ways *w)
{
	size_t size = m->it->n_nodes, kept = 0;
	size_t first = w->n > 0 && w->values[0].state == VALUE_NONE; /* the lowest value */
	enum tri *patterns = xcalloc((w->n + 1) * size, sizeof(*patterns));

	for (size_t i = 0; i < w->n; i++) {
		enum tri *pattern = patterns + kept * size;
		bool seen = false;
		try_value(m, var, &w->values[i], pattern);
		for (size_t k = 0; k < kept && !seen; k++)
			seen = same_pattern(m, patterns + k * size, pattern);
		if (!seen)
			w->values[kept++] = w->values[i];
		else if (kept == first + 1 && m->it->vars[var].type != TYPE_PERIOD)
			w->values[first] = w->values[i]; /* the last before the first edge */
	}
	free(patterns);
	w->n = kept;
}

static void ordered_ways(struct matrix *m, int var, struct ways *w)
{
	const struct item *it = m->it;
	const struct var *v = &it->vars[var];
	struct domain_scope scope;
	size_t n = 0;

	for (size_t i = 0; i < it->n_nodes; i++) {
		if (eval_unknown(&m->c->work->eval, (expr_ref)i))
			m->nodes[n++] = (uint16_t)i;
	}
	domain_scope_init(&scope, &m->c->work->eval, m->nodes, n, &var, 1);
	w->n = domain_build(&scope, &m->c->work->eval, var, w->values, WAYS_MAX);
	bool none = w->n > 0 && w->values[0].state == VALUE_NONE;
	struct value lowest = w->n > none ? w->values[none] : (struct value){.state = VALUE_NONE};
	keep_edges(m, var, w);
	if (w->n > (size_t)none + 1)
		return;
	w->n = none; /* nothing compares it yet: any value; of a number that counts, none and one */
	w->values[w->n++] = lowest;
	if (lowest.a == 0 && v->max > 0 && (v->type == TYPE_NUMBER || v->type == TYPE_MONTHS))
		add_way(w, 1);
}

static void find_ways(struct matrix *m, int var, struct ways *w)
{
	const struct var *v = &m->it->vars[var];

	w->n = 0;
	if (v->type == TYPE_NUMBER || v->type == TYPE_MONTHS || v->type == TYPE_DATE ||
	    v->type == TYPE_PERIOD) {
		ordered_ways(m, var, w);
		return;
	}
	if (v->type == TYPE_SET)
		set_ways(v, w);
	for (size_t i = 0; v->type == TYPE_CHOICE && i < v->n_values; i++)
		add_way(w, (int64_t)i);
	for (int64_t i = 1; v->type == TYPE_YESNO && i >= 0; i--)
		add_way(w, i);
	if (v->or_none || v->optional)
		w->values[w->n++] = (struct value){.state = VALUE_NONE};
}

/* ---- the walk ---- */

static bool refuse(const struct matrix *m)
{
	int most = -1;

	for (size_t i = 0; i < m->it->n_vars; i++) {
		if (m->ways[i] > (most < 0 ? 0 : m->ways[most]))
			most = (int)i;
	}
	assert(most >= 0);
	return err_set(m->e, ERR_INPUT,
		       _("%s 的情形超过%d种；请先固定一个问题，例如「%s」：--answer %s=…"),
		       m->it->id, MATRIX_ROWS_MAX, m->it->vars[most].text, m->it->vars[most].id);
}

static void tell(struct matrix *m)
{
	check_dues(m->c, &m->in, m->cal);
	m->row(m->ctx, m->c, &m->in, m->varied, m->n_varied);
}

enum step { STEP_ON, STEP_FOUND, STEP_TOO_MANY };

/* Tells the situations where the goal holds: all, or only the first. */
static enum step walk(struct matrix *m, expr_ref goal, bool once)
{
	check_run(m->c, &m->in, m->cal);
	int var = m->c->next_question;
	if (var == FACT_BIRTH && !m->c->live[FACT_BIRTH])
		var = FACT_AGE; /* ages have edges that a reader sees */
	if (m->c->truths[goal] == TRI_FALSE)
		return STEP_ON;
	if (var < 0) {
		m->n_rows++;
		if (m->n_rows > MATRIX_ROWS_MAX)
			return STEP_TOO_MANY;
		if (m->c->truths[goal] != TRI_TRUE)
			return STEP_ON;
		tell(m);
		return once ? STEP_FOUND : STEP_ON;
	}
	struct ways w = {.values = xreallocarray(NULL, WAYS_MAX + 2, sizeof(*w.values))};
	enum step step = STEP_ON;
	find_ways(m, var, &w);
	if (w.n > m->ways[var])
		m->ways[var] = w.n;
	m->varied[m->n_varied++] = var;
	for (size_t i = 0; i < w.n && step == STEP_ON; i++) {
		m->in.values[var] = w.values[i];
		step = walk(m, goal, once);
	}
	m->n_varied--;
	m->in.values[var] = (struct value){.state = VALUE_OPEN};
	free(w.values);
	return step;
}

/* The first situation where the rule applies, with the answer that breaks it. A rule that never
 * applies has no row (the lint names it). */
static void rule_row(struct matrix *m, int var, expr_ref when, int64_t answer)
{
	if (var < 0 || m->fixed->values[var].state != VALUE_OPEN)
		return;
	struct value kept = m->in.values[var];
	m->in.values[var].a = answer;
	m->n_rows = 0;
	m->varied[m->n_varied++] = var;
	walk(m, when, true);
	m->n_varied = 0;
	m->in.values[var] = kept;
}

static void rule_rows(struct matrix *m)
{
	const struct item *it = m->it;

	for (size_t i = 0; i < it->n_conditions; i++)
		rule_row(m, it->conditions[i].var, it->conditions[i].when, 0);
	for (size_t i = 0; i < it->n_prohibitions; i++)
		rule_row(m, it->prohibitions[i].var, it->prohibitions[i].when, PROHIBITION_YES);
}

static void begin(struct matrix *m)
{
	const struct item *it = m->it;

	intake_init(&m->in, it);
	memcpy(m->in.values, m->fixed->values, it->n_vars * sizeof(*m->in.values));
	for (size_t i = 0; i < it->n_vars; i++) {
		enum var_kind kind = it->vars[i].kind;
		bool rule = kind == VAR_CONDITION || kind == VAR_PROHIBITION;
		if (rule && m->in.values[i].state == VALUE_OPEN)
			m->in.values[i] =
				(struct value){.state = VALUE_KNOWN, .a = kind == VAR_CONDITION};
	}
	m->c = check_new(it);
	eval_init(&m->trial, it, &m->arena);
	m->nodes = xcalloc(it->n_nodes, sizeof(*m->nodes));
	m->varied = xcalloc(it->n_vars + 1, sizeof(*m->varied));
	m->ways = xcalloc(it->n_vars, sizeof(*m->ways));
}

static void end(struct matrix *m)
{
	free(m->ways);
	free(m->varied);
	free(m->nodes);
	arena_done(&m->arena);
	check_free(m->c);
	intake_done(&m->in);
}

bool matrix_run(const struct item *it, const struct intake *fixed, const struct calendar *cal,
		matrix_row *row, void *ctx, struct err *e)
{
	struct matrix m = {.it = it, .fixed = fixed, .cal = cal, .row = row, .ctx = ctx, .e = e};

	begin(&m);
	bool ok = walk(&m, EXPR_TRUE, false) != STEP_TOO_MANY || refuse(&m);
	if (ok)
		rule_rows(&m);
	end(&m);
	return ok;
}
