/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/paper_rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/pinyin.h"
#include "base/text.h"
#include "base/utf8.h"
#include "tui/app.h"
#include "tui/widget/dialog.h"
#include "tui/widget/list.h"

enum {
	ACT_OK = 1,
	ACT_COLUMN,
	ACT_UNFIT,
	ACT_ABSENT,
	ACT_LEFT,
	ACT_RIGHT,
	ACT_NEXT,
	ACT_ERASE,
	ACT_BACK
};
enum { TAG_UNFIT = 1 };
enum { TYPED_MAX = 60, FORGET_MS = 2000 };
/* Columns of the line: number, name, the end of the certificate, then the papers. */
enum { AT_NAME = 5, AT_TAIL = 19, AT_PAPERS = 26, PAPER_MIN = 12, PAPER_MAX = 26 };

static const struct action actions[] = {
	{ACT_OK, {K_SPACE}, N_("合格"), N_("这一格标为合格，再按取消；到下一人")},
	{ACT_COLUMN, {K_F6}, N_("整列合格"), N_("这份材料：没有标过的人全部标为合格")},
	{ACT_UNFIT, {'x', 'X', K_F8}, N_("不合格"), N_("这一格标为不合格并选原因")},
	{ACT_ABSENT, {K_DELETE}, N_("未交"), N_("这一格标为未交")},
	{ACT_LEFT, {K_LEFT, K_BACKTAB}, N_("左"), N_("左边的材料"), ACTION_QUIET},
	{ACT_RIGHT, {K_RIGHT, K_TAB}, N_("右"), N_("右边的材料"), ACTION_QUIET},
	{ACT_NEXT,
	 {K_ENTER},
	 N_("下一人"),
	 N_("键入首字母、汉字或证件末位跳到一个人；再按回车到下一个相符的人")},
	{ACT_ERASE, {K_BACKSPACE}, N_("退格"), N_("删去键入的最后一个字"), ACTION_QUIET},
	{ACT_BACK, {K_ESC}, N_("返回"), N_("返回材料清单")},
	{0},
};
static const struct action *const widget_actions[] = {list_actions, NULL};

struct paper_rows_screen {
	struct screen base;
	struct casefile *c;
	const struct check *k;
	void (*keep)(void *ctx);
	void *keep_ctx;
	bool changed; /* since it was kept */
	size_t list;
	size_t *papers, n_papers; /* the columns */
	size_t column, first;	  /* the one the keys are in; the leftmost shown */
	struct list people;
	char typed[TYPED_MAX + 1]; /* to jump to a person */
};

static const struct people_list *rows_of(const struct paper_rows_screen *s)
{
	return &s->c->lists[s->list];
}

static size_t paper_of(const struct paper_rows_screen *s)
{
	return s->papers[s->column];
}

/* ---- columns ---- */

static bool is_asked(const struct check *k, size_t paper)
{
	for (size_t d = 0; d < k->item->n_demands; d++)
		if (k->item->demands[d].kind == DEMAND_PAPER &&
		    k->item->demands[d].paper == (int)paper && k->demand_need[d] != NEED_NO)
			return true;
	return false;
}

static void set_columns(struct paper_rows_screen *s, size_t paper)
{
	const struct item *it = s->c->item;

	s->papers = xcalloc(it->n_papers, sizeof(*s->papers));
	for (size_t p = 0; p < it->n_papers; p++) {
		if (it->papers[p].per_list != it->papers[paper].per_list ||
		    (p != paper && !is_asked(s->k, p)))
			continue;
		if (p == paper)
			s->column = s->n_papers;
		s->papers[s->n_papers++] = p;
	}
}

/* ---- finding a person ---- */

/* The certificate's number, "" while there is none. */
static const char *number_of(const struct paper_rows_screen *s, size_t row)
{
	const struct field *f = &s->c->item->fields[rows_of(s)->field];
	const char *cell = NULL;

	for (int i = 0; i < f->n_columns; i++)
		if (s->c->item->columns[f->first_column + i].type == FIELD_IDENT)
			cell = rows_of(s)->rows[row].cells[i];
	return cell ? cell : "";
}

