/* SPDX-License-Identifier: Apache-2.0
 *
 * What must agree between the engine and the reference, between two runs, and
 * between a situation and one that knows or holds more.
 */
#include <string.h>

#include "guide/property.h"

static const char *const need_words[] = {"no", "yes", "depends", "exempt"};

static const char *node_id(const struct item *it, int node, int index)
{
	switch (node) {
	case NODE_VAR:
		return it->vars[index].id;
	case NODE_CONDITION:
		return it->conditions[index].id;
	case NODE_PROHIBITION:
		return it->prohibitions[index].id;
	case NODE_PAPER:
		return it->papers[index].id;
	case NODE_DEMAND:
		return it->demands[index].id;
	default:
		return "";
	}
}

static const char *var_id(const struct item *it, int var)
{
	return var < 0 ? "none" : it->vars[var].id;
}

/* ---- with the reference ---- */

static bool same_reason(const struct reason *a, const struct verdict_reason *b)
{
	if (a->code != b->code)
		return false;
	if (a->code == REASON_NOT_HERE) /* the row named is a hint */
		return true;
	return (int)a->node == b->node && a->index == b->index && a->unfit == b->unfit &&
	       (a->node == NODE_DEMAND || a->until == b->until);
}

static void compare_reasons(const struct check *c, const struct verdict *v, struct str *out)
{
	for (size_t i = 0; i < c->n_reasons; i++) {
		const struct reason *a = &c->reasons[i];
		int here = 0, there = 0;
		for (size_t k = 0; k < v->n_reasons; k++)
			there += same_reason(a, &v->reasons[k]);
		for (size_t k = 0; k < c->n_reasons; k++)
			here += a->code == c->reasons[k].code && a->node == c->reasons[k].node &&
				a->index == c->reasons[k].index;
		if (here != there)
			str_addf(out, "reason %s %s: engine %d times, reference %d\n",
				 reason_ids[a->code], node_id(c->item, (int)a->node, a->index),
				 here, there);
	}
	for (size_t k = 0; k < v->n_reasons; k++) {
		const struct verdict_reason *b = &v->reasons[k];
		bool found = false;
		for (size_t i = 0; i < c->n_reasons; i++)
			found |= same_reason(&c->reasons[i], b);
		if (!found)
			str_addf(out, "reason %s %s: only the reference\n", reason_ids[b->code],
				 node_id(c->item, b->node, b->index));
	}
}

static bool in_group(const struct item *it, int row)
{
	for (; row >= 0; row = it->demands[row].parent) {
		if (it->demands[row].kind == DEMAND_ANY)
			return true;
	}
	return false;
}

/* A row inside a group may be left at "depends" where several rules say together that it is
 * certain; the group itself may not. */
static void compare_row(const struct check *c, const struct reference *r, const struct verdict *v,
			int row, struct str *out)
{
	const struct demand *d = &c->item->demands[row];
	bool outermost = !in_group(c->item, d->parent);

	if (c->demand_need[row] != v->demand_need[row] &&
	    (outermost || c->demand_need[row] != NEED_DEPENDS))
		str_addf(out, "row %d %s: engine %s, reference %s\n", row, d->id,
			 need_words[c->demand_need[row]], need_words[v->demand_need[row]]);
	else if (outermost && c->demand_need[row] == NEED_DEPENDS &&
		 !reference_group_hangs_on(r, row, c->demand_on[row]))
		str_addf(out, "group %s does not depend on %s\n", d->id,
			 var_id(c->item, c->demand_on[row]));
	if (c->demand_met[row] != v->demand_met[row] && (outermost || c->demand_met[row]))
		str_addf(out, "row %d %s: engine %s, reference %s\n", row, d->id,
			 c->demand_met[row] ? "met" : "not met",
			 v->demand_met[row] ? "met" : "not met");
}

static void compare_papers(const struct check *c, const struct reference *r,
			   const struct verdict *v, struct str *out)
{
	const struct item *it = c->item;

	for (size_t i = 0; i < it->n_papers; i++) {
		if (c->paper_need[i] != v->paper_need[i])
			str_addf(out, "paper %s: engine %s, reference %s\n", it->papers[i].id,
				 need_words[c->paper_need[i]], need_words[v->paper_need[i]]);
		else if (c->paper_need[i] == NEED_DEPENDS &&
			 !reference_paper_hangs_on(r, (int)i, c->paper_on[i]))
			str_addf(out, "paper %s does not depend on %s\n", it->papers[i].id,
				 var_id(it, c->paper_on[i]));
	}
	for (size_t i = 0; i < it->n_demands; i++) {
		if (in_group(it, (int)i))
			compare_row(c, r, v, (int)i, out);
	}
}

