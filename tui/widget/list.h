/* SPDX-License-Identifier: Apache-2.0
 *
 * A scrolling list with one selected row. It knows how many rows there are and
 * nothing of what they hold: the owner paints a row when asked.
 */
#ifndef WIDGET_LIST_H
#define WIDGET_LIST_H

#include <stdbool.h>
#include <stddef.h>

#include "tui/action.h"
#include "tui/canvas.h"
#include "tui/event.h"

struct list {
	/* The owner's. */
	void *ctx;
	/* Paints row i into the one-line canvas; the selected row's canvas forces its style. */
	void (*paint_row)(void *ctx, size_t i, const struct canvas *line, bool selected);
	/* A row that cannot be selected (a heading). May be NULL. */
	bool (*skip)(void *ctx, size_t i);

	/* The list's; read them freely. */
	size_t count;
	size_t selected; /* < count unless count is 0 */
	size_t top;
	int rows; /* shown at the last paint */
};

enum list_action {
	LIST_UP = ACTION_BUILTIN + 200,
	LIST_DOWN,
	LIST_PAGE_UP,
	LIST_PAGE_DOWN,
	LIST_FIRST,
	LIST_LAST,
};
extern const struct action list_actions[];

/* Tells the list how many rows there are now; the selection stays where it can. */
void list_set_count(struct list *l, size_t count);
void list_select(struct list *l, size_t i);
void list_move(struct list *l, enum list_action action);
/* True if the event was one of list_actions. */
bool list_event(struct list *l, const struct screen_event *ev);
/* `focused`: the selection is drawn as where the keys go. The last line shows n/m when not
 * all rows fit. */
void list_paint(struct list *l, const struct canvas *c, bool focused);

#endif
