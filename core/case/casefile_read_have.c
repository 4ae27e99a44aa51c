/* SPDX-License-Identifier: Apache-2.0
 *
 * `have`: what lies on the counter, as casefile.h describes it.
 */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/text.h"
#include "case/casefile_inside.h"

enum { COUNT_MAX = 99999 }; /* rows, copies, pages */

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
	bool ok = reader_ill_typed(r, name, str_text(&known));
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
		return reader_ill_typed(r, "rows_ok", _("不小于 0 的整数"));
	if (!read_count(p, "forms", all_forms, &forms))
		return reader_ill_typed(r, "forms", _("各种形式之和（整数）"));
	if (!read_count(p, "copies", COUNT_MAX, &record->copies) ||
	    !read_count(p, "pages", COUNT_MAX, &record->pages))
		return reader_ill_typed(r, "copies、pages", _("不小于 0 的整数"));
	if (!read_flag(p, "handed_back", &record->handed_back))
		return reader_ill_typed(r, "handed_back", "true/false");
	record->forms = (uint16_t)forms;
	if (!read_flag(p, "good_before", &record->good_before))
		return reader_ill_typed(r, "good_before", "true/false");
	if (!read_flag(p, "printed", &record->printed))
		return reader_ill_typed(r, "printed", "true/false");
	record->not_brought =
		mark->state == PAPER_ABSENT && !record->good_before && !record->printed;
	return true;
}

/* A state by its word; true and false are ok and absent. NULL: none of these. */
static const char *state_word(const json_t *j)
{
	if (json_is_boolean(j))
		return json_is_true(j) ? "ok" : "absent";
	return json_string_value(j);
}

static int row_by_id(const struct people_list *l, const char *id)
{
	char *end;
	long told = strtol(id, &end, 10);

	for (size_t i = 0; *id && !*end && i < l->count; i++)
		if (l->rows[i].id == told)
			return (int)i;
	return -1;
}

/* {"3": "no_seal"}: the states of single rows. */
static bool read_rows(struct reader *r, size_t paper, size_t list, const json_t *rows)
{
	const char *id;
	json_t *state;

	json_object_foreach((json_t *)rows, id, state)
	{
		int row = row_by_id(&r->c->lists[list], id);
		const char *word = state_word(state);
		struct paper_mark mark;
		bool ok = true;
		if (row < 0)
			ok = reader_misfit(r, r->c->item->papers[paper].name, id);
		else if (!word || !state_by_id(word, &mark))
			ok = unknown_state(r, id);
		else
			casefile_mark_row(r->c, paper, (size_t)row,
					  (struct row_mark){mark.state, mark.unfit});
		if (!ok)
			return false;
	}
	return true;
}

/* A number of good ones does not say whose they are. */
static bool counted_only(const struct people_list *l, const struct paper_mark *m)
{
	return m->rows_ok > 0 && (size_t)m->rows_ok < l->count;
}

/* The rows of a paper whose list has some; `p` may be NULL. */
static bool read_by_rows(struct reader *r, size_t paper, size_t list, struct paper_mark mark,
			 const json_t *p)
{
	const json_t *rows = json_object_get(p, "rows");

	if (rows && !json_is_object(rows))
		return reader_ill_typed(r, "rows", _("对象 {\"行号\": 状态}"));
	if (rows && !json_object_get(p, "state"))
		mark.state = PAPER_ABSENT;
	if (!rows && counted_only(&r->c->lists[list], &mark))
		return reader_ill_typed(r, r->c->item->papers[paper].name,
					_("按人逐个标记（rows），只记份数不知道是谁的"));
	mark.rows_ok = 0;
	if (json_object_size(rows))
		r->c->papers[paper].not_brought = false;
	casefile_mark(r->c, paper, mark);
	return read_rows(r, paper, list, rows);
}

/* `p` is NULL where nothing but the state is told. */
static bool read_paper(struct reader *r, const char *name, const char *state, const json_t *p)
{
	int at = item_paper(r->c->item, name);
	struct paper_mark mark;
	struct paper_record record;

	if (at < 0)
		return reader_misfit(r, _("材料"), name);
	if (!state || !state_by_id(state, &mark))
		return unknown_state(r, name);
	if (!read_details(r, p, &mark, &record))
		return false;
	r->c->papers[at] = record;
	if (!reader_files(r, (size_t)at, json_object_get(p, "files")))
		return false;
	int list = casefile_paper_list(r->c, (size_t)at);
	if (list >= 0)
		return read_by_rows(r, (size_t)at, (size_t)list, mark, p);
	casefile_mark(r->c, (size_t)at, mark);
	return true;
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
		return reader_ill_typed(r, "have", _("材料的 id，或含 id 和 state 的对象"));
	return read_paper(r, name, state ? state_word(state) : "ok", p);
}

/* ["id", "id:state", {"id","state",…}] or {"id": "state"}. */
bool reader_have(struct reader *r, json_t *j)
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
