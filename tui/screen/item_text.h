/* SPDX-License-Identifier: Apache-2.0
 *
 * An item in words, as the picker shows it beside the list and the item's page
 * in full: whether it is done here today, for whom, which papers in which
 * situation, how long, where, what is forbidden. What the guide does not print is
 * said to be so.
 */
#ifndef SCREEN_ITEM_TEXT_H
#define SCREEN_ITEM_TEXT_H

#include "guide/item.h"
#include "tui/session.h"
#include "tui/widget/textpane.h"

void item_text_fill(struct textpane *p, const struct session *s, const struct item *it);

#endif
