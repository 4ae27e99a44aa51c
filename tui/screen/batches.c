/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/batches.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/text.h"
#include "case/report_day.h"
#include "store/batches.h"
#include "tui/app.h"
#include "tui/screen/batch.h"
#include "tui/screen/case.h"
#include "tui/session.h"
#include "tui/widget/table.h"

enum { ACT_OPEN = 1, ACT_NEW, ACT_MARK, ACT_LIST, ACT_BACK };
enum { MOST = BATCH_CASES };

static const struct action actions[] = {
	{ACT_OPEN, {K_ENTER}, N_("打开"), N_("打开选中的批次；待上报的打开办件")},
	{ACT_NEW, {K_F2}, N_("新建批次"), N_("待上报的编成一批；用空格选了的只编选中的")},
	{ACT_MARK, {K_SPACE}, N_("选"), N_("选这一件编入批次，再按取消")},
	{ACT_LIST, {K_TAB}, N_("待上报/批次"), N_("在待上报的办件与批次之间切换")},
	{ACT_BACK, {K_ESC}, N_("返回"), N_("返回")},
	{0},
};
static const struct action *const widget_actions[] = {list_actions, NULL};

static const struct table_column batch_columns[] = {
	{N_("批次"), 20},
	{N_("上报日"), 10},
	{N_("状态"), 8},
	{N_("件数"), 4, 0, ALIGN_RIGHT},
	{N_("退回"), 4, 0, ALIGN_RIGHT},
	{N_("带送 / 接收"), 12, 1},
	{NULL},
};
static const struct table_column waiting_columns[] = {
	{N_("选"), 2},
	{N_("受理"), 10},
	{N_("姓名"), 8, 1},
	{N_("事项"), 16, 3},
	{N_("材料"), 4, 0, ALIGN_RIGHT},
	{N_("退回原因"), 14, 2},
	{NULL},
};

struct batches_screen {
	struct screen base;
	struct session *session;
	bool waiting; /* which list is shown */
	struct arena arena;
	struct batch *batches;
	struct batch_case *cases;
	size_t n_batches, n_cases;
	bool marked[MOST];
	struct table table;
};

/* ---- when ---- */

/* The day the next batch is for: today's counts until one was sent for it. */
static bool next_day(const struct session *s, const struct batch *rows, size_t n,
		     struct report_day *out)
{
	date_day today = store_today(s->store);

	if (!report_day_next(s->site, s->calendar, today, out))
		return false;
	for (size_t i = 0; i < n; i++)
		if (rows[i].report_day == out->day &&
		    (rows[i].state == BATCH_SENT || rows[i].state == BATCH_RECEIVED))
			return report_day_next(s->site, s->calendar, out->day + 1, out);
	return true;
}

void batches_remind(struct session *s, struct str *out)
{
	date_day today = store_today(s->store);
	struct batch_figures f;
	struct report_day next;
	char day[DATE_TEXT];
	struct err e;

	if (!site_reports(s->site) || !batches_figures(s->store, s->login, &f, &e))
		return;
	int64_t due = f.waiting + f.in_open;
	if (due && report_day_next(s->site, s->calendar, today, &next) &&
	    (next.day == today || report_day_before(s->calendar, next.day) <= today))
		str_addf(out,
			 next.day == today ? _("今天（%s）上报：%lld 件没有送出")
					   : _("%s 上报：%lld 件没有送出，请备好"),
			 date_format(next.day, day), (long long)due);
	if (f.returned)
		str_addf(out, _("%s上报退回 %lld 件"), out->len ? "；" : "", (long long)f.returned);
	if (out->len)
		str_add(out, _("　Ctrl+V 查看"));
}

/* ---- the lists ---- */

