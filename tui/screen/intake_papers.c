/* SPDX-License-Identifier: Apache-2.0
 *
 * The right side of the intake: the papers the answers ask for, in the order of
 * the guide, alternatives below their heading.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"
#include "case/again.h"
#include "guide/words.h"
#include "tui/app.h"
#include "tui/screen/intake_state.h"

static void push_row(struct intake_screen *s, int paper, int demand, int indent)
{
	if (s->n_paper_rows == s->cap_paper_rows) {
		s->cap_paper_rows = s->cap_paper_rows ? s->cap_paper_rows * 2 : 32;
		s->paper_rows =
			xreallocarray(s->paper_rows, s->cap_paper_rows, sizeof(*s->paper_rows));
	}
	s->paper_rows[s->n_paper_rows++] =
		(struct paper_row){.paper = paper, .demand = demand, .indent = indent};
}

static bool listed(const struct intake_screen *s, int paper)
{
	for (size_t i = 0; i < s->n_paper_rows; i++)
		if (s->paper_rows[i].paper == paper)
			return true;
	return false;
}

static void add_demand(struct intake_screen *s, int demand, int indent)
{
	const struct demand *d = &s->item->demands[demand];

	if (check_says_none(s->k, demand))
		push_row(s, -1, demand, indent);
	if (s->k->demand_need[demand] == NEED_NO)
		return;
	if (d->kind == DEMAND_PAPER) {
		if (!listed(s, d->paper)) /* an id names one paper: two rules ask once */
			push_row(s, d->paper, demand, indent);
		return;
	}
	if (d->kind == DEMAND_UNSTATED || d->kind == DEMAND_ANY)
		push_row(s, -1, demand, indent);
	for (size_t i = 0; i < d->count; i++)
		add_demand(s, s->item->children[d->first + i],
			   indent + (d->kind == DEMAND_ANY ? 1 : 0));
}

static bool skip_heading(void *ctx, size_t i)
{
	const struct intake_screen *s = ctx;

	return s->paper_rows[i].paper < 0;
}

static enum style mark_of(const struct intake_screen *s, const struct paper_row *r,
			  const char **mark)
{
	const struct paper_mark *m = &s->c.in.marks[r->paper];
	enum need need = s->k->demand_need[r->demand];

	int good, all;
	bool some = intake_paper_rows(s, r->paper, &good, &all) && good < all;

	if (m->state == PAPER_OK && !some) {
		*mark = "[✓]";
		return STYLE_OK;
	}
	if (m->state == PAPER_UNFIT) {
		*mark = "[×]";
		return STYLE_BAD;
	}
	if (s->c.papers[r->paper].not_brought) {
		*mark = "[-]";
		return STYLE_WARN;
	}
	if (s->c.papers[r->paper].printed) { /* 免填单, not back yet */
		*mark = _("[印]");
		return need == NEED_YES ? STYLE_NORMAL : STYLE_MUTED;
	}
	*mark = need == NEED_EXEMPT ? _("[免]") : need == NEED_DEPENDS ? "[?]" : "[ ]";
	return need == NEED_YES ? STYLE_NORMAL : STYLE_MUTED;
}

static void paint_heading(const struct intake_screen *s, const struct paper_row *r,
			  const struct canvas *line)
{
	const struct demand *d = &s->item->demands[r->demand];
	bool met = s->k->demand_met[r->demand];

	if (d->kind == DEMAND_UNSTATED)
		canvas_text(line, 0, r->indent * 2, STYLE_MUTED, _("材料：指南未载明"));
	else
		canvas_printf(line, 0, r->indent * 2, met ? STYLE_OK : STYLE_HEADING, "%s%s",
			      d->name ? d->name : _("任选其一"), met ? " ✓" : "");
}

/* Found good the first time, and not yet seen today. */
static bool is_to_show(const struct intake_screen *s, int paper)
{
	return s->c.papers[paper].good_before && s->c.in.marks[paper].state == PAPER_ABSENT &&
	       !s->c.papers[paper].not_brought;
}

