/* SPDX-License-Identifier: Apache-2.0 */
#include "office/outfile.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/text.h"

bool outfile_fault(const char *path, int error, struct err *e)
{
	switch (error) {
	case ENOSPC:
	case EDQUOT:
	case EFBIG:
		return err_set(e, ERR_STORE, _("磁盘已满，未写出 %s。请清理磁盘后重新打印"), path);
	case EROFS:
		return err_set(e, ERR_STORE, _("磁盘为只读，未写出 %s。请换一个文件夹"), path);
	case EACCES:
	case EPERM:
		return err_set(e, ERR_STORE, _("没有写入权限：%s。请换一个文件夹"), path);
	case ENOENT:
	case ENOTDIR:
		return err_set(e, ERR_STORE, _("文件夹不存在：%s。请先建立文件夹"), path);
	case EISDIR:
		return err_set(e, ERR_STORE, _("%s 是文件夹，请写明文件名"), path);
	default:
		return err_set(e, ERR_STORE, _("未写出 %s：%s"), path, strerror(error));
	}
}

#define TEMP_PREFIX ".yichuang-"

static void forget(struct outfile *o)
{
	if (o->temp && o->lock >= 0)
		close(o->lock);
	free(o->path);
	free(o->folder);
	free(o->temp);
	*o = (struct outfile){0};
}

bool outfile_begin(struct outfile *o, const char *path, struct err *e)
{
	const char *slash = strrchr(path, '/');
	struct stat st;

	if (!*path || (slash && !slash[1]))
		return outfile_fault(path, EISDIR, e);
	if (stat(path, &st) == 0 && S_ISDIR(st.st_mode))
		return outfile_fault(path, EISDIR, e);
	o->path = xstrdup(path);
	if (!slash)
		o->folder = xstrdup(".");
	else
		o->folder = slash == path ? xstrdup("/") : xstrndup(path, (size_t)(slash - path));
	o->temp = xasprintf("%s/" TEMP_PREFIX "XXXXXX", o->folder);
	int fd = mkostemp(o->temp, O_CLOEXEC);
	if (fd < 0) {
		outfile_fault(path, errno, e);
		o->lock = -1;
		forget(o);
		return false;
	}
	flock(fd, LOCK_EX | LOCK_NB);
	o->lock = fd;
	return true;
}

void outfile_sweep(const char *folder)
{
	DIR *dir = opendir(folder);

	for (struct dirent *d; dir && (d = readdir(dir));) {
		if (strncmp(d->d_name, TEMP_PREFIX, strlen(TEMP_PREFIX)) != 0)
			continue;
		int fd = openat(dirfd(dir), d->d_name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
		/* One that is being written is locked by its program. */
		if (fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) == 0)
			unlinkat(dirfd(dir), d->d_name, 0);
		if (fd >= 0)
			close(fd);
	}
	if (dir)
		closedir(dir);
}

static bool sync_path(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		return false;
	bool ok = fsync(fd) == 0;
	int error = errno;
	close(fd);
	errno = error;
	return ok;
}

bool outfile_commit(struct outfile *o, struct err *e)
{
	if (!sync_path(o->temp) || rename(o->temp, o->path) != 0) {
		outfile_fault(o->path, errno, e);
		outfile_abort(o);
		return false;
	}
	/* Some file systems refuse to sync a folder; the file itself is safe by now. */
	sync_path(o->folder);
	forget(o);
	return true;
}

void outfile_abort(struct outfile *o)
{
	if (o->temp)
		unlink(o->temp);
	forget(o);
}

char *outfile_reserve(const char *stem, const char *suffix, struct err *e)
{
	for (int n = 1;; n++) {
		char *path = n == 1 ? xasprintf("%s%s", stem, suffix)
				    : xasprintf("%s-%d%s", stem, n, suffix);
		int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
		if (fd >= 0) {
			close(fd);
			return path;
		}
		if (errno != EEXIST) {
			outfile_fault(path, errno, e);
			free(path);
			return NULL;
		}
		free(path);
	}
}
