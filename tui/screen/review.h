/* SPDX-License-Identifier: Apache-2.0
 *
 * A case before its reviewer: the stage that is awaited, and everything there is
 * to compare. One key passes it, one gives it back, one denies it; then the next
 * case of the list follows by itself.
 */
#ifndef SCREEN_REVIEW_H
#define SCREEN_REVIEW_H

#include "tui/screen.h"

/* number is copied. */
struct screen *review_new(const char *number);

#endif
