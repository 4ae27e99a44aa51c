/* SPDX-License-Identifier: Apache-2.0
 *
 * What resolves a reason, from the guide's data alone, or what goes without
 * saying (bring the paper that is missing). Where the guide names nothing,
 * nothing is said.
 */
#include <stdlib.h>

#include "guide/check_work.h"
#include "guide/words.h"

/* Sentences of one line stand apart by "；". */
static void separate(struct str *out, size_t start)
{
	if (out->len > start)
		str_add(out, "；");
}

static void resolve_prohibition(const struct check *c, const struct prohibition *p, struct str *out)
{
	size_t start = out->len;

	if (p->resolve)
		str_add(out, p->resolve);
	if (p->lifted_by_act && !p->resolve) {
		separate(out, start);
		str_addf(out, "解除：%s", p->lifted_by_act);
	}
	if (p->lifted_by_paper >= 0) {
		separate(out, start);
		str_add(out, "提供");
		words_paper(c, p->lifted_by_paper, out);
		str_add(out, "后解除");
	}
}

static void add_place(const struct place *p, struct str *out)
{
	str_add(out, p->name);
	if (p->address)
		str_addf(out, "，%s", p->address);
	if (p->phone)
		str_addf(out, "，电话%s", p->phone);
}

/* "网上办：辽宁政务服务网 https://…" */
static void add_channel(const struct check *c, const struct channel_row *r, struct str *out)
{
	(void)c;
	str_add(out, r->name ? r->name : channel_names[r->kind]);
	str_add(out, r->text || r->url || r->n_places ? "：" : "");
	if (r->text)
		str_add(out, r->text);
	if (r->url)
		str_addf(out, "%s%s", r->text ? " " : "", r->url);
	for (size_t i = 0; i < r->n_places; i++) {
		str_add(out, i ? "；" : r->text || r->url ? "，" : "");
		add_place(&r->places[i], out);
	}
}

/* Where else: every channel that may serve this situation. */
static void resolve_place(const struct check *c, struct str *out)
{
	size_t start = out->len;

	for (size_t i = 0; i < c->item->n_channels; i++) {
		const struct channel_row *r = &c->item->channels[i];
		if (c->truths[r->when] == TRI_FALSE)
			continue;
		separate(out, start);
		add_channel(c, r, out);
	}
}

/* What may be answered: "企业职工 / 灵活就业人员". */
static void resolve_open(const struct check *c, const struct reason *r, struct str *out)
{
	const struct item *it = c->item;

	if (r->node != NODE_VAR)
		return;
	const struct var *v = &it->vars[r->index];
	if (v->type == TYPE_CHOICE || v->type == TYPE_SET) {
		for (size_t i = 0; i < v->n_values; i++)
			str_addf(out, "%s%s", i ? " / " : "", v->values[i].text);
	}
	for (size_t i = 0; i < it->n_verifications; i++) {
		if (it->verifications[i].var == r->index && it->verifications[i].source)
			str_addf(out, "途径：%s", it->verifications[i].source);
	}
}

static void add_source(const struct paper *p, struct str *out)
{
	if (p->by)
		str_addf(out, "，由%s出具", p->by);
	if (p->get_from)
		str_addf(out, "，来源：%s", p->get_from);
}

static void resolve_paper(const struct check *c, const struct reason *r, struct str *out)
{
	const struct paper *p = &c->item->papers[r->index];
	struct str marks = {0};

	switch (r->unfit) {
	case UNFIT_NO_SEAL:
		str_add(out, "补盖");
		if (words_marks(c, r->index, false, out) == 0)
			str_add(out, "印章");
		return;
	case UNFIT_NO_SIGNATURE:
		str_add(out, "补签字");
		if (words_marks(c, r->index, true, &marks) > 0)
			str_addf(out, "：%s", str_text(&marks));
		str_done(&marks);
		return;
	case UNFIT_ORIGINAL_WANTED:
		str_addf(out, "带%s原件", p->name);
		return;
	case UNFIT_TOO_FEW:
		str_add(out, "补足份数");
		break;
	case UNFIT_INCOMPLETE:
		str_add(out, "补填完整");
		break;
	case UNFITS:
		str_add(out, "补充");
		break;
	default:
		str_add(out, "重新提供");
	}
	add_source(p, out);
}

static void resolve_deferral(const struct check *c, const struct reason *r, struct str *out)
{
	const struct paper *p = &c->item->papers[r->index];
	static const char *const formats[] = {
		[UNIT_WORKING] = "先受理，%d个工作日内补齐",
		[UNIT_CALENDAR] = "先受理，%d日内补齐",
		[UNIT_MONTH] = "先受理，%d个月内补齐",
		[UNIT_AT_ONCE] = "先受理，当日补齐",
	};

	if (p->defer_unit == UNIT_AT_ONCE)
		str_add(out, formats[UNIT_AT_ONCE]);
	else
		str_addf(out, formats[p->defer_unit], p->defer_days);
	if (p->defer_ways & DEFER_ON_SITE)
		str_add(out, p->defer_ways & DEFER_POST ? "，现场送达或邮寄" : "，现场送达");
	else if (p->defer_ways & DEFER_POST)
		str_add(out, "，邮寄");
}

void reason_resolve(const struct check *c, const struct reason *r, struct str *out)
{
	const struct item *it = c->item;
	char day[32];

	switch (r->code) {
	case REASON_PROHIBITED:
		resolve_prohibition(c, &it->prohibitions[r->index], out);
		break;
	case REASON_INELIGIBLE:
	case REASON_CONDITION:
		if (it->conditions[r->index].resolve)
			str_add(out, it->conditions[r->index].resolve);
		break;
	case REASON_OUTSIDE_DAYS:
		if (r->until != DATE_NONE)
			str_addf(out, "下一开放日：%s", date_format_zh(r->until, day));
		break;
	case REASON_NOT_HERE:
		resolve_place(c, out);
		break;
	case REASON_OPEN:
		resolve_open(c, r, out);
		break;
	case REASON_MISSING:
	case REASON_UNFIT:
		resolve_paper(c, r, out);
		break;
	case REASON_MISSING_ANY:
		str_add(out, "补充其中一种");
		break;
	case REASON_DEFERRABLE:
		if (r->node == NODE_PAPER)
			resolve_deferral(c, r, out);
		else
			str_add(out, "先受理，在期限内补齐其中一种");
		break;
	case REASON_RECHECK:
		str_add(out, "系统恢复后重新核验");
		break;
	case REASON_NOT_YET:
	case REASON_EXPIRED:
	case REASON_NOTHING_TO_FILE:
	case REASON_CODES:
		break;
	}
}
