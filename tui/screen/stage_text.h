/* SPDX-License-Identifier: Apache-2.0
 *
 * The stages of a case in words: which it passed, by whom and when, which it
 * waits for and whose that is.
 */
#ifndef SCREEN_STAGE_TEXT_H
#define SCREEN_STAGE_TEXT_H

#include "office/hall_voice.h"
#include "store/record.h"
#include "store/work.h"
#include "tui/widget/textpane.h"

/* Nothing where the case has no stages. */
void stage_text_add(struct textpane *p, const struct case_record *r, const struct stage_row *done,
		    size_t n, const struct hall_voice *v);
/* "5个工作日", "即时"; "" where none is stated. Good until the next call with the same buffer. */
const char *stage_days(int64_t days, const char *unit, char *out, size_t size);
/* 复核、审核: the names of the posts that may do it. */
void stage_posts(const char *ids, struct str *out);

#endif
