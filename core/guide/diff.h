/* SPDX-License-Identifier: Apache-2.0
 *
 * What changed between two versions of a guide, in a clerk's words and by what it
 * means: 《X》由原件改为复印件. Ids, the order of rows (steps apart) and the shape of an
 * expression say nothing to a clerk and are no change; the rules are compared as the
 * words they come to (expr_words.h). A key no words are made of is named.
 */
#ifndef GUIDE_DIFF_H
#define GUIDE_DIFF_H

#include <jansson.h>

#include "base/arena.h"
#include "guide/load.h"

enum item_change_kind { ITEM_NEW, ITEM_GONE, ITEM_CHANGED, ITEM_CHANGE_KINDS };
extern const char *const item_change_ids[ITEM_CHANGE_KINDS]; /* "new" "gone" "changed" */

/* Behind its name: （新增） （取消）, nothing where it goes on. */
const char *item_change_mark(enum item_change_kind kind);

struct change_line {
	const char *topic; /* 材料, 时限 … */
	const char *text;
	const char *lines; /* of the new guide, of the old one where it is gone; NULL */
};
struct item_change {
	enum item_change_kind kind;
	const char *item, *guide, *name; /* of what all items share: item is the guide's id */
	date_day from;			 /* DATE_NONE: not said */
	const char *transition;		 /* whose rule judges a notice of before, in words; NULL */
	size_t n_lines;
	struct change_line *lines;
};
/* Zero-initialise; arena_done of its arena frees all. */
struct guide_change {
	struct arena arena;
	size_t n_items;
	struct item_change *items;
};

/* Appends what changed of one item; either may be NULL (new, gone), and versions that are the same
 * append nothing. */
void diff_items(const struct item *old, const struct item *now, struct guide_change *out);
/* Of consult pages, the same way; `item` is the id of the page. */
void diff_consults(const struct consult *old, const struct consult *now, struct guide_change *out);
/* Of everything two catalogs hold: items in order of id, then pages. */
void diff_catalogs(const struct catalog *old, const struct catalog *now, struct guide_change *out);

/* Calculators are read beside the catalogs (calculator.h) and told under their own ids. */
struct calculators;
void diff_calculators(const struct calculators *old, const struct calculators *now,
		      struct guide_change *out);

/* {"items":[{"item","guide","name","kind","from","transition","changes":[{"topic","text","lines"}]}]};
 * a new reference. */
json_t *diff_json(const struct guide_change *c);
/* The same back again; false when it is something else. */
bool diff_read(const json_t *j, struct guide_change *out);

#endif
