/* SPDX-License-Identifier: Apache-2.0
 *
 * A day of the whole hall at a glance, for who is in charge: every window that
 * did something, who stands there now, what it did; and how many minutes an item
 * takes, from the visits it was done in.
 */
#ifndef STORE_OVERVIEW_H
#define STORE_OVERVIEW_H

#include "base/arena.h"
#include "store/store.h"

struct overview_window {
	const char *window, *by; /* by: login of its newest act that day */
	int64_t serving_since;	 /* ms: of the visit that is on; 0: nobody stands there */
	int64_t visits;		 /* begun that day */
	int64_t accepted, deferred, noticed, refused; /* decisions of the counter that day */
	int64_t granted, denied, delivered;	      /* moves made at it that day */
	int64_t waiting; /* accepted there that day, still to be reviewed */
};
struct overview_item {
	const char *item, *name;
	int64_t cases;	 /* that day, in visits that have ended */
	int64_t seconds; /* of a case, on average; a visit's minutes are shared by its cases */
};
bool overview_windows(struct store *s, date_day day, struct arena *a, struct overview_window **rows,
		      size_t *n, struct err *e);
/* The most frequent first. */
bool overview_items(struct store *s, date_day day, size_t limit, struct arena *a,
		    struct overview_item **rows, size_t *n, struct err *e);

#endif
