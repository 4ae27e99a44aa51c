/* SPDX-License-Identifier: Apache-2.0
 *
 * A draw that anybody can repeat: each case has a place by the hash of the seed
 * and its number, and the first ones are drawn. Who is drawn follows from seed,
 * cases and strata alone, not from their order. Pure.
 */
#ifndef STORE_SAMPLE_PICK_H
#define STORE_SAMPLE_PICK_H

#include <stddef.h>

struct sample_unit {
	const char *number;
	const char *stratum; /* NULL: all are one */
};

/* The `count` (or all, where there are fewer) that are drawn, as indices of units, by stratum and
 * place. Strata share the draw by their size, each that has a case getting one before any gets a
 * second while there are enough. Returns how many; out has room for count. */
size_t sample_pick(const struct sample_unit *units, size_t n, const char *seed, size_t count,
		   size_t *out);

#endif
