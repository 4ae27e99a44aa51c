/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/session.h"
#include "tui/session_work.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "case/edition.h"
#include "guide/consult.h"
#include "guide/overlay.h"
#include "store/clock_check.h"
#include "store/drafts.h"
#include "store/files.h"
#include "store/handover.h"
#include "store/settings.h"
#include "tui/app.h"
#include "tui/viewing.h"

static bool is_of_site(const struct site *site, const char *guide)
{
	for (size_t i = 0; i < site->n_guides; i++)
		if (strcmp(site->guides[i], guide) == 0)
			return true;
	return site->n_guides == 0;
}

/* Several guides are read as all there are; those of other places go again. */
static void keep_own(struct catalog *c, const struct site *site)
{
	size_t kept = 0, pages = 0;

	for (size_t i = 0; i < c->n_consults; i++) {
		if (is_of_site(site, c->consults[i]->guide))
			c->consults[pages++] = c->consults[i];
		else
			consult_free(c->consults[i]);
	}
	c->n_consults = pages;
	for (size_t i = 0; i < c->n_items; i++) {
		if (is_of_site(site, c->items[i]->guide))
			c->items[kept++] = c->items[i];
		else
			item_free(c->items[i]);
	}
	c->n_items = kept;
}

bool session_has_guide(const struct session *s, const char *guide)
{
	return is_of_site(s->site, guide);
}

/* A version loaded at any window, or whose day has come, is there for the next item opened; what is
 * open goes on as it began. */
static bool is_current(struct session *s)
{
	int64_t stamp;
	struct err e;

	if (!editions_stamp(s->store, &stamp, &e))
		return s->catalog_loaded;
	date_day today = store_today(s->store);
	bool same = s->catalog_loaded && stamp == s->catalog_stamp && today == s->catalog_day;
	s->catalog_stamp = stamp;
	s->catalog_day = today;
	return same;
}

/* After a change of the guides it may fit no longer: what does not is named and left out. */
static void lay_over(struct session *s, struct catalog *c)
{
	char *dir = store_overlay(s->store);
	struct faults f = {0};

	err_clear(&s->overlay_fault);
	if (!overlay_folder(c, dir, &f))
		faults_to_err(&f, &s->overlay_fault);
	faults_done(&f);
	free(dir);
}

bool session_overlay_say(const struct session *s, struct app *app)
{
	if (!s->overlay_fault.text[0])
		return true;
	/* Without the folder, which would leave no room for the reason. */
	char *dir = store_overlay(s->store);
	const char *text = s->overlay_fault.text;
	size_t n = strlen(dir);
	if (strncmp(text, dir, n) == 0 && text[n] == '/')
		text += n + 1;
	app_say(app, STYLE_BAD, _("本单位补充没有采用：%s"), text);
	free(dir);
	return false;
}

static bool read_catalog(struct session *s, struct catalog *out, struct err *e)
{
	const char *only = s->site->n_guides == 1 ? s->site->guides[0] : NULL;
	struct guide_source src;
	struct faults f = {0};
	struct arena a = {0};

	*out = (struct catalog){0};
	err_clear(e);
	if (edition_source(s->store, s->forms, only, s->catalog_day, 0, &a, &src, e) &&
	    !catalog_read(out, &src, &f))
		faults_to_err(&f, e);
	faults_done(&f);
	arena_done(&a);
	keep_own(out, s->site);
	lay_over(s, out);
	if (out->n_items == 0 && !e->text[0])
		err_set(e, ERR_INPUT, _("指南文件夹 %s 里没有本网点的事项"), s->forms);
	return out->n_items > 0;
}

const struct catalog *session_catalog(struct session *s, struct err *e)
{
	struct catalog now;

	*e = s->catalog_fault;
	if (is_current(s))
		return &s->catalog;
	if (!read_catalog(s, &now, e)) {
		catalog_done(&now);
		return s->catalog_loaded ? &s->catalog : NULL;
	}
	if (s->catalog_loaded) {
		s->retired = xreallocarray(s->retired, s->n_retired + 1, sizeof(*s->retired));
		s->retired[s->n_retired++] = s->catalog;
	}
	s->catalog = now;
	s->catalog_loaded = true;
	s->catalog_fault = *e;
	return &s->catalog;
}

