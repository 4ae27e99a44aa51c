/* SPDX-License-Identifier: Apache-2.0
 *
 * Whom to call because their acceptance was taken back (更正受理), with the result of
 * each call.
 */
#ifndef SCREEN_CALLS_H
#define SCREEN_CALLS_H

#include "tui/screen.h"

struct screen *calls_new(void);

#endif
