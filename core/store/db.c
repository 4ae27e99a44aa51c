/* SPDX-License-Identifier: Apache-2.0
 *
 * Opening, settings, transactions, errors. WAL with synchronous=FULL: a commit
 * that returned survives a power cut. No checkpoint on close and none by itself:
 * all of them happen under the write lock, which also rules out the WAL-reset
 * race of SQLite before 3.51.3.
 */
#include "store/db_inside.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/text.h"

enum { CHECKPOINT_PAGES = 1000, BUSY_MS = 3000 };

bool db_fail(struct db *db, int code, const char *doing, struct err *e)
{
	const char *path = db->path;

	switch (code & 0xFF) {
	case SQLITE_FULL:
		return err_set(e, ERR_STORE, _("磁盘已满，没有写入：%s。请清出空间后再试"), path);
	case SQLITE_IOERR:
		/* A quota or a limit of file sizes comes as a failed write, not as "full". */
		if (code == SQLITE_IOERR_WRITE || code == SQLITE_IOERR_SHMSIZE)
			return err_set(e, ERR_STORE,
				       _("写入磁盘失败，可能磁盘已满或超出配额，没有写入：%s。"
					 "请清出空间后再试"),
				       path);
		return err_set(e, ERR_STORE, _("读写磁盘出错：%s（%s）。请检查磁盘，并联系管理员"),
			       path, sqlite3_errstr(code));
	case SQLITE_READONLY:
	case SQLITE_PERM:
		return err_set(e, ERR_STORE,
			       _("库文件不可写：%s。磁盘为只读，或当前用户没有权限；请检查后再试"),
			       path);
	case SQLITE_CANTOPEN:
		return err_set(e, ERR_STORE, _("不能打开库文件：%s。请检查路径、权限和磁盘空间"),
			       path);
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
		return err_set(e, ERR_STORE,
			       _("库文件已损坏或不是一窗的库：%s。请勿继续办理，"
				 "请联系管理员从备份恢复"),
			       path);
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return err_set(e, ERR_STORE, _("库文件被别的工具占用：%s。请关闭那个工具后再试"),
			       path);
	default:
		return err_set(e, ERR_STORE, _("写读库文件失败：%s（%s；%s）"), path,
			       sqlite3_errmsg(db->handle), doing);
	}
}

bool db_exec(struct db *db, const char *sql, struct err *e)
{
	int code = sqlite3_exec(db->handle, sql, NULL, NULL, NULL);

	return code == SQLITE_OK ? true : db_fail(db, code, sql, e);
}

static bool pragma_int(struct db *db, const char *sql, int64_t *out, struct err *e)
{
	sqlite3_stmt *q = NULL;
	int code = sqlite3_prepare_v2(db->handle, sql, -1, &q, NULL);

	if (code == SQLITE_OK && (code = sqlite3_step(q)) == SQLITE_ROW) {
		*out = sqlite3_column_int64(q, 0);
		code = SQLITE_OK;
	}
	sqlite3_finalize(q);
	return code == SQLITE_OK ? true : db_fail(db, code, sql, e);
}

static int wal_grew(void *ctx, sqlite3 *handle, const char *schema, int pages)
{
	struct db *db = ctx;

	(void)handle;
	(void)schema;
	db->wal_pages = pages;
	return SQLITE_OK;
}

