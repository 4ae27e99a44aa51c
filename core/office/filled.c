/* SPDX-License-Identifier: Apache-2.0 */
#include "office/filled.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/text.h"
#include "office/filled_part.h"

struct form {
	struct document *d;
	const struct casefile *c;
	const struct check *k;
	const struct paper_document *doc;
	const struct paper *paper;
};

/* ---- head ---- */

/* Whether a field of this paper shows the answer of a variable. */
static bool stands_in_form(const struct form *f, int var)
{
	const struct item *it = f->c->item;

	for (size_t p = 0; p < f->doc->n_parts; p++) {
		const struct block *b = &it->blocks[f->doc->parts[p].block];
		for (size_t i = b->first; i < b->first + b->count; i++)
			if (it->fields[i].answer == var)
				return true;
	}
	for (size_t i = 0; i < f->doc->n_fields; i++)
		if (it->fields[f->doc->fields[i]].answer == var)
			return true;
	return false;
}

/* What was answered and no field of the paper shows. */
static void add_situation(const struct form *f)
{
	const struct item *it = f->c->item;
	struct str s = {0};

	for (size_t i = 0; i < it->n_vars; i++) {
		const struct value *v = &f->c->in.values[i];
		if (it->vars[i].kind != VAR_QUESTION || v->state != VALUE_KNOWN ||
		    f->k->truths[it->vars[i].when] != TRI_TRUE || stands_in_form(f, (int)i))
			continue;
		str_addf(&s, "%s%s：", s.len ? _("；") : "", it->vars[i].text);
		answer_text(it, (int)i, v, &s);
	}
	if (s.len)
		document_pair(f->d, _("办理情形"), str_text(&s));
	str_done(&s);
}

/* ---- body ---- */

static bool part_shown(const struct form *f, const struct document_part *part)
{
	const struct block *b = &f->c->item->blocks[part->block];

	if (b->offered)
		return part->named || casefile_has_agent(f->c);
	return f->k->truths[b->when] != TRI_FALSE;
}

static void add_fields(const struct form *f)
{
	bool open = false;

	for (size_t i = 0; i < f->doc->n_fields; i++) {
		const struct field *field = &f->c->item->fields[f->doc->fields[i]];
		if (field->type == FIELD_PEOPLE || !filled_part_shown(f->k, field))
			continue;
		if (!open)
			document_grid(f->d, NULL);
		open = true;
		filled_part_field(f->d, f->c, (size_t)f->doc->fields[i]);
	}
}

/* What may run over pages comes last. */
static void add_lists(const struct form *f)
{
	const struct paper_document *doc = f->doc;

	for (size_t i = 0; i < doc->n_parts; i++)
		if (part_shown(f, &doc->parts[i]))
			filled_part_lists(f->d, f->c, f->k, (size_t)doc->parts[i].block,
					  doc->parts[i].title, doc->rows_sign);
	for (size_t i = 0; i < f->doc->n_fields; i++) {
		const struct field *field = &f->c->item->fields[f->doc->fields[i]];
		if (field->type == FIELD_PEOPLE && filled_part_shown(f->k, field))
			filled_part_people(f->d, f->c, (size_t)f->doc->fields[i], field->label,
					   f->doc->rows_sign);
	}
}

static void add_words(const struct form *f)
{
	bool open = false;

	for (size_t i = 0; i < f->doc->text.count; i++) {
		if (f->k->truths[f->doc->text.rows[i].when] == TRI_FALSE)
			continue;
		if (!open)
			document_text(f->d, NULL);
		open = true;
		document_line(f->d, f->doc->text.rows[i].text);
	}
	open = false;
	for (size_t i = 0; i < f->doc->n_spaces; i++) {
		const struct document_space *space = &f->doc->spaces[i];
		if (space->rows > 1) {
			document_ruled(f->d, space->text, (size_t)space->rows);
			open = false;
			continue;
		}
		if (!open)
			document_grid(f->d, NULL);
		open = true;
		document_pair(f->d, space->text, "");
	}
}

/* ---- foot ---- */

/* The unit among the parties of this paper; NULL: none. */
static const struct block *unit_block(const struct form *f, bool *person)
{
	const struct block *unit = NULL;

	*person = false;
	for (size_t i = 0; i < f->doc->n_parts; i++) {
		const struct block *b = &f->c->item->blocks[f->doc->parts[i].block];
		if (!part_shown(f, &f->doc->parts[i]) || b->role == ROLE_NONE)
			continue;
		if (b->role == ROLE_UNIT)
			unit = unit ? unit : b;
		else if (!b->offered && b->role != ROLE_HANDLER)
			*person = true;
	}
	return unit;
}

