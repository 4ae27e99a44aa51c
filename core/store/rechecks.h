/* SPDX-License-Identifier: Apache-2.0
 *
 * Verifications that could not be run when a case was accepted, and the second
 * look at them. One that then fails stays with its case, with a remark: what is
 * to be done is a supervisor's matter.
 */
#ifndef STORE_RECHECKS_H
#define STORE_RECHECKS_H

#include "base/arena.h"
#include "store/store.h"

struct recheck_row {
	const char *number; /* of the case */
	const char *item_name, *name;
	const char *id, *text, *source;
	date_day day;	    /* of the case */
	const char *remark; /* NULL while open */
};
enum recheck_list {
	RECHECK_OPEN,	/* accepted without an answer of the other system */
	RECHECK_FAILED, /* looked up again and not found */
};
/* Of cases accepted and not void, the oldest first. */
bool rechecks_list(struct store *s, enum recheck_list which, size_t limit, struct arena *a,
		   struct recheck_row **rows, size_t *n, struct err *e);

struct recheck {
	const char *result; /* "yes" "no" */
	const char *source; /* NULL: the same as before */
	const char *remark; /* must be given with "no" */
};
bool rechecks_record(struct store *s, const struct actor *who, const char *number,
		     const char *verification, const struct recheck *r, struct err *e);

/* Sources that were written down with the newest verifications, the most recent first. */
bool rechecks_sources(struct store *s, size_t limit, struct arena *a, const char ***texts,
		      size_t *n, struct err *e);

#endif
