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

static enum tri tri_of(bool b)
{
	return b ? TRI_TRUE : TRI_FALSE;
}

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

static enum tri compare(uint8_t op, const struct value *x, const struct value *y)
{
	if (x->state != VALUE_KNOWN || y->state != VALUE_KNOWN)
		return x->state == VALUE_NONE || y->state == VALUE_NONE ? TRI_FALSE : TRI_UNKNOWN;
	switch (op) {
	case OP_EQ:
		return tri_of(x->a == y->a);
	case OP_NE:
		return tri_of(x->a != y->a);
	case OP_LT:
		return tri_of(x->a < y->a);
	case OP_LE:
		return tri_of(x->a <= y->a);
	case OP_GT:
		return tri_of(x->a > y->a);
	default:
		return tri_of(x->a >= y->a);
	}
}

/* A test of one value: yes, in, has any, has all. */
static enum tri test(const struct expr_node *n, const struct value *x)
{
	if (x->state != VALUE_KNOWN)
		return x->state == VALUE_NONE ? TRI_FALSE : TRI_UNKNOWN;
	switch (n->op) {
	case OP_YES:
		return tri_of(x->a != 0);
	case OP_IN:
		return tri_of(((uint64_t)n->k >> x->a) & 1);
	case OP_HAS_ANY:
		return tri_of((x->a & n->k) != 0);
	default:
		return tri_of((x->a & n->k) == n->k);
	}
}

static enum tri is_none(const struct value *x, uint8_t vtype)
{
	if (x->state == VALUE_OPEN)
		return TRI_UNKNOWN;
	return tri_of(x->state == VALUE_NONE || (vtype == TYPE_SET && x->a == 0));
}

static inline void eval_node(struct eval *e, size_t i)
{
	const struct expr_node *n = &e->item->nodes[i];
	const struct value *v = e->results;
	enum tri *t = e->truths;

	switch ((enum expr_op)n->op) {
	case OP_TRUE:
		t[i] = TRI_TRUE;
		break;
	case OP_CONST:
		e->results[i] = known(n->k);
		break;
	case OP_VAR: {
		const struct value *x = &e->values[n->x];
		if (t[n->y] == TRI_TRUE || x->state == VALUE_NONE)
			e->results[i] = *x;
		else
			e->results[i].state = t[n->y] == TRI_FALSE ? VALUE_NONE : VALUE_OPEN;
		break;
	}
	case OP_FROM:
		e->results[i] = v[n->x];
		break;
	case OP_TO:
		e->results[i] = (struct value){.state = v[n->x].state, .a = v[n->x].b};
		break;
	case OP_ADD_DAYS:
	case OP_ADD_MONTHS:
		e->results[i] = shift(&v[n->x], n);
		break;
	case OP_LEAST:
	case OP_GREATEST:
	case OP_COALESCE:
		e->results[i] = pick(n->op, &v[n->x], &v[n->y]);
		break;
	case OP_YES:
	case OP_IN:
	case OP_HAS_ANY:
	case OP_HAS_ALL:
		t[i] = test(n, &v[n->x]);
		break;
	case OP_EQ:
	case OP_NE:
	case OP_LT:
	case OP_LE:
	case OP_GT:
	case OP_GE:
		t[i] = compare(n->op, &v[n->x], &v[n->y]);
		break;
	case OP_IS_NONE:
		t[i] = is_none(&v[n->x], e->item->nodes[n->x].vtype);
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

void eval_all(struct eval *e)
{
	for (size_t i = 0; i < e->item->n_nodes; i++)
		eval_node(e, i);
}

void eval_nodes(struct eval *e, const uint16_t *nodes, size_t n)
{
	for (size_t i = 0; i < n; i++)
		eval_node(e, nodes[i]);
}
