/* SPDX-License-Identifier: Apache-2.0 */
#include "office/lapse.h"

#include <string.h>

#include "base/text.h"
#include "office/record_part.h"
#include "store/lapses.h"

/* A replacement has a number of its own and says what the voided one said. */
static const char *document_of(const struct letterhead *h, const struct case_record *r)
{
	for (size_t i = 0; h->paper && i < r->n_lapses; i++)
		if (r->lapses[i].document && strcmp(r->lapses[i].document, h->paper) == 0)
			return h->paper;
	return r->n_lapses ? r->lapses[r->n_lapses - 1].document : NULL;
}

static bool is_of(const struct case_lapse *l, const char *document)
{
	return document && l->document && strcmp(l->document, document) == 0;
}

static const char *decision_text(struct document *d, const struct case_lapse *l)
{
	if (strcmp(l->decision, lapse_ids[LAPSE_GRACE]) == 0)
		return arena_printf(&d->arena, _("准予宽限，请在%s前补齐；期内补齐的继续办理。"),
				    record_part_day(d, l->until));
	if (strcmp(l->decision, lapse_ids[LAPSE_TERMINATE]) == 0)
		return _("逾期未补齐，终止办理。已交的原件凭本决定书到窗口领回，补齐后可以重新申请"
			 "。");
	return _("逾期未补齐，按已补齐的材料继续办理。");
}

static void add_papers(struct document *d, const struct case_record *r, const char *document)
{
	const struct column columns[] = {{_("序号"), 5, true},
					 {_("承诺补交的材料"), 40, false},
					 {_("应于此日前补"), 16, true}};
	int n = 0;

	document_table(d, _("逾期未补的材料"), columns, 3);
	for (size_t i = 0; i < r->n_lapses; i++)
		if (is_of(&r->lapses[i], document))
			document_row(d, (const char *[]){arena_printf(&d->arena, "%d", ++n),
							 r->lapses[i].name,
							 record_part_day(d, r->lapses[i].was_due)});
	if (!n)
		document_span(d, _("无"));
}

void lapse_build(struct document *d, const struct letterhead *h, const struct case_record *r,
		 const struct item *it)
{
	const char *document = document_of(h, r);
	const struct case_lapse *last = NULL;

	record_part_open(d, h, _("容缺逾期处理决定书"), r, it);
	for (size_t i = 0; i < r->n_lapses; i++)
		if (is_of(&r->lapses[i], document))
			last = &r->lapses[i];
	document_half(d, _("受理日期"), record_part_day(d, r->accepted_day));
	document_half(d, _("决定日期"), record_part_day(d, last ? last->day : DATE_NONE));
	add_papers(d, r, document);
	document_grid(d, NULL);
	document_pair(d, _("处理决定"), last ? decision_text(d, last) : "");
	document_pair(d, _("理由"), last ? last->reason : "");
	if (last && strcmp(last->decision, lapse_ids[LAPSE_TERMINATE]) == 0)
		record_part_remedies(d, h, it);
	letterhead_close(d, h, _("申请人（代办人）签收："), last ? last->day : r->day);
}
