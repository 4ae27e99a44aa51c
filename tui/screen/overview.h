/* SPDX-License-Identifier: Apache-2.0
 *
 * 大厅总览, for who is in charge: every window of today, who serves there and how
 * long, what it did; what waits in the whole hall; minutes per item. Keeps itself
 * up to date.
 */
#ifndef SCREEN_OVERVIEW_H
#define SCREEN_OVERVIEW_H

#include "tui/screen.h"

struct screen *overview_new(void);

#endif
