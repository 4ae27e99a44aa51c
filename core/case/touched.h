/* SPDX-License-Identifier: Apache-2.0
 *
 * What in the hall a change of the guide touches: work in hand of a changed item,
 * and what becomes of it. Names of people are left out; numbers say enough.
 */
#ifndef CASE_TOUCHED_H
#define CASE_TOUCHED_H

#include "guide/diff.h"
#include "store/store.h"

enum touched_kind { TOUCHED_DRAFT, TOUCHED_NOTICE, TOUCHED_PROMISE, TOUCHED_KINDS };
extern const char *const touched_ids[TOUCHED_KINDS];   /* "draft" "notice" "promise" */
extern const char *const touched_names[TOUCHED_KINDS]; /* N_() */

struct touched {
	enum touched_kind kind;
	const char *item, *number; /* of the case; of a draft 草稿 n（login） */
	const char *means;	   /* what becomes of it */
};
/* At most TOUCHED_MOST of each kind and item are named; counts are of those. */
enum { TOUCHED_MOST = 1000 };
bool touched_by(struct store *s, const struct guide_change *change, struct arena *a,
		struct touched **rows, size_t *n, struct err *e);

#endif
