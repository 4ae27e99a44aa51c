/* SPDX-License-Identifier: Apache-2.0
 *
 * The row of a people list in the form of the intake: it opens the list.
 */
#include "tui/screen/intake_state.h"
#include "tui/screen/people.h"

/* The people list the keys stand on, or -1. */
int intake_current_list(const struct intake_screen *s)
{
	const struct form_row *row = form_current(&s->form);
	int field = row ? row->spec.id - ROW_FIELD : -1;

	for (size_t l = 0; field >= 0 && l < s->c.n_lists; l++)
		if (s->c.lists[l].field == field)
			return (int)l;
	return -1;
}

/* A list that is being typed is kept with the draft. */
void intake_keep_list(void *ctx)
{
	struct intake_screen *s = ctx;
	struct err e;

	s->dirty = true;
	intake_save_draft(s, &e); /* a failure is said when the list is left */
}

/* On the row of a list there is nothing to type: the space bar opens it, Enter too while nobody
 * is in it. */
struct step intake_list_event(struct intake_screen *s, const struct screen_event *ev, size_t list)
{
	bool enter = ev->type == EV_KEY && ev->key == K_ENTER;

	if (ev->type == EV_TEXT || (enter && s->c.lists[list].count == 0)) {
		struct screen *next = people_new(&s->c, s->k, list, intake_keep_list, s);
		next->tag = TAG_PEOPLE;
		return step_push(next);
	}
	const struct action *a =
		ev->type == EV_KEY ? action_find(form_actions, ev->key, NULL, NULL) : NULL;
	if (!a || (a->id != FORM_NEXT && a->id != FORM_PREVIOUS))
		return step_stay();
	if (form_event(&s->form, ev, NULL) == FORM_ENDED && s->n_paper_rows)
		s->pane = PANE_PAPERS;
	intake_refresh(s);
	return step_redraw();
}
