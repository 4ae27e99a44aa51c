/* SPDX-License-Identifier: Apache-2.0
 *
 * 权限台账 on the screen: who changed whose rights, when and why, the newest first.
 */
#ifndef SCREEN_RIGHTS_H
#define SCREEN_RIGHTS_H

#include "tui/screen.h"

/* Of one login (copied), or NULL: of all. */
struct screen *rights_new(const char *login);

#endif
