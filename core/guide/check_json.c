/* SPDX-License-Identifier: Apache-2.0
 *
 * The result of a check as JSON. Chinese words come from words.c, so that the
 * screen, the notices and this say the same.
 */
#include "guide/check_json.h"

#include <stdlib.h>

#include "base/text.h"
#include "guide/check_work.h"

json_t *json_text_or_null(const char *text)
{
	return text ? json_string(text) : json_null();
}

json_t *json_day(date_day d)
{
	char text[DATE_TEXT];

	return d == DATE_NONE ? json_null() : json_string(date_format(d, text));
}

static json_t *take_str(struct str *s)
{
	json_t *j = json_string(str_text(s));

	str_done(s);
	return j;
}

/* ---- papers ---- */

static json_t *forms_json(const struct form_case *f)
{
	json_t *list = json_array();

	for (int i = 0; i < FORM_KINDS; i++) {
		if (f->mask >> i & 1)
			json_array_append_new(list, json_string(paper_form_names[i]));
	}
	if (json_array_size(list) > 1)
		return json_pack("{s:o}", f->all ? "all" : "any", list);
	json_t *only = json_incref(json_array_get(list, 0));
	json_decref(list);
	return only;
}

static const struct form_case *form_in_force(const struct paper *p, const enum tri *truths)
{
	for (size_t i = 0; truths && i < p->n_forms; i++) {
		if (truths[p->forms[i].when] == TRI_TRUE)
			return &p->forms[i];
	}
	return p->n_forms ? &p->forms[0] : NULL;
}

json_t *json_paper(const struct item *it, int paper, const enum tri *truths)
{
	const struct paper *p = &it->papers[paper];
	const struct form_case *f = form_in_force(p, truths);
	bool stated = f && f->stated && f->mask, counted = f && f->copies != COPIES_UNSTATED;

	return json_pack("{s:s, s:s, s:o, s:o, s:o}", "id", p->id, "name", p->name, "forms",
			 stated ? forms_json(f) : json_string("unstated"), "copies",
			 counted ? json_integer(f->copies) : json_string("unstated"), "lines",
			 json_text_or_null(p->lines));
}

static json_t *paper_of(const struct check *c, int paper)
{
	json_t *j = json_paper(c->item, paper, c->truths);
	int per = c->item->papers[paper].per;

	if (per >= 0) {
		const struct value *rows = check_value(c, per);
		json_object_set_new(j, "rows",
				    rows->state == VALUE_KNOWN ? json_integer(rows->a)
							       : json_null());
	}
	return j;
}

/* An alternative without its open end, which `open` stands for. */
static json_t *alternative_json(const struct check *c, const int *papers)
{
	json_t *list = json_array();

	for (; *papers >= 0; papers++) {
		if (!c->item->papers[*papers].open_end)
			json_array_append_new(list, paper_of(c, *papers));
	}
	return list;
}

static json_t *group_json(const struct check *c, int row)
{
	const struct demand *d = &c->item->demands[row];
	size_t n = alternative_count(c, row);
	json_t *list = json_array();

	for (size_t i = 0; i < n; i++) {
		int papers[ALTERNATIVE_PAPERS];
		alternative_pick(c, row, i, papers);
		json_t *one = alternative_json(c, papers);
		if (json_array_size(one) > 0)
			json_array_append_new(list, one);
		else
			json_decref(one);
	}
	return json_pack("{s:s, s:o, s:b, s:o, s:o}", "id", d->id, "name",
			 json_text_or_null(d->name), "open", d->open, "alternatives", list, "lines",
			 json_text_or_null(d->lines));
}

json_t *json_required(const struct check *c)
{
	const struct check_work *w = c->work;
	json_t *list = json_array();

	for (size_t i = 0; i < w->n_asks; i++) {
		int paper = w->asks[i].paper;
		if (paper >= 0 && c->paper_need[paper] == NEED_YES)
			json_array_append_new(list, paper_of(c, paper));
	}
	if (json_array_size(list) > 0 || !c->materials_unstated)
		return list;
	json_decref(list);
	return json_string("unstated");
}

