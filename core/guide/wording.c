/* SPDX-License-Identifier: Apache-2.0 */
#include "guide/wording.h"

#include <stdlib.h>
#include <string.h>
#include <wctype.h>

#include "base/mem.h"
#include "base/utf8.h"

/* Runs stand for themselves by a hash above all characters; the top bit marks those of one
 * character, which are words only with what follows them. */
#define RUN	  UINT32_C(0x40000000)
#define SHORT_RUN UINT32_C(0x80000000)

static bool is_han(uint32_t c)
{
	return (c >= 0x3400 && c <= 0x9FFF) || (c >= 0x20000 && c <= 0x323AF) || c == 0x3007;
}

static bool is_latin(uint32_t c)
{
	return c < 0x80 && iswalnum((wint_t)c);
}

static void push(struct wording *w, uint32_t mark)
{
	w->marks = xreallocarray(w->marks, w->count + 1, sizeof(*w->marks));
	w->marks[w->count++] = mark;
}

static uint32_t read_run(const char **p)
{
	uint32_t hash = 2166136261u;
	size_t n = 0;

	for (; is_latin((unsigned char)**p); (*p)++, n++)
		hash = (hash ^ (uint32_t)towlower((wint_t)(unsigned char)**p)) * 16777619u;
	return (hash & 0x3FFFFFFF) | (n == 1 ? SHORT_RUN : RUN);
}

/* Past 1. （3） 2、 at the beginning of a line. */
static const char *skip_entry_number(const char *p)
{
	size_t n = strspn(p, "0123456789");
	bool ends = p[n] == '.' || p[n] == ')' || strncmp(p + n, "、", 3) == 0;

	return ends && (n == 1 || n == 2) ? p + n : p;
}

void wording_add(struct wording *w, const char *text)
{
	char *plain = utf8_halfwidth(text);
	const char *p = skip_entry_number(plain + strspn(plain, "( -"));

	while (*p) {
		const char *at = p;
		uint32_t c = utf8_next(&p);
		if (is_latin(c)) {
			p = at;
			push(w, read_run(&p));
		} else if (is_han(c)) {
			push(w, c);
		}
	}
	push(w, 0);
	free(plain);
}

void wording_done(struct wording *w)
{
	free(w->marks);
	*w = (struct wording){0};
}

bool wording_is_empty(const struct wording *w)
{
	for (size_t i = 0; i < w->count; i++) {
		if (w->marks[i])
			return false;
	}
	return true;
}

static bool has_pair(const struct wording *said, uint32_t a, uint32_t b)
{
	for (size_t i = 0; i + 1 < said->count; i++) {
		if (said->marks[i] == a && said->marks[i + 1] == b)
			return true;
	}
	return false;
}

static bool has_mark(const struct wording *said, uint32_t a)
{
	for (size_t i = 0; i < said->count; i++) {
		if (said->marks[i] == a)
			return true;
	}
	return false;
}

bool wording_shares(const struct wording *line, const struct wording *said)
{
	size_t n = 0;

	for (size_t i = 0; i < line->count && line->marks[i]; i++, n++) {
		uint32_t a = line->marks[i], b = line->marks[i + 1];
		if ((a & RUN) && has_mark(said, a))
			return true;
		if (b && has_pair(said, a, b))
			return true;
	}
	return n == 1 && has_mark(said, line->marks[0]);
}
