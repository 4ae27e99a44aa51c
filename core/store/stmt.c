/* SPDX-License-Identifier: Apache-2.0
 *
 * Statements: prepared once per connection, kept by the address of their SQL.
 */
#include "store/db_inside.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { MANY_ROWS = 1000 };

struct stmt {
	const void *key;
	struct db *db;
	sqlite3_stmt *handle; /* NULL when it could not be prepared */
	int code;	      /* SQLITE_OK, ROW, DONE or the first failure */
	bool busy;
};

static struct stmt **slot_of(struct db *db, const void *key)
{
	size_t i = ((uintptr_t)key >> 3) * 2654435761u % DB_STATEMENTS;

	while (db->statements[i] && db->statements[i]->key != key)
		i = (i + 1) % DB_STATEMENTS;
	return &db->statements[i];
}

/* The slot's statement, prepared; one that could not be prepared is tried again. */
static struct stmt *ready(struct db *db, struct stmt **slot, const void *key, const char *sql)
{
	if (!*slot) {
		assert(db->n_statements < DB_STATEMENTS / 2);
		*slot = xcalloc(1, sizeof(**slot));
		(*slot)->key = key;
		(*slot)->db = db;
		db->n_statements++;
	}
	struct stmt *q = *slot;
	assert(!q->busy); /* stmt_done was forgotten, or a statement is used within itself */
	q->busy = true;
	if (!q->handle)
		q->code = sqlite3_prepare_v3(db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT,
					     &q->handle, NULL);
	return q;
}

struct stmt *db_stmt(struct db *db, const char *sql)
{
	return ready(db, slot_of(db, sql), sql, sql);
}

struct stmt *db_stmt_made(struct db *db, const void *key, char *(*make)(const void *key))
{
	struct stmt **slot = slot_of(db, key);
	char *sql = *slot && (*slot)->handle ? NULL : make(key);
	struct stmt *q = ready(db, slot, key, sql);

	free(sql);
	return q;
}

void stmts_free(struct db *db)
{
	for (size_t i = 0; i < DB_STATEMENTS; i++) {
		if (!db->statements[i])
			continue;
		sqlite3_finalize(db->statements[i]->handle);
		free(db->statements[i]);
		db->statements[i] = NULL;
	}
	db->n_statements = 0;
}

int stmt_place(struct stmt *q, const char *name)
{
	return sqlite3_bind_parameter_index(q->handle, name);
}

static void bound(struct stmt *q, int code)
{
	if (code != SQLITE_OK && q->handle && q->code == SQLITE_OK)
		q->code = code;
}

void stmt_text_at(struct stmt *q, int at, const char *value)
{
	assert(at > 0 || !q->handle); /* no such name in the SQL */
	if (q->handle)
		bound(q, sqlite3_bind_text(q->handle, at, value, -1, SQLITE_STATIC));
}

void stmt_int_at(struct stmt *q, int at, int64_t value)
{
	assert(at > 0 || !q->handle);
	if (q->handle)
		bound(q, sqlite3_bind_int64(q->handle, at, value));
}

void stmt_day_at(struct stmt *q, int at, date_day value)
{
	assert(at > 0 || !q->handle);
	if (q->handle)
		bound(q, value == DATE_NONE ? sqlite3_bind_null(q->handle, at)
					    : sqlite3_bind_int64(q->handle, at, value));
}

void stmt_text(struct stmt *q, const char *name, const char *value)
{
	stmt_text_at(q, stmt_place(q, name), value);
}

void stmt_bytes(struct stmt *q, const char *name, const void *data, size_t len)
{
	if (q->handle)
		bound(q, sqlite3_bind_blob64(q->handle, stmt_place(q, name), data, len,
					     SQLITE_STATIC));
}

void stmt_int(struct stmt *q, const char *name, int64_t value)
{
	stmt_int_at(q, stmt_place(q, name), value);
}

void stmt_day(struct stmt *q, const char *name, date_day value)
{
	stmt_day_at(q, stmt_place(q, name), value);
}

bool stmt_step(struct stmt *q)
{
	if (!q->handle || (q->code != SQLITE_OK && q->code != SQLITE_ROW))
		return false;
	q->code = sqlite3_step(q->handle);
	return q->code == SQLITE_ROW;
}

static void watch_scans(struct stmt *q)
{
#ifndef NDEBUG
	int rows = sqlite3_stmt_status(q->handle, SQLITE_STMTSTATUS_FULLSCAN_STEP, 1);

	if (rows > MANY_ROWS && !strstr(sqlite3_sql(q->handle), "/* whole table */")) {
		q->db->scans++;
		fprintf(stderr, "store: %d rows without an index: %s\n", rows,
			sqlite3_sql(q->handle));
	}
#else
	(void)q;
#endif
}

bool stmt_done(struct stmt *q, struct err *e)
{
	int code = q->code;
	bool ok = code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE;

	assert(q->busy);
	q->busy = false;
	if (!ok)
		db_fail(q->db, code, q->handle ? sqlite3_sql(q->handle) : "prepare", e);
	if (!q->handle)
		return false;
	watch_scans(q);
	sqlite3_reset(q->handle);
	sqlite3_clear_bindings(q->handle);
	q->code = SQLITE_OK;
	return ok;
}

bool stmt_run(struct stmt *q, struct err *e)
{
	while (stmt_step(q))
		;
	return stmt_done(q, e);
}

bool stmt_is_null(struct stmt *q, int col)
{
	return sqlite3_column_type(q->handle, col) == SQLITE_NULL;
}

int64_t stmt_get_int(struct stmt *q, int col)
{
	return sqlite3_column_int64(q->handle, col);
}

date_day stmt_get_day(struct stmt *q, int col)
{
	return stmt_is_null(q, col) ? DATE_NONE : (date_day)stmt_get_int(q, col);
}

const char *stmt_get(struct stmt *q, int col)
{
	return (const char *)sqlite3_column_text(q->handle, col);
}

const void *stmt_get_bytes(struct stmt *q, int col, size_t *len)
{
	const void *data = sqlite3_column_blob(q->handle, col);

	*len = (size_t)sqlite3_column_bytes(q->handle, col);
	return data;
}

const char *stmt_copy(struct stmt *q, int col, struct arena *a)
{
	const char *text = stmt_get(q, col);

	return text ? arena_strdup(a, text) : NULL;
}
