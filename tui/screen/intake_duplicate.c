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
#include "tui/widget/dialog.h"

/* As they are kept; the last stands for what the clerk types. */
static const char *const reasons[] = {
	N_("前一件已经办完，这次另办"),
	N_("前一件有误，重新受理"),
	N_("同一事项的另一笔（期间或对象不同）"),
	N_("其他理由"),
};
enum { REASONS = sizeof(reasons) / sizeof(reasons[0]), OTHER = REASONS - 1, REASON_CHARS = 30 };

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
	const char *words[1 + REASONS];
	size_t n = 0;

	s->deciding.decision = decision;
	s->deciding.duplicate_reason = NULL;
	s->notice_offered = is_notice(s, s->decided.duplicate);
	if (s->notice_offered)
		words[n++] = _("接着那份告知办，已填的带过去");
	for (int i = 0; i < REASONS; i++)
		words[n++] = _(reasons[i]);
	return step_push(dialog_menu_about(TAG_DUPLICATE, _("可能重复"), text, words, n, 0));
}

struct step intake_take_duplicate(struct intake_screen *s, struct app *app,
				  const struct screen_event *ev)
{
	int reason = ev->answer - (s->notice_offered ? 1 : 0);

	if (ev->answer < 0)
		return step_redraw();
	if (ev->tag == TAG_DUPLICATE && reason < 0)
		return intake_take_notice(s, app, s->decided.duplicate);
	if (ev->tag == TAG_DUPLICATE && reason == OTHER)
		return step_push(dialog_prompt(
			TAG_DUPLICATE_WHY, &(struct dialog_prompt){.title = _("为什么再受理一件"),
								   .max_chars = REASON_CHARS}));
	s->deciding.duplicate_reason =
		ev->tag == TAG_DUPLICATE ? reasons[reason] : arena_strdup(&s->arena, ev->text);
	return intake_finish(s, app, s->deciding.decision);
}
