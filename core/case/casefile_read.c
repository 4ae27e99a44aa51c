/* SPDX-License-Identifier: Apache-2.0
 *
 * The casefile from JSON: `accept FILE` and drafts. A file is taken as it was
 * meant or not at all, and the fault is named; of an old draft, what no longer
 * fits is left out and named.
 */
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "base/text.h"
#include "case/casefile_inside.h"

enum { ROW_ID_MAX = 99999999 };

bool reader_misfit(struct reader *r, const char *where, const char *name)
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

bool reader_ill_typed(struct reader *r, const char *name, const char *wanted)
{
	if (r->lenient) {
		json_array_append_new(r->dropped, json_sprintf("%s：%s", name, wanted));
		return true;
	}
	return err_set(r->e, ERR_INPUT, _("“%s”的写法不对，应为%s"), name, wanted);
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
	return ok || reader_misfit(r, where, name);
}

static bool read_answers(struct reader *r, json_t *j)
{
	const char *name;
	json_t *value;

	json_object_foreach(j, name,
			    value) if (!read_answer(r, _("回答"), name, value)) return false;
	return true;
}

static bool read_text(struct reader *r, const json_t *object, const char *name, const char **out)
{
	const json_t *j = json_object_get(object, name);

	*out = json_is_string(j) ? arena_strdup(&r->c->arena, json_string_value(j)) : NULL;
	return !j || *out;
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
			const json_t *at = json_object_get(value, "at");
			if (strcmp(r->c->item->verifications[i].id, name) != 0)
				continue;
			if (!read_text(r, value, "source", &record->source) ||
			    !read_text(r, value, "seen", &record->seen) ||
			    !read_text(r, value, "by", &record->by) ||
			    (at && !json_is_integer(at))) {
				if (!reader_ill_typed(r, name,
						      _("source、seen、by 为字符串，at 为整数")))
					return false;
				continue;
			}
			record->at = json_integer_value(at);
		}
	}
	return true;
}

