/* SPDX-License-Identifier: Apache-2.0
 *
 * The clocks of an accepted case: when each ends, what is left of it, whether it
 * is near its end or past it. Pure: the limits, the days that do not count and the
 * calendar come in, nothing is read.
 *
 * A clock counts the units of its limit one by one after the day it starts (which
 * is not counted, ruling 4) and passes over the days of its stops. A limit of
 * months is that many calendar days, so a stop moves it by calendar days. The day
 * a case is suspended belongs to the stop, the day it is resumed counts again:
 * suspended and resumed on one day, nothing is lost or won.
 */
#ifndef CASE_CLOCKS_H
#define CASE_CLOCKS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/calendar.h"
#include "base/str.h"
#include "guide/item.h"

enum clock_state {
	CLOCK_GREEN,
	CLOCK_YELLOW,  /* the last day is near */
	CLOCK_RED,     /* the last day is past */
	CLOCK_STOPPED, /* the case is suspended */
	CLOCK_UNKNOWN, /* no last day can be told: `why` */
	CLOCK_KEPT,    /* ended in time */
	CLOCK_LATE,    /* ended after its last day */
};

/* Days that no clock counts, the first and the last among them. A suspension ends the day before
 * the case is resumed; publicity outside the limit with its last day. */
struct clock_stop {
	date_day first, last; /* last DATE_NONE: it goes on; before first: none */
};

struct clock_spec {
	const char *id, *text;
	bool stated; /* false: no number of days is printed */
	int days;
	enum day_unit unit;
	enum clock_start start;
	date_day from;	 /* START_NEXT_MONTH: the 1st, which counts; DATE_NONE: not known */
	int before;	 /* START_LIMIT: index of the clock it follows; -1: that one does not run */
	int extend_days; /* granted; 0 */
	enum day_unit extend_unit;
	const char *why; /* from is not known: why; NULL */
};

enum { CLOCKS_WARN = 3 };
struct clocks_given {
	const struct calendar *calendar;
	date_day today;
	/* DATE_NONE: not yet. A clock that follows another runs from `ended` to `delivered`. */
	date_day ended, delivered;
	int warn; /* yellow with so many working days left, or fewer */
	size_t n_stops;
	const struct clock_stop *stops; /* by `first` */
};

struct case_clock {
	const struct clock_spec *spec;
	date_day from, due; /* DATE_NONE */
	bool provisional;   /* 暂按周末推算 */
	enum clock_state state;
	/* In working days for 工作日, else in calendar days: left after today (after its end, of a
	 * clock that ended), less than 0 so many over; of a stopped one what it will have left. */
	int left;
	int stopped;	 /* how many of the same days the stops have taken */
	const char *why; /* CLOCK_UNKNOWN */
};

/* One clock a spec. */
void clocks_run(const struct clocks_given *g, const struct clock_spec *specs, size_t n,
		struct case_clock *out);

/* The day the case is to be decided by: the last of the clocks that follow no other. DATE_NONE
 * while one of them is stopped, or none has a day. */
struct clocks_end {
	date_day due;
	bool provisional;
};
struct clocks_end clocks_end(const struct case_clock *clocks, size_t n);

/* Colours of a list, from stored last days alone. */
struct clock_shade {
	date_day today;
	date_day near; /* last days up to this one are yellow */
};
struct clock_shade clock_shade(const struct calendar *c, date_day today, int warn);
enum clock_state clock_shade_of(const struct clock_shade *s, date_day due); /* or UNKNOWN */

/* 还剩4个工作日，11月26日到期（暂定） */
void clock_words(const struct case_clock *c, date_day today, struct str *out);

#endif
