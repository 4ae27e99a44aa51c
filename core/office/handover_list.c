/* SPDX-License-Identifier: Apache-2.0 */
#include "office/handover_list.h"

#include "base/clock.h"
#include "base/text.h"

static const char *number(struct document *d, int64_t n)
{
	return n > 0 ? arena_printf(&d->arena, "%lld", (long long)n) : "";
}

/* 2026-11-24 09:05 */
static const char *minute(struct document *d, int64_t ms)
{
	char text[CLOCK_TEXT];

	return arena_printf(&d->arena, "%.16s", clock_format(ms, text));
}

static const char *item(struct document *d, const struct handover_list *l, const char *id,
			const char *name)
{
	if (!name)
		name = l->item_name(l->ctx, id);
	return name ? arena_printf(&d->arena, "%s %s", id, name) : id;
}

static void add_drafts(struct document *d, const struct handover_list *l)
{
	const struct column columns[] = {{_("序号"), 5, true},	  {_("事项"), 20, false},
					 {_("姓名"), 9, false},	  {_("状态"), 8, true},
					 {_("开始于"), 11, true}, {_("材料"), 5, true},
					 {_("核对"), 5, true}};

	document_table(d, _("没办完的草稿和挂单"), columns, 7);
	for (size_t i = 0; i < l->given->n_drafts; i++) {
		const struct draft *row = &l->given->drafts[i];
		document_row(d, (const char *[]){
					number(d, (int64_t)i + 1), item(d, l, row->item, NULL),
					row->title, row->parked ? _("挂单") : _("没办完"),
					minute(d, row->created_at), number(d, row->papers), ""});
	}
	if (l->given->n_drafts == 0)
		document_span(d, _("无"));
}

static void add_cases(struct document *d, const struct handover_list *l)
{
	const struct column columns[] = {
		{_("序号"), 5, true},  {_("编号"), 13, true}, {_("事项"), 14, false},
		{_("姓名"), 7, false}, {_("待补"), 5, true},  {_("留存的原件"), 14, false},
		{_("核对"), 5, true},
	};

	document_table(d, _("待补材料的办件和留存的原件"), columns, 7);
	for (size_t i = 0; i < l->given->n_cases; i++) {
		const struct handover_case *row = &l->given->cases[i];
		document_row(d, (const char *[]){number(d, (int64_t)i + 1), row->number,
						 item(d, l, row->item, row->item_name), row->name,
						 number(d, row->promises), row->papers, ""});
	}
	if (l->given->n_cases == 0)
		document_span(d, _("无"));
}

void handover_list_build(struct document *d, const struct letterhead *h,
			 const struct handover_list *l)
{
	letterhead_open(d, h, _("交接班清单"), NULL, NULL);
	document_grid(d, NULL);
	document_half(d, _("交班人"), l->giver);
	document_half(d, _("接班人"), l->receiver);
	document_half(d, _("交接时间"), minute(d, l->at));
	document_half(d, _("窗口"), h->window);
	document_half(d, _("交接序号"), number(d, l->id));
	document_half(d, _("合计"),
		      arena_printf(&d->arena, _("草稿 %zu 份，办件 %zu 件，材料 %lld 份"),
				   l->given->n_drafts, l->given->n_cases,
				   (long long)l->given->papers));
	add_drafts(d, l);
	add_cases(d, l);
	document_hints(d, NULL);
	document_line(d, _("“材料”为窗口上尚未退还的份数；逐项核对实物后在“核对”栏打勾。"));
	document_line(d, _("双方已在系统内签收，本单一式一份，随当班资料留存。"));
	document_sign(d);
	document_blank(d, _("交班人签字："), NULL);
	document_blank(d, _("接班人签字："), NULL);
	document_seal(d, h->agency, NULL, clock_day_of(l->at));
}
