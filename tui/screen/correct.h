/* SPDX-License-Identifier: Apache-2.0
 *
 * 更正 of an accepted case: which field, the new value, the reason; a second
 * person signs for what identifies somebody.
 */
#ifndef SCREEN_CORRECT_H
#define SCREEN_CORRECT_H

#include "tui/screen.h"

struct screen *correct_new(const char *number);

#endif
