/* SPDX-License-Identifier: Apache-2.0
 *
 * 容缺逾期处理决定书: what was decided of promised papers whose day has passed,
 * why, and what the applicant can do.
 */
#ifndef OFFICE_LAPSE_H
#define OFFICE_LAPSE_H

#include "guide/item.h"
#include "office/letterhead.h"
#include "store/record.h"

/* d is initialised here. The decision is the one that names this paper (h->paper), else the
 * newest. */
void lapse_build(struct document *d, const struct letterhead *h, const struct case_record *r,
		 const struct item *it);

#endif
