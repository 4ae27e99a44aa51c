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
#include "case/casefile.h"

enum { COUNT_MAX = 99999 }; /* rows, copies, pages */

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

/* The same for a thing of another shape than it must have. */
static bool ill_typed(struct reader *r, const char *name, const char *wanted)
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
			const json_t *at = json_object_get(value, "at");
			const json_t *told = json_object_get(value, "source");
			const char *source = json_string_value(told);
			if (strcmp(r->c->item->verifications[i].id, name) != 0)
				continue;
			if ((told && !source) || (at && !json_is_integer(at))) {
				if (!ill_typed(r, name, _("source 为字符串、at 为整数")))
					return false;
				continue;
			}
			record->source = source ? arena_strdup(&r->c->arena, source) : NULL;
			record->at = json_integer_value(at);
		}
	}
	return true;
}

static bool state_by_id(const char *state, struct paper_mark *out)
{
	*out = (struct paper_mark){.state = PAPER_OK};
	if (strcmp(state, "ok") == 0)
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

static bool unknown_state(struct reader *r, const char *name)
{
	struct str known = {0};

	str_add(&known, "ok、absent");
	for (int u = 0; u < UNFITS; u++)
		str_addf(&known, "、%s", unfit_ids[u]);
	bool ok = ill_typed(r, name, str_text(&known));
	str_done(&known);
	return ok;
}

/* Leaves *out alone where the key is not there. */
static bool read_count(const json_t *p, const char *key, int most, int *out)
{
	const json_t *n = json_object_get(p, key);

	if (!n)
		return true;
	if (!json_is_integer(n) || json_integer_value(n) < 0 || json_integer_value(n) > most)
		return false;
	*out = (int)json_integer_value(n);
	return true;
}

static bool read_flag(const json_t *p, const char *key, bool *out)
{
	const json_t *flag = json_object_get(p, key);

	*out = json_is_true(flag);
	return !flag || json_is_boolean(flag);
}

/* What an object tells of a paper beside its state. */
static bool read_details(struct reader *r, const json_t *p, struct paper_mark *mark,
			 struct paper_record *record)
{
	const int all_forms = (1 << FORM_KINDS) - 1;
	int forms = 0;

	*record =
		(struct paper_record){.copies = PAPER_COUNT_UNKNOWN, .pages = PAPER_COUNT_UNKNOWN};
	if (!read_count(p, "rows_ok", COUNT_MAX, &mark->rows_ok))
		return ill_typed(r, "rows_ok", _("不小于 0 的整数"));
	if (!read_count(p, "forms", all_forms, &forms))
		return ill_typed(r, "forms", _("各种形式之和（整数）"));
	if (!read_count(p, "copies", COUNT_MAX, &record->copies) ||
	    !read_count(p, "pages", COUNT_MAX, &record->pages))
		return ill_typed(r, "copies、pages", _("不小于 0 的整数"));
	if (!read_flag(p, "handed_back", &record->handed_back))
		return ill_typed(r, "handed_back", "true/false");
	record->forms = (uint16_t)forms;
	record->not_brought = mark->state == PAPER_ABSENT;
	return true;
}

/* `p` is NULL where nothing but the state is told. */
static bool read_paper(struct reader *r, const char *name, const char *state, const json_t *p)
{
	int at = item_paper(r->c->item, name);
	struct paper_mark mark;
	struct paper_record record;

	if (at < 0)
		return misfit(r, _("材料"), name);
	if (!state || !state_by_id(state, &mark))
		return unknown_state(r, name);
	if (!read_details(r, p, &mark, &record))
		return false;
	r->c->in.marks[at] = mark;
	r->c->papers[at] = record;
	return true;
}

/* A state by its word; true and false are ok and absent. NULL: none of these. */
static const char *state_word(const json_t *j)
{
	if (json_is_boolean(j))
		return json_is_true(j) ? "ok" : "absent";
	return json_string_value(j);
}

static bool read_have_entry(struct reader *r, const json_t *p)
{
	const char *text = json_string_value(p);
	const char *colon = text ? strrchr(text, ':') : NULL;

	if (colon && item_paper(r->c->item, text) < 0) {
		char *id = arena_strndup(&r->c->arena, text, (size_t)(colon - text));
		return read_paper(r, id, colon + 1, NULL);
	}
	if (text)
		return read_paper(r, text, "ok", NULL);
	const char *name = json_string_value(json_object_get(p, "id"));
	const json_t *state = json_object_get(p, "state");
	if (!name)
		return ill_typed(r, "have", _("材料的 id，或含 id 和 state 的对象"));
	return read_paper(r, name, state ? state_word(state) : "ok", p);
}

/* ["id", "id:state", {"id","state",…}] or {"id": "state"}. */
static bool read_have(struct reader *r, json_t *j)
{
	const char *name;
	size_t i;
	json_t *p;

	json_object_foreach(j, name, p)
	{
		if (!read_paper(r, name, state_word(p), NULL))
			return false;
	}
	json_array_foreach(j, i, p)
	{
		if (!read_have_entry(r, p))
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
		return ill_typed(r, "parties", _("含 role 的对象的数组"));
	if (!block)
		return misfit(r, _("当事人"), role ? role : "role");
	json_t *form = json_object();
	json_object_foreach(party, name, value)
	{
		char id[256];
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

static bool read_row(struct reader *r, size_t list, json_t *row)
{
	const struct field *f = &r->c->item->fields[r->c->lists[list].field];
	const char *name;
	json_t *value;

	if (!json_is_object(row))
		return ill_typed(r, "people", _("对象的数组"));
	size_t at = casefile_add_row(r->c, list);
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

static bool read_rows(struct reader *r, size_t list, json_t *rows)
{
	size_t i;
	json_t *row;

	if (!json_is_array(rows))
		return ill_typed(r, "people", _("各行的数组"));
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
		return r->c->n_lists ? read_rows(r, 0, j) : misfit(r, _("名单"), r->c->item->name);
	json_object_foreach(j, path, rows)
	{
		size_t l = 0;
		while (l < r->c->n_lists &&
		       strcmp(r->c->item->fields[r->c->lists[l].field].path, path) != 0)
			l++;
		if (!(l < r->c->n_lists ? read_rows(r, l, rows) : misfit(r, _("名单"), path)))
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
	{"after", SHAPE_STRING, NULL},
	{"duplicate_reason", SHAPE_STRING, NULL},
	{"answers", SHAPE_OBJECT, read_answers},
	{"verified", SHAPE_OBJECT, read_verified},
	{"have", SHAPE_OBJECT | SHAPE_ARRAY, read_have},
	{"form", SHAPE_OBJECT, read_form},
	{"parties", SHAPE_ARRAY, read_parties},
	{"people", SHAPE_OBJECT | SHAPE_ARRAY, read_people},
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
		return ill_typed(r, s->key,
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
	c->after = keep_string(c, j, "after");
	if (dropped)
		*dropped = r.dropped;
	else
		json_decref(r.dropped);
	return ok;
}
