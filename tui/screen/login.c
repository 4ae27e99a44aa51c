/* SPDX-License-Identifier: Apache-2.0
 *
 * Login and password. Nothing is loaded here, so that the window is there at
 * once; the practice hall shows its logins and the one password.
 */
#include "tui/screen/login.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "tui/app.h"
#include "tui/demo.h"
#include "tui/screen/home.h"
#include "tui/screen/login_clock.h"
#include "tui/screen/password.h"
#include "tui/session.h"
#include "tui/visit.h"
#include "tui/widget/form.h"

enum { ACT_ENTER = 1, ACT_QUIT };
enum { ROW_LOGIN = 1, ROW_PASSWORD };
enum { BOX_COLS = 56, TAG_PASSWORD = 900 };

static const struct action actions[] = {
	{ACT_ENTER, {K_ENTER}, N_("登录"), N_("到口令一栏；在口令一栏登录")},
	{ACT_QUIT, {K_ESC, K_F10}, N_("退出"), N_("退出程序")},
	{0},
};
static const struct action *const widget_actions[] = {form_actions, field_actions, NULL};

struct login_screen {
	struct screen base;
	struct form form;
	struct arena arena;
	int wrong;			/* passwords of those who did */
	char confirmer[33];		/* who says the date is right, between two dialogs */
	struct operator_row *operators; /* the practice hall's */
	size_t n_operators;
};

static bool open_screen(struct screen *self, struct app *app, struct err *e)
{
	struct login_screen *s = (struct login_screen *)self;
	struct session *session = app_session(app);

	form_add(&s->form, &(struct form_spec){.id = ROW_LOGIN,
					       .kind = FORM_TEXT,
					       .label = _("登录名"),
					       .max_chars = 32,
					       .filter = field_login});
	form_add(&s->form, &(struct form_spec){.id = ROW_PASSWORD,
					       .kind = FORM_TEXT,
					       .label = _("口令"),
					       .max_chars = 128,
					       .mask = true});
	if (!store_is_demo(session->store))
		return true;
	return operators_list(session->store, &s->arena, &s->operators, &s->n_operators, e);
}

static struct step come_in(struct session *session, struct app *app)
{
	struct err e;

	if (!visit_after_login(session, &e))
		app_say(app, STYLE_BAD, _("上次来访没有结束：%s"), e.text);
	return step_replace(home_new());
}

static struct step log_in(struct login_screen *s, struct app *app)
{
	struct session *session = app_session(app);
	struct err e;

	if (session_login(session, form_text(&s->form, ROW_LOGIN),
			  form_text(&s->form, ROW_PASSWORD), &e))
		return session->must_change
			       ? step_push(password_new(TAG_PASSWORD,
							form_text(&s->form, ROW_PASSWORD)))
			       : come_in(session, app);
	form_set_text(&s->form, ROW_PASSWORD, "");
	form_say(&s->form, ROW_PASSWORD, STYLE_BAD, e.text);
	form_goto(&s->form, ROW_PASSWORD);
	return step_redraw();
}

static struct step enter(struct login_screen *s, struct app *app)
{
	struct session *session = app_session(app);

	if (!*form_text(&s->form, ROW_LOGIN)) {
		form_goto(&s->form, ROW_LOGIN);
		form_say(&s->form, ROW_LOGIN, STYLE_BAD, _("请填登录名"));
		return step_redraw();
	}
	if (!*form_text(&s->form, ROW_PASSWORD)) {
		form_say(&s->form, ROW_PASSWORD, STYLE_BAD, _("请填口令"));
		return step_redraw();
	}
	return login_clock_doubted(session) ? login_clock_ask(session) : log_in(s, app);
}

/* A password that was handed out opens nothing before it is changed. */
static struct step on_changed(struct login_screen *s, struct app *app, bool changed)
{
	struct session *session = app_session(app);

	form_set_text(&s->form, ROW_PASSWORD, "");
	if (changed)
		return come_in(session, app);
	session_logout(session);
	return step_redraw();
}

