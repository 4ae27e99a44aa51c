/* SPDX-License-Identifier: Apache-2.0
 *
 * What answers can have an effect on: papers, `any` groups, conditions,
 * prohibitions, limits, channels, parts of the form. Listed once per item with
 * the nodes each is computed from; then read off the truths, either as masks of
 * what is still possible or, under a full completion, as one signature.
 */
#include <string.h>

#include "guide/check_work.h"

/* ---- reading ---- */

static bool may_be_zero(const struct check *c, int var)
{
	return c->item->vars[var].min <= 0;
}

/* ABSENT: asked for once per row, and there are no rows. */
unsigned paper_state(const struct check *c, int paper)
{
	const struct paper *p = &c->item->papers[paper];
	const struct paper_mark *m = &c->work->marks[paper];
	bool ok = m->state == PAPER_OK;

	if (p->per < 0)
		return ok ? DEMAND_MET : DEMAND_UNMET;
	const struct value *rows = eval_var(&c->work->eval, p->per);
	if (rows->state == VALUE_KNOWN && rows->a <= 0)
		return DEMAND_ABSENT;
	unsigned none = rows->state == VALUE_OPEN && may_be_zero(c, p->per) ? DEMAND_ABSENT : 0;
	if (!ok)
		return DEMAND_UNMET | none;
	if (m->rows_ok == 0)
		return DEMAND_MET | none;
	if (rows->state == VALUE_OPEN)
		return DEMAND_MET | DEMAND_UNMET | none;
	int64_t wanted = rows->state == VALUE_KNOWN ? rows->a : 1;
	return m->rows_ok >= wanted ? DEMAND_MET : DEMAND_UNMET;
}

static unsigned count_mask(const struct check *c, const struct paper *p)
{
	if (p->per < 0)
		return PAPER_ASKED;
	const struct value *rows = eval_var(&c->work->eval, p->per);
	if (rows->state == VALUE_KNOWN)
		return rows->a > 0 ? PAPER_ASKED : PAPER_NO;
	if (rows->state == VALUE_OPEN && may_be_zero(c, p->per))
		return PAPER_ASKED | PAPER_NO;
	return PAPER_ASKED;
}

unsigned paper_need_mask(const struct check *c, int paper)
{
	const struct paper *p = &c->item->papers[paper];
	enum tri asked = c->work->eval.truths[p->asked], listed = c->work->eval.truths[p->listed];
	unsigned mask = 0;

	if (asked != TRI_FALSE)
		mask |= count_mask(c, p);
	if (asked != TRI_TRUE) {
		if (listed != TRI_TRUE)
			mask |= PAPER_NO;
		if (listed != TRI_FALSE && p->exempt_by >= 0)
			mask |= PAPER_EXEMPT;
	}
	return mask ? mask : PAPER_NO;
}

static unsigned row_mask(const struct check *c, int paper)
{
	unsigned mask = paper_state(c, paper);

	if ((mask & DEMAND_UNMET) && c->item->papers[paper].deferrable)
		mask ^= DEMAND_UNMET | DEMAND_LATE;
	return mask;
}

/* A paper's row where it is asked for at all. */
static unsigned leaf_state(const struct check *c, int paper)
{
	const struct paper *p = &c->item->papers[paper];

	if (p->exempt_by < 0)
		return row_mask(c, paper);
	const struct value *v = eval_var(&c->work->eval, p->exempt_by);
	if (v->state == VALUE_KNOWN && v->a)
		return DEMAND_EXEMPT;
	unsigned otherwise = p->exempt_else_required ? row_mask(c, paper) : DEMAND_ABSENT;
	return v->state == VALUE_OPEN ? DEMAND_EXEMPT | otherwise : otherwise;
}

/* Of two children, the state that decides: `any` takes the best, `all` the worst. */
static unsigned combine_masks(unsigned x, unsigned y, bool any)
{
	static const unsigned of_any[] = {DEMAND_ABSENT, DEMAND_UNMET, DEMAND_LATE, DEMAND_EXEMPT,
					  DEMAND_MET};
	static const unsigned of_all[] = {DEMAND_ABSENT, DEMAND_EXEMPT, DEMAND_MET, DEMAND_LATE,
					  DEMAND_UNMET};
	const unsigned *order = any ? of_any : of_all;
	unsigned mask = 0, x_low = 0, y_low = 0;

	for (int i = 0; i < 5; i++) {
		x_low |= x & order[i];
		y_low |= y & order[i];
		if (((x & order[i]) && y_low) || ((y & order[i]) && x_low))
			mask |= order[i];
	}
	return mask;
}

