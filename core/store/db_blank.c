/* SPDX-License-Identifier: Apache-2.0
 *
 * A database in a file that never had a name, so that no moment of a kill can leave
 * one. SQLite opens by name only; the name of our descriptor under /proc does, once
 * SQLite is kept from resolving it to where the file would have been, and follows it.
 */
#include "store/db_inside.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/text.h"

static const char vfs_name[] = "as-named";
static const char own_files[] = "/proc/self/fd/";
static sqlite3_vfs as_named;

static int keep_name(sqlite3_vfs *vfs, const char *name, int room, char *out)
{
	(void)vfs;
	if (strlen(name) >= (size_t)room)
		return SQLITE_CANTOPEN;
	strcpy(out, name);
	return SQLITE_OK;
}

static int open_following(const char *name, int flags, int mode)
{
	if (strncmp(name, own_files, strlen(own_files)) == 0)
		flags &= ~O_NOFOLLOW;
	return open(name, flags, mode);
}

static void make_vfs(void)
{
	sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);

	vfs->xSetSystemCall(vfs, "open", (sqlite3_syscall_ptr)open_following);
	as_named = *vfs;
	as_named.zName = vfs_name;
	as_named.xFullPathname = keep_name;
	sqlite3_vfs_register(&as_named, 0);
}

/* NULL: no folder, no right to it, or a file system without nameless files. */
static int open_nameless(const char *path)
{
	const char *slash = strrchr(path, '/');
	char *folder = slash ? xstrndup(path, (size_t)(slash - path) + 1) : xstrdup(".");
	int fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);

	free(folder);
	return fd;
}

/* Where a file system has none (NFS, some FUSE), the name is taken away at once. */
static int open_named(const char *path)
{
	int fd = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);

	if (fd >= 0)
		unlink(path);
	return fd;
}

struct db *db_open_blank(const char *path, const struct db_kind *kind, struct err *e)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	int fd = open_nameless(path);

	if (fd < 0 && (errno == EOPNOTSUPP || errno == EISDIR))
		fd = open_named(path);
	if (fd < 0) {
		err_set(e, ERR_STORE, _("不能建立临时文件 %s：%s"), path, strerror(errno));
		return NULL;
	}
	pthread_once(&once, make_vfs);
	struct db *db = db_alloc(path, kind);
	char *name = xasprintf("%s%d", own_files, fd);
	int code = sqlite3_open_v2(name, &db->handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX,
				   vfs_name);
	free(name);
	close(fd); /* before SQLite has any lock to lose by it */
	if (code != SQLITE_OK) {
		db_fail(db, code, "open", e);
		db_close(db);
		return NULL;
	}
	return db;
}
