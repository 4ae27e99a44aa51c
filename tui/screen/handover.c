/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/handover.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/text.h"
#include "office/handover_list.h"
#include "tui/app.h"
#include "tui/screen/draft_text.h"
#include "tui/screen/sign.h"
#include "tui/session.h"
#include "tui/widget/dialog.h"
#include "tui/widget/textpane.h"

enum { ACT_SIGN = 1, ACT_BACK };
enum { TAG_SIGN = 1, TAG_DONE };
enum { IN = 2 };

static const struct action actions[] = {
	{ACT_SIGN, {K_F9}, N_("接班人签收"), N_("接班人核对后用自己的登录名和口令签收")},
	{ACT_BACK, {K_ESC}, N_("返回"), N_("不交接，返回")},
	{0},
};
static const struct action *const widget_actions[] = {textpane_actions, NULL};

struct handover_screen {
	struct screen base;
	struct session *session;
	const struct catalog *catalog; /* NULL: it cannot be read now */
	struct arena arena;
	struct handover list;
	struct clerks clerks;
	struct textpane pane;
};

static const char *item_name(const void *ctx, const char *id)
{
	const struct catalog *catalog = ctx;
	const struct item *it = catalog ? catalog_item(catalog, id) : NULL;

	return it ? it->name : NULL;
}

/* ---- the page ---- */

static void add_drafts(struct handover_screen *s)
{
	int64_t now = clock_now(store_clock(s->session->store));

	textpane_addf(&s->pane, STYLE_HEADING, 0, _("草稿和挂单（%zu）"), s->list.n_drafts);
	for (size_t i = 0; i < s->list.n_drafts; i++) {
		const struct draft *d = &s->list.drafts[i];
		const char *name = item_name(s->catalog, d->item);
		struct str state = {0};
		draft_state(d, now, &state);
		if (d->papers)
			str_addf(&state, _("　材料 %lld 份"), (long long)d->papers);
		textpane_addf(&s->pane, d->parked ? STYLE_WARN : STYLE_NORMAL, IN, "%s　%s %s　%s",
			      d->title, d->item, name ? name : "", str_text(&state));
		str_done(&state);
	}
}

static void add_cases(struct handover_screen *s)
{
	textpane_addf(&s->pane, STYLE_HEADING, 0, _("待补材料的办件和留存的原件（%zu）"),
		      s->list.n_cases);
	for (size_t i = 0; i < s->list.n_cases; i++) {
		const struct handover_case *c = &s->list.cases[i];
		textpane_addf(&s->pane, STYLE_NORMAL, IN, _("%s　%s　%s　%s"), c->number,
			      c->name ? c->name : "", c->item_name ? c->item_name : c->item,
			      _(case_state_names[c->state]));
		if (c->promises)
			textpane_addf(&s->pane, STYLE_WARN, IN * 2, _("待补 %lld 份"),
				      (long long)c->promises);
		if (c->kept)
			textpane_addf(&s->pane, STYLE_VALUE, IN * 2, _("留存原件：%s"), c->papers);
	}
}

static void fill(struct handover_screen *s)
{
	textpane_clear(&s->pane);
	textpane_addf(&s->pane, STYLE_VALUE, 0,
		      _("%s 手上：草稿 %zu 份，办件 %zu 件，未退还的材料 %lld 份。"),
		      s->session->name, s->list.n_drafts, s->list.n_cases,
		      (long long)s->list.papers);
	textpane_add(&s->pane, STYLE_MUTED, 0,
		     s->list.n_drafts + s->list.n_cases
			     ? _("对照实物逐项点清，再按 F9 由接班人签收。")
			     : _("没有要交接的。"));
	textpane_add(&s->pane, STYLE_NORMAL, 0, "");
	if (s->list.n_drafts)
		add_drafts(s);
	if (s->list.n_cases)
		add_cases(s);
}

static bool reload(struct handover_screen *s, struct err *e)
{
	arena_done(&s->arena);
	s->arena = (struct arena){0};
	clerks_read(&s->clerks, s->session->store, &s->arena);
	bool ok = handover_of(s->session->store, s->session->login, &s->arena, &s->list, e);
	if (!ok)
		s->list = (struct handover){0};
	fill(s);
	return ok;
}

static bool open_screen(struct screen *self, struct app *app, struct err *e)
{
	struct handover_screen *s = (struct handover_screen *)self;

	s->session = app_session(app);
	s->catalog = session_catalog(s->session, e);
	return reload(s, e);
}

/* ---- signing ---- */

