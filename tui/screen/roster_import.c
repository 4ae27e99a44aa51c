/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/roster_import.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"
#include "case/field_value.h"
#include "base/utf8.h"
#include "exchange/roster.h"
#include "tui/app.h"
#include "tui/roster_out.h"
#include "tui/screen/people_rows.h"
#include "tui/screen/roster_result.h"
#include "tui/session.h"
#include "tui/widget/dialog.h"
#include "tui/widget/table.h"

enum { ACT_CHECK = 1, ACT_CHOOSE, ACT_BACK };
enum { TAG_HEADING = 1, TAG_RESULT };
enum { COLUMN_OURS, COLUMN_THEIRS, COLUMN_HOW, COLUMN_FIRST, COLUMN_SECOND };
enum { ROWS_A_SLICE = 100 };
enum stage { STAGE_READ, STAGE_MAP, STAGE_CHECK };

static const struct action actions[] = {
	{ACT_CHECK, {K_F9}, N_("核对名单"), N_("表头都对上了，逐行核对")},
	{ACT_CHOOSE, {K_ENTER}, N_("选表头"), N_("给这一栏选对应的表头")},
	{ACT_BACK, {K_ESC}, N_("取消"), N_("停下来，一个也不导入")},
	{0},
};
static const struct action *const widget_actions[] = {list_actions, NULL};
static const struct table_column columns[] = {
	{.title = N_("栏目"), .width = 12, .weight = 1},
	{.title = N_("单位的表头"), .width = 14, .weight = 1},
	{.title = N_("怎么对上的"), .width = 10},
	{.title = N_("第一人"), .width = 18, .weight = 1},
	{.title = N_("第二人"), .width = 18, .weight = 1},
	{0},
};
static const char *const match_names[] = {
	[MATCH_NONE] = "",
	[MATCH_MANY] = N_("有几列像"),
	[MATCH_PART] = N_("近似"),
	[MATCH_ALIAS] = N_("别名"),
	[MATCH_NORMALISED] = N_("同名"),
	[MATCH_EXACT] = N_("同名"),
	[MATCH_REMEMBERED] = N_("上次的"),
	[MATCH_CHOSEN] = N_("您选的"),
};

struct import_screen {
	struct screen base;
	struct session *session;
	struct casefile *c;
	const struct check *k;
	size_t list;
	char *path;
	enum stage stage;
	struct roster_reader *reader;
	int64_t done, total;
	struct roster *r;
	struct table table;
	struct str said; /* the answer */
};

/* ---- the table ---- */

static void fill_cell(void *ctx, size_t row, size_t column, struct table_cell *out)
{
	const struct import_screen *s = ctx;
	const struct field *f = &s->r->columns[row];
	const struct roster_column *m = &s->r->map[row];
	size_t person = column == COLUMN_SECOND;
	bool open = roster_is_open(s->r, s->k, (int)row);

	out->style = open ? STYLE_BAD : STYLE_NORMAL;
	switch (column) {
	case COLUMN_OURS:
		snprintf(out->text, sizeof(out->text), "%s%s",
			 s->k->truths[f->required] == TRI_TRUE ? "*" : "", f->label);
		break;
	case COLUMN_THEIRS:
		snprintf(out->text, sizeof(out->text), "%s",
			 m->cell >= 0		       ? s->r->headings[m->cell]
			 : open			       ? _("请选一列")
			 : f->type == FIELD_IDENT_KIND ? _("（没有，按居民身份证）")
						       : _("（没有）"));
		break;
	case COLUMN_HOW:
		snprintf(out->text, sizeof(out->text), "%s", _(match_names[m->match]));
		if (!open && m->match == MATCH_PART)
			out->style = STYLE_WARN;
		break;
	default:
		if (m->cell >= 0 && person < s->r->n_rows)
			field_value_masked(f, s->r->rows[person].cells[m->cell].text, out->text,
					   sizeof(out->text));
	}
}

/* ---- reading and checking, a slice at a time ---- */

static bool match_columns(struct import_screen *s, struct err *e)
{
	char *unit = people_rows_unit(s->c);
	struct roster_heading *known = NULL;
	struct arena a = {0};
	size_t n = 0;
	bool ok = !*unit || rosters_headings(s->session->store, unit, &a, &known, &n, e);

	if (ok && n)
		roster_match(s->r, known, n);
	arena_done(&a);
	free(unit);
	return ok;
}

