/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/widget/table.h"

#include <assert.h>

#include "base/text.h"

size_t table_widths(const struct table_column *columns, int cols, int widths[TABLE_COLUMNS])
{
	int weights = 0, spare = cols;
	size_t n = 0;

	for (; columns[n].title; n++) {
		assert(n < TABLE_COLUMNS);
		widths[n] = columns[n].width;
		weights += columns[n].weight;
		spare -= widths[n] + (n > 0);
	}
	/* Too narrow: the columns at the right give way. */
	for (size_t i = n; i-- > 0 && spare < 0;) {
		int less = widths[i] < -spare ? widths[i] : -spare;
		widths[i] -= less;
		spare += less;
	}
	for (size_t i = 0; i < n && weights > 0 && spare > 0; i++) {
		int more = spare * columns[i].weight / weights;
		widths[i] += more;
		spare -= more;
		weights -= columns[i].weight;
	}
	return n;
}

void table_set_count(struct table *t, size_t count)
{
	list_set_count(&t->list, count);
}

static void paint_row(void *ctx, size_t row, const struct canvas *line, bool selected)
{
	struct table *t = ctx;
	int widths[TABLE_COLUMNS], col = 0;
	size_t n = table_widths(t->columns, line->cols, widths);
	struct table_cell cell;

	(void)selected;
	for (size_t i = 0; i < n; i++) {
		cell.style = STYLE_NORMAL;
		cell.text[0] = '\0';
		t->cell(t->ctx, row, i, &cell);
		canvas_cell(line, 0, col, widths[i], t->columns[i].align, cell.style, cell.text);
		col += widths[i] + 1;
	}
}

void table_paint(struct table *t, const struct canvas *c, bool focused)
{
	int widths[TABLE_COLUMNS], col = 0;
	size_t n = table_widths(t->columns, c->cols, widths);
	struct canvas rest = canvas_part(c, 1, 0, c->rows - 1, c->cols);

	for (size_t i = 0; i < n && c->rows > 0; i++) {
		canvas_cell(c, 0, col, widths[i], t->columns[i].align, STYLE_HEADING,
			    _(t->columns[i].title));
		col += widths[i] + 1;
	}
	t->list.ctx = t;
	t->list.paint_row = paint_row;
	list_paint(&t->list, &rest, focused);
}
