/* SPDX-License-Identifier: Apache-2.0
 *
 * The ledger as an auditor reads it: events by day, clerk, case or topic, newest
 * first. That somebody read it is an event itself.
 */
#ifndef STORE_AUDIT_H
#define STORE_AUDIT_H

#include "base/arena.h"
#include "store/operators.h"
#include "store/store.h"

#define POSTS_AUDIT (POST_BIT(POST_AUDITOR) | POST_BIT(POST_SUPERVISOR))

/* ERR_PERMISSION unless `who` is of POSTS_AUDIT. */
bool audit_open(struct store *s, const struct actor *who, struct err *e);

enum audit_topic {
	AUDIT_ALL,
	AUDIT_LOGINS, /* wrong passwords, locks lifted, passwords set */
	AUDIT_UNMASKED,
	AUDIT_EXPORTS,
	AUDIT_OVERRULES, /* decisions a supervisor overruled */
	AUDIT_TOPICS
};
struct audit_filter {
	enum audit_topic topic;
	date_day first, last; /* business days, inclusive */
	const char *by;	      /* login; NULL: everybody */
	const char *subject;  /* a case number, a login …: the days do not count then; NULL */
	size_t limit;
};
/* Newest first. *more: there are others beyond the limit. */
bool audit_events(struct store *s, const struct audit_filter *f, struct arena *a,
		  struct event **rows, size_t *n, bool *more, struct err *e);

#endif
