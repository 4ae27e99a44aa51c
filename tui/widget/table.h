/* SPDX-License-Identifier: Apache-2.0
 *
 * A list in columns with a heading line. Columns have a width of their own and
 * a weight by which they share what is left.
 */
#ifndef WIDGET_TABLE_H
#define WIDGET_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "tui/canvas.h"
#include "tui/widget/list.h"

enum { TABLE_COLUMNS = 16, TABLE_CELL = 512 };

struct table_column {
	const char *title; /* N_(); NULL ends the array */
	int width;	   /* columns it needs; narrower only when the whole table is too narrow */
	int weight;	   /* share of the rest; 0 = none */
	enum align align;
};

struct table_cell {
	enum style style;
	char text[TABLE_CELL]; /* "" at first */
};

struct table {
	/* The owner's. */
	const struct table_column *columns; /* at most TABLE_COLUMNS */
	void *ctx;
	void (*cell)(void *ctx, size_t row, size_t column, struct table_cell *out);

	struct list list; /* count, selected; list_event works on it */
};

/* Widths for the columns in `cols` with one blank between them. Pure. Returns their number. */
size_t table_widths(const struct table_column *columns, int cols, int widths[TABLE_COLUMNS]);
void table_set_count(struct table *t, size_t count);
void table_paint(struct table *t, const struct canvas *c, bool focused);

#endif
