/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/roster_result.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"
#include "case/field_value.h"
#include "tui/app.h"
#include "tui/roster_out.h"
#include "tui/screen/people_rows.h"
#include "tui/screen/sign.h"
#include "tui/session.h"
#include "tui/widget/dialog.h"
#include "tui/widget/table.h"

enum { ACT_TAKE = 1, ACT_OUT, ACT_BACK };
enum { TAG_WHAT = 1, TAG_SIGN, TAG_OUT };
enum { COLUMN_ROW, COLUMN_NAME, COLUMN_NUMBER, COLUMN_WHY };
enum { TAKE_ALL, TAKE_GOOD, TAKE_NONE };
enum { REASON_LINES = 4 };

static const struct action actions[] = {
	{ACT_TAKE, {K_F9}, N_("收下"), N_("收进名单；有问题的行怎么办，再问一次")},
	{ACT_OUT, {K_F6}, N_("问题行另存"), N_("有问题的行连同原因写成一张表，退给单位")},
	{ACT_BACK, {K_ESC}, N_("返回"), N_("回到对表头，一个也没有收")},
	{0},
};
static const struct action *const widget_actions[] = {list_actions, NULL};
static const struct table_column columns[] = {
	{.title = N_("原表行"), .width = 6, .align = ALIGN_RIGHT},
	{.title = N_("姓名"), .width = 8},
	{.title = N_("证件号码"), .width = 18},
	{.title = N_("原因"), .width = 20, .weight = 1},
	{0},
};

struct result_screen {
	struct screen base;
	struct session *session;
	struct roster *r;
	struct casefile *c;
	size_t list;
	size_t *rows, n_rows; /* bad first, then doubtful */
	struct table table;
	char *unit, *subject;
	struct str said; /* the answer */
};

/* ---- the table ---- */

static const struct roster_row *row_at(const struct result_screen *s, size_t i)
{
	return &s->r->rows[s->rows[i]];
}

static void put_type(const struct result_screen *s, const struct roster_row *row,
		     enum field_type type, struct table_cell *out)
{
	for (int c = 0; c < s->r->list->n_columns; c++)
		if (s->r->columns[c].type == type && s->r->map[c].cell >= 0) {
			field_value_masked(&s->r->columns[c], row->cells[s->r->map[c].cell].text,
					   out->text, sizeof(out->text));
			return;
		}
}

static void fill_cell(void *ctx, size_t i, size_t column, struct table_cell *out)
{
	const struct result_screen *s = ctx;
	const struct roster_row *row = row_at(s, i);

	switch (column) {
	case COLUMN_ROW:
		snprintf(out->text, sizeof(out->text), "%zu", row->number);
		break;
	case COLUMN_NAME:
		put_type(s, row, FIELD_NAME, out);
		break;
	case COLUMN_NUMBER:
		put_type(s, row, FIELD_IDENT, out);
		break;
	case COLUMN_WHY:
		out->style = row->verdict == ROSTER_BAD ? STYLE_BAD : STYLE_WARN;
		if (row->n_faults > 1)
			snprintf(out->text, sizeof(out->text), _("%zu 处：%.300s"), row->n_faults,
				 row->faults[0].text);
		else
			snprintf(out->text, sizeof(out->text), "%.500s", row->faults[0].text);
		break;
	}
}

static void list_rows(struct result_screen *s)
{
	s->rows = xcalloc(s->r->n_rows + 1, sizeof(*s->rows));
	for (int verdict = ROSTER_BAD; verdict > ROSTER_GOOD; verdict--)
		for (size_t i = 0; i < s->r->n_rows; i++)
			if ((int)s->r->rows[i].verdict == verdict)
				s->rows[s->n_rows++] = i;
	table_set_count(&s->table, s->n_rows);
}

/* ---- taking ---- */

/* Beside the unit's file, so that it goes back on the same stick; else with the documents. */
static char *write_bad(struct result_screen *s, struct err *e)
{
	int64_t now = clock_now(store_clock(s->session->store)) / 1000;
	const char *slash = strrchr(s->r->path, '/');
	char day[DATE_TEXT];
	char *name = xasprintf(_("退回名单-%s-%s"), s->r->item->id,
			       date_format(store_today(s->session->store), day));
	char *stem = slash ? xasprintf("%.*s/%s", (int)(slash - s->r->path), s->r->path, name)
			   : xstrdup(name);
	char *path = roster_out(s->r, stem, now, e);

	free(stem);
	stem = path ? NULL : session_document_path(s->session, name, e);
	if (stem)
		path = roster_out(s->r, stem, now, e);
	free(stem);
	free(name);
	return path;
}

