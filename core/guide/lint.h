/* SPDX-License-Identifier: Apache-2.0
 *
 * Findings in guides that load: what the rules can never do, what nothing
 * depends on, what the file says of itself and does not keep. Each has the place
 * it stands at. The sort of mistake a policy officer makes when a rule changes.
 */
#ifndef GUIDE_LINT_H
#define GUIDE_LINT_H

#include <stdbool.h>
#include <stddef.h>

#include "guide/load.h"

struct lint_counts {
	size_t guides, items, consults; /* that loaded */
};

/* A whole forms folder: faults and findings, sorted, with its calendars and sites. True when
 * there are none. */
bool lint_dir(const char *dir, struct lint_counts *n, struct faults *f);
/* One item; `c` tells which items there are (NULL: relations are not looked up). */
void lint_item(const struct item *it, const struct guide *g, const struct catalog *c,
	       struct faults *f);
/* The same of one consult page. */
void lint_consult(const struct consult *p, const struct guide *g, const struct catalog *c,
		  struct faults *f);

#endif
