/* SPDX-License-Identifier: Apache-2.0
 *
 * Fills the table of completions, row by row, and compares neighbours.
 */
#include "guide/reference_table.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

void table_init(struct reference *r)
{
	const struct item *it = r->item;
	struct verdict *v = &r->verdict;

	r->table = xcalloc(r->max, r->n_cells * sizeof(*r->table));
	r->world = (struct world){.item = it,
				  .values = xcalloc(it->n_vars, sizeof(struct value)),
				  .truths = xcalloc(it->n_nodes, 1),
				  .in_group = xcalloc(it->n_demands + 1, sizeof(bool))};
	for (size_t i = 0; i < it->n_demands; i++)
		r->world.in_group[i] = row_in_group(it, (int)i);
	v->paper_need = xcalloc(it->n_papers + 1, sizeof(*v->paper_need));
	v->demand_need = xcalloc(it->n_demands + 1, sizeof(*v->demand_need));
	v->demand_met = xcalloc(it->n_demands + 1, sizeof(*v->demand_met));
	v->live = xcalloc(it->n_vars, sizeof(*v->live));
	v->limits = xcalloc(it->n_limits + 1, sizeof(*v->limits));
	v->truths_seen = xcalloc(it->n_nodes, 1);
}

void table_done(struct reference *r)
{
	struct verdict *v = &r->verdict;

	for (size_t i = 0; i < AXES_MAX; i++)
		free(r->axes[i].values.rows);
	free(r->spare.rows);
	free(r->table);
	free(r->world.values);
	free(r->world.truths);
	free(r->world.in_group);
	free(v->paper_need);
	free(v->demand_need);
	free(v->demand_met);
	free(v->live);
	free(v->limits);
	free(v->truths_seen);
	free(v->reasons);
}

/* ---- one completion ---- */

static bool office_fits(const struct item *it, const struct channel_row *row, struct value office)
{
	bool restricted = false;

	for (size_t i = 0; i < row->n_places; i++) {
		const char *id = row->places[i].office;
		if (!id)
			continue;
		restricted = true;
		if (office.state == VALUE_KNOWN &&
		    strcmp(id, it->vars[FACT_OFFICE].values[office.a].id) == 0)
			return true;
	}
	return !restricted || office.state != VALUE_KNOWN;
}

static bool served(struct world *w)
{
	const struct item *it = w->item;

	for (size_t i = 0; i < it->n_channels; i++) {
		const struct channel_row *row = &it->channels[i];
		if (row->here && world_truth(w, row->when) &&
		    world_var(w, FACT_CHANNEL).a == row->kind &&
		    office_fits(it, row, world_var(w, FACT_OFFICE)))
			return true;
	}
	return it->n_channels == 0; /* none printed: none refused */
}

static bool condition_fails(struct world *w, const struct condition *d)
{
	return world_truth(w, d->when) && !world_truth(w, d->test);
}

static bool prohibition_bars(struct world *w, const struct paper_mark *marks,
			     const struct prohibition *p)
{
	struct value v = world_var(w, p->var);

	if (!world_truth(w, p->when) || v.state != VALUE_KNOWN || v.a != PROHIBITION_YES)
		return false;
	return p->lifted_by_paper < 0 || !paper_met(w, marks, p->lifted_by_paper);
}

static bool outside_term(const struct world *w)
{
	const struct validity *v = &w->item->validity;
	int64_t on = w->values[FACT_ON].a;

	return (v->from != DATE_NONE && on < v->from) || (v->to != DATE_NONE && on > v->to);
}

static void paint_limit(struct world *w, const struct limit *l, int64_t *cells)
{
	cells[0] = world_truth(w, l->when);
	cells[1] = 0;
	if (!cells[0] || l->start != START_ANSWER)
		return;
	struct value v = world_var(w, l->start_var);
	bool period = w->item->vars[l->start_var].type == TYPE_PERIOD;
	cells[1] = v.state == VALUE_KNOWN ? (period ? v.b : v.a) : DATE_NONE;
}

static void paint_group(struct world *w, int row, int64_t **cells)
{
	const struct demand *d = &w->item->demands[row];

	if (d->kind == DEMAND_PAPER) {
		paint_ask(w, d->paper, ask_of_leaf(w, row), *cells);
		*cells += LEAF_CELLS;
	}
	for (size_t i = 0; i < d->count; i++)
		paint_group(w, w->item->children[d->first + i], cells);
}