/* A bad value of a draft stays as it was typed; of a file it is a fault. */
static bool read_field(struct reader *r, int field, const char *name, const json_t *value)
{
	if (field < 0 || !json_is_string(value))
		return reader_misfit(r, _("表单"), name);
	const struct field *f = &r->c->item->fields[field];
	if (f->type == FIELD_SECRET && !r->lenient)
		return err_set(r->e, ERR_INPUT,
			       _("%s：密码、验证码不能写在文件里，由本人在窗口当面录入"), f->label);
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

/* Of a draft alone; a file's values are whoever wrote it confirms. */
static bool read_known(struct reader *r, json_t *j)
{
	const char *name;
	json_t *value;

	json_object_foreach(j, name, value)
	{
		int field = casefile_field(r->c, name);
		if (field < 0 || !json_is_boolean(value)) {
			if (!reader_misfit(r, _("已知"), name))
				return false;
			continue;
		}
		r->c->known[field] = json_is_true(value) ? KNOWN_CONFIRMED : KNOWN_OPEN;
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

/* The n-th block of a role, from 0. */
static const struct block *block_of_role(const struct item *it, int role, int n)
{
	for (size_t b = 0; b < it->n_blocks; b++)
		if ((int)it->blocks[b].role == role && n-- == 0)
			return &it->blocks[b];
	return NULL;
}

/* {"role":"insured","name":…}: the fields of the block with that role, by their last part; the
 * n-th of a role is its n-th block. */
static bool read_party(struct reader *r, json_t *party, int seen[ROLES])
{
	const char *role = json_string_value(json_object_get(party, "role"));
	int want = role_by_id(role);
	const struct block *block = want < 0 ? NULL : block_of_role(r->c->item, want, seen[want]++);
	const char *name;
	json_t *value;

	if (!json_is_object(party))
		return reader_ill_typed(r, "parties", _("含 role 的对象的数组"));
	if (!block)
		return reader_misfit(r, _("当事人"), role ? role : "role");
	json_t *form = json_object();
	json_object_foreach(party, name, value)
	{
		char id[256];
		if (strcmp(block->id, "own") == 0)
			snprintf(id, sizeof(id), "%s", name);
		else
			snprintf(id, sizeof(id), "%s.%s", block->id, name);
		if (strcmp(name, "role") != 0)
			json_object_set(form, id, value);
	}
	bool ok = read_form(r, form);
	json_decref(form);
	return ok;
}

static bool read_parties(struct reader *r, json_t *j)
{
	int seen[ROLES] = {0};
	size_t i;
	json_t *party;

	json_array_foreach(j, i, party)
	{
		if (!read_party(r, party, seen))
			return false;
	}
	return true;
}

/* The id of the newest row, where one is told: a number no other row has. */
static bool read_row_id(struct reader *r, struct people_list *l, const json_t *id)
{
	if (!id)
		return true;
	json_int_t told = json_integer_value(id);
	bool good = json_is_integer(id) && told > 0 && told <= ROW_ID_MAX;
	for (size_t i = 0; good && i + 1 < l->count; i++)
		good = l->rows[i].id != told;
	if (!good)
		return reader_ill_typed(r, "row", _("各行不同的正整数"));
	l->rows[l->count - 1].id = (int)told;
	if (told > l->last_id)
		l->last_id = (int)told;
	return true;
}

static bool read_row(struct reader *r, size_t list, json_t *row)
{
	const struct field *f = &r->c->item->fields[r->c->lists[list].field];
	const char *name;
	json_t *value;

	if (!json_is_object(row))
		return reader_ill_typed(r, "people", _("对象的数组"));
	size_t at = casefile_add_row(r->c, list);
	if (!read_row_id(r, &r->c->lists[list], json_object_get(row, "row")))
		return false;
	json_object_foreach(row, name, value)
	{
		if (strcmp(name, "row") == 0)
			continue;
		int column = -1;
		for (int i = 0; i < f->n_columns; i++)
			if (strcmp(r->c->item->columns[f->first_column + i].id, name) == 0)
				column = i;
		if (column < 0 || !json_is_string(value)) {
			if (!reader_misfit(r, f->label, name))
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

static bool read_rows(struct reader *r, size_t list, json_t *rows)
{
	size_t i;
	json_t *row;

	if (!json_is_array(rows))
		return reader_ill_typed(r, "people", _("各行的数组"));
	json_array_foreach(rows, i, row)
	{
		if (!read_row(r, list, row))
			return false;
	}
	return true;
}

/* [rows] of the item's first list, or {"list field": [rows]}. */
static bool read_people(struct reader *r, json_t *j)
{
	const char *path;
	json_t *rows;

	if (json_is_array(j) && json_array_size(j))
		return r->c->n_lists ? read_rows(r, 0, j)
				     : reader_misfit(r, _("名单"), r->c->item->name);
	json_object_foreach(j, path, rows)
	{
		size_t l = 0;
		while (l < r->c->n_lists &&
		       strcmp(r->c->item->fields[r->c->lists[l].field].path, path) != 0)
			l++;
		if (!(l < r->c->n_lists ? read_rows(r, l, rows)
					: reader_misfit(r, _("名单"), path)))
			return false;
	}
	return true;
}

/* ---- the whole ---- */

enum shape { SHAPE_STRING = 1, SHAPE_OBJECT = 2, SHAPE_ARRAY = 4 };

static const struct section {
	const char *key;
	unsigned shape;
	bool (*read)(struct reader *r, json_t *j); /* NULL: taken elsewhere */
} sections[] = {
	/* In the order they are read. */
	{"item", SHAPE_STRING, NULL},
	{"version", SHAPE_STRING, NULL},
	{"channel", SHAPE_STRING, NULL},
	{"on", SHAPE_STRING, NULL},
	{"request_id", SHAPE_STRING, NULL},
	{"external_number", SHAPE_STRING, NULL},
	{"prereview_number", SHAPE_STRING, NULL},
	{"late_number", SHAPE_STRING, NULL},
	{"late_at", SHAPE_STRING, NULL},
	{"notice", SHAPE_STRING, NULL},
	{"after", SHAPE_STRING, NULL},
	{"mistaken", SHAPE_STRING, NULL},
	{"mistaken_fault", SHAPE_STRING, NULL},
	{"mistaken_reason", SHAPE_STRING, NULL},
	{"duplicate_reason", SHAPE_STRING, NULL},
	{"answers", SHAPE_OBJECT, read_answers},
	{"verified", SHAPE_OBJECT, read_verified},
	{"form", SHAPE_OBJECT, read_form},
	{"parties", SHAPE_ARRAY, read_parties},
	{"known", SHAPE_OBJECT, read_known},
	{"people", SHAPE_OBJECT | SHAPE_ARRAY, read_people},
	{"have", SHAPE_OBJECT | SHAPE_ARRAY, reader_have},
};
enum { SECTIONS = sizeof(sections) / sizeof(sections[0]) };

static bool only_known_keys(struct reader *r, json_t *j)
{
	const char *key;
	json_t *value;

	json_object_foreach(j, key, value)
	{
		bool known = false;
		for (size_t i = 0; i < SECTIONS; i++)
			known |= strcmp(sections[i].key, key) == 0;
		if (!known && r->lenient)
			json_array_append_new(r->dropped, json_string(key));
		else if (!known)
			return err_set(r->e, ERR_INPUT, _("不认识的键“%s”，请核对写法"), key);
	}
	return true;
}

static bool read_section(struct reader *r, json_t *j, const struct section *s)
{
	json_t *value = json_object_get(j, s->key);

	if (!value || json_is_null(value))
		return true;
	unsigned shape = json_is_string(value)	 ? SHAPE_STRING
			 : json_is_object(value) ? SHAPE_OBJECT
			 : json_is_array(value)	 ? SHAPE_ARRAY
						 : 0;
	if (!(shape & s->shape))
		return reader_ill_typed(r, s->key,
					s->shape == SHAPE_STRING   ? _("字符串")
					: s->shape == SHAPE_OBJECT ? _("对象 {}")
					: s->shape == SHAPE_ARRAY  ? _("数组 []")
								   : _("数组 [] 或对象 {}"));
	return !s->read || s->read(r, value);
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
	bool ok;

	err_clear(e);
	ok = only_known_keys(&r, (json_t *)j);
	if (ok && channel)
		ok = answer_parse(c->item, FACT_CHANNEL, channel, &c->in.values[FACT_CHANNEL], e);
	for (size_t i = 0; ok && i < SECTIONS; i++)
		ok = read_section(&r, (json_t *)j, &sections[i]);
	c->request_id = keep_string(c, j, "request_id");
	c->external_number = keep_string(c, j, "external_number");
	c->prereview_number = keep_string(c, j, "prereview_number");
	c->late_number = keep_string(c, j, "late_number");
	c->late_at = keep_string(c, j, "late_at");
	c->notice = keep_string(c, j, "notice");
	c->after = keep_string(c, j, "after");
	c->mistaken = keep_string(c, j, "mistaken");
	c->mistaken_fault = keep_string(c, j, "mistaken_fault");
	c->mistaken_reason = keep_string(c, j, "mistaken_reason");
	if (dropped)
		*dropped = r.dropped;
	else
		json_decref(r.dropped);
	return ok;
}
