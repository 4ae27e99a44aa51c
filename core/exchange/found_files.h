/* SPDX-License-Identifier: Apache-2.0
 *
 * Where what somebody brings may lie: the folders of this computer and of the sticks
 * in it, and the files in them, the newest first.
 */
#ifndef EXCHANGE_FOUND_FILES_H
#define EXCHANGE_FOUND_FILES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

enum { FOUND_FILES = 500 }; /* shown at most */
struct found_file {
	const char *path; /* the disk's bytes */
	const char *name; /* of them what can be shown; a folder's ends with / */
	bool folder;
	int64_t size, at; /* ms since 1970 */
};

/* Sticks and discs mounted for this user, Downloads, Desktop and Documents of `home` (NULL: none),
 * `own` (a setting; "": none). Those that are there. */
const char **found_folders(const char *own, const char *home, struct arena *a, size_t *n);
/* Files right in these folders whose name contains `typed`; `tables`: only what looks like one. */
struct found_file *found_files(const char *const *folders, size_t n_folders, const char *typed,
			       bool tables, struct arena *a, size_t *n);
/* What a path that is being typed may become: folders and files beginning like it. */
struct found_file *found_files_below(const char *typed, bool tables, struct arena *a, size_t *n);

#endif
