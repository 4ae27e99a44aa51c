/* SPDX-License-Identifier: Apache-2.0
 *
 * The same person with the same item is open already. The store said so inside
 * the transaction, so nothing is asked where nothing is in the way; a reason
 * chosen by one digit lets the acceptance through and is kept with it. A notice
 * is better gone on with: that comes first.
 */
#include "base/text.h"
#include "store/cases.h"
#include "tui/screen/intake_state.h"
#include "tui/widget/reason.h"

/* As they are kept. */
static const char *const reasons[] = {
	N_("前一件已经办完，这次另办"),
	N_("前一件有误，重新受理"),
	N_("同一事项的另一笔（期间或对象不同）"),
};
enum { REASONS = sizeof(reasons) / sizeof(reasons[0]), REASON_CHARS = 30 };

/* One that this person can go on with: not when the intake goes on from another already. */
static bool is_notice(const struct intake_screen *s, const char *number)
{
	struct arena a = {0};
	struct case_record *r = NULL;
	struct err e;
	bool is = !s->c.notice && cases_get(s->session->store, number, &a, &r, &e) && r &&
		  r->state == CASE_NOTICED;

	arena_done(&a);
	return is;
}

struct step intake_ask_duplicate(struct intake_screen *s, enum decision decision, const char *text)
{
	s->deciding.decision = decision;
	s->deciding.duplicate_reason = NULL;
	return step_push(reason_ask(TAG_DUPLICATE,
				    &(struct reason_menu){
					    .title = _("可能重复"),
					    .text = text,
					    .first = is_notice(s, s->decided.duplicate)
							     ? _("接着那份告知办，已填的带过去")
							     : NULL,
					    .reasons = reasons,
					    .n = REASONS,
					    .max_chars = REASON_CHARS,
					    .own_title = _("为什么再受理一件"),
				    }));
}

struct step intake_take_duplicate(struct intake_screen *s, struct app *app,
				  const struct screen_event *ev)
{
	if (ev->answer < 0)
		return step_redraw();
	if (ev->answer == REASON_FIRST)
		return intake_take_notice(s, app, s->decided.duplicate);
	s->deciding.duplicate_reason = arena_strdup(&s->arena, ev->text);
	return intake_finish(s, app, s->deciding.decision);
}
