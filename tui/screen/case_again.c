/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/case_again.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

static json_t *answers(const struct case_record *r)
{
	json_t *j = json_object();

	for (size_t i = 0; i < r->n_values; i++)
		json_object_set_new(j, r->values[i].id, json_string(r->values[i].value));
	return j;
}

/* Of a paper that not everybody in the list had: whose were good. NULL: nobody's, or no list. */
static json_t *good_rows(const struct case_record *r, const char *paper)
{
	json_t *rows = json_object();

	for (size_t i = 0; i < r->n_paper_rows; i++) {
		const struct case_paper_row *row = &r->paper_rows[i];
		char id[24];
		if (strcmp(row->paper, paper) != 0 || strcmp(row->state, "ok") != 0)
			continue;
		snprintf(id, sizeof(id), "%lld", (long long)row->row + 1); /* its place */
		json_object_set_new(rows, id, json_string("ok"));
	}
	if (json_object_size(rows))
		return rows;
	json_decref(rows);
	return NULL;
}

static json_t *good_papers(const struct case_record *r)
{
	json_t *j = json_array();

	for (size_t i = 0; i < r->n_papers; i++) {
		const struct case_paper *p = &r->papers[i];
		bool ok = strcmp(p->state, "ok") == 0;
		json_t *rows = ok ? NULL : good_rows(r, p->id);
		if (!ok && !rows)
			continue;
		json_t *paper = json_pack("{s:s, s:s}", "id", p->id, "state", ok ? "ok" : "absent");
		if (rows)
			json_object_set_new(paper, "rows", rows);
		else if (p->rows_ok)
			json_object_set_new(paper, "rows_ok", json_integer(p->rows_ok));
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
		while (json_array_size(rows) <= (size_t)cell->row)
			json_array_append_new(rows, json_object());
		json_object_set_new(json_array_get(rows, (size_t)cell->row), cell->id,
				    json_string(cell->value));
	}
	return j;
}

char *case_again_json(const struct case_record *r)
{
	json_t *j = json_pack("{s:s, s:s?, s:s?, s:o, s:o, s:o, s:o}", "item", r->item, "after",
			      r->number, "channel", r->channel, "answers", answers(r), "have",
			      good_papers(r), "form", form(r), "people", people(r));
	char *text = json_dumps(j, JSON_COMPACT);

	json_decref(j);
	return text;
}
