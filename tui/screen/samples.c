/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/samples.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "office/hall_voice.h"
#include "store/samples.h"
#include "tui/app.h"
#include "tui/screen/sample.h"
#include "tui/session.h"
#include "tui/widget/dialog.h"
#include "tui/widget/table.h"

enum { ACT_OPEN = 1, ACT_DRAW, ACT_BACK };
enum { TAG_COUNT = 1, TAG_STRATA, TAG_SEED };
enum { COUNT_CHARS = 3, SEEDS = 100000000 };

static const struct action actions[] = {
	{ACT_OPEN, {K_ENTER}, N_("打开"), N_("这次抽查的办件和核对结果")},
	{ACT_DRAW, {K_F2}, N_("抽取"), N_("随机抽取办件：件数、分层、种子")},
	{ACT_BACK, {K_ESC}, N_("返回"), N_("返回")},
	{0},
};
static const struct action *const widget_actions[] = {list_actions, NULL};

static const struct table_column columns[] = {
	{N_("抽查号"), 8}, {N_("抽取日期"), 10}, {N_("抽取人"), 8, 1}, {N_("办件日期"), 21, 1},
	{N_("分层"), 8},   {N_("已核"), 8},	 {N_("有问题"), 6},    {NULL},
};

struct samples_screen {
	struct screen base;
	struct session *session;
	date_day first, last;
	struct sample_request request; /* while it is being asked for */
	struct arena arena;
	struct hall_voice voice;
	struct sample_row *rows;
	struct table table;
};

static void fill_cell(void *ctx, size_t row, size_t column, struct table_cell *out)
{
	const struct samples_screen *s = ctx;
	const struct sample_row *r = &s->rows[row];
	char first[DATE_TEXT], last[DATE_TEXT];
	size_t size = sizeof(out->text);

	out->style = r->checked < r->cases ? STYLE_WARN : STYLE_NORMAL;
	switch (column) {
	case 0:
		snprintf(out->text, size, "%lld", (long long)r->id);
		break;
	case 1:
		snprintf(out->text, size, "%s", date_format(r->day, first));
		break;
	case 2:
		snprintf(out->text, size, "%s", hall_voice_clerk(&s->voice, r->by));
		break;
	case 3:
		snprintf(out->text, size, "%s %s", date_format(r->first, first),
			 r->first == r->last ? "" : date_format(r->last, last));
		break;
	case 4:
		snprintf(out->text, size, "%s", _(sample_strata_names[r->strata]));
		break;
	case 5:
		snprintf(out->text, size, "%lld/%lld", (long long)r->checked, (long long)r->cases);
		break;
	default:
		out->style = r->problems ? STYLE_BAD : STYLE_MUTED;
		snprintf(out->text, size, "%lld", (long long)r->problems);
	}
}

static bool reload(struct samples_screen *s, struct err *e)
{
	size_t n = 0;

	arena_done(&s->arena);
	s->arena = (struct arena){0};
	hall_voice_init(&s->voice, s->session->store, s->session->site, &s->arena);
	bool ok = samples_list(s->session->store, false, &s->arena, &s->rows, &n, e);
	table_set_count(&s->table, ok ? n : 0);
	return ok;
}

static bool open_screen(struct screen *self, struct app *app, struct err *e)
{
	struct samples_screen *s = (struct samples_screen *)self;

	s->session = app_session(app);
	s->table.columns = columns;
	s->table.ctx = s;
	s->table.cell = fill_cell;
	return reload(s, e);
}

/* ---- a new draw ---- */

static struct step ask_count(const struct samples_screen *s)
{
	char text[160], first[DATE_TEXT], last[DATE_TEXT];

	snprintf(text, sizeof(text), _("从 %s 至 %s 的办件中抽几件？（日期在审计界面 F3 选）"),
		 date_format(s->first, first), date_format(s->last, last));
	return step_push(
		dialog_prompt(TAG_COUNT, &(struct dialog_prompt){.title = _("抽取"),
								 .text = text,
								 .initial = "10",
								 .max_chars = COUNT_CHARS}));
}

