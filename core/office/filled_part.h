/* SPDX-License-Identifier: Apache-2.0
 *
 * The parts of a filled form: fields as labels with values in two columns, people
 * lists as tables. Shared by filled.c alone.
 */
#ifndef OFFICE_FILLED_PART_H
#define OFFICE_FILLED_PART_H

#include "case/casefile.h"
#include "office/document.h"

/* Whether a field is printed: not certainly hidden, for what is still open is written in by hand;
 * a password or code never is. */
bool filled_part_shown(const struct check *k, const struct field *f);
/* The fields of a block but its people lists; `title` NULL: its own. */
void filled_part_block(struct document *d, const struct casefile *c, const struct check *k,
		       size_t block, const char *title);
/* Its people lists: they come last, because they may run over pages. */
void filled_part_lists(struct document *d, const struct casefile *c, const struct check *k,
		       size_t block, const char *title, bool rows_sign);
/* A field, into the open grid. */
void filled_part_field(struct document *d, const struct casefile *c, size_t field);
/* A table of a people list; with a column to sign in. */
void filled_part_people(struct document *d, const struct casefile *c, size_t field,
			const char *heading, bool rows_sign);

/* The value as it is printed: dates and months in words, choices by their texts; an empty choice
 * as boxes to be ticked, anything else empty as "". In the document's arena. */
const char *filled_part_value(struct document *d, const struct field *f, const char *value);

#endif
