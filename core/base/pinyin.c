/* SPDX-License-Identifier: Apache-2.0
 *
 * Initials out of the generated tables. A clerk types what she hears, so every
 * reading a character has counts when searching; shown initials use the main one.
 */
#include "base/pinyin.h"

#include <assert.h>
#include <string.h>

#include "base/pinyin_table.h"
#include "base/utf8.h"

/* 1..26, or 0. */
static unsigned packed_letter(uint32_t c)
{
	if (c < pinyin_packed_first || c > pinyin_packed_last)
		return 0;
	uint32_t at = c - pinyin_packed_first;
	return pinyin_packed[at / 3] >> (at % 3 * 5) & 31;
}

/* Index of c's first entry in pinyin_rest, or of what would follow it. */
static size_t rest_at(uint32_t c)
{
	size_t low = 0, high = pinyin_rest_count;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (pinyin_rest[mid] >> 5 < c)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static uint32_t to_ascii(uint32_t c)
{
	if (c >= 0xFF01 && c <= 0xFF5E) /* full-width */
		c -= 0xFF01 - '!';
	return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c;
}

/* Every letter of c into *set; returns the main one, or 0. */
static char read_character(uint32_t c, struct pinyin_set *set)
{
	*set = (struct pinyin_set){0};
	c = to_ascii(c);
	if (c >= '0' && c <= '9')
		return set->digit = (char)c;
	unsigned main_letter = packed_letter(c);
	if (c >= 'a' && c <= 'z')
		main_letter = c - 'a' + 1;
	if (main_letter)
		set->letters |= 1u << (main_letter - 1);
	for (size_t i = rest_at(c); i < pinyin_rest_count && pinyin_rest[i] >> 5 == c; i++) {
		unsigned letter = pinyin_rest[i] & 31;
		set->letters |= 1u << (letter - 1);
		if (!main_letter)
			main_letter = letter;
	}
	return main_letter ? (char)('a' + main_letter - 1) : 0;
}

struct pinyin_set pinyin_of(uint32_t c)
{
	struct pinyin_set set;

	read_character(c, &set);
	return set;
}

char *pinyin_initials(const char *text, char *out, size_t size)
{
	struct pinyin_set set;
	uint32_t c;
	size_t n = 0;

	assert(size > 0);
	while (n + 1 < size && (c = utf8_next(&text)) != 0) {
		char letter = read_character(c, &set);
		if (letter)
			out[n++] = letter;
	}
	out[n] = '\0';
	return out;
}

/* A double surname alone is no whole name: 长孙 is first 长, then 孙. */
static const struct pinyin_surname *surname_of(const char *name)
{
	for (const struct pinyin_surname *s = pinyin_surnames; s->name; s++) {
		size_t n = strlen(s->name);
		if (strncmp(name, s->name, n) == 0 && (name[n] || !s->initials[1]))
			return s;
	}
	return NULL;
}

char *pinyin_name_initials(const char *name, char *out, size_t size)
{
	const struct pinyin_surname *s = surname_of(name);
	size_t n = s ? strlen(s->initials) : 0;

	assert(size > n);
	if (s) {
		memcpy(out, s->initials, n);
		name += strlen(s->name);
	}
	pinyin_initials(name, out + n, size - n);
	return out;
}

static bool is_blank(uint32_t c)
{
	return c == ' ' || c == '\t' || c == 0x3000;
}

/* Whether the typed character stands for the one in the text. */
static bool stands_for(uint32_t typed, uint32_t c, const struct pinyin_set *set)
{
	if (typed >= 'a' && typed <= 'z')
		return set->letters >> (typed - 'a') & 1;
	if (typed >= '0' && typed <= '9')
		return set->digit == (char)typed;
	return typed == to_ascii(c);
}

/* Whether `text` starts with what was typed, passing over what has no initial. */
static bool starts_with(const char *text, const uint32_t *typed, size_t n)
{
	size_t matched = 0;

	while (matched < n) {
		uint32_t c = utf8_next(&text);
		struct pinyin_set set = pinyin_of(c);
		if (!c)
			return false;
		if (stands_for(typed[matched], c, &set))
			matched++;
		else if (matched == 0 || set.letters || set.digit)
			return false;
	}
	return true;
}

int pinyin_find(const char *text, const char *typed)
{
	enum { ENOUGH = 64 }; /* nobody types the initials of a whole paragraph */
	uint32_t wanted[ENOUGH], c;
	size_t n = 0;

	while ((c = utf8_next(&typed)) != 0) {
		if (is_blank(c))
			continue;
		if (n == ENOUGH)
			return -1;
		wanted[n++] = to_ascii(c);
	}
	for (const char *p = text; n == 0 || *p; utf8_next(&p)) {
		if (starts_with(p, wanted, n))
			return (int)(p - text);
	}
	return -1;
}
