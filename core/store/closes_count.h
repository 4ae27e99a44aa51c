/* SPDX-License-Identifier: Apache-2.0
 *
 * The parts of a day's count. Private to the wing.
 */
#ifndef STORE_CLOSES_COUNT_H
#define STORE_CLOSES_COUNT_H

#include "store/closes_inside.h"
#include "store/ledger.h"

/* The window of what was done at none. */
#define CLOSE_NO_WINDOW "-"

/* Each adds its lines and notes to out, of whose day it is; inside one snapshot. */
bool closes_count_states(struct store *s, struct arena *a, struct close_counts *out, struct err *e);
/* The intakes, from the drafts' own file. */
bool closes_count_drafts(struct store *s, struct arena *a, struct close_counts *out, struct err *e);
/* Numbers, documents, papers, 漏录, figures. */
bool closes_count_things(struct store *s, struct arena *a, struct close_counts *out, struct err *e);

int closes_state_of(const char *id); /* enum case_state, or -1 */
int closes_order(const char *id);    /* of a line among those of its window */

#endif
