/* SPDX-License-Identifier: Apache-2.0
 *
 * How store_verify says what is broken. All return false with ERR_STORE, where
 * not said otherwise. Private to the wing.
 */
#ifndef STORE_VERIFY_INSIDE_H
#define STORE_VERIFY_INSIDE_H

#include "store/ledger.h"

/* Its hash is not that of what stands there. */
bool verify_altered(const struct event *ev, struct err *e);
/* Its `prev` is not the hash of the event before: either was put in another's place. */
bool verify_replaced(struct db *db, const struct event *ev, struct err *e);
/* ev stands where `wanted` should: missing, or in another place. */
bool verify_gap(struct db *db, const struct event *ev, int64_t wanted, struct err *e);
/* True where no table knows an event after `last` of that site: nothing was cut off the end. */
bool verify_tail(struct db *db, const char *site, int64_t last, struct err *e);

#endif
