/* SPDX-License-Identifier: Apache-2.0
 *
 * Everything the guide says of one item, to read and to tell people.
 */
#ifndef SCREEN_ITEM_H
#define SCREEN_ITEM_H

#include "tui/screen.h"

struct item;

/* Borrowed from the session's catalog. */
struct screen *item_screen_new(const struct item *it);

#endif
