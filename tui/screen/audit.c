/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/audit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/ident.h"
#include "base/mem.h"
#include "base/text.h"
#include "office/hall_voice.h"
#include "store/audit.h"
#include "store/verify.h"
#include "store/views.h"
#include "tui/app.h"
#include "tui/screen/case.h"
#include "tui/screen/samples.h"
#include "tui/session.h"
#include "tui/widget/dialog.h"
#include "tui/widget/table.h"

enum {
	ACT_OPEN = 1,
	ACT_CASE,
	ACT_DAYS,
	ACT_CLERK,
	ACT_NUMBER,
	ACT_SAMPLES,
	ACT_HEAD,
	ACT_NEXT,
	ACT_BEFORE,
	ACT_EVERYTHING,
	ACT_BACK
};
enum { TAG_WORDS = 1, TAG_DAYS, TAG_CLERK, TAG_NUMBER };
enum { MOST = 1000, CLERKS = 200, DAYS_CHARS = 24, LOOKS = AUDIT_TOPICS, VIEWS };

static const struct action actions[] = {
	{ACT_OPEN, {K_ENTER}, N_("全文"), N_("这一笔的全文")},
	{ACT_NEXT,
	 {K_TAB, K_RIGHT},
	 N_("下一类"),
	 N_("下一类：全部、登录、显示号码、导出、改判、"
	    "看而未办")},
	{ACT_BEFORE, {K_BACKTAB, K_LEFT}, N_("上一类"), N_("上一类"), ACTION_QUIET},
	{ACT_CASE, {K_F2}, N_("办件"), N_("打开这一笔的办件（查看也记账）")},
	{ACT_DAYS, {K_F3}, N_("日期"), N_("看哪一天、哪几天")},
	{ACT_CLERK, {K_F4}, N_("人员"), N_("只看一个操作员")},
	{ACT_NUMBER, {K_F5}, N_("按办件"), N_("一件办件的全部经过，不分日期")},
	{ACT_SAMPLES, {K_F6}, N_("抽查"), N_("随机抽取办件复核；未核完的抽查")},
	{ACT_EVERYTHING, {K_F8}, N_("清条件"), N_("今天，所有人"), ACTION_QUIET},
	{ACT_HEAD, {K_F9}, N_("校验值"), N_("账本最新一笔的校验值，与日结表核对")},
	{ACT_BACK, {K_ESC}, N_("返回"), N_("返回")},
	{0},
};
static const struct action *const widget_actions[] = {list_actions, NULL};

static const char *const view_names[VIEWS] = {
	[AUDIT_ALL] = N_("全部"),	   [AUDIT_LOGINS] = N_("登录失败、解锁"),
	[AUDIT_UNMASKED] = N_("显示号码"), [AUDIT_EXPORTS] = N_("导出"),
	[AUDIT_OVERRULES] = N_("改判"),	   [LOOKS] = N_("看而未办"),
};
/* The number is the last: narrow terminals do without it. */
static const struct table_column columns[] = {
	{N_("时间"), 16}, {N_("谁"), 8, 1}, {N_("做了什么"), 24, 8}, {N_("办件"), 19}, {NULL},
};
static const struct table_column narrow_columns[] = {
	{N_("时间"), 16},
	{N_("谁"), 8, 1},
	{N_("做了什么"), 24, 8},
	{NULL},
};
enum { NARROW = 100 };

struct line {
	int64_t at;
	const char *by, *window, *number, *words; /* number: "" */
};

struct audit_screen {
	struct screen base;
	struct session *session;
	int view;
	date_day first, last;
	char by[33], number[NUMBER_TEXT]; /* "": all */
	struct arena arena;
	struct hall_voice voice;
	struct line *lines;
	size_t n;
	bool more;
	struct table table;
	const char *logins[CLERKS]; /* behind the lines of the open menu */
};

/* ---- reading ---- */

