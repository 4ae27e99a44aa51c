/* SPDX-License-Identifier: Apache-2.0
 *
 * `item --json`: what the guide says of an item, for scripts. The keys are the
 * contract (DESIGN.md, "The command line"); 指南未载明 is "unstated".
 */
#ifndef GUIDE_ITEM_JSON_H
#define GUIDE_ITEM_JSON_H

#include <jansson.h>

#include "guide/item.h"

/* A new reference. */
json_t *item_json(const struct item *it);
/* What the hall says of it itself (overlay.h): the leaves, [] without; its promise, or null. */
json_t *overlay_json(const struct item *it);
json_t *promise_json(const struct item *it);

/* Its key `filled`: the papers that are printed from what was typed. */
json_t *item_json_filled(const struct item *it);

#endif
