/* SPDX-License-Identifier: Apache-2.0
 *
 * The verdict: what is certain is a column that never changes; a question is
 * live when two rows that differ only in its answer differ.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "guide/reference_table.h"

/* ---- what is certain ---- */

static const struct aspect *find(const struct reference *r, enum aspect_kind kind, int index)
{
	for (size_t i = 0; i < r->n_aspects; i++) {
		if (r->aspects[i].kind == kind && r->aspects[i].index == index)
			return &r->aspects[i];
	}
	assert(false);
	return NULL;
}

static bool always(const struct reference *r, enum aspect_kind kind, int index, int state)
{
	return find(r, kind, index)->seen == 1u << state;
}

static bool ever(const struct reference *r, enum aspect_kind kind, int index, int state)
{
	return find(r, kind, index)->seen >> state & 1;
}

static bool hangs_on(const struct reference *r, const struct aspect *a, int var)
{
	for (size_t i = 0; i < r->n_axes; i++) {
		if (r->axes[i].var == var)
			return a->flips >> i & 1;
	}
	return false;
}

bool reference_paper_hangs_on(const struct reference *r, int paper, int var)
{
	return hangs_on(r, find(r, ASPECT_PAPER, paper), var);
}

bool reference_group_hangs_on(const struct reference *r, int row, int var)
{
	return hangs_on(r, find(r, ASPECT_GROUP, row), var);
}

static bool matters(const struct reference *r, const struct aspect *a, const struct var *v, int var)
{
	switch (a->kind) {
	case ASPECT_PAPER:
		return v->kind != VAR_VERIFICATION || ever(r, ASPECT_LACKING, a->index, 1);
	case ASPECT_GROUP:
		return v->kind != VAR_VERIFICATION || ever(r, ASPECT_ROW, a->index, ROW_UNMET);
	case ASPECT_SERVED:
		return var != FACT_OFFICE;
	case ASPECT_LACKING: /* follow from the papers and groups */
	case ASPECT_ROW:
	case ASPECT_LATE:
	case ASPECT_WHEN:
		return false;
	default:
		return true;
	}
}

static void find_live(struct reference *r)
{
	const struct item *it = r->item;

	for (size_t i = 0; i < r->n_axes; i++) {
		int var = r->axes[i].var;
		const struct var *v = &it->vars[var];
		for (size_t k = 0; k < r->n_aspects; k++) {
			const struct aspect *a = &r->aspects[k];
			if (!v->optional && (a->flips >> i & 1) && matters(r, a, v, var))
				r->verdict.live[var] = true;
		}
		if ((v->kind == VAR_CONDITION || v->kind == VAR_PROHIBITION) &&
		    ever(r, ASPECT_WHEN, var, 1))
			r->verdict.live[var] = true;
	}
}

/* Questions come before conditions and prohibitions, those surely asked before others. */
static void find_next(struct reference *r)
{
	int best = -1, best_rank = 4;

	for (size_t i = 0; i < r->item->n_vars; i++) {
		enum var_kind kind = r->item->vars[i].kind;
		bool late = kind == VAR_CONDITION || kind == VAR_PROHIBITION;
		int rank = (always(r, ASPECT_WHEN, (int)i, 1) ? 0 : 2) + late;
		if (r->verdict.live[i] && rank < best_rank) {
			best = (int)i;
			best_rank = rank;
		}
	}
	r->verdict.next_question = best == FACT_AGE ? FACT_BIRTH : best;
}

static void find_needs(struct reference *r)
{
	const struct item *it = r->item;
	struct verdict *v = &r->verdict;

	for (size_t i = 0; i < it->n_papers; i++) {
		unsigned seen = find(r, ASPECT_PAPER, (int)i)->seen;
		v->paper_need[i] = seen == 1u << ASK_NO	      ? NEED_NO
				   : seen == 1u << ASK_YES    ? NEED_YES
				   : seen == 1u << ASK_EXEMPT ? NEED_EXEMPT
							      : NEED_DEPENDS;
	}
	for (size_t i = 0; i < it->n_demands; i++) {
		unsigned seen = find(r, ASPECT_ROW, (int)i)->seen;
		unsigned asked = 1u << ROW_MET | 1u << ROW_UNMET;
		v->demand_met[i] = !(seen & 1u << ROW_UNMET);
		v->demand_need[i] = seen == 1u << ROW_ABSENT   ? NEED_NO
				    : seen == 1u << ROW_EXEMPT ? NEED_EXEMPT
				    : seen & ~asked	       ? NEED_DEPENDS
							       : NEED_YES;
	}
	for (size_t i = 0; i < it->n_limits; i++)
		v->limits[i] = always(r, ASPECT_LIMIT, (int)i, 1)   ? TRI_TRUE
			       : always(r, ASPECT_LIMIT, (int)i, 0) ? TRI_FALSE
								    : TRI_UNKNOWN;
}

