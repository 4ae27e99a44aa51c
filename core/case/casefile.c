/* SPDX-License-Identifier: Apache-2.0 */
#include "case/casefile.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/text.h"
#include "case/field_value.h"

void casefile_init(struct casefile *c, const struct item *it, date_day on)
{
	*c = (struct casefile){.item = it};
	intake_init(&c->in, it);
	c->in.values[FACT_ON] = (struct value){.state = VALUE_KNOWN, .a = on};
	c->papers = arena_array(&c->arena, it->n_papers, sizeof(*c->papers));
	for (size_t i = 0; i < it->n_papers; i++)
		c->papers[i].copies = c->papers[i].pages = PAPER_COUNT_UNKNOWN;
	c->verified = arena_array(&c->arena, it->n_verifications, sizeof(*c->verified));
	c->values = arena_array(&c->arena, it->n_fields, sizeof(*c->values));
	for (size_t i = 0; i < it->n_fields; i++) {
		/* Nearly everybody shows an identity card. */
		if (it->fields[i].type == FIELD_IDENT_KIND)
			c->values[i] = ident_kind_names[IDENT_RESIDENT];
		if (it->fields[i].type == FIELD_PEOPLE)
			*ARENA_PUSH(&c->arena, c->lists, c->n_lists) =
				(struct people_list){.field = (int)i};
	}
}

void casefile_done(struct casefile *c)
{
	intake_done(&c->in);
	arena_done(&c->arena);
	*c = (struct casefile){0};
}

/* The block a field stands in. */
static int block_of(const struct item *it, size_t field)
{
	for (size_t b = 0; b < it->n_blocks; b++)
		if (field >= it->blocks[b].first &&
		    field < it->blocks[b].first + it->blocks[b].count)
			return (int)b;
	return -1;
}

static int in_block(const struct item *it, int block, enum field_type type)
{
	if (block < 0)
		return -1;
	for (size_t i = 0; i < it->blocks[block].count; i++)
		if (it->fields[it->blocks[block].first + i].type == type)
			return (int)(it->blocks[block].first + i);
	return -1;
}

static enum ident_kind kind_by_name(const char *name)
{
	for (int k = 0; name && k < IDENT_KINDS; k++)
		if (strcmp(ident_kind_names[k], name) == 0)
			return (enum ident_kind)k;
	return IDENT_RESIDENT;
}

static enum ident_kind kind_for(const struct casefile *c, size_t field)
{
	int at = in_block(c->item, block_of(c->item, field), FIELD_IDENT_KIND);

	return kind_by_name(at >= 0 ? c->values[at] : NULL);
}

/* What a certificate number tells fills the block's birth date and sex, and the facts where it
 * is the insured's. */
static void derive(struct casefile *c, size_t field, const struct field_value *v)
{
	int block = block_of(c->item, field);
	int birth = in_block(c->item, block, FIELD_DATE), sex = in_block(c->item, block, FIELD_SEX);
	char day[DATE_TEXT];

	if (v->birth == DATE_NONE)
		return;
	if (birth >= 0 && strcmp(c->item->fields[birth].id, "birth") == 0)
		c->values[birth] = arena_strdup(&c->arena, date_format(v->birth, day));
	if (sex >= 0 && v->sex)
		c->values[sex] = v->sex == 'M' ? "男" : "女";
	if (block < 0 || c->item->blocks[block].role != ROLE_INSURED)
		return;
	c->in.values[FACT_BIRTH] = (struct value){.state = VALUE_KNOWN, .a = v->birth};
	if (v->sex) {
		const struct var *fact = &c->item->vars[FACT_SEX];
		int i = item_choice(fact, v->sex == 'M' ? "male" : "female");
		c->in.values[FACT_SEX] = (struct value){.state = VALUE_KNOWN, .a = i};
	}
}

bool casefile_set(struct casefile *c, size_t field, const char *text, date_day today,
		  struct err *warning, struct err *e)
{
	const struct field *f = &c->item->fields[field];
	struct field_value v;
	struct err message;

