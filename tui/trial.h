/* SPDX-License-Identifier: Apache-2.0
 *
 * 试办: a changed guide file walked through on screen before it takes effect. The
 * real screens on a practice hall made for it and gone with it; the hall's own
 * store is not opened.
 */
#ifndef TUI_TRIAL_H
#define TUI_TRIAL_H

#include "tui/command/command.h"

/* Exit status. Refused with every fault on stderr where the file is not good. */
int trial_run(struct command_env *env, const char *file, struct err *e);

#endif
