/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/drafts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "tui/app.h"
#include "tui/screen/draft_text.h"
#include "tui/screen/intake.h"
#include "tui/session.h"
#include "tui/widget/dialog.h"
#include "tui/widget/reason.h"
#include "tui/widget/table.h"

enum { ACT_OPEN = 1, ACT_PARK, ACT_ALL, ACT_DELETE, ACT_BACK };
enum { TAG_WARN = 1, TAG_WHY, TAG_DELETE };

static const struct action actions[] = {
	{ACT_OPEN, {K_ENTER}, N_("接着办"), N_("接着办这份草稿；别人的先选接手的原因")},
	{ACT_PARK, {K_F5}, N_("挂单"), N_("挂单：让本大厅任一窗口都能接手；再按收回")},
	{ACT_ALL, {K_F6}, N_("全大厅"), N_("也列出别人没挂单的草稿；再按只看挂单的和自己的")},
	{ACT_DELETE, {K_DELETE, K_F8}, N_("删除"), N_("删除自己的草稿；主管可清理过期不办的")},
	{ACT_BACK, {K_ESC}, N_("返回"), N_("返回")},
	{0},
};
static const struct action *const widget_actions[] = {list_actions, NULL};

static const struct table_column columns[] = {
	{N_("谁"), 10, 2},
	{N_("事项"), 20, 3},
	{N_("状态"), 13},
	{N_("经办"), 10, 1},
	{N_("窗口"), 5},
	{N_("材料"), 4, 0, ALIGN_RIGHT},
	{NULL},
};

/* Why a draft changes hands. Kept in its history as they stand here. */
static const char *const reasons[] = {N_("本人回来"), N_("替班"), N_("午休"), N_("生病")};
enum { REASONS = sizeof(reasons) / sizeof(reasons[0]), REASON_CHARS = 20 };

struct drafts_screen {
	struct screen base;
	struct session *session;
	const struct catalog *catalog; /* NULL: it cannot be read now */
	bool all;
	struct arena arena;
	struct draft *rows;
	struct clerks clerks;
	int days; /* after which a draft is abandoned */
	struct table table;
};

static int64_t now_of(const struct drafts_screen *s)
{
	return clock_now(store_clock(s->session->store));
}

static bool is_own(const struct drafts_screen *s, const struct draft *d)
{
	return strcmp(d->owner, s->session->login) == 0;
}

static bool is_abandoned(const struct drafts_screen *s, const struct draft *d)
{
	return !d->open && now_of(s) - d->updated_at >= (int64_t)s->days * 24 * 3600 * 1000;
}

static bool is_supervisor(const struct drafts_screen *s)
{
	return s->session->posts & POST_BIT(POST_SUPERVISOR);
}

/* ---- the list ---- */

static void fill_state(const struct drafts_screen *s, const struct draft *d, struct table_cell *out)
{
	struct str text = {0};

	draft_state(d, now_of(s), &text);
	snprintf(out->text, sizeof(out->text), "%s", str_text(&text));
	out->style = is_abandoned(s, d)			       ? STYLE_BAD
		     : d->parked || (d->open && !is_own(s, d)) ? STYLE_WARN
							       : STYLE_NORMAL;
	str_done(&text);
}

static void fill_cell(void *ctx, size_t row, size_t column, struct table_cell *out)
{
	const struct drafts_screen *s = ctx;
	const struct draft *d = &s->rows[row];
	const struct item *it = s->catalog ? catalog_item(s->catalog, d->item) : NULL;
	const char *text = "";

	switch (column) {
	case 0:
		text = d->title;
		break;
	case 1:
		snprintf(out->text, sizeof(out->text), "%s %s", d->item, it ? it->name : "");
		return;
	case 2:
		fill_state(s, d, out);
		return;
	case 3:
		text = clerk_name(&s->clerks, d->owner);
		break;
	case 4:
		text = d->window;
		break;
	default:
		if (d->papers)
			snprintf(out->text, sizeof(out->text), "%lld", (long long)d->papers);
		return;
	}
	snprintf(out->text, sizeof(out->text), "%s", text ? text : "");
}

