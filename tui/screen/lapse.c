/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/lapse.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/text.h"
#include "case/overdue.h"
#include "store/documents.h"
#include "store/lapses.h"
#include "store/promises.h"
#include "tui/app.h"
#include "tui/screen/sign.h"
#include "tui/session.h"
#include "tui/widget/form.h"

enum { ACT_DECIDE = 1, ACT_BACK };
enum { ROW_WHAT = 1, ROW_UNTIL, ROW_REASON };
enum { TAG_SIGN = 1 };
enum { MOST = 32 };

static const struct action actions[] = {
	{ACT_DECIDE, {K_F9}, N_("决定"), N_("作出决定，打印决定书")},
	{ACT_BACK, {K_ESC}, N_("返回"), N_("不作决定，返回")},
	{0},
};
static const struct action *const widget_actions[] = {form_actions, field_actions, NULL};

struct lapse_screen {
	struct screen base;
	struct session *session;
	char *number;
	struct arena arena;
	struct promise_row *rows; /* the overdue ones, at most MOST */
	size_t n;
	bool continues; /* the guide lets the case go on without them */
	struct form form;
	const char *words[LAPSES];
};

static void add_rows(struct lapse_screen *s)
{
	struct form *f = &s->form;

	form_rewind(f);
	form_add(f, &(struct form_spec){.id = ROW_WHAT,
					.kind = FORM_CHOICE,
					.label = _("怎样处理"),
					.required = true,
					.options = s->words,
					.option_count = s->continues ? LAPSES : LAPSES - 1});
	if (form_row(f, ROW_WHAT)->chosen == LAPSE_GRACE)
		form_add(f, &(struct form_spec){.id = ROW_UNTIL,
						.kind = FORM_DATE,
						.label = _("宽限到"),
						.hint = _("如 20261208，工作日"),
						.required = true});
	form_add(f, &(struct form_spec){.id = ROW_REASON,
					.kind = FORM_TEXT,
					.label = _("理由"),
					.hint = _("印在决定书上"),
					.required = true,
					.max_chars = SIGN_REASON});
	form_settle(f);
}

static bool open_screen(struct screen *self, struct app *app, struct err *e)
{
	struct lapse_screen *s = (struct lapse_screen *)self;
	struct promise_row *rows;
	size_t n;

	s->session = app_session(app);
	date_day today = store_today(s->session->store);
	for (int i = 0; i < LAPSES; i++)
		s->words[i] = _(lapse_names[i]);
	if (!promises_of(s->session->store, s->number, &s->arena, &rows, &n, e))
		return false;
	s->rows = arena_array(&s->arena, n, sizeof(*rows));
	s->continues = true;
	for (size_t i = 0; i < n && s->n < MOST; i++) {
		if (!promise_is_open(&rows[i]) || rows[i].due == DATE_NONE || rows[i].due >= today)
			continue;
		s->continues = s->continues && rows[i].continues;
		s->rows[s->n++] = rows[i];
	}
	if (!s->n)
		return err_set(e, ERR_REFUSED, _("%s 没有逾期未补的材料"), s->number);
	add_rows(s);
	return true;
}

static struct step complain(struct lapse_screen *s, int row, const char *text)
{
	form_goto(&s->form, row);
	form_say(&s->form, row, STYLE_BAD, text);
	return step_redraw();
}

static struct step decide(struct lapse_screen *s, struct app *app, const struct signature *sig)
{
	const struct lapse_decision d = {
		.case_number = s->number,
		.lapse = (enum lapse)form_row(&s->form, ROW_WHAT)->chosen,
		.until = date_parse(form_text(&s->form, ROW_UNTIL)),
		.reason = form_text(&s->form, ROW_REASON),
		.signature = sig,
	};
	struct session *session = s->session;
	char document[DOCUMENT_TEXT];
	struct str text = {0};
	char *path = NULL;
	struct err e;

	if (!lapses_decide(session->store, &session->who, &d, document, &e)) {
		app_say(app, STYLE_BAD, "%s", e.text);
		return step_redraw();
	}
	session_refresh(session);
	if (session_document(session, document, &path, &e) &&
	    session_print(session, path, session_document_title(LAPSE_DOCUMENT), document, &e)) {
		session_print_say(session, path, &text);
		app_say(app, STYLE_OK, _("已决定：%s；决定书%s"), _(lapse_names[d.lapse]),
			str_text(&text));
	} else {
		app_say(app, STYLE_BAD, _("已决定，但决定书没有打出：%s"), e.text);
	}
	str_done(&text);
	free(path);
	return step_answer(0, NULL);
}

