/* SPDX-License-Identifier: Apache-2.0
 *
 * The zip layout is PKWARE's APPNOTE 6.3, only what minizip writes: no zip64, no
 * comment, methods stored and deflated. Everything is taken from the central
 * directory at the end of the file.
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
enum { PART_BYTES = 256 << 20 }; /* far above any document or roster sheet we write */

struct archive {
	unsigned char *bytes;
	size_t size;
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

static bool archive_load(struct archive *a, const char *path)
{
	struct stat st;
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	*a = (struct archive){0};
	if (fd < 0)
		return false;
	bool ok = fstat(fd, &st) == 0 && st.st_size >= END_RECORD;
	if (ok) {
		a->size = (size_t)st.st_size;
		a->bytes = xmalloc(a->size);
		for (size_t at = 0; ok && at < a->size;) {
			ssize_t n = read(fd, a->bytes + at, a->size - at);
			ok = n > 0;
			at += ok ? (size_t)n : 0;
		}
	}
	close(fd);
	return ok;
}

/* The entry of the central directory at *at; moves past it. Caller frees part->name. */
static bool next_part(const struct archive *a, size_t *at, struct part *part)
{
	if (*at + CENTRAL_HEADER > a->size)
		return false;
	const unsigned char *p = a->bytes + *at;
	if (get32(p) != 0x02014b50)
		return false;
	size_t name = get16(p + 28);
	size_t whole = CENTRAL_HEADER + name + get16(p + 30) + get16(p + 32);
	if (*at + whole > a->size)
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

static bool inflate_to(const unsigned char *packed, size_t n, unsigned char *out, size_t size)
{
	z_stream z = {.next_in = (unsigned char *)packed,
		      .avail_in = (uInt)n,
		      .next_out = out,
		      .avail_out = (uInt)size};

	if (inflateInit2(&z, -MAX_WBITS) != Z_OK)
		return false;
	bool ok = inflate(&z, Z_FINISH) == Z_STREAM_END && z.total_out == size;
	inflateEnd(&z);
	return ok;
}

static bool part_bytes(const struct archive *a, const struct part *part, struct str *out)
{
	if (part->size > PART_BYTES || part->offset + LOCAL_HEADER > a->size)
		return false;
	const unsigned char *p = a->bytes + part->offset;
	if (get32(p) != 0x04034b50)
		return false;
	size_t data = part->offset + LOCAL_HEADER + get16(p + 26) + get16(p + 28);
	if (data > a->size || part->packed > a->size - data)
		return false;
	unsigned char *bytes = xmalloc(part->size + 1);
	bool ok = true;
	if (part->method == 0 && part->packed == part->size)
		memcpy(bytes, a->bytes + data, part->size);
	else
		ok = part->method == Z_DEFLATED &&
		     inflate_to(a->bytes + data, part->packed, bytes, part->size);
	ok = ok && crc32(0, bytes, (uInt)part->size) == part->crc;
	if (ok)
		str_addn(out, (const char *)bytes, part->size);
	free(bytes);
	return ok;
}

/* Where the directory starts and how many entries it says it has. */
static bool find_directory(const struct archive *a, size_t *at, unsigned *count)
{
	const unsigned char *end = a->bytes + a->size - END_RECORD;

	if (get32(end) != 0x06054b50)
		return false;
	*count = get16(end + 10);
	*at = get32(end + 16);
	return *at < a->size;
}

static bool ends_with(const struct str *s, const char *tail, size_t n)
{
	return s->len >= n && memcmp(s->data + s->len - n, tail, n) == 0;
}

/* The root element is closed at the end of the text, or is empty (<a/>). */
static bool xml_is_closed(const struct str *s)
{
	const char *p = str_text(s);
	const char *root = strchr(p, '<');

	while (root && (root[1] == '?' || root[1] == '!'))
		root = strchr(root + 1, '<');
	if (!root)
		return false;
	size_t name = strcspn(root + 1, " />\t\r\n");
	size_t len = s->len;
	while (len && strchr(" \r\n", p[len - 1]))
		len--;
	const char *last = p + len;
	if (len > 1 && last[-1] == '>' && last[-2] == '/' && !strchr(root + 1, '<'))
		return true;
	return len > name + 3 && last[-1] == '>' && last[-(ptrdiff_t)name - 3] == '<' &&
	       last[-(ptrdiff_t)name - 2] == '/' && memcmp(last - name - 1, root + 1, name) == 0;
}

static bool part_is_whole(const struct archive *a, const struct part *part)
{
	struct str s = {0};
	const char *dot = strrchr(part->name, '.');
	bool ok = part_bytes(a, part, &s);

	if (ok && dot && strcmp(dot, ".png") == 0)
		ok = ends_with(&s, "IEND\xae\x42\x60\x82", 8);
	else if (ok)
		ok = xml_is_closed(&s);
	str_done(&s);
	return ok;
}

bool package_verify(const char *path, struct err *e)
{
	struct archive a;
	size_t at = 0;
	unsigned count = 0;
	bool ok = archive_load(&a, path) && find_directory(&a, &at, &count) && count > 0;

	for (unsigned i = 0; ok && i < count; i++) {
		struct part part;
		ok = next_part(&a, &at, &part);
		if (ok) {
			ok = part_is_whole(&a, &part);
			free(part.name);
		}
	}
	free(a.bytes);
	if (!ok)
		err_set(e, ERR_STORE,
			_("写出的表格不完整（磁盘可能已满），已删除。请清理磁盘后重新打印"));
	return ok;
}

bool package_read(const char *path, const char *name, struct str *out)
{
	struct archive a;
	size_t at = 0;
	unsigned count = 0;
	bool found = false;
	bool ok = archive_load(&a, path) && find_directory(&a, &at, &count);

	for (unsigned i = 0; ok && !found && i < count; i++) {
		struct part part;
		ok = next_part(&a, &at, &part);
		if (ok) {
			found = strcmp(part.name, name) == 0;
			ok = !found || part_bytes(&a, &part, out);
			free(part.name);
		}
	}
	free(a.bytes);
	return ok && found;
}
