/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/cases.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/ident.h"
#include "base/mem.h"
#include "base/text.h"
#include "case/again.h"
#include "store/cases.h"
#include "tui/app.h"
#include "tui/screen/case.h"
#include "tui/screen/case_text.h"
#include "tui/session.h"
#include "tui/visit.h"
#include "tui/widget/field.h"
#include "tui/widget/field_paint.h"
#include "tui/widget/table.h"

enum { ACT_OPEN = 1, ACT_STATE, ACT_NEXT, ACT_BACK };
enum {
	PAGE = 100,  /* rows read at once */
	FOUND = 200, /* at most, of a search */
	NARROW = 110,
	LAST = 5, /* *0017 */
};

static const struct action actions[] = {
	{ACT_OPEN, {K_ENTER}, N_("打开"), N_("打开选中的办件")},
	{ACT_STATE, {K_F5}, N_("状态"), N_("只看一种状态的办件：每按一次换一种")},
	VISIT_NEXT_ROW(ACT_NEXT, 0),
	{ACT_BACK, {K_ESC}, N_("返回"), N_("清空查找，再按返回")},
	{0},
};
static const struct action *const widget_actions[] = {list_actions, field_actions, NULL};

static const struct table_column columns[] = {
	{N_("编号"), 19},    {N_("日期"), 5},  {N_("办件人"), 8, 1}, {N_("证件"), 6, 3},
	{N_("事项"), 12, 3}, {N_("状态"), 10}, {N_("期限"), 10},     {NULL},
};

struct cases_screen {
	struct screen base;
	struct session *session;
	struct text_field typed;
	int state; /* shown alone, or -1 */
	struct arena arena;
	struct case_row *rows;
	size_t n, cap;
	bool more; /* older ones are in the store */
	bool narrow;
	struct table table;
};

/* ---- rows ---- */

static void add_rows(struct cases_screen *s, const struct case_row *rows, size_t n)
{
	if (s->n + n > s->cap) {
		s->cap = s->n + n;
		s->rows = xreallocarray(s->rows, s->cap, sizeof(*s->rows));
	}
	for (size_t i = 0; i < n; i++)
		if (s->state < 0 || (int)rows[i].state == s->state)
			s->rows[s->n++] = rows[i];
}

static bool read_page(struct cases_screen *s, struct err *e)
{
	struct case_filter f;
	struct case_row *rows = NULL;
	size_t n = 0;

	case_filter_init(&f);
	f.states = s->state < 0 ? 0 : 1u << s->state;
	f.before = s->n ? s->rows[s->n - 1].id : 0;
	f.limit = PAGE;
	if (!cases_list(s->session->store, &f, &s->arena, &rows, &n, e))
		return false;
	add_rows(s, rows, n);
	s->more = n == PAGE;
	return true;
}

static bool read_found(struct cases_screen *s, struct err *e)
{
	char number[NUMBER_TEXT];
	const char *text = field_text(&s->typed);
	struct case_row *rows = NULL;
	size_t n = 0;

	s->more = false;
	if (again_number(text, number)) /* out of a QR code */
		text = number;
	if (!cases_search(s->session->store, text, FOUND, &s->arena, &rows, &n, e))
		return false;
	add_rows(s, rows, n);
	return true;
}

static bool reload(struct cases_screen *s, struct err *e)
{
	arena_done(&s->arena);
	s->arena = (struct arena){0};
	s->n = 0;
	bool ok = *field_text(&s->typed) ? read_found(s, e) : read_page(s, e);
	table_set_count(&s->table, s->n);
	return ok;
}

static struct step reload_step(struct cases_screen *s, struct app *app)
{
	struct err e;

	if (!reload(s, &e))
		app_say(app, STYLE_BAD, "%s", e.text);
	return step_redraw();
}

/* Back from a case: as many pages as there were, so that the keys stay where they are. */
static struct step come_back(struct cases_screen *s, struct app *app)
{
	size_t at = s->table.list.selected;
	struct err e;
	bool ok = reload(s, &e);

	while (ok && s->more && s->n <= at)
		ok = read_page(s, &e);
	if (!ok)
		app_say(app, STYLE_BAD, "%s", e.text);
	table_set_count(&s->table, s->n);
	list_select(&s->table.list, at);
	return step_redraw();
}

/* The next page is read when the keys come to the end of this one. */
static struct step moved(struct cases_screen *s, struct app *app)
{
	struct err e;

	if (s->more && s->table.list.selected + 1 >= s->n) {
		if (!read_page(s, &e))
			app_say(app, STYLE_BAD, "%s", e.text);
		table_set_count(&s->table, s->n);
	}
	return step_redraw();
}

