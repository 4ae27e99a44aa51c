/* SPDX-License-Identifier: Apache-2.0
 *
 * The lock lies over live state: what was being typed is still there afterwards.
 * Leaving the program from here keeps intakes as drafts, as any end does.
 */
#include "tui/screen/lock.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "tui/app.h"
#include "tui/session.h"
#include "tui/widget/field.h"
#include "tui/widget/field_paint.h"

enum { ACT_UNLOCK = 1, ACT_QUIT };

static const struct action actions[] = {
	{ACT_UNLOCK, {K_ENTER}, N_("解锁"), N_("口令对了就回到原处")},
	{ACT_QUIT, {K_F10}, N_("退出程序"), N_("退出程序；没办完的都存成草稿")},
	{0},
};
static const struct action *const widget_actions[] = {field_actions, NULL};

struct lock_screen {
	struct screen base;
	struct text_field password;
	struct err why;
};

static bool open_screen(struct screen *self, struct app *app, struct err *e)
{
	(void)self;
	(void)e;
	((struct session *)app_session(app))->locked = true;
	return true;
}

static struct step unlock(struct lock_screen *s, struct session *session)
{
	struct err e = {0};
	bool ok = session_login(session, session->login, field_text(&s->password), &e);

	field_set(&s->password, "");
	s->why = e;
	return ok ? step_pop() : step_redraw();
}

static struct step event(struct screen *self, struct app *app, const struct screen_event *ev)
{
	struct lock_screen *s = (struct lock_screen *)self;

	if (ev->action == ACT_QUIT)
		return step_quit(0);
	if (ev->action == ACT_UNLOCK)
		return *field_text(&s->password) ? unlock(s, app_session(app)) : step_stay();
	if (field_event(&s->password, ev, NULL) == FIELD_IGNORED)
		return step_stay();
	err_clear(&s->why);
	return step_redraw();
}

static void paint(struct screen *self, struct app *app, const struct canvas *c)
{
	struct lock_screen *s = (struct lock_screen *)self;
	const struct session *session = app_session(app);
	struct canvas box = canvas_middle(c, 8, 56);
	struct canvas in = canvas_box(&box, STYLE_WARN, _("已锁定"));

	canvas_printf(&in, 1, 1, STYLE_NORMAL, _("%s（%s）的窗口，填的内容都在。"), session->name,
		      session->login);
	int col = 2 + canvas_text(&in, 3, 1, STYLE_LABEL, _("口令"));
	struct canvas line = canvas_part(&in, 3, col, 1, in.cols - col - 1);
	field_paint(&s->password, &line, true, NULL);
	struct canvas why = canvas_part(&in, 4, 1, 2, in.cols - 2);
	canvas_wrap(&why, 0, 0, STYLE_BAD, s->why.text);
}

static void close_screen(struct screen *self, struct app *app)
{
	struct lock_screen *s = (struct lock_screen *)self;

	((struct session *)app_session(app))->locked = false;
	field_done(&s->password);
	free(s);
}

static const struct screen_ops ops = {
	.name = "lock",
	.title = N_("已锁定"),
	.actions = actions,
	.widgets = widget_actions,
	.open = open_screen,
	.paint = paint,
	.event = event,
	.close = close_screen,
};

struct screen *lock_new(void)
{
	struct lock_screen *s = xcalloc(1, sizeof(*s));

	s->base.ops = &ops;
	s->password.max_chars = 128;
	s->password.mask = true;
	return &s->base;
}
