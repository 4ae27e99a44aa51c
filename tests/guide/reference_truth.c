/* SPDX-License-Identifier: Apache-2.0
 *
 * Expressions under complete answers: two-valued, straight from expr.h. What is
 * behind a false gate is none; a comparison with none is false.
 */
#include <assert.h>
#include <string.h>

#include "guide/reference_work.h"

static const struct value nothing = {.state = VALUE_NONE};

void world_forget(struct world *w)
{
	memset(w->truths, 0, w->item->n_nodes);
}

struct value world_var(struct world *w, int var)
{
	if (!world_truth(w, w->item->vars[var].when))
		return nothing;
	assert(w->values[var].state != VALUE_OPEN);
	return w->values[var];
}

static struct value shifted(struct value day, const struct expr_node *n)
{
	if (day.state == VALUE_NONE)
		return nothing;
	int64_t a =
		n->op == OP_ADD_DAYS ? day.a + n->k : date_add_months((date_day)day.a, (int)n->k);
	return a == DATE_NONE ? nothing : (struct value){.state = VALUE_KNOWN, .a = a};
}

struct value world_value(struct world *w, expr_ref node)
{
	const struct expr_node *n = &w->item->nodes[node];
	struct value x, y;

	switch (n->op) {
	case OP_CONST:
		return (struct value){.state = VALUE_KNOWN, .a = n->k};
	case OP_VAR:
		return world_truth(w, n->y) ? w->values[n->x] : nothing;
	case OP_FROM:
		x = world_value(w, n->x);
		return (struct value){.state = x.state, .a = x.a};
	case OP_TO:
		x = world_value(w, n->x);
		return (struct value){.state = x.state, .a = x.b};
	case OP_ADD_DAYS:
	case OP_ADD_MONTHS:
		return shifted(world_value(w, n->x), n);
	case OP_COALESCE:
		x = world_value(w, n->x);
		return x.state == VALUE_NONE ? world_value(w, n->y) : x;
	case OP_LEAST:
	case OP_GREATEST:
		x = world_value(w, n->x);
		y = world_value(w, n->y);
		if (x.state == VALUE_NONE)
			return y;
		if (y.state == VALUE_NONE)
			return x;
		if (n->op == OP_LEAST)
			return x.a < y.a ? x : y;
		return x.a > y.a ? x : y;
	default:
		assert(false);
		return nothing;
	}
}

static bool compared(struct world *w, const struct expr_node *n)
{
	struct value x = world_value(w, n->x), y = world_value(w, n->y);

	if (x.state == VALUE_NONE || y.state == VALUE_NONE)
		return false;
	switch (n->op) {
	case OP_EQ:
		return x.a == y.a;
	case OP_NE:
		return x.a != y.a;
	case OP_LT:
		return x.a < y.a;
	case OP_LE:
		return x.a <= y.a;
	case OP_GT:
		return x.a > y.a;
	default:
		return x.a >= y.a;
	}
}

/* Members of a set that the mask names. */
static int shared_members(struct value set, int64_t mask)
{
	int n = 0;

	for (int i = 0; i < 62; i++)
		n += (set.a >> i & 1) && (mask >> i & 1);
	return n;
}

static bool tested(struct world *w, const struct expr_node *n)
{
	struct value x = world_value(w, n->x);
	bool none = x.state == VALUE_NONE;
	struct value all = {.a = INT64_MAX};

	switch (n->op) {
	case OP_YES:
		return !none && x.a == 1;
	case OP_IN:
		return !none && (n->k >> x.a & 1);
	case OP_HAS_ANY:
		return !none && shared_members(x, n->k) > 0;
	case OP_HAS_ALL:
		return !none && shared_members(x, n->k) == shared_members(all, n->k);
	default: /* OP_IS_NONE */
		return none || (w->item->nodes[n->x].vtype == TYPE_SET && x.a == 0);
	}
}

static bool worked_out(struct world *w, const struct expr_node *n)
{
	switch (n->op) {
	case OP_TRUE:
		return true;
	case OP_NOT:
		return !world_truth(w, n->x);
	case OP_AND:
		return world_truth(w, n->x) && world_truth(w, n->y);
	case OP_OR:
		return world_truth(w, n->x) || world_truth(w, n->y);
	case OP_EQ:
	case OP_NE:
	case OP_LT:
	case OP_LE:
	case OP_GT:
	case OP_GE:
		return compared(w, n);
	default:
		return tested(w, n);
	}
}

uint8_t world_work_out(struct world *w, expr_ref node)
{
	assert(w->item->nodes[node].truth);
	w->truths[node] = worked_out(w, &w->item->nodes[node]) ? 2 : 1;
	return w->truths[node];
}

void mark_nodes(const struct item *it, expr_ref node, bool *reached)
{
	const struct expr_node *n = &it->nodes[node];

	if (reached[node])
		return;
	reached[node] = true;
	switch (n->op) {
	case OP_TRUE:
	case OP_CONST:
		return;
	case OP_VAR:
		mark_nodes(it, n->y, reached);
		return;
	case OP_AND:
	case OP_OR:
	case OP_EQ:
	case OP_NE:
	case OP_LT:
	case OP_LE:
	case OP_GT:
	case OP_GE:
	case OP_LEAST:
	case OP_GREATEST:
	case OP_COALESCE:
		mark_nodes(it, n->y, reached);
		break;
	default:
		break;
	}
	mark_nodes(it, n->x, reached);
}
