/* SPDX-License-Identifier: Apache-2.0
 *
 * From a casefile and its check to the record that is kept: every answer, paper,
 * reason and clock in words, so that the case can be read without the guide.
 */
#ifndef CASE_RECORD_MAKE_H
#define CASE_RECORD_MAKE_H

#include "case/casefile.h"
#include "store/record.h"

/* Fills r (initialised here); strings live in the arena or are borrowed from the item and the
 * casefile. check_dues must have run. What the answers hide (blocks, fields, gated questions) is
 * left out. `deferring`: what is missing and may follow becomes a promise. */
void record_make(struct case_record *r, struct arena *a, const struct casefile *c,
		 const struct check *k, bool deferring);

/* The parties alone, appended to r->parties. */
void record_make_parties(struct case_record *r, struct arena *a, const struct casefile *c,
			 const struct check *k);

/* A value of a party's block, where the party has none of its own yet. */
void record_party_take(struct case_party *p, const struct field *f, const char *value);

/* The words of the answers that make the situation: "灵活就业人员；窗口". */
const char *record_situation(struct arena *a, const struct casefile *c, const struct check *k);
/* "15个工作日", several joined, 指南未载明. */
const char *record_due_text(struct arena *a, const struct check *k);

#endif
