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
/* Numbers of a person beside certificates: in the core system, and to call. */
#define PERSON_SYSTEM_NUMBER "personal_number"
#define PERSON_PHONE	     "phone"
enum unit_kind { UNIT_CREDIT_CODE, UNIT_NUMBER, UNIT_KINDS };
extern const char *const unit_kind_ids[UNIT_KINDS]; /* "credit_code" "unit_number" */

struct person_row {
	int64_t id;
	/* The newest certificate; one without is known by the number in the core system. */
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

/* Another number of a person: a replaced certificate, 个人编号 or 单位编号, an earlier phone. */
struct person_number {
	const char *kind, *number;
};

/* By any number it is or was known by. *out is NULL when nobody is. */
bool people_get(struct store *s, const char *kind, const char *number, struct arena *a,
		struct person_row **out, struct err *e);
/* By row; the row it became where two were made one. */
bool people_by_id(struct store *s, int64_t id, struct arena *a, struct person_row **out,
		  struct err *e);
/* Newest first. */
bool people_numbers(struct store *s, int64_t person, struct arena *a, struct person_number **rows,
		    size_t *n, struct err *e);
/* The beginning of a name, its initials, any number or a phone; or (two
 * characters and more) the inside of a name. */
bool people_search(struct store *s, const char *typed, size_t limit, struct arena *a,
		   struct person_row **rows, size_t *n, struct err *e);
/* Newest first. */
bool people_history(struct store *s, int64_t person, size_t limit, struct arena *a,
		    struct person_part **rows, size_t *n, struct err *e);

/* Their newest case in that role that was not voided; *out is NULL when there is none. */
bool people_newest(struct store *s, int64_t person, const char *role, struct arena *a,
		   struct case_record **out, struct err *e);
/* Two rows are one person (a new certificate): everything of `from` becomes `into`'s. */
bool people_join(struct store *s, const struct actor *who, int64_t from, int64_t into,
		 const char *reason, struct err *e);
/* That the hidden numbers of a person, or of the parties of a case, were shown. */
bool people_unmask(struct store *s, const struct actor *who, int64_t person, struct err *e);
bool people_unmask_case(struct store *s, const struct actor *who, const char *number,
			struct err *e);

#endif
