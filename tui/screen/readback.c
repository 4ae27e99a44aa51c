/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/readback.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"
#include "base/utf8.h"
#include "tui/layout.h"
#include "tui/widget/textpane.h"

enum { ACT_TAKE = 1, ACT_BACK };
enum { LABEL_COLS = 14, MARGIN = 3 };

static const struct action actions[] = {
	{ACT_TAKE, {K_ENTER, 'y', 'Y'}, N_("无误"), N_("申请人看过无误，照此办理")},
	{ACT_BACK, {K_ESC, 'n', 'N'}, N_("返回"), N_("有误，返回修改")},
	{0},
};

struct readback_screen {
	struct screen base;
	struct arena arena;
	const char *title, *act;
	struct readback_fact *facts;
	size_t count;
	int top, lines, room;
};

static const char *enlarge(struct arena *a, const struct readback_fact *f)
{
	const char *text = f->value;
	struct str out = {0};

	if (f->type == READBACK_PLAIN)
		return arena_strdup(a, text);
	while (*text) {
		uint32_t c = utf8_next(&text);
		char wide[4];
		if (out.len && f->type == READBACK_SPACED)
			str_add(&out, " ");
		if (c > ' ' && c <= '~')
			c += 0xFF01 - '!'; /* the full-width form */
		str_addn(&out, wide, utf8_put(wide, c));
	}
	const char *large = arena_strdup(a, str_text(&out));
	str_done(&out);
	return large;
}

/* From line `at` on; the lines it takes. */
static int paint_fact(const struct readback_fact *f, const struct canvas *c, int at)
{
	struct canvas value = canvas_part(c, 0, LABEL_COLS, c->rows, c->cols - LABEL_COLS);
	const char *text = f->value;
	int line = at;

	if (at >= 0 && at < c->rows)
		canvas_text(c, at, 0, STYLE_LABEL, f->label);
	for (size_t next; *text; text += next, line++) {
		size_t n = layout_line(text, value.cols - 2, &next);
		if (line < 0 || line >= c->rows)
			continue;
		if (f->type == READBACK_PLAIN)
			canvas_printf(&value, line, 1, STYLE_VALUE, "%.*s", (int)n, text);
		else
			canvas_printf(&value, line, 0, STYLE_SELECTED, " %.*s ", (int)n, text);
	}
	return line - at;
}

static int fact_lines(const struct readback_fact *f, int cols)
{
	return layout_lines(f->value, cols - LABEL_COLS - 2);
}

static void paint(struct screen *self, struct app *app, const struct canvas *c)
{
	struct readback_screen *s = (struct readback_screen *)self;
	struct canvas in = canvas_part(c, 0, MARGIN, c->rows, c->cols - 2 * MARGIN);
	struct canvas body = canvas_part(&in, 2, 0, in.rows - 4, in.cols);

	(void)app;
	canvas_cell(&in, 0, 0, in.cols, ALIGN_CENTRE, STYLE_HEADING, s->title);
	s->lines = 0;
	for (size_t i = 0; i < s->count; i++)
		s->lines += fact_lines(&s->facts[i], body.cols);
	/* A blank line after each, while there is room for it. */
	int gap = s->lines + (int)s->count - 1 <= body.rows ? 1 : 0;
	s->lines += gap * ((int)s->count - 1);
	s->room = body.rows;
	int at = -s->top;
	for (size_t i = 0; i < s->count; i++)
		at += paint_fact(&s->facts[i], &body, at) + gap;
	canvas_printf(&in, in.rows - 1, 0, STYLE_OK, _("请申请人核对。无误按 Enter：%s"), s->act);
	if (s->lines > s->room)
		canvas_cell(&in, in.rows - 2, 0, in.cols, ALIGN_RIGHT, STYLE_WARN, _("↓ 还有"));
}

static struct step event(struct screen *self, struct app *app, const struct screen_event *ev)
{
	struct readback_screen *s = (struct readback_screen *)self;

	(void)app;
	if (ev->action == ACT_TAKE)
		return step_answer(1, NULL);
	if (ev->action == ACT_BACK)
		return step_pop();
	if (ev->type != EV_KEY || (ev->key != K_DOWN && ev->key != K_UP))
		return step_stay();
	s->top += ev->key == K_DOWN ? 1 : -1;
	if (s->top > s->lines - s->room)
		s->top = s->lines - s->room;
	if (s->top < 0)
		s->top = 0;
	return step_redraw();
}

static void close_screen(struct screen *self, struct app *app)
{
	struct readback_screen *s = (struct readback_screen *)self;

	(void)app;
	arena_done(&s->arena);
	free(s);
}

static const struct screen_ops ops = {
	.name = "readback",
	.title = N_("核对"),
	.actions = actions,
	.paint = paint,
	.event = event,
	.close = close_screen,
};

struct screen *readback_new(int tag, const char *title, const char *act,
			    const struct readback_fact *facts, size_t n)
{
	struct readback_screen *s = xcalloc(1, sizeof(*s));

	s->base.ops = &ops;
	s->base.tag = tag;
	s->title = arena_strdup(&s->arena, title);
	s->act = arena_strdup(&s->arena, act);
	s->count = n;
	s->facts = arena_array(&s->arena, n, sizeof(*s->facts));
	for (size_t i = 0; i < n; i++) {
		s->facts[i] = (struct readback_fact){
			.label = arena_strdup(&s->arena, facts[i].label),
			.value = enlarge(&s->arena, &facts[i]),
			.type = facts[i].type,
		};
	}
	return &s->base;
}