static bool is_meant(const struct paper_rows_screen *s, size_t row, const char *typed)
{
	const char *name = casefile_row_name(s->c, s->list, row), *number = number_of(s, row);
	size_t n = strlen(number), t = strlen(typed);

	if (name && pinyin_find(name, typed) == 0)
		return true;
	return t <= n && strcmp(number + n - t, typed) == 0;
}

/* The nearest such person from `from` on, then from the start. */
static bool jump(struct paper_rows_screen *s, const char *typed, size_t from)
{
	size_t n = rows_of(s)->count;

	for (size_t i = 0; i < n; i++)
		if (is_meant(s, (from + i) % n, typed)) {
			list_select(&s->people, (from + i) % n);
			return true;
		}
	return false;
}

static struct step ask_unfit(const struct paper_rows_screen *s)
{
	static const char *words[UNFITS];

	for (int u = 0; u < UNFITS; u++)
		words[u] = _(unfit_names[u]);
	return step_push(
		dialog_menu(TAG_UNFIT, s->c->item->papers[paper_of(s)].name, words, UNFITS, 0));
}

/* Behind letters that name somebody an x that names nobody is the key of the footer. */
static struct step type(struct paper_rows_screen *s, struct app *app, const char *text)
{
	char wanted[TYPED_MAX + 1];

	if (snprintf(wanted, sizeof(wanted), "%s%s", s->typed, text) >= (int)sizeof(wanted))
		return step_stay();
	if (jump(s, wanted, s->people.selected)) {
		strcpy(s->typed, wanted);
		return step_redraw();
	}
	if (*s->typed && (strcmp(text, "x") == 0 || strcmp(text, "X") == 0)) {
		s->typed[0] = '\0';
		return ask_unfit(s);
	}
	app_say(app, STYLE_WARN, _("名单里没有“%s”"), wanted);
	s->typed[0] = '\0';
	return step_redraw();
}

/* ---- marks ---- */

static void set_mark(struct paper_rows_screen *s, struct row_mark mark)
{
	casefile_mark_row(s->c, paper_of(s), s->people.selected, mark);
	s->changed = true;
}

static struct step toggle(struct paper_rows_screen *s)
{
	const struct row_mark *m = &rows_of(s)->rows[s->people.selected].marks[paper_of(s)];
	bool was = m->state == PAPER_OK;

	set_mark(s, (struct row_mark){.state = was ? PAPER_ABSENT : PAPER_OK});
	if (!was)
		list_move(&s->people, LIST_DOWN);
	return step_redraw();
}

static struct step act(struct paper_rows_screen *s, int action)
{
	bool typing = *s->typed;

	if (action == ACT_ERASE) {
		size_t len = strlen(s->typed);
		s->typed[len - utf8_cluster_before(s->typed, len)] = '\0';
		return step_redraw();
	}
	if (action == ACT_NEXT && typing) {
		jump(s, s->typed, s->people.selected + 1);
		return step_redraw();
	}
	s->typed[0] = '\0';
	switch (action) {
	case ACT_OK:
		return toggle(s);
	case ACT_COLUMN:
		casefile_mark_rest(s->c, paper_of(s));
		s->changed = true;
		return step_redraw();
	case ACT_UNFIT:
		return ask_unfit(s);
	case ACT_ABSENT:
		set_mark(s, (struct row_mark){.state = PAPER_ABSENT});
		return step_redraw();
	case ACT_LEFT:
		s->column -= s->column > 0;
		return step_redraw();
	case ACT_RIGHT:
		s->column += s->column + 1 < s->n_papers;
		return step_redraw();
	case ACT_NEXT:
		list_move(&s->people, LIST_DOWN);
		return step_redraw();
	default:
		return typing ? step_redraw() : step_pop();
	}
}

