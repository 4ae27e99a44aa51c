/* SPDX-License-Identifier: Apache-2.0
 *
 * One row of cells being put together. Private to the wing.
 */
#ifndef EXCHANGE_CELL_H
#define EXCHANGE_CELL_H

#include "base/str.h"
#include "exchange/grid.h"

struct row_builder {
	struct str text; /* of all cells, each with its NUL */
	size_t start[GRID_COLUMNS];
	struct grid_cell cells[GRID_COLUMNS];
	size_t n;
};

void row_clear(struct row_builder *r);
/* Column `column` (not before the last one put), its text as it stands in the file. An empty text
 * takes no place. False: there is no room for the column. */
bool row_put(struct row_builder *r, size_t column, const struct grid_cell *cell, const char *text,
	     size_t len);
/* Gives the cells their texts; false when there are none. out's cells are good until row_clear. */
bool row_finish(struct row_builder *r, struct grid_row *out);
void row_done(struct row_builder *r);

/* Without control and other invisible characters, line ends and tabs become blanks, none at the
 * ends (full-width and no-break ones neither). In place. */
void cell_clean(char *text);

#endif
