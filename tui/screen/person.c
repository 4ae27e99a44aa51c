/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/person.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/ident.h"
#include "base/mem.h"
#include "base/text.h"
#include "guide/item.h"
#include "store/people.h"
#include "store/promises.h"
#include "tui/app.h"
#include "tui/screen/case.h"
#include "tui/screen/case_text.h"
#include "tui/screen/person_find.h"
#include "tui/screen/picker.h"
#include "tui/session.h"
#include "tui/viewing.h"
#include "tui/visit.h"
#include "tui/widget/dialog.h"
#include "tui/widget/table.h"

enum { ACT_OPEN = 1, ACT_BEGIN, ACT_UNMASK, ACT_JOIN, ACT_BACK };
enum { TAG_OTHER = 1, TAG_WHY };
enum { UNMASKED_MS = 20 * 1000, HISTORY = 200, WHY_CHARS = 20 };

static const struct action actions[] = {
	{ACT_OPEN, {K_ENTER}, N_("打开"), N_("打开选中的办件")},
	{ACT_BEGIN, {K_F2}, N_("办理"), N_("为此人办一件：选事项，已知的内容带进表单")},
	{ACT_UNMASK, {K_F4}, N_("显示号码"), N_("显示完整号码（有记录）；再按或过一会儿隐去")},
	{ACT_JOIN, {K_F5}, N_("并人"), N_("换了证件登记成两个人的，把另一个并进来")},
	{ACT_BACK, {K_ESC}, N_("返回"), N_("返回")},
	{0},
};
static const struct action *const widget_actions[] = {list_actions, NULL};

static const struct table_column columns[] = {
	{N_("身份"), 8},  {N_("日期"), 10}, {N_("编号"), 19}, {N_("事项"), 12, 3},
	{N_("状态"), 10}, {N_("待补"), 14}, {NULL},
};

struct part {
	const struct person_part *row;
	date_day due; /* of the first paper still to follow; DATE_NONE */
	size_t order; /* newest first */
};

struct person_screen {
	struct screen base;
	struct session *session;
	int64_t id;
	bool unmasked;
	struct arena arena;
	struct person_row *person;
	struct person_number *numbers;
	struct part *parts;
	size_t n_numbers, n_parts;
	int64_t other; /* to be made one with this */
	struct table table;
};

/* ---- reading ---- */

static bool is_overdue(const struct person_screen *s, const struct part *p)
{
	return p->due != DATE_NONE && p->due < store_today(s->session->store);
}

static bool read_due(struct person_screen *s, struct part *p, struct err *e)
{
	struct promise_row *rows;
	size_t n;

	p->due = DATE_NONE;
	if (!(CASE_BIT(p->row->state) & CASES_RUNNING))
		return true;
	if (!promises_of(s->session->store, p->row->number, &s->arena, &rows, &n, e))
		return false;
	for (size_t i = 0; i < n; i++)
		if (promise_is_open(&rows[i]) && (p->due == DATE_NONE || rows[i].due < p->due))
			p->due = rows[i].due;
	return true;
}

/* Overdue, then papers to follow and notices, then the rest, each the newest first. */
static int rank(const struct part *p)
{
	if (p->due != DATE_NONE)
		return 0;
	return p->row->state == CASE_DEFERRED || p->row->state == CASE_NOTICED ? 1 : 2;
}

static int in_order(const void *x, const void *y)
{
	const struct part *a = x, *b = y;

	if (rank(a) != rank(b))
		return rank(a) - rank(b);
	if (rank(a) == 0 && a->due != b->due)
		return a->due < b->due ? -1 : 1;
	return a->order < b->order ? -1 : 1;
}

static bool reload(struct person_screen *s, struct err *e)
{
	struct store *store = s->session->store;
	struct person_part *rows;
	size_t n;

	arena_done(&s->arena);
	s->arena = (struct arena){0};
	s->parts = NULL;
	s->n_parts = s->n_numbers = 0;
	if (!people_by_id(store, s->id, &s->arena, &s->person, e))
		return false;
	if (!s->person)
		return err_set(e, ERR_INPUT, _("没有这个人，请重新查找"));
	s->id = s->person->id;
	if (!people_numbers(store, s->id, &s->arena, &s->numbers, &s->n_numbers, e) ||
	    !people_history(store, s->id, HISTORY, &s->arena, &rows, &n, e))
		return false;
	s->parts = arena_array(&s->arena, n, sizeof(*s->parts));
	for (size_t i = 0; i < n; i++) {
		s->parts[i] = (struct part){.row = &rows[i], .order = i};
		if (!read_due(s, &s->parts[i], e))
			return false;
	}
	s->n_parts = n;
	if (n)
		qsort(s->parts, n, sizeof(*s->parts), in_order);
	table_set_count(&s->table, n);
	return true;
}

