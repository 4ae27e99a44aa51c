/* SPDX-License-Identifier: Apache-2.0 */
#include "store/backup_files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/paths.h"
#include "base/text.h"
#include "store/backup_inside.h"
#include "store/files_inside.h"
#include "store/sealed_inside.h"
#include "store/store_inside.h"

enum { HASH_BYTES = 32 };

/* ---- into a backup ---- */

bool files_pack_begin(struct files_pack *p, const struct store *s, struct err *e)
{
	*p = (struct files_pack){.folder = store_beside(s->path, FILES_SUFFIX), .fd = -1};
	DIR *dir = opendir(p->folder);
	bool ok = dir || errno == ENOENT ||
		  err_set(e, ERR_STORE, _("读不出收下的文件：%s"), strerror(errno));
	struct dirent *entry;

	while (ok && dir && (entry = readdir(dir))) {
		struct stat st;
		if (!files_is_hash(entry->d_name) ||
		    fstatat(dirfd(dir), entry->d_name, &st, AT_SYMLINK_NOFOLLOW) != 0 ||
		    !S_ISREG(st.st_mode) || st.st_size > FILE_BYTES_MOST)
			continue;
		struct stored_file *row = ARENA_PUSH(&p->arena, p->rows, p->n);
		memcpy(row->hash, entry->d_name, FILE_HASH);
		row->size = st.st_size;
		p->bytes += PACKED_HEAD + row->size;
	}
	if (dir)
		closedir(dir);
	return ok;
}

static void put_head(const struct stored_file *f, unsigned char head[PACKED_HEAD])
{
	sodium_hex2bin(head, HASH_BYTES, f->hash, FILE_HASH - 1, NULL, NULL, NULL);
	sealed_put(head + HASH_BYTES, (uint64_t)f->size, 8);
}

static bool open_row(struct files_pack *p, struct err *e)
{
	const struct stored_file *row = &p->rows[p->at];
	char *path = paths_join(p->folder, row->hash);

	p->fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	p->left = row->size;
	free(path);
	return p->fd >= 0 || err_set(e, ERR_STORE, _("读不出收下的文件 %.8s…：%s。请再备份一次"),
				     row->hash, strerror(errno));
}

/* Up to n bytes of the head or the content of the row; 0 is a fault. */
static size_t read_some(struct files_pack *p, unsigned char *data, size_t n, struct err *e)
{
	if (p->head_done < PACKED_HEAD) {
		unsigned char head[PACKED_HEAD];
		size_t take = PACKED_HEAD - p->head_done < n ? PACKED_HEAD - p->head_done : n;
		put_head(&p->rows[p->at], head);
		memcpy(data, head + p->head_done, take);
		p->head_done += take;
		return p->head_done < PACKED_HEAD || open_row(p, e) ? take : 0;
	}
	size_t take = p->left < (int64_t)n ? (size_t)p->left : n;
	ssize_t got = read(p->fd, data, take);
	if (got <= 0) {
		/* One bad sector under a photo must not keep the hall from its backup: it is
		 * counted as damaged when the backup is read back. */
		memset(data, 0, take);
		got = (ssize_t)take;
	}
	p->left -= got;
	return (size_t)got;
}

bool files_pack_read(struct files_pack *p, unsigned char *data, size_t n, struct err *e)
{
	while (n > 0) {
		size_t got = read_some(p, data, n, e);
		if (got == 0)
			return false;
		data += got;
		n -= got;
		if (p->fd >= 0 && p->left == 0) {
			close(p->fd);
			p->fd = -1;
			p->head_done = 0;
			p->at++;
		}
	}
	return true;
}

void files_pack_done(struct files_pack *p)
{
	if (p->fd >= 0)
		close(p->fd);
	free(p->folder);
	arena_done(&p->arena);
	*p = (struct files_pack){.fd = -1};
}

/* ---- out of a backup ---- */

bool files_unpack_begin(struct files_unpack *p, const char *path, struct err *e)
{
	*p = (struct files_unpack){.fd = -1};
	if (!path)
		return true;
	p->folder = store_beside(path, FILES_SUFFIX);
	p->made_folder = mkdir(p->folder, 0700) == 0;
	if (!p->made_folder && errno != EEXIST)
		return restore_disk_fault(p->folder, errno, e);
	return true;
}