void session_catalog_done(struct session *s)
{
	if (s->catalog_loaded)
		catalog_done(&s->catalog);
	for (size_t i = 0; i < s->n_retired; i++)
		catalog_done(&s->retired[i]);
	free(s->retired);
	s->retired = NULL;
	s->n_retired = 0;
	s->catalog_loaded = false;
}

const struct item *session_item(struct session *s, const char *id, struct err *e)
{
	const struct catalog *c = session_catalog(s, e);
	const struct item *it = c ? catalog_item(c, id) : NULL;

	if (c && !it && catalog_consult(c, id))
		err_set(e, ERR_REFUSED, _("%s 是咨询页，不受理，没有材料清单"), id);
	else if (c && !it)
		err_set(e, ERR_INPUT, _("本网点的指南里没有事项 %s"), id);
	return it;
}

enum { IDLE_MINUTES = 10, IDLE_MOST = 24 * 60 };

/* A setting that is no sensible number does not leave the window open for ever. */
static void read_idle(struct session *s)
{
	struct arena a = {0};
	const char *text = "";
	struct err e;
	double minutes = settings_get(s->store, "idle.minutes", &a, &text, &e) ? atof(text) : 0;

	if (!(minutes > 0 && minutes <= IDLE_MOST))
		minutes = IDLE_MINUTES;
	s->idle_ms = (int)(minutes * 60 * 1000);
	arena_done(&a);
}

/* Nobody's login waits for it: what cannot be done today is done tomorrow. */
static void tidy_up(struct session *s)
{
	size_t n;
	struct err e;

	handover_replay(s->store, &e);
	drafts_purge(s->store, &n, &e);
	files_purge(s->store, &n, &e);
}

struct clocks_by session_clocks_by(const struct session *s)
{
	return (struct clocks_by){s->calendar, store_today(s->store), s->site->warn};
}

enum { YEAR_FIRST = 2024, YEAR_LAST = 2199 };

/* The notice of a year comes out in the year before it. */
date_day session_earliest(const struct session *s)
{
	for (int year = YEAR_LAST; year >= YEAR_FIRST; year--)
		if (calendar_knows(s->calendar, year))
			return date_make(year - 1, 1, 1);
	return DATE_NONE;
}

bool session_login(struct session *s, const char *login, const char *password, struct err *e)
{
	struct arena a = {0};
	struct operator_row *op = NULL;
	struct clock_report clock;
	/* Before anything is written under a clock that may be wrong. */
	bool ok = clock_check(s->store, session_earliest(s), &clock, e) &&
		  clock_refuse(&clock, e) &&
		  operators_login(s->store, login, password, s->window ? s->window->id : NULL, &a,
				  &op, e);

	/* What was opened by whoever was here before stands under their name. */
	ok = ok && viewing_write(s, e);
	if (ok) {
		snprintf(s->login, sizeof(s->login), "%s", op->login);
		snprintf(s->name, sizeof(s->name), "%s", op->name);
		s->posts = op->posts;
		s->must_change = op->must_change;
		s->who = (struct actor){.by = s->login,
					.window = s->window ? s->window->id : NULL,
					.visit = s->locked ? s->who.visit : 0};
		read_idle(s);
		session_printer_renew(s);
		tidy_up(s);
		session_refresh(s);
	}
	arena_done(&a);
	return ok;
}

void session_beat(struct session *s)
{
	int64_t now = clock_now(store_clock(s->store));
	struct err e;

	if (now - s->beat_at < DRAFT_BEAT_MS)
		return;
	s->beat_at = now;
	drafts_beat(s->store, &e); /* the next one will do */
}

void session_logout(struct session *s)
{
	struct err e;

	viewing_write(s, &e);
	s->login[0] = s->name[0] = '\0';
	s->posts = 0;
	session_refresh(s);
}

void session_refresh(struct session *s)
{
	static const char *const weekdays[] = {N_("周一"), N_("周二"), N_("周三"), N_("周四"),
					       N_("周五"), N_("周六"), N_("周日")};
	date_day today = store_today(s->store);
	char day[DATE_TEXT];
	struct figures now;
	struct err e;

	snprintf(s->date, sizeof(s->date), "%s %s", date_format(today, day),
		 _(weekdays[date_weekday(today) - 1]));
	/* Before a login nobody sees them, and the first screen is not to wait for them. */
	if (s->login[0] && figures_of(s->store, today, s->login, &now, &e))
		s->figures = now;
	if (s->login[0])
		session_work_count(s);
	s->refreshes++;
}
