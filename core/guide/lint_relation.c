/* SPDX-License-Identifier: Apache-2.0
 *
 * What items say of each other: known, of the same guide, and no circle of
 * "this one first".
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "guide/lint_work.h"

/* "qz-001..qz-105": the ids a guide has, whether or not their files are here yet. */
static bool is_of_guide(const char *range, const char *id)
{
	const char *dots = range ? strstr(range, "..") : NULL;
	size_t n = dots ? (size_t)(dots - range) : 0;

	return dots && strlen(id) == n && strncmp(id, range, n - 3) == 0 &&
	       strncmp(id, range, n) >= 0 && strcmp(id, dots + 2) <= 0;
}

static bool is_known(const struct lint *l, const char *id)
{
	if (!l->c || catalog_item(l->c, id))
		return true;
	for (size_t i = 0; i < l->c->n_guides; i++) {
		if (is_of_guide(l->c->guides[i]->items, id))
			return true;
	}
	return false;
}

/* Guides never mix: an item of the same name in another is another item. */
static bool is_elsewhere(const struct lint *l, const char *id)
{
	const struct item *other = l->c ? catalog_item(l->c, id) : NULL;

	return other ? strcmp(other->guide, l->it->guide) != 0
		     : l->g->items && !is_of_guide(l->g->items, id);
}

/* ---- circles ---- */

struct trail {
	const struct catalog *c;
	const struct item *goal;
	bool *seen; /* of the catalog's items */
};

static size_t index_of(const struct catalog *c, const struct item *it)
{
	size_t i = 0;

	while (c->items[i] != it)
		i++;
	return i;
}

/* `it` comes before something that comes before … the goal. */
static bool leads_back(struct trail *t, const struct item *it)
{
	for (size_t i = 0; i < it->n_relations; i++) {
		const struct relation *r = &it->relations[i];
		const struct item *next = r->item ? catalog_item(t->c, r->item) : NULL;
		if (!next || r->kind != RELATION_BEFORE)
			continue;
		if (next == t->goal)
			return true;
		bool *seen = &t->seen[index_of(t->c, next)];
		if (!*seen) {
			*seen = true;
			if (leads_back(t, next))
				return true;
		}
	}
	return false;
}

static bool is_circle(const struct lint *l, const struct relation *r)
{
	const struct item *next = l->c && r->item ? catalog_item(l->c, r->item) : NULL;

	if (!next || next == l->it || r->kind != RELATION_BEFORE)
		return false;
	struct trail t = {l->c, l->it, xcalloc(l->c->n_items, sizeof(bool))};
	bool circle = leads_back(&t, next);
	free(t.seen);
	for (size_t i = 0; i < l->it->n_relations; i++) {
		const struct relation *other = &l->it->relations[i];
		circle |= other->kind == RELATION_FOLLOWS && other->item &&
			  strcmp(other->item, r->item) == 0 && other->when == r->when;
	}
	return circle;
}

void lint_relations(struct lint *l)
{
	for (size_t i = 0; i < l->it->n_relations; i++) {
		const struct relation *r = &l->it->relations[i];
		const struct ynode *at = lint_entry(l, "relations", i);
		/* An item may well follow an earlier case of itself. */
		bool itself = r->item && strcmp(r->item, l->it->id) == 0;
		if (itself && (r->kind == RELATION_WITH || r->kind == RELATION_EXCLUDES))
			ynode_fault(l->f, at, _("不能与自己一起办，也不能与自己任选其一"));
		else if (r->item && !is_known(l, r->item))
			ynode_fault(l->f, at, _("没有事项「%s」"), r->item);
		else if (r->item && is_elsewhere(l, r->item))
			ynode_fault(l->f, at, _("「%s」是别的指南的事项"), r->item);
		else if (is_circle(l, r))
			ynode_fault(l->f, at, _("先后绕成了圈：「%s」又要先于本事项"), r->item);
	}
	if (l->g->items && !is_of_guide(l->g->items, l->it->id))
		ynode_fault(l->f, ynode_get(l->root, "id"), _("本指南的事项是 %s"), l->g->items);
}