static void fill_combined(struct check_work *w)
{
	for (unsigned any = 0; any < 2; any++) {
		for (unsigned x = 0; x < DEMAND_MASKS; x++) {
			for (unsigned y = 0; y < DEMAND_MASKS; y++)
				w->combined[any][x][y] = (uint8_t)combine_masks(x, y, any);
		}
	}
}

static inline unsigned combine(const struct check *c, unsigned x, unsigned y, bool any)
{
	return c->work->combined[any][x][y];
}

static unsigned demand_mask(const struct check *c, int row, const uint8_t *states)
{
	const struct item *it = c->item;
	const struct demand *d = &it->demands[row];
	enum tri when = c->work->eval.truths[d->when];
	unsigned mask = DEMAND_ABSENT;

	if (when == TRI_FALSE)
		return DEMAND_ABSENT;
	if (d->kind == DEMAND_PAPER)
		mask = leaf_state(c, d->paper);
	else if (d->kind != DEMAND_UNSTATED) {
		for (size_t i = 0; i < d->count; i++)
			mask = combine(c, mask, states[it->children[d->first + i]],
				       d->kind == DEMAND_ANY);
	}
	return when == TRI_UNKNOWN ? mask | DEMAND_ABSENT : mask;
}

void demand_states_narrow(const struct check *c, uint8_t *states)
{
	for (size_t i = 0; i < c->item->n_demands; i++) {
		int row = c->work->rows[i];
		states[row] &= (uint8_t)demand_mask(c, row, states);
	}
}

unsigned channels_mask(const struct check *c)
{
	const struct item *it = c->item;
	const struct eval *e = &c->work->eval;
	const struct value *channel = eval_var(e, FACT_CHANNEL), *office = eval_var(e, FACT_OFFICE);
	unsigned mask = NOT_SERVED;

	if (it->n_channels == 0)
		return SERVED; /* nothing is printed, so nothing can be refused */
	for (size_t i = 0; i < it->n_channels; i++) {
		const struct channel_row *r = &it->channels[i];
		uint64_t offices = c->work->offices[i];
		if (e->truths[r->when] == TRI_FALSE || !r->here ||
		    (channel->state == VALUE_KNOWN && channel->a != r->kind))
			continue;
		if (offices && office->state == VALUE_KNOWN && !(offices >> office->a & 1))
			continue;
		if (channel->state == VALUE_KNOWN && e->truths[r->when] == TRI_TRUE)
			return SERVED;
		mask |= SERVED;
	}
	return mask;
}

/* ---- signatures ---- */

static uint64_t mix(uint64_t h, uint64_t x)
{
	h ^= x;
	h *= UINT64_C(0x9E3779B97F4A7C15);
	return h ^ h >> 29;
}

/* The form, the seals and the number in which a paper is asked for. */
static uint64_t paper_details(const struct check *c, const struct paper *p)
{
	const enum tri *t = c->work->eval.truths;
	uint64_t h = 1;
	size_t form = 0;

	while (form < p->n_forms && t[p->forms[form].when] != TRI_TRUE)
		form++;
	h = mix(h, form);
	for (size_t i = 0; i < p->n_marks; i++)
		h = mix(h, t[p->marks[i].when]);
	if (p->per >= 0) {
		const struct value *rows = eval_var(&c->work->eval, p->per);
		h = mix(mix(h, rows->state), (uint64_t)rows->a);
	}
	return h;
}

static uint64_t group_signature(const struct check *c, int row, unsigned *state, uint64_t h)
{
	const struct item *it = c->item;
	const struct demand *d = &it->demands[row];

	*state = DEMAND_ABSENT;
	h = mix(h, (uint64_t)row);
	if (c->work->eval.truths[d->when] == TRI_FALSE || d->kind == DEMAND_UNSTATED)
		return mix(h, 0);
	if (d->kind == DEMAND_PAPER) {
		*state = leaf_state(c, d->paper);
		bool asked = *state & (DEMAND_MET | DEMAND_UNMET | DEMAND_LATE);
		h = mix(h, asked ? DEMAND_UNMET : *state);
		return asked ? mix(h, paper_details(c, &it->papers[d->paper])) : h;
	}
	for (size_t i = 0; i < d->count; i++) {
		unsigned child;
		h = group_signature(c, it->children[d->first + i], &child, h);
		*state = combine(c, *state, child, d->kind == DEMAND_ANY);
	}
	return h;
}

