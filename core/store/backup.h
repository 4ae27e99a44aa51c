/* SPDX-License-Identifier: Apache-2.0
 *
 * Backup of a hall that goes on working, and its restore elsewhere.
 *
 * In the file: the store (cases, people, operators, guides as they were pinned,
 * settings), the drafts and the received files. Not in it: printed documents, which the store
 * prints again, and what is installed: forms/, site profiles, the program.
 */
#ifndef STORE_BACKUP_H
#define STORE_BACKUP_H

#include "base/arena.h"
#include "store/operators.h"
#include "store/store.h"

enum { BACKUP_PASSPHRASE_LEAST = 8 }; /* bytes */

/* In the clear at the head of a backup. */
struct backup_head {
	char site[SITE_CODE + 1];
	int schema;  /* of the store in it */
	int64_t at;  /* ms: when it was made */
	int64_t seq; /* of its newest event */
	unsigned char hash[EVENT_HASH];
	int64_t store_bytes, drafts_bytes, files_bytes;
};

/* How hard a guess at the passphrase is; the weak one is for tests alone. */
enum backup_cost { BACKUP_STRONG, BACKUP_WEAK };

enum backup_stage { BACKUP_COPY, BACKUP_SEAL, BACKUP_CHECK, BACKUP_STAGES };
extern const char *const backup_stage_names[BACKUP_STAGES]; /* 复制 加密写盘 读回核对 */
/* Often; total 0: unknown. False cancels: nothing remains. */
typedef bool backup_progress(void *ctx, enum backup_stage stage, int64_t done, int64_t total);

struct backup_options {
	const char *passphrase;
	enum backup_cost cost;
	backup_progress *progress; /* NULL */
	void *ctx;
};

/* Writes `file`, never over another: under a temporary name beside it, brought to the disk, read
 * back and compared with the ledger, then renamed, then noted as an event. Writers are never kept
 * waiting. True and *but says so when only the event could not be written, or a received file is
 * damaged (it goes in as it is: one photo must not keep the hall from its backup). */
bool store_backup(struct store *s, const struct actor *who, const char *file,
		  const struct backup_options *o, struct backup_head *out, struct err *but,
		  struct err *e);
/* 主管 or 管理 may make one. */
bool backup_may(unsigned posts, struct err *e);

struct backup_row {
	int64_t at, head; /* ms; seq of the newest event in it */
	const char *by;
};
/* The last backup; NULL in *out when there is none. */
bool backup_last(struct store *s, struct arena *a, struct backup_row **out, struct err *e);

/* Whose it is, without the passphrase. */
bool backup_peek(const char *file, struct backup_head *out, struct err *e);

struct restore_options {
	struct backup_options backup; /* passphrase and progress */
	const char *site;	      /* whose backup it has to be; NULL: any */
	const char *login, *password; /* a 主管 or 管理 of the store in the backup */
	const struct clock *clock;
	/* Today, said by the one who restores where the backup is older than the setting
	 * clock.days: every day in between gets a range of unknown numbers. DATE_NONE: not said. */
	date_day confirmed;
};
struct restored {
	struct backup_head head;
	date_day first, last; /* days of which numbers are unknown */
	int64_t damaged;      /* received files that were so when the backup was made */
};
/* Makes the store `path` from a backup, never over another. Everything is verified before it is
 * put in its place; then EVENT_RESTORED begins a new segment of numbers (series.h). */
bool store_restore(const char *file, const char *path, const struct restore_options *o,
		   struct restored *out, struct err *e);

#endif
