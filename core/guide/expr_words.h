/* SPDX-License-Identifier: Apache-2.0
 *
 * A node of the graph in a clerk's words, with the printed names of questions and
 * answers instead of ids: for the words of a change, and wherever a rule is told
 * to people. The guide's Chinese; it never passes gettext.
 */
#ifndef GUIDE_EXPR_WORDS_H
#define GUIDE_EXPR_WORDS_H

#include "base/str.h"
#include "guide/item.h"

/* "“参保身份”为“企业职工”且有“鉴定结论”". With `sorted`, operands that may change places stand in
 * order of their words: two rules that say the same in another order or under other ids come out
 * equal. Nothing for a rule that always holds. */
void expr_words(const struct item *it, expr_ref ref, bool sorted, struct str *out);

#endif
