/* SPDX-License-Identifier: Apache-2.0
 *
 * 上报材料交接清单: a batch of cases that goes on to another office with its papers,
 * ticked off there and signed by who gives and who takes. Names stand in it,
 * numbers of people do not.
 */
#ifndef OFFICE_BATCH_LIST_H
#define OFFICE_BATCH_LIST_H

#include "office/letterhead.h"
#include "store/batches.h"

struct batch_list {
	const struct batch *batch;
	const struct batch_case *cases;
	size_t n;
	const char *from;  /* the point, as printed */
	const char *giver; /* a name */
};

/* d is initialised here. */
void batch_list_build(struct document *d, const struct letterhead *h, const struct batch_list *l);

#endif
