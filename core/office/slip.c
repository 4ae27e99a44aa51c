/* SPDX-License-Identifier: Apache-2.0 */
#include "office/slip.h"

#include <stdlib.h>

#include "base/str.h"
#include "base/text.h"
#include "office/item_part.h"
#include "office/paper_part.h"

struct slip {
	struct document *d;
	const struct letterhead *h;
	const struct check *k;
	const struct intake *in;
};

static const char *keep(struct document *d, struct str *s)
{
	const char *text = arena_strdup(&d->arena, str_text(s));

	str_clear(s);
	return text;
}

static date_day day_of(const struct slip *s)
{
	return (date_day)s->in->values[FACT_ON].a;
}

static const char *day_text(struct document *d, date_day day)
{
	char text[32];

	return day == DATE_NONE ? "" : arena_strdup(&d->arena, date_format_zh(day, text));
}

/* The answers given, and the questions that could still change the list. */
static void add_situation(const struct slip *s)
{
	const struct item *it = s->k->item;
	struct str given = {0}, open = {0};

	for (size_t i = 0; i < it->n_vars; i++) {
		const struct var *v = &it->vars[i];
		bool asked = v->kind == VAR_QUESTION || v->kind == VAR_EXISTS ||
			     v->kind == VAR_VERIFICATION;
		if (asked && s->k->live[i])
			str_addf(&open, "%s%s", open.len ? _("；") : "", v->text);
		if (!asked || s->in->values[i].state != VALUE_KNOWN)
			continue;
		str_addf(&given, "%s%s：", given.len ? _("；") : "", v->text);
		answer_text(it, (int)i, &s->in->values[i], &given);
	}
	if (given.len)
		document_pair(s->d, _("办理情形"), str_text(&given));
	if (open.len)
		document_pair(s->d, _("尚待确定"), str_text(&open));
	str_done(&given);
	str_done(&open);
}

static const char *limits_text(const struct slip *s)
{
	const struct item *it = s->k->item;
	struct str text = {0};

	for (size_t i = 0; i < it->n_limits; i++) {
		const struct due *due = &s->k->dues[i];
		if (!due->applies && !due->depends)
			continue;
		char *limit = item_limit_text(&it->limits[i]);
		str_addf(&text, "%s%s", text.len ? "\n" : "", limit);
		free(limit);
		if (due->depends)
			str_add(&text, _("（视情况）"));
		else if (due->due != DATE_NONE)
			str_addf(&text, _("（如当日受理，至%s%s）"), day_text(s->d, due->due),
				 due->provisional ? _("，放假通知未公布，暂按周末推算") : "");
	}
	if (!text.len)
		str_add(&text, _("指南未载明"));
	const char *kept = keep(s->d, &text);
	str_done(&text);
	return kept;
}

static void add_head(const struct slip *s, const char *title)
{
	const struct item *it = s->k->item;

	letterhead_open(s->d, s->h, title, NULL, NULL);
	document_grid(s->d, NULL);
	document_pair(s->d, _("事项"), arena_printf(&s->d->arena, _("%s（%s）"), it->name, it->id));
	add_situation(s);
}

static void add_terms(const struct slip *s)
{
	const struct item *it = s->k->item;

	document_grid(s->d, _("时限、收费与咨询"));
	if (it->window.given)
		document_pair(s->d, _("受理时间"), it->window.text);
	if (it->validity.text)
		document_pair(s->d, _("有效期间"), it->validity.text);
	document_pair(s->d, _("办理时限"), limits_text(s));
	item_part_promise(s->d, s->k->item);
	document_half(s->d, _("收费"), item_part_fee(s->d, it));
	document_half(s->d, _("责任单位"), it->office_text ? it->office_text : _("指南未载明"));
	document_half(s->d, _("结果送达"), item_part_texts(s->d, &it->delivery, s->k->truths));
	document_half(s->d, _("办理依据"), item_part_texts(s->d, &it->basis, s->k->truths));
	document_pair(s->d, _("咨询电话"), item_part_phones(s->d, it));
}

