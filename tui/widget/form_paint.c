/* SPDX-License-Identifier: Apache-2.0
 *
 * A row is one line, and a second one while there is something to say about it.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/str.h"
#include "base/text.h"
#include "base/utf8.h"
#include "tui/widget/field_paint.h"
#include "tui/widget/form.h"
#include "tui/widget/form_popup.h"

enum { MARK_COLUMNS = 2, GAP = 2, LEAST_FIELD = 8 };

/* A label too wide to stand beside its value stands above it. */
static bool is_long(const struct form_row *r, int cols)
{
	return r->spec.kind != FORM_NOTE && utf8_columns(r->spec.label) > cols * 2 / 5;
}

static int row_lines(const struct form_row *r, int cols)
{
	return 1 + is_long(r, cols) + (r->message[0] != '\0');
}

static int label_columns(const struct form *f, int cols)
{
	int widest = 0;

	for (size_t i = 0; i < f->count; i++) {
		if (f->rows[i]->spec.kind == FORM_NOTE || is_long(f->rows[i], cols))
			continue;
		int n = utf8_columns(f->rows[i]->spec.label);
		widest = n > widest ? n : widest;
	}
	return widest;
}

/* How wide the box of a text is: what it can hold, as far as there is room. */
static int field_columns(const struct form_row *r, int room)
{
	int chars = r->spec.kind == FORM_DATE ? 12 : r->spec.max_chars;
	int columns = (r->field.filter ? chars : 2 * chars) + 3;

	if (!chars || columns > room)
		return room;
	return columns > LEAST_FIELD ? columns : LEAST_FIELD;
}

static const char *option_text(const struct form_row *r, size_t i)
{
	if (r->spec.kind == FORM_YESNO)
		return i == 0 ? _("是") : _("否");
	return r->spec.options[i];
}

static size_t option_count(const struct form_row *r)
{
	return r->spec.kind == FORM_YESNO ? 2 : r->spec.option_count;
}

static bool is_marked(const struct form_row *r, size_t i)
{
	if (r->spec.kind == FORM_SET)
		return r->marks >> i & 1;
	if (r->spec.kind == FORM_YESNO)
		return r->chosen == (i == 0);
	return r->chosen == (int)i;
}

/* "(*)1 是  ( )2 否" where all fit in the line and the digits reach them all. */
static bool fits_in_line(const struct form_row *r, int cols)
{
	int used = 0;

	for (size_t i = 0; i < option_count(r); i++)
		used += utf8_columns(option_text(r, i)) + 7;
	return option_count(r) <= 9 && used <= cols + 2;
}

static void paint_in_line(const struct form_row *r, const struct canvas *line, bool focused)
{
	const char *off = r->spec.kind == FORM_SET ? "[ ]" : "( )";
	const char *on = r->spec.kind == FORM_SET ? "[x]" : "(*)";
	int col = 0, caret = 1;

	for (size_t i = 0; i < option_count(r); i++) {
		bool marked = is_marked(r, i);
		enum style style = focused ? STYLE_FOCUS : marked ? STYLE_VALUE : STYLE_MUTED;
		if (marked)
			caret = col + 1;
		col += canvas_printf(line, 0, col, style, "%s%zu %s", marked ? on : off, i + 1,
				     option_text(r, i));
		col += 2;
	}
	if (focused)
		canvas_cursor(line, 0, caret);
}

static void add_marked(const struct form_row *r, struct str *s)
{
	for (size_t i = 0; i < option_count(r); i++) {
		if (!is_marked(r, i))
			continue;
		if (s->len)
			str_add(s, "、");
		str_add(s, option_text(r, i));
	}
	if (!s->len)
		str_add(s, r->spec.kind == FORM_SET && r->answered ? _("（无）") : _("（未选）"));
}

static void paint_options(struct form_row *r, const struct canvas *line, bool focused)
{
	struct str s = {0};

	r->in_line = fits_in_line(r, line->cols);
	if (r->in_line) {
		paint_in_line(r, line, focused);
		return;
	}
	add_marked(r, &s);
	enum style style = focused ? STYLE_FOCUS : form_answered(r) ? STYLE_VALUE : STYLE_MUTED;
	if (focused)
		canvas_fill(line, style);
	canvas_text(line, 0, 1, style, str_text(&s));
	if (focused)
		canvas_cursor(line, 0, 1);
	str_done(&s);
}

