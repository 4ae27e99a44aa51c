/* SPDX-License-Identifier: Apache-2.0 */
#include "case/known.h"

#include <string.h>

#include "case/field_value.h"

static bool stands_in(const struct block *b, size_t field)
{
	return field >= b->first && field < b->first + b->count;
}

int known_block(const struct item *it, size_t field)
{
	for (size_t b = 0; b < it->n_blocks; b++)
		if (it->blocks[b].role != ROLE_NONE && stands_in(&it->blocks[b], field))
			return (int)b;
	return -1;
}

int known_first_block(const struct item *it)
{
	int first = -1;

	for (size_t b = it->n_blocks; b-- > 0;) {
		if (it->blocks[b].role == ROLE_INSURED)
			return (int)b;
		if (it->blocks[b].role != ROLE_NONE)
			first = (int)b;
	}
	return first;
}

/* 个人编号 or 单位编号: the number in the core system. */
static bool is_system_number(const struct field *f)
{
	return f->type == FIELD_TEXT && strcmp(f->id, "number") == 0;
}

static bool is_name(const struct field *f)
{
	return f->type == FIELD_NAME || (f->type == FIELD_TEXT && strcmp(f->id, "name") == 0);
}

static const char *system_kind(const struct block *b)
{
	return b->role == ROLE_UNIT ? unit_kind_ids[UNIT_NUMBER] : PERSON_SYSTEM_NUMBER;
}

static const char *kind_id(const char *name)
{
	for (int k = 0; k < IDENT_KINDS; k++)
		if (strcmp(ident_kind_names[k], name) == 0)
			return person_kind_ids[k];
	return person_kind_ids[IDENT_RESIDENT];
}

struct known_key known_key(const struct casefile *c, size_t block)
{
	const struct block *b = &c->item->blocks[block];
	struct known_key k = {"", "", "", ""};
	const char *kind = person_kind_ids[IDENT_RESIDENT], *system = "";

	for (size_t i = b->first; i < b->first + b->count; i++) {
		const struct field *f = &c->item->fields[i];
		const char *value = casefile_value(c, i);
		if (!*value)
			continue;
		if (is_name(f) && !*k.name) {
			k.name = value;
		} else if (f->type == FIELD_IDENT_KIND) {
			kind = kind_id(value);
		} else if (f->type == FIELD_IDENT) {
			k.number = value;
		} else if (f->type == FIELD_CREDIT_CODE) {
			k.number = value;
			kind = unit_kind_ids[UNIT_CREDIT_CODE];
		} else if (f->type == FIELD_PHONE && strcmp(value, FIELD_NONE) != 0) {
			k.phone = value;
		} else if (is_system_number(f)) {
			system = value;
		}
	}
	k.kind = *k.number ? kind : *system ? system_kind(b) : "";
	k.number = *k.number ? k.number : system;
	return k;
}

/* ---- filling ---- */

static const char *number_of_kind(const struct known_person *p, const char *kind)
{
	for (size_t i = 0; i < p->n_numbers; i++)
		if (strcmp(p->numbers[i].kind, kind) == 0)
			return p->numbers[i].number;
	return p->row->kind && strcmp(p->row->kind, kind) == 0 ? p->row->number : NULL;
}

static const char *written_before(const struct known_person *p, const struct field *f)
{
	for (size_t i = 0; p->newest && i < p->newest->n_fields; i++)
		if (strcmp(p->newest->fields[i].id, f->path) == 0)
			return p->newest->fields[i].value;
	return NULL;
}

/* Who said 本人无手机 last time is asked to confirm it, not to say it again. */
static const char *known_phone(const struct known_person *p, const struct field *f)
{
	const char *before = written_before(p, f);

	if (p->row->phone)
		return p->row->phone;
	return f->or_none && before && strcmp(before, FIELD_NONE) == 0 ? before : NULL;
}

static const char *kind_name(const struct known_person *p)
{
	for (int k = 0; p->row->kind && k < IDENT_KINDS; k++)
		if (strcmp(person_kind_ids[k], p->row->kind) == 0)
			return ident_kind_names[k];
	return NULL;
}

/* The one certificate of a person, or the code of a unit. */
static const char *main_number(const struct known_person *p, const struct field *f)
{
	bool code = p->row->kind && strcmp(p->row->kind, unit_kind_ids[UNIT_CREDIT_CODE]) == 0;

	if (f->type == FIELD_CREDIT_CODE)
		return code ? p->row->number : NULL;
	return kind_name(p) ? p->row->number : NULL;
}

