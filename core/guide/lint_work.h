/* SPDX-License-Identifier: Apache-2.0
 *
 * What the files of the lint share: the item, its file read again for the places,
 * and the probe.
 */
#ifndef GUIDE_LINT_WORK_H
#define GUIDE_LINT_WORK_H

#include "guide/lint_probe.h"
#include "guide/load.h"
#include "guide/yaml.h"

struct lint {
	const struct item *it;
	const struct guide *g;
	const struct catalog *c;
	struct faults *f;
	const struct ynode *root;
	const struct ynode **rows; /* n_demands; NULL for the root */
	const struct ynode *cases; /* the list of form cases looked at last */
	struct probe probe;
};

/* Entry of a list of the file. */
const struct ynode *lint_entry(const struct lint *l, const char *list, size_t index);
/* The node of a key, or the map itself. */
const struct ynode *lint_key(const struct ynode *map, const char *key);

void lint_texts(struct lint *l);     /* lint_text.c: lines, readings, relations, labels … */
void lint_relations(struct lint *l); /* lint_relation.c: what items say of each other */
void lint_prints(struct lint *l);    /* lint_print.c: printed words beside what is counted */
void lint_twin_labels(struct faults *f, const struct ynode *fields);
/* The labels of the shared blocks, used or not. */
void lint_blocks(const char *file, struct faults *f);
void lint_rules(struct lint *l); /* lint_rule.c: what the rules can and cannot do */

#endif