/* ---- the reasons ---- */

static struct verdict_reason *add(struct reference *r, enum reason_code code, int node, int index)
{
	struct verdict *v = &r->verdict;

	v->reasons = xreallocarray(v->reasons, v->n_reasons + 1, sizeof(*v->reasons));
	v->reasons[v->n_reasons] = (struct verdict_reason){
		.code = code, .node = node, .index = index, .unfit = UNFITS, .until = DATE_NONE};
	return &v->reasons[v->n_reasons++];
}

static void add_term(struct reference *r, date_day on, date_day from, date_day to)
{
	if (from != DATE_NONE && on < from)
		add(r, REASON_NOT_YET, NODE_NONE, -1)->until = from;
	if (to != DATE_NONE && on > to)
		add(r, REASON_EXPIRED, NODE_NONE, -1);
}

static bool accepted_on(const struct day_window *w, date_day d)
{
	int day = date_split(d).day;

	return w->first <= w->last ? w->first <= day && day <= w->last
				   : !(w->last < day && day < w->first);
}

static void add_bars(struct reference *r, date_day on, const struct calendar *cal)
{
	const struct item *it = r->item;

	for (size_t i = 0; i < it->n_prohibitions; i++) {
		if (always(r, ASPECT_PROHIBITION, (int)i, 1))
			add(r, REASON_PROHIBITED, NODE_PROHIBITION, (int)i);
	}
	add_term(r, on, it->effective_from, it->effective_to);
	if (always(r, ASPECT_TERM, -1, 1))
		add_term(r, on, it->validity.from, it->validity.to);
	if (it->window.given && !accepted_on(&it->window, on)) {
		date_day next = on + 1;
		while (!accepted_on(&it->window, next) || !calendar_is_working(cal, next))
			next++;
		add(r, REASON_OUTSIDE_DAYS, NODE_NONE, -1)->until = next;
	}
	if (always(r, ASPECT_SERVED, -1, 0))
		add(r, REASON_NOT_HERE, -1, -1);
	if (it->filing_none)
		add(r, REASON_NOTHING_TO_FILE, NODE_NONE, -1);
}

static void add_rule_reasons(struct reference *r)
{
	const struct item *it = r->item;

	for (size_t i = 0; i < it->n_conditions; i++) {
		if (always(r, ASPECT_CONDITION, (int)i, 1))
			add(r,
			    it->conditions[i].fails_as_missing ? REASON_CONDITION
							       : REASON_INELIGIBLE,
			    NODE_CONDITION, (int)i);
	}
	for (size_t i = 0; i < it->n_vars; i++) {
		int node = NODE_VAR, index = (int)i;
		for (size_t k = 0; k < it->n_conditions; k++) {
			if (it->conditions[k].var == (int)i) {
				node = NODE_CONDITION;
				index = (int)k;
			}
		}
		for (size_t k = 0; k < it->n_prohibitions; k++) {
			if (it->prohibitions[k].var == (int)i) {
				node = NODE_PROHIBITION;
				index = (int)k;
			}
		}
		if (r->verdict.live[i])
			add(r, REASON_OPEN, node, index);
	}
}

static date_day last_day(const struct paper *p, date_day on, const struct calendar *cal)
{
	switch (p->defer_unit) {
	case UNIT_WORKING:
		return calendar_after(cal, on, p->defer_days).due;
	case UNIT_CALENDAR:
		return on + p->defer_days;
	case UNIT_MONTH:
		return date_add_months(on, p->defer_days);
	case UNIT_AT_ONCE:
		break;
	}
	return on;
}

