/* SPDX-License-Identifier: Apache-2.0
 *
 * Files that units hand in and that are no table we read, each told by its bytes,
 * with what the unit should do instead.
 */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "exchange/grid_inside.h"

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

bool refuse_broken_off(const char *path, struct err *e)
{
	return err_set(
		e, ERR_INPUT,
		_("%s 读到一半读不下去了：U盘是不是拔出来了，或文件正被改写。请重新插好再导入"),
		base_name(path));
}

/* ---- the compound files of older Office and of passwords ---- */

enum { ENTRY = 128, NAME_BYTES = 64, SECTOR = 512 };

/* A directory entry: its name in UTF-16, then the bytes that has with its NUL. */
static bool is_entry(const unsigned char *at, const char *name)
{
	size_t n = strlen(name);

	if (at[NAME_BYTES] != (n + 1) * 2 || at[NAME_BYTES + 1] != 0)
		return false;
	for (size_t i = 0; i < n; i++)
		if (at[2 * i] != (unsigned char)name[i] || at[2 * i + 1] != 0)
			return false;
	return true;
}

enum compound { COMPOUND_OTHER, COMPOUND_PASSWORD, COMPOUND_BOOK, COMPOUND_DOCUMENT };

/* The directory may be anywhere, in sectors: all entries of the file are looked at. */
static enum compound compound_of(const char *path)
{
	FILE *f = fopen(path, "rb");
	enum compound found = COMPOUND_OTHER;
	unsigned char sector[SECTOR];

	while (f && found != COMPOUND_PASSWORD && fread(sector, 1, SECTOR, f) == SECTOR) {
		for (size_t at = 0; at < SECTOR; at += ENTRY) {
			if (is_entry(sector + at, "EncryptedPackage") ||
			    is_entry(sector + at, "EncryptionInfo"))
				found = COMPOUND_PASSWORD;
			else if (is_entry(sector + at, "Workbook") || is_entry(sector + at, "Book"))
				found = COMPOUND_BOOK;
			else if (found == COMPOUND_OTHER && is_entry(sector + at, "WordDocument"))
				found = COMPOUND_DOCUMENT;
		}
	}
	if (f)
		fclose(f);
	return found;
}

static bool has_suffix(const char *path, const char *suffix)
{
	size_t n = strlen(path), m = strlen(suffix);

	return n >= m && strcasecmp(path + n - m, suffix) == 0;
}

static bool refuse_compound(const char *path, struct err *e)
{
	switch (compound_of(path)) {
	case COMPOUND_PASSWORD:
		return err_set(e, ERR_INPUT,
			       _("%s：该文件有打开密码，读不了。请单位去掉密码后另存一份再交"),
			       base_name(path));
	case COMPOUND_BOOK:
		if (has_suffix(path, ".et"))
			break;
		return err_set(e, ERR_INPUT,
			       _("%s 是旧版 Excel 的 .xls 文件。请用表格软件打开，另存为 .xlsx "
				 "后再导入"),
			       base_name(path));
	case COMPOUND_DOCUMENT:
		return err_set(e, ERR_INPUT,
			       _("%s 是文字文档，不是表格。请把名单放进 .xlsx 表格后再导入"),
			       base_name(path));
	case COMPOUND_OTHER:
		break;
	}
	if (has_suffix(path, ".et"))
		return err_set(e, ERR_INPUT,
			       _("%s 是 WPS 的 .et 文件。请用 WPS 打开，另存为 .xlsx 后再导入"),
			       base_name(path));
	return err_set(e, ERR_INPUT,
		       _("%s 不是可以导入的表格。请用表格软件打开，另存为 .xlsx 后再导入"),
		       base_name(path));
}

/* ---- ---- */

static bool begins(const unsigned char *head, size_t n, const char *with)
{
	size_t i = 0, m = strlen(with);

	if (n >= 3 && memcmp(head, "\xEF\xBB\xBF", 3) == 0)
		i = 3;
	while (i < n && (head[i] == ' ' || head[i] == '\r' || head[i] == '\n' || head[i] == '\t'))
		i++;
	return n - i >= m && strncasecmp((const char *)head + i, with, m) == 0;
}

static bool is_page(const unsigned char *head, size_t n)
{
	return begins(head, n, "<html") || begins(head, n, "<!doctype") ||
	       begins(head, n, "<table") || begins(head, n, "<?xml") || begins(head, n, "<meta") ||
	       begins(head, n, "mime-version:");
}

static bool is_picture(const unsigned char *head, size_t n)
{
	static const char *const magics[] = {"\x89PNG", "\xFF\xD8\xFF", "%PDF", "GIF8", "BM"};

	for (size_t i = 0; i < sizeof(magics) / sizeof(magics[0]); i++)
		if (n >= 4 && memcmp(head, magics[i], strlen(magics[i])) == 0)
			return true;
	return false;
}

static bool is_archive(const unsigned char *head, size_t n)
{
	return n >= 6 && (memcmp(head, "Rar!", 4) == 0 || memcmp(head, "7z\xBC\xAF", 4) == 0 ||
			  memcmp(head, "\x1F\x8B", 2) == 0);
}

bool refuse_other(const char *path, const unsigned char *head, size_t n, struct err *e)
{
	const char *name = base_name(path);

	if (n == 0)
		return err_set(e, ERR_INPUT, _("%s 是空文件，请重新拷贝"), name);
	if (n >= 8 && memcmp(head, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8) == 0)
		return refuse_compound(path, e);
	if (is_page(head, n))
		return err_set(e, ERR_INPUT,
			       _("%s 是网页格式，只是名字像表格。请用表格软件打开，另存为 .xlsx "
				 "后再导入"),
			       name);
	if (is_picture(head, n))
		return err_set(e, ERR_INPUT, _("%s 是图片或 PDF，不是表格。请单位交 .xlsx 表格"),
			       name);
	if (is_archive(head, n))
		return err_set(e, ERR_INPUT, _("%s 是压缩包，请先解压，再导入里面的表格"), name);
	/* A text has no NULs but those of UTF-16, which begins with its mark. */
	bool marked =
		n >= 2 && (memcmp(head, "\xFF\xFE", 2) == 0 || memcmp(head, "\xFE\xFF", 2) == 0);
	if (!marked && memchr(head, '\0', n))
		return err_set(e, ERR_INPUT,
			       _("%s 不是表格文件，请用表格软件另存为 .xlsx 后再导入"), name);
	return true;
}
