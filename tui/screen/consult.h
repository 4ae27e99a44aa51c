/* SPDX-License-Identifier: Apache-2.0
 *
 * A consult page in full, to be read to the one who asks: its sections, phones and
 * basis; with F5 the lines of the guide and how they were read. It is printed as a
 * slip, and leads to the items it belongs to.
 */
#ifndef SCREEN_CONSULT_H
#define SCREEN_CONSULT_H

#include "guide/consult.h"
#include "tui/screen.h"
#include "tui/widget/textpane.h"

struct screen *consult_screen_new(const struct consult *p);

/* The same words, as the picker shows them beside the list. */
void consult_text_fill(struct textpane *pane, const struct consult *p, bool sources);

#endif
