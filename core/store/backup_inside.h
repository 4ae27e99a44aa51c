/* SPDX-License-Identifier: Apache-2.0
 *
 * What backup.c and restore.c share.
 */
#ifndef STORE_BACKUP_INSIDE_H
#define STORE_BACKUP_INSIDE_H

#include "store/backup.h"
#include "store/backup_files.h"
#include "store/copy.h"
#include "store/sealed.h"

/* The content of a backup: two databases and the received files, one behind the other. */
struct backup_parts {
	struct copy store, drafts; /* drafts.size 0: there were none */
	struct files_pack pack;
	struct files_unpack unpack;
};
/* How n bytes at `at` of the content fall upon the three parts. */
struct backup_split {
	size_t store, drafts, files;
};
struct backup_split backup_split(const struct backup_head *head, int64_t at, size_t n);
bool backup_parts_new(struct backup_parts *p, const char *beside, struct err *e);
void backup_parts_done(struct backup_parts *p);

/* False with e when it was cancelled. */
bool backup_tell(const struct backup_options *o, enum backup_stage stage, int64_t done,
		 int64_t total, struct err *e);
/* Whole, its chain unbroken, and the same ledger as the head says. */
bool backup_check_store(struct store *s, const struct backup_head *head,
			const struct backup_options *o, struct err *e);
/* False with e: `path` could not be written, for the reason `error` (errno). Nothing is restored.
 */
bool restore_disk_fault(const char *path, int error, struct err *e);

#endif
