/* SPDX-License-Identifier: Apache-2.0
 *
 * Options under their row. What is typed narrows the list of a CHOICE by
 * characters or pinyin initials; Space marks in a SET.
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

static void narrow(struct form *f)
{
	const struct form_spec *spec = &form_current(f)->spec;
	const char *typed = field_text(&f->popup_filter);
	size_t n = 0;

	for (size_t i = 0; i < spec->option_count; i++)
		if (!*typed || strstr(spec->options[i], typed) ||
		    pinyin_find(spec->options[i], typed) >= 0)
			f->popup_map[n++] = (int)i;
	list_set_count(&f->popup, n);
}

static void paint_option(void *ctx, size_t i, const struct canvas *line, bool selected)
{
	struct form *f = ctx;
	int option = f->popup_map[i];
	const char *text = form_current(f)->spec.options[option];

	(void)selected;
	if (is_set(f))
		canvas_printf(line, 0, 0, STYLE_NORMAL, "[%c] %s",
			      f->popup_marks >> option & 1 ? 'x' : ' ', text);
	else
		canvas_text(line, 0, 0, STYLE_NORMAL, text);
}

void form_popup_open(struct form *f, const char *typed)
{
	struct form_row *r = form_current(f);

	f->open = true;
	f->popup = (struct list){.ctx = f, .paint_row = paint_option};
	f->popup_marks = r->marks;
	narrow(f);
	if (r->spec.kind == FORM_CHOICE && r->chosen >= 0)
		list_select(&f->popup, (size_t)r->chosen);
	if (*typed && r->spec.kind == FORM_CHOICE) {
		field_insert(&f->popup_filter, typed, strlen(typed));
		narrow(f);
		list_select(&f->popup, 0);
	}
}

void form_popup_close(struct form *f)
{
	f->open = false;
	field_done(&f->popup_filter);
}

static enum form_result take(struct form *f)
{
	struct form_row *r = form_current(f);
	bool change;

	if (is_set(f)) {
		change = !r->answered || r->marks != f->popup_marks;
		r->marks = f->popup_marks;
		r->answered = true;
	} else {
		if (f->popup.count == 0)
			return FORM_HANDLED;
		int option = f->popup_map[f->popup.selected];
		change = r->chosen != option;
		r->chosen = option;
	}
	form_popup_close(f);
	if (change)
		r->message[0] = '\0';
	return change ? FORM_CHANGED : FORM_HANDLED;
}

static enum form_result mark(struct form *f)
{
	if (f->popup.count)
		f->popup_marks ^= UINT64_C(1) << f->popup_map[f->popup.selected];
	list_move(&f->popup, LIST_DOWN);
	return FORM_HANDLED;
}

enum form_result form_popup_event(struct form *f, const struct screen_event *ev)
{
	if (ev->type == EV_TEXT && *ev->text == ' ')
		return is_set(f) ? mark(f) : take(f);
	if (ev->type == EV_KEY && ev->key == K_ENTER)
		return take(f);
	if (ev->type == EV_KEY && ev->key == K_ESC) {
		form_popup_close(f);
		return FORM_HANDLED;
	}
	if (list_event(&f->popup, ev))
		return FORM_HANDLED;
	if (!is_set(f) && field_event(&f->popup_filter, ev, NULL) == FIELD_CHANGED)
		narrow(f);
	/* Nothing behind the list gets a key while it is open; F-keys are the screen's. */
	return ev->type == EV_KEY && ev->key >= K_F1 && ev->key <= K_F12 ? FORM_IGNORED
									 : FORM_HANDLED;
}

void form_popup_paint(struct form *f, const struct canvas *c, int anchor, int col)
{
	const struct form_spec *spec = &form_current(f)->spec;
	int columns = 20, below = c->rows - anchor - 1, above = anchor;
	bool filter = !is_set(f);
	int rows = (int)f->popup.count + 2 + filter;

	for (size_t i = 0; i < spec->option_count; i++) {
		int n = utf8_columns(spec->options[i]) + 6;
		columns = n > columns ? n : columns;
	}
	columns = columns > c->cols - col ? c->cols - col : columns;
	bool under = below >= rows || below >= above;
	int room = under ? below : above;
	rows = rows > room ? room : rows;
	struct canvas box = canvas_part(c, under ? anchor + 1 : anchor - rows, col, rows, columns);
	struct canvas in = canvas_box(&box, STYLE_HEADING, NULL);
	if (filter) {
		struct canvas line = canvas_part(&in, 0, 0, 1, in.cols);
		field_paint(&f->popup_filter, &line, true, _("首字母或汉字查找"));
	}
	struct canvas list = canvas_part(&in, filter, 1, in.rows - filter, in.cols - 1);
	list_paint(&f->popup, &list, true);
}
