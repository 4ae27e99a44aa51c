/* SPDX-License-Identifier: Apache-2.0
 *
 * The casefile as JSON: drafts, `accept FILE`, the payload of an event. Ids
 * throughout, so that a reworded question still finds its answer.
 */
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "base/text.h"
#include "case/casefile.h"

/* ---- out ---- */

static json_t *set_json(const struct var *v, int64_t mask)
{
	json_t *j = json_array();

	for (size_t i = 0; i < v->n_values; i++)
		if (mask & ((int64_t)1 << i))
			json_array_append_new(j, json_string(v->values[i].id));
	return j;
}

static json_t *value_json(const struct var *v, const struct value *a)
{
	char from[DATE_TEXT], to[DATE_TEXT];

	if (a->state == VALUE_NONE)
		return json_string("none");
	if (v->kind == VAR_PROHIBITION && a->a == PROHIBITION_LIFTED)
		return json_string("lifted");
	if (v->kind == VAR_VERIFICATION && a->a == VERIFIED_UNAVAILABLE)
		return json_string("unavailable");
	switch (v->type) {
	case TYPE_YESNO:
		return json_string(a->a ? "yes" : "no");
	case TYPE_CHOICE:
		return json_string(v->values[a->a].id);
	case TYPE_SET:
		return set_json(v, a->a);
	case TYPE_NUMBER:
		return json_integer(a->a);
	case TYPE_MONTHS:
		return json_sprintf("%lldm", (long long)a->a);
	case TYPE_DATE:
		return json_string(date_format((date_day)a->a, from));
	case TYPE_PERIOD:
		return json_sprintf("%s..%s", date_format((date_day)a->a, from),
				    date_format((date_day)a->b, to));
	}
	return json_null();
}

static json_t *answers_json(const struct casefile *c, bool verifications)
{
	json_t *j = json_object();

	for (size_t i = 0; i < c->item->n_vars; i++) {
		const struct var *v = &c->item->vars[i];
		bool age = i == FACT_AGE; /* follows from the birth date */
		if (i == FACT_CHANNEL || i == FACT_ON || age ||
		    (v->kind == VAR_VERIFICATION) != verifications ||
		    c->in.values[i].state == VALUE_OPEN)
			continue;
		json_object_set_new(j, v->id, value_json(v, &c->in.values[i]));
	}
	return j;
}

static json_t *verified_json(const struct casefile *c)
{
	json_t *j = answers_json(c, true);

	for (size_t i = 0; i < c->item->n_verifications; i++) {
		const char *id = c->item->verifications[i].id;
		json_t *result = json_object_get(j, id);
		if (!result)
			continue;
		json_t *record = json_pack("{s:O}", "result", result);
		if (c->verified[i].source)
			json_object_set_new(record, "source", json_string(c->verified[i].source));
		if (c->verified[i].at)
			json_object_set_new(record, "at", json_integer(c->verified[i].at));
		json_object_set_new(j, id, record);
	}
	return j;
}

static json_t *have_json(const struct casefile *c)
{
	json_t *j = json_array();

	for (size_t i = 0; i < c->item->n_papers; i++) {
		const struct paper_mark *m = &c->in.marks[i];
		const struct paper_record *r = &c->papers[i];
		if (m->state == PAPER_ABSENT && !r->not_brought)
			continue;
		json_t *p = json_pack("{s:s, s:s}", "id", c->item->papers[i].id, "state",
				      m->state == PAPER_OK	? "ok"
				      : m->state == PAPER_UNFIT ? unfit_ids[m->unfit]
								: "absent");
		if (m->rows_ok)
			json_object_set_new(p, "rows_ok", json_integer(m->rows_ok));
		if (r->forms)
			json_object_set_new(p, "forms", json_integer(r->forms));
		if (r->copies != PAPER_COUNT_UNKNOWN)
			json_object_set_new(p, "copies", json_integer(r->copies));
		if (r->pages != PAPER_COUNT_UNKNOWN)
			json_object_set_new(p, "pages", json_integer(r->pages));
		if (r->handed_back)
			json_object_set_new(p, "handed_back", json_true());
		json_array_append_new(j, p);
	}
	return j;
}

