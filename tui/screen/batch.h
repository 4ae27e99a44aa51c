/* SPDX-License-Identifier: Apache-2.0
 *
 * One reporting batch: its cases, its sending, its receipt with what comes back.
 */
#ifndef SCREEN_BATCH_H
#define SCREEN_BATCH_H

#include "tui/screen.h"

/* number is copied. */
struct screen *batch_new(const char *number);

#endif
