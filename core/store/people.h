/* SPDX-License-Identifier: Apache-2.0
 *
 * Everyone and every unit that was a party of a case, once, by certificate, with
 * the name and phone given last. Search answers per keystroke.
 */
#ifndef STORE_PEOPLE_H
#define STORE_PEOPLE_H

#include "base/arena.h"
#include "base/ident.h"
#include "store/record.h"
#include "store/store.h"

/* As in case_party.kind. The three that show an identity number are one person. */
extern const char *const person_kind_ids[IDENT_KINDS]; /* "resident" "temporary" … */
enum unit_kind { UNIT_CREDIT_CODE, UNIT_NUMBER, UNIT_KINDS };
extern const char *const unit_kind_ids[UNIT_KINDS]; /* "credit_code" "unit_number" */

struct person_row {
	int64_t id;
	const char *kind, *number, *name, *initials, *phone, *sex; /* NULL when not known */
	date_day birth;
	bool unit;
	int64_t cases; /* as any party */
	date_day last; /* day of the newest case */
};
/* In what a person took part. */
struct person_part {
	const char *role, *number; /* of the case */
	const char *item, *item_name;
	enum case_state state;
	date_day day;
};

bool people_get(struct store *s, const char *kind, const char *number, struct arena *a,
		struct person_row **out, struct err *e);
/* The beginning of a name, its initials, a certificate number or a phone; or (two
 * characters and more) the inside of a name. */
bool people_search(struct store *s, const char *typed, size_t limit, struct arena *a,
		   struct person_row **rows, size_t *n, struct err *e);
/* Newest first. */
bool people_history(struct store *s, int64_t person, size_t limit, struct arena *a,
		    struct person_part **rows, size_t *n, struct err *e);

#endif
