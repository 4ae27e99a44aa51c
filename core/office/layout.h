/* SPDX-License-Identifier: Apache-2.0
 *
 * A document laid out on A4 portrait: rows of cells with their heights, before any
 * Excel. The page is LAYOUT_UNITS wide; cells lie between whole units. No row is
 * higher than Excel can show and no text is lost: what does not fit one row goes
 * on in the next.
 */
#ifndef OFFICE_LAYOUT_H
#define OFFICE_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "office/document.h"

enum {
	LAYOUT_UNITS = 66, /* page width; one unit is ten pixels of 1/96 inch */
	LAYOUT_UNIT_PX = 10,
	LAYOUT_PAGE_PT = 735, /* height between the margins that sheet.c sets */
	LAYOUT_ROW_PT = 260,  /* the highest row; Excel allows 409 */
};

enum cell_style {
	STYLE_BANNER, /* 演练·无效, first and last row */
	STYLE_AGENCY,
	STYLE_NUMBER,
	STYLE_TITLE,
	STYLE_REPRINT,
	STYLE_CODE, /* under the QR */
	STYLE_HEADING,
	STYLE_LABEL,
	STYLE_VALUE,
	STYLE_TABLE_HEAD,
	STYLE_CELL,
	STYLE_CELL_CENTRED,
	STYLE_SPAN,
	STYLE_TEXT,
	STYLE_HINT,
	STYLE_RULED, /* an empty line to write on */
	STYLE_SIGN_LABEL,
	STYLE_SIGN_LINE,
	STYLE_SEAL,
	STYLE_BLANK, /* nothing: air between sections */
	CELL_STYLES
};
struct style {
	double pt;	/* font size */
	bool hei;	/* 黑体, else 宋体 */
	bool indented;	/* a little room at the left */
	double padding; /* above and below, together */
	double least;	/* height of a row that holds it */
};
extern const struct style layout_styles[CELL_STYLES];

struct layout_cell {
	int from, to; /* units */
	enum cell_style style;
	const char *text;
};
struct layout_row {
	double height; /* points */
	size_t first, count;
};
struct layout {
	struct arena arena;
	size_t n_rows, n_cells;
	struct layout_row *rows;
	struct layout_cell *cells;
	double height;
	double least_empty;    /* height of a row with an empty value; 0: by its style alone */
	long qr_row;	       /* the row at whose top the code stands, or -1 */
	int qr_from, qr_units; /* its left edge and side */
	long repeat_row;       /* head of a table to stand on every page after, or -1 */
	bool one_page;	       /* fits one page, shrunk a little at most */
};

/* The strings are the document's or the layout's own; the document outlives it. */
void layout_init(struct layout *l, const struct document *d);
void layout_done(struct layout *l);

#endif
