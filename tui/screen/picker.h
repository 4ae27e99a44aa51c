/* SPDX-License-Identifier: Apache-2.0
 *
 * Finding the item somebody came for: by initials, characters, id or alias,
 * or along the categories; what it takes is beside it.
 */
#ifndef SCREEN_PICKER_H
#define SCREEN_PICKER_H

#include "tui/screen.h"

/* With a text already typed (copied); may be "". */
struct screen *picker_new(const char *typed);

#endif