static bool settle_in(struct db *db, const char *extra, struct err *e)
{
	sqlite3_extended_result_codes(db->handle, 1);
	sqlite3_busy_timeout(db->handle, BUSY_MS);
	sqlite3_db_config(db->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
	sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(db->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	return db_exec(db, extra, e) &&
	       db_exec(db,
		       "PRAGMA mmap_size = 0; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY;"
		       "PRAGMA cell_size_check = ON; PRAGMA wal_autocheckpoint = 0;",
		       e) &&
	       (sqlite3_wal_hook(db->handle, wal_grew, db), true);
}

static bool run_migrations(struct db *db, int from, struct err *e)
{
	for (int v = from; v < db->kind->version; v++) {
		if (!db_exec(db, db->kind->migrations[v], e))
			return false;
	}
	return true;
}

/* Refuses what is not ours or newer; migrates what is older. With `make` a file nothing was
 * written to yet will do, whoever was killed while making it. */
static bool bring_up_to_date(struct db *db, bool make, struct err *e)
{
	int64_t id = 0, version = 0, tables = 0;

	if (!pragma_int(db, "PRAGMA application_id", &id, e) ||
	    !pragma_int(db, "PRAGMA user_version", &version, e) ||
	    !pragma_int(db, "SELECT count(*) FROM sqlite_schema", &tables, e))
		return false;
	bool blank = make && id == 0 && version == 0 && tables == 0;
	if (!blank && id != db->kind->application_id)
		return db_fail(db, SQLITE_NOTADB, "application_id", e);
	if (version > db->kind->version)
		return err_set(e, ERR_STORE,
			       _("库文件由更新版本的程序建立（库版本 %d，本程序支持到 %d）：%s。"
				 "请升级本程序后再打开"),
			       (int)version, db->kind->version, db->path);
	if (version == db->kind->version)
		return true;
	char sql[96];
	sqlite3_snprintf(sizeof(sql), sql, "PRAGMA application_id = %d; PRAGMA user_version = %d;",
			 db->kind->application_id, db->kind->version);
	/* The lock is held already: a transaction of our own, not db_begin. */
	bool ok = db_exec(db, "BEGIN IMMEDIATE", e) && run_migrations(db, (int)version, e) &&
		  (version == 0 || !db->kind->settled || db->kind->settled(db, e)) &&
		  db_exec(db, sql, e) && db_exec(db, "COMMIT", e);
	if (!ok && !sqlite3_get_autocommit(db->handle))
		db_exec(db, "ROLLBACK", NULL);
	return ok;
}

struct db *db_alloc(const char *path, const struct db_kind *kind)
{
	struct db *db = xcalloc(1, sizeof(*db));

	db->path = xstrdup(path);
	db->kind = kind;
	return db;
}

static bool make_file(const char *path, struct err *e)
{
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

	if (fd >= 0) {
		close(fd);
		return true;
	}
	if (errno == EROFS || errno == EACCES)
		return err_set(e, ERR_STORE,
			       _("不能在此处写入：%s。磁盘为只读，或当前用户没有权限"), path);
	return err_set(e, ERR_STORE, _("不能建立文件 %s：%s"), path, strerror(errno));
}

/* Under the write lock: making, recovery after a crash and migration are never two at once. */
static bool connect(struct db *db, enum db_open how, struct err *e)
{
	int code = SQLITE_OK;

	if (how == DB_MAKE && !make_file(db->path, e))
		return false;
	code = sqlite3_open_v2(db->path, &db->handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX,
			       NULL);
	if (code != SQLITE_OK)
		return db_fail(db, code, "open", e);
	if (sqlite3_db_readonly(db->handle, "main") == 1)
		return db_fail(db, SQLITE_READONLY, "open", e);
	return settle_in(db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;", e) &&
	       bring_up_to_date(db, how == DB_MAKE, e);
}

struct db *db_open(const char *path, const struct db_kind *kind, enum db_open how, struct err *e)
{
	struct stat st;

	if (how == DB_THERE && (stat(path, &st) != 0 || !S_ISREG(st.st_mode))) {
		err_set(e, ERR_STORE, _("找不到库文件：%s。请检查 --store 的路径，或先建立演练厅"),
			path);
		return NULL;
	}
	/* By name, never through a descriptor: closing one would drop SQLite's own locks. */
	if (how == DB_THERE && (st.st_mode & 077) && st.st_uid == geteuid())
		(void)!chmod(path, 0600);
	struct db *db = db_alloc(path, kind);
	char *lock_path = xasprintf("%s-lock", path);
	db->lock = lock_open(lock_path, e);
	free(lock_path);
	bool ok = db->lock && lock_take(db->lock, DB_LOCK_MS, e);
	if (ok) {
		ok = connect(db, how, e);
		lock_release(db->lock);
	}
	if (!ok) {
		db_close(db);
		return NULL;
	}
	return db;
}

bool db_settle_blank(struct db *db, struct err *e)
{
	/* MEMORY: a defensive connection takes no OFF, and a journal beside a file without a
	 * name cannot be made. */
	return settle_in(db,
			 "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF;"
			 "PRAGMA locking_mode = EXCLUSIVE;",
			 e);
}

struct db *db_open_scratch(const char *path, const struct db_kind *kind, struct err *e)
{
	struct db *db = db_open_blank(path, kind, e);

	if (db && !(db_settle_blank(db, e) && bring_up_to_date(db, true, e))) {
		db_close(db);
		return NULL;
	}
	return db;
}

void db_close(struct db *db)
{
	if (!db)
		return;
	assert(db->depth == 0);
	stmts_free(db);
	sqlite3_close(db->handle);
	lock_close(db->lock);
	free(db->path);
	free(db);
}

bool db_settle(struct db *db, struct err *e)
{
	stmts_free(db);
	return db_exec(db, "PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE;", e);
}

void db_remove(const char *path)
{
	static const char *const tails[] = {"", "-wal", "-shm", "-journal", "-lock"};

	for (size_t i = 0; i < sizeof(tails) / sizeof(tails[0]); i++) {
		char *name = xasprintf("%s%s", path, tails[i]);
		unlink(name);
		free(name);
	}
}

static bool still_our_version(struct db *db, struct err *e)
{
	struct stmt *q = db_stmt(db, "PRAGMA user_version");
	int64_t version = stmt_step(q) ? stmt_get_int(q, 0) : 0;

	if (!stmt_done(q, e))
		return false;
	if (version == db->kind->version)
		return true;
	return err_set(e, ERR_STORE,
		       _("库文件已被升级过的程序改造。请退出本程序，重新打开后再办理；"
			 "这一笔没有写入"));
}

static void enter(struct db *db, const char *who)
{
	assert(db->depth < DB_NESTING);
	db->openers[db->depth++] = who;
}

static void leave(struct db *db, const char *who)
{
	assert(db->depth > 0 && strcmp(db->openers[db->depth - 1], who) == 0);
	(void)who;
	db->depth--;
}

static void roll_back(struct db *db)
{
	/* A full disk may have rolled back already. */
	if (!sqlite3_get_autocommit(db->handle))
		db_exec(db, "ROLLBACK", NULL);
}

bool db_begin(struct db *db, const char *who, struct err *e)
{
	if (db->depth > 0) {
		assert(db->writing); /* a read cannot become a write */
		enter(db, who);
		return true;
	}
	if (db->lock && !lock_take(db->lock, DB_LOCK_MS, e))
		return false;
	if (!db_exec(db, "BEGIN IMMEDIATE", e) || !still_our_version(db, e)) {
		roll_back(db);
		if (db->lock)
			lock_release(db->lock);
		return false;
	}
	db->writing = true;
	db->doomed = false;
	enter(db, who);
	return true;
}

bool db_end(struct db *db, const char *who, bool ok, struct err *e)
{
	leave(db, who);
	if (!ok)
		db->doomed = true;
	if (db->depth > 0)
		return ok;
	ok = !db->doomed && db_exec(db, "COMMIT", e);
	if (!ok)
		roll_back(db);
	db->writing = false;
	/* A failed checkpoint loses nothing: the commit is in the WAL and the next one tries
	 * again. */
	if (ok && db->wal_pages >= CHECKPOINT_PAGES)
		sqlite3_wal_checkpoint_v2(db->handle, "main", SQLITE_CHECKPOINT_PASSIVE, NULL,
					  NULL);
	if (db->lock)
		lock_release(db->lock);
	return ok;
}

bool db_begin_read(struct db *db, const char *who, struct err *e)
{
	if (db->depth == 0 && !db_exec(db, "BEGIN", e))
		return false;
	enter(db, who);
	return true;
}

bool db_end_read(struct db *db, const char *who, bool ok, struct err *e)
{
	leave(db, who);
	if (db->depth > 0)
		return ok;
	if (!db_exec(db, "COMMIT", ok ? e : NULL)) {
		roll_back(db);
		return false;
	}
	return ok;
}

int64_t db_last_id(struct db *db)
{
	return sqlite3_last_insert_rowid(db->handle);
}

int db_changes(struct db *db)
{
	return sqlite3_changes(db->handle);
}

int db_scans(const struct db *db)
{
	return db->scans;
}
