/* SPDX-License-Identifier: Apache-2.0
 *
 * Finding the item somebody came for: by initials, characters, id or alias,
 * or along the categories; what it takes is beside it.
 */
#ifndef SCREEN_PICKER_H
#define SCREEN_PICKER_H

#include "guide/item.h"
#include "tui/screen.h"

/* With a text already typed (copied); may be "". */
struct screen *picker_new(const char *typed);
/* For changing the item of an intake: answer = 0 with the id of the item chosen. The list stands on
 * `it`, among its own category. */
struct screen *picker_instead_of(const struct item *it);

#endif
