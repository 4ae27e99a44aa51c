/* SPDX-License-Identifier: Apache-2.0
 *
 * 预约和延时服务登记表 of one day, for the hall: by the hour, with room to tick who
 * came. Phones are masked.
 */
#ifndef OFFICE_APPOINTMENT_LIST_H
#define OFFICE_APPOINTMENT_LIST_H

#include "office/letterhead.h"
#include "store/appointments.h"

struct appointment_list {
	date_day day;
	const struct appointment *rows;
	size_t n;
	struct appointment_counts counts;
	/* The name of a clerk or window by its id; the id where it has none. */
	const char *(*clerk)(const void *ctx, const char *login);
	const char *(*window)(const void *ctx, const char *id);
	const void *ctx;
};

/* d is initialised here. */
void appointment_list_build(struct document *d, const struct letterhead *h,
			    const struct appointment_list *l);

#endif
