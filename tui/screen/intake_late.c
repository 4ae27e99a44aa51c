/* SPDX-License-Identifier: Apache-2.0
 *
 * 补录 in the intake: the number of the slip and the day it happened come with
 * the session, stand in the title line, and a supervisor signs before the case is
 * decided.
 */
#include "case/late.h"

#include <string.h>

#include "base/text.h"
#include "tui/screen/intake_state.h"
#include "tui/screen/sign.h"

bool intake_late_begin(struct intake_screen *s, struct err *e)
{
	struct session *session = s->session;
	struct late late;

	if (session->late_number[0] && !s->resume_json) {
		s->c.late_number = arena_strdup(&s->c.arena, session->late_number);
		s->c.late_at = arena_strdup(&s->c.arena, session->late_at);
	}
	/* For one case: the next one is an ordinary one again. */
	session->late_number[0] = '\0';
	if (!late_read(session->store, &s->c, &late, e))
		return false;
	if (late.occurred)
		s->c.in.values[FACT_ON] = (struct value){.state = VALUE_KNOWN, .a = late.day};
	return true;
}

struct step intake_ask_late(struct intake_screen *s, enum decision decision)
{
	struct str text = {0};

	s->deciding.decision = decision;
	str_addf(&text, _("补录 %s，发生于 %s"), s->c.late_number, s->c.late_at);
	struct step step = step_push(sign_new(TAG_LATE, &(struct sign_dialog){
								.title = _("补录须主管签字"),
								.text = str_text(&text),
								.posts = POST_BIT(POST_SUPERVISOR),
								.act = LATE_ACT,
								.no_reason = true,
								.subject = s->c.late_number,
							}));
	str_done(&text);
	return step;
}

struct step intake_take_late(struct intake_screen *s, struct app *app,
			     const struct screen_event *ev)
{
	struct sign_answer answer;

	if (ev->answer < 0)
		return step_redraw();
	sign_read(ev->text, &answer);
	s->deciding.late_by = answer.signature;
	return intake_finish(s, app, s->deciding.decision);
}
