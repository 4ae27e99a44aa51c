/* SPDX-License-Identifier: Apache-2.0
 *
 * The outcomes that follow from a list of papers: none, all, all but one, each
 * alternative of a group.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "guide/case_run.h"

enum { MOST_ALTERNATIVES = 256 };

static const struct paper_mark absent = {.state = PAPER_ABSENT}, good = {.state = PAPER_OK};

static void expect(struct run *r, enum outcome wanted, const char *what, const char *paper)
{
	struct str text = {0};

	run_check(r);
	if (r->c->outcome == wanted)
		return;
	if (r->c->n_reasons)
		reason_text(r->c, &r->c->reasons[0], &text);
	run_fault(r, 0, "%s%s: outcome %s, wanted %s; first reason: %s", what, paper,
		  outcome_ids[r->c->outcome], outcome_ids[wanted], str_text(&text));
	str_done(&text);
}

static void without_each(struct run *r, const enum need *needs)
{
	for (size_t i = 0; i < r->it->n_papers; i++) {
		if (needs[i] != NEED_YES)
			continue;
		r->in.marks[i] = absent;
		expect(r, OUTCOME_MISSING, "without ", r->it->papers[i].name);
		r->in.marks[i] = good;
	}
}

/* With the rest of the papers good: nothing of the group, then each alternative alone. */
static void try_group(struct run *r, int row, const enum need *needs)
{
	int(*rows)[ALTERNATIVE_PAPERS] = xcalloc(MOST_ALTERNATIVES, sizeof(*rows));
	size_t n = check_alternatives(r->c, row, rows, MOST_ALTERNATIVES);
	bool free_one = false;

	for (size_t pass = 0; pass <= n && n <= MOST_ALTERNATIVES; pass++) {
		for (size_t i = 0; i < n; i++) {
			free_one |= rows[i][0] < 0;
			for (int k = 0; rows[i][k] >= 0; k++)
				if (needs[rows[i][k]] != NEED_YES)
					r->in.marks[rows[i][k]] = absent;
		}
		for (int k = 0; pass > 0 && rows[pass - 1][k] >= 0; k++)
			r->in.marks[rows[pass - 1][k]] = good;
		if (pass > 0)
			expect(r, OUTCOME_ACCEPT, "with an alternative of ",
			       r->it->demands[row].id);
		else if (!free_one)
			expect(r, OUTCOME_MISSING, "with none of ", r->it->demands[row].id);
	}
	free(rows);
}

void case_try(struct run *r)
{
	size_t n = r->it->n_papers, wanted = 0;
	enum need *needs = xcalloc(n + 1, sizeof(*needs)),
		  *groups = xcalloc(r->it->n_demands + 1, sizeof(*groups));

	memcpy(needs, r->c->paper_need, n * sizeof(*needs));
	memcpy(groups, r->c->demand_need, r->it->n_demands * sizeof(*groups));
	for (size_t i = 0; i < n; i++)
		wanted += needs[i] == NEED_YES;
	expect(r, r->c->n_reasons || wanted ? OUTCOME_MISSING : OUTCOME_ACCEPT, "with nothing", "");
	run_mark_all(r);
	expect(r, OUTCOME_ACCEPT, "with everything", "");
	if (r->ok)
		without_each(r, needs);
	for (size_t i = 0; i < r->it->n_demands && r->ok; i++) {
		if (run_is_group(r, (int)i) && groups[i] == NEED_YES)
			try_group(r, (int)i, needs);
	}
	free(needs);
	free(groups);
}
