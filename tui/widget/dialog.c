/* SPDX-License-Identifier: Apache-2.0
 *
 * The four dialogs share a box (dialog_box.h), and differ in what stands below its text.
 */
#include "tui/widget/dialog.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/text.h"
#include "base/utf8.h"
#include "tui/layout.h"
#include "tui/widget/dialog_box.h"
#include "tui/widget/field_paint.h"
#include "tui/widget/list.h"

enum { COMPLAINT = 256 };
enum { ACT_YES = 1, ACT_NO, ACT_LEAVE, ACT_TAKE, ACT_SIDE };

struct dialog {
	struct screen base;
	struct screen_ops own; /* with acts: the table is the caller's */
	enum style style;      /* of the box */
	char *title, *text;
	char *yes;
	bool on_no; /* confirm: the keys are on the other button */
	char **options;
	struct list list;
	struct text_field field;
	char complaint[COMPLAINT];
};

static struct dialog *dialog_new(const struct screen_ops *ops, int tag, const char *title,
				 const char *text)
{
	struct dialog *d = xcalloc(1, sizeof(*d));

	d->base.ops = ops;
	d->base.tag = tag;
	d->style = STYLE_HEADING;
	d->title = xstrdup(title ? title : "");
	d->text = xstrdup(text ? text : "");
	return d;
}

static void dialog_close(struct screen *self, struct app *app)
{
	struct dialog *d = (struct dialog *)self;

	(void)app;
	for (size_t i = 0; d->options && i < d->list.count; i++)
		free(d->options[i]);
	free(d->options);
	free(d->title);
	free(d->text);
	free(d->yes);
	field_done(&d->field);
	free(d);
}

static struct canvas paint_box(const struct dialog *d, const struct canvas *c, int columns,
			       int lines)
{
	return dialog_box(c, d->style, d->title, d->text, columns, lines);
}

/* Message */

static const struct action message_actions[] = {
	{ACT_LEAVE, {K_ENTER, K_ESC, K_SPACE}, N_("知道了"), N_("关闭这条消息")},
	{0},
};

static void message_paint(struct screen *self, struct app *app, const struct canvas *c)
{
	(void)app;
	paint_box((struct dialog *)self, c, 0, 0);
}

static struct step message_event(struct screen *self, struct app *app,
				 const struct screen_event *ev)
{
	(void)self;
	(void)app;
	return ev->action == ACT_LEAVE ? step_pop() : step_stay();
}

static const struct screen_ops message_ops = {
	.name = "message",
	.overlay = true,
	.actions = message_actions,
	.paint = message_paint,
	.event = message_event,
	.close = dialog_close,
};

struct screen *dialog_message(int tag, enum style style, const char *title, const char *text)
{
	struct dialog *d = dialog_new(&message_ops, tag, title, text);

	d->style = style;
	return &d->base;
}

/* Message with acts: they stand in the footer, and the box names them. */

static void acts_paint(struct screen *self, struct app *app, const struct canvas *c)
{
	const struct action *acts = self->ops->actions;
	int columns = 0, col = 0;
	char key[KEY_NAME];

	(void)app;
	for (const struct action *a = acts; a->id; a++)
		columns += utf8_columns(action_key_name(a->keys[0], key)) +
			   utf8_columns(_(a->label)) + 4;
	struct canvas line = paint_box((struct dialog *)self, c, columns, 1);
	for (const struct action *a = acts; a->id; a++) {
		col += canvas_text(&line, 0, col, STYLE_KEY, action_key_name(a->keys[0], key)) + 1;
		col += canvas_text(&line, 0, col, STYLE_NORMAL, _(a->label)) + 3;
	}
}

static struct step acts_event(struct screen *self, struct app *app, const struct screen_event *ev)
{
	(void)self;
	(void)app;
	return ev->type == EV_KEY && ev->action && ev->action < ACTION_BUILTIN
		       ? step_answer(ev->action, NULL)
		       : step_stay();
}