/* The keys stand on what is to be told. */
static void show_columns(struct import_screen *s)
{
	size_t at = 0;

	s->stage = STAGE_MAP;
	table_set_count(&s->table, (size_t)s->r->list->n_columns);
	for (int c = s->r->list->n_columns - 1; c >= 0; c--)
		if (roster_is_open(s->r, s->k, c))
			at = (size_t)c;
	list_select(&s->table.list, at);
}

static struct step failed(const struct err *e)
{
	return step_replace(dialog_message(0, STYLE_BAD, _("名单读不了"), e->text));
}

static struct step read_on(struct import_screen *s)
{
	struct err e = {0};

	switch (roster_reader_go_on(s->reader, &s->done, &s->total, &e)) {
	case ROSTER_MORE:
		return step_redraw();
	case ROSTER_FAILED:
		return failed(&e);
	case ROSTER_DONE:
		break;
	}
	s->r = roster_reader_take(s->reader);
	if (!match_columns(s, &e))
		return failed(&e);
	show_columns(s);
	return step_redraw();
}

static struct step check_on(struct import_screen *s)
{
	const struct roster_rules rules = {.k = s->k,
					   .c = s->c,
					   .list = s->list,
					   .store = s->session->store,
					   .today = store_today(s->session->store)};
	struct err e;
	bool done;

	if (!roster_check(s->r, &rules, ROWS_A_SLICE, &done, &e))
		return failed(&e);
	s->done = (int64_t)s->r->checked;
	s->total = (int64_t)s->r->n_rows;
	if (!done)
		return step_redraw();
	s->stage = STAGE_MAP;
	return step_push(roster_result_new(TAG_RESULT, s->r, s->c, s->list));
}

/* ---- events ---- */

static struct step begin_check(struct import_screen *s, struct app *app)
{
	for (int c = 0; c < s->r->list->n_columns; c++) {
		if (!roster_is_open(s->r, s->k, c))
			continue;
		list_select(&s->table.list, (size_t)c);
		app_say(app, STYLE_BAD, _("“%s”还没有对上单位的哪一列，按回车选"),
			s->r->columns[c].label);
		return step_redraw();
	}
	roster_recheck(s->r);
	s->stage = STAGE_CHECK;
	s->done = 0;
	return step_redraw();
}

static struct step ask_heading(struct import_screen *s)
{
	const char **options = xcalloc(s->r->n_headings + 1, sizeof(*options));
	int cell = s->r->map[s->table.list.selected].cell;
	char title[128];

	for (size_t i = 0; i < s->r->n_headings; i++)
		options[i] = *s->r->headings[i] ? s->r->headings[i] : _("（空表头）");
	options[s->r->n_headings] = _("没有这一列");
	snprintf(title, sizeof(title), _("“%s”是哪一列"),
		 s->r->columns[s->table.list.selected].label);
	struct screen *menu = dialog_menu(TAG_HEADING, title, options, s->r->n_headings + 1,
					  cell >= 0 ? (size_t)cell : 0);
	free(options);
	return step_push(menu);
}

static struct step take_heading(struct import_screen *s, int chosen)
{
	size_t column = s->table.list.selected;

	if (chosen < 0)
		return step_redraw();
	roster_choose(s->r, (int)column, (size_t)chosen < s->r->n_headings ? chosen : -1);
	list_move(&s->table.list, LIST_DOWN);
	return step_redraw();
}

static struct step event(struct screen *self, struct app *app, const struct screen_event *ev)
{
	struct import_screen *s = (struct import_screen *)self;

	if (ev->type == EV_ANSWER && ev->tag == TAG_HEADING)
		return take_heading(s, ev->answer);
	if (ev->type == EV_ANSWER && ev->tag == TAG_RESULT && ev->answer >= 0) {
		str_add(&s->said, ev->text); /* outlives the event */
		return step_answer(0, str_text(&s->said));
	}
	if (ev->action == ACT_BACK)
		return step_pop();
	if (ev->type == EV_WORK)
		return s->stage == STAGE_READ ? read_on(s) : check_on(s);
	if (s->stage != STAGE_MAP)
		return step_stay();
	switch (ev->action) {
	case ACT_CHECK:
		return begin_check(s, app);
	case ACT_CHOOSE:
		return ask_heading(s);
	}
	return list_event(&s->table.list, ev) ? step_redraw() : step_stay();
}

