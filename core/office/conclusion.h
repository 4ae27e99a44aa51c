/* SPDX-License-Identifier: Apache-2.0
 *
 * How a case ended, on paper. 办结回执 is acceptance and conclusion in one page, so
 * that who waits for an 即办件 takes one slip and signs once; 不予办理决定书 says why
 * it was denied and what can be done about it.
 */
#ifndef OFFICE_CONCLUSION_H
#define OFFICE_CONCLUSION_H

#include "guide/item.h"
#include "office/letterhead.h"
#include "store/record.h"

/* d is initialised here. `it` as in receipt.h. */
void conclusion_build(struct document *d, const struct letterhead *h, const struct case_record *r,
		      const struct item *it);
void denial_build(struct document *d, const struct letterhead *h, const struct case_record *r,
		  const struct item *it);

#endif
