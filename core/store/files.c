/* SPDX-License-Identifier: Apache-2.0 */
#include "store/files_inside.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/paths.h"
#include "base/str.h"
#include "base/text.h"
#include "base/utf8.h"
#include "store/drafts_inside.h"
#include "store/store_inside.h"

enum {
	HASH_BYTES = 32,
	CHUNK = 1 << 16,
	DAY_SECONDS = 24 * 60 * 60,
	NAMED_MOST = 5, /* in a message */
};

static char *files_folder(const struct store *s)
{
	return store_beside(s->path, FILES_SUFFIX);
}

bool files_is_hash(const char *text)
{
	return strlen(text) == FILE_HASH - 1 && strspn(text, "0123456789abcdef") == FILE_HASH - 1;
}

char *files_path(const struct store *s, const char *hash)
{
	char *folder = files_folder(s);
	char *path = files_is_hash(hash) ? paths_join(folder, hash) : NULL;

	free(folder);
	return path;
}

/* ---- content ---- */

struct pour {
	int from, to; /* to -1: it is only read */
	crypto_generichash_state state;
	int64_t size;
};

enum poured { POURED, POUR_UNREADABLE, POUR_UNWRITABLE, POUR_TOO_BIG };

bool files_write(int fd, const unsigned char *data, size_t n)
{
	while (n > 0) {
		ssize_t put = write(fd, data, n);
		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0)
			return false;
		data += put;
		n -= (size_t)put;
	}
	return true;
}

static enum poured pour(struct pour *p, char hash[FILE_HASH])
{
	unsigned char chunk[CHUNK], sum[HASH_BYTES];
	ssize_t n;

	crypto_generichash_init(&p->state, NULL, 0, HASH_BYTES);
	for (p->size = 0; (n = read(p->from, chunk, sizeof(chunk))) != 0; p->size += n) {
		if (n < 0 && errno == EINTR) {
			n = 0;
			continue;
		}
		if (n < 0)
			return POUR_UNREADABLE;
		if (p->size + n > FILE_BYTES_MOST)
			return POUR_TOO_BIG;
		crypto_generichash_update(&p->state, chunk, (size_t)n);
		if (p->to >= 0 && !files_write(p->to, chunk, (size_t)n))
			return POUR_UNWRITABLE;
	}
	crypto_generichash_final(&p->state, sum, HASH_BYTES);
	sodium_bin2hex(hash, FILE_HASH, sum, HASH_BYTES);
	return POURED;
}

/* ---- taking ---- */

static bool unwritable(const struct store *s, int error, struct err *e)
{
	if (error == ENOSPC || error == EDQUOT || error == EFBIG)
		return err_set(e, ERR_STORE,
			       _("库所在的磁盘空间不够，文件没有收下。请清出空间后再收"));
	return err_set(e, ERR_STORE, _("不能写入 %s 旁的文件夹，文件没有收下：%s"), s->path,
		       strerror(error));
}

/* -1 with e. A pipe or a device would keep the window waiting. */
static int open_source(const char *path, const char *name, struct err *e)
{
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	struct stat st;

	if (fd < 0) {
		err_set(e, ERR_INPUT, _("打不开文件 %s：%s"), name, strerror(errno));
		return -1;
	}
	bool ok = fstat(fd, &st) == 0 && S_ISREG(st.st_mode);
	if (!ok)
		err_set(e, ERR_INPUT, _("%s 不是文件"), name);
	else if (st.st_size == 0)
		ok = err_set(e, ERR_INPUT, _("%s 是空文件，没有收下"), name);
	else if (st.st_size > FILE_BYTES_MOST)
		ok = err_set(e, ERR_INPUT, _("%s 超过 %d MB，没有收下"), name,
			     (int)(FILE_BYTES_MOST >> 20));
	if (ok)
		return fd;
	close(fd);
	return -1;
}

static bool copy_in(const struct store *s, const char *name, int from, int to,
		    struct stored_file *out, struct err *e)
{
	struct pour p = {.from = from, .to = to};

	switch (pour(&p, out->hash)) {
	case POUR_UNREADABLE:
		return err_set(e, ERR_INPUT, _("读 %s 出错：%s。请核对U盘后再收"), name,
			       strerror(errno));
	case POUR_TOO_BIG:
		return err_set(e, ERR_INPUT, _("%s 超过 %d MB，没有收下"), name,
			       (int)(FILE_BYTES_MOST >> 20));
	case POUR_UNWRITABLE:
		return unwritable(s, errno, e);
	case POURED:
		break;
	}
	out->size = p.size;
	return fsync(to) == 0 || unwritable(s, errno, e);
}

/* There already: young again, so that no purge takes it from under us; unless one just has. */
static bool keep(const struct store *s, const char *made, const struct stored_file *file,
		 struct err *e)
{
	char *name = files_path(s, file->hash);
	bool ok = files_look(s, file->hash, file->size, true) == FILE_THERE &&
		  (utimensat(AT_FDCWD, name, NULL, 0) == 0 || errno != ENOENT);

