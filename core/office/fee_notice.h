/* SPDX-License-Identifier: Apache-2.0
 *
 * 缴费通知: how much, by which words of the guide, and what to bring back. Where
 * and to whom it is paid the guides do not print: those lines are left to be
 * filled in by hand.
 */
#ifndef OFFICE_FEE_NOTICE_H
#define OFFICE_FEE_NOTICE_H

#include "guide/item.h"
#include "office/letterhead.h"
#include "store/record.h"

/* d is initialised here. `it` NULL: the record's own words of the fee are printed. */
void fee_notice_build(struct document *d, const struct letterhead *h, const struct case_record *r,
		      const struct item *it);

#endif
