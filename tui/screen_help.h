/* SPDX-License-Identifier: Apache-2.0
 *
 * F1: every key of the screen below and of its widgets, out of their action
 * tables.
 */
#ifndef TUI_SCREEN_HELP_H
#define TUI_SCREEN_HELP_H

#include "tui/screen.h"

struct screen *screen_help_new(const struct screen *below);

#endif
