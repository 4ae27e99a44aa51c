/* SPDX-License-Identifier: Apache-2.0
 *
 * The terminal: taken, given back whatever happens, and read as events. There
 * is one terminal per process (signals and curses know no other), so this
 * module alone has state of its own.
 */
#ifndef TUI_TERM_H
#define TUI_TERM_H

#include <stdbool.h>

#include "base/err.h"
#include "tui/event.h"

/* Locale of the environment; where that cannot show Chinese (C, POSIX, Latin-1, not
 * installed), C.UTF-8. Messages come as UTF-8. Once, at the start of main; the command
 * line needs it too. */
void term_set_locale(void);

/* Alternate screen, raw keys. False when there is no terminal that can do it. */
bool term_start(struct err *e);
/* Gives the terminal back as it was; also at exit, on fatal signals and when memory ends.
 * May be called twice. */
void term_stop(void);

/* The next event: EV_KEY, EV_TEXT, EV_BAD_TEXT, EV_RESIZE, EV_SIGNAL (key = its number), or
 * EV_NONE after timeout_ms (-1: wait for ever). Text that can be read at once is one event.
 * ev.text is good until the next call. */
struct screen_event term_next(int timeout_ms);
/* Descriptors besides the terminal's that end its waiting, with EV_NONE, when there is something
 * to read: TERM_WATCHED at most, until the next call. */
enum { TERM_WATCHED = 4 };
void term_watch(const int *fds, int n);

void term_size(int *rows, int *cols);
/* Into the clipboard of the terminal, where it has one (clipboard.h). */
void term_copy(const char *text);
/* The next frame is painted from nothing: the terminal may show anything. */
void term_repaint(void);

#endif
