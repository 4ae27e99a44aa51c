/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/operator_form.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/text.h"
#include "tui/app.h"
#include "tui/widget/form.h"

enum { ACT_TAKE = 1, ACT_LEAVE };
enum { ROW_LOGIN = 1, ROW_NAME, ROW_POSTS, ROW_REASON };
enum { BOX_COLS = 70, FIELD_LINES = 8, NAME_CHARS = 30, REASON_CHARS = 30 };

static const struct action actions[] = {
	{ACT_TAKE, {K_ENTER}, N_("确定"), N_("到下一栏；在最后一栏确定")},
	{ACT_LEAVE, {K_ESC}, N_("返回"), N_("不改，返回")},
	{0},
};
static const struct action *const widget_actions[] = {form_actions, field_actions, NULL};

struct operator_form {
	struct screen base;
	struct operator_entry *out;
	bool fresh;
	struct form form;
	const char *names[POSTS];
};

static bool open_screen(struct screen *self, struct app *app, struct err *e)
{
	struct operator_form *s = (struct operator_form *)self;
	uint64_t marks = 0;

	(void)app;
	(void)e;
	for (int i = 0; i < POSTS; i++) {
		s->names[i] = _(post_names[posts_shown[i]]);
		if (s->out->posts & POST_BIT(posts_shown[i]))
			marks |= UINT64_C(1) << i;
	}
	if (s->fresh) {
		form_add(&s->form, &(struct form_spec){.id = ROW_LOGIN,
						       .kind = FORM_TEXT,
						       .label = _("登录名"),
						       .required = true,
						       .max_chars = 32,
						       .filter = field_login});
		form_add(&s->form, &(struct form_spec){.id = ROW_NAME,
						       .kind = FORM_TEXT,
						       .label = _("姓名"),
						       .required = true,
						       .max_chars = NAME_CHARS});
	}
	form_add(&s->form, &(struct form_spec){.id = ROW_POSTS,
					       .kind = FORM_SET,
					       .label = _("岗位"),
					       .required = true,
					       .some = true,
					       .options = s->names,
					       .option_count = POSTS});
	form_set_marks(&s->form, ROW_POSTS, marks, marks != 0);
	form_add(&s->form, &(struct form_spec){.id = ROW_REASON,
					       .kind = FORM_TEXT,
					       .label = _("原因"),
					       .required = !s->fresh,
					       .max_chars = REASON_CHARS});
	return true;
}

static unsigned posts_marked(const struct form *f)
{
	const struct form_row *row = form_row(f, ROW_POSTS);
	unsigned posts = 0;

	for (int i = 0; i < POSTS; i++)
		if (row->marks & UINT64_C(1) << i)
			posts |= POST_BIT(posts_shown[i]);
	return posts;
}

/* The store looks at it all again; here it is said under the row it is about. */
static struct step take(struct operator_form *s)
{
	struct operator_entry *out = s->out;
	struct err e = {0};
	int row = 0;

	if (s->fresh) {
		snprintf(out->login, sizeof(out->login), "%s", form_text(&s->form, ROW_LOGIN));
		snprintf(out->name, sizeof(out->name), "%s", form_text(&s->form, ROW_NAME));
	}
	snprintf(out->reason, sizeof(out->reason), "%s", form_text(&s->form, ROW_REASON));
	out->posts = posts_marked(&s->form);
	if (!operators_login_valid(out->login, &e)) {
		row = ROW_LOGIN;
	} else if (!*out->name) {
		row = ROW_NAME;
		err_set(&e, ERR_INPUT, _("请填姓名"));
	} else if (!posts_together(out->posts, &e)) {
		row = ROW_POSTS;
	} else if (!s->fresh && !*out->reason) {
		row = ROW_REASON;
		err_set(&e, ERR_INPUT, _("请写明原因"));
	} else {
		return step_answer(0, NULL);
	}
	form_goto(&s->form, row);
	form_say(&s->form, row, STYLE_BAD, e.text);
	return step_redraw();
}

static struct step event(struct screen *self, struct app *app, const struct screen_event *ev)
{
	struct operator_form *s = (struct operator_form *)self;

	(void)app;
	switch (form_event(&s->form, ev, NULL)) {
	case FORM_ENDED:
		return ev->key == K_ENTER ? take(s) : step_redraw();
	case FORM_PICKED:
		form_event(&s->form, &form_enter, NULL);
		return step_redraw();
	case FORM_IGNORED:
		return ev->action == ACT_LEAVE ? step_pop() : step_stay();
	default:
		return step_redraw();
	}
}

static void paint(struct screen *self, struct app *app, const struct canvas *c)
{
	struct operator_form *s = (struct operator_form *)self;
	struct canvas box = canvas_middle(c, FIELD_LINES + 3, BOX_COLS);
	struct canvas in =
		canvas_box(&box, STYLE_HEADING, s->fresh ? _("新增操作员") : s->out->name);
	struct canvas fields = canvas_part(&in, 0, 1, FIELD_LINES, in.cols - 2);

	(void)app;
	form_paint(&s->form, &fields, true);
	canvas_text(&in, FIELD_LINES, 1, STYLE_MUTED,
		    _("管理不办业务、审计只看不办：这两个岗位不与别的兼任"));
}

static void close_screen(struct screen *self, struct app *app)
{
	struct operator_form *s = (struct operator_form *)self;

	(void)app;
	form_done(&s->form);
	free(s);
}

static const struct screen_ops ops = {
	.name = "operator_form",
	.overlay = true,
	.actions = actions,
	.widgets = widget_actions,
	.open = open_screen,
	.paint = paint,
	.event = event,
	.close = close_screen,
};

struct screen *operator_form_new(int tag, const struct operator_row *o, struct operator_entry *out)
{
	struct operator_form *s = xcalloc(1, sizeof(*s));

	s->base.ops = &ops;
	s->base.tag = tag;
	s->out = out;
	s->fresh = !o;
	*out = (struct operator_entry){0};
	if (o) {
		snprintf(out->login, sizeof(out->login), "%s", o->login);
		snprintf(out->name, sizeof(out->name), "%s", o->name);
		out->posts = o->posts;
	}
	return &s->base;
}
