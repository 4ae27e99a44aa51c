/* SPDX-License-Identifier: Apache-2.0
 *
 * Where a unit's list may lie: the folders of this computer and of the sticks in it,
 * and what in them looks like a table, the newest first.
 */
#ifndef EXCHANGE_ROSTER_FILES_H
#define EXCHANGE_ROSTER_FILES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

enum { ROSTER_FILES = 500 }; /* shown at most */
struct roster_file {
	const char *path, *name; /* a folder's name ends with / */
	bool folder;
	int64_t size, at; /* ms since 1970 */
};

/* Sticks and discs mounted for this user, Downloads, Desktop and Documents of `home` (NULL: none),
 * `own` (a setting; "": none). Those that are there. */
const char **roster_folders(const char *own, const char *home, struct arena *a, size_t *n);
/* Tables right in these folders whose name contains `typed`. */
struct roster_file *roster_files(const char *const *folders, size_t n_folders, const char *typed,
				 struct arena *a, size_t *n);
/* What a path that is being typed may become: folders and tables beginning like it. */
struct roster_file *roster_files_below(const char *typed, struct arena *a, size_t *n);

#endif
