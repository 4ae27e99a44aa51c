/* SPDX-License-Identifier: Apache-2.0
 *
 * One change of the guide, item by item, with the work in hand it touches. Shown
 * once it is in force, it counts as read by this clerk; printed as a 变更通知.
 */
#ifndef SCREEN_CHANGE_PAGE_H
#define SCREEN_CHANGE_PAGE_H

#include "store/editions.h"
#include "tui/screen.h"

struct screen *change_page_new(const struct edition_row *row); /* copied */

#endif
