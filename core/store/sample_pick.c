/* SPDX-License-Identifier: Apache-2.0 */
#include "store/sample_pick.h"

#include <sodium.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

struct place {
	const struct sample_unit *unit;
	size_t index;
	unsigned char hash[16];
};
struct stratum {
	size_t first, size, taken; /* of the sorted places */
};

static const char *stratum_of(const struct sample_unit *u)
{
	return u->stratum ? u->stratum : "";
}

static int in_order(const void *x, const void *y)
{
	const struct place *a = x, *b = y;
	int d = strcmp(stratum_of(a->unit), stratum_of(b->unit));

	if (d == 0)
		d = memcmp(a->hash, b->hash, sizeof(a->hash));
	return d ? d : strcmp(a->unit->number, b->unit->number);
}

/* Places are hashed with the seed as key, so that no number can be chosen to come early. */
static struct place *places_of(const struct sample_unit *units, size_t n, const char *seed)
{
	unsigned char key[crypto_generichash_KEYBYTES];
	struct place *p = xcalloc(n + 1, sizeof(*p));

	crypto_generichash(key, sizeof(key), (const unsigned char *)seed, strlen(seed), NULL, 0);
	for (size_t i = 0; i < n; i++) {
		p[i].unit = &units[i];
		p[i].index = i;
		crypto_generichash(p[i].hash, sizeof(p[i].hash),
				   (const unsigned char *)units[i].number, strlen(units[i].number),
				   key, sizeof(key));
	}
	qsort(p, n, sizeof(*p), in_order);
	return p;
}

static size_t divide(const struct place *p, size_t n, struct stratum *out)
{
	size_t strata = 0;

	for (size_t i = 0; i < n; i++) {
		if (i == 0 || strcmp(stratum_of(p[i].unit), stratum_of(p[i - 1].unit)) != 0)
			out[strata++] = (struct stratum){.first = i};
		out[strata - 1].size++;
	}
	return strata;
}

/* Whose turn it is: the one with the most cases for each it has had. One that has had none comes
 * before all others. */
static struct stratum *next(struct stratum *s, size_t n)
{
	struct stratum *best = NULL;

	for (size_t i = 0; i < n; i++) {
		if (s[i].taken == s[i].size)
			continue;
		if (!best ||
		    (uint64_t)s[i].size * best->taken > (uint64_t)best->size * s[i].taken ||
		    (s[i].taken + best->taken == 0 && s[i].size > best->size))
			best = &s[i];
	}
	return best;
}

size_t sample_pick(const struct sample_unit *units, size_t n, const char *seed, size_t count,
		   size_t *out)
{
	struct place *places = places_of(units, n, seed);
	struct stratum *strata = xcalloc(n + 1, sizeof(*strata));
	size_t n_strata = divide(places, n, strata), drawn = 0;

	for (size_t left = count < n ? count : n; left > 0; left--)
		next(strata, n_strata)->taken++;
	for (size_t i = 0; i < n_strata; i++)
		for (size_t k = 0; k < strata[i].taken; k++)
			out[drawn++] = places[strata[i].first + k].index;
	free(strata);
	free(places);
	return drawn;
}
