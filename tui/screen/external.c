/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/external.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "store/cases.h"
#include "tui/widget/dialog.h"
#include "tui/widget/form.h"

enum { ACT_TAKE = 1, ACT_BACK };
enum { TAG_LEAVE = 1 };
enum { ROW_EXTERNAL = 1, ROW_PREREVIEW, NUMBER_CHARS = 40 };

static const struct action actions[] = {
	{ACT_TAKE, {K_F9}, N_("登记"), N_("登记这两个号；在最后一栏按回车也是")},
	{ACT_BACK, {K_ESC}, N_("返回"), N_("不登记，返回")},
	{0},
};
static const struct action *const widget_actions[] = {form_actions, NULL};

struct external_screen {
	struct screen base;
	struct form form;
	struct str answer, before; /* as they were when it was opened */
};

static void read_rows(const struct external_screen *s, struct str *out)
{
	str_clear(out);
	str_addf(out, "%s\n%s", form_text(&s->form, ROW_EXTERNAL),
		 form_text(&s->form, ROW_PREREVIEW));
}

static struct step take(struct external_screen *s)
{
	read_rows(s, &s->answer);
	return step_answer(0, str_text(&s->answer));
}

/* What was typed is not lost to one Esc. */
static struct step leave(struct external_screen *s)
{
	static const char *const words[] = {N_("登记"), N_("不登记，返回"), N_("接着填")};
	const char *shown[] = {_(words[0]), _(words[1]), _(words[2])};

	read_rows(s, &s->answer);
	if (strcmp(str_text(&s->answer), str_text(&s->before)) == 0)
		return step_pop();
	return step_push(dialog_menu(TAG_LEAVE, _("填了的号还没有登记"), shown, 3, 0));
}

static struct step on_left(struct external_screen *s, int answer)
{
	if (answer == 0)
		return take(s);
	return answer == 1 ? step_pop() : step_redraw();
}

static struct step event(struct screen *self, struct app *app, const struct screen_event *ev)
{
	struct external_screen *s = (struct external_screen *)self;

	(void)app;
	if (ev->type == EV_ANSWER)
		return on_left(s, ev->answer);
	switch (form_event(&s->form, ev, NULL)) {
	case FORM_ENDED:
		return ev->key == K_ENTER ? take(s) : step_redraw();
	case FORM_CHANGED:
	case FORM_PICKED:
	case FORM_HANDLED:
	case FORM_LEFT:
		return step_redraw();
	case FORM_IGNORED:
		break;
	}
	if (ev->action == ACT_TAKE)
		return take(s);
	return ev->action == ACT_BACK ? leave(s) : step_stay();
}

static void paint(struct screen *self, struct app *app, const struct canvas *c)
{
	struct external_screen *s = (struct external_screen *)self;
	struct canvas box = canvas_middle(c, 6, 60);
	struct canvas in = canvas_box(&box, STYLE_HEADING, _("外部号"));
	struct canvas form = canvas_part(&in, 1, 1, in.rows - 1, in.cols - 2);

	(void)app;
	form_paint(&s->form, &form, true);
}

static void close_screen(struct screen *self, struct app *app)
{
	struct external_screen *s = (struct external_screen *)self;

	(void)app;
	form_done(&s->form);
	str_done(&s->answer);
	str_done(&s->before);
	free(s);
}

static const struct screen_ops ops = {
	.name = "external",
	.title = N_("外部号"),
	.actions = actions,
	.widgets = widget_actions,
	.overlay = true,
	.paint = paint,
	.event = event,
	.close = close_screen,
};

static void add_row(struct form *f, int id, const char *label, const char *text)
{
	form_add(f, &(struct form_spec){.id = id, .label = label, .max_chars = NUMBER_CHARS});
	form_set_text(f, id, text ? text : "");
}

struct screen *external_new(int tag, const char *external, const char *prereview)
{
	struct external_screen *s = xcalloc(1, sizeof(*s));

	s->base.ops = &ops;
	s->base.tag = tag;
	form_rewind(&s->form);
	add_row(&s->form, ROW_EXTERNAL, _("外部流水号"), external);
	add_row(&s->form, ROW_PREREVIEW, _("网上预审号"), prereview);
	form_settle(&s->form);
	read_rows(s, &s->before);
	return &s->base;
}

void external_read(char *text, const char **external, const char **prereview)
{
	char *end = strchr(text, '\n');

	*external = text;
	*prereview = end ? end + 1 : "";
	if (end)
		*end = '\0';
}

static void say_one(struct store *s, const char *own, const char *kind, const char *label,
		    const char *value, struct str *out)
{
	struct arena a = {0};
	const char *number = NULL;
	struct err e;

	if (value && *value && cases_linked(s, kind, value, own, &a, &number, &e) && number)
		str_addf(out, _("%s%s %s 已登记在办件 %s 上"), out->len ? "；" : "", label, value,
			 number);
	arena_done(&a);
}

void external_elsewhere(struct store *s, const char *own, const char *external,
			const char *prereview, struct str *out)
{
	say_one(s, own, "external", _("外部流水号"), external, out);
	say_one(s, own, "prereview", _("网上预审号"), prereview, out);
}
