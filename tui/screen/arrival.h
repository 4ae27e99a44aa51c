/* SPDX-License-Identifier: Apache-2.0
 *
 * A promised paper has come: how, and posted when. A small form over the screen
 * that asked.
 */
#ifndef SCREEN_ARRIVAL_H
#define SCREEN_ARRIVAL_H

#include "store/promises.h"
#include "tui/screen.h"

/* The promise is copied. Answers 0 once it is recorded. */
struct screen *arrival_new(int tag, const struct promise_row *p);

#endif
