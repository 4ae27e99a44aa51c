/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/start.h"

#include <stdlib.h>

#include "base/text.h"
#include "tui/app.h"
#include "tui/screen/lock.h"
#include "tui/screen/login.h"
#include "tui/screen/print_jobs.h"
#include "tui/session.h"
#include "tui/session_work.h"
#include "tui/viewing.h"
#include "tui/visit.h"

static void show_status(struct app *app, struct app_status *out)
{
	struct session *s = app_session(app);

	*out = (struct app_status){
		.date = s->date,
		.site = s->site->name,
		.window = s->window ? s->window->name : NULL,
		.clerk = s->name,
		.demo = store_is_demo(s->store),
		.trial = s->trial,
	};
	if (!s->login[0])
		return;
	out->promises_due = (int)(s->figures.promises_today + s->figures.promises_overdue);
	out->drafts = (int)s->figures.drafts_own;
	out->reviews = (int)s->reviews;
	out->concluded = (int)s->concluded;
	out->visit = visit_text(s);
	if (s->printer) {
		struct printer_counts jobs = printer_count(s->printer);
		out->print_jobs = jobs.waiting;
		out->print_failed = jobs.failed;
	}
}

static struct step on_tick(struct app *app, int quiet_ms)
{
	struct session *s = app_session(app);

	struct str news = {0};
	struct err e;

	session_beat(s);
	bool changed = !s->locked && session_work_tick(s, &news);
	if (news.len)
		app_say(app, STYLE_OK, "%s", str_text(&news));
	str_done(&news);
	if (!viewing_write(s, &e)) /* it stays noted, the next tick tries again */
		app_say(app, STYLE_BAD, _("查看没有记上：%s"), e.text);
	if (s->login[0] && !s->locked && quiet_ms >= s->idle_ms)
		return step_push(lock_new());
	return changed || visit_text_is_old(s) ? step_redraw() : step_stay();
}

/* A failure is told once, where the clerk looks anyway; success is what one expects. */
static bool print_on(struct app *app, int64_t now_ms, int *fds, int *n)
{
	struct session *s = app_session(app);
	bool changed = s->printer && printer_poll(s->printer, now_ms);

	*n = s->printer ? printer_watch(s->printer, fds) : 0;
	if (!changed)
		return false;
	struct printer_counts jobs = printer_count(s->printer);
	const struct print_job *job = printer_trouble(s->printer);
	if (jobs.failed > s->print_failures && job)
		app_say(app, STYLE_BAD, _("没打出来：%s，%s"), job->title, job->reason);
	s->print_failures = jobs.failed;
	return true;
}

static struct step show_jobs(struct app *app)
{
	const struct session *s = app_session(app);

	return s->login[0] && !s->locked ? step_push(print_jobs_new()) : step_stay();
}

int start_screen(struct command_env *env, struct err *e)
{
	struct session s;
	const struct app_options options = {
		.session = &s,
		.mono = getenv("NO_COLOR") && *getenv("NO_COLOR"),
		.status = show_status,
		.tick = on_tick,
		.work = print_on,
		.jobs = show_jobs,
	};

	if (!session_open(&s, env, e))
		return (int)e->code;
	s.trial = env->trial != NULL;
	session_printer_open(&s);
	session_documents_sweep(&s);
	session_refresh(&s);
	int status = app_run(&options, login_new(), e);
	struct err why;
	visit_end(&s, &why); /* what could not be recorded, the next login here ends */
	session_close(&s);
	return status;
}
