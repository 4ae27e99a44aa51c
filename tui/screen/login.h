/* SPDX-License-Identifier: Apache-2.0
 *
 * Who works at this window: the first screen, and the one after logging out.
 */
#ifndef SCREEN_LOGIN_H
#define SCREEN_LOGIN_H

#include "tui/screen.h"

struct screen *login_new(void);

#endif
