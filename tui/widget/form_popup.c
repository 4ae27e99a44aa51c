/* SPDX-License-Identifier: Apache-2.0
 *
 * Options under their row. What is typed narrows the list by characters or
 * pinyin initials, a digit chooses; Space marks in a SET.
 */
#include "tui/widget/form_popup.h"

#include <string.h>

#include "base/pinyin.h"
#include "base/text.h"
#include "base/utf8.h"
#include "tui/widget/field_paint.h"

static bool is_set(const struct form *f)
{
	return form_current(f)->spec.kind == FORM_SET;
}

static bool matches(const char *option, const char *typed)
{
	return !*typed || strstr(option, typed) || pinyin_find(option, typed) >= 0;
}

/* None of them stands first where that is an answer. */
static void narrow(struct form *f)
{
	const struct form_spec *spec = &form_current(f)->spec;
	const char *typed = field_text(&f->popup_filter);
	size_t n = 0;

	if (is_set(f) && !spec->some && matches(_("无"), typed))
		f->popup_map[n++] = -1;
	for (size_t i = 0; i < spec->option_count; i++)
		if (matches(spec->options[i], typed))
			f->popup_map[n++] = (int)i;
	list_set_count(&f->popup, n);
}

static void select_option(struct form *f, int option)
{
	for (size_t i = 0; i < f->popup.count; i++)
		if (f->popup_map[i] == option)
			list_select(&f->popup, i);
}

/* The digit that chooses row i of the list; 0 is none of them. */
static int digit_of(const struct form *f, size_t i)
{
	return (int)i + (f->popup_map[0] >= 0);
}

static void paint_option(void *ctx, size_t i, const struct canvas *line, bool selected)
{
	struct form *f = ctx;
	int option = f->popup_map[i], digit = digit_of(f, i), col = 2;
	const char *text = option < 0 ? _("无") : form_current(f)->spec.options[option];

	(void)selected;
	if (digit <= 9)
		canvas_printf(line, 0, 0, STYLE_MUTED, "%d", digit);
	if (is_set(f))
		col += canvas_printf(line, 0, col, STYLE_NORMAL, "[%c] ",
				     option >= 0 && f->popup_marks >> option & 1 ? 'x' : ' ');
	canvas_text(line, 0, col, STYLE_NORMAL, text);
}

void form_popup_open(struct form *f)
{
	struct form_row *r = form_current(f);

	f->open = true;
	f->popup = (struct list){.ctx = f, .paint_row = paint_option};
	f->popup_marks = r->marks;
	narrow(f);
	if (is_set(f))
		select_option(f, r->marks ? __builtin_ctzll(r->marks) : 0);
	else if (r->chosen >= 0)
		select_option(f, r->chosen);
}

void form_popup_close(struct form *f)
{
	f->open = false;
	field_done(&f->popup_filter);
}

static void search(struct form *f, const char *text, size_t len)
{
	field_insert(&f->popup_filter, text, len);
	narrow(f);
	list_select(&f->popup, 0);
}

static void forget_search(struct form *f)
{
	field_set(&f->popup_filter, "");
	narrow(f);
}

/* The row under the cursor belongs to the answer: nothing is ticked, or it was searched for. */
static bool means_row(const struct form *f)
{
	return f->popup.count && (!f->popup_marks || *field_text(&f->popup_filter));
}

static enum form_result take(struct form *f)
{
	struct form_row *r = form_current(f);

	if (f->popup.count == 0 && !(is_set(f) && f->popup_marks))
		return FORM_HANDLED;
	if (is_set(f)) {
		int option = means_row(f) ? f->popup_map[f->popup.selected] : -1;
		if (option >= 0)
			f->popup_marks |= UINT64_C(1) << option;
		else if (means_row(f))
			f->popup_marks = 0;
		r->marks = f->popup_marks;
		r->answered = true;
	} else {
		r->chosen = f->popup_map[f->popup.selected];
	}
	form_popup_close(f);
	r->message[0] = '\0';
	return FORM_PICKED;
}

static enum form_result mark(struct form *f)
{
	int option;

	if (f->popup.count == 0)
		return FORM_HANDLED;
	option = f->popup_map[f->popup.selected];
	f->popup_marks = option < 0 ? 0 : f->popup_marks ^ UINT64_C(1) << option;
	forget_search(f);
	/* Whoever unticks the last one means none of them, where that is an answer. */
	select_option(f, f->popup_marks || form_current(f)->spec.some ? option : -1);
	if (f->popup_marks)
		list_move(&f->popup, LIST_DOWN);
	return FORM_HANDLED;
}

/* Row of the list a digit chooses, or -1. */
static int row_of_digit(const struct form *f, char c)
{
	int row = c - '0' - (f->popup.count && f->popup_map[0] >= 0);

	return c < '0' || c > '9' || row < 0 || row >= (int)f->popup.count ? -1 : row;
}

enum form_result form_popup_type(struct form *f, const char *typed)
{
	while (*typed) {
		const char *here = typed;
		int row = row_of_digit(f, *typed);
		utf8_next(&typed);
		if (row >= 0)
			list_select(&f->popup, (size_t)row);
		else if (*here != ' ')
			search(f, here, (size_t)(typed - here));
		if (row < 0 && *here != ' ')
			continue;
		if (!is_set(f))
			return take(f);
		mark(f);
	}
	return FORM_HANDLED;
}

/* A search that finds nothing is dropped first. */
static enum form_result escape(struct form *f)
{
	if (f->popup.count == 0)
		forget_search(f);
	else
		form_popup_close(f);
	return FORM_HANDLED;
}

enum form_result form_popup_event(struct form *f, const struct screen_event *ev)
{
	if (ev->type == EV_TEXT)
		return form_popup_type(f, ev->text);
	if (ev->type == EV_KEY && ev->key == K_ENTER)
		return take(f);
	if (ev->type == EV_KEY && ev->key == K_ESC)
		return escape(f);
	if (list_event(&f->popup, ev))
		return FORM_HANDLED;
	if (field_event(&f->popup_filter, ev, NULL) == FIELD_CHANGED)
		narrow(f);
	/* Nothing behind the list gets a key while it is open; F-keys are the screen's. */
	return ev->type == EV_KEY && ev->key >= K_F1 && ev->key <= K_F12 ? FORM_IGNORED
									 : FORM_HANDLED;
}

void form_popup_paint(struct form *f, const struct canvas *c, int anchor, int col)
{
	const struct form_spec *spec = &form_current(f)->spec;
	int columns = 20, below = c->rows - anchor - 1, above = anchor;
	int rows = (int)(f->popup.count ? f->popup.count : 1) + 3;

	for (size_t i = 0; i < spec->option_count; i++) {
		int n = utf8_columns(spec->options[i]) + 9;
		columns = n > columns ? n : columns;
	}
	columns = columns > c->cols - col ? c->cols - col : columns;
	bool under = below >= rows || below >= above;
	int room = under ? below : above;
	rows = rows > room ? room : rows;
	struct canvas box = canvas_part(c, under ? anchor + 1 : anchor - rows, col, rows, columns);
	struct canvas in = canvas_box(&box, STYLE_HEADING, NULL);
	struct canvas line = canvas_part(&in, 0, 0, 1, in.cols);
	field_paint(&f->popup_filter, &line, true, _("首字母或汉字查找"));
	struct canvas list = canvas_part(&in, 1, 1, in.rows - 1, in.cols - 1);
	list_paint(&f->popup, &list, true);
	if (f->popup.count == 0)
		canvas_text(&list, 0, 0, STYLE_WARN, _("没有匹配，Esc 清除"));
}
