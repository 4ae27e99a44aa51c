/* SPDX-License-Identifier: Apache-2.0
 *
 * The intake and the systems beside it: their numbers for the case, and its form
 * handed over field by field.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "base/text.h"
#include "case/record_make.h"
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

struct step intake_copy(struct intake_screen *s)
{
	struct arena a = {0};
	struct case_record r;

	record_make(&r, &a, &s->c, s->k, false);
	struct screen *next = copyout_new(s->session->site, s->item, &r);
	arena_done(&a);
	return step_push(next);
}
