/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/widget/field_paint.h"

#include <stdlib.h>

#include "base/mem.h"

enum { MARKS = 2 };

void field_paint(struct text_field *f, const struct canvas *line, bool focused,
		 const char *placeholder)
{
	enum style style = focused ? STYLE_FOCUS : STYLE_VALUE;

	if (line->cols < MARKS + 2)
		return;
	struct canvas in = canvas_part(line, 0, 1, 1, line->cols - MARKS);
	struct field_view v = field_view(f, in.cols);
	canvas_fill(line, style);
	if (v.more_left)
		canvas_text(line, 0, 0, style, "<");
	if (v.more_right)
		canvas_text(line, 0, line->cols - 1, style, ">");
	char *text = xstrndup(v.text, v.len);
	canvas_text(&in, 0, 0, style, text);
	free(text);
	if (f->text.len == 0 && placeholder)
		canvas_text(&in, 0, 0, focused ? style : STYLE_MUTED, placeholder);
	if (focused)
		canvas_cursor(&in, 0, v.caret);
}
