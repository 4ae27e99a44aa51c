/* SPDX-License-Identifier: Apache-2.0 */
#include "case/casefile_inside.h"

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
	c->counts = arena_array(&c->arena, it->n_papers, sizeof(*c->counts));
	for (size_t i = 0; i < it->n_papers; i++)
		c->papers[i].copies = c->papers[i].pages = PAPER_COUNT_UNKNOWN;
	c->verified = arena_array(&c->arena, it->n_verifications, sizeof(*c->verified));
	c->values = arena_array(&c->arena, it->n_fields, sizeof(*c->values));
	c->known = arena_array(&c->arena, it->n_fields, sizeof(*c->known));
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

const char *casefile_printed(const struct casefile *c)
{
	int at = c->item->prints ? casefile_field(c, ITEM_PRINTED) : -1;

	return at < 0 ? NULL : c->values[at];
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

static enum ident_kind kind_for(const struct casefile *c, size_t field)
{
	int at = in_block(c->item, block_of(c->item, field), FIELD_IDENT_KIND);

	return field_ident_kind(at >= 0 ? c->values[at] : NULL);
}

/* ---- birth and sex ---- */

/* What the certificate of a block tells. */
struct told {
	date_day birth; /* DATE_NONE: nothing */
	char sex;	/* 'M', 'F', 0: nothing */
};

static struct told told_by(const struct casefile *c, int block, date_day today)
{
	int at = in_block(c->item, block, FIELD_IDENT);

	if (at < 0 || !c->values[at])
		return (struct told){DATE_NONE, 0};
	struct ident id = ident_certificate(kind_for(c, (size_t)at), c->values[at], today);
	if (id.verdict == IDENT_BAD)
		return (struct told){DATE_NONE, 0};
	return (struct told){id.birth, id.sex};
}

static bool is_birth(const struct field *f)
{
	return f->type == FIELD_DATE && f->answer < 0 && strcmp(f->id, "birth") == 0;
}

static bool is_sex(const struct field *f)
{
	return f->type == FIELD_SEX && f->answer < 0;
}

static int own_field(const struct item *it, int block, bool (*is)(const struct field *f))
{
	for (size_t i = 0; block >= 0 && i < it->blocks[block].count; i++)
		if (is(&it->fields[it->blocks[block].first + i]))
			return (int)(it->blocks[block].first + i);
	return -1;
}

static const char *sex_word(char sex)
{
	return sex == 'M' ? "男" : sex == 'F' ? "女" : NULL;
}

/* What the number told before goes, what it tells now comes; what was typed by hand stays. */
static void refill(struct casefile *c, int field, const char *before, const char *now)
{
	if (field < 0)
		return;
	const char *kept = c->values[field];
	if (!kept || (before && strcmp(kept, before) == 0))
		c->values[field] = now ? arena_strdup(&c->arena, now) : NULL;
}

static void fill_from_certificate(struct casefile *c, int block, struct told before,
				  struct told now)
{
	char was[DATE_TEXT], is[DATE_TEXT];

	refill(c, own_field(c->item, block, is_birth),
	       before.birth == DATE_NONE ? NULL : date_format(before.birth, was),
	       now.birth == DATE_NONE ? NULL : date_format(now.birth, is));
	refill(c, own_field(c->item, block, is_sex), sex_word(before.sex), sex_word(now.sex));
}

/* The facts about the insured are what the certificate tells, else what the form says. */
static void follow_insured(struct casefile *c, int block, date_day today)
{
	struct told t = told_by(c, block, today);
	int birth = own_field(c->item, block, is_birth), sex = own_field(c->item, block, is_sex);

	if (t.birth == DATE_NONE && birth >= 0 && c->values[birth]) {
		date_day typed = date_parse(c->values[birth]);
		t.birth = typed != DATE_NONE && typed <= today ? typed : DATE_NONE;
	}
	for (int i = 0; !t.sex && sex >= 0 && c->values[sex] && i < 2; i++)
		if (strcmp(c->values[sex], sex_word("MF"[i])) == 0)
			t.sex = "MF"[i];
	c->in.values[FACT_BIRTH] = t.birth == DATE_NONE
					   ? (struct value){.state = VALUE_OPEN}
					   : (struct value){.state = VALUE_KNOWN, .a = t.birth};
	c->in.values[FACT_SEX] = (struct value){.state = VALUE_OPEN};
	if (t.sex)
		c->in.values[FACT_SEX] =
			(struct value){.state = VALUE_KNOWN,
				       .a = item_choice(&c->item->vars[FACT_SEX],
							t.sex == 'M' ? "male" : "female")};
}

/* A number and what is typed beside it are about one person. */
static bool agrees(const struct casefile *c, size_t field, date_day today, struct err *e)
{
	const struct field *f = &c->item->fields[field];
	int block = block_of(c->item, field);
	struct told t = told_by(c, block, today);
	char day[DATE_TEXT];
	const char *told = NULL;

	if (is_birth(f) && t.birth != DATE_NONE)
		told = date_format(t.birth, day);
	else if (is_sex(f))
		told = sex_word(t.sex);
	if (!told || !c->values[field] || strcmp(c->values[field], told) == 0)
		return true;
	return err_set(e, ERR_INPUT, _("%s：填写的是 %s，%s显示为 %s，请核对"), f->label,
		       c->values[field],
		       c->item->fields[in_block(c->item, block, FIELD_IDENT)].label, told);
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
	int block = block_of(c->item, field);
	bool certificate = f->type == FIELD_IDENT || f->type == FIELD_IDENT_KIND;
	struct told before = told_by(c, block, today);
	enum field_verdict verdict =
		field_value_check(f, kind_for(c, field), text, today, &v, &message);
	c->values[field] = v.text[0] ? arena_strdup(&c->arena, v.text) : NULL;
	if (certificate)
		fill_from_certificate(c, block, before, told_by(c, block, today));
	if (block >= 0 && c->item->blocks[block].role == ROLE_INSURED &&
	    (certificate || is_birth(f) || is_sex(f)))
		follow_insured(c, block, today);
	if (verdict == FIELD_BAD)
		return err_set(e, ERR_INPUT, "%s", message.text);
	if (verdict == FIELD_WARN && warning)
		*warning = message;
	return agrees(c, field, today, e);
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
