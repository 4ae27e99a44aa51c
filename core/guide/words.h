/* SPDX-License-Identifier: Apache-2.0
 *
 * Pieces of the words of check.h, for the two files that make them. They end in
 * events and on papers, so they are the guide's Chinese and never pass gettext.
 */
#ifndef GUIDE_WORDS_H
#define GUIDE_WORDS_H

#include "guide/check.h"

/* "《X》（原件1份）" as asked for in this situation. */
void words_paper(const struct check *c, int paper, struct str *out);
/* "A、B＋C": the alternatives of a group. */
void words_group(const struct check *c, int row, struct str *out);
/* "单位公章、骑缝章": the seals or signatures asked for on it here. Returns how many. */
size_t words_marks(const struct check *c, int paper, bool signature, struct str *out);

#endif
