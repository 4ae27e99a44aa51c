/* SPDX-License-Identifier: Apache-2.0
 *
 * The evaluator: a switch over the node kinds. Kleene's tables make an answer
 * certain wherever one operand suffices; a comparison with none is false.
 */
#include "guide/eval.h"

#include <string.h>

#include "guide/check.h"

static const uint8_t kleene_and[3][3] = {
	[TRI_FALSE] = {TRI_FALSE, TRI_FALSE, TRI_FALSE},
	[TRI_TRUE] = {TRI_FALSE, TRI_TRUE, TRI_UNKNOWN},
	[TRI_UNKNOWN] = {TRI_FALSE, TRI_UNKNOWN, TRI_UNKNOWN},
};
static const uint8_t kleene_or[3][3] = {
	[TRI_FALSE] = {TRI_FALSE, TRI_TRUE, TRI_UNKNOWN},
	[TRI_TRUE] = {TRI_TRUE, TRI_TRUE, TRI_TRUE},
	[TRI_UNKNOWN] = {TRI_UNKNOWN, TRI_TRUE, TRI_UNKNOWN},
};
static const uint8_t kleene_not[3] = {TRI_TRUE, TRI_FALSE, TRI_UNKNOWN};

/* What a test of a value that is not known says. */
static const uint8_t when_not_known[3] = {
	[VALUE_OPEN] = TRI_UNKNOWN,
	[VALUE_NONE] = TRI_FALSE,
};
/* The state of a variable behind its gate: by the gate's truth, by its own state. */
static const uint8_t gated[3][3] = {
	[TRI_FALSE] = {VALUE_NONE, VALUE_NONE, VALUE_NONE},
	[TRI_TRUE] = {VALUE_OPEN, VALUE_NONE, VALUE_KNOWN},
	[TRI_UNKNOWN] = {VALUE_OPEN, VALUE_NONE, VALUE_OPEN},
};

static struct value known(int64_t a)
{
	return (struct value){.state = VALUE_KNOWN, .a = a};
}

/* The day shifted; none when it leaves the calendar. */
static struct value shift(const struct value *x, const struct expr_node *n)
{
	if (x->state != VALUE_KNOWN)
		return (struct value){.state = x->state};
	date_day d = n->op == OP_ADD_DAYS ? (date_day)(x->a + n->k)
					  : date_add_months((date_day)x->a, (int)n->k);
	return d == DATE_NONE ? (struct value){.state = VALUE_NONE} : known(d);
}

static struct value pick(uint8_t op, const struct value *x, const struct value *y)
{
	if (op == OP_COALESCE)
		return x->state == VALUE_NONE ? *y : *x;
	if (x->state == VALUE_NONE)
		return *y;
	if (y->state == VALUE_NONE)
		return *x;
	if (x->state == VALUE_OPEN || y->state == VALUE_OPEN)
		return (struct value){.state = VALUE_OPEN};
	return (op == OP_LEAST) == (x->a <= y->a) ? *x : *y;
}

/* `b` holds if the value is known. */
static inline enum tri test(const struct value *x, bool b)
{
	return x->state == VALUE_KNOWN ? (enum tri)b : (enum tri)when_not_known[x->state];
}

static inline enum tri compare(const struct value *x, const struct value *y, bool b)
{
	if (x->state == VALUE_KNOWN)
		return test(y, b);
	return y->state == VALUE_NONE ? TRI_FALSE : (enum tri)when_not_known[x->state];
}

/* In the loop of every run: its tables and one-line cases keep the processor from guessing. */
static inline __attribute__((always_inline)) void eval_node(const struct expr_node *nodes,
							    const struct value *values,
							    struct value *v, enum tri *t, size_t i)
{
	const struct expr_node *n = &nodes[i];
	const struct value *x = &v[n->x], *y = &v[n->y];

