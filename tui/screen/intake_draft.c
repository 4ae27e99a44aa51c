/* SPDX-License-Identifier: Apache-2.0
 *
 * The draft of an intake: written after the paint, read when the intake goes on,
 * parked with one key, and never left behind unsaved without a word. When another
 * clerk takes it over while this one types, what was typed here since goes on as
 * a draft of its own: neither overwrites the other.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "base/text.h"
#include "case/pinned.h"
#include "case/record_make.h"
#include "tui/app.h"
#include "tui/screen/intake_state.h"
#include "tui/visit.h"
#include "tui/widget/dialog.h"

bool intake_read_draft(struct intake_screen *s, struct err *e)
{
	json_error_t why;
	json_t *j = json_loads(s->resume_json, 0, &why), *dropped = NULL;

	if (!j)
		return err_set(e, ERR_STORE, _("草稿读不出来：%s"), why.text);
	bool ok = casefile_from_json(&s->c, j, true, &dropped, store_today(s->session->store), e);
	if (ok)
		intake_keep_dropped(s, j, dropped);
	json_decref(dropped);
	json_decref(j);
	return ok;
}

void intake_go_on(struct intake_screen *s)
{
	struct err e;

	if (!s->resume_json)
		return;
	if (!intake_form_first_fault(s, &e)) {
		if (s->n_paper_rows)
			s->pane = PANE_PAPERS;
		return;
	}
	struct form_row *row = form_current(&s->form);
	if (row && !form_answered(row)) /* empty is no fault yet */
		form_say(&s->form, row->spec.id, STYLE_NORMAL, "");
}

const char *intake_new_request(struct arena *a)
{
	unsigned char bytes[12];
	char *hex = arena_alloc(a, 2 * sizeof(bytes) + 1);

	if (getrandom(bytes, sizeof(bytes), 0) != (ssize_t)sizeof(bytes))
		return NULL;
	for (size_t i = 0; i < sizeof(bytes); i++)
		snprintf(hex + 2 * i, 3, "%02x", bytes[i]);
	return hex;
}

static const char *draft_title(const struct intake_screen *s)
{
	struct casefile_party who = casefile_principal(&s->c);

	return *who.name ? who.name : s->item->name;
}

/* Opened, looked at, left: that is no draft. */
static bool has_content(const struct intake_screen *s)
{
	for (size_t i = 0; i < s->item->n_vars; i++)
		if (s->item->vars[i].kind != VAR_FACT && s->c.in.values[i].state != VALUE_OPEN)
			return true;
	for (size_t i = 0; i < s->item->n_fields; i++)
		if (s->c.values[i] && s->item->fields[i].type != FIELD_IDENT_KIND)
			return true;
	for (size_t i = 0; i < s->item->n_papers; i++)
		if (casefile_touched(&s->c, i))
			return true;
	for (size_t l = 0; l < s->c.n_lists; l++)
		if (s->c.lists[l].count)
			return true;
	return false;
}

static int64_t papers_on_counter(const struct intake_screen *s)
{
	int64_t n = 0;

	for (size_t i = 0; i < s->item->n_papers; i++)
		n += s->c.in.marks[i].state != PAPER_ABSENT && !s->c.papers[i].handed_back;
	return n;
}

/* ---- whom it is about ---- */

enum { PEOPLE_MOST = 64 };

/* An agent may stand at one counter with several people's papers: whom it is about are the
 * others. A long list is not looked for one by one. */
static bool is_looked_for(const struct case_party *p)
{
	return p->number && *p->number && strcmp(p->role, role_ids[ROLE_AGENT]) != 0 &&
	       strcmp(p->role, role_ids[ROLE_HANDLER]) != 0;
}

const struct draft_person *intake_people(const struct intake_screen *s, struct arena *a, size_t *n)
{
	struct draft_person *people = NULL;
	struct case_record r;

	*n = 0;
	case_record_init(&r);
	record_make_parties(&r, a, &s->c, s->k);
	for (size_t i = 0; i < r.n_parties && *n < PEOPLE_MOST; i++) {
		if (is_looked_for(&r.parties[i]))
			*ARENA_PUSH(a, people, *n) =
				(struct draft_person){r.parties[i].kind, r.parties[i].number};
	}
	return people;
}

/* ---- saving ---- */

/* `split_from` as drafts_split wants it; NULL to save. */
static bool save(struct intake_screen *s, bool parked, const char *split_from, struct err *e)
{
	struct arena a = {0};
	json_t *j = casefile_json(&s->c);
	char *text = json_dumps(j, JSON_COMPACT);
	struct draft d = {
		.id = s->draft_id,
		.revision = s->draft_revision,
		.owner = s->session->login,
		.window = s->session->who.window,
		.item = s->item->id,
		.title = draft_title(s),
		.parked = parked,
		.json = text,
		.visit = s->session->who.visit,
		.papers = papers_on_counter(s),
	};

	/* So that a later version can name what it has no place for; ids where this fails. */
	if (!s->draft_id)
		pinned_keep(s->session->store, &s->session->who, s->item, e);
	d.people = intake_people(s, &a, &d.n_people);
	bool ok = split_from ? drafts_split(s->session->store, &d, split_from, e)
			     : drafts_save(s->session->store, &d, e);
	if (ok) {
		s->draft_id = d.id;
		s->draft_revision = d.revision;
		s->dirty = false;
	}
	free(text);
	json_decref(j);
	arena_done(&a);
	return ok;
}

