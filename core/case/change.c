/* SPDX-License-Identifier: Apache-2.0 */
#include "case/change.h"

#include <string.h>

#include "base/text.h"

/* ---- what is the same in two items ---- */

static bool same(const char *a, const char *b)
{
	return a && b && strcmp(a, b) == 0;
}

static int same_var(const struct item *from, size_t var, const struct item *to)
{
	const struct var *v = &from->vars[var];

	for (size_t i = 0; i < to->n_vars; i++) {
		const struct var *w = &to->vars[i];
		if (w->kind == v->kind && w->type == v->type && same(w->id, v->id) &&
		    (v->kind == VAR_FACT || same(w->text, v->text)))
			return (int)i;
	}
	return -1;
}

static const struct block *block_of(const struct item *it, size_t field)
{
	for (size_t b = 0; b < it->n_blocks; b++)
		if (field >= it->blocks[b].first &&
		    field < it->blocks[b].first + it->blocks[b].count)
			return &it->blocks[b];
	return NULL;
}

/* The how-manieth block of its role, so that a second heir does not become the first. */
static int rank_in_role(const struct item *it, const struct block *block)
{
	int rank = 0;

	for (const struct block *b = it->blocks; b < block; b++)
		rank += b->role == block->role;
	return rank;
}

static bool same_block(const struct item *from, const struct block *a, const struct item *to,
		       const struct block *b)
{
	if (a->role != b->role)
		return false;
	return same(a->id, b->id) ||
	       (a->role != ROLE_NONE && rank_in_role(from, a) == rank_in_role(to, b));
}

static bool same_columns(const struct item *from, const struct field *f, const struct item *to,
			 const struct field *g)
{
	if (f->n_columns != g->n_columns)
		return false;
	for (int i = 0; i < f->n_columns; i++) {
		const struct field *a = &from->columns[f->first_column + i],
				   *b = &to->columns[g->first_column + i];
		if (a->type != b->type || !same(a->id, b->id))
			return false;
	}
	return true;
}

/* A list is known by its columns wherever it stands; an own field of an item by its words too. */
static int same_field(const struct item *from, size_t field, const struct item *to)
{
	const struct field *f = &from->fields[field];
	const struct block *a = block_of(from, field);

	for (size_t i = 0; i < to->n_fields; i++) {
		const struct field *g = &to->fields[i];
		const struct block *b = block_of(to, i);
		if (g->type != f->type || g->answer >= 0)
			continue;
		if (f->type == FIELD_PEOPLE) {
			if (same_columns(from, f, to, g))
				return (int)i;
			continue;
		}
		bool own = same(f->id, f->path);
		if (same(g->id, f->id) && own == same(g->id, g->path) &&
		    (own ? same(g->label, f->label) : same_block(from, a, to, b)))
			return (int)i;
	}
	return -1;
}

static int same_paper(const struct item *from, size_t paper, const struct item *to)
{
	const struct paper *p = &from->papers[paper];
	int found = -1;

	for (size_t i = 0; i < to->n_papers; i++) {
		const struct paper *q = &to->papers[i];
		if (!same(q->name, p->name) || (q->per >= 0) != (p->per >= 0))
			continue;
		if (same(q->id, p->id))
			return (int)i;
		if (found < 0)
			found = (int)i;
	}
	return found;
}

/* ---- one thing carried ---- */

static int same_choice(const struct var *v, int64_t a, const struct var *w)
{
	const struct choice *was = &v->values[a];

	for (size_t i = 0; i < w->n_values; i++)
		if (same(w->values[i].id, was->id) &&
		    (v->kind == VAR_FACT || same(w->values[i].text, was->text)))
			return (int)i;
	return -1;
}

static bool same_marks(const struct var *v, int64_t marks, const struct var *w, int64_t *out)
{
	*out = 0;
	for (size_t i = 0; i < v->n_values; i++) {
		if (!(marks & ((int64_t)1 << i)))
			continue;
		int at = same_choice(v, (int64_t)i, w);
		if (at < 0)
			return false;
		*out |= (int64_t)1 << at;
	}
	return true;
}

static const struct prohibition *prohibition_of(const struct item *it, int var)
{
	for (size_t i = 0; i < it->n_prohibitions; i++)
		if (it->prohibitions[i].var == var)
			return &it->prohibitions[i];
	return NULL;
}

/* False when the other item has no such answer. */
static bool carry_value(const struct item *from, size_t var, const struct value *a,
			const struct item *to, int at, struct value *out)
{
	const struct var *v = &from->vars[var], *w = &to->vars[at];

	*out = *a;
	if (a->state == VALUE_NONE)
		return w->or_none || w->optional;
	if (v->kind == VAR_PROHIBITION && a->a == PROHIBITION_LIFTED)
		return prohibition_of(to, at)->lifted_by_act != NULL;
	switch (v->type) {
	case TYPE_CHOICE:
		if (var == FACT_CHANNEL)
			return true;
		out->a = same_choice(v, a->a, w);
		return out->a >= 0;
	case TYPE_SET:
		return same_marks(v, a->a, w, &out->a);
	case TYPE_NUMBER:
	case TYPE_MONTHS:
		return v->kind == VAR_FACT || (a->a >= w->min && a->a <= w->max);
	default:
		return true;
	}
}

