/* SPDX-License-Identifier: Apache-2.0
 *
 * What the guide says of an item, as sections of a document: the same words on a
 * slip, a receipt and a notice. `truths` are those of a check (check.h); without
 * them only what always holds is printed. 指南未载明 is printed where it is so.
 */
#ifndef OFFICE_ITEM_PART_H
#define OFFICE_ITEM_PART_H

#include "guide/check.h"
#include "guide/item.h"
#include "office/document.h"

/* Not certainly false; without truths: always so. */
bool item_part_holds(const enum tri *truths, expr_ref when);

/* Words for one cell, in the document's arena. */
const char *item_part_fee(struct document *d, const struct item *it);
const char *item_part_phones(struct document *d, const struct item *it);
/* A row of its own, where the hall promises something: it is never the guide's limit. */
void item_part_promise(struct document *d, const struct item *it);
/* The texts of a list joined by line feeds; 指南未载明 or 无 where it is so. */
const char *item_part_texts(struct document *d, const struct text_list *list,
			    const enum tri *truths);

/* Sections; none is opened where there is nothing to say, except channels (指南未载明). */
void item_part_channels(struct document *d, const struct item *it, const enum tri *truths);
void item_part_hints(struct document *d, const struct item *it, const enum tri *truths);

#endif
