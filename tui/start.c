/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/start.h"

#include <stdlib.h>

#include "base/text.h"
#include "tui/app.h"
#include "tui/screen/lock.h"
#include "tui/screen/login.h"
#include "tui/session.h"
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
	};
	if (!s->login[0])
		return;
	out->promises_due = (int)(s->figures.promises_today + s->figures.promises_overdue);
	out->drafts = (int)s->figures.drafts_own;
	out->visit = visit_text(s);
}

static struct step on_tick(struct app *app, int quiet_ms)
{
	const struct session *s = app_session(app);

	if (s->login[0] && !s->locked && quiet_ms >= s->idle_ms)
		return step_push(lock_new());
	return visit_text_is_old(s) ? step_redraw() : step_stay();
}

int start_screen(struct command_env *env, struct err *e)
{
	struct session s;
	const struct app_options options = {
		.session = &s,
		.mono = getenv("NO_COLOR") && *getenv("NO_COLOR"),
		.status = show_status,
		.tick = on_tick,
	};

	if (!session_open(&s, env, e))
		return (int)e->code;
	session_refresh(&s);
	int status = app_run(&options, login_new(), e);
	struct err why;
	visit_end(&s, &why); /* what could not be recorded, the next login here ends */
	session_close(&s);
	return status;
}
