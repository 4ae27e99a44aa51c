/* SPDX-License-Identifier: Apache-2.0
 *
 * The workbook of a day's close, for the screen and the command.
 */
#ifndef TUI_SESSION_CLOSE_H
#define TUI_SESSION_CLOSE_H

#include "tui/session.h"

/* Writes close-DATE.xlsx, of a window close-DATE-WINDOW.xlsx, into the folder (made if need be;
 * NULL: documents/ beside the store). *path is the caller's to free. */
bool session_close_book(struct session *s, date_day day, const char *window, const char *folder,
			char **path, struct err *e);

#endif
