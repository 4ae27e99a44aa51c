/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/sample.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/ident.h"
#include "base/mem.h"
#include "base/text.h"
#include "office/sample_sheet.h"
#include "store/samples.h"
#include "tui/app.h"
#include "tui/screen/case.h"
#include "tui/session.h"
#include "tui/widget/dialog.h"
#include "tui/widget/table.h"

enum { ACT_CASE = 1, ACT_GOOD, ACT_PROBLEM, ACT_SHEET, ACT_AGAIN, ACT_BACK };
enum { TAG_PROBLEM = 1 };
enum { WORDS_CHARS = 100, NARROW = 100 };

static const struct action actions[] = {
	{ACT_CASE, {K_ENTER}, N_("办件"), N_("打开这件办件")},
	{ACT_GOOD, {K_F5}, N_("一致"), N_("复核过，与案卷一致")},
	{ACT_PROBLEM, {K_F6}, N_("有问题"), N_("复核发现问题，写明是什么")},
	{ACT_SHEET, {K_F7}, N_("复核单"), N_("打印这次抽查的复核单")},
	{ACT_AGAIN, {K_F8}, N_("重抽"), N_("用同一种子重抽一遍，看是不是同样的办件")},
	{ACT_BACK, {K_ESC}, N_("返回"), N_("返回")},
	{0},
};
static const struct action *const widget_actions[] = {list_actions, NULL};

static const struct table_column columns[] = {
	{N_("编号"), 19},    {N_("姓名"), 8}, {N_("经办人"), 8, 1}, {N_("日期"), 10},
	{N_("事项"), 16, 3}, {N_("结果"), 6}, {N_("说明"), 12, 3},  {NULL},
};
static const struct table_column narrow_columns[] = {
	{N_("编号"), 19}, {N_("姓名"), 8}, {N_("经办人"), 8, 1},
	{N_("日期"), 10}, {N_("结果"), 6}, {N_("说明"), 12, 3},
	{NULL},
};

struct sample_screen {
	struct screen base;
	struct session *session;
	int64_t id;
	bool narrow;
	struct arena arena;
	struct hall_voice voice;
	struct sample_row *draw;
	struct sample_case *cases;
	size_t n;
	struct table table;
};

static void fill_cell(void *ctx, size_t row, size_t column, struct table_cell *out)
{
	const struct sample_screen *s = ctx;
	const struct sample_case *c = &s->cases[row];
	char name[IDENT_NAME], day[DATE_TEXT];
	const char *texts[] = {
		c->number,
		ident_masked(MASK_NAME, c->name, name, sizeof(name)),
		hall_voice_clerk(&s->voice, c->by),
		date_format(c->day, day),
		c->item_name ? c->item_name : c->item,
		_(sample_result_names[c->result]),
		c->words ? c->words : "",
	};

	if (s->narrow && column >= 4)
		column++;
	if (column >= 5)
		out->style = c->result == SAMPLE_PROBLEM ? STYLE_BAD
			     : c->result == SAMPLE_GOOD	 ? STYLE_OK
							 : STYLE_MUTED;
	snprintf(out->text, sizeof(out->text), "%s", texts[column]);
}

static bool reload(struct sample_screen *s, struct err *e)
{
	struct store *store = s->session->store;

	arena_done(&s->arena);
	s->arena = (struct arena){0};
	s->n = 0;
	hall_voice_init(&s->voice, store, s->session->site, &s->arena);
	bool ok = samples_get(store, s->id, &s->arena, &s->draw, e);
	if (ok && !s->draw)
		ok = err_set(e, ERR_INPUT, _("没有第 %lld 号抽查"), (long long)s->id);
	ok = ok && samples_cases(store, s->id, &s->arena, &s->cases, &s->n, e);
	table_set_count(&s->table, ok ? s->n : 0);
	return ok;
}

static bool open_screen(struct screen *self, struct app *app, struct err *e)
{
	struct sample_screen *s = (struct sample_screen *)self;

	s->session = app_session(app);
	s->table.ctx = s;
	s->table.cell = fill_cell;
	return reload(s, e);
}

/* ---- acts ---- */

/* Then the next one that is open. */
static struct step check(struct sample_screen *s, struct app *app, enum sample_result result,
			 const char *words)
{
	size_t at = s->table.list.selected;
	struct err e;

	if (!samples_check(s->session->store, &s->session->who, s->id, s->cases[at].number, result,
			   words, &e) ||
	    !reload(s, &e)) {
		app_say(app, STYLE_BAD, "%s", e.text);
		return step_redraw();
	}
	for (size_t i = 1; i < s->n; i++) {
		size_t next = (at + i) % s->n;
		if (s->cases[next].result == SAMPLE_OPEN) {
			list_select(&s->table.list, next);
			return step_redraw();
		}
	}
	app_say(app, STYLE_OK, _("这次抽查已全部核完"));
	return step_redraw();
}