static void paint(struct world *w, const struct paper_mark *marks, const struct aspect *a,
		  int64_t *cells)
{
	const struct item *it = w->item;

	switch (a->kind) {
	case ASPECT_PAPER:
		paint_ask(w, a->index, ask_of_paper(w, a->index), cells);
		break;
	case ASPECT_LACKING:
		*cells = ask_of_paper(w, a->index) == ASK_YES && !paper_met(w, marks, a->index);
		break;
	case ASPECT_ROW:
		*cells = row_state(w, marks, a->index);
		break;
	case ASPECT_GROUP:
		paint_group(w, a->index, &cells);
		break;
	case ASPECT_LATE:
		*cells = row_state(w, marks, a->index) != ROW_UNMET ? LATE_NOT_UNMET
			 : row_may_follow(w, marks, a->index)	    ? LATE_FOLLOWS
								    : LATE_NEVER;
		break;
	case ASPECT_UNSTATED:
		*cells = world_truth(w, it->demands[a->index].when);
		break;
	case ASPECT_CONDITION:
		*cells = condition_fails(w, &it->conditions[a->index]);
		break;
	case ASPECT_PROHIBITION:
		*cells = prohibition_bars(w, marks, &it->prohibitions[a->index]);
		break;
	case ASPECT_LIMIT:
		paint_limit(w, &it->limits[a->index], cells);
		break;
	case ASPECT_SERVED:
		*cells = served(w);
		break;
	case ASPECT_TERM:
		*cells = outside_term(w) && world_truth(w, it->validity.when);
		break;
	case ASPECT_SHOWN:
		*cells = !world_truth(w, a->when[0]) || !world_truth(w, a->when[1]) ||
					 !world_truth(w, a->when[2])
				 ? 0
				 : 1 + world_truth(w, a->required);
		break;
	case ASPECT_WHEN:
		*cells = world_truth(w, it->vars[a->index].when);
		break;
	}
}

static void note_truths(struct reference *r)
{
	const struct item *it = r->item;

	for (size_t i = 0; i < it->n_nodes; i++) {
		if (r->reached[i] && it->nodes[i].truth)
			r->verdict.truths_seen[i] |= world_truth(&r->world, (expr_ref)i) ? 2 : 1;
	}
}

static void fill_row(struct reference *r, const struct paper_mark *marks, int64_t *row)
{
	world_forget(&r->world);
	for (size_t i = 0; i < r->n_aspects; i++) {
		struct aspect *a = &r->aspects[i];
		paint(&r->world, marks, a, row + a->cell);
		if (a->kind != ASPECT_GROUP)
			a->seen |= 1u << row[a->cell];
	}
	note_truths(r);
}

/* ---- all of them ---- */

/* The answers as the rules see them. What is open and nobody looks at may be anything. */
static void take(struct reference *r, const struct intake *in)
{
	const struct item *it = r->item;
	struct value *values = r->world.values;

	memcpy(values, in->values, it->n_vars * sizeof(*values));
	if (values[FACT_BIRTH].state == VALUE_KNOWN)
		values[FACT_AGE] = (struct value){
			.state = VALUE_KNOWN,
			.a = date_age((date_day)values[FACT_BIRTH].a, (date_day)values[FACT_ON].a)};
	for (size_t i = 0; i < it->n_verifications; i++) {
		struct value *v = &values[it->verifications[i].var];
		if (v->a == VERIFIED_UNAVAILABLE)
			v->a = VERIFIED_NO;
	}
}

/* False when there are too many completions; *rows: how many there are. */
static bool find_axes(struct reference *r, const struct intake *in, size_t most, size_t *rows)
{
	const struct item *it = r->item;

	*rows = 1;
	r->n_axes = 0;
	for (size_t i = 0; i < it->n_vars; i++) {
		if (r->world.values[i].state != VALUE_OPEN || !r->uses[i])
			continue;
		if (r->n_axes == AXES_MAX)
			return false;
		struct axis *a = &r->axes[r->n_axes++];
		a->var = (int)i;
		a->stride = *rows;
		list_values(it, r->reached, r->world.values, in->marks, (int)i, &a->values);
		*rows *= a->values.count;
		if (*rows > most)
			return false;
	}
	for (size_t i = 0; i < it->n_vars; i++) {
		if (r->world.values[i].state == VALUE_OPEN)
			r->world.values[i].state = VALUE_NONE;
	}
	return true;
}

static void compare_row(struct reference *r, size_t row)
{
	const int64_t *here = r->table + row * r->n_cells;

	for (size_t i = 0; i < r->n_axes; i++) {
		const struct axis *x = &r->axes[i];
		if (row / x->stride % x->values.count == 0)
			continue;
		const int64_t *before = here - x->stride * r->n_cells;
		if (memcmp(here, before, r->n_cells * sizeof(*here)) == 0)
			continue;
		for (size_t k = 0; k < r->n_aspects; k++) {
			struct aspect *a = &r->aspects[k];
			if (memcmp(here + a->cell, before + a->cell, a->n_cells * sizeof(*here)) !=
			    0)
				a->flips |= UINT64_C(1) << i;
		}
	}
}

bool table_fill(struct reference *r, const struct intake *in, size_t most)
{
	size_t rows;

	assert(most <= r->max);
	take(r, in);
	if (!find_axes(r, in, most, &rows))
		return false;
	for (size_t i = 0; i < r->n_aspects; i++) {
		r->aspects[i].seen = 0;
		r->aspects[i].flips = 0;
	}
	memset(r->verdict.truths_seen, 0, r->item->n_nodes);
	for (size_t row = 0; row < rows; row++) {
		for (size_t i = 0; i < r->n_axes; i++) {
			const struct axis *x = &r->axes[i];
			r->world.values[x->var] = x->values.rows[row / x->stride % x->values.count];
		}
		fill_row(r, in->marks, r->table + row * r->n_cells);
	}
	for (size_t row = 0; row < rows; row++)
		compare_row(r, row);
	return true;
}