static struct step tick(struct paper_rows_screen *s, const struct screen_event *ev)
{
	bool forget = *s->typed && ev->quiet_ms >= FORGET_MS;

	if (s->changed)
		s->keep(s->keep_ctx);
	s->changed = false;
	if (forget)
		s->typed[0] = '\0';
	return forget ? step_redraw() : step_stay();
}

static struct step event(struct screen *self, struct app *app, const struct screen_event *ev)
{
	struct paper_rows_screen *s = (struct paper_rows_screen *)self;

	if (ev->type == EV_TICK)
		return tick(s, ev);
	if (ev->type == EV_ANSWER && ev->tag == TAG_UNFIT) {
		if (ev->answer >= 0)
			set_mark(s, (struct row_mark){PAPER_UNFIT, (enum unfit)ev->answer});
		return step_redraw();
	}
	if (ev->type == EV_TEXT)
		return type(s, app, ev->text);
	if (ev->type == EV_KEY && ev->action && ev->action < ACTION_BUILTIN)
		return act(s, ev->action);
	if (!list_event(&s->people, ev))
		return step_stay();
	s->typed[0] = '\0';
	return step_redraw();
}

/* While a name is being typed its letters are letters. */
static bool enabled(const struct screen *self, int action)
{
	const struct paper_rows_screen *s = (const struct paper_rows_screen *)self;

	return action != ACT_UNFIT || !*s->typed;
}

/* ---- painting ---- */

static int paper_width(const struct paper_rows_screen *s, int cols)
{
	int each = (cols - AT_PAPERS) / (int)s->n_papers - 1;

	return each < PAPER_MIN ? PAPER_MIN : each > PAPER_MAX ? PAPER_MAX : each;
}

/* The column of the line a paper's cell begins in; the one with the keys is always in sight. */
static size_t shown(struct paper_rows_screen *s, int cols)
{
	int room = (cols - AT_PAPERS + 1) / (paper_width(s, cols) + 1);
	size_t n = room > 1 ? (size_t)room : 1;

	if (s->column < s->first)
		s->first = s->column;
	if (s->column >= s->first + n)
		s->first = s->column + 1 - n;
	return n < s->n_papers - s->first ? n : s->n_papers - s->first;
}

static enum style cell_text(const struct row_mark *m, char *out, size_t size)
{
	switch (m->state) {
	case PAPER_OK:
		snprintf(out, size, "[✓]");
		return STYLE_OK;
	case PAPER_UNFIT:
		snprintf(out, size, "[×] %s", _(unfit_names[m->unfit]));
		return STYLE_BAD;
	default:
		snprintf(out, size, "[ ]");
		return STYLE_NORMAL;
	}
}

static void paint_row(void *ctx, size_t row, const struct canvas *line, bool selected)
{
	struct paper_rows_screen *s = ctx;
	const char *name = casefile_row_name(s->c, s->list, row), *number = number_of(s, row);
	int width = paper_width(s, line->cols);
	size_t len = strlen(number), n = shown(s, line->cols);
	enum style style = selected ? STYLE_SELECTED : STYLE_NORMAL;
	char text[96];

	snprintf(text, sizeof(text), "%zu", row + 1);
	canvas_cell(line, 0, 0, AT_NAME - 1, ALIGN_RIGHT, style, text);
	canvas_cell(line, 0, AT_NAME, AT_TAIL - AT_NAME - 1, ALIGN_LEFT, style,
		    name ? name : _("（未填）"));
	if (len >= 4)
		canvas_cell(line, 0, AT_TAIL, AT_PAPERS - AT_TAIL - 1, ALIGN_LEFT, STYLE_MUTED,
			    number + len - 4);
	for (size_t i = 0; i < n; i++) {
		size_t column = s->first + i;
		const struct row_mark *m = &rows_of(s)->rows[row].marks[s->papers[column]];
		enum style mark = cell_text(m, text, sizeof(text));
		canvas_cell(line, 0, AT_PAPERS + (int)i * (width + 1), width, ALIGN_LEFT,
			    selected && column == s->column ? STYLE_FOCUS : mark, text);
	}
}

