/* SPDX-License-Identifier: Apache-2.0 */
#include "case/correct.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "case/field_value.h"
#include "case/pinned.h"
#include "case/record_make.h"
#include "guide/load.h"
#include "store/cases.h"
#include "store/people.h"

const struct field *correct_field(const struct item *it, const struct case_field *f)
{
	for (size_t i = 0; i < it->n_fields; i++)
		if (strcmp(it->fields[i].path, f->id) == 0)
			return it->fields[i].answer < 0 && it->fields[i].type != FIELD_PEOPLE &&
					       it->fields[i].type != FIELD_SECRET
				       ? &it->fields[i]
				       : NULL;
	return NULL;
}

static const struct block *block_of(const struct item *it, const struct field *f)
{
	size_t at = (size_t)(f - it->fields);

	for (size_t b = 0; b < it->n_blocks; b++)
		if (at >= it->blocks[b].first && at < it->blocks[b].first + it->blocks[b].count)
			return &it->blocks[b];
	return NULL;
}

bool correct_is_identity(const struct item *it, const struct field *f)
{
	const struct block *b = block_of(it, f);

	if (!b || b->role == ROLE_NONE)
		return false;
	switch (f->type) {
	case FIELD_IDENT_KIND:
	case FIELD_IDENT:
	case FIELD_CREDIT_CODE:
	case FIELD_SEX:
		return true;
	case FIELD_NAME:
	case FIELD_TEXT:
		return strcmp(f->id, "name") == 0;
	case FIELD_DATE:
		return strcmp(f->id, "birth") == 0;
	default:
		return false;
	}
}

static const char *value_beside(const struct case_record *r, const struct item *it,
				const struct field *f, enum field_type type)
{
	const struct block *b = block_of(it, f);

	for (size_t i = 0; b && i < b->count; i++) {
		const struct field *g = &it->fields[b->first + i];
		for (size_t k = 0; g->type == type && k < r->n_fields; k++)
			if (strcmp(r->fields[k].id, g->path) == 0)
				return r->fields[k].value;
	}
	return NULL;
}

/* A certificate and what stands beside it are about one person. */
static bool agrees(const struct case_record *r, const struct item *it, const struct field *f,
		   const char *value, date_day today, struct err *e)
{
	bool kind = f->type == FIELD_IDENT_KIND;
	const char *number = f->type == FIELD_IDENT ? value : value_beside(r, it, f, FIELD_IDENT);
	const char *name = kind ? value : value_beside(r, it, f, FIELD_IDENT_KIND);

	if (!number || !correct_is_identity(it, f))
		return true;
	struct ident id = ident_certificate(field_ident_kind(name), number, today);
	if (id.verdict == IDENT_BAD)
		return err_set(e, ERR_INPUT, _("证件号码与证件类型不符，请核对"));
	if (f->type == FIELD_SEX && id.sex && strcmp(value, id.sex == 'M' ? "男" : "女") != 0)
		return err_set(e, ERR_INPUT, _("性别与证件号码不符；证件号码有误的先更正号码"));
	if (f->type == FIELD_DATE && id.birth != DATE_NONE && date_parse(value) != id.birth)
		return err_set(e, ERR_INPUT, _("出生日期与证件号码不符；证件号码有误的先更正号码"));
	return true;
}

static int64_t place_of(const struct case_record *r, const struct item *it, const struct field *f)
{
	const struct block *b = block_of(it, f);
	int before = 0;

	if (!b || b->role == ROLE_NONE)
		return -1;
	for (const struct block *c = it->blocks; c < b; c++)
		for (size_t k = 0; c->role == b->role && k < r->n_fields; k++)
			if (strncmp(r->fields[k].id, c->id, strlen(c->id)) == 0 &&
			    r->fields[k].id[strlen(c->id)] == '.') {
				before++;
				break;
			}
	for (size_t i = 0; i < r->n_parties; i++)
		if (strcmp(r->parties[i].role, role_ids[b->role]) == 0 && !r->parties[i].line &&
		    before-- == 0)
			return (int64_t)i;
	return -1;
}

/* What is written over first gives way: a party takes only what it has none of. */
static void put_into_party(struct correction *c, const struct field *f, const char *value,
			   date_day today)
{
	struct case_party *p = &c->party;

	if (p->name && strcmp(f->id, "name") == 0)
		p->name = NULL;
	if (f->type == FIELD_PHONE && p->phone && strcmp(p->phone, c->old) == 0)
		p->phone = NULL;
	if (f->type == FIELD_PHONE)
		p->no_phone = false;
	record_party_take(p, f, value);
	if (f->type != FIELD_IDENT)
		return;
	enum ident_kind kind = IDENT_RESIDENT;
	for (int k = 0; p->kind && k < IDENT_KINDS; k++)
		if (strcmp(person_kind_ids[k], p->kind) == 0)
			kind = (enum ident_kind)k;
	struct ident id = ident_certificate(kind, value, today);
	if (id.birth != DATE_NONE)
		p->birth = id.birth;
	if (id.sex)
		p->sex = id.sex == 'M' ? "M" : "F";
}

bool correct_make(const struct case_record *r, const struct item *it, size_t row, const char *text,
		  date_day today, struct arena *a, struct correction *out, struct err *e)
{
	const struct case_field *was = &r->fields[row];
	const struct field *f = correct_field(it, was);
	struct field_value v;
	struct err message;

	if (!f)
		return err_set(e, ERR_INPUT, _("%s：这一栏不能更正"), was->label);
	enum ident_kind kind = field_ident_kind(value_beside(r, it, f, FIELD_IDENT_KIND));
	if (field_value_check(f, kind, text, today, &v, &message) == FIELD_BAD)
		return err_set(e, ERR_INPUT, "%s", message.text);
	if (!v.text[0])
		return err_set(e, ERR_INPUT, _("%s：请填写更正后的内容"), f->label);
	if (!agrees(r, it, f, v.text, today, e))
		return false;
	char *shown = field_value_shown(f, v.text);
	*out = (struct correction){
		.field = was->id,
		.label = was->label,
		.old = was->value,
		.value = arena_strdup(a, v.text),
		.shown = arena_strdup(a, shown),
		.place = place_of(r, it, f),
		.was = {.birth = DATE_NONE},
		.party = {.birth = DATE_NONE},
	};
	free(shown);
	if (out->place >= 0) {
		out->party = out->was = r->parties[out->place];
		put_into_party(out, f, out->value, today);
	}
	return true;
}

bool correct_record(struct store *s, const struct actor *who, const char *number,
		    const struct correction *c, const struct item *today, const char *forms,
		    const struct signature *second, struct err *e)
{
	const struct case_field value = {.id = c->field};
	struct case_record *r = NULL;
	struct item *pinned = NULL;
	struct arena a = {0};
	struct err unread;
	bool ok = cases_get(s, number, &a, &r, e);

	if (ok && !r)
		ok = err_set(e, ERR_INPUT, _("没有受理号为 %s 的办件，请核对"), number);
	if (ok && r->item_version)
		pinned = pinned_item(s, r->item_version, forms, &unread);
	const struct item *it = pinned ? pinned : today;
	const struct field *f =
		ok && it && strcmp(it->id, r->item) == 0 ? correct_field(it, &value) : NULL;
	if (ok && !f)
		ok = err_set(e, ERR_INPUT, _("%s：这一栏不能更正"), c->label);
	ok = ok && corrections_record(s, who, number, c, correct_is_identity(it, f), second, e);
	item_free(pinned);
	arena_done(&a);
	return ok;
}
