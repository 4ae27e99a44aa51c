/* SPDX-License-Identifier: Apache-2.0
 *
 * Bytes of the terminal to events; the part of term.c that reads.
 */
#ifndef TUI_TERM_INPUT_H
#define TUI_TERM_INPUT_H

#include "tui/event.h"

/* Between newterm() and delscreen(). */
void term_input_start(void);
/* The next event of what can be read now; EV_NONE when there is nothing. */
struct screen_event term_input_next(void);
void term_input_done(void);

#endif
