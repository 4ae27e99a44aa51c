/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/picker.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "case/again.h"
#include "guide/search.h"
#include "store/cases.h"
#include "tui/app.h"
#include "tui/screen/case.h"
#include "tui/screen/consult.h"
#include "tui/screen/intake.h"
#include "tui/screen/item.h"
#include "tui/screen/item_text.h"
#include "tui/screen/siblings.h"
#include "tui/session.h"
#include "tui/visit.h"
#include "tui/widget/field.h"
#include "tui/widget/field_paint.h"
#include "tui/widget/list.h"

enum { ACT_OPEN = 1, ACT_READ, ACT_COMPARE, ACT_NEXT, ACT_BACK };
enum { TAG_SIBLING = 1 };
enum { ID_COLS = 7 };

static const struct action actions[] = {
	{ACT_OPEN, {K_ENTER}, N_("办理"), N_("开始办理选中的事项；咨询页则打开来读")},
	{ACT_READ, {K_F3}, N_("全文"), N_("看这个事项或咨询页的全部内容")},
	{ACT_COMPARE, {K_F4}, N_("比较"), N_("与相近的事项并排比较：该办哪一项")},
	VISIT_NEXT_ROW(ACT_NEXT, 0),
	{ACT_BACK, {K_ESC}, N_("返回"), N_("清空查找，再按返回")},
	{0},
};
static const struct action *const widget_actions[] = {list_actions, field_actions, NULL};

struct row { /* a heading, an item or a consult page */
	const char *category;
	const struct item *item;
	const struct consult *page;
};
struct picker_screen {
	struct screen base;
	struct session *session;
	const struct catalog *catalog;
	struct text_field typed;
	struct list list;
	struct row *rows; /* room for every item, page and category */
	struct search_hit *found;
	struct textpane preview;
	struct row shown; /* in the preview */
	/* An item is chosen in its place, not opened, and no page shown; NULL */
	const struct item *instead;
};

/* ---- rows ---- */

static bool seen(const struct picker_screen *s, size_t n, const char *category)
{
	for (size_t i = 0; i < n; i++)
		if (s->rows[i].category && strcmp(s->rows[i].category, category) == 0)
			return true;
	return false;
}

/* Pages by their categories, below the items. */
static size_t add_pages(struct picker_screen *s, size_t n)
{
	const struct catalog *c = s->catalog;

	for (size_t i = 0; i < c->n_consults; i++) {
		const char *category = c->consults[i]->category;
		if (seen(s, n, category))
			continue;
		s->rows[n++] = (struct row){.category = category};
		for (size_t j = i; j < c->n_consults; j++)
			if (strcmp(c->consults[j]->category, category) == 0)
				s->rows[n++] = (struct row){.page = c->consults[j]};
	}
	return n;
}

/* Categories in the order of the guide, their items below them. */
static size_t make_tree(struct picker_screen *s)
{
	size_t n = 0;

	for (size_t i = 0; i < s->catalog->n_items; i++) {
		const char *category = s->catalog->items[i]->category;
		if (seen(s, n, category))
			continue;
		s->rows[n++] = (struct row){.category = category};
		for (size_t j = i; j < s->catalog->n_items; j++)
			if (strcmp(s->catalog->items[j]->category, category) == 0)
				s->rows[n++] = (struct row){.item = s->catalog->items[j]};
	}
	return s->instead ? n : add_pages(s, n);
}

static size_t make_found(struct picker_screen *s)
{
	const struct catalog *c = s->catalog;
	size_t n = s->instead ? search_items(c->items, c->n_items, field_text(&s->typed), s->found)
			      : search_catalog(c, field_text(&s->typed), s->found);

	for (size_t i = 0; i < n; i++) {
		size_t at = s->found[i].item;
		s->rows[i] = at < c->n_items ? (struct row){.item = c->items[at]}
					     : (struct row){.page = c->consults[at - c->n_items]};
	}
	return n;
}

static struct row selected(const struct picker_screen *s)
{
	return s->list.count ? s->rows[s->list.selected] : (struct row){0};
}

