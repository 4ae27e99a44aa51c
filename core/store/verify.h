/* SPDX-License-Identifier: Apache-2.0
 *
 * Proof that nothing was altered: the chain is computed anew from the first
 * event, and, with rebuild, every derived table is made again from the ledger
 * and compared with the live one. Reads one snapshot; windows go on working.
 */
#ifndef STORE_VERIFY_H
#define STORE_VERIFY_H

#include "store/store.h"

struct verify_report {
	int64_t events;			/* that were found sound */
	unsigned char head[EVENT_HASH]; /* hash of the newest one of this site */
	int64_t tables, rows;		/* compared; 0 without rebuild */
};
/* Called now and then; false stops with ERR_STORE "已取消". May be NULL. */
typedef bool verify_progress(void *ctx, int64_t done, int64_t total);

/* False with ERR_STORE naming the first event (site, seq, day, kind) or the first table and
 * row that does not fit. */
bool store_verify(struct store *s, bool rebuild, verify_progress *progress, void *ctx,
		  struct verify_report *out, struct err *e);

/* The newest event of this store's site. */
struct store_head {
	int64_t seq, at;
	date_day day;
	unsigned char hash[EVENT_HASH];
};
bool store_head(struct store *s, struct store_head *out, struct err *e);
/* "3F2A 91C0 …": the whole hash in sixteen groups of four, to be printed on a close and read out.
 * Returns out. */
enum { HEAD_WORDS = 80 };
char *ledger_head_words(const unsigned char hash[EVENT_HASH], char out[HEAD_WORDS]);
/* The event of this site whose hash begins with these words (four groups and more, as typed).
 * ERR_INPUT when they are no hash, ERR_STORE when this ledger has no such event. Looks through the
 * whole ledger. */
bool store_head_find(struct store *s, const char *words, struct store_head *out, struct err *e);

#endif
