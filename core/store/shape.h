/* SPDX-License-Identifier: Apache-2.0
 *
 * The list-like parts of a case record, described once: one table of columns
 * serves the JSON of the payload, the insert and the select. Private to the wing.
 */
#ifndef STORE_SHAPE_H
#define STORE_SHAPE_H

#include "base/str.h"
#include "store/db.h"
#include "store/payload.h"

enum column_type {
	COLUMN_TEXT, /* const char *; NULL: not given */
	COLUMN_INT,  /* int64_t; 0: not given */
	COLUMN_DAY,  /* date_day; DATE_NONE: not given; ISO 8601 in JSON */
	COLUMN_YES,  /* bool; false: not given */
};
struct column {
	const char *name; /* in JSON and in SQL */
	enum column_type type;
	size_t offset;
	bool table_only; /* not in the payload: found out when it is applied */
};
struct shape {
	const char *table; /* (case_id, pos, columns…), in this order */
	size_t size;	   /* of the struct */
	const struct column *columns;
	size_t n;
};

/* {"a":…,"b":…} without what is not given. */
void shape_encode(const struct shape *s, const void *row, struct str *out);
/* Texts are borrowed from the payload. Values of another type count as not given. */
void shape_decode(const struct shape *s, const struct payload *object, void *row);
/* The columns in which `to` differs from `from`, with the values of `to`; null for what is not
 * given there any more. */
void shape_encode_changes(const struct shape *s, const void *from, const void *to, struct str *out);
/* Only the columns the object has; the others stay. */
void shape_patch(const struct shape *s, const struct payload *object, void *row);

bool shape_insert(struct db *db, const struct shape *s, int64_t case_id, int64_t pos,
		  const void *row, struct err *e);
bool shape_select(struct db *db, const struct shape *s, int64_t case_id, struct arena *a,
		  void **rows, size_t *n, struct err *e);
bool shape_delete(struct db *db, const struct shape *s, int64_t case_id, struct err *e);

/* Binds every column as ":name" / reads the columns from `first` on, in order. */
void shape_bind(const struct shape *s, struct stmt *q, const void *row);
void shape_read(const struct shape *s, struct stmt *q, int first, struct arena *a, void *row);

#endif
