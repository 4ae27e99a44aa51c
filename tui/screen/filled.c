/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/filled.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/text.h"
#include "case/known.h"
#include "case/pinned.h"
#include "case/reopened.h"
#include "office/filled.h"
#include "store/cases.h"
#include "store/people.h"
#include "tui/app.h"
#include "tui/session.h"
#include "tui/widget/table.h"

enum { ACT_PRINT = 1, ACT_ALL, ACT_SIGNED, ACT_BACK };

static const struct action actions[] = {
	{ACT_PRINT, {K_ENTER}, N_("打印"), N_("打印亮着的这一份，由申请人签字")},
	{ACT_ALL, {'a', 'A', K_F5}, N_("全部打"), N_("需要而还没有打印的都打")},
	{ACT_SIGNED, {K_SPACE}, N_("签回"), N_("签好交回：这份材料标为合格，再按取消")},
	{ACT_BACK, {K_ESC, K_CTRL('F')}, N_("返回"), N_("返回")},
	{0},
};
static const struct action *const widget_actions[] = {list_actions, NULL};

static const struct table_column columns[] = {
	{N_("情况"), 8}, {N_("材料"), 30, 1}, {N_("打印"), 6}, {NULL}};
static const char *const need_names[] = {
	[FILLED_NEEDED] = N_("需要"),  [FILLED_CHOICE] = N_("任选其一"),
	[FILLED_DEPENDS] = N_("待定"), [FILLED_THERE] = N_("已收"),
	[FILLED_NOT] = N_("不需要"),
};

struct filled_screen {
	struct screen base;
	struct session *session;
	char *number; /* of the case; NULL: of an intake */
	struct casefile *c;
	struct check *k;
	void (*changed)(void *ctx);
	void *ctx;
	/* Of a case: its own. */
	struct casefile own;
	struct item *item;
	bool *before; /* printed earlier; n_documents */
	struct table table;
	size_t *rows; /* of item->documents; in the order in which they stood when it was opened */
};

static int paper_at(const struct filled_screen *s, size_t row)
{
	return s->c->item->documents[s->rows[row]].paper;
}

static bool is_printed(const struct filled_screen *s, size_t row)
{
	return s->number ? s->before[s->rows[row]] : s->c->papers[paper_at(s, row)].printed;
}

static void fill_cell(void *ctx, size_t row, size_t column, struct table_cell *out)
{
	const struct filled_screen *s = ctx;
	int paper = paper_at(s, row);
	enum filled_need need = filled_need(s->c, s->k, paper);

	if (need == FILLED_THERE)
		out->style = STYLE_OK;
	else if (need != FILLED_NEEDED)
		out->style = STYLE_MUTED;
	switch (column) {
	case 0:
		snprintf(out->text, sizeof(out->text), "%s", _(need_names[need]));
		break;
	case 1:
		snprintf(out->text, sizeof(out->text), "%s", s->c->item->papers[paper].name);
		break;
	default:
		snprintf(out->text, sizeof(out->text), "%s", is_printed(s, row) ? _("已打印") : "");
	}
}

/* The case as it was decided, by the version it was decided by. */
static bool open_case(struct filled_screen *s, struct err *e)
{
	struct arena a = {0};
	struct case_record *r = NULL;
	bool ok = cases_get(s->session->store, s->number, &a, &r, e);

	if (ok && !r)
		ok = err_set(e, ERR_INPUT, _("库里没有编号 %s 的办件"), s->number);
	if (ok)
		s->item = pinned_item(s->session->store, r->item_version, s->session->forms, e);
	if (s->item && reopened_init(&s->own, s->item, r, e)) {
		s->c = &s->own;
		s->k = check_new(s->item);
		check_run(s->k, &s->own.in, s->session->calendar);
		s->before = xcalloc(s->item->n_documents + 1, sizeof(*s->before));
		for (size_t i = 0; i < s->item->n_documents; i++)
			s->before[i] = session_filled_before(s->session, s->item, i, s->number);
	}
	arena_done(&a);
	return s->c != NULL;
}

static bool open_screen(struct screen *self, struct app *app, struct err *e)
{
	struct filled_screen *s = (struct filled_screen *)self;

	s->session = app_session(app);
	if (s->number && !open_case(s, e))
		return false;
	s->rows = xcalloc(s->c->item->n_documents + 1, sizeof(*s->rows));
	size_t n = filled_list(s->c, s->k, s->rows);
	if (!n)
		return err_set(e, ERR_INPUT, _("这一件没有由我们打印的申请表、承诺书等"));
	s->table.columns = columns;
	s->table.ctx = s;
	s->table.cell = fill_cell;
	table_set_count(&s->table, n);
	return true;
}

/* ---- acts ---- */

/* What the form says is wrong would be signed: the first of it. What is empty is left to the hand.
 */
static bool has_wrong_value(const struct filled_screen *s, struct err *e)
{
	struct form_fault *faults;
	size_t n = casefile_faults(s->c, s->k, store_today(s->session->store), &faults);

	for (size_t i = 0; i < n; i++)
		if (!faults[i].empty)
			return err_set(e, ERR_INPUT, _("%s。改正后再打印"), faults[i].text), true;
	return false;
}

