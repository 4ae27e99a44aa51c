/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/drafts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "store/drafts.h"
#include "tui/app.h"
#include "tui/screen/intake.h"
#include "tui/session.h"
#include "tui/widget/dialog.h"
#include "tui/widget/table.h"

enum { ACT_OPEN = 1, ACT_PARK, ACT_DELETE, ACT_BACK };
enum { TAG_WHY = 1, TAG_DELETE };

static const struct action actions[] = {
	{ACT_OPEN, {K_ENTER}, N_("接着办"), N_("接着办这份草稿；别人停放的会转到自己名下")},
	{ACT_PARK, {K_F5}, N_("停放"), N_("停放：让本大厅任一窗口都能接手；再按收回")},
	{ACT_DELETE, {K_DELETE, K_F8}, N_("删除"), N_("删除自己的这份草稿")},
	{ACT_BACK, {K_ESC}, N_("返回"), N_("返回")},
	{0},
};
static const struct action *const widget_actions[] = {list_actions, NULL};

static const struct table_column columns[] = {
	{N_("时间"), 11}, {N_("事项"), 20, 3}, {N_("谁"), 14, 2},
	{N_("经办"), 10}, {N_("状态"), 8},     {NULL},
};

struct drafts_screen {
	struct screen base;
	struct session *session;
	const struct catalog *catalog; /* NULL: it cannot be read now */
	struct arena arena;
	struct draft *rows;
	struct table table;
};

static const char *item_name(const struct drafts_screen *s, const char *id)
{
	const struct item *it = s->catalog ? catalog_item(s->catalog, id) : NULL;

	return it ? it->name : "";
}

static void fill_cell(void *ctx, size_t row, size_t column, struct table_cell *out)
{
	const struct drafts_screen *s = ctx;
	const struct draft *d = &s->rows[row];
	char at[CLOCK_TEXT];

	switch (column) {
	case 0:
		snprintf(out->text, sizeof(out->text), "%.11s",
			 clock_format(d->updated_at, at) + 5);
		break;
	case 1:
		snprintf(out->text, sizeof(out->text), "%s %s", d->item, item_name(s, d->item));
		break;
	case 2:
		snprintf(out->text, sizeof(out->text), "%s", d->title ? d->title : "");
		break;
	case 3:
		snprintf(out->text, sizeof(out->text), "%s", d->owner);
		break;
	default:
		out->style = d->parked ? STYLE_WARN : STYLE_NORMAL;
		snprintf(out->text, sizeof(out->text), "%s", d->parked ? _("待接手") : _("本人"));
	}
}

static bool reload(struct drafts_screen *s, struct err *e)
{
	size_t n = 0;

	arena_done(&s->arena);
	s->arena = (struct arena){0};
	bool ok =
		drafts_list(s->session->store, s->session->login, true, &s->arena, &s->rows, &n, e);
	table_set_count(&s->table, ok ? n : 0);
	return ok;
}

static bool open_screen(struct screen *self, struct app *app, struct err *e)
{
	struct drafts_screen *s = (struct drafts_screen *)self;

	s->session = app_session(app);
	s->catalog = session_catalog(s->session, e);
	s->table.columns = columns;
	s->table.ctx = s;
	s->table.cell = fill_cell;
	return reload(s, e);
}

static struct step complain(struct app *app, const struct err *e)
{
	app_say(app, STYLE_BAD, "%s", e->text);
	return step_redraw();
}

static const struct draft *selected(const struct drafts_screen *s)
{
	return s->table.list.count ? &s->rows[s->table.list.selected] : NULL;
}

static bool is_own(const struct drafts_screen *s, const struct draft *d)
{
	return strcmp(d->owner, s->session->login) == 0;
}

/* Takes it (with a reason when it was another's) and goes on with it. */
static struct step resume(struct drafts_screen *s, struct app *app, const char *why)
{
	const struct draft *d = selected(s);
	struct arena a = {0};
	struct draft *taken = NULL;
	struct err e = {0};
	const struct item *it = d ? session_item(s->session, d->item, &e) : NULL;
	struct step step;

