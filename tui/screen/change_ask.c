/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/change_ask.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"
#include "tui/widget/textpane.h"

enum { ACT_TAKE = 1, ACT_BACK };

static const struct action actions[] = {
	{ACT_TAKE, {K_ENTER}, N_("换成"), N_("换成这个事项")},
	{ACT_BACK, {K_ESC}, N_("不换"), N_("不换，返回")},
	{0},
};
static const struct action *const widget_actions[] = {textpane_actions, NULL};

struct change_screen {
	struct screen base;
	struct textpane text;
};

static void add_lines(struct textpane *p, enum style style, const struct change_line *rows,
		      size_t n)
{
	static const char *const words[CHANGE_KINDS] = {N_("回答"), N_("表单"), N_("名单"),
							N_("材料")};

	for (int kind = 0; kind < CHANGE_KINDS; kind++) {
		struct str names = {0};
		for (size_t i = 0; i < n; i++)
			if (rows[i].kind == (enum change_kind)kind)
				str_addf(&names, "%s%s", names.len ? "、" : "", rows[i].text);
		if (names.len)
			textpane_addf(p, style, 2, "%s：%s", _(words[kind]), str_text(&names));
		str_done(&names);
	}
}

static struct step event(struct screen *self, struct app *app, const struct screen_event *ev)
{
	(void)app;
	if (ev->action == ACT_TAKE)
		return step_answer(1, NULL);
	if (ev->action == ACT_BACK)
		return step_pop();
	return textpane_event(&((struct change_screen *)self)->text, ev) ? step_redraw()
									 : step_stay();
}

static void paint(struct screen *self, struct app *app, const struct canvas *c)
{
	struct canvas in = canvas_part(c, 0, 1, c->rows, c->cols - 2);

	(void)app;
	textpane_paint(&((struct change_screen *)self)->text, &in);
}

static void close_screen(struct screen *self, struct app *app)
{
	(void)app;
	textpane_done(&((struct change_screen *)self)->text);
	free(self);
}

static const struct screen_ops ops = {
	.name = "change",
	.title = N_("换事项"),
	.actions = actions,
	.widgets = widget_actions,
	.paint = paint,
	.event = event,
	.close = close_screen,
};

struct screen *change_ask_new(int tag, const struct item *from, const struct item *to,
			      const struct change *change)
{
	struct change_screen *s = xcalloc(1, sizeof(*s));
	struct textpane *p = &s->text;

	s->base.ops = &ops;
	s->base.tag = tag;
	textpane_addf(p, STYLE_MUTED, 0, _("现在　%s %s"), from->id, from->name);
	textpane_addf(p, STYLE_HEADING, 0, _("换成　%s %s"), to->id, to->name);
	textpane_add(p, STYLE_NORMAL, 0, "");
	textpane_addf(p, STYLE_OK, 0, _("带过去 %zu 项"), change->n_kept);
	textpane_addf(p, change->n_dropped ? STYLE_WARN : STYLE_MUTED, 0,
		      _("用不上 %zu 项（换回来时恢复）"), change->n_dropped);
	add_lines(p, STYLE_NORMAL, change->dropped, change->n_dropped);
	textpane_addf(p, STYLE_HEADING, 0, _("新要 %zu 项"), change->n_asked);
	add_lines(p, STYLE_NORMAL, change->asked, change->n_asked);
	return &s->base;
}
