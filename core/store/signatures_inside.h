/* SPDX-License-Identifier: Apache-2.0
 *
 * What events say of the signatures they rest on, so that each serves once.
 * Private to the wing.
 */
#ifndef STORE_SIGNATURES_INSIDE_H
#define STORE_SIGNATURES_INSIDE_H

#include "store/db.h"
#include "store/event.h"
#include "store/payload.h"

/* Puts the seqs as a member of the open object; zeros are left out. */
void signatures_put(struct str *out, const int64_t *seqs, size_t n);
/* Applying any event: those it names are used up. ERR_PERMISSION when one was before. */
bool signatures_use(struct db *db, const struct event *ev, const struct payload *payload,
		    struct err *e);
/* Whether an event rests on it already. */
bool signatures_used(struct db *db, const char *site, int64_t seq, bool *yes, struct err *e);

#endif