json_t *json_any_of(const struct check *c)
{
	const struct check_work *w = c->work;
	json_t *list = json_array();

	for (size_t i = 0; i < w->n_asks; i++) {
		int row = w->asks[i].demand;
		if (row >= 0 && c->demand_need[row] == NEED_YES)
			json_array_append_new(list, group_json(c, row));
	}
	return list;
}

static json_t *with_question(const struct check *c, json_t *j, int var)
{
	json_object_set_new(j, "on", var < 0 ? json_null() : json_string(c->item->vars[var].id));
	return j;
}

static json_t *depends_json(const struct check *c)
{
	const struct check_work *w = c->work;
	json_t *list = json_array();

	for (size_t i = 0; i < w->n_asks; i++) {
		int paper = w->asks[i].paper, row = w->asks[i].demand;
		if (paper >= 0 && c->paper_need[paper] == NEED_DEPENDS)
			json_array_append_new(
				list, with_question(c, paper_of(c, paper), c->paper_on[paper]));
		if (row >= 0 && c->demand_need[row] == NEED_DEPENDS)
			json_array_append_new(
				list, with_question(c, group_json(c, row), c->demand_on[row]));
	}
	return list;
}

static void add_exempt_below(const struct check *c, int row, json_t *list)
{
	const struct demand *d = &c->item->demands[row];

	if (d->kind == DEMAND_PAPER && c->demand_need[row] == NEED_EXEMPT)
		json_array_append_new(list, paper_of(c, d->paper));
	for (size_t i = 0; i < d->count; i++)
		add_exempt_below(c, c->item->children[d->first + i], list);
}

static json_t *exempt_json(const struct check *c)
{
	const struct check_work *w = c->work;
	json_t *list = json_array();

	for (size_t i = 0; i < w->n_asks; i++) {
		int paper = w->asks[i].paper;
		if (paper < 0)
			add_exempt_below(c, w->asks[i].demand, list);
		else if (c->paper_need[paper] == NEED_EXEMPT)
			json_array_append_new(list, paper_of(c, paper));
	}
	return list;
}

/* How many of the rows have it, and who has not. */
static void add_rows(json_t *j, const struct reason *r)
{
	json_object_set_new(j, "rows", json_integer(r->rows));
	json_object_set_new(j, "rows_ok", json_integer(r->rows_ok));
	if (!r->gaps)
		return;
	json_t *lacking = json_array();
	for (int i = 0; i < r->rows - r->rows_ok; i++)
		json_array_append_new(lacking,
				      json_pack("{s:i, s:o, s:o}", "row", r->gaps[i].row, "name",
						json_text_or_null(r->gaps[i].name), "unfit",
						r->gaps[i].unfit < UNFITS
							? json_string(unfit_ids[r->gaps[i].unfit])
							: json_null()));
	json_object_set_new(j, "lacking", lacking);
}

/* What lacks: papers and groups that block. */
static json_t *missing_json(const struct check *c)
{
	json_t *list = json_array();

	for (size_t i = 0; i < c->n_reasons; i++) {
		const struct reason *r = &c->reasons[i];
		bool as_such = r->node == NODE_PAPER && c->paper_need[r->index] == NEED_YES;
		if (r->code == REASON_MISSING_ANY) {
			json_array_append_new(list, group_json(c, r->index));
		} else if (as_such && (r->code == REASON_MISSING || r->code == REASON_UNFIT)) {
			json_t *j = paper_of(c, r->index);
			json_object_set_new(j, "unfit",
					    r->unfit < UNFITS ? json_string(unfit_ids[r->unfit])
							      : json_null());
			if (r->rows > 0)
				add_rows(j, r);
			json_array_append_new(list, j);
		}
	}
	return list;
}

