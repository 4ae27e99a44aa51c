/* SPDX-License-Identifier: Apache-2.0
 *
 * 材料接收清单: everything a visitor handed in at one visit, case by case, signed by
 * whoever brought it and by the clerk. A paper of the visit, not of a case: its
 * number names nobody.
 */
#ifndef OFFICE_RECEIVED_H
#define OFFICE_RECEIVED_H

#include "office/letterhead.h"
#include "store/record.h"

struct received_case {
	const struct case_record *record;
	bool decided; /* accepted in this visit; else papers promised earlier came on `on` */
};

/* How many papers of the case were received: those good of an accepted one, or those that came. */
size_t received_count(const struct received_case *c, date_day on);
/* d is initialised here. Cases without papers received are left out; there is one with some. */
void received_build(struct document *d, const struct letterhead *h, const char *number, date_day on,
		    const struct received_case *cases, size_t n);
/* "210400-20261124-V3". Caller frees. */
char *received_number(const char *site, date_day day, int64_t visit_of_day);

#endif
