/* SPDX-License-Identifier: Apache-2.0
 *
 * When a recipient has to be certified again, as three guides count it: by the day
 * (Sichuan, 002:45-49,159-161), to the end of a month (Qinzhou, 004:1424-1430), in
 * windows that stand fixed (Fushun, 001:1161). Pure: no clock. The lengths are data.
 */
#ifndef CERT_CYCLE_H
#define CERT_CYCLE_H

#include "base/date.h"

/* By the day: the same day `months` after the last certification, the last day of that month where
 * there is no such day. Also when a number of full months have passed (提醒: 9). */
date_day cycle_by_day(date_day last, int months);
/* Where the first term begins: the 1st of the month after the first benefit month (次月). */
date_day cycle_first_start(date_day first_benefit);

/* To the end of the month `months` after the month of the last certification; 1: 次月底, of new
 * recipients from the day the grant was finished. */
date_day cycle_by_month(date_day last, int months);

/* The window of `months` that holds a day, windows standing one after another from `anchor`, the
 * 1st of a month. Before the anchor: the one that begins with it. */
struct cycle_window {
	date_day first, last;
};
struct cycle_window cycle_fixed(date_day on, date_day anchor, int months);
/* The one after it. */
struct cycle_window cycle_fixed_next(struct cycle_window w, int months);

#endif
