/* SPDX-License-Identifier: Apache-2.0
 *
 * Every completion becomes one row of a table, one group of columns for each
 * thing that may turn out differently (an aspect). Here is what of an item
 * becomes an aspect; the verdict is read off the table in reference_verdict.c.
 */
#include "guide/reference.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "guide/reference_table.h"

/* ---- the aspects of an item ---- */

static size_t count_leaves(const struct item *it, int row)
{
	const struct demand *d = &it->demands[row];
	size_t n = d->kind == DEMAND_PAPER;

	for (size_t i = 0; i < d->count; i++)
		n += count_leaves(it, it->children[d->first + i]);
	return n;
}

static struct aspect *add_aspect(struct reference *r, enum aspect_kind kind, int index,
				 size_t n_cells)
{
	r->aspects = xreallocarray(r->aspects, r->n_aspects + 1, sizeof(*r->aspects));
	struct aspect *a = &r->aspects[r->n_aspects++];
	*a = (struct aspect){.kind = kind, .index = index, .cell = r->n_cells, .n_cells = n_cells};
	r->n_cells += n_cells;
	return a;
}

/* Shown where block, field and column are; required where the last of them is. */
static void add_shown(struct reference *r, const struct block *b, const struct field *f,
		      const struct field *column)
{
	struct aspect *a = add_aspect(r, ASPECT_SHOWN, -1, 1);

	a->when[0] = b->when;
	a->when[1] = f ? f->when : EXPR_TRUE;
	a->when[2] = column ? column->when : EXPR_TRUE;
	a->required = column ? column->required : f ? f->required : EXPR_FALSE;
	for (int i = 0; i < 3; i++)
		mark_nodes(r->item, a->when[i], r->reached);
	mark_nodes(r->item, a->required, r->reached);
}

static void add_form(struct reference *r)
{
	const struct item *it = r->item;

	for (size_t i = 0; i < it->n_blocks; i++) {
		const struct block *b = &it->blocks[i];
		add_shown(r, b, NULL, NULL);
		for (size_t k = 0; k < b->count; k++) {
			const struct field *f = &it->fields[b->first + k];
			add_shown(r, b, f, NULL);
			for (int c = 0; c < f->n_columns; c++)
				add_shown(r, b, f, &it->columns[f->first_column + c]);
		}
	}
}

static void reach_var(struct reference *r, int var)
{
	mark_nodes(r->item, r->item->vars[var].value, r->reached);
	r->uses[var] = true;
}

static void add_papers(struct reference *r)
{
	const struct item *it = r->item;

	for (size_t i = 0; i < it->n_papers; i++) {
		const struct paper *p = &it->papers[i];
		add_aspect(r, ASPECT_PAPER, (int)i, LEAF_CELLS);
		add_aspect(r, ASPECT_LACKING, (int)i, 1);
		for (size_t k = 0; k < p->n_forms; k++)
			mark_nodes(it, p->forms[k].when, r->reached);
		for (size_t k = 0; k < p->n_marks; k++)
			mark_nodes(it, p->marks[k].when, r->reached);
		if (p->per >= 0)
			reach_var(r, p->per);
		if (p->exempt_by >= 0)
			reach_var(r, p->exempt_by);
	}
	for (size_t i = 0; i < it->n_demands; i++) {
		const struct demand *d = &it->demands[i];
		bool group = d->kind == DEMAND_ANY && !row_in_group(it, (int)i);
		mark_nodes(it, d->when, r->reached);
		add_aspect(r, ASPECT_ROW, (int)i, 1);
		if (d->kind == DEMAND_UNSTATED)
			add_aspect(r, ASPECT_UNSTATED, (int)i, 1);
		if (!group)
			continue;
		add_aspect(r, ASPECT_GROUP, (int)i, LEAF_CELLS * count_leaves(it, (int)i));
		add_aspect(r, ASPECT_LATE, (int)i, 1);
	}
}

static void add_rules(struct reference *r)
{
	const struct item *it = r->item;

	for (size_t i = 0; i < it->n_conditions; i++) {
		add_aspect(r, ASPECT_CONDITION, (int)i, 1);
		mark_nodes(it, it->conditions[i].when, r->reached);
		mark_nodes(it, it->conditions[i].test, r->reached);
	}
	for (size_t i = 0; i < it->n_prohibitions; i++) {
		add_aspect(r, ASPECT_PROHIBITION, (int)i, 1);
		mark_nodes(it, it->prohibitions[i].when, r->reached);
		reach_var(r, it->prohibitions[i].var);
	}
	for (size_t i = 0; i < it->n_limits; i++) {
		add_aspect(r, ASPECT_LIMIT, (int)i, 2);
		mark_nodes(it, it->limits[i].when, r->reached);
		if (it->limits[i].start == START_ANSWER)
			reach_var(r, it->limits[i].start_var);
	}
	add_aspect(r, ASPECT_SERVED, -1, 1);
	for (size_t i = 0; i < it->n_channels; i++) {
		mark_nodes(it, it->channels[i].when, r->reached);
		reach_var(r, FACT_CHANNEL);
		for (size_t k = 0; k < it->channels[i].n_places; k++) {
			if (it->channels[i].places[k].office && it->vars[FACT_OFFICE].n_values > 0)
				reach_var(r, FACT_OFFICE);
		}
	}
	add_aspect(r, ASPECT_TERM, -1, 1);
	mark_nodes(it, it->validity.when, r->reached);
}

struct reference *reference_new(const struct item *it, size_t max_completions)
{
	struct reference *r = xcalloc(1, sizeof(*r));

	r->item = it;
	r->max = max_completions;
	r->reached = xcalloc(it->n_nodes, sizeof(*r->reached));
	r->uses = xcalloc(it->n_vars, sizeof(*r->uses));
	add_papers(r);
	add_rules(r);
	add_form(r);
	for (size_t i = 0; i < it->n_vars; i++)
		add_aspect(r, ASPECT_WHEN, (int)i, 1);
	for (size_t i = 0; i < it->n_nodes; i++) {
		if (r->reached[i] && it->nodes[i].op == OP_VAR)
			r->uses[it->nodes[i].x] = true;
	}
	for (size_t i = 0; i < it->n_vars; i++) {
		if (r->uses[i])
			mark_nodes(it, it->vars[i].when, r->reached);
	}
	table_init(r);
	return r;
}

void reference_free(struct reference *r)
{
	table_done(r);
	free(r->reached);
	free(r->uses);
	free(r->aspects);
	free(r);
}

bool reference_uses(const struct reference *r, int var)
{
	return r->uses[var];
}

const struct value *reference_values(struct reference *r, const struct intake *in, int var,
				     size_t *count)
{
	r->spare.count = 0;
	if (r->item->vars[var].type == TYPE_PERIOD)
		list_days(r->item, r->reached, in->values, &r->spare);
	else
		list_values(r->item, r->reached, in->values, in->marks, var, &r->spare);
	*count = r->spare.count;
	return r->spare.rows;
}
