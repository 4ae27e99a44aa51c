/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/mistaken.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/text.h"
#include "store/mistaken.h"
#include "tui/app.h"
#include "tui/screen/sign.h"
#include "tui/session.h"
#include "tui/widget/form.h"

enum { ACT_GO = 1, ACT_BACK };
enum { ROW_FAULT = 1, ROW_HOW, ROW_REASON };
enum { HOW_AGAIN, HOW_OTHER, HOW_VOID, HOWS };
enum { TAG_SIGN = 1 };

static const struct action actions[] = {
	{ACT_GO, {K_F9}, N_("更正"), N_("更正：作废原件，重办或不再办")},
	{ACT_BACK, {K_ESC}, N_("返回"), N_("不更正，返回")},
	{0},
};
static const struct action *const widget_actions[] = {form_actions, field_actions, NULL};

static const char *const how_words[HOWS] = {
	N_("带着原内容重办本事项"),
	N_("改办另一事项"),
	N_("只作废，不再办"),
};
static const char *const how_answers[HOWS] = {"again", "other", "void"};

struct mistaken_screen {
	struct screen base;
	struct session *session;
	char *number, *name;
	struct form form;
	const char *faults[MISTAKES], *hows[HOWS];
};

static void add_rows(struct mistaken_screen *s)
{
	struct form *f = &s->form;

	form_rewind(f);
	form_add(f, &(struct form_spec){.id = ROW_FAULT,
					.kind = FORM_CHOICE,
					.label = _("谁的原因"),
					.required = true,
					.options = s->faults,
					.option_count = MISTAKES});
	form_add(f, &(struct form_spec){.id = ROW_HOW,
					.kind = FORM_CHOICE,
					.label = _("更正后"),
					.required = true,
					.options = s->hows,
					.option_count = HOWS});
	form_add(f, &(struct form_spec){.id = ROW_REASON,
					.kind = FORM_TEXT,
					.label = _("更正原因"),
					.hint = _("印在受理更正告知书上"),
					.required = true,
					.max_chars = MISTAKEN_REASON});
	form_settle(f);
}

static bool open_screen(struct screen *self, struct app *app, struct err *e)
{
	struct mistaken_screen *s = (struct mistaken_screen *)self;

	(void)e;
	s->session = app_session(app);
	for (int i = 0; i < MISTAKES; i++)
		s->faults[i] = _(mistake_names[i]);
	for (int i = 0; i < HOWS; i++)
		s->hows[i] = _(how_words[i]);
	add_rows(s);
	return true;
}

static struct step complain(struct mistaken_screen *s, int row, const char *text)
{
	form_goto(&s->form, row);
	form_say(&s->form, row, STYLE_BAD, text);
	return step_redraw();
}

static struct step do_void(struct mistaken_screen *s, struct app *app, const struct signature *sig)
{
	const struct mistaken m = {.case_number = s->number,
				   .fault = (enum mistake)form_row(&s->form, ROW_FAULT)->chosen,
				   .reason = form_text(&s->form, ROW_REASON),
				   .signature = sig};
	struct session *session = s->session;
	char document[DOCUMENT_TEXT];
	struct str text = {0};
	char *path = NULL;
	struct err e;

	if (!mistaken_void(session->store, &session->who, &m, document, &e)) {
		app_say(app, STYLE_BAD, "%s", e.text);
		return step_redraw();
	}
	session_refresh(session);
	if (session_document(session, document, &path, &e) &&
	    session_print(session, path, session_document_title(MISTAKEN_DOCUMENT), document, &e)) {
		session_print_say(session, path, &text);
		app_say(app, STYLE_OK, _("已作废；受理更正告知书%s"), str_text(&text));
	} else {
		app_say(app, STYLE_BAD, _("已作废，但受理更正告知书没有打出：%s"), e.text);
	}
	str_done(&text);
	free(path);
	return step_answer(0, how_answers[HOW_VOID]);
}

/* The supervisor signs when the new case is decided: a signature lasts minutes, an intake may take
 * longer. */
static struct step begin(struct mistaken_screen *s, int how)
{
	struct session *session = s->session;

