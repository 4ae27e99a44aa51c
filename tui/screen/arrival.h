/* SPDX-License-Identifier: Apache-2.0
 *
 * Promised papers have come: how, when, and which of the case's open ones are
 * good, not fit, or still not there. What was not fit goes out on a slip.
 */
#ifndef SCREEN_ARRIVAL_H
#define SCREEN_ARRIVAL_H

#include "store/promises.h"
#include "tui/screen.h"

/* Of all open promises of the case of `p`, this one taken for come. Answers 0 when something was
 * recorded. Texts are copied. */
struct screen *arrival_new(int tag, const struct promise_row *p);

#endif
