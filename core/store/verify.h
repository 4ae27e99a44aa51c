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

#endif