static json_t *form_json(const struct casefile *c)
{
	json_t *j = json_object();

	for (size_t i = 0; i < c->item->n_fields; i++)
		if (c->values[i])
			json_object_set_new(j, c->item->fields[i].path, json_string(c->values[i]));
	return j;
}

static json_t *people_json(const struct casefile *c)
{
	json_t *j = json_object();

	for (size_t l = 0; l < c->n_lists; l++) {
		const struct field *f = &c->item->fields[c->lists[l].field];
		json_t *rows = json_array();
		for (size_t r = 0; r < c->lists[l].count; r++) {
			json_t *row = json_object();
			for (int i = 0; i < f->n_columns; i++)
				if (c->lists[l].rows[r].cells[i])
					json_object_set_new(
						row, c->item->columns[f->first_column + i].id,
						json_string(c->lists[l].rows[r].cells[i]));
			json_array_append_new(rows, row);
		}
		json_object_set_new(j, f->path, rows);
	}
	return j;
}

json_t *casefile_json(const struct casefile *c)
{
	char on[DATE_TEXT];
	json_t *j = json_pack("{s:s, s:s, s:s, s:s, s:o, s:o, s:o, s:o, s:o}", "item", c->item->id,
			      "version", c->item->version, "channel",
			      channel_ids[c->in.values[FACT_CHANNEL].a], "on",
			      date_format((date_day)c->in.values[FACT_ON].a, on), "answers",
			      answers_json(c, false), "verified", verified_json(c), "have",
			      have_json(c), "form", form_json(c), "people", people_json(c));

	if (c->request_id)
		json_object_set_new(j, "request_id", json_string(c->request_id));
	if (c->external_number)
		json_object_set_new(j, "external_number", json_string(c->external_number));
	if (c->prereview_number)
		json_object_set_new(j, "prereview_number", json_string(c->prereview_number));
	return j;
}

/* ---- in ---- */

struct reader {
	struct casefile *c;
	bool lenient;
	json_t *dropped;
	date_day today;
	struct err *e;
};

/* A thing that does not fit: named and left out of an old draft, a fault of a file. */
static bool misfit(struct reader *r, const char *where, const char *name)
{
	if (r->lenient) {
		json_array_append_new(r->dropped, json_sprintf("%s：%s", where, name));
		return true;
	}
	if (r->e && r->e->text[0])
		return false;
	return err_set(r->e, ERR_INPUT, _("%s：没有“%s”，请用 yichuang item %s 查看"), where, name,
		       r->c->item->id);
}

/* An answer as text for answer_parse; an array joins with commas. False: no answer. */
static bool answer_words(const json_t *j, struct str *out)
{
	size_t i;
	json_t *member;

	if (json_is_string(j)) {
		str_add(out, json_string_value(j));
	} else if (json_is_integer(j)) {
		str_addf(out, "%lld", (long long)json_integer_value(j));
	} else if (json_is_boolean(j)) {
		str_add(out, json_is_true(j) ? "yes" : "no");
	} else if (json_is_array(j)) {
		json_array_foreach(j, i, member)
			str_addf(out, "%s%s", i ? "," : "",
				 json_is_string(member) ? json_string_value(member) : "?");
		if (json_array_size(j) == 0)
			str_add(out, "none");
	} else {
		return false;
	}
	return true;
}

static bool read_answer(struct reader *r, const char *where, const char *name, const json_t *j)
{
	struct str text = {0};
	int var = item_var(r->c->item, name);
	bool ok = false;

	err_clear(r->e);
	if (var >= 0 && answer_words(j, &text))
		ok = answer_parse(r->c->item, var, str_text(&text), &r->c->in.values[var], r->e);
	str_done(&text);
	return ok || misfit(r, where, name);
}

static bool read_answers(struct reader *r, json_t *j)
{
	const char *name;
	json_t *value;

	json_object_foreach(j, name,
			    value) if (!read_answer(r, _("回答"), name, value)) return false;
	return true;
}

