/* SPDX-License-Identifier: Apache-2.0
 *
 * 更正受理 in the intake: the case it takes the place of comes with the session,
 * stands in the title line and in the draft, and a supervisor signs before the new
 * case is decided, which voids the old one.
 */
#include <stdlib.h>

#include "base/text.h"
#include "store/mistaken.h"
#include "tui/app.h"
#include "tui/screen/intake_state.h"
#include "tui/screen/sign.h"

void intake_mistaken_begin(struct intake_screen *s)
{
	struct session *session = s->session;

	if (session->mistaken[0]) {
		s->c.mistaken = arena_strdup(&s->c.arena, session->mistaken);
		s->c.after = s->c.mistaken;
		s->c.mistaken_fault = session->mistaken_fault;
		s->c.mistaken_reason = arena_strdup(&s->c.arena, session->mistaken_reason);
	}
	/* For one case: the next one is an ordinary one again. */
	session->mistaken[0] = '\0';
}

struct step intake_ask_mistaken(struct intake_screen *s, enum decision decision)
{
	struct str text = {0};

	s->deciding.decision = decision;
	str_addf(&text, _("更正受理：%s 作废，由这一件代替"), s->c.mistaken);
	struct step step =
		step_push(sign_new(TAG_MISTAKEN, &(struct sign_dialog){
							 .title = _("更正受理须主管签字"),
							 .text = str_text(&text),
							 .posts = MISTAKEN_POSTS,
							 .act = MISTAKEN_ACT,
							 .subject = s->c.mistaken,
							 .reason = s->c.mistaken_reason,
						 }));
	str_done(&text);
	return step;
}

struct step intake_take_mistaken(struct intake_screen *s, struct app *app,
				 const struct screen_event *ev)
{
	struct sign_answer answer;

	if (ev->answer < 0)
		return step_redraw();
	sign_read(ev->text, &answer);
	/* The supervisor may have put the words right. */
	s->c.mistaken_reason = arena_strdup(&s->c.arena, answer.reason);
	s->deciding.mistaken_by = answer.signature;
	return intake_finish(s, app, s->deciding.decision);
}

void intake_print_mistaken(struct intake_screen *s, struct str *text)
{
	struct session *session = s->session;
	const char *document = s->decided.mistaken_document;
	char *path = NULL;
	struct err e;

	if (!*document)
		return;
	const char *title = session_document_title(MISTAKEN_DOCUMENT);
	bool ok = session_document(session, document, &path, &e);
	const struct session_paper paper = {path, title, document};
	if (ok && session_print_with_visit(session, &paper, 1, &e))
		str_addf(text, _("\n%s 已作废，%s %s"), s->c.mistaken, title, document);
	else
		str_addf(text, _("\n%s 已作废，但%s没有打出：%s"), s->c.mistaken, title, e.text);
	free(path);
}