static bool read_events(struct audit_screen *s, struct err *e)
{
	const struct audit_filter f = {.topic = (enum audit_topic)s->view,
				       .first = s->first,
				       .last = s->last,
				       .by = s->by[0] ? s->by : NULL,
				       .subject = s->number[0] ? s->number : NULL,
				       .limit = MOST};
	struct event *rows;
	struct str words = {0};
	char number[NUMBER_TEXT];
	size_t n;

	if (!audit_events(s->session->store, &f, &s->arena, &rows, &n, &s->more, e))
		return false;
	for (size_t i = 0; i < n; i++) {
		const struct event *ev = &rows[i];
		struct line *l = ARENA_PUSH(&s->arena, s->lines, s->n);
		str_clear(&words);
		event_words(ev, &s->voice.words, &words);
		*l = (struct line){.at = ev->at, .by = ev->by, .window = ev->window};
		l->number = number_parse(ev->subject, number, NULL) ? ev->subject : "";
		l->words = arena_strdup(&s->arena, str_text(&words));
	}
	str_done(&words);
	return true;
}

static bool add_look(void *ctx, const struct view_row *r, struct err *e)
{
	struct audit_screen *s = ctx;
	char name[IDENT_NAME];
	struct str words = {0};

	(void)e;
	if (s->n == MOST) {
		s->more = true;
		return false;
	}
	struct line *l = ARENA_PUSH(&s->arena, s->lines, s->n);
	ident_masked(MASK_NAME, r->name, name, sizeof(name));
	if (r->number)
		str_addf(&words, _("看了 %s 的%s，当天没有办"), name,
			 r->item_name ? r->item_name : "");
	else
		str_addf(&words, _("看了人员 %s，当天没有办"), name);
	if (r->serial)
		str_addf(&words, _("（第 %lld 位来访：办 %lld 件，咨询 %lld 次）"),
			 (long long)r->serial, (long long)r->cases, (long long)r->consultations);
	*l = (struct line){.at = r->at};
	l->by = arena_strdup(&s->arena, r->by);
	l->window = arena_strdup(&s->arena, r->window);
	l->number = r->number ? arena_strdup(&s->arena, r->number) : "";
	l->words = arena_strdup(&s->arena, str_text(&words));
	str_done(&words);
	return true;
}

static bool read_looks(struct audit_screen *s, struct err *e)
{
	const struct view_filter f = {
		.first = s->first, .last = s->last, .by = s->by[0] ? s->by : NULL};

	return views_idle(s->session->store, &f, add_look, s, e) || s->more;
}

static bool reload(struct audit_screen *s, struct err *e)
{
	arena_done(&s->arena);
	s->arena = (struct arena){0};
	s->lines = NULL;
	s->n = 0;
	s->more = false;
	hall_voice_init(&s->voice, s->session->store, s->session->site, &s->arena);
	bool ok = s->view == LOOKS ? read_looks(s, e) : read_events(s, e);
	if (!ok)
		s->n = 0;
	table_set_count(&s->table, s->n);
	return ok;
}

static struct step reload_step(struct audit_screen *s, struct app *app)
{
	struct err e;

	list_select(&s->table.list, 0);
	if (!reload(s, &e))
		app_say(app, STYLE_BAD, "%s", e.text);
	return step_redraw();
}

static void fill_cell(void *ctx, size_t row, size_t column, struct table_cell *out)
{
	const struct audit_screen *s = ctx;
	const struct line *l = &s->lines[row];
	char at[CLOCK_TEXT];
	const char *texts[] = {clock_format(l->at, at),
			       *l->by ? hall_voice_clerk(&s->voice, l->by) : _("程序"), l->words,
			       l->number};

	at[16] = '\0';
	snprintf(out->text, sizeof(out->text), "%s", texts[column]);
}

static void show_today(struct audit_screen *s)
{
	s->first = s->last = store_today(s->session->store);
	s->by[0] = s->number[0] = '\0';
}

static bool open_screen(struct screen *self, struct app *app, struct err *e)
{
	struct audit_screen *s = (struct audit_screen *)self;

	s->session = app_session(app);
	s->table.ctx = s;
	s->table.cell = fill_cell;
	show_today(s);
	return audit_open(s->session->store, &s->session->who, e) && reload(s, e);
}

/* ---- asking ---- */

static struct step ask_days(const struct audit_screen *s)
{
	char first[DATE_TEXT], last[DATE_TEXT], text[2 * DATE_TEXT];

