/* SPDX-License-Identifier: Apache-2.0
 *
 * Working days by the State Council's yearly notices. A year
 * without a notice is computed from weekends alone and its answers are
 * provisional. The notices are data (forms/calendars/), loaded elsewhere.
 */
#ifndef BASE_CALENDAR_H
#define BASE_CALENDAR_H

#include <stdbool.h>

#include "base/date.h"
#include "base/str.h"

struct calendar; /* opaque; starts with no year known */

struct calendar *calendar_new(void);
void calendar_free(struct calendar *c);

/* A notice for `year` (copied); then its off ranges (inclusive) and worked weekends.
 * The notice of a year may also name days of its neighbours. What is said of a day
 * last holds. */
void calendar_add_year(struct calendar *c, int year, const char *notice);
void calendar_add_off(struct calendar *c, date_day first, date_day last);
void calendar_add_worked(struct calendar *c, date_day day);

bool calendar_knows(const struct calendar *c, int year);
const char *calendar_notice(const struct calendar *c, int year); /* NULL when unknown */
bool calendar_is_working(const struct calendar *c, date_day d);
/* All it knows, one line a notice and a day that differs from the plain week, in order: equal
 * calendars give equal text. */
void calendar_write(const struct calendar *c, struct str *out);
/* What calendar_write wrote. Caller frees; NULL when it is no such text. */
struct calendar *calendar_read(const char *text);
/* A check for a loaded notice. */
int calendar_working_days_in(const struct calendar *c, int year);

struct calendar_due {
	date_day due;
	bool provisional; /* 暂按周末推算: a year without a notice was crossed */
};
/* The nth working day after `from`; `from` itself is not counted (day 1 is the
 * next working day). n >= 0; n = 0 answers `from`. */
struct calendar_due calendar_after(const struct calendar *c, date_day from, int n);
/* Working days after `after` up to and with `last`; 0 where last is not later. */
struct calendar_count {
	int days;
	bool provisional; /* some of these days are of a year without a notice */
};
struct calendar_count calendar_between(const struct calendar *c, date_day after, date_day last);
/* The nth working day on or after `from` (「…月1日起N个工作日」). n >= 1. */
struct calendar_due calendar_nth(const struct calendar *c, date_day from, int n);

#endif