	if (warning)
		err_clear(warning);
	if (!text)
		text = "";
	if (f->answer >= 0) {
		if (*text)
			return answer_parse(c->item, f->answer, text, &c->in.values[f->answer], e);
		c->in.values[f->answer] = (struct value){.state = VALUE_OPEN};
		return true;
	}
	enum field_verdict verdict =
		field_value_check(f, kind_for(c, field), text, today, &v, &message);
	c->values[field] = v.text[0] ? arena_strdup(&c->arena, v.text) : NULL;
	if (verdict == FIELD_BAD)
		return err_set(e, ERR_INPUT, "%s", message.text);
	if (verdict == FIELD_WARN && warning)
		*warning = message;
	if (f->type == FIELD_IDENT)
		derive(c, field, &v);
	return true;
}

const char *casefile_value(const struct casefile *c, size_t field)
{
	return c->values[field] ? c->values[field] : "";
}

int casefile_field(const struct casefile *c, const char *path)
{
	for (size_t i = 0; i < c->item->n_fields; i++)
		if (strcmp(c->item->fields[i].path, path) == 0)
			return (int)i;
	return -1;
}

struct casefile_party casefile_principal(const struct casefile *c)
{
	struct casefile_party p = {"", ""};

	for (size_t b = 0; b < c->item->n_blocks && !*p.name; b++) {
		const struct block *block = &c->item->blocks[b];
		int number = in_block(c->item, (int)b, FIELD_IDENT);
		if (block->role == ROLE_NONE)
			continue;
		if (number < 0)
			number = in_block(c->item, (int)b, FIELD_CREDIT_CODE);
		for (size_t i = block->first; i < block->first + block->count; i++)
			if (strcmp(c->item->fields[i].id, "name") == 0)
				p.name = casefile_value(c, i);
		p.number = number >= 0 ? casefile_value(c, (size_t)number) : "";
	}
	return p;
}

/* ---- people lists ---- */

static void count_people(struct casefile *c)
{
	if (c->n_lists)
		c->in.values[FACT_PEOPLE] =
			(struct value){.state = VALUE_KNOWN, .a = (int64_t)c->lists[0].count};
}

size_t casefile_add_row(struct casefile *c, size_t list)
{
	struct people_list *l = &c->lists[list];
	const struct field *f = &c->item->fields[l->field];
	struct people_row *row = ARENA_PUSH(&c->arena, l->rows, l->count);

	row->cells = arena_array(&c->arena, (size_t)f->n_columns, sizeof(*row->cells));
	for (int i = 0; i < f->n_columns; i++)
		if (c->item->columns[f->first_column + i].type == FIELD_IDENT_KIND)
			row->cells[i] = ident_kind_names[IDENT_RESIDENT];
	count_people(c);
	return l->count - 1;
}

void casefile_remove_row(struct casefile *c, size_t list, size_t row)
{
	struct people_list *l = &c->lists[list];

	memmove(&l->rows[row], &l->rows[row + 1], (l->count - row - 1) * sizeof(*l->rows));
	l->count--;
	count_people(c);
}

bool casefile_set_cell(struct casefile *c, size_t list, size_t row, size_t column, const char *text,
		       date_day today, struct err *e)
{
	struct people_list *l = &c->lists[list];
	const struct field *f = &c->item->fields[l->field];
	const struct field *columns = &c->item->columns[f->first_column];
	const char **cells = l->rows[row].cells;
	enum ident_kind kind = IDENT_RESIDENT;
	struct field_value v;
	struct err message;

	for (int i = 0; i < f->n_columns; i++)
		if (columns[i].type == FIELD_IDENT_KIND)
			kind = kind_by_name(cells[i]);
	enum field_verdict verdict =
		field_value_check(&columns[column], kind, text ? text : "", today, &v, &message);
	cells[column] = v.text[0] ? arena_strdup(&c->arena, v.text) : NULL;
	if (verdict == FIELD_BAD)
		return err_set(e, ERR_INPUT, _("第 %zu 行 %s"), row + 1, message.text);
	return true;
}