static bool read_verified(struct reader *r, json_t *j)
{
	const char *name;
	json_t *value;

	json_object_foreach(j, name, value)
	{
		json_t *result = json_is_object(value) ? json_object_get(value, "result") : value;
		if (!read_answer(r, _("核验"), name, result))
			return false;
		for (size_t i = 0; json_is_object(value) && i < r->c->item->n_verifications; i++) {
			struct verification_record *record = &r->c->verified[i];
			const char *source = json_string_value(json_object_get(value, "source"));
			if (strcmp(r->c->item->verifications[i].id, name) != 0)
				continue;
			record->source = source ? arena_strdup(&r->c->arena, source) : NULL;
			record->at = json_integer_value(json_object_get(value, "at"));
		}
	}
	return true;
}

static bool state_by_id(const char *state, struct paper_mark *out)
{
	*out = (struct paper_mark){.state = PAPER_OK};
	if (!state || strcmp(state, "ok") == 0)
		return true;
	out->state = PAPER_ABSENT;
	if (strcmp(state, "absent") == 0)
		return true;
	out->state = PAPER_UNFIT;
	for (int u = 0; u < UNFITS; u++) {
		out->unfit = (enum unfit)u;
		if (strcmp(unfit_ids[u], state) == 0)
			return true;
	}
	return false;
}

static int count_of(const json_t *p, const char *key)
{
	const json_t *n = json_object_get(p, key);

	return json_is_integer(n) ? (int)json_integer_value(n) : PAPER_COUNT_UNKNOWN;
}

static bool read_paper(struct reader *r, const char *name, const char *state, const json_t *p)
{
	int at = item_paper(r->c->item, name);
	struct paper_mark mark;

	if (at < 0 || !state_by_id(state, &mark))
		return misfit(r, _("材料"), at < 0 ? name : state);
	mark.rows_ok = (int)json_integer_value(json_object_get(p, "rows_ok"));
	r->c->in.marks[at] = mark;
	r->c->papers[at] = (struct paper_record){
		.forms = (uint16_t)json_integer_value(json_object_get(p, "forms")),
		.copies = count_of(p, "copies"),
		.pages = count_of(p, "pages"),
		.handed_back = json_is_true(json_object_get(p, "handed_back")),
		.not_brought = mark.state == PAPER_ABSENT,
	};
	return true;
}

/* ["id", "id:state", {"id","state",…}] or {"id": "state"}. */
static bool read_have(struct reader *r, json_t *j)
{
	const char *name;
	size_t i;
	json_t *p;

	if (json_is_object(j)) {
		json_object_foreach(j, name, p) if (!read_paper(r, name, json_string_value(p),
								NULL)) return false;
		return true;
	}
	json_array_foreach(j, i, p)
	{
		const char *text = json_string_value(p);
		const char *colon = text ? strrchr(text, ':') : NULL;
		bool ok;
		if (colon && item_paper(r->c->item, text) < 0) {
			char *id = arena_strndup(&r->c->arena, text, (size_t)(colon - text));
			ok = read_paper(r, id, colon + 1, NULL);
		} else if (text) {
			ok = read_paper(r, text, "ok", NULL);
		} else {
			name = json_string_value(json_object_get(p, "id"));
			ok = read_paper(r, name ? name : "?",
					json_string_value(json_object_get(p, "state")), p);
		}
		if (!ok)
			return false;
	}
	return true;
}

/* A bad value of a draft stays as it was typed; of a file it is a fault. */
static bool read_field(struct reader *r, int field, const char *name, const json_t *value)
{
	if (field < 0 || !json_is_string(value))
		return misfit(r, _("表单"), name);
	return casefile_set(r->c, (size_t)field, json_string_value(value), r->today, NULL, r->e) ||
	       r->lenient;
}

/* Certificates are read by their kind, so kinds come first. */
static bool read_form(struct reader *r, json_t *j)
{
	const char *name;
	json_t *value;

	for (int kinds = 1; kinds >= 0; kinds--) {
		json_object_foreach(j, name, value)
		{
			int field = casefile_field(r->c, name);
			bool kind =
				field >= 0 && r->c->item->fields[field].type == FIELD_IDENT_KIND;
			if (kind == (kinds == 1) && !read_field(r, field, name, value))
				return false;
		}
	}
	return true;
}

