/* SPDX-License-Identifier: Apache-2.0
 *
 * The only file that draws. Text goes to curses as wide characters one run at a
 * time; curses sends the difference to what the terminal shows.
 */
#include "tui/canvas.h"

#include <assert.h>
#include <curses.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "tui/layout.h"

struct look {
	short fg, bg; /* -1 is the terminal's own */
	attr_t attr;
};

/* Readable on dark and on light terminals. */
static const struct look look_256[STYLES] = {
	[STYLE_NORMAL] = {-1, -1, 0},	    [STYLE_TITLE] = {231, 24, A_BOLD},
	[STYLE_HEADING] = {31, -1, A_BOLD}, [STYLE_LABEL] = {31, -1, 0},
	[STYLE_VALUE] = {-1, -1, 0},	    [STYLE_FOCUS] = {16, 153, 0},
	[STYLE_SELECTED] = {231, 31, 0},    [STYLE_OK] = {34, -1, 0},
	[STYLE_WARN] = {172, -1, A_BOLD},   [STYLE_BAD] = {196, -1, A_BOLD},
	[STYLE_MUTED] = {245, -1, 0},	    [STYLE_STATUS] = {245, -1, 0},
	[STYLE_KEY] = {222, 236, A_BOLD},   [STYLE_FOOTER] = {252, 236, 0},
};

static const struct look look_8[STYLES] = {
	[STYLE_NORMAL] = {-1, -1, 0},
	[STYLE_TITLE] = {COLOR_WHITE, COLOR_BLUE, A_BOLD},
	[STYLE_HEADING] = {COLOR_CYAN, -1, A_BOLD},
	[STYLE_LABEL] = {COLOR_CYAN, -1, 0},
	[STYLE_VALUE] = {-1, -1, 0},
	[STYLE_FOCUS] = {COLOR_BLACK, COLOR_CYAN, 0},
	[STYLE_SELECTED] = {COLOR_WHITE, COLOR_BLUE, A_BOLD},
	[STYLE_OK] = {COLOR_GREEN, -1, 0},
	[STYLE_WARN] = {COLOR_MAGENTA, -1, A_BOLD},
	[STYLE_BAD] = {COLOR_RED, -1, A_BOLD},
	[STYLE_MUTED] = {-1, -1, A_DIM},
	[STYLE_STATUS] = {-1, -1, A_DIM},
	[STYLE_KEY] = {COLOR_BLUE, COLOR_WHITE, A_BOLD},
	[STYLE_FOOTER] = {COLOR_BLACK, COLOR_WHITE, 0},
};

static const struct look look_mono[STYLES] = {
	[STYLE_TITLE] = {.attr = A_REVERSE | A_BOLD},
	[STYLE_HEADING] = {.attr = A_BOLD},
	[STYLE_FOCUS] = {.attr = A_UNDERLINE},
	[STYLE_SELECTED] = {.attr = A_REVERSE},
	[STYLE_WARN] = {.attr = A_BOLD},
	[STYLE_BAD] = {.attr = A_BOLD | A_UNDERLINE},
	[STYLE_MUTED] = {.attr = A_DIM},
	[STYLE_KEY] = {.attr = A_BOLD},
};

struct frame {
	attr_t attrs[STYLES];
	short pairs[STYLES];
	bool ascii;
	int cursor_row, cursor_col;
	bool cursor_on;
};

struct frame *frame_new(const struct frame_options *o)
{
	struct frame *f = xcalloc(1, sizeof(*f));
	bool colours = !o->mono && has_colors() && COLORS >= 8;
	const struct look *look = !colours ? look_mono : COLORS >= 256 ? look_256 : look_8;

	f->ascii = o->ascii;
	for (int i = 0; i < STYLES; i++) {
		f->attrs[i] = look[i].attr;
		if (colours && (look[i].fg >= 0 || look[i].bg >= 0)) {
			f->pairs[i] = (short)(i + 1);
			init_pair(f->pairs[i], look[i].fg, look[i].bg);
		}
	}
	return f;
}

