/* SPDX-License-Identifier: Apache-2.0
 *
 * Reasons as one line for the clerk: what is wrong. The words come from the
 * guide's data around fixed phrases, the same on screen, on the notice and in
 * JSON. What resolves it stands in words_resolve.c.
 */
#include <stdlib.h>
#include <string.h>

#include "guide/check_work.h"
#include "guide/words.h"

enum { GROUP_NAMES = 6 };

void words_paper(const struct check *c, int paper, struct str *out)
{
	const struct paper *p = &c->item->papers[paper];
	char *form = item_form_text(c->item, p, c->truths);

	/* A form the guide does not state is no part of what is missing. */
	str_add(out, p->name);
	if (strcmp(form, "指南未载明") != 0)
		str_addf(out, "（%s）", form);
	free(form);
}

/* "A、B+C、D等": the alternatives of a group. */
void words_group(const struct check *c, int row, struct str *out)
{
	size_t n = alternative_count(c, row);

	for (size_t i = 0; i < n && i < GROUP_NAMES; i++) {
		int papers[ALTERNATIVE_PAPERS];
		alternative_pick(c, row, i, papers);
		str_add(out, i ? "、" : "");
		for (int k = 0; papers[k] >= 0; k++)
			str_addf(out, "%s%s", k ? "＋" : "", c->item->papers[papers[k]].name);
	}
	if (n > GROUP_NAMES)
		str_addf(out, "等%zu种", n);
}

static void add_date(struct str *out, const char *format, date_day d)
{
	char text[32];

	str_addf(out, format, date_format_zh(d, text));
}

static void text_of_term(const struct check *c, const struct reason *r, struct str *out)
{
	const struct validity *v = &c->item->validity;
	bool of_item = r->code == REASON_NOT_YET ? r->until == v->from
						 : v->to != DATE_NONE && c->work->on > v->to;

	if (of_item && v->text) {
		str_addf(out, r->code == REASON_NOT_YET ? "尚未开始：%s" : "已过期限：%s",
			 v->text);
	} else if (r->code == REASON_NOT_YET) {
		add_date(out, "本指南%s起施行，尚未生效", r->until);
	} else {
		add_date(out, "本指南施行至%s，已失效", of_item ? v->to : c->item->effective_to);
	}
}

static void text_of_days(const struct check *c, struct str *out)
{
	const struct day_window *w = &c->item->window;

	add_date(out, "%s不在受理期内：", c->work->on);
	if (w->text)
		str_add(out, w->text);
	else
		str_addf(out,
			 w->first <= w->last ? "每月%d日至%d日受理"
					     : "每月%d日至次月%d日受理",
			 w->first, w->last);
}

static void text_of_place(const struct check *c, struct str *out)
{
	const struct value *channel = check_value(c, FACT_CHANNEL);
	const struct var *office = &c->item->vars[FACT_OFFICE];
	bool same = false;

	for (size_t i = 0; i < c->item->n_channels; i++)
		same |= channel->state == VALUE_KNOWN && channel->a == c->item->channels[i].kind;
	if (!same && channel->state == VALUE_KNOWN && channel->a != CHANNEL_WINDOW) {
		str_addf(out, "指南未列“%s”这一办理渠道", channel_names[channel->a]);
		return;
	}
	const struct value *o = check_value(c, FACT_OFFICE);
	if (same && o->state == VALUE_KNOWN && (size_t)o->a < office->n_values)
		str_addf(out, "%s窗口不办理本事项", office->values[o->a].text);
	else
		str_add(out, "本窗口不办理本事项");
}

static void text_of_open(const struct check *c, const struct reason *r, struct str *out)
{
	const struct item *it = c->item;

	if (r->node == NODE_CONDITION)
		str_addf(out, "待确认条件：%s", it->conditions[r->index].text);
	else if (r->node == NODE_PROHIBITION)
		str_addf(out, "待确认有无禁办情形：%s", it->prohibitions[r->index].text);
	else if (it->vars[r->index].kind == VAR_VERIFICATION)
		str_addf(out, "待核验：%s", it->vars[r->index].text);
	else
		str_addf(out, "待回答：%s", it->vars[r->index].text);
}

static const struct form_case *form_in_force(const struct check *c, const struct paper *p)
{
	for (size_t i = 0; i < p->n_forms; i++) {
		if (c->truths[p->forms[i].when] == TRI_TRUE)
			return &p->forms[i];
	}
	return NULL;
}

size_t words_marks(const struct check *c, int paper, bool signature, struct str *out)
{
	const struct paper *p = &c->item->papers[paper];
	const struct form_case *form = form_in_force(c, p);
	size_t n = 0;

	for (size_t i = 0; i < p->n_marks; i++) {
		if (p->marks[i].signature == signature && c->truths[p->marks[i].when] == TRI_TRUE)
			str_addf(out, "%s%s", n++ ? "、" : "", p->marks[i].text);
	}
	for (size_t i = 0; form && i < c->item->n_form_rules; i++) {
		const struct form_rule *rule = &c->item->form_rules[i];
		const char *text = signature ? rule->sign : rule->seal;
		if (text && (rule->mask & form->mask))
			str_addf(out, "%s%s", n++ ? "、" : "", text);
	}
	return n;
}

static void words_row(const struct row_gap *g, const char *before, struct str *out)
{
	str_add(out, before);
	if (g->name)
		str_add(out, g->name);
	else
		str_addf(out, "第%d行", g->row + 1);
}

