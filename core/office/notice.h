/* SPDX-License-Identifier: Apache-2.0
 *
 * 一次性告知书: everything that is missing or wrong, at once: the same lines the
 * clerk saw on the screen.
 */
#ifndef OFFICE_NOTICE_H
#define OFFICE_NOTICE_H

#include "guide/item.h"
#include "office/letterhead.h"
#include "store/record.h"

/* d is initialised here. `it` as in receipt.h. */
void notice_build(struct document *d, const struct letterhead *h, const struct case_record *r,
		  const struct item *it);

#endif
