/* SPDX-License-Identifier: Apache-2.0
 *
 * What the documents of a case share: who, for what, in which situation. From the
 * stored record, so that a reprint says what the first print said. Identity and
 * phone numbers are masked here; no document prints them whole.
 */
#ifndef OFFICE_RECORD_PART_H
#define OFFICE_RECORD_PART_H

#include "guide/check.h"
#include "office/letterhead.h"
#include "store/record.h"

/* The head of a document of this case, its QR, and the grid with item, situation (every answer,
 * where the item is there to tell questions from conditions) and parties. The grid stays open for
 * more pairs. */
void record_part_open(struct document *d, const struct letterhead *h, const char *title,
		      const struct case_record *r, const struct item *it);

const char *record_part_role(const char *id); /* 申请人; the id where it is none of ours */
/* "2026年12月8日", in the document's arena; "" for DATE_NONE. */
const char *record_part_day(struct document *d, date_day day);
/* Every clock with its last day, one a line; 指南未载明. */
const char *record_part_due(struct document *d, const struct case_record *r);
/* What holds of the item under the answers of the record, for item_part.h; in the document's
 * arena. `it` may be NULL: then NULL. */
const enum tri *record_part_truths(struct document *d, const struct case_record *r,
				   const struct item *it);
/* The legal basis as the item gives it; it may be NULL (指南未载明). */
const char *record_part_basis(struct document *d, const struct item *it, const enum tri *truths);
/* A pair 救济途径: those of the item before the site's; two blank lines to be written in where there
 * are none. it may be NULL. */
void record_part_remedies(struct document *d, const struct letterhead *h, const struct item *it);

#endif
