/* SPDX-License-Identifier: Apache-2.0
 *
 * Clocks, steps, channels, places and phones as rows to compare.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "guide/diff_work.h"

/* ---- time ---- */

static const char *start_words(const struct item *it, const struct limit *l, struct arena *a)
{
	switch (l->start) {
	case START_NEXT_MONTH:
		return "自次月1日起";
	case START_ANSWER:
		return arena_printf(a, "自“%s”起", it->vars[l->start_var].text);
	case START_LIMIT:
		return arena_printf(a, "自“%s”届满起", it->limits[l->start_limit].text);
	default:
		return "自受理起";
	}
}

static char *extend_words(const struct limit *l)
{
	return l->extend_days ? xasprintf("可延长%d%s%s", l->extend_days,
					  l->extend_unit == UNIT_MONTH ? "个" : "",
					  day_unit_names[l->extend_unit])
			      : NULL;
}

static char *uncounted_words(const struct limit *l)
{
	struct str s = {0};

	for (size_t i = 0; i < l->n_uncounted; i++)
		str_addf(&s, "%s%s", i ? "、" : "", l->uncounted[i]);
	return str_take(&s);
}

/* A clerk knows a clock by the situation it runs in. */
void diff_limits(const struct item *it, struct entries *out, struct arena *a)
{
	for (size_t i = 0; i < it->n_limits; i++) {
		const struct limit *l = &it->limits[i];
		const char *when = rule_words(it, l->when, false, a);
		const char *sorted = rule_words(it, l->when, true, a);
		struct entry *e = entry_add(
			out, a, l->id, sorted ? sorted : "",
			when ? arena_printf(a, "办理时限（%s）", when) : "办理时限", l->lines);
		entry_take(e, a, "", item_limit_text(l));
		entry_say(e, "起算", start_words(it, l, a));
		entry_take(e, a, "延长", extend_words(l));
		entry_take(e, a, "不计入时限的", uncounted_words(l));
	}
}

static char *act_words(unsigned acts)
{
	const char *rows[STEP_ACTS];
	size_t n = 0;

	for (int act = 0; act < STEP_ACTS; act++)
		if (acts & STEP_BIT(act))
			rows[n++] = step_act_names[act];
	return n ? joined_words(rows, n) : NULL;
}

void diff_steps(const struct item *it, struct entries *out, struct arena *a)
{
	for (size_t i = 0; i < it->n_steps; i++) {
		const struct item_step *s = &it->steps[i];
		struct entry *e = entry_add(out, a, NULL, s->text, arena_printf(a, "“%s”", s->text),
					    s->lines);
		char *days =
			s->stated ? xasprintf("%d%s%s", s->days, s->unit == UNIT_MONTH ? "个" : "",
					      day_unit_names[s->unit])
				  : NULL;
		entry_take(e, a, "天数", days);
		entry_take(e, a, "环节", act_words(s->acts));
		entry_say(e, "办理人", s->by);
		entry_say(e, "计时", s->counted ? "计入时限" : "不计入时限");
		entry_say(e, "公示", s->publicised ? "须公示" : NULL);
		entry_say(e, "分人", s->separate ? "不得与上一步同一人" : NULL);
		entry_rule(e, a, it, "适用情形", s->when);
	}
}

/* ---- where ---- */

static const char *channel_title(const struct channel_row *r)
{
	return r->name ? r->name : channel_names[r->kind];
}

void diff_channels(const struct item *it, struct entries *out, struct arena *a)
{
	for (size_t i = 0; i < it->n_channels; i++) {
		const struct channel_row *r = &it->channels[i];
		struct entry *e = entry_add(out, a, channel_ids[r->kind], channel_title(r),
					    arena_printf(a, "“%s”", channel_title(r)), r->lines);
		entry_say(e, "途径", r->text);
		entry_say(e, "网址", r->url);
		entry_say(e, "受理处", r->here ? "本大厅窗口受理" : "不在本大厅窗口受理");
		entry_rule(e, a, it, "适用情形", r->when);
	}
}

void diff_places(const struct item *it, struct entries *out, struct arena *a)
{
	for (size_t i = 0; i < it->n_channels; i++) {
		const struct channel_row *r = &it->channels[i];
		for (size_t j = 0; j < r->n_places; j++) {
			const struct place *p = &r->places[j];
			const char *key = arena_printf(a, "%s·%s", channel_title(r), p->name);
			struct entry *e = entry_add(out, a, p->office, key,
						    arena_printf(a, "“%s”", p->name), p->lines);
			entry_say(e, "地址", p->address);
			entry_say(e, "电话", p->phone);
			entry_say(e, "说明", p->note);
		}
	}
}

void phone_entry(struct entries *list, struct arena *a, const struct phone *p)
{
	const char *name = p->area ? arena_printf(a, "电话（%s）", p->area) : "电话";
	const char *area = p->area ? p->area : "-";
	struct entry *e =
		entry_add(list, a, area, arena_printf(a, "%s %s", area, p->number), name, p->lines);

	entry_say(e, "", p->number);
	entry_say(e, "存疑", p->doubt);
}

void diff_phones(const struct item *it, struct entries *out, struct arena *a)
{
	for (size_t i = 0; i < it->n_phones; i++)
		phone_entry(out, a, &it->phones[i]);
}
