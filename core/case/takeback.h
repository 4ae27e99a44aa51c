/* SPDX-License-Identifier: Apache-2.0
 *
 * 更正受理 at the counter: a casefile that takes the place of an acceptance that
 * should not have been. What it says of that is read here, with the day its clocks
 * run from: the first acceptance where the fault was the hall's.
 */
#ifndef CASE_TAKEBACK_H
#define CASE_TAKEBACK_H

#include "case/casefile.h"
#include "store/mistaken.h"

struct takeback {
	struct mistaken mistaken; /* case_number NULL: an ordinary case */
	date_day since;		  /* DATE_NONE: its own acceptance */
};

/* False where the case cannot be taken back (any more), or when nothing is said of whose fault it
 * was. Texts are c's. A notice that stood in such a place hands its day on. */
bool takeback_read(struct store *s, const struct casefile *c, struct takeback *out, struct err *e);

#endif
