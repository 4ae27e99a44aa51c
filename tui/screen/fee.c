/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/fee.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "case/pinned.h"
#include "store/cases.h"
#include "store/fees.h"
#include "tui/app.h"
#include "tui/session.h"
#include "tui/widget/dialog.h"
#include "tui/widget/form.h"
#include "tui/widget/textpane.h"

enum { ACT_SAVE = 1, ACT_UNDO, ACT_BACK };
enum { TAG_WHICH = 1, TAG_WHY };
enum { ROW_NUMBER = 1, ROW_AMOUNT, ROW_DAY, ROW_COLLECTOR };
enum { CHOICES = 16, NUMBER_CHARS = 40, COLLECTOR_CHARS = 60, WHY_CHARS = 40, FORM_LINES = 10 };

static const struct action actions[] = {
	{ACT_SAVE, {K_F9}, N_("登记票据"), N_("登记收费单位开的票据；在最后一栏按回车也是")},
	{ACT_UNDO, {K_F3}, N_("撤销登记"), N_("票据登记错了：撤销，写明原因")},
	{ACT_BACK, {K_ESC}, N_("返回"), N_("返回")},
	{0},
};
static const struct action *const widget_actions[] = {form_actions, field_actions, NULL};

struct fee_screen {
	struct screen base;
	struct session *session;
	char *number;
	struct arena arena;
	struct case_record *record;
	struct fee_row *fee; /* NULL: none */
	struct fee_receipt *receipts;
	size_t n_receipts;
	const char *doubt; /* how the printed fee is read; NULL */
	int64_t chosen[CHOICES];
	int64_t undoing;
	struct textpane page;
	struct form form;
};

static money_fen unpaid(const struct fee_screen *s)
{
	return s->fee && s->fee->paid < s->fee->told.amount ? s->fee->told.amount - s->fee->paid
							    : 0;
}

/* ---- the page ---- */

static void add_receipts(struct fee_screen *s)
{
	char yuan[MONEY_TEXT], day[DATE_TEXT];

	textpane_addf(&s->page, STYLE_HEADING, 0, _("票据（%zu）"), s->n_receipts);
	for (size_t i = 0; i < s->n_receipts; i++) {
		const struct fee_receipt *r = &s->receipts[i];
		textpane_addf(&s->page, r->why ? STYLE_MUTED : STYLE_NORMAL, 2,
			      _("%s　%s 元　%s　%s%s%s%s"), r->number,
			      money_format(r->amount, yuan), date_format(r->day, day),
			      r->collector ? r->collector : "", r->why ? _("（已撤销：") : "",
			      r->why ? r->why : "", r->why ? _("）") : "");
	}
}

static void fill(struct fee_screen *s)
{
	char all[MONEY_TEXT], each[MONEY_TEXT], left[MONEY_TEXT], day[DATE_TEXT];

	textpane_clear(&s->page);
	textpane_addf(&s->page, STYLE_VALUE, 0, "%s　%s", s->number, s->record->item_name);
	if (!s->fee) {
		textpane_addf(&s->page, STYLE_NORMAL, 0, _("收费：%s"),
			      s->record->fee ? s->record->fee : _("指南未载明"));
		textpane_add(&s->page, STYLE_MUTED, 0, _("这一件没有要缴的费用。"));
		return;
	}
	textpane_addf(&s->page, STYLE_NORMAL, 0, _("应缴 %s 元（%s 元%s%s × %lld），%s 告知"),
		      money_format(s->fee->told.amount, all), money_format(s->fee->told.each, each),
		      s->fee->told.per ? "/" : "", s->fee->told.per ? s->fee->told.per : "",
		      (long long)s->fee->told.people, date_format(s->fee->day, day));
	textpane_addf(&s->page, STYLE_NORMAL, 0, _("依据：%s"),
		      s->fee->told.basis ? s->fee->told.basis : _("指南未载明"));
	if (s->doubt)
		textpane_addf(&s->page, STYLE_WARN, 0, _("待核实：%s"), s->doubt);
	if (unpaid(s))
		textpane_addf(&s->page, STYLE_WARN, 0, _("还没缴 %s 元；本窗口不收取，只登记票据"),
			      money_format(unpaid(s), left));
	else
		textpane_add(&s->page, STYLE_OK, 0, _("已缴清"));
	add_receipts(s);
}

