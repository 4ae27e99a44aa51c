/* SPDX-License-Identifier: Apache-2.0
 *
 * A party the store knows: what is known is filled in as soon as a certificate,
 * a number or name and phone tell who it is, marked 已知 until it was passed with
 * Enter or confirmed by one key, and asked for before the acceptance.
 */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "case/known.h"
#include "store/promises.h"
#include "tui/app.h"
#include "tui/screen/intake_state.h"
#include "tui/screen/person_find.h"
#include "tui/widget/dialog.h"

enum { FOUND = 20 };

static void warn_name(struct intake_screen *s, struct app *app, size_t block,
		      const struct person_row *row)
{
	const struct block *b = &s->item->blocks[block];
	struct str text = {0};

	for (size_t i = b->first; i < b->first + b->count; i++) {
		if (strcmp(s->item->fields[i].id, "name") != 0 ||
		    !form_row(&s->form, ROW_FIELD + (int)i))
			continue;
		app_say(app, STYLE_WARN,
			_("这个号码登记的姓名是“%s”，现在录入的是“%s”：改名了，还是输错了？"),
			row->name, casefile_value(&s->c, i));
		str_clear(&text);
		str_addf(&text, _("登记为“%s”：改名？输错？"), row->name);
		form_say(&s->form, ROW_FIELD + (int)i, STYLE_WARN, str_text(&text));
	}
	str_done(&text);
}

/* Somebody who did not keep a promise stands at the counter: said, whatever is done with it. */
static bool warn_overdue(struct intake_screen *s, struct app *app, size_t block,
			 const struct person_row *row, struct err *e)
{
	const struct block *b = &s->item->blocks[block];
	struct promise_row *rows;
	struct arena a = {0};
	char due[DATE_TEXT];
	size_t n = 0;
	bool ok = promises_overdue_of(s->session->store, row->id, store_today(s->session->store),
				      &a, &rows, &n, e);

	if (ok && n) {
		const char *text = arena_printf(
			&a, _("%s有逾期未补的容缺材料 %zu 份：%s（%s 到期，%s）"), row->name, n,
			rows[0].paper_name, date_format(rows[0].due, due), rows[0].case_number);
		app_say(app, STYLE_BAD, "%s", text);
		for (size_t i = b->first; i < b->first + b->count; i++)
			if (s->item->fields[i].type == FIELD_IDENT &&
			    form_row(&s->form, ROW_FIELD + (int)i))
				form_say(&s->form, ROW_FIELD + (int)i, STYLE_WARN,
					 arena_printf(&a, _("逾期未补 %zu 份：%s"), n,
						      rows[0].paper_name));
	}
	arena_done(&a);
	return ok;
}

static bool take_person(struct intake_screen *s, struct app *app, size_t block,
			const struct person_row *row, bool chosen, struct err *e)
{
	struct arena a = {0};
	struct known_person p = {.row = row};
	struct person_number *numbers = NULL;
	struct case_record *newest = NULL;
	struct store *store = s->session->store;
	size_t n = 0;
	bool ok = people_numbers(store, row->id, &a, &numbers, &p.n_numbers, e) &&
		  people_newest(store, row->id, role_ids[s->item->blocks[block].role], &a, &newest,
				e);

	p.numbers = numbers;
	p.newest = newest;
	if (ok && !known_fill(&s->c, block, &p, chosen, store_today(store), &n))
		warn_name(s, app, block, row);
	if (n) {
		s->dirty = true;
		app_say(app, STYLE_OK,
			_("%s来过：填入已知的 %zu 项，回车逐项确认，Ctrl+R 一次确认"), row->name,
			n);
	}
	arena_done(&a);
	return ok && warn_overdue(s, app, block, row, e);
}

/* Nobody is taken for another by the phone of the family alone. */
static bool by_phone(struct intake_screen *s, const struct known_key *k, struct arena *a,
		     struct person_row **out, struct err *e)
{
	struct person_row *rows = NULL;
	size_t n = 0, fits = 0;

	if (!*k->phone || !*k->name)
		return true;
	if (!people_search(s->session->store, k->phone, FOUND, a, &rows, &n, e))
		return false;
	for (size_t i = 0; i < n; i++)
		if (strcmp(rows[i].name, k->name) == 0 && fits++ == 0)
			*out = &rows[i];
	if (fits != 1)
		*out = NULL;
	return true;
}

/* Once for what the block says now: what the clerk then takes out stays out. */
static bool is_new_key(struct intake_screen *s, size_t block, const struct known_key *k)
{
	const char *text =
		arena_printf(&s->arena, "%s %s %s %s", k->kind, k->number, k->name, k->phone);
	const char *before = s->known_keys[block];

	s->known_keys[block] = text;
	return !before || strcmp(before, text) != 0;
}

