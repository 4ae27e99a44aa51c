/* SPDX-License-Identifier: Apache-2.0 */
#include "case/carry.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

static bool goes_along(const struct block *b)
{
	return b->role == ROLE_AGENT || b->role == ROLE_HANDLER;
}

static bool is_filled(const struct casefile *c, const struct block *b)
{
	for (size_t i = b->first; i < b->first + b->count; i++)
		if (c->values[i] && c->item->fields[i].type != FIELD_IDENT_KIND)
			return true;
	return false;
}

bool carry_has(const struct casefile *from)
{
	for (size_t b = 0; b < from->item->n_blocks; b++)
		if (from->item->blocks[b].role == ROLE_HANDLER &&
		    is_filled(from, &from->item->blocks[b]))
			return true;
	return casefile_has_agent(from);
}

/* ---- papers ---- */

/* For every paper: whether some place of the list may ask for it, with and without an agent. */
static void may_be_asked(const struct casefile *c, const struct calendar *cal, bool agent,
			 bool *out)
{
	const struct item *it = c->item;
	struct check *k = check_new(it);
	struct intake in = c->in;

	in.values = xcalloc(it->n_vars, sizeof(*in.values));
	memcpy(in.values, c->in.values, it->n_vars * sizeof(*in.values));
	in.values[FACT_AGENT] = (struct value){.state = VALUE_KNOWN, .a = agent};
	check_run(k, &in, cal);
	memset(out, 0, it->n_papers * sizeof(*out));
	for (size_t i = 0; i < it->n_demands; i++) {
		const struct demand *d = &it->demands[i];
		if (d->kind == DEMAND_PAPER && k->truths[d->when] != TRI_FALSE)
			out[d->paper] = true;
	}
	free(in.values);
	check_free(k);
}

void carry_agent_papers(const struct casefile *c, const struct calendar *cal, bool *out)
{
	bool *without = xcalloc(c->item->n_papers + 1, sizeof(*without));

	may_be_asked(c, cal, true, out);
	may_be_asked(c, cal, false, without);
	for (size_t p = 0; p < c->item->n_papers; p++)
		out[p] = out[p] && !without[p];
	free(without);
}

static void carry_papers(const struct casefile *from, struct casefile *to,
			 const struct calendar *cal, struct carried *out)
{
	bool *theirs = xcalloc(from->item->n_papers + 1, sizeof(*theirs));
	bool *ours = xcalloc(to->item->n_papers + 1, sizeof(*ours));

	carry_agent_papers(from, cal, theirs);
	carry_agent_papers(to, cal, ours);
	for (size_t p = 0; p < to->item->n_papers; p++) {
		if (!ours[p] || to->in.marks[p].state != PAPER_ABSENT)
			continue;
		for (size_t q = 0; q < from->item->n_papers && !out->papers[p]; q++) {
			if (!theirs[q] || from->in.marks[q].state != PAPER_OK ||
			    strcmp(from->item->papers[q].name, to->item->papers[p].name) != 0)
				continue;
			to->in.marks[p] = (struct paper_mark){.state = PAPER_OK};
			casefile_carry_record(from, q, to, p);
			out->papers[p] = true;
			out->n_papers++;
		}
	}
	free(theirs);
	free(ours);
}

/* ---- blocks ---- */

static void carry_block(const struct casefile *from, const struct block *a, struct casefile *to,
			const struct block *b, date_day today, struct carried *out)
{
	for (size_t i = b->first; i < b->first + b->count; i++) {
		const struct field *f = &to->item->fields[i];
		bool empty = !to->values[i] || f->type == FIELD_IDENT_KIND;
		for (size_t j = a->first; empty && j < a->first + a->count; j++) {
			const struct field *g = &from->item->fields[j];
			struct err e;
			if (!from->values[j] || g->type != f->type || g->type == FIELD_SECRET ||
			    strcmp(g->id, f->id) != 0)
				continue;
			casefile_set(to, i, from->values[j], today, NULL, &e);
			out->fields[i] = true;
			out->n_fields++;
		}
	}
}

void carry_over(const struct casefile *from, struct casefile *to, const struct calendar *cal,
		date_day today, struct carried *out)
{
	const struct item *a = from->item, *b = to->item;

	*out = (struct carried){
		.fields = arena_array(&to->arena, b->n_fields, sizeof(bool)),
		.papers = arena_array(&to->arena, b->n_papers, sizeof(bool)),
	};
	bool agent = casefile_has_agent(from);
	for (size_t i = 0; i < b->n_blocks; i++) {
		const struct block *block = &b->blocks[i];
		/* What was typed of an agent before "no agent" is nobody's. */
		if (!goes_along(block) || (block->role == ROLE_AGENT && !agent))
			continue;
		for (size_t j = 0; j < a->n_blocks; j++)
			if (a->blocks[j].role == block->role)
				carry_block(from, &a->blocks[j], to, block, today, out);
	}
	if (!agent)
		return;
	to->in.values[FACT_AGENT] = from->in.values[FACT_AGENT];
	carry_papers(from, to, cal, out);
}
