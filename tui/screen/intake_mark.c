/* SPDX-License-Identifier: Apache-2.0
 *
 * What the clerk says of the selected paper. A paper asked for by the rows of a
 * list is marked in its table; of one counted by a number it is asked how many
 * are good.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/text.h"
#include "tui/app.h"
#include "tui/screen/intake_state.h"
#include "tui/screen/paper_rows.h"
#include "tui/screen/receive.h"
#include "tui/widget/dialog.h"

bool intake_paper_rows(const struct intake_screen *s, int paper, int *good, int *all)
{
	const struct paper_mark *m = &s->c.in.marks[paper];
	int per = s->item->papers[paper].per;

	*all = m->rows;
	*good = m->rows_ok;
	if (m->rows)
		return true;
	if (per < 0 || check_value(s->k, per)->state != VALUE_KNOWN ||
	    check_value(s->k, per)->a < 2)
		return false;
	*all = (int)check_value(s->k, per)->a;
	*good = m->state != PAPER_OK ? 0 : m->rows_ok && m->rows_ok < *all ? m->rows_ok : *all;
	return true;
}

/* The table of a paper marked by rows, the number of one that is counted; else nothing. */
static bool open_rows(struct intake_screen *s, int paper, struct step *out)
{
	int good, all;
	char initial[16];

	if (casefile_paper_list(&s->c, (size_t)paper) >= 0) {
		struct screen *next =
			paper_rows_new(&s->c, s->k, (size_t)paper, intake_keep_list, s);
		s->c.papers[paper].not_brought = false;
		next->tag = TAG_PEOPLE;
		*out = step_push(next);
		return true;
	}
	if (!intake_paper_rows(s, paper, &good, &all))
		return false;
	snprintf(initial, sizeof(initial), "%d", good ? good : all);
	*out = step_push(dialog_prompt(TAG_GOOD, &(struct dialog_prompt){
							 .title = s->item->papers[paper].name,
							 .text = _("合格的份数（每人一份）"),
							 .initial = initial,
							 .max_chars = 5,
						 }));
	return true;
}

struct step intake_take_good(struct intake_screen *s, struct app *app, const char *text)
{
	int paper = intake_paper_selected(s), good, all;
	char *end;
	long n = strtol(text, &end, 10);

	if (paper < 0 || !intake_paper_rows(s, paper, &good, &all) || *end || n < 0 || n > all) {
		app_say(app, STYLE_BAD, _("份数应为 0 到应交的人数"));
		return step_redraw();
	}
	intake_paper_mark(s, paper,
			  (struct paper_mark){.state = n ? PAPER_OK : PAPER_ABSENT,
					      .rows_ok = n < all ? (int)n : 0});
	intake_refresh(s);
	if (n == all)
		list_move(&s->papers, LIST_DOWN);
	return step_redraw();
}

struct step intake_mark_ok(struct intake_screen *s)
{
	int paper = intake_paper_selected(s);
	struct step step;

	if (paper < 0)
		return step_stay();
	if (open_rows(s, paper, &step))
		return step;
	bool was = s->c.in.marks[paper].state == PAPER_OK;
	intake_paper_mark(s, paper, (struct paper_mark){.state = was ? PAPER_ABSENT : PAPER_OK});
	intake_refresh(s);
	if (!was)
		list_move(&s->papers, LIST_DOWN);
	return step_redraw();
}

struct step intake_paper_enter(struct intake_screen *s)
{
	int paper = intake_paper_selected(s);
	struct step step;

	if (paper >= 0 && receive_takes(&s->item->papers[paper])) {
		step = step_push(receive_new(&s->c, (size_t)paper, intake_keep_list, s));
		step.next->tag = TAG_PEOPLE;
		return step;
	}
	if (paper >= 0 && open_rows(s, paper, &step))
		return step;
	list_move(&s->papers, LIST_DOWN);
	return step_redraw();
}

struct step intake_mark_absent(struct intake_screen *s)
{
	int paper = intake_paper_selected(s);

	if (paper < 0)
		return step_stay();
	intake_paper_mark(s, paper, (struct paper_mark){0});
	s->c.papers[paper].not_brought = true;
	intake_refresh(s);
	return step_redraw();
}

struct step intake_mark_returned(struct intake_screen *s)
{
	int paper = intake_paper_selected(s);

	if (paper < 0)
		return step_stay();
	s->c.papers[paper].handed_back = !s->c.papers[paper].handed_back;
	s->dirty = true;
	return step_redraw();
}

struct step intake_ask_counts(struct intake_screen *s)
{
	int paper = intake_paper_selected(s);

	if (paper < 0)
		return step_stay();
	return step_push(dialog_prompt(
		TAG_COUNTS, &(struct dialog_prompt){.title = s->item->papers[paper].name,
						    .text = _("份数，空格，页数：如 2 或 2 5"),
						    .max_chars = 9}));
}

struct step intake_take_counts(struct intake_screen *s, struct app *app, const char *text)
{
	int paper = intake_paper_selected(s), copies = 0, pages = PAPER_COUNT_UNKNOWN;
	char rest;
	int n = sscanf(text, "%d %d%c", &copies, &pages, &rest);

	if (paper < 0 || n < 1 || n > 2 || copies < 1 || copies > 999 ||
	    (n == 2 && (pages < 1 || pages > 9999))) {
		app_say(app, STYLE_BAD, _("份数和页数应为正整数，如 2 5"));
		return step_redraw();
	}
	s->c.papers[paper].copies = copies;
	s->c.papers[paper].pages = pages;
	s->dirty = true;
	return step_redraw();
}

/* Whose it is has to be said: a paper marked by rows opens its table here too. */
struct step intake_ask_unfit(struct intake_screen *s)
{
	static const char *words[UNFITS];
	struct step step;

	s->unfit_paper = intake_paper_selected(s);
	if (s->unfit_paper < 0)
		return step_stay();
	if (casefile_paper_list(&s->c, (size_t)s->unfit_paper) >= 0 &&
	    open_rows(s, s->unfit_paper, &step))
		return step;
	for (int u = 0; u < UNFITS; u++)
		words[u] = _(unfit_names[u]);
	return step_push(
		dialog_menu(TAG_UNFIT, s->item->papers[s->unfit_paper].name, words, UNFITS, 0));
}

struct step intake_take_unfit(struct intake_screen *s, int unfit)
{
	if (unfit < 0)
		return step_redraw();
	intake_paper_mark(s, s->unfit_paper,
			  (struct paper_mark){.state = PAPER_UNFIT, .unfit = (enum unfit)unfit});
	intake_refresh(s);
	return step_redraw();
}
