/* SPDX-License-Identifier: Apache-2.0 */
#include "office/kit.h"

#include <stdlib.h>

#include "base/str.h"
#include "base/text.h"
#include "office/item_part.h"
#include "office/paper_part.h"

static const char box[] = "□";

static void add_person(struct document *d)
{
	document_grid(d, NULL);
	document_half(d, _("应急号"), "\n");
	document_half(d, _("发生时间"), _("　　　年　　月　　日　　时　　分"));
	document_half(d, _("姓名（单位）"), "\n");
	document_half(d, _("证件号码"), "");
	document_half(d, _("联系电话"), "\n");
	document_half(d, _("代办人及证件"), "");
}

/* Every answer a question may have, to be ticked. */
static const char *answers(struct document *d, const struct var *v)
{
	struct str s = {0};

	for (size_t i = 0; i < v->n_values; i++)
		str_addf(&s, "%s%s %s", i ? "　" : "", box, v->values[i].text);
	if (v->n_values == 0 && v->type == TYPE_YESNO)
		str_addf(&s, _("%s 是　%s 否"), box, box);
	if (v->or_none)
		str_addf(&s, "　%s %s", box, v->or_none);
	const char *text = arena_strdup(&d->arena, str_text(&s));
	str_done(&s);
	return text;
}

static void add_questions(struct document *d, const struct check *k)
{
	const struct item *it = k->item;
	bool open = false;

	for (size_t i = 0; i < it->n_vars; i++) {
		const struct var *v = &it->vars[i];
		if (v->kind != VAR_QUESTION && v->kind != VAR_VERIFICATION && v->kind != VAR_EXISTS)
			continue;
		if (!open)
			document_grid(d, _("办理情形（勾选或填写）"));
		open = true;
		document_pair(d, v->text, answers(d, v));
	}
}

static void add_rules(struct document *d, const struct check *k)
{
	const struct column columns[] = {{_("勾"), 4, true}, {_("条件和禁办情形"), 62, false}};
	const struct item *it = k->item;

	if (it->n_conditions + it->n_prohibitions == 0)
		return;
	document_table(d, _("核对"), columns, 2);
	for (size_t i = 0; i < it->n_conditions; i++)
		document_row(d, (const char *[]){box, it->conditions[i].text});
	for (size_t i = 0; i < it->n_prohibitions; i++)
		document_row(d, (const char *[]){box, arena_printf(&d->arena, _("没有此情形：%s"),
								   it->prohibitions[i].text)});
}

static const char *need_words(struct document *d, const struct check *k, size_t paper)
{
	const char *remark = paper_part_remark(d, k, &k->item->papers[paper]);
	const char *need = k->paper_need[paper] == NEED_YES ? _("必需") : _("视情形");

	return *remark ? arena_printf(&d->arena, _("%s；%s"), need, remark) : need;
}

static void add_papers(struct document *d, const struct check *k)
{
	const struct column columns[] = {{_("收"), 4, true},
					 {_("材料名称"), 26, false},
					 {_("形式与份数"), 14, true},
					 {_("说明"), 22, false}};
	const struct item *it = k->item;

	document_table(d, _("材料"), columns, 4);
	if (it->materials == STATED_NONE)
		document_span(d, _("无需提供材料"));
	else if (it->materials == STATED_NOT)
		document_span(d, _("指南未载明"));
	for (size_t i = 0; i < it->n_papers; i++) {
		char *form = item_form_text(it, &it->papers[i], k->truths);
		document_row(d,
			     (const char *[]){box, it->papers[i].name, form, need_words(d, k, i)});
		free(form);
	}
}

static void add_limits(struct document *d, const struct check *k)
{
	struct str text = {0};

	for (size_t i = 0; i < k->item->n_limits; i++) {
		char *limit = item_limit_text(&k->item->limits[i]);
		str_addf(&text, "%s%s", text.len ? "\n" : "", limit);
		free(limit);
	}
	document_grid(d, NULL);
	document_pair(d, _("办理时限"), text.len ? str_text(&text) : _("指南未载明"));
	item_part_promise(d, k->item);
	document_pair(d, _("收费"), item_part_fee(d, k->item));
	str_done(&text);
}

void kit_checklist(struct document *d, const struct letterhead *h, const struct check *k)
{
	letterhead_open(d, h, _("应急受理清单"), NULL, NULL);
	document_grid(d, NULL);
	document_pair(d, _("事项"),
		      arena_printf(&d->arena, _("%s（%s）"), k->item->name, k->item->id));
	add_person(d);
	add_questions(d, k);
	add_rules(d, k);
	add_papers(d, k);
	add_limits(d, k);
	document_sign(d);
	document_blank(d, _("经办窗口："), "");
	document_blank(d, _("经办人："), "");
	document_blank(d, _("申请人签字："), "");
	document_blank(d, _("补录人和日期："), "");
}

static void add_slip(struct document *d, const struct letterhead *h, const char *number)
{
	document_grid(d, _("应急受理单（交申请人）"));
	document_pair(d, _("受理号"), number);
	document_half(d, _("姓名（单位）"), "\n");
	document_half(d, _("证件号码"), "");
	document_half(d, _("联系电话"), "\n");
	document_half(d, _("受理时间"), _("　　　年　　月　　日　　时　　分"));
	document_pair(d, _("事项"), "\n");
	document_pair(d, _("收下的材料"), "\n\n");
	document_half(d, _("经办人签字"), "\n");
	document_half(d, _("申请人签字"), "");
	document_pair(d, _("说明"),
		      arena_printf(&d->arena,
				   _("系统恢复后按此号码登记，凭此单查询、领取结果。咨询电话：%s"),
				   h->phone ? h->phone : ""));
}

void kit_slips(struct document *d, const struct letterhead *h, const char *const *numbers, size_t n)
{
	letterhead_open(d, h, _("应急受理单"), NULL, NULL);
	for (size_t i = 0; i < n && i < KIT_SLIPS_PER_PAGE; i++)
		add_slip(d, h, numbers[i]);
}
