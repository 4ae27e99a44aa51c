/* SPDX-License-Identifier: Apache-2.0
 *
 * 指南变更: what was loaded and taken back, the newest first, with what this clerk
 * has not read yet.
 */
#ifndef SCREEN_CHANGES_H
#define SCREEN_CHANGES_H

#include "tui/screen.h"

struct screen *changes_new(void);

#endif
