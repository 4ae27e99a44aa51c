/* SPDX-License-Identifier: Apache-2.0
 *
 * What the close screen shows: where the day stands, the balance, the notes.
 */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "tui/layout.h"
#include "tui/screen/close_state.h"

enum { NAME = 16, FIGURE = 10, LABEL = 16, SUBJECT = 22, HEAD_ROWS = 4 };

static const char *name_of(const struct close_screen *s, const char *login)
{
	return hall_voice_clerk(&s->voice, login);
}

static void paint_closed(const struct close_screen *s, const struct canvas *c)
{
	const struct close_row *r = s->row;
	char at[CLOCK_TEXT];
	int col;

	clock_format(r->at, at);
	col = canvas_printf(c, 1, 0, STYLE_OK, r->window[0] ? _("窗口已日终　") : _("已锁定　"));
	canvas_printf(c, 1, col, STYLE_NORMAL, _("%s　%s 提交　%s"), at, name_of(s, r->by),
		      r->signed_by ? name_of(s, r->signed_by) : "");
	if (r->point && !r->countersigned_at)
		canvas_text(c, 2, 0, STYLE_WARN, _("待会签"));
	else if (r->point)
		canvas_printf(c, 2, 0, STYLE_OK, _("%s 会签"), name_of(s, r->countersigned_by));
	else
		canvas_printf(c, 2, 0, STYLE_MUTED, _("账本头 第%lld笔 %.16s…"),
			      (long long)r->head_seq, r->head);
}

/* Which windows are still to be closed, which other days. */
static void paint_open(const struct close_screen *s, const struct canvas *c)
{
	const struct close_day *d = NULL;
	size_t open = balance_open(&s->counts);
	int col = 0;

	for (size_t i = 0; i < s->n_days; i++)
		if (s->days[i].day == s->day)
			d = &s->days[i];
	if (open)
		col = canvas_printf(c, 1, 0, STYLE_WARN, _("还有 %zu 条要写明原因　"), open);
	else
		col = canvas_text(c, 1, 0, STYLE_OK, _("可以签字　"));
	if (s->hall && d && d->n_open && !s->session->site->point) {
		col += canvas_text(c, 1, col, STYLE_WARN, _("未日终的窗口："));
		for (size_t i = 0; i < d->n_open; i++)
			col += canvas_printf(c, 1, col, STYLE_WARN, "%s%s", i ? "、" : "",
					     hall_voice_window(&s->voice, d->open[i]));
	}
	if (s->n_days > 1)
		canvas_printf(c, 2, 0, STYLE_WARN, _("还有 %zu 天没有日终，从最早的起　F7 换一天"),
			      s->n_days);
	else if (!d)
		canvas_text(c, 2, 0, STYLE_MUTED, _("这一天没有业务，随下一次日终自动关闭"));
}

static void paint_head(const struct close_screen *s, const struct canvas *c)
{
	char day[32];

	int col = canvas_printf(c, 0, 0, STYLE_HEADING, "%s　%s　", date_format_zh(s->day, day),
				s->hall ? store_name(s->session->store)
					: hall_voice_window(&s->voice, s->session->who.window));
	if (s->awaited.days && s->session->site->point)
		canvas_printf(c, 0, col, STYLE_WARN, _("待会签 %lld 天，待复核 %lld 件"),
			      (long long)s->awaited.days, (long long)s->awaited.cases);
	if (s->row)
		paint_closed(s, c);
	else
		paint_open(s, c);
}

static void paint_columns(const struct canvas *c, int row)
{
	const char *const titles[] = {_("期初"), _("收进"), _("转出"), _("期末"), _("差额")};

	canvas_cell(c, row, 0, NAME, ALIGN_LEFT, STYLE_HEADING, _("项目"));
	for (int i = 0; i < 5; i++)
		canvas_cell(c, row, NAME + i * FIGURE, FIGURE, ALIGN_RIGHT, STYLE_HEADING,
			    titles[i]);
}

static void paint_line(const struct close_line *l, const struct canvas *c)
{
	const int64_t off = balance_off(l);
	const int64_t figures[] = {l->opening, l->entered, l->left, l->closing, off};
	char text[32];

	canvas_cell(c, 0, 0, NAME, ALIGN_LEFT, STYLE_LABEL, close_line_name(l->id));
	for (int i = 0; i < 5; i++) {
		snprintf(text, sizeof(text), i == 4 ? "%+lld" : "%lld", (long long)figures[i]);
		if (i == 4 && !off)
			snprintf(text, sizeof(text), "%s", _("平"));
		canvas_cell(c, 0, NAME + i * FIGURE, FIGURE, ALIGN_RIGHT,
			    off ? STYLE_BAD : STYLE_VALUE, text);
	}
}

/* "fs-008 li": what the ledger keeps of a draft, in words. */
static void draft_words(const struct close_screen *s, const char *text, struct str *out)
{
	const char *space = strchr(text, ' ');
	struct arena a = {0};
	struct err e;

	if (!space) {
		str_add(out, text);
		return;
	}
	const struct item *it =
		session_item(s->session, arena_strndup(&a, text, (size_t)(space - text)), &e);
	str_addf(out, "%s　%s", it ? it->name : text, name_of(s, space + 1));
	arena_done(&a);
}

static void paint_note(const struct close_screen *s, const struct close_note *n,
		       const struct canvas *c)
{
	bool open = balance_asks(n) && (!n->reason || !*n->reason);
	struct str text = {0};
	int col = LABEL;

	canvas_cell(c, 0, 0, LABEL, ALIGN_LEFT, open ? STYLE_WARN : STYLE_LABEL,
		    _(close_note_names[n->kind]));
	if (n->kind == NOTE_LINE) {
		str_addf(&text, "%s %s", close_line_name(n->subject), n->text);
	} else if (n->kind == NOTE_DRAFT || n->kind == NOTE_PARKED) {
		draft_words(s, n->text, &text);
	} else {
		canvas_cell(c, 0, col, SUBJECT, ALIGN_LEFT, STYLE_VALUE, n->subject);
		col += SUBJECT;
		str_add(&text, n->text);
	}
	/* The reason first: on a narrow terminal it is the text that is cut. */
	if (n->reason)
		col += canvas_text(c, 0, col, STYLE_OK, n->reason) + 2;
	else if (open)
		col += canvas_text(c, 0, col, STYLE_WARN, _("原因？")) + 2;
	if (s->hall && *n->window && n->kind != NOTE_LINE)
		col += canvas_text(c, 0, col, STYLE_LABEL, n->window) + 2;
	canvas_text(c, 0, col, STYLE_NORMAL, str_text(&text));
	str_done(&text);
}

void close_paint_row(void *ctx, size_t i, const struct canvas *line, bool selected)
{
	const struct close_screen *s = ctx;

	(void)selected;
	if (i < s->n_lines)
		paint_line(&s->counts.lines[i], line);
	else
		paint_note(s, &s->counts.notes[i - s->n_lines], line);
}

void close_paint(struct close_screen *s, const struct canvas *c)
{
	struct canvas in = canvas_part(c, 0, 1, c->rows, c->cols - 2);
	struct canvas body = canvas_part(&in, HEAD_ROWS, 0, in.rows - HEAD_ROWS, in.cols);

	paint_head(s, &in);
	paint_columns(&in, HEAD_ROWS - 1);
	if (s->list.count)
		list_paint(&s->list, &body, true);
	else
		canvas_text(&body, 1, 0, STYLE_MUTED, _("这一天没有办件。"));
}
