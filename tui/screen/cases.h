/* SPDX-License-Identifier: Apache-2.0
 *
 * The cases of the hall, newest first, and the search among them.
 */
#ifndef SCREEN_CASES_H
#define SCREEN_CASES_H

#include "tui/screen.h"

struct screen *cases_new(void);

#endif
