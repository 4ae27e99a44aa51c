/* SPDX-License-Identifier: Apache-2.0
 *
 * 受理回执单: what was taken in, from whom, until when it is done and how to ask
 * about it. Also for a case accepted on a promise: what is to follow stands in it.
 */
#ifndef OFFICE_RECEIPT_H
#define OFFICE_RECEIPT_H

#include "guide/item.h"
#include "office/letterhead.h"
#include "store/record.h"

/* d is initialised here. `it` is the version the case was begun under; NULL when it is gone:
 * then hints and delivery are left out. */
void receipt_build(struct document *d, const struct letterhead *h, const struct case_record *r,
		   const struct item *it);

#endif