static const char *batch_cell(const struct batch *b, size_t column, char *buffer, size_t size)
{
	switch (column) {
	case 0:
		return b->number;
	case 1:
		return b->report_day == DATE_NONE ? "" : date_format(b->report_day, buffer);
	case 2:
		return _(batch_state_names[b->state]);
	case 3:
		snprintf(buffer, size, "%lld", (long long)b->cases);
		return buffer;
	case 4:
		snprintf(buffer, size, "%lld", (long long)b->returned);
		return b->returned ? buffer : "";
	default:
		return b->receiver ? b->receiver : b->carrier ? b->carrier : b->why ? b->why : "";
	}
}

static const char *case_cell(const struct batches_screen *s, size_t row, size_t column,
			     char *buffer, size_t size)
{
	const struct batch_case *c = &s->cases[row];

	switch (column) {
	case 0:
		return s->marked[row] ? "√" : "";
	case 1:
		return date_format(c->accepted_day, buffer);
	case 2:
		return c->name ? c->name : "";
	case 3:
		return c->item_name ? c->item_name : c->item;
	case 4:
		snprintf(buffer, size, "%lld", (long long)c->kept);
		return buffer;
	default:
		return c->reason ? c->reason : "";
	}
}

static void fill_cell(void *ctx, size_t row, size_t column, struct table_cell *out)
{
	const struct batches_screen *s = ctx;
	char buffer[32];
	const char *text = s->waiting
				   ? case_cell(s, row, column, buffer, sizeof(buffer))
				   : batch_cell(&s->batches[row], column, buffer, sizeof(buffer));

	if (s->waiting && s->cases[row].reason)
		out->style = STYLE_WARN;
	else if (!s->waiting && s->batches[row].state <= BATCH_SENT)
		out->style = STYLE_VALUE;
	snprintf(out->text, sizeof(out->text), "%s", text);
}

static bool reload(struct batches_screen *s, struct err *e)
{
	struct store *store = s->session->store;

	arena_done(&s->arena);
	s->arena = (struct arena){0};
	s->n_batches = s->n_cases = 0;
	for (size_t i = 0; i < MOST; i++)
		s->marked[i] = false;
	bool ok = batches_list(store, 0, 0, &s->arena, &s->batches, &s->n_batches, e) &&
		  (!site_reports(s->session->site) ||
		   batches_waiting(store, MOST, &s->arena, &s->cases, &s->n_cases, e));
	s->table.columns = s->waiting ? waiting_columns : batch_columns;
	table_set_count(&s->table, s->waiting ? s->n_cases : s->n_batches);
	return ok;
}

static bool open_screen(struct screen *self, struct app *app, struct err *e)
{
	struct batches_screen *s = (struct batches_screen *)self;

	s->session = app_session(app);
	s->table.ctx = s;
	s->table.cell = fill_cell;
	s->waiting = true;
	if (!reload(s, e))
		return false;
	s->waiting = s->n_cases > 0 || s->n_batches == 0;
	return reload(s, e);
}

static struct step again(struct batches_screen *s, struct app *app)
{
	struct err e;

	session_refresh(s->session);
	if (!reload(s, &e))
		app_say(app, STYLE_BAD, "%s", e.text);
	return step_redraw();
}

/* ---- acts ---- */

static size_t chosen(const struct batches_screen *s, const char **numbers)
{
	size_t n = 0, marked = 0;

	for (size_t i = 0; i < s->n_cases; i++)
		marked += s->marked[i];
	for (size_t i = 0; i < s->n_cases; i++)
		if (!marked || s->marked[i])
			numbers[n++] = s->cases[i].number;
	return n;
}

static struct step make_batch(struct batches_screen *s, struct app *app)
{
	const char *numbers[MOST];
	size_t n = chosen(s, numbers);
	char number[BATCH_TEXT];
	struct report_day next;
	struct err e;

	next_day(s->session, s->batches, s->n_batches, &next);
	if (!batches_open(s->session->store, &s->session->who, next.day,
			  s->session->site->report_to, numbers, n, number, &e)) {
		again(s, app);
		app_say(app, STYLE_BAD, "%s", e.text);
		return step_redraw();
	}
	s->waiting = false;
	again(s, app);
	return step_push(batch_new(number));
}

