/* SPDX-License-Identifier: Apache-2.0
 *
 * 下一件: the same agent or handler at the counter with another person's papers or
 * for another item. Who stands there and the authority they showed go along; what
 * belongs to the person it was about stays behind. Pure.
 */
#ifndef CASE_CARRY_H
#define CASE_CARRY_H

#include "base/calendar.h"
#include "case/casefile.h"

/* What went along; arrays in the arena of `to`. */
struct carried {
	size_t n_fields, n_papers;
	bool *fields; /* n_fields of the item */
	bool *papers; /* n_papers of the item */
};

/* Whether there is anything to carry: an agent, or a handler of a unit by name. */
bool carry_has(const struct casefile *from);
/* Fills the still empty fields of the agent's and handler's blocks, the fact that there is an
 * agent, and the marks of the papers asked for only because there is one (same name, found good).
 */
void carry_over(const struct casefile *from, struct casefile *to, const struct calendar *cal,
		date_day today, struct carried *out);
/* The papers of the item asked for only when there is an agent, under the answers so far; `out`
 * has room for n_papers. */
void carry_agent_papers(const struct casefile *c, const struct calendar *cal, bool *out);

#endif
