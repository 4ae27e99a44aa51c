/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/person_find.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/ident.h"
#include "base/mem.h"
#include "base/text.h"
#include "store/people.h"
#include "tui/app.h"
#include "tui/screen/person.h"
#include "tui/session.h"
#include "tui/widget/field.h"
#include "tui/widget/field_paint.h"
#include "tui/widget/table.h"

enum { ACT_OPEN = 1, ACT_BACK };
enum { FOUND = 50 };

static const struct action actions[] = {
	{ACT_OPEN, {K_ENTER}, N_("打开"), N_("打开选中的人；录入时把他带进表单")},
	{ACT_BACK, {K_ESC}, N_("返回"), N_("清空查找，再按返回")},
	{0},
};
static const struct action *const widget_actions[] = {list_actions, field_actions, NULL};

static const struct table_column columns[] = {
	{N_("姓名或单位"), 16, 3},	 {N_("证件"), 18, 1}, {N_("电话"), 13},
	{N_("办件"), 4, 0, ALIGN_RIGHT}, {N_("最近"), 10},    {NULL},
};

struct find_screen {
	struct screen base;
	struct session *session;
	bool pick;
	struct text_field typed;
	struct arena arena;
	struct person_row *rows;
	size_t n;
	struct table table;
};

static void fill_cell(void *ctx, size_t row, size_t column, struct table_cell *out)
{
	const struct find_screen *s = ctx;
	const struct person_row *p = &s->rows[row];
	char day[DATE_TEXT];

	switch (column) {
	case 0:
		snprintf(out->text, sizeof(out->text), "%s", p->name);
		return;
	case 1:
		/* A unit's code is public. */
		ident_masked(p->unit ? MASK_NONE : MASK_NUMBER, p->number, out->text,
			     sizeof(out->text));
		return;
	case 2:
		ident_masked(MASK_PHONE, p->phone, out->text, sizeof(out->text));
		return;
	case 3:
		snprintf(out->text, sizeof(out->text), "%lld", (long long)p->cases);
		return;
	default:
		snprintf(out->text, sizeof(out->text), "%s", date_format(p->last, day));
	}
}

static struct step search(struct find_screen *s, struct app *app)
{
	struct err e;

	arena_done(&s->arena);
	s->arena = (struct arena){0};
	s->rows = NULL;
	s->n = 0;
	if (!people_search(s->session->store, field_text(&s->typed), FOUND, &s->arena, &s->rows,
			   &s->n, &e)) {
		app_say(app, STYLE_BAD, "%s", e.text);
		s->n = 0;
	}
	table_set_count(&s->table, s->n);
	return step_redraw();
}

static bool open_screen(struct screen *self, struct app *app, struct err *e)
{
	struct find_screen *s = (struct find_screen *)self;

	(void)e;
	s->session = app_session(app);
	s->table.columns = columns;
	s->table.ctx = s;
	s->table.cell = fill_cell;
	search(s, app);
	return true;
}

static struct step take(struct find_screen *s)
{
	if (s->n == 0)
		return step_stay();
	int64_t id = s->rows[s->table.list.selected].id;
	if (!s->pick)
		return step_push(person_new(id));
	return step_answer(0, arena_printf(&s->arena, "%lld", (long long)id));
}

static struct step event(struct screen *self, struct app *app, const struct screen_event *ev)
{
	struct find_screen *s = (struct find_screen *)self;

	if (ev->type == EV_ANSWER)
		return search(s, app);
	if (ev->action == ACT_OPEN)
		return take(s);
	if (ev->action == ACT_BACK) {
		if (s->pick || !*field_text(&s->typed))
			return step_pop();
		field_set(&s->typed, "");
		return search(s, app);
	}
	bool list_key = ev->key == K_UP || ev->key == K_DOWN || ev->key == K_PAGE_UP ||
			ev->key == K_PAGE_DOWN;
	if (list_key && list_event(&s->table.list, ev))
		return step_redraw();
	switch (field_event(&s->typed, ev, NULL)) {
	case FIELD_CHANGED:
		list_select(&s->table.list, 0);
		return search(s, app);
	case FIELD_MOVED:
		return step_redraw();
	default:
		return step_stay();
	}
}

static void paint(struct screen *self, struct app *app, const struct canvas *c)
{
	struct find_screen *s = (struct find_screen *)self;
	struct canvas in = canvas_part(c, 0, 1, c->rows, c->cols - 2);
	struct canvas table = canvas_part(&in, 2, 0, in.rows - 2, in.cols);

	(void)app;
	int col = canvas_text(&in, 0, 0, STYLE_LABEL, _("查人")) + 1;
	struct canvas line = canvas_part(&in, 0, col, 1, in.cols - col);
	table_paint(&s->table, &table, true);
	if (s->n == 0)
		canvas_text(&table, 2, 0, STYLE_MUTED,
			    *field_text(&s->typed) ? _("没有找到。") : _("录入以查找。"));
	field_paint(&s->typed, &line, true, _("姓名、首字母、证件号、个人编号、单位编号、电话"));
}

static void close_screen(struct screen *self, struct app *app)
{
	struct find_screen *s = (struct find_screen *)self;

	(void)app;
	field_done(&s->typed);
	arena_done(&s->arena);
	free(s);
}

static const struct screen_ops ops = {
	.name = "person_find",
	.title = N_("查人"),
	.actions = actions,
	.widgets = widget_actions,
	.open = open_screen,
	.paint = paint,
	.event = event,
	.close = close_screen,
};

struct screen *person_find_new(const char *typed)
{
	struct find_screen *s = xcalloc(1, sizeof(*s));

	s->base.ops = &ops;
	s->typed.max_chars = 40;
	field_set(&s->typed, typed);
	return &s->base;
}

struct screen *person_find_pick(const char *typed)
{
	struct find_screen *s = (struct find_screen *)person_find_new(typed);

	s->pick = true;
	return &s->base;
}
