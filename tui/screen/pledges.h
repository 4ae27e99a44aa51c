/* SPDX-License-Identifier: Apache-2.0
 *
 * 告知承诺事后核查清单: what was accepted on somebody's pledge, by the day it should
 * be checked by; the result is recorded by another than who accepted it.
 */
#ifndef SCREEN_PLEDGES_H
#define SCREEN_PLEDGES_H

#include "tui/screen.h"

struct screen *pledges_new(void);

#endif
