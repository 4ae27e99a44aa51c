/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/backups.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/paths.h"
#include "base/text.h"
#include "case/late.h"
#include "store/backup.h"
#include "store/series.h"
#include "tui/app.h"
#include "tui/screen/backup_job.h"
#include "tui/screen/picker.h"
#include "tui/session.h"
#include "tui/widget/dialog.h"
#include "tui/widget/table.h"

enum { ACT_ENTER = 1, ACT_BACKUP, ACT_UNUSED, ACT_KIT, ACT_BACK };
enum {
	TAG_FILE = 1,
	TAG_PASSPHRASE,
	TAG_AGAIN,
	TAG_JOB,
	TAG_NUMBER,
	TAG_WHEN,
	TAG_PICKED,
	TAG_UNUSED,
	TAG_REASON,
	TAG_REST,
	TAG_ITEMS,
	TAG_COUNT,
	TAG_DONE,
};
enum { PATH_CHARS = 200, REASON_CHARS = 60, TOP = 4, DAY_MS = 24 * 60 * 60 * 1000, STALE_DAYS = 1 };

static const struct action actions[] = {
	{ACT_ENTER, {K_ENTER, K_F5}, N_("补录"), N_("按单据上的号码补录一件")},
	{ACT_BACKUP, {K_F2}, N_("备份"), N_("把库和草稿加密备份到U盘，写完读回核对")},
	{ACT_UNUSED, {K_F4}, N_("未使用"), N_("说明一个号码没有使用，写明原因")},
	{ACT_KIT, {K_F6}, N_("应急包"), N_("事先打印：空白受理清单和带号的应急受理单")},
	{ACT_BACK, {K_ESC}, N_("返回"), N_("返回")},
	{0},
};
static const struct action *const widget_actions[] = {list_actions, NULL};

static const struct table_column columns[] = {
	{N_("号码日期"), 10},
	{N_("来由"), 20, 1},
	{N_("已补"), 4, 0, ALIGN_RIGHT},
	{N_("未用"), 4, 0, ALIGN_RIGHT},
	{N_("待补"), 4, 0, ALIGN_RIGHT},
	{N_("下一个"), 20},
	{NULL},
};

struct backups_screen {
	struct screen base;
	struct session *session;
	struct arena arena;
	struct series_row *rows;
	struct backup_row *last;
	struct table table;
	/* Between dialogs. */
	char *file, *passphrase, *reason, *items;
	char number[NUMBER_TEXT];
};

static void fill_cell(void *ctx, size_t row, size_t column, struct table_cell *out)
{
	const struct backups_screen *s = ctx;
	const struct series_row *r = &s->rows[row];
	char day[DATE_TEXT];

	switch (column) {
	case 0:
		snprintf(out->text, sizeof(out->text), "%s", date_format(r->day, day));
		break;
	case 1:
		snprintf(out->text, sizeof(out->text), "%s",
			 r->kind == SERIES_LOST ? _("恢复：备份后的号") : _("应急号"));
		break;
	case 2:
		snprintf(out->text, sizeof(out->text), "%lld", (long long)r->entered);
		break;
	case 3:
		snprintf(out->text, sizeof(out->text), "%lld", (long long)r->unused);
		break;
	case 4:
		out->style = r->open ? STYLE_WARN : STYLE_NORMAL;
		/* How many slips were printed after the last one known nobody can say. */
		if (r->kind == SERIES_LOST && r->open == 0)
			snprintf(out->text, sizeof(out->text), "%s", _("不详"));
		else
			snprintf(out->text, sizeof(out->text),
				 r->kind == SERIES_LOST ? "%d+" : "%d", r->open);
		break;
	default:
		snprintf(out->text, sizeof(out->text), "%s", r->next);
	}
}

static bool reload(struct backups_screen *s, struct err *e)
{
	size_t n = 0;

	arena_done(&s->arena);
	s->arena = (struct arena){0};
	s->last = NULL;
	bool ok = backup_last(s->session->store, &s->arena, &s->last, e) &&
		  series_list(s->session->store, false, &s->arena, &s->rows, &n, e);
	table_set_count(&s->table, ok ? n : 0);
	return ok;
}