	switch ((enum expr_op)n->op) {
	case OP_TRUE:
		t[i] = TRI_TRUE;
		break;
	case OP_CONST:
		v[i] = known(n->k);
		break;
	case OP_VAR:
		x = &values[n->x];
		v[i] = (struct value){.state = gated[t[n->y]][x->state], .a = x->a, .b = x->b};
		break;
	case OP_FROM:
		v[i] = *x;
		break;
	case OP_TO:
		v[i] = (struct value){.state = x->state, .a = x->b};
		break;
	case OP_ADD_DAYS:
	case OP_ADD_MONTHS:
		v[i] = shift(x, n);
		break;
	case OP_LEAST:
	case OP_GREATEST:
	case OP_COALESCE:
		v[i] = pick(n->op, x, y);
		break;
	case OP_YES:
		t[i] = test(x, x->a != 0);
		break;
	case OP_IN:
		t[i] = test(x, (uint64_t)n->k >> (x->a & 63) & 1);
		break;
	case OP_HAS_ANY:
		t[i] = test(x, (x->a & n->k) != 0);
		break;
	case OP_HAS_ALL:
		t[i] = test(x, (x->a & n->k) == n->k);
		break;
	case OP_EQ:
		t[i] = compare(x, y, x->a == y->a);
		break;
	case OP_NE:
		t[i] = compare(x, y, x->a != y->a);
		break;
	case OP_LT:
		t[i] = compare(x, y, x->a < y->a);
		break;
	case OP_LE:
		t[i] = compare(x, y, x->a <= y->a);
		break;
	case OP_GT:
		t[i] = compare(x, y, x->a > y->a);
		break;
	case OP_GE:
		t[i] = compare(x, y, x->a >= y->a);
		break;
	case OP_IS_NONE:
		t[i] = x->state == VALUE_OPEN ? TRI_UNKNOWN
		       : x->state == VALUE_NONE || (nodes[n->x].vtype == TYPE_SET && x->a == 0)
			       ? TRI_TRUE
			       : TRI_FALSE;
		break;
	case OP_NOT:
		t[i] = kleene_not[t[n->x]];
		break;
	case OP_AND:
		t[i] = kleene_and[t[n->x]][t[n->y]];
		break;
	case OP_OR:
		t[i] = kleene_or[t[n->x]][t[n->y]];
		break;
	}
}

void eval_take(struct eval *e, const struct value *given)
{
	const struct item *it = e->item;
	const struct value *birth = &given[FACT_BIRTH], *on = &given[FACT_ON];

	memcpy(e->values, given, it->n_vars * sizeof(*given));
	if (birth->state == VALUE_KNOWN && on->state == VALUE_KNOWN)
		e->values[FACT_AGE] = known(date_age((date_day)birth->a, (date_day)on->a));
	for (size_t i = 0; i < it->n_verifications; i++) {
		struct value *v = &e->values[it->verifications[i].var];
		if (v->state == VALUE_KNOWN)
			v->a = v->a == VERIFIED_YES;
	}
}

void eval_nodes(struct eval *e, const uint16_t *nodes, size_t n)
{
	const struct expr_node *all = e->item->nodes;

	for (size_t i = 0; i < n; i++)
		eval_node(all, e->values, e->results, e->truths, nodes[i]);
}

void eval_all(struct eval *e)
{
	eval_nodes(e, e->order, e->n_order);
}

void eval_init(struct eval *e, const struct item *it, struct arena *a)
{
	*e = (struct eval){
		.item = it,
		.order = arena_array(a, it->n_nodes, sizeof(*e->order)),
		.values = arena_array(a, it->n_vars, sizeof(*e->values)),
		.results = arena_array(a, it->n_nodes, sizeof(*e->results)),
		.truths = arena_array(a, it->n_nodes, sizeof(*e->truths)),
	};
	for (size_t i = 0; i < it->n_nodes; i++) {
		if (it->nodes[i].op == OP_TRUE || it->nodes[i].op == OP_CONST)
			eval_node(it->nodes, e->values, e->results, e->truths, i);
		else
			e->order[e->n_order++] = (uint16_t)i;
	}
}
