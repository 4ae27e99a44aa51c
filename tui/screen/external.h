/* SPDX-License-Identifier: Apache-2.0
 *
 * The two numbers by which other systems know a case: 外部流水号 and 网上预审号.
 */
#ifndef SCREEN_EXTERNAL_H
#define SCREEN_EXTERNAL_H

#include "base/str.h"
#include "store/store.h"
#include "tui/screen.h"

/* Answer = 0, text = both, a line each; empty ones are "". */
struct screen *external_new(int tag, const char *external, const char *prereview);
/* The two lines of the answer; `text` is cut up. */
void external_read(char *text, const char **external, const char **prereview);
/* Says in `out` which other case has one of the numbers; nothing when none has. */
void external_elsewhere(struct store *s, const char *own, const char *external,
			const char *prereview, struct str *out);

#endif
