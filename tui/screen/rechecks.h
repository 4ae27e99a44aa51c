/* SPDX-License-Identifier: Apache-2.0
 *
 * Verifications still to be run, over all cases of the store, and those that
 * failed when they were.
 */
#ifndef SCREEN_RECHECKS_H
#define SCREEN_RECHECKS_H

#include "tui/screen.h"

struct screen *rechecks_new(void);

#endif