static bool condition_fails(const struct check *c, const struct condition *d)
{
	const enum tri *t = c->work->eval.truths;

	return t[d->when] == TRI_TRUE && t[d->test] == TRI_FALSE;
}

static bool prohibition_bars(const struct check *c, const struct prohibition *p)
{
	const struct value *v = eval_var(&c->work->eval, p->var);

	return c->work->eval.truths[p->when] == TRI_TRUE && v->state == VALUE_KNOWN &&
	       v->a == PROHIBITION_YES &&
	       (p->lifted_by_paper < 0 || paper_state(c, p->lifted_by_paper) != DEMAND_MET);
}

uint64_t effect_signature(const struct check *c, const struct effect *e, unsigned *state)
{
	const struct item *it = c->item;
	const struct eval *v = &c->work->eval;

	switch (e->kind) {
	case EFFECT_PAPER:
		*state = paper_need_mask(c, e->index);
		return *state == PAPER_ASKED ? paper_details(c, &it->papers[e->index]) : *state;
	case EFFECT_GROUP:
		return group_signature(c, e->index, state, 0);
	case EFFECT_CONDITION:
		*state = condition_fails(c, &it->conditions[e->index]) ? RULE_BROKEN : RULE_KEPT;
		return *state;
	case EFFECT_PROHIBITION:
		*state = prohibition_bars(c, &it->prohibitions[e->index]) ? RULE_BROKEN : RULE_KEPT;
		return *state;
	case EFFECT_CHANNELS:
		*state = channels_mask(c) == SERVED ? SERVED : NOT_SERVED;
		return *state;
	case EFFECT_LIMIT: {
		const struct limit *l = &it->limits[e->index];
		*state = 1u << v->truths[l->when];
		if (l->start != START_ANSWER || v->truths[l->when] != TRI_TRUE)
			return *state;
		const struct value *from = eval_var(v, l->start_var);
		return mix(mix(from->state, (uint64_t)from->a), (uint64_t)from->b);
	}
	case EFFECT_GATE:
		break;
	}
	bool shown = v->truths[e->gates[0]] == TRI_TRUE && v->truths[e->gates[1]] == TRI_TRUE;
	*state = shown ? 1u << v->truths[e->gates[2]] : 0;
	return *state;
}

/* ---- listing ---- */

static void add_root(struct check_work *w, expr_ref node)
{
	if (node == EXPR_TRUE)
		return;
	for (size_t i = w->effects[w->n_effects - 1].first; i < w->n_roots; i++) {
		if (w->roots[i] == node)
			return;
	}
	*ARENA_PUSH(&w->arena, w->roots, w->n_roots) = node;
}

static void begin(struct check_work *w, enum effect_kind kind, int index)
{
	*ARENA_PUSH(&w->arena, w->effects, w->n_effects) =
		(struct effect){.kind = kind, .index = index, .first = w->n_roots};
}

/* An effect that hangs on nothing is none. */
static void end(struct check_work *w)
{
	struct effect *e = &w->effects[w->n_effects - 1];

	e->count = w->n_roots - e->first;
	if (e->count == 0)
		w->n_effects--;
}

static void add_paper_roots(struct check *c, const struct paper *p)
{
	struct check_work *w = c->work;

	for (size_t i = 0; i < p->n_forms; i++)
		add_root(w, p->forms[i].when);
	for (size_t i = 0; i < p->n_marks; i++)
		add_root(w, p->marks[i].when);
	if (p->per >= 0)
		add_root(w, c->item->vars[p->per].value);
}

static void add_group_roots(struct check *c, int row)
{
	const struct item *it = c->item;
	const struct demand *d = &it->demands[row];

	add_root(c->work, d->when);
	if (d->kind == DEMAND_PAPER) {
		const struct paper *p = &it->papers[d->paper];
		if (p->exempt_by >= 0)
			add_root(c->work, it->vars[p->exempt_by].value);
		add_paper_roots(c, p);
	}
	for (size_t i = 0; i < d->count; i++)
		add_group_roots(c, it->children[d->first + i]);
}

