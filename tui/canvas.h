/* SPDX-License-Identifier: Apache-2.0
 *
 * Drawing by columns. A canvas is a rectangle of the terminal; coordinates are
 * relative to it, what does not fit is cut on a cluster boundary and shown as
 * cut (…). Everything on the screen is drawn through here; colours are named
 * by what they mean.
 */
#ifndef TUI_CANVAS_H
#define TUI_CANVAS_H

#include <stdbool.h>

enum style {
	STYLE_NORMAL,
	STYLE_TITLE,   /* the top line, heads of dialogs */
	STYLE_HEADING, /* heads of groups and columns */
	STYLE_LABEL,
	STYLE_VALUE,
	STYLE_FOCUS,	/* the field the keys go to */
	STYLE_SELECTED, /* the row of a list the keys go to */
	STYLE_OK,
	STYLE_WARN,
	STYLE_BAD,
	STYLE_MUTED,
	STYLE_STATUS, /* the line above the footer */
	STYLE_KEY,    /* a key's name in the footer and in help */
	STYLE_FOOTER,
	STYLES
};

struct frame; /* the terminal being painted: colours, cursor */

struct canvas {
	struct frame *frame;
	int row, col, rows, cols;
	enum style force; /* not STYLE_NORMAL: everything is drawn in it (a selected row) */
};

/* A part of c, clipped to it. */
struct canvas canvas_part(const struct canvas *c, int row, int col, int rows, int cols);
/* A rectangle in the middle of c, no larger than it. */
struct canvas canvas_middle(const struct canvas *c, int rows, int cols);

/* Text from (row, col) to the edge at most. Returns the columns it took. */
int canvas_text(const struct canvas *c, int row, int col, enum style style, const char *text);
int canvas_printf(const struct canvas *c, int row, int col, enum style style, const char *fmt, ...)
	__attribute__((format(printf, 5, 6)));

/* Text in exactly `width` columns: cut or padded with blanks. */
enum align { ALIGN_LEFT, ALIGN_RIGHT, ALIGN_CENTRE };
void canvas_cell(const struct canvas *c, int row, int col, int width, enum align align,
		 enum style style, const char *text);

/* Text over as many lines as it needs (layout.h), the last one cut. Returns the lines used. */
int canvas_wrap(const struct canvas *c, int row, int col, enum style style, const char *text);

void canvas_fill(const struct canvas *c, enum style style);
void canvas_hline(const struct canvas *c, int row, int col, int cols, enum style style);
void canvas_vline(const struct canvas *c, int row, int col, int rows, enum style style);
/* A box along the edge with a title (may be NULL), blank inside. Returns the inside. */
struct canvas canvas_box(const struct canvas *c, enum style style, const char *title);

/* Puts the hardware cursor there, so that an input method opens beside it. */
void canvas_cursor(const struct canvas *c, int row, int col);

/* For the loop. */
struct frame_options {
	bool mono;  /* even if the terminal has colours */
	bool ascii; /* no line drawing and no … : for terminals that show them two columns wide */
};
struct frame *frame_new(const struct frame_options *o); /* after term_start */
void frame_free(struct frame *f);
struct canvas frame_begin(struct frame *f); /* erased, the whole terminal, cursor hidden */
void frame_hide_cursor(struct frame *f);
void frame_end(struct frame *f); /* one update of the terminal */

#endif
