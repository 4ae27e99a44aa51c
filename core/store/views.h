/* SPDX-License-Identifier: Apache-2.0
 *
 * Who opened which case or person, in which visit, and what of it was looked at
 * and not worked on (查看而未办理). Looking is no decision: one event per case or
 * person and visit; outside a visit one that is opened again within
 * VIEW_AGAIN_MS by the same clerk is the same look.
 *
 * A window does not wait for it: the screen is painted first and what was opened
 * is written with the next tick, in one commit (tui/viewing.h). A program that is
 * killed loses at most what was opened in its last second; numbers in full are
 * only shown after they were recorded (people_unmask).
 */
#ifndef STORE_VIEWS_H
#define STORE_VIEWS_H

#include "base/arena.h"
#include "store/store.h"

enum { VIEW_AGAIN_MS = 10 * 60 * 1000 };

struct view_note {
	char number[NUMBER_TEXT]; /* of a case; "": a person */
	int64_t person;		  /* person_row.id; 0: a case */
	struct actor who;	  /* as it was when it was opened; borrowed */
};
/* Writes what is not there yet, in one transaction. *n (may be NULL): how many. */
bool views_record(struct store *s, const struct view_note *notes, size_t count, size_t *n,
		  struct err *e);

struct view_row {
	int64_t at;
	date_day day;
	const char *by, *window;
	int64_t visit, serial;	      /* serial: of the visit, in its day; 0: none */
	int64_t cases, consultations; /* of that visit */
	const char *number;	      /* NULL: a person was opened */
	int64_t person;		      /* 0: a case */
	const char *name;	      /* of the person, or the case's first party, in full; NULL */
	const char *item_name;	      /* of the case; NULL */
};
struct view_filter {
	date_day first, last; /* business days, inclusive */
	const char *by;	      /* login; NULL: everybody */
};
/* What a clerk opened on a day without working on it the same day: neither that case nor another
 * one of the same person (for a case: of any party of it). Worked on is any other event of a case
 * by that clerk. By day, clerk and time; row is good until fn returns; false stops. */
typedef bool view_fn(void *ctx, const struct view_row *row, struct err *e);
bool views_idle(struct store *s, const struct view_filter *f, view_fn *fn, void *ctx,
		struct err *e);

#endif
