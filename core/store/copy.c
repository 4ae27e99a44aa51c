/* SPDX-License-Identifier: Apache-2.0 */
#include "store/copy.h"

#include <string.h>

#include "base/text.h"
#include "store/db_inside.h"

enum { STEP_PAGES = 256 };

bool copy_new(struct copy *c, const char *temp, const struct db_kind *kind, struct err *e)
{
	*c = (struct copy){.db = db_open_blank(temp, kind, e)};
	if (!c->db)
		return false;
	if (sqlite3_file_control(c->db->handle, "main", SQLITE_FCNTL_FILE_POINTER, &c->file) ==
		    SQLITE_OK &&
	    c->file && c->file->pMethods)
		return true;
	copy_done(c);
	return err_set(e, ERR_STORE, _("不能建立临时文件 %s"), temp);
}

void copy_done(struct copy *c)
{
	db_close(c->db);
	*c = (struct copy){0};
}

static bool failed(struct copy *c, int code, struct err *e)
{
	if ((code & 0xFF) == SQLITE_FULL || code == SQLITE_IOERR_WRITE)
		return err_set(
			e, ERR_STORE,
			_("库所在的磁盘空间不够，放不下备份用的临时副本。请清出空间后再备份"));
	return db_fail(c->db, code, "copy", e);
}

bool copy_take(struct copy *c, struct db *from, copy_step *step, void *ctx, struct err *e)
{
	if (!db_settle_blank(c->db, e))
		return false;
	sqlite3_backup *b = sqlite3_backup_init(c->db->handle, "main", from->handle, "main");
	int code = b ? SQLITE_OK : sqlite3_extended_errcode(c->db->handle);
	bool wanted = true;

	while (code == SQLITE_OK && wanted) {
		code = sqlite3_backup_step(b, STEP_PAGES);
		int64_t total = sqlite3_backup_pagecount(b);
		wanted = !step || step(ctx, total - sqlite3_backup_remaining(b), total);
	}
	sqlite3_backup_finish(b);
	if (!wanted)
		return err_set(e, ERR_STORE, _("已取消"));
	if (code != SQLITE_DONE)
		return failed(c, code, e);
	sqlite3_int64 size = 0;
	code = c->file->pMethods->xFileSize(c->file, &size);
	c->size = size;
	return code == SQLITE_OK || failed(c, code, e);
}

bool copy_read(struct copy *c, int64_t offset, unsigned char *data, size_t n, struct err *e)
{
	int code = c->file->pMethods->xRead(c->file, data, (int)n, offset);

	if (code != SQLITE_OK)
		return failed(c, code, e);
	/* Read and write version 1: a file without a write-ahead log, complete in itself. */
	if (offset == 0 && n > 19)
		data[18] = data[19] = 1;
	return true;
}

bool copy_write(struct copy *c, const unsigned char *data, size_t n, struct err *e)
{
	int code = c->file->pMethods->xWrite(c->file, data, (int)n, c->size);

	if (code != SQLITE_OK)
		return failed(c, code, e);
	c->size += (int64_t)n;
	return true;
}

bool copy_ready(struct copy *c, struct err *e)
{
	return db_settle_blank(c->db, e);
}

bool copy_is_whole(struct db *db, const char *what, struct err *e)
{
	struct stmt *q = db_stmt(db, "PRAGMA integrity_check(1)");
	bool whole = stmt_step(q) && strcmp(stmt_get(q, 0), "ok") == 0;

	if (!stmt_done(q, e))
		return false;
	return whole || err_set(e, ERR_STORE, _("备份里的数据不完整：%s。请用另一份备份"), what);
}
