/* SPDX-License-Identifier: Apache-2.0
 *
 * The graph of expr.h while it is built: a node that says what an earlier one
 * says is that node, and what constants decide is decided at once.
 */
#ifndef GUIDE_GRAPH_H
#define GUIDE_GRAPH_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "guide/expr.h"

struct graph {
	struct arena *arena;
	size_t count;
	struct expr_node *nodes;      /* 0 is OP_TRUE, 1 is not true */
	uint16_t table[2 * EXPR_MAX]; /* node + 1 by hash; open addressing */
	bool full;		      /* EXPR_MAX was reached: nodes are not to be trusted */
};

void graph_init(struct graph *g, struct arena *a);
/* The node's operands exist already. */
expr_ref graph_add(struct graph *g, struct expr_node n);
expr_ref graph_const(struct graph *g, enum value_type type, int64_t k);
expr_ref graph_truth(struct graph *g, enum expr_op op, expr_ref x, expr_ref y, int64_t k);
expr_ref graph_not(struct graph *g, expr_ref x);
expr_ref graph_and(struct graph *g, expr_ref x, expr_ref y);
expr_ref graph_or(struct graph *g, expr_ref x, expr_ref y);

#endif
