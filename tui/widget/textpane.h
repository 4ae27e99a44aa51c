/* SPDX-License-Identifier: Apache-2.0
 *
 * Paragraphs to read: each wrapped to the width there is, indented, in a style,
 * and scrolled by lines. What a preview, an item and a case are shown with.
 */
#ifndef WIDGET_TEXTPANE_H
#define WIDGET_TEXTPANE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "tui/action.h"
#include "tui/canvas.h"
#include "tui/event.h"

struct textpane_row {
	enum style style;
	int indent;
	const char *text;
};
struct textpane {
	struct arena arena;
	struct textpane_row *rows;
	size_t count;
	int top; /* first line shown */
	/* At the last paint: lines of all the text, and how many there was room for. */
	int lines, room;
};

enum textpane_action {
	TEXTPANE_UP = ACTION_BUILTIN + 400,
	TEXTPANE_DOWN,
	TEXTPANE_PAGE_UP,
	TEXTPANE_PAGE_DOWN,
	TEXTPANE_FIRST,
	TEXTPANE_LAST,
};
extern const struct action textpane_actions[];

void textpane_done(struct textpane *p);
/* No rows; the place stays until textpane_home. */
void textpane_clear(struct textpane *p);
void textpane_home(struct textpane *p);
/* Text is copied; "" is an empty line. */
void textpane_add(struct textpane *p, enum style style, int indent, const char *text);
void textpane_addf(struct textpane *p, enum style style, int indent, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));
/* True if the event was one of textpane_actions. */
bool textpane_event(struct textpane *p, const struct screen_event *ev);
/* The last line says how much there is when not all of it fits. */
void textpane_paint(struct textpane *p, const struct canvas *c);

#endif