static void paint_row(void *ctx, size_t i, const struct canvas *line, bool selected)
{
	const struct intake_screen *s = ctx;
	const struct paper_row *r = &s->paper_rows[i];

	(void)selected;
	if (r->paper < 0) {
		paint_heading(s, r, line);
		return;
	}
	const char *mark;
	enum style style = mark_of(s, r, &mark);
	int col = r->indent * 2;
	col += canvas_text(line, 0, col, style, mark) + 1;
	const struct paper_record *record = &s->c.papers[r->paper];
	struct str text = {0};
	words_paper(s->k, r->paper, &text);
	enum surprise surprise = intake_paper_surprise(s, r->paper);
	if (surprise != SURPRISE_NONE)
		str_addf(&text, "〔%s〕", _(surprise_names[surprise]));
	if (is_to_show(s, r->paper))
		str_add(&text, _("：上次合格·请再出示"));
	const char *last = intake_last_time(s, r->paper);
	if (record->not_brought)
		str_add(&text, _("：未带"));
	int good, all;
	if (intake_paper_rows(s, r->paper, &good, &all))
		str_addf(&text, " %d/%d", good, all);
	const struct paper_mark *m = &s->c.in.marks[r->paper];
	if (m->state == PAPER_UNFIT && !m->rows)
		str_addf(&text, "：%s", _(unfit_names[m->unfit]));
	if (record->copies != PAPER_COUNT_UNKNOWN)
		str_addf(&text, _(" %d份"), record->copies);
	if (record->pages != PAPER_COUNT_UNKNOWN)
		str_addf(&text, _(" %d页"), record->pages);
	if (record->n_files)
		str_addf(&text, _(" %zu个文件"), record->n_files);
	if (record->handed_back)
		str_add(&text, _(" 退还"));
	if (s->carried.papers && s->carried.papers[r->paper] &&
	    s->c.in.marks[r->paper].state == PAPER_OK)
		str_add(&text, _(" 沿用"));
	col += canvas_text(line, 0, col, style == STYLE_OK ? STYLE_NORMAL : style, str_text(&text));
	if (last && m->state == PAPER_ABSENT && !record->not_brought)
		canvas_printf(line, 0, col + 1, STYLE_MUTED, _("上次：%s"), last);
	str_done(&text);
}

void intake_papers_open(struct intake_screen *s)
{
	s->papers.ctx = s;
	s->papers.paint_row = paint_row;
	s->papers.skip = skip_heading;
}

void intake_papers_refresh(struct intake_screen *s)
{
	int at = intake_paper_selected(s);

	s->n_paper_rows = 0;
	if (s->item->n_demands)
		add_demand(s, 0, 0);
	list_set_count(&s->papers, s->n_paper_rows);
	for (size_t i = 0; i < s->n_paper_rows; i++)
		if (s->paper_rows[i].paper >= 0 && s->paper_rows[i].paper == at)
			list_select(&s->papers, i);
}

int intake_paper_selected(const struct intake_screen *s)
{
	return s->papers.count ? s->paper_rows[s->papers.selected].paper : -1;
}

void intake_paper_mark(struct intake_screen *s, int paper, struct paper_mark mark)
{
	casefile_mark(&s->c, (size_t)paper, mark);
	s->c.papers[paper].not_brought = false;
	s->dirty = true;
}

/* Whether one of several papers is still wanted. */
static bool group_open(const struct intake_screen *s)
{
	for (size_t i = 0; i < s->n_paper_rows; i++) {
		const struct paper_row *r = &s->paper_rows[i];
		if (r->paper < 0 && s->item->demands[r->demand].kind == DEMAND_ANY &&
		    check_is_group(s->k, r->demand) && s->k->demand_need[r->demand] == NEED_YES &&
		    !s->k->demand_met[r->demand])
			return true;
	}
	return false;
}

/* What is asked for as such; of alternatives the clerk marks what really lies there. */
void intake_papers_mark_all(struct intake_screen *s, struct app *app)
{
	/* First those that were good the first time; the key once more: the rest. */
	size_t shown_again = again_confirm(&s->c);
	if (shown_again > 0) {
		app_say(app, STYLE_OK, _("上次合格的 %zu 份已确认。再按 F6，其余也标为合格"),
			shown_again);
		s->dirty = true;
		intake_refresh(s);
		return;
	}
	for (size_t p = 0; p < s->item->n_papers; p++) {
		if (s->k->paper_need[p] != NEED_YES || s->c.papers[p].not_brought)
			continue;
		if (casefile_paper_list(&s->c, p) >= 0)
			casefile_mark_rest(&s->c, p);
		else if (s->c.in.marks[p].state == PAPER_ABSENT)
			casefile_mark(&s->c, p, (struct paper_mark){.state = PAPER_OK});
		s->dirty = true;
	}
	intake_refresh(s);
	if (group_open(s))
		app_say(app, STYLE_WARN, _("任选其一的请逐份标"));
}