	snprintf(text, sizeof(text), s->first == s->last ? "%s" : "%s %s",
		 date_format(s->first, first), date_format(s->last, last));
	return step_push(dialog_prompt(
		TAG_DAYS, &(struct dialog_prompt){.title = _("日期"),
						  .text = _("一天，或起止两天，中间空格："),
						  .initial = text,
						  .max_chars = DAYS_CHARS}));
}

static struct step set_days(struct audit_screen *s, struct app *app, const char *text)
{
	char first[DAYS_CHARS * 4 + 1];
	const char *gap = strchr(text, ' ');

	snprintf(first, sizeof(first), "%.*s", gap ? (int)(gap - text) : (int)strlen(text), text);
	date_day a = date_parse(first), b = gap ? date_parse(gap + 1) : a;
	if (a == DATE_NONE || b == DATE_NONE || a > b) {
		app_say(app, STYLE_BAD, _("日期写成 2026-11-24，或 2026-11-01 2026-11-24：%s"),
			text);
		return step_redraw();
	}
	s->first = a;
	s->last = b;
	s->number[0] = '\0';
	return reload_step(s, app);
}

static struct step ask_clerk(struct audit_screen *s)
{
	const char *names[CLERKS] = {_("所有人")};
	size_t n = 1, chosen = 0;

	for (size_t i = 0; i < s->voice.n_clerks && n < CLERKS; i++) {
		s->logins[n] = s->voice.clerks[i].login;
		names[n] = s->voice.clerks[i].name;
		chosen = strcmp(s->by, s->logins[n]) == 0 ? n : chosen;
		n++;
	}
	return step_push(dialog_menu(TAG_CLERK, _("看谁的"), names, n, chosen));
}

static struct step set_number(struct audit_screen *s, struct app *app, const char *text)
{
	struct err e;
	char number[NUMBER_TEXT];

	if (!number_parse(text, number, &e)) {
		app_say(app, STYLE_BAD, "%s", e.text);
		return step_redraw();
	}
	strcpy(s->number, number);
	s->view = AUDIT_ALL;
	s->by[0] = '\0';
	return reload_step(s, app);
}

static struct step on_answer(struct audit_screen *s, struct app *app, const struct screen_event *ev)
{
	if (ev->answer < 0 || ev->tag == TAG_WORDS)
		return step_redraw();
	if (ev->tag == TAG_DAYS)
		return set_days(s, app, ev->text);
	if (ev->tag == TAG_NUMBER)
		return set_number(s, app, ev->text);
	snprintf(s->by, sizeof(s->by), "%s", ev->answer ? s->logins[ev->answer] : "");
	s->number[0] = '\0';
	return reload_step(s, app);
}

static struct step show_words(const struct audit_screen *s, const struct line *l)
{
	struct str text = {0};
	char at[CLOCK_TEXT];

	str_addf(&text, "%s　%s", clock_format(l->at, at),
		 *l->by ? hall_voice_clerk(&s->voice, l->by) : _("程序"));
	if (*l->window)
		str_addf(&text, _("（%s）"), hall_voice_window(&s->voice, l->window));
	if (*l->number)
		str_addf(&text, _("\n办件 %s"), l->number);
	str_addf(&text, "\n%s", l->words);
	struct step step =
		step_push(dialog_message(TAG_WORDS, STYLE_NORMAL, _("全文"), str_text(&text)));
	str_done(&text);
	return step;
}

static struct step show_head(struct audit_screen *s, struct app *app)
{
	struct store_head head;
	struct str text = {0};
	char words[HEAD_WORDS], at[CLOCK_TEXT];
	struct err e;

	if (!store_head(s->session->store, &head, &e)) {
		app_say(app, STYLE_BAD, "%s", e.text);
		return step_redraw();
	}
	str_addf(&text,
		 _("第 %lld 笔，%.16s\n%s\n\n日结表上的校验值用命令核对：\n"
		   "yichuang verify --head \"前四组\""),
		 (long long)head.seq, clock_format(head.at, at),
		 ledger_head_words(head.hash, words));
	struct step step = step_push(
		dialog_message(TAG_WORDS, STYLE_NORMAL, _("账本校验值"), str_text(&text)));
	str_done(&text);
	return step;
}