static struct step ask_decide(struct lapse_screen *s, struct app *app)
{
	int what = form_row(&s->form, ROW_WHAT)->chosen;
	const char *reason = form_text(&s->form, ROW_REASON);
	struct err e;

	if (what < 0)
		return complain(s, ROW_WHAT, _("请选怎样处理"));
	if (what == LAPSE_GRACE &&
	    !overdue_grace(s->session->calendar, store_today(s->session->store),
			   date_parse(form_text(&s->form, ROW_UNTIL)), &e))
		return complain(s, ROW_UNTIL, e.text);
	if (!*reason)
		return complain(s, ROW_REASON, _("请写明理由"));
	if (s->session->posts & LAPSE_POSTS)
		return decide(s, app, NULL);
	return step_push(sign_new(TAG_SIGN, &(struct sign_dialog){
						    .title = _("复核、审核或主管决定"),
						    .text = s->words[what],
						    .posts = LAPSE_POSTS,
						    .act = LAPSE_ACT,
						    .subject = s->number,
						    .reason = reason,
					    }));
}

static struct step on_signed(struct lapse_screen *s, struct app *app, const struct screen_event *ev)
{
	struct sign_answer answer;

	if (ev->answer < 0)
		return step_redraw();
	sign_read(ev->text, &answer);
	form_set_text(&s->form, ROW_REASON, answer.reason);
	return decide(s, app, &answer.signature);
}

static struct step event(struct screen *self, struct app *app, const struct screen_event *ev)
{
	struct lapse_screen *s = (struct lapse_screen *)self;

	if (ev->type == EV_ANSWER)
		return on_signed(s, app, ev);
	switch (form_event(&s->form, ev, NULL)) {
	case FORM_CHANGED:
		add_rows(s);
		return step_redraw();
	case FORM_PICKED:
		add_rows(s);
		form_event(&s->form, &form_enter, NULL);
		return step_redraw();
	case FORM_ENDED:
		return ev->key == K_ENTER ? ask_decide(s, app) : step_redraw();
	case FORM_HANDLED:
	case FORM_LEFT:
		return step_redraw();
	case FORM_IGNORED:
		break;
	}
	if (ev->action == ACT_DECIDE)
		return ask_decide(s, app);
	return ev->action == ACT_BACK ? step_pop() : step_stay();
}

static void paint(struct screen *self, struct app *app, const struct canvas *c)
{
	struct lapse_screen *s = (struct lapse_screen *)self;
	int shown = s->n < 4 ? (int)s->n : 4, rows = 11 + shown;
	struct canvas box = canvas_middle(c, rows < c->rows ? rows : c->rows, 66);
	struct canvas in = canvas_box(&box, STYLE_HEADING, _("容缺逾期处理"));
	struct canvas form = canvas_part(&in, 2 + shown, 1, in.rows - 2 - shown, in.cols - 2);
	char due[DATE_TEXT];

	(void)app;
	canvas_printf(&in, 0, 1, STYLE_MUTED, "%s　%s", s->number,
		      s->rows[0].name ? s->rows[0].name : "");
	for (int i = 0; i < shown; i++)
		canvas_printf(&in, 1 + i, 1, STYLE_BAD, "%s　%s", date_format(s->rows[i].due, due),
			      s->rows[i].paper_name);
	form_paint(&s->form, &form, true);
}

static void close_screen(struct screen *self, struct app *app)
{
	struct lapse_screen *s = (struct lapse_screen *)self;

	(void)app;
	form_done(&s->form);
	arena_done(&s->arena);
	free(s->number);
	free(s);
}

static bool enabled(const struct screen *self, int action)
{
	return action != ACT_BACK || !((const struct lapse_screen *)self)->form.open;
}

static const struct screen_ops ops = {
	.name = "lapse",
	.title = N_("容缺逾期处理"),
	.actions = actions,
	.widgets = widget_actions,
	.overlay = true,
	.open = open_screen,
	.paint = paint,
	.event = event,
	.close = close_screen,
	.enabled = enabled,
};

struct screen *lapse_new(int tag, const char *case_number)
{
	struct lapse_screen *s = xcalloc(1, sizeof(*s));

	s->base.ops = &ops;
	s->base.tag = tag;
	s->number = xstrdup(case_number);
	return &s->base;
}
