/* SPDX-License-Identifier: Apache-2.0
 *
 * The casefile as JSON: drafts, the payload of an event. Ids throughout, so that
 * a reworded question still finds its answer. casefile_read.c reads it back.
 */
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "base/text.h"
#include "case/casefile_inside.h"

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
		if (c->verified[i].seen)
			json_object_set_new(record, "seen", json_string(c->verified[i].seen));
		if (c->verified[i].by)
			json_object_set_new(record, "by", json_string(c->verified[i].by));
		if (c->verified[i].at)
			json_object_set_new(record, "at", json_integer(c->verified[i].at));
		json_object_set_new(j, id, record);
	}
	return j;
}

static const char *state_id(enum paper_state state, enum unfit unfit)
{
	return state == PAPER_OK ? "ok" : state == PAPER_UNFIT ? unfit_ids[unfit] : "absent";
}

/* Who has what, where not everybody has a good one. */
static void put_rows(json_t *p, const struct casefile *c, size_t paper)
{
	int list = casefile_paper_list(c, paper);

	if (list < 0 || c->in.marks[paper].state == PAPER_OK)
		return;
	const struct people_list *l = &c->lists[list];
	json_t *rows = json_object();
	for (size_t r = 0; r < l->count; r++) {
		const struct row_mark *m = &l->rows[r].marks[paper];
		char id[16];
		snprintf(id, sizeof(id), "%d", l->rows[r].id);
		if (m->state != PAPER_ABSENT)
			json_object_set_new(rows, id, json_string(state_id(m->state, m->unfit)));
	}
	json_object_set_new(p, "state", json_string("absent"));
	json_object_set_new(p, "rows", rows);
}

static json_t *have_json(const struct casefile *c)
{
	json_t *j = json_array();

	for (size_t i = 0; i < c->item->n_papers; i++) {
		const struct paper_mark *m = &c->in.marks[i];
		const struct paper_record *r = &c->papers[i];
		if (!casefile_touched(c, i) && !r->printed)
			continue;
		json_t *p = json_pack("{s:s, s:s}", "id", c->item->papers[i].id, "state",
				      state_id(m->state, m->unfit));
		put_rows(p, c, i);
		if (m->rows_ok && !m->rows)
			json_object_set_new(p, "rows_ok", json_integer(m->rows_ok));
		if (r->forms)
			json_object_set_new(p, "forms", json_integer(r->forms));
		if (r->copies != PAPER_COUNT_UNKNOWN)
			json_object_set_new(p, "copies", json_integer(r->copies));
		if (r->pages != PAPER_COUNT_UNKNOWN)
			json_object_set_new(p, "pages", json_integer(r->pages));
		if (r->good_before)
			json_object_set_new(p, "good_before", json_true());
		if (r->printed)
			json_object_set_new(p, "printed", json_true());
		if (r->handed_back)
			json_object_set_new(p, "handed_back", json_true());
		if (r->n_files)
			json_object_set_new(p, "files", casefile_files_json(r));
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
			json_t *row = json_pack("{s:i}", "row", c->lists[l].rows[r].id);
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

/* {"insured.phone": true}: filled in from what is known, and confirmed or not. */
static json_t *known_json(const struct casefile *c)
{
	json_t *j = json_object();

	for (size_t i = 0; i < c->item->n_fields; i++)
		if (c->known[i] != KNOWN_NOT)
			json_object_set_new(j, c->item->fields[i].path,
					    json_boolean(c->known[i] == KNOWN_CONFIRMED));
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

	json_t *known = known_json(c);
	if (json_object_size(known))
		json_object_set(j, "known", known);
	json_decref(known);
	if (c->request_id)
		json_object_set_new(j, "request_id", json_string(c->request_id));
	if (c->external_number)
		json_object_set_new(j, "external_number", json_string(c->external_number));
	if (c->notice)
		json_object_set_new(j, "notice", json_string(c->notice));
	if (c->prereview_number)
		json_object_set_new(j, "prereview_number", json_string(c->prereview_number));
	if (c->late_number)
		json_object_set_new(j, "late_number", json_string(c->late_number));
	if (c->late_at)
		json_object_set_new(j, "late_at", json_string(c->late_at));
	if (c->after)
		json_object_set_new(j, "after", json_string(c->after));
	if (c->mistaken)
		json_object_set_new(j, "mistaken", json_string(c->mistaken));
	if (c->mistaken_fault)
		json_object_set_new(j, "mistaken_fault", json_string(c->mistaken_fault));
	if (c->mistaken_reason)
		json_object_set_new(j, "mistaken_reason", json_string(c->mistaken_reason));
	return j;
}
