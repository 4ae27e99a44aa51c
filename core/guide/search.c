/* SPDX-License-Identifier: Apache-2.0
 *
 * A word is looked for in the id, the name, the aliases and the category, as
 * written and as initials; where it stands decides the rank.
 */
#include "guide/search.h"

#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/pinyin.h"
#include "base/utf8.h"
#include "guide/consult.h"

enum rank { /* of one word, nearest first */
	    RANK_ID,
	    RANK_NAME, /* the whole name or alias */
	    RANK_NAME_START,
	    RANK_INITIALS, /* all initials of the name */
	    RANK_INITIALS_START,
	    RANK_ALIAS_START,
	    RANK_NAME_INSIDE,
	    RANK_ALIAS_INSIDE,
	    RANK_ID_INSIDE,
	    RANK_INITIALS_INSIDE,
	    RANK_ALIAS_INITIALS,
	    RANK_CATEGORY,
	    RANK_NONE = INT_MAX
};

static bool has_letter(const char *word)
{
	for (; *word; word++) {
		if ((*word >= 'a' && *word <= 'z') || (*word >= 'A' && *word <= 'Z'))
			return true;
	}
	return false;
}

/* Offset of the word in the text, letters alike; -1. */
static long find(const char *text, const char *word)
{
	const char *at = strcasestr(text, word);

	return at ? at - text : -1;
}

static int rank_in_name(const char *name, const char *word)
{
	long at = find(name, word);

	if (at == 0)
		return strlen(name) == strlen(word) ? RANK_NAME : RANK_NAME_START;
	if (at > 0)
		return RANK_NAME_INSIDE;
	if (!has_letter(word))
		return RANK_NONE;
	int start = pinyin_find(name, word);
	if (start < 0)
		return RANK_NONE;
	if (start > 0)
		return RANK_INITIALS_INSIDE;
	char initials[256];
	return strlen(pinyin_initials(name, initials, sizeof(initials))) == strlen(word)
		       ? RANK_INITIALS
		       : RANK_INITIALS_START;
}

static int rank_in_alias(const char *alias, const char *word)
{
	int rank = rank_in_name(alias, word);

	switch (rank) {
	case RANK_NAME_START:
		return RANK_ALIAS_START;
	case RANK_NAME_INSIDE:
		return RANK_ALIAS_INSIDE;
	case RANK_INITIALS:
	case RANK_INITIALS_START:
	case RANK_INITIALS_INSIDE:
		return RANK_ALIAS_INITIALS;
	default:
		return rank;
	}
}

static int nearer(int a, int b)
{
	return a < b ? a : b;
}

/* What of an item or a page is looked into. */
struct known_as {
	const char *id, *name, *category;
	const char *const *aliases;
	size_t n_aliases;
};

static struct known_as item_as(const struct item *it)
{
	return (struct known_as){it->id, it->name, it->category, it->aliases, it->n_aliases};
}

static int rank_word(const struct known_as *it, const char *word)
{
	long at = find(it->id, word);
	int rank = at == 0 && strlen(word) == strlen(it->id) ? RANK_ID
		   : at >= 0				     ? RANK_ID_INSIDE
							     : RANK_NONE;

	rank = nearer(rank, rank_in_name(it->name, word));
	for (size_t i = 0; i < it->n_aliases; i++)
		rank = nearer(rank, rank_in_alias(it->aliases[i], word));
	if (it->category && (find(it->category, word) >= 0 ||
			     (has_letter(word) && pinyin_find(it->category, word) >= 0)))
		rank = nearer(rank, RANK_CATEGORY);
	return rank;
}

/* The worst of the words; RANK_NONE when one is not found. words is cut up and put together. */
static int rank_query(const struct known_as *it, const char *query)
{
	char *words = utf8_halfwidth(query), *rest = words, *word;
	int rank = 0;

	while (rank != RANK_NONE && (word = strsep(&rest, " \t"))) {
		if (!*word)
			continue;
		int one = rank_word(it, word);
		rank = one > rank ? one : rank;
	}
	free(words);
	return rank;
}

struct found { /* a hit with what it is sorted by */
	struct search_hit hit;
	size_t length;
};

static int by_rank(const void *a, const void *b)
{
	const struct found *x = a, *y = b;

	if (x->hit.rank != y->hit.rank)
		return x->hit.rank < y->hit.rank ? -1 : 1;
	if (x->length != y->length)
		return x->length < y->length ? -1 : 1;
	return x->hit.item < y->hit.item ? -1 : 1;
}

static size_t search(const struct known_as *rows, size_t n, const char *query,
		     struct search_hit *hits)
{
	struct found *found = xcalloc(n + 1, sizeof(*found));
	bool all = query[strspn(query, " \t")] == '\0';
	size_t count = 0;

	for (size_t i = 0; i < n; i++) {
		int rank = all ? 0 : rank_query(&rows[i], query);
		if (rank != RANK_NONE)
			found[count++] =
				(struct found){{i, rank}, all ? 0 : utf8_length(rows[i].name)};
	}
	qsort(found, count, sizeof(*found), by_rank);
	for (size_t i = 0; i < count; i++)
		hits[i] = found[i].hit;
	free(found);
	return count;
}

size_t search_items(struct item *const *items, size_t n, const char *query, struct search_hit *hits)
{
	struct known_as *rows = xcalloc(n + 1, sizeof(*rows));

	for (size_t i = 0; i < n; i++)
		rows[i] = item_as(items[i]);
	n = search(rows, n, query, hits);
	free(rows);
	return n;
}

size_t search_catalog(const struct catalog *c, const char *query, struct search_hit *hits)
{
	size_t n = c->n_items + c->n_consults;
	struct known_as *rows = xcalloc(n + 1, sizeof(*rows));

	for (size_t i = 0; i < c->n_items; i++)
		rows[i] = item_as(c->items[i]);
	for (size_t i = 0; i < c->n_consults; i++) {
		const struct consult *p = c->consults[i];
		rows[c->n_items + i] =
			(struct known_as){p->id, p->name, p->category, p->aliases, p->n_aliases};
	}
	n = search(rows, n, query, hits);
	free(rows);
	return n;
}
