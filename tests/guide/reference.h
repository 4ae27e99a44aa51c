/* SPDX-License-Identifier: Apache-2.0
 *
 * The slow, obvious twin of the checklist engine: it writes down every completion
 * of the open answers, works out each one as if all were known, and says what is
 * the same in all of them. It reads struct item (data) and shares no code with
 * core/guide: what an expression, a paper, a group, a blocker and a live question
 * are is written here a second time, from forms/FORMAT.md and check.h.
 *
 * Open yes/no questions, choices and sets take all their values. Open numbers,
 * days and periods take the points around every constant, known answer and
 * duration of the item.
 */
#ifndef TESTS_REFERENCE_H
#define TESTS_REFERENCE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/calendar.h"
#include "guide/check.h"

struct verdict_reason {
	enum reason_code code;
	int node, index; /* as in struct reason; -1 where several would do */
	enum unfit unfit;
	date_day until; /* not of a group */
};
struct verdict { /* indices as in struct check */
	enum outcome outcome;
	enum need *paper_need, *demand_need;
	bool *demand_met;
	bool *live;
	int next_question;
	enum tri *limits;     /* n_limits: applies */
	uint8_t *truths_seen; /* n_nodes: 1 false, 2 true; 0: not looked at */
	size_t n_reasons;
	struct verdict_reason *reasons;
};

struct reference;

/* Room for so many completions. */
struct reference *reference_new(const struct item *it, size_t max_completions);
void reference_free(struct reference *r);
/* NULL when there are more than `most` completions. The verdict lasts until the next run. */
const struct verdict *reference_run(struct reference *r, const struct intake *in,
				    const struct calendar *cal, size_t most);
/* Whether what hangs on the paper or the group (a row) changes along the variable, after a run. */
bool reference_paper_hangs_on(const struct reference *r, int paper, int var);
bool reference_group_hangs_on(const struct reference *r, int row, int var);
/* Whether anything that is looked at depends on the variable. */
bool reference_uses(const struct reference *r, int var);
/* The values an open variable takes; of a period the days it may begin or end on. The room belongs
 * to the reference. */
const struct value *reference_values(struct reference *r, const struct intake *in, int var,
				     size_t *count);

#endif