static void show_selected(struct picker_screen *s)
{
	const struct row row = selected(s);

	if (row.item == s->shown.item && row.page == s->shown.page)
		return;
	s->shown = row;
	textpane_home(&s->preview);
	textpane_clear(&s->preview);
	if (row.item)
		item_text_fill(&s->preview, s->session, row.item);
	else if (row.page)
		consult_text_fill(&s->preview, row.page, false);
}

static void refresh(struct picker_screen *s)
{
	size_t n = *field_text(&s->typed) ? make_found(s) : make_tree(s);

	s->list.top = 0;
	list_set_count(&s->list, n);
	list_select(&s->list, 0);
	for (size_t i = 0; s->instead && !*field_text(&s->typed) && i < n; i++)
		if (s->rows[i].item == s->instead)
			list_select(&s->list, i);
	show_selected(s);
}

static bool is_heading(void *ctx, size_t i)
{
	return ((struct picker_screen *)ctx)->rows[i].category != NULL;
}

static bool is_ours(const struct item *it)
{
	for (size_t i = 0; i < it->n_channels; i++)
		if (it->channels[i].here)
			return !it->filing_none;
	return false;
}

static void paint_row(void *ctx, size_t i, const struct canvas *line, bool is_selected)
{
	const struct picker_screen *s = ctx;
	const struct row *r = &s->rows[i];

	(void)is_selected;
	if (r->category) {
		canvas_text(line, 0, 0, STYLE_HEADING, r->category);
		return;
	}
	const char *id = r->item ? r->item->id : r->page->id;
	const char *name = r->item ? r->item->name : r->page->name;
	enum style style = r->page || is_ours(r->item) ? STYLE_NORMAL : STYLE_MUTED;
	canvas_cell(line, 0, 0, ID_COLS, ALIGN_LEFT, STYLE_MUTED, id);
	int col = ID_COLS;
	if (r->page)
		col += canvas_text(line, 0, col, STYLE_LABEL, _("咨询 "));
	col += canvas_text(line, 0, col, style, name);
	if (*field_text(&s->typed) && col + 2 < line->cols)
		canvas_text(line, 0, col + 2, STYLE_MUTED,
			    r->item ? r->item->category : r->page->category);
}

/* ---- events ---- */

/* The place of a mistake fits in the line when it is told from the forms folder on. */
static const char *without_folder(const char *text, const char *folder)
{
	size_t n = strlen(folder);

	return strncmp(text, folder, n) == 0 && text[n] == '/' ? text + n + 1 : text;
}

static bool open_screen(struct screen *self, struct app *app, struct err *e)
{
	struct picker_screen *s = (struct picker_screen *)self;

	s->session = app_session(app);
	s->catalog = session_catalog(s->session, e);
	if (!s->catalog)
		return false;
	size_t most = s->catalog->n_items + s->catalog->n_consults;
	s->rows = xcalloc(2 * most, sizeof(*s->rows));
	s->found = xcalloc(most, sizeof(*s->found));
	s->list.ctx = s;
	s->list.paint_row = paint_row;
	s->list.skip = is_heading;
	if (e->text[0])
		app_say(app, STYLE_BAD, _("有事项读不出来，请告知管理员：%s"),
			without_folder(e->text, s->session->forms));
	else
		session_overlay_say(s->session, app);
	refresh(s);
	return true;
}

static struct step go_back(struct picker_screen *s)
{
	if (!*field_text(&s->typed))
		return step_pop();
	field_set(&s->typed, "");
	refresh(s);
	return step_redraw();
}

static struct step take(const struct picker_screen *s, const struct item *it)
{
	return s->instead ? step_answer(0, it->id) : step_replace(intake_new(it));
}

/* The number or the QR code of a paper of ours: a notice is gone on with, any other case shown.
 * False when that is not what was typed. */
static bool open_number(const struct picker_screen *s, struct app *app, struct step *out)
{
	char number[NUMBER_TEXT];
	struct arena a = {0};
	struct case_record *r = NULL;
	struct screen *next = NULL;
	struct err e = {0};

	if (s->instead || !again_number(field_text(&s->typed), number))
		return false;
	if (cases_get(s->session->store, number, &a, &r, &e)) {
		if (!r)
			err_set(&e, ERR_INPUT, _("库里没有编号 %s 的办件"), number);
		else
			next = r->state == CASE_NOTICED ? intake_again(s->session, r, &e)
							: case_new(number);
	}
	arena_done(&a);
	if (!next)
		app_say(app, STYLE_BAD, "%s", e.text);
	*out = next ? step_replace(next) : step_redraw();
	return true;
}