static struct step reload_step(struct person_screen *s, struct app *app)
{
	struct err e;

	if (reload(s, &e))
		return step_redraw();
	app_say(app, STYLE_BAD, "%s", e.text);
	return s->person ? step_redraw() : step_pop();
}

static const char *role_name(const char *id)
{
	for (int r = 0; id && r < ROLES; r++)
		if (strcmp(role_ids[r], id) == 0)
			return _(role_names[r]);
	return "";
}

static void fill_cell(void *ctx, size_t row, size_t column, struct table_cell *out)
{
	const struct person_screen *s = ctx;
	const struct part *p = &s->parts[row];
	char day[DATE_TEXT];
	const char *text = "";

	switch (column) {
	case 0:
		text = role_name(p->row->role);
		break;
	case 1:
		text = date_format(p->row->day, day);
		break;
	case 2:
		text = p->row->number;
		break;
	case 3:
		text = p->row->item_name ? p->row->item_name : p->row->item;
		break;
	case 4:
		out->style = case_state_style(p->row->state);
		text = _(case_state_names[p->row->state]);
		break;
	default:
		if (p->due == DATE_NONE)
			break;
		out->style = is_overdue(s, p) ? STYLE_BAD : STYLE_WARN;
		snprintf(out->text, sizeof(out->text), "%s%s", date_format(p->due, day),
			 is_overdue(s, p) ? _("逾期") : "");
		return;
	}
	snprintf(out->text, sizeof(out->text), "%s", text);
}

static bool open_screen(struct screen *self, struct app *app, struct err *e)
{
	struct person_screen *s = (struct person_screen *)self;

	s->session = app_session(app);
	s->table.columns = columns;
	s->table.ctx = s;
	s->table.cell = fill_cell;
	if (!reload(s, e))
		return false;
	visit_need_or_say(s->session, app);
	viewing_person(s->session, s->id);
	if (s->n_parts && is_overdue(s, &s->parts[0]))
		app_say(app, STYLE_BAD, _("有逾期未补的容缺材料：%s"), s->parts[0].row->number);
	return true;
}

/* ---- acts ---- */

/* Shown only once it stands in the ledger who looked. */
static struct step unmask(struct person_screen *s, struct app *app)
{
	struct err e;

	if (!s->unmasked && !people_unmask(s->session->store, &s->session->who, s->id, &e)) {
		app_say(app, STYLE_BAD, "%s", e.text);
		return step_redraw();
	}
	s->unmasked = !s->unmasked;
	return step_redraw();
}

static struct step ask_why(struct person_screen *s, const char *id)
{
	s->other = strtoll(id, NULL, 10);
	return step_push(dialog_prompt(
		TAG_WHY, &(struct dialog_prompt){
				 .title = _("并为一人"),
				 .text = _("选中的人的办件和号码都并到本页，不能撤销。原因："),
				 .initial = _("换证"),
				 .max_chars = WHY_CHARS}));
}

static struct step join(struct person_screen *s, struct app *app, const char *why)
{
	struct err e;

	if (!people_join(s->session->store, &s->session->who, s->other, s->id, why, &e)) {
		app_say(app, STYLE_BAD, "%s", e.text);
		return step_redraw();
	}
	app_say(app, STYLE_OK, _("已并为一人"));
	return reload_step(s, app);
}

static struct step on_answer(struct person_screen *s, struct app *app,
			     const struct screen_event *ev)
{
	/* The picker was left without an item. */
	s->session->subject = 0;
	if (ev->answer >= 0 && ev->tag == TAG_OTHER)
		return ask_why(s, ev->text);
	if (ev->answer >= 0 && ev->tag == TAG_WHY)
		return join(s, app, ev->text);
	return reload_step(s, app);
}

static struct step begin(struct person_screen *s)
{
	s->session->subject = s->id;
	return step_push(picker_new(""));
}

static struct step find_other(struct person_screen *s)
{
	struct screen *next = person_find_pick(s->person->name);

	next->tag = TAG_OTHER;
	return step_push(next);
}

static struct step event(struct screen *self, struct app *app, const struct screen_event *ev)
{
	struct person_screen *s = (struct person_screen *)self;

