/* SPDX-License-Identifier: Apache-2.0
 *
 * Lists of people to units and back: the blank list of an item, in which a unit
 * types without Excel touching a number, and the rows that could not be taken, as
 * they came, each with its reason. Text only, A4 across, the headings on every page.
 */
#ifndef OFFICE_ROSTER_SHEET_H
#define OFFICE_ROSTER_SHEET_H

#include <stdint.h>

#include "guide/check.h"
#include "guide/item.h"

struct roster_template {
	const struct item *item;
	const struct field *list; /* of FIELD_PEOPLE */
	const struct check *k;	  /* which columns must be filled: a star */
	int most;		  /* people a list may have */
	int64_t created;	  /* seconds since 1970 UTC */
};
/* The list's columns in their order, in text format, with choices to pick from; a second sheet
 * 填表说明. Writes the file whole or not at all. */
bool roster_template_write(const struct roster_template *t, const char *path, struct err *e);

struct roster_return_row {
	size_t number;		  /* in the unit's table */
	const char *const *cells; /* as they came, n_headings */
	const char *reason;	  /* all that is wrong with it, a line each */
};
struct roster_return {
	const char *title; /* 退回名单 … */
	const char *file;  /* whose rows they are: the name of the unit's file */
	size_t n_headings, n_rows;
	const char *const *headings;
	const struct roster_return_row *rows;
	int64_t created;
};
/* A new file STEM.xlsx, STEM-2.xlsx …; the stem without personal data. Caller frees the path; NULL
 * with the reason and nothing left behind. */
char *roster_return_write(const struct roster_return *r, const char *stem, struct err *e);

#endif
