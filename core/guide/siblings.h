/* SPDX-License-Identifier: Apache-2.0
 *
 * "Which one?": the items one may be taken for another of, and what tells them
 * apart. Computed from the guide, not written by hand: those of the same guide that
 * exclude each other, stand in one category, or share the better part of a name.
 */
#ifndef GUIDE_SIBLINGS_H
#define GUIDE_SIBLINGS_H

#include "guide/item.h"

/* Nearest first, at most `max`; `it` is not among them. */
size_t siblings_of(struct item *const *items, size_t n, const struct item *it,
		   const struct item **out, size_t max);

struct sibling_row {
	const char *label;  /* 条件 材料 时限 … */
	bool same;	    /* cells[0] holds for all */
	const char **cells; /* one per item; "—" where the guide has nothing */
};
/* The items beside each other; conditions all of them have stand in a row of their own. Strings
 * live in the arena. */
size_t siblings_compare(struct arena *a, const struct item *const *items, size_t n,
			struct sibling_row **out);

#endif
