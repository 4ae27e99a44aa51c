/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/widget/dialog_box.h"

#include "base/utf8.h"
#include "tui/layout.h"

enum { MIN_COLUMNS = 36, MARGIN = 4 };

static int text_columns(const char *text)
{
	int widest = 0;

	while (*text) {
		size_t next, n = layout_line(text, 1000, &next);
		int columns = utf8_columns_n(text, n);
		widest = columns > widest ? columns : widest;
		text += next;
	}
	return widest;
}

struct canvas dialog_box(const struct canvas *c, enum style style, const char *title,
			 const char *text, int columns, int lines)
{
	int widest = text_columns(text), heading = utf8_columns(title) + 4;

	columns = columns > widest ? columns : widest;
	columns = columns > heading ? columns : heading;
	columns = columns > MIN_COLUMNS ? columns : MIN_COLUMNS;
	if (columns > c->cols - 2 * MARGIN - 4)
		columns = c->cols - 2 * MARGIN - 4;
	int text_lines = layout_lines(text, columns);
	int gap = text_lines && lines ? 1 : 0;
	struct canvas box = canvas_middle(c, text_lines + gap + lines + 2, columns + 4);
	struct canvas in = canvas_box(&box, style, title);
	in = canvas_part(&in, 0, 1, in.rows, in.cols - 2);
	/* The part that is worked with has its place first. */
	struct canvas above = canvas_part(&in, 0, 0, in.rows - lines - gap, in.cols);
	int used = canvas_wrap(&above, 0, 0, STYLE_NORMAL, text);
	return canvas_part(&in, used + gap, 0, lines, in.cols);
}
