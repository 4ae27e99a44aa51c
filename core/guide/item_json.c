/* SPDX-License-Identifier: Apache-2.0
 *
 * A `when` is written as an expression with what encloses it, null where there
 * is none.
 */
#include "guide/item_json.h"

#include <inttypes.h>
#include <stdio.h>

#include "guide/check_json.h"
#include "guide/expr_text.h"

static void put(json_t *j, const char *key, json_t *value)
{
	json_object_set_new(j, key, value);
}

static void put_text(json_t *j, const char *key, const char *text)
{
	put(j, key, json_text_or_null(text));
}

static json_t *expression(const struct item *it, expr_ref ref)
{
	struct str s = {0};

	if (ref == EXPR_TRUE)
		return json_null();
	expr_text(it, ref, &s);
	json_t *j = json_string(str_text(&s));
	str_done(&s);
	return j;
}

static json_t *texts(const char *const *rows, size_t n)
{
	json_t *list = json_array();

	for (size_t i = 0; i < n; i++)
		json_array_append_new(list, json_string(rows[i]));
	return list;
}

static json_t *values(const struct choice *rows, size_t n)
{
	json_t *list = json_array();

	for (size_t i = 0; i < n; i++)
		json_array_append_new(
			list, json_pack("{s:s, s:s}", "id", rows[i].id, "text", rows[i].text));
	return list;
}

/* ---- questions and rules ---- */

static json_t *question(const struct item *it, const struct var *v)
{
	static const char *const types[] = {
		[TYPE_YESNO] = "yesno",	  [TYPE_CHOICE] = "choice", [TYPE_SET] = "set",
		[TYPE_NUMBER] = "number", [TYPE_MONTHS] = "months", [TYPE_DATE] = "date",
		[TYPE_PERIOD] = "period",
	};
	json_t *j = json_pack("{s:s, s:s, s:s, s:o, s:o}", "id", v->id, "text", v->text, "type",
			      types[v->type], "values", values(v->values, v->n_values), "when",
			      expression(it, v->when));

	put_text(j, "lines", v->lines);
	put_text(j, "reading", v->reading);
	put_text(j, "or_none", v->or_none);
	put(j, "optional", json_boolean(v->optional));
	if (v->type == TYPE_SET || v->type == TYPE_NUMBER || v->type == TYPE_MONTHS) {
		put(j, "min", json_integer(v->min));
		put(j, "max", json_integer(v->max));
	}
	return j;
}

/* What is asked: questions, the facts in use, and whether papers exist. */
static json_t *questions(const struct item *it)
{
	json_t *list = json_array();

	for (size_t i = 0; i < it->n_vars; i++) {
		const struct var *v = &it->vars[i];
		if (v->kind == VAR_QUESTION || v->kind == VAR_EXISTS ||
		    (v->kind == VAR_FACT && v->used))
			json_array_append_new(list, question(it, v));
	}
	return list;
}

static json_t *conditions(const struct item *it)
{
	json_t *list = json_array();

	for (size_t i = 0; i < it->n_conditions; i++) {
		const struct condition *c = &it->conditions[i];
		json_t *j = json_pack("{s:s, s:s}", "id", c->id, "text", c->text);
		put(j, "when", expression(it, c->when));
		put(j, "test", c->var < 0 ? expression(it, c->test) : json_null());
		put(j, "fails_as", json_string(c->fails_as_missing ? "missing" : "ineligible"));
		put_text(j, "resolve", c->resolve);
		put_text(j, "lines", c->lines);
		put_text(j, "reading", c->reading);
		json_array_append_new(list, j);
	}
	return list;
}

static json_t *prohibitions(const struct item *it)
{
	json_t *list = json_array();

	for (size_t i = 0; i < it->n_prohibitions; i++) {
		const struct prohibition *p = &it->prohibitions[i];
		json_t *j = json_pack("{s:s, s:s}", "id", p->id, "text", p->text),
		       *by = json_null();
		if (p->lifted_by_paper >= 0)
			by = json_pack("{s:s}", "paper", it->papers[p->lifted_by_paper].id);
		else if (p->lifted_by_act)
			by = json_pack("{s:s}", "act", p->lifted_by_act);
		put(j, "when", expression(it, p->when));
		put(j, "lifted_by", by);
		put_text(j, "resolve", p->resolve);
		put_text(j, "lines", p->lines);
		put_text(j, "reading", p->reading);
		json_array_append_new(list, j);
	}
	return list;
}

