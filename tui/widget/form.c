/* SPDX-License-Identifier: Apache-2.0
 *
 * Rows, values and keys. The open list is form_popup.c, drawing form_paint.c.
 */
#include "tui/widget/form.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/mem.h"
#include "base/text.h"
#include "base/utf8.h"
#include "tui/widget/form_popup.h"

const struct action form_actions[] = {
	{FORM_NEXT, {K_ENTER, K_DOWN, K_TAB}, N_("下一栏"), N_("到下一栏"), ACTION_QUIET},
	{FORM_PREVIOUS, {K_UP, K_BACKTAB}, N_("上一栏"), N_("到上一栏"), ACTION_QUIET},
	{FORM_OPEN,
	 {K_SPACE},
	 N_("选项"),
	 N_("打开选项；数字直接选，拼音首字母或汉字查找"),
	 ACTION_QUIET},
	{FORM_CLOSE, {K_ESC}, N_("收起"), N_("不选，收起选项"), ACTION_QUIET},
	{FORM_BEFORE, {K_LEFT}, N_("前一项"), N_("换成前一个选项"), ACTION_QUIET},
	{FORM_AFTER, {K_RIGHT}, N_("后一项"), N_("换成后一个选项"), ACTION_QUIET},
	{FORM_UNANSWER, {K_BACKSPACE, K_DELETE}, N_("清除"), N_("改回未答"), ACTION_QUIET},
	{0},
};

const struct screen_event form_enter = {.type = EV_KEY, .key = K_ENTER};

/* Rows */

static void row_free(struct form_row *r)
{
	field_done(&r->field);
	free(r);
}

void form_done(struct form *f)
{
	form_popup_close(f);
	for (size_t i = 0; i < f->filled; i++)
		row_free(f->rows[i]);
	free(f->rows);
	memset(f, 0, sizeof(*f));
}

static size_t find(const struct form *f, int id, size_t end)
{
	size_t i = 0;

	while (i < end && f->rows[i]->spec.id != id)
		i++;
	return i;
}

static bool is_stop(const struct form_row *r)
{
	return r->spec.kind != FORM_NOTE && !r->spec.locked;
}

static void set_spec(struct form_row *r, const struct form_spec *spec)
{
	assert(spec->id > 0 && spec->option_count <= FORM_OPTIONS);
	r->spec = *spec;
	r->field.max_chars = spec->max_chars;
	r->field.filter = spec->filter ? spec->filter : spec->kind == FORM_DATE ? field_date : NULL;
	r->field.mask = spec->mask;
	if (spec->kind == FORM_CHOICE && r->chosen >= (int)spec->option_count)
		r->chosen = -1;
	if (spec->kind == FORM_SET && spec->option_count < FORM_OPTIONS)
		r->marks &= (UINT64_C(1) << spec->option_count) - 1;
}

struct form_row *form_add(struct form *f, const struct form_spec *spec)
{
	size_t at = find(f, spec->id, f->filled);

	if (at == f->filled) {
		f->rows = xreallocarray(f->rows, f->filled + 1, sizeof(*f->rows));
		f->rows[f->filled] = xcalloc(1, sizeof(**f->rows));
		f->rows[f->filled++]->chosen = -1;
	}
	struct form_row *r = f->rows[at];
	set_spec(r, spec);
	if (at >= f->count) {
		memmove(&f->rows[f->count + 1], &f->rows[f->count],
			(at - f->count) * sizeof(*f->rows));
		f->rows[f->count++] = r;
	}
	if (f->count == 1 || !is_stop(f->rows[f->current]))
		f->current = is_stop(r) ? f->count - 1 : f->current;
	return r;
}

void form_rewind(struct form *f)
{
	struct form_row *r = form_current(f);

	f->current_id = r ? r->spec.id : 0;
	f->count = 0;
}

/* The nearest row from i on, forwards first, where the keys can go. */
static size_t nearest_stop(const struct form *f, size_t i)
{
	for (size_t k = i; k < f->count; k++)
		if (is_stop(f->rows[k]))
			return k;
	for (size_t k = i < f->count ? i : f->count; k-- > 0;)
		if (is_stop(f->rows[k]))
			return k;
	return 0;
}

void form_settle(struct form *f)
{
	size_t at = find(f, f->current_id, f->count);

	if (at == f->count) {
		form_popup_close(f);
		at = nearest_stop(f, f->current);
	}
	f->current = at;
}

struct form_row *form_row(const struct form *f, int id)
{
	size_t i = find(f, id, f->count);

	return i < f->count ? f->rows[i] : NULL;
}

struct form_row *form_current(const struct form *f)
{
	return f->current < f->count ? f->rows[f->current] : NULL;
}

