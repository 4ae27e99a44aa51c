/* SPDX-License-Identifier: Apache-2.0
 *
 * The item was the wrong one: another is chosen, what the change does is shown,
 * and the same intake goes on as the other item. What had no place there is
 * shelved until the screen is left.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "case/change.h"
#include "tui/app.h"
#include "tui/screen/change_ask.h"
#include "tui/screen/intake_state.h"
#include "tui/screen/picker.h"

struct intake_turn {
	struct casefile now; /* the other item, to be confirmed; item NULL: none */
	struct check *k;
	size_t n;
	struct casefile *shelf; /* items changed away from, the newest last */
};

struct step intake_ask_item(struct intake_screen *s)
{
	struct screen *next = picker_instead_of(s->item);

	next->tag = TAG_ITEM;
	return step_push(next);
}

static void drop_proposal(struct intake_turn *t)
{
	if (!t->now.item)
		return;
	casefile_done(&t->now);
	check_free(t->k);
	t->k = NULL;
}

/* From what is on the screen, then from the shelf what that has no place for, newest first. */
static void fill(struct intake_screen *s)
{
	struct intake_turn *t = s->turn;
	date_day today = store_today(s->session->store);

	case_change_carry(&s->c, NULL, &t->now, today);
	for (size_t i = t->n; i > 0; i--)
		case_change_carry(&t->shelf[i - 1], s->item, &t->now, today);
	site_window_tell(s->session->window, t->now.item, &t->now.in);
	check_run(t->k, &t->now.in, s->session->calendar);
}

struct step intake_ask_change(struct intake_screen *s, struct app *app, const char *id)
{
	struct err e;
	const struct item *it = session_item(s->session, id, &e);
	struct change change;

	if (!it || it == s->item) {
		app_say(app, it ? STYLE_WARN : STYLE_BAD, "%s",
			it ? _("就是现在这个事项") : e.text);
		return step_redraw();
	}
	if (!s->turn)
		s->turn = xcalloc(1, sizeof(*s->turn));
	drop_proposal(s->turn);
	casefile_init(&s->turn->now, it, (date_day)s->c.in.values[FACT_ON].a);
	s->turn->k = check_new(it);
	fill(s);
	case_change_tell(&s->c, s->k, &s->turn->now, s->turn->k, &change);
	struct screen *next = change_ask_new(TAG_TURN, s->item, it, &change);
	change_done(&change);
	return step_push(next);
}

/* What came back from the shelf is not there any more. */
static void take_off_shelf(struct intake_turn *t, const struct item *it)
{
	for (size_t i = 0; i < t->n; i++) {
		if (t->shelf[i].item != it)
			continue;
		casefile_done(&t->shelf[i]);
		memmove(&t->shelf[i], &t->shelf[i + 1], (t->n - i - 1) * sizeof(*t->shelf));
		t->n--;
		return;
	}
}

struct step intake_change(struct intake_screen *s, bool yes)
{
	struct intake_turn *t = s->turn;

	if (!yes) {
		drop_proposal(t);
		return step_redraw();
	}
	take_off_shelf(t, t->now.item);
	t->shelf = xreallocarray(t->shelf, t->n + 1, sizeof(*t->shelf));
	t->shelf[t->n++] = s->c;
	check_free(s->k);
	s->c = t->now;
	s->k = t->k;
	s->item = s->c.item;
	t->now = (struct casefile){0};
	t->k = NULL;
	s->dirty = true;
	s->held_row = 0;
	s->carried = (struct carried){0};
	s->pane = PANE_FORM;
	form_done(&s->form);
	intake_begin_item(s);
	return step_redraw();
}

void intake_change_done(struct intake_screen *s)
{
	struct intake_turn *t = s->turn;

	if (!t)
		return;
	drop_proposal(t);
	for (size_t i = 0; i < t->n; i++)
		casefile_done(&t->shelf[i]);
	free(t->shelf);
	free(t);
}