static json_t *verifications(const struct item *it)
{
	json_t *list = json_array();

	for (size_t i = 0; i < it->n_verifications; i++) {
		const struct verification *v = &it->verifications[i];
		json_t *j = json_pack("{s:s, s:s}", "id", v->id, "text", v->text);
		put_text(j, "source", v->source);
		put(j, "when", expression(it, it->vars[v->var].when));
		put_text(j, "lines", v->lines);
		json_array_append_new(list, j);
	}
	return list;
}

/* ---- papers ---- */

static json_t *paper(const struct item *it, int index)
{
	const struct paper *p = &it->papers[index];
	json_t *j = json_paper(it, index, NULL), *marks = json_array();

	put(j, "kind", json_string(paper_kind_names[p->kind]));
	put(j, "open", json_boolean(p->open_end));
	put_text(j, "by", p->by);
	put_text(j, "from", p->get_from);
	put_text(j, "note", p->note);
	put_text(j, "reading", p->reading);
	for (size_t i = 0; i < p->n_marks; i++) {
		const struct mark_rule *m = &p->marks[i];
		json_array_append_new(marks, json_pack("{s:s, s:o}", m->signature ? "sign" : "seal",
						       m->text, "when", expression(it, m->when)));
	}
	put(j, "marks", marks);
	put_text(j, "per", p->per >= 0 ? it->vars[p->per].id : p->per_text);
	if (p->exempt_by >= 0)
		put(j, "exempt",
		    json_pack("{s:s, s:s}", "by", it->vars[p->exempt_by].id, "else",
			      p->exempt_else_required ? "required" : "nothing"));
	if (p->deferrable)
		put(j, "defer",
		    json_pack("{s:i, s:s, s:b}", "days", p->defer_days, "unit",
			      day_unit_names[p->defer_unit], "continues", p->defer_continues));
	return j;
}

static json_t *children(const struct item *it, const struct demand *d);

static json_t *demand(const struct item *it, int row)
{
	const struct demand *d = &it->demands[row];
	json_t *j;

	if (d->kind == DEMAND_PAPER) {
		j = paper(it, d->paper);
	} else if (d->kind == DEMAND_UNSTATED) {
		j = json_pack("{s:b}", "unstated", 1);
	} else if (d->kind == DEMAND_ALL && d->count == 0) {
		j = json_pack("{s:s}", "none", d->name);
	} else {
		j = json_pack("{s:s}", "id", d->id);
		put_text(j, "name", d->name);
		put(j, d->kind == DEMAND_ANY ? "any" : "all", children(it, d));
	}
	put(j, "when", expression(it, d->when));
	put_text(j, "lines", d->lines);
	return j;
}

static json_t *children(const struct item *it, const struct demand *d)
{
	json_t *list = json_array();

	for (size_t i = 0; i < d->count; i++)
		json_array_append_new(list, demand(it, it->children[d->first + i]));
	return list;
}

static json_t *materials(const struct item *it)
{
	if (it->materials == STATED_NOT)
		return json_string("unstated");
	return children(it, &it->demands[0]);
}

/* ---- time and place ---- */

static json_t *window(const struct day_window *w)
{
	char days[16];

	if (!w->given)
		return json_null();
	snprintf(days, sizeof(days), "%d..%d", w->first, w->last);
	json_t *j = json_pack("{s:s}", "days", days);
	put_text(j, "text", w->text);
	put_text(j, "lines", w->lines);
	put_text(j, "reading", w->reading);
	return j;
}

static json_t *validity(const struct item *it)
{
	const struct validity *v = &it->validity;

	if (v->from == DATE_NONE && v->to == DATE_NONE)
		return json_null();
	json_t *j = json_pack("{s:o, s:o, s:o}", "from", json_day(v->from), "to", json_day(v->to),
			      "when", expression(it, v->when));
	put_text(j, "text", v->text);
	put_text(j, "lines", v->lines);
	put_text(j, "reading", v->reading);
	return j;
}

