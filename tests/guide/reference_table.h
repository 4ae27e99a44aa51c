/* SPDX-License-Identifier: Apache-2.0
 *
 * The table of completions.
 */
#ifndef TESTS_REFERENCE_TABLE_H
#define TESTS_REFERENCE_TABLE_H

#include "guide/reference_work.h"

/* Something that may turn out differently; its cells are columns of the table. The first cell of
 * those marked * is a small number, the state. */
enum aspect_kind {
	ASPECT_PAPER,	    /* * outside any group: enum ask_state, form, seals, persons */
	ASPECT_LACKING,	    /* * asked for and not there */
	ASPECT_ROW,	    /* * of the tree: enum row_state */
	ASPECT_GROUP,	    /* an outermost `any`: how each of its papers is asked for */
	ASPECT_LATE,	    /* * an outermost `any`: below */
	ASPECT_UNSTATED,    /* * the guide prints no papers */
	ASPECT_CONDITION,   /* * fails */
	ASPECT_PROHIBITION, /* * bars */
	ASPECT_LIMIT,	    /* * applies; the day it starts from, where that is an answer */
	ASPECT_SERVED,	    /* * this channel and office serve it */
	ASPECT_TERM,	    /* * this situation is outside its validity */
	ASPECT_SHOWN,	    /* * hidden, shown, required */
	ASPECT_WHEN,	    /* * the variable applies */
};
enum late { LATE_NOT_UNMET, LATE_NEVER, LATE_FOLLOWS };

struct aspect {
	enum aspect_kind kind;
	int index;
	expr_ref when[3], required; /* ASPECT_SHOWN */
	size_t cell, n_cells;
	unsigned seen;	/* states, as bits */
	uint64_t flips; /* axes along which it changes, as bits */
};

struct axis { /* an open variable */
	int var;
	struct value_list values;
	size_t stride; /* rows between neighbours */
};
enum { AXES_MAX = 64 };

struct reference {
	const struct item *item;
	size_t max;
	bool *reached; /* n_nodes: of something that is looked at */
	bool *uses;    /* n_vars */
	size_t n_aspects;
	struct aspect *aspects;
	size_t n_cells;
	size_t n_axes;
	struct axis axes[AXES_MAX];
	struct value_list spare;
	struct world world;
	int64_t *table; /* max rows of n_cells */
	struct verdict verdict;
};

void table_init(struct reference *r);
void table_done(struct reference *r);
/* False when there are more than `most` completions. */
bool table_fill(struct reference *r, const struct intake *in, size_t most);

#endif
