/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/spoil.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/text.h"
#include "tui/app.h"
#include "tui/session.h"
#include "tui/widget/dialog.h"
#include "tui/widget/reason.h"

/* The words go into the event as they stand here. */
static const char *const reasons[] = {N_("卡纸"), N_("缺纸"), N_("字迹不清"), N_("打印机没有出纸")};
enum { REASONS = sizeof(reasons) / sizeof(reasons[0]), REASON_CHARS = 40 };

struct step spoil_ask(struct spoil *s, const char *document)
{
	snprintf(s->document, sizeof(s->document), "%s", document);
	return step_push(reason_ask(
		SPOIL_WHY, &(struct reason_menu){.title = _("未打出：为什么（同号重打，不算补发）"),
						 .reasons = reasons,
						 .n = REASONS,
						 .max_chars = REASON_CHARS,
						 .own_title = _("未打出的原因")}));
}

static struct step ask_sheets(struct spoil *s, const char *reason)
{
	snprintf(s->reason, sizeof(s->reason), "%s", reason);
	return step_push(dialog_prompt(SPOIL_SHEETS, &(struct dialog_prompt){
							     .title = _("未打出"),
							     .text = _("打坏几张纸"),
							     .initial = "1",
							     .max_chars = 2,
							     .filter = field_digits,
						     }));
}

static struct step print_same(struct spoil *s, struct app *app, int sheets)
{
	struct session *session = app_session(app);
	struct str text = {0};
	char *path;
	struct err e;

	if (session_spoil(session, s->document, s->reason, sheets, &path, &e)) {
		session_print_say(session, path, &text);
		app_say(app, STYLE_OK, _("已记未打出 %d 张；%s"), sheets, str_text(&text));
	} else {
		app_say(app, STYLE_BAD, "%s", e.text);
	}
	str_done(&text);
	free(path);
	return step_redraw();
}

bool spoil_answer(struct spoil *s, struct app *app, const struct screen_event *ev,
		  struct step *step)
{
	if (ev->tag < SPOIL_WHY || ev->tag > SPOIL_SHEETS)
		return false;
	*step = step_redraw();
	if (ev->answer < 0)
		return true;
	if (ev->tag == SPOIL_SHEETS)
		*step = print_same(s, app, atoi(ev->text));
	else
		*step = ask_sheets(s, ev->text);
	return true;
}
