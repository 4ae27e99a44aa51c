/* SPDX-License-Identifier: Apache-2.0
 *
 * What a citizen is told when the clock of a case stops, goes on or is made
 * longer, and the two sheets of a publicity: the list that is posted, names and
 * numbers masked, and the record of how it went. Each is about r->pause.
 */
#ifndef OFFICE_PAUSE_DOCUMENT_H
#define OFFICE_PAUSE_DOCUMENT_H

#include "guide/item.h"
#include "office/letterhead.h"
#include "store/documents.h"
#include "store/pauses.h"
#include "store/record.h"

/* The pause a document of a case is about: the first of its kind is about the first, and one in
 * place of a voided one about the same. `all` are the case's, oldest first, row one of them. NULL:
 * it is about none. */
const struct pause_row *pause_document_about(const struct document_row *row,
					     const struct document_row *all,
					     const struct pause_row *pauses, size_t n);

/* As the builders of case_document.h. */
void suspension_build(struct document *d, const struct letterhead *h, const struct case_record *r,
		      const struct item *it);
void resumption_build(struct document *d, const struct letterhead *h, const struct case_record *r,
		      const struct item *it);
void extension_build(struct document *d, const struct letterhead *h, const struct case_record *r,
		     const struct item *it);
/* Posted where everybody reads it: no number, no 查询码. */
void publicity_build(struct document *d, const struct letterhead *h, const struct case_record *r,
		     const struct item *it);
void publicity_report_build(struct document *d, const struct letterhead *h,
			    const struct case_record *r, const struct item *it);

#endif
