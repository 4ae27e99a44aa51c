/* SPDX-License-Identifier: Apache-2.0
 *
 * A private copy of a database as bytes: one consistent moment of a file that
 * others go on writing, or what was read back from a backup. It has no name on the
 * disk, so nothing of it is left when the program is killed. Private to the wing.
 */
#ifndef STORE_COPY_H
#define STORE_COPY_H

#include <sqlite3.h>

#include "store/db.h"

/* Asked between two steps; false cancels. */
typedef bool copy_step(void *ctx, int64_t done, int64_t total);

struct copy {
	struct db *db;
	sqlite3_file *file;
	int64_t size;
};

/* temp: a free name beside the store, used for a moment. */
bool copy_new(struct copy *c, const char *temp, const struct db_kind *kind, struct err *e);
void copy_done(struct copy *c);

/* All of `from`, whose reader holds one snapshot; writers are kept from nothing. */
bool copy_take(struct copy *c, struct db *from, copy_step *step, void *ctx, struct err *e);
bool copy_read(struct copy *c, int64_t offset, unsigned char *data, size_t n, struct err *e);

/* The bytes one after the other; then copy_ready, and c->db takes statements. */
bool copy_write(struct copy *c, const unsigned char *data, size_t n, struct err *e);
bool copy_ready(struct copy *c, struct err *e);

/* PRAGMA integrity_check of any database. */
bool copy_is_whole(struct db *db, const char *what, struct err *e);

#endif
