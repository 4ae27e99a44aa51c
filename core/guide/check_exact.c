/* SPDX-License-Identifier: Apache-2.0
 *
 * Makes certain what is certain. For every effect that Kleene left open, the
 * unknown nodes below it and the open variables they hang on are collected, the
 * variables run through values that stand for all (check_domain.c), and the
 * effect is read off under each completion: what never changes is certain, and
 * a variable is live if two neighbours along it differ. At most 2^16 completions
 * for one effect; beyond, unknown stays unknown and its variables are live.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "guide/check_work.h"

enum { COMPLETIONS_MAX = 1 << 16, OPEN_MAX = 64, POOL_MAX = 1 << 13 };

struct axis { /* an open variable and the values that stand for it */
	int var;
	size_t first, size; /* in pool */
	size_t at;	    /* its value now */
	size_t stride;	    /* completions between neighbours along it */
	bool flips;	    /* the effect changes along it */
};

struct exact {
	size_t n_nodes;
	uint16_t *nodes;  /* of the effect in hand, operands first */
	uint32_t *stamps; /* n_nodes of the item: seen in this round */
	uint32_t round;
	size_t n_axes;
	bool too_many;
	struct axis axes[OPEN_MAX];
	uint8_t *root_seen; /* per root: 1 false, 2 true, 4 unknown before */
	struct value pool[POOL_MAX];
	uint64_t signatures[COMPLETIONS_MAX];
};

struct exact *exact_new(const struct item *it, size_t n_roots)
{
	struct exact *x = xcalloc(1, sizeof(*x));

	x->nodes = xcalloc(it->n_nodes, sizeof(*x->nodes));
	x->stamps = xcalloc(it->n_nodes, sizeof(*x->stamps));
	x->root_seen = xcalloc(n_roots + 1, 1);
	return x;
}

void exact_free(struct exact *x)
{
	free(x->nodes);
	free(x->stamps);
	free(x->root_seen);
	free(x);
}

/* ---- what the effect hangs on ---- */

static void collect_var(struct exact *x, const struct eval *e, int var)
{
	if (e->values[var].state != VALUE_OPEN)
		return;
	for (size_t i = 0; i < x->n_axes; i++) {
		if (x->axes[i].var == var)
			return;
	}
	if (x->n_axes == OPEN_MAX)
		x->too_many = true;
	else
		x->axes[x->n_axes++] = (struct axis){.var = var};
}

static void collect(struct exact *x, const struct eval *e, expr_ref node)
{
	const struct expr_node *n = &e->item->nodes[node];

	if (x->stamps[node] == x->round || !eval_unknown(e, node))
		return;
	x->stamps[node] = x->round;
	switch ((enum expr_op)n->op) {
	case OP_TRUE:
	case OP_CONST:
		break;
	case OP_VAR:
		collect(x, e, n->y);
		collect_var(x, e, n->x);
		break;
	case OP_LEAST:
	case OP_GREATEST:
	case OP_COALESCE:
	case OP_EQ:
	case OP_NE:
	case OP_LT:
	case OP_LE:
	case OP_GT:
	case OP_GE:
	case OP_AND:
	case OP_OR:
		collect(x, e, n->y);
		/* fall through */
	default:
		collect(x, e, n->x);
	}
	x->nodes[x->n_nodes++] = node;
}

static void collect_effect(struct check *c, const struct effect *f)
{
	struct exact *x = c->work->exact;
	const struct eval *e = &c->work->eval;

	x->n_nodes = x->n_axes = 0;
	x->too_many = false;
	x->round++;
	for (size_t i = f->first; i < f->first + f->count; i++) {
		expr_ref root = c->work->roots[i];
		x->root_seen[i] = e->item->nodes[root].truth && eval_unknown(e, root) ? 4 : 0;
		collect(x, e, root);
	}
}