	if (!d)
		return step_stay();
	bool ok = it && drafts_take(s->session->store, d->id, s->session->login,
				    s->session->window ? s->session->window->id : NULL, why, &a,
				    &taken, &e);
	if (ok && !taken)
		ok = err_set(&e, ERR_STORE, _("这份草稿刚被删除或办完"));
	step = ok ? step_replace(intake_resume(it, taken)) : complain(app, &e);
	arena_done(&a);
	return step;
}

static struct step open_draft(struct drafts_screen *s, struct app *app)
{
	const struct draft *d = selected(s);

	if (!d || is_own(s, d))
		return resume(s, app, NULL);
	return step_push(dialog_prompt(TAG_WHY, &(struct dialog_prompt){
							.title = _("接手别人的草稿"),
							.text = _("写明原因，会记录在案。"),
							.initial = _("窗口交接"),
							.max_chars = 20,
						}));
}

static struct step park(struct drafts_screen *s, struct app *app)
{
	const struct draft *d = selected(s);
	struct arena a = {0};
	struct draft *full = NULL;
	struct err e = {0};

	if (!d)
		return step_stay();
	bool ok = is_own(s, d) ||
		  err_set(&e, ERR_PERMISSION, _("这是 %s 的草稿，先接手再停放"), d->owner);
	ok = ok && drafts_load(s->session->store, d->id, &a, &full, &e);
	if (ok && full) {
		full->parked = !full->parked;
		ok = drafts_save(s->session->store, full, &e);
	}
	arena_done(&a);
	session_refresh(s->session);
	if (!ok || !reload(s, &e))
		return complain(app, &e);
	return step_redraw();
}

static struct step ask_delete(struct drafts_screen *s, struct app *app)
{
	const struct draft *d = selected(s);

	if (!d)
		return step_stay();
	if (!is_own(s, d)) {
		app_say(app, STYLE_BAD, _("这是 %s 的草稿，只有本人能删除"), d->owner);
		return step_redraw();
	}
	return step_push(dialog_confirm(TAG_DELETE, _("删除草稿"), d->title, _("删除")));
}

static struct step delete_draft(struct drafts_screen *s, struct app *app)
{
	struct err e = {0};
	bool ok = drafts_delete(s->session->store, selected(s)->id, s->session->login, &e);

	session_refresh(s->session);
	if (!ok || !reload(s, &e))
		return complain(app, &e);
	return step_redraw();
}

static struct step event(struct screen *self, struct app *app, const struct screen_event *ev)
{
	struct drafts_screen *s = (struct drafts_screen *)self;

	if (ev->type == EV_ANSWER && ev->tag == TAG_WHY)
		return ev->answer >= 0 ? resume(s, app, ev->text) : step_redraw();
	if (ev->type == EV_ANSWER && ev->tag == TAG_DELETE)
		return ev->answer == 1 && selected(s) ? delete_draft(s, app) : step_redraw();
	switch (ev->action) {
	case ACT_OPEN:
		return open_draft(s, app);
	case ACT_PARK:
		return park(s, app);
	case ACT_DELETE:
		return ask_delete(s, app);
	case ACT_BACK:
		return step_pop();
	}
	return list_event(&s->table.list, ev) ? step_redraw() : step_stay();
}

static void paint(struct screen *self, struct app *app, const struct canvas *c)
{
	struct drafts_screen *s = (struct drafts_screen *)self;
	struct canvas in = canvas_part(c, 0, 1, c->rows, c->cols - 2);

	(void)app;
	table_paint(&s->table, &in, true);
	if (s->table.list.count == 0)
		canvas_text(&in, 2, 0, STYLE_MUTED,
			    _("没有草稿。办理中按 Esc 返回，填好的内容会留在这里。"));
}

static void close_screen(struct screen *self, struct app *app)
{
	struct drafts_screen *s = (struct drafts_screen *)self;

	(void)app;
	arena_done(&s->arena);
	free(s);
}

static const struct screen_ops ops = {
	.name = "drafts",
	.title = N_("草稿"),
	.actions = actions,
	.widgets = widget_actions,
	.open = open_screen,
	.paint = paint,
	.event = event,
	.close = close_screen,
};

struct screen *drafts_new(void)
{
	struct drafts_screen *s = xcalloc(1, sizeof(*s));

	s->base.ops = &ops;
	return &s->base;
}