/* Where there is no room for the whole mask, its end tells people of one name apart. */
static const char *masked_number(const struct cases_screen *s, const struct case_row *r, char *out,
				 size_t size)
{
	ident_masked(MASK_NUMBER, r->certificate, out, size);
	size_t len = strlen(out);
	return s->narrow && len > LAST ? out + len - LAST : out;
}

static void fill_cell(void *ctx, size_t row, size_t column, struct table_cell *out)
{
	const struct cases_screen *s = ctx;
	const struct case_row *r = &s->rows[row];
	char buffer[128];
	const char *text;

	switch (column) {
	case 0:
		text = r->number;
		break;
	case 1:
		text = date_format(r->day, buffer) + 5;
		break;
	case 2:
		text = r->name ? r->name : "";
		break;
	case 3:
		text = masked_number(s, r, buffer, sizeof(buffer));
		break;
	case 4:
		text = r->item_name;
		break;
	case 5:
		out->style = case_state_style(r->state);
		text = _(case_state_names[r->state]);
		break;
	default:
		text = r->due != DATE_NONE ? date_format(r->due, buffer)
		       : r->due_text	   ? r->due_text
					   : "";
	}
	snprintf(out->text, sizeof(out->text), "%s", text);
}

/* ---- events ---- */

static bool open_screen(struct screen *self, struct app *app, struct err *e)
{
	struct cases_screen *s = (struct cases_screen *)self;

	s->session = app_session(app);
	s->table.columns = columns;
	s->table.ctx = s;
	s->table.cell = fill_cell;
	return reload(s, e);
}

static struct step go_back(struct cases_screen *s, struct app *app)
{
	if (!*field_text(&s->typed) && s->state < 0)
		return step_pop();
	field_set(&s->typed, "");
	s->state = -1;
	return reload_step(s, app);
}

static struct step event(struct screen *self, struct app *app, const struct screen_event *ev)
{
	struct cases_screen *s = (struct cases_screen *)self;
	bool list_key = ev->key == K_UP || ev->key == K_DOWN || ev->key == K_PAGE_UP ||
			ev->key == K_PAGE_DOWN || !*field_text(&s->typed);

	if (ev->type == EV_ANSWER)
		return come_back(s, app);
	switch (ev->action) {
	case ACT_OPEN:
		if (s->n)
			return step_push(case_new(s->rows[s->table.list.selected].number));
		return step_stay();
	case ACT_STATE:
		s->state = s->state + 1 < CASE_STATES ? s->state + 1 : -1;
		list_select(&s->table.list, 0);
		return reload_step(s, app);
	case ACT_NEXT:
		return visit_next(s->session, app);
	case ACT_BACK:
		return go_back(s, app);
	}
	if (list_key && list_event(&s->table.list, ev))
		return moved(s, app);
	switch (field_event(&s->typed, ev, NULL)) {
	case FIELD_CHANGED:
		list_select(&s->table.list, 0);
		return reload_step(s, app);
	case FIELD_MOVED:
		return step_redraw();
	default:
		return step_stay();
	}
}

static void paint(struct screen *self, struct app *app, const struct canvas *c)
{
	struct cases_screen *s = (struct cases_screen *)self;
	struct canvas in = canvas_part(c, 0, 1, c->rows, c->cols - 2);
	struct canvas table = canvas_part(&in, 2, 0, in.rows - 2, in.cols);
	const char *state = s->state < 0 ? _("全部") : _(case_state_names[s->state]);

	(void)app;
	s->narrow = c->cols < NARROW;
	int col = canvas_text(&in, 0, 0, STYLE_LABEL, _("查找")) + 1;
	struct canvas line = canvas_part(&in, 0, col, 1, in.cols - col - 20);
	canvas_printf(&in, 0, in.cols - 18, STYLE_VALUE, _("状态：%s"), state);
	table_paint(&s->table, &table, true);
	if (s->n == 0)
		canvas_text(&table, 2, 0, STYLE_MUTED,
			    *field_text(&s->typed) ? _("没有找到。") : _("还没有办件。"));
	field_paint(&s->typed, &line, true, _("编号、今日序号、姓名、首字母、证件号、电话"));
}

static void close_screen(struct screen *self, struct app *app)
{
	struct cases_screen *s = (struct cases_screen *)self;

	(void)app;
	field_done(&s->typed);
	arena_done(&s->arena);
	free(s->rows);
	free(s);
}

static const struct screen_ops ops = {
	.name = "cases",
	.title = N_("办件"),
	.actions = actions,
	.widgets = widget_actions,
	.open = open_screen,
	.paint = paint,
	.event = event,
	.close = close_screen,
};

struct screen *cases_new(void)
{
	struct cases_screen *s = xcalloc(1, sizeof(*s));

	s->base.ops = &ops;
	s->state = -1;
	s->typed.max_chars = 120; /* the address in a QR code */
	return &s->base;
}
