/* SPDX-License-Identifier: Apache-2.0
 *
 * A node of the graph as an expression of the language again: what was derived
 * or inherited is written out. For findings and JSON.
 */
#ifndef GUIDE_EXPR_TEXT_H
#define GUIDE_EXPR_TEXT_H

#include "base/str.h"
#include "guide/item.h"

/* "always" and "never" for the constants. */
void expr_text(const struct item *it, expr_ref ref, struct str *out);

#endif
