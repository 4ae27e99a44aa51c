/* SPDX-License-Identifier: Apache-2.0
 *
 * What the work lists are asked with at this window: who looks, today, and from
 * which last day on a clock is yellow.
 */
#ifndef TUI_SESSION_WORK_H
#define TUI_SESSION_WORK_H

#include "store/work.h"
#include "tui/session.h"

struct work_asked session_work_asked(const struct session *s);
/* The same for what was accepted at this window today. */
struct work_asked session_work_here(const struct session *s);
/* Counts what waits for this operator and what was decided of this window's into s->reviews and
 * s->concluded. Failures leave what was there. */
void session_work_count(struct session *s);
/* With every tick of the loop: counts now and then, as other windows work on the same store. True
 * when the figures changed; what came in anew is then told in `news`. */
bool session_work_tick(struct session *s, struct str *news);
/* A paper that a move of a case issued (moves_make), written and printed. What came of it is told
 * in `out`: where it is, or why it is not printed; the case can print it again. */
void session_work_print(struct session *s, const char *document, struct str *out);

#endif
