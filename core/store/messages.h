/* SPDX-License-Identifier: Apache-2.0
 *
 * Whom the hall sends a short message, once for each: accepted, to be completed,
 * decided. What was given out is a batch in the ledger, so that its file can be
 * made again and nobody is told twice. People without a mobile phone are called.
 */
#ifndef STORE_MESSAGES_H
#define STORE_MESSAGES_H

#include "base/arena.h"
#include "store/record.h"
#include "store/store.h"

enum message_occasion {
	MESSAGE_ACCEPTED, /* 受理, 容缺受理 */
	MESSAGE_NOTICED,  /* 补正: 一次性告知 */
	MESSAGE_DECIDED,  /* 办结 */
	MESSAGE_OCCASIONS
};
extern const char *const message_names[MESSAGE_OCCASIONS];

struct message_row {
	int64_t move; /* seq of the event that gave the occasion */
	enum message_occasion occasion;
	const char *number, *query_code, *item_name;
	const char *name, *phone; /* of the first party; NULL */
	bool mobile;		  /* the phone takes messages */
	date_day day, due;	  /* of the event; the last day as it was known, DATE_NONE */
};
enum { MESSAGES_MOST = 1000 }; /* of a batch */

/* Occasions since `since` (a business day) nobody was told of, the oldest first: of people with a
 * mobile phone, or of those without. A case that went on to another occasion is told of the newest
 * alone. */
bool messages_waiting(struct store *s, date_day since, bool mobile, struct arena *a,
		      struct message_row **rows, size_t *n, struct err *e);
/* Takes those that wait with a mobile phone into a batch; *batch is its number, 0 where none
 * waits. */
bool messages_take(struct store *s, const struct actor *who, date_day since, int64_t *batch,
		   struct err *e);
/* A batch again, as it was taken. */
bool messages_batch(struct store *s, int64_t batch, struct arena *a, struct message_row **rows,
		    size_t *n, struct err *e);
/* One of the others was told by telephone or in person. */
bool messages_told(struct store *s, const struct actor *who, int64_t move, const char *number,
		   const char *result, struct err *e);

#endif
