/* SPDX-License-Identifier: Apache-2.0
 *
 * Which truths a few nodes of an item can have together, over all answers: the
 * questions they hang on run through values that stand for all others (sets
 * whole, numbers and days at the edges, check_domain.c).
 */
#ifndef GUIDE_LINT_PROBE_H
#define GUIDE_LINT_PROBE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "guide/check_work.h"

enum { PROBE_ROOTS = 8, PROBE_COMPLETIONS = 1 << 16 };

struct probe_scratch;
struct probe {
	const struct item *item;
	struct value *fixed; /* n_vars: VALUE_OPEN, or held at this value */
	bool *matters;	     /* n_vars: some root of a run changes with it; grows with `note` */
	bool seen[1 << PROBE_ROOTS]; /* bit i: the truth of root i */
	struct probe_scratch *scratch;
};

void probe_init(struct probe *p, const struct item *it);
void probe_done(struct probe *p);
/* False when there are over 2^16 completions: nothing is known then. With `note`, variables that
 * change a root are marked. */
bool probe_run(struct probe *p, const expr_ref *roots, size_t n, bool note);
/* Of the whole list: bit 0 is whether any of them holds. */
bool probe_any(struct probe *p, const expr_ref *roots, size_t n);
/* Some completion has the roots of `care` as in `want`. */
bool probe_can(const struct probe *p, unsigned care, unsigned want);
/* The answers of the first completion with exactly these truths: 身份=职工，… */
void probe_answers(const struct probe *p, unsigned truths, struct str *out);

#endif
