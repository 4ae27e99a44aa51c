/* SPDX-License-Identifier: Apache-2.0
 *
 * Before an intake becomes another item: what goes along, what is dropped, what
 * is newly asked. One key does it.
 */
#ifndef SCREEN_CHANGE_ASK_H
#define SCREEN_CHANGE_ASK_H

#include "case/change.h"
#include "tui/screen.h"

/* Texts are copied. Answer = 1: change it. */
struct screen *change_ask_new(int tag, const struct item *from, const struct item *to,
			      const struct change *change);

#endif
