/* SPDX-License-Identifier: Apache-2.0
 *
 * Where the time comes from. Passed in everywhere, so that a test or a demo
 * hall can hold it still. Business days are days of China Standard Time (UTC+8,
 * no summer time since 1991), whatever the machine's time zone says.
 */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdint.h>

#include "base/date.h"

struct clock {
	int64_t (*now)(void *ctx); /* milliseconds since 1970-01-01 UTC */
	void *ctx;
};

extern const struct clock clock_system;
/* Reads *ms at every call; the owner of ms may move it. */
struct clock clock_fixed(int64_t *ms);

int64_t clock_now(const struct clock *c);
date_day clock_today(const struct clock *c);
date_day clock_day_of(int64_t ms);
/* The moment at which hour:minute begins on that business day. */
int64_t clock_at(date_day day, int hour, int minute);
enum { CLOCK_TEXT = 32 };
char *clock_format(int64_t ms, char out[CLOCK_TEXT]); /* 2026-11-24 09:05:00 */

#endif