void frame_free(struct frame *f)
{
	free(f);
}

struct canvas frame_begin(struct frame *f)
{
	erase();
	f->cursor_on = false;
	return (struct canvas){.frame = f, .rows = LINES, .cols = COLS};
}

void frame_hide_cursor(struct frame *f)
{
	f->cursor_on = false;
}

void frame_end(struct frame *f)
{
	curs_set(f->cursor_on);
	move(f->cursor_row, f->cursor_col);
	wnoutrefresh(stdscr);
	doupdate();
}

static int clamp(int n, int least, int most)
{
	return n < least ? least : n > most ? most : n;
}

struct canvas canvas_part(const struct canvas *c, int row, int col, int rows, int cols)
{
	struct canvas part = *c;

	row = clamp(row, 0, c->rows);
	col = clamp(col, 0, c->cols);
	part.row += row;
	part.col += col;
	part.rows = clamp(rows, 0, c->rows - row);
	part.cols = clamp(cols, 0, c->cols - col);
	return part;
}

struct canvas canvas_middle(const struct canvas *c, int rows, int cols)
{
	rows = clamp(rows, 0, c->rows);
	cols = clamp(cols, 0, c->cols);
	return canvas_part(c, (c->rows - rows) / 2, (c->cols - cols) / 2, rows, cols);
}

static void set_style(const struct canvas *c, enum style style)
{
	enum style s = c->force ? c->force : style;

	attr_set(c->frame->attrs[s], c->frame->pairs[s], NULL);
}

/* n bytes that are known to fit, from (row, col). */
static void put(const struct canvas *c, int row, int col, enum style style, const char *s, size_t n)
{
	enum { RUN = 256, SHOWN = 9 };
	wchar_t run[RUN + SHOWN];
	const char *end = s + n;
	int len = 0;

	set_style(c, style);
	move(c->row + row, c->col + col);
	while (s < end) {
		uint32_t ch = (unsigned char)*s;
		if (ch >= ' ' && ch < 0x7F)
			s++; /* what most of a screen is made of */
		else
			ch = utf8_next(&s);
		if (!ch)
			break;
		if ((ch >= ' ' && ch < 0x7F) || wcwidth((wchar_t)ch) >= 0)
			run[len++] = (wchar_t)ch;
		else
			len += swprintf(run + len, SHOWN, L"U+%04X", (unsigned)ch);
		if (len >= RUN || s >= end) {
			addnwstr(run, len);
			len = 0;
		}
	}
}

static void put_blanks(const struct canvas *c, int row, int col, int n, enum style style)
{
	if (n <= 0)
		return;
	set_style(c, style);
	mvhline(c->row + row, c->col + col, ' ', n);
}

static bool is_outside(const struct canvas *c, int row, int col)
{
	assert(row >= 0 && col >= 0);
	return row >= c->rows || col >= c->cols;
}

/* Text in `width` columns at most, a cut shown. Returns the columns taken. */
static int put_cut(const struct canvas *c, int row, int col, int width, enum style style,
		   const char *text)
{
	size_t len = strlen(text), fits = len;
	int used = utf8_columns_n(text, len);

	/* Looking for cluster boundaries is dear; most texts fit. */
	if (used > width) {
		fits = utf8_fit(text, width - 1);
		used = utf8_columns_n(text, fits);
	}
	put(c, row, col, style, text, fits);
	if (fits < len && width > 0) {
		const char *cut = c->frame->ascii ? "~" : "…";
		put(c, row, col + used, style, cut, strlen(cut));
		used++;
	}
	return used;
}

int canvas_text(const struct canvas *c, int row, int col, enum style style, const char *text)
{
	if (is_outside(c, row, col))
		return 0;
	return put_cut(c, row, col, c->cols - col, style, text);
}

int canvas_printf(const struct canvas *c, int row, int col, enum style style, const char *fmt, ...)
{
	va_list ap;
	char *text = NULL;

	va_start(ap, fmt);
	int n = vasprintf(&text, fmt, ap);
	va_end(ap);
	if (n < 0)
		return 0;
	int used = canvas_text(c, row, col, style, text);
	free(text);
	return used;
}

