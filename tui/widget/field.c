/* SPDX-License-Identifier: Apache-2.0
 *
 * Editing actions on text, caret and undo ring. What is visible is computed
 * when it is asked for, from the caret.
 */
#include "tui/widget/field.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "base/utf8.h"

enum { DEFAULT_CHARS = 200 };

const struct action field_actions[] = {
	{FIELD_LEFT, {K_LEFT}, N_("左移"), N_("光标左移一个字"), ACTION_QUIET},
	{FIELD_RIGHT, {K_RIGHT}, N_("右移"), N_("光标右移一个字"), ACTION_QUIET},
	{FIELD_HOME, {K_HOME, K_CTRL('a')}, N_("栏首"), N_("光标到这一栏开头"), ACTION_QUIET},
	{FIELD_END, {K_END, K_CTRL('e')}, N_("栏尾"), N_("光标到这一栏末尾"), ACTION_QUIET},
	{FIELD_BACKSPACE, {K_BACKSPACE}, N_("删前"), N_("删去光标前一个字"), ACTION_QUIET},
	{FIELD_DELETE, {K_DELETE}, N_("删后"), N_("删去光标处一个字"), ACTION_QUIET},
	{FIELD_CLEAR, {K_CTRL('u')}, N_("清空"), N_("删去光标前全部文字"), ACTION_QUIET},
	{FIELD_WORD_BACK, {K_CTRL('w')}, N_("删词"), N_("删去光标前一个词"), ACTION_QUIET},
	{FIELD_TAKE_BACK, {K_CTRL('z')}, N_("撤销"), N_("撤销这一栏的上一步"), ACTION_QUIET},
	{0},
};

uint32_t field_digits(uint32_t c)
{
	if (c >= 0xFF10 && c <= 0xFF19)
		c = c - 0xFF10 + '0';
	if (c == ' ' || c == 0x3000)
		return FIELD_SKIP;
	return c >= '0' && c <= '9' ? c : 0;
}

uint32_t field_ident(uint32_t c)
{
	if (c >= 0xFF01 && c <= 0xFF5E)
		c -= 0xFEE0;
	if (c == ' ' || c == 0x3000 || c == '-')
		return FIELD_SKIP;
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 'A';
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ? c : 0;
}

uint32_t field_login(uint32_t c)
{
	if (c >= 0xFF01 && c <= 0xFF5E)
		c -= 0xFEE0;
	if (c == ' ' || c == 0x3000)
		return FIELD_SKIP;
	if (c >= 'A' && c <= 'Z')
		c += 'a' - 'A';
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_'
		       ? c
		       : 0;
}

uint32_t field_date(uint32_t c)
{
	if (c >= 0xFF01 && c <= 0xFF5E)
		c -= 0xFEE0;
	if (c == ' ' || c == 0x3000)
		return FIELD_SKIP;
	if ((c >= '0' && c <= '9') || c == '-' || c == '/' || c == '.')
		return c;
	return c == 0x5E74 || c == 0x6708 || c == 0x65E5 ? c : 0; /* 年月日 */
}

uint32_t field_money(uint32_t c)
{
	if (c >= 0xFF01 && c <= 0xFF5E)
		c -= 0xFEE0;
	if (c == ' ' || c == 0x3000)
		return FIELD_SKIP;
	return (c >= '0' && c <= '9') || c == '.' || c == ',' ? c : 0;
}

const char *field_text(const struct text_field *f)
{
	return str_text(&f->text);
}

static void forget_undo(struct text_field *f)
{
	for (int i = 0; i < f->undone; i++)
		free(f->undo[(f->undo_first + i) % FIELD_UNDO].text);
	f->undone = f->undo_first = 0;
	f->typing = false;
}

static void wipe(struct text_field *f)
{
	if (f->mask && f->text.data)
		explicit_bzero(f->text.data, f->text.cap);
}

void field_done(struct text_field *f)
{
	forget_undo(f);
	wipe(f);
	str_done(&f->text);
	str_done(&f->shown);
	f->caret = f->scroll = 0;
}

/* Puts n bytes in place of [from, to). A masked field leaves no copy behind. */
static void replace(struct text_field *f, size_t from, size_t to, const char *in, size_t n)
{
	size_t tail = f->text.len - to, len = from + n + tail;
	char *data = xmalloc(len + 1);

	memcpy(data, field_text(f), from);
	memcpy(data + from, in, n);
	memcpy(data + from + n, field_text(f) + to, tail);
	data[len] = '\0';
	wipe(f);
	str_done(&f->text);
	f->text = (struct str){.data = data, .len = len, .cap = len + 1};
}

