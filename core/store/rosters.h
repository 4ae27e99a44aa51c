/* SPDX-License-Identifier: Apache-2.0
 *
 * What is remembered of the lists units hand in: which of their headings is which
 * column, so that it is shown and not asked the next time; and the lists that were
 * split, because a unit's list is taken whole unless a supervisor lets the good rows
 * go first, the rest going back by name.
 */
#ifndef STORE_ROSTERS_H
#define STORE_ROSTERS_H

#include "base/arena.h"
#include "store/operators.h"
#include "store/store.h"

struct roster_heading {
	const char *heading; /* as it stands in the unit's table */
	const char *column;  /* id of a list's column; "" : passed over */
};
/* By the unit's credit code, or its name where it has none. */
bool rosters_headings(struct store *s, const char *unit, struct arena *a,
		      struct roster_heading **rows, size_t *n, struct err *e);
/* Adds to what is known; a heading known already gets its new column. Nothing is written where
 * all of it is known. */
bool rosters_remember(struct store *s, const struct actor *who, const char *unit,
		      const struct roster_heading *rows, size_t n, struct err *e);

/* The act for operators_verify; any of the posts signs. */
#define ROSTER_SPLIT_ACT   "roster_split"
#define ROSTER_SPLIT_POSTS POST_BIT(POST_SUPERVISOR)
struct roster_split {
	const char *item, *unit; /* unit: "" when not known */
	int64_t taken, returned;
	const char *names; /* of those that go back: 张三、李四 */
	const char *reason;
	const char *subject;	    /* what was signed for; see operators_verify */
	struct signature signature; /* seq 0: who acts holds the post */
};
bool rosters_split(struct store *s, const struct actor *who, const struct roster_split *split,
		   struct err *e);

#endif
