/* SPDX-License-Identifier: Apache-2.0
 *
 * The workbook of a day's close: the balance with charts, the windows, the items,
 * what was noted and why, every register of the day, who signed and the head of the
 * ledger. A4 across. Of a closed day it is what was signed; the same day gives the
 * same bytes, whenever it is written. Names and numbers of people are masked.
 */
#ifndef OFFICE_CLOSE_BOOK_H
#define OFFICE_CLOSE_BOOK_H

#include "guide/site.h"
#include "store/closes.h"

struct close_book {
	date_day day;
	const char *window;	 /* NULL or "": the hall */
	const struct site *site; /* for the names of windows */
};
/* The file and the event that it was made (exports.h), or nothing. */
bool close_book_write(struct store *s, const struct actor *who, const struct close_book *b,
		      const char *path, struct err *e);

#endif