/* Nobody's numbers are printed before the clerk has looked whether it is them. */
static bool may_print(struct filled_screen *s, struct app *app)
{
	struct err e;

	if (!s->number && known_open(s->c, s->k)) {
		app_say(app, STYLE_WARN, _("填入的已知内容还没有核对：返回后 Ctrl+R 确认，再打印"));
		return false;
	}
	if (!s->number && has_wrong_value(s, &e)) {
		app_say(app, STYLE_BAD, "%s", e.text);
		return false;
	}
	/* What is printed whole was looked at: that is recorded like any unmasking. */
	if (s->number && !people_unmask_case(s->session->store, &s->session->who, s->number, &e)) {
		app_say(app, STYLE_BAD, "%s", e.text);
		return false;
	}
	return true;
}

static void note_printed(struct filled_screen *s, size_t row)
{
	if (s->number)
		s->before[s->rows[row]] = true;
	else
		s->c->papers[paper_at(s, row)].printed = true;
}

static struct step print_rows(struct filled_screen *s, struct app *app, const size_t *rows,
			      size_t n)
{
	size_t *documents = xcalloc(n + 1, sizeof(*documents)), done = 0;
	struct str text = {0};
	char *path = NULL;
	struct err e;

	if (may_print(s, app)) {
		for (size_t i = 0; i < n; i++)
			documents[i] = s->rows[rows[i]];
		bool ok = session_filled(s->session, s->c, s->k, documents, n, s->number, &done,
					 &path, &e);
		for (size_t i = 0; i < done; i++)
			note_printed(s, rows[i]);
		if (ok)
			str_addf(&text, n > 1 ? _("%zu 份") : "", n);
		if (ok)
			session_print_say(s->session, path, &text);
		app_say(app, ok ? STYLE_OK : STYLE_BAD, "%s", ok ? str_text(&text) : e.text);
		if (done && s->changed)
			s->changed(s->ctx);
	}
	str_done(&text);
	free(path);
	free(documents);
	return step_redraw();
}

static struct step print_all(struct filled_screen *s, struct app *app)
{
	size_t *rows = xcalloc(s->table.list.count, sizeof(*rows)), n = 0;
	struct step step = step_redraw();

	for (size_t i = 0; i < s->table.list.count; i++)
		if (filled_need(s->c, s->k, paper_at(s, i)) == FILLED_NEEDED && !is_printed(s, i))
			rows[n++] = i;
	if (n)
		step = print_rows(s, app, rows, n);
	else
		app_say(app, STYLE_NORMAL, _("需要的都已打印或已收到；单份再打按 Enter"));
	free(rows);
	return step;
}

static struct step take_signed(struct filled_screen *s)
{
	size_t paper = (size_t)paper_at(s, s->table.list.selected);
	bool good = s->c->in.marks[paper].state == PAPER_OK;

	casefile_mark(s->c, paper, (struct paper_mark){.state = good ? PAPER_ABSENT : PAPER_OK});
	s->c->papers[paper].not_brought = false;
	s->changed(s->ctx);
	return step_redraw();
}

static bool enabled(const struct screen *self, int action)
{
	const struct filled_screen *s = (const struct filled_screen *)self;

	return action != ACT_SIGNED || !s->number;
}

static struct step event(struct screen *self, struct app *app, const struct screen_event *ev)
{
	struct filled_screen *s = (struct filled_screen *)self;

	switch (ev->action) {
	case ACT_PRINT:
		return print_rows(s, app, &s->table.list.selected, 1);
	case ACT_ALL:
		return print_all(s, app);
	case ACT_SIGNED:
		return enabled(self, ACT_SIGNED) ? take_signed(s) : step_stay();
	case ACT_BACK:
		return step_pop();
	}
	return list_event(&s->table.list, ev) ? step_redraw() : step_stay();
}

static void paint(struct screen *self, struct app *app, const struct canvas *c)
{
	enum { FOOT = 3 };
	struct filled_screen *s = (struct filled_screen *)self;
	struct canvas in = canvas_part(c, 0, 1, c->rows - FOOT, c->cols - 2);
	struct canvas foot = canvas_part(c, c->rows - FOOT, 1, FOOT, c->cols - 2);

	(void)app;
	table_paint(&s->table, &in, true);
	canvas_wrap(&foot, 0, 0, STYLE_MUTED,
		    s->number ? _("按受理时录入的内容打印，号码不隐去；会记下是谁打印的。")
			      : _("按已录入的内容打印，没有录入的留空手填；签好交回按空格。"));
}

static void close_screen(struct screen *self, struct app *app)
{
	struct filled_screen *s = (struct filled_screen *)self;

	(void)app;
	if (s->number && s->c) {
		check_free(s->k);
		casefile_done(&s->own);
	}
	item_free(s->item);
	free(s->before);
	free(s->rows);
	free(s->number);
	free(s);
}

static const struct screen_ops ops = {
	.name = "filled",
	.title = N_("免填单"),
	.actions = actions,
	.widgets = widget_actions,
	.open = open_screen,
	.paint = paint,
	.event = event,
	.close = close_screen,
	.enabled = enabled,
};

struct screen *filled_new(struct casefile *c, struct check *k, void (*changed)(void *ctx),
			  void *ctx)
{
	struct filled_screen *s = xcalloc(1, sizeof(*s));

	s->base.ops = &ops;
	s->c = c;
	s->k = k;
	s->changed = changed;
	s->ctx = ctx;
	return &s->base;
}

struct screen *filled_of_case(const char *number)
{
	struct filled_screen *s = xcalloc(1, sizeof(*s));

	s->base.ops = &ops;
	s->number = xstrdup(number);
	return &s->base;
}