static bool open_screen(struct screen *self, struct app *app, struct err *e)
{
	struct backups_screen *s = (struct backups_screen *)self;

	s->session = app_session(app);
	s->table.ctx = s;
	s->table.cell = fill_cell;
	s->table.columns = columns;
	return reload(s, e);
}

static struct step say(struct app *app, const struct err *e)
{
	app_say(app, STYLE_BAD, "%s", e->text);
	return step_redraw();
}

static void keep(char **slot, const char *text)
{
	if (*slot)
		explicit_bzero(*slot, strlen(*slot));
	free(*slot);
	*slot = text ? xstrdup(text) : NULL;
}

/* ---- backup ---- */

static struct step ask_file(struct backups_screen *s, struct app *app)
{
	struct err e;

	if (!backup_may(s->session->posts, &e))
		return say(app, &e);
	return step_push(dialog_prompt(
		TAG_FILE, &(struct dialog_prompt){.title = _("备份到哪里"),
						  .text = _("U盘的文件夹，如 /media/usb；"
							    "也可写明文件名"),
						  .max_chars = PATH_CHARS}));
}

/* A folder gets a name by site and minute: never a person's, never one twice. */
static void take_file(struct backups_screen *s, const char *typed)
{
	char at[CLOCK_TEXT];

	if (!paths_is_dir(typed)) {
		keep(&s->file, typed);
		return;
	}
	clock_format(clock_now(store_clock(s->session->store)), at);
	free(s->file);
	s->file = xasprintf("%s/yichuang-%s-%.4s%.2s%.2s-%.2s%.2s%.2s.ycb", typed,
			    store_site(s->session->store), at, at + 5, at + 8, at + 11, at + 14,
			    at + 17);
}

static struct step ask_passphrase(int tag, const char *title)
{
	return step_push(dialog_prompt(
		tag, &(struct dialog_prompt){.title = title,
					     .text = _("至少8个字符。忘了它，备份就打不开"),
					     .max_chars = 128,
					     .mask = true}));
}

static struct step start_job(struct backups_screen *s, struct app *app, const char *again)
{
	struct err e;

	if (strcmp(s->passphrase, again) != 0) {
		app_say(app, STYLE_BAD, _("两次口令不同，没有备份。请再来一次"));
		return step_redraw();
	}
	struct screen *job = backup_job_new(TAG_JOB, s->session, s->file, s->passphrase, &e);
	keep(&s->passphrase, NULL);
	return job ? step_push(job) : say(app, &e);
}

static struct step job_done(struct backups_screen *s, struct app *app,
			    const struct screen_event *ev)
{
	struct err e;

	if (ev->answer < 0) {
		app_say(app, STYLE_WARN, _("已取消，没有留下文件"));
		return step_redraw();
	}
	if (ev->answer == 0)
		return step_push(dialog_message(TAG_DONE, STYLE_BAD, _("没有备成"), ev->text));
	if (!reload(s, &e))
		return say(app, &e);
	struct str text = {0};
	str_addf(&text, _("%s\n已读回核对，与账本一致。可以安全弹出U盘了。"), s->file);
	struct step step =
		step_push(dialog_message(TAG_DONE, STYLE_OK, _("已备份"), str_text(&text)));
	str_done(&text);
	return step;
}

/* ---- numbers ---- */

static struct step ask_number(const struct backups_screen *s, int tag, const char *title)
{
	const struct series_row *r = s->table.list.count ? &s->rows[s->table.list.selected] : NULL;

	return step_push(dialog_prompt(tag, &(struct dialog_prompt){.title = title,
								    .text = _("单据上的号码"),
								    .initial = r ? r->next : NULL,
								    .max_chars = NUMBER_TEXT - 1,
								    .filter = field_ident}));
}

static bool take_number(struct backups_screen *s, const char *typed, struct err *e)
{
	return number_parse(typed, s->number, e) &&
	       series_may_enter(s->session->store, s->number, e);
}

static struct step ask_late(const struct backups_screen *s, struct app *app)
{
	struct err e;

	return late_signable(s->session->store, s->session->login, &e)
		       ? ask_number(s, TAG_NUMBER, _("补录"))
		       : say(app, &e);
}

