/* SPDX-License-Identifier: Apache-2.0 */
#include "tui/screen/stage_text.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "guide/item.h"
#include "store/moves.h"

enum { IN = 2 };

const char *stage_days(int64_t days, const char *unit, char *out, size_t size)
{
	if (!unit)
		return "";
	if (strcmp(unit, day_unit_names[UNIT_AT_ONCE]) == 0)
		return unit;
	snprintf(out, size, "%lld%s%s", (long long)days,
		 strcmp(unit, day_unit_names[UNIT_CALENDAR]) == 0 ? "" : "个", unit);
	return out;
}

void stage_posts(const char *ids, struct str *out)
{
	unsigned mask = moves_posts(ids);
	bool first = true;

	for (int p = 0; p < POSTS; p++) {
		if (!(mask & POST_BIT(p)))
			continue;
		str_addf(out, "%s%s", first ? "" : "、", _(post_names[p]));
		first = false;
	}
}

static const struct stage_row *newest(const struct stage_row *done, size_t n, int64_t stage)
{
	const struct stage_row *found = NULL;

	for (size_t i = 0; i < n; i++)
		if (done[i].stage == stage)
			found = &done[i];
	return found;
}

static void add_awaited(struct str *s, const struct case_stage *g)
{
	char days[48];
	struct str posts = {0};

	stage_posts(g->posts, &posts);
	str_addf(s, _("　待%s%s%s"), str_text(&posts), g->unit ? "　" : "",
		 stage_days(g->days, g->unit, days, sizeof(days)));
	str_done(&posts);
}

static void add_done(struct str *s, const struct stage_row *d, const struct hall_voice *v)
{
	char at[CLOCK_TEXT];

	str_addf(s, "　%s　%.16s　%s%s%s", stage_result_name(d->result), clock_format(d->at, at),
		 hall_voice_clerk(v, d->by), d->remark ? "　" : "", d->remark ? d->remark : "");
}

void stage_text_add(struct textpane *p, const struct case_record *r, const struct stage_row *done,
		    size_t n, const struct hall_voice *v)
{
	struct str s = {0};

	if (r->n_stages)
		textpane_add(p, STYLE_HEADING, 0,
			     r->stages[0].ours ? _("环节（本单位流程）") : _("环节"));
	for (size_t i = 0; i < r->n_stages; i++) {
		const struct case_stage *g = &r->stages[i];
		const struct stage_row *d = newest(done, n, (int64_t)i);
		bool awaited = r->stage == (int64_t)i;
		str_clear(&s);
		str_addf(&s, "%zu　%s%s%s", i + 1, g->text, g->department ? "　" : "",
			 g->department ? g->department : "");
		if (d && !awaited)
			add_done(&s, d, v);
		else
			add_awaited(&s, g);
		textpane_add(p,
			     awaited		 ? STYLE_WARN
			     : !d		 ? STYLE_MUTED
			     : *d->result == 'p' ? STYLE_OK
						 : STYLE_BAD,
			     IN, str_text(&s));
	}
	str_done(&s);
}