static void add_conditions(const struct slip *s)
{
	const struct item *it = s->k->item;
	bool open = false;

	for (size_t i = 0; i < it->n_conditions; i++) {
		const struct condition *c = &it->conditions[i];
		if (!item_part_holds(s->k->truths, c->when))
			continue;
		if (!open)
			document_hints(s->d, _("须符合的条件"));
		open = true;
		document_line(s->d, c->text);
	}
	open = false;
	for (size_t i = 0; i < it->n_prohibitions; i++) {
		const struct prohibition *p = &it->prohibitions[i];
		if (!item_part_holds(s->k->truths, p->when))
			continue;
		if (!open)
			document_hints(s->d, _("有下列情形之一的，禁止办理"));
		open = true;
		document_line(s->d, p->resolve ? arena_printf(&s->d->arena, _("%s（%s）"), p->text,
							      p->resolve)
					       : p->text);
	}
}

void slip_materials(struct document *d, const struct letterhead *h, const struct check *k,
		    const struct intake *in)
{
	const struct slip s = {.d = d, .h = h, .k = k, .in = in};

	add_head(&s, _("办事材料清单"));
	paper_part(d, k);
	add_conditions(&s);
	add_terms(&s);
	item_part_channels(d, k->item, k->truths);
	item_part_hints(d, k->item, k->truths);
	letterhead_close_slip(d, h, day_of(&s));
}

/* ---- guidance ---- */

static bool says_why(enum reason_code code)
{
	return code <= REASON_NOTHING_TO_FILE;
}

/* Why nothing is accepted here today, and what helps. */
static void add_reasons(const struct slip *s)
{
	struct str text = {0};

	document_text(s->d, _("本窗口今日不受理的原因"));
	for (size_t i = 0; i < s->k->n_reasons; i++) {
		const struct reason *r = &s->k->reasons[i];
		if (!says_why(r->code))
			continue;
		reason_text(s->k, r, &text);
		document_line(s->d, keep(s->d, &text));
		/* Where else it is done stands in the table of channels below. */
		if (r->code != REASON_NOT_HERE)
			reason_resolve(s->k, r, &text);
		if (text.len)
			document_line(s->d, keep(s->d, &text));
	}
	str_done(&text);
}

/* From when to when it can be filed next: the day to come back is what the slip is for. */
static void add_next_opening(const struct slip *s)
{
	for (size_t i = 0; i < s->k->n_reasons; i++) {
		const struct reason *r = &s->k->reasons[i];
		if (r->code != REASON_OUTSIDE_DAYS || r->until == DATE_NONE)
			continue;
		bool provisional;
		date_day last = check_window_end(s->k, r->until, &provisional);
		const char *text = day_text(s->d, r->until);
		if (last != DATE_NONE)
			text = arena_printf(&s->d->arena, _("%s至%s"), text, day_text(s->d, last));
		document_pair(s->d, _("下次受理"),
			      provisional
				      ? arena_printf(&s->d->arena,
						     _("%s（放假通知未公布，暂按周末推算）"), text)
				      : text);
	}
}

void slip_guidance(struct document *d, const struct letterhead *h, const struct check *k,
		   const struct intake *in)
{
	const struct slip s = {.d = d, .h = h, .k = k, .in = in};

	add_head(&s, _("办事指引单"));
	add_reasons(&s);
	item_part_channels(d, k->item, k->truths);
	document_grid(d, NULL);
	add_next_opening(&s);
	if (k->item->window.given)
		document_pair(d, _("受理时间"), k->item->window.text);
	document_pair(d, _("咨询电话"), item_part_phones(d, k->item));
	if (k->item->n_papers)
		paper_part(d, k);
	item_part_hints(d, k->item, k->truths);
	letterhead_close_slip(d, h, day_of(&s));
}

void slip_build(struct document *d, const struct letterhead *h, const struct check *k,
		const struct intake *in)
{
	(check_guidance(k) == REASON_CODES ? slip_materials : slip_guidance)(d, h, k, in);
}
