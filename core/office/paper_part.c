/* SPDX-License-Identifier: Apache-2.0 */
#include "office/paper_part.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"
#include "office/item_part.h"

struct listing {
	struct document *d;
	const struct check *k;
	bool *seen; /* papers already listed: two rules that ask for one ask once */
	int number;
};

static const char *keep(struct document *d, struct str *s)
{
	const char *text = arena_strdup(&d->arena, str_text(s));

	str_done(s);
	return text;
}

static void add_part(struct str *s, const char *text)
{
	if (s->len)
		str_add(s, _("；"));
	str_add(s, text);
}

const char *paper_part_source(struct document *d, const struct paper *p)
{
	struct str s = {0};

	if (p->by)
		str_addf(&s, _("%s出具"), p->by);
	if (p->get_from) {
		add_part(&s, _("来源："));
		str_add(&s, p->get_from);
	}
	return keep(d, &s);
}

static void add_deferral(struct str *s, const struct paper *p)
{
	add_part(s, _("可容缺"));
	str_addf(s, _("，受理后%d个%s内补交"), p->defer_days, day_unit_names[p->defer_unit]);
	if (p->defer_ways & DEFER_ON_SITE)
		str_add(s,
			p->defer_ways & DEFER_POST ? _("（现场送达或邮寄）") : _("（现场送达）"));
	else if (p->defer_ways & DEFER_POST)
		str_add(s, _("（邮寄）"));
	if (p->defer_continues)
		str_add(s, _("，逾期未补的按已补齐情况继续办理"));
}

const char *paper_part_remark(struct document *d, const struct check *k, const struct paper *p)
{
	const struct item *it = k->item;
	struct str s = {0};

	str_add(&s, paper_part_source(d, p));
	for (size_t i = 0; i < p->n_marks; i++) {
		if (!item_part_holds(k->truths, p->marks[i].when))
			continue;
		add_part(&s, _("要求："));
		str_add(&s, p->marks[i].text);
	}
	if (p->per >= 0 || p->per_text) {
		add_part(&s, _("按人（份）分别提供："));
		str_add(&s, p->per_text ? p->per_text : it->vars[p->per].text);
	}
	if (p->deferrable)
		add_deferral(&s, p);
	if (p->note)
		add_part(&s, p->note);
	return keep(d, &s);
}

static const char *with_need(struct listing *l, enum need need, int on, int exempt_by,
			     const char *remark)
{
	const struct item *it = l->k->item;
	struct str s = {0};

	if (need == NEED_DEPENDS && on >= 0)
		str_addf(&s, _("视“%s”而定"), it->vars[on].text);
	else if (need == NEED_DEPENDS)
		str_add(&s, _("视情况提供"));
	else if (need == NEED_EXEMPT && exempt_by >= 0)
		str_addf(&s, _("免提交：%s"), it->vars[exempt_by].text);
	else if (need == NEED_EXEMPT)
		str_add(&s, _("免提交"));
	if (*remark)
		add_part(&s, remark);
	return keep(l->d, &s);
}

static void paper_row(struct listing *l, const char *number, const char *name, int paper,
		      enum need need, int on)
{
	const struct paper *p = &l->k->item->papers[paper];
	char *form = item_form_text(l->k->item, p, l->k->truths);
	const char *remark = paper_part_remark(l->d, l->k, p);

	document_row(l->d, (const char *[]){number, name, form,
					    with_need(l, need, on, p->exempt_by, remark)});
	free(form);
}

static void add_paper(struct listing *l, int paper)
{
	enum need need = l->k->paper_need[paper];

	if (l->seen[paper] || need == NEED_NO)
		return;
	l->seen[paper] = true;
	paper_row(l, arena_printf(&l->d->arena, "%d", ++l->number), l->k->item->papers[paper].name,
		  paper, need, l->k->paper_on[paper]);
}

/* ---- any of ---- */