	if (!ok && !(ok = rename(made, name) == 0))
		unwritable(s, errno, e);
	else
		store_sync_folder(name);
	free(name);
	return ok;
}

bool files_take(struct store *s, const char *path, struct stored_file *out, struct err *e)
{
	const char *slash = strrchr(path, '/');
	char *name = utf8_cleaned(slash ? slash + 1 : path); /* messages are shown */
	char *folder = files_folder(s);
	char *made = paths_join(folder, FILES_TAKING);
	int from = open_source(path, name, e), to = -1;

	*out = (struct stored_file){0};
	bool ok = from >= 0;
	if (ok && mkdir(folder, 0700) == 0)
		store_sync_folder(folder);
	else if (ok && errno != EEXIST)
		ok = unwritable(s, errno, e);
	if (ok && (to = mkostemp(made, O_CLOEXEC)) < 0) /* 0600 */
		ok = unwritable(s, errno, e);
	if (ok) {
		ok = copy_in(s, name, from, to, out, e) && keep(s, made, out, e);
		unlink(made);
		close(to);
	}
	if (from >= 0)
		close(from);
	free(made);
	free(folder);
	free(name);
	return ok;
}

/* ---- looking ---- */

enum file_found files_look(const struct store *s, const char *hash, int64_t size, bool whole)
{
	char *name = files_path(s, hash);
	int fd = name ? open(name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC) : -1;
	struct stat st;

	free(name);
	if (fd < 0)
		return FILE_GONE;
	bool same = fstat(fd, &st) == 0 && st.st_size == size;
	if (same && whole) {
		char found[FILE_HASH] = "";
		struct pour p = {.from = fd, .to = -1};
		same = pour(&p, found) == POURED && strcmp(found, hash) == 0;
	}
	close(fd);
	return same ? FILE_THERE : FILE_CHANGED;
}

bool files_verify(struct store *s, bool whole, int64_t *n, struct err *e)
{
	struct stmt *q = db_stmt(s->db, "SELECT f.hash, f.size, min(c.number) FROM case_files f "
					"JOIN cases c ON c.id = f.case_id GROUP BY f.hash "
					"/* whole table */");
	struct str said = {0};
	int64_t bad = 0;

	for (*n = 0; stmt_step(q); (*n)++) {
		enum file_found found = files_look(s, stmt_get(q, 0), stmt_get_int(q, 1), whole);
		if (found == FILE_THERE || bad++ >= NAMED_MOST)
			continue;
		str_addf(&said,
			 found == FILE_GONE ? _("办件 %s 收下的文件不见了：%s；")
					    : _("办件 %s 收下的文件被改动过：%s；"),
			 stmt_get(q, 2), stmt_get(q, 0));
	}
	bool ok = stmt_done(q, e);
	if (ok && bad)
		ok = err_set(e, ERR_STORE, _("%s共 %lld 个。请申请人重新提供"), str_text(&said),
			     (long long)bad);
	str_done(&said);
	return ok;
}

/* ---- what nobody names ---- */

static bool is_named(struct store *s, struct db *drafts, const char *hash, bool *named,
		     struct err *e)
{
	struct stmt *q = db_stmt(s->db, "SELECT 1 FROM case_files WHERE hash = :hash LIMIT 1");

	stmt_text(q, ":hash", hash);
	*named = stmt_step(q);
	if (!stmt_done(q, e) || *named)
		return *named;
	q = db_stmt(drafts, "SELECT 1 FROM drafts WHERE instr(json, :hash) LIMIT 1 "
			    "/* whole table */");
	stmt_text(q, ":hash", hash);
	*named = stmt_step(q);
	return stmt_done(q, e);
}

/* Also what a killed program left half copied. */
static bool is_old(int folder, const char *name, time_t now)
{
	struct stat st;

	return fstatat(folder, name, &st, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(st.st_mode) &&
	       st.st_mtime < now - (time_t)FILES_DAYS * DAY_SECONDS;
}

bool files_purge(struct store *s, size_t *n, struct err *e)
{
	struct db *drafts = drafts_db(s, e);
	char *folder = files_folder(s);
	DIR *dir = opendir(folder);
	bool ok = drafts != NULL;
	struct dirent *entry;

	free(folder);
	*n = 0;
	while (ok && dir && (entry = readdir(dir))) {
		bool named = false;
		if (!is_old(dirfd(dir), entry->d_name, time(NULL)))
			continue;
		if (files_is_hash(entry->d_name))
			ok = is_named(s, drafts, entry->d_name, &named, e);
		else if (strncmp(entry->d_name, FILES_TAKING, strcspn(FILES_TAKING, "X")) != 0)
			continue;
		if (ok && !named && unlinkat(dirfd(dir), entry->d_name, 0) == 0)
			(*n)++;
	}
	if (dir)
		closedir(dir);
	return ok;
}
