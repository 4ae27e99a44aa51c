/* SPDX-License-Identifier: Apache-2.0 */
#include "office/notice.h"

#include <string.h>

#include "base/text.h"
#include "guide/check.h"
#include "office/item_part.h"
#include "office/paper_part.h"
#include "office/record_part.h"
#include "office/rows_part.h"

static bool is(const struct case_reason *r, enum reason_code code)
{
	return strcmp(r->code, reason_ids[code]) == 0;
}

static bool is_to_mend(const struct case_reason *r)
{
	return is(r, REASON_MISSING) || is(r, REASON_MISSING_ANY) || is(r, REASON_UNFIT) ||
	       is(r, REASON_CONDITION) || is(r, REASON_DEFERRABLE);
}

static const char *may_follow(struct document *d, const struct case_reason *r)
{
	if (!is(r, REASON_DEFERRABLE))
		return _("否");
	if (r->until == DATE_NONE)
		return _("是");
	return arena_printf(&d->arena, _("是，至%s"), record_part_day(d, r->until));
}

static const char *source(struct document *d, const struct item *it, const char *paper)
{
	int i = it && paper ? item_paper(it, paper) : -1;

	return i < 0 ? "" : paper_part_source(d, &it->papers[i]);
}

/* At a second notice: why the first had not said so. */
static const char *labelled(struct document *d, const struct case_reason *r)
{
	const char *const labels[][2] = {
		{"answer", _("答案已变")}, {"guide", _("指南已变")}, {"untold", _("上次未告知")}};

	for (size_t i = 0; r->surprise && i < sizeof(labels) / sizeof(labels[0]); i++)
		if (strcmp(labels[i][0], r->surprise) == 0)
			return arena_printf(&d->arena, "〔%s〕%s", labels[i][1], r->text);
	return r->text;
}

static void add_reasons(struct document *d, const struct case_record *r, const struct item *it)
{
	const struct column columns[] = {{_("序号"), 5, true},
					 {_("存在的问题"), 23, false},
					 {_("需要补正的内容"), 18, false},
					 {_("可否容缺"), 9, true},
					 {_("出具或来源"), 11, false}};
	int n = 0;

	document_table(d, _("经审查，下列材料或条件需要补正"), columns, 5);
	for (size_t i = 0; i < r->n_reasons; i++) {
		const struct case_reason *reason = &r->reasons[i];
		if (!is_to_mend(reason))
			continue;
		document_row(d, (const char *[]){arena_printf(&d->arena, "%d", ++n),
						 labelled(d, reason), reason->resolve,
						 may_follow(d, reason), source(d, it, reason->id)});
	}
	if (!n)
		document_span(d, _("无"));
	/* Those the reasons have not all named. */
	rows_part_lacking(d, r, NULL, REASON_ROWS + 1);
}

void notice_build(struct document *d, const struct letterhead *h, const struct case_record *r,
		  const struct item *it)
{
	record_part_open(d, h, _("一次性告知书"), r, it);
	const enum tri *truths = record_part_truths(d, r, it);
	document_half(d, _("告知日期"), record_part_day(d, r->day));
	document_half(d, _("补正期限"), _("指南未载明"));
	document_pair(d, _("办理依据"), record_part_basis(d, it, truths));
	if (it && it->window.given)
		document_pair(d, _("受理时间"), it->window.text);
	if (it)
		document_pair(d, _("咨询电话"), item_part_phones(d, it));
	add_reasons(d, r, it);
	if (it) {
		item_part_channels(d, it, truths);
		item_part_hints(d, it, truths);
	}
	letterhead_close(d, h, _("申请人（代办人）签字："), r->day);
}
