/* SPDX-License-Identifier: Apache-2.0
 *
 * What the case screen says of promised papers: come, come and not fit, late, given
 * more time or up; and of an acceptance that was taken back.
 */
#include <string.h>

#include "base/str.h"
#include "base/text.h"
#include "guide/check.h"
#include "store/lapses.h"
#include "tui/screen/case_text.h"

enum { IN = 2 };

static const char *unfit_word(const char *id)
{
	for (int u = 0; u < UNFITS; u++)
		if (strcmp(unfit_ids[u], id) == 0)
			return _(unfit_names[u]);
	return id;
}

static const char *lapse_word(const char *id)
{
	for (int i = 0; i < LAPSES; i++)
		if (strcmp(lapse_ids[i], id) == 0)
			return _(lapse_names[i]);
	return id;
}

static void outcome(const struct promise_row *r, date_day today, struct str *out)
{
	char day[DATE_TEXT];

	if (r->arrived != DATE_NONE) {
		str_addf(out, _("已到 %s"), date_format(r->arrived, day));
		if (r->postmark != DATE_NONE)
			str_addf(out, _("（邮戳 %s）"), date_format(r->postmark, day));
		if (r->due != DATE_NONE && r->arrived > r->due)
			str_addf(out, _("，迟 %d 天"), (int)(r->arrived - r->due));
	} else if (r->ended != DATE_NONE) {
		str_addf(out, _("%s 起不再等"), date_format(r->ended, day));
	} else {
		str_add(out, r->due != DATE_NONE && r->due < today ? _("已逾期") : _("未到"));
	}
	if (promise_is_open(r) && r->unfit)
		str_addf(out, _("，%s 来过不合格：%s%s%s"), date_format(r->unfit_day, day),
			 unfit_word(r->unfit), r->unfit_remark ? "，" : "",
			 r->unfit_remark ? r->unfit_remark : "");
	if (r->first_due != DATE_NONE)
		str_addf(out, _("（原定 %s，已宽限）"), date_format(r->first_due, day));
}

static void add_promise(struct textpane *p, const struct promise_row *r, date_day today)
{
	bool open = promise_is_open(r), late = open && r->due != DATE_NONE && r->due < today;
	struct str text = {0};
	char day[DATE_TEXT];

	outcome(r, today, &text);
	textpane_addf(p,
		      late			? STYLE_BAD
		      : open			? STYLE_WARN
		      : r->arrived != DATE_NONE ? STYLE_OK
						: STYLE_MUTED,
		      IN, _("%s　应于 %s 前补（%s）　%s"), r->paper_name,
		      r->due == DATE_NONE ? _("未定日期") : date_format(r->due, day),
		      r->way ? r->way : "", str_text(&text));
	str_done(&text);
}

static void add_decisions(struct textpane *p, const struct case_page *c)
{
	const struct case_record *r = c->record;
	char day[DATE_TEXT], until[DATE_TEXT];

	for (size_t i = 0; i < r->n_lapses; i++) {
		const struct case_lapse *l = &r->lapses[i];
		textpane_addf(p, STYLE_NORMAL, IN, _("%s　%s%s%s（%s）　%s"),
			      date_format(l->day, day), lapse_word(l->decision),
			      l->until != DATE_NONE ? _("至 ") : "",
			      l->until != DATE_NONE ? date_format(l->until, until) : "", l->reason,
			      hall_voice_clerk(&c->voice, l->by));
	}
}

void case_text_promises(struct textpane *p, const struct case_page *c)
{
	const struct case_record *r = c->record;
	char day[DATE_TEXT];

	if (r->voided_day != DATE_NONE) {
		textpane_addf(p, STYLE_BAD, 0, _("%s 作废：%s"), date_format(r->voided_day, day),
			      r->void_reason ? r->void_reason : "");
		if (r->replaced)
			textpane_addf(p, STYLE_WARN, IN, _("由 %s 代替"), r->replaced);
		if (r->papers_back != DATE_NONE)
			textpane_addf(p, STYLE_NORMAL, IN, _("%s 退还留存的材料"),
				      date_format(r->papers_back, day));
	}
	if (r->since != DATE_NONE)
		textpane_addf(p, STYLE_NORMAL, 0, _("更正受理，时限自 %s 起算"),
			      date_format(r->since, day));
	if (c->n_promises)
		textpane_add(p, STYLE_HEADING, 0, _("容缺待补"));
	for (size_t i = 0; i < c->n_promises; i++)
		add_promise(p, &c->promises[i], c->today);
	add_decisions(p, c);
}