static struct verification_record *record_of(const struct casefile *c, int var)
{
	for (size_t i = 0; i < c->item->n_verifications; i++)
		if (c->item->verifications[i].var == var)
			return &c->verified[i];
	return NULL;
}

static bool has_insured(const struct item *it)
{
	for (size_t b = 0; b < it->n_blocks; b++)
		if (it->blocks[b].role == ROLE_INSURED)
			return true;
	return false;
}

/* These follow the form where the other item has the place for it. */
static bool follows_form(const struct casefile *to, size_t var)
{
	return var == FACT_AGE ||
	       ((var == FACT_BIRTH || var == FACT_SEX) && has_insured(to->item)) ||
	       (var == FACT_PEOPLE && to->n_lists);
}

static void carry_var(const struct casefile *from, size_t var, struct casefile *to)
{
	const struct value *a = &from->in.values[var];
	int at = same_var(from->item, var, to->item);
	struct value v;

	if (at < 0 || a->state == VALUE_OPEN || follows_form(to, var))
		return;
	bool given = var == FACT_CHANNEL || var == FACT_ON;
	if (!given && to->in.values[at].state != VALUE_OPEN)
		return;
	if (!carry_value(from->item, var, a, to->item, at, &v))
		return;
	to->in.values[at] = v;
	struct verification_record *is = record_of(to, at), *was = record_of(from, (int)var);
	if (is && was)
		*is = (struct verification_record){
			.source = was->source ? arena_strdup(&to->arena, was->source) : NULL,
			.seen = was->seen ? arena_strdup(&to->arena, was->seen) : NULL,
			.by = was->by ? arena_strdup(&to->arena, was->by) : NULL,
			.at = was->at,
		};
}

static bool has_choice(const struct field *f, const char *ids)
{
	while (*ids) {
		size_t len = strcspn(ids, ","), i = 0;
		while (i < f->n_values &&
		       (strlen(f->values[i].id) != len || memcmp(f->values[i].id, ids, len) != 0))
			i++;
		if (i == f->n_values)
			return false;
		ids += len + (ids[len] == ',');
	}
	return true;
}

static struct people_list *list_of(const struct casefile *c, int field)
{
	for (size_t l = 0; l < c->n_lists; l++)
		if (c->lists[l].field == field)
			return &c->lists[l];
	return NULL;
}

static void carry_list(const struct casefile *from, size_t field, struct casefile *to, int at,
		       date_day today)
{
	const struct people_list *was = list_of(from, (int)field);
	struct people_list *is = list_of(to, at);
	struct err e;

	size_t list = (size_t)(is - to->lists);

	if (is->count)
		return;
	for (size_t r = 0; r < was->count; r++) {
		casefile_add_row(to, list);
		for (int i = 0; i < to->item->fields[at].n_columns; i++)
			casefile_set_cell(to, list, r, (size_t)i, was->rows[r].cells[i], today, &e);
	}
}

static void carry_field(const struct casefile *from, size_t field, struct casefile *to,
			date_day today)
{
	int at = same_field(from->item, field, to->item);
	struct err e;

	if (at < 0)
		return;
	const struct field *g = &to->item->fields[at];
	const char *value = from->values[field];
	if (g->type == FIELD_PEOPLE) {
		carry_list(from, field, to, at, today);
		return;
	}
	bool empty =
		!to->values[at] || (g->type == FIELD_IDENT_KIND &&
				    strcmp(to->values[at], ident_kind_names[IDENT_RESIDENT]) == 0);
	if (!value || !empty || g->type == FIELD_SECRET ||
	    ((g->type == FIELD_CHOICE || g->type == FIELD_SET) && !has_choice(g, value)))
		return;
	casefile_set(to, (size_t)at, value, today, NULL, &e); /* a wrong one stays wrong */
	to->known[at] = from->known[field];
}

static void carry_paper(const struct casefile *from, size_t paper, struct casefile *to)
{
	int at = same_paper(from->item, paper, to->item);

	if (at < 0 || !casefile_touched(from, paper) || casefile_touched(to, (size_t)at))
		return;
	casefile_carry_mark(from, paper, to, (size_t)at);
	casefile_carry_record(from, paper, to, (size_t)at);
}

static void carry_text(struct casefile *to, const char **at, const char *text)
{
	if (!*at && text)
		*at = arena_strdup(&to->arena, text);
}

void case_change_carry(const struct casefile *from, const struct item *without, struct casefile *to,
		       date_day today)
{
	const struct item *it = from->item;

	for (size_t i = 0; i < it->n_fields; i++)
		if (!without || same_field(it, i, without) < 0)
			carry_field(from, i, to, today);
	for (size_t i = 0; i < it->n_vars; i++)
		if (!without || same_var(it, i, without) < 0)
			carry_var(from, i, to);
	for (size_t i = 0; i < it->n_papers; i++)
		if (!without || same_paper(it, i, without) < 0)
			carry_paper(from, i, to);
	carry_text(to, &to->request_id, from->request_id);
	carry_text(to, &to->notice, from->notice);
	carry_text(to, &to->mistaken, from->mistaken);
	carry_text(to, &to->mistaken_fault, from->mistaken_fault);
	carry_text(to, &to->mistaken_reason, from->mistaken_reason);
	carry_text(to, &to->external_number, from->external_number);
	carry_text(to, &to->late_number, from->late_number);
	carry_text(to, &to->late_at, from->late_at);
	carry_text(to, &to->prereview_number, from->prereview_number);
}

