/* SPDX-License-Identifier: Apache-2.0
 *
 * Intakes not finished yet, in a file of their own beside the store: no events,
 * but as durable. Any window of the hall may pick a parked one up.
 */
#ifndef STORE_DRAFTS_H
#define STORE_DRAFTS_H

#include "base/arena.h"
#include "store/store.h"

struct draft {
	int64_t id;		    /* 0: not saved yet */
	int64_t revision;	    /* as read or saved last; moves with every save */
	const char *owner, *window; /* owner: login */
	const char *item, *title;   /* title: who and what, for the list */
	bool parked;
	const char *json; /* the casefile; NULL in lists */
	int64_t created_at, updated_at;
	const char *taken_from; /* login of the one it was taken over from last; NULL */
	const char *taken_why;
};

/* Inserts (d->id 0, which is set) or updates, and sets d->revision. An update fails when another
 * clerk has taken the draft over meanwhile, or the same one has saved it at another window; the
 * message says who or where. */
bool drafts_save(struct store *s, struct draft *d, struct err *e);
bool drafts_load(struct store *s, int64_t id, struct arena *a, struct draft **out, struct err *e);
/* Own ones and, with parked_of_all, everybody's parked ones. Newest first, without json. */
bool drafts_list(struct store *s, const char *by, bool parked_of_all, struct arena *a,
		 struct draft **rows, size_t *n, struct err *e);
/* How many are one's own, how many the hall has parked. */
bool drafts_figures(struct store *s, const char *by, int64_t *own, int64_t *parked, struct err *e);
/* The draft becomes this operator's; taking over another's needs a reason. */
bool drafts_take(struct store *s, int64_t id, const char *by, const char *window, const char *why,
		 struct arena *a, struct draft **out, struct err *e);
bool drafts_delete(struct store *s, int64_t id, const char *by, struct err *e);

#endif
