/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "store/sealed_inside.h"

enum {
	TAIL = crypto_secretstream_xchacha20poly1305_ABYTES,
	OPS_MOST = 16,
	MEMORY_MOST = 1024 * 1024, /* KiB: no file makes us take more */
};
#define BYTES_MOST ((uint64_t)1 << 48) /* of a database; SQLite's own limit */

uint64_t sealed_get(const unsigned char *from, int bytes)
{
	uint64_t value = 0;

	for (int i = bytes; i-- > 0;)
		value = value << 8 | from[i];
	return value;
}

/* As many of n as there are; *got < n at the end of the file. */
static bool read_all(struct sealed *s, unsigned char *data, size_t n, size_t *got, struct err *e)
{
	*got = 0;
	while (*got < n) {
		ssize_t have = read(s->fd, data + *got, n - *got);
		if (have < 0 && errno == EINTR)
			continue;
		if (have < 0)
			return backup_fault(s->path, errno, e);
		if (have == 0)
			break;
		*got += (size_t)have;
	}
	return true;
}

static bool cut_off(const struct sealed *s, struct err *e)
{
	return err_set(e, ERR_INPUT, _("备份文件不完整，后面的部分没有了：%s。请用另一份备份"),
		       s->path);
}

static bool damaged(const struct sealed *s, struct err *e)
{
	return err_set(e, ERR_INPUT, _("备份文件已损坏（第%lld块）：%s。请用另一份备份"),
		       (long long)(s->done / SEALED_BLOCK + 1), s->path);
}

static bool check_header(const struct sealed *s, size_t got, struct err *e)
{
	const unsigned char *h = s->header;
	unsigned char sum[16];

	if (got < 8 || memcmp(h, SEALED_MAGIC, 8) != 0)
		return err_set(e, ERR_INPUT, _("不是一窗的备份文件：%s"), s->path);
	if (got < SEALED_HEADER)
		return cut_off(s, e);
	/* Before the sum: a newer format may keep it elsewhere. */
	if (sealed_get(h + SEALED_VERSION, 4) > SEALED_FORMAT)
		return err_set(e, ERR_INPUT,
			       _("备份由更新版本的程序制作：%s。请升级本程序后再恢复"), s->path);
	if (sealed_get(h + SEALED_VERSION, 4) < SEALED_FORMAT)
		return err_set(e, ERR_INPUT, _("备份由试用期的旧程序制作：%s。请用当时的程序恢复"),
			       s->path);
	crypto_generichash(sum, sizeof(sum), h, SEALED_SUM, NULL, 0);
	if (memcmp(sum, h + SEALED_SUM, sizeof(sum)) != 0 ||
	    sealed_get(h + SEALED_OPS, 4) > OPS_MOST ||
	    sealed_get(h + SEALED_MEMORY, 4) > MEMORY_MOST ||
	    sealed_get(h + SEALED_STORE, 8) > BYTES_MOST ||
	    sealed_get(h + SEALED_DRAFTS, 8) > BYTES_MOST ||
	    sealed_get(h + SEALED_FILES, 8) > BYTES_MOST)
		return err_set(e, ERR_INPUT, _("备份文件的开头已损坏：%s。请用另一份备份"),
			       s->path);
	return true;
}

bool sealed_head(struct sealed *s, int fd, const char *path, struct backup_head *out, struct err *e)
{
	const unsigned char *h = s->header;
	size_t got;

	*s = (struct sealed){.path = path, .fd = fd};
	*out = (struct backup_head){0};
	if (!read_all(s, s->header, SEALED_HEADER, &got, e) || !check_header(s, got, e))
		return false;
	out->schema = (int)sealed_get(h + SEALED_SCHEMA, 4);
	memcpy(out->site, h + SEALED_SITE, SITE_CODE);
	out->at = (int64_t)sealed_get(h + SEALED_AT, 8);
	out->seq = (int64_t)sealed_get(h + SEALED_SEQ, 8);
	memcpy(out->hash, h + SEALED_HASH, sizeof(out->hash));
	out->store_bytes = (int64_t)sealed_get(h + SEALED_STORE, 8);
	out->drafts_bytes = (int64_t)sealed_get(h + SEALED_DRAFTS, 8);
	out->files_bytes = (int64_t)sealed_get(h + SEALED_FILES, 8);
	s->content = out->store_bytes + out->drafts_bytes + out->files_bytes;
	return true;
}

bool sealed_unlock(struct sealed *s, const char *passphrase, struct err *e)
{
	unsigned char key[SEALED_KEY], check[16];
	bool ok = sealed_key(s->header, passphrase, key, check);

	if (!ok)
		return err_set(e, ERR_STORE, _("内存不足，不能打开备份。请关闭别的程序再试"));
	ok = sodium_memcmp(check, s->header + SEALED_CHECK, sizeof(check)) == 0;
	if (ok)
		crypto_secretstream_xchacha20poly1305_init_pull(&s->state,
								s->header + SEALED_STREAM, key);
	sodium_memzero(key, sizeof(key));
	return ok || err_set(e, ERR_PERMISSION, _("备份口令不对：%s"), s->path);
}

/* Behind the last block there is nothing. */
static bool at_end(struct sealed *s, struct err *e)
{
	unsigned char more;
	size_t got;

	return read_all(s, &more, 1, &got, e) && (got == 0 || damaged(s, e));
}

bool sealed_read(struct sealed *s, unsigned char data[SEALED_BLOCK], size_t *n, struct err *e)
{
	unsigned char block[SEALED_BLOCK + TAIL], tag;
	int64_t left = s->content - s->done;
	size_t want = left < SEALED_BLOCK ? (size_t)left : SEALED_BLOCK, got;
	unsigned long long len;
	bool first = s->done == 0;

	*n = 0;
	if (left <= 0)
		return left == 0 && s->content > 0 ? at_end(s, e) : damaged(s, e);
	if (!read_all(s, block, want + TAIL, &got, e))
		return false;
	if (got < want + TAIL)
		return cut_off(s, e);
	if (crypto_secretstream_xchacha20poly1305_pull(&s->state, data, &len, &tag, block, got,
						       first ? s->header : NULL,
						       first ? SEALED_HEADER : 0) != 0)
		return damaged(s, e);
	bool last = s->done + (int64_t)want == s->content;
	if (last != (tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL))
		return damaged(s, e);
	s->done += (int64_t)want;
	*n = want;
	return true;
}
