/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/instant.h"

#include <stdio.h>

#include "base/text.h"
#include "store/deliveries.h"
#include "store/moves.h"
#include "tui/app.h"
#include "tui/session_work.h"
#include "tui/widget/dialog.h"

/* Menu lines: who, what, and how it ended. */
static struct step ask(struct instant *in, const struct work_row *rows, size_t n)
{
	char text[INSTANT_CHOICES][160];
	const char *words[INSTANT_CHOICES];

	in->n = n < INSTANT_CHOICES ? n : INSTANT_CHOICES;
	for (size_t i = 0; i < in->n; i++) {
		snprintf(in->numbers[i], sizeof(in->numbers[i]), "%s", rows[i].number);
		snprintf(text[i], sizeof(text[i]), "%s　%s　%s", rows[i].name ? rows[i].name : "",
			 rows[i].item_name, _(case_state_names[rows[i].state]));
		words[i] = text[i];
	}
	return step_push(dialog_menu_about(TAG_INSTANT, _("办结送达"),
					   _("当面交付并打印办结回执，由领取人签收"), words, in->n,
					   0));
}

struct step instant_ask(struct instant *in, struct session *s, struct app *app)
{
	struct work_asked asked = session_work_here(s);
	struct arena a = {0};
	struct work_row *rows;
	struct err e;
	size_t n;

	if (!work_list(s->store, WORK_DELIVER, &asked, INSTANT_CHOICES, &a, &rows, &n, &e)) {
		app_say(app, STYLE_BAD, "%s", e.text);
		return step_redraw();
	}
	struct step step = step_redraw();
	if (n)
		step = ask(in, rows, n);
	else
		app_say(app, STYLE_NORMAL, _("本窗口今天受理的，没有审结待交的"));
	arena_done(&a);
	return step;
}

bool instant_answer(struct instant *in, struct session *s, struct app *app,
		    const struct screen_event *ev, struct step *step)
{
	char document[DOCUMENT_TEXT] = "";
	struct str said = {0};
	struct err e;

	if (ev->type != EV_ANSWER || ev->tag != TAG_INSTANT)
		return false;
	*step = step_redraw();
	if (ev->answer < 0 || (size_t)ev->answer >= in->n)
		return true;
	const char *number = in->numbers[ev->answer];
	const struct case_move move = {.kind = EVENT_CASE_DELIVERED,
				       .number = number,
				       .way = delivery_ids[DELIVERY_WINDOW]};
	if (!moves_make(s->store, &s->who, &move, document, &e)) {
		app_say(app, STYLE_BAD, "%s", e.text);
		return true;
	}
	session_refresh(s);
	str_addf(&said, _("已送达 %s　"), number);
	session_work_print(s, document, &said);
	app_say(app, STYLE_OK, "%s", str_text(&said));
	str_done(&said);
	return true;
}