/* What the engine says of a rule must be so in every completion. */
static void compare_truths(const struct check *c, const struct verdict *v, struct str *out)
{
	const struct item *it = c->item;

	for (size_t i = 0; i < it->n_nodes; i++) {
		uint8_t seen = v->truths_seen[i];
		if (seen && ((c->truths[i] == TRI_TRUE && seen != 2) ||
			     (c->truths[i] == TRI_FALSE && seen != 1)))
			str_addf(out, "node %zu: engine %s, but not in every completion\n", i,
				 c->truths[i] == TRI_TRUE ? "true" : "false");
	}
	for (size_t i = 0; i < it->n_limits; i++) {
		if (c->truths[it->limits[i].when] != v->limits[i])
			str_addf(out, "limit %s: engine %d, reference %d\n", it->limits[i].id,
				 (int)c->truths[it->limits[i].when], (int)v->limits[i]);
	}
}

void compare_verdict(const struct check *c, const struct reference *r, const struct verdict *v,
		     struct str *out)
{
	const struct item *it = c->item;

	if (c->outcome != v->outcome)
		str_addf(out, "outcome: engine %s, reference %s\n", outcome_ids[c->outcome],
			 outcome_ids[v->outcome]);
	if (c->next_question != v->next_question)
		str_addf(out, "next question: engine %s, reference %s\n",
			 var_id(it, c->next_question), var_id(it, v->next_question));
	for (size_t i = 0; i < it->n_vars; i++) {
		if (c->live[i] != v->live[i])
			str_addf(out, "live %s: engine %d, reference %d\n", it->vars[i].id,
				 c->live[i], v->live[i]);
	}
	compare_reasons(c, v, out);
	compare_papers(c, r, v, out);
	compare_truths(c, v, out);
}

/* ---- with another run ---- */

void compare_runs(const struct check *a, const struct check *b, struct str *out)
{
	const struct item *it = a->item;
	bool same = a->outcome == b->outcome && a->next_question == b->next_question &&
		    a->n_reasons == b->n_reasons && a->provisional == b->provisional &&
		    a->materials_unstated == b->materials_unstated;

	for (size_t i = 0; same && i < a->n_reasons; i++) {
		const struct reason *x = &a->reasons[i], *y = &b->reasons[i];
		same = x->code == y->code && x->node == y->node && x->index == y->index &&
		       x->unfit == y->unfit && x->rows == y->rows && x->rows_ok == y->rows_ok &&
		       x->until == y->until;
	}
	for (size_t i = 0; same && i < it->n_papers; i++)
		same = a->paper_need[i] == b->paper_need[i] && a->paper_on[i] == b->paper_on[i];
	for (size_t i = 0; same && i < it->n_demands; i++)
		same = a->demand_need[i] == b->demand_need[i] &&
		       a->demand_on[i] == b->demand_on[i] && a->demand_met[i] == b->demand_met[i];
	for (size_t i = 0; same && i < it->n_vars; i++)
		same = a->live[i] == b->live[i];
	for (size_t i = 0; same && i < it->n_nodes; i++)
		same = a->truths[i] == b->truths[i];
	if (!same)
		str_addf(out, "a second run of the same says something else\n");
}

static bool has_reason(const struct check *c, const struct reason *r)
{
	for (size_t i = 0; i < c->n_reasons; i++) {
		const struct reason *x = &c->reasons[i];
		if (x->code == r->code &&
		    (r->code == REASON_NOT_HERE || (x->node == r->node && x->index == r->index)))
			return true;
	}
	return false;
}

void compare_more_answers(const struct check *before, const struct check *after, struct str *out)
{
	const struct item *it = before->item;

	for (size_t i = 0; i < before->n_reasons; i++) {
		const struct reason *r = &before->reasons[i];
		if (r->code != REASON_OPEN && !has_reason(after, r))
			str_addf(out, "one more answer takes the reason %s %s away\n",
				 reason_ids[r->code], node_id(it, (int)r->node, r->index));
	}
	for (size_t i = 0; i < it->n_vars; i++) {
		if (after->live[i] && !before->live[i])
			str_addf(out, "one more answer makes %s live\n", it->vars[i].id);
	}
}

/* A group that lacked, or might have lacked, a paper which may not follow may come to lack only
 * what may. */
static bool group_may_follow_now(const struct check *before, const struct reason *r)
{
	return r->code == REASON_DEFERRABLE && r->node == NODE_DEMAND &&
	       !before->demand_met[r->index];
}

void compare_more_papers(const struct check *before, const struct check *after, struct str *out)
{
	if (after->outcome < before->outcome)
		str_addf(out, "one more paper: from %s to %s\n", outcome_ids[before->outcome],
			 outcome_ids[after->outcome]);
	for (size_t i = 0; i < after->n_reasons; i++) {
		const struct reason *r = &after->reasons[i];
		if (!has_reason(before, r) && !group_may_follow_now(before, r))
			str_addf(out, "one more paper brings the reason %s %s\n",
				 reason_ids[r->code],
				 node_id(before->item, (int)r->node, r->index));
	}
}
