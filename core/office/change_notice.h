/* SPDX-License-Identifier: Apache-2.0
 *
 * 变更通知: what changed in the guide, item by item, and what work in hand it
 * touches. For the hall's own wall and file; no names of people stand in it.
 */
#ifndef OFFICE_CHANGE_NOTICE_H
#define OFFICE_CHANGE_NOTICE_H

#include "case/touched.h"
#include "guide/diff.h"
#include "office/letterhead.h"

struct change_notice {
	const struct guide_change *change;
	const struct touched *touched;
	size_t n_touched;
	date_day on;	       /* printed on */
};

/* d is initialised here. */
void change_notice_build(struct document *d, const struct letterhead *h,
			 const struct change_notice *n);

#endif