static void add_rows(struct fee_screen *s)
{
	char yuan[MONEY_TEXT], day[DATE_TEXT];

	form_rewind(&s->form);
	if (unpaid(s)) {
		form_add(&s->form, &(struct form_spec){.id = ROW_NUMBER,
						       .label = _("票据号"),
						       .required = true,
						       .max_chars = NUMBER_CHARS});
		form_add(&s->form, &(struct form_spec){.id = ROW_AMOUNT,
						       .label = _("金额（元）"),
						       .required = true,
						       .filter = field_money});
		form_add(&s->form, &(struct form_spec){.id = ROW_DAY,
						       .kind = FORM_DATE,
						       .label = _("票据日期"),
						       .required = true});
		form_add(&s->form, &(struct form_spec){.id = ROW_COLLECTOR,
						       .label = _("收费单位"),
						       .hint = _("可以不填"),
						       .max_chars = COLLECTOR_CHARS});
	}
	form_settle(&s->form);
	if (!unpaid(s))
		return;
	form_set_text(&s->form, ROW_NUMBER, "");
	form_set_text(&s->form, ROW_AMOUNT, money_format(unpaid(s), yuan));
	form_set_text(&s->form, ROW_DAY, date_format(store_today(s->session->store), day));
	form_goto(&s->form, ROW_NUMBER);
}

/* What of the printed fee is in doubt; the file of the version may be gone. */
static void read_doubt(struct fee_screen *s)
{
	struct err unread;
	struct item *it = s->record->item_version
				  ? pinned_item(s->session->store, s->record->item_version,
						s->session->forms, &unread)
				  : NULL;

	s->doubt = NULL;
	for (size_t i = 0; it && it->fee.reading && i < it->n_readings; i++)
		if (strcmp(it->readings[i].id, it->fee.reading) == 0)
			s->doubt = arena_strdup(&s->arena, it->readings[i].text);
	item_free(it);
}

static bool reload(struct fee_screen *s, struct err *e)
{
	struct store *store = s->session->store;

	arena_done(&s->arena);
	s->arena = (struct arena){0};
	if (!cases_get(store, s->number, &s->arena, &s->record, e) ||
	    !fees_of(store, s->number, &s->arena, &s->fee, &s->receipts, &s->n_receipts, e))
		return false;
	if (!s->record)
		return err_set(e, ERR_INPUT, _("库里没有编号 %s 的办件"), s->number);
	read_doubt(s);
	fill(s);
	add_rows(s);
	return true;
}

static bool open_screen(struct screen *self, struct app *app, struct err *e)
{
	struct fee_screen *s = (struct fee_screen *)self;

	s->session = app_session(app);
	return reload(s, e);
}

static struct step again(struct fee_screen *s, struct app *app)
{
	struct err e;

	session_refresh(s->session);
	if (reload(s, &e))
		return step_redraw();
	app_say(app, STYLE_BAD, "%s", e.text);
	return step_pop();
}

/* ---- acts ---- */

static struct step wrong(struct fee_screen *s, int row, const char *why)
{
	form_goto(&s->form, row);
	form_say(&s->form, row, STYLE_BAD, why);
	return step_redraw();
}

static struct step save(struct fee_screen *s, struct app *app)
{
	struct fee_receipt r = {.number = form_text(&s->form, ROW_NUMBER),
				.day = date_parse(form_text(&s->form, ROW_DAY))};
	const char *collector = form_text(&s->form, ROW_COLLECTOR), *where = NULL;
	struct err e = {0};

	if (!*r.number)
		return wrong(s, ROW_NUMBER, _("请填票据上的号码"));
	if (!money_parse(form_text(&s->form, ROW_AMOUNT), &r.amount))
		return wrong(s, ROW_AMOUNT, _("请填金额，如 250"));
	if (r.day == DATE_NONE)
		return wrong(s, ROW_DAY, _("请填票据日期，如 20261124"));
	r.collector = *collector ? collector : NULL;
	fees_elsewhere(s->session->store, r.number, s->number, &s->arena, &where, &e);
	if (!fees_receive(s->session->store, &s->session->who, s->number, &r, &e)) {
		app_say(app, STYLE_BAD, "%s", e.text);
		return step_redraw();
	}
	if (where)
		app_say(app, STYLE_WARN, _("已登记；这个票据号也登记在办件 %s 上，请核对"), where);
	else
		app_say(app, STYLE_OK, _("票据 %s 已登记"), r.number);
	return again(s, app);
}

