/* SPDX-License-Identifier: Apache-2.0
 *
 * The person of a notice is back: which version of the guide judges now, what is
 * asked for that the notice had not named, and the papers that were good and have
 * to be shown again.
 */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "case/again.h"
#include "case/pinned.h"
#include "case/surprise.h"
#include "guide/load.h"
#include "store/cases.h"
#include "tui/app.h"
#include "tui/screen/intake.h"
#include "tui/screen/intake_state.h"

struct intake_again {
	struct arena arena;
	struct case_record *first;
	struct item *pinned; /* the version of the notice, where it is not the day's */
	enum judged judged;
	enum surprise *found; /* one per reason of the newest check */
	size_t n_found, room;
	bool swallowed; /* a line of the QR code; its Enter goes too */
};

struct screen *intake_again(struct session *session, const struct case_record *r, struct err *e)
{
	const struct item *it = session_item(session, r->item, e);

	/* What the guide has no more still stands with the notice. */
	if (!it && r->state != CASE_NOTICED)
		return NULL;
	json_t *j = again_json(r);
	char *text = json_dumps(j, JSON_COMPACT);
	struct screen *next = intake_resume(it, &(struct draft){.json = text});
	free(text);
	json_decref(j);
	return next;
}

/* The number of the notice in a draft; NULL. Caller frees. */
static char *notice_of(const char *json)
{
	json_t *j = json_loads(json, 0, NULL);
	const char *number = json_string_value(json_object_get(j, "notice"));
	char *out = number ? xstrdup(number) : NULL;

	json_decref(j);
	return out;
}

/* A version that is judged by its notice does not run out under it, nor with its file. */
static bool read_version(struct intake_screen *s, struct intake_again *a, struct err *e)
{
	a->judged = s->item ? pinned_judged(s->item, a->first, store_today(s->session->store))
			    : JUDGED_OLD;
	if (a->judged == JUDGED_SAME)
		return true;
	a->pinned = pinned_item(s->session->store, a->first->item_version, s->session->forms, e);
	if (a->judged == JUDGED_NEW)
		return true; /* unreadable: nothing is put down to the guide */
	if (!a->pinned)
		return false;
	a->pinned->effective_to = DATE_NONE;
	s->item = a->pinned;
	return true;
}

bool intake_open_notice(struct intake_screen *s, struct err *e)
{
	char *number = s->resume_json ? notice_of(s->resume_json) : NULL;

	if (!number)
		return true;
	struct intake_again *a = s->again = xcalloc(1, sizeof(*a));
	bool ok = cases_get(s->session->store, number, &a->arena, &a->first, e);
	if (ok && (!a->first || a->first->state != CASE_NOTICED))
		ok = err_set(e, ERR_REFUSED, _("告知 %s 已办过或已作废，请打开该件查看"), number);
	free(number);
	return ok && read_version(s, a, e);
}

void intake_close_notice(struct intake_screen *s)
{
	struct intake_again *a = s->again;

	if (!a)
		return;
	item_free(a->pinned);
	arena_done(&a->arena);
	free(a->found);
	free(a);
	s->again = NULL;
}

/* Opened anew, since the notice may be judged by another version; its draft comes along. */
struct step intake_take_notice(struct intake_screen *s, struct app *app, const char *number)
{
	struct err e = {0};
	const struct item *it = session_item(s->session, s->item->id, &e);

	s->c.notice = arena_strdup(&s->c.arena, number);
	s->dirty = true;
	if (!it || !intake_save_draft(s, &e)) {
		s->c.notice = NULL;
		app_say(app, STYLE_BAD, "%s", e.text);
		return step_redraw();
	}
	json_t *j = casefile_json(&s->c);
	char *text = json_dumps(j, JSON_COMPACT);
	struct screen *next = intake_resume(
		it,
		&(struct draft){.id = s->draft_id, .revision = s->draft_revision, .json = text});
	s->draft_id = 0;
	free(text);
	json_decref(j);
	return step_replace(next);
}

/* Of the item the notice was about; another one knows no surprises. */
static bool is_about(const struct intake_screen *s)
{
	return s->again && strcmp(s->again->first->item, s->item->id) == 0;
}

void intake_find_surprises(struct intake_screen *s)
{
	struct intake_again *a = s->again;

	if (!is_about(s)) {
		if (a)
			a->n_found = 0;
		return;
	}
	if (s->k->n_reasons > a->room) {
		a->room = s->k->n_reasons;
		a->found = xreallocarray(a->found, a->room, sizeof(*a->found));
	}
	a->n_found = s->k->n_reasons;
	surprise_find(a->first, a->judged == JUDGED_NEW ? a->pinned : s->item, s->k, &s->c.in,
		      s->session->calendar, a->found);
}

enum surprise intake_surprise(const struct intake_screen *s, size_t reason)
{
	return s->again && reason < s->again->n_found ? s->again->found[reason] : SURPRISE_NONE;
}

enum surprise intake_paper_surprise(const struct intake_screen *s, int paper)
{
	for (size_t i = 0; i < s->k->n_reasons; i++)
		if (s->k->reasons[i].node == NODE_PAPER && s->k->reasons[i].index == paper)
			return intake_surprise(s, i);
	return SURPRISE_NONE;
}

const char *intake_last_time(const struct intake_screen *s, int paper)
{
	for (size_t i = 0; is_about(s) && i < s->again->first->n_papers; i++) {
		const struct case_paper *p = &s->again->first->papers[i];
		if (strcmp(p->id, s->item->papers[paper].id) != 0)
			continue;
		if (strcmp(p->state, "absent") == 0)
			return _("未带");
		for (int u = 0; strcmp(p->state, "unfit") == 0 && p->unfit && u < UNFITS; u++)
			if (strcmp(unfit_ids[u], p->unfit) == 0)
				return _(unfit_names[u]);
		return NULL;
	}
	return NULL;
}

bool intake_has_untold(const struct intake_screen *s)
{
	for (size_t i = 0; i < s->k->n_reasons; i++)
		if (intake_surprise(s, i) == SURPRISE_UNTOLD)
			return true;
	return false;
}

const char *intake_judged_text(const struct intake_screen *s)
{
	static const char *const words[] = {
		[JUDGED_SAME] = N_("接着告知书办"),
		[JUDGED_OLD] = N_("按告知时的指南版本"),
		[JUDGED_NEW] = N_("按新版本"),
	};

	return is_about(s) ? _(words[s->again->judged]) : NULL;
}

/* A scanner types the other lines of the QR code after the number, each ended by Enter. */
bool intake_swallow(struct intake_screen *s, const struct screen_event *ev)
{
	static const char *const lines[] = {"查询码 ", "办结期限 ", "电话 "};
	bool enter = ev->type == EV_KEY && ev->key == K_ENTER;

	if (!s->again)
		return false;
	if (enter && s->again->swallowed) {
		s->again->swallowed = false;
		return true;
	}
	for (size_t i = 0; ev->type == EV_TEXT && i < sizeof(lines) / sizeof(lines[0]); i++)
		if (strncmp(ev->text, lines[i], strlen(lines[i])) == 0)
			return s->again->swallowed = true;
	return false;
}
