/* SPDX-License-Identifier: Apache-2.0
 *
 * Where something is looked up: the item's own source, those written down last,
 * or what the clerk types. The words of a menu, kept while it is open.
 */
#ifndef SCREEN_SOURCES_H
#define SCREEN_SOURCES_H

#include "base/arena.h"
#include "tui/screen.h"
#include "tui/session.h"

struct sources {
	struct arena arena;
	const char **words; /* the last one stands for typing */
	size_t n;
};

/* The menu; `own` (may be NULL) is its first word. Answer = index in words. */
struct screen *sources_menu(struct sources *s, int tag, struct session *session, const char *title,
			    const char *own);
/* What was chosen; NULL: it is to be typed. */
const char *sources_chosen(const struct sources *s, int answer);
struct screen *sources_typed(int tag);
void sources_done(struct sources *s);

#endif