/* ---- what it came to ---- */

struct telling {
	const struct casefile *from, *to;
	const struct check *was, *now;
	struct change *out;
};

static const char *field_name(struct arena *a, const struct item *it, size_t field)
{
	const struct block *b = block_of(it, field);

	return b && b->title ? arena_printf(a, "%s·%s", b->title, it->fields[field].label)
			     : it->fields[field].label;
}

static void add(struct telling *t, bool asked, enum change_kind kind, const char *text)
{
	struct change *c = t->out;
	struct change_line line = {kind, arena_strdup(&c->arena, text)};

	if (asked)
		*ARENA_PUSH(&c->arena, c->asked, c->n_asked) = line;
	else
		*ARENA_PUSH(&c->arena, c->dropped, c->n_dropped) = line;
}

static void tell(struct telling *t, bool kept, enum change_kind kind, const char *text)
{
	if (kept)
		t->out->n_kept++;
	else
		add(t, false, kind, text);
}

static void tell_dropped(struct telling *t)
{
	const struct item *it = t->from->item, *other = t->to->item;

	for (size_t i = FACT_KINDS; i < it->n_vars; i++) {
		int at = same_var(it, i, other);
		if (t->from->in.values[i].state != VALUE_OPEN)
			tell(t, at >= 0 && t->to->in.values[at].state != VALUE_OPEN, CHANGE_ANSWER,
			     it->vars[i].text);
	}
	for (size_t i = 0; i < it->n_fields; i++) {
		int at = same_field(it, i, other);
		enum field_type type = it->fields[i].type;
		if (type == FIELD_PEOPLE) {
			const struct people_list *was = list_of(t->from, (int)i);
			if (was->count)
				tell(t, at >= 0 && list_of(t->to, at)->count, CHANGE_LIST,
				     field_name(&t->out->arena, it, i));
		} else if (t->from->values[i] && type != FIELD_IDENT_KIND) {
			tell(t, at >= 0 && t->to->values[at], CHANGE_FIELD,
			     field_name(&t->out->arena, it, i));
		}
	}
	for (size_t i = 0; i < it->n_papers; i++) {
		int at = same_paper(it, i, other);
		if (casefile_touched(t->from, i))
			tell(t, at >= 0 && casefile_touched(t->to, (size_t)at), CHANGE_PAPER,
			     it->papers[i].name);
	}
}

static bool paper_wanted(const struct check *k, int paper)
{
	for (size_t d = 0; d < k->item->n_demands; d++)
		if (k->item->demands[d].kind == DEMAND_PAPER &&
		    k->item->demands[d].paper == paper && k->demand_need[d] != NEED_NO)
			return true;
	return false;
}

static bool was_shown(const struct telling *t, int field)
{
	return field >= 0 && casefile_field_shown(t->from, t->was, (size_t)field);
}

/* Of an `any` every alternative is named: the clerk sees which of them lies there. */
static void tell_asked(struct telling *t)
{
	const struct item *it = t->to->item, *other = t->from->item;

	for (size_t i = 0; i < it->n_vars; i++) {
		int at = same_var(it, i, other);
		if (t->now->live[i] && (at < 0 || !t->was->live[at]))
			add(t, true, CHANGE_ANSWER,
			    it->vars[i].text ? it->vars[i].text : it->vars[i].id);
	}
	for (size_t i = 0; i < it->n_fields; i++) {
		const struct field *f = &it->fields[i];
		const struct people_list *list = list_of(t->to, (int)i);
		bool empty = list ? list->count == 0 : !t->to->values[i];
		if (f->answer < 0 && empty && casefile_field_required(t->to, t->now, i) &&
		    !was_shown(t, same_field(it, i, other)))
			add(t, true, list ? CHANGE_LIST : CHANGE_FIELD,
			    field_name(&t->out->arena, it, i));
	}
	for (size_t i = 0; i < it->n_papers; i++) {
		int at = same_paper(it, i, other);
		if (!casefile_touched(t->to, i) && paper_wanted(t->now, (int)i) &&
		    (at < 0 || !paper_wanted(t->was, at)))
			add(t, true, CHANGE_PAPER, it->papers[i].name);
	}
}

void case_change_tell(const struct casefile *from, const struct check *was,
		      const struct casefile *to, const struct check *now, struct change *out)
{
	struct telling t = {from, to, was, now, out};

	*out = (struct change){0};
	tell_dropped(&t);
	tell_asked(&t);
}

void change_done(struct change *c)
{
	arena_done(&c->arena);
	*c = (struct change){0};
}