static const char *unit_name(const struct form *f, const struct block *unit)
{
	const char *name = NULL;

	for (size_t i = unit->first; i < unit->first + unit->count; i++)
		if (strcmp(f->c->item->fields[i].id, "name") == 0)
			name = f->c->values[i];
	return name ? name : unit->title ? unit->title : _("单位");
}

static void sign_line(const struct form *f, const char *who)
{
	document_blank(f->d, arena_printf(&f->d->arena, _("%s："), who), "");
}

/* What the guide says of who signs and who seals it. */
static size_t add_marks(const struct form *f, bool seals_only, const char **seal)
{
	size_t n = 0;

	for (size_t i = 0; i < f->paper->n_marks; i++) {
		const struct mark_rule *m = &f->paper->marks[i];
		if (f->k->truths[m->when] == TRI_FALSE)
			continue;
		if (!m->signature)
			*seal = m->text;
		if (!m->signature || seals_only)
			continue;
		sign_line(f, m->text);
		n++;
	}
	return n;
}

static void add_foot(const struct form *f)
{
	const char *seal = NULL;
	bool person;
	const struct block *unit = unit_block(f, &person);

	document_sign(f->d);
	for (size_t i = 0; i < f->doc->n_signs; i++)
		sign_line(f, f->doc->signs[i]);
	/* Whoever stands in a list that is signed row by row has no other place. */
	size_t marks = add_marks(f, f->doc->rows_sign, &seal);
	if (!marks && !f->doc->n_signs && !f->doc->rows_sign) {
		sign_line(f, unit && !person ? _("单位经办人签名") : _("申请人签名"));
		if (casefile_has_agent(f->c))
			sign_line(f, _("代办人签名"));
	}
	sign_line(f, _("日期"));
	if (unit || seal)
		document_seal(f->d, unit ? unit_name(f, unit) : "",
			      arena_printf(&f->d->arena, _("（%s）"), seal ? seal : _("单位章")),
			      DATE_NONE);
	if (f->paper->note) {
		document_hints(f->d, NULL);
		document_line(f->d, f->paper->note);
	}
}

void filled_build(struct document *d, const struct letterhead *h, const struct casefile *c,
		  const struct check *k, const struct paper_document *paper, const char *number)
{
	const struct form f = {
		.d = d, .c = c, .k = k, .doc = paper, .paper = &c->item->papers[paper->paper]};
	char *title = item_paper_title(f.paper);

	letterhead_open(d, h, title, number, NULL);
	free(title);
	d->roomy = true;
	document_grid(d, NULL);
	document_pair(d, _("办理事项"), c->item->name);
	add_situation(&f);
	for (size_t i = 0; i < paper->n_parts; i++)
		if (part_shown(&f, &paper->parts[i]))
			filled_part_block(d, c, k, (size_t)paper->parts[i].block,
					  paper->parts[i].title);
	add_fields(&f);
	add_words(&f);
	add_lists(&f);
	add_foot(&f);
}

/* ---- which ---- */

/* Whether the paper stands in an "any of" that is still to be met, or may be. */
static enum filled_need in_groups(const struct casefile *c, const struct check *k, int paper)
{
	const struct item *it = c->item;
	enum filled_need found = FILLED_NOT;

	for (size_t i = 0; i < it->n_demands; i++) {
		if (it->demands[i].kind != DEMAND_PAPER || it->demands[i].paper != paper)
			continue;
		int row = (int)i;
		bool open = false, possible = false;
		for (; row >= 0; row = it->demands[row].parent) {
			if (!check_is_group(k, row))
				continue;
			open = k->demand_need[row] != NEED_NO &&
			       k->demand_need[row] != NEED_EXEMPT && !k->demand_met[row];
			possible = k->demand_need[i] != NEED_NO;
		}
		if (open && possible)
			found = FILLED_CHOICE;
	}
	return found;
}

enum filled_need filled_need(const struct casefile *c, const struct check *k, int paper)
{
	bool good = c->in.marks[paper].state == PAPER_OK;

	switch (k->paper_need[paper]) {
	case NEED_YES:
		return good ? FILLED_THERE : FILLED_NEEDED;
	case NEED_DEPENDS:
		return FILLED_DEPENDS;
	case NEED_NO:
		return good ? FILLED_THERE : in_groups(c, k, paper);
	default:
		return FILLED_NOT;
	}
}

size_t filled_list(const struct casefile *c, const struct check *k, size_t *out)
{
	size_t n = 0;

	for (int need = FILLED_NEEDED; need < FILLED_NOT; need++)
		for (size_t i = 0; i < c->item->n_documents; i++)
			if (filled_need(c, k, c->item->documents[i].paper) ==
			    (enum filled_need)need)
				out[n++] = i;
	return n;
}
