/* SPDX-License-Identifier: Apache-2.0
 *
 * Papers accepted on a promise (容缺受理): their last day, how they came (brought
 * or by post, fit or not), and who waits for them still. A promise is kept when
 * the paper reaches the office; the postmark is kept beside it. What becomes of
 * one that was not kept is a person's decision: lapses.h.
 */
#ifndef STORE_PROMISES_H
#define STORE_PROMISES_H

#include "base/arena.h"
#include "store/store.h"

struct promise_row {
	const char *case_number, *item_name, *name, *phone; /* of the case's first party */
	const char *paper, *paper_name, *way;
	date_day made, due;
	date_day first_due;	    /* before it was given more time; DATE_NONE */
	date_day arrived, postmark; /* arrived: DATE_NONE while open */
	date_day ended;		    /* nobody waits for it any more; DATE_NONE */
	const char *ending;	    /* "continued", or id of the case's state; NULL */
	bool continues;		    /* the guide lets the case go on without it */
	/* It came, the last time on `unfit_day`, and was not fit: id of the reason; NULL. */
	const char *unfit, *unfit_remark;
	date_day unfit_day;
	/* The last call about it (calls.h); NULL. */
	const char *call;
	date_day call_day;
};
bool promise_is_open(const struct promise_row *p);

/* Open ones due on or before `until` (DATE_NONE: all), the oldest first. */
bool promises_open(struct store *s, date_day until, size_t limit, struct arena *a,
		   struct promise_row **rows, size_t *n, struct err *e);
bool promises_of(struct store *s, const char *case_number, struct arena *a,
		 struct promise_row **rows, size_t *n, struct err *e);
/* Open ones due before `today`, of cases in which this person or unit (person_row.id) has any
 * part: to be pointed out at the counter. */
bool promises_overdue_of(struct store *s, int64_t person, date_day today, struct arena *a,
			 struct promise_row **rows, size_t *n, struct err *e);
/* How many are open and due from `first` to `last`. */
bool promises_count(struct store *s, date_day first, date_day last, int64_t *n, struct err *e);

/* What came of the promised papers of one case at one time: all of them, some, or one that is of
 * no use. */
struct arrival_paper {
	const char *paper;
	const char *unfit;  /* unfit_ids of guide/check.h: stays open; NULL: it is good */
	const char *remark; /* beside the reason; NULL */
};
struct arrival {
	const char *case_number;
	const char *way;   /* 现场送达, 邮寄; NULL: as promised */
	date_day came;	   /* at the office; DATE_NONE: today */
	date_day postmark; /* DATE_NONE when it was brought */
	size_t n;
	const struct arrival_paper *papers;
};
/* All in one commit. With the last one the case is accepted without reservation. ERR_INPUT for
 * dates that cannot be, ERR_REFUSED where another window was quicker. */
bool promises_arrive(struct store *s, const struct actor *who, const struct arrival *in,
		     struct err *e);

#endif