static void put_term(json_t *j, bool stated, int days, enum day_unit unit)
{
	put(j, "days", stated ? json_integer(days) : json_string("unstated"));
	put(j, "unit", stated ? json_string(day_unit_names[unit]) : json_null());
}

static json_t *limit_start(const struct item *it, const struct limit *l)
{
	switch (l->start) {
	case START_NEXT_MONTH:
		return json_string("next_month");
	case START_ANSWER:
		return json_sprintf("answer(%s)", it->vars[l->start_var].id);
	case START_LIMIT:
		return json_sprintf("limit(%s)", it->limits[l->start_limit].id);
	default:
		return json_string("accepted");
	}
}

static json_t *limits(const struct item *it)
{
	json_t *list = json_array();

	for (size_t i = 0; i < it->n_limits; i++) {
		const struct limit *l = &it->limits[i];
		json_t *j = json_pack("{s:s, s:s}", "id", l->id, "text", l->text);
		put_term(j, l->stated, l->days, l->unit);
		put(j, "from", limit_start(it, l));
		put(j, "extend",
		    l->extend_days ? json_pack("{s:i, s:s}", "days", l->extend_days, "unit",
					       day_unit_names[l->extend_unit])
				   : json_null());
		put(j, "uncounted", texts(l->uncounted, l->n_uncounted));
		put(j, "when", expression(it, l->when));
		put_text(j, "lines", l->lines);
		put_text(j, "reading", l->reading);
		json_array_append_new(list, j);
	}
	return list;
}

static json_t *steps(const struct item *it)
{
	json_t *list = json_array();

	for (size_t i = 0; i < it->n_steps; i++) {
		const struct item_step *s = &it->steps[i];
		json_t *j = json_pack("{s:s}", "text", s->text);
		json_t *acts = json_array();
		for (int act = 0; act < STEP_ACTS; act++)
			if (s->acts & STEP_BIT(act))
				json_array_append_new(acts, json_string(step_act_ids[act]));
		put(j, "acts", acts);
		put_text(j, "by", s->by);
		put_term(j, s->stated, s->days, s->unit);
		put(j, "counted", json_boolean(s->counted));
		put(j, "public", json_boolean(s->publicised));
		put(j, "separate", json_boolean(s->separate));
		put(j, "when", expression(it, s->when));
		put_text(j, "lines", s->lines);
		json_array_append_new(list, j);
	}
	return list;
}

static json_t *places(const struct channel_row *c)
{
	json_t *list = json_array();

	for (size_t i = 0; i < c->n_places; i++) {
		const struct place *p = &c->places[i];
		json_t *j = json_pack("{s:s}", "name", p->name);
		put_text(j, "address", p->address);
		put_text(j, "phone", p->phone);
		put_text(j, "note", p->note);
		put_text(j, "office", p->office);
		put_text(j, "source", p->source);
		json_array_append_new(list, j);
	}
	return list;
}

static json_t *channels(const struct item *it)
{
	json_t *list = json_array();

	for (size_t i = 0; i < it->n_channels; i++) {
		const struct channel_row *c = &it->channels[i];
		json_t *j = json_pack("{s:s, s:s}", "id", channel_ids[c->kind], "name", c->name);
		put(j, "here", json_boolean(c->here));
		put_text(j, "text", c->text);
		put_text(j, "url", c->url);
		put(j, "places", places(c));
		put(j, "when", expression(it, c->when));
		put_text(j, "lines", c->lines);
		put_text(j, "reading", c->reading);
		json_array_append_new(list, j);
	}
	return list;
}

static json_t *phones(const struct item *it)
{
	json_t *list = json_array();

	for (size_t i = 0; i < it->n_phones; i++) {
		const struct phone *p = &it->phones[i];
		json_t *j = json_pack("{s:s}", "number", p->number);
		put_text(j, "area", p->area);
		put_text(j, "doubt", p->doubt);
		put_text(j, "lines", p->lines);
		put_text(j, "source", p->source);
		put_text(j, "printed", p->printed);
		json_array_append_new(list, j);
	}
	return list;
}

/* ---- the form ---- */

/* true, false, or when it is. */
static json_t *required(const struct item *it, expr_ref ref)
{
	if (ref == EXPR_TRUE || ref == EXPR_FALSE)
		return json_boolean(ref == EXPR_TRUE);
	return expression(it, ref);
}

