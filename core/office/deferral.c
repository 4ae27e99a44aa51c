/* SPDX-License-Identifier: Apache-2.0 */
#include "office/deferral.h"

#include <string.h>

#include "base/text.h"
#include "office/item_part.h"
#include "office/record_part.h"
#include "office/rows_part.h"

static void add_promised(struct document *d, const char *heading, const struct case_record *r)
{
	const struct column columns[] = {{_("序号"), 5, true},
					 {_("材料名称"), 25, false},
					 {_("形式"), 12, true},
					 {_("补交方式"), 10, true},
					 {_("承诺补交日期"), 14, true}};
	int n = 0;

	document_table(d, heading, columns, 5);
	for (size_t i = 0; i < r->n_papers; i++) {
		const struct case_paper *p = &r->papers[i];
		if (strcmp(p->state, "deferred") != 0)
			continue;
		document_row(d, (const char *[]){arena_printf(&d->arena, "%d", ++n),
						 rows_part_name(d, r, p), p->form, p->way,
						 record_part_day(d, p->until)});
	}
	if (!n)
		document_span(d, _("无"));
	rows_part_lacking(d, r, "deferred", 1);
}

void deferral_pledge_build(struct document *d, const struct letterhead *h,
			   const struct case_record *r, const struct item *it)
{
	record_part_open(d, h, _("容缺受理承诺书"), r, it);
	const enum tri *truths = record_part_truths(d, r, it);
	document_text(d, NULL);
	document_line(d, _("　　本人（单位）申请办理上列事项，下列材料暂未提交，"
			   "承诺按所列方式在所列日期前补交。"));
	add_promised(d, _("暂未提交的材料"), r);
	document_grid(d, NULL);
	document_pair(d, _("办理依据"), record_part_basis(d, it, truths));
	document_pair(d, _("逾期后果"), h->consequence);
	document_sign(d);
	document_blank(d, _("承诺人签字（盖章）："), "");
	document_blank(d, _("日期："), "");
	document_blank(d, _("经办人："), h->clerk);
	document_blank(d, _("本单份数："), "");
	document_seal(d, h->agency, h->seal, r->accepted_day);
}

void deferral_notice_build(struct document *d, const struct letterhead *h,
			   const struct case_record *r, const struct item *it)
{
	record_part_open(d, h, _("容缺受理通知书"), r, it);
	const enum tri *truths = record_part_truths(d, r, it);
	document_half(d, _("受理日期"), record_part_day(d, r->accepted_day));
	document_half(d, _("收费"), r->fee);
	document_pair(d, _("办结期限"), record_part_due(d, r));
	if (it)
		item_part_promise(d, it);
	add_promised(d, _("容缺受理，请在所列日期前补交"), r);
	document_grid(d, NULL);
	document_pair(d, _("逾期后果"), h->consequence);
	if (it) {
		document_pair(d, _("咨询电话"), item_part_phones(d, it));
		item_part_channels(d, it, truths);
		item_part_hints(d, it, truths);
	}
	letterhead_close(d, h, _("申请人（代办人）签字："), r->accepted_day);
}
