/* SPDX-License-Identifier: Apache-2.0
 *
 * 上次未告知登记: what a second visit was asked for although it should have stood
 * in the notice of the first, newest first.
 */
#ifndef SCREEN_UNTOLD_H
#define SCREEN_UNTOLD_H

#include "tui/screen.h"

struct screen *untold_new(void);

#endif