static void words_gaps(const struct row_gap *gaps, size_t n, bool unfit, struct str *out)
{
	size_t said = 0;

	for (size_t i = 0; i < n; i++) {
		if ((gaps[i].unfit < UNFITS) != unfit)
			continue;
		if (++said > REASON_ROWS)
			continue;
		words_row(&gaps[i], said > 1 ? "、" : unfit ? "，不合格：" : "，缺：", out);
		if (unfit)
			str_addf(out, "（%s）", unfit_names[gaps[i].unfit]);
	}
	if (said > REASON_ROWS)
		str_addf(out, "等%zu人", said);
}

static void add_rows(const struct reason *r, struct str *out)
{
	if (r->gaps) {
		str_addf(out, " %d/%d", r->rows_ok, r->rows);
		words_gaps(r->gaps, (size_t)(r->rows - r->rows_ok), false, out);
		words_gaps(r->gaps, (size_t)(r->rows - r->rows_ok), true, out);
	} else if (r->rows > 1)
		str_addf(out, "，共需%d人的，已有%d人的", r->rows, r->rows_ok);
}

static void text_of_paper(const struct check *c, const struct reason *r, struct str *out)
{
	bool unfit = r->unfit < UNFITS;

	if (r->code == REASON_DEFERRABLE)
		str_add(out, unfit ? "可容缺（不合要求）：" : "可容缺（缺少）：");
	else
		str_add(out, unfit ? "材料不合要求：" : "缺少材料：");
	words_paper(c, r->index, out);
	if (unfit && !r->gaps)
		str_addf(out, "，%s", unfit_names[r->unfit]);
	add_rows(r, out);
	if (r->code == REASON_DEFERRABLE && r->until != DATE_NONE)
		add_date(out, "，最迟%s补齐", r->until);
}

static void text_of_group(const struct check *c, const struct reason *r, struct str *out)
{
	const struct demand *d = &c->item->demands[r->index];

	str_add(out, r->code == REASON_DEFERRABLE ? "可容缺（缺少）：" : "缺少材料：");
	if (d->name)
		str_addf(out, "%s，", d->name);
	str_add(out, "以下任选其一：");
	words_group(c, r->index, out);
	if (r->code == REASON_DEFERRABLE && r->until != DATE_NONE)
		add_date(out, "，最迟%s补齐", r->until);
}

void reason_text(const struct check *c, const struct reason *r, struct str *out)
{
	const struct item *it = c->item;

	switch (r->code) {
	case REASON_PROHIBITED:
		str_addf(out, "禁止办理：%s", it->prohibitions[r->index].text);
		break;
	case REASON_INELIGIBLE:
		str_addf(out, "不符合条件：%s", it->conditions[r->index].text);
		break;
	case REASON_NOT_YET:
	case REASON_EXPIRED:
		text_of_term(c, r, out);
		break;
	case REASON_OUTSIDE_DAYS:
		text_of_days(c, out);
		break;
	case REASON_NOT_HERE:
		text_of_place(c, out);
		break;
	case REASON_NOTHING_TO_FILE:
		str_addf(out, "无需申请：%s", it->filing_none);
		break;
	case REASON_OPEN:
		text_of_open(c, r, out);
		break;
	case REASON_CONDITION:
		str_addf(out, "尚不具备：%s", it->conditions[r->index].text);
		break;
	case REASON_MISSING:
	case REASON_UNFIT:
		text_of_paper(c, r, out);
		break;
	case REASON_DEFERRABLE:
		if (r->node == NODE_PAPER)
			text_of_paper(c, r, out);
		else
			text_of_group(c, r, out);
		break;
	case REASON_MISSING_ANY:
		text_of_group(c, r, out);
		break;
	case REASON_RECHECK:
		str_addf(out, "核验系统不可用，按核验不到处理：%s", it->vars[r->index].text);
		break;
	case REASON_CODES:
		break;
	}
}

const char *reason_id(const struct check *c, const struct reason *r)
{
	const struct item *it = c->item;

	switch (r->node) {
	case NODE_VAR:
		return it->vars[r->index].id;
	case NODE_CONDITION:
		return it->conditions[r->index].id;
	case NODE_PROHIBITION:
		return it->prohibitions[r->index].id;
	case NODE_PAPER:
		return it->papers[r->index].id;
	case NODE_DEMAND:
		return it->demands[r->index].id;
	case NODE_CHANNEL:
		return channel_ids[it->channels[r->index].kind];
	case NODE_NONE:
		break;
	}
	return r->code == REASON_OUTSIDE_DAYS	   ? "window"
	       : r->code == REASON_NOT_HERE	   ? "channel"
	       : r->code == REASON_NOTHING_TO_FILE ? "filing"
						   : it->id;
}

const char *reason_lines(const struct check *c, const struct reason *r)
{
	const struct item *it = c->item;

	switch (r->node) {
	case NODE_VAR:
		return it->vars[r->index].lines;
	case NODE_CONDITION:
		return it->conditions[r->index].lines;
	case NODE_PROHIBITION:
		return it->prohibitions[r->index].lines;
	case NODE_PAPER:
		return r->code == REASON_DEFERRABLE && it->papers[r->index].defer_lines
			       ? it->papers[r->index].defer_lines
			       : it->papers[r->index].lines;
	case NODE_DEMAND:
		return it->demands[r->index].lines;
	case NODE_CHANNEL:
		return it->channels[r->index].lines;
	case NODE_NONE:
		break;
	}
	return r->code == REASON_OUTSIDE_DAYS				? it->window.lines
	       : r->code == REASON_NOTHING_TO_FILE			? it->filing_none_lines
	       : r->code == REASON_NOT_YET || r->code == REASON_EXPIRED ? it->validity.lines
									: NULL;
}