	snprintf(session->mistaken, sizeof(session->mistaken), "%s", s->number);
	session->mistaken_fault = mistake_ids[form_row(&s->form, ROW_FAULT)->chosen];
	snprintf(session->mistaken_reason, sizeof(session->mistaken_reason), "%s",
		 form_text(&s->form, ROW_REASON));
	return step_answer(0, how_answers[how]);
}

static struct step go(struct mistaken_screen *s, struct app *app)
{
	int how = form_row(&s->form, ROW_HOW)->chosen;
	const char *reason = form_text(&s->form, ROW_REASON);

	if (form_row(&s->form, ROW_FAULT)->chosen < 0)
		return complain(s, ROW_FAULT, _("请选是谁的原因：关系到时限从哪天算"));
	if (how < 0)
		return complain(s, ROW_HOW, _("请选更正后怎样办"));
	if (!*reason)
		return complain(s, ROW_REASON, _("请写明更正原因"));
	if (how != HOW_VOID)
		return begin(s, how);
	if (s->session->posts & MISTAKEN_POSTS)
		return do_void(s, app, NULL);
	return step_push(sign_new(TAG_SIGN, &(struct sign_dialog){
						    .title = _("更正受理须主管签字"),
						    .text = s->number,
						    .posts = MISTAKEN_POSTS,
						    .act = MISTAKEN_ACT,
						    .subject = s->number,
						    .reason = reason,
					    }));
}

static struct step on_signed(struct mistaken_screen *s, struct app *app,
			     const struct screen_event *ev)
{
	struct sign_answer answer;

	if (ev->answer < 0)
		return step_redraw();
	sign_read(ev->text, &answer);
	form_set_text(&s->form, ROW_REASON, answer.reason);
	return do_void(s, app, &answer.signature);
}

static struct step event(struct screen *self, struct app *app, const struct screen_event *ev)
{
	struct mistaken_screen *s = (struct mistaken_screen *)self;

	if (ev->type == EV_ANSWER)
		return on_signed(s, app, ev);
	switch (form_event(&s->form, ev, NULL)) {
	case FORM_PICKED:
		form_event(&s->form, &form_enter, NULL);
		return step_redraw();
	case FORM_ENDED:
		return ev->key == K_ENTER ? go(s, app) : step_redraw();
	case FORM_CHANGED:
	case FORM_HANDLED:
	case FORM_LEFT:
		return step_redraw();
	case FORM_IGNORED:
		break;
	}
	if (ev->action == ACT_GO)
		return go(s, app);
	return ev->action == ACT_BACK ? step_pop() : step_stay();
}

static void paint(struct screen *self, struct app *app, const struct canvas *c)
{
	struct mistaken_screen *s = (struct mistaken_screen *)self;
	struct canvas box = canvas_middle(c, 13, 70);
	struct canvas in = canvas_box(&box, STYLE_HEADING, _("更正受理"));
	struct canvas form = canvas_part(&in, 3, 1, in.rows - 3, in.cols - 2);

	(void)app;
	canvas_printf(&in, 0, 1, STYLE_MUTED, "%s　%s", s->number, s->name);
	canvas_text(&in, 1, 1, STYLE_WARN, _("本单位原因的，新件的时限仍从原受理日算起。"));
	form_paint(&s->form, &form, true);
}

static void close_screen(struct screen *self, struct app *app)
{
	struct mistaken_screen *s = (struct mistaken_screen *)self;

	(void)app;
	form_done(&s->form);
	free(s->number);
	free(s->name);
	free(s);
}

static bool enabled(const struct screen *self, int action)
{
	return action != ACT_BACK || !((const struct mistaken_screen *)self)->form.open;
}

static const struct screen_ops ops = {
	.name = "mistaken",
	.title = N_("更正受理"),
	.actions = actions,
	.widgets = widget_actions,
	.overlay = true,
	.open = open_screen,
	.paint = paint,
	.event = event,
	.close = close_screen,
	.enabled = enabled,
};

struct screen *mistaken_new(int tag, const struct case_record *r)
{
	struct mistaken_screen *s = xcalloc(1, sizeof(*s));

	s->base.ops = &ops;
	s->base.tag = tag;
	s->number = xstrdup(r->number);
	s->name = xstrdup(r->n_parties && r->parties[0].name ? r->parties[0].name : "");
	return &s->base;
}
