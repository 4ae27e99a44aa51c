/* SPDX-License-Identifier: Apache-2.0
 *
 * Case numbers that were printed and are not in the store: those of a day whose
 * newest hours a restored backup does not have, and those of emergency slips that
 * were handed out while the program stood still. Each is entered after the fact
 * (补录) or explained as unused; none is ever given out a second time.
 *
 * A restored store leaves a range of each day since the backup to the slips it
 * cannot know and goes on behind it: with a serial of 0003 in the backup the next
 * is 5001, gapless again from there. The same backup restored on two machines
 * gives the same segment twice; no program that sees only one can prevent it.
 */
#ifndef STORE_SERIES_H
#define STORE_SERIES_H

#include "base/arena.h"
#include "store/store.h"

enum {
	SEGMENT = 5000,	     /* a restored day goes on at 5001, 10001 … */
	SEGMENT_ROOM = 2500, /* and leaves at least so many numbers to the slips */
	RESERVE_MOST = 200,  /* emergency numbers in one kit */
};

enum series_kind {
	SERIES_LOST,	 /* since the backup: unknown how many were printed */
	SERIES_RESERVED, /* on emergency slips */
};
/* One range of one day, and what became of it. */
struct series_row {
	enum series_kind kind;
	date_day day;	 /* in the numbers */
	int first, last; /* serials */
	int64_t made_at; /* ms */
	int64_t entered, unused;
	int open; /* serials not accounted for; of a lost range all up to the last one known */
	char next[NUMBER_TEXT]; /* the lowest not accounted for; "" when all are */
};
/* Ranges with something open first come as they were made; `all` shows the others too. */
bool series_list(struct store *s, bool all, struct arena *a, struct series_row **rows, size_t *n,
		 struct err *e);

/* Whether a number may be entered after the fact: of this site, in a range, not there yet. */
bool series_may_enter(struct store *s, const char *number, struct err *e);
/* The last thing known before a number was given out (ms): nothing happened under it earlier. */
bool series_given_after(struct store *s, const char *number, int64_t *ms, struct err *e);
/* Never printed, or spoiled. `rest`: nor any number of a lost range behind it. */
bool series_explain(struct store *s, const struct actor *who, const char *number,
		    const char *reason, bool rest, struct err *e);
/* The next emergency numbers of today, into the arena; for a supervisor or administrator. */
bool series_reserve(struct store *s, const struct actor *who, int count, struct arena *a,
		    const char *const **numbers, struct err *e);

#endif
