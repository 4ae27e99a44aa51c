/* SPDX-License-Identifier: Apache-2.0
 *
 * 交接班清单: what one clerk hands to another at the change of shifts, to be
 * ticked off against what lies there and signed by both. For the hall's own file:
 * names stand in it, numbers of people do not.
 */
#ifndef OFFICE_HANDOVER_LIST_H
#define OFFICE_HANDOVER_LIST_H

#include "office/letterhead.h"
#include "store/handover.h"

struct handover_list {
	const struct handover *given;
	int64_t id;		      /* of the handover */
	int64_t at;		      /* ms */
	const char *giver, *receiver; /* as printed: 李敏（li） */
	/* Name of an item by its id; NULL when it is not known. */
	const char *(*item_name)(const void *ctx, const char *id);
	const void *ctx;
};

/* d is initialised here. */
void handover_list_build(struct document *d, const struct letterhead *h,
			 const struct handover_list *l);

#endif
