/* SPDX-License-Identifier: Apache-2.0 */
#include "case/record_make.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "case/field_value.h"
#include "case/record_clocks.h"
#include "store/people.h"

static const char *keep(struct arena *a, struct str *s)
{
	const char *text = arena_strdup(a, str_text(s));

	str_clear(s);
	return text;
}

/* What was answered or typed before a gate closed stays in the draft, and out of the record. */
static bool is_asked(const struct check *k, size_t var)
{
	return k->truths[k->item->vars[var].when] == TRI_TRUE;
}

const char *record_situation(struct arena *a, const struct casefile *c, const struct check *k)
{
	struct str s = {0};

	for (size_t i = 0; i < c->item->n_vars; i++) {
		const struct var *v = &c->item->vars[i];
		if (v->kind != VAR_QUESTION || c->in.values[i].state != VALUE_KNOWN ||
		    (v->type != TYPE_CHOICE && v->type != TYPE_SET))
			continue;
		if ((v->type == TYPE_SET && c->in.values[i].a == 0) || !is_asked(k, i))
			continue;
		if (s.len)
			str_add(&s, "；");
		answer_text(c->item, (int)i, &c->in.values[i], &s);
	}
	const char *text = keep(a, &s);
	str_done(&s);
	return text;
}

const char *record_due_text(struct arena *a, const struct check *k)
{
	struct str s = {0};

	for (size_t i = 0; i < k->item->n_limits; i++) {
		if (!k->dues[i].applies)
			continue;
		char *text = item_limit_text(&k->item->limits[i]);
		str_addf(&s, "%s%s", s.len ? "；" : "", text);
		free(text);
	}
	if (!s.len)
		str_add(&s, "指南未载明");
	const char *text = keep(a, &s);
	str_done(&s);
	return text;
}

static const char *fee_text(struct arena *a, const struct casefile *c)
{
	const struct fee *f = &c->item->fee;
	char each[MONEY_TEXT], all[MONEY_TEXT];

	if (f->stated == STATED_NOT)
		return "指南未载明";
	if (f->stated == STATED_NONE)
		return "不收费";
	money_format(f->amount, each);
	if (f->per_var >= 0 && c->in.values[f->per_var].state == VALUE_KNOWN)
		return arena_printf(a, "%s元/%s，共%s元", each, f->per,
				    money_format(f->amount * c->in.values[f->per_var].a, all));
	return f->per ? arena_printf(a, "%s元/%s", each, f->per) : arena_printf(a, "%s元", each);
}

/* ---- answers ---- */

/* As `check --answer` takes it; the casefile's JSON has the same words. */
static const char *raw_value(struct arena *a, const json_t *j)
{
	struct str s = {0};
	size_t i;
	json_t *member;

	if (json_is_string(j))
		return arena_strdup(a, json_string_value(j));
	if (json_is_integer(j))
		return arena_printf(a, "%lld", (long long)json_integer_value(j));
	json_array_foreach(j, i, member)
		str_addf(&s, "%s%s", i ? "," : "", json_string_value(member));
	if (!s.len)
		str_add(&s, "none");
	const char *text = keep(a, &s);
	str_done(&s);
	return text;
}

static void make_values(struct case_record *r, struct arena *a, const struct casefile *c,
			const struct check *k)
{
	json_t *j = casefile_json(c);
	json_t *answers = json_object_get(j, "answers");
	struct str shown = {0};

	for (size_t i = 0; i < c->item->n_vars; i++) {
		const struct var *v = &c->item->vars[i];
		json_t *answer = json_object_get(answers, v->id);
		if (!answer || !is_asked(k, i))
			continue;
		answer_text(c->item, (int)i, &c->in.values[i], &shown);
		*ARENA_PUSH(a, r->values, r->n_values) = (struct case_value){
			.id = v->id,
			.label = v->text,
			.value = raw_value(a, answer),
			.shown = keep(a, &shown),
		};
	}
	str_done(&shown);
	json_decref(j);
}

