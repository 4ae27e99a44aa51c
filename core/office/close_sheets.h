/* SPDX-License-Identifier: Apache-2.0
 *
 * The sheets of a close that are no registers. Private to the wing.
 */
#ifndef OFFICE_CLOSE_SHEETS_H
#define OFFICE_CLOSE_SHEETS_H

#include "office/hall_voice.h"
#include "office/register_sheets.h"
#include "store/closes.h"

struct close_sheets {
	lxw_workbook *book;
	const struct register_look *look;
	const char *hall;
	bool demo;
	struct close_counts counts;
	const struct close_row *row;	 /* NULL: not closed yet */
	const struct close_row *windows; /* closes of the day's windows that are in force */
	size_t n_windows;
	const struct close_item *items;
	size_t n_items;
	const struct hall_voice *voice;
	const char *empty; /* which registers have nothing of the day; "" */
};
/* 日结: the balance, its charts, who signed. */
bool close_sheet_summary(const struct close_sheets *c, struct err *e);
/* 各窗口, 事项, 说明: where there is something to say. */
bool close_sheet_windows(const struct close_sheets *c, struct err *e);
bool close_sheet_items(const struct close_sheets *c, struct err *e);
bool close_sheet_notes(const struct close_sheets *c, struct err *e);

#endif
