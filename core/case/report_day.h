/* SPDX-License-Identifier: Apache-2.0
 *
 * 上报日: the days of the month on which a village point hands in what it has
 * taken (每月5、15、25日, 004:3358). One on a day off moves to the next working day
 * (RULINGS 11). Which days they are is the site's profile. Pure.
 */
#ifndef CASE_REPORT_DAY_H
#define CASE_REPORT_DAY_H

#include "base/calendar.h"
#include "guide/site.h"

struct report_day {
	date_day day;	  /* to be handed in on */
	date_day nominal; /* as printed; differs where that is a day off */
	bool provisional; /* no notice for that year yet: by weekends alone */
};
/* The first one on or after `from`. False where the site has none. */
bool report_day_next(const struct site *site, const struct calendar *cal, date_day from,
		     struct report_day *out);
/* The working day before: when it is to be thought of. */
date_day report_day_before(const struct calendar *cal, date_day day);

#endif
