/* SPDX-License-Identifier: Apache-2.0
 *
 * Opening a session: store, day, calendar, site and window, for the screen and for
 * the commands alike.
 */
#include <stdlib.h>
#include <string.h>

#include "base/paths.h"
#include "base/text.h"
#include "tui/command/command.h"
#include "tui/demo.h"
#include "tui/session.h"
#include "tui/viewing.h"
#include "tui/visit.h"

static struct store *open_store(const struct command_env *env, struct err *e)
{
	if (!env->store) {
		err_set(e, ERR_USAGE, _("不知道库文件在哪里：用 --store 指明，或设好 HOME"));
		return NULL;
	}
	if (!paths_is_file(env->store)) {
		err_set(e, ERR_STORE,
			_("没有库文件 %s。\n"
			  "想先练习：yichuang demo DIR，再 yichuang --store DIR/hall.db\n"
			  "本大厅已有库：用 --store 指明它的位置"),
			env->store);
		return NULL;
	}
	return store_open(env->store, &clock_system, e);
}

static bool set_day(struct store *store, const char *on, struct err *e)
{
	date_day day = on ? date_parse(on) : DATE_NONE;

	if (!on)
		return true;
	if (day == DATE_NONE)
		return err_set(e, ERR_USAGE, _("--on %s 不是日期，请写成 2026-11-24"), on);
	if (!store_is_demo(store))
		return err_set(e, ERR_USAGE, _("--on 只能用在演练库，正式库只按当天办理"));
	return store_set_day(store, day, e);
}

/* The profile must be that of the store: its code opens every number. */
static bool find_site(struct session *s, const struct command_env *env, struct err *e)
{
	const char *id = env->site;

	s->site = id ? site_load(env->forms, id, e)
		     : site_by_code(env->forms, store_site(s->store), e);
	if (s->site && strcmp(s->site->code, store_site(s->store)) != 0)
		return err_set(e, ERR_USAGE,
			       _("库文件属于 %s（%s），网点 %s 不是它：用 --site 指明 forms/sites "
				 "里的网点"),
			       store_name(s->store), store_site(s->store), id);
	return s->site != NULL;
}

static bool find_window(struct session *s, const char *id, struct err *e)
{
	struct str all = {0};

	s->window = id ? site_window(s->site, id) : s->site->n_windows ? s->site->windows : NULL;
	if (s->window || !id)
		return true;
	for (size_t i = 0; i < s->site->n_windows; i++)
		str_addf(&all, " %s（%s）", s->site->windows[i].id, s->site->windows[i].name);
	err_set(e, ERR_USAGE, _("没有窗口 %s；有：%s"), id, str_text(&all));
	str_done(&all);
	return false;
}

bool session_open(struct session *s, struct command_env *env, struct err *e)
{
	*e = (struct err){0};
	*s = (struct session){.forms = env->forms};
	s->store = open_store(env, e);
	if (s->store && set_day(s->store, env->on, e) && (s->calendar = env_calendar(env, e)) &&
	    find_site(s, env, e) && find_window(s, env->window, e))
		return true;
	session_close(s);
	return false;
}

void session_close(struct session *s)
{
	viewing_done(s);
	printer_close(s->printer);
	session_catalog_done(s);
	session_calculators_done(s);
	visit_free(s->visit);
	if (s->site)
		site_free(s->site);
	if (s->store)
		store_close(s->store);
	*s = (struct session){0};
}