/* typed: what was wrong of before, to be put right; NULL. */
static struct step ask_when(const struct backups_screen *s, const char *typed)
{
	char initial[32], day[DATE_TEXT];

	snprintf(initial, sizeof(initial), "%s%s",
		 typed ? typed : date_format(number_day(s->number), day), typed ? "" : " ");
	return step_push(
		dialog_prompt(TAG_WHEN, &(struct dialog_prompt){.title = _("发生时间"),
								.text = _("单据上的日期和时间，如 "
									  "2026-11-24 10:30"),
								.initial = initial,
								.max_chars = 24}));
}

static struct step take_when(struct backups_screen *s, struct app *app, const char *typed)
{
	struct session *session = s->session;
	struct err e;
	int64_t ms;

	if (!late_moment(typed, &ms, &e) || !late_check(session->store, s->number, ms, &e)) {
		app_say(app, STYLE_BAD, "%s", e.text);
		return ask_when(s, typed);
	}
	snprintf(session->late_number, sizeof(session->late_number), "%s", s->number);
	snprintf(session->late_at, sizeof(session->late_at), "%s", typed);
	struct screen *next = picker_new("");
	next->tag = TAG_PICKED;
	return step_push(next);
}

static struct step ask_reason(void)
{
	return step_push(dialog_prompt(TAG_REASON,
				       &(struct dialog_prompt){.title = _("为什么没有使用"),
							       .text = _("如：打印卡纸、写错作废"),
							       .max_chars = REASON_CHARS}));
}

static struct step explain(struct backups_screen *s, struct app *app, bool rest)
{
	struct err e;

	if (!series_explain(s->session->store, &s->session->who, s->number, s->reason, rest, &e) ||
	    !reload(s, &e))
		return say(app, &e);
	app_say(app, STYLE_OK, _("已说明 %s 未使用"), s->number);
	return step_redraw();
}

/* Only of a lost range nobody knows the end. */
static struct step ask_rest(struct backups_screen *s, struct app *app)
{
	const char *words[] = {_("只有这一个号"), _("这个号和以后的都没有打印过")};

	if (number_serial(s->number) > SERIAL_CASES)
		return explain(s, app, false);
	return step_push(dialog_menu(TAG_REST, _("哪些号未使用"), words, 2, 0));
}

/* ---- the emergency kit ---- */

static struct step ask_items(void)
{
	return step_push(dialog_prompt(
		TAG_ITEMS,
		&(struct dialog_prompt){.title = _("应急包：哪些事项"),
					.text = _("事项编号，用逗号隔开，如 fs-001,fs-032"),
					.max_chars = PATH_CHARS}));
}

static struct step ask_count(void)
{
	return step_push(
		dialog_prompt(TAG_COUNT, &(struct dialog_prompt){.title = _("应急包：几个应急号"),
								 .text = _("每个号一张应急受理单"),
								 .initial = "12",
								 .max_chars = 3,
								 .filter = field_digits}));
}

/* kit/ beside the store. */
static struct step make_kit(struct backups_screen *s, struct app *app, const char *count)
{
	const char *store = store_path(s->session->store), *slash = strrchr(store, '/');
	char *dir = slash ? xasprintf("%.*s/kit", (int)(slash - store), store) : xstrdup("kit");
	struct err e;
	bool ok = session_kit(s->session, s->items, atoi(count), dir, &e) && reload(s, &e);

	if (ok)
		app_say(app, STYLE_OK, _("应急包已生成在 %s，请打印备用"), dir);
	free(dir);
	return ok ? step_redraw() : say(app, &e);
}

/* ---- events ---- */

