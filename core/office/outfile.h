/* SPDX-License-Identifier: Apache-2.0
 *
 * A file that appears whole or not at all: written under a temporary name in the
 * same folder, readable by its owner only, brought to the disk, then renamed.
 */
#ifndef OFFICE_OUTFILE_H
#define OFFICE_OUTFILE_H

#include <stdbool.h>

#include "base/err.h"

struct outfile {
	char *path;   /* what it will be called */
	char *folder; /* of path */
	char *temp;   /* what to write meanwhile; exists, empty, mode 0600 */
	int lock;     /* held on it while this program lives */
};

/* False, with the reason, when the folder is missing, read-only, not ours. */
bool outfile_begin(struct outfile *o, const char *path, struct err *e);
/* Ends it either way: the file stands complete under its name, or nothing remains. */
bool outfile_commit(struct outfile *o, struct err *e);
void outfile_abort(struct outfile *o);

/* A new empty file, mode 0600, whose name nobody else has: STEM + suffix, or STEM-2, STEM-3 …
 * To be written over with outfile_begin. Caller frees the path; NULL with the reason. */
char *outfile_reserve(const char *stem, const char *suffix, struct err *e);

/* Removes what programs that were killed left half written in a folder. */
void outfile_sweep(const char *folder);

/* Why `path` could not be written, in the clerk's words, from an errno. Returns false. */
bool outfile_fault(const char *path, int error, struct err *e);

#endif
