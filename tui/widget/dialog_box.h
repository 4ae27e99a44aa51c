/* SPDX-License-Identifier: Apache-2.0
 *
 * The frame that small screens over another one share: a title, a text that is
 * wrapped, and below it the part that differs.
 */
#ifndef WIDGET_DIALOG_BOX_H
#define WIDGET_DIALOG_BOX_H

#include "tui/canvas.h"

/* In the middle of c, wide enough for `columns`, the title and the text where c is, with the
 * text painted. Returns the `lines` below it. */
struct canvas dialog_box(const struct canvas *c, enum style style, const char *title,
			 const char *text, int columns, int lines);

#endif
