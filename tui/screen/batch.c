/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/batch.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "office/batch_list.h"
#include "store/batches.h"
#include "tui/app.h"
#include "tui/screen/case.h"
#include "tui/screen/sign.h"
#include "tui/session.h"
#include "tui/widget/dialog.h"
#include "tui/widget/table.h"

enum { ACT_CASE = 1, ACT_SEND, ACT_RECEIVE, ACT_RETURN, ACT_REMOVE, ACT_PRINT, ACT_DROP, ACT_BACK };
enum { TAG_CARRIER = 1, TAG_HOW, TAG_SIGN, TAG_NAME, TAG_RETURN, TAG_REMOVE, TAG_DROP };
enum { HOW_HERE, HOW_SELF, HOW_PAPER };
enum { WORDS = 60 };

static const struct action actions[] = {
	{ACT_SEND, {K_F2}, N_("送出"), N_("送出这一批：写明材料交给谁带走，打印交接清单")},
	{ACT_RECEIVE, {K_F5}, N_("签收"), N_("接收人签收；标了退回的同时退回")},
	{ACT_RETURN, {'x', 'X'}, N_("退回"), N_("这一件不收，写明原因；再按取消")},
	{ACT_REMOVE, {K_F3, K_DELETE}, N_("移出"), N_("把这一件移出批次，写明原因")},
	{ACT_PRINT, {K_F7}, N_("清单"), N_("打印上报材料交接清单")},
	{ACT_DROP, {K_F8}, N_("作废"), N_("作废没有送出的批次，办件回到待上报"), ACTION_QUIET},
	{ACT_CASE, {K_ENTER}, N_("办件"), N_("打开这件办件")},
	{ACT_BACK, {K_ESC}, N_("返回"), N_("返回")},
	{0},
};
static const struct action *const widget_actions[] = {list_actions, NULL};

static const struct table_column columns[] = {
	{N_("姓名"), 8, 1},	 {N_("事项"), 14, 3},
	{N_("材料"), 14, 3},	 {N_("份数"), 4, 0, ALIGN_RIGHT},
	{N_("退回原因"), 12, 2}, {NULL},
};

struct batch_screen {
	struct screen base;
	struct session *session;
	char *number;
	struct arena arena;
	struct batch *batch;
	struct batch_case *cases;
	size_t n;
	char *back[BATCH_CASES]; /* why a row will not be taken, before the receipt; NULL */
	struct table table;
};

static void fill_cell(void *ctx, size_t row, size_t column, struct table_cell *out)
{
	const struct batch_screen *s = ctx;
	const struct batch_case *c = &s->cases[row];
	const char *text = "";
	char buffer[24];

	out->style = s->back[row] || c->returned_from ? STYLE_WARN : STYLE_NORMAL;
	switch (column) {
	case 0:
		text = c->name ? c->name : "";
		break;
	case 1:
		text = c->item_name ? c->item_name : c->item;
		break;
	case 2:
		text = c->papers;
		break;
	case 3:
		snprintf(buffer, sizeof(buffer), "%lld", (long long)c->kept);
		text = buffer;
		break;
	default:
		text = s->back[row] ? s->back[row] : c->returned_from && c->reason ? c->reason : "";
	}
	snprintf(out->text, sizeof(out->text), "%s", text);
}

static void forget_returns(struct batch_screen *s)
{
	for (size_t i = 0; i < BATCH_CASES; i++) {
		free(s->back[i]);
		s->back[i] = NULL;
	}
}

static bool reload(struct batch_screen *s, struct err *e)
{
	struct store *store = s->session->store;

	arena_done(&s->arena);
	s->arena = (struct arena){0};
	if (!batches_get(store, s->number, &s->arena, &s->batch, e) ||
	    !batches_cases(store, s->number, &s->arena, &s->cases, &s->n, e))
		return false;
	if (!s->batch)
		return err_set(e, ERR_INPUT, _("没有编号为 %s 的上报批次"), s->number);
	table_set_count(&s->table, s->n);
	return true;
}

static bool open_screen(struct screen *self, struct app *app, struct err *e)
{
	struct batch_screen *s = (struct batch_screen *)self;

	s->session = app_session(app);
	s->table.columns = columns;
	s->table.ctx = s;
	s->table.cell = fill_cell;
	return reload(s, e);
}

/* After an act: what stands there now, and how it went. */
static struct step after(struct batch_screen *s, struct app *app, bool ok, const char *done,
			 const struct err *why)
{
	struct err e;

	session_refresh(s->session);
	if (!reload(s, &e)) {
		app_say(app, STYLE_BAD, "%s", e.text);
		return step_pop();
	}
	app_say(app, ok ? STYLE_OK : STYLE_BAD, "%s", ok ? done : why->text);
	return step_redraw();
}

/* ---- the list ---- */

static void build_list(struct document *d, const struct letterhead *h, const void *ctx)
{
	batch_list_build(d, h, ctx);
}