static struct step ask_problem(const struct sample_case *c)
{
	return step_push(dialog_prompt(
		TAG_PROBLEM, &(struct dialog_prompt){.title = _("有问题"),
						     .text = _("是什么问题（不写姓名和号码）："),
						     .initial = c->words,
						     .max_chars = WORDS_CHARS}));
}

static void build_sheet(struct document *d, const struct letterhead *h, const void *ctx)
{
	sample_sheet_build(d, h, ctx);
}

static struct step print_sheet(struct sample_screen *s, struct app *app)
{
	const struct sample_sheet sheet = {s->draw, s->cases, s->n, &s->voice};
	struct str text = {0};
	char name[64], *path = NULL;
	struct err e;

	snprintf(name, sizeof(name), "sample-%lld.xlsx", (long long)s->id);
	if (session_sheet(s->session, name, _("抽查复核单"), build_sheet, &sheet, &path, &e)) {
		session_print_say(s->session, path, &text);
		app_say(app, STYLE_OK, "%s", str_text(&text));
	} else {
		app_say(app, STYLE_BAD, "%s", e.text);
	}
	str_done(&text);
	free(path);
	return step_redraw();
}

static struct step draw_again(struct sample_screen *s, struct app *app)
{
	struct err e;
	bool same;

	if (!samples_again(s->session->store, s->id, &same, &e))
		app_say(app, STYLE_BAD, "%s", e.text);
	else if (same)
		app_say(app, STYLE_OK, _("用种子 %s 重抽，办件相同"), s->draw->seed);
	else
		app_say(app, STYLE_BAD, _("用种子 %s 重抽，办件不同：请用 verify 核对账本"),
			s->draw->seed);
	return step_redraw();
}

static struct step event(struct screen *self, struct app *app, const struct screen_event *ev)
{
	struct sample_screen *s = (struct sample_screen *)self;
	const struct sample_case *c = s->n ? &s->cases[s->table.list.selected] : NULL;

	if (ev->type == EV_ANSWER)
		return ev->answer >= 0 && ev->tag == TAG_PROBLEM
			       ? check(s, app, SAMPLE_PROBLEM, ev->text)
			       : step_redraw();
	switch (ev->action) {
	case ACT_CASE:
		return c ? step_push(case_new(c->number)) : step_stay();
	case ACT_GOOD:
		return c ? check(s, app, SAMPLE_GOOD, NULL) : step_stay();
	case ACT_PROBLEM:
		return c ? ask_problem(c) : step_stay();
	case ACT_SHEET:
		return c ? print_sheet(s, app) : step_stay();
	case ACT_AGAIN:
		return draw_again(s, app);
	case ACT_BACK:
		return step_pop();
	}
	return list_event(&s->table.list, ev) ? step_redraw() : step_stay();
}

static void paint(struct screen *self, struct app *app, const struct canvas *c)
{
	struct sample_screen *s = (struct sample_screen *)self;
	struct canvas in = canvas_part(c, 0, 1, c->rows, c->cols - 2);
	struct canvas table = canvas_part(&in, 2, 0, in.rows - 2, in.cols);
	char first[DATE_TEXT], last[DATE_TEXT];

	(void)app;
	s->narrow = c->cols < NARROW;
	s->table.columns = s->narrow ? narrow_columns : columns;
	canvas_printf(&in, 0, 0, STYLE_VALUE,
		      _("第 %lld 号　%s 至 %s 的 %lld 件中抽 %zu 件　%s　种子 %s"),
		      (long long)s->id, date_format(s->draw->first, first),
		      date_format(s->draw->last, last), (long long)s->draw->population, s->n,
		      _(sample_strata_names[s->draw->strata]), s->draw->seed);
	table_paint(&s->table, &table, true);
}

static void close_screen(struct screen *self, struct app *app)
{
	struct sample_screen *s = (struct sample_screen *)self;

	(void)app;
	arena_done(&s->arena);
	free(s);
}

static const struct screen_ops ops = {
	.name = "sample",
	.title = N_("抽查复核"),
	.actions = actions,
	.widgets = widget_actions,
	.open = open_screen,
	.paint = paint,
	.event = event,
	.close = close_screen,
};

struct screen *sample_new(int64_t id)
{
	struct sample_screen *s = xcalloc(1, sizeof(*s));

	s->base.ops = &ops;
	s->id = id;
	return &s->base;
}
