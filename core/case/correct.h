/* SPDX-License-Identifier: Apache-2.0
 *
 * 更正 prepared: the new value checked by the type of its field, the party it
 * belongs to as it will be, and whether a second person has to sign. Pure.
 */
#ifndef CASE_CORRECT_H
#define CASE_CORRECT_H

#include "base/arena.h"
#include "guide/item.h"
#include "store/corrections.h"

/* The field of a case's form; NULL where it cannot be corrected: an answer, a list, a secret, not
 * in the item any more. */
const struct field *correct_field(const struct item *it, const struct case_field *f);
/* Name, certificate, birth date or sex of a party. */
bool correct_is_identity(const struct item *it, const struct field *f);
/* False with what is wrong with the text. Strings live in the arena or are borrowed from r;
 * out->reason is the caller's. */
bool correct_make(const struct case_record *r, const struct item *it, size_t row, const char *text,
		  date_day today, struct arena *a, struct correction *out, struct err *e);
/* Records it. Whether it is identity, which needs `second`, is decided here, from the version of
 * the item the case was decided by; `today` (the day's item; NULL) serves where that cannot be
 * read any more. forms: as pinned_item. Else as corrections_record. */
bool correct_record(struct store *s, const struct actor *who, const char *number,
		    const struct correction *c, const struct item *today, const char *forms,
		    const struct signature *second, struct err *e);

#endif
