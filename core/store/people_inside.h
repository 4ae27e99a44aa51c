/* SPDX-License-Identifier: Apache-2.0
 *
 * Parties of a case becoming people. Private to the wing.
 */
#ifndef STORE_PEOPLE_INSIDE_H
#define STORE_PEOPLE_INSIDE_H

#include "store/record.h"
#include "store/store_inside.h"

/* Finds or makes the person of every party and fills party->person. A party without a number
 * is the person it was in this case before, or a new one. 0 for a party without name and
 * number. */
bool people_register(struct db *db, int64_t case_id, struct case_party *parties, size_t n,
		     date_day day, struct err *e);
/* Whose number it is or was; 0: nobody's. */
bool people_number_owner(struct db *db, const char *kind, const char *number, int64_t *person,
			 struct err *e);
bool people_number_add(struct db *db, int64_t person, const char *kind, const char *number,
		       struct err *e);
bool people_number_drop(struct db *db, int64_t person, const char *kind, const char *number,
			struct err *e);
/* Everything of `from` becomes `into`'s. */
bool people_merge(struct db *db, int64_t from, int64_t into, struct err *e);
/* The one kind that all certificates with an identity number are kept under. */
const char *people_kind(const char *kind);
/* The least text above every text that begins with `prefix`; for ranges over an index. */
char *people_prefix_end(const char *prefix, struct arena *a);

#endif
