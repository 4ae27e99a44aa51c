/* SPDX-License-Identifier: Apache-2.0 */
#include "office/conclusion.h"

#include <string.h>

#include "base/text.h"
#include "office/item_part.h"
#include "office/record_part.h"
#include "office/refusal.h"
#include "office/rows_part.h"

/* 户口簿（复印件，1份）、…: what was received, in a few lines. */
static const char *papers(struct document *d, const struct case_record *r)
{
	struct str s = {0};

	for (size_t i = 0; i < r->n_papers; i++) {
		const struct case_paper *p = &r->papers[i];
		if (strcmp(p->state, "ok") != 0)
			continue;
		str_addf(&s, "%s%s", s.len ? "、" : "", rows_part_name(d, r, p));
		if (p->copies)
			str_addf(&s, _("（%lld份）"), (long long)p->copies);
	}
	const char *text = arena_strdup(&d->arena, s.len ? str_text(&s) : _("无"));
	str_done(&s);
	return text;
}

static void open_decision(struct document *d, const struct letterhead *h, const char *title,
			  const struct case_record *r, const struct item *it)
{
	record_part_open(d, h, title, r, it);
	document_half(d, _("受理日期"), record_part_day(d, r->accepted_day));
	document_half(d, _("办结日期"), record_part_day(d, r->decided_day));
	document_pair(d, _("收到的材料"), papers(d, r));
}

void conclusion_build(struct document *d, const struct letterhead *h, const struct case_record *r,
		      const struct item *it)
{
	open_decision(d, h, _("办结回执"), r, it);
	const enum tri *truths = record_part_truths(d, r, it);
	document_pair(d, _("办理结果"),
		      r->denied_for ? arena_printf(&d->arena, _("不予办理：%s"), r->denied_for)
				    : _("准予办结"));
	if (r->fee)
		document_pair(d, _("收费"), r->fee);
	if (it) {
		document_pair(d, _("结果送达"), item_part_texts(d, &it->delivery, truths));
		document_pair(d, _("咨询电话"), item_part_phones(d, it));
	}
	letterhead_close(d, h, _("送达：申请人（代办人）签收："), r->decided_day);
}

void denial_build(struct document *d, const struct letterhead *h, const struct case_record *r,
		  const struct item *it)
{
	open_decision(d, h, _("不予办理决定书"), r, it);
	const enum tri *truths = record_part_truths(d, r, it);
	document_pair(d, _("决定"), _("经审查，决定不予办理"));
	document_pair(d, _("事实和理由"), r->denied_for);
	document_pair(d, _("办理依据"), record_part_basis(d, it, truths));
	record_part_remedies(d, h, it);
	letterhead_close(d, h, _("申请人（代办人）签收："), r->decided_day);
}