static bool print_list(struct batch_screen *s, struct str *said, struct err *e)
{
	struct operator_row *giver = NULL;
	const char *login = s->batch->sent_by ? s->batch->sent_by : s->batch->opened_by;
	char *path = NULL;

	if (!operators_get(s->session->store, login, &s->arena, &giver, e))
		return false;
	const struct batch_list list = {.batch = s->batch,
					.cases = s->cases,
					.n = s->n,
					.from = s->session->site->name,
					.giver = giver ? giver->name : login};
	bool ok = session_sheet(s->session, arena_printf(&s->arena, "batch-%s.xlsx", s->number),
				_("上报材料交接清单"), build_list, &list, &path, e);
	if (ok)
		session_print_say(s->session, path, said);
	free(path);
	return ok;
}

static struct step print(struct batch_screen *s, struct app *app)
{
	struct str said = {0};
	struct err e;

	if (print_list(s, &said, &e))
		app_say(app, STYLE_OK, "%s", str_text(&said));
	else
		app_say(app, STYLE_BAD, "%s", e.text);
	str_done(&said);
	return step_redraw();
}

/* ---- sending and receiving ---- */

static struct step ask(int tag, const char *title, const char *text)
{
	return step_push(dialog_prompt(
		tag, &(struct dialog_prompt){.title = title, .text = text, .max_chars = WORDS}));
}

static struct step send(struct batch_screen *s, struct app *app, const char *carrier)
{
	struct err e, unprinted;
	struct str said = {0};
	bool ok = batches_send(s->session->store, &s->session->who, s->number, carrier, &e);
	struct step step = after(s, app, ok, _("已送出"), &e);

	if (ok && step.kind == STEP_REDRAW) {
		bool printed = print_list(s, &said, &unprinted);
		app_say(app, printed ? STYLE_OK : STYLE_WARN, _("已送出。交接清单：%s"),
			printed ? str_text(&said) : unprinted.text);
	}
	str_done(&said);
	return step;
}

static struct step ask_how(void)
{
	const char *words[] = {_("接收人在这里签字"), _("我就是接收人"),
			       _("已在纸上签收，登记接收人")};

	return step_push(dialog_menu(TAG_HOW, _("谁签收"), words, 3, 0));
}

static struct step receive(struct batch_screen *s, struct app *app, const struct signature *sig,
			   const char *receiver)
{
	struct batch_return returns[BATCH_CASES];
	struct batch_receipt r = {.signature = sig, .receiver = receiver, .returned = returns};
	struct str said = {0};
	struct err e;

	for (size_t i = 0; i < s->n; i++)
		if (s->back[i])
			returns[r.n_returned++] =
				(struct batch_return){s->cases[i].number, s->back[i]};
	bool ok = batches_receive(s->session->store, &s->session->who, s->number, &r, &e);
	if (ok)
		forget_returns(s);
	str_addf(&said, _("已签收 %zu 件，退回 %zu 件"), s->n - r.n_returned, r.n_returned);
	struct step step = after(s, app, ok, str_text(&said), &e);
	str_done(&said);
	return step;
}

static struct step take_how(struct batch_screen *s, struct app *app, int how)
{
	struct str text = {0};

	if (how == HOW_SELF)
		return receive(s, app, NULL, NULL);
	if (how == HOW_PAPER)
		return ask(TAG_NAME, _("纸面签收"), _("清单上签字的接收人姓名"));
	str_addf(&text, _("接收批次 %s：办件 %zu 件，材料 %lld 份，已逐件核对。"), s->number, s->n,
		 (long long)s->batch->papers);
	struct step step = step_push(sign_new(TAG_SIGN, &(struct sign_dialog){
								.title = _("接收人签收"),
								.text = str_text(&text),
								.posts = POSTS_COUNTER,
								.act = BATCH_ACT,
								.subject = s->number,
								.no_reason = true,
							}));
	str_done(&text);
	return step;
}

/* ---- one row ---- */

static struct step turn_return(struct batch_screen *s)
{
	size_t at = s->table.list.selected;

	if (!s->back[at])
		return ask(TAG_RETURN, _("退回"), _("为什么退回这一件"));
	free(s->back[at]);
	s->back[at] = NULL;
	return step_redraw();
}

static struct step take_return(struct batch_screen *s, struct app *app, const char *reason)
{
	size_t at = s->table.list.selected;
	const struct batch_return r = {s->cases[at].number, reason};
	struct err e;

	if (s->batch->state == BATCH_SENT) {
		s->back[at] = xstrdup(reason);
		return step_redraw();
	}
	bool ok = batches_return(s->session->store, &s->session->who, s->number, &r, &e);
	return after(s, app, ok, _("已退回经办，可随下一批再报"), &e);
}

static struct step on_answer(struct batch_screen *s, struct app *app, const struct screen_event *ev)
{
	struct store *store = s->session->store;
	const struct actor *who = &s->session->who;
	struct sign_answer answer;
	struct err e = {0};
	bool ok;

