/* SPDX-License-Identifier: Apache-2.0
 *
 * Finding an item or a consult page as the clerk types: by id, by pinyin initials of any reading,
 * by characters of the name, by what citizens call it. Pure, no index: a guide
 * has some hundred items.
 */
#ifndef GUIDE_SEARCH_H
#define GUIDE_SEARCH_H

#include <stddef.h>

#include "guide/load.h"

struct search_hit {
	size_t item; /* index into the items */
	int rank;    /* smaller is nearer */
};
/* Several words must all be found; "" finds all. Nearest first, then shorter names, then the
 * order given. hits has room for n. Returns how many. */
size_t search_items(struct item *const *items, size_t n, const char *query,
		    struct search_hit *hits);
/* The same over the items and consult pages of a catalog: hit.item counts on into the pages.
 * hits has room for both. */
size_t search_catalog(const struct catalog *c, const char *query, struct search_hit *hits);

#endif
