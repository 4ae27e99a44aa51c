/* SPDX-License-Identifier: Apache-2.0
 *
 * Lists for the hall's own desk: 容缺提醒单, whom to call today about papers that
 * are overdue or due soon, and 告知承诺事后核查清单. Names and whole phone numbers
 * stand in them: made through the gate of exports.h alone.
 */
#ifndef OFFICE_REMINDER_H
#define OFFICE_REMINDER_H

#include "office/letterhead.h"
#include "store/pledges.h"
#include "store/promises.h"

struct reminder {
	date_day today, last;		/* it looks ahead to */
	const struct promise_row *rows; /* open ones, by due day */
	size_t n;
};
/* d is initialised here. */
void reminder_build(struct document *d, const struct letterhead *h, const struct reminder *r);

struct pledge_sheet {
	date_day today;
	const struct pledge_row *rows;
	size_t n;
	/* As printed, of a login. */
	const char *(*clerk)(const void *ctx, const char *login);
	const void *ctx;
};
void pledge_sheet_build(struct document *d, const struct letterhead *h,
			const struct pledge_sheet *p);

#endif
