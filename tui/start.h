/* SPDX-License-Identifier: Apache-2.0
 *
 * From the command line to the first screen.
 */
#ifndef TUI_START_H
#define TUI_START_H

#include "tui/command/command.h"

/* Opens the store and runs the full-screen program; the exit status. */
int start_screen(struct command_env *env, struct err *e);

#endif
