/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/password.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "tui/app.h"
#include "tui/layout.h"
#include "tui/session.h"
#include "tui/widget/form.h"

enum { ACT_CHANGE = 1, ACT_LEAVE };
enum { ROW_OLD = 1, ROW_FRESH, ROW_AGAIN };
enum { BOX_COLS = 64, FIELD_LINES = 5 };

static const struct action actions[] = {
	{ACT_CHANGE, {K_ENTER}, N_("改口令"), N_("到下一栏；在最后一栏改")},
	{ACT_LEAVE, {K_ESC}, N_("返回"), N_("不改，返回")},
	{0},
};
static const struct action *const widget_actions[] = {form_actions, field_actions, NULL};

struct password_screen {
	struct screen base;
	char *old; /* NULL: the form asks for it */
	struct form form;
};

static void add_row(struct form *f, int id, const char *label)
{
	form_add(f, &(struct form_spec){.id = id,
					.kind = FORM_TEXT,
					.label = label,
					.max_chars = 128,
					.mask = true});
}

static bool open_screen(struct screen *self, struct app *app, struct err *e)
{
	struct password_screen *s = (struct password_screen *)self;

	(void)app;
	(void)e;
	if (!s->old)
		add_row(&s->form, ROW_OLD, _("原口令"));
	add_row(&s->form, ROW_FRESH, _("新口令"));
	add_row(&s->form, ROW_AGAIN, _("再输一次"));
	return true;
}

static struct step complain(struct password_screen *s, int row, const char *text)
{
	form_set_text(&s->form, row, "");
	form_goto(&s->form, row);
	form_say(&s->form, row, STYLE_BAD, text);
	return step_redraw();
}

static struct step change(struct password_screen *s, struct app *app)
{
	struct session *session = app_session(app);
	struct err e = {0};

	if (!s->old && !*form_text(&s->form, ROW_OLD))
		return complain(s, ROW_OLD, _("请填原口令"));
	if (!*form_text(&s->form, ROW_FRESH))
		return complain(s, ROW_FRESH, _("请填新口令"));
	if (strcmp(form_text(&s->form, ROW_FRESH), form_text(&s->form, ROW_AGAIN)) != 0)
		return complain(s, ROW_AGAIN, _("两次输入的新口令不一样"));
	const struct password_change c = {
		.login = session->login,
		.window = session->who.window,
		.old = s->old ? s->old : form_text(&s->form, ROW_OLD),
		.fresh = form_text(&s->form, ROW_FRESH),
	};
	if (operators_change_password(session->store, &c, PASSWORD_INTERACTIVE, &e)) {
		session->must_change = false;
		app_say(app, STYLE_OK, _("口令已改"));
		return step_answer(0, NULL);
	}
	form_set_text(&s->form, ROW_AGAIN, "");
	return complain(s, e.code == ERR_PERMISSION && !s->old ? ROW_OLD : ROW_FRESH, e.text);
}

static struct step event(struct screen *self, struct app *app, const struct screen_event *ev)
{
	struct password_screen *s = (struct password_screen *)self;

	if (ev->action == ACT_LEAVE)
		return step_pop();
	switch (form_event(&s->form, ev, NULL)) {
	case FORM_ENDED:
		return ev->key == K_ENTER ? change(s, app) : step_redraw();
	case FORM_IGNORED:
		return step_stay();
	default:
		return step_redraw();
	}
}

static void paint(struct screen *self, struct app *app, const struct canvas *c)
{
	struct password_screen *s = (struct password_screen *)self;
	const char *text =
		s->old ? _("口令是发放的或已到期，改了才能用。至少8位，字母加数字或符号，"
			   "不含登录名。")
		       : _("至少8位，字母加数字或符号，不含登录名。");
	int lines = layout_lines(text, BOX_COLS - 4);
	struct canvas box = canvas_middle(c, lines + 1 + FIELD_LINES + 2, BOX_COLS);
	struct canvas in = canvas_box(&box, STYLE_WARN, _("修改口令"));
	struct canvas above = canvas_part(&in, 0, 1, lines, in.cols - 2);
	struct canvas fields = canvas_part(&in, lines + 1, 1, FIELD_LINES, in.cols - 2);

	(void)app;
	canvas_wrap(&above, 0, 0, STYLE_NORMAL, text);
	form_paint(&s->form, &fields, true);
}

static void close_screen(struct screen *self, struct app *app)
{
	struct password_screen *s = (struct password_screen *)self;

	(void)app;
	form_done(&s->form);
	if (s->old)
		explicit_bzero(s->old, strlen(s->old));
	free(s->old);
	free(s);
}

static const struct screen_ops ops = {
	.name = "password",
	.title = N_("修改口令"),
	.overlay = true,
	.actions = actions,
	.widgets = widget_actions,
	.open = open_screen,
	.paint = paint,
	.event = event,
	.close = close_screen,
};

struct screen *password_new(int tag, const char *old)
{
	struct password_screen *s = xcalloc(1, sizeof(*s));

	s->base.ops = &ops;
	s->base.tag = tag;
	s->old = old ? xstrdup(old) : NULL;
	return &s->base;
}