static bool remember(struct result_screen *s, struct err *e)
{
	struct arena a = {0};
	size_t n;
	const struct roster_heading *rows = roster_headings(s->r, &a, &n);
	bool ok = !*s->unit ||
		  rosters_remember(s->session->store, &s->session->who, s->unit, rows, n, e);

	arena_done(&a);
	return ok;
}

static struct step take_rows(struct result_screen *s, struct app *app, bool also_bad)
{
	struct err e;

	if (!remember(s, &e)) {
		app_say(app, STYLE_BAD, "%s", e.text);
		return step_redraw();
	}
	size_t n = roster_take(s->r, s->c, s->list, also_bad);
	if (also_bad && s->r->bad)
		str_addf(&s->said, _("收进 %zu 人，其中 %zu 人有问题，请逐行改好"), n, s->r->bad);
	else if (!s->r->bad)
		str_addf(&s->said, _("收进 %zu 人"), n);
	return step_answer(0, str_text(&s->said));
}

/* The good ones alone: the paper with the names of the others first, then the register. */
static struct step split(struct result_screen *s, struct app *app,
			 const struct sign_answer *signed_by)
{
	struct err e;
	char *path = write_bad(s, &e);
	char *names = roster_out_names(s->r);
	struct roster_split what = {.item = s->r->item->id,
				    .unit = s->unit,
				    .taken = (int64_t)(s->r->n_rows - s->r->bad),
				    .returned = (int64_t)s->r->bad,
				    .names = names,
				    .reason = signed_by ? signed_by->reason : NULL,
				    .subject = s->subject};

	if (signed_by)
		what.signature = signed_by->signature;
	bool ok = path && rosters_split(s->session->store, &s->session->who, &what, &e);
	if (ok)
		str_addf(&s->said, _("收进 %lld 人；退回 %zu 人，名单在 %s"), (long long)what.taken,
			 s->r->bad, path);
	else
		app_say(app, STYLE_BAD, "%s", e.text);
	free(names);
	free(path);
	return ok ? take_rows(s, app, false) : step_redraw();
}

static struct step say_out(struct result_screen *s, struct app *app)
{
	struct err e;
	char *path = write_bad(s, &e);
	struct str text = {0};

	if (!path) {
		app_say(app, STYLE_BAD, "%s", e.text);
		return step_redraw();
	}
	str_addf(&text, _("%zu 行连同原因写到了\n%s\n请交给单位改好再报。"), s->r->bad, path);
	struct step step =
		step_push(dialog_message(TAG_OUT, STYLE_OK, _("问题行已另存"), str_text(&text)));
	str_done(&text);
	free(path);
	return step;
}

static struct step ask_what(struct result_screen *s, struct app *app)
{
	const char *options[3];
	size_t good = s->r->n_rows - s->r->bad, n = 0;

	if (!s->r->bad)
		return take_rows(s, app, false);
	char *all = xasprintf(_("%zu 人全部收进名单，有问题的在名单里逐行改正"), s->r->n_rows);
	char *some =
		xasprintf(_("先收 %zu 人，%zu 人按名单退回单位（须主管签字）"), good, s->r->bad);
	options[n++] = all;
	options[n++] = some;
	options[n++] = _("一个也不收，问题行另存后退回单位");
	struct step step = step_push(dialog_menu_about(
		TAG_WHAT, _("名单里有问题行"),
		_("单位的名单应整份受理；拆开受理由主管决定，没收的按名单退回。"), options, n, 0));
	free(all);
	free(some);
	return step;
}

static struct step take_what(struct result_screen *s, struct app *app, int chosen)
{
	switch (chosen) {
	case TAKE_ALL:
		return take_rows(s, app, true);
	case TAKE_NONE:
		return say_out(s, app);
	case TAKE_GOOD:
		break;
	default:
		return step_redraw();
	}
	if (s->r->n_rows == s->r->bad) {
		app_say(app, STYLE_BAD, _("没有一行是合格的"));
		return step_redraw();
	}
	if (s->session->posts & ROSTER_SPLIT_POSTS)
		return split(s, app, NULL);
	return step_push(sign_new(TAG_SIGN, &(struct sign_dialog){.title = _("主管同意拆开受理"),
								  .text = s->r->item->name,
								  .posts = ROSTER_SPLIT_POSTS,
								  .act = ROSTER_SPLIT_ACT,
								  .subject = s->subject}));
}

