/* SPDX-License-Identifier: Apache-2.0
 *
 * Print jobs on the disk, a small file each, so that none is lost with the program
 * or the power. A file is locked by the program it belongs to; one whose lock is
 * free was left behind. Nothing personal is in it. The paper itself is beside it, as
 * it was when it was queued: what is written over the original later is another paper.
 */
#ifndef OFFICE_PRINT_SPOOL_H
#define OFFICE_PRINT_SPOOL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

/* The first byte of the file. */
enum print_mark {
	MARK_WAITING = 'W',
	MARK_MAKING = 'M',  /* LibreOffice is at work: no sheet can have come out */
	MARK_SENDING = 'S', /* may have come out */
	MARK_FAILED = 'F',
	MARK_UNKNOWN = 'U',
};
struct print_slot {
	int fd;
	char *path;
	enum print_mark mark;
	int64_t at; /* ms since 1970 UTC when it was queued */
	char *file, *title, *number, *reason;
	char *paper; /* the copy of file to be printed; 0600 */
};

/* A new one in the folder, on the disk when this returns. at, file, title, number ("" for none)
 * without line ends. */
bool print_spool_add(struct print_slot *slot, const char *folder, int64_t at, const char *file,
		     const char *title, const char *number, struct err *e);
/* SENDING is on the disk when this returns. reason: for FAILED and UNKNOWN, else "". False with e
 * when it cannot be kept. */
bool print_spool_mark(struct print_slot *slot, enum print_mark mark, const char *reason,
		      struct err *e);
/* Printed: job and paper are gone from the disk, the slot is kept to be shown. */
void print_spool_sent(struct print_slot *slot);
/* Frees the slot; with `remove` job and paper go too. */
void print_spool_end(struct print_slot *slot, bool remove);

/* What others left in the folder, oldest first, locked and ours from now on. Also clears away
 * their working folders. Caller frees *slots; what cannot be read is left where it is. */
size_t print_spool_adopt(const char *folder, struct print_slot **slots);

/* A private working folder in `folder`, locked through *fd. Caller frees; NULL with e. */
char *print_spool_workplace(const char *folder, int *fd, struct err *e);
/* With all that is in it. */
void print_spool_clear(const char *dir);

#endif
