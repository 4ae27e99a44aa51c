/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/widget/textpane.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/text.h"
#include "tui/layout.h"

const struct action textpane_actions[] = {
	{TEXTPANE_UP, {K_UP}, N_("上移"), N_("上一行"), ACTION_QUIET},
	{TEXTPANE_DOWN, {K_DOWN}, N_("下移"), N_("下一行"), ACTION_QUIET},
	{TEXTPANE_PAGE_UP, {K_PAGE_UP}, N_("上页"), N_("上一屏"), ACTION_QUIET},
	{TEXTPANE_PAGE_DOWN, {K_PAGE_DOWN, K_SPACE}, N_("下页"), N_("下一屏"), ACTION_QUIET},
	{TEXTPANE_FIRST, {K_HOME}, N_("开头"), N_("第一行"), ACTION_QUIET},
	{TEXTPANE_LAST, {K_END}, N_("末尾"), N_("最后一行"), ACTION_QUIET},
	{0},
};

void textpane_done(struct textpane *p)
{
	arena_done(&p->arena);
	*p = (struct textpane){0};
}

void textpane_clear(struct textpane *p)
{
	arena_done(&p->arena);
	p->arena = (struct arena){0};
	p->rows = NULL;
	p->count = 0;
}

void textpane_home(struct textpane *p)
{
	p->top = 0;
}

void textpane_add(struct textpane *p, enum style style, int indent, const char *text)
{
	*ARENA_PUSH(&p->arena, p->rows, p->count) = (struct textpane_row){
		.style = style, .indent = indent, .text = arena_strdup(&p->arena, text)};
}

void textpane_addf(struct textpane *p, enum style style, int indent, const char *fmt, ...)
{
	char *text = NULL;
	va_list ap;

	va_start(ap, fmt);
	int n = vasprintf(&text, fmt, ap);
	va_end(ap);
	if (n >= 0)
		textpane_add(p, style, indent, text);
	free(text);
}

bool textpane_event(struct textpane *p, const struct screen_event *ev)
{
	const struct action *a = NULL;
	int page = p->room > 1 ? p->room - 1 : 1;

	if (ev->type == EV_KEY)
		a = action_find(textpane_actions, ev->key, NULL, NULL);
	else if (ev->type == EV_TEXT && ev->len == 1)
		a = action_find(textpane_actions, ev->text[0], NULL, NULL);
	if (!a)
		return false;
	switch ((enum textpane_action)a->id) {
	case TEXTPANE_UP:
		p->top--;
		break;
	case TEXTPANE_DOWN:
		p->top++;
		break;
	case TEXTPANE_PAGE_UP:
		p->top -= page;
		break;
	case TEXTPANE_PAGE_DOWN:
		p->top += page;
		break;
	case TEXTPANE_FIRST:
		p->top = 0;
		break;
	case TEXTPANE_LAST:
		p->top = p->lines;
		break;
	}
	if (p->top > p->lines - p->room)
		p->top = p->lines - p->room;
	if (p->top < 0)
		p->top = 0;
	return true;
}

static int row_lines(const struct textpane_row *r, int cols)
{
	int lines = layout_lines(r->text, cols - r->indent);

	return lines > 0 ? lines : 1;
}

/* The part of one row that is in sight, its first line at `at` (which may be above). */
static void paint_row(const struct textpane_row *r, const struct canvas *c, int at)
{
	const char *text = r->text;

	for (int line = at; *text && line < c->rows; line++) {
		size_t next, n = layout_line(text, c->cols - r->indent, &next);
		if (line >= 0)
			canvas_printf(c, line, r->indent, r->style, "%.*s", (int)n, text);
		text += next;
	}
}

void textpane_paint(struct textpane *p, const struct canvas *c)
{
	struct canvas body = *c;
	int at = 0;

	p->lines = 0;
	for (size_t i = 0; i < p->count; i++)
		p->lines += row_lines(&p->rows[i], c->cols);
	bool all = p->lines <= c->rows;
	if (!all && c->rows > 1)
		body.rows--;
	p->room = body.rows;
	if (p->top > p->lines - p->room)
		p->top = p->lines > p->room ? p->lines - p->room : 0;
	for (size_t i = 0; i < p->count && at - p->top < body.rows; i++) {
		paint_row(&p->rows[i], &body, at - p->top);
		at += row_lines(&p->rows[i], c->cols);
	}
	if (!all && c->rows > 1) {
		char of[48];
		int last = p->top + p->room;
		snprintf(of, sizeof(of), "%d/%d ", last < p->lines ? last : p->lines, p->lines);
		canvas_cell(c, c->rows - 1, 0, c->cols, ALIGN_RIGHT, STYLE_MUTED, of);
	}
}
