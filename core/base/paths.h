/* SPDX-License-Identifier: Apache-2.0
 *
 * Where the program's files are. Data (forms/, locale/) is found where it was
 * installed, or in the source tree when it was not; YICHUANG_FORMS overrides.
 */
#ifndef BASE_PATHS_H
#define BASE_PATHS_H

#include <stdbool.h>

/* Caller frees each. */
char *paths_forms(void);
char *paths_locale(void);
/* --store's default: /var/lib/yichuang/hall.db where that folder exists, else the XDG data
 * folder's yichuang/hall.db. NULL when there is no home either. */
char *paths_store(void);
char *paths_join(const char *dir, const char *name);

bool paths_is_dir(const char *path);
bool paths_is_file(const char *path);

#endif