static bool damaged(struct err *e)
{
	return err_set(e, ERR_INPUT, _("备份里收下的文件不完整。请用另一份备份"));
}

static bool begin_row(struct files_unpack *p, struct err *e)
{
	p->left = (int64_t)sealed_get(p->head + HASH_BYTES, 8);
	crypto_generichash_init(&p->state, NULL, 0, HASH_BYTES);
	if (p->left < 0 || p->left > FILE_BYTES_MOST)
		return damaged(e);
	if (!p->folder)
		return true;
	free(p->made);
	p->made = paths_join(p->folder, FILES_TAKING);
	p->fd = mkostemp(p->made, O_CLOEXEC);
	return p->fd >= 0 || restore_disk_fault(p->folder, errno, e);
}

/* Up to here the stream has vouched for every byte: what does not fit its hash was damaged where
 * it lay. It is kept as it is, and `verify` names the case. */
static bool end_row(struct files_unpack *p, struct err *e)
{
	unsigned char sum[HASH_BYTES];
	char hash[FILE_HASH];

	crypto_generichash_final(&p->state, sum, HASH_BYTES);
	p->head_done = 0;
	p->damaged += memcmp(sum, p->head, HASH_BYTES) != 0;
	if (!p->folder)
		return true;
	sodium_bin2hex(hash, sizeof(hash), p->head, HASH_BYTES);
	char *name = paths_join(p->folder, hash);
	bool ok = fsync(p->fd) == 0 && rename(p->made, name) == 0;
	if (!ok)
		restore_disk_fault(p->folder, errno, e);
	free(name);
	if (ok) { /* else files_unpack_done takes it away */
		close(p->fd);
		p->fd = -1;
	}
	return ok;
}

static bool take_head(struct files_unpack *p, const unsigned char *data, size_t n, struct err *e)
{
	memcpy(p->head + p->head_done, data, n);
	p->head_done += n;
	if (p->head_done < PACKED_HEAD)
		return true;
	return begin_row(p, e) && (p->left > 0 || end_row(p, e));
}

static bool take_content(struct files_unpack *p, const unsigned char *data, size_t n, struct err *e)
{
	crypto_generichash_update(&p->state, data, n);
	if (p->fd >= 0 && !files_write(p->fd, data, n))
		return restore_disk_fault(p->folder, errno, e);
	p->left -= (int64_t)n;
	return p->left > 0 || end_row(p, e);
}

bool files_unpack_write(struct files_unpack *p, const unsigned char *data, size_t n, struct err *e)
{
	while (n > 0) {
		bool in_head = p->head_done < PACKED_HEAD;
		int64_t room = in_head ? (int64_t)(PACKED_HEAD - p->head_done) : p->left;
		size_t take = room < (int64_t)n ? (size_t)room : n;
		if (!(in_head ? take_head(p, data, take, e) : take_content(p, data, take, e)))
			return false;
		data += take;
		n -= take;
	}
	return true;
}

bool files_unpack_whole(const struct files_unpack *p, struct err *e)
{
	return p->head_done == 0 || damaged(e);
}

static void empty_folder(const char *path)
{
	DIR *dir = opendir(path);
	struct dirent *entry;

	while (dir && (entry = readdir(dir)))
		unlinkat(dirfd(dir), entry->d_name, 0);
	if (dir)
		closedir(dir);
	rmdir(path);
}

static void sync_names(const char *folder)
{
	char *inside = paths_join(folder, "");

	store_sync_folder(inside);
	store_sync_folder(folder);
	free(inside);
}

void files_unpack_done(struct files_unpack *p, bool keep)
{
	if (p->fd >= 0) {
		close(p->fd);
		unlink(p->made);
	}
	if (!keep && p->made_folder)
		empty_folder(p->folder);
	else if (p->folder && rmdir(p->folder) != 0) /* where nothing was received it goes */
		sync_names(p->folder);
	free(p->folder);
	free(p->made);
	*p = (struct files_unpack){.fd = -1};
}
