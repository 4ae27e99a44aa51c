/* SPDX-License-Identifier: Apache-2.0
 *
 * A decision is made: its number stands on the screen, and one key says whether
 * the person goes, has another matter, or brings the next person's papers for the
 * same one.
 */
#include "base/text.h"
#include "tui/app.h"
#include "tui/screen/intake.h"
#include "tui/screen/intake_state.h"
#include "tui/screen/picker.h"
#include "tui/visit.h"
#include "tui/widget/dialog.h"

enum { DONE_NEXT_PERSON = 1, DONE_NEXT_ITEM, DONE_SAME_ITEM, DONE_STAY };

static const struct action acts[] = {
	{DONE_NEXT_PERSON,
	 {K_ENTER, K_F12, K_CTRL('n')},
	 N_("下一位"),
	 N_("结束这次来访，打出它的单据，回到首页")},
	{DONE_NEXT_ITEM, {K_F5, 'n', 'N'}, N_("下一件"), N_("同一来人再办一件：代办人沿用")},
	{DONE_SAME_ITEM, {K_F6, 's', 'S'}, N_("同一事项"), N_("同一来人，同一事项，换一个参保人")},
	{DONE_STAY, {K_ESC}, N_("首页"), N_("回到首页，来访不结束"), 0},
	{0},
};

struct step intake_decided(struct intake_screen *s, enum style style, const char *title,
			   const char *text)
{
	(void)s;
	return step_push(dialog_acts(TAG_DONE, style, title, text, acts));
}

/* The day's version: the one a notice was judged by goes with this screen. */
static struct step same_item(struct intake_screen *s, struct app *app)
{
	struct err e;
	const struct item *it = session_item(s->session, s->item->id, &e);

	if (it)
		return step_replace(intake_new(it));
	app_say(app, STYLE_BAD, "%s", e.text);
	return step_home();
}

struct step intake_after(struct intake_screen *s, struct app *app, int answer)
{
	switch (answer) {
	case DONE_NEXT_PERSON:
		return visit_next(s->session, app);
	case DONE_NEXT_ITEM:
		return step_replace(picker_new(""));
	case DONE_SAME_ITEM:
		return same_item(s, app);
	default:
		return step_home();
	}
}
