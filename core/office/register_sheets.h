/* SPDX-License-Identifier: Apache-2.0
 *
 * The sheets of registers in a workbook that is being made: one register alone
 * (register_book.h), or the registers of a day behind the summary of its close.
 * The workbook is made with constant_memory, so each sheet is written downwards.
 * Private to the wing.
 */
#ifndef OFFICE_REGISTER_SHEETS_H
#define OFFICE_REGISTER_SHEETS_H

#include <xlsxwriter.h>

#include "office/register_book.h"

enum register_style {
	LOOK_TITLE,
	LOOK_LINE,
	LOOK_HEAD,
	LOOK_TEXT,
	LOOK_WRAP,
	LOOK_SERIAL,
	LOOK_COUNT,
	LOOK_DAY,
	LOOK_MOMENT,
	LOOK_MONEY,
	LOOK_TOTAL, /* words of the totals row */
	LOOK_TOTAL_COUNT,
	LOOK_TOTAL_MONEY,
	REGISTER_STYLES
};
struct register_look {
	lxw_format *formats[REGISTER_STYLES];
};
void register_look_make(struct register_look *look, lxw_workbook *book);

/* Adds the sheets of one register. `by`: name of who makes it, `signed_by` of the second person
 * (NULL). *rows: records written. False with e; ERR_NONE when the progress said stop. */
struct register_names {
	const char *by, *signed_by;
};
bool register_sheets_add(lxw_workbook *book, const struct register_look *look, struct store *s,
			 const struct register_run *r, const struct register_names *names,
			 int64_t *rows, struct err *e);

/* A workbook into a file that is there whole or not at all: options, properties, close, checks and
 * cleaning up in one place. `fill` false ends it; `sealed` (NULL) is asked when the file is whole
 * and has no name yet. */
struct register_file {
	const char *path, *title;
	int64_t created; /* seconds since 1970 UTC */
	bool (*fill)(lxw_workbook *book, void *ctx, struct err *e);
	bool (*sealed)(void *ctx, struct err *e);
	void *ctx;
};
bool register_file_write(const struct register_file *f, struct err *e);

#endif
