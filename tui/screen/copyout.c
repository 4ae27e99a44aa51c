/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/copyout.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"
#include "base/utf8.h"
#include "tui/app.h"
#include "tui/term.h"
#include "tui/widget/list.h"

enum { ACT_NEXT = 1, ACT_BEFORE, ACT_BACK };
enum { GROUP = 4, LABEL_COLS = 24 };

static const struct action actions[] = {
	{ACT_NEXT, {K_ENTER, K_DOWN, K_SPACE}, N_("下一项"), N_("已粘贴，取下一项到剪贴板")},
	{ACT_BEFORE, {K_UP, K_BACKSPACE}, N_("上一项"), N_("回到上一项，重新取到剪贴板")},
	{ACT_BACK, {K_ESC}, N_("返回"), N_("返回")},
	{0},
};

struct copyout_field {
	const char *label, *value;
};
struct copyout_screen {
	struct screen base;
	struct arena arena;
	struct copyout_field *fields;
	struct list list;
};

static void paint_row(void *ctx, size_t i, const struct canvas *line, bool is_selected)
{
	const struct copyout_screen *s = ctx;

	(void)is_selected;
	canvas_cell(line, 0, 0, LABEL_COLS, ALIGN_LEFT, STYLE_LABEL, s->fields[i].label);
	canvas_text(line, 0, LABEL_COLS + 1, STYLE_NORMAL, s->fields[i].value);
}

static void put(const struct copyout_screen *s)
{
	if (s->list.count)
		term_copy(s->fields[s->list.selected].value);
}

static bool open_screen(struct screen *self, struct app *app, struct err *e)
{
	struct copyout_screen *s = (struct copyout_screen *)self;

	(void)app;
	if (s->list.count == 0)
		return err_set(e, ERR_INPUT, _("表单还没有填写，没有可抄录的"));
	s->list.ctx = s;
	s->list.paint_row = paint_row;
	put(s);
	return true;
}

static struct step event(struct screen *self, struct app *app, const struct screen_event *ev)
{
	struct copyout_screen *s = (struct copyout_screen *)self;

	switch (ev->action) {
	case ACT_NEXT:
		if (s->list.selected + 1 == s->list.count) {
			app_say(app, STYLE_OK, _("%zu 项都取过了"), s->list.count);
			return step_pop();
		}
		list_move(&s->list, LIST_DOWN);
		put(s);
		return step_redraw();
	case ACT_BEFORE:
		list_move(&s->list, LIST_UP);
		put(s);
		return step_redraw();
	case ACT_BACK:
		return step_pop();
	}
	return step_stay();
}

/* For reading off: digits in groups, everything else as it is. */
static char *in_groups(const char *value)
{
	size_t digits = strspn(value, "0123456789Xx"), n = strlen(value);
	struct str out = {0};

	for (size_t i = 0; i < n; i++) {
		if (digits == n && n > GROUP && i && i % GROUP == 0)
			str_add(&out, "  ");
		str_addn(&out, value + i, 1);
	}
	return str_take(&out);
}

static void paint(struct screen *self, struct app *app, const struct canvas *c)
{
	struct copyout_screen *s = (struct copyout_screen *)self;
	const struct copyout_field *f = &s->fields[s->list.selected];
	struct canvas in = canvas_part(c, 1, 2, c->rows - 1, c->cols - 4);
	struct canvas value = canvas_part(&in, 2, 2, 3, in.cols - 4);
	struct canvas rest = canvas_part(&in, 7, 0, in.rows - 7, in.cols);
	char *large = in_groups(f->value);

	(void)app;
	canvas_printf(&in, 0, 0, STYLE_HEADING, _("第 %zu/%zu 项　%s"), s->list.selected + 1,
		      s->list.count, f->label);
	canvas_wrap(&value, 0, 0, STYLE_SELECTED, large);
	canvas_text(&in, 5, 0, STYLE_MUTED,
		    _("已送到终端剪贴板，到业务系统里粘贴；终端不支持时照上面键入。"));
	list_paint(&s->list, &rest, true);
	free(large);
}

static void close_screen(struct screen *self, struct app *app)
{
	struct copyout_screen *s = (struct copyout_screen *)self;

	(void)app;
	arena_done(&s->arena);
	free(s);
}

static const struct screen_ops ops = {
	.name = "copy",
	.title = N_("抄录"),
	.actions = actions,
	.open = open_screen,
	.paint = paint,
	.event = event,
	.close = close_screen,
};

static bool in_words(const struct item *it, const char *path)
{
	for (size_t i = 0; it && i < it->n_fields; i++)
		if (strcmp(it->fields[i].path, path) == 0)
			return it->fields[i].type == FIELD_CHOICE ||
			       it->fields[i].type == FIELD_SET || it->fields[i].type == FIELD_YESNO;
	return false;
}

/* Of a password only that it was typed is known: nothing to copy. */
static bool is_secret(const struct item *it, const char *path)
{
	for (size_t i = 0; it && i < it->n_fields; i++)
		if (strcmp(it->fields[i].path, path) == 0)
			return it->fields[i].type == FIELD_SECRET;
	return false;
}

static bool in_order(const struct site *site, const char *path)
{
	for (size_t i = 0; i < site->n_copy; i++)
		if (strcmp(site->copy[i], path) == 0)
			return true;
	return false;
}

static void add(struct copyout_screen *s, const struct item *it, const struct case_field *f)
{
	const char *value = in_words(it, f->id) && f->shown ? f->shown : f->value;

	if (!value || !*value || is_secret(it, f->id))
		return;
	*ARENA_PUSH(&s->arena, s->fields, s->list.count) = (struct copyout_field){
		.label = arena_strdup(&s->arena, f->label ? f->label : f->id),
		.value = arena_strdup(&s->arena, value),
	};
}

struct screen *copyout_new(const struct site *site, const struct item *it,
			   const struct case_record *r)
{
	struct copyout_screen *s = xcalloc(1, sizeof(*s));

	s->base.ops = &ops;
	for (size_t i = 0; i < site->n_copy; i++)
		for (size_t k = 0; k < r->n_fields; k++)
			if (strcmp(r->fields[k].id, site->copy[i]) == 0)
				add(s, it, &r->fields[k]);
	/* What the site's order does not name comes after it, as it stands in the form. */
	for (size_t k = 0; k < r->n_fields; k++)
		if (!in_order(site, r->fields[k].id))
			add(s, it, &r->fields[k]);
	return &s->base;
}