static void paint_heading(struct paper_rows_screen *s, const struct canvas *line)
{
	int width = paper_width(s, line->cols);
	size_t n = shown(s, line->cols);

	canvas_cell(line, 0, 0, AT_NAME - 1, ALIGN_RIGHT, STYLE_HEADING, _("序号"));
	canvas_cell(line, 0, AT_NAME, AT_TAIL - AT_NAME - 1, ALIGN_LEFT, STYLE_HEADING, _("姓名"));
	canvas_cell(line, 0, AT_TAIL, AT_PAPERS - AT_TAIL - 1, ALIGN_LEFT, STYLE_HEADING,
		    _("证件尾"));
	for (size_t i = 0; i < n; i++)
		canvas_cell(line, 0, AT_PAPERS + (int)i * (width + 1), width, ALIGN_LEFT,
			    s->first + i == s->column ? STYLE_TITLE : STYLE_HEADING,
			    s->c->item->papers[s->papers[s->first + i]].name);
}

static void paint(struct screen *self, struct app *app, const struct canvas *c)
{
	struct paper_rows_screen *s = (struct paper_rows_screen *)self;
	struct canvas in = canvas_part(c, 0, 1, c->rows, c->cols - 2);
	struct canvas heading = canvas_part(&in, 1, 0, 1, in.cols);
	struct canvas people = canvas_part(&in, 2, 0, in.rows - 3, in.cols);
	const struct paper_mark *m = &s->c->in.marks[paper_of(s)];

	(void)app;
	canvas_printf(&in, 0, 0, m->state == PAPER_OK ? STYLE_OK : STYLE_HEADING, "%s %d/%d",
		      s->c->item->papers[paper_of(s)].name, m->rows_ok, m->rows);
	paint_heading(s, &heading);
	list_paint(&s->people, &people, false);
	if (*s->typed)
		canvas_printf(&in, in.rows - 1, 0, STYLE_LABEL, _("跳到：%s"), s->typed);
	else if (s->first > 0 || s->first + shown(s, in.cols) < s->n_papers)
		canvas_text(&in, in.rows - 1, 0, STYLE_MUTED, _("← → 还有别的材料"));
}

static bool open_screen(struct screen *self, struct app *app, struct err *e)
{
	struct paper_rows_screen *s = (struct paper_rows_screen *)self;

	(void)app;
	(void)e;
	s->people.ctx = s;
	s->people.paint_row = paint_row;
	list_set_count(&s->people, rows_of(s)->count);
	/* To whoever lacks it first. */
	const struct paper_mark *m = &s->c->in.marks[paper_of(s)];
	if (m->rows > m->rows_ok)
		list_select(&s->people, (size_t)m->gaps[0].row);
	return true;
}

static void close_screen(struct screen *self, struct app *app)
{
	struct paper_rows_screen *s = (struct paper_rows_screen *)self;

	(void)app;
	free(s->papers);
	free(s);
}

static const struct screen_ops ops = {
	.name = "paper-rows",
	.title = N_("按人核对材料"),
	.actions = actions,
	.widgets = widget_actions,
	.open = open_screen,
	.paint = paint,
	.event = event,
	.close = close_screen,
	.enabled = enabled,
};

struct screen *paper_rows_new(struct casefile *c, const struct check *k, size_t paper,
			      void (*keep)(void *ctx), void *ctx)
{
	struct paper_rows_screen *s = xcalloc(1, sizeof(*s));

	s->base.ops = &ops;
	s->c = c;
	s->k = k;
	s->keep = keep;
	s->keep_ctx = ctx;
	s->list = (size_t)casefile_paper_list(c, paper);
	set_columns(s, paper);
	return &s->base;
}
