/* SPDX-License-Identifier: Apache-2.0
 *
 * 免填单: the papers of a case that are printed from what was typed, needed ones
 * first; one or all are printed, and one key takes what comes back signed.
 */
#ifndef SCREEN_FILLED_H
#define SCREEN_FILLED_H

#include "case/casefile.h"
#include "tui/screen.h"

/* Of an intake, which lends its casefile and check; `changed` is told of every mark. */
struct screen *filled_new(struct casefile *c, struct check *k, void (*changed)(void *ctx),
			  void *ctx);
/* Of a case in the store. */
struct screen *filled_of_case(const char *number);

#endif
