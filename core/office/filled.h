/* SPDX-License-Identifier: Apache-2.0
 *
 * 免填单: a paper of an item printed from what was typed, for the applicant to read
 * and sign. What stands on it is data (paper_document of guide/item.h); what was not
 * typed is left empty to be written in by hand. The applicant's own form: nothing on
 * it is masked.
 */
#ifndef OFFICE_FILLED_H
#define OFFICE_FILLED_H

#include "case/casefile.h"
#include "office/letterhead.h"

/* d is initialised here; document_done frees. k has run on c. `number` of the case, NULL while
 * there is none. */
void filled_build(struct document *d, const struct letterhead *h, const struct casefile *c,
		  const struct check *k, const struct paper_document *paper, const char *number);

/* What a paper is to this case. */
enum filled_need {
	FILLED_NEEDED,	/* asked for, not there yet */
	FILLED_CHOICE,	/* one of the ways to meet an "any of" */
	FILLED_DEPENDS, /* on an open answer */
	FILLED_THERE,	/* asked for, and good on the counter */
	FILLED_NOT,	/* certainly not asked for, or exempt */
};
enum filled_need filled_need(const struct casefile *c, const struct check *k, int paper);

/* The documents of the item that may be printed for this case: indices into item->documents, what
 * is needed first. `out` has room for n_documents; returns how many. */
size_t filled_list(const struct casefile *c, const struct check *k, size_t *out);

#endif
