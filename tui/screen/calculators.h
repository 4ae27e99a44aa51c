/* SPDX-License-Identifier: Apache-2.0
 *
 * 计算: the calculators of this site's guides, and the way to the figures of a year
 * they need.
 */
#ifndef SCREEN_CALCULATORS_H
#define SCREEN_CALCULATORS_H

#include "tui/screen.h"

struct screen *calculators_new(void);

#endif
