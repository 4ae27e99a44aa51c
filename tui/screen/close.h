/* SPDX-License-Identifier: Apache-2.0
 *
 * 日终: one screen to close a window's day and the hall's: the balance, what does not
 * fit with its reasons, two signatures. The oldest day that is open comes first.
 */
#ifndef SCREEN_CLOSE_H
#define SCREEN_CLOSE_H

#include "tui/screen.h"

struct screen *close_new(void);

#endif
