/* SPDX-License-Identifier: Apache-2.0 */
#include "office/fee_notice.h"

#include "base/text.h"
#include "case/fee.h"
#include "office/record_part.h"

static void add_amount(struct document *d, const struct fee_notice *f)
{
	char each[MONEY_TEXT], all[MONEY_TEXT];

	money_format(f->each, each);
	money_format(f->amount, all);
	document_half(d, _("应缴金额"), arena_printf(&d->arena, _("%s 元"), all));
	document_half(d, _("计算"),
		      f->per ? arena_printf(&d->arena, _("%s 元/%s × %lld"), each, f->per,
					    (long long)f->people)
			     : arena_printf(&d->arena, _("%s 元"), each));
	document_pair(d, _("收费依据"), f->basis ? f->basis : _("指南未载明"));
}

void fee_notice_build(struct document *d, const struct letterhead *h, const struct case_record *r,
		      const struct item *it)
{
	struct fee_notice f;

	record_part_open(d, h, _("缴费通知"), r, it);
	document_half(d, _("受理日期"), record_part_day(d, r->accepted_day));
	if (it && fee_of(it, r, &f))
		add_amount(d, &f);
	else
		document_half(d, _("收费"), r->fee);
	document_half(d, _("收费单位"), "");
	document_half(d, _("缴费地点或账户"), "");
	document_hints(d, NULL);
	document_line(d, _("本窗口不收取费用。请到收费单位缴纳，取得票据。"));
	document_line(d, _("缴费后请将票据交本窗口登记，票据由您保存。"));
	letterhead_close(d, h, _("申请人（代办人）签字："), r->accepted_day);
}
