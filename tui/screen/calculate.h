/* SPDX-License-Identifier: Apache-2.0
 *
 * One calculator: what it asks for above, below the result with every step in words
 * and the lines it rests on, made again with every value. Printed as a slip.
 */
#ifndef SCREEN_CALCULATE_H
#define SCREEN_CALCULATE_H

#include "guide/calculator.h"
#include "tui/screen.h"

struct screen *calculate_new(const struct calculator *c);

#endif