bool intake_save_draft(struct intake_screen *s, struct err *e)
{
	return (!s->draft_id && !has_content(s)) || save(s, false, NULL, e);
}

/* A request of its own: the case of the one who took it over is another. */
static bool split(struct intake_screen *s, const char *taker, struct err *e)
{
	const char *request = s->c.request_id;

	s->c.request_id = intake_new_request(&s->c.arena);
	if (save(s, false, taker, e))
		return true;
	s->c.request_id = request;
	return false;
}

void intake_close_draft(struct intake_screen *s)
{
	const struct draft d = {
		.id = s->draft_id, .revision = s->draft_revision, .owner = s->session->login};
	struct arena a = {0};
	const char *taker = "";
	struct err e;

	if (s->dirty && !intake_save_draft(s, &e) && s->draft_id &&
	    drafts_lost(s->session->store, &d, &a, &taker, &e))
		split(s, taker, &e);
	if (s->draft_id)
		drafts_release(s->session->store, s->draft_id, &e);
	arena_done(&a);
}

/* ---- taken over while it was open here ---- */

bool intake_lost(struct intake_screen *s, struct step *step)
{
	const struct draft d = {
		.id = s->draft_id, .revision = s->draft_revision, .owner = s->session->login};
	struct arena a = {0};
	struct str text = {0};
	const char *taker = "";
	struct err why, e;

	if (!s->draft_id || !drafts_lost(s->session->store, &d, &a, &taker, &why)) {
		arena_done(&a);
		return false;
	}
	str_addf(&text, "%s。\n", why.text);
	bool typed = s->dirty, kept = typed && split(s, taker, &e);
	if (!typed)
		s->draft_id = 0;
	if (kept)
		str_add(&text, _("您刚填的没有丢：已另存为您自己的一份草稿，屏幕上的就是它。\n"
				 "与接手的人核对后，用 Esc 返回，在草稿里删除多余的一份。"));
	else if (typed)
		str_addf(&text, _("您刚填的还没有另存上：%s"), e.text);
	struct screen *message =
		dialog_message(TAG_TEXT, STYLE_WARN, _("草稿已不在本窗口"), str_text(&text));
	*step = typed ? step_push(message) : step_replace(message);
	str_done(&text);
	arena_done(&a);
	return true;
}

/* Said once; tried again with every change and when the screen is left. */
struct step intake_tick(struct intake_screen *s, struct app *app)
{
	struct step step;
	struct err e;

	if (intake_tell_dropped(s, &step) || intake_lost(s, &step))
		return step;
	bool seen = intake_look_around(s);
	if (!s->dirty || intake_save_draft(s, &e)) {
		s->unsaved_said = false;
		return seen ? step_redraw() : step_stay();
	}
	if (s->unsaved_said)
		return seen ? step_redraw() : step_stay();
	s->unsaved_said = true;
	app_say(app, STYLE_BAD, _("草稿没有存上：%s"), e.text);
	return step_redraw();
}

/* ---- leaving ---- */

/* What could not be saved is not left behind without a word. */
static struct step ask_leave(int tag, const struct err *e)
{
	struct str text = {0};
	str_addf(&text, _("草稿没有存上：%s\n离开后已填内容将丢失。"), e->text);
	struct step step =
		step_push(dialog_confirm(tag, _("草稿没有存上"), str_text(&text), _("仍要离开")));
	str_done(&text);
	return step;
}

struct step intake_leave(struct intake_screen *s)
{
	struct step step;
	struct err e;

	if (intake_lost(s, &step))
		return step;
	return !s->dirty || intake_save_draft(s, &e) ? step_pop() : ask_leave(TAG_LEAVE, &e);
}

struct step intake_next(struct intake_screen *s, struct app *app)
{
	struct step step;
	struct err e;

	if (intake_lost(s, &step))
		return step;
	if (s->dirty && !intake_save_draft(s, &e))
		return ask_leave(TAG_NEXT, &e);
	return visit_next(s->session, app);
}

/* One key, and the next person can be served; the visit goes on. */
struct step intake_park(struct intake_screen *s, struct app *app)
{
	struct step step;
	struct err e;

	if (intake_lost(s, &step))
		return step;
	if (!s->draft_id && !has_content(s)) {
		app_say(app, STYLE_WARN, _("还没有填内容，不用挂单；Esc 返回"));
		return step_redraw();
	}
	if (!save(s, true, NULL, &e)) {
		app_say(app, STYLE_BAD, _("没有挂上单：%s"), e.text);
		return step_redraw();
	}
	app_say(app, STYLE_OK, _("已挂单：%s。首页按 F3 取回，任一窗口都能接手"), draft_title(s));
	s->draft_id = 0;
	return step_home();
}

bool intake_history(struct intake_screen *s, struct arena *a, struct decision_request *q)
{
	struct case_step *rows = NULL;
	struct err e;

	if (!s->draft_id ||
	    !drafts_history(s->session->store, s->draft_id, a, &rows, &q->n_history, &e))
		return false;
	q->history = rows;
	return true;
}
