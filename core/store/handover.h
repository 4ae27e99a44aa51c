/* SPDX-License-Identifier: Apache-2.0
 *
 * 交接班: what a clerk who leaves has in hand, and its passing to another. Drafts
 * change their owner; cases keep whoever decided them, but from then on they and
 * the originals kept with them are the receiver's to answer for (their keeper).
 */
#ifndef STORE_HANDOVER_H
#define STORE_HANDOVER_H

#include "base/arena.h"
#include "store/drafts.h"
#include "store/operators.h"

/* An open case with papers to come or originals kept. */
struct handover_case {
	const char *number, *item, *item_name, *name; /* name: of the first party; NULL */
	enum case_state state;			      /* CASE_NOTICED or CASE_DEFERRED */
	int64_t promises;			      /* papers to come */
	int64_t kept;				      /* originals taken in and not handed back */
	const char *papers;			      /* their names, joined by 、; "" */
};
struct handover {
	struct draft *drafts;
	struct handover_case *cases;
	size_t n_drafts, n_cases;
	int64_t papers; /* on the counter with drafts, and kept with cases */
};
/* Everything this clerk has in hand. Rows in the arena. */
bool handover_of(struct store *s, const char *login, struct arena *a, struct handover *out,
		 struct err *e);

/* The receiver has signed (operators_verify, act HANDOVER_ACT, no reason) beside the giver, who is
 * logged in: the drafts move in one transaction with the event. ERR_PERMISSION without a clerk's
 * signature of now; ERR_REFUSED when there is nothing, or when the list has changed since both
 * read it (`seen`). *id is the number of the handover. */
#define HANDOVER_ACT "handover"
bool handover_sign(struct store *s, const struct actor *giver, const struct signature *receiver,
		   const struct handover *seen, int64_t *id, struct err *e);

/* Ends what a program that was killed left undone: drafts of the newest handovers that the giver
 * still has and nobody has touched since go to the receiver. The event is committed before the
 * file of the drafts is, so the ledger may be ahead by one. */
bool handover_replay(struct store *s, struct err *e);

#endif