static struct step on_answer(struct picker_screen *s, const struct screen_event *ev)
{
	const struct item *it = ev->tag == TAG_SIBLING && ev->answer >= 0
					? catalog_item(s->catalog, ev->text)
					: NULL;

	return it ? take(s, it) : step_redraw();
}

static struct step compare(const struct item *it)
{
	struct screen *next = siblings_new(it);

	next->tag = TAG_SIBLING;
	return step_push(next);
}

static bool is_list_key(int key)
{
	return key == K_UP || key == K_DOWN || key == K_PAGE_UP || key == K_PAGE_DOWN;
}

static struct step event(struct screen *self, struct app *app, const struct screen_event *ev)
{
	struct picker_screen *s = (struct picker_screen *)self;
	const struct row row = selected(s);
	const struct item *it = row.item;
	struct step step;

	if (ev->type == EV_ANSWER)
		return on_answer(s, ev);
	switch (ev->action) {
	case ACT_OPEN:
		if (open_number(s, app, &step))
			return step;
		if (it)
			return take(s, it);
		if (row.page)
			return step_push(consult_screen_new(row.page));
		app_say(app, STYLE_WARN, _("没有这样的事项，换个说法再找"));
		return step_redraw();
	case ACT_READ:
		if (row.page)
			return step_push(consult_screen_new(row.page));
		return it ? step_push(item_screen_new(it)) : step_stay();
	case ACT_COMPARE:
		return it ? compare(it) : step_stay();
	case ACT_NEXT:
		return visit_next(s->session, app);
	case ACT_BACK:
		return go_back(s);
	}
	if (ev->type == EV_KEY && (is_list_key(ev->key) || !*field_text(&s->typed)) &&
	    list_event(&s->list, ev)) {
		show_selected(s);
		return step_redraw();
	}
	switch (field_event(&s->typed, ev, NULL)) {
	case FIELD_CHANGED:
		refresh(s);
		return step_redraw();
	case FIELD_MOVED:
		return step_redraw();
	default:
		return step_stay();
	}
}

static void paint(struct screen *self, struct app *app, const struct canvas *c)
{
	struct picker_screen *s = (struct picker_screen *)self;
	int left = c->cols * 9 / 20;
	struct canvas line = canvas_part(c, 0, 6, 1, left - 7);
	struct canvas list = canvas_part(c, 2, 1, c->rows - 2, left - 2);
	struct canvas preview = canvas_part(c, 0, left + 2, c->rows, c->cols - left - 3);

	(void)app;
	canvas_text(c, 0, 1, STYLE_LABEL, _("事项"));
	canvas_vline(c, 0, left, c->rows, STYLE_MUTED);
	if (s->list.count)
		list_paint(&s->list, &list, true);
	else
		canvas_wrap(&list, 0, 0, STYLE_MUTED,
			    _("没有找到。可以打首字母（zgcbdj）、名称里的字、编号（032）或俗称。"));
	textpane_paint(&s->preview, &preview);
	/* The cursor stays in the field, beside which an input method opens. */
	field_paint(&s->typed, &line, true, _("拼音首字母、汉字、编号、俗称"));
}

static void close_screen(struct screen *self, struct app *app)
{
	struct picker_screen *s = (struct picker_screen *)self;

	(void)app;
	field_done(&s->typed);
	textpane_done(&s->preview);
	free(s->rows);
	free(s->found);
	free(s);
}

static const struct screen_ops ops = {
	.name = "picker",
	.title = N_("选事项"),
	.actions = actions,
	.widgets = widget_actions,
	.open = open_screen,
	.paint = paint,
	.event = event,
	.close = close_screen,
};

struct screen *picker_new(const char *typed)
{
	struct picker_screen *s = xcalloc(1, sizeof(*s));

	s->base.ops = &ops;
	s->typed.max_chars = 120; /* the address in a QR code */
	field_insert(&s->typed, typed, strlen(typed));
	return &s->base;
}

struct screen *picker_instead_of(const struct item *it)
{
	struct picker_screen *s = (struct picker_screen *)picker_new("");

	s->instead = it;
	return &s->base;
}