static void make_verifications(struct case_record *r, struct arena *a, const struct casefile *c,
			       const struct check *k)
{
	static const char *const results[] = {"no", "yes", "unavailable"};

	for (size_t i = 0; i < c->item->n_verifications; i++) {
		const struct verification *v = &c->item->verifications[i];
		const struct value *value = &c->in.values[v->var];
		if (value->state != VALUE_KNOWN || !is_asked(k, (size_t)v->var))
			continue;
		*ARENA_PUSH(a, r->verifications, r->n_verifications) = (struct case_verification){
			.id = v->id,
			.text = v->text,
			.source = c->verified[i].source ? c->verified[i].source : v->source,
			.result = results[value->a],
			.at = c->verified[i].at,
			.by = c->verified[i].by,
			.seen = c->verified[i].seen,
		};
	}
}

/* ---- papers ---- */

static const char *form_words(struct arena *a, const struct casefile *c, const struct check *k,
			      size_t paper)
{
	struct str s = {0};

	for (int f = 0; f < FORM_KINDS; f++)
		if (c->papers[paper].forms & (1u << f))
			str_addf(&s, "%s%s", s.len ? "、" : "", paper_form_names[f]);
	if (!s.len) {
		char *asked = item_form_text(c->item, &c->item->papers[paper], k->truths);
		str_add(&s, asked);
		free(asked);
	}
	const char *text = keep(a, &s);
	str_done(&s);
	return text;
}

static date_day promised_until(const struct check *k, size_t paper)
{
	for (size_t i = 0; i < k->n_reasons; i++)
		if (k->reasons[i].code == REASON_DEFERRABLE && k->reasons[i].node == NODE_PAPER &&
		    k->reasons[i].index == (int)paper)
			return k->reasons[i].until;
	return DATE_NONE;
}

static void make_papers(struct case_record *r, struct arena *a, const struct casefile *c,
			const struct check *k, bool deferring)
{
	for (size_t p = 0; p < c->item->n_papers; p++) {
		const struct paper_mark *m = &c->in.marks[p];
		const struct paper_record *rec = &c->papers[p];
		bool exempt = k->paper_need[p] == NEED_EXEMPT;
		date_day until = deferring ? promised_until(k, p) : DATE_NONE;
		if (k->paper_need[p] == NEED_NO && m->state == PAPER_ABSENT)
			continue;
		*ARENA_PUSH(a, r->papers, r->n_papers) = (struct case_paper){
			.id = c->item->papers[p].id,
			.name = c->item->papers[p].name,
			.state = m->state == PAPER_OK	   ? "ok"
				 : until != DATE_NONE	   ? "deferred"
				 : m->state == PAPER_UNFIT ? "unfit"
				 : exempt		   ? "exempt"
							   : "absent",
			.unfit = m->state == PAPER_UNFIT ? unfit_ids[m->unfit] : NULL,
			.form = form_words(a, c, k, p),
			.copies = rec->copies > 0 ? rec->copies : 0,
			.pages = rec->pages > 0 ? rec->pages : 0,
			.rows_ok = m->rows_ok,
			.handed_back = rec->handed_back,
			.until = until,
			.arrived = DATE_NONE,
			.pledge = c->item->papers[p].kind == PAPER_PLEDGE,
			.continues = until != DATE_NONE && c->item->papers[p].defer_continues,
		};
	}
}

/* Whose is good and whose is not, for every paper of the record that is marked by rows. */
static void make_paper_rows(struct case_record *r, struct arena *a, const struct casefile *c)
{
	static const char *const states[] = {
		[PAPER_ABSENT] = "absent", [PAPER_OK] = "ok", [PAPER_UNFIT] = "unfit"};

	for (size_t i = 0; i < r->n_papers; i++) {
		int paper = item_paper(c->item, r->papers[i].id);
		int list = casefile_paper_list(c, (size_t)paper);
		for (size_t row = 0; list >= 0 && row < c->lists[list].count; row++) {
			const struct row_mark *m = &c->lists[list].rows[row].marks[paper];
			*ARENA_PUSH(a, r->paper_rows, r->n_paper_rows) = (struct case_paper_row){
				.paper = r->papers[i].id,
				.row = (int64_t)row,
				.name = casefile_row_name(c, (size_t)list, row),
				.state = states[m->state],
				.unfit = m->state == PAPER_UNFIT ? unfit_ids[m->unfit] : NULL,
			};
		}
	}
}

