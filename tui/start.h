/* SPDX-License-Identifier: Apache-2.0
 *
 * From the command line to the first screen.
 */
#ifndef TUI_START_H
#define TUI_START_H

#include "tui/command/command.h"

struct start_options {
	const char *window; /* --window: id of the site's window; NULL: the first */
	const char *on;	    /* --on: the day of a demo store; NULL: the clock's */
};

/* Opens the store and runs the full-screen program; the exit status. */
int start_screen(struct command_env *env, const struct start_options *o, struct err *e);

#endif
