/* SPDX-License-Identifier: Apache-2.0
 *
 * The intake and the systems beside it: their numbers for the case, and its form
 * handed over field by field.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "base/text.h"
#include "case/known.h"
#include "case/record_make.h"
#include "store/people.h"
#include "tui/app.h"
#include "tui/screen/copyout.h"
#include "tui/screen/external.h"
#include "tui/screen/intake_state.h"

struct step intake_ask_external(struct intake_screen *s)
{
	return step_push(external_new(TAG_EXTERNAL, s->c.external_number, s->c.prereview_number));
}

static const char *given(struct intake_screen *s, const char *text)
{
	return *text ? arena_strdup(&s->c.arena, text) : NULL;
}

struct step intake_take_external(struct intake_screen *s, struct app *app,
				 const struct screen_event *ev)
{
	const char *external, *prereview;
	struct str other = {0};

	if (ev->answer < 0)
		return step_redraw();
	char *text = xstrdup(ev->text);
	external_read(text, &external, &prereview);
	s->c.external_number = given(s, external);
	s->c.prereview_number = given(s, prereview);
	s->dirty = true;
	external_elsewhere(s->session->store, NULL, external, prereview, &other);
	if (other.len)
		app_say(app, STYLE_WARN, "%s", str_text(&other));
	str_done(&other);
	free(text);
	return step_redraw();
}

/* Whose number that is; 0 when the store cannot tell. */
static bool find_known(struct intake_screen *s, int block, int64_t *id, struct err *e)
{
	struct person_row *who = NULL;
	struct arena a = {0};
	struct known_key k = known_key(&s->c, (size_t)block);
	bool ok = !*k.number || people_get(s->session->store, k.kind, k.number, &a, &who, e);

	*id = who ? who->id : 0;
	arena_done(&a);
	return ok;
}

/* Numbers the store has filled in are hidden in the form and shown in full here: that is recorded
 * like any unmasking, once for each person. */
static bool record_unmasked(struct intake_screen *s, struct err *e)
{
	int last = -1;
	int64_t id;

	for (size_t i = 0; i < s->item->n_fields; i++) {
		if (!known_is_masked(&s->c, i))
			continue;
		int own = known_block(s->item, i),
		    block = own >= 0 ? own : known_first_block(s->item);
		if (block == last)
			continue;
		if (!find_known(s, block, &id, e) ||
		    !people_unmask(s->session->store, &s->session->who, id, e))
			return false;
		last = block;
	}
	return true;
}

struct step intake_copy(struct intake_screen *s, struct app *app)
{
	struct err e;

	if (!record_unmasked(s, &e)) {
		app_say(app, STYLE_BAD, "%s", e.text);
		return step_redraw();
	}
	struct arena a = {0};
	struct case_record r;

	record_make(&r, &a, &s->c, s->k, false);
	struct screen *next = copyout_new(s->session->site, s->item, &r);
	arena_done(&a);
	return step_push(next);
}
