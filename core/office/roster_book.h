/* SPDX-License-Identifier: Apache-2.0
 *
 * A workbook of tables (lists of people), as opposed to a document of one page
 * (sheet.h): opened, given its sheets by the caller, checked and brought to the
 * disk whole or not at all. Private to the wing.
 */
#ifndef OFFICE_ROSTER_BOOK_H
#define OFFICE_ROSTER_BOOK_H

#include <xlsxwriter.h>

#include "office/outfile.h"

enum roster_style {
	ROSTER_TITLE,
	ROSTER_LINE, /* below the title, and of the instructions */
	ROSTER_HEAD,
	ROSTER_HEAD_MUST,
	ROSTER_HEAD_REASON,
	ROSTER_CELL,
	ROSTER_WRAPPED,
	ROSTER_STYLES
};
struct roster_book {
	lxw_workbook *book;
	lxw_format *formats[ROSTER_STYLES];
	bool ok; /* a caller sets it false where the library refuses something */
};
/* `fill` writes the sheets. */
bool roster_book_write(const char *path, const char *title, int64_t created,
		       void (*fill)(struct roster_book *b, const void *ctx), const void *ctx,
		       struct err *e);
/* A4 across, as wide as the page, the headings (row `head`, from 0) frozen and on every page. */
lxw_worksheet *roster_book_sheet(struct roster_book *b, const char *name, lxw_row_t head);
/* Valid text goes in as text; what is none is left out. */
void roster_book_put(struct roster_book *b, lxw_worksheet *s, lxw_row_t row, lxw_col_t column,
		     const char *text, enum roster_style style);

#endif
