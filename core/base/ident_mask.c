/* SPDX-License-Identifier: Apache-2.0
 *
 * What is hidden of numbers and names by default, on the screen and on paper.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/ident.h"
#include "base/mem.h"
#include "base/utf8.h"

/* Shows the first `head` and the last `tail` clusters, a star for every other. */
static char *mask(const char *text, char *out, size_t size, size_t head, size_t tail)
{
	size_t len = strlen(text), total = 0, seen = 0, at, n, w = 0;

	assert(size > len);
	(void)size;
	for (at = 0; at < len; at += utf8_cluster_at(text + at, len - at))
		total++;
	for (at = 0; at < len; at += n, seen++) {
		n = utf8_cluster_at(text + at, len - at);
		if (seen >= head && seen + tail < total) {
			out[w++] = '*';
			continue;
		}
		memcpy(out + w, text + at, n);
		w += n;
	}
	out[w] = '\0';
	return out;
}

char *ident_mask(const char *text, char *out, size_t size)
{
	size_t n = utf8_length(text);

	return mask(text, out, size, n < 14 ? 0 : 6, n < 8 ? n / 2 : 4);
}

char *ident_mask_name(const char *name, char *out, size_t size)
{
	size_t len = strlen(name);
	size_t first = utf8_cluster_at(name, len);
	bool short_name = len > first && first + utf8_cluster_at(name + first, len - first) == len;

	return mask(name, out, size, len == first ? 0 : 1, len == first || short_name ? 0 : 1);
}

char *ident_mask_phone(const char *text, char *out, size_t size)
{
	size_t total = 0, seen = 0, i;

	assert(size > strlen(text));
	for (i = 0; text[i]; i++)
		total += text[i] >= '0' && text[i] <= '9';
	size_t head = total < 8 ? 0 : 3, tail = total < 8 ? 2 : 4;
	for (i = 0; text[i]; i++) {
		out[i] = text[i];
		if (text[i] < '0' || text[i] > '9')
			continue;
		if (seen >= head && seen + tail < total)
			out[i] = '*';
		seen++;
	}
	out[i] = '\0';
	return out;
}

/* Of a certificate (15, 18 with its X), an account or card (16 to 19) or a mobile. */
static size_t number_at(const char *text)
{
	size_t n = strspn(text, "0123456789");

	if (n == 17 && (text[n] == 'X' || text[n] == 'x'))
		n++;
	return (n >= 15 && n <= 19) || (n == 11 && text[0] == '1') ? n : 0;
}

char *ident_mask_inside(const char *text, char *out, size_t size)
{
	char *to = out;

	assert(size > strlen(text));
	while (*text) {
		size_t digits = strspn(text, "0123456789"), n = number_at(text);
		size_t shown = n ? n == 11 ? 3 : 6 : digits ? digits : 1;
		memcpy(to, text, shown);
		if (n) {
			memset(to + shown, '*', n - shown - 4);
			memcpy(to + n - 4, text + n - 4, 4);
			shown = n;
		}
		text += shown;
		to += shown;
	}
	*to = '\0';
	return out;
}

char *ident_masked_new(enum ident_masking how, const char *text)
{
	const char *whole = text ? text : "";
	char *out = xstrdup(whole);
	size_t size = strlen(out) + 1;

	switch (how) {
	case MASK_NONE:
		return out;
	case MASK_NUMBER:
		return ident_mask(whole, out, size);
	case MASK_ACCOUNT:
		return mask(whole, out, size, 0, 4);
	case MASK_PHONE:
		return ident_mask_phone(whole, out, size);
	case MASK_NAME:
		return ident_mask_name(whole, out, size);
	case MASK_INSIDE:
		return ident_mask_inside(whole, out, size);
	}
	return out;
}

char *ident_masked(enum ident_masking how, const char *text, char *out, size_t size)
{
	char *whole = ident_masked_new(how, text);
	size_t len = strlen(whole), fit = 0, n;

	while (fit < len && fit + (n = utf8_cluster_at(whole + fit, len - fit)) < size)
		fit += n;
	memcpy(out, whole, fit);
	out[fit] = '\0';
	free(whole);
	return out;
}
