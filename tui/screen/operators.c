/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/operators.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "store/rights.h"
#include "tui/app.h"
#include "tui/screen/file_pick.h"
#include "tui/screen/operator_form.h"
#include "tui/screen/rights.h"
#include "tui/session.h"
#include "tui/staff.h"
#include "tui/widget/dialog.h"
#include "tui/widget/reason.h"
#include "tui/widget/table.h"

enum {
	ACT_LOG = 1,
	ACT_ADD,
	ACT_POSTS,
	ACT_RESET,
	ACT_UNLOCK,
	ACT_ACTIVE,
	ACT_IMPORT,
	ACT_ALL,
	ACT_GLASS,
	ACT_BACK
};
enum {
	TAG_ADD = 1,
	TAG_POSTS,
	TAG_RESET,
	TAG_UNLOCK,
	TAG_CLOSE,
	TAG_REOPEN,
	TAG_FILE,
	TAG_IMPORT,
	TAG_GLASS
};
enum { REASON_CHARS = 30, SHOWN_ROWS = 8 };

static const struct action actions[] = {
	{ACT_LOG, {K_ENTER}, N_("经过"), N_("这个人的权限变更经过")},
	{ACT_ADD, {K_F2}, N_("新增"), N_("新增一位操作员，打印初始口令单")},
	{ACT_POSTS, {K_F4}, N_("岗位"), N_("改岗位；下次办理即生效")},
	{ACT_RESET, {K_F5}, N_("重置口令"), N_("发一次性口令，打印口令单；首次登录须修改")},
	{ACT_UNLOCK, {K_F6}, N_("解锁"), N_("口令连错被锁的，核实本人后解锁")},
	{ACT_ACTIVE, {K_F8}, N_("停用"), N_("停用，或重新启用")},
	{ACT_IMPORT, {K_F7}, N_("导入"), N_("从名单文件导入：登录名、姓名、岗位"), ACTION_QUIET},
	{ACT_ALL, {K_F9}, N_("台账"), N_("权限台账：全部人的变更")},
	{ACT_GLASS, {K_F3}, N_("确认破例"), N_("核实服务器上破例重置的口令"), ACTION_QUIET},
	{ACT_BACK, {K_ESC}, N_("返回"), N_("返回")},
	{0},
};
static const struct action *const widget_actions[] = {list_actions, NULL};

static const struct table_column columns[] = {
	{N_("登录名"), 12, 1}, {N_("姓名"), 10, 1},  {N_("岗位"), 22, 3},
	{N_("状态"), 10},      {N_("最近登录"), 16}, {NULL},
};

/* The words go into the event as they stand here. */
static const char *const reasons[TAG_REOPEN + 1][2] = {
	[TAG_RESET] = {N_("本人忘记口令"), N_("口令可能泄露")},
	[TAG_UNLOCK] = {N_("本人输错口令，已核实"), N_("当面核实身份")},
	[TAG_CLOSE] = {N_("离岗"), N_("长期休假")},
	[TAG_REOPEN] = {N_("返岗"), N_("停用有误")},
};

struct operators_screen {
	struct screen base;
	struct session *session;
	struct arena arena;
	struct operator_row *rows;
	struct breach *breaches;
	size_t n_breaches;
	struct table table;
	struct operator_entry entry;
	char *file; /* the list that is asked about */
};

static const struct operator_row *selected(const struct operators_screen *s)
{
	return s->table.list.count ? &s->rows[s->table.list.selected] : NULL;
}

static const char *state_of(const struct operator_row *o, enum style *style)
{
	*style = !o->active ? STYLE_MUTED : o->locked ? STYLE_BAD : STYLE_NORMAL;
	return !o->active	? _("停用")
	       : o->locked	? _("已锁")
	       : o->must_change ? _("待改口令")
				: _("在用");
}

