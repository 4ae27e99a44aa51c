/* SPDX-License-Identifier: Apache-2.0
 *
 * One run of the engine: take what is known, evaluate the graph once, read off
 * needs and states, sharpen what is still open (only then), order the reasons,
 * and the first of them is the outcome.
 */
#include "guide/check.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "guide/check_work.h"

void intake_init(struct intake *in, const struct item *it)
{
	in->values = xcalloc(it->n_vars, sizeof(*in->values));
	in->marks = xcalloc(it->n_papers + 1, sizeof(*in->marks));
	in->values[FACT_CHANNEL] = (struct value){.state = VALUE_KNOWN, .a = CHANNEL_WINDOW};
}

void intake_done(struct intake *in)
{
	free(in->values);
	free(in->marks);
	*in = (struct intake){0};
}

/* ---- making one ---- */

static void order_rows(struct check *c, int row, size_t *n)
{
	const struct demand *d = &c->item->demands[row];

	for (size_t i = 0; i < d->count; i++)
		order_rows(c, c->item->children[d->first + i], n);
	c->work->rows[(*n)++] = row;
}

/* Papers outside an `any` once each, outermost groups, as they stand in the file. */
static void order_asks(struct check *c, int row, bool *listed)
{
	struct check_work *w = c->work;
	const struct demand *d = &c->item->demands[row];

	if (d->kind == DEMAND_ANY) {
		w->asks[w->n_asks++] = (struct ask){.paper = -1, .demand = row};
	} else if (d->kind == DEMAND_PAPER && !listed[d->paper]) {
		listed[d->paper] = true;
		w->asks[w->n_asks++] = (struct ask){.paper = d->paper, .demand = -1};
	} else if (d->kind == DEMAND_ALL) {
		for (size_t i = 0; i < d->count; i++)
			order_asks(c, c->item->children[d->first + i], listed);
	}
}

static void order_vars(struct check *c)
{
	const struct item *it = c->item;
	size_t n = 0;

	for (int late = 0; late < 2; late++) {
		for (size_t i = 0; i < it->n_vars; i++) {
			enum var_kind kind = it->vars[i].kind;
			if ((kind == VAR_CONDITION || kind == VAR_PROHIBITION) == (bool)late)
				c->work->var_order[n++] = (int)i;
		}
	}
}

static uint64_t row_offices(const struct item *it, const struct channel_row *r)
{
	const struct var *office = &it->vars[FACT_OFFICE];
	uint64_t mask = 0;

	for (size_t i = 0; i < r->n_places; i++) {
		for (size_t j = 0; r->places[i].office && j < office->n_values && j < 64; j++) {
			if (strcmp(r->places[i].office, office->values[j].id) == 0)
				mask |= UINT64_C(1) << j;
		}
	}
	return mask;
}

static void make_work(struct check *c)
{
	const struct item *it = c->item;
	struct check_work *w = c->work = xcalloc(1, sizeof(*w));
	struct arena *a = &w->arena;
	size_t n = 0;

	eval_init(&w->eval, it, a);
	c->truths = w->eval.truths;
	w->asks = arena_array(a, it->n_demands + 1, sizeof(*w->asks));
	w->rows = arena_array(a, it->n_demands + 1, sizeof(*w->rows));
	w->var_order = arena_array(a, it->n_vars, sizeof(*w->var_order));
	w->offices = arena_array(a, it->n_channels + 1, sizeof(*w->offices));
	w->paper_needs = arena_array(a, it->n_papers + 1, 1);
	w->demand_states = arena_array(a, it->n_demands + 1, 1);
	w->waits = arena_array(a, it->n_limits + 1, sizeof(*w->waits));
	if (it->n_demands > 0) {
		order_rows(c, 0, &n);
		order_asks(c, 0, arena_array(a, it->n_papers + 1, sizeof(bool)));
	}
	order_vars(c);
	for (size_t i = 0; i < it->n_channels; i++)
		w->offices[i] = row_offices(it, &it->channels[i]);
	for (size_t i = 0; i < it->n_limits; i++) {
		if (it->limits[i].start == START_ANSWER)
			w->waits[i] = arena_printf(a, "待「%s」确定",
						   it->vars[it->limits[i].start_var].text);
	}
	effects_build(c);
	w->exact = exact_new(it, w->n_roots);
}

/* An upper bound: every rule, paper, group and variable speaks at most twice. */
static size_t max_reasons(const struct item *it)
{
	return 8 + 2 * (it->n_vars + it->n_conditions + it->n_prohibitions + it->n_papers +
			it->n_demands + it->n_verifications);
}

struct check *check_new(const struct item *it)
{
	struct check *c = xcalloc(1, sizeof(*c));

	for (size_t i = 0; i < it->n_vars; i++)
		assert(it->nodes[it->vars[i].value].op == OP_VAR);
	c->item = it;
	c->paper_need = xcalloc(it->n_papers + 1, sizeof(*c->paper_need));
	c->paper_on = xcalloc(it->n_papers + 1, sizeof(*c->paper_on));
	c->demand_need = xcalloc(it->n_demands + 1, sizeof(*c->demand_need));
	c->demand_on = xcalloc(it->n_demands + 1, sizeof(*c->demand_on));
	c->demand_met = xcalloc(it->n_demands + 1, sizeof(*c->demand_met));
	c->live = xcalloc(it->n_vars, sizeof(*c->live));
	c->reasons = xcalloc(max_reasons(it), sizeof(*c->reasons));
	c->dues = xcalloc(it->n_limits + 1, sizeof(*c->dues));
	make_work(c);
	return c;
}