static bool works(const struct screen *self)
{
	return ((const struct import_screen *)self)->stage != STAGE_MAP;
}

static bool enabled(const struct screen *self, int action)
{
	return action == ACT_BACK || !works(self);
}

/* ---- */

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

/* What a clerk would not see from the rows. */
static void add_notes(const struct roster *r, struct str *out)
{
	if (r->hidden)
		str_addf(out, _("有 %zu 行在表里是隐藏的，也读进来了。"), r->hidden);
	if (r->formulas)
		str_addf(out, _("有 %zu 格是公式，取的是保存时的结果。"), r->formulas);
	if (r->passed_over)
		str_addf(out, _("合计、签名等 %zu 行没有读。"), r->passed_over);
	if (r->others)
		str_addf(out, _("工作表“%s”也像名单，没有读。"), r->others);
}

static void paint(struct screen *self, struct app *app, const struct canvas *c)
{
	struct import_screen *s = (struct import_screen *)self;
	struct canvas in = canvas_part(c, 0, 1, c->rows, c->cols - 2);
	struct canvas rest = canvas_part(&in, 4, 0, in.rows - 5, in.cols);
	struct str notes = {0};

	(void)app;
	if (s->stage != STAGE_MAP) {
		canvas_printf(&in, 1, 0, STYLE_HEADING, "%s", base_name(s->path));
		canvas_printf(&in, 3, 0, STYLE_NORMAL,
			      s->stage == STAGE_READ ? _("正在读……%d%%") : _("正在逐行核对……%d%%"),
			      s->total ? (int)(s->done * 100 / s->total) : 0);
		return;
	}
	canvas_printf(&in, 0, 0, STYLE_HEADING, _("%s：%zu 人"), base_name(s->path), s->r->n_rows);
	canvas_printf(&in, 1, 0, STYLE_MUTED,
		      *s->r->sheet ? _("%s，工作表“%s”，表头在第 %zu 行")
				   : _("%s%s，表头在第 %zu 行"),
		      s->r->format, s->r->sheet, s->r->heading_row);
	add_notes(s->r, &notes);
	canvas_wrap(&(struct canvas){in.frame, in.row + 2, in.col, 2, in.cols, in.force}, 0, 0,
		    STYLE_WARN, str_text(&notes));
	str_done(&notes);
	table_paint(&s->table, &rest, true);
	canvas_text(&in, in.rows - 1, 0, STYLE_MUTED,
		    _("看看每一栏取的是不是单位的那一列，对了按 F9 核对；不对按回车改。"));
}

static bool open_screen(struct screen *self, struct app *app, struct err *e)
{
	struct import_screen *s = (struct import_screen *)self;

	s->session = app_session(app);
	s->table.columns = columns;
	s->table.ctx = s;
	s->table.cell = fill_cell;
	s->reader = roster_reader_new(s->path, s->c->item, (size_t)s->c->lists[s->list].field, e);
	return s->reader != NULL;
}

static void close_screen(struct screen *self, struct app *app)
{
	struct import_screen *s = (struct import_screen *)self;

	(void)app;
	roster_reader_free(s->reader);
	roster_free(s->r);
	str_done(&s->said);
	free(s->path);
	free(s);
}

static const struct screen_ops ops = {
	.name = "roster_import",
	.title = N_("导入名单"),
	.actions = actions,
	.widgets = widget_actions,
	.open = open_screen,
	.paint = paint,
	.event = event,
	.close = close_screen,
	.enabled = enabled,
	.works = works,
};

struct screen *roster_import_new(int tag, struct casefile *c, const struct check *k, size_t list,
				 const char *path)
{
	struct import_screen *s = xcalloc(1, sizeof(*s));

	s->base.ops = &ops;
	s->base.tag = tag;
	s->c = c;
	s->k = k;
	s->list = list;
	s->path = xstrdup(path);
	return &s->base;
}
