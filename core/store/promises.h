/* SPDX-License-Identifier: Apache-2.0
 *
 * Papers accepted on a promise (容缺受理) and their last day.
 */
#ifndef STORE_PROMISES_H
#define STORE_PROMISES_H

#include "base/arena.h"
#include "store/store.h"

struct promise_row {
	const char *case_number, *item_name, *name, *phone; /* of the case's first party */
	const char *paper, *paper_name, *way;
	date_day made, due, arrived; /* arrived: DATE_NONE while open */
};

/* Open ones due on or before `until` (DATE_NONE: all), the oldest first. */
bool promises_open(struct store *s, date_day until, size_t limit, struct arena *a,
		   struct promise_row **rows, size_t *n, struct err *e);
bool promises_of(struct store *s, const char *case_number, struct arena *a,
		 struct promise_row **rows, size_t *n, struct err *e);
/* The paper has come. postmark: DATE_NONE when it was brought. With the last one the case is
 * accepted without reservation. */
bool promises_keep(struct store *s, const struct actor *who, const char *case_number,
		   const char *paper, const char *way, date_day postmark, struct err *e);

#endif
