/* SPDX-License-Identifier: Apache-2.0
 *
 * Between two people at the window: today's figures, what is due, what was left
 * unfinished; typing begins the search for an item.
 */
#ifndef SCREEN_HOME_H
#define SCREEN_HOME_H

#include "tui/screen.h"

struct screen *home_new(void);

#endif
