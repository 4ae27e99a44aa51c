/* SPDX-License-Identifier: Apache-2.0
 *
 * The counts of the home screen, each from an index.
 */
#ifndef STORE_FIGURES_H
#define STORE_FIGURES_H

#include "store/record.h"
#include "store/store.h"

struct figures {
	int64_t decided[CASE_STATES]; /* events of that day, by what they decided */
	int64_t visits, documents;    /* begun and issued that day */
	int64_t consultations;	      /* items read to somebody, once per visit */
	int64_t guided;		      /* guidance slips and lists of papers handed out */
	int64_t promises_today, promises_overdue, promises_open;
	int64_t drafts_own, drafts_parked; /* own: this operator's; parked: of the hall */
};
/* by may be NULL: no drafts of one's own. */
bool figures_of(struct store *s, date_day day, const char *by, struct figures *out, struct err *e);

#endif