/* Values for every axis; false when there are too many completions. */
static bool lay_axes(struct exact *x, const struct eval *e)
{
	int vars[OPEN_MAX];
	struct domain_scope scope;
	size_t used = 0, total = 1;

	if (x->too_many)
		return false;
	for (size_t i = 0; i < x->n_axes; i++)
		vars[i] = x->axes[i].var;
	domain_scope_init(&scope, e, x->nodes, x->n_nodes, vars, x->n_axes);
	for (size_t i = 0; i < x->n_axes; i++) {
		struct axis *a = &x->axes[i];
		a->first = used;
		a->size = domain_build(&scope, e, a->var, x->pool + used, POOL_MAX - used);
		a->stride = total;
		if (a->size == 0 || total * a->size > COMPLETIONS_MAX)
			return false;
		used += a->size;
		total *= a->size;
	}
	return true;
}

/* ---- going through the completions ---- */

/* The next completion; false after the last. */
static bool advance(struct exact *x, struct eval *e)
{
	for (size_t i = 0; i < x->n_axes; i++) {
		struct axis *a = &x->axes[i];
		bool more = ++a->at < a->size;
		if (!more)
			a->at = 0;
		e->values[a->var] = x->pool[a->first + a->at];
		if (more)
			return true;
	}
	return false;
}

static void note_roots(struct check *c, const struct effect *f)
{
	struct exact *x = c->work->exact;

	for (size_t i = f->first; i < f->first + f->count; i++) {
		if (x->root_seen[i] & 4)
			x->root_seen[i] |=
				c->work->eval.truths[c->work->roots[i]] == TRI_TRUE ? 2 : 1;
	}
}

/* Nothing more can be learnt: every variable flips it, every root was seen both ways, every
 * state was seen that more could add. */
static bool all_known(const struct exact *x, const struct effect *f, unsigned seen)
{
	for (size_t i = 0; i < x->n_axes; i++) {
		if (!x->axes[i].flips)
			return false;
	}
	for (size_t i = f->first; i < f->first + f->count; i++) {
		if (x->root_seen[i] == 5 || x->root_seen[i] == 6)
			return false;
	}
	if (f->kind == EFFECT_GROUP)
		return (seen & DEMAND_ABSENT) && (seen & (DEMAND_UNMET | DEMAND_LATE));
	if (f->kind == EFFECT_PAPER)
		return (seen & PAPER_ASKED) && (seen & ~(unsigned)PAPER_ASKED);
	return (seen & (seen - 1)) != 0;
}

/* Returns the states that were seen. */
static unsigned enumerate(struct check *c, const struct effect *f)
{
	struct exact *x = c->work->exact;
	struct eval *e = &c->work->eval;
	unsigned seen = 0;
	size_t n = 0;

	for (size_t i = 0; i < x->n_axes; i++)
		e->values[x->axes[i].var] = x->pool[x->axes[i].first];
	do {
		unsigned state;
		bool news = false;
		eval_nodes(e, x->nodes, x->n_nodes);
		x->signatures[n] = effect_signature(c, f, &state);
		news = state & ~seen;
		seen |= state;
		note_roots(c, f);
		for (size_t i = 0; i < x->n_axes; i++) {
			struct axis *a = &x->axes[i];
			if (!a->flips && a->at > 0 &&
			    x->signatures[n] != x->signatures[n - a->stride])
				a->flips = news = true;
		}
		n++;
		if ((news || n % 64 == 0) && all_known(x, f, seen))
			break;
	} while (advance(x, e));
	return seen;
}

/* Back to open; roots that never changed are written as certain. */
static void restore(struct check *c, const struct effect *f)
{
	struct exact *x = c->work->exact;
	struct eval *e = &c->work->eval;

	for (size_t i = 0; i < x->n_axes; i++)
		e->values[x->axes[i].var].state = VALUE_OPEN;
	eval_nodes(e, x->nodes, x->n_nodes);
	for (size_t i = f->first; i < f->first + f->count; i++) {
		if (x->root_seen[i] == 5 || x->root_seen[i] == 6)
			e->truths[c->work->roots[i]] = x->root_seen[i] == 6 ? TRI_TRUE : TRI_FALSE;
	}
}

/* ---- what follows ---- */

/* A verification matters while what it would spare could still be unmet. */
static bool could_be_unmet(const struct check *c, const struct effect *f, unsigned seen)
{
	if (f->kind == EFFECT_PAPER)
		return (seen & PAPER_ASKED) && paper_state(c, f->index) != DEMAND_MET;
	if (f->kind == EFFECT_GROUP)
		return seen & (DEMAND_UNMET | DEMAND_LATE);
	return true;
}

