/* SPDX-License-Identifier: Apache-2.0
 *
 * 交接班: everything the clerk who is logged in has in hand, on one page; the
 * receiver signs here, and the list is printed.
 */
#ifndef SCREEN_HANDOVER_H
#define SCREEN_HANDOVER_H

#include "tui/screen.h"

struct screen *handover_new(void);

#endif