static int role_by_id(const char *id)
{
	for (int k = 0; id && k < ROLES; k++)
		if (strcmp(role_ids[k], id) == 0)
			return k;
	return -1;
}

/* {"role":"insured","name":…}: the fields of the block with that role, by their last part. */
static bool read_party(struct reader *r, json_t *party)
{
	const char *role = json_string_value(json_object_get(party, "role"));
	int want = role_by_id(role);
	json_t *form = json_object();
	const char *name;
	json_t *value;
	bool ok = true;

	for (size_t b = 0; b < r->c->item->n_blocks; b++) {
		const struct block *block = &r->c->item->blocks[b];
		if ((int)block->role != want || json_object_size(form))
			continue;
		json_object_foreach(party, name, value)
		{
			char id[256];
			if (strcmp(name, "role") == 0)
				continue;
			snprintf(id, sizeof(id), "%s.%s", block->id, name);
			json_object_set(form, id, value);
		}
	}
	if (json_object_size(form) == 0)
		ok = misfit(r, _("当事人"), role ? role : "?");
	ok = ok && read_form(r, form);
	json_decref(form);
	return ok;
}

static bool read_row(struct reader *r, size_t list, json_t *row)
{
	const struct field *f = &r->c->item->fields[r->c->lists[list].field];
	size_t at = casefile_add_row(r->c, list);
	const char *name;
	json_t *value;

	json_object_foreach(row, name, value)
	{
		int column = -1;
		for (int i = 0; i < f->n_columns; i++)
			if (strcmp(r->c->item->columns[f->first_column + i].id, name) == 0)
				column = i;
		if (column < 0 || !json_is_string(value)) {
			if (!misfit(r, f->label, name))
				return false;
			continue;
		}
		if (!casefile_set_cell(r->c, list, at, (size_t)column, json_string_value(value),
				       r->today, r->e) &&
		    !r->lenient)
			return false;
	}
	return true;
}

/* [rows] of the item's first list, or {"list field": [rows]}. */
static bool read_people(struct reader *r, json_t *j)
{
	for (size_t l = 0; l < r->c->n_lists; l++) {
		const char *id = r->c->item->fields[r->c->lists[l].field].path;
		json_t *rows = json_is_object(j) ? json_object_get(j, id) : l == 0 ? j : NULL;
		size_t i;
		json_t *row;
		json_array_foreach(rows, i, row) if (!read_row(r, l, row)) return false;
	}
	if (r->c->n_lists == 0 && json_is_array(j) && json_array_size(j))
		return misfit(r, _("名单"), r->c->item->name);
	return true;
}

static const char *keep_string(struct casefile *c, const json_t *j, const char *key)
{
	const char *text = json_string_value(json_object_get(j, key));

	return text && *text ? arena_strdup(&c->arena, text) : NULL;
}

bool casefile_from_json(struct casefile *c, const json_t *j, bool lenient, json_t **dropped,
			date_day today, struct err *e)
{
	struct reader r = {c, lenient, lenient ? json_array() : NULL, today, e};
	const char *channel = json_string_value(json_object_get(j, "channel"));
	size_t i;
	json_t *party;
	bool ok = true;

	err_clear(e);
	if (channel)
		ok = answer_parse(c->item, FACT_CHANNEL, channel, &c->in.values[FACT_CHANNEL], e);
	ok = ok && read_answers(&r, json_object_get(j, "answers")) &&
	     read_verified(&r, json_object_get(j, "verified")) &&
	     read_have(&r, json_object_get(j, "have")) && read_form(&r, json_object_get(j, "form"));
	json_array_foreach(json_object_get(j, "parties"), i, party) ok =
		ok && read_party(&r, party);
	ok = ok && read_people(&r, json_object_get(j, "people"));
	c->request_id = keep_string(c, j, "request_id");
	c->external_number = keep_string(c, j, "external_number");
	c->prereview_number = keep_string(c, j, "prereview_number");
	if (dropped)
		*dropped = r.dropped;
	else
		json_decref(r.dropped);
	return ok;
}
