/* SPDX-License-Identifier: Apache-2.0 */
#include "exchange/encoding.h"

#include <assert.h>
#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "base/utf8.h"

const char *const encoding_names[ENCODINGS] = {
	[ENCODING_ASCII] = N_("纯英文数字文本"),
	[ENCODING_UTF8] = "UTF-8",
	[ENCODING_GB18030] = N_("GB18030（含 GBK）"),
	[ENCODING_UTF16LE] = N_("UTF-16（Excel 的“Unicode 文本”）"),
	[ENCODING_UTF16BE] = N_("UTF-16（高位在前）"),
};

struct decoder {
	enum encoding encoding;
	bool begun;	 /* past the mark at the beginning */
	iconv_t conv;	 /* of all but UTF-8 */
	struct str held; /* the beginning of a character whose rest has not come */
	size_t bad;
};

struct decoder *decoder_new(void)
{
	struct decoder *d = xcalloc(1, sizeof(*d));

	d->conv = (iconv_t)-1;
	return d;
}

void decoder_free(struct decoder *d)
{
	if (!d)
		return;
	if (d->conv != (iconv_t)-1)
		iconv_close(d->conv);
	str_done(&d->held);
	free(d);
}

enum encoding decoder_encoding(const struct decoder *d)
{
	return d->encoding;
}

size_t decoder_bad(const struct decoder *d)
{
	return d->bad;
}

static void add_damaged(struct decoder *d, struct str *out)
{
	d->bad++;
	str_add(out, ENCODING_DAMAGED);
}

/* ---- UTF-8 ---- */

/* Whether what is left may be the beginning of a character. */
static bool may_go_on(const char *s, size_t n)
{
	unsigned char lead = (unsigned char)*s;
	size_t wanted = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;

	if (lead < 0xC2 || lead > 0xF4 || n >= wanted)
		return false;
	for (size_t i = 1; i < n; i++)
		if (((unsigned char)s[i] & 0xC0) != 0x80)
			return false;
	return true;
}

/* Returns the bytes done; the rest is the beginning of a character. */
static size_t decode_utf8(struct decoder *d, const char *s, size_t n, bool last, struct str *out)
{
	size_t at = 0;

	while (at < n) {
		size_t good = utf8_check(s + at, n - at);
		str_addn(out, s + at, good);
		at += good;
		if (at == n || (!last && may_go_on(s + at, n - at)))
			break;
		add_damaged(d, out);
		at++;
	}
	return at;
}

/* ---- by iconv ---- */

/* The characters that GB 18030-2022 has outside the private use area: their former places, and
 * the four-byte codes that were theirs in 2005 and are the former places' since 2022. */
static const struct moved {
	const char code[5];
	const char private[4], standard[4];
} moved[] = {
	{"\x84\x31\x82\x36", "\xEE\x9E\x8D", "\xEF\xB8\x90"}, /* U+E78D U+FE10 */
	{"\x84\x31\x82\x38", "\xEE\x9E\x8E", "\xEF\xB8\x92"}, /* U+E78E U+FE12 */
	{"\x84\x31\x82\x37", "\xEE\x9E\x8F", "\xEF\xB8\x91"}, /* U+E78F U+FE11 */
	{"\x84\x31\x82\x39", "\xEE\x9E\x90", "\xEF\xB8\x93"}, /* U+E790 U+FE13 */
	{"\x84\x31\x83\x30", "\xEE\x9E\x91", "\xEF\xB8\x94"}, /* U+E791 U+FE14 */
	{"\x84\x31\x83\x31", "\xEE\x9E\x92", "\xEF\xB8\x95"}, /* U+E792 U+FE15 */
	{"\x84\x31\x83\x32", "\xEE\x9E\x93", "\xEF\xB8\x96"}, /* U+E793 U+FE16 */
	{"\x84\x31\x83\x33", "\xEE\x9E\x94", "\xEF\xB8\x97"}, /* U+E794 U+FE17 */
	{"\x84\x31\x83\x34", "\xEE\x9E\x95", "\xEF\xB8\x98"}, /* U+E795 U+FE18 */
	{"\x84\x31\x83\x35", "\xEE\x9E\x96", "\xEF\xB8\x99"}, /* U+E796 U+FE19 */
	{"\x82\x35\x90\x37", "\xEE\xA0\x9E", "\xE9\xBE\xB4"}, /* U+E81E U+9FB4 */
	{"\x82\x35\x90\x38", "\xEE\xA0\xA6", "\xE9\xBE\xB5"}, /* U+E826 U+9FB5 */
	{"\x82\x35\x90\x39", "\xEE\xA0\xAB", "\xE9\xBE\xB6"}, /* U+E82B U+9FB6 */
	{"\x82\x35\x91\x30", "\xEE\xA0\xAC", "\xE9\xBE\xB7"}, /* U+E82C U+9FB7 */
	{"\x82\x35\x91\x31", "\xEE\xA0\xB2", "\xE9\xBE\xB8"}, /* U+E832 U+9FB8 */
	{"\x82\x35\x91\x32", "\xEE\xA1\x83", "\xE9\xBE\xB9"}, /* U+E843 U+9FB9 */
	{"\x82\x35\x91\x33", "\xEE\xA1\x94", "\xE9\xBE\xBA"}, /* U+E854 U+9FBA */
	{"\x82\x35\x91\x34", "\xEE\xA1\xA4", "\xE9\xBE\xBB"}, /* U+E864 U+9FBB */
};
enum { MOVED = sizeof(moved) / sizeof(moved[0]) };

static const struct moved *moved_code(const char *s, size_t n)
{
	for (size_t i = 0; n >= 4 && i < MOVED; i++)
		if (memcmp(s, moved[i].code, 4) == 0)
			return &moved[i];
	return NULL;
}

