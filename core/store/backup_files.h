/* SPDX-License-Identifier: Apache-2.0
 *
 * The received files (files.h) as the last part of a backup's content: for each
 * its hash (32 bytes), its size (8, little-endian) and its bytes. Private to the
 * wing.
 */
#ifndef STORE_BACKUP_FILES_H
#define STORE_BACKUP_FILES_H

#include <sodium.h>

#include "store/files.h"

enum { PACKED_HEAD = 40 };

/* Into a backup: what the folder holds when it is listed. */
struct files_pack {
	char *folder;
	struct stored_file *rows;
	size_t n, at; /* the row that is being read */
	int fd;	      /* of its content; -1: its head comes next */
	size_t head_done;
	int64_t left;  /* of its content */
	int64_t bytes; /* of all of it, heads too */
	struct arena arena;
};
bool files_pack_begin(struct files_pack *p, const struct store *s, struct err *e);
/* The next n bytes; n is never more than is left. */
bool files_pack_read(struct files_pack *p, unsigned char *data, size_t n, struct err *e);
void files_pack_done(struct files_pack *p);

/* Out of a backup. Each is compared with its hash and, with a folder, put there. */
struct files_unpack {
	char *folder, *made; /* NULL: only compared */
	bool made_folder;
	unsigned char head[PACKED_HEAD];
	size_t head_done;
	int fd;
	int64_t left;
	int64_t damaged; /* how many are not what their names say: so they lay in the hall */
	crypto_generichash_state state;
};
/* Beside the store `path`; NULL: nowhere. */
bool files_unpack_begin(struct files_unpack *p, const char *path, struct err *e);
bool files_unpack_write(struct files_unpack *p, const unsigned char *data, size_t n, struct err *e);
/* Nothing is half there. */
bool files_unpack_whole(const struct files_unpack *p, struct err *e);
/* Not kept: a folder that was made for it goes again. */
void files_unpack_done(struct files_unpack *p, bool keep);

#endif