static void fill_cell(void *ctx, size_t row, size_t column, struct table_cell *out)
{
	const struct operators_screen *s = ctx;
	const struct operator_row *o = &s->rows[row];
	struct str posts = {0};
	char at[CLOCK_TEXT];

	switch (column) {
	case 0:
		snprintf(out->text, sizeof(out->text), "%s", o->login);
		break;
	case 1:
		snprintf(out->text, sizeof(out->text), "%s", o->name);
		break;
	case 2:
		posts_text(o->posts, &posts);
		snprintf(out->text, sizeof(out->text), "%s", str_text(&posts));
		str_done(&posts);
		break;
	case 3:
		snprintf(out->text, sizeof(out->text), "%s", state_of(o, &out->style));
		break;
	default:
		if (o->last_login)
			snprintf(out->text, sizeof(out->text), "%.16s",
				 clock_format(o->last_login, at));
	}
}

static bool reload(struct operators_screen *s, struct err *e)
{
	char login[33] = "";
	size_t n;

	if (selected(s))
		snprintf(login, sizeof(login), "%s", selected(s)->login);
	arena_done(&s->arena);
	s->arena = (struct arena){0};
	s->n_breaches = 0;
	bool ok = operators_list(s->session->store, &s->arena, &s->rows, &n, e) &&
		  breaches_open(s->session->store, &s->arena, &s->breaches, &s->n_breaches, e);
	table_set_count(&s->table, ok ? n : 0);
	for (size_t i = 0; ok && i < n; i++)
		if (strcmp(s->rows[i].login, login) == 0)
			list_select(&s->table.list, i);
	return ok;
}

static bool open_screen(struct screen *self, struct app *app, struct err *e)
{
	struct operators_screen *s = (struct operators_screen *)self;

	s->session = app_session(app);
	s->table.columns = columns;
	s->table.ctx = s;
	s->table.cell = fill_cell;
	return operators_may(s->session->store, &s->session->who, post_act("rights")->posts, e) &&
	       reload(s, e);
}

static struct step after(struct operators_screen *s, struct app *app, bool ok, const char *said,
			 const struct err *why)
{
	struct err e;

	if (ok)
		app_say(app, STYLE_OK, "%s", said);
	else
		app_say(app, STYLE_BAD, "%s", why->text);
	session_refresh(s->session);
	if (!reload(s, &e))
		app_say(app, STYLE_BAD, "%s", e.text);
	return step_redraw();
}

/* ---- with slips ---- */

/* documents/passwords-MS.xlsx: no name of anybody in it. Caller frees. */
static char *slips_path(struct operators_screen *s, struct err *e)
{
	char *name = xasprintf("passwords-%lld.xlsx",
			       (long long)clock_now(store_clock(s->session->store)));
	char *path = session_document_path(s->session, name, e);

	free(name);
	return path;
}

/* Made: printed where this window prints; the clerk is told where the file is all the same. */
static struct step handed_out(struct operators_screen *s, struct app *app, bool ok, char *path,
			      struct err *e)
{
	struct str said = {0};

	if (ok)
		ok = session_print(s->session, path, _("初始口令单"), NULL, e);
	str_addf(&said, _("初始口令单：%s，交本人后删除"), path ? path : "");
	struct step step = after(s, app, ok, str_text(&said), e);
	str_done(&said);
	free(path);
	return step;
}

static struct step add(struct operators_screen *s, struct app *app, const struct staff_row *rows,
		       size_t n, const char *reason)
{
	struct err e = {0};
	char *path = slips_path(s, &e);
	bool ok = path && staff_add(s->session, rows, n, reason, path, &e);

	return handed_out(s, app, ok, path, &e);
}

static struct step add_one(struct operators_screen *s, struct app *app)
{
	const struct staff_row row = {
		.login = s->entry.login, .name = s->entry.name, .posts = s->entry.posts};

	return add(s, app, &row, 1, *s->entry.reason ? s->entry.reason : NULL);
}

static struct step reset(struct operators_screen *s, struct app *app, const char *reason)
{
	struct err e = {0};
	char *path = slips_path(s, &e);
	bool ok = path && staff_reset(s->session, selected(s), reason, false, path, &e);

	return handed_out(s, app, ok, path, &e);
}

/* ---- a list ---- */

