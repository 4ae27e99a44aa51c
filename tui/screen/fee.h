/* SPDX-License-Identifier: Apache-2.0
 *
 * The fee of a case: what was told, the receipts brought back, and a form for the
 * next one while something is unpaid.
 */
#ifndef SCREEN_FEE_H
#define SCREEN_FEE_H

#include "tui/screen.h"

/* number is copied. */
struct screen *fee_new(const char *number);

#endif
