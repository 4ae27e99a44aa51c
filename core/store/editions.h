/* SPDX-License-Identifier: Apache-2.0
 *
 * Guide files loaded into the store: each stands in place of the installed file of
 * its path from its day on, until it is taken back. A loading is an event with the
 * digests; the texts are kept by hash (guides.h), and so are the words of the
 * change, which every clerk reads once.
 */
#ifndef STORE_EDITIONS_H
#define STORE_EDITIONS_H

#include "base/arena.h"
#include "store/guides.h"
#include "store/store.h"

struct edition_file {
	const char *path, *text; /* path below forms/ */
	date_day effective;	 /* first day in force */
};

/* A loading, or the taking back of one. */
struct edition_row {
	int64_t id;	 /* seq of the event */
	int64_t back_of; /* the loading this one takes back; 0 */
	int64_t backed;	 /* the event that took this one back; 0 */
	int64_t at, files;
	date_day effective; /* the first day anything of it is in force */
	const char *by, *reason;
	const char *words; /* digest of the change as JSON (guide/diff.h) */
	bool read;	   /* by the clerk asked for */
};

/* All files in one transaction. `seen` is editions_stamp as it was when they were checked: what
 * another window loaded since is ERR_REFUSED. Supervisors and administrators only. */
bool editions_add(struct store *s, const struct actor *who, const struct edition_file *files,
		  size_t n, const char *words, int64_t seen, int64_t *id, struct err *e);
/* Takes a loading back, from now on. A supervisor's. */
bool editions_back(struct store *s, const struct actor *who, int64_t id, const char *reason,
		   const char *words, int64_t seen, struct err *e);

/* In the order in which the later one counts; `without` (0: none) is passed over. */
bool editions_in_force(struct store *s, date_day on, int64_t without, struct arena *a,
		       struct edition_file **files, size_t *n, struct err *e);
/* The days after `on` on which something loaded comes into force, in order. */
bool editions_days(struct store *s, date_day on, struct arena *a, date_day **days, size_t *n,
		   struct err *e);
/* Moves with every loading and taking back. */
bool editions_stamp(struct store *s, int64_t *stamp, struct err *e);

/* The newest first; `read` is that of this clerk (NULL: false). */
bool editions_list(struct store *s, const char *by, struct arena *a, struct edition_row **rows,
		   size_t *n, struct err *e);
/* The words of one; NULL in *json when there is no such loading. */
bool editions_words(struct store *s, int64_t id, struct arena *a, const char **json, struct err *e);
/* How many in force on the day this clerk has not read. */
bool editions_unread(struct store *s, const char *by, date_day on, int64_t *n, struct err *e);
bool editions_read(struct store *s, const struct actor *who, int64_t id, struct err *e);

#endif
