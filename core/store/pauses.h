/* SPDX-License-Identifier: Apache-2.0
 *
 * What stopped, moved or made public an accepted case (moves.h writes it), and
 * the running cases by their last day.
 */
#ifndef STORE_PAUSES_H
#define STORE_PAUSES_H

#include "base/arena.h"
#include "store/record.h"
#include "store/store.h"

enum pause_kind { PAUSE_SUSPENSION, PAUSE_EXTENSION, PAUSE_PUBLICITY, PAUSE_KINDS };
extern const char *const pause_ids[PAUSE_KINDS];
extern const char *const pause_names[PAUSE_KINDS]; /* 中止 延长 公示 */

struct pause_row {
	enum pause_kind kind;
	const char *reason, *by;
	date_day began; /* publicity: its first day */
	date_day until; /* publicity: its last day as announced; else DATE_NONE */
	date_day ended; /* suspension: the day it was resumed; DATE_NONE: it goes on */
	int64_t days;	/* extension */
	const char *unit;
	const char *result; /* of a publicity */
};
/* In the order they began. */
bool pauses_of(struct store *s, const char *number, struct arena *a, struct pause_row **rows,
	       size_t *n, struct err *e);

/* Running cases (CASES_RUNNING), counted by their last day: what the colours of a list need
 * (case/clocks.h: clock_shade). */
struct due_counts {
	int64_t over; /* last day before `today` */
	int64_t today;
	int64_t near;	   /* after today, up to `near` */
	int64_t suspended; /* no clock runs */
	int64_t publicised;
};
bool due_counts(struct store *s, date_day today, date_day near, struct due_counts *out,
		struct err *e);

struct due_row {
	const char *number, *item, *item_name, *name; /* name: of the first party */
	enum case_state state;
	date_day accepted_day, due;
	bool provisional;
	const char *stage, *by; /* text of the stage awaited, NULL; who decided at the counter */
};
/* Those with a last day up to `until`, the earliest first. */
bool due_list(struct store *s, date_day until, size_t limit, struct arena *a, struct due_row **rows,
	      size_t *n, struct err *e);

#endif
