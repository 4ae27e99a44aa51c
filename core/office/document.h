/* SPDX-License-Identifier: Apache-2.0
 *
 * A printed document as data: head, sections, foot. The builders (receipt, notice,
 * slip …) fill it, sheet.h prints it on A4. Knows nothing of Excel. All strings
 * are copied into the document's arena; NULL counts as empty.
 */
#ifndef OFFICE_DOCUMENT_H
#define OFFICE_DOCUMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/err.h"

enum section_kind {
	SECTION_GRID,  /* labels with values, one or two pairs a row */
	SECTION_TABLE, /* columns and rows */
	SECTION_TEXT,  /* paragraphs */
	SECTION_HINTS, /* numbered remarks in small type */
	SECTION_RULED, /* empty lines to be written on by hand */
	SECTION_SIGN,  /* lines to be signed, two a row */
	SECTION_SEAL,  /* lower right: who, place for the seal, date */
};

struct pair {
	const char *label, *value;
	bool half; /* shares its row with a neighbour that is half too */
};
struct column {
	const char *title;
	int weight; /* share of the page width */
	bool centred;
};
struct table_row {
	const char **cells; /* n_columns, or one when it spans the table */
	bool span;
};
struct section {
	enum section_kind kind;
	const char *heading; /* NULL for none */
	size_t n_pairs;	     /* GRID, SIGN */
	struct pair *pairs;
	size_t n_columns; /* TABLE */
	struct column *columns;
	size_t n_rows;
	struct table_row *rows;
	bool repeat;	/* TABLE: its head stands on every page it runs over */
	size_t n_lines; /* TEXT, HINTS; RULED: how many */
	const char **lines;
	const char *who, *seal; /* SEAL */
	date_day date;		/* SEAL; DATE_NONE leaves 年 月 日 to be written in */
};

struct document {
	struct arena arena;
	const char *agency, *title;
	const char *number;	/* NULL: none */
	const char *query_code; /* NULL: none */
	const char *paper;	/* number of this very paper, in the footer; NULL: none */
	const char *qr;		/* text of the code; NULL: none. No personal data. */
	int reprint;		/* n: 第n次补发; 0 for the first print */
	bool demo;		/* 演练·无效 across every page */
	int64_t created;	/* seconds since 1970 UTC; the only time in the file */
	size_t n_sections;
	struct section *sections;
	bool roomy; /* what is empty has room to be written in by hand */
	size_t counterfoil_from; /* sections from here on are the counterfoil; 0: none */
};

void document_init(struct document *d, const char *agency, const char *title);
void document_done(struct document *d);

/* Head and footer; NULL and "" are none. */
void document_set_number(struct document *d, const char *number, const char *query_code);
void document_set_paper(struct document *d, const char *paper);
/* The QR text of a document that can be asked about later: the site's query address with
 * number and code where there is one, else number, code, due date and phone. */
void document_set_qr(struct document *d, const char *query_url, date_day due, const char *phone);

/* Each opens a section; what follows goes into the last one. heading may be NULL. */
void document_grid(struct document *d, const char *heading);
void document_pair(struct document *d, const char *label, const char *value);
void document_half(struct document *d, const char *label, const char *value);

void document_table(struct document *d, const char *heading, const struct column *columns,
		    size_t n);
/* As many cells as the table has columns. */
void document_row(struct document *d, const char *const *cells);
/* The head of this table stands on every page it runs over; of one table of a document. */
void document_repeat_head(struct document *d);
/* One cell across the whole table: a sub-heading. */
void document_span(struct document *d, const char *text);

void document_text(struct document *d, const char *heading);
void document_hints(struct document *d, const char *heading);
void document_line(struct document *d, const char *text); /* of text or hints */

/* Room for somebody's own words. */
void document_ruled(struct document *d, const char *heading, size_t rows);

void document_sign(struct document *d);
void document_blank(struct document *d, const char *label, const char *value);

void document_seal(struct document *d, const char *who, const char *seal, date_day date);

/* What follows is the counterfoil, 存根: the lower half of a page whose upper half is handed out.
 * Where that does not fit half a page, all of it is printed on whole pages and says so. */
void document_counterfoil(struct document *d);

/* Every string is valid UTF-8 without control characters (a line feed may stand in values)
 * and there is a title. False with a message that names the place. */
bool document_check(const struct document *d, struct err *e);

#endif