struct screen *dialog_acts(int tag, enum style style, const char *title, const char *text,
			   const struct action *acts)
{
	static const struct screen_ops shape = {
		.name = "acts",
		.overlay = true,
		.paint = acts_paint,
		.event = acts_event,
		.close = dialog_close,
	};
	struct dialog *d = dialog_new(&shape, tag, title, text);

	d->own = shape;
	d->own.actions = acts;
	d->base.ops = &d->own;
	d->style = style;
	return &d->base;
}

/* Confirm */

static const struct action confirm_actions[] = {
	{ACT_TAKE, {K_ENTER}, N_("选定"), N_("按亮着的按钮")},
	{ACT_YES, {'y', 'Y'}, N_("是"), N_("照做")},
	{ACT_NO, {'n', 'N'}, N_("否"), N_("不做")},
	{ACT_SIDE, {K_LEFT, K_RIGHT, K_TAB, K_BACKTAB}, N_("换按钮"), N_("换到另一个按钮")},
	{ACT_LEAVE, {K_ESC}, N_("返回"), N_("不做，返回")},
	{0},
};

static void confirm_paint(struct screen *self, struct app *app, const struct canvas *c)
{
	struct dialog *d = (struct dialog *)self;
	struct canvas line = paint_box(d, c, 0, 1);

	(void)app;
	int used = canvas_printf(&line, 0, 0, d->on_no ? STYLE_NORMAL : STYLE_SELECTED, "[ %s ]",
				 d->yes);
	canvas_printf(&line, 0, used + 2, d->on_no ? STYLE_SELECTED : STYLE_NORMAL, "[ %s ]",
		      _("取消"));
	canvas_cursor(&line, 0, d->on_no ? used + 4 : 2);
}

static struct step confirm_event(struct screen *self, struct app *app,
				 const struct screen_event *ev)
{
	struct dialog *d = (struct dialog *)self;

	(void)app;
	switch (ev->action) {
	case ACT_TAKE:
		return step_answer(d->on_no ? 0 : 1, NULL);
	case ACT_YES:
		return step_answer(1, NULL);
	case ACT_NO:
		return step_answer(0, NULL);
	case ACT_LEAVE:
		return step_pop();
	case ACT_SIDE:
		d->on_no = !d->on_no;
		return step_redraw();
	}
	return step_stay();
}

static const struct screen_ops confirm_ops = {
	.name = "confirm",
	.overlay = true,
	.actions = confirm_actions,
	.paint = confirm_paint,
	.event = confirm_event,
	.close = dialog_close,
};

struct screen *dialog_confirm(int tag, const char *title, const char *text, const char *yes)
{
	struct dialog *d = dialog_new(&confirm_ops, tag, title, text);

	d->yes = xstrdup(yes ? yes : _("是"));
	return &d->base;
}

/* Menu */

static const struct action menu_actions[] = {
	{ACT_TAKE, {K_ENTER}, N_("选定"), N_("选这一行；数字 1 到 9 直接选")},
	{ACT_LEAVE, {K_ESC}, N_("返回"), N_("不选，返回")},
	{0},
};
static const struct action *const menu_widgets[] = {list_actions, NULL};

static void menu_row(void *ctx, size_t i, const struct canvas *line, bool selected)
{
	struct dialog *d = ctx;

	(void)selected;
	if (i < 9)
		canvas_printf(line, 0, 0, STYLE_NORMAL, "%zu", i + 1);
	canvas_text(line, 0, 3, STYLE_NORMAL, d->options[i]);
}

static void menu_paint(struct screen *self, struct app *app, const struct canvas *c)
{
	struct dialog *d = (struct dialog *)self;
	int columns = 0, most = c->rows - 6 - layout_lines(d->text, c->cols / 2);

	(void)app;
	for (size_t i = 0; i < d->list.count; i++) {
		int n = utf8_columns(d->options[i]) + 4;
		columns = n > columns ? n : columns;
	}
	int lines = (int)d->list.count < most ? (int)d->list.count : most;
	struct canvas in = paint_box(d, c, columns, lines);
	list_paint(&d->list, &in, true);
}