static struct step open_row(struct batches_screen *s)
{
	size_t at = s->table.list.selected;

	if (s->table.list.count == 0)
		return step_stay();
	return step_push(s->waiting ? case_new(s->cases[at].number)
				    : batch_new(s->batches[at].number));
}

static struct step event(struct screen *self, struct app *app, const struct screen_event *ev)
{
	struct batches_screen *s = (struct batches_screen *)self;

	if (ev->type == EV_ANSWER)
		return again(s, app);
	switch (ev->action) {
	case ACT_OPEN:
		return open_row(s);
	case ACT_NEW:
		return make_batch(s, app);
	case ACT_MARK:
		s->marked[s->table.list.selected] ^= true;
		list_move(&s->table.list, LIST_DOWN);
		return step_redraw();
	case ACT_LIST:
		s->waiting = !s->waiting;
		return again(s, app);
	case ACT_BACK:
		return step_pop();
	}
	return list_event(&s->table.list, ev) ? step_redraw() : step_stay();
}

static bool enabled(const struct screen *self, int action)
{
	const struct batches_screen *s = (const struct batches_screen *)self;

	if (action == ACT_NEW)
		return s->n_cases > 0;
	return action != ACT_MARK || (s->waiting && s->table.list.count > 0);
}

static void paint_head(const struct batches_screen *s, const struct canvas *c)
{
	struct report_day next;
	char day[DATE_TEXT], nominal[DATE_TEXT];

	if (!site_reports(s->session->site)) {
		canvas_text(c, 0, 0, STYLE_MUTED,
			    _("本网点不是乡镇、村级服务窗口，受理的办件不用上报。"));
		return;
	}
	int col = canvas_printf(c, 0, 0, STYLE_HEADING, _("待上报 %zu 件"), s->n_cases);
	if (!next_day(s->session, s->batches, s->n_batches, &next)) {
		canvas_text(c, 0, col + 2, STYLE_MUTED, _("指南没有规定本网点的上报日"));
		return;
	}
	col += 2 + canvas_printf(c, 0, col + 2, STYLE_VALUE, _("下一上报日 %s"),
				 date_format(next.day, day));
	if (next.nominal != next.day)
		col += canvas_printf(c, 0, col, STYLE_MUTED, _("（%s 休息，顺延）"),
				     date_format(next.nominal, nominal));
	if (next.provisional)
		canvas_text(c, 0, col, STYLE_WARN, _("暂按周末推算"));
}

static void paint(struct screen *self, struct app *app, const struct canvas *c)
{
	struct batches_screen *s = (struct batches_screen *)self;
	struct canvas in = canvas_part(c, 0, 1, c->rows, c->cols - 2);
	struct canvas table = canvas_part(&in, 2, 0, in.rows - 2, in.cols);

	(void)app;
	paint_head(s, &in);
	table_paint(&s->table, &table, true);
	if (s->table.list.count == 0)
		canvas_text(&table, 2, 0, STYLE_MUTED,
			    s->waiting ? _("没有待上报的办件。") : _("还没有上报批次。"));
}

static void close_screen(struct screen *self, struct app *app)
{
	struct batches_screen *s = (struct batches_screen *)self;

	(void)app;
	arena_done(&s->arena);
	free(s);
}

static const char *title_now(const struct screen *self)
{
	return ((const struct batches_screen *)self)->waiting ? _("待上报") : _("上报批次");
}

static const struct screen_ops ops = {
	.name = "batches",
	.title = N_("上报"),
	.title_now = title_now,
	.actions = actions,
	.widgets = widget_actions,
	.open = open_screen,
	.paint = paint,
	.event = event,
	.close = close_screen,
	.enabled = enabled,
};

struct screen *batches_new(void)
{
	struct batches_screen *s = xcalloc(1, sizeof(*s));

	s->base.ops = &ops;
	return &s->base;
}
