/* SPDX-License-Identifier: Apache-2.0
 *
 * Work lists: the cases that wait for somebody. To review, due today, near their
 * last day, past it, given back, suspended, to be delivered. Of a case that waits
 * for a stage it is said whether this operator may do it and, if not, why: the
 * same rules the ledger enforces (moves.h), told before anybody tries.
 */
#ifndef STORE_WORK_H
#define STORE_WORK_H

#include "base/arena.h"
#include "store/record.h"
#include "store/store.h"

enum work_list {
	WORK_REVIEW,	/* a stage is awaited */
	WORK_TODAY,	/* last day today */
	WORK_NEAR,	/* last day near: yellow */
	WORK_LATE,	/* last day past: red */
	WORK_RETURNED,	/* given back to the clerk */
	WORK_SUSPENDED, /* the clock stands */
	WORK_DELIVER,	/* decided, not handed over */
	WORK_LISTS
};
extern const char *const work_list_names[WORK_LISTS]; /* 待审 今日到期 … */

enum work_bar { /* why this operator may not do the stage that is awaited */
		WORK_FREE,
		WORK_POST,     /* another post's */
		WORK_OWN,      /* accepted it, or did a stage before */
		WORK_PUBLIC,   /* 公示 has not ended */
		WORK_PROMISED, /* the last stage, and papers are still to come */
		WORK_BARS
};
extern const char *const work_bar_words[WORK_BARS];

struct work_row {
	const char *number, *item_name, *name /* of the first party; NULL */, *by, *window;
	enum case_state state;
	date_day accepted_day, due; /* DATE_NONE */
	bool provisional;
	int64_t stage, stages;		     /* the one awaited, from 0, of how many; -1 */
	const char *stage_text, *department; /* NULL */
	int64_t since;			     /* ms: at this stage */
	int64_t stage_days;		     /* 0: at once, or none stated (stage_unit NULL) */
	const char *stage_unit;
	bool ours;	  /* the stage is 本单位流程 */
	int64_t promises; /* papers still to come */
	enum work_bar bar;
};

struct work_asked {
	const char *login;    /* whose bars are told */
	unsigned posts;	      /* POST_BIT */
	date_day today, near; /* near: last days up to this one are yellow (clock_shade) */
	const char *window;   /* WORK_DELIVER: only what was accepted at it today; NULL: all */
};
/* Most urgent first: by last day, those without one behind, then by how long it waits; of
 * WORK_REVIEW those this operator may do before the others. */
bool work_list(struct store *s, enum work_list which, const struct work_asked *asked, size_t limit,
	       struct arena *a, struct work_row **rows, size_t *n, struct err *e);
/* How many stand in each; of WORK_REVIEW those this operator may do. */
bool work_counts(struct store *s, const struct work_asked *asked, int64_t counts[WORK_LISTS],
		 struct err *e);

/* The same of one list. */
bool work_count(struct store *s, enum work_list which, const struct work_asked *asked, int64_t *out,
		struct err *e);

/* What was done of the stages of a case, oldest first. */
struct stage_row {
	int64_t stage;
	const char *result; /* "pass" "return" "deny" */
	int64_t at;
	date_day day;
	const char *by, *remark; /* remark NULL */
};
bool work_done(struct store *s, const char *number, struct arena *a, struct stage_row **rows,
	       size_t *n, struct err *e);
extern const char *const stage_result_names[3]; /* 通过 退回 不予 */
const char *stage_result_name(const char *id);

#endif