static struct step menu_event(struct screen *self, struct app *app, const struct screen_event *ev)
{
	struct dialog *d = (struct dialog *)self;

	(void)app;
	if (ev->action == ACT_LEAVE)
		return step_pop();
	if (ev->action == ACT_TAKE && d->list.count)
		return step_answer((int)d->list.selected, NULL);
	if (ev->type == EV_TEXT && *ev->text >= '1' && *ev->text <= '9' &&
	    (size_t)(*ev->text - '1') < d->list.count)
		return step_answer(*ev->text - '1', NULL);
	return list_event(&d->list, ev) ? step_redraw() : step_stay();
}

static const struct screen_ops menu_ops = {
	.name = "menu",
	.overlay = true,
	.actions = menu_actions,
	.widgets = menu_widgets,
	.paint = menu_paint,
	.event = menu_event,
	.close = dialog_close,
};

struct screen *dialog_menu(int tag, const char *title, const char *const *options, size_t count,
			   size_t selected)
{
	return dialog_menu_about(tag, title, NULL, options, count, selected);
}

struct screen *dialog_menu_about(int tag, const char *title, const char *text,
				 const char *const *options, size_t count, size_t selected)
{
	struct dialog *d = dialog_new(&menu_ops, tag, title, text);

	d->options = xcalloc(count, sizeof(*d->options));
	for (size_t i = 0; i < count; i++)
		d->options[i] = xstrdup(options[i]);
	d->list.ctx = d;
	d->list.paint_row = menu_row;
	list_set_count(&d->list, count);
	list_select(&d->list, selected);
	return &d->base;
}

/* Prompt */

static const struct action prompt_actions[] = {
	{ACT_TAKE, {K_ENTER}, N_("确定"), N_("用录入的内容")},
	{ACT_LEAVE, {K_ESC}, N_("返回"), N_("不录，返回")},
	{0},
};
static const struct action *const prompt_widgets[] = {field_actions, NULL};

static void prompt_paint(struct screen *self, struct app *app, const struct canvas *c)
{
	struct dialog *d = (struct dialog *)self;
	int columns = d->field.max_chars ? 2 * d->field.max_chars + 3 : 0;
	struct canvas in = paint_box(d, c, columns, 2);

	(void)app;
	struct canvas line = canvas_part(&in, 0, 0, 1, in.cols);
	field_paint(&d->field, &line, true, NULL);
	canvas_text(&in, 1, 0, STYLE_BAD, d->complaint);
}

static struct step prompt_event(struct screen *self, struct app *app, const struct screen_event *ev)
{
	struct dialog *d = (struct dialog *)self;
	struct field_insert insert = {0};

	(void)app;
	if (ev->action == ACT_LEAVE)
		return step_pop();
	if (ev->action == ACT_TAKE)
		return *field_text(&d->field) ? step_answer(0, field_text(&d->field)) : step_stay();
	if (field_event(&d->field, ev, &insert) == FIELD_IGNORED)
		return step_stay();
	field_complaint(&insert, d->complaint, sizeof(d->complaint));
	return step_redraw();
}

static const struct screen_ops prompt_ops = {
	.name = "prompt",
	.overlay = true,
	.actions = prompt_actions,
	.widgets = prompt_widgets,
	.paint = prompt_paint,
	.event = prompt_event,
	.close = dialog_close,
};

struct screen *dialog_prompt(int tag, const struct dialog_prompt *p)
{
	struct dialog *d = dialog_new(&prompt_ops, tag, p->title, p->text);

	d->field.max_chars = p->max_chars;
	d->field.filter = p->filter;
	d->field.mask = p->mask;
	if (p->initial)
		field_set(&d->field, p->initial);
	return &d->base;
}
