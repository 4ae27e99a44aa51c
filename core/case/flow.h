/* SPDX-License-Identifier: Apache-2.0
 *
 * Which stages (环节) a case passes after its acceptance, from the steps its guide
 * prints (item_step.acts; the table in forms/FORMAT.md): who may do each, in which
 * department, in how many days, and which of them are never two of one person. The
 * store enforces what stands in the record and knows no guide. Where no step that
 * applies is a review, the hall's own flow does (struct site.flow), and says that
 * it is ours.
 */
#ifndef CASE_FLOW_H
#define CASE_FLOW_H

#include "guide/check.h"
#include "guide/site.h"
#include "store/record.h"

/* Fills r->stages; none for an item that ends with sheets handed over. k has been run. site NULL:
 * one 复核. Strings live in the arena or are borrowed from the item and the site. */
void flow_stages(struct case_record *r, struct arena *a, const struct check *k,
		 const struct site *site);

#endif