static size_t standing(struct fee_screen *s, const char **words)
{
	size_t n = 0;

	for (size_t i = 0; i < s->n_receipts && n < CHOICES; i++) {
		if (s->receipts[i].why)
			continue;
		s->chosen[n] = s->receipts[i].id;
		words[n++] = s->receipts[i].number;
	}
	return n;
}

static struct step ask_why(struct fee_screen *s, int64_t receipt)
{
	s->undoing = receipt;
	return step_push(dialog_prompt(TAG_WHY, &(struct dialog_prompt){
							.title = _("撤销票据登记"),
							.text = _("写明原因"),
							.max_chars = WHY_CHARS,
						}));
}

static struct step undo(struct fee_screen *s)
{
	const char *words[CHOICES];
	size_t n = standing(s, words);

	if (n == 1)
		return ask_why(s, s->chosen[0]);
	return step_push(dialog_menu(TAG_WHICH, _("撤销哪张票据的登记"), words, n, 0));
}

static struct step on_answer(struct fee_screen *s, struct app *app, const struct screen_event *ev)
{
	struct err e;

	if (ev->answer < 0)
		return step_redraw();
	if (ev->tag == TAG_WHICH)
		return ask_why(s, s->chosen[ev->answer]);
	if (!fees_take_back(s->session->store, &s->session->who, s->number, s->undoing, ev->text,
			    &e))
		app_say(app, STYLE_BAD, "%s", e.text);
	else
		app_say(app, STYLE_OK, _("已撤销，票据可重新登记"));
	return again(s, app);
}

static struct step event(struct screen *self, struct app *app, const struct screen_event *ev)
{
	struct fee_screen *s = (struct fee_screen *)self;

	if (ev->type == EV_ANSWER)
		return on_answer(s, app, ev);
	switch (form_event(&s->form, ev, NULL)) {
	case FORM_ENDED:
		return ev->key == K_ENTER ? save(s, app) : step_redraw();
	case FORM_IGNORED:
		break;
	default:
		return step_redraw();
	}
	switch (ev->action) {
	case ACT_SAVE:
		return save(s, app);
	case ACT_UNDO:
		return undo(s);
	case ACT_BACK:
		return step_pop();
	}
	return step_stay();
}

static bool enabled(const struct screen *self, int action)
{
	const struct fee_screen *s = (const struct fee_screen *)self;
	const char *words[CHOICES];

	if (action == ACT_SAVE)
		return unpaid(s) > 0;
	return action != ACT_UNDO || standing((struct fee_screen *)self, words) > 0;
}

static void paint(struct screen *self, struct app *app, const struct canvas *c)
{
	struct fee_screen *s = (struct fee_screen *)self;
	struct canvas in = canvas_part(c, 0, 1, c->rows, c->cols - 2);
	struct canvas page = canvas_part(&in, 0, 0, in.rows - FORM_LINES, in.cols);
	struct canvas form = canvas_part(&in, in.rows - FORM_LINES, 0, FORM_LINES, in.cols);

	(void)app;
	textpane_paint(&s->page, unpaid(s) ? &page : &in);
	if (unpaid(s))
		form_paint(&s->form, &form, true);
}

static void close_screen(struct screen *self, struct app *app)
{
	struct fee_screen *s = (struct fee_screen *)self;

	(void)app;
	form_done(&s->form);
	textpane_done(&s->page);
	arena_done(&s->arena);
	free(s->number);
	free(s);
}

static const struct screen_ops ops = {
	.name = "fee",
	.title = N_("收费"),
	.actions = actions,
	.widgets = widget_actions,
	.open = open_screen,
	.paint = paint,
	.event = event,
	.close = close_screen,
	.enabled = enabled,
};

struct screen *fee_new(const char *number)
{
	struct fee_screen *s = xcalloc(1, sizeof(*s));

	s->base.ops = &ops;
	s->number = xstrdup(number);
	return &s->base;
}
