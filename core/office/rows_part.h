/* SPDX-License-Identifier: Apache-2.0
 *
 * People lists on the documents of a case: how many people stand in them, how
 * many of these have a paper that is asked for from each, and who has not.
 */
#ifndef OFFICE_ROWS_PART_H
#define OFFICE_ROWS_PART_H

#include "office/document.h"
#include "store/record.h"

/* Pairs of the open grid: 直系亲属 共30人, per role. */
void rows_part_people(struct document *d, const struct case_record *r);
/* "劳动合同 28/30" where the paper is marked by rows, else its name; under it the received files:
 * name, people in it, the beginning of its hash. In the document's arena. */
const char *rows_part_name(struct document *d, const struct case_record *r,
			   const struct case_paper *p);
/* A table of who lacks what, for the papers in `state` (NULL: any but exempt) that at least
 * `least` people lack. All names, over as many lines as they need. Nothing where nobody does. */
void rows_part_lacking(struct document *d, const struct case_record *r, const char *state,
		       size_t least);

#endif
