/* SPDX-License-Identifier: Apache-2.0
 *
 * Slips for someone who has no case yet: 办事材料清单, the list tailored to the
 * answers given; and 办事指引单, where nothing is accepted at this window, or
 * nothing need be filed. From a check that has run, check_dues included.
 */
#ifndef OFFICE_SLIP_H
#define OFFICE_SLIP_H

#include "guide/check.h"
#include "office/letterhead.h"

/* d is initialised here; document_done frees. `in` is what the check ran on, with its calendar
 * still there. slip_build makes the one the check calls for: guidance where check_guidance has
 * a reason. */
void slip_build(struct document *d, const struct letterhead *h, const struct check *k,
		const struct intake *in);
void slip_materials(struct document *d, const struct letterhead *h, const struct check *k,
		    const struct intake *in);
void slip_guidance(struct document *d, const struct letterhead *h, const struct check *k,
		   const struct intake *in);

#endif
