/* SPDX-License-Identifier: Apache-2.0
 *
 * libunistring knows the standards (RFC 3629, UAX #15, UAX #29); wcwidth() knows
 * the terminal's locale. This file only joins the two, so that no other file
 * has to walk bytes by itself.
 */
#include "base/utf8.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <unictype.h>
#include <unigbrk.h>
#include <uninorm.h>
#include <unistr.h>
#include <wchar.h>

#include "base/mem.h"
#include "base/str.h"

static const uint8_t *bytes(const char *s)
{
	return (const uint8_t *)s;
}

size_t utf8_check(const char *s, size_t len)
{
	const uint8_t *bad = u8_check(bytes(s), len);

	return bad ? (size_t)(bad - bytes(s)) : len;
}

bool utf8_valid(const char *s)
{
	return u8_check(bytes(s), strlen(s)) == NULL;
}

uint32_t utf8_next(const char **s)
{
	ucs4_t c;
	int n = u8_strmbtouc(&c, bytes(*s));

	assert(n >= 0 && "text inside the program is valid UTF-8");
	if (n <= 0)
		return 0;
	*s += n;
	return c;
}

size_t utf8_put(char *out, uint32_t c)
{
	int n = u8_uctomb((uint8_t *)out, c, 4);

	assert(n > 0 && "surrogates and what lies above U+10FFFF are no characters");
	return n > 0 ? (size_t)n : 0;
}

size_t utf8_length(const char *s)
{
	return u8_mbsnlen(bytes(s), strlen(s));
}

/* u8_grapheme_next() and _prev() look at two characters only and break every emoji
 * sequence (rule GB11): whether the clusters [first, at) and [at, …) are really one. */
static bool is_joined(const uint8_t *first, const uint8_t *at)
{
	ucs4_t before, head, next;

	if (!u8_prev(&before, at, first) || before != 0x200D)
		return false;
	u8_strmbtouc(&head, first);
	u8_strmbtouc(&next, at);
	return uc_is_property_extended_pictographic(head) &&
	       uc_is_property_extended_pictographic(next);
}

size_t utf8_cluster_at(const char *s, size_t len)
{
	const uint8_t *start = bytes(s), *end = start + len, *p = start;

	if (len == 0)
		return 0;
	do {
		p = u8_grapheme_next(p, end);
	} while (p < end && is_joined(start, p));
	return (size_t)(p - start);
}

size_t utf8_cluster_before(const char *s, size_t at)
{
	const uint8_t *start = bytes(s), *p;

	if (at == 0)
		return 0;
	p = u8_grapheme_prev(start + at, start);
	while (p > start) {
		const uint8_t *q = u8_grapheme_prev(p, start);
		if (!is_joined(q, p))
			break;
		p = q;
	}
	return at - (size_t)(p - start);
}

/* "U+" and four to six hexadecimal digits. */
static int shown_form_columns(uint32_t c)
{
	return c > 0xFFFFF ? 8 : c > 0xFFFF ? 7 : 6;
}

int utf8_columns_n(const char *s, size_t len)
{
	const char *end = s + len;
	int columns = 0;

	while (s < end) {
		uint32_t c = utf8_next(&s);
		if (!c)
			break;
		int w = wcwidth((wchar_t)c);
		columns += w < 0 ? shown_form_columns(c) : w;
	}
	return columns;
}

int utf8_columns(const char *s)
{
	return utf8_columns_n(s, strlen(s));
}

size_t utf8_fit(const char *s, int columns)
{
	size_t len = strlen(s), used = 0;

	while (used < len) {
		size_t n = utf8_cluster_at(s + used, len - used);
		columns -= utf8_columns_n(s + used, n);
		if (columns < 0)
			break;
		used += n;
	}
	return used;
}

char *utf8_halfwidth(const char *s)
{
	char *out = xmalloc(strlen(s) + 1), *p = out; /* never longer than the source */
	uint32_t c;

	while ((c = utf8_next(&s)) != 0) {
		if (c >= 0xFF01 && c <= 0xFF5E)
			c -= 0xFF01 - '!';
		else if (c == 0x3000)
			c = ' ';
		p += utf8_put(p, c);
	}
	*p = '\0';
	return out;
}

char *utf8_nfc(const char *s)
{
	size_t n = 0;
	uint8_t *out = u8_normalize(UNINORM_NFC, bytes(s), strlen(s) + 1, NULL, &n);

	if (!out)
		abort(); /* out of memory, or a caller let invalid UTF-8 through */
	return (char *)out;
}

/* Cc and Cf as promised; the line separators and the noncharacters besides, since the
 * ones break a line on the screen and the others break the XML of a workbook. */
static bool is_control(uint32_t c)
{
	const uint32_t mask = UC_CATEGORY_MASK_Cc | UC_CATEGORY_MASK_Cf | UC_CATEGORY_MASK_Zl |
			      UC_CATEGORY_MASK_Zp;

	if (c == 0x200D)
		return false;
	if ((c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF))
		return true;
	return uc_is_general_category_withtable(c, mask);
}

size_t utf8_control(const char *s)
{
	const char *p = s;

	for (;;) {
		const char *here = p;
		uint32_t c = utf8_next(&p);
		if (!c || is_control(c))
			return (size_t)(here - s);
	}
}

char *utf8_cleaned(const char *s)
{
	static const char replacement[] = "\xEF\xBF\xBD";
	struct str out = {0};

	while (*s) {
		size_t len = utf8_check(s, strlen(s));
		char *part = xstrndup(s, len);
		for (const char *p = part; *p;) {
			size_t good = utf8_control(p);
			str_addn(&out, p, good);
			p += good;
			if (utf8_next(&p)) /* past the bad one */
				str_add(&out, replacement);
		}
		free(part);
		s += len;
		if (*s) {
			str_add(&out, replacement);
			s++;
		}
	}
	return out.data ? out.data : xstrdup("");
}
