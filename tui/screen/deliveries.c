/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/deliveries.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/text.h"
#include "store/messages.h"
#include "tui/app.h"
#include "tui/delivery.h"
#include "tui/screen/case.h"
#include "tui/widget/dialog.h"
#include "tui/widget/table.h"

enum { ACT_DELIVER = 1, ACT_CALLS, ACT_MESSAGES, ACT_CASE, ACT_BACK };
enum { TAG_WAY = 1, TAG_SIGNED, TAG_ADDRESS, TAG_VILLAGE, TAG_UNDERWAY, TAG_WAYBILL, TAG_RETURN };
enum { MOST = 2000, NARROW = 100, TO_CHARS = 80, WAYBILL_CHARS = 40, REASON_CHARS = 60 };

static const struct action actions[] = {
	{ACT_DELIVER, {K_ENTER}, N_("送达"), N_("签收、邮寄、转交；在途的登记回执、运单号、退回")},
	{ACT_CALLS, {K_TAB}, N_("电话通知"), N_("没有手机号、要打电话或当面通知的")},
	{ACT_MESSAGES, {K_CTRL('s')}, N_("短信"), N_("生成一批短信，交短信平台发送")},
	{ACT_CASE, {K_F3}, N_("办件"), N_("打开这件办件")},
	{ACT_BACK, {K_ESC}, N_("返回"), N_("返回")},
	{0},
};
static const struct action *const widget_actions[] = {list_actions, NULL};

static const struct table_column columns[] = {
	{N_("办结"), 10}, {N_("办件人"), 8, 1}, {N_("事项"), 16, 3},
	{N_("结果"), 8},  {N_("送达"), 18, 2},	{N_("编号"), 19},
	{NULL},
};
static const struct table_column narrow_columns[] = {
	{N_("办结"), 10}, {N_("办件人"), 8, 1}, {N_("事项"), 16, 3},
	{N_("结果"), 8},  {N_("送达"), 18, 2},	{NULL},
};

/* For a case that lies here, in the order of enum delivery_way. */
static const char *const ways[] = {N_("窗口签收"), N_("邮寄"), N_("转交村级窗口"),
				   N_("网上、自助已领取")};
enum { UNDERWAY_SIGNED, UNDERWAY_WAYBILL, UNDERWAY_BACK, UNDERWAY_LABEL };
static const char *const underway[] = {N_("收到回执，已签收"), N_("登记运单号"), N_("退回来了"),
				       N_("再打邮寄单")};

struct deliveries_screen {
	struct screen base;
	struct session *session;
	struct arena arena;
	struct delivery_row *rows;
	struct table table;
	enum delivery_way way; /* being recorded */
};

static void say_way(const struct delivery_row *r, char *out, size_t size)
{
	char sent[DATE_TEXT];

	if (r->sent != DATE_NONE)
		snprintf(out, size, "%s %s%s%s", delivery_name(r->way),
			 date_format(r->sent, sent) + 5, r->waybill ? " " : "",
			 r->waybill ? r->waybill : "");
	else if (r->backs)
		snprintf(out, size, _("退回%lld次 %s"), (long long)r->backs,
			 r->back_reason ? r->back_reason : "");
	else
		snprintf(out, size, "%s", _("待送达"));
}

static void fill_cell(void *ctx, size_t row, size_t column, struct table_cell *out)
{
	const struct deliveries_screen *s = ctx;
	const struct delivery_row *r = &s->rows[row];

	out->style = r->backs && r->sent == DATE_NONE ? STYLE_WARN : STYLE_NORMAL;
	switch (column) {
	case 0:
		date_format(r->decided, out->text);
		break;
	case 1:
		snprintf(out->text, sizeof(out->text), "%s", r->name ? r->name : "");
		break;
	case 2:
		snprintf(out->text, sizeof(out->text), "%s", r->item_name ? r->item_name : r->item);
		break;
	case 3:
		snprintf(out->text, sizeof(out->text), "%s",
			 r->state == CASE_GRANTED ? _("准予") : _("不予"));
		break;
	case 4:
		say_way(r, out->text, sizeof(out->text));
		break;
	default:
		snprintf(out->text, sizeof(out->text), "%s", r->number);
	}
}

static bool reload(struct deliveries_screen *s, struct err *e)
{
	size_t n = 0;

	arena_done(&s->arena);
	s->arena = (struct arena){0};
	bool ok = deliveries_open(s->session->store, MOST, &s->arena, &s->rows, &n, e);
	table_set_count(&s->table, ok ? n : 0);
	return ok;
}

