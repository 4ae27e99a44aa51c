/* SPDX-License-Identifier: Apache-2.0 */
#include "guide/consult.h"

static void put_text(json_t *j, const char *key, const char *text)
{
	json_object_set_new(j, key, text ? json_string(text) : json_null());
}

static json_t *texts(const char *const *rows, size_t n)
{
	json_t *list = json_array();

	for (size_t i = 0; i < n; i++)
		json_array_append_new(list, json_string(rows[i]));
	return list;
}

static json_t *row_json(const struct consult_row *row)
{
	json_t *j = json_object();

	put_text(j, "as", consult_row_ids[row->kind]);
	put_text(j, "text", row->text);
	if (row->picture_lost)
		put_text(j, "picture", "unstated");
	if (row->n_parts) {
		json_t *parts = json_array();
		for (size_t i = 0; i < row->n_parts; i++) {
			json_t *part = json_object();
			put_text(part, "name", row->parts[i].name);
			put_text(part, "text", row->parts[i].text);
			json_array_append_new(parts, part);
		}
		json_object_set_new(j, "parts", parts);
	}
	put_text(j, "reading", row->reading);
	put_text(j, "lines", row->lines);
	return j;
}

static json_t *sections(const struct consult *p)
{
	json_t *list = json_array();

	for (size_t i = 0; i < p->n_sections; i++) {
		const struct consult_section *s = &p->sections[i];
		json_t *j = json_object(), *rows = json_array();
		put_text(j, "title", s->title);
		json_object_set_new(j, "level", json_integer(s->level));
		put_text(j, "lines", s->lines);
		for (size_t k = 0; k < s->count; k++)
			json_array_append_new(rows, row_json(&p->rows[s->first + k]));
		json_object_set_new(j, "rows", rows);
		json_array_append_new(list, j);
	}
	return list;
}

static json_t *phones(const struct consult *p)
{
	json_t *list = json_array();

	for (size_t i = 0; i < p->n_phones; i++) {
		json_t *j = json_object();
		put_text(j, "area", p->phones[i].area);
		put_text(j, "number", p->phones[i].number);
		put_text(j, "doubt", p->phones[i].doubt);
		put_text(j, "lines", p->phones[i].lines);
		json_array_append_new(list, j);
	}
	return list;
}

static json_t *pairs(const char *key, const char *first, const char *lines)
{
	json_t *j = json_object();

	put_text(j, key, first);
	put_text(j, "lines", lines);
	return j;
}

json_t *consult_json(const struct consult *p)
{
	json_t *j = json_object(), *basis = json_array(), *items = json_array(),
	       *readings = json_array();

	put_text(j, "id", p->id);
	put_text(j, "name", p->name);
	put_text(j, "guide", p->guide);
	put_text(j, "category", p->category);
	put_text(j, "kind", "consult");
	put_text(j, "lines", p->lines);
	json_object_set_new(j, "audience", texts(p->audience, p->n_audience));
	json_object_set_new(j, "aliases", texts(p->aliases, p->n_aliases));
	for (size_t i = 0; i < p->n_readings; i++)
		json_array_append_new(readings, json_pack("{s:s, s:s}", "id", p->readings[i].id,
							  "text", p->readings[i].text));
	json_object_set_new(j, "readings", readings);
	json_object_set_new(j, "sections", sections(p));
	if (p->phones_stated == STATED)
		json_object_set_new(j, "phones", phones(p));
	else
		put_text(j, "phones", "unstated");
	for (size_t i = 0; i < p->n_basis; i++)
		json_array_append_new(basis, pairs("text", p->basis[i].text, p->basis[i].lines));
	json_object_set_new(j, "basis", basis);
	for (size_t i = 0; i < p->n_links; i++)
		json_array_append_new(items, pairs("id", p->links[i].item, p->links[i].lines));
	json_object_set_new(j, "items", items);
	return j;
}
