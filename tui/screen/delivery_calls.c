/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>

#include "base/ident.h"
#include "base/mem.h"
#include "base/text.h"
#include "store/messages.h"
#include "store/people.h"
#include "tui/app.h"
#include "tui/screen/case.h"
#include "tui/screen/deliveries.h"
#include "tui/session.h"
#include "tui/widget/dialog.h"
#include "tui/widget/table.h"

enum { ACT_TOLD = 1, ACT_DELIVERIES, ACT_CASE, ACT_BACK };
enum { TAG_RESULT = 1 };
enum { DAYS = 7 }; /* how far back somebody may still be waiting for a call */

static const struct action actions[] = {
	{ACT_TOLD, {K_ENTER}, N_("通知结果"), N_("登记打电话或当面通知的结果")},
	{ACT_DELIVERIES, {K_TAB}, N_("待送达"), N_("回到待送达的件")},
	{ACT_CASE, {K_F3}, N_("办件"), N_("打开这件办件")},
	{ACT_BACK, {K_ESC}, N_("返回"), N_("返回")},
	{0},
};
static const struct action *const widget_actions[] = {list_actions, NULL};

static const struct table_column columns[] = {
	{N_("日期"), 10}, {N_("何事"), 4},     {N_("办件人"), 8, 1},
	{N_("电话"), 13}, {N_("事项"), 20, 3}, {NULL},
};
/* The last leaves the row where it is: nobody was reached. */
static const char *const results[] = {N_("已打电话通知"), N_("已当面告知"),
				      N_("无人接听，改日再打")};
enum { RESULT_NOT_REACHED = 2, RESULTS };

struct calls_screen {
	struct screen base;
	struct session *session;
	struct arena arena;
	struct message_row *rows;
	struct table table;
};

static void fill_cell(void *ctx, size_t row, size_t column, struct table_cell *out)
{
	const struct calls_screen *s = ctx;
	const struct message_row *r = &s->rows[row];
	char day[DATE_TEXT], phone[32];
	const char *const cells[] = {
		date_format(r->day, day), _(message_names[r->occasion]), r->name,
		r->phone ? ident_masked(MASK_PHONE, r->phone, phone, sizeof(phone)) : _("无电话"),
		r->item_name};

	snprintf(out->text, sizeof(out->text), "%s", cells[column] ? cells[column] : "");
}

static bool reload(struct calls_screen *s, struct err *e)
{
	size_t n = 0;

	arena_done(&s->arena);
	s->arena = (struct arena){0};
	bool ok = messages_waiting(s->session->store, store_today(s->session->store) - DAYS, false,
				   &s->arena, &s->rows, &n, e);
	table_set_count(&s->table, ok ? n : 0);
	return ok;
}

static bool open_screen(struct screen *self, struct app *app, struct err *e)
{
	struct calls_screen *s = (struct calls_screen *)self;

	s->session = app_session(app);
	s->table.ctx = s;
	s->table.cell = fill_cell;
	return reload(s, e);
}

static struct step record(struct calls_screen *s, struct app *app, const struct message_row *r,
			  int answer)
{
	struct err e;

	if (answer != RESULT_NOT_REACHED && !messages_told(s->session->store, &s->session->who,
							   r->move, r->number, results[answer], &e))
		app_say(app, STYLE_BAD, "%s", e.text);
	else
		app_say(app, STYLE_OK, "%s", _(results[answer]));
	if (!reload(s, &e))
		app_say(app, STYLE_BAD, "%s", e.text);
	return step_redraw();
}

/* Who calls needs the whole number: shown like any other, and recorded. */
static struct step ask_result(struct calls_screen *s, struct app *app, const struct message_row *r)
{
	const char *words[RESULTS];
	struct err e;

	for (int i = 0; i < RESULTS; i++)
		words[i] = _(results[i]);
	if (r->phone && !people_unmask_case(s->session->store, &s->session->who, r->number, &e)) {
		app_say(app, STYLE_BAD, "%s", e.text);
		return step_redraw();
	}
	return step_push(dialog_menu_about(TAG_RESULT, _("通知结果"),
					   r->phone ? r->phone : _("无电话"), words, RESULTS, 0));
}

static struct step event(struct screen *self, struct app *app, const struct screen_event *ev)
{
	struct calls_screen *s = (struct calls_screen *)self;
	const struct message_row *r = s->table.list.count ? &s->rows[s->table.list.selected] : NULL;

	if (ev->type == EV_ANSWER)
		return r && ev->tag == TAG_RESULT && ev->answer >= 0 ? record(s, app, r, ev->answer)
								     : step_redraw();
	switch (ev->action) {
	case ACT_TOLD:
		return r ? ask_result(s, app, r) : step_stay();
	case ACT_DELIVERIES:
		return step_replace(deliveries_new());
	case ACT_CASE:
		return r ? step_push(case_new(r->number)) : step_stay();
	case ACT_BACK:
		return step_pop();
	}
	return list_event(&s->table.list, ev) ? step_redraw() : step_stay();
}

static void paint(struct screen *self, struct app *app, const struct canvas *c)
{
	struct calls_screen *s = (struct calls_screen *)self;
	struct canvas in = canvas_part(c, 0, 1, c->rows, c->cols - 2);

	(void)app;
	s->table.columns = columns;
	table_paint(&s->table, &in, true);
	if (s->table.list.count == 0)
		canvas_text(&in, 2, 0, STYLE_MUTED, _("没有要打电话通知的。"));
}

static void close_screen(struct screen *self, struct app *app)
{
	struct calls_screen *s = (struct calls_screen *)self;

	(void)app;
	arena_done(&s->arena);
	free(s);
}

static const struct screen_ops ops = {
	.name = "delivery_calls",
	.title = N_("电话通知"),
	.actions = actions,
	.widgets = widget_actions,
	.open = open_screen,
	.paint = paint,
	.event = event,
	.close = close_screen,
};

struct screen *delivery_calls_new(void)
{
	struct calls_screen *s = xcalloc(1, sizeof(*s));

	s->base.ops = &ops;
	return &s->base;
}
