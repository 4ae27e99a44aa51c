/* SPDX-License-Identifier: Apache-2.0 */
#include "base/arena.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { BLOCK_SIZE = 16 * 1024 };

struct arena_block {
	struct arena_block *next;
	size_t used, size;
	_Alignas(max_align_t) unsigned char data[];
};

void *arena_alloc(struct arena *a, size_t size)
{
	const size_t align = _Alignof(max_align_t);

	size = (size + align - 1) / align * align;
	if (!a->head || a->head->size - a->head->used < size) {
		size_t want = size > BLOCK_SIZE ? size : BLOCK_SIZE;
		struct arena_block *b = xcalloc(1, sizeof(*b) + want);
		b->size = want;
		b->next = a->head;
		a->head = b;
	}
	void *p = a->head->data + a->head->used;
	a->head->used += size;
	a->total += size;
	return p;
}

void *arena_array(struct arena *a, size_t count, size_t size)
{
	if (size && count > SIZE_MAX / size)
		abort();
	return arena_alloc(a, count * size);
}

char *arena_strndup(struct arena *a, const char *s, size_t n)
{
	char *p = arena_alloc(a, n + 1);

	memcpy(p, s, n);
	return p;
}

char *arena_strdup(struct arena *a, const char *s)
{
	return arena_strndup(a, s, strlen(s));
}

char *arena_printf(struct arena *a, const char *fmt, ...)
{
	va_list ap;
	char *text = NULL;

	va_start(ap, fmt);
	int n = vasprintf(&text, fmt, ap);
	va_end(ap);
	if (n < 0)
		abort();
	char *p = arena_strndup(a, text, (size_t)n);
	free(text);
	return p;
}

/* Capacity is implied: a vector is copied when its count reaches a power of two. */
void *arena_grow(struct arena *a, void *vec, size_t count, size_t size)
{
	if (vec && (count & (count - 1)) != 0)
		return vec;
	void *grown = arena_array(a, count ? count * 2 : 1, size);
	if (count)
		memcpy(grown, vec, count * size);
	return grown;
}

void arena_done(struct arena *a)
{
	while (a->head) {
		struct arena_block *b = a->head;
		a->head = b->next;
		free(b);
	}
	a->total = 0;
}
