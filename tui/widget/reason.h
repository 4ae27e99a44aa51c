/* SPDX-License-Identifier: Apache-2.0
 *
 * Why something is done: a menu of the reasons that are usual, each one digit, and
 * a line for own words as its last row: 0, or simply beginning to type them.
 */
#ifndef WIDGET_REASON_H
#define WIDGET_REASON_H

#include <stddef.h>

#include "tui/screen.h"

struct reason_menu {
	const char *title, *text; /* text: above the menu, what it is about; may be NULL */
	const char *first;	  /* a row on top that is no reason but another way; may be NULL */
	/* As they are kept, never translated: the menu shows them through _(), or `shown` (may be
	 * NULL) in their place. */
	const char *const *reasons, *const *shown;
	size_t n;
	int max_chars; /* of own words; 0: there is no such row */
	/* What stands over the line of own words, both may be NULL: the menu's title and nothing.
	 */
	const char *own_title, *own_text;
};

enum { REASON_FIRST = 1000 };

/* A screen for step_push(); all texts are copied. Its EV_ANSWER: the index of the reason, n for
 * own words, with the reason as text; REASON_FIRST for the row on top; -1 when left. */
struct screen *reason_ask(int tag, const struct reason_menu *m);

#endif
