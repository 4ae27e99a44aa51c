/* SPDX-License-Identifier: Apache-2.0
 *
 * Every certain blocker as a reason, outcome by outcome and in the order of the
 * file; the first reason is the outcome.
 */
#include "guide/check_work.h"

enum { ALTERNATIVES_LOOKED_AT = 256, OPENING_WITHIN = 400 };

static struct reason *add(struct check *c, enum reason_code code, int node, int index)
{
	struct reason *r = &c->reasons[c->n_reasons++];

	*r = (struct reason){.code = code, .index = index, .unfit = UNFITS, .until = DATE_NONE};
	r->node = node;
	return r;
}

/* ---- the bars ---- */

static void add_prohibitions(struct check *c)
{
	const struct item *it = c->item;

	for (size_t i = 0; i < it->n_prohibitions; i++) {
		const struct prohibition *p = &it->prohibitions[i];
		const struct value *v = check_value(c, p->var);
		if (v->state != VALUE_KNOWN || v->a != PROHIBITION_YES ||
		    c->truths[p->when] != TRI_TRUE)
			continue;
		if (p->lifted_by_paper < 0 || paper_state(c, p->lifted_by_paper) != DEMAND_MET)
			add(c, REASON_PROHIBITED, NODE_PROHIBITION, (int)i);
	}
}

static void add_conditions(struct check *c, bool missing)
{
	const struct item *it = c->item;

	for (size_t i = 0; i < it->n_conditions; i++) {
		const struct condition *d = &it->conditions[i];
		if (d->fails_as_missing == missing && c->truths[d->when] == TRI_TRUE &&
		    c->truths[d->test] == TRI_FALSE)
			add(c, missing ? REASON_CONDITION : REASON_INELIGIBLE, NODE_CONDITION,
			    (int)i);
	}
}

static void add_term(struct check *c, date_day from, date_day to)
{
	if (from != DATE_NONE && c->work->on < from)
		add(c, REASON_NOT_YET, NODE_NONE, -1)->until = from;
	if (to != DATE_NONE && c->work->on > to)
		add(c, REASON_EXPIRED, NODE_NONE, -1);
}

static bool is_open_day(const struct day_window *w, date_day d)
{
	int day = date_split(d).day;

	if (w->first <= w->last)
		return day >= w->first && day <= w->last;
	return day >= w->first || day <= w->last;
}

static date_day next_open_day(const struct check *c)
{
	const struct check_work *w = c->work;

	if (!w->cal)
		return DATE_NONE;
	for (date_day d = w->on + 1; d <= w->on + OPENING_WITHIN; d++) {
		if (is_open_day(&c->item->window, d) && calendar_is_working(w->cal, d))
			return d;
	}
	return DATE_NONE;
}

/* The row that tells where to go: the same channel elsewhere, else the first other. */
static int serving_row(const struct check *c)
{
	const struct value *channel = check_value(c, FACT_CHANNEL);
	int other = -1;

	for (size_t i = 0; i < c->item->n_channels; i++) {
		const struct channel_row *r = &c->item->channels[i];
		if (c->truths[r->when] == TRI_FALSE)
			continue;
		if (channel->state == VALUE_KNOWN && channel->a == r->kind)
			return (int)i;
		if (other < 0)
			other = (int)i;
	}
	return other;
}

static void add_closed(struct check *c)
{
	const struct check_work *w = c->work;

	if (c->item->window.given && !is_open_day(&c->item->window, w->on)) {
		struct reason *r = add(c, REASON_OUTSIDE_DAYS, NODE_NONE, -1);
		r->until = next_open_day(c);
		if (r->until != DATE_NONE && !calendar_knows(w->cal, date_split(r->until).year))
			c->provisional = true;
	}
	if (w->channels == NOT_SERVED) {
		int row = serving_row(c);
		add(c, REASON_NOT_HERE, row < 0 ? NODE_NONE : NODE_CHANNEL, row);
	}
	if (c->item->filing_none)
		add(c, REASON_NOTHING_TO_FILE, NODE_NONE, -1);
}

/* ---- papers ---- */

