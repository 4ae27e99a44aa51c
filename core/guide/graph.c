/* SPDX-License-Identifier: Apache-2.0 */
#include "guide/graph.h"

#include <assert.h>
#include <string.h>

enum { TABLE_SIZE = 2 * EXPR_MAX };

void graph_init(struct graph *g, struct arena *a)
{
	memset(g, 0, sizeof(*g));
	g->arena = a;
	expr_ref yes = graph_truth(g, OP_TRUE, 0, 0, 0);
	expr_ref no = graph_truth(g, OP_NOT, yes, 0, 0);
	assert(yes == EXPR_TRUE && no == EXPR_FALSE);
	(void)no;
}

static size_t hash(const struct expr_node *n)
{
	uint64_t h = n->op | (uint64_t)n->vtype << 8 | (uint64_t)n->x << 16 | (uint64_t)n->y << 32 |
		     (uint64_t)n->truth << 48;

	h ^= (uint64_t)n->k * 0x9E3779B97F4A7C15u;
	h *= 0xD6E8FEB86659FD93u;
	return (size_t)(h >> 40);
}

static bool same(const struct expr_node *a, const struct expr_node *b)
{
	return a->op == b->op && a->vtype == b->vtype && a->truth == b->truth && a->x == b->x &&
	       a->y == b->y && a->k == b->k;
}

/* Where the node stands in the table, or would. */
static size_t slot(const struct graph *g, const struct expr_node *n)
{
	size_t at = hash(n) % TABLE_SIZE;

	while (g->table[at] && !same(&g->nodes[g->table[at] - 1], n))
		at = (at + 1) % TABLE_SIZE;
	return at;
}

expr_ref graph_add(struct graph *g, struct expr_node n)
{
	size_t at = slot(g, &n);

	if (g->table[at])
		return (expr_ref)(g->table[at] - 1);
	if (g->count == EXPR_MAX) {
		g->full = true;
		return EXPR_TRUE;
	}
	assert(n.op == OP_VAR || n.x < g->count || n.op == OP_TRUE || n.op == OP_CONST);
	assert(n.y < g->count || g->count == 0);
	*ARENA_PUSH(g->arena, g->nodes, g->count) = n;
	g->table[at] = (uint16_t)g->count;
	return (expr_ref)(g->count - 1);
}

expr_ref graph_const(struct graph *g, enum value_type type, int64_t k)
{
	return graph_add(g, (struct expr_node){.op = OP_CONST, .vtype = (uint8_t)type, .k = k});
}

expr_ref graph_truth(struct graph *g, enum expr_op op, expr_ref x, expr_ref y, int64_t k)
{
	return graph_add(g, (struct expr_node){.op = (uint8_t)op,
					       .vtype = TYPE_YESNO,
					       .truth = true,
					       .x = x,
					       .y = y,
					       .k = k});
}

expr_ref graph_not(struct graph *g, expr_ref x)
{
	if (g->nodes[x].op == OP_NOT)
		return g->nodes[x].x;
	return graph_truth(g, OP_NOT, x, 0, 0);
}

/* x and not x. */
static bool opposite(const struct graph *g, expr_ref x, expr_ref y)
{
	return (g->nodes[x].op == OP_NOT && g->nodes[x].x == y) ||
	       (g->nodes[y].op == OP_NOT && g->nodes[y].x == x);
}

static bool joins(const struct graph *g, expr_ref joined, expr_ref part)
{
	const struct expr_node *n = &g->nodes[joined];

	return (n->op == OP_AND || n->op == OP_OR) && (n->x == part || n->y == part);
}

/* a and (a and b) is a and b; a and (a or b) is a; and so for or. */
static bool absorb(const struct graph *g, enum expr_op op, expr_ref joined, expr_ref part,
		   expr_ref *out)
{
	if (!joins(g, joined, part))
		return false;
	*out = g->nodes[joined].op == op ? joined : part;
	return true;
}

static expr_ref join(struct graph *g, enum expr_op op, expr_ref x, expr_ref y)
{
	struct expr_node turned = {
		.op = (uint8_t)op, .vtype = TYPE_YESNO, .truth = true, .x = y, .y = x};
	expr_ref less;

	expr_ref neutral = op == OP_AND ? EXPR_TRUE : EXPR_FALSE;
	expr_ref decisive = op == OP_AND ? EXPR_FALSE : EXPR_TRUE;

	if (x == neutral || x == y)
		return y;
	if (y == neutral)
		return x;
	if (x == decisive || y == decisive || opposite(g, x, y))
		return decisive;
	if (absorb(g, op, x, y, &less) || absorb(g, op, y, x, &less))
		return less;
	/* The same the other way round keeps the order it was written in first. */
	size_t at = slot(g, &turned);
	return g->table[at] ? (expr_ref)(g->table[at] - 1) : graph_truth(g, op, x, y, 0);
}

expr_ref graph_and(struct graph *g, expr_ref x, expr_ref y)
{
	return join(g, OP_AND, x, y);
}

expr_ref graph_or(struct graph *g, expr_ref x, expr_ref y)
{
	return join(g, OP_OR, x, y);
}
