/* SPDX-License-Identifier: Apache-2.0
 *
 * What backup.c and restore.c share.
 */
#ifndef STORE_BACKUP_INSIDE_H
#define STORE_BACKUP_INSIDE_H

#include "store/backup.h"
#include "store/copy.h"
#include "store/sealed.h"

/* The two databases of a backup. */
struct backup_parts {
	struct copy store, drafts; /* drafts.size 0: there were none */
};
bool backup_parts_new(struct backup_parts *p, const char *beside, struct err *e);
void backup_parts_done(struct backup_parts *p);

/* False with e when it was cancelled. */
bool backup_tell(const struct backup_options *o, enum backup_stage stage, int64_t done,
		 int64_t total, struct err *e);
/* Whole, its chain unbroken, and the same ledger as the head says. */
bool backup_check_store(struct store *s, const struct backup_head *head,
			const struct backup_options *o, struct err *e);

#endif
