/* SPDX-License-Identifier: Apache-2.0 */
#include "office/sample_sheet.h"

#include "base/clock.h"
#include "base/ident.h"
#include "base/text.h"

static const char *day(struct document *d, date_day on)
{
	char text[DATE_TEXT];

	return arena_strdup(&d->arena, date_format(on, text));
}

static const char *name(struct document *d, const char *whole)
{
	char masked[IDENT_NAME];

	return arena_strdup(&d->arena, ident_masked(MASK_NAME, whole, masked, sizeof(masked)));
}

static const char *result(struct document *d, const struct sample_case *c)
{
	if (c->result == SAMPLE_OPEN)
		return _("□一致　□有问题");
	return c->words ? arena_printf(&d->arena, "%s：%s", _(sample_result_names[c->result]),
				       c->words)
			: _(sample_result_names[c->result]);
}

static void add_head(struct document *d, const struct sample_sheet *s)
{
	const struct sample_row *r = s->draw;

	document_grid(d, NULL);
	document_half(d, _("抽查号"), arena_printf(&d->arena, "%lld", (long long)r->id));
	document_half(d, _("抽取日期"), day(d, r->day));
	document_half(d, _("抽取人"), hall_voice_clerk(s->voice, r->by));
	document_half(d, _("种子"), r->seed);
	document_half(d, _("办件日期"),
		      arena_printf(&d->arena, _("%s 至 %s"), day(d, r->first), day(d, r->last)));
	document_half(d, _("范围"),
		      arena_printf(&d->arena, "%s　%s　%s", _(sample_strata_names[r->strata]),
				   r->item ? r->item : _("全部事项"),
				   r->of ? hall_voice_clerk(s->voice, r->of) : _("全部经办人")));
	document_half(
		d, _("件数"),
		arena_printf(&d->arena, _("%lld 件中抽 %zu 件"), (long long)r->population, s->n));
	document_half(d, _("账本校验"), _("用同一种子、同一范围可重抽出同样的办件"));
}

void sample_sheet_build(struct document *d, const struct letterhead *h,
			const struct sample_sheet *s)
{
	const struct column columns[] = {
		{_("序号"), 5, true},	   {_("编号"), 13, true},  {_("事项"), 15, false},
		{_("姓名"), 7, true},	   {_("经办人"), 8, true}, {_("日期"), 9, true},
		{_("核对结果"), 14, true}, {_("说明"), 14, false},
	};

	letterhead_open(d, h, _("抽查复核单"), NULL, NULL);
	add_head(d, s);
	document_table(d, NULL, columns, 8);
	document_repeat_head(d);
	for (size_t i = 0; i < s->n; i++) {
		const struct sample_case *c = &s->cases[i];
		document_row(d,
			     (const char *[]){arena_printf(&d->arena, "%zu", i + 1), c->number,
					      arena_printf(&d->arena, "%s %s", c->item,
							   c->item_name ? c->item_name : ""),
					      name(d, c->name), hall_voice_clerk(s->voice, c->by),
					      day(d, c->day), result(d, c), ""});
	}
	document_hints(d, NULL);
	document_line(d,
		      _("调出案卷，对照材料、表单、结论和时限逐件核对；有问题的写明是什么问题。"));
	document_line(d, _("经手过该件的人不能复核该件。核对后在审计界面逐件录入结果。"));
	document_sign(d);
	document_blank(d, _("复核人签字："), NULL);
	document_blank(d, _("日期："), NULL);
}