static void preview(const struct staff_list *l, struct str *out)
{
	size_t shown = 0;

	str_addf(out, _("%s，%zu 人，有误 %zu 行\n"), l->format, l->n, l->n_faults);
	for (size_t i = 0; i < l->n && shown < SHOWN_ROWS; i++) {
		const struct staff_row *r = &l->rows[i];
		if (l->n_faults && !r->fault)
			continue;
		shown++;
		if (r->fault) {
			str_addf(out, _("第 %zu 行：%s\n"), r->number, r->fault);
		} else {
			str_addf(out, "%s　%s　", r->login, r->name);
			posts_text(r->posts, out);
			str_add(out, "\n");
		}
	}
	size_t all = l->n_faults ? l->n_faults : l->n;
	if (all > shown)
		str_addf(out, _("还有 %zu 行\n"), all - shown);
}

static struct step ask_import(struct operators_screen *s, struct app *app, const char *path)
{
	struct arena a = {0};
	struct staff_list l;
	struct str text = {0};
	struct err e;
	struct step step;

	free(s->file);
	s->file = xstrdup(path);
	if (!staff_list_read(path, s->session->store, &a, &l, &e)) {
		step = step_push(dialog_message(0, STYLE_BAD, _("名单读不了"), e.text));
	} else {
		preview(&l, &text);
		if (l.n_faults)
			str_add(&text, _("改好后重新导入；没有导入任何人。"));
		step = step_push(
			l.n_faults ? dialog_message(0, STYLE_WARN, _("导入操作员"), str_text(&text))
				   : dialog_confirm(TAG_IMPORT, _("导入操作员"), str_text(&text),
						    _("全部导入")));
	}
	(void)app;
	str_done(&text);
	arena_done(&a);
	return step;
}

/* Read anew: what was shown may be another file by now, and is checked again. */
static struct step import(struct operators_screen *s, struct app *app)
{
	struct arena a = {0};
	struct staff_list l;
	struct err e;
	bool ok = staff_list_read(s->file, s->session->store, &a, &l, &e) && staff_is_sound(&l, &e);
	struct step step = ok ? add(s, app, l.rows, l.n, "批量导入") : after(s, app, false, "", &e);

	arena_done(&a);
	return step;
}

/* ---- acts ---- */

static struct step ask_why(const struct operators_screen *s, int tag, const char *what)
{
	const struct operator_row *o = selected(s);
	struct str title = {0};

	if (!o)
		return step_stay();
	str_addf(&title, _("%s %s，原因"), what, o->name);
	struct step step = step_push(reason_ask(tag, &(struct reason_menu){
							     .title = str_text(&title),
							     .reasons = reasons[tag],
							     .n = 2,
							     .max_chars = REASON_CHARS,
						     }));
	str_done(&title);
	return step;
}

static struct step ask_glass(const struct operators_screen *s, struct app *app)
{
	struct str text = {0};
	char at[CLOCK_TEXT];

	if (!s->n_breaches) {
		app_say(app, STYLE_NORMAL, _("没有待确认的破例重置"));
		return step_redraw();
	}
	const struct breach *b = &s->breaches[0];
	str_addf(&text, _("%.16s 在服务器上重置了 %s（%s）的口令。\n原因：%s\n核实的情况："),
		 clock_format(b->at, at), b->name, b->login, b->reason);
	struct step step = step_push(
		dialog_prompt(TAG_GLASS, &(struct dialog_prompt){.title = _("确认破例重置"),
								 .text = str_text(&text),
								 .max_chars = REASON_CHARS}));
	str_done(&text);
	return step;
}

