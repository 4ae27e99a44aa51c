/* SPDX-License-Identifier: Apache-2.0 */
#include "guide/lint_probe.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { AXES_MAX = 64, POOL_MAX = 1 << 13, DAYS_MAX = 48 };

struct axis { /* an open variable and the values that stand for it */
	int var;
	size_t first, size, at;
};

struct probe_scratch {
	struct arena arena; /* of eval */
	struct eval eval;
	bool *stamped; /* n_nodes */
	size_t n_nodes;
	uint16_t *nodes; /* what the roots hang on, operands first */
	size_t n_axes;
	struct axis axes[AXES_MAX];
	struct value pool[POOL_MAX];
	uint8_t truths[PROBE_COMPLETIONS];
	size_t total;
	size_t first[1 << PROBE_ROOTS]; /* the completion a signature was first seen in */
};

void probe_init(struct probe *p, const struct item *it)
{
	struct probe_scratch *s = xcalloc(1, sizeof(*s));

	*p = (struct probe){.item = it, .scratch = s};
	p->fixed = xcalloc(it->n_vars, sizeof(*p->fixed));
	p->matters = xcalloc(it->n_vars, sizeof(*p->matters));
	s->stamped = xcalloc(it->n_nodes, sizeof(*s->stamped));
	s->nodes = xcalloc(it->n_nodes, sizeof(*s->nodes));
	eval_init(&s->eval, it, &s->arena);
}

void probe_done(struct probe *p)
{
	struct probe_scratch *s = p->scratch;

	arena_done(&s->arena);
	free(s->stamped);
	free(s->nodes);
	free(s);
	free(p->fixed);
	free(p->matters);
}

static void collect(struct probe *p, expr_ref ref)
{
	struct probe_scratch *s = p->scratch;
	const struct expr_node *n = &p->item->nodes[ref];

	if (s->stamped[ref])
		return;
	s->stamped[ref] = true;
	if (n->op == OP_VAR) {
		collect(p, n->y);
		if (p->fixed[n->x].state == VALUE_OPEN && s->n_axes < AXES_MAX)
			s->axes[s->n_axes++] = (struct axis){.var = n->x};
	} else if (n->op != OP_TRUE && n->op != OP_CONST) {
		collect(p, n->x);
		collect(p, n->y);
	}
	s->nodes[s->n_nodes++] = ref;
}

/* ---- days, where all that tell apart are too many ---- */

struct days {
	int64_t at[DAYS_MAX];
	size_t n;
};

static void add_day(struct days *d, int64_t day)
{
	for (int64_t at = day - 1; at <= day + 1; at++) {
		bool known = false;
		for (size_t i = 0; i < d->n; i++)
			known |= d->at[i] == at;
		if (!known && d->n < DAYS_MAX)
			d->at[d->n++] = at;
	}
}

/* The days of the rules and the days around them, moved once by every duration. */
static void edge_days(const struct probe *p, struct days *d)
{
	const struct probe_scratch *s = p->scratch;
	size_t bases;

	for (size_t i = 0; i < s->n_nodes; i++) {
		const struct expr_node *n = &p->item->nodes[s->nodes[i]];
		if (n->op == OP_CONST && n->vtype == TYPE_DATE)
			add_day(d, n->k);
	}
	if (d->n == 0)
		add_day(d, date_make(2026, 1, 15));
	bases = d->n;
	for (size_t i = 0; i < s->n_nodes; i++) {
		const struct expr_node *n = &p->item->nodes[s->nodes[i]];
		for (size_t k = 1; k < bases; k += 3) { /* the middle of each three */
			date_day at = (date_day)d->at[k];
			if (n->op == OP_ADD_DAYS) {
				add_day(d, at + n->k);
				add_day(d, at - n->k);
			} else if (n->op == OP_ADD_MONTHS) {
				add_day(d, date_add_months(at, (int)n->k));
				add_day(d, date_add_months(at, -(int)n->k));
			}
		}
	}
}

static size_t build_edges(const struct probe *p, const struct days *d, int var, struct value *out,
			  size_t max)
{
	const struct var *v = &p->item->vars[var];
	size_t n = 0;

	if (v->or_none || v->optional)
		out[n++] = (struct value){.state = VALUE_NONE};
	for (size_t i = 0; i < d->n; i++) {
		for (size_t k = 0; k < (v->type == TYPE_PERIOD ? d->n : 1); k++) {
			bool period = v->type == TYPE_PERIOD;
			if (n == max || (period && d->at[i] > d->at[k]))
				continue;
			out[n++] = (struct value){
				.state = VALUE_KNOWN, .a = d->at[i], .b = period ? d->at[k] : 0};
		}
	}
	return n;
}

/* Values for every open variable; with `edges` days at the edges only. False when there are too
 * many completions. */
