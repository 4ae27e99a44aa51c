/* SPDX-License-Identifier: Apache-2.0
 *
 * 补交材料情况告知单: a promised paper came and was not fit. What is wrong with it,
 * and until when it is still waited for. No personal data: the number says whose.
 */
#ifndef OFFICE_UNFIT_SLIP_H
#define OFFICE_UNFIT_SLIP_H

#include "office/letterhead.h"

struct unfit_paper {
	const char *name, *reason;
	const char *remark; /* "" */
	date_day due;	    /* DATE_NONE: not settled */
};
struct unfit_slip {
	const char *case_number, *item_name;
	date_day day;
	size_t n_papers;
	const struct unfit_paper *papers;
};

/* d is initialised here. */
void unfit_slip_build(struct document *d, const struct letterhead *h, const struct unfit_slip *u);

#endif
