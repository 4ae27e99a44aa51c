/* SPDX-License-Identifier: Apache-2.0
 *
 * Intakes that were not finished: one's own, and those anybody may pick up.
 */
#ifndef SCREEN_DRAFTS_H
#define SCREEN_DRAFTS_H

#include "tui/screen.h"

struct screen *drafts_new(void);

#endif