/* Papers that nobody comes for stand above everything else for whoever has to see to it. */
static void abandoned_first(struct drafts_screen *s, size_t n)
{
	size_t first = 0;

	for (size_t i = 0; i < n; i++) {
		struct draft d = s->rows[i];
		if (!is_abandoned(s, &d))
			continue;
		memmove(&s->rows[first + 1], &s->rows[first], (i - first) * sizeof(d));
		s->rows[first++] = d;
	}
}

static const struct draft *selected(const struct drafts_screen *s)
{
	return s->table.list.count ? &s->rows[s->table.list.selected] : NULL;
}

static bool reload(struct drafts_screen *s, struct err *e)
{
	int64_t id = selected(s) ? selected(s)->id : 0;
	size_t n = 0;

	arena_done(&s->arena);
	s->arena = (struct arena){0};
	bool ok = drafts_list(s->session->store, s->session->login,
			      s->all ? DRAFTS_ALL : DRAFTS_PARKED, &s->arena, &s->rows, &n, e);
	clerks_read(&s->clerks, s->session->store, &s->arena);
	if (!ok)
		n = 0;
	if (is_supervisor(s))
		abandoned_first(s, n);
	table_set_count(&s->table, n);
	for (size_t i = 0; i < n; i++)
		if (s->rows[i].id == id)
			list_select(&s->table.list, i);
	return ok;
}

static bool open_screen(struct screen *self, struct app *app, struct err *e)
{
	struct drafts_screen *s = (struct drafts_screen *)self;

	s->session = app_session(app);
	s->catalog = session_catalog(s->session, e);
	s->days = drafts_days(s->session->store);
	s->all = is_supervisor(s);
	s->table.columns = columns;
	s->table.ctx = s;
	s->table.cell = fill_cell;
	return reload(s, e);
}

/* ---- acts ---- */

static struct step again_or_say(struct drafts_screen *s, struct app *app, bool ok, struct err *e)
{
	struct err other;

	session_refresh(s->session);
	if (!reload(s, ok ? e : &other) || !ok)
		app_say(app, STYLE_BAD, "%s", e->text);
	return step_redraw();
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
	bool ok = it && drafts_take(s->session->store, d, &s->session->who, why, &a, &taken, &e);
	step = ok ? step_replace(intake_resume(it, taken)) : again_or_say(s, app, false, &e);
	arena_done(&a);
	return step;
}

static struct step ask_why(const struct drafts_screen *s, const struct draft *d)
{
	struct str title = {0};

	str_addf(&title, _("接手 %s 的草稿，原因"), clerk_name(&s->clerks, d->owner));
	struct step step = step_push(
		reason_ask(TAG_WHY, &(struct reason_menu){.title = str_text(&title),
							  .reasons = reasons,
							  .n = REASONS,
							  .max_chars = REASON_CHARS,
							  .own_title = _("接手的原因"),
							  .own_text = _("会记入办件经过。")}));
	str_done(&title);
	return step;
}

/* What is not parked may have somebody sitting over it. */
static struct step warn(const struct drafts_screen *s, const struct draft *d)
{
	struct str text = {0};

	str_addf(&text, d->open ? _("%s 正在窗口 %s 填写 %s。") : _("%s 没有挂单（窗口 %s）：%s。"),
		 clerk_name(&s->clerks, d->owner), d->window, d->title);
	str_add(&text, _("\n接手后由您接着办，对方会收到提示；对方没存上的内容另存为一份草稿。"));
	struct step step = step_push(
		dialog_confirm(TAG_WARN, _("没有挂单的草稿"), str_text(&text), _("接手")));
	str_done(&text);
	return step;
}

static struct step open_draft(struct drafts_screen *s, struct app *app)
{
	const struct draft *d = selected(s);

