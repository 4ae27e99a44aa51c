/* SPDX-License-Identifier: Apache-2.0
 *
 * Finding an item as the clerk types: by id, by pinyin initials of any reading,
 * by characters of the name, by what citizens call it. Pure, no index: a guide
 * has some hundred items.
 */
#ifndef GUIDE_SEARCH_H
#define GUIDE_SEARCH_H

#include <stddef.h>

#include "guide/item.h"

struct search_hit {
	size_t item; /* index into the items */
	int rank;    /* smaller is nearer */
};
/* Several words must all be found; "" finds all. Nearest first, then shorter names, then the
 * order given. hits has room for n. Returns how many. */
size_t search_items(struct item *const *items, size_t n, const char *query,
		    struct search_hit *hits);

#endif
