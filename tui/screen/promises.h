/* SPDX-License-Identifier: Apache-2.0
 *
 * Papers that are to follow (容缺受理), the ones due first.
 */
#ifndef SCREEN_PROMISES_H
#define SCREEN_PROMISES_H

#include "tui/screen.h"

struct screen *promises_new(void);

#endif
