/* SPDX-License-Identifier: Apache-2.0
 *
 * The days of promises: how far ahead the morning's list looks, and which day more
 * time can be given to.
 */
#ifndef CASE_OVERDUE_H
#define CASE_OVERDUE_H

#include "base/calendar.h"
#include "store/store.h"

/* The last day the reminder looks at: so many working days from today (setting promise.ahead). */
bool overdue_horizon(struct store *s, const struct calendar *cal, date_day *last, struct err *e);
/* Whether papers can be awaited until then: after today, and a day the office is open. */
bool overdue_grace(const struct calendar *cal, date_day today, date_day until, struct err *e);

#endif