	if (ev->type == EV_ANSWER)
		return on_answer(s, app, ev);
	if (ev->type == EV_TICK) {
		bool hide = s->unmasked && ev->quiet_ms >= UNMASKED_MS;
		s->unmasked = s->unmasked && !hide;
		return hide ? step_redraw() : step_stay();
	}
	switch (ev->action) {
	case ACT_OPEN:
		return s->n_parts
			       ? step_push(case_new(s->parts[s->table.list.selected].row->number))
			       : step_stay();
	case ACT_BEGIN:
		return begin(s);
	case ACT_UNMASK:
		return unmask(s, app);
	case ACT_JOIN:
		return find_other(s);
	case ACT_BACK:
		return step_pop();
	}
	return list_event(&s->table.list, ev) ? step_redraw() : step_stay();
}

/* ---- painting ---- */

static const char *shown(const struct person_screen *s, const char *number, bool phone,
			 struct arena *a)
{
	bool whole = s->unmasked || (s->person->unit && !phone);
	size_t size = strlen(number) + 1;

	return ident_masked(whole   ? MASK_NONE
			    : phone ? MASK_PHONE
				    : MASK_NUMBER,
			    number, arena_alloc(a, size), size);
}

static const char *kind_word(const char *kind)
{
	for (int k = 0; kind && k < IDENT_KINDS; k++)
		if (strcmp(person_kind_ids[k], kind) == 0)
			return ident_kind_names[k];
	if (kind && strcmp(kind, unit_kind_ids[UNIT_CREDIT_CODE]) == 0)
		return _("统一社会信用代码");
	if (kind && strcmp(kind, unit_kind_ids[UNIT_NUMBER]) == 0)
		return _("单位编号");
	return kind && strcmp(kind, PERSON_SYSTEM_NUMBER) == 0 ? _("个人编号") : "";
}

static void add_others(const struct person_screen *s, bool phones, struct arena *a, struct str *out)
{
	for (size_t i = 0; i < s->n_numbers; i++) {
		const struct person_number *n = &s->numbers[i];
		bool phone = strcmp(n->kind, PERSON_PHONE) == 0;
		if (phone != phones)
			continue;
		str_addf(out, "　%s%s%s", phone ? "" : kind_word(n->kind), phone ? "" : " ",
			 shown(s, n->number, phone, a));
	}
}

static void paint_head(const struct person_screen *s, const struct canvas *c)
{
	const struct person_row *p = s->person;
	struct arena a = {0};
	struct str line = {0};
	char day[DATE_TEXT];

	int col = canvas_text(c, 0, 0, STYLE_HEADING, p->name);
	if (!p->unit && p->birth != DATE_NONE)
		canvas_printf(c, 0, col + 2, STYLE_NORMAL, _("%s　%s 生"),
			      !p->sex			 ? ""
			      : strcmp(p->sex, "M") == 0 ? _("男")
							 : _("女"),
			      date_format(p->birth, day));
	if (p->number)
		str_addf(&line, "%s %s", kind_word(p->kind), shown(s, p->number, false, &a));
	add_others(s, false, &a, &line);
	canvas_text(c, 1, 0, STYLE_VALUE, str_text(&line));
	str_clear(&line);
	str_addf(&line, _("电话 %s"), p->phone ? shown(s, p->phone, true, &a) : _("没有"));
	add_others(s, true, &a, &line);
	canvas_text(c, 2, 0, STYLE_VALUE, str_text(&line));
	str_done(&line);
	arena_done(&a);
}

static void paint(struct screen *self, struct app *app, const struct canvas *c)
{
	struct person_screen *s = (struct person_screen *)self;
	struct canvas in = canvas_part(c, 0, 1, c->rows, c->cols - 2);
	struct canvas table = canvas_part(&in, 4, 0, in.rows - 4, in.cols);

	(void)app;
	if (!s->person)
		return;
	paint_head(s, &in);
	table_paint(&s->table, &table, true);
}

static bool enabled(const struct screen *self, int action)
{
	const struct person_screen *s = (const struct person_screen *)self;
	bool clerk = s->session->posts & POST_BIT(POST_CLERK);

	return (action != ACT_BEGIN && action != ACT_JOIN) || clerk;
}

static void close_screen(struct screen *self, struct app *app)
{
	struct person_screen *s = (struct person_screen *)self;

	(void)app;
	arena_done(&s->arena);
	free(s);
}

static const struct screen_ops ops = {
	.name = "person",
	.title = N_("人员"),
	.actions = actions,
	.widgets = widget_actions,
	.open = open_screen,
	.paint = paint,
	.event = event,
	.close = close_screen,
	.enabled = enabled,
};

struct screen *person_new(int64_t id)
{
	struct person_screen *s = xcalloc(1, sizeof(*s));

	s->base.ops = &ops;
	s->id = id;
	return &s->base;
}
