/* SPDX-License-Identifier: Apache-2.0 */
#include "office/receipt.h"

#include <string.h>

#include "base/ident.h"
#include "base/text.h"
#include "office/item_part.h"
#include "office/record_part.h"
#include "office/rows_part.h"

static const char *remark(const struct case_paper *p)
{
	if (strcmp(p->state, "exempt") == 0)
		return _("免提交");
	/* The record does not tell kept from not said: nothing is claimed. */
	return p->handed_back ? _("验后退还") : "";
}

static bool is_listed(const struct case_paper *p)
{
	return strcmp(p->state, "ok") == 0 || strcmp(p->state, "exempt") == 0;
}

static const char *count(struct document *d, int64_t n)
{
	return n > 0 ? arena_printf(&d->arena, "%lld", (long long)n) : "";
}

static void add_papers(struct document *d, const struct case_record *r)
{
	const struct column columns[] = {{_("序号"), 5, true},	{_("材料名称"), 29, false},
					 {_("形式"), 12, true}, {_("份数"), 5, true},
					 {_("页数"), 5, true},	{_("备注"), 12, true}};
	int n = 0;

	document_table(d, _("收到的材料"), columns, 6);
	for (size_t i = 0; i < r->n_papers; i++) {
		const struct case_paper *p = &r->papers[i];
		if (!is_listed(p))
			continue;
		document_row(d,
			     (const char *[]){count(d, ++n), rows_part_name(d, r, p), p->form,
					      count(d, p->copies), count(d, p->pages), remark(p)});
	}
	if (!n)
		document_span(d, _("无"));
}

/* Papers that are still to come are no part of what was received. */
static void add_promised(struct document *d, const struct case_record *r)
{
	const struct column columns[] = {{_("序号"), 5, true},
					 {_("材料名称"), 35, false},
					 {_("后补方式"), 12, true},
					 {_("最迟日期"), 16, true}};
	int n = 0;

	for (size_t i = 0; i < r->n_papers; i++) {
		const struct case_paper *p = &r->papers[i];
		if (strcmp(p->state, "deferred") != 0)
			continue;
		if (!n)
			document_table(d, _("未交、承诺后补的材料"), columns, 4);
		document_row(d, (const char *[]){count(d, ++n), rows_part_name(d, r, p), p->way,
						 record_part_day(d, p->until)});
	}
	rows_part_lacking(d, r, "deferred", 1);
}

static const char *papers_taken(struct document *d, const struct case_record *r)
{
	int64_t n = 0;

	for (size_t i = 0; i < r->n_papers; i++)
		n += strcmp(r->papers[i].state, "ok") == 0;
	return arena_printf(&d->arena, _("%lld 种"), (long long)n);
}

static const char *applicant(struct document *d, const struct case_record *r)
{
	const struct case_party *p = r->n_parties ? r->parties : NULL;
	char number[IDENT_TEXT];

	if (!p)
		return "";
	return arena_printf(&d->arena, "%s　%s", p->name ? p->name : "",
			    ident_masked(MASK_NUMBER, p->number, number, sizeof(number)));
}

/* What the hall keeps, signed by who took the receipt. */
static void add_counterfoil(struct document *d, const struct letterhead *h,
			    const struct case_record *r)
{
	document_counterfoil(d);
	document_grid(d, d->reprint ? arena_printf(&d->arena, _("受理回执单·存根（第%d次补发）"),
						   d->reprint)
				    : _("受理回执单·存根"));
	document_half(d, _("编号"), h->paper ? h->paper : r->number);
	document_half(d, _("受理日期"), record_part_day(d, r->accepted_day));
	document_pair(d, _("申请人"), applicant(d, r));
	document_pair(d, _("事项"), r->item_name);
	document_half(d, _("收到材料"), papers_taken(d, r));
	document_half(d, _("办结期限"), record_part_due(d, r));
	document_sign(d);
	document_blank(d, _("经办窗口："), h->window);
	document_blank(d, _("经办人："), h->clerk);
	document_blank(d, _("领取人签字："), "");
	document_blank(d, _("签字日期："), "");
}

void receipt_build(struct document *d, const struct letterhead *h, const struct case_record *r,
		   const struct item *it)
{
	record_part_open(d, h, _("受理回执单"), r, it);
	const enum tri *truths = record_part_truths(d, r, it);
	document_half(d, _("受理日期"), record_part_day(d, r->accepted_day));
	document_half(d, _("收费"), r->fee);
	document_pair(d, _("办结期限"), record_part_due(d, r));
	if (it)
		item_part_promise(d, it);
	if (r->overrule)
		document_pair(d, _("主管改判"), r->overrule);
	if (it) {
		document_pair(d, _("结果送达"), item_part_texts(d, &it->delivery, truths));
		document_pair(d, _("咨询电话"), item_part_phones(d, it));
	}
	add_papers(d, r);
	add_promised(d, r);
	if (it)
		item_part_hints(d, it, truths);
	if (!h->halves) {
		letterhead_close(d, h, _("申请人（代办人）签字："), r->accepted_day);
		return;
	}
	letterhead_close_slip(d, h, r->accepted_day); /* the counterfoil is what is signed */
	add_counterfoil(d, h, r);
}
