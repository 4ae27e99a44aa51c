/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/siblings.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "guide/siblings.h"
#include "tui/app.h"
#include "tui/layout.h"
#include "tui/session.h"

enum { ACT_TAKE = 1, ACT_LEFT, ACT_RIGHT, ACT_UP, ACT_DOWN, ACT_PAGE_UP, ACT_PAGE_DOWN, ACT_BACK };
enum { MOST = 12, COLUMNS = 3, COLUMN_WIDTH = 24 };

static const struct action actions[] = {
	{ACT_TAKE, {K_ENTER}, N_("选这个"), N_("就办亮着的这一项")},
	{ACT_RIGHT, {K_RIGHT, K_TAB}, N_("右边"), N_("看右边一项")},
	{ACT_LEFT, {K_LEFT, K_BACKTAB}, N_("左边"), N_("看左边一项")},
	{ACT_UP, {K_UP}, N_("上移"), N_("上一行"), ACTION_QUIET},
	{ACT_DOWN, {K_DOWN}, N_("下移"), N_("下一行"), ACTION_QUIET},
	{ACT_PAGE_UP, {K_PAGE_UP}, N_("上页"), N_("上一屏"), ACTION_QUIET},
	{ACT_PAGE_DOWN, {K_PAGE_DOWN}, N_("下页"), N_("下一屏"), ACTION_QUIET},
	{ACT_BACK, {K_ESC}, N_("返回"), N_("返回")},
	{0},
};

struct siblings_screen {
	struct screen base;
	const struct item *items[MOST + 1]; /* the first is the one it was opened for */
	size_t count, selected;
	size_t second; /* first of those beside it */
	int top, lines, room;
	/* What is in sight, compared. */
	struct arena arena;
	struct sibling_row *rows;
	size_t n_rows, shown;
};

static bool open_screen(struct screen *self, struct app *app, struct err *e)
{
	struct siblings_screen *s = (struct siblings_screen *)self;
	const struct catalog *c = session_catalog(app_session(app), e);

	if (!c)
		return false;
	s->count = 1 + siblings_of(c->items, c->n_items, s->items[0], s->items + 1, MOST);
	if (s->count == 1)
		return err_set(e, ERR_INPUT, _("没有与“%s”相近的事项"), s->items[0]->name);
	s->second = s->selected = 1;
	return true;
}

/* The one it was opened for keeps its place; the others pass beside it. */
static const struct item *column_item(const struct siblings_screen *s, size_t column)
{
	return column == 0 ? s->items[0] : s->items[s->second + column - 1];
}

static bool column_selected(const struct siblings_screen *s, size_t column)
{
	return column == 0 ? s->selected == 0 : s->second + column - 1 == s->selected;
}

static void compare(struct siblings_screen *s, size_t shown)
{
	const struct item *items[COLUMNS];

	if (shown > s->count)
		shown = s->count;
	if (s->selected >= s->second + shown - 1)
		s->second = s->selected - (shown - 2);
	else if (s->selected && s->selected < s->second)
		s->second = s->selected;
	if (s->second + shown - 1 > s->count)
		s->second = s->count - (shown - 1);
	s->shown = shown;
	for (size_t i = 0; i < shown; i++)
		items[i] = column_item(s, i);
	arena_done(&s->arena);
	s->arena = (struct arena){0};
	s->n_rows = siblings_compare(&s->arena, items, shown, &s->rows);
}

/* Lines of `text` from line `at` of the canvas on; above and below it nothing is drawn. */
static int paint_text(const struct canvas *c, int at, enum style style, const char *text)
{
	int line = at;

	for (size_t next; *text; text += next, line++) {
		size_t n = layout_line(text, c->cols, &next);
		if (line >= 0 && line < c->rows)
			canvas_printf(c, line, 0, style, "%.*s", (int)n, text);
	}
	return line - at;
}

