/* SPDX-License-Identifier: Apache-2.0
 *
 * "Which one?": an item and those it is taken for, side by side.
 */
#ifndef SCREEN_SIBLINGS_H
#define SCREEN_SIBLINGS_H

#include "guide/item.h"
#include "tui/screen.h"

/* Answer = 0 with the id of the item chosen, which may be the one it was opened for. */
struct screen *siblings_new(const struct item *it);

#endif
