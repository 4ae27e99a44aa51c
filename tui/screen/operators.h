/* SPDX-License-Identifier: Apache-2.0
 *
 * 操作员: who may log in with which posts, and what is done about it: new ones, one
 * by one or from a list, posts, passwords, locks; 权限台账 below.
 */
#ifndef SCREEN_OPERATORS_H
#define SCREEN_OPERATORS_H

#include "tui/screen.h"

struct screen *operators_new(void);

#endif