void intake_known_left(struct intake_screen *s, struct app *app, int row)
{
	int field = row - ROW_FIELD;
	int block = row >= ROW_FIELD && row < ROW_NOTE ? known_block(s->item, (size_t)field) : -1;
	struct arena a = {0};
	struct person_row *who = NULL;
	struct err e = {0};

	if (block < 0)
		return;
	struct known_key k = known_key(&s->c, (size_t)block);
	if (!is_new_key(s, (size_t)block, &k))
		return;
	bool ok = *k.number ? people_get(s->session->store, k.kind, k.number, &a, &who, &e)
			    : by_phone(s, &k, &a, &who, &e);
	if (ok && who)
		ok = take_person(s, app, (size_t)block, who, false, &e);
	if (!ok)
		app_say(app, STYLE_BAD, "%s", e.text);
	k = known_key(&s->c, (size_t)block);
	is_new_key(s, (size_t)block, &k);
	arena_done(&a);
}

void intake_known_confirm(struct intake_screen *s)
{
	known_confirm_all(&s->c);
	s->dirty = true;
	intake_refresh(s);
}

/* ---- before the acceptance ---- */

struct step intake_ask_known(struct intake_screen *s)
{
	struct arena a = {0};
	struct str text = {0};

	str_add(&text, _("下面是以前登记的，请向本人核对：\n"));
	for (size_t i = 0; i < s->item->n_fields; i++) {
		const struct form_row *row = form_row(&s->form, ROW_FIELD + (int)i);
		if (s->c.known[i] != KNOWN_OPEN || !row)
			continue;
		str_addf(&text, "%s　%s\n", s->item->fields[i].label,
			 known_is_masked(&s->c, i) ? known_masked(&s->c, i, &a)
						   : casefile_value(&s->c, i));
	}
	struct step step = step_push(
		dialog_confirm(TAG_KNOWN, _("已知的内容还没有确认"), str_text(&text), _("都对")));
	str_done(&text);
	arena_done(&a);
	return step;
}

/* ---- by search ---- */

static int block_of_keys(const struct intake_screen *s)
{
	const struct form_row *row = form_current(&s->form);
	int field = row ? row->spec.id - ROW_FIELD : -1;
	int block = s->pane == PANE_FORM && field >= 0 && row->spec.id < ROW_NOTE
			    ? known_block(s->item, (size_t)field)
			    : -1;

	return block >= 0 ? block : known_first_block(s->item);
}

struct step intake_find_person(struct intake_screen *s, struct app *app)
{
	s->find_block = block_of_keys(s);
	if (s->find_block < 0) {
		app_say(app, STYLE_WARN, _("这个事项没有要填的人员或单位"));
		return step_redraw();
	}
	struct known_key k = known_key(&s->c, (size_t)s->find_block);
	struct screen *next = person_find_pick(*k.number ? k.number : k.name);
	next->tag = TAG_PERSON;
	return step_push(next);
}

static bool take_row(struct intake_screen *s, struct app *app, size_t block, int64_t id,
		     struct err *e)
{
	struct arena a = {0};
	struct person_row *who = NULL;
	bool ok = people_by_id(s->session->store, id, &a, &who, e) &&
		  (!who || take_person(s, app, block, who, true, e));

	arena_done(&a);
	struct known_key k = known_key(&s->c, block);
	is_new_key(s, block, &k);
	return ok;
}

struct step intake_take_person(struct intake_screen *s, struct app *app,
			       const struct screen_event *ev)
{
	struct err e;

	if (ev->answer < 0)
		return step_redraw();
	if (!take_row(s, app, (size_t)s->find_block, strtoll(ev->text, NULL, 10), &e))
		app_say(app, STYLE_BAD, "%s", e.text);
	intake_refresh(s);
	return step_redraw();
}

/* Who made an appointment: what was told then, and whatever the store knows by it. */
static void begin_caller(struct intake_screen *s, struct app *app, size_t block)
{
	const struct session_caller caller = s->session->caller;
	const struct block *b = &s->item->blocks[block];
	date_day today = store_today(s->session->store);
	const char *const values[][2] = {
		{"name", caller.name}, {"phone", caller.phone}, {"cert", caller.certificate}};
	struct err e;

	s->session->caller = (struct session_caller){0};
	for (size_t i = b->first; i < b->first + b->count; i++)
		for (size_t v = 0; v < sizeof(values) / sizeof(values[0]); v++)
			if (strcmp(s->item->fields[i].id, values[v][0]) == 0 && *values[v][1] &&
			    !*casefile_value(&s->c, i))
				casefile_set(&s->c, i, values[v][1], today, NULL, &e);
	s->dirty = true;
	intake_refresh(s);
	intake_known_left(s, app, ROW_FIELD + (int)b->first);
	intake_refresh(s);
}

void intake_begin_person(struct intake_screen *s, struct app *app)
{
	int block = known_first_block(s->item);
	int64_t id = s->session->subject;
	struct err e;

	s->session->subject = 0;
	if (*s->session->caller.name && block >= 0 && !s->resume_json)
		begin_caller(s, app, (size_t)block);
	if (!id || block < 0)
		return;
	if (!take_row(s, app, (size_t)block, id, &e))
		app_say(app, STYLE_BAD, "%s", e.text);
	intake_refresh(s);
}