static bool lay_axes(struct probe *p, bool edges)
{
	struct probe_scratch *s = p->scratch;
	struct domain_scope scope;
	struct days days = {.n = 0};
	int vars[AXES_MAX];
	size_t used = 0;

	s->total = 1;
	edge_days(p, &days);
	for (size_t i = 0; i < s->n_axes; i++)
		vars[i] = s->axes[i].var;
	domain_scope_init(&scope, &s->eval, s->nodes, s->n_nodes, vars, s->n_axes);
	for (size_t i = 0; i < s->n_axes; i++) {
		struct axis *a = &s->axes[i];
		enum value_type type = p->item->vars[a->var].type;
		struct value *out = s->pool + used;
		a->first = used;
		a->at = 0;
		if (edges && (type == TYPE_DATE || type == TYPE_PERIOD) && used + 2 < POOL_MAX)
			a->size = build_edges(p, &days, a->var, out, POOL_MAX - used);
		else
			a->size = domain_build(&scope, &s->eval, a->var, out, POOL_MAX - used);
		used += a->size;
		s->total *= a->size;
		if (a->size == 0 || s->total > PROBE_COMPLETIONS)
			return false;
	}
	return s->n_axes < AXES_MAX;
}

/* The next completion, the first axis fastest; false after the last. */
static bool next_completion(struct probe_scratch *s)
{
	for (size_t i = 0; i < s->n_axes; i++) {
		struct axis *a = &s->axes[i];
		a->at = (a->at + 1) % a->size;
		s->eval.values[a->var] = s->pool[a->first + a->at];
		if (a->at)
			return true;
	}
	return false;
}

static void note_changes(struct probe *p)
{
	const struct probe_scratch *s = p->scratch;
	size_t stride = 1;

	for (size_t i = 0; i < s->n_axes; i++) {
		const struct axis *a = &s->axes[i];
		for (size_t k = 0; k + stride < s->total && !p->matters[a->var]; k++) {
			if (k / stride % a->size + 1 < a->size)
				p->matters[a->var] = s->truths[k] != s->truths[k + stride];
		}
		stride *= a->size;
	}
}

/* With `any` all roots share bit 0. */
static void enumerate(struct probe *p, const expr_ref *roots, size_t n, bool any)
{
	struct probe_scratch *s = p->scratch;
	size_t at = 0;

	for (size_t i = 0; i < s->n_axes; i++)
		s->eval.values[s->axes[i].var] = s->pool[s->axes[i].first];
	do {
		unsigned truths = 0;
		eval_nodes(&s->eval, s->nodes, s->n_nodes);
		for (size_t i = 0; i < n; i++)
			truths |= (unsigned)(s->eval.truths[roots[i]] == TRI_TRUE) << (any ? 0 : i);
		if (!p->seen[truths])
			s->first[truths] = at;
		p->seen[truths] = true;
		s->truths[at++] = (uint8_t)truths;
	} while (next_completion(s));
}

static bool prepare(struct probe *p, const expr_ref *roots, size_t n)
{
	struct probe_scratch *s = p->scratch;
	const struct item *it = p->item;

	s->n_nodes = s->n_axes = 0;
	memset(s->stamped, 0, it->n_nodes * sizeof(*s->stamped));
	memset(p->seen, 0, sizeof(p->seen));
	memcpy(s->eval.values, p->fixed, it->n_vars * sizeof(*p->fixed));
	eval_all(&s->eval);
	for (size_t i = 0; i < n; i++)
		collect(p, roots[i]);
	return lay_axes(p, false) || lay_axes(p, true);
}

bool probe_run(struct probe *p, const expr_ref *roots, size_t n, bool note)
{
	struct probe_scratch *s = p->scratch;

	assert(n <= PROBE_ROOTS);
	if (!prepare(p, roots, n)) {
		for (size_t i = 0; note && i < s->n_axes; i++)
			p->matters[s->axes[i].var] = true;
		return false;
	}
	enumerate(p, roots, n, false);
	if (note)
		note_changes(p);
	return true;
}

bool probe_any(struct probe *p, const expr_ref *roots, size_t n)
{
	if (!prepare(p, roots, n))
		return false;
	enumerate(p, roots, n, true);
	return true;
}

bool probe_can(const struct probe *p, unsigned care, unsigned want)
{
	for (unsigned i = 0; i < 1u << PROBE_ROOTS; i++) {
		if (p->seen[i] && (i & care) == want)
			return true;
	}
	return false;
}

void probe_answers(const struct probe *p, unsigned truths, struct str *out)
{
	const struct probe_scratch *s = p->scratch;
	size_t left = s->first[truths];
	const char *sep = "";

	for (size_t i = 0; i < s->n_axes; i++) {
		const struct axis *a = &s->axes[i];
		const struct var *v = &p->item->vars[a->var];
		const struct value *value = &s->pool[a->first + left % a->size];
		left /= a->size;
		str_addf(out, "%s%s=", sep, v->text);
		answer_text(p->item, a->var, value, out);
		sep = "，";
	}
}
