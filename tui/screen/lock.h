/* SPDX-License-Identifier: Apache-2.0
 *
 * The window left alone: hides what is there until the same clerk's password.
 */
#ifndef SCREEN_LOCK_H
#define SCREEN_LOCK_H

#include "tui/screen.h"

struct screen *lock_new(void);

#endif
