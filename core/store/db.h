/* SPDX-License-Identifier: Apache-2.0
 *
 * How the store wing talks to SQLite; nothing outside the wing includes this.
 * A statement carries its SQL, is prepared once per connection and bound by
 * name; its first failure sticks until stmt_done reports it, so a caller checks
 * once. SQLite's codes become sentences in Chinese that say what to do.
 */
#ifndef STORE_DB_H
#define STORE_DB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/err.h"

struct db;
struct stmt;

enum { DB_LOCK_MS = 10000 };

struct db_kind {
	int application_id; /* tells our files from others */
	int version;	    /* schema this program writes */
	/* One per version: the statements that bring a file of the version before up to it. Run
	 * inside a write transaction. */
	const char *const *migrations;
	/* Fills the derived tables of an existing file once it has them as they are now; NULL. */
	bool (*settled)(struct db *db, struct err *e);
};

enum db_open {
	DB_THERE, /* an existing file */
	DB_MAKE,  /* made (0600) when it is not there; two programs may do so at once */
};
/* NULL with e: missing, unreadable, read-only, corrupt, not ours, or newer than we are. */
struct db *db_open(const char *path, const struct db_kind *kind, enum db_open how, struct err *e);
/* For rebuilding: a private file that is gone when it is closed or the process dies. */
struct db *db_open_scratch(const char *path, const struct db_kind *kind, struct err *e);
void db_close(struct db *db);
/* Everything into the main file, so that it can be moved. Nobody else has it open. */
bool db_settle(struct db *db, struct err *e);

/* A write transaction: the write lock, BEGIN IMMEDIATE, and a look whether another program
 * migrated the file meanwhile. `who` names the opener in messages of our own mistakes. */
bool db_begin(struct db *db, const char *who, struct err *e);
/* Commits when ok, else rolls back; false when it could not commit (rolled back then).
 * Returns ok && committed. Nested pairs join the outer one and doom it when not ok. */
bool db_end(struct db *db, const char *who, bool ok, struct err *e);
/* One snapshot for several reads; nests like the above, also inside a write. */
bool db_begin_read(struct db *db, const char *who, struct err *e);
bool db_end_read(struct db *db, const char *who, bool ok, struct err *e);

/* Several statements without results. */
bool db_exec(struct db *db, const char *sql, struct err *e);
bool db_fail(struct db *db, int code, const char *doing, struct err *e); /* returns false */

/* The statement of a literal (its address is the key), ready for binding. Never NULL. */
struct stmt *db_stmt(struct db *db, const char *sql);
/* The same for SQL that `make` writes once per connection for `key`. Caller of make frees. */
struct stmt *db_stmt_made(struct db *db, const void *key, char *(*make)(const void *key));

/* Texts are borrowed until stmt_done. NULL binds NULL; DATE_NONE too. */
void stmt_text(struct stmt *q, const char *name, const char *value);
void stmt_bytes(struct stmt *q, const char *name, const void *data, size_t len);
void stmt_int(struct stmt *q, const char *name, int64_t value);
void stmt_day(struct stmt *q, const char *name, date_day value);
/* By position, from 1: for generated SQL. */
int stmt_place(struct stmt *q, const char *name); /* 0: the SQL has no such name */
void stmt_text_at(struct stmt *q, int at, const char *value);
void stmt_int_at(struct stmt *q, int at, int64_t value);
void stmt_day_at(struct stmt *q, int at, date_day value);

/* True with a row; false at the end or on failure. */
bool stmt_step(struct stmt *q);
/* Resets. False with e if any step failed. */
bool stmt_done(struct stmt *q, struct err *e);
/* Steps to the end and resets: for writing. */
bool stmt_run(struct stmt *q, struct err *e);

/* Columns from 0. */
bool stmt_is_null(struct stmt *q, int col);
int64_t stmt_get_int(struct stmt *q, int col);
date_day stmt_get_day(struct stmt *q, int col); /* DATE_NONE for NULL */
const char *stmt_get(struct stmt *q, int col);	/* until the next step; NULL */
const void *stmt_get_bytes(struct stmt *q, int col, size_t *len);
const char *stmt_copy(struct stmt *q, int col, struct arena *a); /* NULL */

int64_t db_last_id(struct db *db);
int db_changes(struct db *db);
/* Statements that walked many rows without an index since opening; counted in debug builds. */
int db_scans(const struct db *db);

#endif
