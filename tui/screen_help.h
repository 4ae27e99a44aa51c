/* SPDX-License-Identifier: Apache-2.0
 *
 * F1: every key of the screen below and of its widgets, out of their action
 * tables. It is a menu as well: Enter on an act of that screen which can be had
 * now answers with its id, and the loop does it there.
 */
#ifndef TUI_SCREEN_HELP_H
#define TUI_SCREEN_HELP_H

#include "tui/screen.h"

extern const struct screen_ops screen_help_ops;
struct screen *screen_help_new(const struct screen *below);

#endif