	if (!d || is_own(s, d))
		return resume(s, app, NULL);
	return d->parked ? ask_why(s, d) : warn(s, d);
}

static struct step park(struct drafts_screen *s, struct app *app)
{
	const struct draft *d = selected(s);
	struct arena a = {0};
	struct draft *full = NULL;
	struct err e = {0};

	if (!d)
		return step_stay();
	bool ok = is_own(s, d) || err_set(&e, ERR_PERMISSION, _("这是 %s 的草稿，先接手再挂单"),
					  clerk_name(&s->clerks, d->owner));
	ok = ok && drafts_load(s->session->store, d->id, &a, &full, &e);
	if (ok && full)
		ok = drafts_park(s->session->store, full, !full->parked, &e);
	arena_done(&a);
	return again_or_say(s, app, ok, &e);
}

static struct step ask_delete(struct drafts_screen *s, struct app *app)
{
	const struct draft *d = selected(s);
	struct str text = {0};

	if (!d)
		return step_stay();
	if (!is_own(s, d) && !(is_supervisor(s) && is_abandoned(s, d))) {
		app_say(app, STYLE_BAD, _("这是 %s 的草稿，只有本人能删除"),
			clerk_name(&s->clerks, d->owner));
		return step_redraw();
	}
	str_add(&text, d->title);
	if (d->papers)
		str_addf(&text, _("\n窗口上有 %lld 份材料：先退还给本人，再删除。"),
			 (long long)d->papers);
	struct step step =
		step_push(dialog_confirm(TAG_DELETE, _("删除草稿"), str_text(&text), _("删除")));
	str_done(&text);
	return step;
}

static struct step delete_draft(struct drafts_screen *s, struct app *app)
{
	const struct draft *d = selected(s);
	struct store *store = s->session->store;
	struct err e = {0};
	bool ok = is_own(s, d) ? drafts_delete(store, d->id, s->session->login, &e)
			       : drafts_discard(store, &s->session->who, d->id, &e);

	return again_or_say(s, app, ok, &e);
}

static struct step on_answer(struct drafts_screen *s, struct app *app,
			     const struct screen_event *ev)
{
	const struct draft *d = selected(s);

	if (ev->answer < 0 || !d)
		return step_redraw();
	switch (ev->tag) {
	case TAG_WARN:
		return ev->answer == 1 ? ask_why(s, d) : step_redraw();
	case TAG_WHY:
		return resume(s, app, ev->text);
	case TAG_DELETE:
		return ev->answer == 1 ? delete_draft(s, app) : step_redraw();
	default:
		return step_redraw();
	}
}

static struct step event(struct screen *self, struct app *app, const struct screen_event *ev)
{
	struct drafts_screen *s = (struct drafts_screen *)self;
	struct err e;

	if (ev->type == EV_ANSWER)
		return on_answer(s, app, ev);
	if (ev->type == EV_TICK) {
		/* Other windows park and pick up all the time. */
		reload(s, &e);
		return step_redraw();
	}
	switch (ev->action) {
	case ACT_OPEN:
		return open_draft(s, app);
	case ACT_PARK:
		return park(s, app);
	case ACT_ALL:
		s->all = !s->all;
		return again_or_say(s, app, true, &e);
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
			    _("没有草稿。办理中按 F3 挂单或 Esc 返回，填好的内容会留在这里。"));
}

static const char *title_now(const struct screen *self)
{
	return ((const struct drafts_screen *)self)->all ? _("全大厅的草稿") : _("草稿和挂单");
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
	.title = N_("草稿和挂单"),
	.actions = actions,
	.widgets = widget_actions,
	.open = open_screen,
	.paint = paint,
	.event = event,
	.close = close_screen,
	.title_now = title_now,
};

struct screen *drafts_new(void)
{
	struct drafts_screen *s = xcalloc(1, sizeof(*s));

	s->base.ops = &ops;
	return &s->base;
}