static struct step ask_sign(struct handover_screen *s)
{
	struct str text = {0};

	str_addf(&text, _("本人从 %s 接下草稿 %zu 份、办件 %zu 件、材料 %lld 份，已对照实物点清。"),
		 s->session->name, s->list.n_drafts, s->list.n_cases, (long long)s->list.papers);
	struct step step = step_push(sign_new(TAG_SIGN, &(struct sign_dialog){
								.title = _("接班人签收"),
								.text = str_text(&text),
								.posts = POST_BIT(POST_CLERK),
								.act = HANDOVER_ACT,
								.no_reason = true,
							}));
	str_done(&text);
	return step;
}

static void build_list(struct document *d, const struct letterhead *h, const void *ctx)
{
	handover_list_build(d, h, ctx);
}

/* The paper of what has been handed over; a failure leaves the handover as it is. */
static bool print_list(struct handover_screen *s, const char *receiver, int64_t id, char **path,
		       struct err *e)
{
	struct arena *a = &s->arena;
	const char *login = s->session->login;
	const struct handover_list list = {
		.given = &s->list,
		.id = id,
		.at = clock_now(store_clock(s->session->store)),
		.giver = arena_printf(a, _("%s（%s）"), s->session->name, login),
		.receiver =
			arena_printf(a, _("%s（%s）"), clerk_name(&s->clerks, receiver), receiver),
		.item_name = item_name,
		.ctx = s->catalog,
	};

	return session_sheet(s->session, arena_printf(a, "handover-%lld.xlsx", (long long)id),
			     _("交接班清单"), build_list, &list, path, e);
}

static struct step hand_over(struct handover_screen *s, struct app *app, const char *signed_text)
{
	struct sign_answer answer;
	struct str text = {0};
	struct err e, other;
	char *path = NULL;
	int64_t id;

	sign_read(signed_text, &answer);
	if (!handover_sign(s->session->store, &s->session->who, &answer.signature, &s->list, &id,
			   &e)) {
		reload(s, &other);
		app_say(app, STYLE_BAD, "%s", e.text);
		return step_redraw();
	}
	str_addf(&text, _("%s → %s　第 %lld 号\n"), s->session->name,
		 clerk_name(&s->clerks, answer.signature.login), (long long)id);
	bool printed = print_list(s, answer.signature.login, id, &path, &e);
	if (printed)
		str_addf(&text, _("清单　%s"), path);
	else
		str_addf(&text, _("已交接，但清单没有打出：%s"), e.text);
	session_refresh(s->session);
	struct step step = step_push(dialog_message(TAG_DONE, printed ? STYLE_OK : STYLE_WARN,
						    _("已交接"), str_text(&text)));
	str_done(&text);
	free(path);
	return step;
}

static struct step event(struct screen *self, struct app *app, const struct screen_event *ev)
{
	struct handover_screen *s = (struct handover_screen *)self;

	if (ev->type == EV_ANSWER && ev->tag == TAG_SIGN)
		return ev->answer == 0 ? hand_over(s, app, ev->text) : step_redraw();
	if (ev->type == EV_ANSWER)
		return step_pop();
	switch (ev->action) {
	case ACT_SIGN:
		return ask_sign(s);
	case ACT_BACK:
		return step_pop();
	}
	return textpane_event(&s->pane, ev) ? step_redraw() : step_stay();
}

static bool enabled(const struct screen *self, int action)
{
	const struct handover_screen *s = (const struct handover_screen *)self;

	return action != ACT_SIGN || s->list.n_drafts + s->list.n_cases > 0;
}

static void paint(struct screen *self, struct app *app, const struct canvas *c)
{
	struct handover_screen *s = (struct handover_screen *)self;
	struct canvas in = canvas_part(c, 0, 1, c->rows, c->cols - 2);

	(void)app;
	textpane_paint(&s->pane, &in);
}

static void close_screen(struct screen *self, struct app *app)
{
	struct handover_screen *s = (struct handover_screen *)self;

	(void)app;
	textpane_done(&s->pane);
	arena_done(&s->arena);
	free(s);
}

static const struct screen_ops ops = {
	.name = "handover",
	.title = N_("交接班"),
	.actions = actions,
	.widgets = widget_actions,
	.open = open_screen,
	.paint = paint,
	.event = event,
	.close = close_screen,
	.enabled = enabled,
};

struct screen *handover_new(void)
{
	struct handover_screen *s = xcalloc(1, sizeof(*s));

	s->base.ops = &ops;
	return &s->base;
}
