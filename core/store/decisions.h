/* SPDX-License-Identifier: Apache-2.0
 *
 * Every decision as the ledger has it, whatever was corrected or decided since:
 * to be gone through one by one, in constant memory.
 */
#ifndef STORE_DECISIONS_H
#define STORE_DECISIONS_H

#include "store/record.h"
#include "store/verify.h"

/* One decision: its event and what the payload says, with number, state, by, window, visit and day
 * filled in; all good until it returns. False with e stops the walk. */
typedef bool decisions_fn(void *ctx, const struct event *ev, const struct case_record *r,
			  struct err *e);

/* Of the business days from first to last (DATE_NONE: open), in the order they were made, from one
 * snapshot. `progress` (may be NULL) is told how much of the ledger has been looked at; it gets
 * the same ctx. */
bool decisions_walk(struct store *s, date_day first, date_day last, decisions_fn *fn,
		    verify_progress *progress, void *ctx, struct err *e);

#endif
