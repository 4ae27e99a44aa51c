/* SPDX-License-Identifier: Apache-2.0
 *
 * The record of a verification: its answer is one key in the form; when and by
 * whom follow by themselves; where it was looked up and what was seen are said
 * here.
 */
#include "base/clock.h"
#include "base/text.h"
#include "tui/app.h"
#include "tui/screen/intake_state.h"
#include "tui/screen/sources.h"
#include "tui/widget/dialog.h"

enum { SEEN_CHARS = 40, NOT_ONE = -1 };

void intake_verified(struct intake_screen *s, size_t i)
{
	s->c.verified[i].at = clock_now(store_clock(s->session->store));
	s->c.verified[i].by = arena_strdup(&s->c.arena, s->session->login);
}

static int verification_of(const struct item *it, int var)
{
	for (size_t i = 0; i < it->n_verifications; i++)
		if (it->verifications[i].var == var)
			return (int)i;
	return NOT_ONE;
}

/* The one the keys are on, or the only one that is asked. */
static int current(const struct intake_screen *s)
{
	const struct form_row *row = form_current(&s->form);
	int at = row ? verification_of(s->item, row->spec.id - ROW_VAR) : NOT_ONE, asked = 0;

	for (size_t i = 0; at == NOT_ONE && i < s->item->n_verifications; i++)
		asked += form_row(&s->form, ROW_VAR + s->item->verifications[i].var) != NULL;
	for (size_t i = 0; asked == 1 && at == NOT_ONE && i < s->item->n_verifications; i++)
		if (form_row(&s->form, ROW_VAR + s->item->verifications[i].var))
			at = (int)i;
	return at;
}

struct step intake_ask_source(struct intake_screen *s, struct app *app)
{
	int at = current(s);

	if (at == NOT_ONE) {
		app_say(app, STYLE_WARN, "%s",
			s->item->n_verifications ? _("先把光标移到要记的那项核验")
						 : _("本事项没有核验"));
		return step_redraw();
	}
	const struct verification *v = &s->item->verifications[at];
	s->verification = (size_t)at;
	return step_push(sources_ask(TAG_SOURCE, s->session, v->text, v->source));
}

static struct step ask_seen(struct intake_screen *s, const char *source)
{
	struct verification_record *v = &s->c.verified[s->verification];

	v->source = arena_strdup(&s->c.arena, source);
	s->dirty = true;
	return step_push(dialog_prompt(TAG_SEEN, &(struct dialog_prompt){
							 .title = source,
							 .text = _("看到什么；Esc 不填"),
							 .initial = v->seen,
							 .max_chars = SEEN_CHARS,
						 }));
}

struct step intake_take_source(struct intake_screen *s, const struct screen_event *ev)
{
	if (ev->answer < 0)
		return step_redraw();
	if (ev->tag == TAG_SEEN) {
		s->c.verified[s->verification].seen = arena_strdup(&s->c.arena, ev->text);
		s->dirty = true;
		return step_redraw();
	}
	return ask_seen(s, ev->text);
}

void intake_verification_text(const struct intake_screen *s, size_t var, struct str *out)
{
	int at = verification_of(s->item, (int)var);

	if (at == NOT_ONE)
		return;
	const struct verification *v = &s->item->verifications[at];
	const struct verification_record *r = &s->c.verified[at];
	const char *source = r->source ? r->source : v->source;
	if (source)
		str_addf(out, _(" · 来源：%s"), source);
	if (r->seen)
		str_addf(out, _(" · 看到：%s"), r->seen);
}
