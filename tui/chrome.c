/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/chrome.h"

#include "base/str.h"
#include "base/text.h"
#include "base/utf8.h"
#include "tui/layout.h"

static void add_slot(struct str *s, const char *text)
{
	if (!text || !*text)
		return;
	if (s->len)
		str_add(s, "  ");
	str_add(s, text);
}

static void add_count(struct str *s, const char *fmt, int n)
{
	if (!n)
		return;
	if (s->len)
		str_add(s, "  ");
	str_addf(s, fmt, n);
}

/* A line with one text at its left and one at its right; the left one gives way. */
static void paint_ends(const struct canvas *line, const char *left, enum style left_style,
		       const char *right, enum style style)
{
	canvas_fill(line, style);
	int width = utf8_columns(right);
	if (width + 2 > line->cols)
		width = line->cols - 2;
	struct canvas part = canvas_part(line, 0, 1, 1, line->cols - width - (width ? 4 : 2));
	canvas_text(&part, 0, 0, left_style, left);
	canvas_cell(line, 0, line->cols - 1 - width, width, ALIGN_LEFT, style, right);
}

static void paint_top(const struct canvas *c, const struct chrome *chrome)
{
	const struct app_status *s = chrome->status;
	struct canvas line = canvas_part(c, 0, 0, 1, c->cols);
	struct str who = {0}, title = {0};

	if (s->trial)
		str_add(&title, _("【试办】"));
	else if (s->demo)
		str_add(&title, _("【演练】"));
	str_add(&title, chrome->title);
	add_slot(&who, s->site);
	add_slot(&who, s->window);
	add_slot(&who, s->clerk);
	add_slot(&who, s->date);
	paint_ends(&line, str_text(&title), STYLE_TITLE, str_text(&who), STYLE_TITLE);
	str_done(&who);
	str_done(&title);
}

static void paint_status(const struct canvas *c, const struct chrome *chrome)
{
	const struct app_status *s = chrome->status;
	struct canvas line = canvas_part(c, c->rows - 2, 0, 1, c->cols);
	struct str counts = {0};

	/* A message needs the room more. */
	if (!*chrome->message)
		add_slot(&counts, s->visit);
	add_count(&counts, _("待审 %d"), s->reviews);
	add_count(&counts, _("已审待交 %d"), s->concluded);
	add_count(&counts, _("容缺到期 %d"), s->promises_due);
	add_count(&counts, _("草稿 %d"), s->drafts);
	add_count(&counts, _("待打印 %d"), s->print_jobs);
	add_count(&counts, _("打印失败 %d"), s->print_failed);
	paint_ends(&line, chrome->message,
		   chrome->message_style ? chrome->message_style : STYLE_STATUS, str_text(&counts),
		   STYLE_STATUS);
	if (s->print_failed) {
		str_clear(&counts);
		add_count(&counts, _("打印失败 %d"), s->print_failed);
		int width = utf8_columns(str_text(&counts));
		canvas_text(&line, 0, line.cols - 1 - width, STYLE_BAD, str_text(&counts));
	}
	str_done(&counts);
}

/* Returns the column after it, or -1 if there was no room. */
static int paint_action(const struct canvas *line, int col, const struct action *a)
{
	char key[KEY_NAME];

	action_key_name(a->keys[0], key);
	const char *label = _(a->label);
	int key_columns = utf8_columns(key);
	int columns = key_columns + 1 + utf8_columns(label);
	if (col + columns + 2 > line->cols)
		return -1;
	canvas_text(line, 0, col, STYLE_KEY, key);
	canvas_text(line, 0, col + key_columns + 1, STYLE_FOOTER, label);
	return col + columns + 2;
}

static void paint_footer(const struct canvas *c, const struct screen *top)
{
	struct canvas line = canvas_part(c, c->rows - 1, 0, 1, c->cols);

	canvas_fill(&line, STYLE_FOOTER);
	int col = paint_action(&line, 1, &action_builtin[0]);
	for (const struct action *a = top->ops->actions; a && a->id; a++) {
		if ((a->flags & ACTION_QUIET) ||
		    (top->ops->enabled && !top->ops->enabled(top, a->id)))
			continue;
		int after = paint_action(&line, col, a);
		if (after < 0) {
			/* One column for what is longer: the mark of a cut. */
			canvas_cell(&line, 0, line.cols - 1, 1, ALIGN_LEFT, STYLE_FOOTER, a->help);
			return;
		}
		col = after;
	}
}

void chrome_paint(const struct canvas *c, const struct chrome *chrome)
{
	paint_top(c, chrome);
	paint_status(c, chrome);
	paint_footer(c, chrome->top);
}

void chrome_too_small(const struct canvas *c)
{
	struct str s = {0};

	str_addf(&s, _("窗口太小：现在 %d×%d，至少要 %d×%d。请放大窗口，已填的内容都在。"), c->cols,
		 c->rows, APP_COLS, APP_ROWS);
	int lines = layout_lines(str_text(&s), c->cols);
	canvas_wrap(c, lines < c->rows ? (c->rows - lines) / 2 : 0, 0, STYLE_WARN, str_text(&s));
	str_done(&s);
}
