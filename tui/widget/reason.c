/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/widget/reason.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "base/utf8.h"
#include "tui/layout.h"
#include "tui/widget/dialog_box.h"
#include "tui/widget/field.h"
#include "tui/widget/field_paint.h"
#include "tui/widget/list.h"

enum { ACT_TAKE = 1, ACT_OWN, ACT_LEAVE };
enum { COMPLAINT = 256, DIGITS = 9 };

static const struct action actions[] = {
	{ACT_TAKE, {K_ENTER}, N_("选定"), N_("选这一行，或用写好的原因；数字 1 到 9 直接选")},
	{ACT_OWN, {'0'}, N_("另写"), N_("自己写；直接打字也可以")},
	{ACT_LEAVE, {K_ESC}, N_("返回"), N_("不选，返回；正在自己写时先回到菜单")},
	{0},
};
static const struct action *const widget_actions[] = {list_actions, field_actions, NULL};

struct reason_screen {
	struct screen base;
	char *title, *text, *own_title, *own_text;
	bool first, own;      /* whether there are such rows */
	char **shown, **kept; /* rows; NULL in kept for those that are no reason */
	struct list list;
	bool writing;
	struct text_field field;
	char complaint[COMPLAINT];
};

static struct step take_row(struct reason_screen *s, size_t i)
{
	if (s->first && i == 0)
		return step_answer(REASON_FIRST, NULL);
	if (s->own && i + 1 == s->list.count) {
		s->writing = true;
		list_select(&s->list, i);
		return step_redraw();
	}
	return step_answer((int)i - s->first, s->kept[i]);
}

static struct step take_words(const struct reason_screen *s)
{
	const char *text = field_text(&s->field);

	return text[strspn(text, " ")] ? step_answer((int)s->list.count - 1 - s->first, text)
				       : step_stay();
}

static struct step write_event(struct reason_screen *s, const struct screen_event *ev)
{
	struct field_insert insert = {0};

	if (field_event(&s->field, ev, &insert) == FIELD_IGNORED)
		return step_stay();
	field_complaint(&insert, s->complaint, sizeof(s->complaint));
	return step_redraw();
}

static struct step menu_event(struct reason_screen *s, const struct screen_event *ev)
{
	size_t row = ev->type == EV_TEXT && ev->len == 1 ? (size_t)(*ev->text - '1') : DIGITS;

	if (row < DIGITS)
		return row < s->list.count ? take_row(s, row) : step_stay();
	if (ev->type == EV_TEXT && s->own) {
		take_row(s, s->list.count - 1);
		return write_event(s, ev);
	}
	return list_event(&s->list, ev) ? step_redraw() : step_stay();
}

static struct step event(struct screen *self, struct app *app, const struct screen_event *ev)
{
	struct reason_screen *s = (struct reason_screen *)self;

	(void)app;
	switch (ev->action) {
	case ACT_TAKE:
		return s->writing ? take_words(s) : take_row(s, s->list.selected);
	case ACT_OWN:
		return take_row(s, s->list.count - 1);
	case ACT_LEAVE:
		if (!s->writing || s->list.count == 1)
			return step_pop();
		s->writing = false;
		return step_redraw();
	}
	return s->writing ? write_event(s, ev) : menu_event(s, ev);
}

/* In the line of own words a 0 is a 0. */
static bool enabled(const struct screen *self, int action)
{
	const struct reason_screen *s = (const struct reason_screen *)self;

	return action != ACT_OWN || (s->own && !s->writing);
}

static void paint_row(void *ctx, size_t i, const struct canvas *line, bool selected)
{
	const struct reason_screen *s = ctx;

	(void)selected;
	if (s->own && i + 1 == s->list.count)
		canvas_text(line, 0, 0, STYLE_NORMAL, "0");
	else if (i < DIGITS)
		canvas_printf(line, 0, 0, STYLE_NORMAL, "%zu", i + 1);
	canvas_text(line, 0, 3, STYLE_NORMAL, s->shown[i]);
}

static void paint(struct screen *self, struct app *app, const struct canvas *c)
{
	struct reason_screen *s = (struct reason_screen *)self;
	const char *text = s->writing ? s->own_text : s->text;
	int columns = 0, lines = 2;

	(void)app;
	if (s->writing) {
		columns = 2 * s->field.max_chars + 3;
	} else {
		int most = c->rows - 6 - layout_lines(text, c->cols / 2);
		lines = (int)s->list.count < most ? (int)s->list.count : most;
		for (size_t i = 0; i < s->list.count; i++) {
			int n = utf8_columns(s->shown[i]) + 4;
			columns = n > columns ? n : columns;
		}
	}
	struct canvas in = dialog_box(c, STYLE_HEADING, s->writing ? s->own_title : s->title, text,
				      columns, lines);
	if (s->writing) {
		struct canvas line = canvas_part(&in, 0, 0, 1, in.cols);
		field_paint(&s->field, &line, true, NULL);
		canvas_text(&in, 1, 0, STYLE_BAD, s->complaint);
	} else {
		list_paint(&s->list, &in, true);
	}
}

static void close_screen(struct screen *self, struct app *app)
{
	struct reason_screen *s = (struct reason_screen *)self;

	(void)app;
	for (size_t i = 0; i < s->list.count; i++) {
		free(s->shown[i]);
		free(s->kept[i]);
	}
	free(s->shown);
	free(s->kept);
	free(s->title);
	free(s->text);
	free(s->own_title);
	free(s->own_text);
	field_done(&s->field);
	free(s);
}

static const struct screen_ops ops = {
	.name = "reason",
	.overlay = true,
	.actions = actions,
	.widgets = widget_actions,
	.paint = paint,
	.event = event,
	.close = close_screen,
	.enabled = enabled,
};

static void add_row(struct reason_screen *s, const char *shown, const char *kept)
{
	size_t n = s->list.count;

	s->shown = xreallocarray(s->shown, n + 1, sizeof(*s->shown));
	s->kept = xreallocarray(s->kept, n + 1, sizeof(*s->kept));
	s->shown[n] = xstrdup(shown);
	s->kept[n] = kept ? xstrdup(kept) : NULL;
	list_set_count(&s->list, n + 1);
}

struct screen *reason_ask(int tag, const struct reason_menu *m)
{
	struct reason_screen *s = xcalloc(1, sizeof(*s));

	s->base.ops = &ops;
	s->base.tag = tag;
	s->title = xstrdup(m->title);
	s->text = xstrdup(m->text ? m->text : "");
	s->own_title = xstrdup(m->own_title ? m->own_title : m->title);
	s->own_text = xstrdup(m->own_text ? m->own_text : "");
	s->first = m->first != NULL;
	s->own = m->max_chars > 0;
	s->field.max_chars = m->max_chars;
	if (m->first)
		add_row(s, m->first, NULL);
	for (size_t i = 0; i < m->n; i++)
		add_row(s, _(m->shown ? m->shown[i] : m->reasons[i]), m->reasons[i]);
	if (s->own)
		add_row(s, _("其他（自行填写）"), NULL);
	s->writing = s->own && s->list.count == 1;
	s->list.ctx = s;
	s->list.paint_row = paint_row;
	return &s->base;
}
