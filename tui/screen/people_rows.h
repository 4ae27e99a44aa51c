/* SPDX-License-Identifier: Apache-2.0
 *
 * Rows of a people list apart from any screen: a new one, and those pasted from
 * a table program.
 */
#ifndef SCREEN_PEOPLE_ROWS_H
#define SCREEN_PEOPLE_ROWS_H

#include "case/casefile.h"

/* A row at the end with 居民身份证 as its kind of certificate. Returns its index. */
size_t people_rows_new(struct casefile *c, size_t list, date_day today);
/* Whether nothing was filled in (the kind of certificate does not count). */
bool people_rows_empty(const struct casefile *c, size_t list, size_t row);
/* Lines of cells parted by tabs, in the order of the columns; the kind of certificate may be left
 * out, a line of headings is passed over. What does not fit its column is kept as it is and
 * complained about by casefile_faults. Returns the rows added. */
size_t people_rows_paste(struct casefile *c, size_t list, const char *text, date_day today);

#endif
