/* SPDX-License-Identifier: Apache-2.0
 *
 * Drafts in words: how long, whose, what state. For the lists that show them.
 */
#ifndef SCREEN_DRAFT_TEXT_H
#define SCREEN_DRAFT_TEXT_H

#include "guide/site.h"
#include "store/drafts.h"
#include "store/operators.h"

/* "刚刚", "12分钟", "3小时", "5天": never a moment to count from. */
void draft_age(int64_t ms, struct str *out);
/* "挂单 12分钟", "窗口 w2 正在填", "没办完 3小时". */
void draft_state(const struct draft *d, int64_t now, struct str *out);

/* Names of the clerks, read once for a list. */
struct clerks {
	struct operator_row *rows;
	size_t n;
};
/* Leaves none when they cannot be read: then logins are shown. */
void clerks_read(struct clerks *c, struct store *s, struct arena *a);
const char *clerk_name(const struct clerks *c, const char *login);
/* As the hall calls it; the id where the site has none of that id any more. */
const char *window_name(const struct site *site, const char *id);

#endif