/* The date was confirmed, or not: then nobody comes in. */
static struct step on_answer(struct login_screen *s, struct app *app, const struct screen_event *ev)
{
	struct err e = {0};

	if (ev->tag == TAG_PASSWORD)
		return on_changed(s, app, ev->answer == 0);
	if (ev->answer < 0)
		return step_redraw();
	if (ev->tag == TAG_CLOCK_LOGIN) {
		snprintf(s->confirmer, sizeof(s->confirmer), "%s", ev->text);
		return login_clock_ask_password();
	}
	if (login_clock_confirm(app_session(app), s->confirmer, ev->text, &e))
		return log_in(s, app);
	if (++s->wrong >= OPERATOR_FAILURES)
		return step_quit(ERR_PERMISSION);
	form_say(&s->form, ROW_PASSWORD, STYLE_BAD, e.text);
	return step_redraw();
}

static struct step event(struct screen *self, struct app *app, const struct screen_event *ev)
{
	struct login_screen *s = (struct login_screen *)self;

	if (ev->type == EV_ANSWER)
		return on_answer(s, app, ev);
	if (ev->action == ACT_QUIT)
		return step_quit(0);
	switch (form_event(&s->form, ev, NULL)) {
	case FORM_ENDED:
		/* ↓ and Tab stay; only Enter asks to come in. */
		return ev->key == K_ENTER ? enter(s, app) : step_redraw();
	case FORM_IGNORED:
		return step_stay();
	default:
		return step_redraw();
	}
}

static void paint_demo(const struct login_screen *s, const struct canvas *c)
{
	canvas_printf(c, 0, 0, STYLE_WARN, _("这是演练大厅，口令都是 %s。登录名："), DEMO_PASSWORD);
	for (size_t i = 0; i < s->n_operators; i++) {
		const struct operator_row *op = &s->operators[i];
		int col = 2;
		canvas_cell(c, 1 + (int)i, col, 12, ALIGN_LEFT, STYLE_VALUE, op->login);
		col += 12 + canvas_text(c, 1 + (int)i, col + 12, STYLE_NORMAL, op->name) + 2;
		for (int p = 0; p < POSTS; p++)
			if (op->posts & POST_BIT(p))
				col += 1 + canvas_text(c, 1 + (int)i, col, STYLE_MUTED,
						       _(post_names[p]));
	}
}

static void paint(struct screen *self, struct app *app, const struct canvas *c)
{
	struct login_screen *s = (struct login_screen *)self;
	const struct session *session = app_session(app);
	int demo = s->n_operators ? (int)s->n_operators + 1 : 0;
	struct canvas in = canvas_middle(c, 10 + demo, BOX_COLS);
	struct canvas box = canvas_part(&in, 2, 0, 7, in.cols);

	canvas_cell(&in, 0, 0, in.cols, ALIGN_CENTRE, STYLE_HEADING, store_name(session->store));
	struct canvas inside = canvas_box(&box, STYLE_HEADING, _("登录"));
	struct canvas fields = canvas_part(&inside, 0, 1, inside.rows, inside.cols - 2);
	form_paint(&s->form, &fields, true);
	if (demo) {
		struct canvas below = canvas_part(&in, 10, 0, in.rows - 10, in.cols);
		paint_demo(s, &below);
	}
}

static void close_screen(struct screen *self, struct app *app)
{
	struct login_screen *s = (struct login_screen *)self;

	(void)app;
	form_done(&s->form);
	arena_done(&s->arena);
	free(s);
}

static const struct screen_ops ops = {
	.name = "login",
	.title = N_("一窗"),
	.actions = actions,
	.widgets = widget_actions,
	.open = open_screen,
	.paint = paint,
	.event = event,
	.close = close_screen,
};

struct screen *login_new(void)
{
	struct login_screen *s = xcalloc(1, sizeof(*s));

	s->base.ops = &ops;
	return &s->base;
}
