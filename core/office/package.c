/* SPDX-License-Identifier: Apache-2.0
 *
 * The zip layout is PKWARE's APPNOTE 6.3, only what minizip writes: no zip64, no
 * comment, methods stored and deflated. Everything is taken from the central
 * directory at the end of the file. Parts are read in pieces: a register of a
 * million rows is one part of 600 MB.
 */
#include "office/package.h"

#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <zlib.h>

#include "base/mem.h"
#include "base/text.h"

enum { LOCAL_HEADER = 30, CENTRAL_HEADER = 46, END_RECORD = 22 };
enum { PACKED_PIECE = 64 << 10, PIECE = 256 << 10 };

struct archive {
	int fd;
	size_t size;
	unsigned char *directory;
	size_t directory_size, directory_at; /* bytes; where it starts in the file */
	unsigned count;			     /* of parts */
};

struct part {
	char *name;
	uint32_t crc;
	unsigned method;
	size_t packed, size, offset;
};

static unsigned get16(const unsigned char *p)
{
	return p[0] | (unsigned)p[1] << 8;
}

static uint32_t get32(const unsigned char *p)
{
	return get16(p) | (uint32_t)get16(p + 2) << 16;
}

static bool read_at(const struct archive *a, size_t at, void *out, size_t n)
{
	if (at > a->size || n > a->size - at)
		return false;
	for (size_t got = 0; got < n;) {
		ssize_t r = pread(a->fd, (char *)out + got, n - got, (off_t)(at + got));
		if (r <= 0)
			return false;
		got += (size_t)r;
	}
	return true;
}

/* ---- the directory ---- */

static bool load_directory(struct archive *a)
{
	unsigned char end[END_RECORD];

	if (a->size < END_RECORD || !read_at(a, a->size - END_RECORD, end, END_RECORD) ||
	    get32(end) != 0x06054b50)
		return false;
	a->count = get16(end + 10);
	a->directory_at = get32(end + 16);
	if (a->directory_at > a->size - END_RECORD)
		return false;
	a->directory_size = a->size - END_RECORD - a->directory_at;
	a->directory = xmalloc(a->directory_size + 1);
	return read_at(a, a->directory_at, a->directory, a->directory_size);
}

static bool archive_open(struct archive *a, const char *path)
{
	struct stat st;

	*a = (struct archive){.fd = open(path, O_RDONLY | O_CLOEXEC)};
	if (a->fd < 0 || fstat(a->fd, &st) != 0)
		return false;
	a->size = (size_t)st.st_size;
	return load_directory(a);
}

static void archive_close(struct archive *a)
{
	if (a->fd >= 0)
		close(a->fd);
	free(a->directory);
}

/* The entry of the directory at *at; moves past it. Caller frees part->name. */
static bool next_part(const struct archive *a, size_t *at, struct part *part)
{
	if (*at + CENTRAL_HEADER > a->directory_size)
		return false;
	const unsigned char *p = a->directory + *at;
	if (get32(p) != 0x02014b50)
		return false;
	size_t name = get16(p + 28);
	size_t whole = CENTRAL_HEADER + name + get16(p + 30) + get16(p + 32);
	if (*at + whole > a->directory_size)
		return false;
	*part = (struct part){
		.name = xstrndup((const char *)p + CENTRAL_HEADER, name),
		.crc = get32(p + 16),
		.method = get16(p + 10),
		.packed = get32(p + 20),
		.size = get32(p + 24),
		.offset = get32(p + 42),
	};
	*at += whole;
	return true;
}

/* ---- the bytes of a part ---- */

struct sink {
	void (*take)(void *ctx, const unsigned char *bytes, size_t n);
	void *ctx;
	size_t size;
	uint32_t crc;
};

static void pour(struct sink *to, const unsigned char *bytes, size_t n)
{
	to->crc = (uint32_t)crc32(to->crc, bytes, (uInt)n);
	to->size += n;
	to->take(to->ctx, bytes, n);
}

static bool pour_stored(const struct archive *a, size_t at, size_t n, struct sink *to)
{
	unsigned char *piece = xmalloc(PIECE);
	bool ok = true;

	for (size_t done = 0; ok && done < n;) {
		size_t now = n - done < PIECE ? n - done : PIECE;
		ok = read_at(a, at + done, piece, now);
		if (ok)
			pour(to, piece, now);
		done += now;
	}
	free(piece);
	return ok;
}

/* One piece of packed bytes; false when they are no deflate stream. */
static bool pour_piece(z_stream *z, unsigned char *out, struct sink *to, bool *ended)
{
	do {
		z->next_out = out;
		z->avail_out = PIECE;
		int r = inflate(z, Z_NO_FLUSH);
		if (r != Z_OK && r != Z_STREAM_END && r != Z_BUF_ERROR)
			return false;
		*ended = r == Z_STREAM_END;
		pour(to, out, PIECE - z->avail_out);
	} while (!*ended && z->avail_out == 0);
	return true;
}