static struct step ask_strata(void)
{
	const char *names[STRATA_KINDS];

	for (int i = 0; i < STRATA_KINDS; i++)
		names[i] = _(sample_strata_names[i]);
	return step_push(dialog_menu(TAG_STRATA, _("分层"), names, STRATA_KINDS, 0));
}

/* Made here and in sight, so that whoever is there may put their own in its place. */
static struct step ask_seed(void)
{
	char seed[16];

	snprintf(seed, sizeof(seed), "%08u", (unsigned)randombytes_uniform(SEEDS));
	return step_push(dialog_prompt(
		TAG_SEED, &(struct dialog_prompt){.title = _("种子"),
						  .text = _("用同一种子可重抽出同样的办件。可改成"
							    "在场的人随口说的数字："),
						  .initial = seed,
						  .max_chars = SAMPLE_SEED - 1}));
}

static struct step draw(struct samples_screen *s, struct app *app, const char *seed)
{
	struct err e;
	int64_t id;

	s->request.seed = seed;
	s->request.first = s->first;
	s->request.last = s->last;
	if (!samples_draw(s->session->store, &s->session->who, &s->request, &id, &e)) {
		app_say(app, STYLE_BAD, "%s", e.text);
		return step_redraw();
	}
	return step_push(sample_new(id));
}

static struct step on_answer(struct samples_screen *s, struct app *app,
			     const struct screen_event *ev)
{
	struct err e;

	if (ev->answer >= 0 && ev->tag == TAG_COUNT) {
		s->request = (struct sample_request){.count = atoi(ev->text)};
		return ask_strata();
	}
	if (ev->answer >= 0 && ev->tag == TAG_STRATA) {
		s->request.strata = (enum sample_strata)ev->answer;
		return ask_seed();
	}
	if (ev->answer >= 0 && ev->tag == TAG_SEED)
		return draw(s, app, ev->text);
	if (!reload(s, &e))
		app_say(app, STYLE_BAD, "%s", e.text);
	return step_redraw();
}

static struct step event(struct screen *self, struct app *app, const struct screen_event *ev)
{
	struct samples_screen *s = (struct samples_screen *)self;

	if (ev->type == EV_ANSWER)
		return on_answer(s, app, ev);
	switch (ev->action) {
	case ACT_OPEN:
		return s->table.list.count
			       ? step_push(sample_new(s->rows[s->table.list.selected].id))
			       : step_stay();
	case ACT_DRAW:
		return ask_count(s);
	case ACT_BACK:
		return step_pop();
	}
	return list_event(&s->table.list, ev) ? step_redraw() : step_stay();
}

static void paint(struct screen *self, struct app *app, const struct canvas *c)
{
	struct samples_screen *s = (struct samples_screen *)self;
	struct canvas in = canvas_part(c, 0, 1, c->rows, c->cols - 2);

	(void)app;
	table_paint(&s->table, &in, true);
	if (s->table.list.count == 0)
		canvas_text(&in, 2, 0, STYLE_MUTED, _("还没有抽查。按 F2 抽取。"));
}

static void close_screen(struct screen *self, struct app *app)
{
	struct samples_screen *s = (struct samples_screen *)self;

	(void)app;
	arena_done(&s->arena);
	free(s);
}

static const struct screen_ops ops = {
	.name = "samples",
	.title = N_("抽查"),
	.actions = actions,
	.widgets = widget_actions,
	.open = open_screen,
	.paint = paint,
	.event = event,
	.close = close_screen,
};

struct screen *samples_new(date_day first, date_day last)
{
	struct samples_screen *s = xcalloc(1, sizeof(*s));

	s->base.ops = &ops;
	s->first = first;
	s->last = last;
	return &s->base;
}
