/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WIDGET_FIELD_PAINT_H
#define WIDGET_FIELD_PAINT_H

#include "tui/canvas.h"
#include "tui/widget/field.h"

/* The field over the whole one-line canvas (at least 4 columns): one column at each end says
 * that text goes on there. Focused: with the hardware cursor, where an input method opens. */
void field_paint(struct text_field *f, const struct canvas *line, bool focused,
		 const char *placeholder);

#endif