static void paint_hidden(const struct form_row *r, const struct canvas *line, bool focused)
{
	if (focused) {
		canvas_fill(line, STYLE_FOCUS);
		canvas_cursor(line, 0, 1);
	}
	canvas_text(line, 0, 1, focused ? STYLE_FOCUS : STYLE_MUTED, r->spec.shown);
}

static void paint_value(struct form_row *r, const struct canvas *whole, bool focused)
{
	int mark = r->spec.mark ? utf8_columns(r->spec.mark) + 1 : 0;
	struct canvas part = canvas_part(whole, 0, 0, 1, whole->cols - mark);
	const struct canvas *line = &part;

	if (mark)
		canvas_text(whole, 0, whole->cols - mark + 1, STYLE_MUTED, r->spec.mark);
	if (r->spec.shown) {
		paint_hidden(r, line, focused);
	} else if (r->spec.locked && (r->spec.kind == FORM_TEXT || r->spec.kind == FORM_DATE)) {
		canvas_text(line, 0, 1, STYLE_MUTED, field_text(&r->field));
	} else if (r->spec.kind == FORM_TEXT || r->spec.kind == FORM_DATE) {
		const char *hint = focused ? r->spec.hint : NULL;
		int needed = hint && !*field_text(&r->field) ? utf8_columns(hint) + GAP : 0;
		int columns = field_columns(r, line->cols);
		if (columns < needed)
			columns = needed < line->cols ? needed : line->cols;
		struct canvas box = canvas_part(line, 0, 0, 1, columns);
		field_paint(&r->field, &box, focused, hint);
	} else {
		paint_options(r, line, focused);
	}
}

/* `row` may lie above the canvas for a row that is half in sight. */
static void paint_row(struct form_row *r, const struct canvas *c, int row, int labels, bool focused)
{
	int col = MARK_COLUMNS + labels + GAP;
	bool is_note = r->spec.kind == FORM_NOTE, above = is_long(r, c->cols);
	int at = row + above;
	struct canvas label = canvas_part(c, row, 0, row >= 0, c->cols);
	struct canvas line = canvas_part(c, at, col, at >= 0, c->cols - col);
	struct canvas below =
		canvas_part(c, at + 1, is_note ? MARK_COLUMNS : col + 1, at + 1 >= 0, c->cols);

	if (is_note) {
		canvas_text(&label, 0, 0, STYLE_HEADING, r->spec.label);
	} else {
		if (r->spec.required && !form_answered(r))
			canvas_text(&label, 0, 0, STYLE_BAD, "*");
		canvas_text(&label, 0, MARK_COLUMNS, STYLE_LABEL, r->spec.label);
		paint_value(r, &line, focused);
	}
	canvas_text(&below, 0, 0, r->message_style, r->message);
}

/* First line of row i. */
static int line_of(const struct form *f, size_t i, int cols)
{
	int line = 0;

	for (size_t k = 0; k < i; k++)
		line += row_lines(f->rows[k], cols);
	return line;
}

/* The keys' row in sight, with its message and the heading right above it. */
static void scroll(struct form *f, int rows, int cols)
{
	int all = line_of(f, f->count, cols), first = line_of(f, f->current, cols);
	int last = first + row_lines(f->rows[f->current], cols);

	for (size_t i = f->current; i > 0 && f->rows[i - 1]->spec.kind == FORM_NOTE; i--)
		first -= row_lines(f->rows[i - 1], cols);
	if (first < f->top)
		f->top = first;
	if (last - f->top > rows)
		f->top = last - rows;
	if (f->top > all - rows)
		f->top = all > rows ? all - rows : 0;
}

void form_paint(struct form *f, const struct canvas *c, bool focused)
{
	int labels = label_columns(f, c->cols), anchor = 0;

	if (f->count == 0 || c->rows == 0)
		return;
	scroll(f, c->rows, c->cols);
	int line = -f->top;
	for (size_t i = 0; i < f->count && line < c->rows; i++) {
		struct form_row *r = f->rows[i];
		int lines = row_lines(r, c->cols);
		if (line + lines > 0)
			paint_row(r, c, line, labels, i == f->current && focused);
		line += lines;
		if (i == f->current)
			anchor = line - 1 - (r->message[0] != '\0');
	}
	if (f->open)
		form_popup_paint(f, c, anchor, MARK_COLUMNS + labels + GAP);
}