static int node_of_var(const struct check *c, int var, int *index)
{
	const struct item *it = c->item;

	*index = var;
	for (size_t i = 0; it->vars[var].kind == VAR_CONDITION && i < it->n_conditions; i++) {
		if (it->conditions[i].var == var) {
			*index = (int)i;
			return NODE_CONDITION;
		}
	}
	for (size_t i = 0; it->vars[var].kind == VAR_PROHIBITION && i < it->n_prohibitions; i++) {
		if (it->prohibitions[i].var == var) {
			*index = (int)i;
			return NODE_PROHIBITION;
		}
	}
	return NODE_VAR;
}

static void add_open(struct check *c)
{
	for (size_t i = 0; i < c->item->n_vars; i++) {
		int var = c->work->var_order[i], index;
		if (!c->live[var])
			continue;
		int node = node_of_var(c, var, &index);
		add(c, REASON_OPEN, node, index);
	}
}

static void fill_paper(const struct check *c, struct reason *r, int paper)
{
	const struct paper *p = &c->item->papers[paper];
	const struct paper_mark *m = &c->work->marks[paper];

	if (m->state == PAPER_UNFIT)
		r->unfit = m->unfit;
	if (m->rows > 0) {
		r->rows = m->rows;
		r->rows_ok = m->rows_ok;
		r->gaps = m->gaps;
	} else if (p->per >= 0 && check_value(c, p->per)->state == VALUE_KNOWN) {
		r->rows = (int)check_value(c, p->per)->a;
		r->rows_ok = m->rows_ok;
	}
}

static void add_paper(struct check *c, int paper, bool deferrable)
{
	const struct paper *p = &c->item->papers[paper];
	bool unfit = c->work->marks[paper].state == PAPER_UNFIT;

	if (p->deferrable != deferrable || c->paper_need[paper] != NEED_YES ||
	    (paper_state(c, paper) & DEMAND_MET))
		return;
	struct reason *r = add(c,
			       deferrable ? REASON_DEFERRABLE
			       : unfit	  ? REASON_UNFIT
					  : REASON_MISSING,
			       NODE_PAPER, paper);
	fill_paper(c, r, paper);
	if (deferrable)
		r->until =
			days_after(c, c->work->on, p->defer_days, p->defer_unit, &c->provisional);
}

/* The last day for what this alternative lacks; false when some of it may not follow. */
static bool alternative_until(struct check *c, const int *papers, date_day *until)
{
	*until = DATE_NONE;
	for (; *papers >= 0; papers++) {
		const struct paper *p = &c->item->papers[*papers];
		if (paper_state(c, *papers) & DEMAND_MET)
			continue;
		if (!p->deferrable)
			return false;
		date_day d =
			days_after(c, c->work->on, p->defer_days, p->defer_unit, &c->provisional);
		if (*until == DATE_NONE || (d != DATE_NONE && d < *until))
			*until = d;
	}
	return true;
}

/* Of the first alternative that may follow. */
static date_day group_until(struct check *c, int row)
{
	size_t n = alternative_count(c, row);
	date_day until = DATE_NONE;

	for (size_t i = 0; i < n && i < ALTERNATIVES_LOOKED_AT; i++) {
		int papers[ALTERNATIVE_PAPERS];
		alternative_pick(c, row, i, papers);
		if (alternative_until(c, papers, &until))
			return until;
	}
	return DATE_NONE;
}

static void add_unfit_below(struct check *c, int row)
{
	const struct demand *d = &c->item->demands[row];

	if (d->kind == DEMAND_PAPER && c->demand_need[row] == NEED_YES &&
	    c->work->marks[d->paper].state == PAPER_UNFIT)
		fill_paper(c, add(c, REASON_UNFIT, NODE_PAPER, d->paper), d->paper);
	for (size_t i = 0; i < d->count; i++)
		add_unfit_below(c, c->item->children[d->first + i]);
}

