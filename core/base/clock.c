/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"

#include <stdio.h>
#include <time.h>

enum { MS_PER_DAY = 86400 * 1000, CHINA_AHEAD = 8 * 3600 * 1000 };

static int64_t system_now(void *ctx)
{
	struct timespec t;

	(void)ctx;
	clock_gettime(CLOCK_REALTIME, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

const struct clock clock_system = {.now = system_now};

static int64_t fixed_now(void *ctx)
{
	return *(int64_t *)ctx;
}

struct clock clock_fixed(int64_t *ms)
{
	return (struct clock){.now = fixed_now, .ctx = ms};
}

int64_t clock_now(const struct clock *c)
{
	return c->now(c->ctx);
}

date_day clock_today(const struct clock *c)
{
	return clock_day_of(clock_now(c));
}

date_day clock_day_of(int64_t ms)
{
	int64_t local = ms + CHINA_AHEAD;
	int64_t day = local / MS_PER_DAY;

	if (local % MS_PER_DAY < 0)
		day--;
	return (date_day)day;
}

int64_t clock_at(date_day day, int hour, int minute)
{
	return (int64_t)day * MS_PER_DAY + ((int64_t)hour * 60 + minute) * 60000 - CHINA_AHEAD;
}

char *clock_format(int64_t ms, char out[CLOCK_TEXT])
{
	date_day day = clock_day_of(ms);
	unsigned s = (unsigned)((ms - clock_at(day, 0, 0)) / 1000);
	char date[DATE_TEXT];

	snprintf(out, CLOCK_TEXT, "%s %02u:%02u:%02u", date_format(day, date), s / 3600 % 24,
		 s / 60 % 60, s % 60);
	return out;
}
