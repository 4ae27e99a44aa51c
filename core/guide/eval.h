/* SPDX-License-Identifier: Apache-2.0
 *
 * Evaluates the graph of an item (expr.h): one pass over the nodes, operands
 * before users, three-valued. What is open stays unknown; a variable behind a
 * false gate is none, behind an open gate unknown.
 */
#ifndef GUIDE_EVAL_H
#define GUIDE_EVAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "guide/expr.h"
#include "guide/item.h"

struct eval {
	const struct item *item;
	size_t n_order;
	uint16_t *order;       /* the nodes that are not constants */
	struct value *values;  /* n_vars: what is known, before gates */
	struct value *results; /* n_nodes: of the value nodes */
	enum tri *truths;      /* n_nodes: of the truth nodes */
};

/* The arrays live in the arena; constants are evaluated here, once. */
void eval_init(struct eval *e, const struct item *it, struct arena *a);
/* The facts and answers as the rules see them: age from birth and day, a verification that
 * could not be run as not verified. */
void eval_take(struct eval *e, const struct value *given);
void eval_all(struct eval *e);
/* Some nodes again after a value changed; in the order of the graph. */
void eval_nodes(struct eval *e, const uint16_t *nodes, size_t n);

static inline bool eval_unknown(const struct eval *e, expr_ref node)
{
	return e->item->nodes[node].truth ? e->truths[node] == TRI_UNKNOWN
					  : e->results[node].state == VALUE_OPEN;
}
/* The value of a variable behind its gate. */
static inline const struct value *eval_var(const struct eval *e, int var)
{
	return &e->results[e->item->vars[var].value];
}

#endif