void canvas_cell(const struct canvas *c, int row, int col, int width, enum align align,
		 enum style style, const char *text)
{
	if (is_outside(c, row, col))
		return;
	width = clamp(width, 0, c->cols - col);
	int spare = width - utf8_columns(text);
	int before = spare <= 0 || align == ALIGN_LEFT ? 0
		     : align == ALIGN_RIGHT	       ? spare
						       : spare / 2;
	put_blanks(c, row, col, before, style);
	int used = before + put_cut(c, row, col + before, width - before, style, text);
	put_blanks(c, row, col + used, width - used, style);
}

int canvas_wrap(const struct canvas *c, int row, int col, enum style style, const char *text)
{
	int lines = 0, width = c->cols - col;

	while (*text && !is_outside(c, row + lines, col)) {
		size_t next, n = layout_line(text, width, &next);
		bool last = row + lines + 1 == c->rows && text[next];
		/* No room for the rest: its place is shown. */
		char *line = xasprintf("%.*s%s", (int)n, text,
				       !last		 ? ""
				       : c->frame->ascii ? "~"
							 : "…");
		put_cut(c, row + lines, col, width, style, line);
		free(line);
		text += next;
		lines++;
	}
	return lines;
}

void canvas_fill(const struct canvas *c, enum style style)
{
	for (int row = 0; row < c->rows; row++)
		put_blanks(c, row, 0, c->cols, style);
}

void canvas_hline(const struct canvas *c, int row, int col, int cols, enum style style)
{
	if (is_outside(c, row, col))
		return;
	cols = clamp(cols, 0, c->cols - col);
	set_style(c, style);
	if (c->frame->ascii)
		mvhline(c->row + row, c->col + col, '-', cols);
	else
		mvhline_set(c->row + row, c->col + col, WACS_HLINE, cols);
}

void canvas_vline(const struct canvas *c, int row, int col, int rows, enum style style)
{
	if (is_outside(c, row, col))
		return;
	rows = clamp(rows, 0, c->rows - row);
	set_style(c, style);
	if (c->frame->ascii)
		mvvline(c->row + row, c->col + col, '|', rows);
	else
		mvvline_set(c->row + row, c->col + col, WACS_VLINE, rows);
}

static void put_corners(const struct canvas *c)
{
	int top = c->row, left = c->col, bottom = top + c->rows - 1, right = left + c->cols - 1;

	if (c->frame->ascii) {
		mvaddch(top, left, '+');
		mvaddch(top, right, '+');
		mvaddch(bottom, left, '+');
		mvaddch(bottom, right, '+');
		return;
	}
	mvadd_wch(top, left, WACS_ULCORNER);
	mvadd_wch(top, right, WACS_URCORNER);
	mvadd_wch(bottom, left, WACS_LLCORNER);
	mvadd_wch(bottom, right, WACS_LRCORNER);
}

struct canvas canvas_box(const struct canvas *c, enum style style, const char *title)
{
	if (c->rows < 2 || c->cols < 2)
		return canvas_part(c, 0, 0, 0, 0);
	canvas_fill(c, STYLE_NORMAL);
	canvas_hline(c, 0, 0, c->cols, style);
	canvas_hline(c, c->rows - 1, 0, c->cols, style);
	canvas_vline(c, 0, 0, c->rows, style);
	canvas_vline(c, 0, c->cols - 1, c->rows, style);
	put_corners(c);
	if (title && *title && c->cols > 8) {
		struct canvas head = canvas_part(c, 0, 2, 1, c->cols - 4);
		canvas_printf(&head, 0, 0, style, " %s ", title);
	}
	return canvas_part(c, 1, 1, c->rows - 2, c->cols - 2);
}

void canvas_cursor(const struct canvas *c, int row, int col)
{
	if (is_outside(c, row, col))
		return;
	c->frame->cursor_row = c->row + row;
	c->frame->cursor_col = c->col + col;
	c->frame->cursor_on = true;
}
