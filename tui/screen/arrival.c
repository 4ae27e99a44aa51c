/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/arrival.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/text.h"
#include "tui/app.h"
#include "tui/session.h"
#include "tui/visit.h"
#include "tui/widget/form.h"

enum { ACT_TAKE = 1, ACT_BACK };
enum { ROW_WAY = 1, ROW_POSTMARK };
enum { WAY_BROUGHT, WAY_POST };

static const struct action actions[] = {
	{ACT_TAKE, {K_F9}, N_("登记"), N_("登记这份材料已到")},
	{ACT_BACK, {K_ESC}, N_("返回"), N_("不登记，返回")},
	{0},
};
static const struct action *const widget_actions[] = {form_actions, field_actions, NULL};

/* As the promise names them (case/decision.c). */
static const char *const ways[] = {N_("现场送达"), N_("邮寄")};

struct arrival_screen {
	struct screen base;
	char *number, *paper, *paper_name;
	date_day made;
	struct form form;
	const char *words[2];
};

static void add_rows(struct arrival_screen *s)
{
	struct form *f = &s->form;

	form_rewind(f);
	form_add(f, &(struct form_spec){.id = ROW_WAY,
					.kind = FORM_CHOICE,
					.label = _("怎样补来"),
					.required = true,
					.options = s->words,
					.option_count = 2});
	if (form_row(f, ROW_WAY)->chosen == WAY_POST)
		form_add(f, &(struct form_spec){.id = ROW_POSTMARK,
						.kind = FORM_DATE,
						.label = _("邮戳日期"),
						.hint = _("如 20261124"),
						.required = true});
	form_settle(f);
}

/* The day of the postmark counts, so it is neither before the promise nor after today. */
static bool read_postmark(struct arrival_screen *s, const struct session *session, date_day *out)
{
	*out = date_parse(form_text(&s->form, ROW_POSTMARK));
	if (*out != DATE_NONE && *out >= s->made && *out <= store_today(session->store))
		return true;
	form_goto(&s->form, ROW_POSTMARK);
	form_say(&s->form, ROW_POSTMARK, STYLE_BAD,
		 *out == DATE_NONE ? _("请填信封上的邮戳日期，如 20261124")
				   : _("邮戳日期应在受理之日到今天之间，请再看信封"));
	return false;
}

static struct step take(struct arrival_screen *s, struct app *app)
{
	struct session *session = app_session(app);
	int way = form_row(&s->form, ROW_WAY)->chosen;
	date_day postmark = DATE_NONE;
	struct err e;

	if (way < 0) {
		form_say(&s->form, ROW_WAY, STYLE_BAD, _("请选怎样补来的"));
		return step_redraw();
	}
	if (way == WAY_POST && !read_postmark(s, session, &postmark))
		return step_redraw();
	/* What the post brings is nobody's visit. */
	if (way != WAY_POST)
		visit_need_or_say(session, app);
	struct actor who = session->who;
	if (way == WAY_POST)
		who.visit = 0;
	if (!promises_keep(session->store, &who, s->number, s->paper, ways[way], postmark, &e)) {
		app_say(app, STYLE_BAD, "%s", e.text);
		return step_redraw();
	}
	session_refresh(session);
	app_say(app, STYLE_OK, _("已登记：%s 已到"), s->paper_name);
	return step_answer(0, NULL);
}

static struct step event(struct screen *self, struct app *app, const struct screen_event *ev)
{
	struct arrival_screen *s = (struct arrival_screen *)self;

	switch (form_event(&s->form, ev, NULL)) {
	case FORM_CHANGED:
		add_rows(s);
		return step_redraw();
	case FORM_PICKED:
		add_rows(s);
		form_event(&s->form, &form_enter, NULL);
		return step_redraw();
	case FORM_ENDED:
		return ev->key == K_ENTER ? take(s, app) : step_redraw();
	case FORM_HANDLED:
	case FORM_LEFT:
		return step_redraw();
	case FORM_IGNORED:
		break;
	}
	if (ev->action == ACT_TAKE)
		return take(s, app);
	return ev->action == ACT_BACK ? step_pop() : step_stay();
}

static void paint(struct screen *self, struct app *app, const struct canvas *c)
{
	struct arrival_screen *s = (struct arrival_screen *)self;
	struct canvas box = canvas_middle(c, 11, 60);
	struct canvas in = canvas_box(&box, STYLE_HEADING, _("材料到达"));
	struct canvas text = canvas_part(&in, 0, 1, 3, in.cols - 2);
	struct canvas form = canvas_part(&in, 3, 1, in.rows - 3, in.cols - 2);

	(void)app;
	int used = canvas_wrap(&text, 0, 0, STYLE_VALUE, s->paper_name);
	canvas_text(&text, used, 0, STYLE_MUTED, s->number);
	form_paint(&s->form, &form, true);
}

static void close_screen(struct screen *self, struct app *app)
{
	struct arrival_screen *s = (struct arrival_screen *)self;

	(void)app;
	form_done(&s->form);
	free(s->number);
	free(s->paper);
	free(s->paper_name);
	free(s);
}

static bool enabled(const struct screen *self, int action)
{
	return action != ACT_BACK || !((const struct arrival_screen *)self)->form.open;
}

static const struct screen_ops ops = {
	.name = "arrival",
	.title = N_("材料到达"),
	.actions = actions,
	.widgets = widget_actions,
	.overlay = true,
	.paint = paint,
	.event = event,
	.close = close_screen,
	.enabled = enabled,
};

struct screen *arrival_new(int tag, const struct promise_row *p)
{
	struct arrival_screen *s = xcalloc(1, sizeof(*s));

	s->base.ops = &ops;
	s->base.tag = tag;
	s->number = xstrdup(p->case_number);
	s->paper = xstrdup(p->paper);
	s->paper_name = xstrdup(p->paper_name);
	s->made = p->made;
	for (int i = 0; i < 2; i++)
		s->words[i] = _(ways[i]);
	add_rows(s);
	return &s->base;
}