/* Shown where `outer` and `inner` hold; then `required` counts. */
static void add_gate(struct check_work *w, expr_ref outer, expr_ref inner, expr_ref required)
{
	const expr_ref gates[3] = {outer, inner, required};

	for (size_t i = 0; i < w->n_effects; i++) {
		if (w->effects[i].kind == EFFECT_GATE &&
		    memcmp(w->effects[i].gates, gates, sizeof(gates)) == 0)
			return;
	}
	begin(w, EFFECT_GATE, -1);
	memcpy(w->effects[w->n_effects - 1].gates, gates, sizeof(gates));
	for (int i = 0; i < 3; i++)
		add_root(w, gates[i]);
	end(w);
}

static void add_form(struct check *c)
{
	const struct item *it = c->item;

	for (size_t i = 0; i < it->n_blocks; i++) {
		const struct block *b = &it->blocks[i];
		add_gate(c->work, b->when, EXPR_TRUE, EXPR_TRUE);
		for (size_t j = 0; j < b->count; j++) {
			const struct field *f = &it->fields[b->first + j];
			add_gate(c->work, b->when, f->when, f->required);
			for (int k = 0; k < f->n_columns; k++) {
				const struct field *col = &it->columns[f->first_column + k];
				add_gate(c->work, f->when, col->when, col->required);
			}
		}
	}
}

static void add_rules(struct check *c)
{
	const struct item *it = c->item;
	struct check_work *w = c->work;

	for (size_t i = 0; i < it->n_prohibitions; i++) {
		begin(w, EFFECT_PROHIBITION, (int)i);
		add_root(w, it->prohibitions[i].when);
		add_root(w, it->vars[it->prohibitions[i].var].value);
		end(w);
	}
	for (size_t i = 0; i < it->n_conditions; i++) {
		begin(w, EFFECT_CONDITION, (int)i);
		add_root(w, it->conditions[i].when);
		add_root(w, it->conditions[i].test);
		end(w);
	}
	begin(w, EFFECT_CHANNELS, -1);
	for (size_t i = 0; i < it->n_channels; i++)
		add_root(w, it->channels[i].when);
	if (it->n_channels > 0)
		add_root(w, it->vars[FACT_CHANNEL].value);
	end(w);
	for (size_t i = 0; i < it->n_limits; i++) {
		begin(w, EFFECT_LIMIT, (int)i);
		add_root(w, it->limits[i].when);
		if (it->limits[i].start == START_ANSWER)
			add_root(w, it->vars[it->limits[i].start_var].value);
		end(w);
	}
}

static void add_asks(struct check *c)
{
	const struct item *it = c->item;
	struct check_work *w = c->work;

	for (size_t i = 0; i < w->n_asks; i++) {
		const struct ask *a = &w->asks[i];
		if (a->demand >= 0) {
			begin(w, EFFECT_GROUP, a->demand);
			add_group_roots(c, a->demand);
		} else {
			const struct paper *p = &it->papers[a->paper];
			begin(w, EFFECT_PAPER, a->paper);
			add_root(w, p->asked);
			add_root(w, p->listed);
			add_paper_roots(c, p);
		}
		end(w);
	}
}

/* Every root once. */
static void list_watched(struct check *c)
{
	struct check_work *w = c->work;
	bool *seen = arena_array(&w->arena, c->item->n_nodes, sizeof(*seen));

	w->truths = arena_array(&w->arena, w->n_roots + 1, sizeof(*w->truths));
	w->values = arena_array(&w->arena, w->n_roots + 1, sizeof(*w->values));
	for (size_t i = 0; i < w->n_roots; i++) {
		expr_ref node = w->roots[i];
		if (seen[node])
			continue;
		seen[node] = true;
		if (c->item->nodes[node].truth)
			w->truths[w->n_truths++] = node;
		else
			w->values[w->n_values++] = node;
	}
}

void effects_build(struct check *c)
{
	const struct item *it = c->item;
	struct check_work *w = c->work;

	fill_combined(c->work);
	add_asks(c);
	add_rules(c);
	for (size_t i = 0; i < it->n_demands; i++) {
		if (it->demands[i].kind == DEMAND_UNSTATED)
			add_gate(w, it->demands[i].when, EXPR_TRUE, EXPR_TRUE);
	}
	add_gate(w, it->validity.when, EXPR_TRUE, EXPR_TRUE);
	add_form(c);
	list_watched(c);
}
