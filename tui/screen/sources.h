/* SPDX-License-Identifier: Apache-2.0
 *
 * Where something is looked up: the item's own source, those written down last,
 * or what the clerk types.
 */
#ifndef SCREEN_SOURCES_H
#define SCREEN_SOURCES_H

#include "tui/screen.h"
#include "tui/session.h"

/* The menu (reason.h); `own` (may be NULL) is its first word. EV_ANSWER has the source as text. */
struct screen *sources_ask(int tag, struct session *session, const char *title, const char *own);

#endif