/* What the store knows of a field of the party's block; NULL: nothing. */
static const char *known_of(const struct known_person *p, const struct block *b,
			    const struct field *f, char day[DATE_TEXT])
{
	switch (f->type) {
	case FIELD_IDENT_KIND:
		return kind_name(p);
	case FIELD_IDENT:
	case FIELD_CREDIT_CODE:
		return main_number(p, f);
	case FIELD_PHONE:
		return known_phone(p, f);
	case FIELD_SEX:
		return !p->row->sex ? NULL : strcmp(p->row->sex, "M") == 0 ? "男" : "女";
	case FIELD_DATE:
		if (strcmp(f->id, "birth") == 0)
			return p->row->birth == DATE_NONE ? NULL : date_format(p->row->birth, day);
		return NULL; /* a day of one case */
	case FIELD_NAME:
	case FIELD_TEXT:
		if (strcmp(f->id, "name") == 0)
			return p->row->name;
		if (is_system_number(f))
			return number_of_kind(p, system_kind(b));
		return written_before(p, f);
	default:
		return NULL;
	}
}

static bool is_identity(const struct field *f)
{
	return is_name(f) || f->type == FIELD_IDENT_KIND || f->type == FIELD_IDENT ||
	       f->type == FIELD_CREDIT_CODE;
}

static bool fill(struct casefile *c, size_t field, const char *value, bool over, date_day today)
{
	const struct field *f = &c->item->fields[field];
	const char *now = casefile_value(c, field);
	struct err e;

	if (!value || !*value || f->answer >= 0 || strcmp(now, value) == 0)
		return false;
	/* The kind everybody has stands there before anything is known. */
	if (*now && !over && f->type != FIELD_IDENT_KIND)
		return false;
	char *before = arena_strdup(&c->arena, now);
	if (!casefile_set(c, field, value, today, NULL, &e)) {
		/* What was good under an older guide is not good now: not known, then. */
		casefile_set(c, field, before, today, NULL, &e);
		return false;
	}
	c->known[field] = KNOWN_OPEN;
	return true;
}

static size_t fill_block(struct casefile *c, const struct block *b, const struct known_person *p,
			 bool chosen, bool identity, date_day today)
{
	char day[DATE_TEXT];
	size_t n = 0;

	for (size_t i = b->first; i < b->first + b->count; i++) {
		const struct field *f = &c->item->fields[i];
		if (is_identity(f) == identity)
			n += fill(c, i, known_of(p, b, f, day), chosen && identity, today);
	}
	return n;
}

/* Where the money goes and which card is theirs stand in blocks of their own. */
static bool is_theirs(const struct item *it, const struct block *b)
{
	for (size_t i = b->first; b->role == ROLE_NONE && i < b->first + b->count; i++)
		if (it->fields[i].type == FIELD_ACCOUNT || it->fields[i].type == FIELD_BANK_CARD ||
		    it->fields[i].type == FIELD_SOCIAL_CARD)
			return true;
	return false;
}

static size_t fill_accounts(struct casefile *c, const struct known_person *p, date_day today)
{
	size_t n = 0;

	for (size_t b = 0; b < c->item->n_blocks; b++) {
		const struct block *block = &c->item->blocks[b];
		if (!is_theirs(c->item, block))
			continue;
		for (size_t i = block->first; i < block->first + block->count; i++)
			if (c->item->fields[i].type != FIELD_PEOPLE)
				n += fill(c, i, written_before(p, &c->item->fields[i]), false,
					  today);
	}
	return n;
}

bool known_fill(struct casefile *c, size_t block, const struct known_person *p, bool chosen,
		date_day today, size_t *n)
{
	const struct block *b = &c->item->blocks[block];
	struct known_key k = known_key(c, block);

	*n = 0;
	if (!chosen && *k.name && strcmp(k.name, p->row->name) != 0)
		return false;
	/* The certificate first: it tells birth and sex. */
	*n = fill_block(c, b, p, chosen, true, today);
	*n += fill_block(c, b, p, chosen, false, today);
	if ((int)block == known_first_block(c->item))
		*n += fill_accounts(c, p, today);
	return true;
}

/* ---- confirming ---- */

size_t known_open(const struct casefile *c, const struct check *k)
{
	size_t n = 0;

	for (size_t i = 0; i < c->item->n_fields; i++)
		n += c->known[i] == KNOWN_OPEN && casefile_field_shown(c, k, i);
	return n;
}

void known_confirm_all(struct casefile *c)
{
	for (size_t i = 0; i < c->item->n_fields; i++)
		if (c->known[i] == KNOWN_OPEN)
			c->known[i] = KNOWN_CONFIRMED;
}

bool known_is_masked(const struct casefile *c, size_t field)
{
	return field_masking(c->item->fields[field].type) != MASK_NONE &&
	       c->known[field] != KNOWN_NOT && strcmp(casefile_value(c, field), FIELD_NONE) != 0;
}

const char *known_masked(const struct casefile *c, size_t field, struct arena *a)
{
	const char *value = casefile_value(c, field);
	size_t size = strlen(value) + 1;

	return ident_masked(field_masking(c->item->fields[field].type), value, arena_alloc(a, size),
			    size);
}
