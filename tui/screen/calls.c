/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/calls.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/ident.h"
#include "base/mem.h"
#include "base/text.h"
#include "store/calls.h"
#include "store/mistaken.h"
#include "store/people.h"
#include "tui/app.h"
#include "tui/screen/case.h"
#include "tui/session.h"
#include "tui/widget/dialog.h"
#include "tui/widget/table.h"

enum { ACT_CALL = 1, ACT_LIST, ACT_CASE, ACT_PAPERS, ACT_BACK };
enum { TAG_OTHER, TAG_RESULT, TAG_PAPERS };
enum { MOST = 2000, NARROW = 100, RECEIVER_CHARS = 20 };

static const struct action actions[] = {
	{ACT_CALL, {K_ENTER, K_F4}, N_("联系"), N_("显示电话（有记录），登记联系结果")},
	{ACT_PAPERS, {K_F5}, N_("退还材料"), N_("登记留存的材料已由本人领回")},
	{ACT_CASE, {K_F3}, N_("办件"), N_("打开这件办件")},
	{ACT_LIST, {K_TAB}, N_("未通知/全部"), N_("在未通知的与全部之间切换")},
	{ACT_BACK, {K_ESC}, N_("返回"), N_("返回")},
	{0},
};
static const struct action *const widget_actions[] = {list_actions, NULL};

static const struct table_column columns[] = {
	{N_("作废"), 10},    {N_("办件人"), 8, 1}, {N_("电话"), 12}, {N_("原因"), 14, 4},
	{N_("联系"), 12, 1}, {N_("代替"), 19},	   {N_("编号"), 19}, {NULL},
};
static const struct table_column narrow_columns[] = {
	{N_("作废"), 10},    {N_("办件人"), 8, 1}, {N_("电话"), 12},
	{N_("原因"), 14, 4}, {N_("联系"), 12, 1},  {NULL},
};

struct calls_screen {
	struct screen base;
	struct session *session;
	bool all;
	struct arena arena;
	struct call_row *rows;
	struct table table;
};

static void fill_cell(void *ctx, size_t row, size_t column, struct table_cell *out)
{
	const struct calls_screen *s = ctx;
	const struct call_row *r = &s->rows[row];
	const char *text = "";
	char buffer[64];

	switch (column) {
	case 0:
		text = date_format(r->voided, buffer);
		break;
	case 1:
		text = r->name;
		break;
	case 2:
		if (r->phone)
			text = ident_mask_phone(r->phone, buffer, sizeof(buffer));
		break;
	case 3:
		text = r->reason;
		break;
	case 4:
		if (r->result)
			snprintf(buffer, sizeof(buffer), _("%s 第%lld次"), call_name(r->result),
				 (long long)r->calls);
		text = r->result ? buffer : _("未联系");
		out->style = r->result ? STYLE_NORMAL : STYLE_WARN;
		break;
	case 5:
		text = r->replaced;
		break;
	default:
		text = r->case_number;
	}
	snprintf(out->text, sizeof(out->text), "%s", text ? text : "");
}

static bool reload(struct calls_screen *s, struct err *e)
{
	size_t n = 0;

	arena_done(&s->arena);
	s->arena = (struct arena){0};
	bool ok = calls_mistaken(s->session->store, s->all, MOST, &s->arena, &s->rows, &n, e);
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

static struct step again(struct calls_screen *s, struct app *app)
{
	struct err e;

	if (!reload(s, &e))
		app_say(app, STYLE_BAD, "%s", e.text);
	return step_redraw();
}

static const struct call_row *selected(const struct calls_screen *s)
{
	return s->table.list.count ? &s->rows[s->table.list.selected] : NULL;
}

static struct step ask_call(struct calls_screen *s, struct app *app, const struct call_row *r)
{
	const char *words[CALL_RESULTS];
	struct err e;

	if (!people_unmask_case(s->session->store, &s->session->who, r->case_number, &e)) {
		app_say(app, STYLE_BAD, "%s", e.text);
		return step_redraw();
	}
	for (int i = 0; i < CALL_RESULTS; i++)
		words[i] = _(call_names[i]);
	char *text = xasprintf("%s　%s\n%s", r->name ? r->name : "",
			       r->phone ? r->phone : _("没有电话"), r->reason ? r->reason : "");
	struct step step = step_push(
		dialog_menu_about(TAG_RESULT, _("联系结果"), text, words, CALL_RESULTS, 0));
	free(text);
	return step;
}

static struct step ask_papers(void)
{
	return step_push(dialog_prompt(
		TAG_PAPERS, &(struct dialog_prompt){.title = _("退还材料"),
						    .text = _("留存的材料都已领回，领取人："),
						    .max_chars = RECEIVER_CHARS}));
}

static struct step on_answer(struct calls_screen *s, struct app *app, const struct screen_event *ev)
{
	const struct call_row *r = selected(s);
	struct session *session = s->session;
	struct err e;
	bool ok = true;

	if (!r || ev->answer < 0)
		return again(s, app);
	if (ev->tag == TAG_RESULT)
		ok = calls_record(session->store, &session->who, r->case_number, CALL_MISTAKEN,
				  (enum call_result)ev->answer, NULL, &e);
	else if (ev->tag == TAG_PAPERS)
		ok = mistaken_papers_back(session->store, &session->who, r->case_number, ev->text,
					  &e);
	if (!ok)
		app_say(app, STYLE_BAD, "%s", e.text);
	else if (ev->tag != TAG_OTHER)
		app_say(app, STYLE_OK, _("已登记：%s"), r->name ? r->name : r->case_number);
	return again(s, app);
}

static struct step event(struct screen *self, struct app *app, const struct screen_event *ev)
{
	struct calls_screen *s = (struct calls_screen *)self;
	const struct call_row *r = selected(s);

	if (ev->type == EV_ANSWER)
		return on_answer(s, app, ev);
	switch (ev->action) {
	case ACT_CALL:
		return r ? ask_call(s, app, r) : step_stay();
	case ACT_PAPERS:
		return r ? ask_papers() : step_stay();
	case ACT_CASE:
		return r ? step_push(case_new(r->case_number)) : step_stay();
	case ACT_LIST:
		s->all = !s->all;
		return again(s, app);
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
	s->table.columns = c->cols < NARROW ? narrow_columns : columns;
	table_paint(&s->table, &in, true);
	if (s->table.list.count == 0)
		canvas_text(&in, 2, 0, STYLE_MUTED,
			    s->all ? _("没有更正受理的办件。") : _("没有要联系的人。"));
}

static void close_screen(struct screen *self, struct app *app)
{
	struct calls_screen *s = (struct calls_screen *)self;

	(void)app;
	arena_done(&s->arena);
	free(s);
}

static const struct screen_ops ops = {
	.name = "calls",
	.title = N_("更正受理联系单"),
	.actions = actions,
	.widgets = widget_actions,
	.open = open_screen,
	.paint = paint,
	.event = event,
	.close = close_screen,
};

struct screen *calls_new(void)
{
	struct calls_screen *s = xcalloc(1, sizeof(*s));

	s->base.ops = &ops;
	return &s->base;
}
