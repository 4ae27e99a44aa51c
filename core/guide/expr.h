/* SPDX-License-Identifier: Apache-2.0
 *
 * The rules of an item as one graph: every `when`, `test` and `let` of a file is
 * compiled into nodes that are shared where they say the same, in an order in
 * which operands stand before their users. One pass over the array evaluates the
 * whole item. Truth is three-valued (Kleene): a node is unknown while an open
 * answer may decide it; check.h sharpens that to exact answers.
 *
 * Language (forms/FORMAT.md): or, and, not, = != < <= > >=, in (a, b),
 * has a / has any (a, b) / has all (a, b), is none, + and - of durations,
 * least, greatest, coalesce, q.from, q.to; literals 15y 6m 30d 2011-07-01 300.
 */
#ifndef GUIDE_EXPR_H
#define GUIDE_EXPR_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

enum tri { TRI_FALSE, TRI_TRUE, TRI_UNKNOWN };

enum value_type {
	TYPE_YESNO,  /* a: 0 or 1 */
	TYPE_CHOICE, /* a: index into values */
	TYPE_SET,    /* a: bit mask over values, at most 62 */
	TYPE_NUMBER, /* a */
	TYPE_MONTHS, /* a: months; a literal 15y is 180 */
	TYPE_DATE,   /* a: date_day */
	TYPE_PERIOD, /* a: first day, b: last day */
};

/* OPEN: nobody has answered yet. NONE: answered as absent (or_none, not
 * applicable because its `when` is false). An answered empty set is KNOWN 0. */
enum value_state { VALUE_OPEN, VALUE_NONE, VALUE_KNOWN };

struct value {
	uint8_t state; /* enum value_state */
	int64_t a, b;
};

enum expr_op {
	/* constants and variables */
	OP_TRUE,  /* node 0 of every graph */
	OP_CONST, /* a number, months, date or choice index in k; its type in vtype */
	OP_VAR,   /* variable `x`, NONE when its gate `y` is false */
	OP_FROM,  /* first day of the period node x */
	OP_TO,
	/* values */
	OP_ADD_DAYS,   /* x + k days */
	OP_ADD_MONTHS, /* x + k months */
	OP_LEAST,      /* of x and y, a NONE is passed over */
	OP_GREATEST,
	OP_COALESCE, /* x, or y where x is NONE */
	/* truth */
	OP_YES, /* the yes/no value x is yes; NONE is no */
	OP_EQ,  /* comparisons with NONE are false, != too */
	OP_NE,
	OP_LT,
	OP_LE,
	OP_GT,
	OP_GE,
	OP_IN,      /* the choice x is one of mask k */
	OP_HAS_ANY, /* the set x shares a member with mask k */
	OP_HAS_ALL,
	OP_IS_NONE, /* x is NONE, or an empty set */
	OP_NOT,
	OP_AND,
	OP_OR,
};

struct expr_node {
	uint8_t op;    /* enum expr_op */
	uint8_t vtype; /* enum value_type of the result; truths are TYPE_YESNO */
	bool truth;    /* result is an enum tri, not a struct value */
	uint16_t x, y; /* operands: earlier nodes; for OP_VAR the variable and its gate */
	int64_t k;
};

/* Indices into the graph. EXPR_TRUE is "always", EXPR_FALSE (its OP_NOT) "never". */
typedef uint16_t expr_ref;
enum { EXPR_TRUE = 0, EXPR_FALSE = 1, EXPR_MAX = 2048 };

#endif