/* ---- */

static struct step event(struct screen *self, struct app *app, const struct screen_event *ev)
{
	struct result_screen *s = (struct result_screen *)self;
	struct sign_answer answer;

	if (ev->type == EV_ANSWER && ev->tag == TAG_WHAT)
		return take_what(s, app, ev->answer);
	if (ev->type == EV_ANSWER && ev->tag == TAG_SIGN && ev->answer == 0) {
		sign_read(ev->text, &answer);
		return split(s, app, &answer);
	}
	switch (ev->action) {
	case ACT_TAKE:
		return ask_what(s, app);
	case ACT_OUT:
		return say_out(s, app);
	case ACT_BACK:
		return step_pop();
	}
	return list_event(&s->table.list, ev) ? step_redraw() : step_stay();
}

static bool enabled(const struct screen *self, int action)
{
	return action != ACT_OUT || ((const struct result_screen *)self)->r->bad > 0;
}

static void paint(struct screen *self, struct app *app, const struct canvas *c)
{
	struct result_screen *s = (struct result_screen *)self;
	struct canvas in = canvas_part(c, 0, 1, c->rows, c->cols - 2);
	struct canvas rest = canvas_part(&in, 3, 0, in.rows - 4 - REASON_LINES, in.cols);
	struct canvas why = canvas_part(&in, in.rows - REASON_LINES, 0, REASON_LINES, in.cols);
	struct str reasons = {0};
	int line = 0;

	(void)app;
	canvas_printf(&in, 0, 0, s->r->bad ? STYLE_WARN : STYLE_OK,
		      _("%zu 人：合格 %zu，要再核对 %zu，有问题 %zu"), s->r->n_rows, s->r->good,
		      s->r->doubtful, s->r->bad);
	for (int i = 0; i < ROSTER_REASONS; i++)
		if (s->r->by_reason[i])
			str_addf(&reasons, "%s%s %zu", reasons.len ? "　" : "",
				 _(roster_reason_names[i]), s->r->by_reason[i]);
	canvas_text(&in, 1, 0, STYLE_NORMAL, str_text(&reasons));
	str_done(&reasons);
	if (!s->n_rows) {
		canvas_text(&in, 3, 0, STYLE_OK, _("没有问题，按 F9 收进名单。"));
		return;
	}
	table_paint(&s->table, &rest, true);
	const struct roster_row *row = row_at(s, s->table.list.selected);
	for (size_t i = 0; i < row->n_faults && line < REASON_LINES; i++) {
		struct canvas part = canvas_part(&why, line, 0, REASON_LINES - line, why.cols);
		line += canvas_wrap(&part, 0, 0, STYLE_NORMAL, row->faults[i].text);
	}
}

static bool open_screen(struct screen *self, struct app *app, struct err *e)
{
	struct result_screen *s = (struct result_screen *)self;

	(void)e;
	s->session = app_session(app);
	s->unit = people_rows_unit(s->c);
	s->subject = xasprintf("%s %s", s->r->item->id, s->unit);
	s->table.columns = columns;
	s->table.ctx = s;
	s->table.cell = fill_cell;
	list_rows(s);
	return true;
}

static void close_screen(struct screen *self, struct app *app)
{
	struct result_screen *s = (struct result_screen *)self;

	(void)app;
	free(s->rows);
	free(s->unit);
	free(s->subject);
	str_done(&s->said);
	free(s);
}

static const struct screen_ops ops = {
	.name = "roster_result",
	.title = N_("名单核对"),
	.actions = actions,
	.widgets = widget_actions,
	.open = open_screen,
	.paint = paint,
	.event = event,
	.close = close_screen,
	.enabled = enabled,
};

struct screen *roster_result_new(int tag, struct roster *r, struct casefile *c, size_t list)
{
	struct result_screen *s = xcalloc(1, sizeof(*s));

	s->base.ops = &ops;
	s->base.tag = tag;
	s->r = r;
	s->c = c;
	s->list = list;
	return &s->base;
}
