/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen_help.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/text.h"
#include "tui/widget/list.h"

enum { ACT_BACK = 1, ACT_DO, KEY_COLUMNS = 26, WHOLE_ROWS = 3 };

/* A line is an action, or a heading. */
struct help_line {
	const struct action *action;
	const char *heading;
	bool here; /* can be done from this page */
};

struct help {
	struct screen base;
	struct list list;
	struct help_line *lines;
};

static const struct action actions[] = {
	{ACT_DO, {K_ENTER}, N_("就办"), N_("办选中的这件事")},
	{ACT_BACK, {K_ESC, K_F1}, N_("返回"), N_("回到原来的页面")},
	{0},
};

static void add_line(struct help *h, const struct action *a, const char *heading)
{
	h->lines = xreallocarray(h->lines, h->list.count + 1, sizeof(*h->lines));
	h->lines[h->list.count++] = (struct help_line){.action = a, .heading = heading};
}

static bool is_here(const struct screen *below, const struct action *a)
{
	return !below->ops->enabled || below->ops->enabled(below, a->id);
}

/* below: whose actions they are; NULL: everybody's. */
static void add_table(struct help *h, const char *heading, const struct action *table,
		      const struct screen *below)
{
	if (!table || !table->id)
		return;
	add_line(h, NULL, heading);
	for (const struct action *a = table; a->id; a++)
		if (!below || !(a->flags & ACTION_OTHERS) || is_here(below, a))
			add_line(h, a, NULL);
}

static void paint_line(void *ctx, size_t i, const struct canvas *line, bool selected)
{
	const struct help_line *l = &((struct help *)ctx)->lines[i];
	char keys[128];

	(void)selected;
	if (l->heading) {
		canvas_text(line, 0, 1, STYLE_HEADING, _(l->heading));
		return;
	}
	canvas_cell(line, 0, 3, KEY_COLUMNS, ALIGN_LEFT, STYLE_LABEL,
		    action_key_names(l->action, keys, sizeof(keys)));
	canvas_cell(line, 0, 4 + KEY_COLUMNS, 10, ALIGN_LEFT, l->here ? STYLE_VALUE : STYLE_NORMAL,
		    _(l->action->label));
	canvas_text(line, 0, 15 + KEY_COLUMNS, STYLE_NORMAL, _(l->action->help));
}

static bool is_heading(void *ctx, size_t i)
{
	return ((struct help *)ctx)->lines[i].heading != NULL;
}

static void help_paint(struct screen *self, struct app *app, const struct canvas *c)
{
	struct help *h = (struct help *)self;

	(void)app;
	struct canvas rows = canvas_part(c, 0, 0, c->rows - WHOLE_ROWS, c->cols);
	list_paint(&h->list, &rows, true);
	/* The words of the selected line whole: in the list they may be cut. */
	const struct help_line *l = &h->lines[h->list.selected];
	if (l->action)
		canvas_wrap(c, c->rows - WHOLE_ROWS + 1, 3, STYLE_VALUE, _(l->action->help));
}

static struct step help_event(struct screen *self, struct app *app, const struct screen_event *ev)
{
	struct help *h = (struct help *)self;

	(void)app;
	if (ev->action == ACT_BACK)
		return step_pop();
	if (ev->action == ACT_DO) {
		const struct help_line *l = &h->lines[h->list.selected];
		return l->here ? step_answer(l->action->id, NULL) : step_pop();
	}
	return list_event(&h->list, ev) ? step_redraw() : step_stay();
}

static void help_close(struct screen *self, struct app *app)
{
	struct help *h = (struct help *)self;

	(void)app;
	free(h->lines);
	free(h);
}

static const struct action *const widgets[] = {list_actions, NULL};

const struct screen_ops screen_help_ops = {
	.name = "help",
	.title = N_("按键帮助"),
	.actions = actions,
	.widgets = widgets,
	.paint = help_paint,
	.event = help_event,
	.close = help_close,
};

struct screen *screen_help_new(const struct screen *below)
{
	struct help *h = xcalloc(1, sizeof(*h));

	h->base.ops = &screen_help_ops;
	h->list.ctx = h;
	h->list.paint_row = paint_line;
	h->list.skip = is_heading;
	add_table(h, N_("这一页"), below->ops->actions, below);
	for (size_t i = 1; i < h->list.count; i++)
		h->lines[i].here = is_here(below, h->lines[i].action);
	for (const struct action *const *w = below->ops->widgets; w && *w; w++)
		add_table(h, N_("移动和录入"), *w, NULL);
	add_table(h, N_("任何时候"), action_builtin, NULL);
	list_select(&h->list, 0);
	return &h->base;
}
