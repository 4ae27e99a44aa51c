/* SPDX-License-Identifier: Apache-2.0
 *
 * The leaves of a guide file: every map that names its `lines`, whatever its key
 * (paper, condition, limit, step, hint, field …), with the words it says. Not the
 * file itself, whose lines are its whole range, not the summary, whose words are
 * ours, and not `unstated: yes`, which says that nothing is printed.
 */
#ifndef GUIDE_LEAF_H
#define GUIDE_LEAF_H

#include <stdbool.h>

#include "guide/item.h"
#include "guide/wording.h"
#include "guide/yaml.h"

struct leaf {
	/* A form is ours and a section's title a heading: what they claim may be listed as
	 * unclaimed all the same. */
	bool field, title;
	const struct ynode *lines; /* its text: "001:290,292-294" */
	/* Its texts and those of what it holds, without leaves of their own; the names, forms and
	 * conditions of the groups around it; for names in expressions what they stand for; its
	 * readings. */
	struct wording said;
};

typedef void leaf_found(void *ctx, const struct leaf *leaf);
/* `it` resolves the names of expressions; NULL for a shared file and a consult page. */
void leaf_each(const struct ynode *root, const struct item *it, leaf_found *found, void *ctx);

/* One run of `lines`: moves *p past it. False at the end. The loader has checked the text. */
bool leaf_next_run(const char **p, char document[4], int *first, int *last);

#endif
