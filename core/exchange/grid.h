/* SPDX-License-Identifier: Apache-2.0
 *
 * A table as a unit hands it in, row by row: an .xlsx workbook, a .csv or .txt
 * file of a table program. What it is is told by its bytes, not by its name. One
 * row is held at a time, so that a list of a million rows costs no more memory
 * than one of ten; everything a hostile file could make large has a limit.
 *
 * What is no such table (a password, .xls, .et, a web page, a file cut short) is
 * refused with the reason and what to do.
 */
#ifndef EXCHANGE_GRID_H
#define EXCHANGE_GRID_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "base/err.h"

enum { GRID_COLUMNS = 256 };	    /* more with something in them are a fault */
enum { GRID_TEXT_BYTES = 1 << 16 }; /* of one cell */

struct grid_limits {
	int64_t file_bytes; /* as it lies on the disk */
	int64_t part_bytes; /* of one part of a workbook, unpacked */
	int ratio;	    /* unpacked : packed, above a megabyte */
	int64_t cells;	    /* filled, of a sheet */
	int64_t strings;    /* shared by the cells of a workbook */
};
/* For the list of one case; for the recipients of a district. */
extern const struct grid_limits grid_limits_list, grid_limits_bulk;

enum grid_kind {
	GRID_EMPTY,
	GRID_TEXT,
	GRID_NUMBER, /* text: its 15 digits, then zeros, as a table program shows it in full */
	GRID_DATE,   /* a number shown as a date; text: ISO, as the number where it is no day */
	GRID_BOOL,
	GRID_ERROR, /* #N/A … */
};
struct grid_cell {
	enum grid_kind kind;
	bool formula;	  /* the result it was saved with; none was: GRID_EMPTY */
	const char *text; /* UTF-8, "" when empty; no blanks at its ends */
	double number;	  /* of a number, a date */
};
struct grid_row {
	size_t number; /* from 1, as the table program shows it; of a text file its line */
	bool hidden;
	bool damaged; /* holds bytes that are no text in the file's encoding */
	size_t n;     /* without empty cells at the end */
	const struct grid_cell *cells;
};
/* From 0, all included. The value stands in the first cell, the others are empty. */
struct grid_merge {
	size_t row, column, last_row, last_column;
};

struct grid;
/* NULL with the reason. */
struct grid *grid_open(const char *path, const struct grid_limits *limits, struct err *e);
void grid_close(struct grid *g);

/* What it was found to be, for the clerk: "Excel 工作簿", "文本文件，编码 GB18030（含 GBK）". Of a
 * text file good after the rows were read. */
const char *grid_format(const struct grid *g);
/* A text file is one sheet without a name. */
size_t grid_sheets(const struct grid *g);
const char *grid_sheet_name(const struct grid *g, size_t sheet);
bool grid_sheet_hidden(const struct grid *g, size_t sheet);
bool grid_from_1904(const struct grid *g); /* its serial numbers of days */

/* From its first row; also again. */
bool grid_begin(struct grid *g, size_t sheet, struct err *e);
enum grid_result { GRID_ROW, GRID_END, GRID_FAULT };
/* The next row that has anything in it. The row is good until the next call. */
enum grid_result grid_next(struct grid *g, struct grid_row *row, struct err *e);
/* Of the sheet whose end was reached (a workbook names them behind its rows). */
const struct grid_merge *grid_merges(const struct grid *g, size_t *n);
/* How much of the sheet was read, for a progress bar; total 0: not known. */
void grid_progress(const struct grid *g, int64_t *done, int64_t *total);

/* The day of an Excel serial number; DATE_NONE for none (the 29th of February 1900 too). */
date_day grid_serial_day(double serial, bool from_1904);

#endif