json_t *json_deferrable(const struct check *c)
{
	json_t *list = json_array();

	for (size_t i = 0; i < c->n_reasons; i++) {
		const struct reason *r = &c->reasons[i];
		if (r->code != REASON_DEFERRABLE)
			continue;
		json_t *j = r->node == NODE_PAPER ? paper_of(c, r->index) : group_json(c, r->index);
		json_object_set_new(j, "until", json_day(r->until));
		json_array_append_new(list, j);
	}
	return list;
}

/* ---- the rest ---- */

static json_t *reason_json(const struct check *c, const struct reason *r)
{
	struct str text = {0}, resolve = {0};

	reason_text(c, r, &text);
	reason_resolve(c, r, &resolve);
	return json_pack("{s:s, s:s, s:o, s:o, s:o, s:o}", "code", reason_ids[r->code], "id",
			 reason_id(c, r), "text", take_str(&text), "lines",
			 json_text_or_null(reason_lines(c, r)), "resolve", take_str(&resolve),
			 "until", json_day(r->until));
}

static json_t *reasons_json(const struct check *c)
{
	json_t *list = json_array();

	for (size_t i = 0; i < c->n_reasons; i++)
		json_array_append_new(list, reason_json(c, &c->reasons[i]));
	return list;
}

json_t *json_limits(const struct check *c)
{
	const struct item *it = c->item;

	if (it->limits_stated == STATED_NOT)
		return json_string("unstated");
	json_t *list = json_array();
	for (size_t i = 0; i < it->n_limits; i++) {
		const struct limit *l = &it->limits[i];
		const struct due *d = &c->dues[i];
		if (!d->applies && !d->depends)
			continue;
		json_array_append_new(
			list, json_pack("{s:s, s:s, s:o, s:s, s:o, s:o, s:o}", "id", l->id, "text",
					l->text, "days",
					l->stated ? json_integer(l->days) : json_string("unstated"),
					"unit", day_unit_names[l->unit], "from", json_day(d->from),
					"due", d->depends ? json_null() : json_day(d->due), "why",
					d->depends ? json_string(_("待问题答完确定"))
						   : json_text_or_null(d->why)));
	}
	return list;
}

json_t *json_fee(const struct item *it)
{
	const struct fee *f = &it->fee;
	char yuan[MONEY_TEXT];

	if (f->stated == STATED_NOT)
		return json_string("unstated");
	return json_pack("{s:s, s:o, s:o, s:o, s:o}", "yuan",
			 money_format(f->stated == STATED ? f->amount : 0, yuan), "per",
			 json_text_or_null(f->per), "times",
			 f->per_var < 0 ? json_null() : json_string(it->vars[f->per_var].id),
			 "basis", json_text_or_null(f->basis), "lines",
			 json_text_or_null(f->lines));
}

json_t *check_json(const struct check *c, const struct intake *in)
{
	const struct item *it = c->item;
	json_t *j = json_object();

	json_object_set_new(j, "item", json_string(it->id));
	json_object_set_new(j, "version", json_string(it->version));
	json_object_set_new(j, "on", json_day((date_day)in->values[FACT_ON].a));
	json_object_set_new(j, "outcome", json_string(outcome_ids[c->outcome]));
	json_object_set_new(j, "required", json_required(c));
	json_object_set_new(j, "any_of", json_any_of(c));
	json_object_set_new(j, "depends", depends_json(c));
	json_object_set_new(j, "missing", missing_json(c));
	json_object_set_new(j, "deferrable", json_deferrable(c));
	json_object_set_new(j, "exempt", exempt_json(c));
	json_object_set_new(j, "reasons", reasons_json(c));
	json_object_set_new(j, "next_question",
			    c->next_question < 0 ? json_null()
						 : json_string(it->vars[c->next_question].id));
	json_object_set_new(j, "limits", json_limits(c));
	json_object_set_new(j, "provisional", json_boolean(c->provisional));
	json_object_set_new(j, "fee", json_fee(it));
	return j;
}
