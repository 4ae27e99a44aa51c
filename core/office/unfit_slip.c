/* SPDX-License-Identifier: Apache-2.0 */
#include "office/unfit_slip.h"

#include "base/text.h"
#include "office/record_part.h"

void unfit_slip_build(struct document *d, const struct letterhead *h, const struct unfit_slip *u)
{
	const struct column columns[] = {{_("序号"), 5, true},
					 {_("材料名称"), 24, false},
					 {_("不合格的情况"), 24, false},
					 {_("请在此日前补齐"), 13, true}};

	letterhead_open(d, h, _("补交材料情况告知单"), u->case_number, NULL);
	document_grid(d, NULL);
	document_pair(d, _("办理事项"), u->item_name);
	document_text(d, NULL);
	document_line(d, _("　　您补交的下列材料收到时不符合要求，没有登记为已补齐，"
			   "请按说明补正后再交。"));
	document_table(d, NULL, columns, 4);
	for (size_t i = 0; i < u->n_papers; i++) {
		const struct unfit_paper *p = &u->papers[i];
		document_row(d, (const char *[]){arena_printf(&d->arena, "%zu", i + 1), p->name,
						 arena_printf(&d->arena, "%s%s%s", p->reason,
							      *p->remark ? "：" : "", p->remark),
						 p->due == DATE_NONE ? _("未定")
								     : record_part_day(d, p->due)});
	}
	letterhead_close_slip(d, h, u->day);
}