static bool open_screen(struct screen *self, struct app *app, struct err *e)
{
	struct deliveries_screen *s = (struct deliveries_screen *)self;

	s->session = app_session(app);
	s->table.ctx = s;
	s->table.cell = fill_cell;
	return reload(s, e);
}

static const struct delivery_row *selected(const struct deliveries_screen *s)
{
	return s->table.list.count ? &s->rows[s->table.list.selected] : NULL;
}

static struct step again(struct deliveries_screen *s, struct app *app)
{
	struct err e;

	if (!reload(s, &e))
		app_say(app, STYLE_BAD, "%s", e.text);
	return step_redraw();
}

/* After an act: what it said, and the list as it is now. */
static struct step told(struct deliveries_screen *s, struct app *app, bool ok, const struct err *e,
			const char *number, const char *words)
{
	if (ok) {
		session_refresh(s->session);
		app_say(app, STYLE_OK, "%s　%s", words, number);
	} else {
		app_say(app, STYLE_BAD, "%s", e->text);
	}
	return again(s, app);
}

static struct step ask_how(const struct delivery_row *r)
{
	const char *words[4];
	bool on_way = r->sent != DATE_NONE;

	for (int i = 0; i < 4; i++)
		words[i] = _(on_way ? underway[i] : ways[i]);
	return step_push(dialog_menu(on_way ? TAG_UNDERWAY : TAG_WAY,
				     r->item_name ? r->item_name : r->item, words, 4, 0));
}

static struct step prompt(int tag, const char *title, const char *text, int max_chars)
{
	return step_push(dialog_prompt(
		tag,
		&(struct dialog_prompt){.title = title, .text = text, .max_chars = max_chars}));
}

static const char *const signers[] = {N_("本人"), N_("代办人"), N_("单位经办人"), N_("家属")};

static struct step ask_signed(struct deliveries_screen *s, enum delivery_way way)
{
	const char *who[4];

	for (int i = 0; i < 4; i++)
		who[i] = _(signers[i]);
	s->way = way;
	return step_push(dialog_menu(TAG_SIGNED, _("谁签收"), who, 4, 0));
}

static struct step print_label(struct deliveries_screen *s, struct app *app,
			       const struct delivery_row *r)
{
	struct str said = {0};
	struct err e;
	char *path = NULL;

	if (!delivery_label(s->session, r, &path, &e)) {
		app_say(app, STYLE_BAD, "%s", e.text);
		return step_redraw();
	}
	session_print_say(s->session, path, &said);
	app_say(app, STYLE_OK, "%s", str_text(&said));
	str_done(&said);
	free(path);
	return step_redraw();
}

static struct step send(struct deliveries_screen *s, struct app *app, const struct delivery_row *r,
			enum delivery_way way, const char *to)
{
	struct arena a = {0};
	struct delivery_row *fresh = NULL;
	struct err e;

	if (!deliveries_send(s->session->store, &s->session->who, r->number, way, to, &e))
		return told(s, app, false, &e, r->number, "");
	if (way != DELIVERY_POST)
		return told(s, app, true, &e, r->number, _("已转交"));
	struct step step = step_redraw();
	if (deliveries_get(s->session->store, r->number, &a, &fresh, &e) && fresh)
		step = print_label(s, app, fresh);
	reload(s, &e);
	arena_done(&a);
	return step;
}

static struct step on_way(struct deliveries_screen *s, int answer)
{
	switch (answer) {
	case DELIVERY_POST:
		return prompt(TAG_ADDRESS, _("邮寄"), _("收件地址"), TO_CHARS);
	case DELIVERY_VILLAGE:
		return prompt(TAG_VILLAGE, _("转交村级窗口"), _("哪个村（社区）的窗口"), TO_CHARS);
	default:
		return ask_signed(s, (enum delivery_way)answer);
	}
}

static struct step on_underway(struct deliveries_screen *s, struct app *app,
			       const struct delivery_row *r, int answer)
{
	switch (answer) {
	case UNDERWAY_WAYBILL:
		return prompt(TAG_WAYBILL, _("运单号"), _("可以用扫描枪"), WAYBILL_CHARS);
	case UNDERWAY_BACK:
		return prompt(TAG_RETURN, _("退回"), _("退回的原因"), REASON_CHARS);
	case UNDERWAY_LABEL:
		return print_label(s, app, r);
	default:
		return ask_signed(s, DELIVERY_WINDOW);
	}
}