static struct step event(struct screen *self, struct app *app, const struct screen_event *ev)
{
	struct audit_screen *s = (struct audit_screen *)self;
	const struct line *l = s->n ? &s->lines[s->table.list.selected] : NULL;

	if (ev->type == EV_ANSWER)
		return on_answer(s, app, ev);
	switch (ev->action) {
	case ACT_OPEN:
		return l ? show_words(s, l) : step_stay();
	case ACT_CASE:
		return l && *l->number ? step_push(case_new(l->number)) : step_stay();
	case ACT_DAYS:
		return ask_days(s);
	case ACT_CLERK:
		return ask_clerk(s);
	case ACT_NUMBER:
		return step_push(dialog_prompt(
			TAG_NUMBER, &(struct dialog_prompt){.title = _("按办件"),
							    .text = _("办件编号："),
							    .initial = l ? l->number : "",
							    .max_chars = NUMBER_TEXT}));
	case ACT_SAMPLES:
		return step_push(samples_new(s->first, s->last));
	case ACT_HEAD:
		return show_head(s, app);
	case ACT_NEXT:
	case ACT_BEFORE:
		s->view = (s->view + (ev->action == ACT_NEXT ? 1 : VIEWS - 1)) % VIEWS;
		s->number[0] = '\0';
		return reload_step(s, app);
	case ACT_EVERYTHING:
		show_today(s);
		return reload_step(s, app);
	case ACT_BACK:
		return step_pop();
	}
	return list_event(&s->table.list, ev) ? step_redraw() : step_stay();
}

static bool enabled(const struct screen *self, int action)
{
	const struct audit_screen *s = (const struct audit_screen *)self;

	return action != ACT_CASE || (s->n && *s->lines[s->table.list.selected].number);
}

/* ---- painting ---- */

static void paint_head(const struct audit_screen *s, const struct canvas *c)
{
	char first[DATE_TEXT], last[DATE_TEXT];
	int col = 0;

	for (int v = 0; v < VIEWS; v++)
		col += canvas_text(c, 0, col, v == s->view ? STYLE_HEADING : STYLE_MUTED,
				   _(view_names[v])) +
		       2;
	if (s->number[0])
		col = canvas_printf(c, 1, 0, STYLE_VALUE, _("办件 %s"), s->number);
	else
		col = canvas_printf(c, 1, 0, STYLE_VALUE,
				    s->first == s->last ? "%s" : _("%s 至 %s"),
				    date_format(s->first, first), date_format(s->last, last));
	col += 2;
	col += canvas_text(c, 1, col, STYLE_VALUE,
			   s->by[0] ? hall_voice_clerk(&s->voice, s->by) : _("所有人"));
	canvas_printf(c, 1, col + 2, s->more ? STYLE_WARN : STYLE_MUTED,
		      s->more ? _("只列最近 %zu 笔，请缩小日期") : _("%zu 笔"), s->n);
}

static void paint(struct screen *self, struct app *app, const struct canvas *c)
{
	struct audit_screen *s = (struct audit_screen *)self;
	struct canvas in = canvas_part(c, 0, 1, c->rows, c->cols - 2);
	struct canvas table = canvas_part(&in, 3, 0, in.rows - 3, in.cols);

	(void)app;
	paint_head(s, &in);
	s->table.columns = c->cols < NARROW ? narrow_columns : columns;
	table_paint(&s->table, &table, true);
	if (s->n == 0)
		canvas_text(&table, 2, 0, STYLE_MUTED, _("这些条件下没有记录。"));
}

static void close_screen(struct screen *self, struct app *app)
{
	struct audit_screen *s = (struct audit_screen *)self;

	(void)app;
	arena_done(&s->arena);
	free(s);
}

static const struct screen_ops ops = {
	.name = "audit",
	.title = N_("审计"),
	.actions = actions,
	.widgets = widget_actions,
	.open = open_screen,
	.paint = paint,
	.event = event,
	.close = close_screen,
	.enabled = enabled,
};

struct screen *audit_new(void)
{
	struct audit_screen *s = xcalloc(1, sizeof(*s));

	s->base.ops = &ops;
	return &s->base;
}