static struct step on_answer(struct backups_screen *s, struct app *app,
			     const struct screen_event *ev)
{
	struct err e;

	if (ev->tag == TAG_PICKED) {
		s->session->late_number[0] = '\0';
		return reload(s, &e) ? step_redraw() : say(app, &e);
	}
	if (ev->tag == TAG_JOB)
		return job_done(s, app, ev);
	if (ev->answer < 0)
		return step_redraw();
	switch (ev->tag) {
	case TAG_FILE:
		take_file(s, ev->text);
		return ask_passphrase(TAG_PASSPHRASE, _("备份口令"));
	case TAG_PASSPHRASE:
		keep(&s->passphrase, ev->text);
		return ask_passphrase(TAG_AGAIN, _("再输一遍备份口令"));
	case TAG_AGAIN:
		return start_job(s, app, ev->text);
	case TAG_NUMBER:
		return take_number(s, ev->text, &e) ? ask_when(s, NULL) : say(app, &e);
	case TAG_WHEN:
		return take_when(s, app, ev->text);
	case TAG_UNUSED:
		return take_number(s, ev->text, &e) ? ask_reason() : say(app, &e);
	case TAG_REASON:
		keep(&s->reason, ev->text);
		return ask_rest(s, app);
	case TAG_ITEMS:
		keep(&s->items, ev->text);
		return ask_count();
	case TAG_COUNT:
		return make_kit(s, app, ev->text);
	case TAG_REST:
		return explain(s, app, ev->answer == 1);
	default:
		return step_redraw();
	}
}

static struct step event(struct screen *self, struct app *app, const struct screen_event *ev)
{
	struct backups_screen *s = (struct backups_screen *)self;

	if (ev->type == EV_ANSWER)
		return on_answer(s, app, ev);
	switch (ev->action) {
	case ACT_ENTER:
		return ask_late(s, app);
	case ACT_BACKUP:
		return ask_file(s, app);
	case ACT_UNUSED:
		return ask_number(s, TAG_UNUSED, _("说明未使用"));
	case ACT_KIT:
		return ask_items();
	case ACT_BACK:
		return step_pop();
	}
	return list_event(&s->table.list, ev) ? step_redraw() : step_stay();
}

static void paint_last(const struct backups_screen *s, const struct canvas *c)
{
	char at[CLOCK_TEXT];
	int col = canvas_text(c, 0, 0, STYLE_LABEL, _("上次备份")) + 1;

	if (!s->last) {
		canvas_text(c, 0, col, STYLE_BAD, _("从来没有备份过。按 F2 备份到U盘"));
		return;
	}
	int64_t days = (clock_now(store_clock(s->session->store)) - s->last->at) / DAY_MS;
	col += canvas_printf(c, 0, col, STYLE_VALUE, "%.16s %s", clock_format(s->last->at, at),
			     s->last->by) +
	       1;
	if (days >= STALE_DAYS)
		canvas_printf(c, 0, col, STYLE_WARN, _("已过 %lld 天，该备份了"), (long long)days);
}

static void paint(struct screen *self, struct app *app, const struct canvas *c)
{
	struct backups_screen *s = (struct backups_screen *)self;
	struct canvas in = canvas_part(c, 0, 1, c->rows, c->cols - 2);
	struct canvas list = canvas_part(&in, TOP, 0, in.rows - TOP, in.cols);

	(void)app;
	paint_last(s, &in);
	canvas_text(&in, 1, 0, STYLE_MUTED,
		    _("备份里有库和草稿；没有已打印的文书、指南文件和程序。"));
	canvas_text(&in, 3, 0, STYLE_HEADING, _("库里没有的号码"));
	table_paint(&s->table, &list, true);
	if (s->table.list.count == 0)
		canvas_text(&list, 1, 0, STYLE_MUTED, _("没有待补录的号码。"));
}

static void close_screen(struct screen *self, struct app *app)
{
	struct backups_screen *s = (struct backups_screen *)self;

	(void)app;
	if (s->session)
		s->session->late_number[0] = '\0';
	keep(&s->passphrase, NULL);
	free(s->file);
	free(s->reason);
	free(s->items);
	arena_done(&s->arena);
	free(s);
}

static const struct screen_ops ops = {
	.name = "backups",
	.title = N_("备份和补录"),
	.actions = actions,
	.widgets = widget_actions,
	.open = open_screen,
	.paint = paint,
	.event = event,
	.close = close_screen,
};

struct screen *backups_new(void)
{
	struct backups_screen *s = xcalloc(1, sizeof(*s));

	s->base.ops = &ops;
	return &s->base;
}
