/* SPDX-License-Identifier: Apache-2.0
 *
 * One figure of a year: which, the year, the value, the document it stands in.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "store/parameters.h"
#include "tui/app.h"
#include "tui/screen/parameters.h"
#include "tui/session.h"
#include "tui/widget/form.h"

enum { ACT_SAVE = 1, ACT_BACK };
enum { ROW_WHICH = 1, ROW_YEAR, ROW_VALUE, ROW_DOCUMENT };
enum { FIGURES = 16, DOCUMENT_CHARS = 60, VALUE_CHARS = 24 };
static const int64_t VALUE_MOST = 100000000000;

static const struct action actions[] = {
	{ACT_SAVE, {K_F9}, N_("录入"), N_("录入这个数；在最后一栏按回车也是")},
	{ACT_BACK, {K_ESC}, N_("返回"), N_("不录入，返回")},
	{0},
};
static const struct action *const widget_actions[] = {form_actions, NULL};

struct entry_screen {
	struct screen base;
	struct form form;
	const struct calculator *figures[FIGURES]; /* one calculator for every parameter */
	const char *names[FIGURES];
	size_t n;
};

static void add_figure(struct entry_screen *s, const struct calculator *c)
{
	for (size_t i = 0; i < s->n; i++)
		if (strcmp(s->figures[i]->parameter, c->parameter) == 0)
			return;
	if (s->n == FIGURES)
		return;
	s->names[s->n] = c->parameter_text;
	s->figures[s->n++] = c;
}

static void build(struct entry_screen *s)
{
	form_rewind(&s->form);
	form_add(&s->form, &(struct form_spec){.id = ROW_WHICH,
					       .kind = FORM_CHOICE,
					       .label = _("名称"),
					       .required = true,
					       .options = s->names,
					       .option_count = s->n});
	form_add(&s->form, &(struct form_spec){.id = ROW_YEAR,
					       .label = _("哪一年的数"),
					       .required = true,
					       .max_chars = 4});
	form_add(&s->form, &(struct form_spec){.id = ROW_VALUE,
					       .label = _("数值"),
					       .hint = _("元，或百分数"),
					       .required = true,
					       .max_chars = VALUE_CHARS});
	form_add(&s->form, &(struct form_spec){.id = ROW_DOCUMENT,
					       .label = _("文号"),
					       .hint = _("公布这个数的文件"),
					       .required = true,
					       .max_chars = DOCUMENT_CHARS});
	form_settle(&s->form);
	if (s->n == 1)
		form_set_choice(&s->form, ROW_WHICH, 0);
}

/* False with the row that is wrong said so. */
static bool read(struct entry_screen *s, struct parameter_entry *out)
{
	static const struct calc_input year = {
		.label = N_("年度"), .type = CALC_YEAR, .min = 1990, .max = 2199};
	int which = form_row(&s->form, ROW_WHICH)->chosen;
	struct err e;

	for (int row = ROW_WHICH; row <= ROW_DOCUMENT; row++)
		form_say(&s->form, row, STYLE_NORMAL, NULL);
	if (which < 0) {
		form_say(&s->form, ROW_WHICH, STYLE_BAD, _("请选名称"));
		return false;
	}
	const struct calculator *c = s->figures[which];
	const struct calc_input value = {.label = c->parameter_text,
					 .type = calc_specs[c->kind].parameter,
					 .min = 1,
					 .max = VALUE_MOST};
	*out = (struct parameter_entry){.name = c->parameter,
					.document = form_text(&s->form, ROW_DOCUMENT)};
	if (!calc_parse(&year, form_text(&s->form, ROW_YEAR), &out->year, &e)) {
		form_say(&s->form, ROW_YEAR, STYLE_BAD, e.text);
		return false;
	}
	if (!calc_parse(&value, form_text(&s->form, ROW_VALUE), &out->value, &e)) {
		form_say(&s->form, ROW_VALUE, STYLE_BAD, e.text);
		return false;
	}
	return true;
}

static struct step save(struct entry_screen *s, struct app *app)
{
	struct session *session = app_session(app);
	struct parameter_entry entry;
	struct err e;

	if (!read(s, &entry))
		return step_redraw();
	if (parameters_set(session->store, &session->who, &entry, &e))
		return step_answer(0, NULL);
	form_say(&s->form, ROW_DOCUMENT, STYLE_BAD, e.text);
	return step_redraw();
}

static struct step event(struct screen *self, struct app *app, const struct screen_event *ev)
{
	struct entry_screen *s = (struct entry_screen *)self;

	switch (form_event(&s->form, ev, NULL)) {
	case FORM_ENDED:
		return ev->key == K_ENTER ? save(s, app) : step_redraw();
	case FORM_PICKED:
		form_event(&s->form, &form_enter, NULL);
		return step_redraw();
	case FORM_CHANGED:
	case FORM_HANDLED:
	case FORM_LEFT:
		return step_redraw();
	case FORM_IGNORED:
		break;
	}
	if (ev->action == ACT_SAVE)
		return save(s, app);
	return ev->action == ACT_BACK ? step_pop() : step_stay();
}

static void paint(struct screen *self, struct app *app, const struct canvas *c)
{
	struct entry_screen *s = (struct entry_screen *)self;
	struct canvas in = canvas_part(c, 1, 2, c->rows - 1, c->cols - 4);

	(void)app;
	form_paint(&s->form, &in, true);
}

static void close_screen(struct screen *self, struct app *app)
{
	struct entry_screen *s = (struct entry_screen *)self;

	(void)app;
	form_done(&s->form);
	free(s);
}

static const struct screen_ops ops = {
	.name = "parameter_entry",
	.title = N_("录入年度数"),
	.actions = actions,
	.widgets = widget_actions,
	.paint = paint,
	.event = event,
	.close = close_screen,
};

struct screen *parameter_entry_new(int tag, const struct calculators *all)
{
	struct entry_screen *s = xcalloc(1, sizeof(*s));

	s->base.ops = &ops;
	s->base.tag = tag;
	for (size_t i = 0; i < all->n; i++)
		if (all->rows[i].parameter)
			add_figure(s, &all->rows[i]);
	build(s);
	return &s->base;
}