static bool pour_deflated(const struct archive *a, size_t at, size_t n, struct sink *to)
{
	unsigned char *packed = xmalloc(PACKED_PIECE), *out = xmalloc(PIECE);
	z_stream z = {0};
	bool ok = inflateInit2(&z, -MAX_WBITS) == Z_OK, ended = false;

	for (size_t done = 0; ok && !ended && done < n;) {
		size_t now = n - done < PACKED_PIECE ? n - done : PACKED_PIECE;
		ok = read_at(a, at + done, packed, now);
		z.next_in = packed;
		z.avail_in = (uInt)now;
		ok = ok && pour_piece(&z, out, to, &ended);
		done += now;
	}
	inflateEnd(&z);
	free(packed);
	free(out);
	return ok && ended;
}

static bool part_pour(const struct archive *a, const struct part *part, struct sink *to)
{
	unsigned char head[LOCAL_HEADER];

	if (!read_at(a, part->offset, head, LOCAL_HEADER) || get32(head) != 0x04034b50)
		return false;
	size_t at = part->offset + LOCAL_HEADER + get16(head + 26) + get16(head + 28);
	if (at > a->directory_at || part->packed > a->directory_at - at)
		return false;
	bool ok = part->method == 0
			  ? pour_stored(a, at, part->packed, to)
			  : part->method == Z_DEFLATED && pour_deflated(a, at, part->packed, to);
	return ok && to->size == part->size && to->crc == part->crc;
}

/* ---- whether it is whole ---- */

/* The two ends of a part are enough to see whether it was cut off. */
enum { GIST_HEAD = 512, GIST_TAIL = 128 };
struct gist {
	struct str head;
	char tail[GIST_TAIL];
	size_t n_tail;
};

static void take_gist(void *ctx, const unsigned char *bytes, size_t n)
{
	struct gist *g = ctx;

	if (g->head.len < GIST_HEAD) {
		size_t room = GIST_HEAD - g->head.len;
		str_addn(&g->head, (const char *)bytes, n < room ? n : room);
	}
	if (n >= GIST_TAIL) {
		memcpy(g->tail, bytes + n - GIST_TAIL, GIST_TAIL);
		g->n_tail = GIST_TAIL;
		return;
	}
	size_t keep = g->n_tail + n > GIST_TAIL ? GIST_TAIL - n : g->n_tail;
	memmove(g->tail, g->tail + g->n_tail - keep, keep);
	memcpy(g->tail + keep, bytes, n);
	g->n_tail = keep + n;
}

/* The root element is closed at the end of the text, or is empty (<a/>). */
static bool xml_is_closed(const struct gist *g)
{
	const char *root = strchr(str_text(&g->head), '<');
	size_t len = g->n_tail;

	while (root && (root[1] == '?' || root[1] == '!'))
		root = strchr(root + 1, '<');
	if (!root)
		return false;
	size_t name = strcspn(root + 1, " />\t\r\n");
	while (len && strchr(" \r\n", g->tail[len - 1]))
		len--;
	if (len < 2 || g->tail[len - 1] != '>')
		return false;
	if (g->tail[len - 2] == '/')
		return !strchr(root + 1, '<');
	const char *close = g->tail + len - 1 - name;
	return len > name + 3 && close[-2] == '<' && close[-1] == '/' &&
	       memcmp(close, root + 1, name) == 0;
}

static bool part_is_whole(const struct archive *a, const struct part *part)
{
	struct gist g = {0};
	struct sink to = {.take = take_gist, .ctx = &g};
	const char *dot = strrchr(part->name, '.');
	bool ok = part_pour(a, part, &to);

	if (ok && dot && strcmp(dot, ".png") == 0)
		ok = g.n_tail >= 8 && memcmp(g.tail + g.n_tail - 8, "IEND\xae\x42\x60\x82", 8) == 0;
	else if (ok)
		ok = xml_is_closed(&g);
	str_done(&g.head);
	return ok;
}

bool package_verify(const char *path, struct err *e)
{
	struct archive a;
	size_t at = 0;
	bool ok = archive_open(&a, path) && a.count > 0;

	for (unsigned i = 0; ok && i < a.count; i++) {
		struct part part;
		ok = next_part(&a, &at, &part);
		if (ok) {
			ok = part_is_whole(&a, &part);
			free(part.name);
		}
	}
	archive_close(&a);
	if (!ok)
		err_set(e, ERR_STORE,
			_("写出的表格不完整（磁盘可能已满），已删除。请清理磁盘后重新打印"));
	return ok;
}

static void take_all(void *ctx, const unsigned char *bytes, size_t n)
{
	str_addn(ctx, (const char *)bytes, n);
}

bool package_read(const char *path, const char *name, struct str *out)
{
	struct sink to = {.take = take_all, .ctx = out};
	struct archive a;
	size_t at = 0;
	bool found = false, ok = archive_open(&a, path);

	for (unsigned i = 0; ok && !found && i < a.count; i++) {
		struct part part;
		ok = next_part(&a, &at, &part);
		if (ok) {
			found = strcmp(part.name, name) == 0;
			ok = !found || part_pour(&a, &part, &to);
			free(part.name);
		}
	}
	archive_close(&a);
	return ok && found;
}
