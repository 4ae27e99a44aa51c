/* SPDX-License-Identifier: Apache-2.0
 *
 * Rows of a people list apart from any screen: a new one, and those pasted from
 * a table program.
 */
#ifndef SCREEN_PEOPLE_ROWS_H
#define SCREEN_PEOPLE_ROWS_H

#include "base/mem.h"
#include "case/casefile.h"

/* A row at the end with 居民身份证 as its kind of certificate. Returns its index. */
size_t people_rows_new(struct casefile *c, size_t list, date_day today);
/* Whether nothing was filled in (the kind of certificate does not count). */
bool people_rows_empty(const struct casefile *c, size_t list, size_t row);
/* Lines of cells parted by tabs. With a first line of headings each cell goes by its heading, and
 * what has none here is passed over; else by the order of the columns, where a first column of
 * serial numbers is passed over and the kind of certificate may be left out of all lines. What
 * does not fit its column is kept as it is and complained about by casefile_faults. Returns the
 * rows added. */
size_t people_rows_paste(struct casefile *c, size_t list, const char *text, date_day today);

/* The first row before this one with the same certificate number, or -1. */
long people_rows_twin(const struct casefile *c, size_t list, size_t row);

/* The first fault of a row, of its column where that is not -1; NULL. The faults are those of one
 * list as casefile_faults gives them: row by row. */
const struct form_fault *people_rows_fault(const struct form_fault *faults, size_t n, size_t row,
					   int column);

/* The least width of a cell in a table (its words: field_value_masked). */
int people_rows_width(const struct field *f);
/* The words a column is chosen among, n of them; NULL: it is typed. What is made for it is a's. */
const char *const *people_rows_options(const struct field *f, struct arena *a, size_t *n);

/* The unit the case is about: its credit code, else its name; "" while neither is typed. Caller
 * frees. */
char *people_rows_unit(const struct casefile *c);

#endif
