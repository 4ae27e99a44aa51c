/* SPDX-License-Identifier: Apache-2.0
 *
 * The parts of an .xlsx reader: the zip with its limits, XML that stops where it is
 * told to, what the workbook says of its sheets, styles and shared strings, and the
 * rows of one sheet. Private to the wing.
 */
#ifndef EXCHANGE_XLSX_INSIDE_H
#define EXCHANGE_XLSX_INSIDE_H

#include <expat.h>
#include <zip.h>

#include "base/str.h"
#include "exchange/cell.h"
#include "exchange/grid_inside.h"

/* ---- xlsx_part.c: one part of the package ---- */

struct part {
	const char *path; /* of the workbook, borrowed */
	zip_file_t *file;
	int64_t packed, size, read, most;
	int ratio;
};
/* NULL with the reason: a password, a zip cut short, too many parts. */
zip_t *package_open(const char *path, struct err *e);
bool package_has(zip_t *zip, const char *name);
/* False with the reason; also where there is no such part. */
bool part_open(struct part *p, zip_t *zip, const char *path, const char *name,
	       const struct grid_limits *limits, struct err *e);
void part_close(struct part *p);
/* Bytes read, 0 at the end, -1 with the reason. */
long part_read(struct part *p, void *out, size_t n, struct err *e);

/* ---- xlsx_xml.c ---- */

/* Names come without their prefix. */
struct xml_handler {
	void (*start)(void *ctx, const char *name, const char **attributes);
	void (*end)(void *ctx, const char *name);
	void (*text)(void *ctx, const char *text, size_t n);
};
struct xml {
	const struct xml_handler *handler;
	void *ctx;
	struct part *part;
	XML_Parser parser;
	int depth;
	bool paused, ended;
	struct err fault;
};
/* Both p and ctx outlive it. */
void xml_open(struct xml *x, struct part *p, const struct xml_handler *h, void *ctx);
void xml_close(struct xml *x);
/* Reads on until a handler pauses it or the part ends (x->ended). */
bool xml_read(struct xml *x, struct err *e);
/* For handlers. */
void xml_pause(struct xml *x);
void xml_fail(struct xml *x, const char *why);
const char *xml_attribute(const char **attributes, const char *name); /* NULL */

/* ---- xlsx_book.c ---- */

struct sheet {
	char *name, *part;
	bool hidden;
};
struct book {
	char *path;
	struct grid_limits limits;
	zip_t *zip;
	struct sheet *sheets;
	size_t n_sheets;
	bool from_1904;
	bool *dates; /* by style: a number of this style is shown as a date */
	size_t n_dates;
	/* Shared strings; read with the first sheet. */
	bool strings_read;
	struct str strings;
	size_t *string_at;
	size_t n_strings, cap_strings;
	char *strings_part, *styles_part;
};
bool book_open(struct book *b, struct err *e); /* b->path and limits are set */
void book_done(struct book *b);
/* xlsx_strings.c */
bool book_strings(struct book *b, struct err *e);
const char *book_string(const struct book *b, size_t i); /* NULL: there is none */

/* Whether a number format shows days: 14, or "yyyy/m/d", not "0.00", "[h]:mm". */
bool format_is_date(int id, const char *code);

/* ---- xlsx_sheet.c ---- */

struct sheet_reader;
struct sheet_reader *sheet_open(struct book *b, size_t sheet, struct err *e);
void sheet_close(struct sheet_reader *r);
enum grid_result sheet_next(struct sheet_reader *r, struct grid_row *row, struct err *e);
const struct grid_merge *sheet_merges(const struct sheet_reader *r, size_t *n);
void sheet_progress(const struct sheet_reader *r, int64_t *done, int64_t *total);

#endif
