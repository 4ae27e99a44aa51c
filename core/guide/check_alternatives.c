/* SPDX-License-Identifier: Apache-2.0
 *
 * The tree below an `any` as a list: alternative k is a number written in the
 * mixed radix of the tree, so none has to be stored. An `all` multiplies, an
 * `any` adds; what is not asked for has no part, what is exempt no paper.
 */
#include "guide/check_work.h"

bool check_is_group(const struct check *c, int demand)
{
	const struct demand *rows = c->item->demands;

	for (int up = rows[demand].parent; up >= 0; up = rows[up].parent) {
		if (rows[up].kind == DEMAND_ANY)
			return false;
	}
	return rows[demand].kind == DEMAND_ANY;
}

static bool takes_part(const struct check *c, int row)
{
	enum demand_kind kind = c->item->demands[row].kind;

	return kind != DEMAND_UNSTATED && c->demand_need[row] != NEED_NO;
}

size_t alternative_count(const struct check *c, int row)
{
	const struct demand *d = &c->item->demands[row];
	size_t n = d->kind == DEMAND_ANY ? 0 : 1;

	for (size_t i = 0; i < d->count; i++) {
		int child = c->item->children[d->first + i];
		if (!takes_part(c, child))
			continue;
		if (d->kind == DEMAND_ANY)
			n += alternative_count(c, child);
		else
			n *= alternative_count(c, child);
	}
	return n;
}

static void pick(const struct check *c, int row, size_t index, int *papers, size_t *n)
{
	const struct demand *d = &c->item->demands[row];

	if (d->kind == DEMAND_PAPER && c->demand_need[row] != NEED_EXEMPT &&
	    *n + 1 < ALTERNATIVE_PAPERS)
		papers[(*n)++] = d->paper;
	for (size_t i = 0; i < d->count; i++) {
		int child = c->item->children[d->first + i];
		if (!takes_part(c, child))
			continue;
		size_t count = alternative_count(c, child);
		if (d->kind == DEMAND_ANY && index < count) {
			pick(c, child, index, papers, n);
			return;
		}
		if (d->kind == DEMAND_ANY) {
			index -= count;
		} else if (count > 0) {
			pick(c, child, index % count, papers, n);
			index /= count;
		}
	}
}

void alternative_pick(const struct check *c, int row, size_t index, int *papers)
{
	size_t n = 0;

	pick(c, row, index, papers, &n);
	papers[n] = -1;
}

size_t check_alternatives(const struct check *c, int demand, int (*out)[ALTERNATIVE_PAPERS],
			  size_t max)
{
	size_t n = alternative_count(c, demand);

	for (size_t i = 0; i < n && i < max; i++)
		alternative_pick(c, demand, i, out[i]);
	return n;
}

bool check_says_none(const struct check *c, int demand)
{
	const struct demand *d = &c->item->demands[demand];

	return demand != 0 && d->kind == DEMAND_ALL && d->count == 0 &&
	       c->truths[d->when] == TRI_TRUE;
}
