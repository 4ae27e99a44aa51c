/* SPDX-License-Identifier: Apache-2.0
 *
 * Intakes not finished yet, in a file of their own beside the store: no events,
 * but as durable. A parked one (挂单) is anybody's who takes it; one that is being
 * typed at a window can be taken as well, with a reason, and the window learns of
 * it at its next save. Every change of hands is kept with the draft and goes into
 * the case it becomes.
 *
 * A draft is open at a window while that program says so: each store handle holds
 * what it saved until it is parked, released or closed, and drafts_beat keeps the
 * hold fresh. A killed program's hold is over after DRAFT_ALIVE_MS.
 */
#ifndef STORE_DRAFTS_H
#define STORE_DRAFTS_H

#include "base/arena.h"
#include "store/record.h"
#include "store/store.h"

enum { DRAFT_ALIVE_MS = 60 * 1000, DRAFT_BEAT_MS = 20 * 1000 };

/* Whom a draft is about: a certificate as case_party has it. */
struct draft_person {
	const char *kind, *number;
};

struct draft {
	int64_t id;		    /* 0: not saved yet */
	int64_t revision;	    /* as read or saved last; moves with every save */
	const char *owner, *window; /* owner: login */
	const char *item, *title;   /* title: who, for the list */
	bool parked;
	const char *json; /* the casefile; NULL in lists */
	int64_t visit;	  /* it began in; 0: none. Kept as first saved. */
	int64_t papers;	  /* shown to the clerk and not handed back */
	/* For saving, together with json; lists and drafts_load leave it empty. */
	const struct draft_person *people;
	size_t n_people;
	/* The store's. */
	int64_t created_at, updated_at;
	int64_t since; /* when it was parked, or opened where it is open */
	bool open;     /* at a window whose program is alive */
	bool here;     /* open, and by this store handle */
};

/* What became of a draft, as case_step.kind keeps it. */
enum draft_step {
	DRAFT_BEGUN,
	DRAFT_PARKED,  /* 挂单 */
	DRAFT_RESUMED, /* by its owner */
	DRAFT_TAKEN,   /* by another, with a reason */
	DRAFT_HANDED,  /* at the change of shifts, signed by both */
	DRAFT_SPLIT,   /* what a window had typed when the draft was taken from it */
	DRAFT_STEPS
};
extern const char *const draft_step_ids[DRAFT_STEPS];
extern const char *const draft_step_names[DRAFT_STEPS];
const char *draft_step_name(const char *id); /* in the reader's language; the id when unknown */

/* Inserts (d->id 0, which is set) or updates, sets d->revision, and holds the draft unless it is
 * parked. ERR_REFUSED, and nothing written, when another clerk has taken it over meanwhile, the
 * same one has saved it at another window, or it is gone; the message says who and where. */
bool drafts_save(struct store *s, struct draft *d, struct err *e);
/* The same as a new draft of d->owner's own, after a refusal: what was typed here is not lost.
 * `taker` is whoever has the first one (drafts_lost). */
bool drafts_split(struct store *s, struct draft *d, const char *taker, struct err *e);
/* Whether drafts_save would refuse: true with the message. `taker` (may be NULL) gets the login
 * of whoever has it, "" when the draft is gone. False also when it cannot be read now. */
bool drafts_lost(struct store *s, const struct draft *d, struct arena *a, const char **taker,
		 struct err *e);
bool drafts_load(struct store *s, int64_t id, struct arena *a, struct draft **out, struct err *e);

enum drafts_scope {
	DRAFTS_OWN,
	DRAFTS_PARKED, /* own ones and all that are parked */
	DRAFTS_ALL,    /* the hall's */
};
/* Parked ones first, the longest first; then the newest. Without json. */
bool drafts_list(struct store *s, const char *by, enum drafts_scope scope, struct arena *a,
		 struct draft **rows, size_t *n, struct err *e);
/* How many are one's own, how many the hall has parked. */
bool drafts_figures(struct store *s, const char *by, int64_t *own, int64_t *parked, struct err *e);

/* The draft becomes this operator's and is open here. `seen` is the row as it was listed: when
 * somebody was quicker, ERR_REFUSED says who. Another's needs a reason, parked or not. */
bool drafts_take(struct store *s, const struct draft *seen, const struct actor *who,
		 const char *why, struct arena *a, struct draft **out, struct err *e);
/* From a list, without opening it: parks one's own, or takes it back. Refused while it is open at
 * another window, which parks it itself. */
bool drafts_park(struct store *s, const struct draft *d, bool parked, struct err *e);
bool drafts_delete(struct store *s, int64_t id, const char *by, struct err *e);
/* The same once it has become a case. */
bool drafts_decided(struct store *s, int64_t id, const char *by, struct err *e);
/* Oldest first; for decision_request.history. */
bool drafts_history(struct store *s, int64_t id, struct arena *a, struct case_step **rows,
		    size_t *n, struct err *e);

/* ---- who is open where ---- */

/* Everything this handle holds is alive; nothing to do with revisions. */
bool drafts_beat(struct store *s, struct err *e);
/* The window has closed it. */
bool drafts_release(struct store *s, int64_t id, struct err *e);
/* Drafts of these people that are open at other windows or parked, this handle's own left out;
 * newest first, at most `limit`. */
bool drafts_present(struct store *s, const struct draft_person *people, size_t n_people,
		    size_t limit, struct arena *a, struct draft **rows, size_t *n, struct err *e);

/* ---- abandoned ones ---- */

/* Deletes what nobody has touched for the days of the setting drafts.days and records it without
 * personal data: how many, of which items, how old. Drafts with papers on the counter stay, for
 * somebody has to hand those back. Does nothing on a day that has
 * had it. */
bool drafts_purge(struct store *s, size_t *purged, struct err *e);
/* A supervisor clears away such a one; recorded in the same way. */
bool drafts_discard(struct store *s, const struct actor *who, int64_t id, struct err *e);
/* Days after which a draft counts as abandoned. */
int drafts_days(struct store *s);

#endif
