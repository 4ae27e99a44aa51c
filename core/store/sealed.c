/* SPDX-License-Identifier: Apache-2.0 */
#include "store/sealed.h"

#include <assert.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "store/sealed_inside.h"

enum { TAIL = crypto_secretstream_xchacha20poly1305_ABYTES };

_Static_assert(SEALED_STREAM + crypto_secretstream_xchacha20poly1305_HEADERBYTES == SEALED_FILES,
	       "the header of the stream");

bool backup_fault(const char *path, int error, struct err *e)
{
	switch (error) {
	case ENOSPC:
	case EDQUOT:
	case EFBIG:
		return err_set(e, ERR_STORE,
			       _("备份盘空间不够，没有备成：%s。请清出空间或换一个U盘，再备份一次"),
			       path);
	case EIO:
	case ENODEV:
	case ENXIO:
	case ESTALE:
	case ENOENT:
	case ENOTDIR:
		return err_set(e, ERR_STORE,
			       _("备份盘找不到了，可能已被拔出或损坏：%s。请插好U盘、核对路径，"
				 "再备份一次；大厅的业务不受影响"),
			       path);
	case EROFS:
		return err_set(e, ERR_STORE,
			       _("备份盘是只读的：%s。请拨开U盘的写保护，或换一个U盘"), path);
	case EACCES:
	case EPERM:
		return err_set(e, ERR_STORE, _("没有写入权限：%s。请换一个文件夹或U盘"), path);
	case EISDIR:
		return err_set(e, ERR_INPUT, _("%s 是文件夹，请写明备份文件名"), path);
	case EEXIST:
		return err_set(e, ERR_STORE, _("已有此文件，不会覆盖：%s。请换一个文件名"), path);
	default:
		return err_set(e, ERR_STORE, _("读写备份 %s 出错：%s"), path, strerror(error));
	}
}

/* ---- the header ---- */

void sealed_put(unsigned char *to, uint64_t value, int bytes)
{
	for (int i = 0; i < bytes; i++)
		to[i] = (unsigned char)(value >> (8 * i));
}

static void put_head(struct sealed *s, const struct backup_head *head)
{
	unsigned char *h = s->header;

	memcpy(h, SEALED_MAGIC, 8);
	sealed_put(h + SEALED_VERSION, SEALED_FORMAT, 4);
	sealed_put(h + SEALED_SCHEMA, (uint64_t)head->schema, 4);
	memcpy(h + SEALED_SITE, head->site, SITE_CODE);
	sealed_put(h + SEALED_AT, (uint64_t)head->at, 8);
	sealed_put(h + SEALED_SEQ, (uint64_t)head->seq, 8);
	memcpy(h + SEALED_HASH, head->hash, sizeof(head->hash));
	sealed_put(h + SEALED_STORE, (uint64_t)head->store_bytes, 8);
	sealed_put(h + SEALED_DRAFTS, (uint64_t)head->drafts_bytes, 8);
	sealed_put(h + SEALED_FILES, (uint64_t)head->files_bytes, 8);
}

bool sealed_key(const unsigned char *header, const char *passphrase, unsigned char key[SEALED_KEY],
		unsigned char check[16])
{
	uint64_t ops = sealed_get(header + SEALED_OPS, 4);
	uint64_t kib = sealed_get(header + SEALED_MEMORY, 4);
	bool ok =
		crypto_pwhash(key, SEALED_KEY, passphrase, strlen(passphrase), header + SEALED_SALT,
			      ops, kib * 1024, crypto_pwhash_ALG_ARGON2ID13) == 0;

	/* Of another key than the content's: it is in the clear. */
	if (ok)
		crypto_generichash(check, 16, (const unsigned char *)SEALED_MAGIC, 8, key,
				   SEALED_KEY);
	return ok;
}

static bool write_all(struct sealed *s, const unsigned char *data, size_t n, struct err *e)
{
	while (n > 0) {
		ssize_t put = write(s->fd, data, n);
		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0)
			return backup_fault(s->path, put < 0 ? errno : ENOSPC, e);
		data += put;
		n -= (size_t)put;
	}
	return true;
}

bool sealed_begin(struct sealed *s, int fd, const char *path, const struct backup_head *head,
		  const char *passphrase, enum backup_cost cost, struct err *e)
{
	unsigned char key[SEALED_KEY], *h = s->header;
	bool weak = cost == BACKUP_WEAK;

	*s = (struct sealed){.path = path,
			     .fd = fd,
			     .content = head->store_bytes + head->drafts_bytes + head->files_bytes};
	put_head(s, head);
	sealed_put(h + SEALED_OPS,
		   weak ? crypto_pwhash_OPSLIMIT_MIN : crypto_pwhash_OPSLIMIT_MODERATE, 4);
	sealed_put(h + SEALED_MEMORY,
		   (weak ? crypto_pwhash_MEMLIMIT_MIN : crypto_pwhash_MEMLIMIT_INTERACTIVE) / 1024,
		   4);
	randombytes_buf(h + SEALED_SALT, crypto_pwhash_SALTBYTES);
	if (!sealed_key(h, passphrase, key, h + SEALED_CHECK))
		return err_set(e, ERR_STORE, _("内存不足，不能加密备份。请关闭别的程序再试"));
	crypto_secretstream_xchacha20poly1305_init_push(&s->state, h + SEALED_STREAM, key);
	sodium_memzero(key, sizeof(key));
	crypto_generichash(h + SEALED_SUM, 16, h, SEALED_SUM, NULL, 0);
	return write_all(s, h, SEALED_HEADER, e);
}

bool sealed_write(struct sealed *s, const unsigned char *data, size_t n, struct err *e)
{
	unsigned char block[SEALED_BLOCK + TAIL];
	unsigned long long len;
	bool first = s->done == 0;

	s->done += (int64_t)n;
	assert(n > 0 && s->done <= s->content && (n == SEALED_BLOCK || s->done == s->content));
	crypto_secretstream_xchacha20poly1305_push(
		&s->state, block, &len, data, n, first ? s->header : NULL,
		first ? SEALED_HEADER : 0,
		s->done == s->content ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : 0);
	return write_all(s, block, (size_t)len, e);
}
