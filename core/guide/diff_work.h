/* SPDX-License-Identifier: Apache-2.0
 *
 * The parts of an item as rows that can be compared: what a row is called, and
 * each thing said of it under a label. Rows of one list have the same labels at
 * the same places. Private to diff*.c.
 */
#ifndef GUIDE_DIFF_WORK_H
#define GUIDE_DIFF_WORK_H

#include "base/arena.h"
#include "guide/diff.h"

struct aspect {
	const char *label; /* "": what the row is about, 《X》由原件改为复印件 */
	const char *shown; /* NULL: nothing is said */
	const char *plain; /* what is compared */
	bool rule;	   /* when the row applies */
};
enum { ASPECTS = 20 };
struct entry {
	const char *id;	 /* NULL */
	const char *key; /* what a row is known by, whatever its id */
	const char *name, *lines;
	bool quiet; /* comes and goes with its group, which says so */
	size_t n;
	struct aspect aspects[ASPECTS];
};
struct entries {
	const char *topic, *noun;
	bool sole;    /* one left over on both sides is the same row, changed */
	bool ordered; /* the order of the rows says something */
	size_t count;
	struct entry *rows;
};

enum diff_list {
	LIST_HEAD,
	LIST_QUESTIONS,
	LIST_VERIFICATIONS,
	LIST_CONDITIONS,
	LIST_PROHIBITIONS,
	LIST_PAPERS,
	LIST_GROUPS,
	LIST_FORM_RULES,
	LIST_LIMITS,
	LIST_STEPS,
	LIST_CHANNELS,
	LIST_PLACES,
	LIST_PHONES,
	LIST_DELIVERY,
	LIST_HINTS,
	LIST_BASIS,
	LIST_NOTES,
	LIST_RELATIONS,
	LIST_FIELDS,
	LISTS
};

/* One list of an item; its words live in the arena. */
struct entries diff_list_of(const struct item *it, enum diff_list s, struct arena *a);
/* The offices of a guide. */
struct entries diff_offices(const struct guide *g, struct arena *a);

/* Appends what two such lists say of each other. */
void diff_entries(const struct entries *old, const struct entries *now, struct arena *a,
		  struct item_change *c);
void diff_say(struct arena *a, struct item_change *c, const char *topic, const char *text);

/* Appends the keys the lists do not speak of and that differ in two texts of a file. */
enum other_table { OTHER_ITEM, OTHER_CONSULT, OTHER_SHARED };
void diff_other_keys(const char *old, const char *now, enum other_table of, struct arena *a,
		     struct item_change *c);

/* ---- making rows ---- */

struct entry *entry_add(struct entries *list, struct arena *a, const char *id, const char *key,
			const char *name, const char *lines);
void entry_say(struct entry *e, const char *label, const char *shown);
/* Takes the text. */
void entry_take(struct entry *e, struct arena *a, const char *label, char *shown);
void entry_rule(struct entry *e, struct arena *a, const struct item *it, const char *label,
		expr_ref when);
/* 电话（区）, known by its area and number. */
void phone_entry(struct entries *list, struct arena *a, const struct phone *p);
/* 甲、乙. Caller frees. */
char *joined_words(const char **rows, size_t n);
/* The words of a rule in the arena; NULL where it always holds. */
const char *rule_words(const struct item *it, expr_ref when, bool sorted, struct arena *a);

/* ---- by topic ---- */

typedef void entries_fn(const struct item *it, struct entries *out, struct arena *a);
entries_fn diff_head, diff_questions, diff_verifications, diff_conditions, diff_prohibitions;
entries_fn diff_papers, diff_groups, diff_form_rules;
entries_fn diff_limits, diff_steps, diff_channels, diff_places, diff_phones, diff_relations;
entries_fn diff_delivery, diff_hints, diff_basis, diff_notes, diff_fields;

#endif
