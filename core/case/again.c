/* SPDX-License-Identifier: Apache-2.0 */
#include "case/again.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "store/cases.h"

/* The office is where the clerk sits now. */
static json_t *answers(const struct case_record *r)
{
	json_t *j = json_object();

	for (size_t i = 0; i < r->n_values; i++)
		if (strcmp(r->values[i].id, "office") != 0)
			json_object_set_new(j, r->values[i].id, json_string(r->values[i].value));
	return j;
}

static json_t *verified(const struct case_record *r)
{
	json_t *j = json_object();

	for (size_t i = 0; i < r->n_verifications; i++) {
		const struct case_verification *v = &r->verifications[i];
		json_t *record =
			json_pack("{s:s, s:I}", "result", v->result, "at", (json_int_t)v->at);
		if (v->source)
			json_object_set_new(record, "source", json_string(v->source));
		json_object_set_new(j, v->id, record);
	}
	return j;
}

/* Rows of a people list are told apart by a number of their own, from 1. */
static int row_id(int64_t row)
{
	return (int)row + 1;
}

/* Whose was good, of a paper that was not there for all: NULL where it has no rows. */
static json_t *good_rows(const struct case_record *r, const char *paper)
{
	json_t *rows = NULL;

	for (size_t i = 0; i < r->n_paper_rows; i++) {
		const struct case_paper_row *row = &r->paper_rows[i];
		char id[16];
		if (strcmp(row->paper, paper) != 0 || strcmp(row->state, "ok") != 0)
			continue;
		if (!rows)
			rows = json_object();
		snprintf(id, sizeof(id), "%d", row_id(row->row));
		json_object_set_new(rows, id, json_string("ok"));
	}
	return rows;
}

static json_t *good_papers(const struct case_record *r)
{
	json_t *j = json_array();

	for (size_t i = 0; i < r->n_papers; i++) {
		const struct case_paper *p = &r->papers[i];
		bool good = strcmp(p->state, "ok") == 0;
		json_t *rows = good ? NULL : good_rows(r, p->id);
		if (!good && !rows)
			continue;
		json_t *paper = json_pack("{s:s, s:s, s:b}", "id", p->id, "state", "absent",
					  "good_before", 1);
		if (rows)
			json_object_set_new(paper, "rows", rows);
		if (p->copies)
			json_object_set_new(paper, "copies", json_integer(p->copies));
		if (p->pages)
			json_object_set_new(paper, "pages", json_integer(p->pages));
		json_array_append_new(j, paper);
	}
	return j;
}

static json_t *form(const struct case_record *r)
{
	json_t *j = json_object();

	for (size_t i = 0; i < r->n_fields; i++)
		json_object_set_new(j, r->fields[i].id, json_string(r->fields[i].value));
	return j;
}

static json_t *people(const struct case_record *r)
{
	json_t *j = json_object();

	for (size_t i = 0; i < r->n_cells; i++) {
		const struct case_cell *cell = &r->cells[i];
		json_t *rows = json_object_get(j, cell->list);
		if (!rows) {
			rows = json_array();
			json_object_set_new(j, cell->list, rows);
		}
		for (size_t n = json_array_size(rows); n <= (size_t)cell->row; n++)
			json_array_append_new(rows, json_pack("{s:i}", "row", row_id((int64_t)n)));
		json_object_set_new(json_array_get(rows, (size_t)cell->row), cell->id,
				    json_string(cell->value));
	}
	return j;
}

json_t *again_json(const struct case_record *r)
{
	json_t *j = json_pack("{s:s, s:s?, s:o, s:o, s:o, s:o, s:o}", "item", r->item, "channel",
			      r->channel, "answers", answers(r), "verified", verified(r), "have",
			      good_papers(r), "form", form(r), "people", people(r));

	if (r->number)
		json_object_set_new(j, r->state == CASE_NOTICED ? "notice" : "after",
				    json_string(r->number));
	return j;
}

/* ---- the notice ---- */

/* A letter of the name or a digit of the number may be put right; both differ: another person. */
static bool is_another(const struct casefile *c, const struct case_record *r)
{
	struct casefile_party now = casefile_principal(c);
	const struct case_party *then = r->n_parties ? &r->parties[0] : NULL;

	return then && then->name && then->number && *now.name && *now.number &&
	       strcmp(then->name, now.name) != 0 && strcmp(then->number, now.number) != 0;
}

bool again_notice(struct store *s, const struct casefile *c, struct arena *a,
		  struct case_record **out, struct err *e)
{
	*out = NULL;
	if (!c->notice)
		return true;
	if (!cases_get(s, c->notice, a, out, e))
		return false;
	const struct case_record *r = *out;
	if (!r)
		return err_set(e, ERR_INPUT, _("库里没有编号 %s 的告知"), c->notice);
	if (r->state != CASE_NOTICED)
		return err_set(e, ERR_REFUSED, _("%s 已是“%s”，不能再次办理。请打开该件查看"),
			       c->notice, _(case_state_names[r->state]));
	if (is_another(c, r))
		return err_set(e, ERR_REFUSED, _("告知书 %s 是给另一人（%s）的，请另起一件"),
			       c->notice, r->parties[0].name);
	return true;
}

size_t again_confirm(struct casefile *c)
{
	size_t n = 0;

	for (size_t i = 0; i < c->item->n_papers; i++) {
		if (!c->papers[i].good_before || c->in.marks[i].state != PAPER_ABSENT)
			continue;
		casefile_mark(c, i, (struct paper_mark){.state = PAPER_OK});
		n++;
	}
	return n;
}

/* ---- what was scanned ---- */

bool again_number(const char *text, char out[NUMBER_TEXT])
{
	static const char marks[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

	if (number_parse(text, out, NULL))
		return true;
	for (const char *at = text; *(at += strcspn(at, marks)); at += strspn(at, marks)) {
		char word[NUMBER_TEXT];
		size_t n = strspn(at, marks);
		if (n >= sizeof(word))
			continue;
		snprintf(word, sizeof(word), "%.*s", (int)n, at);
		if (number_parse(word, out, NULL))
			return true;
	}
	return false;
}