void check_free(struct check *c)
{
	if (!c)
		return;
	exact_free(c->work->exact);
	arena_done(&c->work->arena);
	free(c->work);
	free(c->paper_need);
	free(c->paper_on);
	free(c->demand_need);
	free(c->demand_on);
	free(c->demand_met);
	free(c->live);
	free(c->reasons);
	free(c->dues);
	free(c);
}

const struct value *check_value(const struct check *c, int var)
{
	return eval_var(&c->work->eval, var);
}

/* ---- running ---- */

static bool anything_open(const struct check_work *w)
{
	const enum tri *t = w->eval.truths;
	unsigned open = 0;

	for (size_t i = 0; i < w->n_truths; i++)
		open |= t[w->truths[i]] == TRI_UNKNOWN;
	for (size_t i = 0; i < w->n_values; i++)
		open |= w->eval.results[w->values[i]].state == VALUE_OPEN;
	return open;
}

/* An open attested rule that may apply is always live. */
static void mark_rules_live(struct check *c)
{
	const struct item *it = c->item;

	for (size_t i = 0; i < it->n_conditions; i++) {
		const struct condition *d = &it->conditions[i];
		if (d->var >= 0 && c->work->eval.values[d->var].state == VALUE_OPEN &&
		    c->truths[d->when] != TRI_FALSE)
			c->live[d->var] = true;
	}
	for (size_t i = 0; i < it->n_prohibitions; i++) {
		const struct prohibition *p = &it->prohibitions[i];
		if (c->work->eval.values[p->var].state == VALUE_OPEN &&
		    c->truths[p->when] != TRI_FALSE)
			c->live[p->var] = true;
	}
}

static enum need need_of_paper(unsigned mask)
{
	switch (mask) {
	case PAPER_NO:
		return NEED_NO;
	case PAPER_ASKED:
		return NEED_YES;
	case PAPER_EXEMPT:
		return NEED_EXEMPT;
	default:
		return NEED_DEPENDS;
	}
}

static enum need need_of_demand(unsigned mask)
{
	if (mask == DEMAND_ABSENT)
		return NEED_NO;
	if (mask == DEMAND_EXEMPT)
		return NEED_EXEMPT;
	return mask & (DEMAND_ABSENT | DEMAND_EXEMPT) ? NEED_DEPENDS : NEED_YES;
}

static void write_needs(struct check *c)
{
	const struct item *it = c->item;
	const struct check_work *w = c->work;

	for (size_t i = 0; i < it->n_papers; i++)
		c->paper_need[i] = need_of_paper(w->paper_needs[i]);
	for (size_t i = 0; i < it->n_demands; i++) {
		c->demand_need[i] = need_of_demand(w->demand_states[i]);
		c->demand_met[i] = !(w->demand_states[i] & (DEMAND_UNMET | DEMAND_LATE));
	}
	c->materials_unstated = it->materials == STATED_NOT;
	for (size_t i = 0; i < it->n_demands; i++) {
		if (it->demands[i].kind == DEMAND_UNSTATED &&
		    c->truths[it->demands[i].when] == TRI_TRUE)
			c->materials_unstated = true;
	}
}

/* As they are asked; one whose gate is not certain only if there is no other. */
static int first_live(const struct check *c)
{
	int fallback = -1;

	for (size_t i = 0; i < c->item->n_vars; i++) {
		int var = c->work->var_order[i];
		if (!c->live[var])
			continue;
		if (c->truths[c->item->vars[var].when] == TRI_TRUE)
			return var;
		if (fallback < 0)
			fallback = var;
	}
	return fallback;
}

/* An age is asked for by the birth date it follows from. */
static int first_question(const struct check *c)
{
	int var = first_live(c);

	return var == FACT_AGE ? FACT_BIRTH : var;
}

void check_run(struct check *c, const struct intake *in, const struct calendar *cal)
{
	const struct item *it = c->item;
	struct check_work *w = c->work;

	assert(in->values[FACT_ON].state == VALUE_KNOWN);
	w->given = in->values;
	w->marks = in->marks;
	w->on = (date_day)in->values[FACT_ON].a;
	w->cal = cal;
	c->provisional = false;
	eval_take(&w->eval, in->values);
	eval_all(&w->eval);
	for (size_t i = 0; i < it->n_papers; i++) {
		w->paper_needs[i] = (uint8_t)paper_need_mask(c, (int)i);
		c->paper_on[i] = -1;
	}
	memset(w->demand_states, 0xff, it->n_demands);
	demand_states_narrow(c, w->demand_states);
	for (size_t i = 0; i < it->n_demands; i++)
		c->demand_on[i] = -1;
	w->channels = (uint8_t)channels_mask(c);
	memset(c->live, 0, it->n_vars * sizeof(*c->live));
	if (anything_open(w)) {
		exact_run(c);
		for (size_t i = 0; i < it->n_papers; i++) /* by what was learnt on others */
			w->paper_needs[i] &= (uint8_t)paper_need_mask(c, (int)i);
		w->channels &= (uint8_t)channels_mask(c);
		demand_states_narrow(c, w->demand_states);
		mark_rules_live(c);
		c->next_question = first_question(c);
	} else {
		c->next_question = -1;
	}
	write_needs(c);
	reasons_build(c);
}
