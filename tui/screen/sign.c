/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/sign.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"
#include "tui/app.h"
#include "tui/layout.h"
#include "tui/session.h"
#include "tui/widget/form.h"

enum { ACT_SIGN = 1, ACT_LEAVE };
enum { ROW_REASON = 1, ROW_LOGIN, ROW_PASSWORD };
enum { BOX_COLS = 64, FIELD_LINES = 5 }; /* three fields, and what is wrong with them */

static const struct action actions[] = {
	{ACT_SIGN, {K_ENTER}, N_("签字"), N_("到下一栏；在口令一栏签字")},
	{ACT_LEAVE, {K_ESC}, N_("返回"), N_("不签，返回")},
	{0},
};
static const struct action *const widget_actions[] = {form_actions, field_actions, NULL};

struct sign_screen {
	struct screen base;
	char *title, *text, *subject, *reason;
	unsigned posts;
	const char *act;
	bool no_reason;
	struct form form;
	struct str answer;
};

static bool open_screen(struct screen *self, struct app *app, struct err *e)
{
	struct sign_screen *s = (struct sign_screen *)self;

	(void)app;
	(void)e;
	if (!s->no_reason)
		form_add(&s->form, &(struct form_spec){.id = ROW_REASON,
						       .kind = FORM_TEXT,
						       .label = _("理由"),
						       .max_chars = SIGN_REASON});
	form_add(&s->form, &(struct form_spec){.id = ROW_LOGIN,
					       .kind = FORM_TEXT,
					       .label = _("签字人登录名"),
					       .max_chars = 32,
					       .filter = field_login});
	form_add(&s->form, &(struct form_spec){.id = ROW_PASSWORD,
					       .kind = FORM_TEXT,
					       .label = _("口令"),
					       .max_chars = 128,
					       .mask = true});
	if (s->reason && *s->reason && !s->no_reason) {
		form_set_text(&s->form, ROW_REASON, s->reason);
		form_goto(&s->form, ROW_LOGIN);
	}
	return true;
}

/* True when the row is filled in; else the keys go there and it says so. */
static bool filled(struct sign_screen *s, int row, const char *complaint)
{
	if (*form_text(&s->form, row))
		return true;
	form_goto(&s->form, row);
	form_say(&s->form, row, STYLE_BAD, complaint);
	return false;
}

static struct step sign(struct sign_screen *s, const struct session *session)
{
	struct signature sig;
	struct err e = {0};

	if ((!s->no_reason && !filled(s, ROW_REASON, _("请写明理由"))) ||
	    !filled(s, ROW_LOGIN, _("请填签字人的登录名")) ||
	    !filled(s, ROW_PASSWORD, _("请填口令")))
		return step_redraw();
	const char *reason = s->no_reason ? s->reason : form_text(&s->form, ROW_REASON);
	const struct sign_request q = {.login = form_text(&s->form, ROW_LOGIN),
				       .password = form_text(&s->form, ROW_PASSWORD),
				       .posts = s->posts,
				       .act = s->act,
				       .subject = s->subject,
				       .reason = *reason ? reason : NULL};
	if (operators_verify(session->store, &session->who, &q, &sig, &e)) {
		str_clear(&s->answer);
		str_addf(&s->answer, "%lld %s %s", (long long)sig.seq, sig.login, reason);
		return step_answer(0, str_text(&s->answer));
	}
	form_set_text(&s->form, ROW_PASSWORD, "");
	form_goto(&s->form, ROW_PASSWORD);
	form_say(&s->form, ROW_PASSWORD, STYLE_BAD, e.text);
	return step_redraw();
}

void sign_read(const char *text, struct sign_answer *out)
{
	char *end = NULL;

	*out = (struct sign_answer){.signature.seq = strtoll(text, &end, 10)};
	size_t n = strcspn(++end, " ");
	snprintf(out->signature.login, sizeof(out->signature.login), "%.*s", (int)n, end);
	out->reason = end + n + 1;
}

static struct step event(struct screen *self, struct app *app, const struct screen_event *ev)
{
	struct sign_screen *s = (struct sign_screen *)self;

	if (ev->action == ACT_LEAVE)
		return step_pop();
	switch (form_event(&s->form, ev, NULL)) {
	case FORM_ENDED:
		/* ↓ and Tab stay; only Enter signs. */
		return ev->key == K_ENTER ? sign(s, app_session(app)) : step_redraw();
	case FORM_IGNORED:
		return step_stay();
	default:
		return step_redraw();
	}
}

static void paint(struct screen *self, struct app *app, const struct canvas *c)
{
	struct sign_screen *s = (struct sign_screen *)self;
	int cols = BOX_COLS < c->cols - 4 ? BOX_COLS : c->cols - 4;
	int lines = layout_lines(s->text, cols - 4), gap = lines ? 1 : 0;

	(void)app;
	if (lines > c->rows - FIELD_LINES - gap - 2)
		lines = c->rows - FIELD_LINES - gap - 2;
	struct canvas box = canvas_middle(c, lines + gap + FIELD_LINES + 2, cols);
	struct canvas in = canvas_box(&box, STYLE_WARN, s->title);
	struct canvas text = canvas_part(&in, 0, 1, lines, in.cols - 2);
	canvas_wrap(&text, 0, 0, STYLE_NORMAL, s->text);
	struct canvas fields = canvas_part(&in, lines + gap, 1, FIELD_LINES, in.cols - 2);
	form_paint(&s->form, &fields, true);
}

static void close_screen(struct screen *self, struct app *app)
{
	struct sign_screen *s = (struct sign_screen *)self;

	(void)app;
	form_done(&s->form);
	str_done(&s->answer);
	free(s->title);
	free(s->text);
	free(s->subject);
	free(s->reason);
	free(s);
}

static const struct screen_ops ops = {
	.name = "sign",
	.overlay = true,
	.actions = actions,
	.widgets = widget_actions,
	.open = open_screen,
	.paint = paint,
	.event = event,
	.close = close_screen,
};

struct screen *sign_new(int tag, const struct sign_dialog *d)
{
	struct sign_screen *s = xcalloc(1, sizeof(*s));

	s->base.ops = &ops;
	s->base.tag = tag;
	s->title = xstrdup(d->title);
	s->text = xstrdup(d->text ? d->text : "");
	s->subject = d->subject ? xstrdup(d->subject) : NULL;
	s->reason = xstrdup(d->reason ? d->reason : "");
	s->posts = d->posts;
	s->act = d->act;
	s->no_reason = d->no_reason;
	return &s->base;
}
