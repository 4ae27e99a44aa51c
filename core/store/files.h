/* SPDX-License-Identifier: Apache-2.0
 *
 * Electronic papers and photos as they were received (电子文档, 照片): copied into
 * a folder beside the store, hall.files for hall.db, under the hash of their content. A copy
 * is never changed and never written over; the name it came with stands in the case
 * alone. What no case and no draft names goes after FILES_DAYS.
 */
#ifndef STORE_FILES_H
#define STORE_FILES_H

#include "base/arena.h"
#include "store/store.h"

enum {
	FILE_HASH = 65, /* room for the text of a hash: 64 hex digits of BLAKE2b-256 */
	FILES_DAYS = 7,
};
#define FILE_BYTES_MOST ((int64_t)512 << 20)

struct stored_file {
	char hash[FILE_HASH];
	int64_t size; /* bytes */
};

/* Copies a regular file, on the disk when it returns. The same content twice is one copy.
 * ERR_INPUT: not a file, empty, unreadable, over FILE_BYTES_MOST; ERR_STORE: no room. */
bool files_take(struct store *s, const char *path, struct stored_file *out, struct err *e);

/* Where the copy is. Caller frees. NULL when hash is none. */
char *files_path(const struct store *s, const char *hash);

enum file_found { FILE_THERE, FILE_GONE, FILE_CHANGED };
/* By its size, or with `whole` by its content. */
enum file_found files_look(const struct store *s, const char *hash, int64_t size, bool whole);

/* Every file the cases name: false with ERR_STORE naming the first that are gone or changed.
 * With `whole` each is read. *n is how many were looked at. */
bool files_verify(struct store *s, bool whole, int64_t *n, struct err *e);

/* Removes what nobody names. *n is how many went. */
bool files_purge(struct store *s, size_t *n, struct err *e);

#endif
