/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/widget/list.h"

#include <stdio.h>

#include "base/text.h"

const struct action list_actions[] = {
	{LIST_UP, {K_UP}, N_("上移"), N_("上一行"), ACTION_QUIET},
	{LIST_DOWN, {K_DOWN}, N_("下移"), N_("下一行"), ACTION_QUIET},
	{LIST_PAGE_UP, {K_PAGE_UP}, N_("上页"), N_("上一屏"), ACTION_QUIET},
	{LIST_PAGE_DOWN, {K_PAGE_DOWN}, N_("下页"), N_("下一屏"), ACTION_QUIET},
	{LIST_FIRST, {K_HOME}, N_("开头"), N_("第一行"), ACTION_QUIET},
	{LIST_LAST, {K_END}, N_("末尾"), N_("最后一行"), ACTION_QUIET},
	{0},
};

static bool is_skipped(const struct list *l, size_t i)
{
	return l->skip && l->skip(l->ctx, i);
}

void list_select(struct list *l, size_t i)
{
	if (l->count == 0) {
		l->selected = l->top = 0;
		return;
	}
	if (i >= l->count)
		i = l->count - 1;
	/* A heading gives way to the row below it, the last ones to the row above. */
	size_t to = i;
	while (to < l->count && is_skipped(l, to))
		to++;
	if (to == l->count)
		for (to = i; to > 0 && is_skipped(l, to); to--)
			;
	l->selected = to;
}

void list_set_count(struct list *l, size_t count)
{
	l->count = count;
	list_select(l, l->selected);
}

/* The nearest row from i upwards that can be selected, or the first of all. */
static void select_upwards(struct list *l, size_t i)
{
	while (i > 0 && is_skipped(l, i))
		i--;
	if (i == 0)
		l->top = 0; /* a heading above the first one comes into sight */
	list_select(l, i);
}

void list_move(struct list *l, enum list_action action)
{
	size_t page = l->rows > 1 ? (size_t)l->rows - 1 : 1;

	if (l->count == 0)
		return;
	switch (action) {
	case LIST_UP:
		select_upwards(l, l->selected > 0 ? l->selected - 1 : 0);
		break;
	case LIST_DOWN:
		list_select(l, l->selected + 1);
		break;
	case LIST_PAGE_UP:
		select_upwards(l, l->selected > page ? l->selected - page : 0);
		break;
	case LIST_PAGE_DOWN:
		list_select(l, l->selected + page);
		break;
	case LIST_FIRST:
		l->top = 0;
		list_select(l, 0);
		break;
	case LIST_LAST:
		list_select(l, l->count - 1);
		break;
	}
}

bool list_event(struct list *l, const struct screen_event *ev)
{
	const struct action *a =
		ev->type == EV_KEY ? action_find(list_actions, ev->key, NULL, NULL) : NULL;

	if (a)
		list_move(l, (enum list_action)a->id);
	return a != NULL;
}

/* The top row that keeps the selection in sight and no room unused at the end. */
static void scroll(struct list *l, size_t rows)
{
	if (l->selected < l->top)
		l->top = l->selected;
	if (l->selected >= l->top + rows)
		l->top = l->selected + 1 - rows;
	if (l->top + rows > l->count)
		l->top = l->count > rows ? l->count - rows : 0;
	/* The heading of the first row shown comes along if there is room. */
	if (l->top > 0 && l->selected < l->top + rows - 1 && !is_skipped(l, l->top) &&
	    is_skipped(l, l->top - 1) && l->selected == l->top)
		l->top--;
}

void list_paint(struct list *l, const struct canvas *c, bool focused)
{
	size_t rows = (size_t)c->rows;
	bool all = l->count <= rows;

	if (rows > 1 && !all)
		rows--; /* the last line is n/m */
	l->rows = (int)rows;
	if (l->count == 0 || rows == 0)
		return;
	scroll(l, rows);
	for (size_t i = 0; i < rows && l->top + i < l->count; i++) {
		size_t row = l->top + i;
		struct canvas line = canvas_part(c, (int)i, 0, 1, c->cols);
		bool selected = row == l->selected && !is_skipped(l, row);
		if (selected && focused) {
			line.force = STYLE_SELECTED;
			canvas_fill(&line, STYLE_SELECTED);
		}
		l->paint_row(l->ctx, row, &line, selected);
	}
	if (!all && c->rows > 1) {
		struct canvas last = canvas_part(c, c->rows - 1, 0, 1, c->cols);
		char of[48];
		snprintf(of, sizeof(of), "%zu/%zu ", l->selected + 1, l->count);
		canvas_cell(&last, 0, 0, last.cols, ALIGN_RIGHT, STYLE_MUTED, of);
	}
}
