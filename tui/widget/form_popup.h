/* SPDX-License-Identifier: Apache-2.0
 *
 * The list of options of a CHOICE or SET row while it is open; a part of form.c.
 */
#ifndef WIDGET_FORM_POPUP_H
#define WIDGET_FORM_POPUP_H

#include "tui/widget/form.h"

void form_popup_open(struct form *f);
/* Text for the open list: digits choose, the rest searches. */
enum form_result form_popup_type(struct form *f, const char *typed);
void form_popup_close(struct form *f);
enum form_result form_popup_event(struct form *f, const struct screen_event *ev);
/* Below the line `anchor` of c, or above it where there is more room. */
void form_popup_paint(struct form *f, const struct canvas *c, int anchor, int col);

#endif