static json_t *field(const struct item *it, const struct field *f)
{
	json_t *j = json_pack("{s:s, s:s, s:s, s:o}", "id", f->id, "label", f->label, "type",
			      field_type_ids[f->type], "values", values(f->values, f->n_values));

	put(j, "when", expression(it, f->when));
	put(j, "required", required(it, f->required));
	put_text(j, "answer", f->answer >= 0 ? it->vars[f->answer].id : NULL);
	if (f->type == FIELD_PHONE)
		put_text(j, "or_none", f->or_none);
	if (f->type == FIELD_PEOPLE) {
		json_t *columns = json_array();
		for (int i = 0; i < f->n_columns; i++)
			json_array_append_new(columns,
					      field(it, &it->columns[f->first_column + i]));
		put(j, "columns", columns);
		put_text(j, "role", f->role == ROLE_NONE ? NULL : role_ids[f->role]);
	}
	put_text(j, "again", f->again >= 0 ? it->fields[f->again].id : NULL);
	put_text(j, "lines", f->lines);
	return j;
}

static json_t *form(const struct item *it)
{
	json_t *blocks = json_array();

	for (size_t i = 0; i < it->n_blocks; i++) {
		const struct block *b = &it->blocks[i];
		json_t *fields = json_array(), *j = json_pack("{s:s}", "id", b->id);
		for (size_t k = 0; k < b->count; k++)
			json_array_append_new(fields, field(it, &it->fields[b->first + k]));
		put_text(j, "title", b->title);
		put_text(j, "role", b->role == ROLE_NONE ? NULL : role_ids[b->role]);
		put(j, "when", expression(it, b->when));
		put(j, "fields", fields);
		json_array_append_new(blocks, j);
	}
	return json_pack("{s:o}", "blocks", blocks);
}

/* The kinds of paper the program can print for a case of this item. */
static json_t *documents(const struct item *it)
{
	json_t *list = json_array();
	bool deferrable = false;

	if (!it->filing_none) {
		for (size_t i = 0; i < it->n_papers; i++)
			deferrable |= it->papers[i].deferrable;
		json_array_append_new(list, json_string("receipt"));
		if (deferrable)
			json_array_append_new(list, json_string("deferral"));
		json_array_append_new(list, json_string("notice"));
		json_array_append_new(list, json_string("refusal"));
	}
	json_array_append_new(list, json_string("slip"));
	return list;
}

static json_t *readings(const struct item *it)
{
	json_t *list = json_array();

	for (size_t i = 0; i < it->n_readings; i++)
		json_array_append_new(list, json_pack("{s:s, s:s}", "id", it->readings[i].id,
						      "text", it->readings[i].text));
	return list;
}

static json_t *unless(bool unstated, json_t *list)
{
	if (!unstated)
		return list;
	json_decref(list);
	return json_string("unstated");
}

json_t *item_json(const struct item *it)
{
	json_t *j = json_object();

	put_text(j, "id", it->id);
	put_text(j, "name", it->name);
	put_text(j, "guide", it->guide);
	put_text(j, "category", it->category);
	put_text(j, "kind", "item");
	put_text(j, "result", it->prints ? "print" : NULL);
	put_text(j, "lines", it->lines);
	put(j, "readings", readings(it));
	put(j, "questions", questions(it));
	put(j, "conditions", conditions(it));
	put(j, "prohibitions", prohibitions(it));
	put(j, "verifications", verifications(it));
	put(j, "materials", materials(it));
	put(j, "window", window(&it->window));
	put(j, "validity", validity(it));
	put(j, "limits", unless(it->limits_stated == STATED_NOT, limits(it)));
	put(j, "steps", unless(it->steps_stated == STATED_NOT, steps(it)));
	put(j, "channels", unless(it->n_channels == 0, channels(it)));
	put(j, "fee", json_fee(it));
	put(j, "phones", unless(it->phones_stated == STATED_NOT && !it->n_phones, phones(it)));
	put(j, "promise", promise_json(it));
	put(j, "overlay", overlay_json(it));
	put(j, "form", form(it));
	put(j, "documents", documents(it));
	put(j, "filled", item_json_filled(it));
	return j;
}
