/* SPDX-License-Identifier: Apache-2.0
 *
 * 不予受理通知书: which prohibited situation or unmet condition it is, by which
 * basis, and what the applicant can do about it (the site's text).
 */
#ifndef OFFICE_REFUSAL_H
#define OFFICE_REFUSAL_H

#include "guide/item.h"
#include "office/letterhead.h"
#include "store/record.h"

/* d is initialised here. `it` as in receipt.h. */
void refusal_build(struct document *d, const struct letterhead *h, const struct case_record *r,
		   const struct item *it);

#endif