void field_set(struct text_field *f, const char *text)
{
	forget_undo(f);
	replace(f, 0, f->text.len, text, strlen(text));
	f->caret = f->text.len;
	f->scroll = 0;
}

static void remember(struct text_field *f)
{
	if (f->mask)
		return;
	if (f->undone == FIELD_UNDO) {
		free(f->undo[f->undo_first].text);
		f->undo_first = (f->undo_first + 1) % FIELD_UNDO;
		f->undone--;
	}
	f->undo[(f->undo_first + f->undone++) % FIELD_UNDO] =
		(struct field_undo){xstrdup(field_text(f)), f->caret};
}

static bool take_back(struct text_field *f)
{
	f->typing = false;
	if (!f->undone)
		return false;
	struct field_undo *u = &f->undo[(f->undo_first + --f->undone) % FIELD_UNDO];
	replace(f, 0, f->text.len, u->text, strlen(u->text));
	f->caret = u->caret;
	free(u->text);
	return true;
}

/* replace(), with the caret after what came in. That may have joined a neighbour's cluster:
 * then the caret goes to the end of that one. */
static void splice(struct text_field *f, size_t from, size_t to, const char *in, size_t n)
{
	size_t at = 0;

	replace(f, from, to, in, n);
	while (at < from + n)
		at += utf8_cluster_at(f->text.data + at, f->text.len - at);
	f->caret = at;
}

/* One cluster of the input after filter and control check; counts what was left out. */
static int accept_cluster(const struct text_field *f, const char *p, size_t n, struct str *out,
			  struct field_insert *r)
{
	const char *end = p + n;
	int chars = 0;

	while (p < end) {
		char one[5] = "";
		uint32_t c = utf8_next(&p);
		if (!c)
			break;
		utf8_put(one, c);
		if (utf8_control(one) == 0) {
			r->controls++;
			continue;
		}
		uint32_t kept = f->filter ? f->filter(c) : c;
		if (kept == FIELD_SKIP)
			continue;
		if (!kept) {
			r->refused++;
			continue;
		}
		str_addn(out, one, utf8_put(one, kept));
		chars++;
	}
	return chars;
}

struct field_insert field_insert(struct text_field *f, const char *text, size_t len)
{
	struct field_insert r = {0};
	struct str in = {0};
	int max = f->max_chars ? f->max_chars : DEFAULT_CHARS;
	int room = max - (int)utf8_length(field_text(f));

	while (len > 0 && (text[len - 1] == '\n' || text[len - 1] == '\r'))
		len--;
	for (size_t pos = 0; pos < len;) {
		size_t n = utf8_cluster_at(text + pos, len - pos), before = in.len;
		int chars = accept_cluster(f, text + pos, n, &in, &r);
		if (r.taken + chars > room) {
			in.len = before;
			for (const char *p = text + pos; p < text + len; r.too_long++)
				utf8_next(&p);
			break;
		}
		r.taken += chars;
		pos += n;
	}
	if (r.taken) {
		if (!f->typing)
			remember(f);
		f->typing = true;
		splice(f, f->caret, f->caret, in.data, in.len);
	}
	if (f->mask && in.data)
		explicit_bzero(in.data, in.cap);
	str_done(&in);
	return r;
}

static void add_part(struct str *s, const char *fmt, int n)
{
	if (!n)
		return;
	if (s->len)
		str_add(s, "；");
	str_addf(s, fmt, n);
}

const char *field_complaint(const struct field_insert *r, char *out, size_t size)
{
	struct str s = {0};

	add_part(&s, _("太长：最后 %d 个字没有录入"), r->too_long);
	add_part(&s, _("有 %d 个字不能用在这一栏，没有录入"), r->refused);
	add_part(&s, _("去掉了 %d 个不可见字符"), r->controls);
	bool any = s.len > 0;
	snprintf(out, size, "%s", str_text(&s));
	str_done(&s);
	return any ? out : NULL;
}

enum class { BLANK, WORD, WIDE, OTHER };

static enum class class_before(const struct text_field *f, size_t at) {
	size_t n = utf8_cluster_before(field_text(f), at); const char *p = field_text(f) + at - n;
	char c = *p;

	if (c == ' ') return BLANK;
	if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) return WORD;
	return utf8_columns_n(p, n) == 2 ? WIDE : OTHER;
}

