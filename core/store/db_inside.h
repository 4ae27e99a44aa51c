/* SPDX-License-Identifier: Apache-2.0
 *
 * What db.c and stmt.c share.
 */
#ifndef STORE_DB_INSIDE_H
#define STORE_DB_INSIDE_H

#include <sqlite3.h>

#include "store/db.h"
#include "store/lock.h"

enum { DB_NESTING = 8, DB_STATEMENTS = 1024 /* slots; a power of two */ };

struct db {
	sqlite3 *handle;
	char *path;
	const struct db_kind *kind;
	struct lock *lock; /* NULL for a scratch file */
	int depth;	   /* of open transactions; openers[0] really began */
	const char *openers[DB_NESTING];
	bool writing, doomed;
	int wal_pages;
	int scans;
	struct stmt *statements[DB_STATEMENTS]; /* by key, open addressing */
	int n_statements;
};

void stmts_free(struct db *db);
struct db *db_alloc(const char *path, const struct db_kind *kind);
/* An empty file without a name: nothing is left of it when the program dies.
 * Nothing was read from it yet; db_settle_blank makes it ready for statements, after its content
 * was put in. */
struct db *db_open_blank(const char *path, const struct db_kind *kind, struct err *e);
bool db_settle_blank(struct db *db, struct err *e);
/* The file and everything SQLite and the lock put beside it. */
void db_remove(const char *path);

#endif
