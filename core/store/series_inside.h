/* SPDX-License-Identifier: Apache-2.0
 *
 * What decide.c asks of the series when a case comes with a number of its own.
 */
#ifndef STORE_SERIES_INSIDE_H
#define STORE_SERIES_INSIDE_H

#include "store/db.h"
#include "store/event.h"
#include "store/record.h"

/* The number of ev is taken out of its range for a case of r->occurred. */
bool series_take(struct db *db, const struct event *ev, const struct case_record *r, struct err *e);

#endif
