/* SPDX-License-Identifier: Apache-2.0
 *
 * The draft of an intake: written after the paint, read when the intake goes on,
 * and never left behind unsaved without a word.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/random.h>

#include "base/text.h"
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
	json_decref(dropped);
	json_decref(j);
	return ok;
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

bool intake_save_draft(struct intake_screen *s, struct err *e)
{
	if (!s->draft_id && !has_content(s))
		return true;

	json_t *j = casefile_json(&s->c);
	char *text = json_dumps(j, JSON_COMPACT);
	struct draft d = {
		.id = s->draft_id,
		.revision = s->draft_revision,
		.owner = s->session->login,
		.window = s->session->window ? s->session->window->id : NULL,
		.item = s->item->id,
		.title = draft_title(s),
		.json = text,
	};
	bool ok = drafts_save(s->session->store, &d, e);

	if (ok) {
		s->draft_id = d.id;
		s->draft_revision = d.revision;
		s->dirty = false;
	}
	free(text);
	json_decref(j);
	return ok;
}

/* Said once; tried again with every change and when the screen is left. */
struct step intake_tick(struct intake_screen *s, struct app *app)
{
	struct err e;

	if (!s->dirty || intake_save_draft(s, &e)) {
		s->unsaved_said = false;
		return step_stay();
	}
	if (s->unsaved_said)
		return step_stay();
	s->unsaved_said = true;
	app_say(app, STYLE_BAD, _("草稿没有存上：%s"), e.text);
	return step_redraw();
}

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
	struct err e;

	return !s->dirty || intake_save_draft(s, &e) ? step_pop() : ask_leave(TAG_LEAVE, &e);
}

struct step intake_next(struct intake_screen *s, struct app *app)
{
	struct err e;

	if (s->dirty && !intake_save_draft(s, &e))
		return ask_leave(TAG_NEXT, &e);
	return visit_next(s->session, app);
}
