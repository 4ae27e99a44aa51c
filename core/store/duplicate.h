/* SPDX-License-Identifier: Apache-2.0
 *
 * The same person twice with the same item while the first is still open: two
 * windows, or two days and a forgotten notice. Only people: a unit files many of
 * one item at a time. Read inside the transaction that accepts, so that the
 * second of two windows sees what the first has just written.
 */
#ifndef STORE_DUPLICATE_H
#define STORE_DUPLICATE_H

#include "base/arena.h"
#include "store/record.h"
#include "store/store.h"

struct duplicate {
	const char *number;
	enum case_state state;
	const char *by, *window; /* the clerk's name; window may be "" */
	int64_t at;		 /* ms: opened, or accepted */
};

/* The party a record is about, as duplicates are told: the insured, else the deceased, else the
 * first who shows a certificate and is nobody's agent. NULL: nobody. */
const struct case_party *duplicate_principal(const struct case_record *r);
/* The newest open (accepted, deferred, noticed) case of that person for r->item. `number`, the
 * case itself when it is decided again, and the earlier ones r follows do not count. *out is NULL
 * when there is none. */
bool duplicate_find(struct store *s, const struct case_record *r, const char *number,
		    struct arena *a, struct duplicate **out, struct err *e);

/* The newest open case of that item in which the person is a row of a list, or what it is about. */
bool duplicate_of_row(struct store *s, const char *item, const char *kind, const char *number,
		      struct arena *a, struct duplicate **out, struct err *e);

#endif