void form_goto(struct form *f, int id)
{
	size_t i = find(f, id, f->count);

	if (i == f->count)
		return;
	form_popup_close(f);
	f->current = nearest_stop(f, i);
}

bool form_goto_gap(struct form *f)
{
	for (size_t i = 0; i < f->count; i++) {
		if (!f->rows[i]->spec.required || form_answered(f->rows[i]))
			continue;
		form_goto(f, f->rows[i]->spec.id);
		return true;
	}
	return false;
}

/* Values */

static struct form_row *any_row(const struct form *f, int id)
{
	size_t i = find(f, id, f->filled);

	assert(i < f->filled && "no row has this id");
	return f->rows[i];
}

const char *form_text(const struct form *f, int id)
{
	const struct form_row *r = form_row(f, id);

	return r ? field_text(&r->field) : "";
}

void form_set_text(struct form *f, int id, const char *text)
{
	field_set(&any_row(f, id)->field, text);
}

void form_set_choice(struct form *f, int id, int chosen)
{
	any_row(f, id)->chosen = chosen;
}

void form_set_marks(struct form *f, int id, uint64_t marks, bool answered)
{
	struct form_row *r = any_row(f, id);

	r->marks = marks;
	r->answered = answered;
}

static void say(struct form_row *r, enum style style, const char *text)
{
	snprintf(r->message, sizeof(r->message), "%s", text ? text : "");
	/* Cut on a character boundary. */
	r->message[utf8_check(r->message, strlen(r->message))] = '\0';
	r->message_style = style;
}

void form_say(struct form *f, int id, enum style style, const char *text)
{
	say(any_row(f, id), style, text);
}

bool form_answered(const struct form_row *r)
{
	switch (r->spec.kind) {
	case FORM_TEXT:
	case FORM_DATE:
		return r->field.text.len > 0;
	case FORM_YESNO:
	case FORM_CHOICE:
		return r->chosen >= 0;
	case FORM_SET:
		return r->answered || r->marks;
	case FORM_NOTE:
		break;
	}
	return true;
}

/* Keys */

/* A date the clerk typed in any form becomes the one form it is stored in. */
static void tidy_date(struct form_row *r)
{
	char iso[DATE_TEXT];
	date_day day = date_parse(field_text(&r->field));

	if (r->field.text.len == 0)
		return;
	if (day == DATE_NONE) {
		say(r, STYLE_BAD, _("没有这个日期，请按 2026-11-24 的样子录入"));
		return;
	}
	field_set(&r->field, date_format(day, iso));
	say(r, STYLE_NORMAL, NULL);
}

static enum form_result step(struct form *f, int direction)
{
	struct form_row *r = form_current(f);
	size_t i = f->current;

	if (r->spec.kind == FORM_DATE)
		tidy_date(r);
	r->field.typing = false;
	do {
		if (direction < 0 && i == 0)
			return FORM_IGNORED;
		if (direction > 0 && i + 1 == f->count)
			return FORM_ENDED;
		i = direction < 0 ? i - 1 : i + 1;
	} while (!is_stop(f->rows[i]));
	f->current = i;
	return FORM_LEFT;
}

static enum form_result changed(struct form_row *r)
{
	say(r, STYLE_NORMAL, NULL);
	return FORM_CHANGED;
}

static enum form_result choose(struct form_row *r, int chosen)
{
	if (r->chosen == chosen)
		return FORM_HANDLED;
	r->chosen = chosen;
	return changed(r);
}

static enum form_result unanswer(struct form_row *r)
{
	if (!form_answered(r))
		return FORM_HANDLED;
	r->chosen = -1;
	r->marks = 0;
	r->answered = false;
	return changed(r);
}

/* One option on; from nothing to the first or the last. */
static enum form_result cycle(struct form_row *r, int direction)
{
	int n = r->spec.kind == FORM_YESNO ? 2 : (int)r->spec.option_count;

	if (r->spec.kind == FORM_SET || n == 0)
		return FORM_HANDLED;
	if (r->spec.kind == FORM_YESNO) /* drawn 是 before 否 */
		return choose(r, direction < 0);
	if (r->chosen < 0)
		return choose(r, direction > 0 ? 0 : n - 1);
	return choose(r, (r->chosen + direction + n) % n);
}

static enum form_result type_yesno(struct form_row *r, uint32_t c)
{
	switch (c) {
	case 'y':
	case 'Y':
	case '1':
	case 0x662F: /* 是 */
		return choose(r, 1);
	case 'n':
	case 'N':
	case '2':
	case 0x5426: /* 否 */
		return choose(r, 0);
	case ' ':
		return choose(r, r->chosen != 1);
	}
	return FORM_HANDLED;
}

