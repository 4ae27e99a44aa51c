/* SPDX-License-Identifier: Apache-2.0
 *
 * Which parts of the form are asked under the answers so far, and what is wrong
 * with it.
 */
#include <string.h>

#include "base/text.h"
#include "case/casefile.h"
#include "case/field_value.h"

bool casefile_has_agent(const struct casefile *c)
{
	const struct value *v = &c->in.values[FACT_AGENT];

	return v->state == VALUE_KNOWN && v->a;
}

bool casefile_block_shown(const struct casefile *c, const struct check *k, size_t block)
{
	const struct block *b = &c->item->blocks[block];

	return b->offered ? casefile_has_agent(c) : k->truths[b->when] == TRI_TRUE;
}

bool casefile_field_shown(const struct casefile *c, const struct check *k, size_t field)
{
	for (size_t b = 0; b < c->item->n_blocks; b++) {
		const struct block *block = &c->item->blocks[b];
		if (field >= block->first && field < block->first + block->count &&
		    !casefile_block_shown(c, k, b))
			return false;
	}
	return k->truths[c->item->fields[field].when] == TRI_TRUE;
}

bool casefile_field_required(const struct casefile *c, const struct check *k, size_t field)
{
	return casefile_field_shown(c, k, field) &&
	       k->truths[c->item->fields[field].required] == TRI_TRUE;
}

struct fault_list {
	struct arena *arena;
	struct form_fault *rows;
	size_t count;
};

/* `of` says where; its text is copied. */
static void add_fault(struct fault_list *l, struct form_fault of)
{
	of.text = arena_strdup(l->arena, of.text);
	*ARENA_PUSH(l->arena, l->rows, l->count) = of;
}

static void check_rows(struct casefile *c, const struct check *k, size_t list, date_day today,
		       struct fault_list *faults)
{
	struct people_list *l = &c->lists[list];
	const struct field *f = &c->item->fields[l->field];

	if (l->count == 0 && casefile_field_required(c, k, (size_t)l->field)) {
		struct err e;
		err_set(&e, ERR_INPUT, _("%s：名单是空的，请至少填写一行"), f->label);
		add_fault(faults, (struct form_fault){(size_t)l->field, -1, -1, true, e.text});
	}
	for (size_t r = 0; r < l->count; r++) {
		for (int i = 0; i < f->n_columns; i++) {
			const struct field *column = &c->item->columns[f->first_column + i];
			const char *cell = l->rows[r].cells[i];
			struct err e;
			bool ok = true;
			if (!cell && k->truths[column->required] == TRI_TRUE)
				ok = err_set(&e, ERR_INPUT, _("第 %zu 行 %s：还没有填写"), r + 1,
					     column->label);
			else if (cell)
				ok = casefile_set_cell(c, list, r, (size_t)i, cell, today, &e);
			if (!ok)
				add_fault(faults, (struct form_fault){(size_t)l->field, (int)r, i,
								      !cell, e.text});
		}
	}
}

static void check_field(struct casefile *c, const struct check *k, size_t field, date_day today,
			struct fault_list *faults)
{
	const struct field *f = &c->item->fields[field];
	struct err e;

	if (f->answer >= 0)
		return; /* an open question is the engine's to name */
	if (!c->values[field]) {
		if (!casefile_field_required(c, k, field))
			return;
		err_set(&e, ERR_INPUT, _("%s：还没有填写"), f->label);
		add_fault(faults, (struct form_fault){field, -1, -1, true, e.text});
	} else if (!casefile_set(c, field, c->values[field], today, NULL, &e)) {
		add_fault(faults, (struct form_fault){field, -1, -1, false, e.text});
	}
}

size_t casefile_faults(struct casefile *c, const struct check *k, date_day today,
		       struct form_fault **out)
{
	struct fault_list faults = {.arena = &c->arena};

	for (size_t i = 0; i < c->item->n_fields; i++)
		if (c->item->fields[i].type != FIELD_PEOPLE && casefile_field_shown(c, k, i))
			check_field(c, k, i, today, &faults);
	for (size_t l = 0; l < c->n_lists; l++)
		if (casefile_field_shown(c, k, (size_t)c->lists[l].field))
			check_rows(c, k, l, today, &faults);
	*out = faults.rows;
	return faults.count;
}