static void add_alternative(struct listing *l, const int *papers, int ordinal)
{
	struct arena *a = &l->d->arena;

	for (int i = 0; i < ALTERNATIVE_PAPERS && papers[i] >= 0; i++) {
		const char *name = l->k->item->papers[papers[i]].name;
		if (i)
			name = arena_printf(a, _("并 %s"), name);
		paper_row(l, i ? "" : arena_printf(a, "%d.%d", l->number, ordinal), name, papers[i],
			  NEED_YES, -1);
	}
}

static void add_any(struct listing *l, int row)
{
	const struct demand *g = &l->k->item->demands[row];
	enum need need = l->k->demand_need[row];
	int(*out)[ALTERNATIVE_PAPERS];

	if (need == NEED_NO)
		return;
	out = xcalloc(ALTERNATIVES_SHOWN, sizeof(*out));
	size_t n = check_alternatives(l->k, row, out, ALTERNATIVES_SHOWN);
	if (n > ALTERNATIVES_SHOWN)
		n = ALTERNATIVES_SHOWN;
	const char *extra = with_need(l, need, l->k->demand_on[row], -1, "");
	struct str s = {0};
	str_addf(&s, _("%d　下列任选其一"), ++l->number);
	if (g->name)
		str_addf(&s, _("：%s"), g->name);
	if (*extra)
		str_addf(&s, _("　（%s）"), extra);
	document_span(l->d, str_text(&s));
	str_done(&s);
	for (size_t i = 0; i < n; i++)
		add_alternative(l, out[i], (int)i + 1);
	free(out);
}

/* A group inside an `any` belongs to its alternatives. */
static void add_demand(struct listing *l, int row)
{
	const struct item *it = l->k->item;
	const struct demand *g = &it->demands[row];

	switch (g->kind) {
	case DEMAND_PAPER:
		add_paper(l, g->paper);
		break;
	case DEMAND_ANY:
		add_any(l, row);
		break;
	case DEMAND_UNSTATED:
		if (l->k->demand_need[row] != NEED_NO)
			document_span(l->d, _("此情形所需材料：指南未载明"));
		break;
	case DEMAND_ALL:
		if (check_says_none(l->k, row))
			document_span(l->d, g->name);
		for (size_t i = 0; i < g->count; i++)
			add_demand(l, it->children[g->first + i]);
		break;
	}
}

static void add_form_rules(struct document *d, const struct item *it)
{
	for (size_t i = 0; i < it->n_form_rules; i++) {
		const struct form_rule *r = &it->form_rules[i];
		struct str s = {0};
		for (int f = 0; f < FORM_KINDS; f++)
			if (r->mask & (1u << f))
				str_addf(&s, "%s%s", s.len ? _("、") : "", paper_form_names[f]);
		str_add(&s, _("均须："));
		size_t start = s.len;
		if (r->seal)
			str_addf(&s, _("加盖%s"), r->seal);
		if (r->sign)
			str_addf(&s, "%s%s", s.len > start ? _("，") : "", r->sign);
		if (r->remark)
			str_addf(&s, _("%s注明“%s”"), s.len > start ? _("，") : "", r->remark);
		document_span(d, str_text(&s));
		str_done(&s);
	}
}

void paper_part(struct document *d, const struct check *k)
{
	const struct item *it = k->item;
	const struct column columns[] = {{_("序号"), 5, true},
					 {_("材料名称"), 27, false},
					 {_("形式与份数"), 13, true},
					 {_("说明"), 21, false}};

	document_table(d, _("所需材料"), columns, 4);
	if (it->materials == STATED_NONE)
		document_span(d, _("无需提供材料"));
	else if (it->materials == STATED_NOT || k->materials_unstated)
		document_span(d, _("指南未载明"));
	struct listing l = {.d = d, .k = k, .seen = xcalloc(it->n_papers + 1, sizeof(bool))};
	if (it->n_demands)
		add_demand(&l, 0);
	add_form_rules(d, it);
	free(l.seen);
}
