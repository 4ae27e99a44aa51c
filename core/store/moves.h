/* SPDX-License-Identifier: Apache-2.0
 *
 * The life of a case after its decision at the counter, as one table of moves:
 * from which states, by whom, with what reason, and which document goes out. A
 * move the table does not have is refused inside the transaction, whoever asks.
 *
 * Accepted (or deferred: promises stand beside the state), a case passes its
 * stages (case_stage) one after another; the last pass grants it. A separate
 * stage is never passed by one who accepted or resubmitted the case or did an
 * earlier stage of it, whatever their posts. Nothing is granted while a promise
 * is open. Granted or denied it is delivered, and ends.
 */
#ifndef STORE_MOVES_H
#define STORE_MOVES_H

#include "store/documents.h"
#include "store/operators.h"
#include "store/record.h"
#include "store/store.h"

struct move_row {
	enum event_kind kind;
	unsigned from;	      /* CASE_BIT of the states it starts from */
	unsigned posts;	      /* who may; 0: the posts of the stage */
	unsigned approval;    /* whose signature it needs beside (act: event id); 0: none */
	bool reason;	      /* has to be given */
	const char *document; /* kind of the paper it may issue; NULL */
};
/* NULL: no move of a case. */
const struct move_row *moves_row(enum event_kind kind);
bool moves_allowed(enum case_state state, enum event_kind kind);
/* Mask of posts from the ids of a stage. */
unsigned moves_posts(const char *ids);

/* Last days as they are after a move, worked out with the calendar by whoever asks for it, so that
 * the ledger alone gives them again. */
struct case_due {
	const char *limit; /* id of the case_limit */
	date_day due;	   /* DATE_NONE: not known */
	bool provisional;
};
struct case_dues {
	date_day due; /* of the clock that ends the case */
	bool provisional;
	size_t n;
	const struct case_due *rows;
};

struct case_move {
	enum event_kind kind;
	const char *number;
	/* EVENT_CASE_REVIEWED, RETURNED, DENIED: the stage that was looked at, case_record.stage.
	 * Refused by name when somebody else was quicker. */
	int64_t stage;
	const char *reason;   /* REVIEWED: a remark; PUBLIC_ENDED: the result */
	const char *way;      /* DELIVERED: how; SUSPENDED: id of the reason; NULL */
	date_day first, last; /* PUBLICISED */
	int64_t days;	      /* EXTENDED: by so many */
	const char *unit;     /* as case_limit.unit */
	/* Last days after a move that stops or moves the clocks, worked out inside its transaction
	 * (case/case_clocks.h); NULL: they stay. */
	bool (*dues)(void *ctx, struct store *s, const struct store_ticket *t,
		     struct case_dues *out, struct err *e);
	void *ctx;
	const struct signature *approval;
};
/* Writes the member "dues" of a payload. */
void moves_put_dues(struct str *payload, const struct case_dues *d);

/* `document` gets the number of the paper issued in the same commit (DOCUMENT_TEXT); NULL: none is
 * wanted. ERR_REFUSED, ERR_PERMISSION with words for the clerk. */
bool moves_make(struct store *s, const struct actor *who, const struct case_move *m, char *document,
		struct err *e);

#endif
