/* SPDX-License-Identifier: Apache-2.0
 *
 * The daily close inside the wing: what the files of it share, and the lock every
 * business event passes.
 */
#ifndef STORE_CLOSES_INSIDE_H
#define STORE_CLOSES_INSIDE_H

#include "store/closes.h"
#include "store/db.h"
#include "store/payload.h"

/* Applying any event: a business event on a locked day, or at a window whose day is closed, is
 * refused; of the others the day and the window are noted as having business. */
bool closes_guard(struct db *db, const struct event *ev, struct err *e);
bool closes_is_business(const char *kind);

/* The last locked day; DATE_NONE. */
bool closes_read_locked(struct db *db, const char *site, date_day *out, struct err *e);

/* The line of that window and id, made where there is none. */
struct close_line *closes_line(struct close_counts *c, struct arena *a, const char *window,
			       const char *id);

#endif
