/* SPDX-License-Identifier: Apache-2.0
 *
 * Memory that lives and dies together: a loaded guide item, a parsed case.
 * Nothing is freed singly. Zero-initialised struct arena is an empty arena.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

struct arena_block;
struct arena {
	struct arena_block *head;
	size_t total; /* bytes handed out */
};

/* Zeroed, aligned for any type. */
void *arena_alloc(struct arena *a, size_t size) __attribute__((returns_nonnull));
void *arena_array(struct arena *a, size_t count, size_t size) __attribute__((returns_nonnull));
char *arena_strdup(struct arena *a, const char *s) __attribute__((returns_nonnull));
char *arena_strndup(struct arena *a, const char *s, size_t n) __attribute__((returns_nonnull));
char *arena_printf(struct arena *a, const char *fmt, ...)
	__attribute__((returns_nonnull, format(printf, 2, 3)));
void arena_done(struct arena *a);

/* Grows an arena-held vector by one: *count is incremented, the old storage is
 * left behind in the arena. Returns the address of the new, zeroed element. */
#define ARENA_PUSH(a, vec, count) \
	((vec) = arena_grow((a), (vec), (count), sizeof(*(vec))), &(vec)[(count)++])
void *arena_grow(struct arena *a, void *vec, size_t count, size_t size)
	__attribute__((returns_nonnull));

#endif