/* Former places come out of libraries with an old mapping. */
static void settle_private(char *s, size_t n)
{
	for (char *end = s + n; (s = memchr(s, '\xEE', (size_t)(end - s))); s++)
		for (size_t i = 0; end - s >= 3 && i < MOVED; i++)
			if (memcmp(s, moved[i].private, 3) == 0) {
				memcpy(s, moved[i].standard, 3);
				break;
			}
}

/* A NUL is no character of a text; it would end the strings it comes in. */
static void add_text(struct decoder *d, char *s, size_t n, struct str *out)
{
	if (d->encoding == ENCODING_GB18030)
		settle_private(s, n);
	for (const char *nul; (nul = memchr(s, '\0', n));) {
		str_addn(out, s, (size_t)(nul - s));
		add_damaged(d, out);
		n -= (size_t)(nul - s) + 1;
		s += nul - s + 1;
	}
	str_addn(out, s, n);
}

static size_t decode_iconv(struct decoder *d, const char *s, size_t n, bool last, struct str *out)
{
	size_t unit = d->encoding == ENCODING_GB18030 ? 1 : 2;
	char *in = (char *)s;
	size_t left = n;

	while (left) {
		char piece[8192], *to = piece;
		size_t room = sizeof(piece);
		size_t r = iconv(d->conv, &in, &left, &to, &room);
		int error = r == (size_t)-1 ? errno : 0;
		add_text(d, piece, (size_t)(to - piece), out);
		if (error == 0 || error == E2BIG)
			continue;
		/* A four-byte code may be refused before its end has come. */
		if (!last && left < 4)
			break;
		const struct moved *m =
			d->encoding == ENCODING_GB18030 ? moved_code(in, left) : NULL;
		size_t step = m ? 4 : left < unit ? left : unit;
		if (m)
			str_addn(out, m->standard, 3);
		else
			add_damaged(d, out);
		in += step;
		left -= step;
	}
	return n - left;
}

static void open_conv(struct decoder *d, enum encoding encoding)
{
	static const char *const names[ENCODINGS] = {
		[ENCODING_GB18030] = "GB18030",
		[ENCODING_UTF16LE] = "UTF-16LE",
		[ENCODING_UTF16BE] = "UTF-16BE",
	};

	d->encoding = encoding;
	if (names[encoding]) {
		d->conv = iconv_open("UTF-8", names[encoding]);
		assert(d->conv != (iconv_t)-1); /* every C library has the three */
	}
}

/* ---- which one it is ---- */

/* Characters of several bytes are hardly ever UTF-8 by chance: a damaged file is still told. */
static bool is_utf8(const char *s, size_t n, bool last)
{
	size_t good = 0, bad = 0;

	for (size_t at = 0; at < n;) {
		size_t valid = utf8_check(s + at, n - at);
		for (size_t i = 0; i < valid; i++)
			good += ((unsigned char)s[at + i] & 0xC0) == 0xC0;
		at += valid;
		if (at == n || (!last && may_go_on(s + at, n - at)))
			break;
		bad++;
		at++;
	}
	return bad == 0 || good > 2 * bad;
}

/* The marks. Returns how many bytes they take. */
static size_t read_mark(struct decoder *d, const char *s, size_t n)
{
	if (n >= 3 && memcmp(s, "\xEF\xBB\xBF", 3) == 0) {
		open_conv(d, ENCODING_UTF8);
		return 3;
	}
	if (n >= 2 && memcmp(s, "\xFF\xFE", 2) == 0) {
		open_conv(d, ENCODING_UTF16LE);
		return 2;
	}
	if (n >= 2 && memcmp(s, "\xFE\xFF", 2) == 0) {
		open_conv(d, ENCODING_UTF16BE);
		return 2;
	}
	return 0;
}

/* Passes ASCII on until a byte tells. */
static size_t decide(struct decoder *d, const char *s, size_t n, bool last, struct str *out)
{
	size_t plain = 0;

	while (plain < n && (unsigned char)s[plain] < 0x80 && s[plain])
		plain++;
	str_addn(out, s, plain);
	if (plain == n || (!last && n - plain < 4))
		return plain;
	if (!s[plain]) {
		add_damaged(d, out);
		return plain + 1;
	}
	open_conv(d, is_utf8(s + plain, n - plain, last) ? ENCODING_UTF8 : ENCODING_GB18030);
	return plain;
}

static size_t decode(struct decoder *d, const char *s, size_t n, bool last, struct str *out)
{
	size_t at = 0;

	if (!d->begun) {
		if (n < 3 && !last)
			return 0;
		d->begun = true;
		at = read_mark(d, s, n);
	}
	while (at < n && d->encoding == ENCODING_ASCII) {
		size_t done = decide(d, s + at, n - at, last, out);
		at += done;
		if (!done && d->encoding == ENCODING_ASCII)
			return at;
	}
	if (at == n)
		return at;
	if (d->encoding != ENCODING_UTF8)
		return at + decode_iconv(d, s + at, n - at, last, out);
	struct str text = {0};
	at += decode_utf8(d, s + at, n - at, last, &text);
	if (text.len)
		add_text(d, text.data, text.len, out);
	str_done(&text);
	return at;
}

void decoder_feed(struct decoder *d, const char *bytes, size_t n, bool last, struct str *out)
{
	if (!d->held.len) {
		size_t done = decode(d, bytes, n, last, out);
		str_addn(&d->held, bytes + done, n - done);
		return;
	}
	str_addn(&d->held, bytes, n);
	struct str all = d->held;
	d->held = (struct str){0};
	size_t done = decode(d, all.data, all.len, last, out);
	str_addn(&d->held, all.data + done, all.len - done);
	str_done(&all);
}
