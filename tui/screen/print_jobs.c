/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/print_jobs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "store/documents.h"
#include "tui/app.h"
#include "tui/screen/case.h"
#include "tui/screen/spoil.h"
#include "tui/session.h"
#include "tui/widget/dialog.h"
#include "tui/widget/table.h"

enum { ACT_AGAIN = 1, ACT_ALL, ACT_SPOILED, ACT_CASE, ACT_DROP, ACT_BACK };
enum { TAG_UNKNOWN = 1, TAG_DROP };

static const struct action actions[] = {
	{ACT_AGAIN, {K_ENTER}, N_("重打"), N_("重打没打出来的；上次留下的现在打")},
	{ACT_ALL, {K_F5}, N_("全部打"), N_("失败的和上次留下的都打；“不明”的要逐份确认")},
	{ACT_SPOILED,
	 {K_F6},
	 N_("未打出"),
	 N_("已送但纸坏了、没出来：记下原因，同号重打，不算补发")},
	{ACT_CASE, {K_F3}, N_("办件"), N_("打开这份文书的办件")},
	{ACT_DROP, {K_DELETE, K_F8}, N_("不打了"), N_("从队列里拿掉；文书还在，可在办件里补打")},
	{ACT_BACK, {K_ESC, K_ALT('p')}, N_("返回"), N_("返回")},
	{0},
};
static const struct action *const widget_actions[] = {list_actions, NULL};

static const struct table_column columns[] = {
	{N_("时间"), 5}, {N_("文书"), 14, 1}, {N_("编号"), 22}, {N_("状态"), 12, 4}, {NULL},
};

struct print_jobs {
	struct screen base;
	struct session *session;
	struct table table;
	struct spoil spoil;
	int64_t asked; /* the job a dialog is about */
};

static enum style state_style(enum print_state state)
{
	switch (state) {
	case PRINT_SENT:
		return STYLE_OK;
	case PRINT_FAILED:
	case PRINT_UNKNOWN:
		return STYLE_BAD;
	case PRINT_HELD:
		return STYLE_WARN;
	default:
		return STYLE_NORMAL;
	}
}

/* The newest stands first. */
static const struct print_job *job_at(const struct print_jobs *s, size_t row)
{
	const struct print_job *jobs;
	size_t n = s->session->printer ? printer_jobs(s->session->printer, &jobs) : 0;

	return row < n ? &jobs[n - 1 - row] : NULL;
}

static const struct print_job *selected(const struct print_jobs *s)
{
	return job_at(s, s->table.list.selected);
}

static void fill_cell(void *ctx, size_t row, size_t column, struct table_cell *out)
{
	const struct print_job *job = job_at(ctx, row);
	char at[CLOCK_TEXT];

	if (!job)
		return;
	switch (column) {
	case 0:
		snprintf(out->text, sizeof(out->text), "%.5s", clock_format(job->at, at) + 11);
		break;
	case 1:
		snprintf(out->text, sizeof(out->text), "%s", job->title);
		break;
	case 2:
		snprintf(out->text, sizeof(out->text), "%s", job->number);
		break;
	default:
		out->style = state_style(job->state);
		snprintf(out->text, sizeof(out->text), "%s%s%s", _(print_state_names[job->state]),
			 *job->reason ? "：" : "", job->reason);
	}
}

static void recount(struct print_jobs *s)
{
	const struct print_job *jobs;

	table_set_count(&s->table,
			s->session->printer ? printer_jobs(s->session->printer, &jobs) : 0);
}

static bool open_screen(struct screen *self, struct app *app, struct err *e)
{
	struct print_jobs *s = (struct print_jobs *)self;

	(void)e;
	s->session = app_session(app);
	s->table.columns = columns;
	s->table.ctx = s;
	s->table.cell = fill_cell;
	recount(s);
	return true;
}

/* ---- acts ---- */

static bool can_retry(const struct print_job *job)
{
	return job && (job->state == PRINT_FAILED || job->state == PRINT_UNKNOWN ||
		       job->state == PRINT_HELD || job->state == PRINT_KEPT);
}

static bool retry(struct print_jobs *s, struct app *app, int64_t id)
{
	struct err e;

	if (!session_prints(s->session))
		err_set(&e, ERR_INPUT, _("这个窗口没有设置打印命令，打不了"));
	else if (session_print_retry(s->session, id, &e))
		return true;
	app_say(app, STYLE_BAD, "%s", e.text);
	return false;
}

static struct step again(struct print_jobs *s, struct app *app)
{
	const struct print_job *job = selected(s);

	if (!can_retry(job))
		return step_stay();
	s->asked = job->id;
	if (job->state == PRINT_UNKNOWN)
		return step_push(dialog_confirm(
			TAG_UNKNOWN, _("重打"),
			_("上次送打印时中断了，这一份可能已经打出来。请看打印机：没有出纸再重打。"),
			_("没有出纸，重打")));
	retry(s, app, job->id);
	return step_redraw();
}

static struct step all(struct print_jobs *s, struct app *app)
{
	int n = 0;

