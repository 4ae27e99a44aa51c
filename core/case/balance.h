/* SPDX-License-Identifier: Apache-2.0
 *
 * The balance of a day, pure: what was counted (store/closes.h) goes in, what does
 * not fit comes out. A line balances in itself; the windows together are the hall;
 * a day opens with what the day before closed with. What is left over is a note,
 * and a close is ready when every note that asks for a reason has one.
 */
#ifndef CASE_BALANCE_H
#define CASE_BALANCE_H

#include "store/closes.h"

/* closing - (opening + entered - left): what is there and should not be, or is missing. */
int64_t balance_off(const struct close_line *l);
/* The line of a window ("": the hall); NULL. */
const struct close_line *balance_line(const struct close_counts *c, const char *window,
				      const char *id);

/* The first line of the hall that its windows do not add up to, in what entered and left; NULL.
 * Numbers and decisions are the hall's alone. */
const struct close_line *balance_unlike_windows(const struct close_counts *c);
/* The first line of states or intakes of `next` that does not open as `before` closed; NULL. */
const struct close_line *balance_unlike_before(const struct close_counts *before,
					       const struct close_counts *next);

bool balance_asks(const struct close_note *n); /* for a reason: parked intakes do not */
/* Notes that ask for a reason and have none. */
size_t balance_open(const struct close_counts *c);
/* Gives a note its reason, and with `kind` all of its kind that have none. The reason is copied
 * into the arena; "" takes it away. */
void balance_explain(struct close_counts *c, size_t note, bool kind, const char *reason,
		     struct arena *a);
/* Reasons that were given before it was counted again, for notes that are still there. */
void balance_keep_reasons(struct close_counts *c, const struct close_counts *before,
			  struct arena *a);

#endif