static bool is_option(const struct form_row *r, uint32_t c)
{
	return c >= '1' && c <= '9' && c - '1' < r->spec.option_count;
}

static bool marks_in_line(const struct form_row *r, uint32_t c)
{
	return r->in_line && (is_option(r, c) || (c == '0' && !r->spec.some));
}

static enum form_result type_set(struct form_row *r, uint32_t c)
{
	r->marks = c == '0' ? 0 : r->marks ^ UINT64_C(1) << (c - '1');
	r->answered = r->marks || !r->spec.some;
	return changed(r);
}

/* What is typed at options, one character after the other: a fast hand's "13" marks two. */
static enum form_result type_options(struct form *f, struct form_row *r, const char *text)
{
	enum form_result all = FORM_HANDLED, one = FORM_HANDLED;

	while (*text) {
		const char *here = text;
		uint32_t c = utf8_next(&text);
		if (r->spec.kind == FORM_YESNO) {
			one = type_yesno(r, c);
		} else if (r->spec.kind == FORM_CHOICE && is_option(r, c)) {
			one = choose(r, (int)(c - '1'));
		} else if (r->spec.kind == FORM_SET && marks_in_line(r, c)) {
			one = type_set(r, c);
		} else {
			form_popup_open(f);
			one = form_popup_type(f, c == ' ' ? text : here);
			return one == FORM_HANDLED ? all : one;
		}
		if (one == FORM_CHANGED)
			all = one;
	}
	return all;
}

/* What is not to be seen cannot be edited, only replaced. False: not an event for that. */
static bool replace_hidden(struct form_row *r, const struct screen_event *ev)
{
	bool removes = ev->type == EV_KEY &&
		       (ev->key == K_BACKSPACE || ev->key == K_DELETE || ev->key == K_CTRL('u'));

	if (ev->type != EV_TEXT && !removes)
		return false;
	field_set(&r->field, "");
	r->spec.shown = NULL;
	return true;
}

static enum form_result type_field(struct form_row *r, const struct screen_event *ev)
{
	struct field_insert insert = {0};
	char complaint[FORM_MESSAGE];

	if (r->spec.shown) {
		if (!replace_hidden(r, ev))
			return FORM_IGNORED;
		if (ev->type == EV_KEY)
			return changed(r);
	}
	switch (field_event(&r->field, ev, &insert)) {
	case FIELD_IGNORED:
		return FORM_IGNORED;
	case FIELD_CHANGED:
		changed(r);
		say(r, STYLE_WARN, field_complaint(&insert, complaint, sizeof(complaint)));
		return FORM_CHANGED;
	case FIELD_MOVED:
		if (field_complaint(&insert, complaint, sizeof(complaint)))
			say(r, STYLE_WARN, complaint);
		break;
	}
	return FORM_HANDLED;
}

static enum form_result row_event(struct form *f, struct form_row *r, const struct screen_event *ev)
{
	bool is_field = r->spec.kind == FORM_TEXT || r->spec.kind == FORM_DATE;

	if (is_field)
		return type_field(r, ev);
	if (ev->type == EV_TEXT)
		return type_options(f, r, ev->text);
	const struct action *a = action_find(form_actions, ev->key, NULL, NULL);
	switch (a ? a->id : 0) {
	case FORM_BEFORE:
		return cycle(r, -1);
	case FORM_AFTER:
		return cycle(r, 1);
	case FORM_UNANSWER:
		return unanswer(r);
	}
	return FORM_IGNORED;
}

enum form_result form_shut(struct form *f, int *id)
{
	struct form_row *r = form_current(f);
	bool took =
		f->open && r->spec.kind == FORM_SET && f->popup_marks && f->popup_marks != r->marks;

	if (took) {
		r->marks = f->popup_marks;
		r->answered = true;
		say(r, STYLE_NORMAL, NULL);
		*id = r->spec.id;
	}
	form_popup_close(f);
	return took ? FORM_CHANGED : FORM_HANDLED;
}

enum form_result form_event(struct form *f, const struct screen_event *ev, int *id)
{
	struct form_row *r = form_current(f);

	if (!r || !is_stop(r) || (ev->type != EV_KEY && ev->type != EV_TEXT))
		return FORM_IGNORED;
	if (id)
		*id = r->spec.id;
	if (f->open)
		return form_popup_event(f, ev);
	if (ev->type == EV_KEY) {
		const struct action *a = action_find(form_actions, ev->key, NULL, NULL);
		if (a && a->id == FORM_NEXT)
			return step(f, 1);
		if (a && a->id == FORM_PREVIOUS)
			return step(f, -1);
	}
	return row_event(f, r, ev);
}
