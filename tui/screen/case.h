/* SPDX-License-Identifier: Apache-2.0
 *
 * One case: who, what, why, until when, and everything that happened to it.
 */
#ifndef SCREEN_CASE_H
#define SCREEN_CASE_H

#include "tui/screen.h"

/* number as the store gave it; copied. */
struct screen *case_new(const char *number);

#endif
