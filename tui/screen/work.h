/* SPDX-License-Identifier: Apache-2.0
 *
 * 待办: the work lists of the hall with their counts, the first of them what
 * waits for review. One key opens what is selected; new cases come in by
 * themselves.
 */
#ifndef SCREEN_WORK_H
#define SCREEN_WORK_H

#include "tui/screen.h"

struct screen *work_new(void);

#endif