static void make_files(struct case_record *r, struct arena *a, const struct casefile *c)
{
	for (size_t i = 0; i < r->n_papers; i++) {
		const struct paper_record *p = &c->papers[item_paper(c->item, r->papers[i].id)];
		for (size_t f = 0; f < p->n_files; f++)
			*ARENA_PUSH(a, r->files, r->n_files) = (struct case_file){
				.paper = r->papers[i].id,
				.hash = p->files[f].hash,
				.name = p->files[f].name,
				.size = p->files[f].size,
				.rows = p->files[f].rows,
			};
	}
}

/* ---- form and parties ---- */

static void make_cells(struct case_record *r, struct arena *a, const struct casefile *c,
		       const struct people_list *l)
{
	const struct field *f = &c->item->fields[l->field];

	for (size_t row = 0; row < l->count; row++) {
		for (int i = 0; i < f->n_columns; i++) {
			const struct field *column = &c->item->columns[f->first_column + i];
			if (!l->rows[row].cells[i])
				continue;
			*ARENA_PUSH(a, r->cells, r->n_cells) = (struct case_cell){
				.list = f->path,
				.row = (int64_t)row,
				.id = column->id,
				.label = column->label,
				.value = l->rows[row].cells[i],
			};
		}
	}
}

static void make_fields(struct case_record *r, struct arena *a, const struct casefile *c,
			const struct check *k)
{
	for (size_t i = 0; i < c->item->n_fields; i++) {
		const struct field *f = &c->item->fields[i];
		if (!c->values[i] || !casefile_field_shown(c, k, i))
			continue;
		char *shown = field_value_shown(f, c->values[i]);
		*ARENA_PUSH(a, r->fields, r->n_fields) = (struct case_field){
			.id = f->path,
			.label = f->label,
			.value = c->values[i],
			.shown = arena_strdup(a, shown),
		};
		free(shown);
	}
	for (size_t l = 0; l < c->n_lists; l++)
		if (casefile_field_shown(c, k, (size_t)c->lists[l].field))
			make_cells(r, a, c, &c->lists[l]);
}

void record_party_take(struct case_party *p, const struct field *f, const char *value)
{
	switch (f->type) {
	case FIELD_NAME:
		if (!p->name)
			p->name = value;
		break;
	case FIELD_TEXT:
		if (!p->name && strcmp(f->id, "name") == 0)
			p->name = value;
		else if (strcmp(f->id, "relation") == 0)
			p->relation = value;
		else if (strcmp(f->id, "number") == 0)
			p->system_number = value;
		break;
	case FIELD_IDENT_KIND:
		for (int k = 0; k < IDENT_KINDS; k++)
			if (strcmp(ident_kind_names[k], value) == 0)
				p->kind = person_kind_ids[k];
		break;
	case FIELD_IDENT:
		p->number = value;
		break;
	case FIELD_CREDIT_CODE:
		p->kind = unit_kind_ids[UNIT_CREDIT_CODE];
		p->number = value;
		break;
	case FIELD_PHONE:
		if (strcmp(value, FIELD_NONE) == 0)
			p->no_phone = !p->phone;
		else if (!p->phone)
			p->phone = value;
		break;
	case FIELD_DATE:
		if (strcmp(f->id, "birth") == 0)
			p->birth = date_parse(value);
		break;
	case FIELD_SEX:
		p->sex = strcmp(value, "男") == 0 ? "M" : "F";
		break;
	default:
		break;
	}
}

static void add_party(struct case_record *r, struct arena *a, struct case_party *p)
{
	if (!p->number)
		p->kind = NULL;
	else if (!p->kind)
		p->kind = person_kind_ids[IDENT_RESIDENT];
	if (p->name || p->number || p->system_number)
		*ARENA_PUSH(a, r->parties, r->n_parties) = *p;
}

/* The columns of a list seldom ask for what the number tells. */
static void take_told(struct case_party *p, const char *kind, date_day today)
{
	struct ident id = ident_certificate(field_ident_kind(kind), p->number, today);

	if (id.verdict == IDENT_BAD)
		return;
	if (p->birth == DATE_NONE)
		p->birth = id.birth;
	if (!p->sex && id.sex)
		p->sex = id.sex == 'M' ? "M" : "F";
}