static struct step sign(struct deliveries_screen *s, struct app *app, const struct delivery_row *r,
			int answer)
{
	struct err e;
	bool ok = deliveries_sign(s->session->store, &s->session->who, r->number, s->way,
				  signers[answer], &e);

	return told(s, app, ok, &e, r->number, _("已送达"));
}

static struct step on_answer(struct deliveries_screen *s, struct app *app,
			     const struct screen_event *ev)
{
	const struct delivery_row *r = selected(s);
	struct store *store = s->session->store;
	const struct actor *who = &s->session->who;
	struct err e;

	if (ev->answer < 0 || !r || !ev->tag)
		return again(s, app);
	switch (ev->tag) {
	case TAG_WAY:
		return on_way(s, ev->answer);
	case TAG_UNDERWAY:
		return on_underway(s, app, r, ev->answer);
	case TAG_SIGNED:
		return sign(s, app, r, ev->answer);
	case TAG_ADDRESS:
		return send(s, app, r, DELIVERY_POST, ev->text);
	case TAG_VILLAGE:
		return send(s, app, r, DELIVERY_VILLAGE, ev->text);
	case TAG_WAYBILL:
		return told(s, app, deliveries_waybill(store, who, r->number, ev->text, &e), &e,
			    r->number, _("已登记运单号"));
	default:
		return told(s, app, deliveries_back(store, who, r->number, ev->text, &e), &e,
			    r->number, _("已登记退回"));
	}
}

/* A new batch; its file can be written again with `messages --batch`. */
static struct step take_messages(struct deliveries_screen *s, struct app *app)
{
	char *name, *path = NULL;
	int64_t batch;
	struct err e;

	if (!messages_take(s->session->store, &s->session->who, store_today(s->session->store),
			   &batch, &e)) {
		app_say(app, STYLE_BAD, "%s", e.text);
		return step_redraw();
	}
	if (!batch) {
		app_say(app, STYLE_MUTED, "%s", _("今天没有要发的短信"));
		return step_redraw();
	}
	name = xasprintf("messages-%lld.csv", (long long)batch);
	path = session_document_path(s->session, name, &e);
	if (path && delivery_messages(s->session, batch, path, &e))
		app_say(app, STYLE_OK, _("短信第%lld批：%s"), (long long)batch, path);
	else
		app_say(app, STYLE_BAD, "%s", e.text);
	free(path);
	free(name);
	return step_redraw();
}

static struct step event(struct screen *self, struct app *app, const struct screen_event *ev)
{
	struct deliveries_screen *s = (struct deliveries_screen *)self;
	const struct delivery_row *r = selected(s);

	if (ev->type == EV_ANSWER)
		return on_answer(s, app, ev);
	switch (ev->action) {
	case ACT_DELIVER:
		return r ? ask_how(r) : step_stay();
	case ACT_CALLS:
		return step_replace(delivery_calls_new());
	case ACT_MESSAGES:
		return take_messages(s, app);
	case ACT_CASE:
		return r ? step_push(case_new(r->number)) : step_stay();
	case ACT_BACK:
		return step_pop();
	}
	return list_event(&s->table.list, ev) ? step_redraw() : step_stay();
}

static void paint(struct screen *self, struct app *app, const struct canvas *c)
{
	struct deliveries_screen *s = (struct deliveries_screen *)self;
	struct canvas in = canvas_part(c, 0, 1, c->rows, c->cols - 2);

	(void)app;
	s->table.columns = c->cols < NARROW ? narrow_columns : columns;
	table_paint(&s->table, &in, true);
	if (s->table.list.count == 0)
		canvas_text(&in, 2, 0, STYLE_MUTED, _("没有待送达的。"));
}

static void close_screen(struct screen *self, struct app *app)
{
	struct deliveries_screen *s = (struct deliveries_screen *)self;

	(void)app;
	arena_done(&s->arena);
	free(s);
}

static const struct screen_ops ops = {
	.name = "deliveries",
	.title = N_("送达"),
	.actions = actions,
	.widgets = widget_actions,
	.open = open_screen,
	.paint = paint,
	.event = event,
	.close = close_screen,
};

struct screen *deliveries_new(void)
{
	struct deliveries_screen *s = xcalloc(1, sizeof(*s));

	s->base.ops = &ops;
	return &s->base;
}
