/* SPDX-License-Identifier: Apache-2.0
 *
 * What a case costs by its guide: the amount as printed, times the people it is
 * printed for. Nothing is collected here (store/fees.h). Pure.
 */
#ifndef CASE_FEE_H
#define CASE_FEE_H

#include "guide/item.h"
#include "store/fees.h"
#include "store/record.h"

/* False where the guide prints none (不收费) or says nothing. Texts are the item's. A case that
 * says no number of people is one person's. */
bool fee_of(const struct item *it, const struct case_record *r, struct fee_notice *out);

#endif
