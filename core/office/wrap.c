/* SPDX-License-Identifier: Apache-2.0 */
#include "office/wrap.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/utf8.h"

static int char_width(uint32_t c)
{
	if (c >= 0x80)
		return 100;
	if (strchr("MWmw@%", (int)c))
		return 95;
	if (c >= 'A' && c <= 'Z')
		return 74;
	return 57; /* digits, small letters, marks: 50 in 宋体, up to 57 elsewhere */
}

int wrap_width(const char *text, size_t len)
{
	const char *end = text + len;
	int width = 0;

	while (text < end) {
		size_t n = utf8_cluster_at(text, (size_t)(end - text));
		const char *first = text;
		width += char_width(utf8_next(&first));
		text += n;
	}
	return width;
}

static bool is_one_of(const char *s, const char *set)
{
	size_t n = utf8_cluster_at(s, strlen(s));

	for (const char *p = set; *p; p += utf8_cluster_at(p, strlen(p)))
		if (strncmp(p, s, n) == 0)
			return true;
	return false;
}

static bool never_first(const char *s)
{
	return *s && is_one_of(s, "，。、；：？！）》」』】〉〕”’…—％·");
}

static bool never_last(const char *s)
{
	return *s && is_one_of(s, "（《「『【〈〔“‘￥");
}

static bool is_word(const char *s)
{
	return *s > 0x20 && *s < 0x7f;
}

/* Bytes that stay on one line: a word, or a character with the marks bound to it. */
static size_t token(const char *s)
{
	const char *p = s;

	while (never_last(p))
		p += utf8_cluster_at(p, strlen(p));
	if (is_word(p)) {
		while (is_word(p))
			p++;
	} else if (*p && *p != '\n') {
		p += utf8_cluster_at(p, strlen(p));
	}
	while (never_first(p))
		p += utf8_cluster_at(p, strlen(p));
	return (size_t)(p - s);
}

/* A token wider than a whole line is cut where it must. */
static size_t hard_cut(const char *s, size_t len, int width)
{
	size_t at = 0;
	int used = 0;

	while (at < len) {
		size_t n = utf8_cluster_at(s + at, len - at);
		int w = wrap_width(s + at, n);
		if (at && used + w > width)
			break;
		used += w;
		at += n;
	}
	return at;
}

size_t wrap_line(const char *text, int width)
{
	size_t at = 0;
	int used = 0;

	while (text[at]) {
		if (text[at] == '\n')
			return at + 1;
		size_t n = token(text + at);
		int w = wrap_width(text + at, n);
		if (used + w > width) {
			if (text[at] == ' ')
				return at + 1; /* a blank may hang over the edge */
			return at ? at : hard_cut(text, n, width);
		}
		used += w;
		at += n;
	}
	return at;
}

size_t wrap_count(const char *text, int width)
{
	size_t lines = 0;
	size_t n;

	while ((n = wrap_line(text, width))) {
		lines++;
		/* A line feed at the very end opens one more, empty line. */
		if (text[n - 1] == '\n' && !text[n])
			lines++;
		text += n;
	}
	return lines ? lines : 1;
}