static bool makes_live(const struct check *c, const struct effect *f, const struct axis *a,
		       unsigned seen)
{
	const struct var *v = &c->item->vars[a->var];

	if (!a->flips || v->optional || (a->var == FACT_OFFICE && f->kind == EFFECT_CHANNELS))
		return false;
	return v->kind != VAR_VERIFICATION || could_be_unmet(c, f, seen);
}

/* The variable the effect hangs on, the first as they are asked. */
static int hangs_on(const struct check *c)
{
	const struct exact *x = c->work->exact;

	for (size_t i = 0; i < c->item->n_vars; i++) {
		for (size_t j = 0; j < x->n_axes; j++) {
			if (x->axes[j].flips && x->axes[j].var == c->work->var_order[i])
				return x->axes[j].var;
		}
	}
	return -1;
}

static void write_down(struct check *c, const struct effect *f, unsigned seen)
{
	struct check_work *w = c->work;

	for (size_t i = 0; i < w->exact->n_axes; i++) {
		if (makes_live(c, f, &w->exact->axes[i], seen))
			c->live[w->exact->axes[i].var] = true;
	}
	if (f->kind == EFFECT_PAPER) {
		w->paper_needs[f->index] = (uint8_t)seen;
		c->paper_on[f->index] = hangs_on(c);
	} else if (f->kind == EFFECT_GROUP) {
		w->demand_states[f->index] = (uint8_t)seen;
		c->demand_on[f->index] = hangs_on(c);
	} else if (f->kind == EFFECT_CHANNELS) {
		w->channels = (uint8_t)seen;
	}
}

static unsigned kleene_states(const struct check *c, const struct effect *f)
{
	if (f->kind == EFFECT_PAPER)
		return c->work->paper_needs[f->index];
	if (f->kind == EFFECT_GROUP)
		return c->work->demand_states[f->index];
	return f->kind == EFFECT_CHANNELS ? c->work->channels : 0;
}

/* Whatever the open answers will be, the effect stays as it is. */
static bool cannot_change(const struct check *c, const struct effect *f)
{
	const struct item *it = c->item;
	const enum tri *t = c->truths;

	switch (f->kind) {
	case EFFECT_PAPER:
		return t[it->papers[f->index].listed] == TRI_FALSE;
	case EFFECT_GROUP:
		return t[it->demands[f->index].when] == TRI_FALSE;
	case EFFECT_CONDITION: {
		const struct condition *d = &it->conditions[f->index];
		/* an attested one is met where it applies, though its gate be open */
		bool met = d->var >= 0 && c->work->eval.values[d->var].state == VALUE_KNOWN &&
			   c->work->eval.values[d->var].a;
		return met || t[d->when] == TRI_FALSE || t[d->test] == TRI_TRUE;
	}
	case EFFECT_PROHIBITION: {
		const struct value *v = &c->work->eval.values[it->prohibitions[f->index].var];
		return t[it->prohibitions[f->index].when] == TRI_FALSE || v->state == VALUE_NONE ||
		       (v->state == VALUE_KNOWN && v->a != PROHIBITION_YES);
	}
	case EFFECT_LIMIT:
		return t[it->limits[f->index].when] == TRI_FALSE;
	case EFFECT_CHANNELS:
		return false;
	case EFFECT_GATE:
		return t[f->gates[0]] == TRI_FALSE || t[f->gates[1]] == TRI_FALSE;
	}
	return false;
}

void exact_run(struct check *c)
{
	struct check_work *w = c->work;
	struct exact *x = w->exact;

	for (size_t i = 0; i < w->n_effects; i++) {
		const struct effect *f = &w->effects[i];
		if (cannot_change(c, f))
			continue;
		collect_effect(c, f);
		if (x->n_axes == 0) { /* what was learnt on others may decide it */
			eval_nodes(&w->eval, x->nodes, x->n_nodes);
			continue;
		}
		unsigned seen = 0;
		if (lay_axes(x, &w->eval)) {
			seen = enumerate(c, f);
			restore(c, f);
		} else {
			seen = kleene_states(c, f);
			for (size_t j = 0; j < x->n_axes; j++)
				x->axes[j].flips = true;
		}
		write_down(c, f, seen);
	}
}
