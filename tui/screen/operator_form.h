/* SPDX-License-Identifier: Apache-2.0
 *
 * What the screen 操作员 asks for: a new one's login, name and posts, or other posts
 * for one that is there, with the reason.
 */
#ifndef SCREEN_OPERATOR_FORM_H
#define SCREEN_OPERATOR_FORM_H

#include "store/operators.h"
#include "tui/screen.h"

struct operator_entry {
	char login[33], name[128], reason[128];
	unsigned posts;
};
/* `o`: whose posts; NULL: a new one. EV_ANSWER 0 with *out filled, which outlives the screen. */
struct screen *operator_form_new(int tag, const struct operator_row *o, struct operator_entry *out);

#endif
