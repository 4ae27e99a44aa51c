/* SPDX-License-Identifier: Apache-2.0
 *
 * The print queue of this window: what waits, what failed and why, what was sent.
 * A failed one is printed again; one that was sent and did not come out right is
 * 未打出: noted, and printed again under its number.
 */
#ifndef SCREEN_PRINT_JOBS_H
#define SCREEN_PRINT_JOBS_H

#include "tui/screen.h"

struct screen *print_jobs_new(void);

#endif
