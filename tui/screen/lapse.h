/* SPDX-License-Identifier: Apache-2.0
 *
 * A promise was not kept: a reviewer or supervisor gives more time, ends the case,
 * or lets it go on where the guide prints that; the decision is printed. At another
 * clerk's window who decides signs.
 */
#ifndef SCREEN_LAPSE_H
#define SCREEN_LAPSE_H

#include "tui/screen.h"

/* Of every overdue promise of the case. Answers 0 when it was decided. The number is copied. */
struct screen *lapse_new(int tag, const char *case_number);

#endif