static struct step on_answer(struct operators_screen *s, struct app *app,
			     const struct screen_event *ev)
{
	const struct operator_row *o = selected(s);
	struct store *store = s->session->store;
	const struct actor *who = &s->session->who;
	struct err e = {0};

	if (ev->answer < 0 || !o)
		return step_redraw();
	switch (ev->tag) {
	case TAG_ADD:
		return add_one(s, app);
	case TAG_POSTS:
		return after(s, app,
			     operators_set_posts(store, who, s->entry.login, s->entry.posts,
						 s->entry.reason, &e),
			     _("岗位已改"), &e);
	case TAG_RESET:
		return reset(s, app, ev->text);
	case TAG_UNLOCK:
		return after(s, app, operators_unlock(store, who, o->login, ev->text, &e),
			     _("已解锁"), &e);
	case TAG_CLOSE:
	case TAG_REOPEN:
		return after(s, app,
			     operators_set_active(store, who, o->login, ev->tag == TAG_REOPEN,
						  ev->text, &e),
			     ev->tag == TAG_REOPEN ? _("已启用") : _("已停用"), &e);
	case TAG_FILE:
		return ask_import(s, app, ev->text);
	case TAG_IMPORT:
		return ev->answer == 1 ? import(s, app) : step_redraw();
	case TAG_GLASS:
		return after(s, app,
			     breaches_acknowledge(store, who, s->breaches[0].seq, ev->text, &e),
			     _("已确认"), &e);
	default:
		return step_redraw();
	}
}

static struct step event(struct screen *self, struct app *app, const struct screen_event *ev)
{
	struct operators_screen *s = (struct operators_screen *)self;
	const struct operator_row *o = selected(s);

	if (ev->type == EV_ANSWER)
		return on_answer(s, app, ev);
	switch (ev->action) {
	case ACT_LOG:
		return o ? step_push(rights_new(o->login)) : step_stay();
	case ACT_ADD:
		return step_push(operator_form_new(TAG_ADD, NULL, &s->entry));
	case ACT_POSTS:
		return o ? step_push(operator_form_new(TAG_POSTS, o, &s->entry)) : step_stay();
	case ACT_RESET:
		return ask_why(s, TAG_RESET, _("重置口令："));
	case ACT_UNLOCK:
		return ask_why(s, TAG_UNLOCK, _("解锁"));
	case ACT_ACTIVE:
		return o && o->active ? ask_why(s, TAG_CLOSE, _("停用"))
				      : ask_why(s, TAG_REOPEN, _("启用"));
	case ACT_IMPORT:
		return step_push(
			file_pick_new(TAG_FILE, &(struct file_pick){.title = _("操作员名单"),
								    .question = _("名单文件"),
								    .tables = true}));
	case ACT_ALL:
		return step_push(rights_new(NULL));
	case ACT_GLASS:
		return ask_glass(s, app);
	case ACT_BACK:
		return step_pop();
	}
	return list_event(&s->table.list, ev) ? step_redraw() : step_stay();
}

/* What the posts of who looks may not do is not offered; the store refuses it in any case. */
static bool enabled(const struct screen *self, int action)
{
	const struct operators_screen *s = (const struct operators_screen *)self;
	unsigned posts = s->session->posts;

	switch (action) {
	case ACT_ADD:
	case ACT_POSTS:
	case ACT_RESET:
	case ACT_IMPORT:
		return posts & post_act("accounts")->posts;
	case ACT_UNLOCK:
	case ACT_ACTIVE:
		return posts & post_act("unlock")->posts;
	case ACT_GLASS:
		return posts & post_act("acknowledge")->posts;
	default:
		return true;
	}
}

static void paint(struct screen *self, struct app *app, const struct canvas *c)
{
	struct operators_screen *s = (struct operators_screen *)self;
	int head = s->n_breaches ? 1 : 0;
	struct canvas in = canvas_part(c, head, 1, c->rows - head, c->cols - 2);

	(void)app;
	if (head)
		canvas_printf(c, 0, 1, STYLE_BAD, _("破例重置 %zu 次没有确认　F3 由主管核实确认"),
			      s->n_breaches);
	table_paint(&s->table, &in, true);
}

static void close_screen(struct screen *self, struct app *app)
{
	struct operators_screen *s = (struct operators_screen *)self;

	(void)app;
	arena_done(&s->arena);
	free(s->file);
	free(s);
}

static const struct screen_ops ops = {
	.name = "operators",
	.title = N_("操作员"),
	.actions = actions,
	.widgets = widget_actions,
	.open = open_screen,
	.paint = paint,
	.event = event,
	.close = close_screen,
	.enabled = enabled,
};

struct screen *operators_new(void)
{
	struct operators_screen *s = xcalloc(1, sizeof(*s));

	s->base.ops = &ops;
	return &s->base;
}
