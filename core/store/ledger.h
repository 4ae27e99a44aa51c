/* SPDX-License-Identifier: Apache-2.0
 *
 * The ledger: append-only, keyed (site, seq), each event chained to the one
 * before by BLAKE2b-256 over envelope and payload. Private to the wing.
 */
#ifndef STORE_LEDGER_H
#define STORE_LEDGER_H

#include "base/clock.h"
#include "store/db.h"
#include "store/event.h"

/* How far the clock may lag behind the newest event; the event then takes its time. */
enum { LEDGER_SKEW_MS = 2000 };

struct ledger_head {
	int64_t seq; /* 0: empty */
	int64_t at;
	date_day day;
	unsigned char hash[EVENT_HASH];
};
bool ledger_head(struct db *db, const char *site, struct ledger_head *out, struct err *e);

/* The time and day of the next event. Refuses a clock behind the newest event, and (unless
 * pinned, in a demo hall) an earlier business day. */
bool ledger_moment(const struct ledger_head *head, const struct clock *clock, date_day pinned,
		   bool demo, int64_t *at, date_day *day, struct err *e);

/* Inside a write transaction: fills seq, prev and hash of ev, which has the rest, and moves
 * head on. */
bool ledger_append(struct db *db, struct ledger_head *head, struct event *ev, struct err *e);

void ledger_hash(const struct event *ev, unsigned char out[EVENT_HASH]);

/* Columns of the ledger in the order ledger_read wants. Texts are borrowed from the statement. */
#define LEDGER_COLUMNS                                                                             \
	"site, seq, kind, version, at, day, operator, \"window\", visit, subject, payload, prev, " \
	"hash"
void ledger_read(struct stmt *q, struct event *ev);
/* The same, texts copied. */
void ledger_copy(struct stmt *q, struct arena *a, struct event *ev);

#endif