static void add_paper_reasons(struct reference *r, const struct intake *in,
			      const struct calendar *cal)
{
	const struct item *it = r->item;

	for (size_t i = 0; i < it->n_papers; i++) {
		const struct paper *p = &it->papers[i];
		bool unfit = in->marks[i].state == PAPER_UNFIT;
		if (!always(r, ASPECT_LACKING, (int)i, 1))
			continue;
		struct verdict_reason *v = add(r,
					       p->deferrable ? REASON_DEFERRABLE
					       : unfit	     ? REASON_UNFIT
							     : REASON_MISSING,
					       NODE_PAPER, (int)i);
		if (p->deferrable)
			v->until = last_day(p, (date_day)in->values[FACT_ON].a, cal);
		if (unfit)
			v->unfit = in->marks[i].unfit;
	}
}

static void add_unfit_alternatives(struct reference *r, int row, const struct intake *in)
{
	const struct demand *d = &r->item->demands[row];

	if (d->kind == DEMAND_PAPER && r->verdict.demand_need[row] == NEED_YES &&
	    in->marks[d->paper].state == PAPER_UNFIT)
		add(r, REASON_UNFIT, NODE_PAPER, d->paper)->unfit = in->marks[d->paper].unfit;
	for (size_t i = 0; i < d->count; i++)
		add_unfit_alternatives(r, r->item->children[d->first + i], in);
}

static void add_group_reasons(struct reference *r, const struct intake *in)
{
	for (size_t i = 0; i < r->n_aspects; i++) {
		const struct aspect *a = &r->aspects[i];
		if (a->kind != ASPECT_LATE)
			continue;
		if (a->seen == 1u << LATE_FOLLOWS)
			add(r, REASON_DEFERRABLE, NODE_DEMAND, a->index);
		if (a->seen == 1u << LATE_NEVER) {
			add(r, REASON_MISSING_ANY, NODE_DEMAND, a->index);
			add_unfit_alternatives(r, a->index, in);
		}
	}
}

static enum outcome outcome_of(enum reason_code code)
{
	switch (code) {
	case REASON_PROHIBITED:
		return OUTCOME_PROHIBITED;
	case REASON_INELIGIBLE:
		return OUTCOME_INELIGIBLE;
	case REASON_NOT_YET:
	case REASON_EXPIRED:
		return OUTCOME_EXPIRED;
	case REASON_OUTSIDE_DAYS:
	case REASON_NOT_HERE:
	case REASON_NOTHING_TO_FILE:
		return OUTCOME_CLOSED;
	case REASON_OPEN:
		return OUTCOME_UNDECIDED;
	case REASON_DEFERRABLE:
		return OUTCOME_DEFER;
	case REASON_RECHECK:
		return OUTCOME_ACCEPT;
	default:
		return OUTCOME_MISSING;
	}
}

const struct verdict *reference_run(struct reference *r, const struct intake *in,
				    const struct calendar *cal, size_t most)
{
	const struct item *it = r->item;
	struct verdict *v = &r->verdict;

	if (!table_fill(r, in, most))
		return NULL;
	v->n_reasons = 0;
	memset(v->live, 0, it->n_vars * sizeof(*v->live));
	find_live(r);
	find_next(r);
	find_needs(r);
	add_bars(r, (date_day)in->values[FACT_ON].a, cal);
	add_rule_reasons(r);
	add_paper_reasons(r, in, cal);
	add_group_reasons(r, in);
	for (size_t i = 0; i < it->n_verifications; i++) {
		const struct value *given = &in->values[it->verifications[i].var];
		if (given->state == VALUE_KNOWN && given->a == VERIFIED_UNAVAILABLE &&
		    always(r, ASPECT_WHEN, it->verifications[i].var, 1))
			add(r, REASON_RECHECK, NODE_VAR, it->verifications[i].var);
	}
	v->outcome = OUTCOME_ACCEPT;
	for (size_t i = 0; i < v->n_reasons; i++) {
		if (outcome_of(v->reasons[i].code) < v->outcome)
			v->outcome = outcome_of(v->reasons[i].code);
	}
	return v;
}
