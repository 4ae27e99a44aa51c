/* SPDX-License-Identifier: Apache-2.0
 *
 * Random situations of an item, and the comparison of what the engine and the
 * reference make of one.
 */
#ifndef TESTS_PROPERTY_H
#define TESTS_PROPERTY_H

#include <stdint.h>

#include "base/str.h"
#include "guide/reference.h"

/* A generator of its own, so that a seed means the same everywhere. */
struct dice {
	uint64_t state;
};
uint64_t dice_throw(struct dice *d);
size_t dice_below(struct dice *d, size_t n); /* 0 .. n-1 */
bool dice_percent(struct dice *d, int percent);

/* A random situation: day, channel, answers with at most `open` of those that matter open, papers.
 * The intake has been made by intake_init. */
void situation_draw(struct dice *d, struct reference *r, const struct item *it, size_t open,
		    struct intake *in);
/* A legal answer. */
struct value situation_answer(struct dice *d, struct reference *r, const struct item *it,
			      const struct intake *in, int var);
void situation_copy(struct intake *to, const struct intake *from, const struct item *it);
void situation_print(const struct item *it, const struct intake *in, struct str *out);

/* What differs, a line each; nothing: they agree. */
void compare_verdict(const struct check *c, const struct reference *r, const struct verdict *v,
		     struct str *out);
/* Two runs of the same. */
void compare_runs(const struct check *a, const struct check *b, struct str *out);
/* After one more answer. */
void compare_more_answers(const struct check *before, const struct check *after, struct str *out);
/* After one more good paper. */
void compare_more_papers(const struct check *before, const struct check *after, struct str *out);

#endif