static void add_group(struct check *c, int row, bool deferrable)
{
	unsigned state = c->work->demand_states[row];

	if (deferrable && state == DEMAND_LATE) {
		add(c, REASON_DEFERRABLE, NODE_DEMAND, row)->until = group_until(c, row);
	} else if (!deferrable && state == DEMAND_UNMET) {
		add(c, REASON_MISSING_ANY, NODE_DEMAND, row);
		add_unfit_below(c, row);
	}
}

static void add_papers(struct check *c, bool deferrable)
{
	const struct check_work *w = c->work;

	for (size_t i = 0; i < w->n_asks; i++) {
		if (w->asks[i].demand >= 0)
			add_group(c, w->asks[i].demand, deferrable);
		else
			add_paper(c, w->asks[i].paper, deferrable);
	}
}

static void add_rechecks(struct check *c)
{
	const struct item *it = c->item;

	for (size_t i = 0; i < it->n_verifications; i++) {
		int var = it->verifications[i].var;
		if (c->work->given[var].state == VALUE_KNOWN &&
		    c->work->given[var].a == VERIFIED_UNAVAILABLE &&
		    check_value(c, var)->state == VALUE_KNOWN)
			add(c, REASON_RECHECK, NODE_VAR, var);
	}
}

static enum outcome outcome_of(enum reason_code code)
{
	static const enum outcome outcomes[REASON_CODES] = {
		[REASON_PROHIBITED] = OUTCOME_PROHIBITED,  [REASON_INELIGIBLE] = OUTCOME_INELIGIBLE,
		[REASON_NOT_YET] = OUTCOME_EXPIRED,	   [REASON_EXPIRED] = OUTCOME_EXPIRED,
		[REASON_OUTSIDE_DAYS] = OUTCOME_CLOSED,	   [REASON_NOT_HERE] = OUTCOME_CLOSED,
		[REASON_NOTHING_TO_FILE] = OUTCOME_CLOSED, [REASON_OPEN] = OUTCOME_UNDECIDED,
		[REASON_CONDITION] = OUTCOME_MISSING,	   [REASON_MISSING] = OUTCOME_MISSING,
		[REASON_MISSING_ANY] = OUTCOME_MISSING,	   [REASON_UNFIT] = OUTCOME_MISSING,
		[REASON_DEFERRABLE] = OUTCOME_DEFER,	   [REASON_RECHECK] = OUTCOME_ACCEPT,
	};

	return outcomes[code];
}

void reasons_build(struct check *c)
{
	const struct item *it = c->item;

	c->n_reasons = 0;
	add_prohibitions(c);
	add_conditions(c, false);
	add_term(c, it->effective_from, it->effective_to);
	if (c->truths[it->validity.when] == TRI_TRUE)
		add_term(c, it->validity.from, it->validity.to);
	add_closed(c);
	if (c->next_question >= 0)
		add_open(c);
	add_conditions(c, true);
	add_papers(c, false);
	add_papers(c, true);
	add_rechecks(c);
	c->outcome = c->n_reasons ? outcome_of(c->reasons[0].code) : OUTCOME_ACCEPT;
}

static bool goes_elsewhere(enum reason_code code)
{
	return code == REASON_NOT_HERE || code == REASON_NOTHING_TO_FILE;
}

enum reason_code check_guidance(const struct check *c)
{
	for (size_t i = 0; i < c->n_reasons; i++)
		if (goes_elsewhere(c->reasons[i].code))
			return c->reasons[i].code;
	return c->outcome == OUTCOME_CLOSED ? REASON_OUTSIDE_DAYS : REASON_CODES;
}

bool check_goes_elsewhere(const struct check *c)
{
	return goes_elsewhere(check_guidance(c));
}

date_day check_window_end(const struct check *c, date_day from, bool *provisional)
{
	const struct day_window *w = &c->item->window;
	date_day last = DATE_NONE;

	*provisional = false;
	if (from == DATE_NONE || !w->given || !c->work->cal)
		return DATE_NONE;
	for (date_day d = from; d < from + OPENING_WITHIN && is_open_day(w, d); d++)
		if (calendar_is_working(c->work->cal, d))
			last = d;
	*provisional = last != DATE_NONE && !calendar_knows(c->work->cal, date_split(last).year);
	return last;
}
