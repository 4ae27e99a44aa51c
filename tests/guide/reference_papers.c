/* SPDX-License-Identifier: Apache-2.0
 *
 * The tree of papers under complete answers: who asks for what, and what of it
 * is there. Read off the tree itself, row by row with its parents.
 */
#include <assert.h>
#include <string.h>

#include "guide/reference_work.h"

bool row_in_group(const struct item *it, int row)
{
	for (int up = it->demands[row].parent; up >= 0; up = it->demands[up].parent) {
		if (it->demands[up].kind == DEMAND_ANY)
			return true;
	}
	return false;
}

static bool row_applies(struct world *w, int row)
{
	for (; row >= 0; row = w->item->demands[row].parent) {
		if (!world_truth(w, w->item->demands[row].when))
			return false;
	}
	return true;
}

/* Persons a paper is wanted from; 1 where it is not counted by them. */
static int64_t persons(struct world *w, int paper)
{
	int per = w->item->papers[paper].per;

	if (per < 0)
		return 1;
	struct value v = world_var(w, per);
	return v.state == VALUE_KNOWN ? v.a : 1;
}

bool paper_met(struct world *w, const struct paper_mark *marks, int paper)
{
	const struct paper_mark *m = &marks[paper];

	if (m->state != PAPER_OK || persons(w, paper) < 1)
		return false;
	if (w->item->papers[paper].per < 0 || m->rows_ok == 0)
		return true;
	return m->rows_ok >= persons(w, paper);
}

enum ask_state ask_of_leaf(struct world *w, int row)
{
	int paper = w->item->demands[row].paper;
	const struct paper *p = &w->item->papers[paper];

	if (!row_applies(w, row))
		return ASK_NO;
	if (p->exempt_by >= 0) {
		struct value v = world_var(w, p->exempt_by);
		if (v.state == VALUE_KNOWN && v.a == VERIFIED_YES)
			return ASK_EXEMPT;
		/* nobody brings it; in a group it is then no alternative */
		if (!p->exempt_else_required)
			return w->in_group[row] ? ASK_NO : ASK_EXEMPT;
	}
	return persons(w, paper) < 1 ? ASK_NO : ASK_YES;
}

enum ask_state ask_of_paper(struct world *w, int paper)
{
	enum ask_state state = ASK_NO;

	for (size_t i = 0; i < w->item->n_demands; i++) {
		const struct demand *d = &w->item->demands[i];
		if (d->kind != DEMAND_PAPER || d->paper != paper || w->in_group[i])
			continue;
		enum ask_state here = ask_of_leaf(w, (int)i);
		if (here == ASK_YES)
			return ASK_YES;
		if (here == ASK_EXEMPT)
			state = ASK_EXEMPT;
	}
	return state;
}

static enum row_state leaf_row_state(struct world *w, const struct paper_mark *marks, int row)
{
	switch (ask_of_leaf(w, row)) {
	case ASK_NO:
		return ROW_ABSENT;
	case ASK_EXEMPT:
		return ROW_EXEMPT;
	case ASK_YES:
		break;
	}
	return paper_met(w, marks, w->item->demands[row].paper) ? ROW_MET : ROW_UNMET;
}

enum row_state row_state(struct world *w, const struct paper_mark *marks, int row)
{
	const struct demand *d = &w->item->demands[row];
	bool has[ROW_MET + 1] = {false};

	if (d->kind == DEMAND_UNSTATED || !row_applies(w, row))
		return ROW_ABSENT;
	if (d->kind == DEMAND_PAPER)
		return leaf_row_state(w, marks, row);
	for (size_t i = 0; i < d->count; i++)
		has[row_state(w, marks, w->item->children[d->first + i])] = true;
	/* everything of an `all` is wanted; of an `any` one thing that is there or spared */
	if (d->kind == DEMAND_ALL && has[ROW_UNMET])
		return ROW_UNMET;
	if (has[ROW_MET])
		return ROW_MET;
	if (has[ROW_EXEMPT])
		return ROW_EXEMPT;
	return has[ROW_UNMET] ? ROW_UNMET : ROW_ABSENT;
}

bool row_may_follow(struct world *w, const struct paper_mark *marks, int row)
{
	const struct demand *d = &w->item->demands[row];
	bool all = d->kind == DEMAND_ALL;

	if (row_state(w, marks, row) != ROW_UNMET)
		return true;
	if (d->kind == DEMAND_PAPER)
		return w->item->papers[d->paper].deferrable;
	for (size_t i = 0; i < d->count; i++) {
		int child = w->item->children[d->first + i];
		if (row_state(w, marks, child) == ROW_ABSENT)
			continue;
		if (row_may_follow(w, marks, child) != all)
			return !all;
	}
	return all;
}

void paint_ask(struct world *w, int paper, enum ask_state state, int64_t *cells)
{
	const struct paper *p = &w->item->papers[paper];
	size_t form = 0;

	memset(cells, 0, LEAF_CELLS * sizeof(*cells));
	cells[0] = state;
	if (state != ASK_YES)
		return;
	while (form < p->n_forms && !world_truth(w, p->forms[form].when))
		form++;
	cells[1] = (int64_t)form;
	for (size_t i = 0; i < p->n_marks; i++)
		cells[2] |= (int64_t)world_truth(w, p->marks[i].when) << i;
	cells[3] = persons(w, paper);
}