static size_t word_start(const struct text_field *f)
{
	size_t at = f->caret;

	while (at > 0 && class_before(f, at) == BLANK)
		at--;
	enum class what = at > 0 ? class_before(f, at) : BLANK;
	while (at > 0 && class_before(f, at) == what)
		at -= utf8_cluster_before(field_text(f), at);
	return at;
}

static bool move_caret(struct text_field *f, size_t to)
{
	bool moved = to != f->caret;

	f->caret = to;
	f->typing = false;
	return moved;
}

static bool cut(struct text_field *f, size_t from, size_t to)
{
	f->typing = false;
	if (from == to)
		return false;
	remember(f);
	splice(f, from, to, "", 0);
	return true;
}

bool field_edit(struct text_field *f, enum field_action action)
{
	const char *text = field_text(f);
	size_t len = f->text.len;
	size_t back = utf8_cluster_before(text, f->caret);
	size_t forth = utf8_cluster_at(text + f->caret, len - f->caret);

	switch (action) {
	case FIELD_LEFT:
		return move_caret(f, f->caret - back);
	case FIELD_RIGHT:
		return move_caret(f, f->caret + forth);
	case FIELD_HOME:
		return move_caret(f, 0);
	case FIELD_END:
		return move_caret(f, len);
	case FIELD_BACKSPACE:
		return cut(f, f->caret - back, f->caret);
	case FIELD_DELETE:
		return cut(f, f->caret, f->caret + forth);
	case FIELD_CLEAR:
		return cut(f, 0, f->caret);
	case FIELD_WORD_BACK:
		return cut(f, word_start(f), f->caret);
	case FIELD_TAKE_BACK:
		return take_back(f);
	}
	return false;
}

enum field_result field_event(struct text_field *f, const struct screen_event *ev,
			      struct field_insert *insert)
{
	struct field_insert r = {0};

	if (ev->type == EV_TEXT) {
		r = field_insert(f, ev->text, ev->len);
		if (insert)
			*insert = r;
		return r.taken ? FIELD_CHANGED : FIELD_MOVED;
	}
	if (ev->type != EV_KEY)
		return FIELD_IGNORED;
	const struct action *a = action_find(field_actions, ev->key, NULL, NULL);
	if (!a)
		return FIELD_IGNORED;
	bool changed = field_edit(f, (enum field_action)a->id);
	return changed && a->id >= FIELD_BACKSPACE ? FIELD_CHANGED : FIELD_MOVED;
}

static struct field_view masked_view(struct text_field *f, int width)
{
	int before = 0, total = 0;

	str_clear(&f->shown);
	for (size_t at = 0; at < f->text.len; total++) {
		before += at < f->caret;
		at += utf8_cluster_at(f->text.data + at, f->text.len - at);
		str_addc(&f->shown, '*');
	}
	int start = before + 1 > width ? before + 1 - width : 0;
	int shown = total - start < width ? total - start : width;
	return (struct field_view){
		.text = str_text(&f->shown) + start,
		.len = (size_t)shown,
		.columns = shown,
		.caret = before - start,
		.more_left = start > 0,
		.more_right = start + shown < total,
	};
}

struct field_view field_view(struct text_field *f, int width)
{
	const char *text = field_text(f);
	size_t len = f->text.len;

	assert(width >= 2 && "a wide character must fit");
	if (f->mask)
		return masked_view(f, width);
	if (f->scroll > f->caret)
		f->scroll = f->caret;
	/* Room for the caret: what it stands on, or one blank behind the text. */
	size_t at_caret = utf8_cluster_at(text + f->caret, len - f->caret);
	int need = at_caret ? utf8_columns_n(text + f->caret, at_caret) : 1;
	while (f->scroll < f->caret &&
	       utf8_columns_n(text + f->scroll, f->caret - f->scroll) + need > width)
		f->scroll += utf8_cluster_at(text + f->scroll, len - f->scroll);
	/* After a deletion the text slides back instead of leaving blank room behind it. */
	while (f->scroll > 0) {
		size_t back = utf8_cluster_before(text, f->scroll);
		if (utf8_columns(text + f->scroll - back) + 1 > width)
			break;
		f->scroll -= back;
	}
	size_t slice = utf8_fit(text + f->scroll, width);
	return (struct field_view){
		.text = text + f->scroll,
		.len = slice,
		.columns = utf8_columns_n(text + f->scroll, slice),
		.caret = utf8_columns_n(text + f->scroll, f->caret - f->scroll),
		.more_left = f->scroll > 0,
		.more_right = f->scroll + slice < len,
	};
}