static void make_list_parties(struct case_record *r, struct arena *a, const struct casefile *c,
			      const struct people_list *l)
{
	const struct field *f = &c->item->fields[l->field];
	const struct field *columns = &c->item->columns[f->first_column];

	for (size_t row = 0; row < l->count; row++) {
		struct case_party p = {
			.role = role_ids[f->role], .birth = DATE_NONE, .line = (int64_t)row + 1};
		const char *kind = NULL;
		for (int i = 0; i < f->n_columns; i++) {
			const char *cell = l->rows[row].cells[i];
			if (cell)
				record_party_take(&p, &columns[i], cell);
			if (columns[i].type == FIELD_IDENT_KIND)
				kind = cell;
		}
		if (p.number)
			take_told(&p, kind, (date_day)c->in.values[FACT_ON].a);
		add_party(r, a, &p);
	}
}

void record_make_parties(struct case_record *r, struct arena *a, const struct casefile *c,
			 const struct check *k)
{
	for (size_t b = 0; b < c->item->n_blocks; b++) {
		const struct block *block = &c->item->blocks[b];
		struct case_party p = {.role = role_ids[block->role], .birth = DATE_NONE};
		if (block->role == ROLE_NONE)
			continue;
		for (size_t i = block->first; i < block->first + block->count; i++)
			if (c->values[i] && casefile_field_shown(c, k, i))
				record_party_take(&p, &c->item->fields[i], c->values[i]);
		add_party(r, a, &p);
	}
	/* After everybody else: lists show the first party. */
	for (size_t l = 0; l < c->n_lists; l++)
		if (c->item->fields[c->lists[l].field].role != ROLE_NONE &&
		    casefile_field_shown(c, k, (size_t)c->lists[l].field))
			make_list_parties(r, a, c, &c->lists[l]);
}

/* ---- reasons and clocks ---- */

static void make_reasons(struct case_record *r, struct arena *a, const struct check *k)
{
	struct str s = {0};

	for (size_t i = 0; i < k->n_reasons; i++) {
		const struct reason *reason = &k->reasons[i];
		struct case_reason *row = ARENA_PUSH(a, r->reasons, r->n_reasons);
		row->code = reason_ids[reason->code];
		row->id = reason_id(k, reason);
		row->lines = reason_lines(k, reason);
		row->until = reason->until;
		reason_text(k, reason, &s);
		row->text = keep(a, &s);
		reason_resolve(k, reason, &s);
		row->resolve = s.len ? keep(a, &s) : NULL;
	}
	str_done(&s);
}

/* Sheets handed over end the case: no clock runs. */
static void make_printed(struct case_record *r, struct arena *a, const struct casefile *c)
{
	const char *copies = casefile_printed(c);

	if (!copies)
		return;
	r->due = DATE_NONE;
	r->due_provisional = false;
	/* First what a narrow list still shows. */
	r->due_text = r->n_limits ? arena_printf(a, "已打印%s份（%s）", copies, r->due_text)
				  : arena_printf(a, "已打印%s份", copies);
}

void record_make(struct case_record *r, struct arena *a, const struct casefile *c,
		 const struct check *k, bool deferring)
{
	const struct item *it = c->item;

	case_record_init(r);
	r->request_id = c->request_id;
	r->after = c->after;
	r->guide = it->guide;
	r->item = it->id;
	r->item_name = it->name;
	r->item_version = it->version;
	r->category = it->category;
	r->situation = record_situation(a, c, k);
	r->channel = channel_ids[c->in.values[FACT_CHANNEL].a];
	r->outcome = outcome_ids[k->outcome];
	r->due_text = record_due_text(a, k);
	r->fee = fee_text(a, c);
	make_values(r, a, c, k);
	make_verifications(r, a, c, k);
	make_papers(r, a, c, k, deferring);
	make_paper_rows(r, a, c);
	make_files(r, a, c);
	make_fields(r, a, c, k);
	record_make_parties(r, a, c, k);
	make_reasons(r, a, k);
	record_make_limits(r, a, k);
	make_printed(r, a, c);
	if (c->external_number)
		*ARENA_PUSH(a, r->links, r->n_links) =
			(struct case_link){.kind = "external", .value = c->external_number};
	if (c->prereview_number)
		*ARENA_PUSH(a, r->links, r->n_links) =
			(struct case_link){.kind = "prereview", .value = c->prereview_number};
}
