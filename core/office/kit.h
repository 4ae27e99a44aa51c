/* SPDX-License-Identifier: Apache-2.0
 *
 * 应急包: paper for the hours the program stands still, printed beforehand. A
 * checklist per item with boxes to tick for what would be asked on the screen, and
 * slips with emergency numbers (series.h) for the applicants. Both are entered
 * afterwards (补录).
 */
#ifndef OFFICE_KIT_H
#define OFFICE_KIT_H

#include "guide/check.h"
#include "office/letterhead.h"

enum { KIT_SLIPS_PER_PAGE = 3 };

/* d is initialised here. k has run on an intake without answers, check_dues included. */
void kit_checklist(struct document *d, const struct letterhead *h, const struct check *k);
/* One page of at most KIT_SLIPS_PER_PAGE numbers. */
void kit_slips(struct document *d, const struct letterhead *h, const char *const *numbers,
	       size_t n);

#endif
