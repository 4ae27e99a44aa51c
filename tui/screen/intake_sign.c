/* SPDX-License-Identifier: Apache-2.0
 *
 * What a supervisor signs for at the clerk's window: an outcome overruled, a
 * demand the notice should have named.
 */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "case/second.h"
#include "tui/app.h"
#include "tui/screen/intake_state.h"
#include "tui/screen/sign.h"

/* The reasons that stand in the way, or the untold ones among them. */
static void list_reasons(const struct intake_screen *s, bool untold, struct str *out)
{
	for (size_t i = 0; i < s->k->n_reasons; i++) {
		if (untold && intake_surprise(s, i) != SURPRISE_UNTOLD)
			continue;
		str_add(out, "\n· ");
		reason_text(s->k, &s->k->reasons[i], out);
	}
}

static struct step ask(int tag, const char *title, const char *act, const char *subject,
		       struct str *text)
{
	const struct sign_dialog d = {.title = title,
				      .text = str_text(text),
				      .posts = POST_BIT(POST_SUPERVISOR),
				      .act = act,
				      .subject = subject};
	struct step step = step_push(sign_new(tag, &d));

	str_done(text);
	return step;
}

struct step intake_ask_overrule(struct intake_screen *s, struct app *app)
{
	enum outcome o = s->k->outcome;
	struct str text = {0};
	struct err e;

	if (o == OUTCOME_ACCEPT || o == OUTCOME_DEFER || o == OUTCOME_UNDECIDED) {
		app_say(app, STYLE_WARN, "%s",
			o == OUTCOME_UNDECIDED ? _("还有问题没有回答，答完才有结论可改判")
					       : _("可以受理，无须改判"));
		return step_redraw();
	}
	if (intake_form_first_fault(s, &e)) {
		app_say(app, STYLE_BAD, "%s", e.text);
		return step_redraw();
	}
	str_addf(&text, _("系统结论“%s”改为受理，主管的理由印在回执上。"), _(outcome_names[o]));
	list_reasons(s, false, &text);
	return ask(TAG_OVERRULE, _("主管改判"), DECISION_OVERRULE_ACT, s->k->item->id, &text);
}

struct step intake_ask_untold(struct intake_screen *s, enum decision decision)
{
	struct str text = {0};

	s->deciding.decision = decision;
	str_add(&text, _("下列要求上次没有告知，由主管签字并记入未告知登记："));
	list_reasons(s, true, &text);
	return ask(TAG_UNTOLD, _("上次未告知"), SECOND_UNTOLD_ACT, s->c.notice, &text);
}

struct step intake_take_signature(struct intake_screen *s, struct app *app,
				  const struct screen_event *ev)
{
	struct sign_answer answer;

	if (ev->answer < 0)
		return step_redraw();
	sign_read(ev->text, &answer);
	if (ev->tag == TAG_OVERRULE) {
		s->deciding.overrule_by = answer.signature;
		snprintf(s->deciding.overrule, sizeof(s->deciding.overrule), "%s", answer.reason);
		return intake_finish(s, app, DECISION_ACCEPT);
	}
	s->deciding.untold_by = answer.signature;
	snprintf(s->deciding.untold, sizeof(s->deciding.untold), "%s", answer.reason);
	return intake_finish(s, app, s->deciding.decision);
}

void intake_put_signatures(const struct intake_screen *s, struct decision_request *q)
{
	if (s->deciding.overrule_by.seq) {
		q->overrule = s->deciding.overrule;
		q->overrule_signature = &s->deciding.overrule_by;
	}
	if (s->deciding.untold_by.seq) {
		q->untold_reason = s->deciding.untold;
		q->untold_signature = &s->deciding.untold_by;
	}
}