	if (ev->answer < 0)
		return step_redraw();
	switch (ev->tag) {
	case TAG_CARRIER:
		return send(s, app, ev->text);
	case TAG_HOW:
		return take_how(s, app, ev->answer);
	case TAG_NAME:
		return receive(s, app, NULL, ev->text);
	case TAG_SIGN:
		sign_read(ev->text, &answer);
		return receive(s, app, &answer.signature, NULL);
	case TAG_RETURN:
		return take_return(s, app, ev->text);
	case TAG_REMOVE:
		ok = batches_remove(store, who, s->number, s->cases[s->table.list.selected].number,
				    ev->text, &e);
		return after(s, app, ok, _("已移出，回到待上报"), &e);
	case TAG_DROP:
		ok = batches_drop(store, who, s->number, ev->text, &e);
		return after(s, app, ok, _("批次已作废，办件回到待上报"), &e);
	default: /* a case was looked at */
		return after(s, app, true, "", &e);
	}
}

static struct step event(struct screen *self, struct app *app, const struct screen_event *ev)
{
	struct batch_screen *s = (struct batch_screen *)self;

	if (ev->type == EV_ANSWER)
		return on_answer(s, app, ev);
	switch (ev->action) {
	case ACT_CASE:
		return step_push(case_new(s->cases[s->table.list.selected].number));
	case ACT_SEND:
		return ask(TAG_CARRIER, _("送出"), _("材料交给谁带走（姓名；自己送写本人姓名）"));
	case ACT_RECEIVE:
		return ask_how();
	case ACT_RETURN:
		return turn_return(s);
	case ACT_REMOVE:
		return ask(TAG_REMOVE, _("移出"), _("为什么移出这一件"));
	case ACT_PRINT:
		return print(s, app);
	case ACT_DROP:
		return ask(TAG_DROP, _("作废批次"), _("为什么作废"));
	case ACT_BACK:
		return step_pop();
	}
	return list_event(&s->table.list, ev) ? step_redraw() : step_stay();
}

static bool enabled(const struct screen *self, int action)
{
	const struct batch_screen *s = (const struct batch_screen *)self;
	enum batch_state state = s->batch ? s->batch->state : BATCH_DROPPED;

	switch (action) {
	case ACT_SEND:
	case ACT_REMOVE:
		return state == BATCH_OPEN && s->n > 0;
	case ACT_DROP:
		return state == BATCH_OPEN;
	case ACT_RECEIVE:
		return state == BATCH_SENT;
	case ACT_RETURN:
		return (state == BATCH_SENT || state == BATCH_RECEIVED) && s->n > 0;
	case ACT_CASE:
	case ACT_PRINT:
		return s->n > 0;
	default:
		return true;
	}
}

static void paint(struct screen *self, struct app *app, const struct canvas *c)
{
	struct batch_screen *s = (struct batch_screen *)self;
	const struct batch *b = s->batch;
	struct canvas in = canvas_part(c, 0, 1, c->rows, c->cols - 2);
	struct canvas table = canvas_part(&in, 3, 0, in.rows - 3, in.cols);
	char day[DATE_TEXT] = "";

	(void)app;
	if (!b)
		return;
	int col = canvas_printf(&in, 0, 0, STYLE_HEADING, "%s", b->number);
	col += 2 + canvas_text(&in, 0, col + 2, STYLE_VALUE, _(batch_state_names[b->state]));
	canvas_printf(&in, 0, col + 2, STYLE_NORMAL, _("%lld 件，材料 %lld 份%s%s"),
		      (long long)b->cases, (long long)b->papers, b->to ? _("，报 ") : "",
		      b->to ? b->to : "");
	canvas_printf(&in, 1, 0, STYLE_MUTED, _("上报日 %s%s%s%s%s"),
		      b->report_day == DATE_NONE ? _("未规定") : date_format(b->report_day, day),
		      b->carrier ? _("　带送 ") : "", b->carrier ? b->carrier : "",
		      b->receiver ? _("　接收 ") : "", b->receiver ? b->receiver : "");
	table_paint(&s->table, &table, true);
}

static void close_screen(struct screen *self, struct app *app)
{
	struct batch_screen *s = (struct batch_screen *)self;

	(void)app;
	forget_returns(s);
	arena_done(&s->arena);
	free(s->number);
	free(s);
}

static const struct screen_ops ops = {
	.name = "batch",
	.title = N_("上报批次"),
	.actions = actions,
	.widgets = widget_actions,
	.open = open_screen,
	.paint = paint,
	.event = event,
	.close = close_screen,
	.enabled = enabled,
};

struct screen *batch_new(const char *number)
{
	struct batch_screen *s = xcalloc(1, sizeof(*s));

	s->base.ops = &ops;
	s->number = xstrdup(number);
	return &s->base;
}
