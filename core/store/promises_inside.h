/* SPDX-License-Identifier: Apache-2.0
 *
 * What the wing asks of promises. Private to the wing.
 */
#ifndef STORE_PROMISES_INSIDE_H
#define STORE_PROMISES_INSIDE_H

#include "store/db.h"
#include "store/event.h"

/* A promise somebody still waits for; columns of `promises`. */
#define PROMISE_OPEN "arrived IS NULL AND ended IS NULL"

/* The case came to its end (or goes on without them): nobody is chased for its papers any more.
 * ending: id of the case's state, or "continued". paper NULL: all that are open. */
bool promises_end(struct db *db, const struct event *ev, int64_t case_id, const char *paper,
		  const char *ending, struct err *e);
/* A deferred case that nothing is waited for any more is accepted without reservation. */
bool promises_settle(struct db *db, const struct event *ev, int64_t case_id, struct err *e);

#endif
