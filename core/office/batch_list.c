/* SPDX-License-Identifier: Apache-2.0 */
#include "office/batch_list.h"

#include "base/text.h"

static const char *count(struct document *d, int64_t n)
{
	return arena_printf(&d->arena, "%lld", (long long)n);
}

static const char *day(struct document *d, date_day on)
{
	char text[32];

	return on == DATE_NONE ? "" : arena_strdup(&d->arena, date_format_zh(on, text));
}

static void add_cases(struct document *d, const struct batch_list *l)
{
	const struct column columns[] = {
		{_("序号"), 4, true},  {_("编号"), 14, true},	   {_("事项"), 13, false},
		{_("姓名"), 7, false}, {_("材料"), 20, false},	   {_("份数"), 4, true},
		{_("核对"), 5, true},  {_("退回原因"), 10, false},
	};

	document_table(d, NULL, columns, 8);
	document_repeat_head(d);
	for (size_t i = 0; i < l->n; i++) {
		const struct batch_case *c = &l->cases[i];
		document_row(d, (const char *[]){count(d, (int64_t)i + 1), c->number,
						 c->item_name ? c->item_name : c->item, c->name,
						 c->papers, count(d, c->kept), "",
						 c->reason && c->returned_from ? c->reason : ""});
	}
}

void batch_list_build(struct document *d, const struct letterhead *h, const struct batch_list *l)
{
	const struct batch *b = l->batch;

	letterhead_open(d, h, _("上报材料交接清单"), b->number, NULL);
	document_grid(d, NULL);
	document_half(d, _("移交单位"), l->from);
	document_half(d, _("接收单位"), b->to);
	document_half(d, _("上报日"), day(d, b->report_day));
	document_half(d, _("送出日期"), day(d, b->sent_day));
	document_half(d, _("移交人"), l->giver);
	document_half(d, _("材料带送人"), b->carrier);
	document_half(d, _("合计"),
		      arena_printf(&d->arena, _("办件 %lld 件，材料 %lld 份"), (long long)b->cases,
				   (long long)b->papers));
	document_half(d, _("退回"),
		      b->state == BATCH_RECEIVED
			      ? arena_printf(&d->arena, _("%lld 件"), (long long)b->returned)
			      : "");
	add_cases(d, l);
	document_hints(d, NULL);
	document_line(d, _("逐件核对材料后在“核对”栏打勾；不收的写明退回原因，随本单退回移交人。"));
	document_line(d, _("本单一式两份，移交人、接收人各留一份。"));
	document_sign(d);
	document_blank(d, _("移交人签字："), "");
	document_blank(d, _("接收人签字："), "");
	document_blank(d, _("日期："), "");
	document_blank(d, _("日期："), "");
	document_seal(d, h->agency, h->seal, b->sent_day);
}
