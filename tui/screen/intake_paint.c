/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "base/str.h"
#include "base/text.h"
#include "case/record_make.h"
#include "tui/screen/intake_state.h"

/* Of the rows below the title: what stands in the way gets about a third. */
static int reason_rows(int rows)
{
	return rows / 3 < 6 ? 6 : rows / 3;
}

static enum style outcome_style(enum outcome o)
{
	switch (o) {
	case OUTCOME_ACCEPT:
		return STYLE_OK;
	case OUTCOME_DEFER:
	case OUTCOME_UNDECIDED:
		return STYLE_WARN;
	default:
		return STYLE_BAD;
	}
}

static void paint_title(struct intake_screen *s, const struct canvas *c)
{
	struct arena a = {0};
	int col = 0;

	if (s->c.late_number)
		col = canvas_printf(c, 0, 0, STYLE_WARN, _("补录 %s %s "), s->c.late_number,
				    s->c.late_at);
	if (s->c.mistaken)
		col += canvas_printf(c, 0, col, STYLE_WARN, _("更正 %s "), s->c.mistaken);
	col += canvas_printf(c, 0, col, STYLE_HEADING, "%s %s", s->item->id, s->item->name);

	const char *judged = intake_judged_text(s);
	if (judged)
		col += 2 + canvas_printf(c, 0, col + 2, STYLE_WARN, "%s %s", s->c.notice, judged);
	canvas_text(c, 0, col + 2, STYLE_VALUE, record_situation(&a, &s->c, s->k));
	arena_done(&a);
}

static void describe_paper(struct intake_screen *s, int paper, struct str *out)
{
	const struct paper *p = &s->item->papers[paper];
	char *form = item_form_text(s->item, p, s->k->truths);

	str_addf(out, "%s · %s", p->name, form);
	free(form);
	if (p->get_from)
		str_addf(out, _(" · 来源：%s"), p->get_from);
	for (size_t i = 0; i < p->n_marks; i++)
		if (s->k->truths[p->marks[i].when] == TRI_TRUE)
			str_addf(out, " · %s", p->marks[i].text);
	if (p->lines)
		str_addf(out, _(" · 依据 %s"), p->lines);
}

/* The whole text of what the keys are on: labels and names are cut in the panes. */
static void describe(struct intake_screen *s, struct str *out)
{
	if (s->pane == PANE_PAPERS) {
		int paper = intake_paper_selected(s);
		if (paper >= 0)
			describe_paper(s, paper, out);
		return;
	}
	const struct form_row *row = form_current(&s->form);
	if (!row)
		return;
	if (row->message[0]) {
		str_add(out, row->message);
		return;
	}
	str_add(out, row->spec.label);
	if (row->spec.id < ROW_PROHIBITIONS) {
		const struct var *v = &s->item->vars[row->spec.id - ROW_VAR];
		intake_verification_text(s, (size_t)(row->spec.id - ROW_VAR), out);
		if (v->lines)
			str_addf(out, _(" · 依据 %s"), v->lines);
		const char *reading = v->reading ? item_reading(s->item, v->reading) : NULL;
		if (reading)
			str_addf(out, " · %s", reading);
	}
}

/* What the form still wants; "" when it is whole. */
static void list_wanted(const struct intake_screen *s, struct str *out)
{
	for (size_t i = 0; i < s->item->n_fields; i++)
		if (casefile_field_required(&s->c, s->k, i) && !*casefile_value(&s->c, i) &&
		    s->item->fields[i].type != FIELD_PEOPLE && s->item->fields[i].answer < 0)
			str_addf(out, "%s%s", out->len ? "、" : "", s->item->fields[i].label);
}

/* What the notice had not named; returns the columns used. */
static int paint_surprise(const struct canvas *c, int row, int col, enum surprise surprise)
{
	if (surprise == SURPRISE_NONE)
		return 0;
	return canvas_printf(c, row, col, surprise == SURPRISE_UNTOLD ? STYLE_BAD : STYLE_WARN,
			     "〔%s〕", _(surprise_names[surprise]));
}

static void paint_reasons(struct intake_screen *s, const struct canvas *c)
{
	struct str text = {0};
	int row = 1;

	int col =
		canvas_text(c, 0, 0, outcome_style(s->k->outcome), _(outcome_names[s->k->outcome]));
	if (s->k->n_reasons)
		col += canvas_printf(c, 0, col + 1, STYLE_MUTED, _("%zu 条"), s->k->n_reasons);
	if (!check_goes_elsewhere(s->k))
		list_wanted(s, &text);
	if (text.len)
		canvas_printf(c, 0, col + 2, STYLE_WARN, _("表单待填：%s"), str_text(&text));
	for (size_t i = 0; i < s->k->n_reasons && row < c->rows; i++, row++) {
		str_clear(&text);
		if (row == c->rows - 1 && i + 1 < s->k->n_reasons) {
			str_addf(&text, _("还有 %zu 条，F4 查看全部"), s->k->n_reasons - i);
			canvas_text(c, row, 2, STYLE_MUTED, str_text(&text));
			break;
		}
		reason_text(s->k, &s->k->reasons[i], &text);
		col = 2 + paint_surprise(c, row, 2, intake_surprise(s, i));
		col += canvas_text(c, row, col, STYLE_NORMAL, str_text(&text));
		str_clear(&text);
		reason_resolve(s->k, &s->k->reasons[i], &text);
		if (text.len)
			canvas_printf(c, row, col, STYLE_MUTED, " → %s", str_text(&text));
	}
	str_done(&text);
}

void intake_paint(struct screen *self, struct app *app, const struct canvas *c)
{
	struct intake_screen *s = (struct intake_screen *)self;
	struct str text = {0};
	int top = s->present[0] ? 2 : 1;
	int below = reason_rows(c->rows), panes = c->rows - below - 1 - top;
	int left = c->cols * 11 / 20;

	(void)app;
	paint_title(s, c);
	if (s->present[0])
		canvas_text(c, 1, 0, STYLE_WARN, s->present);
	struct canvas form = canvas_part(c, top, 0, panes, left - 1);
	struct canvas papers = canvas_part(c, top, left + 1, panes, c->cols - left - 1);
	canvas_vline(c, top, left - 1, panes, STYLE_MUTED);
	form_paint(&s->form, &form, s->pane == PANE_FORM);
	if (s->n_paper_rows)
		list_paint(&s->papers, &papers, s->pane == PANE_PAPERS);
	else
		canvas_text(&papers, 0, 0, STYLE_MUTED,
			    s->item->materials == STATED_NONE  ? _("无需提供材料")
			    : s->item->materials == STATED_NOT ? _("材料：指南未载明")
							       : _("回答左边的问题后列出材料"));
	describe(s, &text);
	canvas_hline(c, top + panes, 0, c->cols, STYLE_MUTED);
	struct canvas bottom = canvas_part(c, top + panes + 1, 0, below, c->cols);
	int used = text.len ? canvas_wrap(&(struct canvas){bottom.frame, bottom.row, bottom.col, 2,
							   bottom.cols, bottom.force},
					  0, 0, STYLE_LABEL, str_text(&text))
			    : 0;
	struct canvas reasons = canvas_part(&bottom, used, 0, below - used, c->cols);
	paint_reasons(s, &reasons);
	str_done(&text);
}
