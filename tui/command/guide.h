/* SPDX-License-Identifier: Apache-2.0
 *
 * The words of `yichuang guide`, one file each for the longer ones.
 */
#ifndef TUI_COMMAND_GUIDE_H
#define TUI_COMMAND_GUIDE_H

#include "guide/diff.h"
#include "tui/command/command.h"

enum err_code guide_diff(struct command_env *env, const struct arguments *args, struct err *e);

/* A change as text. */
void guide_print_change(FILE *out, const struct guide_change *c);

#endif