	for (size_t i = s->table.list.count; i-- > 0;) {
		const struct print_job *job = job_at(s, i);
		if (!can_retry(job) || job->state == PRINT_UNKNOWN)
			continue;
		if (!retry(s, app, job->id))
			return step_redraw();
		n++;
	}
	app_say(app, STYLE_OK, _("%d 份重新送打"), n);
	return step_redraw();
}

/* A slip has no number to account for: it is written anew where it was made. */
static struct step spoiled(struct print_jobs *s, struct app *app)
{
	const struct print_job *job = selected(s);
	struct err e;

	if (*job->number)
		return spoil_ask(&s->spoil, job->number);
	if (!session_print(s->session, job->file, job->title, NULL, &e))
		app_say(app, STYLE_BAD, "%s", e.text);
	return step_redraw();
}

static struct step open_case(struct print_jobs *s)
{
	char number[NUMBER_TEXT];
	struct err e;

	return documents_case(selected(s)->number, number, &e) ? step_push(case_new(number))
							       : step_stay();
}

static struct step ask_drop(struct print_jobs *s)
{
	const struct print_job *job = selected(s);

	s->asked = job->id;
	if (job->state == PRINT_SENT) {
		struct err e;
		printer_drop(s->session->printer, job->id, &e);
		return step_redraw();
	}
	return step_push(dialog_confirm(TAG_DROP, _("不打了"), job->title, _("不打了")));
}

static struct step on_answer(struct print_jobs *s, struct app *app, const struct screen_event *ev)
{
	struct step step = step_redraw();
	struct err e;

	if (spoil_answer(&s->spoil, app, ev, &step) || ev->answer != 1)
		return step;
	if (ev->tag == TAG_UNKNOWN)
		retry(s, app, s->asked);
	else if (ev->tag == TAG_DROP && !printer_drop(s->session->printer, s->asked, &e))
		app_say(app, STYLE_BAD, "%s", e.text);
	return step;
}

static bool enabled(const struct screen *self, int action)
{
	const struct print_jobs *s = (const struct print_jobs *)self;
	const struct print_job *job = selected(s);

	switch (action) {
	case ACT_BACK:
		return true;
	case ACT_AGAIN:
		return can_retry(job);
	case ACT_ALL:
		for (size_t i = 0; (job = job_at(s, i)) != NULL; i++)
			if (can_retry(job) && job->state != PRINT_UNKNOWN)
				return true;
		return false;
	case ACT_SPOILED:
		return job && job->state != PRINT_RUNNING && job->state != PRINT_WAITING;
	case ACT_CASE:
		return job && *job->number;
	default:
		return job != NULL;
	}
}

static struct step event(struct screen *self, struct app *app, const struct screen_event *ev)
{
	struct print_jobs *s = (struct print_jobs *)self;

	recount(s);
	if (ev->type == EV_ANSWER)
		return on_answer(s, app, ev);
	if (ev->action != ACT_BACK && ev->action < ACTION_BUILTIN && ev->action &&
	    !enabled(self, ev->action))
		return step_stay();
	switch (ev->action) {
	case ACT_AGAIN:
		return again(s, app);
	case ACT_ALL:
		return all(s, app);
	case ACT_SPOILED:
		return spoiled(s, app);
	case ACT_CASE:
		return open_case(s);
	case ACT_DROP:
		return ask_drop(s);
	case ACT_BACK:
		return step_pop();
	}
	return list_event(&s->table.list, ev) ? step_redraw() : step_stay();
}

/* ---- painting ---- */

/* Why nothing prints here, or what the selected row says when it is cut. */
static void paint_foot(const struct print_jobs *s, const struct canvas *c)
{
	const struct session *session = s->session;
	const struct print_job *job = selected(s);

	if (session->printer_fault.text[0])
		canvas_wrap(c, 0, 0, STYLE_BAD, session->printer_fault.text);
	else if (!session_prints(session))
		canvas_wrap(c, 0, 0, STYLE_WARN,
			    _("这个窗口没有设置打印命令：文书只存成文件，自己打开打印。"));
	else if (job && *job->reason)
		canvas_wrap(c, 0, 0, STYLE_BAD, job->reason);
}

static void paint(struct screen *self, struct app *app, const struct canvas *c)
{
	enum { FOOT = 3 };
	struct print_jobs *s = (struct print_jobs *)self;
	struct canvas in = canvas_part(c, 0, 1, c->rows - FOOT, c->cols - 2);
	struct canvas foot = canvas_part(c, c->rows - FOOT, 1, FOOT, c->cols - 2);

	(void)app;
	recount(s);
	table_paint(&s->table, &in, true);
	if (s->table.list.count == 0)
		canvas_text(&in, 2, 0, STYLE_MUTED, _("没有打印任务。"));
	paint_foot(s, &foot);
}

static void close_screen(struct screen *self, struct app *app)
{
	(void)app;
	free(self);
}

static const struct screen_ops ops = {
	.name = "print_jobs",
	.title = N_("打印"),
	.actions = actions,
	.widgets = widget_actions,
	.open = open_screen,
	.paint = paint,
	.event = event,
	.close = close_screen,
	.enabled = enabled,
};

struct screen *print_jobs_new(void)
{
	struct print_jobs *s = xcalloc(1, sizeof(*s));

	s->base.ops = &ops;
	return &s->base;
}