static int paint_row(const struct siblings_screen *s, const struct sibling_row *r,
		     const struct canvas *c, int at, int width)
{
	int most = 0;

	if (at >= 0 && at < c->rows)
		canvas_text(c, at, 0, r->same ? STYLE_MUTED : STYLE_WARN, r->label);
	if (r->same)
		return 1 + paint_text(&(struct canvas){c->frame, c->row, c->col + 2, c->rows,
						       c->cols - 2, c->force},
				      at + 1, STYLE_MUTED, r->cells[0]);
	for (size_t i = 0; i < s->shown; i++) {
		struct canvas column = canvas_part(c, 0, (int)i * (width + 2), c->rows, width);
		int lines =
			paint_text(&column, at + 1,
				   column_selected(s, i) ? STYLE_VALUE : STYLE_NORMAL, r->cells[i]);
		most = lines > most ? lines : most;
	}
	return 1 + most;
}

static void paint_heads(const struct siblings_screen *s, const struct canvas *c, int width)
{
	for (size_t i = 0; i < s->shown; i++) {
		const struct item *it = column_item(s, i);
		struct canvas head = canvas_part(c, 0, (int)i * (width + 2), 2, width);
		enum style style = column_selected(s, i) ? STYLE_SELECTED : STYLE_HEADING;
		canvas_cell(&head, 0, 0, width, ALIGN_LEFT, style, it->id);
		canvas_cell(&head, 1, 0, width, ALIGN_LEFT, style, it->name);
	}
}

static void paint(struct screen *self, struct app *app, const struct canvas *c)
{
	struct siblings_screen *s = (struct siblings_screen *)self;
	struct canvas in = canvas_part(c, 0, 1, c->rows, c->cols - 2);
	size_t fit = (size_t)(in.cols / COLUMN_WIDTH);

	(void)app;
	compare(s, fit < 2 ? 2 : fit > COLUMNS ? COLUMNS : fit);
	int width = (in.cols - 2 * ((int)s->shown - 1)) / (int)s->shown;
	paint_heads(s, &in, width);
	canvas_hline(&in, 2, 0, in.cols, STYLE_MUTED);
	struct canvas body = canvas_part(&in, 3, 0, in.rows - 4, in.cols);
	int at = -s->top;
	for (size_t i = 0; i < s->n_rows; i++)
		at += paint_row(s, &s->rows[i], &body, at, width);
	s->lines = at + s->top;
	s->room = body.rows;
	canvas_printf(&in, in.rows - 1, 0, STYLE_MUTED, _("相近 %zu 项，第 %zu 项%s"), s->count - 1,
		      s->selected, s->lines > s->room ? _("　↑↓ 看其余") : "");
}

static void scroll(struct siblings_screen *s, int lines)
{
	s->top += lines;
	if (s->top > s->lines - s->room)
		s->top = s->lines - s->room;
	if (s->top < 0)
		s->top = 0;
}

static struct step event(struct screen *self, struct app *app, const struct screen_event *ev)
{
	struct siblings_screen *s = (struct siblings_screen *)self;

	(void)app;
	switch (ev->action) {
	case ACT_TAKE:
		return step_answer(0, s->items[s->selected]->id);
	case ACT_LEFT:
		s->selected -= s->selected > 0;
		return step_redraw();
	case ACT_RIGHT:
		s->selected += s->selected + 1 < s->count;
		return step_redraw();
	case ACT_UP:
	case ACT_DOWN:
		scroll(s, ev->action == ACT_UP ? -1 : 1);
		return step_redraw();
	case ACT_PAGE_UP:
	case ACT_PAGE_DOWN:
		scroll(s, ev->action == ACT_PAGE_UP ? 1 - s->room : s->room - 1);
		return step_redraw();
	case ACT_BACK:
		return step_pop();
	}
	return step_stay();
}

static void close_screen(struct screen *self, struct app *app)
{
	struct siblings_screen *s = (struct siblings_screen *)self;

	(void)app;
	arena_done(&s->arena);
	free(s);
}

static const struct screen_ops ops = {
	.name = "siblings",
	.title = N_("哪一项"),
	.actions = actions,
	.open = open_screen,
	.paint = paint,
	.event = event,
	.close = close_screen,
};

struct screen *siblings_new(const struct item *it)
{
	struct siblings_screen *s = xcalloc(1, sizeof(*s));

	s->base.ops = &ops;
	s->items[0] = it;
	return &s->base;
}
