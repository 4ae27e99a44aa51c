/* SPDX-License-Identifier: Apache-2.0
 *
 * 上报批次: what a village or township point has taken in and sends on, papers and
 * all (村级社保服务窗口每月5、15、25日上报, 004:3358). A batch is open while cases are put
 * into it, sent once its giver has handed it to whoever carries it, received when
 * somebody else has signed for it; rows that come back do so with a reason and
 * may go with a later batch. A case is on its way in one batch at a time: looked
 * at inside the transaction, so that two windows cannot send it twice.
 */
#ifndef STORE_BATCHES_H
#define STORE_BATCHES_H

#include "base/arena.h"
#include "store/operators.h"
#include "store/record.h"
#include "store/store.h"

enum batch_state { BATCH_OPEN, BATCH_SENT, BATCH_RECEIVED, BATCH_DROPPED, BATCH_STATES };
extern const char *const batch_state_ids[BATCH_STATES];
extern const char *const batch_state_names[BATCH_STATES]; /* 未送出 已送出 已签收 作废 */

/* Site, day it was opened, -B, serial of that day: 45070020261125-B001. Never used again, a
 * restored store goes on behind a gap. */
enum { BATCH_TEXT = 32, BATCH_CASES = 500 };

struct batch {
	const char *number;
	enum batch_state state;
	date_day day, report_day; /* opened; to be handed in (DATE_NONE: no such days here) */
	const char *to;		  /* whom it goes to; NULL */
	const char *opened_by;
	int64_t sent_at, received_at; /* ms; 0: not yet */
	date_day sent_day, received_day;
	const char *sent_by, *carrier; /* the giver, who took the papers along */
	const char *receiver;	       /* a name */
	const char *receiver_login;    /* NULL: signed on paper, entered by received_by */
	const char *received_by;
	const char *why;		 /* dropped */
	int64_t cases, returned, papers; /* papers: kept with the cases */
};
struct batch_case {
	const char *number, *item, *item_name, *name; /* name: of the first party; NULL */
	enum case_state state;
	date_day accepted_day;
	const char *clerk;  /* login of who answers for it */
	const char *papers; /* names of those kept with it, joined by 、; "" */
	int64_t kept;
	/* Returned: from this batch, or, of one that waits, from the batch before; else NULL. */
	const char *returned_from, *reason;
};

/* Puts cases (by number) into a new batch. `to` may be NULL. `number` (BATCH_TEXT) is set.
 * ERR_REFUSED names the case that is in a batch already, or ended; then nothing is written. */
bool batches_open(struct store *s, const struct actor *who, date_day report_day, const char *to,
		  const char *const *cases, size_t n, char *number, struct err *e);
/* To one that is open. */
bool batches_add(struct store *s, const struct actor *who, const char *number,
		 const char *const *cases, size_t n, struct err *e);
bool batches_remove(struct store *s, const struct actor *who, const char *number,
		    const char *case_number, const char *why, struct err *e);
/* The giver signs, being logged in; the papers go with `carrier`. Refused while it is empty or
 * has a case that ended meanwhile. */
bool batches_send(struct store *s, const struct actor *who, const char *number, const char *carrier,
		  struct err *e);

#define BATCH_ACT "batch" /* what a receiver signs for (operators_verify); subject: the number */
struct batch_return {
	const char *number, *reason; /* of the case */
};
struct batch_receipt {
	/* Who takes it: by their signature at the giver's window; by name alone when they signed
	 * on paper, somewhere this store is not; both NULL: who acts, logged in. Never the giver.
	 */
	const struct signature *signature;
	const char *receiver;
	const struct batch_return *returned;
	size_t n_returned;
};
bool batches_receive(struct store *s, const struct actor *who, const char *number,
		     const struct batch_receipt *r, struct err *e);
/* A row that comes back after the batch was received. */
bool batches_return(struct store *s, const struct actor *who, const char *number,
		    const struct batch_return *r, struct err *e);
/* One that is open; its cases may go with another. */
bool batches_drop(struct store *s, const struct actor *who, const char *number, const char *why,
		  struct err *e);

/* Newest first; states: mask of 1 << state, 0: all; limit 0: 200. */
bool batches_list(struct store *s, unsigned states, size_t limit, struct arena *a,
		  struct batch **rows, size_t *n, struct err *e);
bool batches_get(struct store *s, const char *number, struct arena *a, struct batch **out,
		 struct err *e); /* NULL: none */
bool batches_cases(struct store *s, const char *number, struct arena *a, struct batch_case **rows,
		   size_t *n, struct err *e);
/* Cases that run and are in no batch, the oldest first. */
bool batches_waiting(struct store *s, size_t limit, struct arena *a, struct batch_case **rows,
		     size_t *n, struct err *e);
/* The ways a case went, the first one first: for its page, and for the wait that is not counted. */
struct batch_trip {
	const char *number; /* of the batch */
	enum batch_state state;
	date_day report_day, sent_day, received_day;
	const char *reason; /* came back; NULL */
};
bool batches_of(struct store *s, const char *case_number, struct arena *a, struct batch_trip **rows,
		size_t *n, struct err *e);

struct batch_figures {
	int64_t waiting;       /* cases in no batch */
	int64_t returned;      /* of these: came back, and `clerk` answers for them */
	int64_t open, in_open; /* batches not sent, and their cases */
	int64_t sent;	       /* on their way, not signed for */
};
bool batches_figures(struct store *s, const char *clerk, struct batch_figures *out, struct err *e);
/* What happened on a day, for the close: batches opened, sent, received; cases that went, that
 * were taken, that came back. */
struct batch_counts {
	int64_t opened, sent, received, cases_sent, cases_received, cases_returned;
};
bool batches_count(struct store *s, date_day day, struct batch_counts *out, struct err *e);

#endif
